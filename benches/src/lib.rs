//! The benchmark workload, as an ordinary scenario and as loops that hard-code it.
//!
//! [`special`] holds what the engine is measured against, [`general`] the engine on the scenarios in
//! `workloads/`, [`figures`] what both must agree on, [`agreement`] whether they do, and [`ratio`] the
//! measuring. What the benchmarks share of the shipped scenarios is here.
//!
//! Compare the figures of one run with each other, never with those of another machine or day.

pub mod agreement;
pub mod figures;
pub mod general;
pub mod ratio;
pub mod special;

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
