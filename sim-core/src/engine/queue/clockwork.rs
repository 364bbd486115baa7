//! Lives of households that wait for each other, in the order in which they ask.

use crate::engine::life::{Ask, Life, Recorder};
use crate::engine::queue::line::{Line, Position};
use crate::engine::queue::moments::{Moments, What};
use crate::engine::queue::observed::Observed;
use crate::model::facts::{Facts, Given};
use crate::model::pools::at;

/// What a recorder has to remember of each household while others live.
pub(super) trait Remembers: Recorder {
    type Memory: Clone + Default;
    /// Takes up a household where it was left, or leaves it.
    fn swap(&mut self, memory: &mut Self::Memory);
    /// Ends a household.
    fn end(&mut self);
}

/// One household.
#[derive(Debug)]
struct Actor<M> {
    life: Life,
    memory: M,
    /// Number of its wait, among all waits of everyone; 0 while it does not wait.
    wait: u64,
    position: Option<Position>,
}

/// Everyone under one way of working.
pub(super) struct Clockwork<'m, R: Remembers, F> {
    model: Given<'m, F>,
    run: usize,
    horizon: f64,
    pub(super) recorder: R,
    actors: Vec<Option<Actor<R::Memory>>>,
    free: Vec<u32>,
    moments: Moments,
    n_waits: u64,
    lines: Vec<Line>,
    observed: Vec<Observed<'m>>,
    /// When each pool that is closed on some days is next looked at; none while nobody waits.
    opens_at: Vec<Option<f64>>,
    /// Lives that reached the horizon, where they are wanted.
    pub(super) reached: Vec<Life>,
    keeps_reached: bool,
}

impl<'m, R: Remembers, F: Facts> Clockwork<'m, R, F> {
    pub(super) fn new(
        model: Given<'m, F>,
        run: usize,
        horizon: f64,
        (recorder, keeps_reached): (R, bool),
    ) -> Self {
        let n_pools = model.pools.len();
        let n_months = model.plan.calendar.n_months;
        let mut moments = Moments::default();
        let supply = &model.model().ways[run].supply;
        for (pool, steps) in supply.iter().enumerate() {
            for step in steps.iter().filter(|step| step.from.is_finite()) {
                moments.add(step.from, 0, What::Grown(pool as u16));
            }
        }
        Self {
            model,
            run,
            horizon,
            recorder,
            actors: Vec::new(),
            free: Vec::new(),
            moments,
            n_waits: 0,
            lines: (0..n_pools).map(|_| Line::default()).collect(),
            observed: supply
                .iter()
                .zip(&model.model().pools)
                .map(|(supply, pool)| Observed::new(n_months, supply, pool.opening))
                .collect(),
            opens_at: vec![None; n_pools],
            reached: Vec::new(),
            keeps_reached,
        }
    }

    /// Takes in a household that is known, and keeps its place, slot or position in a queue.
    pub(super) fn take_in(&mut self, life: Life, memory: R::Memory) -> u32 {
        let actor = Actor {
            wait: 0,
            position: None,
            memory,
            life,
        };
        let idx = match self.free.pop() {
            Some(idx) => {
                self.actors[idx as usize] = Some(actor);
                idx
            }
            None => {
                self.actors.push(Some(actor));
                (self.actors.len() - 1) as u32
            }
        };
        self.settle(idx);
        idx
    }

    fn settle(&mut self, idx: u32) {
        let Some(actor) = &self.actors[idx as usize] else {
            return;
        };
        if let Some(pool) = actor.life.holds {
            self.lines[pool as usize].taken += 1;
            self.note(pool as usize, actor.life.now);
        }
    }

    /// Takes over posts that are at work, each until a time.
    pub(super) fn are_at_work(&mut self, posts: &[(u16, f64)], now: f64) {
        for (pool, until) in posts {
            self.lines[usize::from(*pool)].taken += 1;
            self.note(usize::from(*pool), now);
            self.moments.add(*until, 0, What::Release(*pool));
        }
    }

