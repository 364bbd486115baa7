//! Moves: households cross from state to state, and each move is counted once.

use crate::engine::walk::slots::{Lists, Slots, Work};
use crate::engine::walk::table::{Column, Edge, Writes};
use crate::tally::occupancy::{Ends, Occupancy, month_of};
use crate::units::{TICKS_PER_DAY, TICKS_PER_MONTH};

/// The stamp of the start.
const START: u64 = (WHOLE_FLOATS as f64).to_bits();
const WHOLE_FLOATS: u64 = 1 << 52;
/// What a move adds to a cell besides its tick: one, above as many ticks as fit.
const ONE: u64 = 1 << 46;
/// Moves of which a cell can hold the ticks; a tick within [`MOST_MONTHS`](super::lower) has 31 bits.
const MOST_HELD: usize = 32_000;

/// How many made a move in a month, and the sum of the ticks at which they did.
#[derive(Clone, Copy, Debug, Default)]
struct Sum {
    how_many: i64,
    ticks: i64,
}

/// The moves of a draw, by move and month.
pub(super) struct Crossings {
    /// What has come lately: how many, and below them the sum of their ticks.
    cells: Vec<u64>,
    /// How many moves that is, or more.
    n_held: usize,
    /// What came before.
    sums: Vec<Sum>,
    width: usize,
}

/// Returns a time from the start on as a stamp: its ticks as the low bits of a float that has no others.
///
/// Stamps have the order of times, and the month is the same of a stamp as of its ticks.
#[inline(always)]
pub(super) fn stamp(days: f64) -> u64 {
    (days * TICKS_PER_DAY + WHOLE_FLOATS as f64).to_bits()
}

/// Returns the months that a stay touches, a bit each; one that they only end at is not touched.
#[inline(always)]
pub(super) fn months_of(from: u64, to: u64) -> u64 {
    let (first, last) = (month_of(from), month_of(to.wrapping_sub(1)));
    let all = 2_u64
        .wrapping_shl(last)
        .wrapping_sub(1_u64.wrapping_shl(first));
    if to > from { all } else { 0 }
}

impl Crossings {
    /// Returns none.
    pub(super) fn new(n_edges: usize, n_months: usize) -> Self {
        let width = n_months + 1;
        Self {
            cells: vec![0; n_edges * width],
            n_held: 0,
            sums: vec![Sum::default(); n_edges * width],
            width,
        }
    }

    /// Makes room for so many moves to come, fewer than a thousand.
    #[inline(always)]
    pub(super) fn expect(&mut self, moves: usize) {
        self.n_held += moves;
        if self.n_held > MOST_HELD {
            self.put_away();
            self.n_held = moves;
        }
    }

    #[inline(never)]
    fn put_away(&mut self) {
        for (cell, sum) in self.cells.iter_mut().zip(&mut self.sums) {
            sum.how_many += (*cell / ONE) as i64;
            sum.ticks += (*cell % ONE) as i64;
            *cell = 0;
        }
        self.n_held = 0;
    }

    /// Counts one move, which was expected.
    #[inline(always)]
    pub(super) fn add(&mut self, edge: &Edge, stamp: u64) {
        let cell = &mut self.cells[edge.row as usize + month_of(stamp) as usize];
        *cell = cell.wrapping_add(stamp.wrapping_add(ONE.wrapping_sub(START)));
    }

    /// Makes the picked move of everyone, out of a state that pays or not, and lies after an exit or not.
    #[inline(never)]
    pub(super) fn cross<const PAYS: bool, const AWAY: bool>(
        &mut self,
        edges: &[Edge; 256],
        work: &Work,
        slots: &mut Slots,
        lists: &mut Lists,
    ) {
        self.expect(work.n());
        for at in 0..work.n() {
            let (slot, end) = (work.slot[at], work.end[at]);
            let edge = &edges[usize::from(work.pick[at])];
            let stamp = stamp(end);
            self.add(edge, stamp);
            lists.push(edge.to, slot);
            let slot = usize::from(slot);
            if PAYS {
                slots.paid[slot] |= months_of(slots.stamp[slot], stamp);
            }
            if !AWAY {
                slots.left_at[slot] = end;
            }
            slots.now[slot] = end;
            slots.stamp[slot] = stamp;
            slots.counts[slot] = (slots.counts[slot] & edge.keep).wrapping_add(edge.add);
        }
    }

    /// Writes what all moves wrote into the tallies; whoever has not left a state is there at the horizon.
    pub(super) fn write(mut self, writes: &[Writes], occupancy: &mut Occupancy) {
        self.put_away();
        let mut ends = vec![Ends::default(); self.width];
        for (writes, row) in writes.iter().zip(self.sums.chunks_exact(self.width)) {
            let mut all = 0;
            for (month, (sum, ends)) in row.iter().zip(&mut ends).enumerate() {
                let Sum { how_many, ticks } = *sum;
                let within = ticks - how_many * month as i64 * TICKS_PER_MONTH;
                *ends = Ends { how_many, within };
                all += how_many;
            }
            for event in &writes.events {
                occupancy.add_events(*event, &ends);
            }
            ends[self.width - 1].how_many -= all;
            for (column, times) in [(writes.leaves, 1), (writes.enters, -1)] {
                let Some(Column { at, weight }) = column else {
                    continue;
                };
                occupancy.add_ends(at, &ends, times);
                if weight != 0 {
                    occupancy.add_benefit_ends(writes.segment, &ends, weight * times);
                }
            }
        }
    }
}
