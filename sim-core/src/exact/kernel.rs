//! Lengths of time on the grid.
//!
//! A flow is known by its mass in each cell and is taken to be even inside the cell. Someone who
//! comes in cell `i` and stays for a time s then leaves in cell `i + n` with probability
//! hat(s / step - n), the triangle of width two around n. So the weights of a length are its
//! triangular averages: mass and mean are those of the length itself, whatever the step. This is
//! local moment matching.
//!
//! # Source
//!
//! Gerber, H. (1982), On the numerical evaluation of the distribution of aggregate claims and
//! its stop-loss premiums, *Insurance: Mathematics and Economics* 1, 13-18.

use std::cell::RefCell;
use std::rc::Rc;

use crate::exact::at_point::{AtPoint, of_point};
use crate::exact::lengths::Stay;
use crate::math::exp;

/// Weights below this are nothing.
const NOTHING: f64 = 1e-15;

/// Weights by lag in cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Kernel {
    /// By lag from 0; nothing beyond the end.
    pub(crate) weights: Vec<f64>,
    /// The lags that have a weight, where these are few.
    pub(crate) sparse: Option<Vec<(usize, f64)>>,
    /// For those who all come as a cell begins: the weight of leaving there and then.
    pub(crate) then: f64,
    /// For them by cell, the one that begins first.
    pub(crate) later: Vec<f64>,
}

impl Kernel {
    /// Returns the kernel of these weights.
    pub(crate) fn of_weights(mut weights: Vec<f64>) -> Self {
        let used = weights.iter().rposition(|w| w.abs() > NOTHING);
        weights.truncate(used.map_or(0, |at| at + 1));
        let filled = weights.iter().filter(|w| **w != 0.0).count();
        let sparse = (4 * filled <= weights.len()).then(|| {
            let lags = weights.iter().copied().enumerate();
            lags.filter(|(_, w)| *w != 0.0).collect()
        });
        Self {
            weights,
            sparse,
            then: 0.0,
            later: Vec::new(),
        }
    }

    /// Returns the kernel with the weights for those who all come as a cell begins.
    ///
    /// They leave at certain times, not evenly around them: a time is shared out between the middles of
    /// the two cells around it, or between the beginning and the middle of the first cell.
    pub(crate) fn with_point(mut self, then: f64, mut later: Vec<f64>) -> Self {
        let used = later.iter().rposition(|w| w.abs() > NOTHING);
        later.truncate(used.map_or(0, |at| at + 1));
        (self.then, self.later) = (then, later);
        self
    }

    /// Returns the kernel of a length, for lags up to `n_cells`.
    pub(crate) fn of_stay(stay: &Stay, step: f64, n_cells: usize) -> Self {
        Self::of_mean(|days| stay.mean_up_to(days), step, n_cells)
    }

    /// Returns the kernel of a length that is cut off at so many days.
    pub(crate) fn cut_off(stay: &Stay, limit: f64, step: f64, n_cells: usize) -> Self {
        Self::of_mean(|days| stay.mean_up_to(days.min(limit)), step, n_cells)
    }

    /// Returns the kernel of what is left of a length that has lasted so many days.
    pub(crate) fn left_after(stay: &Stay, days: f64, step: f64, n_cells: usize) -> Self {
        let alive = 1.0 - stay.over_by(days);
        if alive <= 0.0 {
            return Self::default();
        }
        let behind = stay.mean_up_to(days);
        let mean = |more: f64| (stay.mean_up_to(days + more) - behind) / alive;
        Self::of_mean(mean, step, n_cells)
    }

    /// Returns the kernel of what is left of a length that has lasted so many days, cut off once more.
    pub(crate) fn cut_left(
        stay: &Stay,
        (days, limit): (f64, f64),
        step: f64,
        n_cells: usize,
    ) -> Self {
        let alive = 1.0 - stay.over_by(days);
        if alive <= 0.0 {
            return Self::default();
        }
        let behind = stay.mean_up_to(days);
        let mean = |more: f64| (stay.mean_up_to(days + more.min(limit)) - behind) / alive;
        Self::of_mean(mean, step, n_cells)
    }

