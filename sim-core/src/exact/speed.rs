//! How fast those in a phase leave it by hazards, on the grid.
//!
//! Hazards are constant within a month for all who are in a phase, so the share of those present at
//! the beginning of a cell who are still there at a point u of it (0 to 1) is exp(-x u), with x the
//! hazard of the cell. A call-in takes a share `called` of the present evenly over a cell, which
//! multiplies this by 1 - called * u. Where all are called in as a cell begins, `called` is one there and nobody is left.

use crate::exact::grid::Grid;
use crate::math::{exp, exp_m1};

/// Hazards per day.
#[derive(Clone, Copy, Debug)]
pub(crate) enum PerDay<'a> {
    /// By month-long block.
    ByBlock(&'a [f64]),
    /// By cell.
    ByCell(&'a [f64]),
}

/// Survival within and over cells.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Speed {
    /// Share left at the end of a cell.
    pub(crate) kept: Vec<f64>,
    /// Mean share left during a cell.
    pub(crate) mean: Vec<f64>,
    /// Mean of u times the share left at u.
    pub(crate) first: Vec<f64>,
    /// Share left at the beginning of a cell of those present when its block began, times `mean`.
    pub(crate) within: Vec<f64>,
    /// Share left over a block.
    pub(crate) over_block: Vec<f64>,
    /// Minus ln of the share left at the beginning of each cell of those present at the first.
    pub(crate) behind: Vec<f64>,
}

/// Hazards of a cell below this are worked out by a series, to 1e-14.
const SMALL: f64 = 0.05;

/// Returns int_0^1 u^k exp(-x u) du for k = 0, 1, 2.
pub(crate) fn moments(x: f64) -> [f64; 3] {
    if x < SMALL {
        // Sum over n of (-x)^n / (n! (n + k + 1)).
        let (mut term, mut sums) = (1.0, [0.0; 3]);
        for n in 0..8_u32 {
            let n = f64::from(n);
            for (k, sum) in [1.0, 2.0, 3.0].iter().zip(&mut sums) {
                *sum += term / (n + k);
            }
            term *= -x / (n + 1.0);
        }
        return sums;
    }
    let e = exp(-x);
    let zero = -exp_m1(-x) / x;
    let one = (zero - e) / x;
    let two = (2.0 * one - e) / x;
    [zero, one, two]
}

impl Speed {
    /// Returns the speed of a hazard per day by block, with shares called in by cell where there are any.
    pub(crate) fn new(grid: &Grid, per_day: PerDay<'_>, called: Option<&[f64]>) -> Self {
        let n = grid.n_cells;
        let mut speed = Self {
            kept: Vec::with_capacity(n),
            mean: Vec::with_capacity(n),
            first: Vec::with_capacity(n),
            within: Vec::with_capacity(n),
            over_block: Vec::with_capacity(grid.n_blocks()),
            behind: Vec::with_capacity(n + 1),
        };
        let mut behind = 0.0;
        let rates = |block: usize, cell: usize| match per_day {
            PerDay::ByBlock(rates) => rates[block],
            PerDay::ByCell(rates) => rates[cell],
        };
        let mut known = f64::NAN;
        let (mut x, mut e, [mut zero, mut one, mut two]) = (0.0, 1.0, [0.0; 3]);
        for block in 0..grid.n_blocks() {
            let mut alive = 1.0;
            for cell in block * grid.per_month..(block + 1) * grid.per_month {
                let rate = rates(block, cell);
                if rate != known {
                    known = rate;
                    x = rate * grid.step();
                    [zero, one, two] = moments(x);
                    e = 1.0 - x * zero;
                }
                let called = called.map_or(0.0, |called| called[cell]);
                let some = if called < 1.0 { 1.0 } else { 0.0 };
                let mean = some * (zero - called * one);
                speed.behind.push(behind);
                speed.kept.push(e * (1.0 - called));
                speed.mean.push(mean);
                speed.first.push(some * (one - called * two));
                speed.within.push(alive * mean);
                alive *= e * (1.0 - called);
                behind += x;
                if called > 0.0 {
                    behind -= crate::math::ln_1p(-called);
                }
            }
            speed.over_block.push(alive);
        }
        speed.behind.push(behind);
        speed
    }

    /// Returns what is left at a cell of those who came evenly during an earlier one.
    #[inline]
    pub(crate) fn left(&self, from: usize, to: usize) -> f64 {
        if from == to {
            return 1.0;
        }
        exp(self.behind[from] - self.behind[to]) * self.mean[to] / self.mean[from]
    }

    /// Returns the mean share left during a cell of those present as an earlier one began.
    pub(crate) fn left_since(&self, from: usize, to: usize) -> f64 {
        if self.mean[to] <= 0.0 {
            return 0.0;
        }
        exp(self.behind[from] - self.behind[to]) * self.mean[to]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_and_large_hazards_meet() {
        for x in [0.999 * SMALL, 1.001 * SMALL] {
            let e = exp(-x);
            let zero = (1.0 - e) / x;
            let [a, b, c] = moments(x);
            assert!((a - zero).abs() < 1e-12);
            assert!((b - (zero - e) / x).abs() < 1e-9);
            assert!((c - (2.0 * b - e) / x).abs() < 1e-6);
        }
    }

    #[test]
    fn what_is_left_over_cells_and_blocks_is_the_same() {
        let grid = Grid::new(4, 0.0, 3);
        let called = vec![0.1; 12];
        let speed = Speed::new(&grid, PerDay::ByBlock(&[0.01, 0.05, 0.0]), Some(&called));
        let by_cells: f64 = speed.kept[0..8].iter().product();
        assert!((by_cells - speed.over_block[0] * speed.over_block[1]).abs() < 1e-14);
        assert!((speed.left(0, 8) - by_cells * speed.mean[8] / speed.mean[0]).abs() < 1e-12);
    }
}
