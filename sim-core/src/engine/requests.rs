//! What a household does about something that is limited: asks, waits, is served, gives back.
//!
//! A household that asks stops living until it is told whether it is served at once or has to
//! wait. Where nothing is limited none of this is ever met.

use crate::engine::life::{Ask, Life, Phase, Recorder, Stage, Then, way_at};
use crate::model::facts::{Facts, Given};
use crate::model::purposes as p;
use crate::tally::layout::Happening;

/// Keeps the luck of one review's service apart from the next one's.
const BY_REVIEW: u32 = 0x9E37_79B9;

impl Life {
    /// Starts an intervention, or asks for a place in it.
    #[inline(always)]
    pub(crate) fn starts<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        (at, fit): (usize, f64),
        recorder: &mut impl Recorder,
    ) {
        match model.interventions[at].pool {
            Some(pool) if F::QUEUES => {
                self.fit = fit;
                self.ask(pool, Ask::Start(at as u16));
            }
            _ => self.start(model, (at, fit), recorder),
        }
    }

    fn ask(&mut self, pool: usize, what: Ask) {
        self.gives_back();
        self.queued_at = self.now;
        self.asks = Some((pool as u16, what));
    }

    /// Gives back what it holds.
    pub(crate) fn gives_back(&mut self) {
        if self.holds.is_some() {
            self.released = self.holds.take();
        }
    }

    /// Asks for the slot that a step needs when its wait is over; returns whether it did.
    pub(crate) fn asks_for_step<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        run: usize,
        (own, step): (u8, u16),
    ) -> bool {
        match model.ways[way_at(own, run)].steps[step as usize].pool {
            Some(pool) if self.stage == Stage::Before => {
                self.ask(pool, Ask::Step);
                true
            }
            _ => false,
        }
    }

    /// Returns whether its reviews need a slot.
    pub(crate) fn is_reviewed_by_slot<F: Facts>(&self, model: Given<'_, F>, run: usize) -> bool {
        let review = model.ways[self.way_idx(run)].review;
        review.is_some_and(|review| review.pool.is_some())
    }

    /// Sets the first review of a stay, where reviews need a slot.
    #[inline(never)]
    pub(crate) fn await_review<F: Facts>(&mut self, model: Given<'_, F>, run: usize) {
        let review = model.ways[self.way_idx(run)].review;
        let Some(review) = review.filter(|review| review.pool.is_some()) else {
            return;
        };
        self.scheduled = self.now + review.every_days;
        self.reviews_done = 0;
        self.reviews_needed = match self.phase {
            Phase::Lost => self.reviews_until(review.finds_lost, p::FOUND),
            _ => self.reviews_until(review.offers_menu, p::OFFER),
        };
    }

    /// Asks for the slot of a review that is due, or ends the one that is being done.
    pub(crate) fn review_is_due<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        run: usize,
        recorder: &mut impl Recorder,
    ) -> Then {
        let review = model.ways[self.way_idx(run)].review;
        let Some((review, pool)) = review.and_then(|review| Some((review, review.pool?))) else {
            return Then::Stays;
        };
        if self.stage == Stage::Before {
            self.ask(pool, Ask::Review);
            return Then::Stays;
        }
        self.gives_back();
        self.stage = Stage::Before;
        self.reviews_done += 1;
        recorder.happened(self, Happening::Review(usize::from(self.way)));
        if f64::from(self.reviews_done) < self.reviews_needed {
            // The next is due a whole interval after this one was, however late this one came.
            let due = self.queued_at + review.every_days;
            self.scheduled = if due > self.now { due } else { self.now };
            return Then::Stays;
        }
        if self.phase == Phase::Lost {
            recorder.happened(self, Happening::Found);
        }
        Then::Chooses
    }

    /// Is served: starts what it asked for.
    pub(crate) fn is_served<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        recorder: &mut impl Recorder,
    ) {
        let asked = self.asks.take().or(self.waits_for.take());
        let Some((pool, what)) = asked else {
            return;
        };
        match what {
            Ask::Start(at) => self.start(model, (at as usize, self.fit), recorder),
            Ask::Step | Ask::Review => {
                self.stage = Stage::Served;
                self.scheduled = self.now + self.service_days(model, pool as usize);
            }
        }
        self.holds = Some(pool);
    }

    fn service_days<F: Facts>(&self, model: Given<'_, F>, pool: usize) -> f64 {
        let Some((minutes, days_per_minute)) = model.pools[pool].service() else {
            return 0.0;
        };
        let occasion = self
            .occasion(self.visit)
            .wrapping_add(self.step_salt())
            .wrapping_add(self.reviews_done.wrapping_mul(BY_REVIEW));
        minutes.sample(self.key, model.purposes.services[pool], occasion) * days_per_minute
    }

    /// Joins the queue of the pool it asked.
    pub(crate) fn joins_queue<F: Facts>(&mut self, model: Given<'_, F>) {
        let Some((pool, what)) = self.asks.take() else {
            return;
        };
        match what {
            Ask::Start(at) => {
                let until = self.now + model.pools[pool as usize].longest_wait;
                self.enter(model, Phase::Queued(at), until);
            }
            Ask::Step | Ask::Review => {
                self.stage = Stage::Queued;
                self.scheduled = f64::INFINITY;
            }
        }
        self.waits_for = Some((pool, what));
    }

    /// Waits in the queue until a time at which nothing else has happened.
    pub(crate) fn waits_until<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        until: f64,
        recorder: &mut impl Recorder,
    ) {
        let place = model.model().lanes.place(self.place);
        recorder.stay(model, self, place, (self.now, until));
        if place.speed > 0.0 {
            self.use_up(model, place, until);
        }
        self.now = until;
        self.moves_at_once = 0;
    }
}
