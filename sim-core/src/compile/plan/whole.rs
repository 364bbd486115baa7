//! The whole plan.

use crate::compile::draw_parameters::ParameterSampler;
use crate::compile::plan::columns::LimitedPlan;
use crate::compile::plan::households::{
    Calendar, ExitPlan, InflowPlan, InterventionPlan, LabourPlan, ListPlan, ProbePlan, ReformPlan,
    SegmentPlan, StockPlan,
};
use crate::compile::plan::money::MoneyPlan;
use crate::compile::plan::numbers::{Num, Numbers};
use crate::compile::plan::pools::PoolPlan;
use crate::compile::plan::watches::WatchPlan;
use crate::compile::plan::ways::WayPlan;

/// Which adjustments are on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AdjustmentsPlan {
    /// Displacement.
    pub displacement: bool,
    /// Volume.
    pub volume: bool,
    /// Discontinuation.
    pub discontinuation: bool,
    /// Optimism.
    pub optimism: bool,
}

/// What an engine runs.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Every number.
    pub numbers: Numbers,
    /// Draws the uncertain numbers, in the order of [`Numbers::uncertain`].
    pub sampler: ParameterSampler,
    /// The calendar.
    pub calendar: Calendar,
    /// Segments.
    pub segments: Vec<SegmentPlan>,
    /// Exits in the order of the list of exits.
    pub exits: Vec<ExitPlan>,
    /// Days within which a return reopens the case.
    pub reopen_within_days: Num,
    /// Interventions.
    pub interventions: Vec<InterventionPlan>,
    /// Limited places and staff pools.
    pub pools: Vec<PoolPlan>,
    /// Ways of working, `today` first.
    pub ways: Vec<WayPlan>,
    /// New applications.
    pub inflow: Option<InflowPlan>,
    /// The stock.
    pub stock: StockPlan,
    /// Closed lists.
    pub lists: Vec<ListPlan>,
    /// The labour market.
    pub labour: Option<LabourPlan>,
    /// Share of further positive levers that is added.
    pub overlap: Num,
    /// Reforms.
    pub reforms: Vec<ReformPlan>,
    /// Probes.
    pub probes: Vec<ProbePlan>,
    /// Groups followed for documented figures; only a backtest has any.
    pub watches: Vec<WatchPlan>,
    /// Limited columns.
    pub limited: Vec<LimitedPlan>,
    /// Adjustments.
    pub adjustments: AdjustmentsPlan,
    /// Money.
    pub money: MoneyPlan,
    /// SHA-256 of the resolved scenario, in hexadecimal.
    pub fingerprint: String,
}
