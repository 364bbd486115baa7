//! Ten thousand mutilated scenarios: each gives diagnostics or a valid run, never a panic, a hang or
//! a number that is none.
//!
//! What is mutilated is the text of a shipped scenario or of one of its libraries. Luck is addressed by the
//! number of the case, so a case that fails can be made again by itself.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sim_core::analysis::{CompareSettings, compare};
use sim_core::compile::plan::{Num, Plan};
use sim_core::compile::{check_reading, compile, is_sound};
use sim_core::diagnostic::Unreadable;
use sim_core::engine::observer::Silent;
use sim_core::engine::run::RunError;
use sim_core::luck::{Layer, Purpose, cohort_key};
use sim_core::read::{Reading, read_scenario};
use sim_core::results::Results;
use sim_core::scenario::Scenario;

const N_CASES: u64 = 10_000;
/// A case that takes so long never ends.
const HANGS_AFTER: Duration = Duration::from_secs(120);

/// The shipped scenarios and their libraries, by name.
const TEXTS: &[(&str, &str)] = &[
    (
        "larexempel.toml",
        include_str!("../../../scenarios/larexempel.toml"),
    ),
    (
        "sodertalje.toml",
        include_str!("../../../scenarios/sodertalje.toml"),
    ),
    (
        "trollhattan.toml",
        include_str!("../../../scenarios/trollhattan.toml"),
    ),
    (
        "lib/interventions.toml",
        include_str!("../../../scenarios/lib/interventions.toml"),
    ),
    (
        "lib/job_centre.toml",
        include_str!("../../../scenarios/lib/job_centre.toml"),
    ),
    (
        "lib/levers.toml",
        include_str!("../../../scenarios/lib/levers.toml"),
    ),
    (
        "lib/priors.toml",
        include_str!("../../../scenarios/lib/priors.toml"),
    ),
];
const N_SCENARIOS: u64 = 3;

const NUMBERS: &[&str] = &[
    "0",
    "-1",
    "1",
    "1e9",
    "1e12",
    "1e-9",
    "1e-300",
    "1e300",
    "1e308",
    "nan",
    "inf",
    "-inf",
    "1200",
    "0.001",
    "1e6",
    "0.999999999999",
    "4294967296",
    "-0.0",
    "100",
    "{ p05 = 1e-9, p50 = 1, p95 = 1e12 }",
    "{ p05 = 0, p50 = 0.5, p95 = 1 }",
    "{ varies = { exponential = { mean = 1e9 } } }",
    "{ uncertain = { lognormal = { median = 1, p95 = 1e250 } } }",
    "\"a\"",
    "[]",
    "{}",
];

/// The luck of one case: numbers below a bound, one after another.
struct Lot {
    case: u64,
    n_taken: u32,
}

impl Lot {
    fn below(&mut self, n: usize) -> usize {
        const LOT: Purpose = Purpose::named("mutation");
        self.n_taken += 1;
        let of_case = cohort_key(3, self.case, Layer::World, 0).household(0);
        of_case.stream(LOT, self.n_taken).below(n.max(1) as u64) as usize
    }

    fn one_of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> Option<&'a T> {
        let at = self.below(all.len());
        all.get(at).copied()
    }
}

/// Returns where the numbers of a line stand.
fn numbers_in(line: &str) -> Vec<(usize, usize)> {
    let code = line.split('#').next().unwrap_or(line);
    let of_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '_');
    let mut found = Vec::new();
    let mut from = None;
    let mut before = ' ';
    for (at, c) in code.char_indices().chain([(code.len(), ' ')]) {
        match (from, of_number(c)) {
            (None, true) if c != '.' && !before.is_alphanumeric() && before != '_' => {
                from = Some(at)
            }
            (Some(start), false) => {
                found.push((start, at));
                from = None;
            }
            _ => {}
        }
        before = c;
    }
    found
}

fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once('=')?;
    (!key.trim_start().starts_with(['#', '['])).then_some(key)
}

