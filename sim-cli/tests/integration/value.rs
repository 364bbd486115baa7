//! `utfall value` and `utfall pilot`: what it is worth to know more, and what a pilot can show.

use calamine::{Reader, Xlsx, open_workbook};

use crate::tool::{Folder, Said};

fn run(folder: &Folder, verb: &str, more: &[&str]) -> Said {
    let mut args = vec![verb, "small.toml", "--draws", "512", "--quiet"];
    args.extend(more);
    folder.run(&args)
}

fn answered(folder: &Folder, verb: &str, more: &[&str]) -> String {
    let said = run(folder, verb, more);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    said.out
}

/// Returns the rows of a table as cells by column name.
fn rows(csv: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut lines = csv.lines();
    let header: Vec<&str> = lines.next().expect("a heading").split(',').collect();
    let row = |line: &str| {
        let cells = line.split(',').map(str::to_owned);
        let names = header.iter().map(|name| (*name).to_owned());
        names.zip(cells).collect()
    };
    lines.map(row).collect()
}

const STUDY: &str = "design.house.effect.house.hazard_ratio=100,400";

#[test]
fn what_knowing_more_is_worth_reads_the_same_in_both_languages() {
    let folder = Folder::with_small();
    let swedish = answered(&folder, "value", &["--study", STUDY]);
    insta::assert_snapshot!("value_sv", swedish);
    let english = answered(&folder, "value", &["--study", STUDY, "--lang", "en"]);
    insta::assert_snapshot!("value_en", english);
}

#[test]
fn what_a_pilot_shows_reads_the_same_in_both_languages() {
    let folder = Folder::with_small();
    let plain = ["--arms", "50x40", "--months", "6", "--cost-sek", "20000"];
    insta::assert_snapshot!("pilot_sv", answered(&folder, "pilot", &plain));
    let offices = [
        "--allocation",
        "by-office",
        "--design",
        "meetings",
        "--contamination",
        "10%",
        "--drop-out",
        "5%",
        "--outcome",
        "self-support",
        "--cost-sek-per-household",
        "100",
        "--lang",
        "en",
    ];
    insta::assert_snapshot!("pilot_en", answered(&folder, "pilot", &offices));
}

#[test]
fn json_csv_page_and_workbook_carry_what_knowing_more_is_worth() {
    let folder = Folder::with_small();
    let page = folder.path("page.html");
    let page = page.to_str().expect("a path");
    let more = [
        "--perspective",
        "society",
        "--format",
        "json",
        "--report",
        page,
    ];
    let said = run(&folder, "value", &more);
    assert_eq!(said.code, 0);
    let json: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    let seen = json["information"]["seen"]
        .as_array()
        .expect("perspectives");
    let words: Vec<&str> = seen
        .iter()
        .filter_map(|one| one["perspective"].as_str())
        .collect();
    assert_eq!(words, ["society", "municipality", "public_sector"]);
    let rows = rows(&answered(&folder, "value", &["--format", "csv"]));
    for number in seen[1]["numbers"].as_array().expect("numbers") {
        let own = rows.iter().find(|row| {
            row["kind"] == "number"
                && row["perspective"] == "municipality"
                && number["address"] == *row["id"]
        });
        let own = own.expect("a row");
        assert_eq!(own["value"].parse().ok(), number["worth"]["sek"].as_f64());
        assert_eq!(own["mc_se"].parse().ok(), number["worth"]["mc_se"].as_f64());
    }
    let text = folder.read("page.html");
    assert!(text.contains("id=\"information\"") && text.contains("id=\"worth-society\""));
    folder.write("results.json", &said.out);
    let made = folder.run(&["report", "results.json", "--out", "book.xlsx"]);
    assert_eq!(made.code, 0);
    let mut book: Xlsx<_> = open_workbook(folder.path("book.xlsx")).expect("a workbook");
    let sheet = book
        .worksheet_range("Värdet av att veta mer")
        .expect("the sheet");
    let n_numbers: usize = seen
        .iter()
        .map(|one| one["numbers"].as_array().map_or(0, Vec::len))
        .sum();
    assert!(sheet.height() > n_numbers);
}

#[test]
fn json_csv_page_and_workbook_carry_a_pilot() {
    let folder = Folder::with_small();
    let page = folder.path("page.html");
    let page = page.to_str().expect("a path");
    let said = run(&folder, "pilot", &["--format", "json", "--report", page]);
    assert_eq!(said.code, 0);
    let json: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    let pilot = &json["pilot"];
    assert_eq!(pilot["design"], "house");
    assert_eq!(pilot["arms"], serde_json::json!([50, 50]));
    let rows = rows(&answered(&folder, "pilot", &["--format", "csv"]));
    let power = rows
        .iter()
        .find(|row| row["id"] == "off_assistance" && row["measure"] == "power");
    let power: Option<f64> = power.expect("a row")["value"].parse().ok();
    assert_eq!(power, pilot["shows"][0]["power"]["value"].as_f64());
    assert!(
        folder
            .read("page.html")
            .contains("id=\"pilot-municipality\"")
    );
    folder.write("results.json", &said.out);
    let made = folder.run(&["report", "results.json", "--out", "book.xlsx"]);
    assert_eq!(made.code, 0);
    let mut book: Xlsx<_> = open_workbook(folder.path("book.xlsx")).expect("a workbook");
    assert!(book.worksheet_range("Försök").expect("the sheet").height() > 10);
}

#[test]
fn what_cannot_be_answered_is_refused_with_what_would_do() {
    let folder = Folder::with_small();
    let few = folder.run(&["value", "small.toml", "--draws", "100", "--quiet"]);
    assert_eq!((few.code, few.out.as_str()), (2, ""));
    assert!(few.err.contains("--draws 512"), "{}", few.err);
    let unknown = run(&folder, "value", &["--study", "segment.all.colour"]);
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.err.contains("`segment.all.colour`"),
        "{}",
        unknown.err
    );
    let long = run(&folder, "pilot", &["--months", "24"]);
    assert_eq!(long.code, 2);
    assert!(long.err.contains("--months 23"), "{}", long.err);
    let design = run(&folder, "pilot", &["--design", "hous"]);
    assert_eq!(design.code, 2);
    assert!(design.err.contains("`house`"), "{}", design.err);
    for wrong in [["--arms", "50"], ["--contamination", "100%"]] {
        assert_eq!(run(&folder, "pilot", &wrong).code, 2);
    }
}
