//! The README's commands do what it says, on the shipped scenarios.

use crate::tool::{Folder, project};

/// Returns the program's arguments of every line in the README's shell blocks that runs it.
fn commands() -> Vec<Vec<String>> {
    let readme = std::fs::read_to_string(project().join("README.md")).expect("the README");
    let mut is_shell = false;
    let mut found = Vec::new();
    for line in readme.lines() {
        if line.starts_with("```") {
            is_shell = line.starts_with("```sh");
            continue;
        }
        let line = line.split('#').next().unwrap_or_default().trim();
        let own = line
            .strip_prefix("utfall ")
            .or_else(|| line.strip_prefix("cargo run --release -- "));
        if let (true, Some(arguments)) = (is_shell, own) {
            found.push(arguments.split_whitespace().map(str::to_owned).collect());
        }
    }
    found
}

/// Makes few draws, whatever the README asks for: what is tested is the line.
fn with_few_draws(mut arguments: Vec<String>) -> Vec<String> {
    let runs_draws = |verb: &String| {
        [
            "compare",
            "backtest",
            "calibrate",
            "report",
            "sensitivity",
            "breakeven",
            "choose",
        ]
        .contains(&verb.as_str())
    };
    if !arguments.first().is_some_and(runs_draws) {
        return arguments;
    }
    // A posterior of fewer is not written.
    let draws = if arguments[0] == "calibrate" {
        "384"
    } else {
        "64"
    };
    match arguments.iter().position(|argument| argument == "--draws") {
        Some(at) => arguments[at + 1] = draws.to_owned(),
        None => arguments.extend(["--draws".to_owned(), draws.to_owned()]),
    }
    arguments
}

fn copy(from: &std::path::Path, folder: &Folder, to: &str) {
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("a file").path();
        let name = format!(
            "{to}/{}",
            path.file_name().expect("a name").to_string_lossy()
        );
        match path.is_dir() {
            true => copy(&path, folder, &name),
            false => folder.write(&name, std::fs::read(&path).expect("a file")),
        }
    }
}

#[test]
fn every_command_of_the_readme_works() {
    let folder = Folder::new();
    copy(&project().join("scenarios"), &folder, "scenarios");
    let commands = commands();
    assert!(commands.len() >= 5, "{commands:?}");
    for arguments in commands {
        let arguments = with_few_draws(arguments);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let said = folder.run(&arguments);
        assert_eq!(said.code, 0, "{arguments:?}: {}", said.err);
    }
}
