//! Results as a table with one fact a row, for spreadsheets and other programs.
//!
//! Columns: section, design, perspective, account, kind, year, month, measure, value.
//! Empty where a column does not apply. Numbers have a point and no spaces.

mod levers;

use std::fmt::Display;

use sim_core::results::Results;
use sim_core::results::assumption::{Basis, EvidenceShares};
use sim_core::results::budget::Budget;
use sim_core::results::comparison::{Comparison, Saving};
use sim_core::results::people::{People, PublishedStatistics};
use sim_core::results::queues::QueueResult;
use sim_core::results::run::{ErrorAsked, Precision};
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
    run(rows, results)?;
    for design in &results.designs {
        design_rows(rows, design)?;
    }
    for comparison in &results.comparisons {
        comparison_rows(rows, comparison)?;
    }
    evidence(rows, &results.evidence)?;
    if let Some(found) = &results.break_even {
        rows.break_even(found)?;
    }
    if let Some(found) = &results.choice {
        rows.choice(found)?;
    }
    for known in &results.assumptions {
        let of = Of {
            section: "assumption",
            kind: known.address.clone(),
            ..Of::default()
        };
        rows.fact(&of, "unit", &known.unit)?;
        rows.fact(&of, "p50", known.value)?;
        for (measure, value) in [("p05", known.p05), ("p95", known.p95)] {
            if let Some(value) = value {
                rows.fact(&of, measure, value)?;
            }
        }
        if let Some(grade) = known.grade {
            rows.fact(&of, "grade", grade.word())?;
        }
        if let Some(source) = &known.source {
            rows.fact(&of, "source", source)?;
        }
        let basis = match known.basis {
            Basis::Documented => "documented",
            Basis::Statistics => "statistics",
            Basis::Assumed => "assumed",
        };
        rows.fact(&of, "basis", basis)?;
    }
    if let Some(found) = &results.backtest {
        csv_backtest::write(rows, found)?;
    }
    sensitivity_csv::add(rows, results)
}

fn evidence(rows: &mut Rows, known: &EvidenceShares) -> Result<(), csv::Error> {
    let of = Of {
        section: "evidence",
        ..Of::default()
    };
    rows.fact(&of, "numbers", known.numbers)?;
    rows.fact(&of, "documented", known.documented)?;
    rows.fact(&of, "statistics", known.statistics)?;
    rows.fact(&of, "assumed", known.assumed)?;
    rows.fact(&of, "uncertain", known.uncertain)?;
    for (grade, count) in ["a", "b", "c", "d"].into_iter().zip(known.graded) {
        rows.fact(&of, &format!("grade_{grade}"), count)?;
    }
    rows.fact(&of, "ungraded", known.ungraded)?;
    rows.fact(&of, "weak_share", known.weak_share)?;
    if let Some(share) = &known.weak_variance_share {
        rows.estimate(&of, "weak_variance_share", share)?;
    }
    Ok(())
}

fn run(rows: &mut Rows, results: &Results) -> Result<(), csv::Error> {
    let of = Of {
        section: "run",
        ..Of::default()
    };
    let run = &results.run;
    rows.fact(&of, "scenario_hash", &run.scenario_hash)?;
    rows.fact(&of, "program_version", &run.program_version)?;
    rows.fact(&of, "seed", run.seed)?;
    rows.fact(&of, "draws", run.draws)?;
    rows.fact(&of, "draws_asked", run.draws_asked)?;
    rows.fact(&of, "second_cohorts", run.second_cohorts)?;
    rows.fact(&of, "start_year", run.start.0)?;
    rows.fact(&of, "start_month", run.start.1)?;
    rows.fact(&of, "horizon_months", run.horizon_months)?;
    for (year, months) in run.years.iter().zip(&run.months_in_year) {
        rows.fact(&of.year(*year), "months_in_year", months)?;
    }
    rows.fact(&of, "stock_households", run.stock.households)?;
    rows.fact(&of, "stock_warm_up_years", run.stock.warm_up_years)?;
    rows.fact(&of, "stock_drift_per_year", run.stock.drift_per_year)?;
    rows.fact(&of, "large_loss_sek", run.large_loss_sek)?;
    rows.fact(&of, "headline_month", run.headline_month)?;
    rows.fact(&of, "price_year", run.price_year)?;
    rows.fact(&of, "discount_per_year", run.discount_per_year)?;
    if let Some(known) = &run.precision {
        precision(rows, known)?;
    }
    for (name, on) in [
        ("displacement", run.adjustments.displacement),
        ("volume", run.adjustments.volume),
        ("discontinuation", run.adjustments.discontinuation),
        ("optimism", run.adjustments.optimism),
    ] {
        rows.fact(&of, &format!("adjustment_{name}"), on)?;
    }
    for fixed in &run.fixed {
        rows.fact(&of.kind(&fixed.address), "fixed", fixed.value)?;
    }
    Ok(())
}

