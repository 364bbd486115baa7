//! What deciding after a pilot is worth.

use crate::analysis::information::{Gained, Known, Learnt, Terms, best_in, judged};
use crate::analysis::pilot::arms::Build;
use crate::analysis::pilot::course::Course;
use crate::analysis::pilot::settings::PilotSettings;
use crate::analysis::pilot::shows::{finds, look, luck};
use crate::analysis::spread::estimate;
use crate::ledger::moments::{moments, share};
use crate::results::information::InformationValue;
use crate::results::perspective::Perspective;
use crate::results::pilot::{PilotSeen, PilotSize};

/// Households in the first arm of the pilots that are tried besides.
const SIZES: [u32; 7] = [25, 50, 100, 200, 400, 800, 1600];
/// Months of the pilots that are tried besides.
const MONTHS: [u32; 4] = [3, 6, 12, 24];

/// Returns the lengths of the pilots that are tried, rising.
pub(super) fn months_tried(asked: u32, most: u32) -> Vec<u32> {
    let besides = MONTHS.into_iter().filter(|months| *months <= most);
    let mut months: Vec<u32> = besides.chain([asked]).collect();
    months.sort_unstable();
    months.dedup();
    months
}

/// What a pilot is worth, asked for one perspective after the other.
pub(super) struct Asking<'a> {
    pub settings: &'a PilotSettings,
    pub seed: u64,
    pub courses: &'a [Course],
    /// Lengths that are tried.
    pub months: &'a [u32],
    /// Ids of the designs compared, without `today`.
    pub designs: Vec<String>,
}

impl Asking<'_> {
    /// Returns what the pilot is worth to a perspective.
    pub(super) fn seen_by(&self, perspective: Perspective, known: &Known) -> Option<PilotSeen> {
        let everything: Vec<usize> = (0..known.numbers.len()).collect();
        let terms = match everything.is_empty() {
            true => Terms::default(),
            false => known.terms_of(&everything),
        };
        let learnt = Learnt::of(known, &terms)?;
        let n_draws = known.n_draws();
        let best_now = best_on_average(known);
        let lead = best_now.unwrap_or_else(|| lead(known));
        let judge =
            |found: &Gained, perfect: Option<f64>| judged(found, perfect, (lead, n_draws as u64));
        let perfect = judge(&known.gained(&terms), None);
        let found = self.gained(&learnt, self.settings.arms, self.settings.months);
        let worth = judge(&found, Some(perfect.sek));
        let of_draws = |is: &dyn Fn(usize) -> bool| {
            estimate(share(
                (0..n_draws).filter(|draw| is(*draw)).count(),
                n_draws,
            ))
        };
        let truly = |draw: usize| best_in(learnt.expected(), draw);
        // Where nothing was regressed, nobody changes their mind.
        let after = |draw: usize| match found.expected.is_empty() {
            true => best_now,
            false => best_in(&found.expected, draw),
        };
        let sizes = self.sizes(&learnt, &|found| judge(found, Some(perfect.sek)));
        let name = |option: Option<usize>| match option {
            Some(design) => self.designs[design].clone(),
            None => "today".to_owned(),
        };
        Some(PilotSeen {
            perspective,
            best_now: name(best_now),
            perfect,
            worth,
            net_sek: worth.sek - self.cost(self.settings.arms),
            wrong_now: of_draws(&|draw| truly(draw) != best_now),
            wrong_after: of_draws(&|draw| truly(draw) != after(draw)),
            changes: of_draws(&|draw| after(draw) != best_now),
            smallest: smallest(&sizes),
            sizes,
        })
    }

    fn cost(&self, (design, today): (u32, u32)) -> f64 {
        let households = f64::from(design) + f64::from(today);
        self.settings.cost_sek + self.settings.cost_sek_per_household * households
    }

    fn gained(&self, learnt: &Learnt<'_>, (design, today): (u32, u32), months: u32) -> Gained {
        let build = Build {
            arms: [design, today],
            ..self.settings.build()
        };
        let at = look(self.settings.outcome);
        let found = self.courses.iter().enumerate().map(|(draw, course)| {
            let found = finds(&build, (course, months, at), luck(self.seed, draw, 0));
            (found.difference, found.today)
        });
        let (differences, today): (Vec<f64>, Vec<f64>) = found.unzip();
        learnt.gained_by_study(&[&differences, &today])
    }

    fn sizes(
        &self,
        learnt: &Learnt<'_>,
        judge: &dyn Fn(&Gained) -> InformationValue,
    ) -> Vec<PilotSize> {
        let (design, today) = self.settings.arms;
        let ratio = f64::from(today) / f64::from(design.max(1));
        let scaled = |own: u32| (own, (f64::from(own) * ratio).round().max(1.0) as u32);
        let mut arms: Vec<(u32, u32)> = SIZES.map(scaled).to_vec();
        arms.push(self.settings.arms);
        arms.sort_unstable();
        arms.dedup();
        let pairs = self
            .months
            .iter()
            .flat_map(|months| arms.iter().map(move |arms| (*arms, *months)));
        pairs
            .map(|(arms, months)| {
                let worth = judge(&self.gained(learnt, arms, months));
                let cost_sek = self.cost(arms);
                PilotSize {
                    arms,
                    months,
                    worth,
                    cost_sek,
                    pays: worth.sek - 2.0 * worth.mc_se > cost_sek,
                }
            })
            .collect()
    }
}

fn smallest(sizes: &[PilotSize]) -> Option<usize> {
    let paying = sizes.iter().enumerate().filter(|(_, size)| size.pays);
    let found = paying.min_by_key(|(_, size)| (size.arms.0 + size.arms.1, size.months));
    found.map(|(at, _)| at)
}

/// Returns the option that is best on average; none is `today`.
fn best_on_average(known: &Known) -> Option<usize> {
    let best = lead(known);
    let mean = known.nets.get(best).map_or(0.0, |net| moments(net).mean);
    (mean > 0.0).then_some(best)
}

/// Returns the design that is best on average.
fn lead(known: &Known) -> usize {
    let means: Vec<f64> = known.nets.iter().map(|net| moments(net).mean).collect();
    let best = (0..means.len()).max_by(|a, b| means[*a].total_cmp(&means[*b]).then(b.cmp(a)));
    best.unwrap_or(0)
}
