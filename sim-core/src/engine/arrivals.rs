//! Who comes: new applications, and closed lists.

use crate::compile::plan::Plan;
use crate::engine::application::Application;
use crate::engine::life::Life;
use crate::luck::{CohortKey, HouseholdKey};
use crate::model::facts::{Facts, Given};
use crate::model::inflow::{InflowModel, entry_ratio, own_entry_ratio, reform_ratio};
use crate::model::path::Path;
use crate::model::purposes as p;
use crate::scenario::households::BeginsIn;
use crate::units::DAYS_PER_MONTH;

// Households of different origin have numbers far apart, so that a longer warm-up or a
// longer horizon adds households and renumbers none.
pub(super) const BEFORE_START: u64 = 1 << 40;
const ADDED: u64 = 2 << 40;
const LISTED: u64 = 3 << 40;
pub(super) const SAMPLED: u64 = 4 << 40;

/// Most times over that the inflow can be added to.
const MOST_LEVELS: f64 = 100.0;

/// Applications drawn at a time.
const TOGETHER: usize = 64;

/// Arrival times of new applications under `today`.
pub(crate) struct Arrivals {
    pub(super) per_day: f64,
    path: Path,
}

impl Arrivals {
    /// Returns the process of new applications under a draw's values; none without inflow.
    pub(crate) fn new(plan: &Plan, values: &[f64]) -> Option<Self> {
        let inflow = InflowModel::of(plan, values)?;
        Some(Self {
            per_day: inflow.per_day,
            path: Path::new(inflow.by_month),
        })
    }

    /// Returns when the application of a number comes, after the time of the one before.
    #[inline]
    pub(crate) fn next(&self, cohort: CohortKey, number: u64, before: f64) -> f64 {
        if self.per_day <= 0.0 {
            return f64::INFINITY;
        }
        self.path.after(before, self.gap(cohort.household(number)))
    }

    /// Returns the days, at the rate of the start, between a household's application and the one before.
    #[inline]
    fn gap(&self, key: HouseholdKey) -> f64 {
        key.stream(p::ARRIVAL, 0).exponential() / self.per_day
    }

    /// Calls `each` with key, number and time of every application until the horizon.
    fn until(
        &self,
        cohort: CohortKey,
        first: u64,
        horizon: f64,
        mut each: impl FnMut((HouseholdKey, u64), f64),
    ) {
        if self.per_day <= 0.0 {
            return;
        }
        let (mut at, mut number) = (0.0, first);
        let mut block = [(cohort.household(first), 0.0); TOGETHER];
        loop {
            // Their luck does not depend on when they come: it is drawn for many at a time.
            for ((key, gap), number) in block.iter_mut().zip(number..) {
                *key = cohort.household(number);
                *gap = self.gap(*key);
            }
            for (key, gap) in &block {
                at = self.path.after(at, *gap);
                if at >= horizon {
                    return;
                }
                each((*key, number), at);
                number += 1;
            }
        }
    }
}

/// Which process a new household comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The inflow.
    Usual,
    /// Those whom some way of working, or a reform, brings in besides.
    Added,
}

/// Calls `each` with every new application and the ways under which it happens.
///
/// A way that deters does so by the household's own key; one that reaches out adds
/// households of a second process, so no other household's luck changes.
pub(crate) fn new_applications<F: Facts>(
    model: Given<'_, F>,
    arrivals: &Arrivals,
    (cohort, values): (CohortKey, &[f64]),
    ways: &[usize],
    horizon: f64,
    mut each: impl FnMut(Application, &[bool], Origin),
) {
    let mut applies = vec![true; ways.len()];
    let may_differ = !model.plan.reforms.is_empty()
        || ways
            .iter()
            .any(|way| model.ways[*way].entry_ratio.is_some());
    // Reforms change nothing but at the turn of a month.
    let n_months = model.plan.calendar.n_months;
    let of_reforms = |at: usize| {
        let (segment, month) = (at / n_months, at % n_months);
        reform_ratio(model.plan, segment, (month, values))
    };
    let of_reforms: Vec<f64> = (0..model.segments.len() * n_months)
        .map(of_reforms)
        .collect();
    arrivals.until(cohort, 0, horizon, |who, at| {
        let application = Application::of_new(model, who, at);
        if may_differ {
            let segment = application.segment;
            let month = (at / DAYS_PER_MONTH) as i64 as usize;
            let reforms = of_reforms.get(segment * n_months + month);
            for (applies, way) in applies.iter_mut().zip(ways) {
                let own = own_entry_ratio(&model.ways[*way], segment, at);
                let ratio = reforms.copied().unwrap_or(1.0) * own;
                *applies = applies_at(ratio, &application);
            }
        }
        each(application, &applies, Origin::Usual);
    });
    for level in 0..n_levels(model, ways, values) {
        let first = first_of_level(level);
        arrivals.until(cohort, first, horizon, |who, at| {
            let application = Application::of_new(model, who, at);
            for (applies, way) in applies.iter_mut().zip(ways) {
                *applies = applies_besides(model, *way, (&application, level), values);
            }
            if applies.iter().any(|applies| *applies) {
                each(application, &applies, Origin::Added);
            }
        });
    }
}

