//! The files that own records become: the same in every form, all or none, and over nothing that is read.

use crate::fit::EXAMPLE;
use crate::fit_rows::{HEAD, MAPPING, file, fit, sixty, with};
use crate::tool::Folder;

fn folder_of_sixty() -> Folder {
    let mut rows = sixty();
    for row in rows.iter_mut().step_by(3) {
        row[3] = "Studier".to_owned();
    }
    with(file(HEAD, &rows), MAPPING)
}

fn files(folder: &Folder) -> Vec<String> {
    let all = std::fs::read_dir(folder.path("")).expect("a folder");
    let names = all.map(|one| one.expect("a file").file_name());
    let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into()).collect();
    names.sort();
    names
}

/// Returns the cells of the row of a page's table that begins with a word, each in its parts.
fn row_of(page: &str, table: &str, first: &str) -> Vec<Vec<String>> {
    let start = page.find(&format!("<table id=\"{table}\"")).expect(table);
    let table = &page[start..start + page[start..].find("</table>").expect("its end")];
    let head = format!("<th scope=\"row\">{first}</th>");
    let rows = table.split("<tr>").find(|row| row.contains(&head));
    let cells = rows.unwrap_or_else(|| panic!("{first}: {table}"));
    let cells = cells.split("<td>").skip(1);
    cells
        .map(|cell| {
            let cell = cell.split("</td>").next().unwrap_or_default();
            let parts = cell.split("<small>");
            parts.map(|part| part.replace("</small>", "")).collect()
        })
        .collect()
}

/// Returns the first number of some words, as a person reads it.
fn read(words: &str) -> f64 {
    let digits = words.chars().filter(|sign| !sign.is_whitespace());
    let digits: String = digits
        .map(|sign| if sign == ',' { '.' } else { sign })
        .take_while(|sign| sign.is_ascii_digit() || *sign == '.')
        .collect();
    digits.parse().unwrap_or_else(|_| panic!("{words}"))
}

#[test]
fn the_page_the_text_and_the_json_say_the_same() {
    let folder = folder_of_sixty();
    let mut out = String::new();
    for name in ["r.html", "r.txt", "r.json"] {
        let said = fit(&folder, &["--report", name]);
        assert_eq!(said.code, 0, "{}", said.err);
        out = said.out;
    }
    let (text, _) = out.split_once("Talen står i").expect("how to go on");
    let written = folder.read("r.txt").replace('\u{a0}', " ");
    assert_eq!(written.trim(), text.trim());
    let found: serde_json::Value = serde_json::from_str(&folder.read("r.json")).expect("JSON");
    let page = folder.read("r.html").replace('\u{a0}', " ");
    assert!(page.contains("<html lang=\"sv\">") && page.contains("Vad de egna ärendena säger"));
    // Whatever the text says in its lists, the page says too.
    let points = text.replace("\n    ", " ");
    let points: Vec<&str> = points
        .lines()
        .filter_map(|line| line.trim().strip_prefix("* "))
        .collect();
    assert!(points.len() > 6, "{points:?}");
    for point in points {
        assert!(page.contains(point), "{point}");
    }
    assert_eq!(row_of(&page, "rows-table", "Lästa"), [["60"]]);
    let new = &row_of(&page, "estimates-table", "Nya hushåll i månaden");
    let right = &found["new_per_month"];
    let near = |shown: &str, right: &serde_json::Value| {
        let right = right.as_f64().expect("a number");
        assert!(
            (read(shown) / right - 1.0).abs() < 0.005,
            "{shown}: {right}"
        );
    };
    near(&new[0][0], &right["p50"]);
    let (low, high) = new[1][0].split_once('–').expect("an interval");
    near(low, &right["p05"]);
    near(high, &right["p95"]);
    // The share that is left after six months, and that has found a job: of the records, then of the formula.
    let segment = &found["segments"][0];
    let month = row_of(&page, "curve-alla", "6");
    let share = |cell: &str, right: &serde_json::Value| {
        let off = read(cell) - 100.0 * right.as_f64().expect("a share");
        assert!(off.abs() <= 0.5, "{cell}: {right}");
    };
    let stays = &segment["goes_on"][6];
    share(&month[0][0], &stays["share"]);
    let (low, high) = month[0][1].split_once(" till ").expect("an interval");
    share(low, &stays["low"]);
    share(high, &stays["high"]);
    share(&month[1][0], &stays["fitted"]);
    let [job, studies] = ["job", "studies"].map(|exit| {
        let all = segment["left_by"].as_array().expect("exits");
        let of = all.iter().find(|one| one[0] == exit).expect("it has some");
        &of[1][6]
    });
    for (cell, right) in month[2..].iter().zip([job, studies]) {
        share(&cell[0], &right["share"]);
        share(&cell[1], &right["fitted"]);
    }
    // A page that swapped the two would not do.
    assert_ne!(month[2][0], month[2][1]);
}

