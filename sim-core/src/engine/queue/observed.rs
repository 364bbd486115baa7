//! Counts what happens at the pools of one way of working.

use crate::model::pools::{Supply, UNLIMITED};
use crate::tally::queues::{PoolTally, add_time};
use crate::units::{DAYS_PER_MONTH, TICKS_PER_DAY};

/// One pool, observed from the start of the story on.
#[derive(Debug)]
pub(crate) struct Observed {
    pub(crate) tally: PoolTally,
    n_months: usize,
    /// Until when time has been counted.
    until: f64,
    taken: u32,
    waiting: usize,
}

impl Observed {
    pub(crate) fn new(n_months: usize) -> Self {
        Self {
            tally: PoolTally::new(n_months),
            n_months,
            until: f64::NEG_INFINITY,
            taken: 0,
            waiting: 0,
        }
    }

    /// Returns the month of a time within the story.
    fn month(&self, at: f64) -> Option<usize> {
        let month = at / DAYS_PER_MONTH;
        (month >= 0.0 && month < self.n_months as f64).then_some(month as usize)
    }

    /// Notes how many are taken and how many wait from a time on.
    pub(crate) fn changed(&mut self, at: f64, taken: u32, waiting: usize) {
        let at = at.min(self.n_months as f64 * DAYS_PER_MONTH);
        if at > self.until {
            self.count_until(at);
        }
        (self.taken, self.waiting) = (taken, waiting);
        if let Some(month) = self.month(at) {
            let longest = &mut self.tally.longest[month];
            *longest = (*longest).max(waiting as i64);
        }
    }

    fn count_until(&mut self, at: f64) {
        // What lies before the start is not counted: a cast, which is quicker than rounding down, will do.
        let tick = |days: f64| (days * TICKS_PER_DAY + 0.5) as i64;
        if self.until > f64::NEG_INFINITY {
            let span = (tick(self.until), tick(at));
            add_time(&mut self.tally.taken, i64::from(self.taken), span);
            add_time(&mut self.tally.queued, self.waiting as i64, span);
            // A queue that nothing happens to for a month is as long in that month too.
            let first = self.month(self.until.max(0.0)).unwrap_or(self.n_months);
            let last = self.month(at).unwrap_or(self.n_months);
            for longest in &mut self.tally.longest[first.min(self.n_months)..last] {
                *longest = (*longest).max(self.waiting as i64);
            }
        }
        self.until = at;
    }

    pub(crate) fn asked(&mut self, at: f64) {
        if let Some(month) = self.month(at) {
            self.tally.asked[month] += 1;
        }
    }

    pub(crate) fn served(&mut self, at: f64, wait_days: f64) {
        if let Some(month) = self.month(at) {
            self.tally.add_served(month, wait_days);
        }
    }

    pub(crate) fn left(&mut self, at: f64) {
        if let Some(month) = self.month(at) {
            self.tally.left[month] += 1;
        }
    }

    /// Returns the tally at the end, with how much there was of the pool.
    pub(crate) fn close(mut self, supply: &[Supply]) -> PoolTally {
        let end = self.n_months as f64 * DAYS_PER_MONTH;
        self.changed(end, 0, 0);
        for (at, step) in supply.iter().enumerate() {
            let until = supply.get(at + 1).map_or(end, |next| next.from);
            if step.how_many == UNLIMITED || until <= 0.0 {
                continue;
            }
            let tick = |days: f64| (days.clamp(0.0, end) * TICKS_PER_DAY + 0.5).floor() as i64;
            let span = (tick(step.from), tick(until));
            add_time(&mut self.tally.there, i64::from(step.how_many), span);
        }
        self.tally
    }
}
