//! Own records laid over a scenario that has households already, and codes that need a mapping.

use crate::fit::{EXAMPLE, with_records};
use crate::fit_rows::{HEAD, MAPPING, file, sixty, with};
use crate::tool::{Folder, SMALL, Said};

fn fit(folder: &Folder, more: &[&str]) -> Said {
    let first = ["fit", "records.csv", "--mapping", "mapping.toml", "--out"];
    folder.run(&[&first[..], more].concat())
}

#[test]
fn numbers_are_laid_over_a_scenario_that_has_the_same_households() {
    let folder = with_records();
    let mapping = folder.read("mapping.toml");
    let two = mapping.replace("model = \"best\"", "model = \"two_types\"");
    folder.write("mapping.toml", two);
    // One exit that the records know nothing of, and one hazard in another form.
    let below = EXAMPLE.replacen(
        "[segment.slow]",
        "[segment.slow.hazard.studies]\npieces = [{ from_month = 0, per_month = 0.01 }]\n\
         [segment.slow.hazard.moved]\nper_month = 0.02\n[segment.slow]",
        1,
    );
    folder.write("below.toml", &below);
    let said = fit(
        &folder,
        &["sub.toml", "--onto", "below.toml", "--lang", "en"],
    );
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(said.out.contains("utfall compare sub.toml"), "{}", said.out);
    let written = folder.read("sub.toml");
    assert!(written.contains("include = [\"below.toml\"]"), "{written}");
    assert!(
        written.contains("[segment.slow]\noverride = true"),
        "{written}"
    );
    assert!(written.contains("hazard.moved.per_month = { value = 0,"));
    // Steps of the way in are a list: what to write there stands ready, in words and as comments.
    for right in [
        "left out: it stands in a list",
        "# [parameter.egen_vantan_median]",
        "# [parameter.egen_vantan_p90]",
    ] {
        assert!(written.contains(right), "{right}: {written}");
    }
    let checked = folder.run(&["check", "sub.toml"]);
    assert_eq!((checked.code, checked.err.as_str()), (0, ""));
    let explained = folder.run(&["explain", "sub.toml", "--lang", "en"]);
    assert!(explained.out.contains("Own records"), "{}", explained.out);
    let compared = folder.run(&["compare", "sub.toml", "--draws", "64", "--quiet"]);
    assert_eq!(compared.code, 0, "{}", compared.err);
    // The same again, over what was laid over already.
    let again = fit(&folder, &["again.toml", "--onto", "sub.toml"]);
    assert_eq!(again.code, 0, "{}", again.err);
}

#[test]
fn households_that_the_scenario_does_not_have_are_refused_and_nothing_is_written() {
    let folder = with_records();
    let mapping = folder.read("mapping.toml");
    let alike = mapping.replace("model = \"best\"", "model = \"constant\"");
    folder.write("mapping.toml", alike);
    let said = fit(
        &folder,
        &["own.toml", "--onto", "scenario.toml", "--lang", "en"],
    );
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    assert!(said.err.contains("quick, slow"), "{}", said.err);
    assert!(
        said.err.contains("model = \"two_types\""),
        "it says what to write: {}",
        said.err
    );
    assert!(!folder.path("own.toml").exists());
}

#[test]
fn numbers_that_do_not_go_with_the_scenario_are_refused_and_nothing_is_written() {
    let folder = with(file(HEAD, &sixty()), MAPPING);
    let households = SMALL.replace("[segment.all]", "[segment.alla]");
    folder.write("sound.toml", &households);
    let said = fit(&folder, &["own.toml", "--onto", "sound.toml"]);
    assert_eq!(said.code, 0, "{}", said.err);
    std::fs::remove_file(folder.path("own.toml")).expect("written");
    // The records give a hazard that changes with time: the constant one is gone.
    let pair = "[correlation.own]\nrank = 0.3\nbetween = [\"segment.alla.hazard.job.per_month\", \
                \"benefit.sek_per_month_on_assistance\"]\n";
    folder.write("below.toml", households + pair);
    assert_eq!(folder.run(&["check", "below.toml"]).code, 0);
    let said = fit(&folder, &["own.toml", "--onto", "below.toml"]);
    assert_eq!((said.code, said.out.as_str()), (3, ""));
    assert!(said.err.contains("[S030]"), "{}", said.err);
    assert!(!folder.path("own.toml").exists());
}

