//! Ctrl-C in the middle of an analysis: exit code 6, and what was finished is shown.

use std::process::{Child, Stdio};
use std::time::Duration;

use crate::tool::{Folder, SMALL, Said};

fn started(folder: &Folder, args: &[&str]) -> Child {
    std::process::Command::new(assert_cmd::cargo::cargo_bin!("utfall"))
        .args(args)
        .current_dir(folder.path(""))
        .env_clear()
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program")
}

fn press(child: &Child) {
    let kill = std::process::Command::new("kill");
    let told = { kill }.args(["-INT", &child.id().to_string()]).status();
    assert!(told.is_ok());
}

/// Returns what the program says when it is told to stop after a while.
fn pressed(folder: &Folder, args: &[&str], after: Duration) -> Said {
    let child = started(folder, args);
    std::thread::sleep(after);
    press(&child);
    ended(child)
}

fn ended(child: Child) -> Said {
    let output = child.wait_with_output().expect("ended");
    Said {
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
        code: output.status.code().unwrap_or(-1),
    }
}

/// Returns a folder with the small scenario, made slow by so many new households a month.
fn with_many_households(new: &str) -> Folder {
    let folder = Folder::new();
    let many = SMALL.replacen("per_month = 5\n", &format!("per_month = {new}\n"), 1);
    assert_ne!(many, SMALL);
    folder.write("small.toml", many);
    folder
}

/// Tells the program to stop, later and later, until it was in the midst of what is asked about; returns what
/// it says then. The run is so long that it cannot be over before.
fn stopped(args: &[&str], is_there: impl Fn(&Said) -> bool) -> Said {
    stopped_in(&Folder::with_small(), args, is_there)
}

/// The same in a folder that has more than the small scenario.
fn stopped_in(folder: &Folder, args: &[&str], is_there: impl Fn(&Said) -> bool) -> Said {
    let mut after = Duration::from_millis(200);
    for _ in 0..24 {
        let said = pressed(folder, args, after);
        // Before it listens, the system ends it.
        assert!(
            said.code == 6 || said.code == -1,
            "{} {}",
            said.code,
            said.err
        );
        if said.code == 6 && is_there(&said) {
            return said;
        }
        after = after * 4 / 3;
    }
    panic!("it never came so far: {args:?}");
}

#[test]
fn a_stopped_sensitivity_analysis_shows_what_was_finished() {
    if cfg!(windows) {
        return;
    }
    let line = ["sensitivity", "small.toml", "--draws", "512"];
    let args = [&line[..], &["--draws-each", "20000", "--format", "json"]].concat();
    let said = stopped(&args, |said| said.out.contains("\"sensitivity\""));
    let found: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(found["sensitivity"]["effort"]["stopped"], "interrupted");
    assert!(found["comparisons"][0]["savings"][0]["net"]["mean"].is_number());
    assert!(said.err.contains("jämförelsen är klar"), "{}", said.err);
    // As text, and before the comparison is over.
    let long = ["sensitivity", "small.toml", "--draws", "1000000"];
    let said = stopped(&long, |said| !said.out.is_empty());
    let only = "AVBRUTET: bara jämförelsen hann räknas, inte frågan.";
    assert_eq!(said.out.trim(), only);
    assert!(said.err.contains("svaret bygger på"), "{}", said.err);
}

#[test]
fn a_stopped_break_even_shows_the_values_that_were_finished() {
    if cfg!(windows) {
        return;
    }
    let line = ["breakeven", "small.toml", "--lever", "effect.house"];
    let args = [&line[..], &["--draws", "8000"]].concat();
    let said = stopped(&args, |said| said.out.contains("värden hann räknas"));
    assert!(said.out.contains("AVBRUTET: bara"), "{}", said.out);
    assert!(said.err.contains("svaret bygger på"), "{}", said.err);
    let long = [&line[..], &["--draws", "1000000"]].concat();
    let said = stopped(&long, |said| !said.out.is_empty());
    let only = "AVBRUTET: bara jämförelsen hann räknas, inte frågan.";
    assert_eq!(said.out.trim(), only);
    let second = ["--lever", "start.sek=0..200000", "--draws", "8000"];
    let map = [&line[..], &second, &["--format", "json"]].concat();
    let said = stopped(&map, |said| said.out.contains("\"break_even\""));
    let found: serde_json::Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!(found["break_even"]["stopped"], "interrupted");
}

