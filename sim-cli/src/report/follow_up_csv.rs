//! A prediction against what came as a table with one month and figure a row.

use sim_core::results::follow_up::{FollowUp, ScoredMonth};

use crate::error::Failure;
use crate::texts::follow_up::month;

const HEADER: [&str; 16] = [
    "figure",
    "month",
    "actual",
    "mean",
    "p05",
    "p10",
    "p25",
    "p50",
    "p75",
    "p90",
    "p95",
    "pit_low",
    "pit_high",
    "crps",
    "crps_today",
    "crps_last_known",
];

/// Returns the months as CSV.
///
/// # Errors
///
/// `Failure::Broken` where it cannot be written; that is a fault of the program.
pub fn write(found: &FollowUp) -> Result<String, Failure> {
    let broken = |why: String| Failure::Broken(why);
    let mut rows = csv::Writer::from_writer(Vec::new());
    let figures = [
        ("households", &found.households),
        ("paid_sek", &found.paid_sek),
    ];
    let written = rows.write_record(HEADER);
    written.map_err(|why| broken(why.to_string()))?;
    for (figure, scored) in figures {
        for one in scored.iter().flat_map(|scored| &scored.months) {
            let written = rows.write_record(row(figure, one));
            written.map_err(|why| broken(why.to_string()))?;
        }
    }
    let bytes = rows.into_inner().map_err(|why| broken(why.to_string()))?;
    String::from_utf8(bytes).map_err(|why| broken(why.to_string()))
}

fn row(figure: &str, one: &ScoredMonth) -> Vec<String> {
    let known = [
        one.actual,
        one.mean,
        one.p05_p95.0,
        one.p10_p90.0,
        one.p25_p75.0,
        one.p50,
        one.p25_p75.1,
        one.p10_p90.1,
        one.p05_p95.1,
        one.pit.0,
        one.pit.1,
        one.crps,
    ];
    let perhaps = [one.crps_today, one.crps_last_known];
    let mut cells = vec![figure.to_owned(), month(one.month)];
    cells.extend(known.map(|value| value.to_string()));
    cells.extend(perhaps.map(|value| value.map(|value| value.to_string()).unwrap_or_default()));
    cells
}
