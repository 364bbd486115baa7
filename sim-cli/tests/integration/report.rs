//! `utfall report` and `compare --report`: the decision paper as a file.

use crate::tool::{Folder, Said};

fn written(folder: &Folder, args: &[&str]) -> Said {
    let said = folder.run(args);
    assert_eq!(said.code, 0, "{args:?}: {}", said.err);
    said
}

#[test]
fn a_scenario_becomes_a_page_and_nothing_is_printed() {
    let folder = Folder::with_small();
    let said = written(
        &folder,
        &[
            "report",
            "small.toml",
            "--out",
            "a.html",
            "--draws",
            "64",
            "--quiet",
        ],
    );
    assert_eq!(said.out, "");
    assert_eq!(said.err, "a.html är skriven\n");
    let page = folder.read("a.html");
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"sv\">"));
    // What the command says stands on the page, word for word.
    let command: String = [
        "utfall",
        "compare",
        "small.toml",
        "--draws",
        "64",
        "--seed",
        "1",
    ]
    .map(|word| format!("<span>{word}</span> "))
    .concat();
    assert!(page.contains(&command));
}

#[test]
fn results_become_the_same_page_as_their_scenario() {
    let folder = Folder::with_small();
    written(
        &folder,
        &[
            "report",
            "small.toml",
            "--out",
            "a.html",
            "--draws",
            "64",
            "--quiet",
        ],
    );
    written(
        &folder,
        &[
            "compare",
            "small.toml",
            "--draws",
            "64",
            "--quiet",
            "--format",
            "json",
            "--out",
            "a.json",
        ],
    );
    written(&folder, &["report", "a.json", "--out", "b.html"]);
    let (first, second) = (folder.read("a.html"), folder.read("b.html"));
    assert!(
        first.replace("small.toml", "SCENARIO.toml") == second,
        "the pages differ"
    );
    // Results of an earlier version lack what was added since.
    let mut old: serde_json::Value = serde_json::from_str(&folder.read("a.json")).expect("JSON");
    for design in old["designs"].as_array_mut().expect("designs") {
        design["people"]
            .as_object_mut()
            .expect("people")
            .remove("elsewhere");
    }
    folder.write("old.json", old.to_string());
    written(&folder, &["report", "old.json", "--out", "c.html"]);
    assert!(!folder.read("c.html").contains("months-elsewhere"));
}

#[test]
fn a_comparison_prints_its_answer_and_writes_the_page_too() {
    let folder = Folder::with_small();
    let said = written(
        &folder,
        &[
            "compare",
            "small.toml",
            "--draws",
            "64",
            "--quiet",
            "--lang",
            "en",
            "--report",
            "a.HTM",
        ],
    );
    assert!(said.out.contains("THE ANSWER"), "{}", said.out);
    assert!(folder.read("a.HTM").contains("<html lang=\"en\">"));
}

#[test]
fn what_cannot_become_a_page_is_refused_before_anything_is_run() {
    let folder = Folder::with_small();
    folder.write("broken.json", "{");
    folder.write("expected.json", r#"{"utfall_expected": 1}"#);
    folder.write("later.json", r#"{"utfall_results": 99}"#);
    for (args, code, word) in [
        (&["report", "small.toml"][..], 2, "--out"),
        (&["report", "small.toml", "--out", "a.docx"], 2, ".html"),
        (&["compare", "small.toml", "--report", "a.txt"], 2, ".html"),
        (
            &[
                "compare",
                "small.toml",
                "--report",
                "a.html",
                "--out",
                "a.html",
            ],
            2,
            "eget namn",
        ),
        (
            &[
                "compare",
                "small.toml",
                "--report",
                "a.html",
                "--method",
                "exact",
            ],
            2,
            "--method exact",
        ),
        (
            &["report", "later.json", "--out", "a.html", "--draws", "64"],
            2,
            "--draws",
        ),
        (
            &["report", "nowhere.json", "--out", "a.html"],
            4,
            "nowhere.json",
        ),
        (
            &["report", "broken.json", "--out", "a.html"],
            4,
            "broken.json",
        ),
        (
            &["report", "expected.json", "--out", "a.html"],
            4,
            "--format json",
        ),
        (
            &["report", "later.json", "--out", "a.html"],
            4,
            "version 99",
        ),
        (
            &["report", "nowhere.toml", "--out", "a.html"],
            3,
            "nowhere.toml",
        ),
        (
            &[
                "report",
                "small.toml",
                "--draws",
                "64",
                "--quiet",
                "--out",
                "no/such/a.html",
            ],
            5,
            "a.html",
        ),
    ] {
        let said = folder.run(args);
        assert_eq!(said.code, code, "{args:?}: {}", said.err);
        assert!(said.err.contains(word), "{args:?}: {}", said.err);
        assert!(!folder.path("a.html").exists(), "{args:?}");
    }
}
