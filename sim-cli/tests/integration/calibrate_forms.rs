//! A calibration says the same in every form, and what cannot be used is refused before it costs anything.

use crate::calibrate::{FREE, line, line_of, with_example};

type Json = serde_json::Value;

const SLOW_JOB: &str = "segment.slow.hazard.job.per_month";
const BENEFIT: &str = "benefit.sek_per_month_on_assistance";

fn json(text: &str) -> Json {
    serde_json::from_str(text).expect("JSON")
}

fn list<'a>(found: &'a Json, name: &str) -> &'a Vec<Json> {
    found[name].as_array().expect("a list")
}

fn figure(value: &Json) -> f64 {
    value.as_f64().expect("a number")
}

/// Returns the rows of a table as a list of names and cells.
fn rows(csv: &str) -> Vec<Vec<(&str, &str)>> {
    let mut lines = csv.lines();
    let heads: Vec<&str> = lines.next().expect("heads").split(',').collect();
    lines
        .map(|line| heads.iter().copied().zip(line.split(',')).collect())
        .collect()
}

fn cell<'a>(row: &[(&str, &'a str)], name: &str) -> &'a str {
    let found = row.iter().find(|(head, _)| *head == name);
    found.unwrap_or_else(|| panic!("{name}: {row:?}")).1
}

/// Returns the three quantiles that stand behind a key of the new scenario.
fn written(toml: &str, key: &str) -> [f64; 3] {
    let line = toml.lines().find(|line| line.starts_with(key));
    let line = line.unwrap_or_else(|| panic!("{key}: {toml}"));
    ["p05 = ", "p50 = ", "p95 = "].map(|name| {
        let start = line.find(name).expect(name) + name.len();
        let end = line[start..].find(',').expect("more") + start;
        line[start..end].parse().expect("a number")
    })
}

/// Returns the number that a person reads first in some words.
fn read(words: &str) -> f64 {
    let digits: String = words
        .chars()
        .filter(|sign| !sign.is_whitespace())
        .map(|sign| if sign == ',' { '.' } else { sign })
        .take_while(|sign| sign.is_ascii_digit() || *sign == '.')
        .collect();
    digits.parse().unwrap_or_else(|_| panic!("{words}"))
}

fn near(shown: f64, right: &Json, within: f64) {
    let off = shown / figure(right) - 1.0;
    assert!(off.abs() < within, "{shown} is not {right}");
}

