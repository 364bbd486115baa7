//! What happens to a household when a stay ends.

use crate::engine::life::{Life, Next, OWN, Phase, Recorder, Stage, TODAY, Then, way_at};
use crate::model::course::fires_after;
use crate::model::facts::{Facts, Given};
use crate::model::levers::FIRST_INTERVENTION;
use crate::model::parts::{ExitModel, Leave, PERMANENT, WITHDRAWN};
use crate::model::purposes as p;
use crate::model::ways::{Intake, Often, ReviewModel};
use crate::tally::layout::Happening;

impl Life {
    /// Makes the move that ended a stay.
    #[inline(always)]
    pub(crate) fn go<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        run: usize,
        next: Next,
        recorder: &mut impl Recorder,
    ) {
        let then = match next {
            Next::Clock(at) => Then::Exits(self.exit_of(model, at)),
            Next::Permanent => Then::Exits(PERMANENT),
            Next::CalledIn => self.called_in(model, run, recorder),
            Next::DropOut => self.drops_out(recorder),
            Next::Scheduled => match self.phase {
                Phase::Step { .. } => {
                    if F::QUEUES && self.asks_for_step(model, run) {
                        Then::Stays
                    } else {
                        self.step_is_over(model, run, recorder)
                    }
                }
                Phase::Lost | Phase::Open
                    if F::QUEUES && !F::PLAIN && self.is_reviewed_by_slot(model, run) =>
                {
                    self.review_is_due(model, run, recorder)
                }
                Phase::Lost => {
                    recorder.happened(self, Happening::Found);
                    Then::Chooses
                }
                Phase::Open => Then::Chooses,
                Phase::Queued(_) => Then::Opens,
                Phase::Intervention(at) => self.completes(model, run, at as usize, recorder),
                Phase::Exit(exit) => self.leaves_exit(model, run, exit as usize, recorder),
            },
            Next::Horizon => Then::Stays,
        };
        self.does(model, run, then, recorder);
    }

    /// Does one thing after another until time passes.
    #[inline(always)]
    pub(crate) fn does<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        run: usize,
        mut then: Then,
        recorder: &mut impl Recorder,
    ) {
        loop {
            then = match then {
                Then::Stays => return,
                Then::Exits(exit) => {
                    recorder.happened(self, Happening::Exit(exit));
                    return self.take_exit(model, exit);
                }
                Then::Intake(from, intake) => {
                    self.intake_from(model, run, (from, intake), recorder)
                }
                Then::Chooses => self.choose(model, run),
                Then::Starts(at, fit) => return self.starts(model, (at, fit), recorder),
                Then::Opens => return self.open(model, run),
            };
        }
    }

    /// Comes to a phase that lasts until `scheduled`.
    #[inline(always)]
    pub(crate) fn enter<F: Facts>(&mut self, model: Given<'_, F>, phase: Phase, scheduled: f64) {
        if F::QUEUES {
            if self.holds.is_some() {
                self.gives_back();
            }
            self.stage = Stage::Before;
            self.waits_for = None;
        }
        self.phase = phase;
        self.comes_to(match phase {
            Phase::Open => 0,
            Phase::Queued(at) => {
                let need = usize::from(self.needs_met);
                model.lanes.of_queue(at as usize, need)
            }
            Phase::Lost => 1,
            Phase::Intervention(at) => FIRST_INTERVENTION + at as usize,
            Phase::Step { step, .. } => model.lanes.of_step(step as usize),
            Phase::Exit(exit) => model.lanes.of_exit(exit as usize),
        });
        self.entered = self.now;
        if !F::PLAIN {
            self.reviewed_from = self.now;
        }
        self.scheduled = scheduled;
        self.drop_out_at = f64::INFINITY;
        // A step is told by its id, so that one more step moves nobody's later luck.
        if !matches!(phase, Phase::Step { .. }) {
            self.visit += 1;
        }
        if !F::PLAIN && model.lanes.any_by_state && !matches!(phase, Phase::Exit(_)) {
            self.wind_more(model.lanes.groups(self.segment), false);
        }
    }

    /// Does not apply: comes to where those who withdraw are, on the day it would have applied.
    pub(crate) fn deterred<F: Facts>(&mut self, model: Given<'_, F>) {
        self.take_exit(model, WITHDRAWN);
        // There is no case to reopen: a later application goes through intake.
        self.left_at = f64::NEG_INFINITY;
    }

    #[inline(always)]
    fn take_exit<F: Facts>(&mut self, model: Given<'_, F>, exit: usize) {
        if !matches!(self.phase, Phase::Exit(_)) {
            self.left_at = self.now;
        }
        self.exits_taken += 1;
        let of = &model.exits[exit];
        self.benefit_left = 0.0;
        if !F::PLAIN && of.may_keep_benefit {
            self.keep_benefit(of);
        }
        let after = match &of.leave {
            Leave::Never => f64::INFINITY,
            Leave::Hazard(course) => {
                let left = self
                    .key
                    .stream(of.luck.leave, self.exits_taken)
                    .exponential();
                fires_after(course, left)
            }
            Leave::After(length) => length.sample(self.key, of.luck.leave, self.exits_taken),
        };
        self.programme_until = f64::NEG_INFINITY;
        self.after_effect_until = f64::NEG_INFINITY;
        if exit == PERMANENT {
            self.permanent_at = f64::INFINITY;
        }
        self.enter(model, Phase::Exit(exit as u16), self.now + after);
    }

    /// Keeps a part of the benefit in the exit just taken, or none.
    #[inline(never)]
    fn keep_benefit(&mut self, of: &ExitModel) {
        self.benefit_left = match (self.two_adults, of.second_adult_left, of.part_benefit) {
            (true, Some(left), _) => left,
            (_, _, Some((share, left)))
                if self.key.stream(of.luck.part, self.exits_taken).uniform() < share =>
            {
                left
            }
            _ => 0.0,
        };
        self.benefit_left_until = self.now + of.benefit_left_days;
    }

    #[inline(always)]
    fn leaves_exit<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        run: usize,
        exit: usize,
        recorder: &mut impl Recorder,
    ) -> Then {
        let of = &model.exits[exit];
        if !of.ends_in.is_empty() {
            let mut lot = self.key.stream(of.luck.ends, self.exits_taken).uniform();
            for (to, share) in &of.ends_in {
                if lot < *share {
                    return Then::Exits(*to);
                }
                lot -= share;
            }
        }
        let reopened = of.without_intake || self.now - self.left_at <= model.reopen_days;
        self.spell += 1;
        self.spell_start = self.now;
        self.visit = 0;
        self.choices = 0;
        self.last_done = false;
        self.wind_clocks(model);
        if reopened {
            recorder.happened(self, Happening::Reopened);
            Then::Opens
        } else {
            recorder.happened(self, Happening::Return);
            self.applies(model, run, Intake::Return, recorder)
        }
    }

    /// Applies, and does what comes at once of it.
    pub(crate) fn apply<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        run: usize,
        intake: Intake,
        recorder: &mut impl Recorder,
    ) {
        let then = self.applies(model, run, intake, recorder);
        self.does(model, run, then, recorder);
    }

    /// Applies: the way is decided here, then intake begins.
    #[inline(always)]
    fn applies<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        run: usize,
        intake: Intake,
        recorder: &mut impl Recorder,
    ) -> Then {
        recorder.before_apply(model, self, intake);
        let way = if run != 0 && self.is_treated(&model.ways[run], self.now) {
            // Whoever follows the design already is not called in.
            self.call_in_at = f64::INFINITY;
            OWN
        } else {
            TODAY
        };
        self.follows(model, way, run);
        Then::Intake(0, intake)
    }

    fn called_in<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        run: usize,
        recorder: &mut impl Recorder,
    ) -> Then {
        self.call_in_at = f64::INFINITY;
        let on_assistance = !matches!(self.phase, Phase::Exit(_));
        if !on_assistance || self.way == OWN || self.now >= model.ways[run].gone {
            return Then::Stays;
        }
        recorder.happened(self, Happening::CalledIn);
        self.follows(model, OWN, run);
        // Someone inside an intervention finishes it first, and follows the design from then on.
        if matches!(self.phase, Phase::Intervention(_)) {
            return Then::Stays;
        }
        // An intake without steps is one too: what comes after it is an open case of the design.
        let steps = &model.ways[run].steps;
        let is_empty = !steps.iter().any(|step| step.is_passed_by(Intake::CalledIn));
        if is_empty && self.phase == Phase::Open {
            self.enter(model, Phase::Open, f64::INFINITY);
        }
        Then::Intake(0, Intake::CalledIn)
    }

    /// Goes to the first step from a position that this kind of intake passes, or on to the choice.
    #[inline(always)]
    fn intake_from<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        run: usize,
        (from, intake): (usize, Intake),
        recorder: &mut impl Recorder,
    ) -> Then {
        let own = self.way;
        let way = self.way_idx(run);
        let steps = &model.ways[way].steps;
        let passes = |at: &usize| steps[*at].is_passed_by(intake);
        let Some(step) = (from..steps.len()).find(passes) else {
            return Then::Chooses;
        };
        let of = &steps[step];
        let wait = of
            .wait
            .sample(self.key, of.luck.wait, self.intake_occasion(intake));
        recorder.happened(self, Happening::Step(own as usize, step));
        self.enter(
            model,
            Phase::Step {
                own,
                step: step as u16,
                intake,
                salt: of.luck.wait.salt(),
            },
            self.now + wait,
        );
        Then::Stays
    }

    /// Returns what keeps the luck of one intake apart from that of others.
    #[inline]
    fn intake_occasion(&self, intake: Intake) -> u32 {
        let called_in = u32::from(intake == Intake::CalledIn);
        self.spell.wrapping_mul(2).wrapping_add(called_in)
    }

    /// Ends the step it is in.
    #[inline(always)]
    pub(crate) fn step_is_over<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        run: usize,
        recorder: &mut impl Recorder,
    ) -> Then {
        let Phase::Step {
            own, step, intake, ..
        } = self.phase
        else {
            return Then::Stays;
        };
        let step = step as usize;
        let of = &model.ways[way_at(own, run)].steps[step];
        let occasion = self.intake_occasion(intake);
        let happens = |share: f64, purpose| {
            !F::PLAIN && share > 0.0 && self.key.stream(purpose, occasion).uniform() < share
        };
        if happens(of.withdrawal_share, of.luck.withdrawal) {
            return Then::Exits(WITHDRAWN);
        }
        if happens(of.lost_share, of.luck.lost) {
            recorder.happened(self, Happening::Lost);
            let found = match model.ways[self.way_idx(run)].review {
                Some(review) => self.reviewed_at((review, review.finds_lost), self.now, p::FOUND),
                None => f64::INFINITY,
            };
            self.enter(model, Phase::Lost, found);
            if F::QUEUES {
                self.await_review(model, run);
            }
            return Then::Stays;
        }
        Then::Intake(step + 1, intake)
    }

    /// Returns when a review first does what it may do so often: find the lost, or offer the menu.
    ///
    /// How many reviews that takes is geometric and drawn once, as an exponential in units of
    /// its mean, so the same household needs no more reviews where more of them offer.
    #[inline]
    pub(crate) fn reviewed_at(
        &self,
        (review, often): (ReviewModel, Often),
        from: f64,
        purpose: crate::luck::Purpose,
    ) -> f64 {
        from + self.reviews_until(often, purpose) * review.every_days
    }

    /// Returns how many reviews it takes; infinitely many where they never do it.
    #[inline]
    pub(crate) fn reviews_until(&self, often: Often, purpose: crate::luck::Purpose) -> f64 {
        match often {
            Often::Never => f64::INFINITY,
            Often::Always => 1.0,
            Often::Sometimes { mean } => {
                let stream = self.key.stream(purpose, self.occasion(self.visit));
                1.0 + (stream.exponential() * mean) as i64 as f64
            }
        }
    }

    /// Comes to the open case.
    pub(crate) fn open<F: Facts>(&mut self, model: Given<'_, F>, run: usize) {
        self.enter(model, Phase::Open, f64::INFINITY);
        self.await_offer(model, run);
    }

    /// Waits for the review that offers the menu again.
    #[inline]
    pub(crate) fn await_offer<F: Facts>(&mut self, model: Given<'_, F>, run: usize) {
        if F::PLAIN {
            return;
        }
        self.scheduled = match model.ways[self.way_idx(run)].review {
            Some(review) if F::QUEUES && review.asks => {
                return self.await_review(model, run);
            }
            Some(review) => self.reviewed_at((review, review.offers_menu), self.now, p::OFFER),
            None => f64::INFINITY,
        };
    }
}
