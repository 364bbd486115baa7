//! What is asked of the exact engine, and what it answers.

use crate::luck::CohortKey;
use crate::tally::expected::ExpectedTally;
use crate::tally::layout::Layout;

/// How to solve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Cells of the time grid in a month.
    pub cells_per_month: usize,
}

/// What to solve.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Ways by position in the plan, `today` (0) first.
    pub ways: &'a [usize],
    /// Columns by way.
    pub layouts: &'a [Layout],
    /// Years of inflow before the start.
    pub warm_up_years: f64,
    /// Value of every slot.
    pub values: &'a [f64],
    /// Keys the labour market and discontinuation.
    pub world: CohortKey,
}

/// One way of working.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExpectedWay {
    /// Time and events by month.
    pub tally: ExpectedTally,
    /// Months from the start at which the design stops being run as designed; infinite when it does not.
    pub discontinued_at_month: f64,
}

/// All ways of working under the same numbers and world.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExpectedDraw {
    /// Households on assistance at the start.
    pub stock_households: f64,
    /// In the order asked for.
    pub ways: Vec<ExpectedWay>,
}
