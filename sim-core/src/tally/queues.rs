//! What happened at limited pools, in integers by month.

use crate::units::{TICKS_PER_DAY, TICKS_PER_MONTH};

/// Bins of waits: those of no time, then eight to a doubling of one plus the wait in days.
pub const N_WAIT_BINS: usize = 97;

/// Bins to a doubling.
const BINS_PER_DOUBLING: f64 = 8.0;

/// What happened at one pool in one draw under one way of working.
///
/// # Shapes and units
///
/// Every vector has a number for each month. Time is in ticks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PoolTally {
    /// Requests made.
    pub asked: Vec<i64>,
    /// Requests that were served.
    pub served: Vec<i64>,
    /// Households that left the queue by an exit, a call-in or the longest wait, or met a full one.
    pub left: Vec<i64>,
    /// Waiting time of those served in the month, counted where they are served.
    pub waited: Vec<i64>,
    /// Time that places or slots were taken.
    pub taken: Vec<i64>,
    /// Time that there were places or slots while they were limited and open.
    pub there: Vec<i64>,
    /// Of that time, the part in which they were taken: nobody counts who has a place beyond those
    /// there are, as when a design that had more of them ends.
    pub used: Vec<i64>,
    /// Time that there was a limit, and the pool was open.
    pub limited: Vec<i64>,
    /// Time that households stood in the queue.
    pub queued: Vec<i64>,
    /// Most households in the queue at once.
    pub longest: Vec<i64>,
    /// Waits of those served in the month: `[month][bin]`, flat.
    pub waits: Vec<i64>,
}

impl PoolTally {
    /// Returns an empty tally.
    pub fn new(n_months: usize) -> Self {
        let zeros = || vec![0; n_months];
        Self {
            asked: zeros(),
            served: zeros(),
            left: zeros(),
            waited: zeros(),
            taken: zeros(),
            there: zeros(),
            used: zeros(),
            limited: zeros(),
            queued: zeros(),
            longest: zeros(),
            waits: vec![0; n_months * N_WAIT_BINS],
        }
    }

    /// Adds a wait that ended with service in a month.
    pub fn add_served(&mut self, month: usize, wait_days: f64) {
        self.served[month] += 1;
        self.waited[month] += (wait_days * TICKS_PER_DAY + 0.5) as i64;
        self.waits[month * N_WAIT_BINS + wait_bin(wait_days)] += 1;
    }
}

/// Adds a number of things that are there from one tick to another to the months they are in.
pub fn add_time(months: &mut [i64], how_many: i64, (from, to): (i64, i64)) {
    if how_many == 0 {
        return;
    }
    let end = months.len() as i64 * TICKS_PER_MONTH;
    let (mut from, to) = (from.clamp(0, end), to.clamp(0, end));
    while from < to {
        let month = from / TICKS_PER_MONTH;
        let until = ((month + 1) * TICKS_PER_MONTH).min(to);
        months[month as usize] += how_many * (until - from);
        from = until;
    }
}

/// Returns the bin of a wait.
fn wait_bin(days: f64) -> usize {
    if days <= 0.0 {
        return 0;
    }
    let doublings = crate::math::ln(1.0 + days) / std::f64::consts::LN_2;
    1 + ((doublings * BINS_PER_DOUBLING) as usize).min(N_WAIT_BINS - 2)
}

/// Returns the days at which a bin begins; the first two begin at 0.
pub fn wait_bin_begins(bin: usize) -> f64 {
    let doublings = bin.saturating_sub(1) as f64 / BINS_PER_DOUBLING;
    crate::math::exp(doublings * std::f64::consts::LN_2) - 1.0
}

/// Returns the wait that a share of those in a histogram do not exceed; none where it is empty.
///
/// Within a bin, waits are taken as spread evenly: a bin is 9 % of one plus the wait wide.
pub fn wait_quantile(waits: &[i64], share: f64) -> Option<f64> {
    let all: i64 = waits.iter().sum();
    if all == 0 {
        return None;
    }
    let wanted = share * all as f64;
    let mut behind = 0.0;
    for (bin, count) in waits.iter().enumerate() {
        let count = *count as f64;
        if behind + count >= wanted && count > 0.0 {
            if bin == 0 {
                return Some(0.0);
            }
            let (begins, ends) = (wait_bin_begins(bin), wait_bin_begins(bin + 1));
            return Some(begins + (ends - begins) * (wanted - behind) / count);
        }
        behind += count;
    }
    Some(wait_bin_begins(waits.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_lies_in_its_bin() {
        for days in [0.001, 0.09, 0.1, 1.0, 6.5, 30.0, 365.0, 3_000.0] {
            let bin = wait_bin(days);
            assert!(wait_bin_begins(bin) <= days * (1.0 + 1e-9), "{days}");
            assert!(wait_bin_begins(bin + 1) >= days * (1.0 - 1e-9), "{days}");
        }
        assert_eq!(wait_bin(0.0), 0);
        assert_eq!(wait_bin(1e9), N_WAIT_BINS - 1);
    }

    #[test]
    fn time_is_divided_among_months() {
        let mut months = vec![0; 3];
        add_time(&mut months, 2, (-5, TICKS_PER_MONTH + 7));
        assert_eq!(months, [2 * TICKS_PER_MONTH, 14, 0]);
    }

    #[test]
    fn a_quantile_of_waits_is_found_within_a_bin() {
        let mut tally = PoolTally::new(1);
        (1..=1000).for_each(|at| tally.add_served(0, f64::from(at) * 0.1));
        let p90 = wait_quantile(&tally.waits, 0.9).expect("waits");
        assert!((p90 - 90.0).abs() < 0.05 * 91.0, "{p90}");
        assert_eq!(wait_quantile(&[0; N_WAIT_BINS], 0.9), None);
    }
}
