//! What becomes of each row of own records: counted, left out, put together, and never told of anybody.

use crate::tool::{Folder, Said};

pub const HEAD: &str = "hushåll;start;slut;avslutsorsak;utbetalt_kr";
pub const MAPPING: &str = "from = \"2022-01-01\"\nto = \"2023-12-31\"\n";

/// Returns a day of the months from January 2022 on, as 2022-01-05.
fn day(month: u32, of_month: u32) -> String {
    let (year, month) = (2022 + month / 12, 1 + month % 12);
    format!("{year}-{month:02}-{of_month:02}")
}

/// Returns one of the sixty cases: twelve months to begin in, one to eleven months long.
fn case(number: u32) -> Vec<String> {
    let (first, of_month, months) = (number % 12, 1 + number % 12, 1 + number * 7 % 11);
    vec![
        format!("H{number:04}"),
        day(first, of_month),
        day(first + months, of_month),
        "Arbete".to_owned(),
        (9_000 * months + number % 5 * 100).to_string(),
    ]
}

pub fn sixty() -> Vec<Vec<String>> {
    (0..60).map(case).collect()
}

pub fn file(head: &str, rows: &[Vec<String>]) -> String {
    let lines = rows.iter().map(|cells| cells.join(";") + "\n");
    format!("{head}\n{}", lines.collect::<String>())
}

/// Returns a folder with a file of records and a mapping.
pub fn with(records: impl AsRef<[u8]>, mapping: &str) -> Folder {
    let folder = Folder::new();
    folder.write("records.csv", records);
    folder.write("mapping.toml", mapping);
    folder
}

pub fn fit(folder: &Folder, more: &[&str]) -> Said {
    let first = ["fit", "records.csv", "--mapping", "mapping.toml"];
    folder.run(&[&first[..], &["--out", "fitted.toml"], more].concat())
}

fn fitted(folder: &Folder, more: &[&str]) -> String {
    let said = fit(folder, more);
    assert_eq!(said.code, 0, "{}", said.err);
    said.out
}

fn json(folder: &Folder, name: &str) -> serde_json::Value {
    serde_json::from_str(&folder.read(name)).expect("JSON")
}

/// Returns what stands behind some words that begin a line of a table.
fn told<'a>(out: &'a str, what: &str) -> Option<&'a str> {
    let lines = out.lines().map(str::trim);
    lines
        .filter_map(|line| line.strip_prefix(what))
        .find(|rest| rest.starts_with("  "))
        .map(str::trim)
}

#[test]
fn every_slip_is_counted_and_one_to_four_are_not_told() {
    let mut rows = sixty();
    let mut slip = |times: usize, at: usize, written: &[&str]| {
        for n in 0..times {
            let mut row = case(20 + n as u32);
            row[0] = format!("S{at}{}{n}", written[0].len());
            row[at] = written[n % written.len()].to_owned();
            rows.push(row);
        }
    };
    // Thousands or decimals: nobody can tell.
    slip(
        5,
        4,
        &["elva tusen", "8.500", "8,500", "9000 euro", "1.2.3"],
    );
    slip(6, 1, &["2023-02-30"]);
    slip(7, 0, &[""]);
    slip(3, 2, &["2021-06-01"]);
    rows.extend_from_within(..5);
    let folder = with(file(HEAD, &rows), MAPPING);
    let out = fitted(&folder, &["--report", "r.json"]);
    for (what, rows) in [
        ("Lästa", "86"),
        ("Belopp som inte är tal", "5"),
        ("Datum som inte finns", "6"),
        ("Utan hushåll", "7"),
        ("Samma rad två gånger", "5"),
        ("Slutar innan de börjar", "färre än 5"),
    ] {
        assert_eq!(told(&out, what), Some(rows), "{what}: {out}");
    }
    assert!(out.contains("\n60 hushåll med 60 perioder"), "{out}");
    let found = json(&folder, "r.json");
    let dropped = found["dropped"].as_array().expect("a list");
    let hidden = serde_json::json!(["end_before_start", null]);
    assert!(dropped.contains(&hidden), "{dropped:?}");
}