    /// Returns the posts that are at work after the last moment, each with its time until.
    pub(super) fn still_at_work(&mut self) -> Vec<(u16, f64)> {
        let mut posts = Vec::new();
        while let Some(moment) = self.moments.take() {
            if let What::Release(pool) = moment.what {
                posts.push((pool, moment.at));
            }
        }
        posts
    }

    /// Lets every pool serve whom it can at a time.
    pub(super) fn grown_at(&mut self, time: f64) {
        for pool in 0..self.lines.len() {
            self.moments.add(time, 0, What::Grown(pool as u16));
        }
    }

    /// Lets a household live on until it asks, reaches the horizon or is gone.
    ///
    /// It lives where it stands: a life is some hundred bytes, and moving it costs as much as living.
    pub(super) fn live_on(&mut self, idx: u32) {
        let Some(actor) = &mut self.actors[idx as usize] else {
            return;
        };
        if let Some((pool, what)) = actor.life.waits_for {
            return self.stands_in_line(idx, (pool, what));
        }
        let life = &mut actor.life;
        self.recorder.swap(&mut actor.memory);
        loop {
            life.live(self.model, self.run, self.horizon, &mut self.recorder);
            let (now, lot) = (life.now, life.key.lot());
            if let Some(pool) = life.released.take() {
                self.moments.add(now, lot, What::Release(pool));
                if life.is_gone() {
                    break;
                }
            } else if life.asks.is_some() {
                self.moments.add(now, lot, What::Ask(idx));
                return self.recorder.swap(&mut actor.memory);
            } else {
                break;
            }
        }
        self.recorder.end();
        self.recorder.swap(&mut actor.memory);
        if self.keeps_reached {
            self.reached.push(actor.life);
        }
        self.actors[idx as usize] = None;
        self.free.push(idx);
    }

    fn stands_in_line(&mut self, idx: u32, (pool, what): (u16, Ask)) {
        let Some(actor) = &mut self.actors[idx as usize] else {
            return;
        };
        let of = &self.model.pools[pool as usize];
        let position = Position {
            class: match what {
                Ask::Start(_) => of.class[actor.life.segment],
                Ask::Step | Ask::Review => 0,
            },
            since: actor.life.queued_at,
            lot: actor.life.key.lot(),
            actor: idx,
        };
        let place = self.model.model().lanes.place(actor.life.place);
        let (_, own_at) = actor.life.next(self.model, place, self.horizon);
        let now = actor.life.now;
        self.n_waits += 1;
        actor.wait = self.n_waits;
        actor.position = Some(position);
        self.moments
            .add(own_at, position.lot, What::Own(idx, self.n_waits));
        self.lines[pool as usize].join(position);
        self.note(pool as usize, now);
        self.looks_when_open(pool as usize, now);
    }

    /// Has a pool that somebody waits for serve when its next open days begin.
    fn looks_when_open(&mut self, pool: usize, now: f64) {
        let is_known = self.opens_at[pool].is_some_and(|at| at > now);
        let Some(opening) = self.model.pools[pool].opening.filter(|_| !is_known) else {
            return;
        };
        self.opens_at[pool] = opening.next(now).filter(|_| self.lines[pool].len() > 0);
        if let Some(at) = self.opens_at[pool] {
            self.moments.add(at, 0, What::Grown(pool as u16));
        }
    }

    /// Makes everything happen that lies before a time, or at it.
    pub(super) fn run_until(&mut self, time: f64) {
        self.run_while(|at| at <= time);
    }

    /// Makes everything happen that lies before a time: whoever asks at the same time is answered by lot.
    pub(super) fn run_before(&mut self, time: f64) {
        self.run_while(|at| at < time);
    }

