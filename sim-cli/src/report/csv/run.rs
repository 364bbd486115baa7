//! Facts of how it was run, how exact it is, and what it rests on.

use sim_core::results::assumption::{Assumption, Basis, EvidenceShares};
use sim_core::results::run::{ErrorAsked, Precision, Run};

use crate::report::csv_rows::{Of, Rows};

/// Writes what was run, and how.
pub fn run(rows: &mut Rows, run: &Run) -> Result<(), csv::Error> {
    let of = Of {
        section: "run",
        ..Of::default()
    };
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

/// Writes how much is known.
pub fn evidence(rows: &mut Rows, known: &EvidenceShares) -> Result<(), csv::Error> {
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

/// Writes what the answer rests on.
pub fn assumptions(rows: &mut Rows, known: &[Assumption]) -> Result<(), csv::Error> {
    for known in known {
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
    Ok(())
}
