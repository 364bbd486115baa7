//! Keys that are read and checked but not simulated yet; none of them runs silently.

use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::scenario::Scenario;
use crate::scenario::staff::OverCapacity;

/// What the engine does not know yet, as the author writes it.
pub const NOT_SIMULATED: &[&str] = &[
    "intervention.ID.places",
    "intervention.ID.places_from",
    "intervention.ID.longest_wait_days",
    "intervention.ID.priority",
    "pool.ID",
    "design.ID.intake.STEP.pool",
    "design.ID.review.pool",
    "staff.ID.over_capacity = \"queue\"",
];

/// Reports what a scenario uses of the list.
pub fn check_unsimulated(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut report = |key: &str, place: Option<Place>| {
        if let Some(place) = place {
            let key = key.to_owned();
            found.push(Diagnostic::at(place, Problem::NotSimulatedYet { key }));
        }
    };
    for intervention in scenario.intervention.values() {
        report("places", intervention.places.as_ref().map(|n| n.place));
        let longest_wait = intervention.longest_wait_days.as_ref();
        report("longest_wait_days", longest_wait.map(|n| n.place));
        report(
            "places_from",
            intervention.places_from.first().map(|s| s.place),
        );
        report("priority", intervention.priority.first().map(|r| r.place));
    }
    for (id, place, _) in &scenario.pool.items {
        report(&format!("pool.{id}"), Some(*place));
    }
    for design in scenario.design.values() {
        for step in &design.intake {
            report("pool", step.pool.as_ref().map(|pool| pool.place));
        }
        let review = design.review.as_ref();
        report(
            "pool",
            review.and_then(|r| r.pool.as_ref()).map(|pool| pool.place),
        );
    }
    for (_, place, profession) in &scenario.staff.items {
        let queues = profession.over_capacity == Some(OverCapacity::Queue);
        report("over_capacity = \"queue\"", queues.then_some(*place));
    }
    found
}