    fn run_while(&mut self, is_due: impl Fn(f64) -> bool) {
        while self.moments.next_at().is_some_and(&is_due) {
            let Some(moment) = self.moments.take() else {
                return;
            };
            match moment.what {
                What::Release(pool) => {
                    let line = &mut self.lines[pool as usize];
                    line.taken = line.taken.saturating_sub(1);
                    self.note(pool as usize, moment.at);
                    self.serve(pool as usize, moment.at);
                }
                What::Grown(pool) => self.serve(pool as usize, moment.at),
                What::Own(idx, wait) => self.own(idx, wait, moment.at),
                What::Ask(idx) => self.answer(idx, moment.at),
            }
        }
    }

    /// Returns how many can be served at a time.
    fn capacity(&self, pool: usize, time: f64) -> u32 {
        if !self.model.pools[pool].is_open(time) {
            return 0;
        }
        at(&self.model.ways[self.run].supply[pool], time).how_many
    }

    fn note(&mut self, pool: usize, at: f64) {
        let line = &self.lines[pool];
        self.observed[pool].changed(at, line.taken, line.len());
    }

    fn answer(&mut self, idx: u32, time: f64) {
        let asks = self.actors[idx as usize]
            .as_ref()
            .and_then(|actor| actor.life.asks);
        let Some((pool, _)) = asks else {
            return;
        };
        let pool = pool as usize;
        self.observed[pool].asked(time);
        if self.lines[pool].is_free(self.capacity(pool, time)) {
            self.begin(pool, idx, time);
        } else if self.lines[pool].len() >= self.model.pools[pool].longest_queue {
            self.observed[pool].left(time);
            if let Some(actor) = &mut self.actors[idx as usize] {
                self.recorder.swap(&mut actor.memory);
                actor
                    .life
                    .turned_away(self.model, self.run, &mut self.recorder);
                self.recorder.swap(&mut actor.memory);
            }
            self.live_on(idx);
        } else {
            if let Some(actor) = &mut self.actors[idx as usize] {
                actor.life.joins_queue(self.model, self.run);
            }
            self.live_on(idx);
        }
    }

    /// Serves a household that has not waited, or has waited until now.
    fn begin(&mut self, pool: usize, idx: u32, time: f64) {
        self.lines[pool].taken += 1;
        self.note(pool, time);
        let Some(actor) = &mut self.actors[idx as usize] else {
            return;
        };
        self.observed[pool].served(time, time - actor.life.queued_at);
        self.recorder.swap(&mut actor.memory);
        let life = &mut actor.life;
        if actor.position.take().is_some() {
            actor.wait = 0;
            life.waits_until(self.model, time, &mut self.recorder);
        }
        let (served_at, lot) = (time, life.key.lot());
        let takes = life.is_served(self.model, self.run, &mut self.recorder);
        self.recorder.swap(&mut actor.memory);
        if let Some(days) = takes {
            self.moments
                .add(served_at + days, lot, What::Release(pool as u16));
        }
        self.live_on(idx);
    }

    fn serve(&mut self, pool: usize, time: f64) {
        let capacity = self.capacity(pool, time);
        while let Some(first) = self.lines[pool].next(capacity) {
            self.begin(pool, first.actor, time);
        }
        self.looks_when_open(pool, time);
    }

    /// Something of its own happens to a household in a queue: it leaves.
    fn own(&mut self, idx: u32, wait: u64, time: f64) {
        let Some(actor) = &mut self.actors[idx as usize] else {
            return;
        };
        if actor.wait != wait {
            return;
        }
        let (Some(position), Some((pool, _))) = (actor.position.take(), actor.life.waits_for)
        else {
            return;
        };
        let (pool, waited_for) = (pool as usize, actor.life.waits_for.take());
        self.lines[pool].leave(&position);
        self.note(pool, time);
        self.live_on(idx);
        if time < self.horizon {
            self.observed[pool].left(time);
        } else if self.keeps_reached
            && let Some(life) = self.reached.last_mut()
        {
            // Someone who still waits at the horizon does so when the story goes on.
            life.waits_for = waited_for;
        }
    }

    /// Returns what happened at each pool.
    pub(super) fn close(self) -> (R, Vec<crate::tally::queues::PoolTally>) {
        let pools = self.observed.into_iter().map(Observed::close).collect();
        (self.recorder, pools)
    }
}
