//! One wrong file per diagnostic code; the line that is wrong ends in `# ^ CODE`.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use sim_core::compile::{check_reading, compile, is_sound};
use sim_core::diagnostic::{Diagnostic, Texts, Unreadable};
use sim_core::read::{Reading, read_scenario};

use crate::reading::MINIMAL;

/// Codes that no file can show: the engine finds them.
const FOUND_BY_THE_ENGINE: &[&str] = &["S051", "W001", "W002"];

fn read(name: &str, text: &str) -> Reading {
    let mut open = |asked: &str| match asked {
        "base.toml" => Ok(MINIMAL.to_owned()),
        "empty.toml" => Ok("  \n".to_owned()),
        known if known == name => Ok(text.to_owned()),
        _ => Err(Unreadable::Missing),
    };
    read_scenario(name, &mut open)
}

fn line_of(diagnostic: &Diagnostic, texts: &Texts) -> (String, usize) {
    let Some(place) = diagnostic.place else {
        return (String::new(), 0);
    };
    let before = &texts.contents[place.text_idx as usize][..place.start as usize];
    let name = texts.names[place.text_idx as usize].clone();
    (name, before.matches('\n').count() + 1)
}

fn expected(name: &str, text: &str) -> BTreeSet<(String, usize, String)> {
    let lines = text.lines().enumerate();
    let marked = lines.filter_map(|(idx, line)| Some((idx + 1, line.split_once("# ^ ")?.1)));
    marked
        .map(|(line, code)| (name.to_owned(), line, code.trim().to_owned()))
        .collect()
}

fn found(reading: &Reading) -> BTreeSet<(String, usize, String)> {
    let all = problems(reading);
    let lines = all.iter().map(|diagnostic| {
        let (name, line) = line_of(diagnostic, &reading.texts);
        (name, line, diagnostic.code().to_owned())
    });
    lines.collect()
}

/// Returns what is wrong, as the program finds it: what can be compiled is.
fn problems(reading: &Reading) -> Vec<Diagnostic> {
    let mut found = check_reading(reading);
    if let Some(scenario) = reading.scenario.as_ref().filter(|_| is_sound(&found)) {
        found.extend(
            compile(scenario, &reading.resolved)
                .err()
                .into_iter()
                .flatten(),
        );
    }
    found
}

fn files() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bad_scenarios");
    let mut files: Vec<(String, String)> = fs::read_dir(folder)
        .expect("the folder of bad scenarios")
        .map(|entry| {
            let path = entry.expect("a file").path();
            let name = path.file_name().expect("a name").to_string_lossy();
            (name.into_owned(), fs::read_to_string(&path).expect("text"))
        })
        .collect();
    files.sort();
    files
}

#[test]
fn each_bad_scenario_reports_what_its_comments_say_and_nothing_else() {
    let mut wrong = String::new();
    for (name, text) in files() {
        let reading = read(&name, &text);
        let (expected, found) = (expected(&name, &text), found(&reading));
        if expected != found {
            let all = problems(&reading);
            wrong +=
                &format!("{name}\n  expected {expected:?}\n  found    {found:?}\n  {all:#?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_diagnostic_code_has_a_bad_scenario() {
    let declared = include_str!("../../src/diagnostic/code.rs");
    let codes: BTreeSet<&str> = declared
        .lines()
        .filter_map(|line| {
            line.split_once("{ .. } => \"")
                .or(line.split_once(" => \""))
        })
        .filter_map(|(_, rest)| rest.get(..4))
        .collect();
    assert!(
        codes.len() > 40,
        "the codes are read from the source: {codes:?}"
    );
    let shown: BTreeSet<String> = files()
        .iter()
        .map(|(name, _)| name.chars().take(4).collect())
        .collect();
    let missing: Vec<&&str> = codes
        .iter()
        .filter(|code| !FOUND_BY_THE_ENGINE.contains(code) && !shown.contains(**code))
        .collect();
    assert!(missing.is_empty(), "no bad scenario for {missing:?}");
    for (name, text) in files() {
        let code = &name[..4];
        assert!(
            text.contains(&format!("# ^ {code}")),
            "{name} marks another code"
        );
    }
}
