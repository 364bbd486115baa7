//! Numbers calibrated to facts, as a table for other programs: one row a number, a pair and a fact.

use sim_core::results::calibration::{Calibration, FactPredicted, Known};

use crate::error::Failure;

const HEADER: [&str; 17] = [
    "kind",
    "id",
    "with",
    "unit",
    "observed",
    "standard_error",
    "before_p05",
    "before_p50",
    "before_p95",
    "after_p05",
    "after_p50",
    "after_p95",
    "sd_ratio",
    "divergence",
    "residual",
    "from_others_p50",
    "grade",
];

/// Returns the table.
///
/// # Errors
///
/// `Failure::Broken` where the table cannot be made; that is a fault of the program.
pub fn write(found: &Calibration) -> Result<String, Failure> {
    let broken = |why: String| Failure::Broken(why);
    let mut rows = csv::Writer::from_writer(Vec::new());
    let header = HEADER.map(str::to_owned);
    let all = std::iter::once(header)
        .chain(numbers(found))
        .chain(pairs(found))
        .chain(facts(found));
    for row in all {
        rows.write_record(&row)
            .map_err(|why| broken(why.to_string()))?;
    }
    let bytes = rows.into_inner().map_err(|why| broken(why.to_string()))?;
    String::from_utf8(bytes).map_err(|why| broken(why.to_string()))
}

/// Returns a row that says what is known before and after; the cells that are its own kind's are empty.
fn row([kind, id, what]: [&str; 3], before: [f64; 3], after: [f64; 3]) -> [String; 17] {
    let mut row = [const { String::new() }; 17];
    row[0] = kind.to_owned();
    row[1] = id.to_owned();
    row[3] = what.to_owned();
    for (at, (before, after)) in before.into_iter().zip(after).enumerate() {
        row[6 + at] = before.to_string();
        row[9 + at] = after.to_string();
    }
    row
}

fn numbers(found: &Calibration) -> impl Iterator<Item = [String; 17]> + '_ {
    let known = |known: &Known| [known.p05, known.p50, known.p95];
    found.numbers.iter().map(move |number| {
        let names = ["number", &number.address, &number.unit];
        let mut row = row(names, known(&number.prior), known(&number.posterior));
        row[12] = number.sd_ratio.to_string();
        row[13] = number.divergence.to_string();
        row[16] = number.grade.map_or("", |grade| grade.word()).to_owned();
        row
    })
}

fn pairs(found: &Calibration) -> impl Iterator<Item = [String; 17]> + '_ {
    found.correlations.iter().map(|pair| {
        let mut row = [const { String::new() }; 17];
        row[0] = "rank_correlation".to_owned();
        row[1].clone_from(&pair.between[0]);
        row[2].clone_from(&pair.between[1]);
        row[7] = pair.before.to_string();
        row[10] = pair.after.to_string();
        row
    })
}

fn facts(found: &Calibration) -> impl Iterator<Item = [String; 17]> + '_ {
    let told = |told: &FactPredicted| [told.p05, told.p50, told.p95];
    found.facts.iter().map(move |fact| {
        let error = &fact.error;
        let all = [error.stated, error.luck, error.others, error.monte_carlo];
        let whole: f64 = all.into_iter().map(|x| x * x).sum();
        let names = ["fact", &fact.id, fact.quantity.word()];
        let mut row = row(names, told(&fact.prior), told(&fact.posterior));
        row[4] = fact.observed.to_string();
        row[5] = whole.sqrt().to_string();
        row[14] = fact.residual.to_string();
        row[15] = fact
            .from_others
            .map(|it| it.p50.to_string())
            .unwrap_or_default();
        row
    })
}
