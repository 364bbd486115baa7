//! The draws of a run, added up in their order.

use crate::analysis::calendar_years::N_PUBLISHED;
use crate::analysis::kept::{KeptBatch, KeptWay, MadeAgain};
use crate::ledger::moments::RatioSums;

/// One way of working, added up.
#[derive(Clone, Debug, Default)]
pub(super) struct PeopleSums {
    /// By series and month; whole numbers, so that no order shows.
    pub series: Vec<i64>,
    /// Waits by pool, month and bin.
    pub waits: Vec<i64>,
    /// By profession and month.
    pub needed_fte: Vec<f64>,
    /// By profession and month.
    pub available_fte: Vec<f64>,
    /// Published statistics.
    pub published: [RatioSums; N_PUBLISHED],
    /// Of each of the first draws: series and needed posts. Seven digits are enough for a band.
    pub bands: Vec<Vec<f32>>,
}

impl PeopleSums {
    fn add(&mut self, kept: KeptWay) {
        add_all(&mut self.needed_fte, &kept.needed_fte.0);
        add_all(&mut self.available_fte, &kept.available_fte.0);
        for (sums, (top, bottom)) in self.published.iter_mut().zip(kept.published) {
            sums.add(top, bottom);
        }
        self.bands.extend(kept.band.map(|band| band.0));
    }
}

fn add_all<T: Copy + Default + std::ops::AddAssign>(sums: &mut Vec<T>, more: &[T]) {
    sums.resize(more.len(), T::default());
    for (sum, value) in sums.iter_mut().zip(more) {
        *sum += *value;
    }
}

/// All draws so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Collected {
    /// Figures by draw.
    pub rows: Vec<Vec<f64>>,
    /// By way of working.
    pub people: Vec<PeopleSums>,
    /// Draws made again.
    pub again: Vec<MadeAgain>,
    /// Households on assistance at the start, over all draws.
    pub stock_households: u64,
}

impl Collected {
    /// Adds the next batch.
    pub(super) fn keep(&mut self, batch: KeptBatch) {
        self.people
            .resize_with(batch.series.len(), PeopleSums::default);
        for (sums, series) in self.people.iter_mut().zip(&batch.series) {
            add_all(&mut sums.series, series);
        }
        for (sums, waits) in self.people.iter_mut().zip(&batch.waits) {
            add_all(&mut sums.waits, waits);
        }
        for draw in batch.draws {
            for (sums, kept) in self.people.iter_mut().zip(draw.ways) {
                sums.add(kept);
            }
            self.stock_households += draw.stock_households;
            self.rows.push(draw.row.0);
            self.again.extend(draw.again);
        }
    }

    /// Returns how many draws there are.
    pub(super) fn n_draws(&self) -> usize {
        self.rows.len()
    }

    /// Returns one figure of every draw, in their order.
    pub(super) fn column(&self, position: usize) -> Vec<f64> {
        self.rows.iter().map(|row| row[position]).collect()
    }

    /// Returns the difference of two figures of every draw.
    pub(super) fn column_less(&self, position: usize, other: usize) -> Vec<f64> {
        let rows = self.rows.iter();
        rows.map(|row| row[position] - row[other]).collect()
    }
}
