//! Analyses where there is little or nothing to say: a plain sentence, the right code, and never a figure that is none.

use crate::tool::{Folder, SMALL, Said};

const VERBS: [&[&str]; 5] = [
    &["sensitivity"],
    &["breakeven", "--lever", "inflow.per_month"],
    &["value"],
    &["pilot"],
    &["choose"],
];

/// Returns what is before the designs of the small scenario.
fn without_designs() -> &'static str {
    SMALL.split("[design.house]").next().expect("there")
}

/// Returns a folder with the scenarios that have little to say.
fn folder() -> Folder {
    let folder = Folder::with_small();
    let start = without_designs();
    let design = |id: &str, more: &str| {
        let title = "title = { sv = \"Samma\", en = \"Same\" }";
        format!("{start}[design.{id}]\n{title}\nbased_on = \"today\"\n{more}")
    };
    folder.write("only_today.toml", start);
    folder.write("copy.toml", design("copy", ""));
    folder.write("same.toml", design("same", "effect.no.hazard_ratio = 1\n"));
    let sure = SMALL
        .replace("{ p05 = 9500, p50 = 11000, p95 = 12500 }", "11000")
        .replace("{ p05 = 0.08, p50 = 0.1, p95 = 0.12 }", "0.1")
        .replace("{ p05 = 0.9, p50 = 1.1, p95 = 1.4 }", "1.1");
    let known = "[parameter.default_volume_share]\nvalue = 1.0\n\
         [parameter.default_discontinuation_share]\nvalue = 0.0\n\
         [displacement]\nshare = 0\non_assistance_share = 0\non_unemployment_insurance_share = 0\n";
    folder.write("sure.toml", format!("{sure}\n{known}"));
    folder
}

fn asked(folder: &Folder, verb: &[&str], file: &str, more: &[&str]) -> Said {
    let line = [&verb[..1], &[file], &verb[1..], &["--quiet"], more].concat();
    let said = folder.run(&line);
    let mut words = said.out.split(|letter: char| !letter.is_alphanumeric());
    let no_number = words.find(|word| ["NaN", "inf", "Inf"].contains(word));
    assert_eq!(no_number, None, "{line:?}: {}", said.out);
    assert!(!said.err.contains("panicked"), "{line:?}: {}", said.err);
    assert!(
        (said.code == 0) != said.out.is_empty(),
        "{line:?} {}",
        said.err
    );
    said
}

fn in_both(folder: &Folder, verb: &[&str], file: &str, draws: &str) -> [Said; 2] {
    ["sv", "en"].map(|lang| asked(folder, verb, file, &["--draws", draws, "--lang", lang]))
}

#[test]
fn few_draws_are_answered_as_far_as_they_go_or_refused_with_how_many_would_do() {
    let folder = folder();
    let mut all = String::new();
    for verb in VERBS {
        for draws in ["16", "64"] {
            let [swedish, english] = in_both(&folder, verb, "small.toml", draws);
            let is_refused = ["value", "pilot"].contains(&verb[0]);
            assert_eq!(
                (swedish.code, english.code),
                if is_refused { (2, 2) } else { (0, 0) }
            );
            if is_refused {
                all.push_str(&format!(
                    "{} {draws}\n{}\n{}\n",
                    verb[0], swedish.err, english.err
                ));
            }
        }
    }
    let out = |verb: &[&str], draws: &str| {
        in_both(&folder, verb, "small.toml", draws).map(|said| plain(&said.out))
    };
    let [swedish, english] = out(VERBS[0], "64");
    assert!(swedish.contains("Omkring 500 skulle räcka"), "{swedish}");
    assert!(english.contains("About 500 would do"), "{english}");
    let [swedish, english] = out(VERBS[1], "16");
    assert!(swedish.contains("minst 20 behövs"), "{swedish}");
    assert!(english.contains("at least 20 are needed"), "{english}");
    let [swedish, english] = out(VERBS[4], "64");
    assert!(swedish.contains("behövs minst 200 framtider"), "{swedish}");
    assert!(swedish.contains("behövs minst 512 framtider"), "{swedish}");
    assert!(english.contains("at least 200 futures"), "{english}");
    assert!(english.contains("at least 512 futures"), "{english}");
    insta::assert_snapshot!("few_draws_refused", all);
}

/// Returns a text on one line.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<&str>>().join(" ")
}

