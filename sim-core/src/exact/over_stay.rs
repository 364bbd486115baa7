//! Hazards that a stay accumulates, where they change with its age.

use crate::exact::grid::Grid;
use crate::exact::lags::course_of;
use crate::exact::lengths::cumulative;
use crate::exact::rates::Hazards;
use crate::exact::shape::Ages;
use crate::model::parts::SegmentModel;

/// Hazards accumulated over a stay, where they change with its age: job, studies, all.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OverStay {
    /// By exit: its factor by block.
    factors: Vec<(usize, Vec<f64>)>,
    /// By exit and half cell of age.
    behind: Vec<Vec<f64>>,
    /// Hazards that change with the spell, by cell.
    spell: Vec<(usize, Vec<f64>)>,
}

impl OverStay {
    /// Returns the hazards of a kind of state; those that change with the spell come with `come_of`.
    pub(crate) fn new(
        segment: &SegmentModel,
        (grid, n_lags): (&Grid, usize),
        hazards: &Hazards,
    ) -> Self {
        let half = grid.step() / 2.0;
        let behind = |exit: usize| -> Vec<f64> {
            let course = course_of(segment, exit);
            let ages = 0..=2 * n_lags + 1;
            ages.map(|at| cumulative(&course, at as f64 * half))
                .collect()
        };
        Self {
            behind: hazards
                .exits
                .iter()
                .map(|(exit, _)| behind(*exit))
                .collect(),
            factors: hazards.exits.clone(),
            spell: Vec::new(),
        }
    }

    /// Becomes what it is for spells of these ages.
    pub(crate) fn come_of(&mut self, ages: &Ages) {
        let hazards = ages.hazards.iter().enumerate();
        let changing = hazards.filter_map(|(exit, by)| by.as_ref().map(|by| (exit, by.clone())));
        self.spell = changing.collect();
    }

    /// Returns what those have accumulated by the middle of the last cell before the first who came so
    /// many cells before it.
    pub(crate) fn before_start(&self, lag: usize) -> [f64; 3] {
        let mut sum = [0.0; 3];
        for ((exit, factors), behind) in self.factors.iter().zip(&self.behind) {
            let gained = factors[0] * behind[2 * lag.saturating_sub(1)];
            sum[2] += gained;
            if *exit < 2 {
                sum[*exit] += gained;
            }
        }
        sum
    }

    /// Adds what a stay accumulates on the way to the middle of a cell from that of the one before.
    pub(crate) fn add(
        &self,
        sum: &mut [f64; 3],
        grid: &Grid,
        (cell, lag, at_point): (usize, usize, bool),
    ) {
        if !at_point && lag == 0 {
            return;
        }
        let (from, to) = if at_point {
            ((2 * lag).saturating_sub(1), 2 * lag + 1)
        } else {
            (2 * lag - 2, 2 * lag)
        };
        let before = grid.block(cell.saturating_sub(usize::from(lag > 0)));
        for ((exit, factors), behind) in self.factors.iter().zip(&self.behind) {
            let factor = (factors[before] + factors[grid.block(cell)]) / 2.0;
            let gained = match self.spell.iter().find(|(known, _)| known == exit) {
                Some((_, ages)) => {
                    let half_cells = (to - from) as f64 / 2.0;
                    let mean = (ages[cell.saturating_sub(usize::from(lag > 0))] + ages[cell]) / 2.0;
                    factor * mean * half_cells * grid.step()
                }
                None => factor * (behind[to] - behind[from]),
            };
            sum[2] += gained;
            if *exit < 2 {
                sum[*exit] += gained;
            }
        }
    }
}