/// Returns the lines of a table: its heading and what stands under it.
fn table_at(lines: &[String], lot: &mut Lot) -> std::ops::Range<usize> {
    let is_heading = |line: &String| line.starts_with('[');
    let headings: Vec<usize> = (0..lines.len())
        .filter(|at| is_heading(&lines[*at]))
        .collect();
    let Some(from) = headings.get(lot.below(headings.len())) else {
        return 0..0;
    };
    let to = headings.iter().find(|at| *at > from).copied();
    *from..to.unwrap_or(lines.len())
}

fn mutate(lines: &mut Vec<String>, lot: &mut Lot) {
    let at = lot.below(lines.len());
    let other = lot.below(lines.len());
    match lot.below(12) {
        0 => drop(lines.remove(at)),
        1 => lines.insert(other, lines[at].clone()),
        2 => lines.swap(at, other),
        3 => {
            let table = table_at(lines, lot);
            lines.drain(table);
        }
        4 => {
            let table = table_at(lines, lot);
            let copy = lines[table].to_vec();
            lines.splice(other..other, copy);
        }
        5 => {
            // A stretch of another text.
            let (_, text) = TEXTS[lot.below(TEXTS.len())];
            let all: Vec<&str> = text.lines().collect();
            let from = lot.below(all.len());
            let to = (from + 1 + lot.below(8)).min(all.len());
            let stretch = all[from..to].iter().map(|line| (*line).to_owned());
            lines.splice(at..at, stretch.collect::<Vec<_>>());
        }
        6 => {
            // The key of one line before the value of another.
            if let (Some(key), Some((_, value))) =
                (key_of(&lines[at]), lines[other].split_once('='))
            {
                lines[other] = format!("{key}={value}");
            }
        }
        7 => {
            let line: Vec<char> = lines[at].chars().collect();
            let place = lot.below(line.len());
            let c = ['[', ']', '{', '}', '"', '=', ',', '.', '\u{0}', 'å'][lot.below(10)];
            let (before, after) = line.split_at(place.min(line.len()));
            lines[at] = before.iter().chain([&c]).chain(after).collect();
        }
        // What is likeliest to be run: another number.
        _ => {
            let with_numbers: Vec<usize> = (0..lines.len())
                .filter(|at| !numbers_in(&lines[*at]).is_empty())
                .collect();
            if let Some(at) = with_numbers.get(lot.below(with_numbers.len())) {
                let places = numbers_in(&lines[*at]);
                let (from, to) = places[lot.below(places.len())];
                let number = lot.one_of(NUMBERS).unwrap_or("0");
                lines[*at].replace_range(from..to, number);
            }
        }
    }
}

/// Returns the texts of a case, and which of them is the scenario.
fn mutated(case: u64) -> (&'static str, BTreeMap<&'static str, String>) {
    let mut lot = Lot { case, n_taken: 0 };
    let (scenario, _) = TEXTS[(case % N_SCENARIOS) as usize];
    let mut texts: BTreeMap<&str, String> = TEXTS
        .iter()
        .map(|(name, text)| (*name, (*text).to_owned()))
        .collect();
    // Mostly the scenario itself, now and then a library.
    let hit = if scenario != "larexempel.toml" && lot.below(4) == 0 {
        TEXTS[N_SCENARIOS as usize + lot.below(TEXTS.len() - N_SCENARIOS as usize)].0
    } else {
        scenario
    };
    let mut lines: Vec<String> = texts[hit].lines().map(str::to_owned).collect();
    for _ in 0..=lot.below(3) {
        mutate(&mut lines, &mut lot);
        if lines.is_empty() {
            break;
        }
    }
    texts.insert(hit, lines.join("\n"));
    (scenario, texts)
}

fn read(scenario: &str, texts: &BTreeMap<&str, String>) -> Reading {
    read_scenario(scenario, &mut |name| {
        texts.get(name).cloned().ok_or(Unreadable::Missing)
    })
}

/// What came of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// Diagnostics on reading or checking.
    Refused,
    /// Diagnostics on compiling.
    NotCompiled,
    /// A draw that is named because a figure in it was not finite.
    NotFinite,
    /// Results.
    Ran,
}

