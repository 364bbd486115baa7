//! Questions that are asked in one call.

use sim_core::analysis::{
    ActualMonth, Drawn, NotDiffed, NotVerified, Question, Registered, Verified,
};
use sim_core::compile::plan::Plan;
pub use sim_core::engine::run::Settings as RunSettings;
use sim_core::results::Results;
use sim_core::results::backtest::{Backtest, Backtests};
use sim_core::results::diff::Diff;
use sim_core::results::expected::Expected;
use sim_core::results::follow_up::FollowUp;
use sim_core::results::prediction::{Date, Prediction};
use sim_core::results::sensitivity::Sensitivity;
use sim_core::scenario::Scenario;

use crate::commands::core::{Settings, Watching, WatchingBoth, prepare, way_position, why};
use crate::commands::scenario::Read;
use crate::error::Failure;

/// How to verify.
pub use sim_core::analysis::VerifySettings;

/// Returns how well both engines agree at the same numbers.
///
/// # Errors
///
/// `Failure::NotCovered` where the exact engine does not cover the scenario, and what stops a comparison.
pub fn verify(
    plan: &Plan,
    settings: VerifySettings,
    watch: &dyn Fn(u64) -> bool,
) -> Result<Verified, Failure> {
    let verified = sim_core::analysis::verify(plan, settings, &Watching(watch));
    verified.map_err(|not| match not {
        NotVerified::Unsupported(what) => Failure::NotCovered(what),
        NotVerified::Run(stopped) => why(stopped),
    })
}

/// How to hold two designs side by side.
pub use sim_core::analysis::DiffSettings;

/// Returns what differs between two designs, and what each difference does to the answer.
///
/// # Errors
///
/// `Failure::UnknownDesign`, and what stops a comparison.
pub fn diff(
    read: &Read,
    settings: &DiffSettings,
    watch: &dyn Fn(u64) -> bool,
) -> Result<Diff, Failure> {
    let (scenario, resolved) = (&read.scenario, &read.resolved);
    let found = sim_core::analysis::diff(scenario, resolved, settings, &Watching(watch));
    found.map_err(|not| match not {
        NotDiffed::NoDesign(id) => Failure::UnknownDesign {
            id,
            known: scenario.design.ids().map(str::to_owned).collect(),
        },
        NotDiffed::Refused(problems) => Failure::Broken(format!("{problems:?}")),
        NotDiffed::Run(stopped) => why(stopped),
    })
}

/// Returns what the municipality will count and pay each month under a design.
///
/// # Errors
///
/// What stops a comparison; fewer draws than asked for give none.
pub fn predict(
    read: &Read,
    design: &str,
    made_on: Date,
    settings: RunSettings,
    watch: &dyn Fn(u64) -> bool,
) -> Result<Prediction, Failure> {
    let position = way_position(&read.plan, design).unwrap_or_default();
    let what = (&read.plan, &read.scenario);
    sim_core::analysis::predict(what, position, made_on, settings, &Watching(watch)).map_err(why)
}

/// Returns a prediction against what came.
///
/// # Errors
///
/// `Failure::NotFollowed`.
pub fn follow_up(registered: &Registered, actual: &[ActualMonth]) -> Result<FollowUp, Failure> {
    let prediction = &registered.prediction;
    sim_core::analysis::follow_up(registered, actual).map_err(|why| Failure::NotFollowed {
        why,
        predicted: [prediction.start, prediction.last_month()],
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

/// How much to spend on what decides the answer.
pub use sim_core::analysis::SensitivitySettings;

/// Returns what decides the answer of a comparison; `watch` hears draws made and asked for.
///
/// # Errors
///
/// As a comparison.
pub fn sensitivity(
    read: &Read,
    compared: (&Settings, &Results, &Drawn),
    settings: &SensitivitySettings,
    watch: &dyn Fn(u64, u64) -> bool,
) -> Result<Sensitivity, Failure> {
    let (how, results, drawn) = compared;
    let prepared = prepare(read, how);
    let question = Question {
        plan: &read.plan,
        scenario: &read.scenario,
        prepared: &prepared,
    };
    let watching = WatchingBoth(watch);
    let found = sim_core::analysis::sensitivity(question, (results, drawn), settings, &watching);
    found.map_err(why)
}

/// How to hold documented figures against the model.
pub use sim_core::engine::run::Settings as BacktestSettings;

/// Returns the documented figures of a scenario held against what the model expects.
///
/// # Errors
///
/// As a comparison.
pub fn backtest(
    read: &Read,
    settings: BacktestSettings,
    watch: &dyn Fn(u64) -> bool,
) -> Result<Backtest, Failure> {
    let watching = Watching(watch);
    sim_core::analysis::backtest(&read.plan, &read.scenario, settings, &watching).map_err(why)
}

/// Returns several scenarios' figures with what they say together.
pub fn together(places: Vec<Backtest>) -> Backtests {
    sim_core::analysis::together(places)
}
