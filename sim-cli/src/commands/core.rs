//! The only file that calls sim_core's reader, checks, compiler, engine and analyses.

use sim_core::analysis::{CompareSettings, NotVerified, Verified, assumptions, evidence};
use sim_core::compile::plan::Plan;
use sim_core::diagnostic::{Diagnostic, Problem};
use sim_core::engine::observer::{GoOn, Observer};
use sim_core::engine::run::RunError;
use sim_core::model::ImpliedEffect;
use sim_core::read::{Reading, TableDoc};
use sim_core::results::Results;
use sim_core::results::assumption::{Assumption, EvidenceShares};
use sim_core::results::expected::Expected;
use sim_core::scenario::Scenario;

use crate::error::Failure;
use crate::files;

/// The id of the baseline.
pub const TODAY: &str = "today";
/// Relative change a year of the stock under `today` above which its author should know.
const DRIFT_WORTH_A_WARNING: f64 = 0.05;

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
pub struct Settings {
    /// Draws.
    pub draws: u64,
    /// Seed.
    pub seed: u64,
    /// Threads; as many as there are processors where none.
    pub threads: Option<usize>,
    /// Ids of the designs besides `today`; all where empty.
    pub designs: Vec<String>,
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

/// Returns the comparison of designs with `today`, and what is wrong that only a run shows.
///
/// `watch` hears how many draws are finished and says whether to go on.
///
/// # Errors
///
/// `Failure::StoppedEmpty` where it was stopped before a first batch was finished,
/// `Failure::NotANumber` where a draw gave something that is not a number.
pub fn compare(
    plan: &Plan,
    scenario: &Scenario,
    settings: &Settings,
    watch: &dyn Fn(u64) -> bool,
) -> Result<(Results, Vec<Diagnostic>), Failure> {
    let positions = settings.designs.iter();
    let positions: Vec<usize> = positions.filter_map(|id| way_position(plan, id)).collect();
    let run_settings = CompareSettings {
        draws: settings.draws,
        seed: settings.seed,
        threads: settings.threads,
        designs: (!positions.is_empty()).then_some(positions),
    };
    let compared = sim_core::analysis::compare(plan, scenario, &run_settings, &Watching(watch));
    let compared = compared.map_err(|why| match why {
        RunError::StoppedEmpty => Failure::StoppedEmpty,
        RunError::NoThreads => Failure::NoThreads,
        RunError::NotFinite { draw } => Failure::NotANumber { draw },
    })?;
    let mut found: Vec<Diagnostic> = compared
        .over_capacity
        .iter()
        .map(|over| {
            Diagnostic::nowhere(Problem::OverCapacity {
                profession: over.profession.clone(),
                month: over.month,
                used_share: over.used_share(),
            })
        })
        .collect();
    let per_year = compared.results.run.stock.drift_per_year;
    if per_year.abs() > DRIFT_WORTH_A_WARNING {
        found.push(Diagnostic::nowhere(Problem::StockDrifts { per_year }));
    }
    Ok((compared.results, found))
}

/// How to verify.
pub use sim_core::analysis::VerifySettings;

/// Returns how well both engines agree at the same numbers.
///
/// # Errors
///
/// `Failure::NotCovered` where the exact engine does not cover the scenario, and as [`compare`].
pub fn verify(
    plan: &Plan,
    settings: VerifySettings,
    watch: &dyn Fn(u64) -> bool,
) -> Result<Verified, Failure> {
    let verified = sim_core::analysis::verify(plan, settings, &Watching(watch));
    verified.map_err(|why| match why {
        NotVerified::Unsupported(what) => Failure::NotCovered(what),
        NotVerified::Run(RunError::NoThreads) => Failure::NoThreads,
        NotVerified::Run(RunError::NotFinite { draw }) => Failure::NotANumber { draw },
        NotVerified::Run(RunError::StoppedEmpty) => Failure::StoppedEmpty,
    })
}

/// Returns expected people and money at the central values of all uncertain numbers.
///
/// # Errors
///
/// `Failure::NotCovered` where the exact engine does not cover the scenario.
pub fn expected(plan: &Plan, scenario: &Scenario, designs: &[String]) -> Result<Expected, Failure> {
    let positions: Vec<usize> = designs
        .iter()
        .filter_map(|id| way_position(plan, id))
        .collect();
    let designs = (!positions.is_empty()).then_some(positions);
    sim_core::analysis::expected(plan, scenario, designs.as_deref()).map_err(Failure::NotCovered)
}

fn way_position(plan: &Plan, id: &str) -> Option<usize> {
    plan.ways.iter().position(|way| *way.id == *id)
}
