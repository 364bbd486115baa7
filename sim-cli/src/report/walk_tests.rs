//! Every number of the results, one by one: in the facts exactly, in the workbook exactly where a sheet
//! shows it, and on the page. What an output leaves out stands here with the reason.

mod left_out;
mod page;
mod sections;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use serde_json::{Number, Value};
use sim_core::results::Results;
use sim_core::results::backtest::{
    Backtest, Calibration, Carrier, DocumentedResult, Position, Predicted, Reach, Reading, Verdict,
};
use sim_core::results::people::ProbeResult;
use sim_core::results::run::{ErrorAsked, ErrorReached, Precision};
use sim_core::results::what_if::{Parts, WhatIf};
use sim_core::scenario::documented::{CountedUnit, DocumentedKind, Quantity};

use crate::report::fixture::{both, estimate, spread};
use crate::report::html::tests::with_queue;
use crate::report::walk_tests::left_out::{NOT_IN_THE_FACTS, NOT_IN_THE_WORKBOOK};
use crate::report::{csv, xlsx};
use crate::texts::Lang;

/// Returns results with every section and every number there can be.
fn whole() -> Results {
    let mut results = with_queue();
    results.run.precision = Some(Precision {
        asked: ErrorAsked::Sek(1e5),
        least_draws: 500,
        most_draws: 9_000,
        reached: vec![ErrorReached {
            design: "house".to_owned(),
            mean_sek: 7e6,
            error_sek: 9e4,
            error_share: Some(0.013),
            is_enough: true,
        }],
    });
    results.evidence.weak_variance_share = Some(estimate(0.5));
    for design in &mut results.designs {
        design.people.probes = vec![ProbeResult {
            probe: "after".to_owned(),
            title: None,
            after_months: 12,
            followed: spread(150.0, 8.0),
            shares: vec![("job".to_owned(), spread(0.3, 0.02))],
        }];
    }
    for comparison in &mut results.comparisons {
        comparison.savings[0].cumulative_p50_sek = vec![1e6; 60];
        comparison.savings[0].cost_per_extra_self_support_sek = Some(2e5);
        comparison.what_if = Some(WhatIf {
            discount_per_year: 0.035,
            retained_tax_share: 0.4,
            displaced_share: 0.3,
            discount_factor: vec![0.9; 60],
            is_exact: true,
            parts: vec![Parts {
                perspective: comparison.savings[0].perspective,
                own: vec![1.0; 60],
                retained: vec![1.0; 60],
                displaced: vec![1.0; 60],
                displaced_retained: vec![1.0; 60],
                present_sek: 1.0,
            }],
        });
    }
    results.backtest = Some(backtest());
    sections::fill(&mut results);
    results
}

fn backtest() -> Backtest {
    let predicted = Predicted {
        mean: 55.0,
        p05: 26.0,
        p10: 30.0,
        p50: 54.0,
        p90: 99.0,
        p95: 108.0,
        empty_share: 0.01,
        few_share: 0.02,
        mean_group: 77.0,
    };
    let position = Position {
        below: 0.96,
        up_to: 0.98,
        mid: estimate(0.97),
    };
    let reading = Reading {
        quantity: Quantity::ExitCount,
        of: None,
        list: None,
        interventions: Vec::new(),
        segments: Vec::new(),
        states: vec!["job".to_owned()],
        of_states: Vec::new(),
        after_months: Some(6),
        window: Some((1, 12)),
        base_window: None,
        predicted: Some(predicted),
        position: Some(position),
    };
    let reach = |address: &str| Reach {
        numbers: vec![(address.to_owned(), 16.0)],
        draws: 128,
        p50: 84.0,
        position,
        reaches: false,
    };
    Backtest {
        title: both("Exempel", "Example"),
        municipality: None,
        scenario_hash: "00".to_owned(),
        seed: 1,
        draws: 500,
        price_year: 2026,
        figures: vec![DocumentedResult {
            id: "jobs".to_owned(),
            title: both("Fått jobb", "Found work"),
            kind: DocumentedKind::Count,
            design: "house".to_owned(),
            design_title: None,
            unit: CountedUnit::Persons,
            counting_rule: None,
            chosen_as_success: true,
            used_as_input: false,
            good_side: None,
            source: "own".to_owned(),
            source_title: None,
            note: None,
            value: Some(150.0),
            value_range: Some((140.0, 160.0)),
            denominator: Some((200, 300)),
            readings: vec![reading.clone(), reading],
            predicted: Some(predicted),
            position: Some(position),
            verdict: Verdict::Above,
            outside_by: 42.0,
            carriers: vec![Carrier {
                address: "inflow.per_month".to_owned(),
                rank_correlation: 0.8,
                squared: 0.64,
                should_be_higher: Some(true),
            }],
            reach_of_one: Some(reach("inflow.per_month")),
            reach_of_all: Some(reach("stock.households")),
        }],
        calibration: Calibration {
            scored: 3,
            inside_80: 1,
            inside_90: 2,
            mean_position: 0.94,
            mean_position_sd: 0.17,
            inside_80_expected: (1, 3),
            chosen: 3,
            chosen_on_good_side: 2,
        },
        titles: BTreeMap::new(),
        assumptions: Vec::new(),
    }
}

