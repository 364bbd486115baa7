//! What the exact engine does not cover: it says so, and never comes near instead.

use crate::compile::plan::{Plan, PoolKind};
use crate::exact::shape::changes_with_age;
use crate::model::course::Course;
use crate::model::whole::Model;
use crate::scenario::hazard::Since;

/// A feature of a scenario that the exact engine does not cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Feature {
    /// Open-case hazards that change with the time in a state, together with what changes with the age of
    /// the spell.
    HazardSinceState,
    /// Open-case hazards that change with the time in a state, together with a call-in or a design that
    /// ends within the horizon.
    HazardSinceStateCutShort,
    /// A permanent hazard that is not constant.
    PermanentInTime,
    /// A limited number of places, or of slots of a staff pool.
    Limited,
    /// A call-in, together with an effect inside interventions.
    CallInWithEffectInside,
}

/// One thing that is not covered, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsupported {
    /// What.
    pub feature: Feature,
    /// Ids from the root of the scenario, joined by dots.
    pub address: String,
}

/// Returns everything in a plan that the exact engine does not cover for these ways of working.
pub(crate) fn found(plan: &Plan, model: &Model<'_>, ways: &[usize]) -> Vec<Unsupported> {
    let mut found = Vec::new();
    let mut add = |feature, address: String| found.push(Unsupported { feature, address });
    for (segment, of) in plan.segments.iter().zip(&model.segments) {
        let at = |what: &str| format!("segment.{}.{what}", segment.id);
        for clock in &of.clocks {
            let is_constant = matches!(clock.course, Course::Constant(_));
            let word = crate::scenario::exits::ExitKind::ALL[clock.exit].word();
            if is_constant || clock.since != Since::State {
                continue;
            }
            if changes_with_age(of) {
                add(Feature::HazardSinceState, at(&format!("hazard.{word}")));
            }
            if ways.iter().any(|way| cuts_short(plan, model, *way)) {
                add(
                    Feature::HazardSinceStateCutShort,
                    at(&format!("hazard.{word}")),
                );
            }
        }
        if !matches!(of.permanent, None | Some(Course::Constant(_))) {
            add(Feature::PermanentInTime, at("hazard.permanent"));
        }
    }
    for pool in plan.pools.iter().filter(|_| !model.pools.is_empty()) {
        let table = match pool.kind {
            PoolKind::Places(_) => "intervention",
            PoolKind::Slots => "pool",
            PoolKind::Posts(_) => "staff",
        };
        add(Feature::Limited, format!("{table}.{}", pool.id));
    }
    for way in ways {
        for feature in of_way(plan, model, *way) {
            add(feature, format!("design.{}", plan.ways[*way].id));
        }
    }
    found
}

fn of_way(plan: &Plan, model: &Model<'_>, way: usize) -> Vec<Feature> {
    let mut found = Vec::new();
    let of = &model.ways[way];
    if way != 0 && of.calls_in {
        let acts_inside = plan.ways[way].effects.iter().any(|effect| {
            use crate::compile::plan::EffectState::Intervention;
            effect
                .states
                .iter()
                .any(|state| matches!(state, Intervention(_)))
        });
        if acts_inside {
            found.push(Feature::CallInWithEffectInside);
        }
    }
    found
}

/// Returns whether a way takes households out of the middle of a stay.
fn cuts_short(plan: &Plan, model: &Model<'_>, way: usize) -> bool {
    let horizon = plan.calendar.n_months as f64 * crate::units::DAYS_PER_MONTH;
    let of = &model.ways[way];
    way != 0 && (of.calls_in || of.gone < horizon)
}
