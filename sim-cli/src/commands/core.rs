//! The only file that calls sim_core's reader, checks, compiler, engine and analyses.

use std::ops::Range;

use sim_core::analysis::{
    ActualMonth, Comparing, Goal, KeptBatch, Manifest, NotAdded, NotDiffed, NotVerified, Question,
    Registered, Simulate, Verified, assumptions, evidence,
};
use sim_core::compile::plan::Plan;
use sim_core::diagnostic::{Diagnostic, Problem, Unreadable};
use sim_core::engine::draw::{Prepared, simulate_draw};
use sim_core::engine::observer::{GoOn, Observer};
pub use sim_core::engine::run::Settings as RunSettings;
use sim_core::engine::run::{BATCH, RunError};
use sim_core::model::ImpliedEffect;
use sim_core::read::{DEFAULTS_NAME, Reading, TableDoc};
use sim_core::results::Results;
use sim_core::results::assumption::{Assumption, EvidenceShares};
use sim_core::results::backtest::{Backtest, Backtests};
use sim_core::results::diff::Diff;
use sim_core::results::draw_table::DrawTable;
use sim_core::results::expected::Expected;
use sim_core::results::follow_up::FollowUp;
use sim_core::results::prediction::{Date, Prediction};
use sim_core::scenario::Scenario;

use crate::commands::scenario::Read;
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

/// A comparison that draws are added to, and the engine that makes them.
pub struct Session<'r> {
    comparing: Comparing<'r>,
    simulate: Box<Simulate<'r>>,
    settings: Settings,
}

impl<'r> Session<'r> {
    /// Returns a comparison without draws.
    pub fn new(read: &'r Read, prepared: &'r Prepared, settings: &Settings) -> Self {
        let question = Question {
            plan: &read.plan,
            scenario: &read.scenario,
            prepared,
        };
        let seed = settings.seed;
        Self {
            comparing: Comparing::new(question, seed, settings.goal),
            simulate: Box::new(move |draw, replicate| {
                simulate_draw(question.plan, prepared, seed, draw, replicate)
            }),
            settings: settings.clone(),
        }
    }

    /// Asks also for what net saving is made of. To be said before there are draws.
    pub fn with_parts(mut self) -> Self {
        self.comparing = self.comparing.with_parts();
        self
    }

    /// Returns every draw so far as a row.
    pub fn draw_table(&self) -> DrawTable {
        self.comparing.draw_table()
    }

    /// Returns how many draws there are.
    pub fn draws(&self) -> u64 {
        self.comparing.draws()
    }

    /// Returns whether there are enough draws.
    pub fn is_done(&self) -> bool {
        self.comparing.is_done()
    }

    /// Returns whether this engine makes the last draw of a batch to the same bits.
    pub fn is_our_own(&self, batch: &KeptBatch) -> bool {
        self.comparing.is_our_own(batch, &self.simulate)
    }

    /// Adds draws that were kept.
    ///
    /// # Errors
    ///
    /// Where they are not the next ones, or not of this scenario.
    pub fn add(&mut self, batch: KeptBatch) -> Result<(), NotAdded> {
        self.comparing.add(batch)
    }

    /// Makes the draws that are missing. `watch` hears how many are finished and says
    /// whether to go on; `keep` gets each batch.
    ///
    /// # Errors
    ///
    /// `Failure::NotANumber` where a draw gave something that is not a number, and what
    /// `keep` says.
    pub fn make(
        &mut self,
        watch: &dyn Fn(u64) -> bool,
        keep: &mut dyn FnMut(&KeptBatch) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut failed = None;
        let threads = self.settings.threads;
        self.comparing
            .make(
                threads,
                &self.simulate,
                &Watching(watch),
                &mut keeping(keep, &mut failed),
            )
            .map_err(why)?;
        failed.map_or(Ok(()), Err)
    }

