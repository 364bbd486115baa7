//! Households by when they first applied, where the hazard of leaving for good changes with time since then.
//!
//! Nothing that happens to a household touches that hazard, which makes it the same for all who first applied
//! together: so each such cohort is solved by itself, with the mean hazard over the ages that a cell has.

use crate::exact::grid::Grid;
use crate::exact::shape::Born;
use crate::exact::stock::oldest_within;
use crate::model::course::Course;

/// How much older the oldest of a cohort from before the start may be than the youngest, against their age.
const SPREAD: usize = 8;

/// Households that first applied at about the same time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Cohort {
    /// Cells of the whole grid.
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// Those of a closed list, who all do as the first cell begins.
    pub(crate) list: Option<usize>,
}

impl Cohort {
    /// Returns all cohorts: those before the start, one by month after it, and the closed lists, which begin
    /// with these cells.
    pub(crate) fn all(grid: &Grid, lists: &[usize]) -> Vec<Self> {
        let of = |from: usize, to: usize| Self {
            from,
            to,
            list: None,
        };
        let mut cohorts = Vec::new();
        let mut to = grid.before;
        while to > 0 {
            let oldest = oldest_within(grid.before - to + 1, SPREAD).max(grid.before - to + 1);
            let from = grid.before.saturating_sub(oldest).min(to - 1);
            cohorts.push(of(from, to));
            to = from;
        }
        let months = (grid.before..grid.n_cells).step_by(grid.per_month);
        cohorts.extend(months.map(|from| of(from, from + grid.per_month)));
        let lists = lists.iter().enumerate();
        cohorts.extend(lists.map(|(list, cell)| Self {
            list: Some(list),
            ..of(grid.before + cell, grid.before + cell)
        }));
        cohorts
    }

    /// Returns the hazard of the cohort by cell of a grid that begins with a cell of the whole one.
    pub(crate) fn leaving(self, course: &Course, grid: &Grid, begins: usize) -> Vec<f64> {
        let born = Born {
            from: self.from as f64 - begins as f64,
            to: self.to as f64 - begins as f64,
        };
        born.by_cell(course, grid)
    }

    /// Returns applications by cell of the whole grid, without those of others.
    pub(crate) fn own(self, by_cell: &[f64]) -> Vec<f64> {
        let is_own = |cell: usize| self.list.is_none() && (self.from..self.to).contains(&cell);
        let cells = by_cell.iter().enumerate();
        cells
            .map(|(cell, n)| if is_own(cell) { *n } else { 0.0 })
            .collect()
    }
}
