//! What decides the answer, as the program says it.

use std::io::Cursor;

use calamine::{Reader, Xlsx};

use crate::tool::Folder;

const FEW: [&str; 6] = [
    "sensitivity",
    "small.toml",
    "--draws",
    "512",
    "--draws-each",
    "64",
];

fn json(folder: &Folder, more: &[&str]) -> serde_json::Value {
    let said = folder.run(&[&FEW[..], more, &["--format", "json"]].concat());
    assert_eq!(said.code, 0, "{}", said.err);
    serde_json::from_str(&said.out).expect("JSON")
}

#[test]
fn what_decides_reads_as_it_should_in_both_languages() {
    let folder = Folder::with_small();
    let swedish = folder.run(&FEW);
    assert_eq!((swedish.code, swedish.err.as_str()), (0, ""));
    insta::assert_snapshot!("sensitivity_sv", swedish.out);
    let english = folder.run(&[&FEW[..], &["--lang", "en"]].concat());
    assert_eq!((english.code, english.err.as_str()), (0, ""));
    insta::assert_snapshot!("sensitivity_en", english.out);
}

#[test]
fn a_bar_can_be_run_again_by_itself_and_the_answer_says_what_was_fixed() {
    let folder = Folder::with_small();
    let found = json(&folder, &["--designs", "house"]);
    let seen = &found["sensitivity"]["designs"][0]["seen"][0];
    let bar = &seen["bars"][0];
    let address = bar["address"].as_str().expect("an address");
    let fixed = format!("{address}={}", bar["low"]["value"]);
    let draws = bar["draws"].to_string();
    let again = [
        "compare",
        "small.toml",
        "--designs",
        "house",
        "--set",
        &fixed,
        "--draws",
        &draws,
    ];
    let said = folder.run(&[&again[..], &["--format", "json"]].concat());
    let compared: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    let net = &compared["comparisons"][0]["savings"][0]["net"];
    assert_eq!(net["mean"], bar["low"]["net_sek"]["value"]);
    assert_eq!(compared["run"]["fixed"][0]["address"], address);
    let text = folder.run(&again).out;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("Låst för den här körningen"), "{text}");
    assert!(text.contains(&format!("--set {fixed}")), "{text}");
    // The evidence knows now how much rests on weak numbers.
    assert!(found["evidence"]["weak_variance_share"]["value"].is_number());
}

#[test]
fn numbers_that_cannot_be_fixed_are_told() {
    let folder = Folder::with_small();
    let set = |what: &str, more: &[&str]| {
        let line = ["compare", "small.toml", "--lang", "en", "--set", what];
        let said = folder.run(&[&line[..], more].concat());
        assert_eq!((said.code, said.out.as_str()), (2, ""));
        said.err
    };
    let err = set("inflow.per_mont=3", &[]);
    assert!(err.contains("did you mean `inflow.per_month`?"), "{err}");
    let err = set("inflow.per_month=-3", &[]);
    assert!(err.contains("cannot be -3"), "{err}");
    let err = set("inflow.per_month", &[]);
    assert!(err.contains("write ADDRESS=VALUE"), "{err}");
    let err = set("inflow.per_month=3", &["--keep-draws", "kept.draws"]);
    assert!(err.contains("cannot stand together"), "{err}");
}

#[test]
fn rows_pages_and_sheets_hold_the_same_figures() {
    let folder = Folder::with_small();
    let found = json(&folder, &[]);
    let csv = folder.run(&[&FEW[..], &["--format", "csv"]].concat()).out;
    let seen = &found["sensitivity"]["designs"][0]["seen"][1];
    let bar = &seen["bars"][0];
    let address = bar["address"].as_str().expect("an address");
    let row = format!(
        "bar,{},public_sector,,{address},,,width_sek,{}",
        found["sensitivity"]["designs"][0]["design"]
            .as_str()
            .expect("an id"),
        bar["width_sek"]["value"]
    );
    assert!(csv.lines().any(|line| line == row), "{row}");
    let said = folder.run(&[&FEW[..], &["--report", "page.html", "--out", "a.txt"]].concat());
    assert_eq!(said.code, 0, "{}", said.err);
    let page = folder.read("page.html");
    for id in [
        "id=\"tornado-1-0\"",
        "id=\"tornado-1-1\"",
        "id=\"shares-1-0\"",
    ] {
        assert_eq!(page.matches(id).count(), 1, "{id}");
    }
    assert!(page.contains(address));
    let said = folder.run(&[&FEW[..], &["--report", "book.xlsx", "--out", "b.txt"]].concat());
    assert_eq!(said.code, 0, "{}", said.err);
    let bytes = std::fs::read(folder.path("book.xlsx")).expect("a workbook");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let sheet = book.worksheet_range("Vad som avgör").expect("the sheet");
    let widest = sheet.rows().nth(1).expect("a bar");
    let width = found["sensitivity"]["designs"][0]["seen"][0]["bars"][0]["width_sek"]["value"]
        .as_f64()
        .expect("a number");
    assert_eq!(widest[7].to_string().parse::<f64>().ok(), Some(width));
    // Results of before read as ever: without the section the page is as it was.
    let plain = folder.run(&[
        "report",
        "small.toml",
        "--out",
        "plain.html",
        "--draws",
        "64",
    ]);
    assert_eq!(plain.code, 0, "{}", plain.err);
    assert!(!folder.read("plain.html").contains("tornado"));
}