    /// Makes the draws of a shard from a number on, for `keep` alone.
    ///
    /// # Errors
    ///
    /// As [`Session::make`].
    pub fn make_shard(
        &self,
        range: Range<u64>,
        watch: &dyn Fn(u64) -> bool,
        keep: &mut dyn FnMut(&KeptBatch) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let mut failed = None;
        let how = (range, self.settings.threads);
        let mut and_watch = |batch: &KeptBatch| {
            keep(batch)?;
            match watch(batch.end()) {
                true => Ok(GoOn::Yes),
                false => Ok(GoOn::No),
            }
        };
        self.comparing
            .make_shard(how, &self.simulate, &mut |batch| {
                and_watch(batch).unwrap_or_else(|why| {
                    failed = Some(why);
                    GoOn::No
                })
            })
            .map_err(why)?;
        failed.map_or(Ok(()), Err)
    }

    /// Returns the answer, and what is wrong that only a run shows.
    ///
    /// # Errors
    ///
    /// `Failure::StoppedEmpty` where there are no draws.
    pub fn answer(&self) -> Result<(Results, Vec<Diagnostic>), Failure> {
        let compared = self.comparing.answer().map_err(why)?;
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
}

/// Stops a run whose draws cannot be kept, and remembers why.
fn keeping<'k>(
    keep: &'k mut dyn FnMut(&KeptBatch) -> Result<(), Failure>,
    failed: &'k mut Option<Failure>,
) -> impl FnMut(&KeptBatch) -> GoOn + 'k {
    |batch| match keep(batch) {
        Ok(()) => GoOn::Yes,
        Err(why) => {
            *failed = Some(why);
            GoOn::No
        }
    }
}

fn why(why: RunError) -> Failure {
    match why {
        RunError::StoppedEmpty => Failure::StoppedEmpty,
        RunError::NoThreads => Failure::NoThreads,
        RunError::NotFinite { draw } => Failure::NotANumber { draw },
        RunError::Restless { draw } => Failure::Restless { draw },
    }
}

/// Returns the part of a run's draws that a shard makes: whole batches, shared out evenly.
pub fn shard_range((number, of): (u32, u32), draws: u64) -> Range<u64> {
    let n_batches = u128::from(draws.div_ceil(BATCH));
    let border = |number: u32| {
        let batches = n_batches * u128::from(number) / u128::from(of.max(1));
        (batches as u64 * BATCH).min(draws)
    };
    border(number.saturating_sub(1))..border(number)
}

/// Returns what a file of draws of this run begins with.
pub fn manifest(read: &Read, prepared: &Prepared, settings: &Settings) -> Manifest {
    let ids = prepared.ways.iter().map(|way| &read.plan.ways[*way].id);
    let texts = read.texts.names.iter().zip(&read.texts.contents);
    let most = settings.goal.most_draws();
    let range = match settings.shard {
        None => 0..most,
        Some(shard) => shard_range(shard, most),
    };
    Manifest {
        scenario_hash: read.plan.fingerprint.clone(),
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        seed: settings.seed,
        designs: ids.map(|id| id.to_string()).collect(),
        designs_are_chosen: !settings.designs.is_empty(),
        goal: settings.goal,
        range: (range.start, range.end),
        shard: settings.shard,
        texts: texts
            .filter(|(name, _)| *name != DEFAULTS_NAME)
            .map(|(name, text)| (name.clone(), text.clone()))
            .collect(),
    }
}

/// Returns what came of reading the scenario that a file of draws carries.
pub fn read_kept(manifest: &Manifest) -> Reading {
    let name = manifest.texts.first().map_or("", |(name, _)| name);
    sim_core::read::read_scenario(name, &mut |wanted: &str| {
        let mut texts = manifest.texts.iter();
        let found = texts.find(|(name, _)| name == wanted);
        found.map_or(Err(Unreadable::Missing), |(_, text)| Ok(text.clone()))
    })
}

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
    verified.map_err(|why| match why {
        NotVerified::Unsupported(what) => Failure::NotCovered(what),
        NotVerified::Run(RunError::NoThreads) => Failure::NoThreads,
        NotVerified::Run(RunError::NotFinite { draw }) => Failure::NotANumber { draw },
        NotVerified::Run(RunError::Restless { draw }) => Failure::Restless { draw },
        NotVerified::Run(RunError::StoppedEmpty) => Failure::StoppedEmpty,
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

fn way_position(plan: &Plan, id: &str) -> Option<usize> {
    plan.ways.iter().position(|way| *way.id == *id)
}