#[test]
fn every_form_has_the_numbers_of_before_and_after_in_their_places() {
    let folder = with_example();
    let more = ["--format", "json", "--out", "new.toml", "--report"];
    let said = folder.run(&line(&[&more[..], &["page.html"]].concat()));
    assert_eq!(said.code, 0, "{}", said.err);
    let found = json(&said.out);
    let table = folder.run(&line(&["--format", "csv"])).out;
    let rows = rows(&table);
    let same = |row: &[(&str, &str)], name: &str, right: &Json| {
        let shown: f64 = cell(row, name).parse().expect(name);
        assert!(shown == figure(right), "{name}: {row:?}: {right}");
    };
    let intervals = |row: &[(&str, &str)], [before, after]: [&Json; 2]| {
        for at in ["p05", "p50", "p95"] {
            same(row, &format!("before_{at}"), &before[at]);
            same(row, &format!("after_{at}"), &after[at]);
        }
    };
    for (row, number) in rows.iter().zip(list(&found, "numbers")) {
        assert_eq!(cell(row, "id"), number["address"]);
        intervals(row, [&number["prior"], &number["posterior"]]);
        same(row, "sd_ratio", &number["sd_ratio"]);
        let grade = number["grade"].as_str().unwrap_or_default();
        assert_eq!(cell(row, "grade"), grade);
    }
    let pair = &found["correlations"][0];
    same(&rows[2], "before_p50", &pair["before"]);
    same(&rows[2], "after_p50", &pair["after"]);
    assert_eq!(cell(&rows[2], "with"), pair["between"][1]);
    for (row, fact) in rows[3..].iter().zip(list(&found, "facts")) {
        assert_eq!(cell(row, "id"), fact["id"]);
        intervals(row, [&fact["prior"], &fact["posterior"]]);
        same(row, "observed", &fact["observed"]);
        same(row, "residual", &fact["residual"]);
        let parts = ["stated", "luck", "others", "monte_carlo"];
        let square = parts
            .map(|part| figure(&fact["error"][part]))
            .map(|x| x * x);
        let error: f64 = cell(row, "standard_error").parse().expect("a number");
        assert!((error / square.iter().sum::<f64>().sqrt() - 1.0).abs() < 1e-9);
    }
    // The facts moved the numbers: nothing above would hold with before in the place of after.
    let toml = folder.read("new.toml");
    let page = folder.read("page.html");
    assert!(page.contains("<html lang=\"sv\">"));
    assert!(
        page.contains("LÄS FÖRST") || page.contains("Läs först"),
        "{page}"
    );
    for (key, number) in ["hazard.job", "sek_per"]
        .iter()
        .zip(list(&found, "numbers"))
    {
        let posterior = &number["posterior"];
        let quantiles = ["p05", "p50", "p95"].map(|at| &posterior[at]);
        for (shown, right) in written(&toml, key).into_iter().zip(quantiles) {
            near(shown, right, 1e-4);
        }
        let left = format!(
            "osäkerhet kvar {:.0} %",
            100.0 * figure(&number["sd_ratio"])
        );
        assert!(toml.contains(&left), "{left}: {toml}");
    }
    let hash = found["run"]["scenario_hash"].as_str().expect("a text");
    let note = format!("note = \"scenariots kontrollsumma {hash}, utfall ");
    assert!(toml.contains(&note), "{toml}");
    let start = page.find("<table id=\"numbers-table\"").expect("the table");
    let rows = page[start..].split("<th scope=\"row\">").skip(1);
    for (row, number) in rows.zip(list(&found, "numbers")) {
        let cells: Vec<&str> = row.split("<td>").skip(1).collect();
        near(read(cells[0]), &number["prior"]["p50"], 0.01);
        near(read(cells[1]), &number["posterior"]["p50"], 0.01);
        let left = 100.0 * figure(&number["sd_ratio"]);
        assert!((read(cells[2]) - left).abs() <= 0.5, "{}", cells[2]);
    }
    facts_of_the_page(&page, &found);
    for (at, number) in list(&found, "numbers").iter().enumerate() {
        bins_of_the_picture(&page, at, number);
    }
}

/// Looks at every cell of the page's table of facts, and at the words for who cannot see its pictures.
fn facts_of_the_page(page: &str, found: &Json) {
    let start = page.find("<table id=\"facts-table\"").expect("the table");
    let rows = page[start..].split("<th scope=\"row\">").skip(1);
    for (at, (row, fact)) in rows.zip(list(found, "facts")).enumerate() {
        let scale = match fact["quantity"].as_str() {
            Some("ten_months_share") => 100.0,
            Some("paid_sek_in_year") => 1e-6,
            _ => 1.0,
        };
        let same = |shown: &str, right: &Json| {
            let off = read(shown) - scale * figure(right);
            assert!(
                off.abs() <= 0.5 || off.abs() < 0.01 * scale * figure(right),
                "{shown}: {right}"
            );
        };
        let both = |shown: &str, right: &Json| {
            let (low, high) = shown.split_once(" till ").expect("an interval");
            same(low, &right["p05"]);
            same(high, &right["p95"]);
        };
        let cells: Vec<&str> = row.split("<td>").skip(1).collect();
        same(cells[0], &fact["observed"]);
        let kinds = ["prior", "posterior", "from_others"];
        for (shown, kind) in cells[2..].iter().zip(kinds) {
            both(shown, &fact[kind]);
        }
        let bars = bars(page, &format!("fact-{at}"));
        let width = |kind: &str| figure(&fact[kind]["p95"]) - figure(&fact[kind]["p05"]);
        // The wider of the two is the one before, which is drawn first.
        let right = width("prior") / width("posterior");
        assert!(
            (bars[0].0 / bars[1].0 / right - 1.0).abs() < 0.02,
            "{bars:?} {right}"
        );
    }
}