#[test]
fn a_file_is_used_with_a_quarter_of_mistakes_and_refused_with_more() {
    let mut rows = sixty();
    for number in 0..20 {
        let mut row = case(number);
        (row[0], row[1]) = (format!("S{number}"), "2022-13-01".to_owned());
        rows.push(row);
    }
    let folder = with(file(HEAD, &rows), MAPPING);
    assert_eq!(
        told(&fitted(&folder, &[]), "Datum som inte finns"),
        Some("20")
    );
    std::fs::remove_file(folder.path("fitted.toml")).expect("written");
    rows.push(rows[79].clone());
    folder.write("records.csv", file(HEAD, &rows));
    let said = fit(&folder, &[]);
    assert_eq!((said.code, said.out.as_str()), (4, ""));
    assert!(
        said.err.contains("Datum som inte finns: 21"),
        "{}",
        said.err
    );
    assert!(!folder.path("fitted.toml").exists());
}

#[test]
fn cells_that_say_that_nothing_is_known_are_empty() {
    let mut rows = sixty();
    let unknown = ["9999-12-31", "99991231", "NULL", "null", "-", "–", ".", ""];
    for (row, written) in rows.iter_mut().zip(unknown) {
        row[2] = written.to_owned();
    }
    let out = fitted(&with(file(HEAD, &rows), MAPPING), &[]);
    let counts = "60 hushåll, 60 perioder, 52 avslutade.";
    assert!(out.contains(counts), "{out}");
    assert_eq!(told(&out, "Lästa"), Some("60"));
    assert!(!out.contains("Datum i") && !out.contains("inte finns"));
}

#[test]
fn what_fewer_than_five_households_have_and_what_may_be_somebody_is_told_nowhere() {
    let mut rows = sixty();
    let mut more = |households: u32, name: &str, reason: &str| {
        for number in 0..6 {
            let mut row = case(12 * number);
            (row[1], row[2]) = (day(2 * number, 3), day(2 * number + 1, 3));
            row[0] = format!("{name}{}", number % households);
            row[3] = reason.to_owned();
            rows.push(row);
        }
    };
    more(1, "A", "ring Anna Svensson");
    more(4, "B", "ring Bo Bergqvist");
    more(6, "C", "se 198001011234");
    more(6, "D", "Kod X");
    let head = format!("{HEAD};19800101-5678");
    rows.iter_mut().for_each(|row| row.push(String::new()));
    let folder = with(file(&head, &rows), MAPPING);
    let mut outputs = vec![fitted(&folder, &["--report", "r.html"])];
    outputs.push(fitted(&folder, &["--report", "r.json", "--lang", "en"]));
    for what in ["r.html", "r.json", "fitted.toml"] {
        outputs.push(folder.read(what));
    }
    // What six households have in common is told, with its rows.
    assert!(outputs[0].contains("”Kod X” (6)"), "{}", outputs[0]);
    let words = &json(&folder, "r.json")["file"]["unknown_reasons"];
    assert_eq!(*words, serde_json::json!([["Kod X", 6]]));
    let template = ["fit", "records.csv", "--mapping-template", "new.toml"];
    assert_eq!(folder.run(&template).code, 0);
    let written = folder.read("new.toml");
    assert!(written.contains("\"Kod X\""), "{written}");
    outputs.push(written);
    folder.write("mapping.toml", "household = \"namn\"\n");
    let said = fit(&folder, &[]);
    assert!(said.err.contains("avslutsorsak"), "{}", said.err);
    outputs.push(said.err);
    // Where most reasons mean nothing they are listed to be placed.
    for row in &mut rows {
        row[3] = row[3].replace("Arbete", "Kod Y");
    }
    folder.write("records.csv", file(&head, &rows));
    folder.write("mapping.toml", MAPPING);
    let said = fit(&folder, &[]);
    assert_eq!(said.code, 4);
    assert!(said.err.contains("\"Kod Y\""), "{}", said.err);
    outputs.push(said.err);
    for output in outputs {
        for hidden in ["Svensson", "Bergqvist", "19800101"] {
            assert!(!output.contains(hidden), "{hidden}: {output}");
        }
    }
}

