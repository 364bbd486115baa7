//! `utfall compare`: the answer in three forms, the same bytes, and stopping early.

use std::process::Stdio;
use std::time::{Duration, Instant};

use sim_core::results::Results;

use crate::tool::{Folder, SMALL};

const QUICK: &[&str] = &["compare", "small.toml", "--draws", "128"];

fn with(more: &[&'static str]) -> Vec<&'static str> {
    QUICK.iter().chain(more).copied().collect()
}

#[test]
fn the_answer_stands_first_and_names_what_it_rests_on() {
    let said = Folder::with_small().run(QUICK);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    let order = [
        "Litet exempel",
        "SVARET",
        "Alla arbetssätt jämförda med i dag",
        "Ett hus, jämfört med: Som i dag",
        "lika troliga framtider",
        "mittenutfallet",
        "PENGARNA PER BUDGETÅR OCH KONTO",
        "Kommunens konto",
        "HUSHÅLLEN",
        "VAD SVARET VILAR PÅ",
        "utfall compare small.toml --draws 128 --seed 1",
    ];
    let mut from = 0;
    for words in order {
        let found = said.out[from..].find(words);
        from += found.unwrap_or_else(|| panic!("{words} is missing after {from}:\n{}", said.out));
    }
}

#[test]
fn the_screen_gets_ordinary_spaces_and_files_those_that_do_not_break() {
    let folder = Folder::with_small();
    let said = folder.run(QUICK);
    assert!(!said.out.contains('\u{a0}'));
    let written = folder.run(&with(&["--out", "answer.txt"]));
    assert_eq!((written.code, written.out.as_str()), (0, ""));
    let file = folder.read("answer.txt");
    assert!(file.contains('\u{a0}'));
    assert_eq!(file.replace('\u{a0}', " "), said.out);
}

#[test]
fn lines_fit_a_plain_console() {
    let said = Folder::with_small().run(QUICK);
    for line in said.out.lines() {
        assert!(line.chars().count() <= 104, "{line}");
        let strange = line
            .chars()
            .find(|sign| *sign as u32 > 0xff && *sign != '\u{2212}');
        assert_eq!(strange, None, "{line}");
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes_for_any_number_of_threads() {
    let folder = Folder::with_small();
    let answers: Vec<String> = ["1", "2", "3", "8"]
        .iter()
        .map(|threads| {
            let mut args = with(&["--format", "json", "--threads"]);
            args.push(threads);
            folder.run(&args).out
        })
        .collect();
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]));
    let other = folder.run(&with(&["--format", "json", "--seed", "2"])).out;
    assert!(answers[0] != other);
}

#[test]
fn json_reads_as_results_again() {
    let said = Folder::with_small().run(&with(&["--format", "json"]));
    let results: Results = serde_json::from_str(&said.out).expect("results");
    assert_eq!(results.run.draws, 128);
    assert_eq!(results.designs[0].id, "today");
    assert_eq!(results.comparisons.len(), 2);
    let again = serde_json::to_string_pretty(&results).expect("JSON") + "\n";
    assert!(again == said.out);
}

#[test]
fn csv_has_one_fact_a_row_in_numbers_any_program_reads() {
    let said = Folder::with_small().run(&with(&["--format", "csv"]));
    let mut reader = csv::Reader::from_reader(said.out.as_bytes());
    let header: Vec<String> = reader
        .headers()
        .expect("a header")
        .iter()
        .map(Into::into)
        .collect();
    assert_eq!(
        header,
        [
            "section",
            "design",
            "perspective",
            "account",
            "kind",
            "year",
            "month",
            "measure",
            "value"
        ]
    );
    let words = [
        "scenario_hash",
        "program_version",
        "unit",
        "grade",
        "source",
        "basis",
    ];
    let mut n_rows = 0;
    for row in reader.records() {
        let row = row.expect("nine fields");
        n_rows += 1;
        let is_word = words.contains(&&row[7]) || row[7].starts_with("adjustment_");
        assert!(
            is_word || row[8].parse::<f64>().is_ok_and(f64::is_finite),
            "{row:?}"
        );
    }
    assert!(n_rows > 500);
}

#[test]
fn few_places_give_a_queue_in_every_form_of_the_answer() {
    let folder = Folder::with_small();
    let small = folder.read("small.toml");
    assert_eq!(small.matches("[intervention.course]\n").count(), 1);
    let few = small.replace(
        "[intervention.course]\n",
        "[intervention.course]\nplaces = 2\n",
    );
    folder.write("few.toml", &few);
    let run = |format| {
        let said = folder.run(&["compare", "few.toml", "--draws", "512", "--format", format]);
        assert_eq!((said.code, said.err.as_str()), (0, ""));
        said.out
    };
    let threads = |n| {
        let said = folder.run(&[
            "compare",
            "few.toml",
            "--draws",
            "64",
            "--format",
            "json",
            "--threads",
            n,
        ]);
        said.out
    };
    assert!(threads("1") == threads("2") && threads("1") == threads("3"));
    let text = run("text");
    for words in ["Köer till platser och tider", "beläggning", "tio inom"] {
        assert!(text.contains(words), "{words}");
    }
    assert!(text.lines().all(|line| line.chars().count() <= 104));
    let results: Results = serde_json::from_str(&run("json")).expect("results");
    for design in &results.designs {
        let queue = &design.people.queues[0];
        assert_eq!(queue.pool, "course");
        let used = queue.used_share_in_all.p50;
        assert!(used > 0.1 && used <= 1.0, "{used}");
        assert!(queue.taken.mean.iter().all(|taken| *taken <= 2.0 + 1e-9));
    }
    let most = |at: usize| {
        let longest = &results.designs[at].people.queues[0].longest.mean;
        longest.iter().copied().fold(0.0, f64::max)
    };
    assert!(
        most(2) > 1.0,
        "more meetings offer more courses than there are places"
    );
    assert!(run("csv").contains("p90_wait_days"));
    // Without a limit there is no such table.
    assert!(!folder.run(QUICK).out.contains("Köer till platser"));
}

#[test]
fn only_the_designs_asked_for_are_compared() {
    let folder = Folder::with_small();
    let said = folder.run(&with(&["--designs", "meetings", "--format", "json"]));
    let results: Results = serde_json::from_str(&said.out).expect("results");
    let ids: Vec<&str> = results
        .comparisons
        .iter()
        .map(|one| one.design.as_str())
        .collect();
    assert_eq!(ids, ["meetings"]);
    let all = folder.run(&with(&["--format", "json"]));
    let all: Results = serde_json::from_str(&all.out).expect("results");
    // Not assert_eq: a difference would fill the screen.
    assert!(results.comparisons[0].savings == all.comparisons[1].savings);
}

#[test]
fn a_scenario_with_errors_is_not_run() {
    let folder = Folder::new();
    folder.write(
        "small.toml",
        SMALL.replace("kind = \"programme\"", "kind = \"program\""),
    );
    let said = folder.run(QUICK);
    assert_eq!((said.code, said.out.as_str()), (3, ""));
    assert!(said.err.contains("menade du `programme`?"), "{}", said.err);
}

#[test]
fn there_must_be_something_to_compare() {
    let folder = Folder::new();
    let only_today = SMALL.split("[design.house]").next().expect("today");
    folder.write("small.toml", only_today);
    let said = folder.run(QUICK);
    assert_eq!(said.code, 2, "{}", said.err);
    assert!(said.err.contains("bara `today`"));
}

#[test]
fn the_scenario_can_come_from_another_program() {
    let said = Folder::new().run_with(&["compare", "-", "--draws", "64"], SMALL);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("SVARET"));
}