/// Returns whether a household of the inflow applies under a way of working.
pub(crate) fn applies_as_usual<F: Facts>(
    model: Given<'_, F>,
    way: usize,
    who: &Application,
    values: &[f64],
) -> bool {
    let ratio = entry_ratio(model.plan, &model.ways[way], who.segment, (who.at, values));
    applies_at(ratio, who)
}

/// Returns whether a household of the inflow applies where such a part of it does.
#[inline]
fn applies_at(ratio: f64, who: &Application) -> bool {
    ratio >= 1.0 || (ratio > 0.0 && who.key.stream(p::ENTRY, 0).uniform() < ratio)
}

/// Returns whether a household of a level of those brought in besides applies under a way.
pub(crate) fn applies_besides<F: Facts>(
    model: Given<'_, F>,
    way: usize,
    (who, level): (&Application, u64),
    values: &[f64],
) -> bool {
    let lot = level as f64 + who.key.stream(p::ENTRY, 0).uniform();
    lot < entry_ratio(model.plan, &model.ways[way], who.segment, (who.at, values)) - 1.0
}

/// Returns the number of the first household of a level of those brought in besides.
pub(crate) fn first_of_level(level: u64) -> u64 {
    ADDED + (level << 32)
}

/// Returns how many times over the inflow can be added to under any of these ways.
pub(crate) fn n_levels<F: Facts>(model: Given<'_, F>, ways: &[usize], values: &[f64]) -> u64 {
    let reform_max: f64 = model
        .plan
        .reforms
        .iter()
        .map(|r| r.entry_ratio.of(values).max(1.0))
        .product();
    let way_max = ways
        .iter()
        .filter_map(|way| model.ways[*way].entry_ratio.as_ref());
    let way_max = way_max
        .flat_map(|r| (0..model.segments.len()).map(|s| r[s]))
        .fold(1.0, f64::max);
    // Each doubling of the inflow is a process of its own, whoever asks for it, so that a
    // design's added households do not depend on how far another one reaches.
    (reform_max * way_max - 1.0).ceil().clamp(0.0, MOST_LEVELS) as u64
}

/// Calls `each` with every household of every closed list.
pub(crate) fn listed<F: Facts>(
    model: Given<'_, F>,
    luck: (CohortKey, &[f64]),
    mut each: impl FnMut(usize, &mut Life, BeginsIn),
) {
    let mut life = Life::new(model, Application::of_nobody(luck.0));
    applications_listed(model, luck, |list_idx, application, begins_in| {
        life.becomes(model, application);
        if let Some(length) = &model.plan.lists[list_idx].behind {
            let behind = crate::model::length::Length::of(length, luck.1);
            life.spell_start = application.at - behind.sample(application.key, p::BEHIND, 0);
        }
        each(list_idx, &mut life, begins_in);
    });
}

/// Calls `each` with list, key, segment and beginning of every household of every closed list.
pub(crate) fn applications_listed<F: Facts>(
    model: Given<'_, F>,
    (cohort, values): (CohortKey, &[f64]),
    mut each: impl FnMut(usize, Application, BeginsIn),
) {
    for (list_idx, list) in model.plan.lists.iter().enumerate() {
        let starts = list.starts_month as f64 * DAYS_PER_MONTH;
        let purpose = model.purposes.lists[list_idx];
        let shares: Vec<f64> = list.segment_share.iter().map(|of| of.of(values)).collect();
        let total: f64 = shares.iter().sum();
        let segment = |key: HouseholdKey| {
            let mut lot = key.stream(p::SEGMENT, 0).uniform() * total;
            let segment = shares.iter().position(|share| {
                lot -= share;
                lot < 0.0
            });
            segment.unwrap_or(shares.len() - 1)
        };
        let of_list = cohort.household(LISTED);
        for household in 0..list.households.of(values).round() as u32 {
            let key = cohort.household(of_list.stream(purpose, household).below(u64::MAX));
            // Nobody asks for the lot of those who are all alike.
            let segment = if shares.len() > 1 { segment(key) } else { 0 };
            let number = u64::from(household);
            let application = Application::of_segment(model, (key, number), segment, starts);
            each(list_idx, application, list.begins_in);
        }
    }
}
