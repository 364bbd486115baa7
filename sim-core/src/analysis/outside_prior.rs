//! Stated outcomes that say more, or less, than research supports.

use crate::compile::plan::Plan;
use crate::diagnostic::{Diagnostic, Problem};
use crate::model::implied::{HIGHEST_PRIOR_RATIO, LOWEST_PRIOR_RATIO};
use crate::model::implied_effects;
use crate::scenario::Scenario;

/// Returns a warning for every `outcome_share` whose implied effect lies outside the prior.
///
/// An open case without exits to job and studies gives no ratio, and no warning.
pub fn effects_outside_prior(plan: &Plan, scenario: &Scenario) -> Vec<Diagnostic> {
    let (low, high) = (LOWEST_PRIOR_RATIO, HIGHEST_PRIOR_RATIO);
    implied_effects(plan)
        .into_iter()
        .filter_map(|effect| {
            let implied_ratio = effect
                .implied_ratio
                .filter(|ratio| !(low..=high).contains(ratio))?;
            let place = scenario
                .intervention
                .get(&effect.intervention)?
                .outcome_share
                .items
                .first()?
                .1;
            let (intervention, segment) = (effect.intervention, effect.segment);
            let problem = Problem::EffectOutsidePrior {
                intervention,
                segment,
                implied_ratio,
                low,
                high,
            };
            Some(Diagnostic::at(place, problem))
        })
        .collect()
}
