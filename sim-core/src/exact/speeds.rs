//! How fast those in a phase leave it, with the hazard of leaving for good that changes with time on top.

use crate::exact::flags::CALLABLE;
use crate::exact::grid::Grid;
use crate::exact::map::{Map, Scene};
use crate::exact::speed::{PerDay, Speed};

impl Map {
    pub(crate) fn away_speed(&self, scene: &Scene<'_>, flag: usize) -> Speed {
        let called = if flag == CALLABLE { scene.called } else { None };
        let rates = vec![self.permanent; scene.grid.n_blocks()];
        self.speed(scene.grid, &rates, called)
    }

    /// Returns the speed of hazards by block, with the permanent hazard that changes with time on top.
    pub(crate) fn speed(&self, grid: &Grid, rates: &[f64], called: Option<&[f64]>) -> Speed {
        if self.leaving.is_empty() {
            return Speed::new(grid, PerDay::ByBlock(rates), called);
        }
        let leaving = self.leaving.iter().enumerate();
        let by_cell = leaving.map(|(cell, rate)| rates[grid.block(cell)] + rate);
        let by_cell: Vec<f64> = by_cell.collect();
        Speed::new(grid, PerDay::ByCell(&by_cell), called)
    }

    /// Returns the permanent hazard per day of those in a phase in a cell.
    pub(crate) fn permanent(&self, at: usize, cell: usize) -> f64 {
        self.phases[at].permanent + self.leaving.get(cell).copied().unwrap_or(0.0)
    }

    /// Puts other ones in the place of those called in from a phase in a cell, and returns these.
    pub(crate) fn swap_called(
        &mut self,
        at: usize,
        cell: usize,
        others: Vec<(f64, f64)>,
    ) -> Vec<(f64, f64)> {
        match &mut self.phases[at].aged {
            Some(aged) => std::mem::replace(&mut aged.called_by_end[cell], others),
            None => Vec::new(),
        }
    }
}
