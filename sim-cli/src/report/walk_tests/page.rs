//! The page: each number as a figure in the part it belongs to, and each kind of number moves it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Number, Value};
use sim_core::results::Results;

use crate::number::{MoneyStep, Numbers};
use crate::report::html::tests::page;
use crate::report::walk_tests::left_out::{NOT_AS_A_FIGURE, NOT_ON_THE_PAGE};
use crate::report::walk_tests::{each, is_meant, pattern, told_apart_by, whole};
use crate::texts::Lang;

/// Which part of the page a number belongs to: the longest beginning counts.
const PARTS: &[(&str, &[&str])] = &[
    ("assumptions", &["appendix"]),
    ("backtest", &["rests"]),
    ("break_even", &["break-even"]),
    ("choice", &["choice"]),
    (
        "comparisons",
        &["answer", "money", "people", "decides", "rests"],
    ),
    ("comparisons.*.difference", &["money"]),
    ("comparisons.*.extra", &["people"]),
    ("comparisons.*.drivers", &["decides"]),
    ("designs", &["people"]),
    ("evidence", &["answer", "rests"]),
    ("information", &["information"]),
    ("pilot", &["pilot"]),
    ("run", &["answer", "rests"]),
    ("run.precision", &["opening"]),
    ("sensitivity", &["decides"]),
];

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

/// Returns the inside of the element with an id.
fn part<'p>(page: &'p str, id: &str) -> &'p str {
    let mark = format!(" id=\"{id}\"");
    let start = page.find(&mark).unwrap_or_else(|| panic!("{id}"));
    let tag = page[..start].rfind('<').expect("a tag");
    let name = &page[tag + 1..start];
    let name = name.split(' ').next().unwrap_or_default();
    let (open, close) = (format!("<{name} "), format!("</{name}>"));
    let (mut depth, mut at) = (1, start);
    while depth > 0 {
        let next = |sign: &str| page[at..].find(sign).map(|found| at + found);
        let closes = next(&close).expect("an end");
        match next(&open).filter(|opens| *opens < closes) {
            Some(opens) => (depth, at) = (depth + 1, opens + 1),
            None => (depth, at) = (depth - 1, closes + 1),
        }
    }
    &page[start..at]
}

/// Returns every figure of a piece of the page, without its pictures: digits, hard spaces between
/// them, a comma and decimals.
fn figures(piece: &str) -> BTreeSet<String> {
    let pieces = piece.split("<svg");
    let words = pieces.enumerate().map(|(at, text)| match at {
        0 => text,
        _ => text.split_once("</svg>").map_or("", |both| both.1),
    });
    let mut found = BTreeSet::new();
    for text in words.flat_map(|text| text.split('>')) {
        let text = text.split('<').next().unwrap_or_default();
        let signs: Vec<char> = text.chars().collect();
        let is_digit = |at: usize| signs.get(at).is_some_and(char::is_ascii_digit);
        let mut at = 0;
        while at < signs.len() {
            let mut figure = String::new();
            let binds = |at| matches!(signs.get(at), Some('\u{a0}' | ',')) && is_digit(at + 1);
            while is_digit(at) || (!figure.is_empty() && binds(at)) {
                figure.push(signs[at]);
                at += 1;
            }
            if figure.is_empty() {
                at += 1;
            } else {
                found.insert(figure);
            }
        }
    }
    found
}

/// Returns how the page may write a number: in kronor, thousands and millions, with decimals, in
/// per cent and percentage points; of an error twice it.
fn written(numbers: &Numbers, path: &str, value: f64) -> Vec<String> {
    let value = match path.ends_with(".mc_se") {
        true => 2.0 * value,
        false => value,
    };
    let steps = [MoneyStep::Kronor, MoneyStep::Thousands, MoneyStep::Millions];
    let sums = steps.map(|step| numbers.in_step(value, step));
    let plain = [1, 2].map(|decimals| numbers.decimals(value, decimals));
    let shares = [0, 1].map(|decimals| numbers.decimals(100.0 * value, decimals));
    sums.into_iter().chain(plain).chain(shares).collect()
}

#[test]
fn every_number_stands_as_a_figure_in_its_part_of_the_page() {
    // Told apart in every form: in millions with a decimal as well.
    let (results, places) = told_apart_by(false, &|path, at| match path.ends_with(".mc_se") {
        true => f64::from(at) / 1e3,
        false => f64::from(at) * 1e5 + 12_345.678,
    });
    let page = page(&results, Lang::Sv);
    let known: BTreeMap<&str, BTreeSet<String>> = PARTS
        .iter()
        .flat_map(|(_, ids)| ids.iter())
        .map(|id| (*id, figures(part(&page, id))))
        .collect();
    let numbers = Numbers::new(Lang::Sv);
    let (mut missing, mut needed) = (BTreeSet::new(), BTreeSet::new());
    let excuses = || NOT_AS_A_FIGURE.iter().chain(NOT_ON_THE_PAGE);
    for (path, value) in &places {
        let pattern = pattern(path);
        let of = PARTS.iter().filter(|of| pattern.starts_with(of.0));
        let of = of.max_by_key(|of| of.0.len()).expect("a part");
        let forms = written(&numbers, path, *value);
        if of
            .1
            .iter()
            .any(|id| forms.iter().any(|form| known[id].contains(form)))
        {
            continue;
        }
        match excuses().find(|one| is_meant(one.0, path)) {
            Some(excuse) => needed.insert(excuse.0),
            None => missing.insert(path),
        };
    }
    assert!(missing.is_empty(), "no figure: {missing:#?}");
    let unused: Vec<_> = NOT_AS_A_FIGURE
        .iter()
        .filter(|one| !needed.contains(one.0))
        .collect();
    assert!(unused.is_empty(), "excused for nothing: {unused:#?}");
}

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
