//! Every amount of a comparison, as the results in JSON have it, is a row of the facts.

use serde_json::Value;
use sim_core::results::Results;
use sim_core::results::perspective::Perspective;
use sim_core::results::what_if::{Parts, WhatIf};

use crate::report::csv;
use crate::report::fixture::results;

/// Fields that are addresses or counts of something else than an amount.
const NOT_AMOUNTS: [&str; 3] = ["year", "mc_se", "is_exact"];

/// Returns results with what net saving is made of, every number another one.
fn with_parts() -> Results {
    let mut results = results();
    for (idx, comparison) in results.comparisons.iter_mut().enumerate() {
        let months = |from: f64| {
            (0..24)
                .map(|month| from + 0.731 * f64::from(month) + 10.0 * idx as f64)
                .collect()
        };
        comparison.savings[0].cumulative_p50_sek = months(81_234.5);
        comparison.what_if = Some(WhatIf {
            discount_per_year: 0.0357 + idx as f64,
            retained_tax_share: 0.4571 + idx as f64,
            displaced_share: 0.2953 + idx as f64,
            discount_factor: months(0.117),
            is_exact: true,
            parts: vec![Parts {
                perspective: Perspective::Municipality,
                own: months(1111.25),
                retained: months(2222.25),
                displaced: months(3333.25),
                displaced_retained: months(4444.25),
                present_sek: 98_765.4 + idx as f64,
            }],
        });
    }
    results
}

/// Collects every number below a place, with the names that lead there.
fn numbers(at: &str, value: &Value, found: &mut Vec<(String, f64)>) {
    match value {
        Value::Number(number) => found.extend(number.as_f64().map(|one| (at.to_owned(), one))),
        Value::Array(all) => {
            for (idx, one) in all.iter().enumerate() {
                numbers(&format!("{at}[{idx}]"), one, found);
            }
        }
        Value::Object(fields) => {
            for (name, one) in fields {
                if !NOT_AMOUNTS.contains(&name.as_str()) {
                    numbers(&format!("{at}.{name}"), one, found);
                }
            }
        }
        _ => {}
    }
}

/// Returns the numbers of the facts about one design.
fn in_csv(facts: &str, design: &str) -> Vec<u64> {
    let rows = facts
        .lines()
        .map(|line| line.split(',').collect::<Vec<_>>());
    let rows = rows.filter(|row| row.get(1) == Some(&design));
    let values = rows.flat_map(|row| {
        // Years and months are columns of their own.
        [row[5], row[6], row[row.len() - 1]].map(str::to_owned)
    });
    values
        .filter_map(|value| value.parse::<f64>().ok())
        .map(f64::to_bits)
        .collect()
}

#[test]
fn every_number_of_a_comparison_is_in_the_facts() {
    let results = with_parts();
    let facts = csv::write(&results).expect("CSV");
    let mut looked_for = 0;
    for comparison in &results.comparisons {
        let json = serde_json::to_value(comparison).expect("JSON");
        let mut wanted = Vec::new();
        numbers("", &json, &mut wanted);
        let known = in_csv(&facts, &comparison.design);
        let is_missing = |one: &&(String, f64)| !known.contains(&one.1.to_bits());
        let missing: Vec<_> = wanted.iter().filter(is_missing).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", comparison.design);
        looked_for += wanted.len();
    }
    assert!(looked_for > 1000, "{looked_for}");
}
