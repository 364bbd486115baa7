//! The only folder that calls sim_core's reader, checks, compiler, engine and analyses.

mod session;
mod draws_kept;
mod questions;
mod levers;
mod calibrating;
mod records;

use sim_core::analysis::{Goal, assumptions, evidence};
use sim_core::compile::fixed::NotFixed;
use sim_core::compile::plan::Plan;
use sim_core::diagnostic::Diagnostic;
use sim_core::engine::draw::Prepared;
use sim_core::engine::observer::{GoOn, Observer};
use sim_core::engine::run::RunError;
use sim_core::model::ImpliedEffect;
use sim_core::read::{Reading, TableDoc};
use sim_core::results::assumption::{Assumption, EvidenceShares};
use sim_core::scenario::Scenario;

pub use crate::commands::core::calibrating::{
    Calibrate, CalibrateMethod, CalibrateSettings, calibrate, calibration_schema, read_facts,
    read_with,
};
pub use crate::commands::core::draws_kept::{manifest, read_kept};
pub use crate::commands::core::levers::{
    BreakEvenSettings, NotMoved, SearchSettings, break_even, search,
};
pub use crate::commands::core::questions::{
    BacktestSettings, DiffSettings, RunSettings, SensitivitySettings, VerifySettings, backtest,
    diff, expected, follow_up, predict, sensitivity, together, verify,
};
pub use crate::commands::core::records::{fit, read_mapping, simulated_cases};
pub use crate::commands::core::session::Session;
use crate::commands::scenario::Read;
use crate::error::Failure;
use crate::files;

/// The id of the baseline.
pub const TODAY: &str = "today";

/// Returns what came of reading a scenario by name.
pub fn read(name: &str) -> Reading {
    sim_core::read::read_scenario(name, &mut files::read_text)
}

/// Returns everything that is wrong with a scenario.
pub fn problems(reading: &Reading) -> Vec<Diagnostic> {
    sim_core::compile::check_reading(reading)
}

/// Returns what an engine can run.
///
/// # Errors
///
/// What only shows when numbers are fitted.
pub fn plan(scenario: &Scenario, reading: &Reading) -> Result<Plan, Vec<Diagnostic>> {
    sim_core::compile::compile(scenario, &reading.resolved)
}

/// Returns a plan with some numbers fixed in every draw.
///
/// # Errors
///
/// Every number that cannot be fixed.
pub fn fixed(plan: Plan, numbers: &[(String, f64)]) -> Result<Plan, Vec<NotFixed>> {
    plan.with_fixed(numbers)
}

/// Returns warnings about outcomes that say more than research supports.
pub fn effect_warnings(plan: &Plan, scenario: &Scenario) -> Vec<Diagnostic> {
    sim_core::analysis::effects_outside_prior(plan, scenario)
}

/// Returns what every stated outcome implies against an open case.
pub fn implied_effects(plan: &Plan) -> Vec<ImpliedEffect> {
    sim_core::model::implied_effects(plan)
}

/// Returns every table and key of the scenario file with its meaning.
pub fn reference() -> Vec<TableDoc> {
    sim_core::read::reference()
}

/// Returns the JSON Schema of the JSON form of results.
pub fn results_schema() -> serde_json::Value {
    sim_core::results::results_schema()
}

/// Returns the JSON Schema of the JSON form of a diff.
pub fn diff_schema() -> serde_json::Value {
    sim_core::results::diff::diff_schema()
}

/// Returns the JSON Schema of the JSON form of a follow-up.
pub fn follow_up_schema() -> serde_json::Value {
    sim_core::results::follow_up::follow_up_schema()
}

/// Returns the JSON Schema of the scenario file.
pub fn schema() -> serde_json::Value {
    sim_core::read::schema()
}

/// Returns every number a scenario rests on, and how much of it is known.
pub fn all_assumptions(plan: &Plan, scenario: &Scenario) -> (Vec<Assumption>, EvidenceShares) {
    let all = assumptions(plan, scenario);
    let counts = evidence(&all);
    (all, counts)
}

/// How to run.
#[derive(Clone)]
pub struct Settings {
    /// How many draws.
    pub goal: Goal,
    /// Seed.
    pub seed: u64,
    /// Threads; as many as there are processors where none.
    pub threads: Option<usize>,
    /// Ids of the designs besides `today`; all where empty.
    pub designs: Vec<String>,
    /// Which shard of how many, where only one is run.
    pub shard: Option<(u32, u32)>,
}

/// Hears how many draws are finished and says whether to go on.
struct Watching<'w>(&'w dyn Fn(u64) -> bool);

impl Observer for Watching<'_> {
    fn batch_finished(&self, draws: u64, _: u64) -> GoOn {
        match (self.0)(draws) {
            true => GoOn::Yes,
            false => GoOn::No,
        }
    }
}

/// Hears also how many draws there will be, which may become more.
struct WatchingBoth<'w>(&'w dyn Fn(u64, u64) -> bool);

impl Observer for WatchingBoth<'_> {
    fn batch_finished(&self, draws: u64, asked: u64) -> GoOn {
        match (self.0)(draws, asked) {
            true => GoOn::Yes,
            false => GoOn::No,
        }
    }
}

/// Returns what an engine needs besides the plan.
pub fn prepare(read: &Read, settings: &Settings) -> Prepared {
    let positions = settings.designs.iter();
    let positions: Vec<usize> = positions
        .filter_map(|id| way_position(&read.plan, id))
        .collect();
    let chosen = (!positions.is_empty()).then_some(&positions[..]);
    let ways = sim_core::analysis::ways_to_run(&read.plan, chosen);
    sim_core::engine::draw::prepare(&read.plan, &ways)
}

/// Returns why there is no answer, in the program's words.
fn why(why: RunError) -> Failure {
    match why {
        RunError::StoppedEmpty => Failure::StoppedEmpty,
        RunError::NoThreads => Failure::NoThreads,
        RunError::NotFinite { draw } => Failure::NotANumber { draw },
        RunError::Restless { draw } => Failure::Restless { draw },
    }
}

fn way_position(plan: &Plan, id: &str) -> Option<usize> {
    plan.ways.iter().position(|way| *way.id == *id)
}
