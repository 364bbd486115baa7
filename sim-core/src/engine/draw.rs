//! One draw: parameters, world and stock, then every way of working with the same luck.

use crate::compile::plan::Plan;
use crate::tally::layout::Layout;
use crate::tally::outcome::DrawOutcome;

/// Which independent copy of the world and of the households' luck a draw uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Replicate {
    /// Copy of the world: labour market, discontinuation.
    pub world: u32,
    /// Copy of the households' luck.
    pub cohort: u32,
}

/// What a run needs besides the plan: made once.
#[derive(Debug)]
pub struct Prepared {
    /// Ways to run, by position in the plan, `today` (0) first.
    pub ways: Vec<usize>,
    /// Columns by way, in the order of `ways`.
    pub layouts: Vec<Layout>,
    /// Years of inflow before the start.
    pub warm_up_years: f64,
}

/// Returns what one draw does under every prepared way of working.
pub fn simulate_draw(
    _plan: &Plan,
    _prepared: &Prepared,
    _seed: u64,
    _draw: u64,
    _replicate: Replicate,
) -> DrawOutcome {
    DrawOutcome::default()
}
