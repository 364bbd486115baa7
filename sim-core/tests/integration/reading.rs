//! Texts to scenario: includes, layers, inheritance, and bad texts.

use proptest::prelude::*;
use sim_core::compile::{check, check_reading, is_sound};
use sim_core::diagnostic::{Kind, NumberHabit, Problem, Unreadable};
use sim_core::read::{Reading, read_scenario, reference, schema};
use sim_core::scenario::Scenario;
use sim_core::scenario::distribution::Distribution;
use sim_core::scenario::number::Amount;
use sim_core::scenario::number::Varying;
use sim_core::tree::node::{Node, Value};

pub const MINIMAL: &str = include_str!("minimal.toml");

/// Reads the first of some named texts, which may include the others.
fn read(texts: &[(&str, &str)]) -> Reading {
    let mut open = |name: &str| {
        let found = texts.iter().find(|(known, _)| *known == name);
        found
            .map(|(_, text)| (*text).to_owned())
            .ok_or(Unreadable::Missing)
    };
    read_scenario(texts[0].0, &mut open)
}

/// Reads a scenario that stands on the minimal one.
fn read_over(text: &str) -> Reading {
    let text = format!("utfall = 1\ninclude = [\"base.toml\"]\n{text}");
    read(&[("over.toml", &text), ("base.toml", MINIMAL)])
}

fn sound(reading: Reading) -> Scenario {
    let problems = check_reading(&reading);
    assert!(is_sound(&problems), "{problems:#?}");
    reading.scenario.expect("a scenario without problems")
}

fn codes(reading: &Reading) -> Vec<&'static str> {
    let all = check_reading(reading);
    all.iter()
        .map(sim_core::diagnostic::Diagnostic::code)
        .collect()
}

fn at<'n>(node: &'n Node, path: &str) -> Option<&'n Node> {
    path.split('.')
        .try_fold(node, |node, key| node.table()?.get(key))
}

#[test]
fn the_minimal_scenario_is_sound() {
    let reading = read(&[("minimal.toml", MINIMAL)]);
    assert_eq!(check_reading(&reading), []);
    assert!(reading.scenario.is_some());
}

#[test]
fn all_problems_are_reported_at_once() {
    let reading = read_over(
        "[inflow]\nper_month = nan\n[stock]\nhousehold = 3\n\
         [segment.slow]\noverride = true\nshare_of_new = 0.5\n",
    );
    assert_eq!(codes(&reading), ["S020", "S010", "S040"]);
    assert!(reading.scenario.is_none());
}

#[test]
fn two_spelling_mistakes_are_both_reported() {
    let reading =
        read_over("[inflow]\nper_month = 0,2\n[stock]\nhouseholds = 1 200\npresnt = true\n");
    assert_eq!(codes(&reading), ["S022", "S022", "S010"]);
}

#[test]
fn a_number_in_swedish_spelling_is_shown_in_the_spelling_that_works() {
    let cases = [
        ("0,2", "0.2", NumberHabit::DecimalComma),
        ("12,5 %", "0.125", NumberHabit::Percent),
        ("20%", "0.2", NumberHabit::Percent),
        ("96 996", "96996", NumberHabit::ThousandsSpace),
        ("96\u{a0}996", "96996", NumberHabit::ThousandsSpace),
        ("1 096 996,50", "1096996.50", NumberHabit::DecimalComma),
        ("\"14\"", "14", NumberHabit::Quoted),
    ];
    for (written, right, habit) in cases {
        let reading = read_over(&format!("[inflow]\nper_month = {written}\n"));
        let spelling = reading.diagnostics.iter().find_map(|d| match &d.problem {
            Problem::NumberSpelling { right, habit, .. } => Some((right.as_str(), *habit)),
            _ => None,
        });
        assert_eq!(
            spelling,
            Some((right, habit)),
            "{written}: {:?}",
            reading.diagnostics
        );
        assert_eq!(
            reading.diagnostics.len(),
            1,
            "{written}: {:?}",
            reading.diagnostics
        );
    }
}

