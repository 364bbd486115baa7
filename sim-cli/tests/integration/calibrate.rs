//! Uncertain numbers calibrated to facts: what is said, what is written, what is refused.

use crate::tool::{Folder, project};

pub const FREE: &str = "segment.slow.hazard.job.per_month,benefit.sek_per_month_on_assistance";

/// Returns a folder with the teaching example and its facts.
pub fn with_example() -> Folder {
    let folder = Folder::new();
    for name in ["larexempel.toml", "facts/larexempel.toml"] {
        let path = project().join("scenarios").join(name);
        folder.write(name, std::fs::read(path).expect("it is shipped"));
    }
    folder
}

pub fn line<'a>(more: &[&'a str]) -> Vec<&'a str> {
    line_of("larexempel.toml", more)
}

pub fn line_of<'a>(file: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let first = [
        "calibrate",
        file,
        "--to",
        "facts/larexempel.toml",
        "--free",
        FREE,
        "--draws",
        "512",
        "--cohorts",
        "4",
    ];
    [&first[..], more].concat()
}

#[test]
fn a_calibration_reads_as_it_should_in_both_languages() {
    let folder = with_example();
    let swedish = folder.run(&line(&[]));
    assert_eq!((swedish.code, swedish.err.as_str()), (0, ""));
    insta::assert_snapshot!("calibrate_sv", swedish.out);
    let english = folder.run(&line(&["--lang", "en"]));
    assert_eq!((english.code, english.err.as_str()), (0, ""));
    insta::assert_snapshot!("calibrate_en", english.out);
}

#[test]
fn what_is_written_is_a_scenario_that_runs_and_can_be_calibrated_again() {
    let folder = with_example();
    let args = line(&[
        "--out",
        "sub/new.toml",
        "--format",
        "json",
        "--report",
        "page.html",
    ]);
    folder.write("sub/empty", "");
    let said = folder.run(&args);
    assert_eq!(said.code, 0, "{}", said.err);
    let found: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(found["utfall_calibration"], 1);
    let written = folder.read("sub/new.toml");
    assert!(
        written.contains("include = [\"../larexempel.toml\"]"),
        "{written}"
    );
    // Other grades than C would claim more than a model can give.
    assert_eq!(written.matches("grade = \"C\"").count(), 2, "{written}");
    let checked = folder.run(&["check", "sub/new.toml"]);
    assert_eq!(checked.code, 0, "{}", checked.err);
    let explained = folder.run(&["explain", "sub/new.toml", "--lang", "en"]);
    assert!(
        explained.out.contains("calibrated to 4 facts"),
        "{}",
        explained.out
    );
    let again = folder.run(&line_of(
        "sub/new.toml",
        &["--out", "sub/third.toml", "--quiet"],
    ));
    assert_eq!(again.code, 0, "{}", again.err);
    let page = folder.read("page.html");
    assert_eq!(page.matches("<svg").count(), 6);
    assert!(
        !page.contains("<script") && !page.contains("href="),
        "no script, no network"
    );
}

#[test]
fn the_table_has_a_row_for_each_number_pair_and_fact() {
    let folder = with_example();
    let said = folder.run(&line(&["--format", "csv"]));
    assert_eq!(said.code, 0, "{}", said.err);
    let kinds: Vec<&str> = said
        .out
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').next())
        .collect();
    let right = [
        "number",
        "number",
        "rank_correlation",
        "fact",
        "fact",
        "fact",
        "fact",
    ];
    assert_eq!(kinds, right);
}

#[test]
fn facts_and_numbers_that_cannot_be_used_are_refused_with_their_place() {
    let folder = with_example();
    let text = folder.read("facts/larexempel.toml");
    folder.write(
        "facts/larexempel.toml",
        text.replace("value = 0.23", "value = 26"),
    );
    let said = folder.run(&line(&["--lang", "en"]));
    assert_eq!((said.code, said.out.as_str()), (4, ""));
    let right = "facts/larexempel.toml:27: [fact.ten_months] 26 cannot be right";
    assert!(said.err.contains(right), "{}", said.err);
    folder.write(
        "facts/larexempel.toml",
        text.replace(
            "quantity = \"months_in_year\"",
            "quantity = \"monhts_in_year\"",
        ),
    );
    let said = folder.run(&line(&["--lang", "en"]));
    assert_eq!((said.code, said.out.as_str()), (4, ""));
    assert!(
        said.err.contains("did you mean `months_in_year`?"),
        "{}",
        said.err
    );
    let missing = folder.run(&[
        "calibrate",
        "larexempel.toml",
        "--to",
        "no.toml",
        "--free",
        FREE,
    ]);
    assert_eq!(missing.code, 4, "{}", missing.err);
    folder.write("facts/larexempel.toml", &text);
    let unknown = folder.run(&[
        "calibrate",
        "larexempel.toml",
        "--to",
        "facts/larexempel.toml",
        "--free",
        "segment.slow.hazard.jobb.per_month",
        "--lang",
        "en",
    ]);
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
    assert!(unknown.err.contains("did you mean"), "{}", unknown.err);
}

#[test]
fn tables_fit_a_hundred_columns_and_a_file_graded_d_says_why() {
    let folder = with_example();
    let text = folder.read("facts/larexempel.toml");
    // A quarter more households for the same money and months: facts that contradict each other.
    folder.write(
        "facts/larexempel.toml",
        text.replace("value = 385", "value = 480"),
    );
    let said = folder.run(&line(&["--out", "new.toml"]));
    assert_eq!(said.code, 0, "{}", said.err);
    let wide = said
        .out
        .lines()
        .find(|line| line.chars().count() > 100 && !line.contains("utfall calibrate"));
    assert_eq!(wide, None);
    let written = folder.read("new.toml");
    assert_eq!(written.matches("grade = \"D\"").count(), 2, "{written}");
    assert!(written.contains("# OBS: talen har betyg D."), "{written}");
    assert!(written.contains("säger emot"), "{written}");
    // Where all is well there is nothing to say.
    folder.write("facts/larexempel.toml", &text);
    let said = folder.run(&line(&["--out", "new.toml"]));
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(!folder.read("new.toml").contains("OBS"));
}