#[test]
fn columns_of_the_mapping_make_the_groups_and_each_has_a_name() {
    let group = |row: &mut Vec<String>, cells: [&str; 2]| row.extend(cells.map(str::to_owned));
    let mut rows = sixty();
    for (number, row) in rows.iter_mut().enumerate() {
        match number % 10 {
            0..6 => group(row, ["Norr", "Unga"]),
            6 | 7 => group(row, ["", ""]),
            8 => group(row, ["Kontor 12345", ""]),
            _ => group(row, ["Ring", "19800101-1234"]),
        }
    }
    let mapping = format!("segment = [\"Ort\", \"Ålder\"]\n{MAPPING}");
    let folder = with(file(&format!("{HEAD};ort;ålder"), &rows), &mapping);
    let out = fitted(&folder, &["--report", "r.json"]);
    let found = json(&folder, "r.json");
    let segments = found["segments"].as_array().expect("a list");
    let ids: Vec<_> = segments.iter().map(|one| one["id"].as_str()).collect();
    let right = ["norr_unga", "utan_grupp", "dold_1", "dold_2"];
    assert_eq!(ids, right.map(Some));
    let households = segments.iter().map(|one| one["households"].as_u64());
    assert!(households.eq([36, 12, 6, 6].map(Some)));
    assert_eq!(told(&out, "Utan grupp"), Some("12"));
    let written = folder.read("fitted.toml");
    for (id, sv, en) in [
        ("norr_unga", "Norr Unga", "Norr Unga"),
        ("utan_grupp", "Utan grupp", "Without a group"),
        (
            "dold_1",
            "Grupp 1 (namnet visas inte)",
            "Group 1 (name not shown)",
        ),
    ] {
        let table = format!("[segment.{id}]\ntitle = {{ sv = \"{sv}\", en = \"{en}\" }}");
        assert!(written.contains(&table), "{table}: {written}");
    }
    // The names are in the language of the reader wherever they stand.
    let out = fitted(&folder, &["--lang", "en"]);
    let told = "Fewer than five in the group Without a group left for good.";
    assert!(out.replace("\n    ", " ").contains(told), "{out}");
}

#[test]
fn the_mapping_says_from_when_to_when_and_which_gaps_are_none() {
    let mut rows = sixty();
    // Eight come back after ten days, nine after thirty.
    for number in 0..17 {
        let (first, second) = (case(number), &mut case(number));
        let end = sim_core::records::dates::day_of(&first[2])
            .expect("a day")
            .0;
        let gap = if number < 8 { 10 } else { 30 };
        let later = |days: i32| sim_core::records::dates::iso(end + gap + days);
        (second[1], second[2]) = (later(0), later(20));
        rows.push(second.clone());
    }
    let mapping = |from: &str, gaps: u32| {
        format!("from = \"{from}\"\nto = \"2023-11-30\"\nmerge_gaps_days = {gaps}\n")
    };
    let folder = with(file(HEAD, &rows), &mapping("2022-01-01", 0));
    let out = fitted(&folder, &[]);
    let read = "60 hushåll med 77 perioder med bistånd, sedda från 2022-01-01 till 2023-11-30.";
    assert!(out.contains(read), "{out}");
    folder.write("mapping.toml", mapping("2022-02-01", 14));
    let out = fitted(&folder, &[]);
    let read = "60 hushåll med 69 perioder med bistånd, sedda från 2022-02-01 till 2023-11-30.";
    assert!(out.contains(read), "{out}");
    let gaps = told(&out, "Uppehåll på högst 14 dagar, hopslagna");
    assert_eq!(gaps, Some("8"), "{out}");
    std::fs::remove_file(folder.path("fitted.toml")).expect("written");
    folder.write("mapping.toml", mapping("2022-02-30", 14));
    let said = fit(&folder, &["--lang", "en"]);
    assert_eq!((said.code, said.out.as_str()), (4, ""));
    let told = "from in the mapping is no date.";
    assert!(said.err.contains(told), "{}", said.err);
    assert!(!folder.path("fitted.toml").exists());
}