#[test]
fn a_syntax_error_hides_only_what_follows_from_it() {
    let text = MINIMAL.replace("horizon_months = 24", "horizon_months = ");
    let text = text.replace("start = \"2027-01\"", "start = \"2027\"");
    let reading = read(&[("x.toml", &text)]);
    assert_eq!(codes(&reading), ["S017", "S004"]);
}

#[test]
fn a_missing_key_is_not_reported_beside_its_misspelling() {
    let text = MINIMAL.replace("horizon_months", "horizon_month");
    assert_eq!(codes(&read(&[("x.toml", &text)])), ["S010"]);
    let text = MINIMAL.replace("sek_per_month_on_assistance", "sek_per_month_on_asistance");
    assert_eq!(codes(&read(&[("x.toml", &text)])), ["S010"]);
}

#[test]
fn windows_line_ends_a_byte_order_mark_and_tabs_change_nothing() {
    let text = format!(
        "\u{feff}{}",
        MINIMAL.replace('\n', "\r\n").replace("    ", "\t")
    );
    let plain = sound(read(&[("x.toml", MINIMAL)]));
    let windows = sound(read(&[("x.toml", &text)]));
    assert_eq!(plain.segment.len(), windows.segment.len());
    assert_eq!(plain.about.title, windows.about.title);
}

#[test]
fn unreadable_roots_are_reported_by_kind() {
    let reading_of = |found: Result<String, Unreadable>| {
        let mut found = Some(found);
        let mut open = |_: &str| found.take().expect("asked once");
        read_scenario("x.toml", &mut open)
    };
    let why = |why: Unreadable| Problem::TextUnreadable {
        name: "x.toml".to_owned(),
        why,
    };
    let missing = Problem::TextMissing {
        name: "x.toml".to_owned(),
    };
    let refused = Unreadable::Refused("no rights".to_owned());
    let cases = [
        (Ok(String::new()), why(Unreadable::Empty)),
        (Ok("\u{feff}\r\n \t".to_owned()), why(Unreadable::Empty)),
        (Ok("#".repeat((8 << 20) + 1)), why(Unreadable::TooLarge)),
        (Err(Unreadable::Missing), missing),
        (Err(Unreadable::Directory), why(Unreadable::Directory)),
        (Err(Unreadable::NotText), why(Unreadable::NotText)),
        (Err(refused.clone()), why(refused)),
    ];
    for (found, problem) in cases {
        let reading = reading_of(found);
        let problems: Vec<&Problem> = reading.diagnostics.iter().map(|d| &d.problem).collect();
        assert_eq!(problems, [&problem]);
        assert!(reading.scenario.is_none() && reading.draft.is_none());
    }
}

#[test]
fn noise_is_refused_quickly() {
    let size = 1 << 20;
    let mut state = 1_u64;
    let mut random = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        char::from((state >> 57) as u8)
    };
    let designs = (0..4_900).map(|i| format!("[design.d{i}]\nbased_on = \"d{}\"\n", i + 1));
    let keys = (0..size / 10).map(|i| format!("a{i}=1\n"));
    let noise: [String; 13] = [
        (0..size).map(|_| random()).collect(),
        "\0".repeat(size),
        "[".repeat(size),
        format!("a={}", "[".repeat(size)),
        format!("a={}", "{a=".repeat(size / 3)),
        format!("{}a=1", "a.".repeat(size / 2)),
        format!("[{}a]", "a.".repeat(size / 2)),
        "\"".repeat(size),
        "=\n".repeat(size / 2),
        "x = 0,2\n".repeat(size / 8),
        format!("include = [{}]", "\"a\",".repeat(size / 4)),
        format!("utfall = 1\n{}", designs.collect::<String>()),
        keys.collect(),
    ];
    for text in noise {
        let started = std::time::Instant::now();
        let reading = read(&[("x.toml", &text)]);
        let start: String = text.chars().take(12).collect();
        assert!(!is_sound(&check_reading(&reading)), "{start:?}");
        assert!(started.elapsed().as_secs() < 20, "{start:?} took too long");
    }
}

#[test]
fn an_include_is_found_beside_the_text_that_asks_for_it() {
    let reading = read(&[
        (
            "C:\\kommun\\fall\\x.toml",
            "utfall = 1\ninclude = [\"..\\\\lib\\\\a.toml\"]\n",
        ),
        ("C:/kommun/lib/a.toml", "include = [\"./deep/../b.toml\"]\n"),
        ("C:/kommun/lib/b.toml", MINIMAL),
    ]);
    sound(reading);
}

