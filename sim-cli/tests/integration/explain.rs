//! `utfall explain`: the designs in words, every number, and the whole scenario in one piece.

use crate::tool::{Folder, SMALL};

#[test]
fn designs_are_told_as_what_differs_from_today() {
    let folder = Folder::with_small();
    let swedish = folder.run(&["explain", "small.toml"]);
    assert_eq!((swedish.code, swedish.err.as_str()), (0, ""));
    insta::assert_snapshot!("explain_sv", swedish.out);
    let english = folder.run(&["explain", "small.toml", "--lang", "en"]);
    insta::assert_snapshot!("explain_en", english.out);
}

#[test]
fn one_design_can_be_asked_for() {
    let said = Folder::with_small().run(&["explain", "small.toml", "--design", "house"]);
    assert!(said.out.contains("Ett hus (house)"));
    assert!(!said.out.contains("Fler möten"));
}

#[test]
fn the_resolved_scenario_says_where_each_table_comes_from() {
    let folder = Folder::with_small();
    let said = folder.run(&["explain", "small.toml", "--resolved"]);
    assert_eq!(said.code, 0);
    insta::assert_snapshot!(said.out);
}

#[test]
fn the_resolved_scenario_gives_the_same_answer() {
    let folder = Folder::with_small();
    let resolved = folder.run(&["explain", "small.toml", "--resolved"]).out;
    // The defaults are written out, and so must say that they stand instead of the built-in ones.
    folder.write("whole.toml", &resolved);
    let said = folder.run(&["check", "whole.toml"]);
    assert_eq!(said.code, 0, "{}\n{resolved}", said.err);
}

#[test]
fn the_description_can_be_written_to_a_file() {
    let folder = Folder::with_small();
    let said = folder.run(&["explain", "small.toml", "--out", "words.txt"]);
    assert_eq!((said.code, said.out.as_str()), (0, ""));
    assert!(folder.read("words.txt").contains("ARBETSSÄTTEN"));
}

#[test]
fn a_scenario_with_errors_is_not_explained() {
    let folder = Folder::new();
    folder.write("small.toml", SMALL.replace("[inflow]", "[inflw]"));
    let said = folder.run(&["explain", "small.toml"]);
    assert_eq!((said.code, said.out.as_str()), (3, ""));
}