#[test]
fn a_row_of_values_where_names_should_be_is_not_repeated() {
    let folder = with_records();
    let text = folder.read("records.csv");
    let row = "Anna Svensson;;2022-03-01;2022-03-01;2022-09-01;Arbete;1000";
    folder.write(
        "records.csv",
        text.replacen(text.lines().next().expect("a head"), row, 1),
    );
    for line in [
        &["fit", "records.csv", "--out", "own.toml"][..],
        &[
            "fit",
            "records.csv",
            "--mapping",
            "mapping.toml",
            "--out",
            "own.toml",
        ],
        &["fit", "records.csv", "--mapping-template", "own.toml"],
    ] {
        let said = folder.run(line);
        let written = folder
            .path("own.toml")
            .exists()
            .then(|| folder.read("own.toml"));
        let all = format!("{}{}{}", said.out, said.err, written.unwrap_or_default());
        assert!(
            !all.contains("Svensson") && !all.contains("2022-03-01"),
            "{all}"
        );
    }
}

#[test]
fn a_quotation_mark_that_nothing_closes_is_told_in_a_short_file_too() {
    let folder = with_records();
    let text = folder.read("records.csv");
    let lines: Vec<&str> = text.lines().take(40).collect();
    let broken = lines.join("\n").replacen("\nH", "\n\"H", 1);
    folder.write("records.csv", broken + "\n");
    let said = fit(&folder, &["own.toml", "--lang", "en"]);
    assert_eq!((said.code, said.out.as_str()), (4, ""));
    assert!(said.err.contains("a quotation mark opens"), "{}", said.err);
}

