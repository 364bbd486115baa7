//! What a number must be for a design to break even, and which way of working to choose.

use sim_core::results::Results;
use sim_core::results::break_even::BreakEvenAnswer;

use crate::tool::{Folder, Said};

const EVEN: [&str; 7] = [
    "breakeven",
    "small.toml",
    "--lever",
    "effect.house",
    "--draws",
    "256",
    "--quiet",
];
const CHOOSE: [&str; 5] = ["choose", "small.toml", "--draws", "256", "--quiet"];

fn and(first: &[&'static str], more: &[&'static str]) -> Said {
    let folder = Folder::with_small();
    folder.run(&[first, more].concat())
}

#[test]
fn a_break_even_reads_as_it_should_in_both_languages() {
    for lang in ["sv", "en"] {
        let said = and(&EVEN, &["--lang", lang]);
        assert_eq!((said.code, said.err.as_str()), (0, ""));
        insta::assert_snapshot!(format!("break_even_{lang}"), said.out);
    }
}

#[test]
fn a_map_of_two_numbers_reads_as_it_should() {
    let second = ["--lever", "start.sek=0..200000"];
    let said = and(&EVEN, &second);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    insta::assert_snapshot!("break_even_map", said.out);
}

#[test]
fn a_choice_reads_as_it_should_in_both_languages() {
    for lang in ["sv", "en"] {
        let said = and(&CHOOSE, &["--lang", lang]);
        assert_eq!((said.code, said.err.as_str()), (0, ""));
        insta::assert_snapshot!(format!("choice_{lang}"), said.out);
    }
}

#[test]
fn a_search_says_what_is_best_and_what_it_tried() {
    let search = [
        "--search",
        "effect.house=0.9..1.5,start.sek=10000..90000",
        "--budget-sek",
        "60000",
    ];
    let said = and(&CHOOSE, &search);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let (_, found) = said.out.split_once("SÖKNING: ETT HUS").expect("the search");
    insta::assert_snapshot!("search", found);
}

#[test]
fn the_machine_forms_hold_the_same_figures() {
    let json = and(&EVEN, &["--format", "json"]).out;
    let results: Results = serde_json::from_str(&json).expect("results");
    let found = results.break_even.expect("the section");
    let at = &found.designs[0].seen[0].at[0];
    assert_eq!(at.answer, BreakEvenAnswer::Crosses);
    let csv = and(&EVEN, &["--format", "csv"]).out;
    let row = csv.lines().nth(1).expect("a row");
    let cells: Vec<&str> = row.split(',').collect();
    assert_eq!(
        &cells[..5],
        ["limit", "house", "municipality", "0.5", "crosses"]
    );
    assert_eq!(cells[6], at.crossings[0].value.to_string());
    let json = and(&CHOOSE, &["--format", "json"]).out;
    let results: Results = serde_json::from_str(&json).expect("results");
    let choice = results.choice.expect("the section");
    let csv = and(&CHOOSE, &["--format", "csv"]).out;
    let row = csv.lines().nth(1).expect("a row");
    let first = &choice.ranked[0];
    let expected = format!("rank,{},,net_sek,,{},", first.design, first.net.value);
    assert!(row.starts_with(&expected), "{row} for {expected}");
}

#[test]
fn reports_carry_the_sections_and_results_give_them_again() {
    let folder = Folder::with_small();
    let said = folder.run(
        &[
            &EVEN[..],
            &[
                "--report",
                "even.html",
                "--format",
                "json",
                "--out",
                "even.json",
            ],
        ]
        .concat(),
    );
    assert_eq!(said.code, 0, "{}", said.err);
    let page = folder.read("even.html");
    assert!(page.contains("När går det jämnt upp?") && page.contains("break-even-1-chance"));
    let again = folder.run(&["report", "even.json", "--out", "again.html"]);
    assert_eq!(again.code, 0, "{}", again.err);
    assert!(folder.read("again.html").contains("break-even-1-chance"));
    let book = folder.run(&[&CHOOSE[..], &["--report", "choice.xlsx"]].concat());
    assert_eq!(book.code, 0, "{}", book.err);
    let facts = folder.run(&[&CHOOSE[..], &["--report", "choice.csv"]].concat());
    assert_eq!(facts.code, 0, "{}", facts.err);
    assert!(
        folder
            .read("choice.csv")
            .contains("choice,house,municipality,,rank,,,best_probability,")
    );
}

#[test]
fn what_cannot_be_moved_is_said_with_what_can() {
    let folder = Folder::with_small();
    let mut all = String::new();
    for more in [
        &["--lever", "effect.hause"][..],
        &["--lever", "nothing.like.it"],
        &["--lever", "per_month"],
        &["--lever", "effect.house=-1..2"],
        &["--lever", "segment.all.share_of_new=0.1..1"],
        &["--lever", "effect.house", "--from", "2", "--to", "1"],
        &[
            "--lever",
            "effect.house",
            "--lever",
            "start",
            "--lever",
            "course",
        ],
        &["--lever", "effect.house", "--lever", "start", "--from", "1"],
        &["--lever", "effect.house=few..many"],
    ] {
        let line = [
            &["breakeven", "small.toml", "--draws", "64", "--lang", "en"],
            more,
        ]
        .concat();
        let said = folder.run(&line);
        assert_eq!(said.code, 2, "{more:?} {}", said.err);
        all.push_str(&format!("{}\n{}\n", more.join(" "), said.err));
    }
    for more in [
        &["--search", "effect.house"][..],
        &["--budget-sek", "5"],
        &["--search", "inflow.per_month=1..2"],
    ] {
        let line = [
            &["choose", "small.toml", "--draws", "64", "--lang", "en"],
            more,
        ]
        .concat();
        let said = folder.run(&line);
        assert_eq!(said.code, 2, "{more:?} {}", said.err);
        all.push_str(&format!("{}\n{}\n", more.join(" "), said.err));
    }
    insta::assert_snapshot!("levers_refused", all);
}
