//! How long households with any payment in a calendar year are on assistance in it.

use crate::compile::plan::{BenefitPlan, Calendar, Plan};
use crate::engine::draw::{Replicate, prepare, simulate_at};

/// Draws at central values; the error of the mean is well under one per cent for a stock of a few hundred.
const DRAWS: u64 = 24;

/// Returns benefit-weighted days by segment for each household with any payment in a calendar
/// year, under `today` and at central values, before any reform; empty where no amount needs it.
///
/// A published mean counts whole months with any payment, while benefit is paid by the
/// day: dividing one by the other would pay too little. So the model's own time is used.
pub fn days_in_year(plan: &Plan) -> Vec<f64> {
    if matches!(plan.money.benefit, BenefitPlan::PerDay(_)) {
        return Vec::new();
    }
    let year = one_year(plan);
    let prepared = prepare(&year, &[0]);
    let values = year.numbers.central();
    let mut days = vec![0.0; year.segments.len()];
    let mut households = 0;
    for draw in 0..DRAWS {
        let outcome = simulate_at(
            &year,
            &prepared,
            (0, draw),
            Replicate::default(),
            values.clone(),
        );
        let today = &outcome.ways[0];
        households += today
            .probes
            .months_in_year
            .iter()
            .flat_map(|year| &year[1..])
            .sum::<i64>();
        for (segment, days) in days.iter_mut().enumerate() {
            *days += (0..12)
                .map(|month| today.tally.benefit_days(segment, month))
                .sum::<f64>();
        }
    }
    days.iter()
        .map(|days| days / (households.max(1)) as f64)
        .collect()
}

/// Returns the plan with one calendar year, without reforms, closed lists and probes.
fn one_year(plan: &Plan) -> Plan {
    let mut year = plan.clone();
    year.calendar = Calendar {
        start_month: 1,
        n_months: 12,
        years: vec![plan.calendar.start_year],
        year_of_month: vec![0; 12],
        whole_year: vec![true],
        ..plan.calendar.clone()
    };
    year.reforms.clear();
    year.probes.clear();
    year.watches.clear();
    if year.inflow.is_some() {
        year.lists.clear();
    }
    year
}
