//! When a saving, followed month by month in one draw, has paid back; and over draws.

/// Returns the running sums of amounts by month.
///
/// ```
/// use sim_core::ledger::paired::cumulative;
/// assert_eq!(cumulative(&[-2.0, 1.0, 1.5]), [-2.0, -1.0, 0.5]);
/// ```
pub fn cumulative(by_month: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    by_month
        .iter()
        .map(|sek| {
            sum += sek;
            sum
        })
        .collect()
}

/// Returns how many months have passed when the cumulative net saving has turned to at
/// least zero and stays there to the horizon; none if it never does.
///
/// A saving that is never below zero has nothing to pay back: month 0. That holds for a
/// design that changes nothing, too.
///
/// ```
/// use sim_core::ledger::paired::payback_month;
/// assert_eq!(payback_month(&[-2.0, 1.0, -1.0, 3.0]), Some(4));
/// assert_eq!(payback_month(&[2.0, 1.0]), Some(0));
/// assert_eq!(payback_month(&[2.0, -1.0]), None);
/// ```
pub fn payback_month(cumulative: &[f64]) -> Option<u32> {
    match cumulative.iter().rposition(|sum| *sum < 0.0) {
        None => Some(0),
        Some(last_below) if last_below + 1 == cumulative.len() => None,
        Some(last_below) => Some(last_below as u32 + 2),
    }
}

/// Returns the month by which a share of all draws has paid back; none where fewer ever do.
///
/// The smallest month reached by at least that share (a quantile of type 1): months are
/// whole, and `never` cannot be averaged with a month.
///
/// ```
/// use sim_core::ledger::paired::month_quantile;
/// let months = [Some(24), None, Some(12), Some(36)];
/// assert_eq!(month_quantile(&months, 0.5), Some(24));
/// assert_eq!(month_quantile(&months, 0.9), None);
/// ```
pub fn month_quantile(months: &[Option<u32>], p: f64) -> Option<u32> {
    let mut reached: Vec<u32> = months.iter().flatten().copied().collect();
    reached.sort_unstable();
    // The small number undoes rounding: 0.1 * 30 is a hair above 3.
    let needed = (p * months.len() as f64 - 1e-9).max(0.0);
    reached.get(needed as usize).copied()
}
