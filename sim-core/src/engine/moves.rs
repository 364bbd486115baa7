//! What happens to a household when a stay ends.

use crate::engine::life::{Life, Next, OWN, Phase, Recorder, Stage, TODAY, way_at};
use crate::model::course::fires_after;
use crate::model::parts::{ExitModel, Leave, PERMANENT, WITHDRAWN};
use crate::model::purposes as p;
use crate::model::ways::{Intake, Often, ReviewModel, WayModel};
use crate::model::whole::Model;
use crate::scenario::design::Allocation;
use crate::tally::layout::Happening;

impl Life {
    /// Makes the move that ended a stay.
    pub(crate) fn go(
        &mut self,
        model: &Model<'_>,
        run: usize,
        next: Next,
        recorder: &mut impl Recorder,
    ) {
        match next {
            Next::Clock(at) => {
                self.exit(model, self.exit_of(model, at), recorder);
            }
            Next::Permanent => self.exit(model, PERMANENT, recorder),
            Next::CalledIn => self.called_in(model, run, recorder),
            Next::DropOut => self.intervention_ended(model, run, false, recorder),
            Next::Scheduled => match self.phase {
                Phase::Step { .. } => {
                    if !self.asks_for_step(model, run) {
                        self.step_is_over(model, run, recorder);
                    }
                }
                Phase::Lost | Phase::Open if self.is_reviewed_by_slot(model, run) => {
                    self.review_is_due(model, run, recorder);
                }
                Phase::Lost => {
                    recorder.happened(self, Happening::Found);
                    self.choose(model, run, recorder);
                }
                Phase::Open => self.choose(model, run, recorder),
                Phase::Queued(_) => self.open(model, run),
                Phase::Intervention(_) => self.intervention_ended(model, run, true, recorder),
                Phase::Exit(exit) => self.leaves_exit(model, run, exit as usize, recorder),
            },
            Next::Horizon => {}
        }
    }

    /// Comes to a phase that lasts until `scheduled`.
    pub(crate) fn enter(&mut self, model: &Model<'_>, phase: Phase, scheduled: f64) {
        if self.holds.is_some() {
            self.gives_back();
        }
        self.stage = Stage::Before;
        self.waits_for = None;
        self.phase = phase;
        self.entered = self.now;
        self.scheduled = scheduled;
        self.drop_out_at = f64::INFINITY;
        // A step is told by its id, so that one more step moves nobody's later luck.
        if !matches!(phase, Phase::Step { .. }) {
            self.visit += 1;
        }
        if model.lanes.any_by_state && !matches!(phase, Phase::Exit(_)) {
            self.wind_more(model.lanes.groups(self.segment), false);
        }
    }

    /// Takes an exit.
    pub(crate) fn exit(&mut self, model: &Model<'_>, exit: usize, recorder: &mut impl Recorder) {
        recorder.happened(self, Happening::Exit(exit));
        self.take_exit(model, exit);
    }

    /// Does not apply: comes to where those who withdraw are, on the day it would have applied.
    pub(crate) fn deterred(&mut self, model: &Model<'_>) {
        self.take_exit(model, WITHDRAWN);
        // There is no case to reopen: a later application goes through intake.
        self.left_at = f64::NEG_INFINITY;
    }

