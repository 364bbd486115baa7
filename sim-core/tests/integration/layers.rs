//! The house rules that a machine can hold: imports go one way, outside packages have
//! one door each, every file says what it is for.

use std::fs;
use std::path::{Path, PathBuf};

/// Each outside package and the one file that calls it.
const DOORS: &[(&str, &str)] = &[
    ("libm", "math.rs"),
    ("statrs", "math.rs"),
    ("rand", "luck.rs"),
    ("rand_distr", "luck.rs"),
    ("rayon", "engine/run.rs"),
    ("toml", "tree/parse.rs"),
    ("strsim", "tree/fields.rs"),
    ("sha2", "compile/fingerprint.rs"),
    ("postcard", "analysis/table.rs"),
];

/// One module: its path of names, its file, and whether it only lists others.
struct Module {
    path: Vec<String>,
    file: PathBuf,
    is_list: bool,
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Returns all modules in the order of the `mod` lines; a list stands after what it lists.
fn modules() -> Vec<Module> {
    let mut found = Vec::new();
    listed(&source().join("lib.rs"), &source(), &[], &mut found);
    found
}

fn listed(list: &Path, folder: &Path, path: &[String], found: &mut Vec<Module>) {
    let text = fs::read_to_string(list).expect("a list of modules");
    let names = text.lines().filter_map(|line| {
        let line = line.strip_prefix("pub ").unwrap_or(line);
        let line = line.strip_prefix("pub(crate) ").unwrap_or(line);
        line.strip_prefix("mod ")?.strip_suffix(';')
    });
    for name in names {
        let mut path = path.to_vec();
        path.push(name.to_owned());
        let inner_list = folder.join(name).join("mod.rs");
        let is_list = inner_list.exists();
        let file = if is_list {
            listed(&inner_list, &folder.join(name), &path, found);
            inner_list
        } else {
            folder.join(format!("{name}.rs"))
        };
        found.push(Module {
            path,
            file,
            is_list,
        });
    }
}

/// Returns the code of a file: without comments, and without its tests.
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).expect("a source file");
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = text.lines().map(|line| match line.find("//") {
        Some(comment) => &line[..comment],
        None => line,
    });
    lines.collect::<Vec<&str>>().join("\n")
}

/// Returns the paths below `crate` that a code names, groups taken apart.
fn crate_paths(code: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (at, start) in code.match_indices("crate::") {
        paths_from(&code[at + start.len()..], &[], &mut found);
    }
    found
}

fn paths_from(code: &str, before: &[String], found: &mut Vec<Vec<String>>) -> usize {
    let mut path = before.to_vec();
    let mut at = 0;
    loop {
        let rest = &code[at..];
        if rest.starts_with('{') {
            at += 1;
            loop {
                at += code[at..].len() - code[at..].trim_start_matches([' ', '\n', ',']).len();
                if at >= code.len() || code[at..].starts_with('}') {
                    return at + 1;
                }
                at += paths_from(&code[at..], &path, found).max(1);
            }
        }
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        path.push(rest[..end].to_owned());
        at += end;
        if !code[at..].starts_with("::") {
            // `X as Y` in a group: the new name is no path.
            let tail = code[at..].find([',', '}', ';', '\n']).unwrap_or(0);
            if code[at..].starts_with(" as ") {
                at += tail;
            }
            found.push(path);
            return at;
        }
        at += 2;
    }
}

/// Returns the position of the module a path leads into.
fn position(modules: &[Module], path: &[String]) -> Option<usize> {
    let leads_into = |module: &Module| path.starts_with(&module.path);
    let inside = modules.iter().enumerate().filter(|(_, m)| leads_into(m));
    inside.max_by_key(|(_, m)| m.path.len()).map(|(idx, _)| idx)
}

fn name_of(file: &Path) -> String {
    let name = file.strip_prefix(source()).expect("a file of sim-core");
    name.to_string_lossy().replace('\\', "/")
}

