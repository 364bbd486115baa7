//! The households at hand, side by side, and the lists of who is in which state.

use std::hint::select_unpredictable;

use crate::engine::walk::count;
use crate::engine::walk::table::{Entry, MOST_GROUPS, MOST_STATES};
use crate::luck::{CohortKey, HouseholdKey};

/// Room for households side by side: as many as a byte can tell apart.
pub(super) const ROOM: usize = 256;
/// How many are walked at most, so that a byte can count them too.
pub(super) const MOST: usize = ROOM - 1;

/// Slots that are copied at once.
const HANDFUL: usize = 32;

/// The households at hand.
pub(super) struct Slots {
    pub(super) key: [HouseholdKey; ROOM],
    /// Days from the start, when it came to where it is; and the same as a stamp.
    pub(super) now: [f64; ROOM],
    pub(super) stamp: [u64; ROOM],
    pub(super) counts: [u64; ROOM],
    /// When assistance last ended.
    pub(super) left_at: [f64; ROOM],
    /// Months with payment, a bit each, of stays that have ended.
    pub(super) paid: [u64; ROOM],
    /// By group, what is left of its first clock, in days at full speed.
    pub(super) left: [[f64; ROOM]; MOST_GROUPS],
}

/// A household that walks no further until others have.
#[derive(Clone, Copy)]
pub(super) struct Parked {
    pub(super) key: HouseholdKey,
    pub(super) now: f64,
    pub(super) stamp: u64,
    pub(super) counts: u64,
    pub(super) paid: u64,
    left: [f64; MOST_GROUPS],
    /// What it asks for.
    pub(super) asks: u8,
}

impl Parked {
    /// Returns what keeps the luck of its present visit apart from that of all others.
    pub(super) fn visit(&self) -> u32 {
        count::visit(self.counts)
    }
}

impl Slots {
    /// Returns the household of a slot, which asks for something.
    pub(super) fn park(&self, slot: u8, asks: u8) -> Parked {
        let of = usize::from(slot);
        Parked {
            key: self.key[of],
            now: self.now[of],
            stamp: self.stamp[of],
            counts: self.counts[of],
            paid: self.paid[of],
            left: std::array::from_fn(|group| self.left[group][of]),
            asks,
        }
    }

    /// Puts a household into a slot, with another time than that of its stamp.
    pub(super) fn put(&mut self, slot: u8, who: &Parked, now: f64) {
        let of = usize::from(slot);
        self.key[of] = who.key;
        self.now[of] = now;
        self.stamp[of] = who.stamp;
        self.counts[of] = who.counts;
        self.left_at[of] = who.now;
        self.paid[of] = who.paid;
        for (left, own) in self.left.iter_mut().zip(who.left) {
            left[of] = own;
        }
    }

    /// Returns slots with nobody in them.
    pub(super) fn new(cohort: CohortKey) -> Self {
        Self {
            key: [cohort.household(0); ROOM],
            now: [0.0; ROOM],
            stamp: [0; ROOM],
            counts: [0; ROOM],
            left_at: [0.0; ROOM],
            paid: [0; ROOM],
            left: [[0.0; ROOM]; MOST_GROUPS],
        }
    }
}

/// The first of several times, none of which is negative, and which of them it is.
#[derive(Clone, Copy)]
pub(super) struct First {
    /// Bits of floats from 0 on have their order, and are compared and chosen between without a branch.
    time: u64,
    pub(super) which: u8,
}

impl First {
    /// Returns a time to be beaten.
    #[inline(always)]
    pub(super) fn new(time: f64, which: u8) -> Self {
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
    pub(super) fn meets(&mut self, time: f64, which: u8) {
        let time = time.to_bits();
        let is_sooner = time < self.time;
        self.which = select_unpredictable(is_sooner, which, self.which);
        self.time = select_unpredictable(is_sooner, time, self.time);
    }
}

/// Who is in which state.
pub(super) struct Lists {
    /// By state.
    n: [u8; MOST_STATES],
    slots: [[u8; ROOM]; MOST_STATES],
}

impl Lists {
    /// Returns nobody.
    pub(super) fn new() -> Self {
        Self {
            n: [0; MOST_STATES],
            slots: [[0; ROOM]; MOST_STATES],
        }
    }

    /// Returns whether nobody is in a state.
    #[inline(always)]
    pub(super) fn is_empty(&self, state: u8) -> bool {
        self.n[usize::from(state) % MOST_STATES] == 0
    }

    /// Adds a slot to those in a state.
    #[inline(always)]
    pub(super) fn push(&mut self, state: u8, slot: u8) {
        let state = usize::from(state) % MOST_STATES;
        let n = self.n[state];
        self.slots[state][usize::from(n)] = slot;
        self.n[state] = n.wrapping_add(1);
    }
}

/// Slots with nobody in them.
pub(super) struct Free {
    n: u8,
    slots: [u8; ROOM],
}

impl Free {
    /// Returns all slots.
    pub(super) fn all() -> Self {
        Self {
            n: MOST as u8,
            slots: std::array::from_fn(|slot| slot as u8),
        }
    }

    /// Returns how many there are.
    #[inline(always)]
    pub(super) fn n(&self) -> usize {
        usize::from(self.n)
    }

