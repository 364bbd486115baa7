//! Draws with some numbers moved: counted, watched, and stopped between batches.

use std::cell::Cell;
use std::ops::Range;

use crate::analysis::net_saving::NetSaving;
use crate::analysis::one_draw::Headline;
use crate::engine::draw::Replicate;
use crate::engine::observer::{GoOn, Observer};
use crate::engine::run::RunError;

/// Draws are independent of those of the comparison from this number on.
const OTHER_DRAWS: u64 = 1 << 30;

/// Makes draws until somebody says stop.
pub(super) struct Runs<'a> {
    pub net: NetSaving<'a>,
    observer: &'a dyn Observer,
    /// Draws made, in all.
    done: Cell<u64>,
    /// Draws that will be made, as far as is known.
    asked: Cell<u64>,
    stopped: Cell<bool>,
}

/// One part of the work.
struct Part<'r, 'a> {
    runs: &'r Runs<'a>,
    before: u64,
}

impl Observer for Part<'_, '_> {
    fn batch_finished(&self, draws: u64, _: u64) -> GoOn {
        let done = self.before + draws;
        let asked = self.runs.asked.get().max(done);
        let go_on = self.runs.observer.batch_finished(done, asked);
        self.runs.stopped.set(go_on == GoOn::No);
        go_on
    }
}

impl<'a> Runs<'a> {
    pub(super) fn new(net: NetSaving<'a>, observer: &'a dyn Observer) -> Self {
        Self {
            net,
            observer,
            done: Cell::new(0),
            asked: Cell::new(0),
            stopped: Cell::new(false),
        }
    }

    /// Says how many draws more will be asked for.
    pub(super) fn announce(&self, draws: u64) {
        self.asked.set(self.asked.get() + draws);
    }

    /// Returns how many draws were made.
    pub(super) fn simulated(&self) -> u64 {
        self.done.get()
    }

    /// Returns whether somebody said stop.
    pub(super) fn was_stopped(&self) -> bool {
        self.stopped.get()
    }

    /// Returns the net savings of a range of draws with a slot at a value; none where that was stopped.
    pub(super) fn fixed(
        &self,
        range: Range<u64>,
        slot: usize,
        value: f64,
    ) -> Result<Option<Vec<Headline>>, RunError> {
        self.make(range, |range, part| {
            let fix = |_: u64, values: &mut [f64]| values[slot] = value;
            self.net.over(range, part, fix)
        })
    }

    /// Returns the net savings of a range of draws as they are, in a copy of world and luck.
    pub(super) fn as_drawn(
        &self,
        range: Range<u64>,
        replicate: Replicate,
    ) -> Result<Option<Vec<Headline>>, RunError> {
        self.make(range, |range, part| {
            self.net.again(range, replicate, part, |_, _| ())
        })
    }

    /// Returns the net savings of draws that share nothing with those of a range.
    pub(super) fn others(&self, range: Range<u64>) -> Result<Option<Vec<Headline>>, RunError> {
        let range = OTHER_DRAWS + range.start..OTHER_DRAWS + range.end;
        self.as_drawn(range, Replicate::default())
    }

    /// Does as [`Runs::as_drawn`] with some slots as they are in the other draws.
    pub(super) fn with_others(
        &self,
        range: Range<u64>,
        replicate: Replicate,
        slots: &[usize],
    ) -> Result<Option<Vec<Headline>>, RunError> {
        let net = &self.net;
        let change = |draw: u64, values: &mut [f64]| {
            let other = net.values(OTHER_DRAWS + draw);
            for slot in slots {
                values[*slot] = other[*slot];
            }
        };
        self.make(range, |range, part| {
            net.again(range, replicate, part, change)
        })
    }

    fn make(
        &self,
        range: Range<u64>,
        run: impl FnOnce(Range<u64>, &dyn Observer) -> Result<Vec<Headline>, RunError>,
    ) -> Result<Option<Vec<Headline>>, RunError> {
        if self.stopped.get() {
            return Ok(None);
        }
        let asked = range.end - range.start;
        let before = self.done.get();
        let found = run(range, &Part { runs: self, before })?;
        self.done.set(before + found.len() as u64);
        Ok((found.len() as u64 == asked).then_some(found))
    }
}
