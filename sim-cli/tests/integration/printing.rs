//! `utfall report FILE --out X.pdf` and `X.parquet`: read again by programs of other people.
//!
//! PDF needs a browser to print and poppler to read; Parquet needs Python with DuckDB, in the
//! interpreter that UTFALL_PYTHON names. `.ci/run` gets them.

use std::process::Command;

use sim_core::results::Results;

use crate::page::{browser, skip};
use crate::tool::{Folder, SMALL};

const DRAWS: &[&str] = &["--draws", "64", "--quiet"];

/// Runs another program and returns what it prints; none where it is not there.
fn printed(program: &str, args: &[&str], folder: &Folder) -> Option<String> {
    let mut command = Command::new(program);
    command.args(args).current_dir(folder.path("."));
    let output = command.output().ok()?;
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {said}");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn report(folder: &Folder, out: &str, more: &[&str]) -> crate::tool::Said {
    let line = [&["report", "small.toml", "--out", out], DRAWS, more].concat();
    folder.run(&line)
}

fn results(folder: &Folder) -> Results {
    let line = [&["compare", "small.toml", "--format", "json"], DRAWS].concat();
    serde_json::from_str(&folder.run(&line).out).expect("results")
}

#[test]
fn a_pdf_is_the_paper_on_a4() {
    let Some(browser) = browser() else { return };
    let folder = Folder::with_small();
    let said = report(
        &folder,
        "a.pdf",
        &["--browser", &browser.display().to_string()],
    );
    assert_eq!((said.code, said.out.as_str()), (0, ""), "{}", said.err);
    assert!(
        std::fs::read(folder.path("a.pdf"))
            .expect("a file")
            .starts_with(b"%PDF")
    );
    let Some(about) = printed("pdfinfo", &["a.pdf"], &folder) else {
        return skip("no poppler (pdfinfo, pdftotext) was found");
    };
    let size = about.lines().find(|line| line.starts_with("Page size:"));
    assert!(size.is_some_and(|size| size.contains("A4")), "{about}");
    let text = printed("pdftotext", &["-layout", "a.pdf", "-"], &folder).unwrap_or_default();
    let saving = &results(&folder).comparisons[0].savings[0];
    let gains = (saving.saving_probability.value * 100.0).round();
    assert!(
        text.contains(&format!("{gains} av 100")),
        "{gains} av 100 is not in {text}"
    );
    assert!(text.contains("Litet exempel"));
}

/// So many designs more, and every text longer than is not cut.
fn crowded(more: usize) -> String {
    let long = |words: &str| words.repeat(9);
    let about = format!(
        "municipality = \"Södra Västerhaninge\"\nquestion = \"{}\"\n",
        long("En fråga om vad som händer när man gör så här. ")
    );
    let title = format!("title = \"{}\"", long("Ett namn "));
    let mut text = SMALL
        .replace(
            "start = \"2027-01\"",
            &format!("{about}start = \"2027-07\""),
        )
        .replace("horizon_months = 24", "horizon_months = 84");
    for old in ["Litet exempel", "Ett hus", "Fler möten"] {
        let line = text
            .lines()
            .find(|line| line.contains(old))
            .expect("a title");
        let line = line.to_owned();
        text = text.replace(&line, &title);
    }
    for n in 0..more {
        text.push_str(&format!(
            "\n[design.more_{n}]\nbased_on = \"house\"\n{title}\neffect.more.hazard_ratio = 1.{n}5\nset_up.more = {{ sek = 900000, payer = \"state\" }}\n"
        ));
    }
    text
}

#[test]
fn a_summary_is_one_sheet_with_the_answer_and_the_money() {
    let Some(browser) = browser() else { return };
    let folder = Folder::with_small();
    folder.write("three.toml", crowded(1));
    folder.write("seven.toml", crowded(5));
    let asked = [
        ("small", "sv"),
        ("small", "en"),
        ("three", "sv"),
        ("three", "en"),
        ("seven", "sv"),
    ];
    for (file, lang) in asked {
        let (scenario, browser) = (format!("{file}.toml"), browser.display().to_string());
        let line = ["report", &scenario, "--out", "one.pdf", "--one-page"];
        let more = ["--lang", lang, "--browser", &browser];
        let said = folder.run(&[&line[..], &more, DRAWS].concat());
        assert_eq!((said.code, said.out.as_str()), (0, ""), "{}", said.err);
        let Some(about) = printed("pdfinfo", &["one.pdf"], &folder) else {
            return skip("no poppler (pdfinfo, pdftotext) was found");
        };
        let has = |name: &str, value: &str| {
            let line = about.lines().find(|line| line.starts_with(name));
            line.is_some_and(|line| line.contains(value))
        };
        assert!(
            has("Pages:", " 1") && has("Page size:", "A4"),
            "{file}: {about}"
        );
        let text = printed("pdftotext", &["-layout", "one.pdf", "-"], &folder).unwrap_or_default();
        let wanted = match lang {
            "sv" => ["Beslutsunderlag i korthet", "av 100", "Hela", "--seed 1"],
            _ => ["Decision paper in short", "of 100", "Whole", "--seed 1"],
        };
        for words in wanted {
            assert!(text.contains(words), "{words} is not in {text}");
        }
    }
}