    /// Takes a slot; there must be one.
    #[inline(always)]
    pub(super) fn take(&mut self) -> u8 {
        self.n = self.n.wrapping_sub(1);
        self.slots[usize::from(self.n)]
    }

    /// Gives a slot back.
    #[inline(always)]
    pub(super) fn give(&mut self, slot: u8) {
        self.slots[usize::from(self.n)] = slot;
        self.n = self.n.wrapping_add(1);
    }
}

/// New households before their first move.
pub(super) struct Newborn {
    n: u8,
    pub(super) key: [HouseholdKey; ROOM],
    pub(super) at: [f64; ROOM],
    /// By which move they come.
    pub(super) entry: [Entry; ROOM],
}

impl Newborn {
    /// Returns nobody.
    pub(super) fn new(cohort: CohortKey) -> Self {
        Self {
            n: 0,
            key: [cohort.household(0); ROOM],
            at: [0.0; ROOM],
            entry: [Entry::default(); ROOM],
        }
    }

    /// Returns how many there are.
    #[inline(always)]
    pub(super) fn n(&self) -> usize {
        usize::from(self.n)
    }

    /// Adds one.
    #[inline(always)]
    pub(super) fn push(&mut self, key: HouseholdKey, at: f64, entry: Entry) {
        let n = self.n();
        (self.key[n], self.at[n], self.entry[n]) = (key, at, entry);
        self.n = self.n.wrapping_add(1);
    }

    /// Forgets them.
    pub(super) fn clear(&mut self) {
        self.n = 0;
    }
}

/// Those whose stays are ended together.
pub(super) struct Work {
    n: u8,
    pub(super) slot: [u8; ROOM],
    /// Which of several it is: clock, alternative, move.
    pub(super) pick: [u8; ROOM],
    /// When the stay ends.
    pub(super) end: [f64; ROOM],
    /// Those who stay until the horizon.
    n_over: u8,
    over: [u8; ROOM],
}

/// Lets stays that end before a time through, and puts those who stay on aside.
pub(super) struct Sieve {
    n: u8,
    /// Bits of floats from 0 on have their order.
    until: u64,
}

impl Sieve {
    /// Lets stays through that end before a time.
    pub(super) fn until(time: f64) -> Self {
        let until = time.to_bits();
        Self { n: 0, until }
    }

    /// Lets all stays through.
    pub(super) fn open() -> Self {
        let until = u64::MAX;
        Self { n: 0, until }
    }

    /// Sorts the household at a position of the work, whose stay ends at a time and as picked.
    #[inline(always)]
    pub(super) fn sort(&mut self, work: &mut Work, at: usize, (end, pick): (f64, Option<u8>)) {
        let (slot, to) = (work.slot[at], usize::from(self.n));
        work.slot[to] = slot;
        work.end[to] = end;
        if let Some(pick) = pick {
            work.pick[to] = pick;
        }
        work.over[usize::from((at as u8).wrapping_sub(self.n))] = slot;
        self.n += u8::from(end.to_bits() < self.until);
    }

    /// Leaves those who came through as the work at hand.
    pub(super) fn leave(self, work: &mut Work) {
        work.n_over = work.n - self.n;
        work.n = self.n;
    }
}

impl Work {
    /// Returns nobody's work.
    pub(super) fn new() -> Self {
        Self {
            n: 0,
            slot: [0; ROOM],
            pick: [0; ROOM],
            end: [0.0; ROOM],
            n_over: 0,
            over: [0; ROOM],
        }
    }

    /// Returns how many there are.
    #[inline(always)]
    pub(super) fn n(&self) -> usize {
        usize::from(self.n)
    }

    /// Returns those who stay until the horizon.
    #[inline(always)]
    pub(super) fn over(&self) -> &[u8] {
        &self.over[..usize::from(self.n_over)]
    }

    /// Becomes the work of one.
    pub(super) fn of_one(&mut self, slot: u8) {
        (self.n, self.slot[0]) = (1, slot);
    }

    /// Keeps those whose pick is as asked for.
    #[inline]
    pub(super) fn keep(&mut self, is_kept: impl Fn(u8) -> bool) {
        let mut n = 0;
        for at in 0..self.n() {
            let (slot, pick) = (self.slot[at], self.pick[at]);
            self.slot[usize::from(n)] = slot;
            n += u8::from(is_kept(pick));
        }
        self.n = n;
    }

    /// Takes over those of others' whose pick is this one.
    #[inline(never)]
    pub(super) fn take_picked(&mut self, others: &Self, pick: u8) {
        let mut n = 0;
        for at in 0..others.n() {
            self.slot[usize::from(n)] = others.slot[at];
            self.end[usize::from(n)] = others.end[at];
            n += u8::from(others.pick[at] == pick);
        }
        self.n = n;
    }

    /// Takes over all who are in a state.
    #[inline(always)]
    pub(super) fn take(&mut self, lists: &mut Lists, state: u8) {
        let state = usize::from(state) % MOST_STATES;
        self.n = lists.n[state];
        lists.n[state] = 0;
        // As many as there are, by the handful.
        let handfuls = self.n().div_ceil(HANDFUL);
        let (to, from) = (&mut self.slot, &lists.slots[state]);
        let all = to.chunks_exact_mut(HANDFUL).zip(from.chunks_exact(HANDFUL));
        all.take(handfuls)
            .for_each(|(to, from)| to.copy_from_slice(from));
    }
}
