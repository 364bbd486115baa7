//! What people read, kept as snapshots of one made-up answer in both languages.

use sim_core::results::Results;
use sim_core::results::comparison::{Comparison, Perspective};
use sim_core::results::run::{ErrorAsked, ErrorReached, Precision, Stopped};
use sim_core::results::spread::Spread;

use crate::report::fixture::{estimate, results, saving};
use crate::report::text::{Setting, write};
use crate::report::{csv, json};
use crate::texts::Lang;

fn page(results: &Results, lang: Lang) -> String {
    let setting = Setting {
        lang,
        width: 96,
        file: "exempel.toml".to_owned(),
        command: "utfall compare exempel.toml --draws 2000 --seed 1".to_owned(),
    };
    write(results, &setting).replace('\u{a0}', " ")
}

#[test]
fn the_swedish_page_reads_as_it_should() {
    insta::assert_snapshot!(page(&results(), Lang::Sv));
}

#[test]
fn a_run_that_was_stopped_says_so_at_the_top() {
    let mut results = results();
    results.run.stopped = Stopped::Interrupted;
    results.run.draws = 640;
    let page = page(&results, Lang::Sv);
    let notice = page
        .find("AVBRUTET: bara 640 av 2 000 framtider")
        .expect("a notice");
    assert!(notice < page.find("SVARET").expect("an answer"));
}

fn with_precision(asked: ErrorAsked, mean_sek: f64, error_sek: f64) -> Results {
    let mut results = results();
    let reached = |comparison: &Comparison| ErrorReached {
        design: comparison.design.clone(),
        mean_sek,
        error_sek,
        error_share: Some(error_sek / mean_sek.abs()),
        is_enough: false,
    };
    let reached = results.comparisons.iter().map(reached).collect();
    results.run.stopped = Stopped::MostDraws;
    results.run.precision = Some(Precision {
        asked,
        least_draws: 2000,
        most_draws: 100_000,
        reached,
    });
    results
}

#[test]
fn a_mean_near_zero_is_not_chased_in_vain() {
    let near = "går inte att skilja från noll";
    let flat = |results: &Results| page(results, Lang::Sv).replace('\n', " ");
    let share = ErrorAsked::Share(0.01);
    let said = flat(&with_precision(share, 100.0, 101.0));
    assert!(
        said.contains(near) && said.contains("--precision-sek"),
        "{said}"
    );
    // A mean that is only not exact enough is something else, and so is a limit in kronor.
    let far = flat(&with_precision(share, -100.0, 50.02));
    assert!(!far.contains(near) && far.contains("50,1 %"), "{far}");
    let sek = flat(&with_precision(ErrorAsked::Sek(99.5), 100.0, 101.0));
    assert!(
        !sek.contains(near) && sek.contains("större än 100 kr"),
        "{sek}"
    );
}

#[test]
fn a_run_to_a_precision_says_why_it_stopped() {
    let mut results = with_precision(ErrorAsked::Share(0.00125), 1e6, 2e3);
    let said = |results: &Results| page(results, Lang::En).replace('\n', " ");
    let most = said(&results);
    assert!(
        most.contains("NOT AS EXACT AS ASKED FOR: after 100,000 futures"),
        "{most}"
    );
    assert!(most.contains("still larger than 0.125%:"), "{most}");
    results.run.stopped = Stopped::Interrupted;
    results.run.draws_asked = 100_000;
    let stopped = said(&results);
    assert!(
        stopped.contains("only 2,000 of at most 100,000 futures were"),
        "{stopped}"
    );
    assert!(stopped.contains("still larger than 0.125%:"), "{stopped}");
    let precision = results.run.precision.as_mut().expect("a precision");
    precision
        .reached
        .iter_mut()
        .for_each(|one| one.is_enough = true);
    results.run.stopped = Stopped::PrecisionReached;
    assert!(said(&results).contains("Run until the error of the municipality's mean outcome"));
}

#[test]
fn a_saving_that_may_be_a_loss_does_not_sound_certain() {
    let mut results = results();
    results.comparisons.truncate(1);
    results.comparisons[0].savings[0] = saving(Perspective::Municipality, 1e6, 4e6);
    let page = page(&results, Lang::Sv);
    assert!(
        page.contains("Det går inte att säga om kommunen tjänar eller förlorar på det."),
        "{page}"
    );
}

#[test]
fn a_chance_near_an_end_is_not_called_certain() {
    let mut results = results();
    results.comparisons.truncate(1);
    let saving = &mut results.comparisons[0].savings[0];
    saving.saving_probability = estimate(0.997);
    assert!(page(&results, Lang::Sv).contains("I mer än 99 av 100 lika troliga framtider"));
    let saving = &mut results.comparisons[0].savings[0];
    saving.saving_probability = estimate(1.0);
    assert!(page(&results, Lang::Sv).contains("I alla 2 000 framtider som räknades"));
}

#[test]
fn no_difference_is_told_as_no_difference() {
    let mut results = results();
    results.comparisons.truncate(1);
    for saving in &mut results.comparisons[0].savings {
        saving.net = Spread::default();
        saving.equally_likely_sek = vec![0.0; 100];
        saving.saving_probability = estimate(0.0);
    }
    let page = page(&results, Lang::Sv);
    assert!(
        page.contains("Det blir ingen skillnad alls för kommunen"),
        "{page}"
    );
    assert!(!page.contains("förlorar kommunen"));
}

#[test]
fn few_draws_make_the_answer_coarse() {
    let mut results = results();
    results.run.draws = 64;
    assert!(page(&results, Lang::Sv).contains("OBS: så få framtider är räknade"));
}

#[test]
fn cost_that_is_shifted_to_others_is_named() {
    let mut results = results();
    results.comparisons.truncate(1);
    results.comparisons[0].savings[1] = saving(Perspective::PublicSector, -1e6, 4e6);
    assert!(page(&results, Lang::Sv).contains("Kostnader flyttas till andra."));
}

#[test]
fn csv_and_json_are_the_same_every_time() {
    let results = results();
    let first = csv::write(&results).expect("CSV");
    assert_eq!(first, csv::write(&results).expect("CSV"));
    assert!(first.lines().all(|line| line.matches(',').count() >= 8));
    let json = json::write(&results).expect("JSON");
    let again: Results = serde_json::from_str(&json).expect("results");
    assert_eq!(again, results);
}

#[test]
fn the_english_page_reads_as_it_should() {
    insta::assert_snapshot!(page(&results(), Lang::En));
}