#[test]
fn a_summary_of_what_is_no_paper_is_refused_before_anything_is_run() {
    let folder = Folder::with_small();
    for out in ["a.xlsx", "a.csv", "a.parquet"] {
        let said = report(&folder, out, &["--one-page"]);
        assert_eq!(said.code, 2);
        assert!(said.err.contains("--one-page"), "{}", said.err);
        assert!(!folder.path(out).exists());
    }
}

#[test]
fn where_nothing_prints_the_page_is_kept_and_said_so() {
    let folder = Folder::with_small();
    let said = report(&folder, "a.pdf", &["--browser", "no_such_browser"]);
    assert_eq!(said.code, 5);
    assert!(
        said.err.contains("no_such_browser går inte att starta"),
        "{}",
        said.err
    );
    assert!(said.err.contains("a.html"), "{}", said.err);
    assert!(!folder.path("a.pdf").exists());
    assert!(folder.read("a.html").contains("Litet exempel"));
}

#[test]
fn a_name_that_says_nothing_is_refused_before_anything_is_run() {
    let folder = Folder::with_small();
    for out in ["a.doc", "a"] {
        let said = report(&folder, out, &[]);
        assert_eq!(said.code, 2);
        assert!(said.err.contains(".xlsx"), "{}", said.err);
        assert!(!folder.path(out).exists());
    }
}

#[test]
fn results_hold_no_draws_to_write() {
    let folder = Folder::with_small();
    let line = [
        &[
            "compare",
            "small.toml",
            "--format",
            "json",
            "--out",
            "r.json",
        ],
        DRAWS,
    ]
    .concat();
    assert_eq!(folder.run(&line).code, 0);
    for line in [
        &["report", "r.json", "--out", "d.parquet"][..],
        &["report", "r.json", "--out", "d.xlsx", "--with-draws"],
    ] {
        let said = folder.run(line);
        assert_eq!(said.code, 2, "{}", said.err);
        assert!(!folder.path("d.parquet").exists() && !folder.path("d.xlsx").exists());
    }
}

#[test]
fn duckdb_reads_every_draw() {
    let folder = Folder::with_small();
    let said = report(&folder, "d.parquet", &[]);
    assert_eq!((said.code, said.out.as_str()), (0, ""), "{}", said.err);
    let results = results(&folder);
    let comparison = &results.comparisons[0];
    let net = format!(
        "net_saving_present:{}:public_sector:{}",
        comparison.design, results.run.headline_month
    );
    let dictionary = folder.read("d.parquet.md");
    assert!(
        dictionary.contains(&format!("| `{net}` | Netto mot i dag hittills")),
        "{dictionary}"
    );
    let python = std::env::var("UTFALL_PYTHON").unwrap_or("python3".to_owned());
    let has = Command::new(&python).args(["-c", "import duckdb"]).output();
    if !has.is_ok_and(|output| output.status.success()) {
        return skip("no Python with DuckDB was found");
    }
    let query = format!("select count(*), avg(\"{net}\"), count(distinct draw) from 'd.parquet'");
    let program =
        format!("import duckdb\nprint(*duckdb.connect().execute('''{query} ''').fetchone())");
    let answer = printed(&python, &["-c", &program], &folder).unwrap_or_default();
    let found: Vec<f64> = answer
        .split_whitespace()
        .map(|word| word.parse().expect("a number"))
        .collect();
    assert_eq!((found[0], found[2]), (64.0, 64.0));
    let mean = comparison.savings[1].net.mean;
    assert!(
        (found[1] - mean).abs() < 1e-9 * mean.abs(),
        "{} is not {mean}",
        found[1]
    );
}
