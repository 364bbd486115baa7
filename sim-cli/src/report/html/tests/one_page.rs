//! What the summary on one sheet holds: every design, the best ones in pictures, and what it leaves out.

use sim_core::results::Results;

use crate::report::fixture::both;
use crate::report::html::tests::{text_of, with_queue};
use crate::report::html::write_one_page;
use crate::report::text::Setting;
use crate::texts::Lang;

/// Returns the summary of some results.
pub fn sheet(results: &Results, lang: Lang) -> String {
    let setting = Setting {
        lang,
        width: 96,
        file: "exempel.toml".to_owned(),
        command: "utfall compare exempel.toml --draws 2000 --seed 1".to_owned(),
    };
    write_one_page(results, &setting)
}

/// Returns results of so many designs, each better for the municipality than the one before.
fn of_designs(n: usize) -> Results {
    let mut results = with_queue();
    let (design, comparison) = (results.designs[1].clone(), results.comparisons[0].clone());
    results.designs.truncate(1);
    results.comparisons.clear();
    for idx in 0..n {
        let (mut design, mut comparison) = (design.clone(), comparison.clone());
        design.id = format!("d{idx}");
        design.title = Some(both(&format!("Nummer {idx}"), &format!("Number {idx}")));
        comparison.design = design.id.clone();
        comparison.savings[0].net.p50 += 1e6 * idx as f64;
        results.designs.push(design);
        results.comparisons.push(comparison);
    }
    results
}

#[test]
fn the_summary_reads_as_it_should() {
    let short = |lang: Lang| {
        let text = text_of(&sheet(&with_queue(), lang));
        let is_dot = |line: &&str| !line.starts_with("Framtid ") && !line.starts_with("Future ");
        let lines: Vec<&str> = text.lines().filter(is_dot).collect();
        lines.join("\n")
    };
    let (swedish, english) = (short(Lang::Sv), short(Lang::En));
    for words in [
        "Beslutsunderlag i korthet",
        "Hur mycket är antaget?",
        "Så får ni samma svar",
    ] {
        assert!(swedish.contains(words), "{words} is not in {swedish}");
    }
    for words in [
        "Decision paper in short",
        "How much is assumed?",
        "How to get the same answer",
    ] {
        assert!(english.contains(words), "{words} is not in {english}");
    }
    assert!(swedish.contains("utfall compare exempel.toml --draws 2000 --seed 1"));
}

#[test]
fn pictures_are_of_the_best_two_or_of_the_best_where_there_are_many() {
    let pictured = |n: usize| {
        let sheet = sheet(&of_designs(n), Lang::Sv);
        let is_drawn = |idx: &usize| {
            sheet.contains(&format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" id=\"dots-{}-0\"",
                idx + 1
            ))
        };
        (0..n).filter(is_drawn).collect::<Vec<_>>()
    };
    assert_eq!(pictured(1), [0]);
    assert_eq!(pictured(2), [0, 1]);
    assert_eq!(pictured(3), [1, 2]);
    assert_eq!(pictured(4), [3]);
}

#[test]
fn designs_and_years_without_room_are_said_to_be_left_out() {
    let mut results = of_designs(8);
    results.run.years = (2027..2037).collect();
    results.run.months_in_year = vec![12; 10];
    let text = text_of(&sheet(&results, Lang::Sv));
    assert!(text.contains("Nummer 3") && !text.contains("Nummer 2"));
    assert!(text.contains("Ytterligare 3 arbetssätt"), "{text}");
    assert!(text.contains("Senare år står i det fullständiga underlaget"));
    assert!(!text.contains("2034"));
}

#[test]
fn results_that_make_no_sense_still_make_a_sheet() {
    let mut odd = with_queue();
    odd.comparisons[0].savings[0].net.p50 = f64::NAN;
    odd.comparisons[0].drivers.clear();
    odd.comparisons[1].savings.clear();
    odd.run.years.clear();
    assert!(sheet(&odd, Lang::Sv).ends_with("</html>"));
    odd.comparisons.clear();
    assert!(sheet(&odd, Lang::En).contains("The results hold no comparison."));
}
