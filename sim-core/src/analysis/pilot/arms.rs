//! One pilot: who is in which arm, who is lost from sight, and what is counted.

use crate::analysis::pilot::course::Course;
use crate::analysis::pilot::log_rank::{ByMonth, log_rank};
use crate::analysis::pilot::power::critical;
use crate::analysis::pilot::trial::EVER;
use crate::luck::{HouseholdKey, Purpose};
use crate::math::{logistic, logit, sqrt};
use crate::results::pilot::PilotAllocation;

const SIZE: Purpose = Purpose::named("pilot:size");
const LOST: Purpose = Purpose::named("pilot:lost");
const FOUND: Purpose = Purpose::named("pilot:found");
const OFFICE: Purpose = Purpose::named("pilot:office");
const TIME: Purpose = Purpose::named("pilot:time");

/// How much offices differ though they work alike: the standard deviation of the log-odds, five percentage points at
/// one half.
pub(super) const OFFICE_SD: f64 = 0.2;

/// How a pilot is built.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Build {
    /// Households under the design and under today.
    pub arms: [u32; 2],
    /// How they come to their arm.
    pub allocation: PilotAllocation,
    /// Share of those under today who in fact get the new way of working.
    pub contamination: f64,
    /// Share that is lost from sight.
    pub drop_out: f64,
}

/// What one pilot found about a share.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Found {
    /// The design's share less today's.
    pub difference: f64,
    /// Today's share.
    pub today: f64,
    /// Width of the 95 % interval of the difference.
    pub width: f64,
    /// The test statistic.
    pub z: f64,
}

impl Found {
    /// Returns whether the difference is called significant.
    pub(super) fn is_shown(&self) -> bool {
        self.z.abs() > critical()
    }
}

impl Build {
    /// Returns shares of the design's and of today's arm, as they would be with the allocation and contamination.
    fn shares(&self, [design, today]: [f64; 2], luck: HouseholdKey) -> [f64; 2] {
        let today = today + self.contamination * (design - today);
        if self.allocation != PilotAllocation::ByOffice {
            return [design, today];
        }
        // An office's own level, whatever is looked for.
        let level = |arm: u32| OFFICE_SD * luck.stream(OFFICE, arm).normal();
        let moved = |share: f64, arm: u32| match share > 0.0 && share < 1.0 {
            true => logistic(logit(share) + level(arm)),
            false => share,
        };
        [moved(design, 0), moved(today, 1)]
    }

    /// Returns how many households are in each arm.
    fn sizes(&self, luck: HouseholdKey) -> [u32; 2] {
        let [design, today] = self.arms;
        if self.allocation != PilotAllocation::Random {
            return self.arms;
        }
        let all = u64::from(design) + u64::from(today);
        let share = f64::from(design) / all.max(1) as f64;
        let own = luck.stream(SIZE, 0).binomial(all, share) as u32;
        [own, (all - u64::from(own)) as u32]
    }

    /// Returns what a pilot finds about a share that is so large under the design and under today.
    pub(super) fn finds(&self, shares: [f64; 2], (luck, look): (HouseholdKey, u32)) -> Found {
        let shares = self.shares(shares, luck);
        let sizes = self.sizes(luck);
        let mut counted = [[0.0; 2]; 2];
        for arm in 0..2 {
            let occasion = 2 * look + arm as u32;
            let lost = luck
                .stream(LOST, arm as u32)
                .binomial(u64::from(sizes[arm]), self.drop_out);
            let left = u64::from(sizes[arm]) - lost;
            let hits = luck.stream(FOUND, occasion).binomial(left, shares[arm]);
            counted[arm] = [hits as f64, left as f64];
        }
        compared(counted)
    }

    /// Returns the log-rank statistic of a pilot of so many months.
    pub(super) fn finds_time(&self, course: &Course, months: u32, luck: HouseholdKey) -> f64 {
        let sizes = self.sizes(luck);
        let ends = [course.share(1, months, EVER), course.share(0, months, EVER)];
        let shares = self.shares(ends, luck);
        let arms: [ByMonth; 2] = std::array::from_fn(|arm| {
            // The whole course moves with its end.
            let scale = |month: u32| {
                let (own, other) = (course.first_in(1, month), course.first_in(0, month));
                let plain = match arm {
                    0 => own,
                    _ => other + self.contamination * (own - other),
                };
                let end = match arm {
                    0 => ends[0],
                    _ => ends[1] + self.contamination * (ends[0] - ends[1]),
                };
                if end > 0.0 {
                    plain * shares[arm] / end
                } else {
                    plain
                }
            };
            let by_month: Vec<f64> = (1..=months).map(scale).collect();
            self.times(&by_month, sizes[arm], (luck, arm as u32))
        });
        log_rank(&arms[0], &arms[1])
    }