#[test]
fn it_is_said_how_the_file_is_written_and_the_numbers_are_the_same() {
    let sound = file(HEAD, &sixty());
    let folder = with(&sound, MAPPING);
    let said_of = |out: &str| -> String {
        let line = out.lines().position(|line| line.starts_with("Filen är"));
        let lines = out.lines().skip(line.expect("said")).take(2);
        lines.collect::<Vec<&str>>().join(" ")
    };
    let out = fitted(&folder, &[]);
    let usual = "Filen är skriven i UTF-8 med ; mellan cellerna. Datum: 2024-03-01.";
    assert!(said_of(&out).starts_with(usual), "{out}");
    assert!(!out.contains("dag, månad, år"), "{out}");
    let first = folder.read("fitted.toml");
    let mut rows = sixty();
    for cell in rows.iter_mut().flat_map(|row| &mut row[1..3]) {
        let parts: Vec<u32> = cell
            .split('-')
            .map(|it| it.parse().expect("digits"))
            .collect();
        *cell = format!("{}/{}/{}", parts[2], parts[1], parts[0]);
    }
    let tabs = file(HEAD, &rows).replace(';', "\t");
    let latin = tabs.chars().map(|sign| u8::try_from(u32::from(sign)));
    let latin: Result<Vec<u8>, _> = latin.collect();
    folder.write("records.csv", latin.expect("Latin-1"));
    let out = fitted(&folder, &[]);
    let other = "Filen är skriven i Latin-1 med tabb mellan cellerna. Datum: 1/3/2024.";
    assert!(said_of(&out).starts_with(other), "{out}");
    let read_so = "Datum som 1/3/2024 har lästs som dag, månad, år.";
    assert!(said_of(&out).replace('\n', " ").contains(read_so), "{out}");
    assert_eq!(folder.read("fitted.toml"), first);
}

#[test]
fn reasons_nobody_knows_the_meaning_of_may_be_half_of_them_and_are_told_the_commonest_first() {
    let mut rows = sixty();
    for (number, row) in rows.iter_mut().enumerate() {
        match number {
            0..12 => row[3] = "Åtgärd A".to_owned(),
            12..30 => row[3] = "Åtgärd B".to_owned(),
            _ => {}
        }
    }
    let folder = with(file(HEAD, &rows), MAPPING);
    let out = fitted(&folder, &[]);
    assert!(out.contains("”Åtgärd B” (18), ”Åtgärd A” (12)"), "{out}");
    rows[30][3] = "Åtgärd B".to_owned();
    folder.write("records.csv", file(HEAD, &rows));
    let said = fit(&folder, &[]);
    assert_eq!((said.code, said.out.as_str()), (4, ""));
    let told = "31 av 60 avslut har en orsak som ingen har sagt vad den betyder.";
    assert!(said.err.contains(told), "{}", said.err);
}

#[test]
fn a_template_can_be_read_whatever_signs_the_names_and_reasons_have() {
    let mut rows = sixty();
    for row in &mut rows {
        row[3] = "\"Arbete \"\"eget\"\" a\\b\"".to_owned();
    }
    let head = HEAD.replace("utbetalt_kr", "\"\"\"Utbetalt\"\" kr\"");
    let folder = with(file(&head, &rows), MAPPING);
    std::fs::remove_file(folder.path("mapping.toml")).expect("it is there");
    let line = ["fit", "records.csv", "--mapping-template", "mapping.toml"];
    assert_eq!(folder.run(&line).code, 0);
    let written = folder.read("mapping.toml");
    for right in [
        "job = [\"Arbete \\\"eget\\\" a\\\\b\"]",
        "paid_sek = \"\\\"Utbetalt\\\" kr\"",
    ] {
        assert!(written.contains(right), "{right}: {written}");
    }
    let out = fitted(&folder, &[]);
    assert!(out.contains("Kronor per månad med bistånd"), "{out}");
}
