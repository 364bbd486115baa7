//! What a household does about something that is limited: asks, waits, is served, gives back.
//!
//! A household that asks stops living until it is told whether it is served at once or has to
//! wait. Where nothing is limited none of this is ever met.
//!
//! What needs several pools asks them one after the other. A slot is held until its service is
//! over, a place as long as the intervention lasts. A post's work is begun and the household
//! goes on: the days it takes are the post's, not the household's.

use crate::engine::life::{Ask, Life, Phase, Recorder, Stage, Then, way_at};
use crate::model::facts::{Facts, Given};
use crate::model::pools::{Need, at};
use crate::model::purposes as p;
use crate::tally::layout::Happening;

/// Keeps the luck of one review's service apart from the next one's.
const BY_REVIEW: u32 = 0x9E37_79B9;

impl Life {
    /// Starts an intervention, or asks for what its start needs.
    #[inline(always)]
    pub(crate) fn starts<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        (at, fit): (usize, f64),
        recorder: &mut impl Recorder,
    ) {
        match model.interventions[at].needs.first() {
            Some(first) if F::QUEUES => {
                self.fit = fit;
                self.needs_met = 0;
                self.ask(first.pool, Ask::Start(at as u16));
            }
            _ => self.start(model, (at, fit), recorder),
        }
    }

    fn ask(&mut self, pool: u16, what: Ask) {
        // A place stays with the household while the rest of the start is waited for.
        let keeps_place = self.needs_met > 0 && matches!(what, Ask::Start(_));
        if !keeps_place {
            self.gives_back();
        }
        self.queued_at = self.now;
        self.asks = Some((pool, what));
    }

    /// Gives back what it holds.
    pub(crate) fn gives_back(&mut self) {
        if self.holds.is_some() {
            self.released = self.holds.take();
        }
    }

    /// Returns what something needs, from first to last.
    fn needs<'m, F: Facts>(&self, model: Given<'m, F>, run: usize, what: Ask) -> &'m [Need] {
        match (what, self.phase) {
            (Ask::Start(at), _) => &model.model().interventions[usize::from(at)].needs,
            (Ask::Step, Phase::Step { own, step, .. }) => {
                &model.model().ways[way_at(own, run)].steps[usize::from(step)].needs
            }
            (Ask::Step, _) => &[],
            (Ask::Review, _) => &model.model().ways[self.way_idx(run)].review_needs,
        }
    }

    /// Returns the first need of something that is not met yet.
    fn need<F: Facts>(&self, model: Given<'_, F>, run: usize, what: Ask) -> Option<Need> {
        let needs = self.needs(model, run, what);
        needs.get(usize::from(self.needs_met)).copied()
    }

    /// Asks for what a step needs when its wait is over; returns whether it did.
    pub(crate) fn asks_for_step<F: Facts>(&mut self, model: Given<'_, F>, run: usize) -> bool {
        self.asks_for(model, run, Ask::Step)
    }

    fn asks_for<F: Facts>(&mut self, model: Given<'_, F>, run: usize, what: Ask) -> bool {
        if self.stage == Stage::Before {
            self.needs_met = 0;
        }
        match self.need(model, run, what) {
            Some(next) => {
                self.ask(next.pool, what);
                true
            }
            None => false,
        }
    }

    /// Returns whether its reviews need a slot or a post.
    pub(crate) fn is_reviewed_by_slot<F: Facts>(&self, model: Given<'_, F>, run: usize) -> bool {
        let review = model.ways[self.way_idx(run)].review;
        review.is_some_and(|review| review.asks)
    }

    /// Sets the first review of a stay, where reviews need a slot or a post.
    #[inline(never)]
    pub(crate) fn await_review<F: Facts>(&mut self, model: Given<'_, F>, run: usize) {
        let review = model.ways[self.way_idx(run)].review;
        let Some(review) = review.filter(|review| review.asks) else {
            return;
        };
        self.reviews_done = 0;
        self.reviews_needed = match self.phase {
            // When it would be found without waits is known already.
            Phase::Lost => ((self.scheduled - self.now) / review.every_days).round(),
            _ => self.reviews_until(review.offers_menu, p::OFFER),
        };
        self.scheduled = self.now + review.every_days;
    }

    /// Asks for what a review needs that is due, or ends the one that is being done.
    pub(crate) fn review_is_due<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        run: usize,
        recorder: &mut impl Recorder,
    ) -> Then {
        if self.asks_for(model, run, Ask::Review) {
            Then::Stays
        } else {
            self.reviewed(model, run, recorder)
        }
    }

    fn reviewed<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        run: usize,
        recorder: &mut impl Recorder,
    ) -> Then {
        self.gives_back();
        self.reviews_done += 1;
        recorder.happened(self, Happening::Review(usize::from(self.way)));
        if f64::from(self.reviews_done) < self.reviews_needed {
            self.awaits_next_review(model, run);
            return Then::Stays;
        }
        self.stage = Stage::Before;
        if self.phase == Phase::Lost {
            recorder.happened(self, Happening::Found);
        }
        Then::Chooses
    }

    /// Waits for the next day on which a review of the case is due.
    ///
    /// These lie whole intervals after reviews began to be counted, however late a review came.
    fn awaits_next_review<F: Facts>(&mut self, model: Given<'_, F>, run: usize) {
        self.stage = Stage::Before;
        let Some(review) = model.ways[self.way_idx(run)].review else {
            return;
        };
        let past = ((self.now - self.reviewed_from) / review.every_days + 1e-9).floor();
        self.scheduled = self.reviewed_from + (past + 1.0) * review.every_days;
    }

    /// Is served: starts what it asked for; returns the days that takes a post whose work it is.
    pub(crate) fn is_served<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        run: usize,
        recorder: &mut impl Recorder,
    ) -> Option<f64> {
        let (pool, what) = self.asks.take().or(self.waits_for.take())?;
        let minutes = self.need(model, run, what)?.minutes;
        self.needs_met += 1;
        let supply = at(&model.ways[run].supply[usize::from(pool)], self.now);
        match (minutes, what) {
            (Some(minutes), _) => {
                self.goes_on(model, run, what, recorder);
                return Some(minutes * supply.days_per_minute);
            }
            (None, Ask::Start(_)) => {
                self.holds = Some(pool);
                self.goes_on(model, run, what, recorder);
            }
            (None, Ask::Step | Ask::Review) => {
                self.holds = Some(pool);
                self.stage = Stage::Served;
                self.comes_to_pace_of_step(model);
                let minutes = self.service_minutes(model, usize::from(pool));
                let days = minutes * supply.days_per_minute;
                self.scheduled = model.pools[usize::from(pool)].later(self.now, days);
            }
        }
        None
    }

    /// Asks for what is needed next, or does what everything is there for.
    fn goes_on<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        run: usize,
        what: Ask,
        recorder: &mut impl Recorder,
    ) {
        if let Some(next) = self.need(model, run, what) {
            return self.ask(next.pool, what);
        }
        match what {
            Ask::Start(at) => {
                let place = self.holds.take();
                self.start(model, (usize::from(at), self.fit), recorder);
                self.holds = place;
            }
            Ask::Step => {
                let then = self.step_is_over(model, run, recorder);
                self.does_in_turn(model, run, then, recorder);
            }
            Ask::Review => {
                let then = self.reviewed(model, run, recorder);
                self.does_in_turn(model, run, then, recorder);
            }
        }
    }

    #[inline(never)]
    fn does_in_turn<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        run: usize,
        then: Then,
        recorder: &mut impl Recorder,
    ) {
        self.does(model, run, then, recorder);
    }

    /// Takes on the pace of the step it is in, or of the queue for what it needs.
    fn comes_to_pace_of_step<F: Facts>(&mut self, model: Given<'_, F>) {
        if let Phase::Step { step, .. } = self.phase {
            let step = usize::from(step);
            self.comes_to(if self.stage == Stage::Queued {
                model.lanes.of_step_queue(step, usize::from(self.needs_met))
            } else {
                model.lanes.of_step(step)
            });
        }
    }

    fn service_minutes<F: Facts>(&self, model: Given<'_, F>, pool: usize) -> f64 {
        let Some(minutes) = model.pools[pool].service else {
            return 0.0;
        };
        let occasion = self
            .occasion(self.visit)
            .wrapping_add(self.step_salt())
            .wrapping_add(self.reviews_done.wrapping_mul(BY_REVIEW));
        minutes.sample(self.key, model.purposes.services[pool], occasion)
    }

    /// Does without what it asked for, since too many wait for it.
    pub(crate) fn turned_away<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        run: usize,
        recorder: &mut impl Recorder,
    ) {
        match self.asks.take() {
            Some((_, Ask::Start(_))) => self.open(model, run),
            Some((_, Ask::Step)) => {
                let then = self.step_is_over(model, run, recorder);
                self.does_in_turn(model, run, then, recorder);
            }
            Some((_, Ask::Review)) => self.awaits_next_review(model, run),
            None => {}
        }
    }

    /// Joins the queue of the pool it asked.
    pub(crate) fn joins_queue<F: Facts>(&mut self, model: Given<'_, F>, run: usize) {
        let Some((pool, what)) = self.asks.take() else {
            return;
        };
        match what {
            Ask::Start(at) => {
                let is_place = self
                    .need(model, run, what)
                    .is_some_and(|need| need.minutes.is_none());
                let until = if is_place {
                    self.now + model.pools[usize::from(pool)].longest_wait
                } else {
                    f64::INFINITY
                };
                // Whoever waits for the next thing that the start needs waits on.
                if self.phase == Phase::Queued(at) {
                    self.scheduled = until;
                    let need = usize::from(self.needs_met);
                    self.comes_to(model.lanes.of_queue(usize::from(at), need));
                } else {
                    let place = self.holds.take();
                    self.enter(model, Phase::Queued(at), until);
                    self.holds = place;
                }
            }
            Ask::Step | Ask::Review => {
                self.stage = Stage::Queued;
                self.scheduled = f64::INFINITY;
            }
        }
        self.waits_for = Some((pool, what));
        self.comes_to_pace_of_step(model);
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