/// Returns widths and heights of the bars of a picture, in the order in which they are drawn.
fn bars(page: &str, picture: &str) -> Vec<(f64, f64)> {
    let start = page.find(&format!("id=\"{picture}\"")).expect("a picture");
    let end = start + page[start..].find("</svg>").expect("its end");
    let bars = page[start..end].split("<rect ").skip(1);
    bars.map(|bar| {
        ["width", "height"].map(|name| {
            let from = bar.find(&format!("{name}=\"")).expect(name) + name.len() + 2;
            let to = from + bar[from..].find('"').expect("its end");
            bar[from..to].parse::<f64>().expect("a number")
        })
    })
    .map(|[width, height]| (width, height))
    .collect()
}

/// The area of a number's picture is what the facts make likely, bin by bin.
fn bins_of_the_picture(page: &str, at: usize, number: &Json) {
    let bins = |kind: &str| -> Vec<f64> {
        let bins = number[kind]["bins"].as_array().expect("bins");
        bins.iter().map(figure).collect()
    };
    let (before, after) = (bins("prior"), bins("posterior"));
    assert_ne!(before, after);
    let most = before.iter().chain(&after).copied().fold(0.0, f64::max);
    let bars = bars(page, &format!("number-{at}"));
    let heights: Vec<f64> = bars.iter().map(|bar| bar.1).take(after.len()).collect();
    let tallest = 110.0;
    for (height, share) in heights.iter().zip(after) {
        assert!(
            (height - tallest * share / most).abs() < 0.1,
            "{height} {share}"
        );
    }
}

#[test]
fn numbers_that_go_together_are_written_so_and_in_the_prices_they_had() {
    let folder = with_example();
    let scenario = folder.read("larexempel.toml");
    let prices =
        "p95 = 12500, price_year = 2022 }\n\n[money.price_index]\n2022 = 400\n2024 = 440\n";
    folder.write(
        "larexempel.toml",
        scenario.replacen("p95 = 12500 }", prices, 1),
    );
    // Money alone cannot tell few who are paid much from many who are paid little.
    let facts = folder.read("facts/larexempel.toml");
    let paid = facts.find("[fact.paid]").expect("the fact");
    let first = facts.find("[fact.months]").expect("a fact");
    folder.write(
        "facts/larexempel.toml",
        format!("{}{}", &facts[..first], &facts[paid..]),
    );
    let said = folder.run(&line(&["--format", "json", "--out", "new.toml"]));
    assert_eq!(said.code, 0, "{}", said.err);
    let found = json(&said.out);
    let after = figure(&found["correlations"][0]["after"]);
    assert!(after > 0.3, "{after}");
    let toml = folder.read("new.toml");
    let pair = format!("between = [\"{BENEFIT}\", \"{SLOW_JOB}\"]\nrank = ");
    let start = toml.find(&pair).expect("the pair") + pair.len();
    let rank: f64 = toml[start..]
        .lines()
        .next()
        .unwrap_or_default()
        .parse()
        .expect("a number");
    assert!((rank - after).abs() < 6e-4, "{rank} {after}");
    // The number stands in the prices of 2022, as it did.
    let line = toml.lines().find(|line| line.starts_with("sek_per_month"));
    assert!(
        line.is_some_and(|line| line.contains("price_year = 2022")),
        "{toml}"
    );
    near(11_000.0, &found["numbers"][1]["prior"]["p50"], 1e-3);
    let checked = folder.run(&["check", "new.toml"]);
    assert_eq!((checked.code, checked.err.as_str()), (0, ""));
    // The notes are in the reader's language, with its sign for per cent.
    let english = crate::calibrate::line(&["--lang", "en", "--out", "en.toml"]);
    assert_eq!(folder.run(&english).code, 0);
    let toml = folder.read("en.toml");
    let notes = toml
        .lines()
        .filter_map(|line| line.split_once("uncertainty left "));
    let left: Vec<&str> = notes
        .map(|(_, left)| left.trim_end_matches("\" }"))
        .collect();
    assert_eq!(left.len(), 2, "{toml}");
    for left in left {
        let percent = left.strip_suffix('%').map(str::parse::<u32>);
        assert!(matches!(percent, Some(Ok(1..=100))), "{left}");
    }
}