#[test]
fn a_loop_of_includes_is_reported_with_its_chain() {
    let reading = read(&[
        ("s/x.toml", "utfall = 1\ninclude = [\"a.toml\"]\n"),
        (
            "s/a.toml",
            "include = [\"b.toml\"]\n[source.a]\ntitle = \"A\"\n",
        ),
        (
            "s/b.toml",
            "include = [\"../s/a.toml\"]\n[source.b]\ntitle = \"B\"\n",
        ),
    ]);
    let chain = reading.diagnostics.iter().find_map(|d| match &d.problem {
        Problem::IncludeLoop { chain } => Some(chain.clone()),
        _ => None,
    });
    let expected = ["s/a.toml", "s/b.toml", "s/a.toml"].map(str::to_owned);
    assert_eq!(chain, Some(expected.to_vec()));
    assert_eq!(reading.diagnostics.len(), 1);
}

#[test]
fn a_text_included_by_two_ways_is_read_once() {
    let mut opened = Vec::new();
    let mut open = |name: &str| {
        opened.push(name.to_owned());
        match name {
            "s/x.toml" => Ok("utfall = 1\ninclude = [\"a.toml\", \"b.toml\"]\n".to_owned()),
            "s/a.toml" => Ok("include = [\"c/c.toml\"]\n".to_owned()),
            "s/b.toml" => Ok("include = [\"./c/../c/c.toml\"]\n".to_owned()),
            "s/c/c.toml" => Ok(MINIMAL.to_owned()),
            _ => Err(Unreadable::Missing),
        }
    };
    let reading = read_scenario("s/x.toml", &mut open);
    sound(reading);
    assert_eq!(opened, ["s/x.toml", "s/a.toml", "s/c/c.toml", "s/b.toml"]);
}

#[test]
fn an_override_changes_only_the_keys_it_writes() {
    let scenario = sound(read_over(
        "[segment.slow]\noverride = true\nreadiness_sd = 0.7\n[stock]\nwarm_up_years = 20\n",
    ));
    let slow = scenario.segment.get("slow").expect("slow");
    assert_eq!(slow.share_of_new.amount, Amount::Fixed(0.14));
    let readiness = slow.readiness_sd.as_ref().expect("readiness");
    assert_eq!(readiness.amount, Amount::Fixed(0.7));
    let stock = scenario.stock.expect("stock");
    assert!(stock.households.is_some() && stock.warm_up_years.is_some());
}

#[test]
fn another_form_of_a_number_replaces_it_whole() {
    let scenario = sound(read_over(
        "[segment.slow]\noverride = true\n\
         [segment.slow.hazard.job]\npieces = [{ from_month = 0, per_month = 0.02 }]\n\
         [benefit]\nsek_per_year_on_assistance = 96996\n\
         [parameter.handover_days]\noverride = true\nvalue = 12\n\
         [intervention.placement]\noverride = true\neffect_ratio = { value = 1.1 }\nduration_days = { value = 60 }\n",
    ));
    let job = scenario
        .segment
        .get("slow")
        .and_then(|s| s.hazard.get("job"));
    let job = job.expect("job");
    assert!(job.per_month.is_none() && job.pieces.len() == 1);
    assert!(scenario.benefit.sek_per_month_on_assistance.is_none());
    let handover = scenario.parameter.get("handover_days").expect("parameter");
    assert!(handover.value.is_some() && handover.p05.is_none() && handover.source.is_none());
    let placement = scenario.intervention.get("placement").expect("placement");
    let effect = placement.effect_ratio.as_ref().expect("effect");
    assert_eq!((&effect.amount, effect.grade), (&Amount::Fixed(1.1), None));
    assert!(
        matches!(&placement.duration_days, Varying::Same(days) if days.amount == Amount::Fixed(60.0))
    );
}

