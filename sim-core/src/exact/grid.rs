//! The time grid: cells of equal length, a whole number of them in every month.

use crate::units::DAYS_PER_MONTH;

/// Cells from the first application of the stock to the horizon.
///
/// Months before the start have cells too, so that a month is always a whole block of cells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Grid {
    /// Cells in a month.
    pub(crate) per_month: usize,
    /// Cells before the start; a whole number of months.
    pub(crate) before: usize,
    /// Cells in all.
    pub(crate) n_cells: usize,
    /// Months of the horizon.
    pub(crate) n_months: usize,
}

impl Grid {
    /// Returns the grid for so many days before the start and months after it.
    pub(crate) fn new(per_month: usize, days_before: f64, n_months: usize) -> Self {
        let before = (days_before / DAYS_PER_MONTH - 1e-9).ceil().max(0.0) as usize * per_month;
        Self {
            per_month,
            before,
            n_cells: before + n_months * per_month,
            n_months,
        }
    }

    /// Returns the length of a cell in days.
    pub(crate) fn step(&self) -> f64 {
        DAYS_PER_MONTH / self.per_month as f64
    }

    /// Returns the month of the horizon that a cell lies in; none before the start.
    pub(crate) fn month(&self, cell: usize) -> Option<usize> {
        (cell >= self.before).then(|| (cell - self.before) / self.per_month)
    }

    /// Returns when a cell begins, in days from the start.
    pub(crate) fn begins(&self, cell: usize) -> f64 {
        (cell as f64 - self.before as f64) * self.step()
    }

    /// Returns the first cell at or after a time in days from the start, as a position that may lie
    /// beyond the last one.
    pub(crate) fn cell_at(&self, days: f64) -> usize {
        let cells = (days / self.step() + self.before as f64).round();
        if cells < 0.0 {
            0
        } else if cells > 1e9 {
            usize::MAX
        } else {
            cells as usize
        }
    }

    /// Returns the month-long block a cell lies in, counted from the first cell.
    pub(crate) fn block(&self, cell: usize) -> usize {
        cell / self.per_month
    }

    /// Returns how many blocks there are.
    pub(crate) fn n_blocks(&self) -> usize {
        self.n_cells / self.per_month
    }

    /// Returns the middle of a block, in days from the start.
    pub(crate) fn middle_of_block(&self, block: usize) -> f64 {
        self.begins(block * self.per_month) + DAYS_PER_MONTH / 2.0
    }
}
