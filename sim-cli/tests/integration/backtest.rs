//! `utfall backtest`: documented figures in a table, with a sentence each.

use crate::tool::{Folder, Said, project};

/// A made-up place with every kind of figure.
pub const DOCUMENTED: &str = include_str!("documented.toml");

const BEGIN: &str = "<!-- backtest: begin -->\n";
const END: &str = "<!-- backtest: end -->";

fn with_documented() -> Folder {
    let folder = Folder::with_small();
    folder.write("documented.toml", DOCUMENTED);
    folder
}

fn backtest(folder: &Folder, more: &[&str]) -> Said {
    let mut args = vec!["backtest", "documented.toml", "--draws", "256"];
    args.extend(more);
    let said = folder.run(&args);
    assert_eq!((said.code, said.err.as_str()), (0, ""));
    said
}

#[test]
fn each_figure_is_judged_in_both_languages() {
    let folder = with_documented();
    insta::assert_snapshot!("backtest_sv", backtest(&folder, &[]).out);
    insta::assert_snapshot!("backtest_en", backtest(&folder, &["--lang", "en"]).out);
}

#[test]
fn the_markdown_table_has_a_row_for_each_figure_of_every_file() {
    let folder = with_documented();
    folder.write(
        "other.toml",
        DOCUMENTED.replace(
            "municipality = \"Påhittad\"",
            "municipality = \"Annan | ort\"",
        ),
    );
    let said = backtest(
        &folder,
        &[
            "other.toml",
            "small.toml",
            "--format",
            "markdown",
            "--lang",
            "en",
        ],
    );
    insta::assert_snapshot!("backtest_markdown", said.out);
    let rows = said.out.lines().filter(|line| line.starts_with("| "));
    // A heading, and eight figures of each of the two.
    assert_eq!(rows.count(), 17);
}

#[test]
fn json_and_csv_carry_the_same_figures() {
    let folder = with_documented();
    let json = backtest(&folder, &["--format", "json"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["utfall_backtest"], 1);
    let figures = json["places"][0]["figures"].as_array().expect("figures");
    let csv = backtest(&folder, &["--format", "csv"]).out;
    let mut rows = csv.lines();
    let header: Vec<&str> = rows.next().expect("a heading").split(',').collect();
    let at = |name: &str| {
        header
            .iter()
            .position(|column| *column == name)
            .expect("a column")
    };
    let rows: Vec<Vec<&str>> = rows.map(|row| row.split(',').collect()).collect();
    for figure in figures {
        let own =
            |row: &&Vec<&str>| row[at("figure")] == figure["id"] && row[at("reading")].is_empty();
        let row = rows.iter().find(own).expect("a row");
        for (column, value) in [
            ("p50", &figure["predicted"]["p50"]),
            ("position", &figure["position"]["mid"]["value"]),
            ("outside_by", &figure["outside_by"]),
        ] {
            let written = row[at(column)].parse::<f64>().ok();
            assert_eq!(written, value.as_f64(), "{column} {figure}");
        }
        assert_eq!(row[at("verdict")], figure["verdict"]);
    }
}

#[test]
fn a_scenario_without_documents_says_so() {
    let said = Folder::with_small().run(&["backtest", "small.toml"]);
    assert_eq!(said.code, 0);
    assert!(
        said.out
            .contains("Scenariot har inga dokumenterade uppgifter.")
    );
}

#[test]
fn one_broken_file_of_several_stops_before_anything_is_simulated() {
    let folder = with_documented();
    folder.write("broken.toml", "utfall = 1\n");
    let said = folder.run(&["backtest", "documented.toml", "broken.toml"]);
    assert_eq!((said.code, said.out.as_str()), (3, ""));
}

#[test]
fn the_table_beside_the_scenarios_is_what_the_program_prints() {
    let scenarios = project().join("scenarios");
    let mut files: Vec<String> = std::fs::read_dir(&scenarios)
        .expect("the scenarios")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|end| end == "toml"))
        .map(|path| path.to_string_lossy().into_owned())
        .collect();
    files.sort();
    let mut args = vec![
        "backtest", "--draws", "400", "--format", "markdown", "--lang", "en",
    ];
    args.extend(files.iter().map(String::as_str));
    let said = Folder::new().run(&args);
    assert_eq!(said.code, 0, "{}", said.err);
    let page = std::fs::read_to_string(scenarios.join("README.md")).expect("the page");
    let page = page.replace("\r\n", "\n");
    let (_, after) = page.split_once(BEGIN).expect("where the table begins");
    let (table, _) = after.split_once(END).expect("where the table ends");
    assert!(
        table == said.out,
        "write it anew: utfall backtest scenarios/*.toml --draws 400 --format markdown --lang en\n{}",
        said.out
    );
}

#[test]
fn a_report_shows_the_documented_figures_that_a_backtest_of_its_first_draws_finds() {
    let folder = with_documented();
    let alone = backtest(&folder, &["--format", "json"]).out;
    let alone: serde_json::Value = serde_json::from_str(&alone).expect("JSON");
    let said = folder.run(&[
        "compare",
        "documented.toml",
        "--draws",
        "256",
        "--format",
        "json",
        "--out",
        "r.json",
        "--report",
        "a.html",
        "--quiet",
    ]);
    assert_eq!(said.code, 0, "{}", said.err);
    let results: serde_json::Value = serde_json::from_str(&folder.read("r.json")).expect("JSON");
    assert_eq!(results["backtest"], alone["places"][0]);
    // Results that hold it give it to every report made of them.
    for (name, wanted) in [("b.html", "id=\"documents\""), ("b.csv", "backtest,")] {
        let said = folder.run(&["report", "r.json", "--out", name]);
        assert_eq!(said.code, 0, "{}", said.err);
        assert!(folder.read(name).contains(wanted), "{name}");
    }
    assert!(folder.read("a.html").contains("id=\"documents\""));
    // Without a report nobody waits for it.
    let said = folder.run(&[
        "compare",
        "documented.toml",
        "--draws",
        "64",
        "--format",
        "json",
        "--quiet",
    ]);
    assert!(!said.out.contains("\"backtest\""));
    // A scenario without such figures has no such part.
    let said = folder.run(&[
        "report",
        "small.toml",
        "--out",
        "c.html",
        "--draws",
        "64",
        "--quiet",
    ]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(!folder.read("c.html").contains("id=\"documents\""));
}