#[test]
fn the_built_in_defaults_are_written_over_without_a_mark() {
    let text = MINIMAL.replace("[money]", "[money]\ninflation_per_year = 0.03");
    let text = format!("{text}\n[parameter.default_volume_share]\nvalue = 0.5\n");
    let scenario = sound(read(&[("x.toml", &text)]));
    let money = scenario.money.expect("money");
    let inflation = money.inflation_per_year.expect("inflation");
    assert_eq!(inflation.amount, Amount::Fixed(0.03));
    assert!(money.discount_per_year.is_some());
    let volume = scenario
        .parameter
        .get("default_volume_share")
        .expect("volume");
    assert!(volume.p50.is_none());
}

#[test]
fn a_design_gets_the_default_volume_and_discontinuation_while_they_are_on() {
    let reading = read(&[("x.toml", MINIMAL)]);
    assert!(at(&reading.resolved, "design.house.volume_share.parameter").is_some());
    assert!(at(&reading.resolved, "design.today.volume_share").is_none());
    let scenario = sound(reading);
    assert!(
        scenario
            .design
            .get("house")
            .expect("house")
            .discontinuation
            .is_some()
    );
    let off = read_over("[adjustments]\nvolume = false\ndiscontinuation = false\n");
    let house = sound(off).design.get("house").cloned().expect("house");
    assert!(house.volume_share.is_none() && house.discontinuation.is_none());
}

const CHAIN: &str = r#"
[design.near]
based_on = "house"
remove = ["effect.one_handler", "intake.called"]
match_quality = 0.5

[design.nearer]
based_on = "near"
review.every_days = 30
"#;

#[test]
fn a_design_is_what_differs_from_another_through_any_number_of_steps() {
    let scenario = sound(read_over(CHAIN));
    let nearer = scenario.design.get("nearer").expect("nearer");
    assert!(nearer.effect.is_empty() && nearer.intake.is_empty());
    assert!(nearer.match_quality.is_some());
    let review = nearer.review.as_ref().expect("review");
    assert_eq!(review.every_days.amount, Amount::Fixed(30.0));
    assert_eq!(review.minutes.len(), 1, "what is not written is inherited");
    assert_eq!(nearer.posts.len(), 1);
    assert!(nearer.title.is_none(), "a name is not inherited");
}

#[test]
fn an_inherited_number_keeps_its_address_and_place() {
    let scenario = sound(read_over(
        "[design.later]\nbased_on = \"house\"\ngo_live = \"2027-06\"\n",
    ));
    let ratio = |design: &str| {
        let design = scenario.design.get(design).expect("design");
        design
            .effect
            .get("one_handler")
            .expect("effect")
            .hazard_ratio
            .clone()
    };
    assert_eq!(
        &*ratio("later").address,
        "design.house.effect.one_handler.hazard_ratio"
    );
    assert_eq!(ratio("later"), ratio("house"));
    let quantiles = Distribution::Quantiles {
        p05: 0.97,
        p50: 1.04,
        p95: 1.13,
    };
    assert_eq!(ratio("later").amount, Amount::Uncertain(quantiles));
}

#[test]
fn a_number_written_over_an_inherited_one_is_another_number() {
    let scenario = sound(read_over(
        "[design.near]\nbased_on = \"house\"\nreview.every_days = { value = 60, grade = \"D\" }\n\
         [design.nearer]\nbased_on = \"near\"\nreview.every_days = { value = 30, grade = \"D\" }\n",
    ));
    let every = |design: &str| {
        let review = scenario.design.get(design).expect("design").review.as_ref();
        review.expect("review").every_days.clone()
    };
    assert_eq!(&*every("near").address, "design.near.review.every_days");
    assert_eq!(&*every("nearer").address, "design.nearer.review.every_days");
    assert_eq!(every("nearer").amount, Amount::Fixed(30.0));
}

#[test]
fn an_intake_steps_number_is_addressed_by_the_steps_id() {
    let scenario = sound(read(&[("x.toml", MINIMAL)]));
    let referral = &scenario.design.get("today").expect("today").intake[1];
    let lost = referral.lost_share.as_ref().expect("share");
    assert_eq!(&*lost.address, "design.today.intake.referral.lost_share");
}

#[test]
fn an_inherited_mistake_is_reported_once() {
    let text = MINIMAL.replace("every_days = 90", "every_days = -90");
    assert_eq!(codes(&read(&[("x.toml", &text)])), ["S021"]);
}