#[test]
fn an_answer_that_cannot_be_written_ends_with_five_and_leaves_nothing() {
    let folder = Folder::with_small();
    folder.write("taken/file", "");
    for out in ["nowhere/answer.json", "taken"] {
        let said = folder.run(&["compare", "small.toml", "--draws", "64", "--out", out]);
        assert_eq!(said.code, 5, "{}", said.err);
    }
    let left = std::fs::read_dir(folder.path(""))
        .expect("readable")
        .count();
    assert_eq!(left, 2);
}

#[test]
fn nothing_is_shown_about_progress_where_nobody_watches() {
    let said = Folder::with_small().run(QUICK);
    assert_eq!(said.err, "");
}

/// Sends what Ctrl-C sends; false where the system has no `kill`.
fn press_ctrl_c(pid: u32) -> bool {
    let kill = std::process::Command::new("kill")
        .args(["-INT", &pid.to_string()])
        .status();
    kill.is_ok_and(|status| status.success())
}

#[test]
fn ctrl_c_shows_what_was_finished_and_ends_with_six() {
    if cfg!(windows) {
        return;
    }
    let folder = Folder::with_small();
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin!("utfall"))
        .args([
            "compare",
            "small.toml",
            "--draws",
            "10000000",
            "--format",
            "json",
            "--out",
            "part.json",
        ])
        .current_dir(folder.path(""))
        .stderr(Stdio::null())
        .spawn()
        .expect("the program");
    std::thread::sleep(Duration::from_millis(2500));
    assert!(press_ctrl_c(child.id()));
    let asked_at = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("a child") {
            break status;
        }
        if asked_at.elapsed() > Duration::from_secs(120) {
            child.kill().expect("killed");
            panic!("it does not stop");
        }
        std::thread::sleep(Duration::from_millis(50));
    };
    assert_eq!(status.code(), Some(6));
    let part: Results = serde_json::from_str(&folder.read("part.json")).expect("results");
    assert!(part.run.draws > 0 && part.run.draws < 10_000_000);
    let draws = part.run.draws.to_string();
    let same = folder.run(&[
        "compare",
        "small.toml",
        "--draws",
        &draws,
        "--format",
        "json",
    ]);
    let same: Results = serde_json::from_str(&same.out).expect("results");
    assert!(part.comparisons == same.comparisons);
}
