//! Results as a table with one fact a row, for spreadsheets and other programs.
//!
//! Columns: section, design, perspective, account, kind, year, month, measure, value.
//! Empty where a column does not apply. Numbers have a point and no spaces.

mod run;
mod people;
mod break_even;
mod choice;
mod information;
mod pilot;

use std::fmt::Display;

use sim_core::results::Results;
use sim_core::results::budget::Budget;
use sim_core::results::comparison::{Comparison, Saving};
use sim_core::results::what_if::WhatIf;
use sim_core::results::whole::DesignResults;

use crate::error::Failure;
use crate::report::csv_backtest;
use crate::report::csv_rows::{HEADER, Of, Rows};
use crate::report::sensitivity_csv;

/// Returns the results as CSV.
///
/// # Errors
///
/// `Failure::Broken` where the table cannot be made; that is a fault of the program.
pub fn write(results: &Results) -> Result<String, Failure> {
    let broken = |why: &dyn Display| Failure::Broken(why.to_string());
    let mut rows = Rows(csv::Writer::from_writer(Vec::new()));
    whole(&mut rows, results).map_err(|why| broken(&why))?;
    let bytes = rows.0.into_inner().map_err(|why| broken(&why))?;
    String::from_utf8(bytes).map_err(|why| broken(&why))
}

fn whole(rows: &mut Rows, results: &Results) -> Result<(), csv::Error> {
    rows.0.write_record(HEADER)?;
    run::run(rows, &results.run)?;
    for design in &results.designs {
        design_rows(rows, design)?;
    }
    for comparison in &results.comparisons {
        comparison_rows(rows, comparison)?;
    }
    run::evidence(rows, &results.evidence)?;
    if let Some(found) = &results.break_even {
        break_even::write(rows, found)?;
    }
    if let Some(found) = &results.choice {
        choice::write(rows, found)?;
    }
    if let Some(found) = &results.information {
        information::write(rows, found)?;
    }
    if let Some(found) = &results.pilot {
        pilot::write(rows, found)?;
    }
    run::assumptions(rows, &results.assumptions)?;
    if let Some(found) = &results.backtest {
        csv_backtest::write(rows, found)?;
    }
    sensitivity_csv::add(rows, results)
}

fn design_rows(rows: &mut Rows, design: &DesignResults) -> Result<(), csv::Error> {
    let of = Of {
        section: "people",
        design: design.id.clone(),
        ..Of::default()
    };
    people::people(rows, &of, &design.people)?;
    budget(rows, &of.section("budget"), &design.budget)
}

fn budget(rows: &mut Rows, of: &Of, budget: &Budget) -> Result<(), csv::Error> {
    for line in &budget.lines {
        let of = Of {
            account: line.account.word().to_owned(),
            ..of.kind(line.kind.word()).year(line.year)
        };
        rows.spread(&of, "sek", &line.sek)?;
    }
    for total in &budget.totals {
        let of = Of {
            account: total.account.word().to_owned(),
            kind: total
                .kind
                .map(|kind| kind.word().to_owned())
                .unwrap_or_default(),
            year: total.year.map(|year| year.to_string()).unwrap_or_default(),
            ..of.clone()
        };
        rows.spread(&of, "total_sek", &total.sek)?;
    }
    for line in &budget.reallocated {
        let of = Of {
            account: line.account.word().to_owned(),
            ..of.year(line.year)
        };
        rows.spread(&of, "reallocated_sek", &line.sek)?;
    }
    Ok(())
}