#[test]
fn today_must_be_there() {
    let text = MINIMAL
        .replace("design.today", "design.yesterday")
        .replace("\"today\"", "\"yesterday\"");
    let reading = read(&[("x.toml", &text)]);
    let today = |p: &Problem| matches!(p, Problem::MissingKey { key, .. } if key == "today");
    assert!(reading.diagnostics.iter().any(|d| today(&d.problem)));
}

#[test]
fn what_a_library_offers_need_not_be_used() {
    let reading = read(&[
        ("x.toml", &format!("include = [\"lib.toml\"]\n{MINIMAL}")),
        (
            "lib.toml",
            "[source.idle]\ntitle = \"Idle\"\n[parameter.idle]\nvalue = 1\nsource = \"idle\"\n",
        ),
    ]);
    assert_eq!(check_reading(&reading), []);
}

#[test]
fn a_table_where_a_number_stands_is_named_as_such() {
    let reading = read_over("[inflow]\nper_month = [1, 2]\n");
    let expected = Problem::WrongKind {
        key: "per_month".to_owned(),
        expected: Kind::Number,
        found: Kind::List,
    };
    assert_eq!(reading.diagnostics[0].problem, expected);
}

#[test]
fn the_schema_knows_every_key_and_is_in_order() {
    let schema = schema();
    let segment = &schema["$defs"]["Segment"];
    assert!(segment["properties"]["share_of_new"]["description"].is_string());
    assert!(segment["properties"]["override"].is_object());
    let whole = schema["then"]["anyOf"][1]["required"].as_array();
    assert!(whole.is_some_and(|keys| keys.contains(&"about".into())));
    // A design may write one key of an inherited review; an intake step is always whole.
    assert!(schema["$defs"]["Review"]["required"].is_null());
    assert!(schema["$defs"]["IntakeStep"]["required"].is_array());
    let text = serde_json::to_string(&schema).expect("JSON");
    assert_eq!(
        text,
        serde_json::to_string(&sim_core::read::schema()).expect("JSON")
    );
}

#[test]
fn the_reference_describes_every_table_and_key() {
    let tables = reference();
    assert_eq!(tables[0].name, "Scenario");
    let hazard = tables.iter().find(|t| t.name == "Hazard").expect("Hazard");
    assert_eq!(hazard.path, "segment.ID.hazard.ID");
    assert_eq!(hazard.one_of[0].len(), 4);
    for table in &tables {
        assert!(table.doc.ends_with('.'), "{}", table.name);
        for key in &table.keys {
            assert!(key.doc.ends_with('.'), "{}.{}", table.name, key.key);
        }
    }
}

#[test]
fn whole_numbers_and_reals_are_kept_apart_in_the_resolved_tree() {
    let reading = read(&[("x.toml", MINIMAL)]);
    let months = at(&reading.resolved, "about.horizon_months").expect("months");
    assert_eq!(months.value, Value::Whole(24));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_mutilated_scenario_never_panics(
        cut in 0_usize..3000,
        from in 0_usize..3000,
        length in 0_usize..40,
        put in "[\\PC\n]{0,12}",
    ) {
        let floor = |at: usize| (0..=at.min(MINIMAL.len())).rev().find(|i| MINIMAL.is_char_boundary(*i)).unwrap_or(0);
        let (start, end) = (floor(from), floor(from + length));
        let mutated = format!("{}{put}{}", &MINIMAL[..start], &MINIMAL[end..]);
        let truncated = &MINIMAL[..floor(cut)];
        for text in [mutated.as_str(), truncated] {
            let reading = read(&[("x.toml", text)]);
            let problems = check_reading(&reading);
            let broken = !is_sound(&problems);
            prop_assert!(broken || reading.scenario.is_some());
            if let Some(scenario) = &reading.scenario {
                check(scenario);
            }
        }
    }

    #[test]
    fn a_scenario_with_its_words_shuffled_never_panics(
        first in 0_usize..120,
        second in 0_usize..120,
    ) {
        let mut lines: Vec<&str> = MINIMAL.lines().collect();
        let n = lines.len();
        lines.swap(first % n, second % n);
        check_reading(&read(&[("x.toml", &lines.join("\n"))]));
    }
}
