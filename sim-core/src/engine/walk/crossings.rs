//! Moves: households cross from state to state, and each move is counted once.

use crate::engine::walk::slots::{List, Slots, Work};
use crate::engine::walk::table::{Column, Edge, Writes};
use crate::tally::occupancy::{Occupancy, month_of, whole};
use crate::units::{TICKS_PER_DAY, TICKS_PER_MONTH};

/// How many made a move in a month, and the sum of the ticks at which they did.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cell {
    how_many: i64,
    ticks: i64,
}

/// The moves of a draw, by move and month.
pub(super) struct Crossings {
    cells: Vec<Cell>,
    width: usize,
}

/// Returns a time from the start on as ticks.
#[inline(always)]
pub(super) fn ticks(days: f64) -> u64 {
    whole(days * TICKS_PER_DAY)
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
            cells: vec![Cell::default(); n_edges * width],
            width,
        }
    }

    /// Counts one move.
    #[inline(always)]
    pub(super) fn add(&mut self, edge: &Edge, tick: u64) {
        let cell = &mut self.cells[edge.row as usize + month_of(tick) as usize];
        cell.how_many += 1;
        cell.ticks += tick as i64;
    }

    /// Makes the picked move of everyone, out of a state that pays or not, and lies after an exit or not.
    #[inline(always)]
    pub(super) fn cross<const PAYS: bool, const AWAY: bool>(
        &mut self,
        edges: &[Edge],
        work: &Work,
        slots: &mut Slots,
        lists: &mut [List],
    ) {
        for at in 0..work.n() {
            let (slot, end) = (work.slot[at], work.end[at]);
            let edge = &edges[work.pick[at] as usize];
            let tick = ticks(end);
            self.add(edge, tick);
            lists[edge.to as usize].push(slot);
            let slot = usize::from(slot);
            if PAYS {
                slots.paid[slot] |= months_of(slots.tick[slot], tick);
            }
            if !AWAY {
                slots.left_at[slot] = end;
            }
            slots.now[slot] = end;
            slots.tick[slot] = tick;
            slots.counts[slot] = (slots.counts[slot] & edge.keep).wrapping_add(edge.add);
        }
    }

    /// Writes what all moves wrote into the tallies; whoever has not left a state is there at the horizon.
    pub(super) fn write(&self, writes: &[Writes], occupancy: &mut Occupancy) {
        let at_horizon = (self.width - 1) as u32;
        for (writes, row) in writes.iter().zip(self.cells.chunks_exact(self.width)) {
            let mut all = 0;
            for (month, cell) in row.iter().enumerate() {
                let Cell { how_many, ticks } = *cell;
                if how_many == 0 {
                    continue;
                }
                all += how_many;
                let within = ticks - how_many * month as i64 * TICKS_PER_MONTH;
                let (month, many) = (month as u32, (how_many, within));
                end(occupancy, writes.segment, writes.leaves, (month, many));
                let begin = (month, (-how_many, -within));
                end(occupancy, writes.segment, writes.enters, begin);
                for event in &writes.events {
                    occupancy.add_events(*event, month, how_many);
                }
            }
            let (back, there) = ((at_horizon, (-all, 0)), (at_horizon, (all, 0)));
            end(occupancy, writes.segment, writes.leaves, back);
            end(occupancy, writes.segment, writes.enters, there);
        }
    }
}

/// Ends stays in a column in a month: how many, and the sum of the ticks since it began.
fn end(
    occupancy: &mut Occupancy,
    segment: u32,
    column: Option<Column>,
    (month, ends): (u32, (i64, i64)),
) {
    let Some(Column { at, weight }) = column else {
        return;
    };
    occupancy.add_ends(at, month, ends);
    if weight != 0 {
        occupancy.add_benefit_ends(segment, month, ends, weight);
    }
}
