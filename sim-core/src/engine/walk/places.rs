//! Limited places: who asks is answered in the order of time, by the rules and tallies of `queue`.
//!
//! Households walk on until they ask. Who is given a place is out of sight until it is given back, at a time that
//! is known at once; so the order of time is kept as long as nobody is answered who asks later than the
//! first of them might.

use crate::engine::queue::{Line, Moments, Observed, Position, What};
use crate::engine::walk::crossings::{months_of, stamp};
use crate::engine::walk::slots::Parked;
use crate::engine::walk::table::Ask;
use crate::engine::walk::walker::Walker;
use crate::model::pools::{PoolModel, Supply, at};
use crate::model::whole::Model;
use crate::tally::queues::PoolTally;

/// One pool.
struct Pool<'m> {
    line: Line,
    observed: Observed<'m>,
    capacity: u32,
    class: Vec<u8>,
}

impl Pool<'_> {
    fn note(&mut self, time: f64) {
        self.observed
            .changed(time, self.line.taken, self.line.len());
    }
}

/// All pools, and the households that ask, wait, or are inside.
pub(super) struct Places<'m> {
    pools: Vec<Pool<'m>>,
    moments: Moments,
    asking: Vec<Parked>,
    free: Vec<u32>,
    /// Inside, with the time at which they are out again.
    inside: Vec<(Parked, f64)>,
    /// The first of these times.
    first_out: f64,
}

impl<'m> Places<'m> {
    /// Returns all pools of a model with nobody in them.
    pub(super) fn new(model: &'m Model<'_>) -> Self {
        let pool = |(pool, supply): (&'m PoolModel, &'m Vec<Supply>)| Pool {
            line: Line::default(),
            observed: Observed::new(model.plan.calendar.n_months, supply, pool.opening),
            capacity: at(supply, 0.0).how_many,
            class: pool.class.clone(),
        };
        Self {
            pools: model
                .pools
                .iter()
                .zip(&model.ways[0].supply)
                .map(pool)
                .collect(),
            moments: Moments::default(),
            asking: Vec::new(),
            free: Vec::new(),
            inside: Vec::new(),
            first_out: f64::INFINITY,
        }
    }

    /// Lets everyone walk on until they ask, and answers those who ask before a time.
    pub(super) fn settle(&mut self, walker: &mut Walker<'_>, until: f64) {
        self.hear(walker);
        while let Some(next) = self.moments.next_at() {
            if next >= self.first_out {
                self.let_out(walker);
                continue;
            }
            if next >= until {
                return;
            }
            let Some(moment) = self.moments.take() else {
                return;
            };
            match moment.what {
                What::Release(pool) => {
                    let pool = usize::from(pool);
                    let line = &mut self.pools[pool].line;
                    line.taken = line.taken.saturating_sub(1);
                    self.pools[pool].note(moment.at);
                    self.serve(pool, moment.at, walker);
                }
                What::Ask(who) => self.answer(who, moment.at, walker),
                What::Grown(_) | What::Own(..) => {}
            }
        }
    }

    /// Takes over all who ask.
    fn hear(&mut self, walker: &mut Walker<'_>) {
        walker.walk_all();
        for who in walker.asked.drain(..) {
            let (now, lot) = (who.now, who.key.lot());
            let idx = match self.free.pop() {
                Some(idx) => {
                    self.asking[idx as usize] = who;
                    idx
                }
                None => {
                    self.asking.push(who);
                    (self.asking.len() - 1) as u32
                }
            };
            self.moments.add(now, lot, What::Ask(idx));
        }
    }

    /// Lets all who are inside walk on from when they are out.
    fn let_out(&mut self, walker: &mut Walker<'_>) {
        for (who, out) in self.inside.drain(..) {
            walker.resumes(&who, out);
        }
        self.first_out = f64::INFINITY;
        self.hear(walker);
    }

    fn answer(&mut self, idx: u32, time: f64, walker: &mut Walker<'_>) {
        let who = &mut self.asking[idx as usize];
        let of: &Ask = &walker.table.asks[usize::from(who.asks)];
        let pool = &mut self.pools[of.pool];
        pool.observed.asked(time);
        if pool.line.is_free(pool.capacity) {
            return self.begin(idx, time, (time, of.starts), walker);
        }
        walker.moves(who, of.queues, time);
        pool.line.join(Position {
            class: pool.class[of.segment],
            since: time,
            lot: who.key.lot(),
            actor: idx,
        });
        pool.note(time);
    }

    fn serve(&mut self, pool: usize, time: f64, walker: &mut Walker<'_>) {
        let capacity = self.pools[pool].capacity;
        while let Some(first) = self.pools[pool].line.next(capacity) {
            let who = &mut self.asking[first.actor as usize];
            let of: &Ask = &walker.table.asks[usize::from(who.asks)];
            if of.pays_in_queue {
                who.paid |= months_of(who.stamp, stamp(time));
            }
            self.begin(first.actor, time, (first.since, of.is_served), walker);
        }
    }

    /// Gives a place to someone who asked at a time, by a move.
    fn begin(&mut self, idx: u32, time: f64, (asked, edge): (f64, u8), walker: &mut Walker<'_>) {
        let mut who = self.asking[idx as usize];
        self.free.push(idx);
        let of: &Ask = &walker.table.asks[usize::from(who.asks)];
        let pool = &mut self.pools[of.pool];
        pool.line.taken += 1;
        pool.note(time);
        pool.observed.served(time, time - asked);
        walker.moves(&mut who, edge, time);
        let out = time + of.length.sample(who.key, of.luck, who.visit());
        if out >= walker.horizon {
            return walker.ends(&who, of.segment, of.pays_inside);
        }
        self.moments
            .add(out, who.key.lot(), What::Release(of.pool as u16));
        self.inside.push((who, out));
        self.first_out = self.first_out.min(out);
    }

    /// Ends those who wait, and returns what happened at each pool.
    pub(super) fn close(mut self, walker: &mut Walker<'_>) -> Vec<PoolTally> {
        self.settle(walker, f64::INFINITY);
        for pool in &mut self.pools {
            while let Some(waits) = pool.line.next(u32::MAX) {
                let who = &self.asking[waits.actor as usize];
                let of: &Ask = &walker.table.asks[usize::from(who.asks)];
                walker.ends(who, of.segment, of.pays_in_queue);
            }
        }
        let pools = self.pools.into_iter();
        pools.map(|pool| pool.observed.close()).collect()
    }
}