    /// Returns the kernel of a length from its mean cut off at any number of days.
    ///
    /// The triangular average of a distribution is the second difference of that mean.
    fn of_mean(mean_up_to: impl Fn(f64) -> f64, step: f64, n_cells: usize) -> Self {
        let mut weights = Vec::with_capacity(n_cells);
        let (mut before, mut here) = (0.0, 0.0);
        let mut left = 1.0;
        for lag in 0..n_cells {
            let next = mean_up_to((lag as f64 + 1.0) * step);
            let weight = if lag == 0 {
                1.0 - next / step
            } else {
                (2.0 * here - before - next) / step
            };
            // Rounding leaves about 1e-13 where nothing is.
            let weight = if weight < 1e-12 {
                0.0
            } else {
                weight.min(left)
            };
            weights.push(weight);
            left -= weight;
            if left <= NOTHING {
                break;
            }
            (before, here) = (here, next);
        }
        let (then, later) = of_point(mean_up_to, step, weights.len() + 1, n_cells);
        Self::of_weights(weights).with_point(then, later)
    }

    /// Returns the kernel of certain points (days and weight) for a phase that is left at a rate per day.
    ///
    /// See [`Fine::kernel`] for what the rate is needed for.
    pub(crate) fn of_points(
        points: &[(f64, f64)],
        (step, n_cells): (f64, usize),
        rate: f64,
    ) -> Self {
        let mut weights = vec![0.0; n_cells + 1];
        for (days, weight) in points {
            let at = days / step;
            let lag = at.floor();
            let share = at - lag;
            if lag < n_cells as f64 {
                weights[lag as usize] += weight * (1.0 - share) * exp(-rate * share * step);
                weights[lag as usize + 1] += weight * share * exp(rate * (1.0 - share) * step);
            }
        }
        weights.truncate(n_cells);
        let mut point = AtPoint::new(n_cells, (step, rate));
        for (days, weight) in points {
            point.add(*days, *weight);
        }
        Self::of_weights(weights).with_point(point.then, point.later)
    }

    /// Returns the weights at lags below a number.
    pub(crate) fn up_to(&self, n_lags: usize) -> Self {
        let weights = self.weights.iter().take(n_lags).copied().collect();
        Self {
            weights,
            sparse: self.sparse.as_ref().map(|points| {
                points
                    .iter()
                    .filter(|(lag, _)| *lag < n_lags)
                    .copied()
                    .collect()
            }),
            ..Self::default()
        }
    }

    /// Returns the weight of leaving in the cell of coming.
    pub(crate) fn at_once(&self) -> f64 {
        self.weights.first().copied().unwrap_or(0.0)
    }

    /// Returns the sum of all weights.
    #[cfg(test)]
    pub(crate) fn total(&self) -> f64 {
        self.weights.iter().sum()
    }
}

/// How many steps of a fine grid make one of the time grid.
const FINE: usize = 8;

/// Weights of a length on a grid finer than the time grid.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fine {
    weights: Vec<f64>,
    step: f64,
    /// Whether anyone comes just as a cell begins.
    has_points: bool,
}

impl Fine {
    /// Returns the kernel on the time grid, for a phase that is left by hazards at a rate per day.
    ///
    /// Averaging over triangles spreads a length, and whoever is spread to a later time is exposed to
    /// hazards for longer. So what is averaged is the share of those who are still there,
    /// exp(-rate * s): with hazards at that rate, exactly as many complete and leave as should,
    /// however long a step is against the length.
    pub(crate) fn kernel(&self, n_cells: usize, rate: f64) -> Kernel {
        let tilt: Vec<(f64, f64)> = (0..2 * FINE - 1)
            .map(|at| {
                let off = at as f64 - (FINE as f64 - 1.0);
                let hat = 1.0 - off.abs() / FINE as f64;
                (off, hat * exp(-rate * off * self.step))
            })
            .collect();
        let n_lags = (self.weights.len() / FINE + 2).min(n_cells);
        let weight = |lag: usize| -> f64 {
            let middle = (lag * FINE) as i64;
            let each = tilt.iter().map(|(off, hat)| {
                let at = middle + *off as i64;
                let found = usize::try_from(at).ok().and_then(|at| self.weights.get(at));
                found.map_or(0.0, |weight| hat * weight)
            });
            each.sum()
        };
        let kernel = Kernel::of_weights((0..n_lags).map(weight).collect());
        if !self.has_points {
            return kernel;
        }
        let mut point = AtPoint::new(n_cells.min(n_lags + 1), (self.step * FINE as f64, rate));
        for (at, weight) in self.weights.iter().enumerate().filter(|(_, w)| **w != 0.0) {
            point.add(at as f64 * self.step, *weight);
        }
        kernel.with_point(point.then, point.later)
    }

