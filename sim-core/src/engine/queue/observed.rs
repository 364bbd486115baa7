//! Counts what happens at the pools of one way of working.

use crate::model::opening::Opening;
use crate::model::pools::{Supply, UNLIMITED};
use crate::tally::queues::{PoolTally, add_time};
use crate::units::{DAYS_PER_MONTH, TICKS_PER_DAY};

/// One pool, observed from the start of the story on.
#[derive(Debug)]
pub(crate) struct Observed<'m> {
    pub(crate) tally: PoolTally,
    supply: &'m [Supply],
    opening: Option<Opening>,
    n_months: usize,
    /// Until when time has been counted.
    until: f64,
    taken: u32,
    waiting: usize,
}

/// Returns the tick nearest to a time; what lies before the start is not counted, so a cast, which is quicker
/// than rounding down, will do.
fn tick(days: f64) -> i64 {
    (days * TICKS_PER_DAY + 0.5) as i64
}

impl<'m> Observed<'m> {
    pub(crate) fn new(n_months: usize, supply: &'m [Supply], opening: Option<Opening>) -> Self {
        Self {
            tally: PoolTally::new(n_months),
            supply,
            opening,
            n_months,
            until: f64::NEG_INFINITY,
            taken: 0,
            waiting: 0,
        }
    }

    /// Returns the month of a time within the story.
    fn month(&self, at: f64) -> Option<usize> {
        let month = (at / DAYS_PER_MONTH).floor();
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
        if self.until > f64::NEG_INFINITY {
            let span = (tick(self.until), tick(at));
            add_time(&mut self.tally.taken, i64::from(self.taken), span);
            add_time(&mut self.tally.queued, self.waiting as i64, span);
            if self.taken > 0 {
                let taken = self.taken;
                self.count_open((self.until, at), |tally, how_many, span| {
                    add_time(&mut tally.used, i64::from(how_many.min(taken)), span);
                });
            }
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

    /// Counts the stretches of a time within the story in which there is a limit and the pool is
    /// open, each with how many places or slots there are.
    fn count_open(
        &mut self,
        (from, to): (f64, f64),
        count: impl Fn(&mut PoolTally, u32, (i64, i64)),
    ) {
        for (at, step) in self.supply.iter().enumerate() {
            let until = self.supply.get(at + 1).map_or(f64::INFINITY, |it| it.from);
            let (begins, ends) = (step.from.max(from).max(0.0), until.min(to));
            if step.how_many == UNLIMITED || begins >= ends {
                continue;
            }
            match self.opening {
                None => count(&mut self.tally, step.how_many, (tick(begins), tick(ends))),
                Some(opening) => opening.stretches((begins, ends)).for_each(|(from, to)| {
                    count(&mut self.tally, step.how_many, (tick(from), tick(to)));
                }),
            }
        }
    }

    /// Returns the tally at the end, with how much there was of the pool.
    pub(crate) fn close(mut self) -> PoolTally {
        let end = self.n_months as f64 * DAYS_PER_MONTH;
        self.changed(end, 0, 0);
        self.count_open((0.0, end), |tally, how_many, span| {
            add_time(&mut tally.there, i64::from(how_many), span);
            add_time(&mut tally.limited, 1, span);
        });
        self.tally
    }
}
