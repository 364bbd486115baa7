//! What pilots of one size show about each outcome.

use crate::analysis::pilot::arms::{Build, Found};
use crate::analysis::pilot::course::Course;
use crate::analysis::pilot::power::{detectable_difference, log_rank_power, two_proportion_power};
use crate::analysis::pilot::trial::{EVER, OFF, SELF_SUPPORT};
use crate::analysis::spread::{estimate, spread};
use crate::ledger::moments::moments;
use crate::luck::{HouseholdKey, Layer, cohort_key};
use crate::math::ln;
use crate::results::pilot::{PilotOutcome, PilotShows};
use crate::results::spread::Estimate;

/// Pilots in each draw; those with a time of their own for each household are fewer.
pub(super) const PILOTS: u32 = 8;
const TIMED_PILOTS: u32 = 2;

/// Keeps the luck of pilots apart from that of the households that are compared.
const REPLICATE: u32 = 1 << 21;

/// Returns the luck of one pilot of a draw.
pub(super) fn luck(seed: u64, draw: usize, pilot: u32) -> HouseholdKey {
    let cohort = cohort_key(seed, draw as u64, Layer::Household, REPLICATE + pilot);
    cohort.household(0)
}

/// Returns where an outcome is looked up.
pub(super) fn look(outcome: PilotOutcome) -> usize {
    match outcome {
        PilotOutcome::OffAssistance => OFF,
        PilotOutcome::SelfSupport => SELF_SUPPORT,
        PilotOutcome::TimeToSelfSupport => EVER,
    }
}

/// Returns what pilots find about a share in a draw.
pub(super) fn finds(
    build: &Build,
    (course, months, look): (&Course, u32, usize),
    luck: HouseholdKey,
) -> Found {
    let shares = [course.share(1, months, look), course.share(0, months, look)];
    build.finds(shares, (luck, look as u32))
}

/// What the pilots of one draw did.
#[derive(Clone, Copy, Debug, Default)]
struct OfDraw {
    shown: f64,
    shown_wrong: f64,
    wrong_sign: f64,
    width: f64,
}

/// Returns what pilots show about an outcome, over draws.
pub(super) fn shows(
    build: &Build,
    (courses, months): (&[Course], u32),
    outcome: PilotOutcome,
    seed: u64,
) -> PilotShows {
    let at = look(outcome);
    let is_timed = outcome == PilotOutcome::TimeToSelfSupport;
    let truths: Vec<f64> = courses
        .iter()
        .map(|course| course.share(1, months, at) - course.share(0, months, at))
        .collect();
    let of_draws: Vec<OfDraw> = courses
        .iter()
        .zip(&truths)
        .enumerate()
        .map(|(draw, (course, truth))| {
            let n = if is_timed { TIMED_PILOTS } else { PILOTS };
            let pilots = (0..n).map(|pilot| {
                let luck = luck(seed, draw, pilot);
                match is_timed {
                    true => Found {
                        z: build.finds_time(course, months, luck),
                        ..Found::default()
                    },
                    false => finds(build, (course, months, at), luck),
                }
            });
            of_draw(pilots.collect::<Vec<Found>>().as_slice(), *truth)
        })
        .collect();
    let mean = |of: &dyn Fn(&OfDraw) -> f64| -> Estimate {
        let found = moments(&of_draws.iter().map(of).collect::<Vec<f64>>());
        estimate((found.mean, found.mc_se))
    };
    let means = [1, 0].map(|arm| {
        let shares = courses.iter().map(|course| course.share(arm, months, at));
        shares.sum::<f64>() / courses.len().max(1) as f64
    });
    let formula = ByFormula::of(build, means);
    PilotShows {
        outcome,
        today_share: means[1],
        difference: spread(truths),
        power: mean(&|of| of.shown),
        power_by_formula: match is_timed {
            true => formula.of_time(),
            false => two_proportion_power(formula.shares, formula.sizes),
        },
        interval_width: (!is_timed).then(|| mean(&|of| of.width).value),
        wrong_sign: mean(&|of| of.wrong_sign),
        shown_wrong: mean(&|of| of.shown_wrong),
        detectable_difference: match is_timed {
            true => None,
            false => formula.detectable(build.contamination),
        },
    }
}

fn of_draw(pilots: &[Found], truth: f64) -> OfDraw {
    let n = pilots.len().max(1) as f64;
    let mut of = OfDraw::default();
    for found in pilots {
        let is_right = found.z * truth > 0.0;
        let is_shown = found.is_shown();
        of.shown += f64::from(u8::from(is_shown && is_right));
        of.shown_wrong += f64::from(u8::from(is_shown && !is_right));
        of.wrong_sign += match found.z * truth {
            product if product > 0.0 => 0.0,
            product if product < 0.0 => 1.0,
            _ => 0.5,
        };
        of.width += found.width;
    }
    OfDraw {
        shown: of.shown / n,
        shown_wrong: of.shown_wrong / n,
        wrong_sign: of.wrong_sign / n,
        width: of.width / n,
    }
}

/// What the usual formulas are given.
struct ByFormula {
    shares: [f64; 2],
    sizes: [f64; 2],
    /// Share lost from sight, who are seen for half the time on average.
    drop_out: f64,
}

impl ByFormula {
    fn of(build: &Build, [design, today]: [f64; 2]) -> Self {
        Self {
            shares: [design, today + build.contamination * (design - today)],
            sizes: build
                .arms
                .map(|size| f64::from(size) * (1.0 - build.drop_out)),
            drop_out: build.drop_out,
        }
    }

    fn of_time(&self) -> f64 {
        let [design, today] = self.shares;
        let left = |share: f64| ln((1.0 - share).max(1e-12));
        let kept = (1.0 - self.drop_out).max(1e-12);
        let [own, other] = self.sizes.map(|size| size / kept);
        let events = (own * design + other * today) * (1.0 - 0.5 * self.drop_out);
        match left(today) < 0.0 && own + other > 0.0 {
            true => log_rank_power(left(design) / left(today), events, own / (own + other)),
            false => 0.0,
        }
    }

    /// With contamination a true difference has to be larger by what of it is seen.
    fn detectable(&self, contamination: f64) -> Option<f64> {
        let seen = 1.0 - contamination;
        let found = detectable_difference(self.shares[1], self.sizes)?;
        let truly = found / seen.max(1e-9);
        (truly <= 1.0).then_some(truly)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_pilot_shows_is_right_or_wrong_by_the_true_direction() {
        let found = |z| Found {
            z,
            width: 0.4,
            ..Found::default()
        };
        // Two are significant, one each way; one points right without showing it, one nowhere.
        let pilots = [found(3.0), found(-3.0), found(1.0), found(0.0)];
        let of = of_draw(&pilots, 0.1);
        assert_eq!((of.shown, of.shown_wrong), (0.25, 0.25));
        assert_eq!((of.wrong_sign, of.width), (0.375, 0.4));
        let of = of_draw(&pilots, -0.1);
        assert_eq!(
            (of.shown, of.shown_wrong, of.wrong_sign),
            (0.25, 0.25, 0.625)
        );
        let of = of_draw(&[found(3.0)], -0.1);
        assert_eq!((of.shown, of.shown_wrong, of.wrong_sign), (0.0, 1.0, 1.0));
    }
}