#[test]
fn a_report_of_an_unknown_kind_is_refused_and_nothing_is_written() {
    let folder = folder_of_sixty();
    let said = fit(&folder, &["--report", "r.docx", "--lang", "en"]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    let told = "the report r.docx ends in none of .html, .txt and .json";
    assert!(said.err.contains(told), "{}", said.err);
    assert_eq!(files(&folder), ["mapping.toml", "records.csv"]);
}

#[test]
fn where_one_file_cannot_be_written_none_is() {
    let folder = folder_of_sixty();
    let said = fit(&folder, &["--report", "nowhere/r.html"]);
    assert_eq!((said.code, said.out.as_str()), (5, ""), "{}", said.err);
    let line = ["fit", "records.csv", "--out", "nowhere/fitted.toml"];
    let said = folder.run(&[&line[..], &["--report", "r.html"]].concat());
    assert_eq!((said.code, said.out.as_str()), (5, ""), "{}", said.err);
    assert_eq!(files(&folder), ["mapping.toml", "records.csv"]);
    folder.write("scenario.toml", EXAMPLE);
    let line = ["simulate-records", "scenario.toml", "--out", "new.csv"];
    let said = folder.run(&[&line[..], &["--mapping", "nowhere/new.toml"]].concat());
    assert_eq!((said.code, said.out.as_str()), (5, ""), "{}", said.err);
    let right = ["mapping.toml", "records.csv", "scenario.toml"];
    assert_eq!(files(&folder), right);
}

#[test]
fn nothing_that_is_read_is_written_over() {
    let folder = folder_of_sixty();
    folder.write("scenario.toml", EXAMPLE);
    let before = ["records.csv", "mapping.toml", "scenario.toml"];
    let kept = before.map(|name| folder.read(name));
    let mapped = ["fit", "records.csv", "--mapping", "mapping.toml", "--out"];
    let own = ["--onto", "scenario.toml"];
    let simulated = ["simulate-records", "scenario.toml", "--out"];
    for line in [
        [&mapped[..], &["./records.csv"]].concat(),
        [&mapped[..], &["mapping.toml"]].concat(),
        [&mapped[..], &["scenario.toml"], &own[..]].concat(),
        [&mapped[..], &["a.html", "--report", "a.html"]].concat(),
        [&mapped[..], &["a.toml", "--report", "records.csv"]].concat(),
        vec!["fit", "records.csv", "--mapping-template", "records.csv"],
        [&simulated[..], &["scenario.toml"]].concat(),
        [&simulated[..], &["a.csv", "--mapping", "a.csv"]].concat(),
    ] {
        let said = folder.run(&line);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{line:?}");
        assert!(said.err.contains("skulle skrivas över"), "{}", said.err);
    }
    assert_eq!(before.map(|name| folder.read(name)), kept);
    assert_eq!(
        files(&folder),
        ["mapping.toml", "records.csv", "scenario.toml"]
    );
}

#[test]
fn made_up_records_end_before_today_and_may_have_the_segments_of_the_scenario() {
    let folder = Folder::new();
    folder.write(
        "scenario.toml",
        EXAMPLE.replace("per_month = 40", "per_month = 6"),
    );
    let line = ["simulate-records", "scenario.toml", "--out", "records.csv"];
    let more = ["--mapping", "mapping.toml", "--with-segments"];
    assert_eq!(folder.run(&[&line[..], &more].concat()).code, 0);
    let records = folder.read("records.csv");
    let head = "hushåll;grupp;ansökan;beslut;start;slut;avslutsorsak;utbetalt_kr\n";
    assert!(records.starts_with(head), "{}", &records[..100]);
    let of = |group: &str| {
        let rows = records.lines().skip(1);
        rows.filter(|row| row.split(';').nth(1) == Some(group))
            .count()
    };
    // Four new households of five are quick.
    assert!(of("quick") > 2 * of("slow") && of("slow") > 10);
    assert_eq!(of("quick") + of("slow"), records.lines().count() - 1);
    let said = fit(&folder, &[]);
    assert_eq!(said.code, 0, "{}", said.err);
    // No case system knows of tomorrow; and what was fitted has the households of the scenario.
    assert!(!said.out.contains("Datum i framtiden"), "{}", said.out);
    let written = folder.read("fitted.toml");
    for id in ["quick", "slow"] {
        assert!(written.contains(&format!("[segment.{id}]\n")), "{written}");
    }
}

/// A file of that name may be the municipality's own.
#[test]
fn made_up_records_are_written_over_nothing_that_is_there_unless_that_is_asked_for() {
    let folder = folder_of_sixty();
    folder.write("scenario.toml", EXAMPLE);
    let own = ["records.csv", "mapping.toml"].map(|name| folder.read(name));
    let line = |out: &'static str, mapping: &'static str, more: &'static [&'static str]| {
        let files = ["--out", out, "--mapping", mapping];
        [&["simulate-records", "scenario.toml"], &files[..], more].concat()
    };
    for (out, mapping, kept) in [
        ("records.csv", "new.toml", "records.csv"),
        ("new.csv", "mapping.toml", "mapping.toml"),
    ] {
        let said = folder.run(&line(out, mapping, &[]));
        assert_eq!((said.code, said.out.as_str()), (5, ""), "{}", said.err);
        let told = format!("fel: {kept} finns redan och har inte rörts");
        assert!(said.err.contains(&told), "{}", said.err);
    }
    let now = ["records.csv", "mapping.toml"].map(|name| folder.read(name));
    assert_eq!(now, own);
    let said = folder.run(&line("records.csv", "mapping.toml", &["--force"]));
    assert_eq!(said.code, 0, "{}", said.err);
    assert_ne!(folder.read("records.csv"), own[0]);
}

