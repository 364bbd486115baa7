//! Quantiles of draws, exactly, by sorting.

/// Sorts draws in rising order.
pub fn sort(draws: &mut [f64]) {
    draws.sort_unstable_by(f64::total_cmp);
}

/// Returns the quantile of type 7 of sorted draws; 0 where there are none.
///
/// # Source
///
/// Hyndman and Fan (1996), *The American Statistician* 50(4), definition 7: the one of R and
/// numpy.
///
/// ```
/// use sim_core::ledger::quantiles::quantile;
/// assert_eq!(quantile(&[1.0, 2.0, 3.0, 4.0], 0.25), 1.75);
/// ```
pub fn quantile(sorted: &[f64], p: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else {
        return 0.0;
    };
    let at = last as f64 * p;
    let below = (at as usize).min(last);
    let above = (below + 1).min(last);
    between(sorted[below], sorted[above], at - below as f64)
}

/// Equal neighbours give exactly their value.
fn between(low: f64, high: f64, part: f64) -> f64 {
    low + part * (high - low)
}

/// Returns the 10th and 90th percentile of draws, of type 7; reorders them.
///
/// The same values as sorting gives, by selecting alone.
///
/// ```
/// use sim_core::ledger::quantiles::outer_tenths;
/// assert_eq!(outer_tenths(&mut [5.0, 1.0, 3.0]), (1.4, 4.6));
/// ```
pub fn outer_tenths(draws: &mut [f64]) -> (f64, f64) {
    (select(draws, 0.1), select(draws, 0.9))
}

/// Returns the median of draws; reorders them.
///
/// The same value as sorting gives, by selecting alone.
///
/// ```
/// use sim_core::ledger::quantiles::median;
/// assert_eq!(median(&mut [5.0, 1.0, 3.0, 4.0]), 3.5);
/// ```
pub fn median(draws: &mut [f64]) -> f64 {
    select(draws, 0.5)
}

fn select(draws: &mut [f64], p: f64) -> f64 {
    let Some(last) = draws.len().checked_sub(1) else {
        return 0.0;
    };
    let at = last as f64 * p;
    let below = (at as usize).min(last);
    let (_, &mut low, after) = draws.select_nth_unstable_by(below, f64::total_cmp);
    let high = after.iter().copied().min_by(f64::total_cmp).unwrap_or(low);
    between(low, high, at - below as f64)
}

/// Returns `n` equally likely values of sorted draws: quantiles at (i + 1/2) / n.
///
/// ```
/// use sim_core::ledger::quantiles::equally_likely;
/// assert_eq!(equally_likely(&[0.0, 1.0], 2), [0.25, 0.75]);
/// ```
pub fn equally_likely(sorted: &[f64], n: u32) -> Vec<f64> {
    (0..n)
        .map(|i| quantile(sorted, (f64::from(i) + 0.5) / f64::from(n)))
        .collect()
}

/// Returns the mean of the worst tenth of sorted draws (rounded up, at least one); 0 where there are none.
///
/// ```
/// use sim_core::ledger::quantiles::worst_tenth_mean;
/// assert_eq!(worst_tenth_mean(&[-8.0, 1.0, 2.0]), -8.0);
/// ```
pub fn worst_tenth_mean(sorted: &[f64]) -> f64 {
    let n_worst = sorted.len().div_ceil(10);
    crate::ledger::moments::moments(&sorted[..n_worst]).mean
}