#[test]
fn a_stopped_value_rests_on_the_draws_that_were_finished() {
    if cfg!(windows) {
        return;
    }
    let args = ["value", "small.toml", "--draws", "1000000"];
    let said = stopped(&args, |said| {
        said.out.contains("VAD DET ÄR VÄRT ATT VETA MER")
    });
    assert!(said.out.contains("framtider, frö"), "{}", said.out);
    assert!(said.err.contains("av 1 000 000 framtider"), "{}", said.err);
    // One batch is too little to value anything by: the comparison is kept.
    let folder = with_many_households("800");
    let args = ["value", "small.toml", "--draws", "6400"];
    let said = stopped_in(&folder, &args, |said| !said.out.is_empty());
    let only = "AVBRUTET: bara jämförelsen hann räknas, inte frågan.";
    assert_eq!(said.out.trim(), only);
    assert!(said.err.contains("av 6 400 framtider"), "{}", said.err);
}

#[test]
fn a_stopped_pilot_shows_what_was_finished() {
    if cfg!(windows) {
        return;
    }
    let args = ["pilot", "small.toml", "--draws", "20000"];
    let said = stopped(&args, |said| said.out.contains("försöket hann räknas i"));
    assert!(said.err.contains("jämförelsen är klar"), "{}", said.err);
    let long = ["pilot", "small.toml", "--draws", "1000000"];
    let said = stopped(&long, |said| !said.out.is_empty());
    assert!(said.out.contains("AVBRUTET"), "{}", said.out);
}

#[test]
fn a_stopped_choice_shows_the_ranking_of_the_draws_that_were_finished() {
    if cfg!(windows) {
        return;
    }
    let args = ["choose", "small.toml", "--draws", "1000000"];
    let said = stopped(&args, |said| said.out.contains("bäst i"));
    assert!(said.err.contains("av 1 000 000 framtider"), "{}", said.err);
    let search = ["--search", "effect.house=0.9..1.5", "--draws", "8000"];
    let args = [&["choose", "small.toml"], &search[..]].concat();
    let said = stopped(&args, |said| {
        said.out.contains("sökningen hann inte bli klar")
    });
    assert!(said.out.contains("bäst i"), "the ranking is there");
    assert!(said.err.contains("svaret bygger på"), "{}", said.err);
    // Stopped before there is anything to search from.
    let args = [
        &["choose", "small.toml"],
        &search[..2],
        &["--draws", "1000000"],
    ]
    .concat();
    let said = stopped(&args, |said| said.out.contains("bäst i"));
    let never = "AVBRUTET: sökningen hann inte börja.";
    assert!(said.out.contains(never), "{}", said.out);
}

const FACTS: &str = "utfall_facts = 1\n[fact.months]\nquantity = \"months_in_year\"\nvalue = 4.9\n\
    standard_error = 0.3\nunit = \"households\"\npopulation = \"all\"\nyear = 2026\n";

#[test]
fn a_stopped_calibration_shows_and_writes_what_was_finished_and_says_so() {
    if cfg!(windows) {
        return;
    }
    let folder = Folder::with_small();
    folder.write("facts.toml", FACTS);
    let first = ["calibrate", "small.toml", "--to", "facts.toml", "--out"];
    let more = ["new.toml", "--free", "segment.all.hazard.job.per_month"];
    let args = [&first[..], &more, &["--draws", "1000000"]].concat();
    let written = |said: &Said| said.err.contains("new.toml är skriven");
    let said = stopped_in(&folder, &args, written);
    let stopped = "av 1 000 000 uppsättningar hann prövas.";
    assert!(said.out.contains(stopped), "{}", said.out);
    let what = "av 1 000 000 uppsättningar av värden";
    assert!(said.err.contains(what), "{}", said.err);
    let toml = folder.read("new.toml");
    assert!(toml.contains("grade = \"D\""), "{toml}");
    assert!(
        toml.contains("# OBS: talen har betyg D. Avbrutet:"),
        "{toml}"
    );
}

#[test]
fn the_second_press_ends_a_run_that_is_in_the_midst_of_a_batch() {
    if cfg!(windows) {
        return;
    }
    // One batch takes longer than anybody waits.
    let folder = with_many_households("4000");
    let said = (0..24).find_map(|tried| {
        let child = started(&folder, &["compare", "small.toml", "--draws", "640"]);
        std::thread::sleep(Duration::from_millis(300 + 100 * tried));
        press(&child);
        std::thread::sleep(Duration::from_millis(300));
        press(&child);
        // Before it listens, the system ends it.
        Some(ended(child)).filter(|said| said.code != -1)
    });
    let said = said.expect("it listens at last");
    assert_eq!((said.code, said.out.as_str()), (6, ""));
    // The first press is answered; there is nothing more to say.
    assert_eq!(said.err.trim().lines().count(), 1, "{}", said.err);
}
