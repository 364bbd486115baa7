//! Every number of the results, one by one: in the facts exactly, in the workbook exactly where a sheet
//! shows it, and on the page. What an output leaves out stands here with the reason.

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
use crate::report::html::tests::{page, with_queue};
use crate::report::{csv, xlsx};
use crate::texts::Lang;

/// Returns results with every section and every number there can be; those that `sensitivity`,
/// `breakeven` and `choose` add have outputs and tests of their own.
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
    results
}

/// The same with one design, a year and the states that are drawn: a page is written for every kind of
/// number.
fn small() -> Results {
    let mut results = whole();
    results.designs.truncate(2);
    results.comparisons.truncate(1);
    for design in &mut results.designs {
        // The others stand in the facts.
        let people = &mut design.people;
        let is_drawn = |id: &str| ["job", "studies", "lost"].contains(&id);
        people.states.retain(|series| is_drawn(&series.state));
        people.events.retain(|series| series.event == "return");
    }
    let mut value = serde_json::to_value(&results).expect("JSON");
    shortened(&mut value);
    serde_json::from_value(value).expect("results")
}

fn shortened(value: &mut Value) {
    match value {
        Value::Array(all) => {
            if all.len() == 60 {
                all.truncate(12);
            }
            all.iter_mut().for_each(shortened);
        }
        Value::Object(fields) => fields.values_mut().for_each(shortened),
        _ => {}
    }
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

/// Returns whether a pattern is meant: `**` stands for any beginning.
fn is_meant(meant: &str, pattern: &str) -> bool {
    match meant.strip_prefix("**") {
        Some(end) => pattern.ends_with(end),
        None => match meant.strip_suffix("**") {
            Some(begin) => pattern.starts_with(begin),
            None => meant == pattern,
        },
    }
}

/// Returns results in which every number is another one, and each number's place; whole numbers as
/// well where asked for: they say which year or month something is of.
fn told_apart(with_whole: bool) -> (Results, Vec<(String, f64)>) {
    let mut value = serde_json::to_value(whole()).expect("JSON");
    let (mut places, mut next) = (Vec::new(), 0_u32);
    each("", &mut value, &mut |path, number| {
        if path == "utfall_results" || (!with_whole && !number.is_f64()) {
            return;
        }
        next += 1;
        let told = match number.is_f64() {
            true => f64::from(next) + 100_000.007_31,
            false => f64::from(next) + 100_000.0,
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
        let pattern = pattern(path);
        match excused.iter().find(|one| is_meant(one.0, &pattern)) {
            Some(excuse) => {
                unused.remove(excuse.0);
            }
            None => {
                missing.insert(pattern);
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
    let found: BTreeSet<u64> = cells
        .filter_map(|cell| cell.parse::<f64>().ok())
        .map(f64::to_bits)
        .collect();
    holds(&found, &places, &[]);
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

/// What the workbook leaves out; all of it is in the facts.
const NOT_IN_THE_WORKBOOK: &[(&str, &str)] = &[
    ("**.sd", "low and high tell the spread"),
    ("**.p05", "low and high are those of eight of ten"),
    ("**.p95", "low and high are those of eight of ten"),
    ("**.mc_se", "the error of a net saving's mean is shown"),
    ("comparisons.*.discontinued_share.value", OF_THE_PAGE),
    ("comparisons.*.drivers.**", OF_THE_PAGE),
    ("comparisons.*.extra_job_months.**", OF_THE_PAGE),
    ("comparisons.*.extra_self_support_at.**", OF_THE_PAGE),
    ("comparisons.*.months_with_payment_saved.**", OF_THE_PAGE),
    (
        "comparisons.*.savings.*.by_year.**",
        "the sheet of years has every account and its net",
    ),
    (
        "comparisons.*.savings.*.cost_per_extra_self_support_sek",
        OF_THE_PAGE,
    ),
    (
        "comparisons.*.savings.*.cumulative_p50_sek.*",
        "the sheet of months has the mean",
    ),
    (
        "comparisons.*.savings.*.equally_likely_sek.*",
        "the sheet of draws has every draw",
    ),
    (
        "comparisons.*.savings.*.run_off_sek_per_year.**",
        "the middle is shown",
    ),
    (
        "comparisons.*.savings.*.saving_probability_by_year.**",
        OF_THE_PAGE,
    ),
    ("comparisons.*.savings.*.variance.**", OF_THE_PAGE),
    ("comparisons.*.what_if.discount_factor.*", ONE_FOR_ALL),
    ("comparisons.*.what_if.discount_per_year", ONE_FOR_ALL),
    ("comparisons.*.what_if.displaced_share", ONE_FOR_ALL),
    ("comparisons.*.what_if.retained_tax_share", ONE_FOR_ALL),
    (
        "designs.*.budget.**",
        "the sheet of years has the difference from today",
    ),
    ("designs.*.people.elsewhere.**", OF_THE_PAGE),
    ("designs.*.people.events.**", OF_PEOPLE),
    ("designs.*.people.job_months.**", OF_PEOPLE),
    ("designs.*.people.months_with_payment.**", OF_PEOPLE),
    ("designs.*.people.probes.**", OF_PEOPLE),
    ("designs.*.people.published.**", OF_THE_PAGE),
    ("designs.*.people.queues.**", OF_THE_PAGE),
    ("designs.*.people.self_support_at.**", OF_PEOPLE),
    ("designs.*.people.staff.**", OF_THE_PAGE),
    ("designs.*.people.states.**", OF_THE_PAGE),
    ("evidence.weak_share", OF_THE_PAGE),
    ("evidence.weak_variance_share.value", OF_THE_PAGE),
    ("run.discount_per_year", "in words, in per cent"),
    ("run.large_loss_sek", OF_THE_PAGE),
    ("run.precision.**", OF_THE_PAGE),
    ("run.stock.**", OF_THE_PAGE),
    ("backtest.calibration.**", OF_THE_PAGE),
    ("backtest.figures.*.carriers.**", OF_THE_PAGE),
    ("backtest.figures.*.outside_by", OF_THE_PAGE),
    (
        "backtest.figures.*.position.below",
        "the middle of the position is shown",
    ),
    (
        "backtest.figures.*.position.up_to",
        "the middle of the position is shown",
    ),
    ("backtest.figures.*.predicted.empty_share", OF_THE_PAGE),
    ("backtest.figures.*.predicted.few_share", OF_THE_PAGE),
    (
        "backtest.figures.*.predicted.mean",
        "low, middle and high are shown",
    ),
    (
        "backtest.figures.*.predicted.mean_group",
        "how many are followed; for analysts",
    ),
    ("backtest.figures.*.reach_of_all.**", OF_THE_PAGE),
    ("backtest.figures.*.reach_of_one.**", OF_THE_PAGE),
    ("backtest.figures.*.readings.**", OF_THE_PAGE),
];
const OF_THE_PAGE: &str = "the workbook is for finance officers; the page and the facts have it";
const OF_PEOPLE: &str = "the workbook is about money; the facts have every number of people";
const ONE_FOR_ALL: &str = "the same for all designs, and shown once";

#[test]
fn every_number_of_the_results_moves_the_page() {
    let base = small();
    let before = page(&base, Lang::Sv);
    let value = serde_json::to_value(&base).expect("JSON");
    // The first and the last of each kind: of months and states some stand on the page and some do not.
    let mut ends: BTreeMap<String, [String; 2]> = BTreeMap::new();
    each("", &mut value.clone(), &mut |path, _| {
        let known = ends.entry(pattern(path));
        known.or_insert_with(|| [path, path].map(str::to_owned))[1] = path.to_owned();
    });
    let mut still: BTreeSet<String> = ends.keys().cloned().collect();
    let is_excused = |pattern: &str| NOT_ON_THE_PAGE.iter().find(|one| is_meant(one.0, pattern));
    let both = ends.iter().flat_map(|(of, paths)| {
        let looks = if is_excused(of).is_some() { 1 } else { 2 };
        paths.iter().take(looks).map(move |path| (of, path))
    });
    for (pattern, path) in both {
        if !still.contains(pattern) {
            continue;
        }
        let mut moved = value.clone();
        each("", &mut moved, &mut |at, number| {
            if at == path {
                *number = match number.as_f64() {
                    Some(known) if number.is_f64() => {
                        Number::from_f64(known * 0.37 + 0.213).map_or(Value::Null, Value::Number)
                    }
                    known => Value::Number(Number::from(known.unwrap_or(0.0) as u64 + 1)),
                };
            }
        });
        let results: Results = serde_json::from_value(moved).expect("results");
        if page(&results, Lang::Sv) != before {
            still.remove(pattern);
        }
    }
    let missing: Vec<&String> = still.iter().filter(|it| is_excused(it).is_none()).collect();
    assert!(missing.is_empty(), "not on the page: {missing:#?}");
    let needed: BTreeSet<&str> = still
        .iter()
        .filter_map(|it| Some(is_excused(it)?.0))
        .collect();
    let unused: Vec<_> = NOT_ON_THE_PAGE
        .iter()
        .filter(|it| !needed.contains(it.0))
        .collect();
    assert!(unused.is_empty(), "excused for nothing: {unused:#?}");
}

/// What the page leaves out; all of it is in the facts.
const NOT_ON_THE_PAGE: &[(&str, &str)] = &[
    ("utfall_results", "the version of the form of results"),
    ("**.sd", "the intervals tell the spread"),
    ("**.p05", "intervals are those of eight of ten"),
    ("**.p95", "intervals are those of eight of ten"),
    (
        "**.mc_se",
        "the error is shown of net savings, of their chance and of where they come from",
    ),
    (
        "**.mean",
        "the middle is shown; means where they are added up",
    ),
    (
        "comparisons.*.drivers.*.squared",
        "the correlation is shown",
    ),
    (
        "comparisons.*.savings.*.cumulative_sek.mean.*",
        "the line is the median",
    ),
    (
        "comparisons.*.savings.*.payback.p10_month",
        "the middle is shown",
    ),
    (
        "comparisons.*.savings.*.run_off_sek_per_year.p10",
        "the middle is shown",
    ),
    (
        "comparisons.*.savings.*.run_off_sek_per_year.p90",
        "the middle is shown",
    ),
    (
        "comparisons.*.what_if.**",
        "for the formulas of the workbook",
    ),
    (
        "designs.*.budget.**",
        "the page shows differences from today",
    ),
    (
        "designs.*.people.job_months.**",
        "the difference from today is shown",
    ),
    (
        "designs.*.people.months_with_payment.**",
        "the difference from today is shown",
    ),
    ("designs.*.people.probes.**", "asked for by analysts"),
    (
        "designs.*.people.published.households_in_year.**",
        "the middle is shown",
    ),
    (
        "designs.*.people.published.sek_per_household_in_year.**",
        "the middle is shown",
    ),
    ("designs.*.people.queues.*.asked.**", OF_QUEUES),
    ("designs.*.people.queues.*.left.**", OF_QUEUES),
    ("designs.*.people.queues.*.longest.**", OF_QUEUES),
    ("designs.*.people.queues.*.mean_wait_days.*", OF_QUEUES),
    ("designs.*.people.queues.*.p90_wait_days.*", OF_QUEUES),
    ("designs.*.people.queues.*.served.**", OF_QUEUES),
    (
        "designs.*.people.queues.*.served_share.**",
        "the middle is shown",
    ),
    ("designs.*.people.queues.*.taken.**", OF_QUEUES),
    ("designs.*.people.queues.*.used_share.*", OF_QUEUES),
    (
        "designs.*.people.queues.*.used_share_in_all.**",
        "the middle is shown",
    ),
    (
        "designs.*.people.self_support_at.**",
        "the difference from today is shown",
    ),
    (
        "designs.*.people.staff.*.needed_fte.p10.*",
        "need is a mean",
    ),
    (
        "designs.*.people.staff.*.needed_fte.p90.*",
        "need is a mean",
    ),
    ("run.months_in_year.*", "shown of years in part only"),
    ("run.precision.least_draws", "the draws made are shown"),
    ("run.precision.most_draws", "the draws made are shown"),
    (
        "run.precision.reached.**",
        "errors stand in a table of their own",
    ),
    (
        "run.stock.drift_per_year",
        "a warning says when it is large",
    ),
    (
        "run.stock.warm_up_years",
        "shown of a stock that is not given",
    ),
    (
        "backtest.calibration.**",
        "how many lie inside is said; the rest is about many places",
    ),
    ("backtest.figures.*.carriers.**", "the strongest is named"),
    ("backtest.figures.*.denominator.*", "said of shares only"),
    (
        "backtest.figures.*.position.mid.value",
        "told in words, with its bounds",
    ),
    (
        "backtest.figures.*.predicted.mean_group",
        "how many are followed; for analysts",
    ),
    (
        "backtest.figures.*.reach_of_all.**",
        "what the model expects then is said",
    ),
    (
        "backtest.figures.*.reach_of_one.**",
        "what the model expects then is said",
    ),
    (
        "backtest.figures.*.readings.*.after_months",
        "of another kind of figure",
    ),
    (
        "backtest.figures.*.readings.*.predicted.empty_share",
        "said of the figure",
    ),
    (
        "backtest.figures.*.readings.*.predicted.few_share",
        "said of the figure",
    ),
    (
        "backtest.figures.*.readings.*.predicted.mean_group",
        "how many are followed; for analysts",
    ),
    ("backtest.price_year", "that of the page"),
];
const OF_QUEUES: &str = "by month the length of the queue is shown";
