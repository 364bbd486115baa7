//! `utfall new`: the starter scenario.

use crate::tool::Folder;

#[test]
fn the_starter_runs_as_it_is_in_both_languages() {
    let folder = Folder::new();
    for lang in ["sv", "en"] {
        let name = format!("{lang}.toml");
        let made = folder.run(&["new", &name, "--lang", lang]);
        assert_eq!((made.code, made.out.as_str()), (0, ""), "{}", made.err);
        let checked = folder.run(&["check", &name, "--lang", lang]);
        assert_eq!((checked.code, checked.err.as_str()), (0, ""));
        let ran = folder.run(&["compare", &name, "--draws", "64", "--lang", lang]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    }
}

#[test]
fn both_starters_are_the_same_scenario() {
    let folder = Folder::new();
    let comparisons = |lang: &str| {
        let name = format!("{lang}.toml");
        folder.run(&["new", &name, "--lang", lang]);
        let said = folder.run(&["compare", &name, "--draws", "64", "--format", "json"]);
        let results: sim_core::results::Results = serde_json::from_str(&said.out).expect("results");
        results.comparisons
    };
    assert!(comparisons("sv") == comparisons("en"));
}

#[test]
fn a_file_that_is_there_is_not_overwritten_unless_asked() {
    let folder = Folder::new();
    folder.write("mine.toml", "my own work");
    let said = folder.run(&["new", "mine.toml"]);
    assert_eq!(said.code, 5);
    assert_eq!(folder.read("mine.toml"), "my own work");
    assert_eq!(folder.run(&["new", "mine.toml", "--force"]).code, 0);
    assert!(folder.read("mine.toml").contains("utfall = 1"));
}

#[test]
fn without_a_name_the_starter_is_shown() {
    let said = Folder::new().run(&["new"]);
    assert_eq!(said.code, 0);
    assert!(said.out.contains("[design.today]"));
}
