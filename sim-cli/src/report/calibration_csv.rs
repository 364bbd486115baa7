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

fn numbers(found: &Calibration) -> impl Iterator<Item = [String; 17]> + '_ {
    let known = |known: &Known| [known.p05, known.p50, known.p95].map(|x| x.to_string());
    found.numbers.iter().map(move |number| {
        let [b05, b50, b95] = known(&number.prior);
        let [a05, a50, a95] = known(&number.posterior);
        let grade = number.grade.map_or("", |grade| grade.word());
        [
            "number".to_owned(),
            number.address.clone(),
            String::new(),
            number.unit.clone(),
            String::new(),
            String::new(),
            b05,
            b50,
            b95,
            a05,
            a50,
            a95,
            number.sd_ratio.to_string(),
            number.divergence.to_string(),
            String::new(),
            String::new(),
            grade.to_owned(),
        ]
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
    let told = |told: &FactPredicted| [told.p05, told.p50, told.p95].map(|x| x.to_string());
    found.facts.iter().map(move |fact| {
        let [b05, b50, b95] = told(&fact.prior);
        let [a05, a50, a95] = told(&fact.posterior);
        let error = &fact.error;
        let all = [error.stated, error.luck, error.others, error.monte_carlo];
        let whole: f64 = all.into_iter().map(|x| x * x).sum();
        [
            "fact".to_owned(),
            fact.id.clone(),
            String::new(),
            fact.quantity.word().to_owned(),
            fact.observed.to_string(),
            whole.sqrt().to_string(),
            b05,
            b50,
            b95,
            a05,
            a50,
            a95,
            String::new(),
            String::new(),
            fact.residual.to_string(),
            fact.from_others
                .map(|it| it.p50.to_string())
                .unwrap_or_default(),
            String::new(),
        ]
    })
}
