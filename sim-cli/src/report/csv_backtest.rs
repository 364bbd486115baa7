//! Documented figures against the model, one fact a row, in the table of all results.
//!
//! The kind is the figure's id; the account the number of a reading, where a row is about one, or the
//! address of a number that goes with the figure.

use sim_core::results::backtest::{
    Backtest, Calibration, DocumentedResult, Position, Predicted, Reach,
};

use crate::report::csv_rows::{Of, Rows};

/// Writes the section.
pub fn write(rows: &mut Rows, found: &Backtest) -> Result<(), csv::Error> {
    let of = Of {
        section: "backtest",
        ..Of::default()
    };
    rows.fact(&of, "draws", found.draws)?;
    rows.fact(&of, "seed", found.seed)?;
    rows.fact(&of, "price_year", found.price_year)?;
    calibration(rows, &of, &found.calibration)?;
    let mut figures = found.figures.iter();
    figures.try_for_each(|one| {
        let of = Of {
            design: one.design.clone(),
            ..of.kind(&one.id)
        };
        figure(rows, &of, one)
    })
}

fn calibration(rows: &mut Rows, of: &Of, known: &Calibration) -> Result<(), csv::Error> {
    rows.fact(of, "scored", known.scored)?;
    rows.fact(of, "inside_80", known.inside_80)?;
    rows.fact(of, "inside_90", known.inside_90)?;
    rows.fact(of, "inside_80_expected_low", known.inside_80_expected.0)?;
    rows.fact(of, "inside_80_expected_high", known.inside_80_expected.1)?;
    rows.fact(of, "mean_position", known.mean_position)?;
    rows.fact(of, "mean_position_sd", known.mean_position_sd)?;
    rows.fact(of, "chosen", known.chosen)?;
    rows.fact(of, "chosen_on_good_side", known.chosen_on_good_side)
}

fn figure(rows: &mut Rows, of: &Of, one: &DocumentedResult) -> Result<(), csv::Error> {
    if let Some(value) = one.value {
        rows.fact(of, "documented", value)?;
    }
    if let Some((low, high)) = one.value_range {
        rows.fact(of, "documented_low", low)?;
        rows.fact(of, "documented_high", high)?;
    }
    if let Some((low, high)) = one.denominator {
        rows.fact(of, "denominator_low", low)?;
        rows.fact(of, "denominator_high", high)?;
    }
    expected(rows, of, (one.predicted.as_ref(), one.position.as_ref()))?;
    if let Ok(serde_json::Value::String(verdict)) = serde_json::to_value(one.verdict) {
        rows.fact(of, "verdict", verdict)?;
    }
    rows.fact(of, "outside_by", one.outside_by)?;
    for (idx, reading) in one.readings.iter().enumerate() {
        let of = about(of, &(idx + 1).to_string());
        expected(
            rows,
            &of,
            (reading.predicted.as_ref(), reading.position.as_ref()),
        )?;
        if let Some(months) = reading.after_months {
            rows.fact(&of, "after_months", months)?;
        }
        for (name, window) in [
            ("window", reading.window),
            ("base_window", reading.base_window),
        ] {
            if let Some((from, to)) = window {
                rows.fact(&of, &format!("{name}_from_month"), from)?;
                rows.fact(&of, &format!("{name}_to_month"), to)?;
            }
        }
    }
    for carrier in &one.carriers {
        let of = about(of, &carrier.address);
        rows.fact(&of, "rank_correlation", carrier.rank_correlation)?;
        rows.fact(&of, "squared", carrier.squared)?;
    }
    for (name, reach) in [
        ("reach_of_one", &one.reach_of_one),
        ("reach_of_all", &one.reach_of_all),
    ] {
        if let Some(found) = reach {
            stretched(rows, of, name, found)?;
        }
    }
    Ok(())
}

fn about(of: &Of, what: &str) -> Of {
    Of {
        account: what.to_owned(),
        ..of.clone()
    }
}

fn expected(
    rows: &mut Rows,
    of: &Of,
    (predicted, position): (Option<&Predicted>, Option<&Position>),
) -> Result<(), csv::Error> {
    if let Some(known) = predicted {
        for (measure, value) in [
            ("expected_mean", known.mean),
            ("expected_p05", known.p05),
            ("expected_p10", known.p10),
            ("expected_p50", known.p50),
            ("expected_p90", known.p90),
            ("expected_p95", known.p95),
            ("empty_share", known.empty_share),
            ("few_share", known.few_share),
            ("mean_group", known.mean_group),
        ] {
            rows.fact(of, measure, value)?;
        }
    }
    match position {
        Some(position) => where_it_lies(rows, of, "", position),
        None => Ok(()),
    }
}

fn where_it_lies(
    rows: &mut Rows,
    of: &Of,
    before: &str,
    position: &Position,
) -> Result<(), csv::Error> {
    rows.fact(of, &format!("{before}position_below"), position.below)?;
    rows.fact(of, &format!("{before}position_up_to"), position.up_to)?;
    rows.estimate(of, &format!("{before}position"), &position.mid)
}

fn stretched(rows: &mut Rows, of: &Of, name: &str, found: &Reach) -> Result<(), csv::Error> {
    rows.fact(of, &format!("{name}_draws"), found.draws)?;
    rows.fact(of, &format!("{name}_p50"), found.p50)?;
    rows.fact(of, &format!("{name}_reaches"), found.reaches)?;
    where_it_lies(rows, of, &format!("{name}_"), &found.position)?;
    let mut numbers = found.numbers.iter();
    numbers.try_for_each(|(address, value)| {
        rows.fact(&about(of, address), &format!("{name}_value"), value)
    })
}
