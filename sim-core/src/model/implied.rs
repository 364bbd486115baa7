//! What a stated outcome says against an open case: a gross share is not an effect.

use crate::compile::plan::{N_EXITS, Plan, SegmentPlan};
use crate::math::{exp, exp_m1, gamma};
use crate::model::course::{Course, Pace, accumulated};
use crate::model::length::Length;
use crate::model::levers::is_self_support;
use crate::model::path::Path;

/// Implied effects below this lie outside the prior: lock-in alone rarely takes half away.
pub const LOWEST_PRIOR_RATIO: f64 = 0.5;
/// Implied effects above this lie outside the prior: no evaluation seen doubles exits.
pub const HIGHEST_PRIOR_RATIO: f64 = 2.0;

/// What the outcome shares of an intervention imply for one segment.
#[derive(Clone, Debug, PartialEq)]
pub struct ImpliedEffect {
    /// Id of the intervention.
    pub intervention: String,
    /// Id of the segment.
    pub segment: String,
    /// Mean duration, days.
    pub duration_days: f64,
    /// Share that goes to job or studies from start to completion, as stated.
    pub stated_share: f64,
    /// Share an open case would have had over the same time.
    pub open_case_share: f64,
    /// The first over the second: what `effect_ratio` would say; none where an open case has no such exits.
    pub implied_ratio: Option<f64>,
}

/// Returns what every intervention with `outcome_share` implies, by segment, at central values.
///
/// The open case starts with the spell, lasts the intervention's mean duration, and has
/// readiness one and no levers.
pub fn implied_effects(plan: &Plan) -> Vec<ImpliedEffect> {
    let values = plan.numbers.central();
    let mut all = Vec::new();
    for intervention in plan
        .interventions
        .iter()
        .filter(|i| i.effect_ratio.is_none())
    {
        let stated: f64 = intervention
            .outcome
            .iter()
            .filter(|(exit, _)| is_self_support(*exit))
            .map(|(_, share)| share.of(&values))
            .sum();
        if stated <= 0.0 {
            continue;
        }
        let days = mean_days(Length::of(&intervention.duration, &values));
        let lock_in = intervention.lock_in.of(&values);
        for segment in &plan.segments {
            let (open, _) = incidence(segment, &values, days, 1.0);
            let (inside, still_inside) = incidence(segment, &values, days, lock_in);
            let stated_share = inside + still_inside * stated;
            all.push(ImpliedEffect {
                intervention: intervention.id.to_string(),
                segment: segment.id.to_string(),
                duration_days: days,
                stated_share,
                open_case_share: open,
                implied_ratio: (open > 0.0).then(|| stated_share / open),
            });
        }
    }
    all
}

/// Returns the shares that leave for job or studies, and that are still there, after so many days.
fn incidence(segment: &SegmentPlan, values: &[f64], days: f64, factor: f64) -> (f64, f64) {
    let path = Path::new(Vec::new());
    let mut hazards = [0.0; N_EXITS];
    for (exit, hazard) in segment.hazards.iter().enumerate() {
        if let Some(hazard) = hazard {
            let course = Course::of(&hazard.course, values);
            let pace = Pace {
                factor,
                extra: 1.0,
                extra_until: f64::NEG_INFINITY,
                path: &path,
            };
            hazards[exit] = accumulated(&course, 0.0, pace, 0.0, days);
        }
    }
    let all: f64 = hazards.iter().sum();
    let self_support: f64 = hazards
        .iter()
        .enumerate()
        .filter(|(exit, _)| is_self_support(*exit))
        .map(|(_, h)| h)
        .sum();
    let share = if all > 0.0 {
        self_support / all * -exp_m1(-all)
    } else {
        0.0
    };
    (share, exp(-all))
}

/// Returns the mean of a length.
fn mean_days(length: Length) -> f64 {
    match length {
        Length::Same(days) => days,
        Length::LogNormal {
            mean_of_ln,
            sd_of_ln,
        } => exp(mean_of_ln + sd_of_ln * sd_of_ln / 2.0),
        Length::Exponential { mean } => mean,
        Length::Uniform { min, max } => (min + max) / 2.0,
        Length::Weibull {
            one_over_shape,
            scale,
        } => scale * gamma(1.0 + one_over_shape),
    }
}
