//! From draws to the numbers a report shows.

use crate::ledger::moments::{RatioSums, moments, share};
use crate::ledger::quantiles::{outer_tenths, quantile, sort};
use crate::results::spread::{Estimate, MonthlySpread, Spread};

/// Returns the spread of draws, and the draws in rising order.
pub(super) fn spread_sorted(mut draws: Vec<f64>) -> (Spread, Vec<f64>) {
    let found = moments(&draws);
    sort(&mut draws);
    let spread = Spread {
        mean: found.mean,
        sd: found.sd,
        mc_se: found.mc_se,
        p05: quantile(&draws, 0.05),
        p10: quantile(&draws, 0.10),
        p50: quantile(&draws, 0.50),
        p90: quantile(&draws, 0.90),
        p95: quantile(&draws, 0.95),
    };
    (spread, draws)
}

/// Returns the spread of draws.
pub(super) fn spread(draws: Vec<f64>) -> Spread {
    spread_sorted(draws).0
}

/// Returns the share of draws for which something holds.
pub(super) fn share_where(draws: &[f64], holds: impl Fn(f64) -> bool) -> Estimate {
    let n_hits = draws.iter().filter(|draw| holds(**draw)).count();
    estimate(share(n_hits, draws.len()))
}

/// Returns a pooled ratio.
pub(super) fn ratio(sums: &RatioSums) -> Estimate {
    estimate(sums.ratio())
}

/// Returns a value with its error.
pub(super) fn estimate((value, mc_se): (f64, f64)) -> Estimate {
    Estimate { value, mc_se }
}

/// Adds a month to a monthly spread: its mean, and draws for the interval.
pub(super) fn push_month(months: &mut MonthlySpread, mean: f64, draws: &mut [f64]) {
    let (p10, p90) = outer_tenths(draws);
    months.mean.push(mean);
    months.p10.push(p10);
    months.p90.push(p90);
}
