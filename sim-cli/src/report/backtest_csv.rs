//! Documented figures held against what the model expects, as a table for other programs.
//!
//! One row a figure, and one a reading where there are several; empty where a column does not
//! apply.

use sim_core::results::backtest::{Backtest, Backtests, DocumentedResult};

use crate::error::Failure;
use crate::report::backtest::figures;

const HEADER: [&str; 25] = [
    "place",
    "figure",
    "kind",
    "design",
    "unit",
    "source",
    "reading",
    "quantity",
    "value",
    "value_low",
    "value_high",
    "denominator_low",
    "denominator_high",
    "p05",
    "p10",
    "p50",
    "p90",
    "p95",
    "below",
    "up_to",
    "position",
    "position_mc_se",
    "verdict",
    "outside_by",
    "strongest_number",
];

/// Returns one row for each figure, and one for each reading where there are several.
///
/// # Errors
///
/// `Failure::Broken` where the table cannot be made; that is a fault of the program.
pub fn write(found: &Backtests) -> Result<String, Failure> {
    let broken = |why: String| Failure::Broken(why);
    let mut rows = csv::Writer::from_writer(Vec::new());
    let mut write = |cells: &[String]| {
        rows.write_record(cells)
            .map_err(|why| broken(why.to_string()))
    };
    write(&HEADER.map(str::to_owned))?;
    for (place, figure) in figures(found) {
        write(&csv_row(place, figure, None))?;
        if figure.readings.len() > 1 {
            for reading in 0..figure.readings.len() {
                write(&csv_row(place, figure, Some(reading)))?;
            }
        }
    }
    let bytes = rows.into_inner().map_err(|why| broken(why.to_string()))?;
    String::from_utf8(bytes).map_err(|why| broken(why.to_string()))
}

fn csv_row(place: &Backtest, figure: &DocumentedResult, reading: Option<usize>) -> Vec<String> {
    let word = |value: serde_json::Result<serde_json::Value>| match value {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    };
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    let one = reading.map(|at| &figure.readings[at]);
    let first = one.or(figure.readings.first());
    let predicted = one.map_or(figure.predicted, |one| one.predicted);
    let position = one.map_or(figure.position, |one| one.position);
    let of = figure.denominator;
    let mut cells = vec![
        place
            .municipality
            .clone()
            .unwrap_or_else(|| place.title.en.clone()),
        figure.id.clone(),
        word(serde_json::to_value(figure.kind)),
        figure.design.clone(),
        word(serde_json::to_value(figure.unit)),
        figure.source.clone(),
        reading.map(|at| (at + 1).to_string()).unwrap_or_default(),
        first
            .map(|first| word(serde_json::to_value(first.quantity)))
            .unwrap_or_default(),
        number(figure.value),
        number(figure.value_range.map(|range| range.0).or(figure.value)),
        number(figure.value_range.map(|range| range.1).or(figure.value)),
        of.map(|of| of.0.to_string()).unwrap_or_default(),
        of.map(|of| of.1.to_string()).unwrap_or_default(),
    ];
    cells.extend([
        number(predicted.map(|it| it.p05)),
        number(predicted.map(|it| it.p10)),
        number(predicted.map(|it| it.p50)),
        number(predicted.map(|it| it.p90)),
        number(predicted.map(|it| it.p95)),
        number(position.map(|it| it.below)),
        number(position.map(|it| it.up_to)),
        number(position.map(|it| it.mid.value)),
        number(position.map(|it| it.mid.mc_se)),
        word(serde_json::to_value(figure.verdict)),
        figure.outside_by.to_string(),
        figure
            .carriers
            .first()
            .map(|carrier| carrier.address.clone())
            .unwrap_or_default(),
    ]);
    cells
}