#[test]
fn files_that_cannot_be_read_are_told_apart_and_nothing_is_written() {
    let folder = folder_of_sixty();
    folder.write("folder/one", "");
    folder.write("no_text.csv", [0xff, 0xfe, 0x68, 0x00]);
    folder.write("empty.csv", "");
    let inflow = EXAMPLE.replace("[inflow]\nper_month = 40", "[inflow]\nper_month = 0.000001");
    assert_ne!(inflow, EXAMPLE);
    folder.write("nobody.toml", inflow);
    let before = files(&folder);
    let mapped = ["fit", "records.csv", "--out", "x.toml", "--mapping"];
    for (line, code, told) in [
        (
            vec!["fit", "none.csv", "--out", "x.toml"],
            4,
            "The file is not there.",
        ),
        (
            vec!["fit", "folder", "--out", "x.toml"],
            4,
            "It is a folder.",
        ),
        (
            vec!["fit", "none.csv", "--mapping-template", "x.toml"],
            4,
            "The file is not there.",
        ),
        (
            vec!["fit", "no_text.csv", "--mapping-template", "x.toml"],
            4,
            "It is no text.",
        ),
        (
            vec!["fit", "empty.csv", "--mapping-template", "x.toml"],
            4,
            "The file is empty.",
        ),
        (
            [&mapped[..], &["none.toml"]].concat(),
            4,
            "The file is not there.",
        ),
        (
            vec!["simulate-records", "nobody.toml", "--out", "x.csv"],
            2,
            "there are no cases",
        ),
    ] {
        let said = folder.run(&[&line[..], &["--lang", "en"]].concat());
        assert_eq!((said.code, said.out.as_str()), (code, ""), "{line:?}");
        assert!(said.err.contains(told), "{line:?}: {}", said.err);
    }
    assert_eq!(files(&folder), before);
}
