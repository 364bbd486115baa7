//! What comes after a stay: which of several moves each household makes.

use crate::engine::walk::count;
use crate::engine::walk::slots::{First, Slots, Work};
use crate::engine::walk::table::{LeadsTo, Return, Turn};
use crate::luck::{HouseholdKey, Purpose};

/// Picks the move of everyone whose stay has ended by itself.
pub(super) fn pick(turn: &Turn, reopen_days: f64, slots: &Slots, work: &mut Work) {
    match turn {
        // Who asks is answered in turn.
        Turn::Never | Turn::Asks(_) => {}
        Turn::Goes(edge) => {
            let n = work.n();
            work.pick[..n].fill(*edge);
        }
        Turn::Chooses(menu, first) => choose(menu, *first, slots, work),
        Turn::Completes(luck, up_to, first) => complete((*luck, up_to), *first, slots, work),
        Turn::Follows(luck, shares, first) => {
            let lot = |key: HouseholdKey, counts| key.stream(*luck, count::visit(counts)).uniform();
            each(slots, work, |key, counts, _, _| {
                first + by_lot(shares, lot(key, counts))
            });
        }
        Turn::Returns(by) => leave_exit(by, reopen_days, slots, work),
    }
}

#[inline(always)]
fn each(slots: &Slots, work: &mut Work, pick: impl Fn(HouseholdKey, u64, f64, f64) -> u8) {
    for at in 0..work.n() {
        let slot = usize::from(work.slot[at]);
        let (key, counts) = (slots.key[slot], slots.counts[slot]);
        work.pick[at] = pick(key, counts, work.end[at], slots.left_at[slot]);
    }
}

#[inline(never)]
fn complete((luck, up_to): (Purpose, &[u64]), first: u8, slots: &Slots, work: &mut Work) {
    each(slots, work, |key, counts, _, _| {
        first + exceeded(up_to, key.stream(luck, count::visit(counts)).lot())
    });
}

/// Returns how many of the lots at which something begins a lot has reached.
#[inline(always)]
fn exceeded(beginnings: &[u64], lot: u64) -> u8 {
    let mut reached = 0;
    for begins in beginnings {
        reached += u8::from(lot >= *begins);
    }
    reached
}

/// Returns whose share a lot falls into; how many there are, where into none.
#[inline(always)]
fn by_lot(shares: &[f64], mut lot: f64) -> u8 {
    let (mut position, mut is_behind) = (0, 1_u8);
    for share in shares {
        is_behind &= u8::from(lot >= *share);
        position += is_behind;
        lot -= share;
    }
    position
}

/// Picks from a menu, as a race: see `preferred` in `choice`.
#[inline(never)]
fn choose(menu: &[(f64, Purpose)], first: u8, slots: &Slots, work: &mut Work) {
    each(slots, work, |key, counts, _, _| {
        // Nobody is offered a menu twice in a spell.
        let luck = key.on(count::spell(counts).wrapping_add(1));
        let mut soonest = First::new(f64::INFINITY, first);
        for ((one_over_weight, noise), edge) in menu.iter().zip(first..) {
            let time = luck.stream(*noise).exponential() * one_over_weight;
            soonest.meets(time, edge);
        }
        soonest.which
    });
}

#[inline(never)]
fn leave_exit(by: &Return, reopen_days: f64, slots: &Slots, work: &mut Work) {
    let reopened = by.first + by.shares.len() as u8;
    let back = |end: f64, left_at: f64| {
        let is_soon = end - left_at <= reopen_days;
        reopened + u8::from(!(by.without_intake || is_soon))
    };
    if by.shares.is_empty() {
        return each(slots, work, |_, _, end, left_at| back(end, left_at));
    }
    each(slots, work, |key, counts, end, left_at| {
        let lot = key.stream(by.luck, count::exits(counts)).uniform();
        let exit = by.first + by_lot(&by.shares, lot);
        let back = back(end, left_at);
        if exit < reopened { exit } else { back }
    });
}

/// Picks the move of everyone for whom the same clock has fired.
#[inline(never)]
pub(super) fn fire(leads_to: &LeadsTo, slots: &Slots, work: &mut Work) {
    match leads_to {
        LeadsTo::Edge(edge) => {
            let n = work.n();
            work.pick[..n].fill(*edge);
        }
        LeadsTo::Drawn(which, lots, first) => each(slots, work, |key, counts, _, _| {
            let lot = key.on(count::spell(counts)).stream(*which).lot();
            first + exceeded(lots, lot)
        }),
    }
}
