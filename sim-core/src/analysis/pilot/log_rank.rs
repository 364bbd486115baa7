//! The log-rank test of two arms whose events are known by month.

use crate::math::sqrt;

/// How many of an arm left by each month, and how many were lost from sight.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ByMonth {
    /// Events by month.
    pub events: Vec<u32>,
    /// Lost from sight at the end of each month.
    pub lost: Vec<u32>,
    /// Households at the beginning.
    pub households: u32,
}

/// Returns the standardised statistic: above 0 where the first arm has its events sooner; 0 without events.
///
/// # Source
///
/// Mantel (1966); the hypergeometric variance deals with those who leave in the same month.
pub(super) fn log_rank(first: &ByMonth, second: &ByMonth) -> f64 {
    let (mut at_risk, mut other) = (f64::from(first.households), f64::from(second.households));
    let (mut off, mut variance) = (0.0, 0.0);
    for month in 0..first.events.len() {
        let own = f64::from(first.events[month]);
        let events = own + f64::from(second.events[month]);
        let all = at_risk + other;
        if all > 1.0 && events > 0.0 {
            let share = at_risk / all;
            off += own - events * share;
            variance += events * share * (1.0 - share) * (all - events) / (all - 1.0);
        }
        at_risk -= own + f64::from(first.lost[month]);
        other -= f64::from(second.events[month]) + f64::from(second.lost[month]);
    }
    if variance > 0.0 {
        off / sqrt(variance)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_statistic_of_two_small_arms_is_the_one_worked_out_by_hand() {
        let arm = |events: [u32; 2], households| ByMonth {
            events: events.to_vec(),
            lost: vec![0, 0],
            households,
        };
        // Month 1: 3 of 10 and 1 of 10 leave: expected 2, variance 4 (1/4) 16/19.
        // Month 2: 2 of 7 and 1 of 9: expected 3 7/16, variance 3 (7/16)(9/16) 13/15.
        let found = log_rank(&arm([3, 2], 10), &arm([1, 1], 10));
        let variance = 16.0 / 19.0 + 3.0 * (63.0 / 256.0) * 13.0 / 15.0;
        let expected = (5.0 - 2.0 - 21.0 / 16.0) / sqrt(variance);
        assert!((found - expected).abs() < 1e-12);
        assert_eq!(log_rank(&arm([0, 0], 10), &arm([0, 0], 10)), 0.0);
    }
}
