//! A comparison while its draws come in: made now, or kept from before.

use std::ops::Range;

use crate::analysis::answer::{Compared, answer};
use crate::analysis::collected::Collected;
use crate::analysis::draw_table::draw_table;
use crate::analysis::drawn::{Drawn, drawn};
use crate::analysis::enough::Goal;
use crate::analysis::kept::{KeptBatch, MadeAgain};
use crate::analysis::one_draw::{Frame, PricedDraw};
use crate::analysis::savings::has_world;
use crate::compile::plan::Plan;
use crate::engine::draw::{Prepared, Replicate};
use crate::engine::observer::{GoOn, Observer};
use crate::engine::run::{RunError, run_batches};
use crate::ledger::variance::{has_second_cohort, has_second_world};
use crate::results::draw_table::DrawTable;
use crate::scenario::Scenario;
use crate::tally::outcome::DrawOutcome;

/// What is compared: a plan, the scenario it was made from, and what was prepared to run it.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// What the engine runs.
    pub plan: &'a Plan,
    /// Titles and sources.
    pub scenario: &'a Scenario,
    /// Ways and columns.
    pub prepared: &'a Prepared,
}

/// Why a kept batch cannot be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAdded {
    /// It was not made by a run of this scenario and these designs.
    DoesNotFit,
    /// It does not begin with this draw, the next one.
    NotNext(u64),
}

/// Makes one draw of all ways of working with any engine.
pub type Simulate<'s> = dyn Fn(u64, Replicate) -> DrawOutcome + Sync + 's;

/// A comparison while its draws come in.
#[derive(Debug)]
pub struct Comparing<'a> {
    scenario: &'a Scenario,
    frame: Frame<'a>,
    seed: u64,
    goal: Goal,
    collected: Collected,
}

impl<'a> Comparing<'a> {
    /// Returns a comparison without draws.
    pub fn new(question: Question<'a>, seed: u64, goal: Goal) -> Self {
        Self {
            scenario: question.scenario,
            frame: Frame::new(question.plan, question.prepared),
            seed,
            goal,
            collected: Collected::default(),
        }
    }

    /// Asks also for the parts of which net saving is made: [`WhatIf`](crate::results::what_if::WhatIf).
    /// To be said before there are draws.
    pub fn with_parts(mut self) -> Self {
        self.frame = self.frame.with_parts();
        self
    }

    /// Returns what is the same for all draws, and the draws: for questions about them.
    pub(super) fn collected(&self) -> (&Frame<'a>, &'a Scenario, &Collected) {
        (&self.frame, self.scenario, &self.collected)
    }

    /// Returns the seed.
    pub(super) fn seed(&self) -> u64 {
        self.seed
    }

    /// Returns how many draws there are.
    pub fn draws(&self) -> u64 {
        self.collected.n_draws() as u64
    }

    /// Returns whether there are enough.
    pub fn is_done(&self) -> bool {
        self.goal.met(&self.frame, &self.collected).is_some()
    }

    /// Adds draws that were kept.
    ///
    /// # Errors
    ///
    /// [`NotAdded`]; nothing is added then.
    pub fn add(&mut self, batch: KeptBatch) -> Result<(), NotAdded> {
        if batch.first() != self.draws() {
            return Err(NotAdded::NotNext(self.draws()));
        }
        if !batch.fits(&self.frame) {
            return Err(NotAdded::DoesNotFit);
        }
        self.collected.keep(batch);
        Ok(())
    }

    /// Makes the draws that are missing; `keep` sees each batch before it is added and may
    /// say stop.
    ///
    /// # Errors
    ///
    /// [`RunError::NoThreads`], and [`RunError::NotFinite`] with the first draw that had a
    /// figure that is not finite.
    pub fn make(
        &mut self,
        threads: Option<usize>,
        simulate: &Simulate<'_>,
        observer: &dyn Observer,
        keep: &mut dyn FnMut(&KeptBatch) -> GoOn,
    ) -> Result<(), RunError> {
        if self.is_done() {
            return Ok(());
        }
        let Self {
            frame,
            goal,
            collected,
            ..
        } = self;
        let range = collected.n_draws() as u64..goal.most_draws();
        make_batches(frame, (range.clone(), threads), simulate, &mut |batch| {
            let go_on = keep(&batch);
            let end = batch.end();
            collected.keep(batch);
            let asked = observer.batch_finished(end, range.end);
            match go_on == GoOn::Yes && asked == GoOn::Yes && goal.met(frame, collected).is_none() {
                true => GoOn::Yes,
                false => GoOn::No,
            }
        })
    }

