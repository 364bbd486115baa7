//! What decides the answer, as rows of the table of facts.
//!
//! Sections: `sensitivity`, `recommendation`, `flip`, `bar`, `share`. The column `kind` holds the address of a
//! number (of several, joined by `+`), or `theme:`, `grade:`, `world`, `weak`, `luck`.

use sim_core::results::Results;
use sim_core::results::sensitivity::{
    Bar, Flip, GroupShares, Recommendation, SeenSensitivity, Sensitivity, ShareInterval, Shares,
};

use crate::error::Failure;
use crate::report::csv_rows::{HEADER, Of, Rows};

/// Returns these rows alone as CSV.
///
/// # Errors
///
/// `Failure::Broken` where the table cannot be made; that is a fault of the program.
pub fn write(results: &Results) -> Result<String, Failure> {
    let made = || {
        let mut rows = Rows(csv::Writer::from_writer(Vec::new()));
        rows.0.write_record(HEADER)?;
        add(&mut rows, results)?;
        Ok::<Rows, csv::Error>(rows)
    };
    let rows = made().map_err(|why| Failure::Broken(why.to_string()))?;
    let bytes = rows.0.into_inner();
    let bytes = bytes.map_err(|why| Failure::Broken(why.to_string()))?;
    String::from_utf8(bytes).map_err(|why| Failure::Broken(why.to_string()))
}

/// Adds the rows where the results say what decides the answer.
pub fn add(rows: &mut Rows, results: &Results) -> Result<(), csv::Error> {
    let Some(found) = &results.sensitivity else {
        return Ok(());
    };
    effort(rows, found)?;
    for recommendation in &found.recommendations {
        recommended(rows, recommendation)?;
    }
    for design in &found.designs {
        for seen in &design.seen {
            one(rows, &design.design, seen)?;
        }
    }
    Ok(())
}

fn effort(rows: &mut Rows, found: &Sensitivity) -> Result<(), csv::Error> {
    let of = Of {
        section: "sensitivity",
        perspective: found.perspective.word(),
        ..Of::default()
    };
    let effort = &found.effort;
    rows.fact(&of, "numbers", effort.numbers)?;
    rows.fact(&of, "screening_draws", effort.screening_draws)?;
    rows.fact(&of, "draws_each", effort.draws_each)?;
    rows.fact(&of, "strongest", effort.strongest)?;
    rows.fact(&of, "simulated", effort.simulated)
}

fn recommended(rows: &mut Rows, found: &Recommendation) -> Result<(), csv::Error> {
    let of = Of {
        section: "recommendation",
        design: found.best.clone(),
        perspective: found.perspective.word(),
        ..Of::default()
    };
    rows.estimate(&of, "net_sek", &found.net_sek)?;
    rows.fact(&of, "next", &found.next)?;
    rows.estimate(&of, "ahead_sek", &found.ahead_sek)?;
    rows.fact(&of, "is_clear", found.is_clear)?;
    if let Some(needed) = found.draws_needed {
        rows.fact(&of, "draws_needed", needed)?;
    }
    rows.fact(&of, "is_complete", found.is_complete)?;
    rows.fact(&of, "numbers_tried", found.numbers_tried)?;
    for address in &found.undecided {
        rows.fact(&of.kind(address), "undecided", true)?;
    }
    let flips = &mut found.flips.iter();
    flips.try_for_each(|flip| flipped(rows, &of, flip))
}

fn flipped(rows: &mut Rows, of: &Of, flip: &Flip) -> Result<(), csv::Error> {
    let of = of.section("flip").kind(&flip.address);
    rows.fact(&of, "value", flip.value)?;
    rows.fact(&of, "value_low", flip.between.0)?;
    rows.fact(&of, "value_high", flip.between.1)?;
    rows.fact(&of, "median", flip.median)?;
    let side = serde_json::to_value(flip.side).unwrap_or_default();
    rows.fact(&of, "side", side.as_str().unwrap_or_default())?;
    rows.fact(&of, "probability", flip.probability)?;
    rows.fact(&of, "best_there", &flip.best_there)?;
    rows.fact(&of, "end_value", flip.end_value)?;
    rows.estimate(&of, "ahead_at_end_sek", &flip.ahead_at_end_sek)?;
    rows.fact(&of, "draws", flip.draws)
}

fn one(rows: &mut Rows, design: &str, seen: &SeenSensitivity) -> Result<(), csv::Error> {
    let of = Of {
        section: "bar",
        design: design.to_owned(),
        perspective: seen.perspective.word(),
        ..Of::default()
    };
    for bar in &seen.bars {
        bar_rows(rows, &of.kind(&bar.address), bar)?;
    }
    let of = of.section("share");
    if let Some(needed) = seen.draws_needed {
        rows.fact(&of, "draws_needed", needed)?;
    }
    match &seen.shares {
        Some(shares) => all_shares(rows, &of, shares),
        None => Ok(()),
    }
}

fn bar_rows(rows: &mut Rows, of: &Of, bar: &Bar) -> Result<(), csv::Error> {
    rows.fact(of, "theme", bar.theme.word())?;
    for (end, found) in [("low", &bar.low), ("high", &bar.high)] {
        rows.fact(of, &format!("{end}_value"), found.value)?;
        rows.estimate(of, &format!("{end}_net_sek"), &found.net_sek)?;
        rows.estimate(of, &format!("{end}_change_sek"), &found.change_sek)?;
    }
    rows.estimate(of, "width_sek", &bar.width_sek)?;
    rows.fact(of, "draws", bar.draws)
}

fn all_shares(rows: &mut Rows, of: &Of, shares: &Shares) -> Result<(), csv::Error> {
    rows.estimate(&of.kind("luck"), "of_whole_variance", &shares.luck_share)?;
    for number in &shares.by_number {
        group(rows, &of.kind(&number.addresses.join("+")), &number.shares)?;
    }
    for theme in &shares.by_theme {
        let of = of.kind(&format!("theme:{}", theme.theme.word()));
        group(rows, &of, &theme.shares)?;
    }
    for grade in &shares.by_grade {
        let word = grade.grade.map_or("none", |grade| grade.word());
        group(rows, &of.kind(&format!("grade:{word}")), &grade.shares)?;
    }
    if let Some(world) = &shares.world {
        group(rows, &of.kind("world"), world)?;
    }
    group(rows, &of.kind("weak"), &shares.weak)
}

fn group(rows: &mut Rows, of: &Of, shares: &GroupShares) -> Result<(), csv::Error> {
    rows.fact(of, "numbers", shares.numbers)?;
    interval(rows, of, "first_order", &shares.first_order)?;
    interval(rows, of, "total", &shares.total)?;
    rows.fact(of, "draws", shares.draws)
}

fn interval(rows: &mut Rows, of: &Of, name: &str, share: &ShareInterval) -> Result<(), csv::Error> {
    rows.fact(of, name, share.value)?;
    rows.fact(of, &format!("{name}_mc_se"), share.mc_se)?;
    rows.fact(of, &format!("{name}_low"), share.low)?;
    rows.fact(of, &format!("{name}_high"), share.high)
}
