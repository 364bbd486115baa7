//! Weights for those who all come to a phase at one moment, just as a cell begins.

use crate::math::exp;
use crate::units::DAYS_PER_MONTH;

/// Weights for those who all come as a cell begins, from the mean of a length cut off at any number of days.
pub(crate) fn of_point(
    mean_up_to: impl Fn(f64) -> f64,
    step: f64,
    n_lags: usize,
    n_cells: usize,
) -> (f64, Vec<f64>) {
    let slope = |from: f64, to: f64| {
        let (a, b) = (from * step, to * step);
        (mean_up_to(b) - mean_up_to(a)) / (b - a)
    };
    let mut before = slope(0.0, 0.5);
    let then = (1.0 - before).max(0.0);
    let mut later = Vec::with_capacity(n_lags.min(n_cells));
    for lag in 0..n_lags.min(n_cells) {
        let next = slope(lag as f64 + 0.5, lag as f64 + 1.5);
        let weight = before - next;
        later.push(if weight < 1e-12 { 0.0 } else { weight });
        before = next;
    }
    (if then < 1e-12 { 0.0 } else { then }, later)
}

/// Shares out times after the beginning of a cell, for a phase that is left at a rate per day.
#[derive(Clone, Debug)]
pub(crate) struct AtPoint {
    pub(crate) then: f64,
    pub(crate) later: Vec<f64>,
    step: f64,
    rate: f64,
    per_month: usize,
}

impl AtPoint {
    pub(crate) fn new(n_cells: usize, (step, rate): (f64, f64)) -> Self {
        Self {
            then: 0.0,
            later: vec![0.0; n_cells],
            step,
            rate,
            per_month: (DAYS_PER_MONTH / step).round() as usize,
        }
    }

    /// Adds a time in days.
    pub(crate) fn add(&mut self, days: f64, weight: f64) {
        for (to, share) in point_places(days / self.step, self.per_month) {
            let (place, middle) = match to {
                None => (Some(&mut self.then), 0.0),
                Some(lag) => (self.later.get_mut(lag), lag as f64 + 0.5),
            };
            let off = days - middle * self.step;
            if let Some(sum) = place {
                *sum += weight * share * exp(-self.rate * off);
            }
        }
    }
}

/// Returns the two places that a time in cells after the beginning of one is shared out to: the
/// beginning itself, or a cell.
///
/// That cell is the first of a month, and a month must have all that is in it. So where the two cells
/// around a time lie in different months, the two nearest of its own are taken: the mean is as
/// right, and one of the shares is negative.
fn point_places(at: f64, per_month: usize) -> [(Option<usize>, f64); 2] {
    if at < 0.5 {
        return [(None, 1.0 - 2.0 * at), (Some(0), 2.0 * at)];
    }
    let within = at as usize;
    let mut lag = (at - 0.5) as usize;
    if lag / per_month != (lag + 1) / per_month && per_month > 1 {
        lag = if within == lag { lag - 1 } else { lag + 1 };
    }
    let share = at - 0.5 - lag as f64;
    [(Some(lag), 1.0 - share), (Some(lag + 1), share)]
}
