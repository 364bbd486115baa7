//! What must be remembered of a household while its life is written down.

use crate::engine::months::Months;
use crate::engine::watched::WatchedOnce;
use crate::tally::occupancy::Moment;

/// Benefit at one level, which goes on from one stay to the next.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Level {
    pub(crate) from: Moment,
    pub(crate) to: Moment,
    pub(crate) weight: i64,
}

/// What must be remembered of the household at hand.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scratch {
    pub(crate) segment: usize,
    /// The last month with payment before the start, counted from it; none for a new household.
    pub(crate) paid_before: Option<i64>,
    /// The present, rounded.
    pub(crate) at: Moment,
    /// Months with payment.
    pub(crate) paid: Months,
    /// What is paid at present, not written down yet.
    pub(crate) level: Level,
    /// When it is looked up for which probe; behind the probes, for which watch.
    pub(crate) pending: Vec<(usize, f64)>,
    pub(crate) watched: WatchedOnce,
}

impl Scratch {
    /// Becomes what another one is, in the room it has.
    pub(crate) fn copy(&mut self, other: &Self) {
        self.segment = other.segment;
        self.paid_before = other.paid_before;
        self.at = other.at;
        self.paid = other.paid;
        self.level = other.level;
        self.pending.clone_from(&other.pending);
        self.watched.copy(&other.watched);
    }
}
