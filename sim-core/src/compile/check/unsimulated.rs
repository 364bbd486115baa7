//! Keys that are read and checked but not simulated yet; none of them runs silently.

use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::scenario::Scenario;
use crate::scenario::staff::OverCapacity;

/// What the engine does not know yet, as the author writes it.
pub const NOT_SIMULATED: &[&str] = &["staff.ID.over_capacity = \"queue\""];

/// Reports what a scenario uses of the list.
pub fn check_unsimulated(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut report = |key: &str, place: Option<Place>| {
        if let Some(place) = place {
            let key = key.to_owned();
            found.push(Diagnostic::at(place, Problem::NotSimulatedYet { key }));
        }
    };
    for (_, place, profession) in &scenario.staff.items {
        let queues = profession.over_capacity == Some(OverCapacity::Queue);
        report("over_capacity = \"queue\"", queues.then_some(*place));
    }
    found
}
