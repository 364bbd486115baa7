//! Means, standard deviations and their Monte Carlo errors, added in the order of the draws.

use crate::math::sqrt;

/// Mean, standard deviation and standard error of draws.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Moments {
    /// Mean.
    pub mean: f64,
    /// Standard deviation, with n - 1.
    pub sd: f64,
    /// Monte Carlo standard error of the mean.
    pub mc_se: f64,
}

/// Returns the moments of draws; zeros without draws, and no spread with one.
///
/// Two passes over distances from the first value: equal draws have a spread of exactly zero.
///
/// ```
/// use sim_core::ledger::moments::moments;
/// let found = moments(&[2.0, 4.0, 6.0]);
/// assert_eq!((found.mean, found.sd), (4.0, 2.0));
/// ```
pub fn moments(draws: &[f64]) -> Moments {
    let Some(&first) = draws.first() else {
        return Moments::default();
    };
    let n = draws.len() as f64;
    let mean_off = draws.iter().map(|draw| draw - first).sum::<f64>() / n;
    let mean = first + mean_off;
    if draws.len() == 1 {
        return Moments {
            mean,
            ..Moments::default()
        };
    }
    let squares = draws.iter().map(|draw| {
        let off = (draw - first) - mean_off;
        off * off
    });
    let sd = sqrt(squares.sum::<f64>() / (n - 1.0));
    Moments {
        mean,
        sd,
        mc_se: sd / sqrt(n),
    }
}

/// Returns a share of draws with its Monte Carlo standard error, sqrt(p (1 - p) / n).
///
/// ```
/// use sim_core::ledger::moments::share;
/// assert_eq!(share(1, 4), (0.25, 0.216_506_350_946_109_66));
/// ```
pub fn share(n_hits: usize, n_draws: usize) -> (f64, f64) {
    if n_draws == 0 {
        return (0.0, 0.0);
    }
    let p = n_hits as f64 / n_draws as f64;
    (p, sqrt(p * (1.0 - p) / n_draws as f64))
}

/// A ratio of two counts pooled over draws, kept as whole numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RatioSums {
    n: i128,
    top: i128,
    bottom: i128,
    top_top: i128,
    top_bottom: i128,
    bottom_bottom: i128,
}

impl RatioSums {
    /// Adds one draw's counts.
    pub fn add(&mut self, top: i64, bottom: i64) {
        let (top, bottom) = (i128::from(top), i128::from(bottom));
        self.n += 1;
        self.top += top;
        self.bottom += bottom;
        self.top_top += top * top;
        self.top_bottom += top * bottom;
        self.bottom_bottom += bottom * bottom;
    }

    /// Returns the ratio and its Monte Carlo standard error; zeros when nothing was counted.
    ///
    /// # Source
    ///
    /// The linearised variance of a ratio estimator (Cochran 1977, *Sampling Techniques*,
    /// equation 6.13), draws being the sampled units.
    pub fn ratio(&self) -> (f64, f64) {
        if self.bottom == 0 {
            return (0.0, 0.0);
        }
        let (n, bottom) = (self.n as f64, self.bottom as f64);
        let ratio = self.top as f64 / bottom;
        if self.n < 2 {
            return (ratio, 0.0);
        }
        let squares = self.top_top as f64 - 2.0 * ratio * self.top_bottom as f64
            + ratio * ratio * self.bottom_bottom as f64;
        (ratio, sqrt(squares.max(0.0) * n / (n - 1.0)) / bottom)
    }
}
