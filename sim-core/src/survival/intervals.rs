//! Intervals of rates and shares from counts, good for few events too; and chi-square tails.

use crate::math::{beta_quantile, gamma_cdf, gamma_quantile};

/// A value with the bounds that the true one lies between with 90 %.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// Below it with 5 %.
    pub p05: f64,
    /// The middle.
    pub p50: f64,
    /// Below it with 95 %.
    pub p95: f64,
}

/// Returns the rate at which events come, by how many came in so much time.
///
/// Also without any event: then the rate is small, and how small depends on the time watched.
///
/// # Source
///
/// The posterior under Jeffreys' prior: Brown, Cai and DasGupta (2003), *Statistica Sinica* 13,
/// whose intervals cover what they claim for few events too.
///
/// ```
/// use sim_core::survival::intervals::rate;
/// let rate = rate(100.0, 1000.0);
/// assert!(rate.p05 < 0.1 && 0.1 < rate.p95);
/// ```
pub fn rate(events: f64, exposure: f64) -> Interval {
    let at = |u: f64| gamma_quantile(events + 0.5, 1.0 / exposure, u);
    Interval {
        p05: at(0.05),
        p50: at(0.5),
        p95: at(0.95),
    }
}

/// Returns a share, by how many of how many.
///
/// # Source
///
/// The posterior under Jeffreys' prior: Brown, Cai and DasGupta (2001), *Statistical Science* 16(2).
///
/// ```
/// use sim_core::survival::intervals::share;
/// let share = share(30.0, 100.0);
/// assert!(share.p05 < 0.3 && 0.3 < share.p95);
/// ```
pub fn share(of_these: f64, of_all: f64) -> Interval {
    let at = |u: f64| beta_quantile(of_these + 0.5, of_all - of_these + 0.5, u);
    Interval {
        p05: at(0.05),
        p50: at(0.5),
        p95: at(0.95),
    }
}

/// Returns the probability that chi-square with so many degrees of freedom is above `x`.
///
/// ```
/// use sim_core::survival::intervals::chi_square_above;
/// assert!((chi_square_above(3.841_458_820_694_124, 1.0) - 0.05).abs() < 1e-12);
/// ```
pub fn chi_square_above(x: f64, degrees: f64) -> f64 {
    1.0 - gamma_cdf(degrees / 2.0, x / 2.0)
}