/// Leaves a few households of a plan; what each of them does stays as written.
fn tiny(plan: &mut Plan) {
    let values = plan.numbers.central();
    let at_most = |num: Num, most: f64| Num::known(num.of(&values).min(most));
    if let Some(inflow) = &mut plan.inflow {
        inflow.per_month = at_most(inflow.per_month, 1.0);
        inflow.trend_per_year = at_most(inflow.trend_per_year, 0.05);
    }
    let years = plan.stock.warm_up_years.unwrap_or(Num::known(2.0));
    plan.stock.warm_up_years = Some(at_most(years, 2.0));
    plan.stock.households = plan.stock.households.map(|given| at_most(given, 10.0));
    for list in &mut plan.lists {
        list.households = at_most(list.households, 10.0);
    }
}

fn run(scenario: &Scenario, mut plan: Plan) -> Outcome {
    tiny(&mut plan);
    let settings = CompareSettings {
        draws: 1,
        seed: 1,
        threads: Some(1),
        designs: None,
    };
    match compare(&plan, scenario, &settings, &Silent) {
        Ok(compared) => {
            let text = serde_json::to_string(&compared.results).expect("results can be written");
            // What is not a number is written as nothing, and nothing is not read back as a number.
            let back: Results = serde_json::from_str(&text).expect("every figure is a number");
            assert!(
                back == compared.results,
                "figures that are not equal to themselves"
            );
            Outcome::Ran
        }
        Err(RunError::NotFinite { .. }) => Outcome::NotFinite,
        Err(other) => panic!("{other:?}"),
    }
}

fn outcome(case: u64) -> Outcome {
    let (name, texts) = mutated(case);
    let reading = read(name, &texts);
    let problems = check_reading(&reading);
    let Some(scenario) = reading.scenario.as_ref().filter(|_| is_sound(&problems)) else {
        assert!(!is_sound(&problems), "refused without a reason");
        return Outcome::Refused;
    };
    match compile(scenario, &reading.resolved) {
        Err(problems) => {
            assert!(!is_sound(&problems), "not compiled without a reason");
            Outcome::NotCompiled
        }
        Ok(plan) => run(scenario, plan),
    }
}

/// Ends the test where a case does not: a hang has no other sign.
fn watch(at: &'static [AtomicU64; 2]) {
    std::thread::spawn(move || {
        let mut seen = [u64::MAX; 2];
        loop {
            std::thread::sleep(HANGS_AFTER);
            let now = [0, 1].map(|i| at[i].load(Ordering::Relaxed));
            if (0..2).any(|i| now[i] == seen[i] && now[i] < N_CASES) {
                // Standard error of a test is kept back, and this thread cannot fail it.
                let _ = std::io::Write::write_all(
                    &mut std::io::stderr(),
                    format!("one of the cases {now:?} hangs\n").as_bytes(),
                );
                std::process::exit(101);
            }
            seen = now;
        }
    });
}

/// Returns what came of every second case, and the cases that panicked.
fn half(first: u64, at: &AtomicU64) -> (BTreeMap<Outcome, u64>, Vec<u64>) {
    let (mut counts, mut panicked) = (BTreeMap::<Outcome, u64>::new(), Vec::new());
    for case in (first..N_CASES).step_by(2) {
        at.store(case, Ordering::Relaxed);
        match std::panic::catch_unwind(|| outcome(case)) {
            Ok(found) => *counts.entry(found).or_default() += 1,
            Err(_) => panicked.push(case),
        }
    }
    at.store(N_CASES, Ordering::Relaxed);
    (counts, panicked)
}

#[test]
fn ten_thousand_mutilated_scenarios_give_diagnostics_or_a_valid_run() {
    static AT: [AtomicU64; 2] = [AtomicU64::new(0), AtomicU64::new(0)];
    watch(&AT);
    let halves = [0, 1].map(|first| std::thread::spawn(move || half(first, &AT[first as usize])));
    let mut counts = BTreeMap::<Outcome, u64>::new();
    for half in halves {
        let (found, panicked) = half.join().expect("cases that panic are caught");
        assert!(panicked.is_empty(), "cases {panicked:?} panic");
        for (outcome, count) in found {
            *counts.entry(outcome).or_default() += count;
        }
    }
    // Neither is everything refused, nor does everything pass.
    assert!(
        counts[&Outcome::Refused] > 2000 && counts[&Outcome::Ran] > 2000,
        "{counts:?}"
    );
}
