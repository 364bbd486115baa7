//! Expected values without chance, and both engines held against each other.

use crate::tool::Folder;

#[test]
fn expected_values_say_that_they_have_no_interval() {
    let folder = Folder::with_small();
    let swedish = folder.run(&["compare", "small.toml", "--method", "exact"]);
    assert_eq!((swedish.code, swedish.err.as_str()), (0, ""));
    assert!(swedish.out.contains("FÖRVÄNTADE VÄRDEN"), "{}", swedish.out);
    assert!(swedish.out.contains("mittvärde"), "{}", swedish.out);
    let english = folder.run(&["compare", "small.toml", "--method", "exact", "--lang", "en"]);
    assert!(english.out.contains("central value"), "{}", english.out);
    let json = folder.run(&[
        "compare",
        "small.toml",
        "--method",
        "exact",
        "--format",
        "json",
    ]);
    let found: serde_json::Value = serde_json::from_str(&json.out).expect("JSON");
    assert_eq!(found["utfall_expected"], 1);
    assert!(found["comparisons"][0]["savings"][0]["sek"].is_number());
    let csv = folder.run(&[
        "compare",
        "small.toml",
        "--method",
        "exact",
        "--format",
        "csv",
    ]);
    assert_eq!(csv.code, 2);
}

#[test]
fn both_engines_are_held_against_each_other_in_both_languages() {
    let folder = Folder::with_small();
    let few = ["verify", "small.toml", "--sets", "1", "--cohorts", "60"];
    let swedish = folder.run(&few);
    assert_eq!(
        (swedish.code, swedish.err.as_str()),
        (0, ""),
        "{}",
        swedish.out
    );
    assert!(
        swedish.out.contains("Motorerna är överens."),
        "{}",
        swedish.out
    );
    let english = folder.run(&[&few[..], &["--lang", "en"]].concat());
    assert!(
        english.out.contains("The engines agree."),
        "{}",
        english.out
    );
    assert!(english.out.contains("standard errors"), "{}", english.out);
}

#[test]
fn what_the_exact_engine_does_not_cover_is_listed() {
    let folder = Folder::with_small();
    let limited = "duration_days = 28\nplaces = 3";
    let scenario = crate::tool::SMALL.replacen("duration_days = 28", limited, 1);
    folder.write("places.toml", scenario);
    let said = folder.run(&["verify", "places.toml", "--lang", "en"]);
    assert_eq!(said.code, 3, "{}", said.err);
    assert!(
        said.err
            .contains("intervention.course: a limited number of places or slots"),
        "{}",
        said.err
    );
}
