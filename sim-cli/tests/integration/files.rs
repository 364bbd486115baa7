//! What the project keeps beside the program and must be the program's own.

use crate::tool::Folder;

#[test]
fn the_schema_is_json_and_the_same_every_time() {
    let folder = Folder::new();
    let first = folder.run(&["schema"]);
    assert_eq!(first.code, 0);
    let schema: serde_json::Value = serde_json::from_str(&first.out).expect("JSON");
    assert!(schema["properties"]["design"].is_object());
    folder.run(&["schema", "--out", "scenario.schema.json"]);
    assert_eq!(folder.read("scenario.schema.json"), first.out);
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let folder = Folder::with_small();
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("utfall"))
        .args(["explain", "small.toml"])
        .current_dir(folder.path(""))
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("the program");
    drop(child.stdout.take());
    let ended = child.wait_with_output().expect("an end");
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
}

#[test]
fn the_reference_beside_the_scenarios_is_what_the_program_prints() {
    let kept = crate::tool::project().join("scenarios/REFERENCE.md");
    let kept = std::fs::read_to_string(kept).expect("the reference");
    let printed = Folder::new().run(&["schema", "--reference"]).out;
    assert!(printed.contains("| `readiness_sd` |"));
    assert!(
        kept.replace("\r\n", "\n") == printed,
        "write it anew: utfall schema --reference --out scenarios/REFERENCE.md"
    );
}

#[test]
fn every_answer_in_json_has_a_schema() {
    for (flag, field) in [
        ("--results", "comparisons"),
        ("--diff", "order_free"),
        ("--follow-up", "households"),
    ] {
        let said = Folder::new().run(&["schema", flag]);
        assert_eq!(said.code, 0, "{flag}");
        let schema: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
        assert!(schema["properties"][field].is_object(), "{flag}");
    }
}

#[test]
fn the_schema_beside_the_scenarios_is_what_the_program_prints() {
    let kept = crate::tool::project().join("scenarios/scenario.schema.json");
    let kept = std::fs::read_to_string(kept).expect("the schema");
    // Git may have given the kept copy the line ends of the machine.
    let is_current = kept.replace("\r\n", "\n") == Folder::new().run(&["schema"]).out;
    assert!(
        is_current,
        "write it anew: utfall schema --out scenarios/scenario.schema.json"
    );
}

/// Beforehand: the scenario is not even looked for. An hour of draws would otherwise be lost on a misspelt folder.
#[test]
fn a_file_that_has_no_place_is_told_before_anything_is_worked_out() {
    let lines: [&[&str]; 14] = [
        &["compare", "x.toml"],
        &["compare", "x.toml", "--report", "fine.html"],
        &["sensitivity", "x.toml"],
        &["breakeven", "x.toml", "--lever", "l"],
        &["choose", "x.toml"],
        &["value", "x.toml"],
        &["pilot", "x.toml"],
        &["merge", "x.draws"],
        &["diff", "x.toml", "a", "b"],
        &["backtest", "x.toml"],
        &["calibrate", "x.toml", "--to", "y.toml", "--free", "n"],
        &["fit", "x.csv"],
        &["simulate-records", "x.toml"],
        &["follow-up", "x.csv", "--register", "r.jsonl"],
    ];
    let folder = Folder::new();
    folder.write("taken/file", "");
    for line in lines {
        let said = folder.run(&[line, &["--out", "nowhere/answer.x"]].concat());
        let right =
            "fel: det går inte att skriva nowhere/answer.x (mappen finns inte; skapa den först)\n";
        assert_eq!((said.code, said.err.as_str()), (5, right), "{line:?}");
    }
    for flag in ["--report", "--mapping-template"] {
        let line = match flag {
            "--report" => vec!["fit", "x.csv", "--out", "fine.toml", flag, "taken"],
            _ => vec!["fit", "x.csv", flag, "taken"],
        };
        let said = folder.run(&[line.as_slice(), &["--lang", "en"]].concat());
        let right = "error: cannot write taken (it is a folder)\n";
        assert_eq!((said.code, said.err.as_str()), (5, right), "{flag}");
    }
    let left = std::fs::read_dir(folder.path("")).expect("readable");
    assert_eq!(left.count(), 1);
}