    /// Makes a range of draws for `keep` alone: a shard, which has no answer of its own.
    ///
    /// # Errors
    ///
    /// As [`Comparing::make`].
    pub fn make_shard(
        &self,
        (range, threads): (Range<u64>, Option<usize>),
        simulate: &Simulate<'_>,
        keep: &mut dyn FnMut(&KeptBatch) -> GoOn,
    ) -> Result<(), RunError> {
        let mut keep = |batch: KeptBatch| keep(&batch);
        make_batches(&self.frame, (range, threads), simulate, &mut keep)
    }

    /// Returns whether a kept batch was made by the engine that runs now: its last draw, made
    /// again, is the same to the bit.
    pub fn is_our_own(&self, batch: &KeptBatch, simulate: &Simulate<'_>) -> bool {
        let Some(last) = batch.end().checked_sub(1) else {
            return false;
        };
        let made = make_draw(
            &self.frame,
            simulate,
            has_world(self.frame.plan, &self.frame.prepared.ways),
            last,
        );
        KeptBatch::of(vec![made]).is_ok_and(|again| again.has_same_last_draw(batch))
    }

    /// Returns every draw so far as a row.
    pub fn draw_table(&self) -> DrawTable {
        draw_table(&self.frame, &self.collected)
    }

    /// Returns uncertain numbers and net savings of every draw so far.
    pub fn drawn(&self) -> Drawn {
        drawn(&self.frame, &self.collected)
    }

    /// Returns what further questions about the same draws are answered from.
    pub(super) fn made(&self) -> (&Frame<'a>, &Collected, u64) {
        (&self.frame, &self.collected, self.seed)
    }

    /// Returns the answer of the draws so far.
    ///
    /// # Errors
    ///
    /// [`RunError::StoppedEmpty`] when there are none.
    pub fn answer(&self) -> Result<Compared, RunError> {
        if self.collected.n_draws() == 0 {
            return Err(RunError::StoppedEmpty);
        }
        let run = (self.seed, self.goal);
        Ok(answer(&self.frame, self.scenario, run, &self.collected))
    }
}

fn make_batches(
    frame: &Frame<'_>,
    (range, threads): (Range<u64>, Option<usize>),
    simulate: &Simulate<'_>,
    finished: &mut dyn FnMut(KeptBatch) -> GoOn,
) -> Result<(), RunError> {
    let world_matters = has_world(frame.plan, &frame.prepared.ways);
    let mut spoilt = None;
    let make = |draw: u64| make_draw(frame, simulate, world_matters, draw);
    run_batches(range, threads, make, |draws| match KeptBatch::of(draws) {
        Ok(batch) => finished(batch),
        Err(why) => {
            spoilt = Some(why);
            GoOn::No
        }
    })?;
    match spoilt {
        Some(why) => Err(why),
        None => Ok(()),
    }
}

fn make_draw(
    frame: &Frame<'_>,
    simulate: &Simulate<'_>,
    world_matters: bool,
    draw: u64,
) -> (PricedDraw, Option<MadeAgain>) {
    let priced = frame.draw(&simulate(draw, Replicate::default()));
    let net = |world, cohort| frame.headline(&simulate(draw, Replicate { world, cohort }));
    let again = has_second_cohort(draw).then(|| MadeAgain {
        first: frame.headline_of_row(&priced.row),
        second: net(0, 1),
        third: (world_matters && has_second_world(draw)).then(|| net(1, 0)),
    });
    (priced, again)
}
