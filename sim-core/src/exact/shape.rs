//! What changes with the age of a spell, for those whose spells begin together.
//!
//! Spells that begin in a cell, or in some cells in a row, are followed together. In a cell of
//! the grid their ages are spread like the difference of two even times, so a hazard is its mean over
//! that: with K the second integral of the hazard, (K(t - b) - ... ) over both lengths.

use crate::compile::plan::N_EXITS;
use crate::exact::grid::Grid;
use crate::exact::lengths::{cumulative, twice_cumulative};
use crate::model::course::Course;
use crate::model::parts::{Clock, SegmentModel};
use crate::scenario::hazard::Since;

/// When spells began, in cells from the first of the grid; they may have begun before it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Born {
    pub(crate) from: f64,
    /// Equal to `from` where all began at one moment.
    pub(crate) to: f64,
}

impl Born {
    /// Returns spells that all began at one moment.
    pub(crate) fn at(cells: f64) -> Self {
        Self {
            from: cells,
            to: cells,
        }
    }

    /// Returns spells that begin in one cell.
    pub(crate) fn in_cell(cell: usize) -> Self {
        Self {
            from: cell as f64,
            to: cell as f64 + 1.0,
        }
    }

    /// Returns the mean of a course over a cell, for those of the spells that have begun.
    fn mean_in(self, course: &Course, grid: &Grid, cell: usize) -> f64 {
        let step = grid.step();
        let (begins, ends) = (cell as f64, cell as f64 + 1.0);
        if ends <= self.from {
            return 0.0;
        }
        let k = |cells: f64| twice_cumulative(course, (cells * step).max(0.0));
        if self.to - self.from < 1e-9 {
            let h = |cells: f64| cumulative(course, (cells * step).max(0.0));
            return (h(ends - self.from) - h(begins - self.from)) / step;
        }
        let both =
            k(ends - self.from) - k(begins - self.from) - k(ends - self.to) + k(begins - self.to);
        // Only those who have begun by then are there.
        let behind = |at: f64| {
            let old = (at - self.from).max(0.0);
            let rest = (at - self.to).max(0.0);
            (old * old - rest * rest) / 2.0
        };
        let there = behind(ends) - behind(begins);
        both / (there * step * step)
    }

    /// Returns the mean of a course by cell.
    pub(crate) fn by_cell(self, course: &Course, grid: &Grid) -> Vec<f64> {
        (0..grid.n_cells)
            .map(|cell| self.mean_in(course, grid, cell))
            .collect()
    }
}

/// Returns whether anything of a segment changes with the age of the spell.
pub(crate) fn changes_with_age(segment: &SegmentModel) -> bool {
    segment.clocks.iter().any(changes) || !segment.benefit_steps.is_empty()
}

fn changes(clock: &Clock) -> bool {
    clock.since == Since::Spell && !matches!(clock.course, Course::Constant(_))
}

/// Returns whether the hazard to an exit does.
pub(crate) fn changes_with_spell(segment: &SegmentModel, exit: usize) -> bool {
    let clock = segment.clocks.iter().find(|clock| clock.exit == exit);
    clock.is_some_and(changes)
}

/// Means by cell of what changes with the age of the spells at hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Ages {
    /// By exit, where its hazard does.
    pub(crate) hazards: Vec<Option<Vec<f64>>>,
    /// Of the benefit, where it does.
    pub(crate) benefit: Option<Vec<f64>>,
}

impl Ages {
    /// Returns them for spells of a segment.
    pub(crate) fn of_spells(segment: &SegmentModel, grid: &Grid, born: Born) -> Self {
        let mut hazards = vec![None; N_EXITS];
        for clock in segment.clocks.iter().filter(|clock| changes(clock)) {
            hazards[clock.exit] = Some(born.by_cell(&clock.course, grid));
        }
        let steps = &segment.benefit_steps;
        let benefit = (!steps.is_empty()).then(|| {
            // A level by age has the form of a hazard in pieces.
            born.by_cell(&Course::Pieces(steps.clone()), grid)
        });
        Self { hazards, benefit }
    }

    /// Returns the factor on a hazard in a cell.
    #[inline]
    pub(crate) fn of(&self, exit: usize, cell: usize) -> f64 {
        match self.hazards.get(exit) {
            Some(Some(by_cell)) => by_cell[cell],
            _ => 1.0,
        }
    }
}
