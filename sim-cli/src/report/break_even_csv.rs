//! The break-even as a table with one fact a row.
//!
//! `part` is `limit` (a value at which a probability is crossed, or `always`, `never`,
//! `too_few_draws`), `point` (a value that was tried) or `cell` (a pair of values).

use sim_core::results::break_even::{BreakEven, BreakEvenAnswer, BreakEvenSeen};

use crate::error::Failure;

const HEADER: [&str; 19] = [
    "part",
    "design",
    "perspective",
    "probability",
    "answer",
    "is_clear",
    "value",
    "second_value",
    "low",
    "high",
    "saves_above",
    "mean_sek",
    "mc_se_sek",
    "p10_sek",
    "p50_sek",
    "p90_sek",
    "saving_probability",
    "saving_probability_mc_se",
    "draws",
];

/// Returns the break-even as CSV.
///
/// # Errors
///
/// `Failure::Broken` where it cannot be written; that is a fault of the program.
pub fn write(found: &BreakEven) -> Result<String, Failure> {
    let broken = |why: String| Failure::Broken(why);
    let mut rows = csv::Writer::from_writer(Vec::new());
    all(found, &mut rows).map_err(|why| broken(why.to_string()))?;
    let bytes = rows.into_inner().map_err(|why| broken(why.to_string()))?;
    String::from_utf8(bytes).map_err(|why| broken(why.to_string()))
}

type Rows = csv::Writer<Vec<u8>>;

fn all(found: &BreakEven, rows: &mut Rows) -> Result<(), csv::Error> {
    rows.write_record(HEADER)?;
    let draws = found.draws.to_string();
    for design in &found.designs {
        for seen in &design.seen {
            limits((&design.design, seen), &draws, rows)?;
            points((&design.design, seen), &draws, rows)?;
        }
    }
    let Some(map) = &found.map else {
        return Ok(());
    };
    for design in &map.designs {
        for seen in &design.seen {
            for (row, second) in map.second_values.iter().enumerate() {
                for (column, first) in map.first_values.iter().enumerate() {
                    let mut record = blank("cell", &design.design, seen.perspective.word());
                    record[6] = first.to_string();
                    record[7] = second.to_string();
                    record[14] = seen.median_sek[row][column].to_string();
                    record[16] = seen.saving_probability[row][column].to_string();
                    record[18].clone_from(&draws);
                    rows.write_record(record)?;
                }
            }
        }
    }
    Ok(())
}

fn blank(part: &str, design: &str, perspective: &str) -> Vec<String> {
    let mut record = vec![String::new(); HEADER.len()];
    for (cell, text) in record.iter_mut().zip([part, design, perspective]) {
        text.clone_into(cell);
    }
    record
}

fn limits(
    (design, seen): (&str, &BreakEvenSeen),
    draws: &str,
    rows: &mut Rows,
) -> Result<(), csv::Error> {
    for at in &seen.at {
        let mut record = blank("limit", design, seen.perspective.word());
        record[3] = at.probability.to_string();
        record[4] = match at.answer {
            BreakEvenAnswer::Crosses => "crosses",
            BreakEvenAnswer::Always => "always",
            BreakEvenAnswer::Never => "never",
            BreakEvenAnswer::TooFewDraws => "too_few_draws",
        }
        .to_owned();
        record[5] = at.is_clear.to_string();
        draws.clone_into(&mut record[18]);
        if at.crossings.is_empty() {
            rows.write_record(&record)?;
        }
        for crossing in &at.crossings {
            let end = |end: Option<f64>| end.map_or_else(String::new, |end| end.to_string());
            record[6] = crossing.value.to_string();
            record[8] = end(crossing.low);
            record[9] = end(crossing.high);
            record[10] = crossing.saves_above.to_string();
            rows.write_record(&record)?;
        }
    }
    Ok(())
}

fn points(
    (design, seen): (&str, &BreakEvenSeen),
    draws: &str,
    rows: &mut Rows,
) -> Result<(), csv::Error> {
    for point in &seen.points {
        let mut record = blank("point", design, seen.perspective.word());
        record[6] = point.value.to_string();
        let net = &point.net;
        let figures = [net.mean, net.mc_se, net.p10, net.p50, net.p90];
        for (cell, figure) in record[11..16].iter_mut().zip(figures) {
            *cell = figure.to_string();
        }
        record[16] = point.saving_probability.value.to_string();
        record[17] = point.saving_probability.mc_se.to_string();
        draws.clone_into(&mut record[18]);
        rows.write_record(record)?;
    }
    Ok(())
}
