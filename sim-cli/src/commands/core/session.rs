//! A comparison that draws are added to, and the engine that makes them.

use std::ops::Range;

use sim_core::analysis::{
    ChoiceSettings, Comparing, Drawn, KeptBatch, NotAdded, NotPiloted, PilotSettings, Question,
    Simulate, ValueSettings,
};
use sim_core::diagnostic::{Diagnostic, Problem};
use sim_core::engine::draw::{Prepared, simulate_draw};
use sim_core::engine::observer::GoOn;
use sim_core::results::Results;
use sim_core::results::choice::Choice;
use sim_core::results::draw_table::DrawTable;
use sim_core::results::information::Information;
use sim_core::results::pilot::Pilot;

use crate::commands::core::{Settings, Watching, why};
use crate::commands::scenario::Read;
use crate::error::Failure;

/// Relative change a year of the stock under `today` above which its author should know.
const DRIFT_WORTH_A_WARNING: f64 = 0.05;

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

    /// Returns uncertain numbers and net savings of every draw so far.
    pub fn drawn(&self) -> Drawn {
        self.comparing.drawn()
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

    /// Returns what it is worth to know more than these draws.
    ///
    /// # Errors
    ///
    /// `Failure::NotValued`.
    pub fn information(&self, settings: &ValueSettings) -> Result<Information, Failure> {
        sim_core::analysis::information(&self.comparing, settings).map_err(Failure::NotValued)
    }

    /// Returns what a pilot can show. `watch` hears how many draws are finished and says whether to go on.
    ///
    /// # Errors
    ///
    /// `Failure::NotPiloted`.
    pub fn pilot(
        &self,
        settings: &PilotSettings,
        watch: &dyn Fn(u64) -> bool,
    ) -> Result<Pilot, Failure> {
        let found = sim_core::analysis::pilot(&self.comparing, settings, &Watching(watch));
        found.map_err(|not| match not {
            NotPiloted::Run(stopped) => why(stopped),
            other => Failure::NotPiloted(other),
        })
    }

    /// Returns which way of working to choose by the draws so far.
    ///
    /// # Errors
    ///
    /// `Failure::StoppedEmpty` where there are no draws.
    pub fn choice(&self, settings: ChoiceSettings) -> Result<Choice, Failure> {
        self.comparing.choice(settings).map_err(why)
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
