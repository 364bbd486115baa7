//! Own records to a scenario: the whole way, what is broken, and nothing about anybody.

use crate::tool::{Folder, Said};

pub const EXAMPLE: &str = include_str!("../../../scenarios/larexempel.toml");

/// A scenario that takes its households from the fitted file.
const OWN: &str = "utfall = 1\ninclude = [\"fitted.toml\"]\n\
    [about]\ntitle = \"Eget\"\nstart = \"2027-01\"\nhorizon_months = 24\nprice_year = 2024\n\
    [design.today]\ntitle = \"I dag\"\n[[design.today.intake]]\nid = \"decision\"\n\
    wait_days = { varies = { lognormal = { median = { parameter = \"egen_vantan_median\" }, \
    p90 = { parameter = \"egen_vantan_p90\" } } } }\n\
    [design.house]\ntitle = \"Hus\"\nbased_on = \"today\"\n\
    effect.house.hazard_ratio = { p05 = 0.95, p50 = 1.1, p95 = 1.3 }\n";

const SIMULATE: [&str; 8] = [
    "simulate-records",
    "scenario.toml",
    "--out",
    "records.csv",
    "--mapping",
    "mapping.toml",
    "--start",
    "2022-01",
];

pub fn with_records() -> Folder {
    let folder = Folder::new();
    folder.write("scenario.toml", EXAMPLE);
    let said = folder.run(&SIMULATE);
    assert_eq!(said.code, 0, "{}", said.err);
    folder
}

const FIT: [&str; 6] = [
    "fit",
    "records.csv",
    "--mapping",
    "mapping.toml",
    "--out",
    "fitted.toml",
];

fn fit(folder: &Folder, more: &[&str]) -> Said {
    folder.run(&[&FIT[..], more].concat())
}

#[test]
fn records_become_a_scenario_that_can_be_compared() {
    let folder = with_records();
    let mapping = folder.read("mapping.toml");
    folder.write(
        "mapping.toml",
        mapping.replace("model = \"best\"", "model = \"two_types\""),
    );
    let said = fit(&folder, &["--report", "fit.html"]);
    assert_eq!(said.code, 0, "{}", said.err);
    insta::assert_snapshot!("fit_sv", said.out);
    insta::assert_snapshot!("fit_toml", folder.read("fitted.toml"));
    let english = fit(&folder, &["--lang", "en"]);
    insta::assert_snapshot!("fit_en", english.out);
    folder.write("own.toml", OWN);
    let checked = folder.run(&["check", "own.toml"]);
    assert_eq!((checked.code, checked.err.as_str()), (0, ""));
    let compared = folder.run(&["compare", "own.toml", "--draws", "64", "--quiet"]);
    assert_eq!(compared.code, 0, "{}", compared.err);
    let page = folder.read("fit.html");
    assert!(page.contains("Kaplan-Meier") && page.contains("<svg") && !page.contains("NaN"));
}

#[test]
fn made_up_records_are_the_same_every_time_and_others_with_another_seed() {
    let folder = with_records();
    let first = folder.read("records.csv");
    let again = [&SIMULATE[..], &["--force"]].concat();
    assert_eq!(folder.run(&again).code, 0);
    assert_eq!(folder.read("records.csv"), first);
    let other = [&again[..], &["--seed", "2"]].concat();
    assert_eq!(folder.run(&other).code, 0);
    assert_ne!(folder.read("records.csv"), first);
    assert!(first.starts_with("hushåll;ansökan;beslut;start;slut;avslutsorsak;utbetalt_kr\n"));
    let cells = |at: usize| -> Vec<&str> {
        let rows = first.lines().skip(1);
        rows.filter_map(|row| row.split(';').nth(at)).collect()
    };
    // Kronor and öre as Swedish case systems write them, and numbers that do not say who came first.
    let is_sek = |cell: &&str| cell.split_once(',').is_some_and(|(_, ore)| ore.len() == 2);
    assert!(cells(6).iter().all(is_sek));
    assert!(!cells(0).is_sorted());
}