fn precision(rows: &mut Rows, known: &Precision) -> Result<(), csv::Error> {
    let of = Of {
        section: "precision",
        ..Of::default()
    };
    match known.asked {
        ErrorAsked::Share(share) => rows.fact(&of, "asked_share", share)?,
        ErrorAsked::Sek(sek) => rows.fact(&of, "asked_sek", sek)?,
    }
    rows.fact(&of, "least_draws", known.least_draws)?;
    rows.fact(&of, "most_draws", known.most_draws)?;
    for reached in &known.reached {
        let of = Of {
            design: reached.design.clone(),
            ..of.clone()
        };
        rows.fact(&of, "mean_sek", reached.mean_sek)?;
        rows.fact(&of, "error_sek", reached.error_sek)?;
        if let Some(share) = reached.error_share {
            rows.fact(&of, "error_share", share)?;
        }
        rows.fact(&of, "is_enough", u8::from(reached.is_enough))?;
    }
    Ok(())
}

fn design_rows(rows: &mut Rows, design: &DesignResults) -> Result<(), csv::Error> {
    let of = Of {
        section: "people",
        design: design.id.clone(),
        ..Of::default()
    };
    people(rows, &of, &design.people)?;
    budget(rows, &of.section("budget"), &design.budget)
}

fn people(rows: &mut Rows, of: &Of, people: &People) -> Result<(), csv::Error> {
    rows.monthly(of, "households_on_assistance", &people.on_assistance)?;
    rows.monthly(of, "households_in_interventions", &people.in_interventions)?;
    rows.monthly(of, "households_elsewhere", &people.elsewhere)?;
    for series in &people.states {
        rows.monthly(&of.kind(&series.state), "households", &series.households)?;
    }
    for series in &people.events {
        rows.monthly(&of.kind(&series.event), "events", &series.count)?;
    }
    rows.spread(of, "months_with_payment", &people.months_with_payment)?;
    rows.spread(of, "job_months", &people.job_months)?;
    for (month, spread) in &people.self_support_at {
        rows.spread(&of.month(month), "self_support", spread)?;
    }
    published(rows, &of.section("statistics"), &people.published)?;
    for queue in &people.queues {
        queue_rows(rows, &of.section("queue").kind(&queue.pool), queue)?;
    }
    for need in &people.staff {
        let of = of.section("staff").kind(&need.profession);
        rows.monthly(&of, "needed_fte", &need.needed_fte)?;
        for (idx, fte) in need.available_fte.iter().flatten().enumerate() {
            rows.fact(&of.month(idx + 1), "available_fte", fte)?;
        }
    }
    for probe in &people.probes {
        let of = Of {
            account: probe.probe.clone(),
            ..of.section("probe").month(probe.after_months)
        };
        rows.spread(&of, "followed", &probe.followed)?;
        for (class, share) in &probe.shares {
            rows.spread(&of.kind(class), "share", share)?;
        }
    }
    Ok(())
}

fn queue_rows(rows: &mut Rows, of: &Of, queue: &QueueResult) -> Result<(), csv::Error> {
    rows.spread(of, "wait_days", &queue.wait_days)?;
    rows.spread(of, "served_share", &queue.served_share)?;
    rows.spread(of, "used_share", &queue.used_share_in_all)?;
    if let Some(days) = queue.p90_wait_days_in_all {
        rows.fact(of, "p90_wait_days", days)?;
    }
    for (name, series) in [
        ("asked", &queue.asked),
        ("served", &queue.served),
        ("left", &queue.left),
        ("waiting", &queue.waiting),
        ("longest_queue", &queue.longest),
        ("taken", &queue.taken),
    ] {
        rows.monthly(of, name, series)?;
    }
    for (name, months) in [
        ("places", &queue.there),
        ("month_used_share", &queue.used_share),
        ("mean_wait_days", &queue.mean_wait_days),
        ("p90_wait_days", &queue.p90_wait_days),
    ] {
        for (idx, value) in months.iter().enumerate() {
            if let Some(value) = value {
                rows.fact(&of.month(idx + 1), name, value)?;
            }
        }
    }
    Ok(())
}

fn published(rows: &mut Rows, of: &Of, facts: &PublishedStatistics) -> Result<(), csv::Error> {
    rows.estimate(of, "months_in_year", &facts.months_in_year)?;
    rows.estimate(
        of,
        "ten_months_or_more_share",
        &facts.ten_months_or_more_share,
    )?;
    rows.estimate(
        of,
        "under_four_months_share",
        &facts.under_four_months_share,
    )?;
    rows.estimate(
        of,
        "spells_over_twelve_months_share",
        &facts.spells_over_twelve_months_share,
    )?;
    rows.estimate(
        of,
        "return_within_three_months_share",
        &facts.return_within_three_months_share,
    )?;
    rows.spread(of, "households_in_year", &facts.households_in_year)?;
    rows.spread(
        of,
        "sek_per_household_in_year",
        &facts.sek_per_household_in_year,
    )
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
