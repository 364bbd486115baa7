//! When stays end: lengths, returns, and the clocks that run meanwhile.

use crate::engine::walk::slots::{LAST, MOST, Slots, Work};
use crate::engine::walk::table::{Clocks, Stay, count};
use crate::luck::{HouseholdKey, Purpose};
use crate::model::course::{Course, fires_after};
use crate::model::groups::Winding;
use crate::model::length::Length;
use crate::model::parts::Leave;

/// Works out when the stays of all would end by themselves.
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
pub(super) fn wind(windings: &[Winding], slots: &mut Slots, work: &mut Work) {
    for at in 0..work.n() {
        let slot = usize::from(work.slot[at]);
        work.luck[at] = slots.key[slot].on(count::spell(slots.counts[slot]));
    }
    for winding in windings {
        let Some(left) = slots.left.get_mut(usize::from(winding.group)) else {
            continue;
        };
        for at in 0..work.n() {
            left[usize::from(work.slot[at])] = winding.first_after(work.luck[at]);
        }
    }
}

/// Lets clocks end stays sooner; picks the first by its position, or the number of clocks where there is none.
pub(super) fn race(clocks: &Clocks<'_>, horizon: f64, slots: &Slots, work: &mut Work) {
    let n = work.n();
    for at in 0..n {
        // As far as anybody looks.
        let end = work.end[at];
        work.best[at] = if end < horizon { end } else { horizon };
        work.pick[at] = clocks.all.len() as u32;
    }
    for (position, clock) in clocks.all.iter().enumerate() {
        let Some(left) = slots.left.get(clock.group) else {
            continue;
        };
        let fires_in = |slot: usize| {
            let days = left[slot] * clocks.one_over_speed;
            (days, slots.now[slot] + days * clock.one_over_most)
        };
        match clock.path {
            None => {
                for at in 0..n {
                    let (_, fires) = fires_in(usize::from(work.slot[at]));
                    let is_first = fires < work.best[at];
                    work.best[at] = if is_first { fires } else { work.best[at] };
                    work.pick[at] = if is_first {
                        position as u32
                    } else {
                        work.pick[at]
                    };
                }
            }
            Some(path) => {
                for at in 0..n {
                    let slot = usize::from(work.slot[at]);
                    let (days, soonest) = fires_in(slot);
                    if soonest < work.best[at] {
                        let fires = path.after(slots.now[slot], days);
                        if fires < work.best[at] {
                            (work.best[at], work.pick[at]) = (fires, position as u32);
                        }
                    }
                }
            }
        }
    }
    for at in 0..n {
        let (now, best) = (slots.now[usize::from(work.slot[at])], work.best[at]);
        work.end[at] = if best > now { best } else { now };
    }
}

/// Takes what stays used up off the clocks.
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

/// Keeps those whose stays end before the horizon; the others go into `over`. Returns how many they are.
pub(super) fn until_horizon(work: &mut Work, horizon: f64, over: &mut [u8; MOST]) -> usize {
    let (mut n, mut n_over) = (0, 0);
    for at in 0..work.n() {
        let (slot, end, pick) = (work.slot[at], work.end[at], work.pick[at]);
        work.slot[n & LAST] = slot;
        work.end[n & LAST] = end;
        work.pick[n & LAST] = pick;
        over[n_over & LAST] = slot;
        let goes_on = usize::from(end < horizon);
        n += goes_on;
        n_over += 1 - goes_on;
    }
    work.n = n;
    n_over
}