fn few<'a>(more: &[&'a str]) -> Vec<&'a str> {
    let first = [
        "calibrate",
        "larexempel.toml",
        "--to",
        "facts/larexempel.toml",
    ];
    let few = ["--draws", "64", "--cohorts", "2", "--lang", "en"];
    [&first[..], &few, more].concat()
}

#[test]
fn an_answer_that_rests_on_next_to_nothing_is_shown_and_not_written() {
    let folder = with_example();
    let said = folder.run(&few(&["--free", FREE, "--out", "new.toml"]));
    assert_eq!(said.code, 4, "{}", said.err);
    let told = "no scenario was written: the answer rests on too few sets of values";
    assert!(said.err.contains(told), "{}", said.err);
    assert!(said.out.contains("THE NUMBERS"), "{}", said.out);
    assert!(!folder.path("new.toml").exists());
}

#[test]
fn the_method_asked_for_is_used_and_stands_in_the_line_to_run_again() {
    let folder = with_example();
    let exact = ["--free", FREE, "--method", "exact"];
    let said = folder.run(&few(&exact));
    assert_eq!(said.code, 0, "{}", said.err);
    let again = said.out.lines().last().unwrap_or_default();
    assert!(again.contains("--method exact"), "{again}");
    let exact_facts = |method: &str| {
        let line = few(&["--free", FREE, "--method", method, "--format", "json"]);
        json(&folder.run(&line).out)["run"]["exact_facts"].clone()
    };
    // Expected values stand for cohorts where there are any: households and money.
    assert_eq!(
        exact_facts("exact"),
        serde_json::json!(["households", "paid"])
    );
    assert_eq!(exact_facts("monte-carlo"), serde_json::json!([]));
}

#[test]
fn numbers_that_cannot_be_calibrated_are_refused_with_what_to_write_instead() {
    let folder = with_example();
    let twice = format!("{SLOW_JOB},{SLOW_JOB}");
    for (free, what, hint) in [
        (
            "inflow.per_month",
            "`inflow.per_month` is not uncertain, so there is nothing to find",
            "give it p05, p50 and p95",
        ),
        (
            twice.as_str(),
            "`segment.slow.hazard.job.per_month` stands twice",
            "write it once",
        ),
        (
            "segment.slow.hazard.jobb.per_month",
            "there is no uncertain number `segment.slow.hazard.jobb.per_month`",
            "did you mean `segment.slow.hazard.job.per_month`?",
        ),
        (
            "nothing.like.it",
            "there is no uncertain number `nothing.like.it`",
            "uncertain numbers of the scenario:\n  segment.slow.hazard.job.per_month\n",
        ),
    ] {
        let said = folder.run(&few(&["--free", free]));
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{free}");
        let told = format!("error: {what}\nhint: {hint}");
        assert!(said.err.contains(&told), "{}", said.err);
    }
}

#[test]
fn a_scenario_is_written_over_nothing_that_is_read() {
    let folder = with_example();
    let kept = ["larexempel.toml", "facts/larexempel.toml"].map(|name| folder.read(name));
    for more in [
        &["--out", "./larexempel.toml"][..],
        &["--out", "facts/larexempel.toml"],
        &["--report", "facts/larexempel.toml"],
        &["--out", "new.toml", "--report", "new.toml"],
    ] {
        let said = folder.run(&few(&[&["--free", FREE], more].concat()));
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{more:?}");
        assert!(said.err.contains("would be overwritten"), "{}", said.err);
    }
    let now = ["larexempel.toml", "facts/larexempel.toml"].map(|name| folder.read(name));
    assert_eq!(now, kept);
    // What comes from another program has no file to lay numbers over.
    let args = line_of("-", &["--out", "new.toml", "--lang", "en"]);
    let said = folder.run_with(&args, &kept[0]);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    let told = "--out writes a scenario that builds on the old one";
    assert!(said.err.contains(told), "{}", said.err);
    assert!(!folder.path("new.toml").exists());
}

/// Returns the text with every sentence on one line.
fn unfolded(out: &str) -> String {
    out.split_whitespace().collect::<Vec<&str>>().join(" ")
}

