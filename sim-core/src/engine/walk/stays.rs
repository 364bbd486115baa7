//! When stays end: lengths, returns, and the clocks that run meanwhile.

use crate::engine::walk::count;
use crate::engine::walk::slots::{First, ROOM, Slots, Work};
use crate::engine::walk::table::{Clocks, MOST_GROUPS, Stay};
use crate::luck::{HouseholdKey, Purpose};
use crate::model::course::{Course, fires_after};
use crate::model::groups::Winding;
use crate::model::length::Length;
use crate::model::parts::Leave;

/// Works out when the stays of all would end by themselves.
#[inline(never)]
pub(super) fn end(stay: &Stay<'_>, slots: &Slots, work: &mut Work) {
    match stay {
        Stay::Passed => each(slots, work, |_, _| 0.0),
        Stay::Step(length, luck) => lengths(length, *luck, (slots, work), |counts| {
            count::spells(counts).wrapping_mul(2)
        }),
        Stay::Inside(length, luck) => lengths(length, *luck, (slots, work), count::visit),
        Stay::Away(leave, luck) => returns(leave, *luck, (slots, work)),
        Stay::Endless => each(slots, work, |_, _| f64::INFINITY),
    }
}

/// Ends every stay so many days after it began.
#[inline(always)]
fn each(slots: &Slots, work: &mut Work, days: impl Fn(HouseholdKey, u64) -> f64) {
    for at in 0..work.n() {
        let slot = usize::from(work.slot[at]);
        work.end[at] = slots.now[slot] + days(slots.key[slot], slots.counts[slot]);
    }
}

#[inline(always)]
fn lengths(
    length: &Length,
    luck: Purpose,
    (slots, work): (&Slots, &mut Work),
    occasion: impl Fn(u64) -> u32,
) {
    // Which kind of length it is is told once for all.
    match *length {
        Length::Same(days) => each(slots, work, |_, _| days),
        Length::LogNormal {
            mean_of_ln,
            sd_of_ln,
        } => {
            let length = Length::LogNormal {
                mean_of_ln,
                sd_of_ln,
            };
            each(slots, work, |key, counts| {
                length.sample(key, luck, occasion(counts))
            });
        }
        ref length => each(slots, work, |key, counts| {
            length.sample(key, luck, occasion(counts))
        }),
    }
}

fn returns(leave: &Leave, luck: Purpose, (slots, work): (&Slots, &mut Work)) {
    match leave {
        Leave::Never => each(slots, work, |_, _| f64::INFINITY),
        Leave::After(length) => lengths(length, luck, (slots, work), count::exits),
        Leave::Hazard(course) => {
            let left = |key: HouseholdKey, counts| key.stream(luck, count::exits(counts));
            match *course {
                Course::Constant(rate) => each(slots, work, |key, counts| {
                    fires_after(&Course::Constant(rate), left(key, counts).exponential())
                }),
                ref course => each(slots, work, |key, counts| {
                    fires_after(course, left(key, counts).exponential())
                }),
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

/// Ends stays that only clocks end, which are wound for them; picks the first by its position.
#[inline(never)]
pub(super) fn race_anew(clocks: &Clocks<'_>, horizon: f64, slots: &Slots, work: &mut Work) {
    for at in 0..work.n() {
        let slot = usize::from(work.slot[at]);
        let luck = slots.key[slot].on(count::spell(slots.counts[slot]));
        let now = slots.now[slot];
        let mut first = First::new(horizon, 0);
        for (clock, position) in clocks.all.iter().zip(0..) {
            first.meets(now + clock.winding.first_after(luck), position);
        }
        work.end[at] = first.time();
        work.pick[at] = first.which;
    }
}

/// Lets clocks end stays sooner; picks the first by its position, or the number of clocks where there is none.
#[inline(never)]
pub(super) fn race(clocks: &Clocks<'_>, horizon: f64, slots: &Slots, work: &mut Work) {
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
        work.end[at] = if end > now { end } else { now };
        work.pick[at] = first.which;
    }
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

/// Keeps those whose stays end before the horizon, with their `PICKS` where they have any; the others go into
/// `over`. Returns how many they are.
#[inline(never)]
pub(super) fn until_horizon<const PICKS: bool>(
    work: &mut Work,
    horizon: f64,
    over: &mut [u8; ROOM],
) -> usize {
    // Bits of floats from 0 on have their order.
    let (mut n, horizon) = (0_u8, horizon.to_bits());
    for at in 0..work.n() {
        let (slot, end, pick) = (work.slot[at], work.end[at], work.pick[at]);
        let to = usize::from(n);
        work.slot[to] = slot;
        work.end[to] = end;
        if PICKS {
            work.pick[to] = pick;
        }
        over[usize::from((at as u8).wrapping_sub(n))] = slot;
        n += u8::from(end.to_bits() < horizon);
    }
    let n_over = work.n() - usize::from(n);
    work.keep_first(usize::from(n));
    n_over
}
