//! `utfall check`: every kind of bad file, and what is said about it.

use std::path::Path;

use crate::tool::{Folder, SMALL, project};

#[test]
fn a_sound_scenario_has_no_errors() {
    let said = Folder::with_small().run(&["check", "small.toml"]);
    assert_eq!(
        (said.code, said.out.as_str(), said.err.as_str()),
        (0, "small.toml: inga fel\n", "")
    );
}

#[test]
fn shipped_scenarios_have_no_errors() {
    let folder = Folder::new();
    for entry in std::fs::read_dir(project().join("scenarios")).expect("scenarios") {
        let path = entry.expect("a file").path();
        if path.extension().is_some_and(|ending| ending == "toml") {
            let said = folder.run(&["check", &path.to_string_lossy()]);
            assert_eq!(said.code, 0, "{}", said.err);
        }
    }
}

/// Shows each bad scenario of sim-core's tests as the program does.
fn all_bad_scenarios(lang: &str) -> String {
    let core = project().join("sim-core/tests");
    let folder = Folder::new();
    let base = std::fs::read(core.join("integration/minimal.toml")).expect("the base");
    folder.write("base.toml", base);
    folder.write("empty.toml", "  \n");
    let mut names: Vec<String> = std::fs::read_dir(core.join("bad_scenarios"))
        .expect("bad scenarios")
        .map(|entry| {
            entry
                .expect("a file")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    let mut all = String::new();
    for name in &names {
        let text = std::fs::read(core.join("bad_scenarios").join(name)).expect("text");
        folder.write(name, text);
        let said = folder.run(&["check", name, "--lang", lang]);
        let is_warning = name.starts_with('W');
        assert_eq!(said.code, if is_warning { 0 } else { 3 }, "{name}");
        assert!(
            said.err.contains(&name[..4]),
            "{name} does not show its code:\n{}",
            said.err
        );
        all.push_str(&said.err);
        all.push_str("\n~~~\n");
    }
    all
}

#[test]
fn each_problem_is_told_in_swedish_with_the_line_and_a_hint() {
    insta::assert_snapshot!("bad_scenarios_sv", all_bad_scenarios("sv"));
}

#[test]
fn each_problem_is_told_in_english_with_the_line_and_a_hint() {
    insta::assert_snapshot!("bad_scenarios_en", all_bad_scenarios("en"));
}

#[test]
fn several_problems_come_at_once_errors_before_warnings() {
    let folder = Folder::new();
    let text = SMALL
        .replace("hazard.job.per_month", "hazard.jobb.per_month")
        .replace("share_of_new = 1", "share_of_new = 1.2")
        .replace("kind = \"programme\"", "kind = \"program\"")
        .replace("duration_days = 28", "duration_days = \"28\"")
        .replace("[benefit]", "[source.idle]\ntitle = \"x\"\n[benefit]");
    folder.write("several.toml", text);
    let said = folder.run(&["check", "several.toml"]);
    assert_eq!(said.code, 3);
    insta::assert_snapshot!(said.err);
}

#[test]
fn every_file_is_checked_even_after_one_with_errors() {
    let folder = Folder::with_small();
    folder.write("bad.toml", "utfall = 1\n");
    let said = folder.run(&["check", "bad.toml", "small.toml"]);
    assert_eq!(said.code, 3);
    assert!(said.out.contains("small.toml: inga fel"));
}

#[test]
fn files_that_cannot_be_scenarios_are_told_apart() {
    let folder = Folder::with_small();
    folder.write("empty.toml", "");
    folder.write("blank.toml", " \r\n\t\n");
    folder.write("latin1.toml", b"title = \"S\xf6dert\xe4lje\"\n");
    folder.write("utf16.toml", b"\xff\xfeu\0t\0f\0a\0l\0l\0");
    folder.write("large.toml", vec![b'#'; 9 << 20]);
    folder.write("folder/inside.toml", "x = 1");
    let names = [
        "nowhere.toml",
        "folder",
        "empty.toml",
        "blank.toml",
        "latin1.toml",
        "utf16.toml",
        "large.toml",
    ];
    let mut all = String::new();
    for name in names {
        let said = folder.run(&["check", name]);
        assert_eq!(said.code, 3, "{name}");
        all.push_str(&said.err);
    }
    insta::assert_snapshot!(all);
}

#[test]
fn noise_is_an_error_and_never_a_fault_of_the_program() {
    let folder = Folder::new();
    let mut seed = 12345_u64;
    for round in 0..40 {
        let noise: Vec<u8> = (0..4000)
            .map(|_| {
                seed = seed
                    .wrapping_mul(6364136223846793005)
                    .wrapping_add(1442695040888963407);
                // Even rounds are letters, odd ones any byte.
                let byte = (seed >> 33) as u8;
                if round % 2 == 0 {
                    b' ' + byte % 95
                } else {
                    byte
                }
            })
            .collect();
        folder.write("noise.toml", noise);
        let said = folder.run(&["check", "noise.toml"]);
        assert_eq!(said.code, 3, "{}", said.err);
    }
}

#[test]
fn numbers_without_end_are_refused() {
    for number in ["nan", "inf", "-inf", "1e400", "99999999999999999999999"] {
        let folder = Folder::new();
        folder.write(
            "bad.toml",
            SMALL.replace("per_month = 5", &format!("per_month = {number}")),
        );
        let said = folder.run(&["check", "bad.toml"]);
        assert_eq!(said.code, 3, "{number}");
        assert!(said.err.contains("bad.toml:13"), "{number}: {}", said.err);
    }
}

#[test]
fn windows_files_are_read_like_any_other() {
    let folder = Folder::new();
    let windows = format!("\u{feff}{}", SMALL.replace('\n', "\r\n"));
    folder.write("windows.toml", &windows);
    assert_eq!(folder.run(&["check", "windows.toml"]).code, 0);
    folder.write("wrong.toml", windows.replace("share_of_new", "share_of_nw"));
    let said = folder.run(&["check", "wrong.toml"]);
    assert!(
        said.err.contains("menade du `share_of_new`?"),
        "{}",
        said.err
    );
    assert!(!said.err.contains('\r'));
}

#[test]
fn includes_are_found_beside_the_file_with_either_slash() {
    let folder = Folder::new();
    let (head, body) = SMALL.split_once("[about]").expect("a head");
    folder.write("town/lib/body.toml", format!("[about]{body}"));
    for include in [
        "lib/body.toml",
        "lib\\\\body.toml",
        "./lib/../lib/body.toml",
    ] {
        folder.write(
            "town/main.toml",
            format!("{head}include = [\"{include}\"]\n"),
        );
        let path = Path::new("town").join("main.toml");
        let said = folder.run(&["check", &path.to_string_lossy()]);
        assert_eq!(said.code, 0, "{include}: {}", said.err);
    }
}

#[test]
fn a_scenario_can_come_from_another_program() {
    let said = Folder::new().run_with(&["check", "-"], SMALL);
    assert_eq!((said.code, said.out.as_str()), (0, "-: inga fel\n"));
}