/// Every name, in every column that one could stray into.
fn identified(text: &str) -> (String, Vec<String>) {
    let mut names: Vec<String> = Vec::new();
    let mut lines =
        vec!["hushåll;grupp;ansökan;beslut;start;slut;avslutsorsak;utbetalt_kr".to_owned()];
    for (number, line) in text.lines().skip(1).enumerate() {
        let (name, rest) = line.split_once(';').expect("cells");
        let number_of = name[1..].parse::<u64>().expect("digits");
        // Digits that no rounded figure has.
        let name = format!("19{:010}", 5_309_172_846 + 7_919 * number_of);
        let group = match number % 7 {
            0 => format!("Familjen {name}"),
            1 => name.clone(),
            _ => "Ensamstående".to_owned(),
        };
        let mut cells: Vec<&str> = rest.split(';').collect();
        let stray = format!("ring {name} Anna Svensson{number_of}");
        if number % 5 == 0 && !cells[3].is_empty() {
            cells[4] = &stray;
        }
        lines.push(format!("{name};{group};{}", cells.join(";")));
        if !names.contains(&name) {
            names.push(name);
        }
    }
    (lines.join("\n") + "\n", names)
}

#[test]
fn no_identifier_of_the_records_occurs_in_any_output() {
    let folder = with_records();
    let (text, names) = identified(&folder.read("records.csv"));
    assert!(names.len() > 1000);
    folder.write("records.csv", &text);
    let mapping = folder.read("mapping.toml");
    folder.write("mapping.toml", format!("segment = [\"grupp\"]\n{mapping}"));
    let mut outputs = Vec::new();
    for (form, lang) in [("r.html", "sv"), ("r.txt", "en"), ("r.json", "sv")] {
        let said = fit(&folder, &["--report", form, "--lang", lang]);
        assert_eq!(said.code, 0, "{}", said.err);
        outputs.extend([
            said.out,
            said.err,
            folder.read(form),
            folder.read("fitted.toml"),
        ]);
    }
    // What is said of broken files is an output too.
    let head = text.lines().next().expect("a head");
    let body = text.replacen(head, "", 1);
    let rows: Vec<&str> = body.lines().filter(|line| !line.is_empty()).collect();
    let broken = [
        body.clone(),
        format!("{head}\n{}", rows[..300].join(",")),
        format!("{head}\n{};x", rows[..300].join(";x\n")),
        format!("{head}\n{}", rows[..50].join("\n").replace("202", "2o2")),
        format!("{head}\n{}\n{}", rows[..50].join("\n"), &rows[50][..15]),
    ];
    for text in broken {
        folder.write("records.csv", text);
        let said = fit(&folder, &[]);
        assert_eq!(said.code, 4, "{}", said.err);
        outputs.extend([said.out, said.err]);
    }
    for output in &outputs {
        let found = names.iter().find(|name| output.contains(name.as_str()));
        assert_eq!(found, None);
        assert!(!output.contains("Svensson"), "{output}");
    }
}

#[test]
fn a_broken_file_is_accounted_for_and_writes_nothing() {
    let folder = with_records();
    let sound = folder.read("records.csv");
    let head = sound.lines().next().expect("a head").to_owned();
    let rows: Vec<&str> = sound.lines().skip(1).take(200).collect();
    let body = rows.join("\n");
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("tom", Vec::new()),
        ("inga rader", format!("{head}\n").into_bytes()),
        ("inte text", [0xff, 0xfe, 0x68, 0x00].to_vec()),
        (
            "lång",
            format!("{head}\n{}\n", "x".repeat(200_000)).into_bytes(),
        ),
        (
            "avklippt",
            format!("{head}\n{body}\nH1;2022-0").into_bytes(),
        ),
        (
            "skiljetecken",
            format!("{head}\n{}\n", body.replace(';', ",")).into_bytes(),
        ),
        (
            "kolumn",
            format!("{}\n{body}\n", head.replace("hushåll", "namn")).into_bytes(),
        ),
        (
            "citattecken",
            format!("{head}\nH1;\"{}\n", rows.join("\n").repeat(20)).into_bytes(),
        ),
        (
            "framtiden",
            format!("{head}\n{}\n", body.replace("202", "212")).into_bytes(),
        ),
        (
            "baklänges",
            format!("{head}\n{}\n", "H1;;;2023-01-01;2022-01-01;;\n".repeat(9)).into_bytes(),
        ),
        (
            "få",
            format!("{head}\n{}\n", "H1;;;2022-01-01;2023-01-01;;").into_bytes(),
        ),
    ];
    let mut said_of = String::new();
    for (what, bytes) in cases {
        folder.write("records.csv", bytes);
        let said = fit(&folder, &["--report", "fit.html"]);
        assert_eq!(said.code, 4, "{what}: {}", said.err);
        assert_eq!(said.out, "", "{what}");
        assert!(
            !folder.path("fitted.toml").exists() && !folder.path("fit.html").exists(),
            "{what}"
        );
        said_of.push_str(&format!("== {what}\n{}\n", said.err));
    }
    insta::assert_snapshot!("fit_broken_sv", said_of);
    let missing = folder.run(&["fit", "nowhere.csv", "--out", "fitted.toml"]);
    assert_eq!(missing.code, 4);
    folder.write("mapping.toml", "houshold = \"hushåll\"\n");
    let said = fit(&folder, &[]);
    assert_eq!(said.code, 4);
    assert!(said.err.contains("household"), "{}", said.err);
}

