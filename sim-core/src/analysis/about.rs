//! What was run, and how.

use crate::analysis::collected::Collected;
use crate::analysis::enough::Goal;
use crate::analysis::one_draw::Frame;
use crate::compile::plan::Plan;
use crate::results::run::{AdjustmentsOn, FixedNumber, Run, StockReport, Stopped};
use crate::scenario::Scenario;

/// Returns the description of a run.
pub(super) fn about(
    frame: &Frame<'_>,
    scenario: &Scenario,
    (seed, goal): (u64, Goal),
    collected: &Collected,
) -> Run {
    let (plan, calendar) = (frame.plan, &frame.plan.calendar);
    let stated = plan.numbers.stated();
    let draws = collected.n_draws() as u64;
    let n_months = calendar.n_months as u32;
    let months_of_year = |year: usize| {
        let months = calendar.year_of_month.iter();
        months.filter(|of_month| **of_month == year).count() as u32
    };
    Run {
        title: scenario.about.title.clone(),
        question: scenario.about.question.clone(),
        municipality: scenario.about.municipality.clone(),
        scenario_hash: plan.fingerprint.clone(),
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        seed,
        draws,
        draws_asked: goal.most_draws(),
        second_cohorts: collected.again.len() as u64,
        stopped: goal.met(frame, collected).unwrap_or(Stopped::Interrupted),
        precision: goal.precision(frame, collected),
        start: (calendar.start_year, calendar.start_month),
        horizon_months: n_months,
        headline_month: n_months,
        price_year: plan.money.price_year,
        discount_per_year: plan.money.discount_per_year.of(&stated),
        years: calendar.years.clone(),
        months_in_year: (0..calendar.years.len()).map(months_of_year).collect(),
        adjustments: AdjustmentsOn {
            displacement: plan.adjustments.displacement,
            volume: plan.adjustments.volume,
            discontinuation: plan.adjustments.discontinuation,
            optimism: plan.adjustments.optimism,
        },
        fixed: fixed(plan),
        stock: stock(frame, collected),
        large_loss_sek: plan.money.large_loss_sek.of(&stated),
    }
}

fn fixed(plan: &Plan) -> Vec<FixedNumber> {
    let fixed = plan.numbers.fixed.iter();
    fixed
        .map(|(slot, value)| FixedNumber {
            address: plan.numbers.slots[*slot as usize].address.to_string(),
            value: *value,
        })
        .collect()
}

fn stock(frame: &Frame<'_>, collected: &Collected) -> StockReport {
    let n_months = frame.plan.calendar.n_months;
    // The first series of `today` is households with payment.
    let paid = &collected.people[0].series[..n_months];
    let last = n_months.min(12).saturating_sub(1);
    let drift_per_year = if last == 0 || paid[0] == 0 {
        0.0
    } else {
        (paid[last] - paid[0]) as f64 / paid[0] as f64 * 12.0 / last as f64
    };
    StockReport {
        warm_up_years: frame.prepared.warm_up_years,
        households: collected.stock_households as f64 / collected.n_draws() as f64,
        given: frame.plan.stock.households.is_some(),
        drift_per_year,
    }
}
