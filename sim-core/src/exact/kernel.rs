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

use crate::exact::lengths::Stay;

/// Weights below this are nothing.
const NOTHING: f64 = 1e-15;

/// Weights by lag in cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Kernel {
    /// By lag from 0; nothing beyond the end.
    pub(crate) weights: Vec<f64>,
    /// The lags that have a weight, where these are few.
    pub(crate) sparse: Option<Vec<(usize, f64)>>,
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
        Self { weights, sparse }
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
            let weight = if weight < 1e-12 { 0.0 } else { weight.min(left) };
            weights.push(weight);
            left -= weight;
            if left <= NOTHING {
                break;
            }
            (before, here) = (here, next);
        }
        Self::of_weights(weights)
    }

    /// Returns the kernel of certain points: days and weight.
    pub(crate) fn of_points(points: &[(f64, f64)], step: f64, n_cells: usize) -> Self {
        let mut weights = vec![0.0; n_cells + 1];
        for (days, weight) in points {
            let at = days / step;
            let lag = at.floor();
            let share = at - lag;
            if lag < n_cells as f64 {
                weights[lag as usize] += weight * (1.0 - share);
                weights[lag as usize + 1] += weight * share;
            }
        }
        weights.truncate(n_cells);
        Self::of_weights(weights)
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
        let kernel = Kernel::of_points(&[(5.0, 1.0)], 2.0, 100);
        assert_eq!(kernel.weights, vec![0.0, 0.0, 0.5, 0.5]);
    }
}