#[test]
fn a_file_reads_the_same_however_a_case_system_writes_it() {
    let folder = with_records();
    let sound = folder.read("records.csv");
    assert_eq!(fit(&folder, &["--report", "a.json"]).code, 0);
    let first = folder.read("fitted.toml");
    let latin: Vec<u8> = sound
        .chars()
        .map(|sign| u8::try_from(u32::from(sign)).expect("Latin-1"))
        .collect();
    let packed: Vec<String> = sound.lines().map(with_other_dates).collect();
    let others = [
        latin,
        sound.replace(',', ".").replace(';', ",").into_bytes(),
        format!("\u{feff}{}", sound.replace('\n', "\r\n")).into_bytes(),
        (packed.join("\n") + "\n").into_bytes(),
    ];
    for bytes in others {
        folder.write("records.csv", bytes);
        let said = fit(&folder, &[]);
        assert_eq!(said.code, 0, "{}", said.err);
        assert_eq!(folder.read("fitted.toml"), first);
    }
}

/// Returns a line with its dates as 1/3/2022.
fn with_other_dates(line: &str) -> String {
    let cells = line
        .split(';')
        .map(|cell| match cell.split('-').collect::<Vec<&str>>()[..] {
            [year, month, day] if year.len() == 4 => {
                let number = |text: &str| text.parse::<u32>().expect("digits");
                format!("{}/{}/{year}", number(day), number(month))
            }
            _ => cell.to_owned(),
        });
    cells.collect::<Vec<String>>().join(";")
}

#[test]
fn monthly_payments_are_enough_for_how_long_and_how_much() {
    let folder = Folder::new();
    let mut text = String::from("Hushåll,Månad,Belopp\n");
    // Sixty households a month for two years, of whom each stays one to twelve months.
    for number in 0..240_u32 {
        let (first, months) = (number % 24, 1 + number * 7 % 12);
        for month in (first..first + months).filter(|month| *month < 24) {
            let (year, month) = (2022 + month / 12, 1 + month % 12);
            text.push_str(&format!(
                "19800101{number:04},{year}-{month:02},\"8 500,50\"\n"
            ));
        }
    }
    folder.write("payments.csv", text);
    folder.write("mapping.toml", "rows = \"payments\"\nmonth = \"Månad\"\n");
    let line = [
        "fit",
        "payments.csv",
        "--mapping",
        "mapping.toml",
        "--out",
        "fitted.toml",
    ];
    let said = folder.run(&line);
    assert_eq!(said.code, 0, "{}", said.err);
    insta::assert_snapshot!("fit_payments_sv", said.out);
    let toml = folder.read("fitted.toml");
    assert!(
        toml.contains("hazard.other_benefit") && !toml.contains("hazard.job"),
        "{toml}"
    );
    assert!(toml.contains("sek_per_month_on_assistance = "), "{toml}");
    let source = "sv = \"Egna utbetalningar, 240 perioder, 2022-01-01 till 2024-01-01\"";
    assert!(toml.contains(source), "{toml}");
}