    fn take_exit(&mut self, model: &Model<'_>, exit: usize) {
        if !matches!(self.phase, Phase::Exit(_)) {
            self.left_at = self.now;
        }
        self.exits_taken += 1;
        let of = &model.exits[exit];
        self.benefit_left = 0.0;
        if of.may_keep_benefit {
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

    fn leaves_exit(
        &mut self,
        model: &Model<'_>,
        run: usize,
        exit: usize,
        recorder: &mut impl Recorder,
    ) {
        let of = &model.exits[exit];
        if !of.ends_in.is_empty() {
            let mut lot = self.key.stream(of.luck.ends, self.exits_taken).uniform();
            for (to, share) in &of.ends_in {
                if lot < *share {
                    return self.exit(model, *to, recorder);
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
            self.open(model, run);
        } else {
            recorder.happened(self, Happening::Return);
            self.apply(model, run, Intake::Return, recorder);
        }
    }

    /// Applies: the way is decided here, then intake begins.
    pub(crate) fn apply(
        &mut self,
        model: &Model<'_>,
        run: usize,
        intake: Intake,
        recorder: &mut impl Recorder,
    ) {
        recorder.before_apply(model, self, intake);
        self.way = if run != 0 && self.is_treated(&model.ways[run], self.now) {
            // Whoever follows the design already is not called in.
            self.call_in_at = f64::INFINITY;
            OWN
        } else {
            TODAY
        };
        self.intake_from(model, run, (0, intake), recorder);
    }

    /// Returns whether a design takes the case on at a time.
    pub(crate) fn is_treated(&self, way: &WayModel, at: f64) -> bool {
        if at < way.go_live || at >= way.gone || !way.segments[self.segment] {
            return false;
        }
        if !self.is_allocated(way) {
            return false;
        }
        let ramp = if way.ramp_up_days > 0.0 {
            ((at - way.go_live) / way.ramp_up_days).min(1.0)
        } else {
            1.0
        };
        let volume = way.volume_share * ramp;
        volume >= 1.0 || self.key.stream(p::VOLUME, self.spell).uniform() < volume
    }

    /// Returns whether the household is among those a design would treat, and consents.
    pub(crate) fn is_allocated(&self, way: &WayModel) -> bool {
        let chosen = match way.allocation {
            _ if way.share >= 1.0 => true,
            Allocation::Random => self.key.stream(p::TREATED, 0).uniform() < way.share,
            Allocation::Alternate => {
                let before = (self.number as f64 * way.share).floor();
                ((self.number + 1) as f64 * way.share).floor() > before
            }
        };
        chosen
            && (way.consent_share >= 1.0
                || self.key.stream(p::CONSENT, 0).uniform() < way.consent_share)
    }

    fn called_in(&mut self, model: &Model<'_>, run: usize, recorder: &mut impl Recorder) {
        self.call_in_at = f64::INFINITY;
        let on_assistance = !matches!(self.phase, Phase::Exit(_));
        if !on_assistance || self.way == OWN || self.now >= model.ways[run].gone {
            return;
        }
        recorder.happened(self, Happening::CalledIn);
        self.way = OWN;
        // Someone inside an intervention finishes it first, and follows the design from then on.
        if !matches!(self.phase, Phase::Intervention(_)) {
            self.intake_from(model, run, (0, Intake::CalledIn), recorder);
        }
    }

    /// Goes to the first step from a position that this kind of intake passes, or on to the choice.
    fn intake_from(
        &mut self,
        model: &Model<'_>,
        run: usize,
        (from, intake): (usize, Intake),
        recorder: &mut impl Recorder,
    ) {
        let own = self.way;
        let way = self.way_idx(run);
        let steps = &model.ways[way].steps;
        let passes = |at: &usize| steps[*at].is_passed_by(intake);
        let Some(step) = (from..steps.len()).find(passes) else {
            return self.choose(model, run, recorder);
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
    }

    /// Returns what keeps the luck of one intake apart from that of others.
    #[inline]
    fn intake_occasion(&self, intake: Intake) -> u32 {
        let called_in = u32::from(intake == Intake::CalledIn);
        self.spell.wrapping_mul(2).wrapping_add(called_in)
    }

    /// Ends the step it is in.
    pub(crate) fn step_is_over(
        &mut self,
        model: &Model<'_>,
        run: usize,
        recorder: &mut impl Recorder,
    ) {
        let Phase::Step {
            own, step, intake, ..
        } = self.phase
        else {
            return;
        };
        let step = step as usize;
        let of = &model.ways[way_at(own, run)].steps[step];
        let occasion = self.intake_occasion(intake);
        let happens = |share: f64, purpose| {
            share > 0.0 && self.key.stream(purpose, occasion).uniform() < share
        };
        if happens(of.withdrawal_share, of.luck.withdrawal) {
            return self.exit(model, WITHDRAWN, recorder);
        }
        if happens(of.lost_share, of.luck.lost) {
            recorder.happened(self, Happening::Lost);
            let found = match model.ways[self.way_idx(run)].review {
                Some(review) => self.reviewed_at((review, review.finds_lost), self.now, p::FOUND),
                None => f64::INFINITY,
            };
            self.enter(model, Phase::Lost, found);
            return self.await_review(model, run);
        }
        self.intake_from(model, run, (step + 1, intake), recorder);
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
    pub(crate) fn open(&mut self, model: &Model<'_>, run: usize) {
        self.enter(model, Phase::Open, f64::INFINITY);
        self.await_offer(model, run);
    }

    /// Waits for the review that offers the menu again.
    #[inline]
    pub(crate) fn await_offer(&mut self, model: &Model<'_>, run: usize) {
        self.scheduled = match model.ways[self.way_idx(run)].review {
            Some(review) if review.asks => return self.await_review(model, run),
            Some(review) => self.reviewed_at((review, review.offers_menu), self.now, p::OFFER),
            None => f64::INFINITY,
        };
    }
}
