//! Two designs side by side: what differs, and what each difference does to the answer.

use crate::tool::Folder;

const FEW: [&str; 6] = ["diff", "small.toml", "house", "meetings", "--draws", "64"];

#[test]
fn a_diff_reads_as_it_should_in_both_languages() {
    let folder = Folder::with_small();
    let swedish = folder.run(&FEW);
    assert_eq!((swedish.code, swedish.err.as_str()), (0, ""));
    insta::assert_snapshot!("diff_sv", swedish.out);
    let english = folder.run(&[&FEW[..], &["--lang", "en"]].concat());
    assert_eq!((english.code, english.err.as_str()), (0, ""));
    insta::assert_snapshot!("diff_en", english.out);
}

#[test]
fn the_machine_forms_hold_the_same_figures() {
    let folder = Folder::with_small();
    let json = folder.run(&[&FEW[..], &["--format", "json"]].concat());
    let found: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(found["utfall_diff"], 1);
    assert_eq!(found["steps"].as_array().map(Vec::len), Some(3));
    assert_eq!(found["order_free"].as_array().map(Vec::len), Some(3));
    let whole = found["whole"]["net"][0][1]["mean"].to_string();
    let csv = folder.run(&[&FEW[..], &["--format", "csv"]].concat());
    let row = csv
        .out
        .lines()
        .find(|line| line.starts_with("whole,,,net_municipality_sek,"));
    let mean = row.and_then(|row| row.split(',').nth(4)).expect("a row");
    assert_eq!(mean, whole);
    let said = folder.run(&[&FEW[..], &["--format", "json", "--out", "diff.json"]].concat());
    assert_eq!((said.code, said.out.as_str()), (0, ""));
    assert_eq!(folder.read("diff.json"), json.out);
}

#[test]
fn one_order_alone_says_the_same_about_the_way() {
    let folder = Folder::with_small();
    let both = folder.run(&FEW).out;
    let alone = folder.run(&[&FEW[..], &["--in-order"]].concat()).out;
    let way = |text: &str| {
        let lines = text.lines().filter(|line| line.contains("Effekt: house"));
        lines.take(2).map(str::to_owned).collect::<Vec<String>>()
    };
    assert_eq!(way(&alone), way(&both));
    assert!(!alone.contains("OAVSETT"), "{alone}");
    assert!(alone.contains("--in-order"), "{alone}");
}

#[test]
fn designs_that_are_the_same_or_not_there_are_told() {
    let folder = Folder::with_small();
    let same = folder.run(&["diff", "small.toml", "house", "house"]);
    assert_eq!(same.code, 0);
    assert!(same.out.contains("Inget skiljer"), "{}", same.out);
    let unknown = folder.run(&["diff", "small.toml", "house", "hause", "--lang", "en"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
    assert!(unknown.err.contains("no design `hause`"), "{}", unknown.err);
}

#[test]
fn what_has_no_words_of_its_own_is_told_by_its_key() {
    let folder = Folder::with_small();
    let text = crate::tool::SMALL.to_owned()
        + "\n[design.more]\nbased_on = \"house\"\nplaces.course = 4\n\
           effect.house.hazard_ratio = { p05 = 0.9, p50 = 1.1, p95 = 1.4 }\n\
           transition = { hazard_ratio = 0.9, hold_months = 3, until_month = 6 }\n";
    folder.write("more.toml", text);
    let said = folder.run(&["diff", "more.toml", "house", "more", "--draws", "64"]);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let differs = said
        .out
        .split("EN SAK I TAGET")
        .next()
        .expect("what differs");
    insta::assert_snapshot!("diff_by_key", differs);
}