    /// Returns how many lags of the time grid the length can have.
    pub(crate) fn n_lags(&self) -> usize {
        self.weights.len() / FINE + 2
    }

    /// Returns the weights of the length cut off at so many days.
    pub(crate) fn cut_off(&self, days: f64) -> Self {
        let at = (days / self.step).floor();
        let (place, share) = (at as usize, days / self.step - at);
        if at + 1.0 >= self.weights.len() as f64 {
            return self.clone();
        }
        let mut weights: Vec<f64> = self.weights[..=place].to_vec();
        let left = 1.0 - weights.iter().sum::<f64>();
        weights[place] += left * (1.0 - share);
        weights.push(left * share);
        Self { weights, ..*self }
    }
}

/// Lengths on the fine grid, each worked out once.
#[derive(Debug, Default)]
pub(crate) struct Lengths {
    known: RefCell<Vec<(Stay, Rc<Fine>)>>,
    step: f64,
    n_cells: usize,
    has_points: bool,
}

impl Lengths {
    /// Returns an empty store for a step of the time grid and a number of its cells; `has_points` says
    /// whether anyone comes just as a cell begins.
    pub(crate) fn new(step: f64, n_cells: usize, has_points: bool) -> Self {
        Self {
            has_points,
            known: RefCell::default(),
            step: step / FINE as f64,
            n_cells: n_cells * FINE,
        }
    }

    /// Returns how many cells of the time grid there are.
    pub(crate) fn n_lags(&self) -> usize {
        self.n_cells / FINE
    }

    /// Returns a length on the fine grid.
    pub(crate) fn fine(&self, stay: &Stay) -> Rc<Fine> {
        let mut known = self.known.borrow_mut();
        if let Some((_, fine)) = known.iter().find(|(one, _)| one == stay) {
            return Rc::clone(fine);
        }
        let kernel = Kernel::of_stay(stay, self.step, self.n_cells);
        let fine = Rc::new(Fine {
            weights: kernel.weights,
            step: self.step,
            has_points: self.has_points,
        });
        known.push((stay.clone(), Rc::clone(&fine)));
        fine
    }
}

/// Returns the kernel, by time since an exit was taken, of leaving it again for the one or the other.
pub(crate) fn chained(first: &[f64], second: &[f64], n_cells: usize) -> Vec<f64> {
    let mut joined = vec![0.0; n_cells];
    for (at, weight) in first.iter().enumerate().take(n_cells) {
        if *weight == 0.0 {
            continue;
        }
        for (sum, next) in joined[at..].iter_mut().zip(second) {
            *sum += weight * next;
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::length::Length;

    #[test]
    fn a_kernel_keeps_mass_and_mean() {
        let lengths = [
            (Length::Same(28.0), 28.0),
            (Length::Exponential { mean: 9.0 }, 9.0),
            (
                Length::Uniform {
                    min: 30.0,
                    max: 87.0,
                },
                58.5,
            ),
        ];
        for (length, mean) in lengths {
            for step in [1.0, 1.9, 7.0] {
                let kernel = Kernel::of_stay(&Stay::Lasts(length), step, 2000);
                let found: f64 = kernel
                    .weights
                    .iter()
                    .enumerate()
                    .map(|(lag, w)| lag as f64 * step * w)
                    .sum();
                assert!((kernel.total() - 1.0).abs() < 1e-9, "{length:?}");
                assert!((found - mean).abs() < 1e-6, "{length:?} {step} {found}");
            }
        }
    }

    #[test]
    fn a_point_lies_between_two_lags() {
        let kernel = Kernel::of_points(&[(5.0, 1.0)], (2.0, 100), 0.0);
        assert_eq!(kernel.weights, vec![0.0, 0.0, 0.5, 0.5]);
    }
}