#[test]
fn warnings_say_of_which_fact_and_number_they_are() {
    let folder = with_example();
    let facts = folder.read("facts/larexempel.toml");
    // Persons instead of households, another group, and a year after the scenario begins in 2027.
    let own = facts.replacen(
        "unit = \"households\"\npopulation = \"all\"\nyear = 2024\n",
        "unit = \"persons\"\npopulation = \"unemployment\"\nyear = 2029\n",
        1,
    );
    assert_ne!(own, facts);
    folder.write("facts/larexempel.toml", own);
    let effect = "design.monthly_meetings.effect.meetings.hazard_ratio";
    let free = format!("{SLOW_JOB},{effect}");
    let said = folder.run(&few(&["--free", &free]));
    assert_eq!(said.code, 0, "{}", said.err);
    let out = unfolded(&said.out);
    for warning in [
        "* The facts are of different groups (all reasons, and unemployment).",
        "* Months with assistance in the year counts persons but is held against households.",
        "* Months with assistance in the year is of 2029, after the scenario's start",
    ] {
        assert!(out.contains(warning), "{warning}: {}", said.out);
    }
    // What only a design has is nothing that facts about today can tell of.
    let told = "* The facts say nothing about the effect of more frequent meetings";
    assert!(out.to_lowercase().contains(&told.to_lowercase()), "{out}");
    assert!(!out.contains(&format!("nothing about {effect}")), "{out}");
}

const MISTAKEN: &str = r#"utfall_facts = 1
[fact.error]
quantity = "months_in_year"
value = 5.4
unit = "households"
population = "all"
year = 2024
[fact.months]
quantity = "months_in_year"
value = 13
standard_error = 0.1
unit = "households"
population = "all"
year = 2024
[fact.below]
quantity = "households_in_year"
value = -5
standard_error = 10
unit = "households"
population = "all"
year = 2024
[fact.persons]
quantity = "households_in_year"
value = 900
standard_error = 10
unit = "persons"
population = "all"
year = 2024
[fact.rule]
quantity = "spells_over_twelve_share"
value = 0.1
standard_error = 0.01
spell_ends_after_months = 3
unit = "households"
population = "all"
year = 2024
[fact.prices]
quantity = "paid_sek_in_year"
value = 1e7
standard_error = 1e5
unit = "households"
population = "all"
year = 2016
source = "nobody"
"#;

#[test]
fn every_mistake_in_facts_is_told_with_its_line_and_what_to_write() {
    let folder = with_example();
    folder.write("facts/larexempel.toml", MISTAKEN);
    let said = folder.run(&few(&["--free", FREE]));
    assert_eq!((said.code, said.out.as_str()), (4, ""));
    let told: Vec<&str> = said.err.lines().collect();
    let right = [
        (
            2,
            "error",
            "lacks a standard error; write standard_error above zero",
        ),
        (
            8,
            "months",
            "13 cannot be right; write a number from 1 to 12",
        ),
        (
            15,
            "below",
            "−5 cannot be right; write a number of at least 0",
        ),
        (
            22,
            "persons",
            "counts persons, but the model counts households",
        ),
        (29, "rule", "ends a spell after 3 months without payment"),
        (
            37,
            "prices",
            "is in prices of 2016, but [money.price_index] does not have both 2016 and 2024",
        ),
        (
            37,
            "prices",
            "names the source `nobody`, which is not in the file",
        ),
    ];
    assert_eq!(told.len(), right.len(), "{}", said.err);
    for (line, (number, id, what)) in told.iter().zip(right) {
        let place = format!("error: facts/larexempel.toml:{number}: [fact.{id}] {what}");
        assert!(line.starts_with(&place), "{line} is not {place}");
    }
    folder.write("facts/larexempel.toml", "utfall_facts = 1\n");
    let said = folder.run(&few(&["--free", FREE]));
    assert_eq!((said.code, said.out.as_str()), (4, ""));
    let told = "facts/larexempel.toml: there is no fact; write a table [fact.NAME]";
    assert!(said.err.contains(told), "{}", said.err);
}