#[test]
fn a_file_uses_only_modules_above_it() {
    let modules = modules();
    assert!(modules.len() > 30, "the lists of modules are read");
    let mut wrong = Vec::new();
    for (own, module) in modules.iter().enumerate().filter(|(_, m)| !m.is_list) {
        let code = code(&module.file);
        for path in crate_paths(&code) {
            let used = position(&modules, &path);
            if used.is_some_and(|used| used > own) {
                wrong.push(format!(
                    "{} uses {}",
                    name_of(&module.file),
                    path.join("::")
                ));
            }
        }
        if code.contains("super::") {
            wrong.push(format!("{} uses super::", name_of(&module.file)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_two_engines_never_name_each_other() {
    for (own, other) in [("engine", "crate::exact"), ("exact", "crate::engine")] {
        for file in sources(&source().join(own)) {
            assert!(
                !code(&file).contains(other),
                "{} names {other}",
                name_of(&file)
            );
        }
    }
}

#[test]
fn a_list_of_modules_holds_nothing_else() {
    let lists = modules().into_iter().filter(|module| module.is_list);
    for list in lists {
        let code = code(&list.file);
        let mut inside_use = false;
        for line in code.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let starts_use = line.contains("use ");
            let known = starts_use || inside_use || line.contains("mod ");
            assert!(known, "{}: {line}", name_of(&list.file));
            inside_use = (inside_use || starts_use) && !line.ends_with(';');
        }
    }
}

#[test]
fn each_outside_package_has_one_door() {
    let mut wrong = Vec::new();
    for file in sources(&source()) {
        let (name, code) = (name_of(&file), code(&file));
        for (package, door) in DOORS {
            if name != *door && calls(&code, package) {
                wrong.push(format!("{name} calls {package}; its door is {door}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn calls(code: &str, package: &str) -> bool {
    let named = format!("{package}::");
    code.match_indices(&named).any(|(at, _)| {
        let before = code[..at].chars().next_back().unwrap_or(' ');
        !(before.is_alphanumeric() || before == '_' || before == ':')
    })
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a folder of sources")
        .map(|entry| entry.expect("a file").path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            found.push(path);
        }
    }
    found
}

fn sources_of_all_crates() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders = [
        "sim-core/src",
        "sim-core/tests",
        "sim-cli/src",
        "sim-cli/tests",
        "benches",
    ];
    let folders = folders.iter().map(|folder| root.join(folder));
    folders
        .filter(|folder| folder.exists())
        .flat_map(|folder| sources(&folder))
        .collect()
}

#[test]
fn every_file_opens_by_saying_what_it_is_for() {
    for file in sources_of_all_crates() {
        let text = fs::read_to_string(&file).expect("a source file");
        let opens = text.starts_with("//!") || text.starts_with("#![doc = ");
        assert!(opens, "{} does not open with //!", file.display());
    }
}

#[test]
fn no_file_is_longer_than_600_lines() {
    for file in sources_of_all_crates() {
        let lines = fs::read_to_string(&file)
            .expect("a source file")
            .lines()
            .count();
        assert!(lines <= 600, "{} has {lines} lines", file.display());
    }
}

#[test]
fn only_one_file_knows_that_there_is_unix() {
    for file in sources_of_all_crates() {
        let text = fs::read_to_string(&file).expect("a source file");
        // Put together, so that this file does not name what it looks for.
        let unix = [concat!("std::os", "::unix"), concat!("cfg(", "unix)")];
        let knows = unix.iter().any(|word| text.contains(word));
        let is_door = file.ends_with("sim-cli/src/files/whole.rs");
        assert!(!knows || is_door, "{} knows Unix", file.display());
    }
}

#[test]
fn sim_core_never_talks() {
    for file in sources(&source()) {
        let code = code(&file);
        for word in [
            "println!",
            "eprintln!",
            "std::fs",
            "std::env",
            "std::time",
            "std::net",
        ] {
            assert!(!code.contains(word), "{} uses {word}", name_of(&file));
        }
    }
}
