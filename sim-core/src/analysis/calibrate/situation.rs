//! The plan that facts are held against: `today`, from the start, before anything is changed.

use crate::compile::plan::{Calendar, Plan};

/// Months followed: a calendar year, and as long again for spells to end and people to return.
const MONTHS: usize = 24;

/// Returns the plan with two calendar years, without reforms, closed lists and probes.
///
/// A fact tells how things are, so it is held against the start: later years have reforms and drift in them.
pub(super) fn situation(plan: &Plan) -> Plan {
    let mut start = plan.clone();
    start.calendar = Calendar {
        start_month: 1,
        n_months: MONTHS,
        years: vec![plan.calendar.start_year, plan.calendar.start_year + 1],
        year_of_month: (0..MONTHS).map(|month| month / 12).collect(),
        whole_year: vec![true; 2],
        ..plan.calendar.clone()
    };
    start.reforms.clear();
    start.probes.clear();
    start.watches.clear();
    if start.inflow.is_some() {
        start.lists.clear();
    }
    start
}
