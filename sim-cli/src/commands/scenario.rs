//! Reads a scenario for any verb and tells the person what is wrong with it.

use sim_core::compile::plan::Plan;
use sim_core::diagnostic::Texts;
use sim_core::read::Reading;
use sim_core::scenario::Scenario;
use sim_core::tree::node::Node;

use crate::commands::core;
use crate::error::Failure;
use crate::texts::Lang;
use crate::{diagnostics, terminal};

/// A scenario that was read and found without errors.
pub struct Read {
    /// The scenario.
    pub scenario: Scenario,
    /// What an engine runs.
    pub plan: Plan,
    /// The scenario as a tree, after includes and `based_on`.
    pub resolved: Node,
    /// The texts it was read from.
    pub texts: Texts,
}

/// Returns a scenario, after showing what is wrong with it.
///
/// # Errors
///
/// `Failure::Scenario` where it cannot be run.
pub fn read(name: &str, lang: Lang) -> Result<Read, Failure> {
    judge(core::read(name), name, lang)
}

/// Returns a scenario that has been read, after showing what is wrong with it.
///
/// # Errors
///
/// `Failure::Scenario` where it cannot be run.
pub fn judge(mut reading: Reading, name: &str, lang: Lang) -> Result<Read, Failure> {
    let mut found = core::problems(&reading);
    let mut plan = None;
    if let (Some(scenario), false) = (&reading.scenario, diagnostics::stop_the_run(&found)) {
        match core::plan(scenario, &reading) {
            Ok(sound) => {
                found.extend(core::effect_warnings(&sound, scenario));
                plan = Some(sound);
            }
            Err(problems) => found.extend(problems),
        }
    }
    terminal::complain(&diagnostics::show(lang, name, &reading.texts, &found));
    match (reading.scenario.take(), plan) {
        (Some(scenario), Some(plan)) => Ok(Read {
            scenario,
            plan,
            resolved: reading.resolved,
            texts: reading.texts,
        }),
        _ => Err(Failure::Scenario),
    }
}