#[test]
fn a_file_with_nothing_to_compare_is_refused_by_every_analysis() {
    let folder = folder();
    for verb in VERBS {
        for (file, code, words) in [
            (
                "only_today.toml",
                2,
                ["har bara `today`", "has only `today`"],
            ),
            ("copy.toml", 3, ["skiljer sig inte", "does not differ"]),
        ] {
            for (said, word) in in_both(&folder, verb, file, "512").iter().zip(words) {
                assert_eq!(said.code, code, "{}", said.err);
                assert!(said.err.contains(word), "{word}: {}", said.err);
            }
        }
    }
}

#[test]
fn a_design_without_effect_is_said_to_be_as_good_as_today() {
    let folder = folder();
    let [sensitivity, _] = in_both(&folder, VERBS[0], "same.toml", "512");
    let text = plain(&sensitivity.out);
    assert!(text.contains("blir det lika i varje framtid"), "{text}");
    assert!(text.contains("ingen osäkerhet att dela upp"), "{text}");
    let [value, _] = in_both(&folder, VERBS[2], "same.toml", "512");
    let text = plain(&value.out);
    assert!(text.contains("just nu är ”Som i dag”. Risken att något annat hade varit bättre, om alla osäkra tal var kända, är 0 %."), "{text}");
    let [choose, _] = in_both(&folder, VERBS[4], "same.toml", "512");
    let text = plain(&choose.out);
    assert!(text.contains("går inte att skilja åt"), "{text}");
    let [pilot, _] = in_both(&folder, VERBS[3], "same.toml", "512");
    let text = plain(&pilot.out);
    assert!(text.contains("att försöket är värt något"), "{text}");
    let [even, _] = in_both(&folder, VERBS[1], "same.toml", "512");
    let text = plain(&even.out);
    assert!(
        text.contains("Inte vid något värde mellan 0 och 10"),
        "{text}"
    );
}

#[test]
fn a_scenario_without_uncertain_numbers_has_nothing_to_find_out() {
    let folder = folder();
    let [sensitivity, english] = in_both(&folder, VERBS[0], "sure.toml", "512");
    let text = plain(&sensitivity.out);
    assert!(text.contains("Scenariot har inga osäkra tal."), "{text}");
    assert!(text.contains("ingen osäkerhet att dela upp"), "{text}");
    assert!(!text.contains("skulle räcka"), "{text}");
    assert!(plain(&english.out).contains("The scenario has no uncertain numbers."));
    let [value, _] = in_both(&folder, VERBS[2], "sure.toml", "512");
    let text = plain(&value.out);
    assert!(text.contains("just nu är ”Ett hus”. Risken att något annat hade varit bättre, om alla osäkra tal var kända, är 0 %."), "{text}");
    assert!(text.contains("den är inget värd här"), "{text}");
    let [choose, _] = in_both(&folder, VERBS[4], "sure.toml", "512");
    assert!(plain(&choose.out).contains("kommer bäst ut i alla 512"));
    for said in in_both(&folder, VERBS[3], "sure.toml", "512") {
        assert_eq!(said.code, 2, "{}", said.err);
    }
    let [even, _] = in_both(&folder, VERBS[1], "sure.toml", "512");
    assert_eq!(even.code, 0);
}

#[test]
fn a_lever_that_is_misspelt_or_turned_round_is_refused_in_both_languages() {
    let folder = folder();
    let mut all = String::new();
    for line in [
        &["breakeven", "--lever", "effect.hause"][..],
        &["breakeven", "--lever", "effect.house=2..1"],
        &["breakeven", "--lever", "effect.house", "--from", "5"],
        &["breakeven", "--lever", "effect.house=nan..1"],
        &["choose", "--search", "effect.hause=1..2"],
        &["choose", "--search", "effect.house=2..1"],
        &["choose", "--search", "effect.house=1..inf"],
        &[
            "choose",
            "--search",
            "effect.house=1..2",
            "--budget-sek",
            "nan",
        ],
        &["value", "--study", "effect.house=50"],
        &["pilot", "--design", "hause"],
    ] {
        all.push_str(&format!("$ {}\n", line.join(" ")));
        for said in in_both(&folder, line, "small.toml", "512") {
            assert_eq!(said.code, 2, "{line:?} {}", said.err);
            all.push_str(&said.err);
        }
    }
    insta::assert_snapshot!("levers_refused_in_both", all);
}