    /// Returns when the households of an arm first come to job or studies, or are lost from sight.
    fn times(&self, by_month: &[f64], size: u32, (luck, arm): (HouseholdKey, u32)) -> ByMonth {
        let n_months = by_month.len();
        let mut found = ByMonth {
            events: vec![0; n_months],
            lost: vec![0; n_months],
            households: size,
        };
        for household in 0..size {
            let occasion = 4 * household + 2 * arm;
            let mut lot = luck.stream(TIME, occasion).uniform();
            let event = by_month.iter().position(|share| {
                lot -= share;
                lot < 0.0
            });
            // Those lost are lost evenly over the time.
            let lost = luck.stream(TIME, occasion + 1).uniform();
            let lost = (lost < self.drop_out)
                .then(|| (lost / self.drop_out * n_months as f64) as usize)
                .map(|month| month.min(n_months.saturating_sub(1)));
            match (event, lost) {
                (Some(event), lost) if lost.is_none_or(|lost| event <= lost) => {
                    found.events[event] += 1;
                }
                (_, Some(lost)) => found.lost[lost] += 1,
                _ => {}
            }
        }
        found
    }
}

/// Returns the difference of two shares with its interval (Wald) and the pooled test.
fn compared([[hits, of], [other_hits, other_of]]: [[f64; 2]; 2]) -> Found {
    if of == 0.0 || other_of == 0.0 {
        return Found::default();
    }
    let (own, today) = (hits / of, other_hits / other_of);
    let error = sqrt(own * (1.0 - own) / of + today * (1.0 - today) / other_of);
    let pooled = (hits + other_hits) / (of + other_of);
    let under_none = sqrt(pooled * (1.0 - pooled) * (1.0 / of + 1.0 / other_of));
    Found {
        difference: own - today,
        today,
        width: 2.0 * critical() * error,
        z: match under_none > 0.0 {
            true => (own - today) / under_none,
            false => 0.0,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::pilot::power::{log_rank_power, two_proportion_power};
    use crate::luck::{Layer, cohort_key};
    use crate::math::exp;

    const BUILD: Build = Build {
        arms: [150, 150],
        allocation: PilotAllocation::EverySecond,
        contamination: 0.0,
        drop_out: 0.0,
    };

    fn shown(build: Build, shares: [f64; 2]) -> f64 {
        let n = 20_000;
        let of = |pilot: u64| cohort_key(1, pilot, Layer::Household, 0).household(0);
        let shown = (0..n).filter(|pilot| build.finds(shares, (of(*pilot), 0)).is_shown());
        shown.count() as f64 / n as f64
    }

    #[test]
    fn simulated_pilots_show_a_difference_as_often_as_the_formula_for_two_shares_says() {
        for (shares, drop_out) in [([0.65, 0.5], 0.0), ([0.5, 0.4], 0.2), ([0.3, 0.3], 0.0)] {
            let left = 150.0 * (1.0 - drop_out);
            let formula = two_proportion_power(shares, [left, left]);
            let build = Build { drop_out, ..BUILD };
            // Whole households: the formula is off by about a percentage point.
            assert!(
                (shown(build, shares) - formula).abs() < 0.02,
                "{shares:?} {formula}"
            );
        }
    }

    #[test]
    fn contamination_shrinks_what_is_there_to_find_and_offices_that_differ_find_what_is_not_there()
    {
        let build = Build {
            contamination: 0.5,
            ..BUILD
        };
        let formula = two_proportion_power([0.65, 0.575], [150.0, 150.0]);
        assert!((shown(build, [0.65, 0.5]) - formula).abs() < 0.02);
        let offices = Build {
            allocation: PilotAllocation::ByOffice,
            ..BUILD
        };
        assert!(shown(offices, [0.5, 0.5]) > 0.15);
        let random = Build {
            allocation: PilotAllocation::Random,
            ..BUILD
        };
        assert!((shown(random, [0.5, 0.5]) - 0.05).abs() < 0.01);
        // By lot the arms are not quite equal: a binomial of 300 and one half, variance 75.
        let of = |pilot: u64| cohort_key(3, pilot, Layer::Household, 0).household(0);
        let sizes = (0..4000).map(|pilot| random.sizes(of(pilot)));
        let off = sizes.map(|[own, other]| {
            assert_eq!(own + other, 300);
            (f64::from(own) - 150.0) * (f64::from(own) - 150.0)
        });
        let variance = off.sum::<f64>() / 4000.0;
        assert!((variance - 75.0).abs() < 8.0, "{variance}");
    }

    #[test]
    fn simulated_pilots_show_a_hazard_ratio_as_often_as_schoenfelds_formula_says() {
        let (months, n) = (12_u32, 4_000);
        let course = Course::of_hazards([0.1, 0.14], months);
        let of = |pilot: u64| cohort_key(2, pilot, Layer::Household, 0).household(0);
        let is_shown = |pilot: &u64| BUILD.finds_time(&course, months, of(*pilot)).abs() > 1.96;
        let found = (0..n).filter(is_shown).count() as f64 / n as f64;
        let events = 150.0 * (2.0 - exp(-1.2) - exp(-1.68));
        let formula = log_rank_power(1.4, events, 0.5);
        assert!((found - formula).abs() < 0.03, "{found} {formula}");
    }
}
