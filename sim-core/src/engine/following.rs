//! Follows the households that a documented figure is about.

use crate::compile::plan::LookUp;
use crate::engine::life::Life;
use crate::engine::recorder::Writer;
use crate::engine::watched::{Begun, concerns, is_in};
use crate::units::DAYS_PER_MONTH;

/// Before the horizon by this much, so that a stay that ends there is seen.
const JUST_BEFORE_DAYS: f64 = 1e-6;

impl Writer<'_> {
    /// Begins to follow the household at hand for every watch that this concerns.
    pub(crate) fn watch(&mut self, begun: Begun, now: f64) {
        if self.plan.watches.is_empty() {
            return;
        }
        self.scratch.watched.is_listed |= matches!(begun, Begun::List(_));
        // Someone of a list that goes through intake is no applicant.
        if begun == Begun::Application && self.scratch.watched.is_listed {
            return;
        }
        let horizon = self.layout.n_months as f64 * DAYS_PER_MONTH - JUST_BEFORE_DAYS;
        for (idx, watch) in self.plan.watches.iter().enumerate() {
            let is_new = !self.scratch.watched.by.contains(&idx);
            if is_new && watch.segments[self.scratch.segment] && concerns(watch, begun, now) {
                let at = match watch.look_up {
                    LookUp::After(days) => now + days,
                    LookUp::On(day) => day,
                };
                let position = self.plan.probes.len() + idx;
                self.scratch.watched.by.push(idx);
                self.scratch.pending.push((position, at.min(horizon)));
            }
        }
    }

    /// Returns what a stay says about a watch whose household is looked up at a time: nothing
    /// yet, or whether it was a hit.
    pub(crate) fn watch_result(
        &self,
        watch: usize,
        life: &Life,
        (from, to, at): (f64, f64, f64),
    ) -> Option<bool> {
        let watch = &self.plan.watches[watch];
        let is_there = is_in(&watch.places, life.phase);
        if watch.ever && is_there && from <= at {
            return Some(true);
        }
        (from <= at && at < to).then_some(is_there)
    }
}