/// Returns records with codes instead of reasons, and the codes with the exits they stand for.
fn with_codes(folder: &Folder) -> [(&'static str, &'static str, &'static str); 5] {
    let codes = [
        ("Arbete", "01", "job"),
        ("Studier", "02", "studies"),
        ("Annan orsak", "07", "other_benefit"),
        ("Uppehåll", "08", "payment_gap"),
        ("Pension", "09", "permanent"),
    ];
    let mut text = folder.read("records.csv");
    for (word, code, _) in codes {
        text = text.replace(&format!(";{word};"), &format!(";{code};"));
    }
    folder.write("records.csv", text);
    codes
}

#[test]
fn codes_without_meaning_are_listed_with_their_rows_and_a_mapping_to_paste() {
    let folder = with_records();
    assert_eq!(fit(&folder, &["words.toml"]).code, 0);
    let head = folder.read("mapping.toml");
    let head = head.split("[reasons]").next().expect("a head").to_owned();
    let jobs = folder.read("records.csv").matches(";Arbete;").count();
    let codes = with_codes(&folder);
    folder.write("mapping.toml", &head);
    let said = fit(&folder, &["codes.toml", "--lang", "en"]);
    assert_eq!((said.code, said.out.as_str()), (4, ""));
    assert!(!folder.path("codes.toml").exists());
    let listed = |code: &str| {
        let mut lines = said.err.lines();
        let line = lines.find(|line| line.contains(&format!("\"{code}\"")));
        let rows = line.and_then(|line| line.split_whitespace().last());
        rows.and_then(|rows| rows.parse::<usize>().ok())
    };
    assert_eq!(listed("01"), Some(jobs), "{}", said.err);
    // What is printed, with the codes moved in, says the same as words.
    let start = said.err.find("[reasons]").expect("lines to paste");
    let mut pasted = said.err[start..].to_owned();
    for (_, code, exit) in codes {
        pasted = pasted.replace(&format!("{exit} = []"), &format!("{exit} = [\"{code}\"]"));
    }
    folder.write("mapping.toml", format!("{head}\n{pasted}"));
    let said = fit(&folder, &["codes.toml"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(folder.read("codes.toml"), folder.read("words.toml"));
}

#[test]
fn a_mapping_to_fill_in_has_the_columns_and_the_reasons_of_the_file() {
    let folder = with_records();
    with_codes(&folder);
    let text = folder.read("records.csv");
    // A mark at the start, as spreadsheets write it, is no part of a name.
    let text = text.replace(";01;", ";Arbete;");
    let text = text.replacen("utbetalt_kr", "summa", 1);
    folder.write("records.csv", format!("\u{feff}{text}"));
    let line = ["fit", "records.csv", "--mapping-template", "new.toml"];
    let said = folder.run(&line);
    assert_eq!(said.code, 0, "{}", said.err);
    let written = folder.read("new.toml");
    for right in [
        "household = \"hushåll\"",
        "reason = \"avslutsorsak\"",
        "job = [\"Arbete\"]",
        "# paid_sek = \"\"",
        "\"summa\"",
        "#   \"07\"",
    ] {
        assert!(written.contains(right), "{right}: {written}");
    }
    // One that is there may be filled in already.
    let again = folder.run(&line);
    assert_eq!((again.code, again.out.as_str()), (2, ""));
    assert!(
        again.err.contains("new.toml skulle skrivas över"),
        "{}",
        again.err
    );
    folder.write("mapping.toml", &written);
    let said = fit(&folder, &["out.toml"]);
    // It can be read as it is; what nobody placed is still unknown.
    let all = said.out + &said.err;
    assert!(all.contains("07"), "{all}");
}

#[test]
fn a_file_of_monthly_payments_is_known_by_its_columns() {
    let folder = Folder::new();
    let mut text = "personnummer;månad;utbetalt\n".to_owned();
    for household in 0..60 {
        for month in 1..=4 {
            text += &format!("19800101-{};2024-{month:02};9500,50\n", 1000 + household);
        }
    }
    folder.write("paid.csv", &text);
    let said = folder.run(&[
        "fit",
        "paid.csv",
        "--out",
        "plain.toml",
        "--report",
        "plain.json",
    ]);
    assert_eq!(said.code, 0, "{}", said.err);
    let report: serde_json::Value = serde_json::from_str(&folder.read("plain.json")).expect("JSON");
    assert_eq!(report["rows"], "payments");
    assert_eq!(report["households"], 60);
    let said = folder.run(&["fit", "paid.csv", "--mapping-template", "new.toml"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let written = folder.read("new.toml");
    for right in [
        "rows = \"payments\"",
        "household = \"personnummer\"",
        "# segment = [\"\"]",
        "month = \"månad\"",
        "paid_sek = \"utbetalt\"",
    ] {
        assert!(written.contains(right), "{right}: {written}");
    }
    // A payment has no first day and no reason for closing.
    assert!(!written.contains("start =") && !written.contains("[reasons]"));
    let mapped = [
        "fit",
        "paid.csv",
        "--mapping",
        "new.toml",
        "--out",
        "mapped.toml",
    ];
    assert_eq!(folder.run(&mapped).code, 0);
    assert_eq!(folder.read("mapped.toml"), folder.read("plain.toml"));
    // With a first and a last day it is a file of cases, whatever else it has.
    let cases = text.replacen("personnummer;månad", "personnummer;start;slut;månad", 1);
    folder.write(
        "cases.csv",
        cases.replace(";2024-0", ";2024-01-01;2024-02-01;2024-0"),
    );
    let said = folder.run(&["fit", "cases.csv", "--mapping-template", "cases.toml"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(folder.read("cases.toml").contains("rows = \"cases\""));
}

#[test]
fn why_too_many_rows_were_dropped_is_told_without_small_counts() {
    let folder = Folder::new();
    let mut text = "hushåll;start;slut\n".to_owned();
    for (n, days) in [(6, "2024-03-01;2024-02-01"), (3, "2024-02-30;2024-03-01")] {
        for household in 0..n {
            text += &format!("{household};{days}\n");
        }
    }
    folder.write("wrong.csv", text);
    let said = folder.run(&["fit", "wrong.csv", "--out", "a.toml"]);
    assert_eq!((said.code, said.out.as_str()), (4, ""));
    let told = said.err.lines().skip(1);
    let counts = told.filter_map(|line| Some(line.rsplit_once(": ")?.1));
    let counts: Vec<&str> = counts.collect();
    assert_eq!(counts, ["färre än 5", "6"], "{}", said.err);
}

/// Two grown-ups of one household have a number each, and so has every row.
#[test]
fn households_are_told_apart_by_the_column_that_says_most_of_them() {
    let folder = Folder::new();
    let mut text = "id;personnummer;hushåll;start;slut\n".to_owned();
    for row in 0..60 {
        let household = row % 30;
        let month = 1 + row / 30;
        text += &format!("{row};p{row};h{household};2024-0{month}-01;2024-0{month}-20\n");
    }
    folder.write("both.csv", text);
    let said = folder.run(&["fit", "both.csv", "--mapping-template", "new.toml"]);
    assert_eq!(said.code, 0, "{}", said.err);
    assert!(folder.read("new.toml").contains("household = \"hushåll\""));
    let line = ["fit", "both.csv", "--out", "a.toml", "--report", "a.json"];
    assert_eq!(folder.run(&line).code, 0);
    let report: serde_json::Value = serde_json::from_str(&folder.read("a.json")).expect("JSON");
    assert_eq!(report["households"], 30);
}
