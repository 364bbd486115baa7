//! When stays end: lengths, returns, and the clocks that run meanwhile.

use crate::engine::walk::count;
use crate::engine::walk::slots::{First, Sieve, Slots, Work};
use crate::engine::walk::table::{Clocks, MOST_GROUPS, Stay};
use crate::luck::{HouseholdKey, Purpose};
use crate::model::course::{Course, fires_after};
use crate::model::groups::Winding;
use crate::model::length::Length;
use crate::model::parts::Leave;

/// Those whose stays are being ended.
struct All<'a> {
    slots: &'a Slots,
    work: &'a mut Work,
    sieve: Sieve,
}

/// Ends the stays of all as they would by themselves, and sorts them.
#[inline(never)]
pub(super) fn end(stay: &Stay<'_>, sieve: Sieve, slots: &Slots, work: &mut Work) {
    let all = All { slots, work, sieve };
    match stay {
        Stay::Passed => all.each(|_, _| 0.0),
        Stay::Step(length, luck) => all.lengths(length, *luck, |counts| {
            count::spells(counts).wrapping_mul(2)
        }),
        Stay::Inside(length, luck) => all.lengths(length, *luck, count::visit),
        Stay::Away(leave, luck) => all.returns(leave, *luck),
        Stay::Endless => all.each(|_, _| f64::INFINITY),
    }
}

impl All<'_> {
    /// Ends every stay so many days after it began.
    #[inline(always)]
    fn each(mut self, days: impl Fn(HouseholdKey, u64) -> f64) {
        let (slots, work) = (self.slots, self.work);
        for at in 0..work.n() {
            let slot = usize::from(work.slot[at]);
            let end = slots.now[slot] + days(slots.key[slot], slots.counts[slot]);
            self.sieve.sort(work, at, (end, None));
        }
        self.sieve.leave(work);
    }

    #[inline(always)]
    fn lengths(self, length: &Length, luck: Purpose, occasion: impl Fn(u64) -> u32) {
        // Which kind of length it is is told once for all.
        match *length {
            Length::Same(days) => self.each(|_, _| days),
            Length::LogNormal {
                mean_of_ln,
                sd_of_ln,
            } => {
                let length = Length::LogNormal {
                    mean_of_ln,
                    sd_of_ln,
                };
                self.each(|key, counts| length.sample(key, luck, occasion(counts)));
            }
            ref length => self.each(|key, counts| length.sample(key, luck, occasion(counts))),
        }
    }

    fn returns(self, leave: &Leave, luck: Purpose) {
        let left = |key: HouseholdKey, counts| key.stream(luck, count::exits(counts)).exponential();
        match leave {
            Leave::Never => self.each(|_, _| f64::INFINITY),
            Leave::After(length) => self.lengths(length, luck, count::exits),
            Leave::Hazard(Course::Constant(rate)) => {
                let course = Course::Constant(*rate);
                self.each(|key, counts| fires_after(&course, left(key, counts)));
            }
            Leave::Hazard(course) => {
                self.each(|key, counts| fires_after(course, left(key, counts)));
            }
        }
    }
}

/// Draws the clocks of the present spell of all.
#[inline(never)]
pub(super) fn wind(windings: &[Winding], slots: &mut Slots, work: &Work) {
    for at in 0..work.n() {
        let slot = usize::from(work.slot[at]);
        let luck = slots.key[slot].on(count::spell(slots.counts[slot]));
        for winding in windings {
            let group = usize::from(winding.group) & (MOST_GROUPS - 1);
            slots.left[group][slot] = winding.first_after(luck);
        }
    }
}

/// Ends stays that only clocks end, which are wound for them, and sorts them; picks the first by its position.
#[inline(never)]
pub(super) fn race_anew(clocks: &Clocks<'_>, horizon: f64, slots: &Slots, work: &mut Work) {
    let mut sieve = Sieve::until(horizon);
    for at in 0..work.n() {
        let slot = usize::from(work.slot[at]);
        let luck = slots.key[slot].on(count::spell(slots.counts[slot]));
        let now = slots.now[slot];
        let mut first = First::new(horizon, 0);
        for (clock, position) in clocks.all.iter().zip(0..) {
            first.meets(now + clock.winding.first_after(luck), position);
        }
        sieve.sort(work, at, (first.time(), Some(first.which)));
    }
    sieve.leave(work);
}

/// Lets clocks end stays sooner, and sorts them; picks the first by its position, or the number of clocks where
/// there is none.
#[inline(never)]
pub(super) fn race(clocks: &Clocks<'_>, horizon: f64, slots: &Slots, work: &mut Work) {
    let mut sieve = Sieve::until(horizon);
    for at in 0..work.n() {
        let slot = usize::from(work.slot[at]);
        let (now, end) = (slots.now[slot], work.end[at]);
        // As far as anybody looks.
        let bound = if end < horizon { end } else { horizon };
        let mut first = First::new(bound, clocks.all.len() as u8);
        for (clock, position) in clocks.all.iter().zip(0..) {
            let days = slots.left[clock.group & (MOST_GROUPS - 1)][slot] * clocks.one_over_speed;
            let soonest = now + days * clock.one_over_most;
            match clock.path {
                None => first.meets(soonest, position),
                // Where even the largest factor is too slow, the path need not be followed.
                Some(path) if soonest < first.time() => {
                    first.meets(path.after(now, days), position);
                }
                Some(_) => {}
            }
        }
        let end = first.time();
        let end = if end > now { end } else { now };
        sieve.sort(work, at, (end, Some(first.which)));
    }
    sieve.leave(work);
}

/// Takes what stays used up off the clocks.
#[inline(never)]
pub(super) fn use_up(clocks: &Clocks<'_>, slots: &mut Slots, work: &Work) {
    for clock in &clocks.all {
        let Some(left) = slots.left.get_mut(clock.group) else {
            continue;
        };
        for at in 0..work.n() {
            let slot = usize::from(work.slot[at]);
            let (from, to) = (slots.now[slot], work.end[at]);
            let days = clock.path.map_or(to - from, |path| path.between(from, to));
            let rest = left[slot] - days * clocks.speed;
            left[slot] = if rest > 0.0 { rest } else { 0.0 };
        }
    }
}
