//! The households at hand, side by side, and the lists of who is in which state.

use crate::engine::walk::table::MOST_GROUPS;
use crate::luck::{CohortKey, HouseholdKey, OccasionKey};

/// How many households are walked side by side: as many as a byte can tell apart.
pub(super) const MOST: usize = 256;
/// The last of them.
pub(super) const LAST: usize = MOST - 1;

/// The households at hand.
pub(super) struct Slots {
    pub(super) key: [HouseholdKey; MOST],
    /// Days from the start, when it came to where it is; and the same in ticks.
    pub(super) now: [f64; MOST],
    pub(super) tick: [u64; MOST],
    pub(super) counts: [u64; MOST],
    /// When assistance last ended.
    pub(super) left_at: [f64; MOST],
    /// Months with payment, a bit each, of stays that have ended.
    pub(super) paid: [u64; MOST],
    /// By group, what is left of its first clock, in days at full speed.
    pub(super) left: [[f64; MOST]; MOST_GROUPS],
}

impl Slots {
    /// Returns slots with nobody in them.
    pub(super) fn new(cohort: CohortKey) -> Self {
        Self {
            key: [cohort.household(0); MOST],
            now: [0.0; MOST],
            tick: [0; MOST],
            counts: [0; MOST],
            left_at: [0.0; MOST],
            paid: [0; MOST],
            left: [[0.0; MOST]; MOST_GROUPS],
        }
    }
}

/// The first of several times, none of which is negative, and which of them it is.
#[derive(Clone, Copy)]
pub(super) struct First {
    /// Bits of floats from 0 on have their order, and are compared and chosen between without a branch.
    time: u64,
    pub(super) which: u32,
}

impl First {
    /// Returns a time to be beaten.
    #[inline(always)]
    pub(super) fn new(time: f64, which: u32) -> Self {
        let time = time.to_bits();
        Self { time, which }
    }

    /// Returns the first time.
    #[inline(always)]
    pub(super) fn time(self) -> f64 {
        f64::from_bits(self.time)
    }

    /// Holds one more against the first so far.
    #[inline(always)]
    pub(super) fn meets(&mut self, time: f64, which: u32) {
        let time = time.to_bits();
        let is_sooner = u32::from(time < self.time).wrapping_neg();
        self.which ^= (self.which ^ which) & is_sooner;
        self.time = self.time.min(time);
    }
}

/// Slots in some order.
#[derive(Clone)]
pub(super) struct List {
    pub(super) n: usize,
    pub(super) slots: [u8; MOST],
}

impl List {
    /// Returns an empty list.
    pub(super) fn new() -> Self {
        Self {
            n: 0,
            slots: [0; MOST],
        }
    }

    /// Adds a slot that is in no list.
    #[inline(always)]
    pub(super) fn push(&mut self, slot: u8) {
        self.slots[self.n & LAST] = slot;
        self.n += 1;
    }
}

/// Those whose stays are ended together.
pub(super) struct Work {
    pub(super) n: usize,
    pub(super) slot: [u8; MOST],
    /// When the stay ends.
    pub(super) end: [f64; MOST],
    /// Which of several it is: clock, alternative, move.
    pub(super) pick: [u32; MOST],
    pub(super) luck: [OccasionKey; MOST],
}

impl Work {
    /// Returns nobody's work.
    pub(super) fn new(cohort: CohortKey) -> Self {
        Self {
            n: 0,
            slot: [0; MOST],
            end: [0.0; MOST],
            pick: [0; MOST],
            luck: [cohort.household(0).on(0); MOST],
        }
    }

    /// Returns how many there are, in a way that a compiler knows to fit.
    #[inline(always)]
    pub(super) fn n(&self) -> usize {
        self.n.min(MOST)
    }

    /// Keeps those whose pick is as asked for.
    #[inline]
    pub(super) fn keep(&mut self, is_kept: impl Fn(u32) -> bool) {
        let mut n = 0;
        for at in 0..self.n() {
            let (slot, pick) = (self.slot[at], self.pick[at]);
            self.slot[n & LAST] = slot;
            n += usize::from(is_kept(pick));
        }
        self.n = n;
    }

    /// Takes over those of others' whose pick is this one.
    #[inline]
    pub(super) fn take_picked(&mut self, others: &Self, pick: u32) {
        let mut n = 0;
        for at in 0..others.n() {
            self.slot[n & LAST] = others.slot[at];
            self.end[n & LAST] = others.end[at];
            n += usize::from(others.pick[at] == pick);
        }
        self.n = n;
    }

    /// Takes over all of a list.
    #[inline]
    pub(super) fn take(&mut self, list: &mut List) {
        self.n = list.n;
        self.slot = list.slots;
        list.n = 0;
    }
}