fn comparison_rows(rows: &mut Rows, comparison: &Comparison) -> Result<(), csv::Error> {
    let of = Of {
        section: "saving",
        design: comparison.design.clone(),
        ..Of::default()
    };
    for one in &comparison.savings {
        saving(rows, &of, one)?;
    }
    let of = of.section("difference");
    budget(rows, &of, &comparison.difference)?;
    for (month, extra) in &comparison.extra_self_support_at {
        rows.spread(&of.month(month), "extra_self_support", extra)?;
    }
    rows.spread(
        &of,
        "months_with_payment_saved",
        &comparison.months_with_payment_saved,
    )?;
    rows.spread(&of, "extra_job_months", &comparison.extra_job_months)?;
    rows.estimate(&of, "discontinued_share", &comparison.discontinued_share)?;
    for driver in &comparison.drivers {
        let of = of.section("driver").kind(&driver.address);
        rows.fact(&of, "rank_correlation", driver.rank_correlation)?;
        rows.fact(&of, "squared", driver.squared)?;
    }
    match &comparison.what_if {
        Some(known) => what_if(rows, &of.section("what_if"), known),
        None => Ok(()),
    }
}

fn what_if(rows: &mut Rows, of: &Of, known: &WhatIf) -> Result<(), csv::Error> {
    rows.fact(of, "discount_per_year", known.discount_per_year)?;
    rows.fact(of, "retained_tax_share", known.retained_tax_share)?;
    rows.fact(of, "displaced_share", known.displaced_share)?;
    rows.fact(of, "is_exact", known.is_exact)?;
    rows.by_month(of, "discount_factor", &known.discount_factor)?;
    for parts in &known.parts {
        let of = &Of {
            perspective: parts.perspective.word(),
            ..of.clone()
        };
        rows.by_month(of, "own_sek", &parts.own)?;
        rows.by_month(of, "retained_sek", &parts.retained)?;
        rows.by_month(of, "displaced_sek", &parts.displaced)?;
        rows.by_month(of, "displaced_retained_sek", &parts.displaced_retained)?;
        rows.fact(of, "present_sek", parts.present_sek)?;
    }
    Ok(())
}

fn saving(rows: &mut Rows, of: &Of, saving: &Saving) -> Result<(), csv::Error> {
    let of = &Of {
        perspective: saving.perspective.word(),
        ..of.clone()
    };
    rows.spread(of, "net_sek", &saving.net)?;
    for (idx, value) in saving.equally_likely_sek.iter().enumerate() {
        rows.fact(of, &format!("equally_likely_{:03}_sek", idx + 1), value)?;
    }
    rows.fact(of, "worst_tenth_mean_sek", saving.worst_tenth_mean_sek)?;
    rows.estimate(of, "saving_probability", &saving.saving_probability)?;
    rows.estimate(of, "large_loss_probability", &saving.large_loss_probability)?;
    for (year, estimate) in &saving.saving_probability_by_year {
        rows.estimate(&of.year(*year), "saving_probability", estimate)?;
    }
    for (year, spread) in &saving.by_year {
        rows.spread(&of.year(*year), "nominal_sek", spread)?;
    }
    rows.monthly(of, "cumulative_sek", &saving.cumulative_sek)?;
    rows.by_month(of, "cumulative_sek_p50", &saving.cumulative_p50_sek)?;
    rows.estimate(of, "payback_never_share", &saving.payback.never_share)?;
    let payback = &saving.payback;
    for (measure, month) in [
        ("payback_p10_month", payback.p10_month),
        ("payback_p50_month", payback.p50_month),
        ("payback_p90_month", payback.p90_month),
    ] {
        if let Some(month) = month {
            rows.fact(of, measure, month)?;
        }
    }
    rows.spread(of, "run_off_sek_per_year", &saving.run_off_sek_per_year)?;
    rows.estimate(
        of,
        "variance_ignorance_share",
        &saving.variance.ignorance_share,
    )?;
    rows.estimate(of, "variance_world_share", &saving.variance.world_share)?;
    rows.estimate(of, "variance_luck_share", &saving.variance.luck_share)?;
    if let Some(cost) = saving.cost_per_extra_self_support_sek {
        rows.fact(of, "cost_per_extra_self_support_sek", cost)?;
    }
    Ok(())
}
