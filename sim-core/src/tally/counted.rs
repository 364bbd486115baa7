//! What the ledger reads of a tally, whichever engine filled it.

use crate::tally::expected::ExpectedTally;
use crate::tally::occupancy::MonthlyTally;
use crate::units::TICKS_PER_DAY;

/// Time, events and benefit of one way of working by month.
///
/// A row is told by where it starts in the flat arrays that both kinds of tally share: `ticks` or
/// `days` by segment, state and month, `events` by segment, event and month.
pub trait Counted {
    /// Returns how many segments there are.
    fn n_segments(&self) -> usize;
    /// Returns days in a month, over rows of time.
    fn days_in(&self, starts: &[usize], month: usize) -> f64;
    /// Returns events in a month, over rows of events.
    fn events_in(&self, starts: &[usize], month: usize) -> f64;
    /// Returns benefit-weighted days of a segment in a month.
    fn benefit_in(&self, segment: usize, month: usize) -> f64;
}

/// Integers are added before they become a number with a point.
impl Counted for MonthlyTally {
    fn n_segments(&self) -> usize {
        self.n_segments
    }

    #[inline]
    fn days_in(&self, starts: &[usize], month: usize) -> f64 {
        let ticks: i64 = starts.iter().map(|start| self.ticks[start + month]).sum();
        ticks as f64 / TICKS_PER_DAY
    }

    #[inline]
    fn events_in(&self, starts: &[usize], month: usize) -> f64 {
        let events: i64 = starts.iter().map(|start| self.events[start + month]).sum();
        events as f64
    }

    #[inline]
    fn benefit_in(&self, segment: usize, month: usize) -> f64 {
        self.benefit_days(segment, month)
    }
}

impl Counted for ExpectedTally {
    fn n_segments(&self) -> usize {
        self.n_segments
    }

    #[inline]
    fn days_in(&self, starts: &[usize], month: usize) -> f64 {
        starts.iter().map(|start| self.days[start + month]).sum()
    }

    #[inline]
    fn events_in(&self, starts: &[usize], month: usize) -> f64 {
        starts.iter().map(|start| self.events[start + month]).sum()
    }

    #[inline]
    fn benefit_in(&self, segment: usize, month: usize) -> f64 {
        self.benefit_days[segment * self.n_months + month]
    }
}