/// Calls back for every number below a place, with the names that lead there.
fn each(at: &str, value: &mut Value, see: &mut dyn FnMut(&str, &mut Value)) {
    match value {
        Value::Number(_) => see(at, value),
        Value::Array(all) => {
            for (idx, one) in all.iter_mut().enumerate() {
                each(&format!("{at}.{idx}"), one, see);
            }
        }
        Value::Object(fields) => {
            for (name, one) in fields {
                let name = match at {
                    "" => name.clone(),
                    at => format!("{at}.{name}"),
                };
                each(&name, one, see);
            }
        }
        _ => {}
    }
}

/// Returns a path without its positions.
fn pattern(path: &str) -> String {
    let is_position = |part: &&str| part.parse::<usize>().is_ok();
    let parts = path.split('.').map(|part| match is_position(&part) {
        true => "*",
        false => part,
    });
    parts.collect::<Vec<_>>().join(".")
}

/// Returns whether a place is meant, or a pattern of places: `**` stands for any beginning or end, `*` for any
/// position and `2-3` for these two.
fn is_meant(meant: &str, path: &str) -> bool {
    if let Some(end) = meant.strip_prefix("**") {
        return path.ends_with(end);
    }
    let (begin, is_open) = match meant.strip_suffix(".**") {
        Some(begin) => (begin, true),
        None => (meant, false),
    };
    let (meant, path) = (begin.split('.'), path.split('.'));
    let (n_meant, n_path) = (meant.clone().count(), path.clone().count());
    let fits = n_meant == n_path || (is_open && n_meant < n_path);
    fits && meant.zip(path).all(|(meant, part)| is_same(meant, part))
}

fn is_same(meant: &str, part: &str) -> bool {
    let Ok(position) = part.parse::<u32>() else {
        return meant == part;
    };
    let ends = meant
        .split_once('-')
        .map(|(from, to)| [from, to].map(str::parse));
    match ends {
        Some([Ok(from), Ok(to)]) => (from..=to).contains(&position),
        _ => meant == "*" || meant == part,
    }
}

/// Returns results in which every number is another one, and each number's place; whole numbers as
/// well where asked for: they say which year or month something is of.
fn told_apart(with_whole: bool) -> (Results, Vec<(String, f64)>) {
    told_apart_by(with_whole, &|_, at| f64::from(at) + 100_000.007_31)
}

/// The same with the number that stands in each place, told by its path and position.
fn told_apart_by(
    with_whole: bool,
    number_at: &dyn Fn(&str, u32) -> f64,
) -> (Results, Vec<(String, f64)>) {
    let mut value = serde_json::to_value(whole()).expect("JSON");
    let (mut places, mut next) = (Vec::new(), 0_u32);
    each("", &mut value, &mut |path, number| {
        if path == "utfall_results" || (!with_whole && !number.is_f64()) {
            return;
        }
        next += 1;
        let told = match number.is_f64() {
            true => number_at(path, next),
            false => number_at(path, next).floor(),
        };
        *number = match number.is_f64() {
            true => Value::Number(Number::from_f64(told).expect("finite")),
            false => Value::Number(Number::from(told as u64)),
        };
        places.push((path.to_owned(), told));
    });
    let results = serde_json::from_value(value).expect("results");
    (results, places)
}

/// Holds that what is found of the numbers is what is not excused, and that every excuse is needed.
fn holds(found: &BTreeSet<u64>, places: &[(String, f64)], excused: &[(&str, &str)]) {
    let (mut missing, mut unused) = (BTreeSet::new(), BTreeSet::new());
    unused.extend(excused.iter().map(|one| one.0));
    for (path, value) in places {
        if found.contains(&value.to_bits()) {
            continue;
        }
        match excused.iter().find(|one| is_meant(one.0, path)) {
            Some(excuse) => {
                unused.remove(excuse.0);
            }
            None => {
                missing.insert(pattern(path));
            }
        }
    }
    assert!(missing.is_empty(), "left out: {missing:#?}");
    assert!(unused.is_empty(), "excused for nothing: {unused:#?}");
}

#[test]
fn every_number_of_the_results_is_in_the_facts_exactly() {
    let (results, places) = told_apart(true);
    assert!(places.len() > 5_000, "{}", places.len());
    let facts = csv::write(&results).expect("CSV");
    let cells = facts.lines().flat_map(|line| line.split(','));
    // What a number was moved to stands in the kind of a fact: `at_12_0.4`.
    let parts = cells.flat_map(|cell| cell.split('_'));
    let found: BTreeSet<u64> = parts
        .filter_map(|cell| cell.parse::<f64>().ok())
        .map(f64::to_bits)
        .collect();
    holds(&found, &places, NOT_IN_THE_FACTS);
}

#[test]
fn every_number_that_a_sheet_shows_is_in_its_cells_exactly() {
    let (results, places) = told_apart(false);
    let bytes = xlsx::write(&results, None, Lang::Sv).expect("a workbook");
    let mut book = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let sheets = book.sheet_names();
    let mut found = BTreeSet::new();
    for name in sheets {
        let range = book.worksheet_range(&name).expect("a sheet");
        for cell in range.rows().flatten() {
            match cell {
                Data::Float(value) => found.insert(value.to_bits()),
                Data::Int(value) => found.insert((*value as f64).to_bits()),
                Data::String(text) => {
                    let words = text.split([' ', '\u{a0}', ',', '.']);
                    let numbers = words.filter_map(|word| word.parse::<f64>().ok());
                    found.extend(numbers.map(f64::to_bits));
                    true
                }
                _ => false,
            };
        }
    }
    holds(&found, &places, NOT_IN_THE_WORKBOOK);
}
