//! What the benchmarks share: a shipped scenario, read and compiled.

use std::path::PathBuf;

use sim_core::compile::plan::Plan;
use sim_core::diagnostic::Unreadable;
use sim_core::read::{Reading, read_scenario};

/// Returns the folder of the shipped scenarios.
pub fn scenarios() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../scenarios")
}

/// Returns a shipped scenario as read.
pub fn read_shipped(name: &str) -> Reading {
    read_scenario(name, &mut |path| {
        std::fs::read_to_string(scenarios().join(path))
            .map_err(|error| Unreadable::Refused(error.to_string()))
    })
}

/// Returns the plan of a scenario as read; none where it has errors.
pub fn plan_of(reading: &Reading) -> Option<Plan> {
    let scenario = reading.scenario.as_ref()?;
    sim_core::compile::compile(scenario, &reading.resolved).ok()
}
