//! What one draw leaves behind before anything is priced.

use crate::tally::occupancy::MonthlyTally;
use crate::tally::probes::Probes;
use crate::tally::queues::PoolTally;

/// One way of working in one draw.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WayOutcome {
    /// Time and events by month.
    pub tally: MonthlyTally,
    /// Histograms.
    pub probes: Probes,
    /// By pool of the plan; empty where nothing is limited.
    pub pools: Vec<PoolTally>,
    /// Months from the start at which the design stopped being run as designed; infinite when it did not.
    pub discontinued_at_month: f64,
}

/// One draw: all ways of working under the same parameters, world and luck.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DrawOutcome {
    /// Which draw.
    pub draw: u64,
    /// Value of every slot of the plan's numbers.
    pub values: Vec<f64>,
    /// Households on assistance at the start.
    pub stock_households: u64,
    /// One for each way that was run, in the order asked for.
    pub ways: Vec<WayOutcome>,
}
