//! What a calibration says of numbers and facts: warnings, grades, refusals, what is written.

use sim_core::analysis::{CalibrateMethod, CalibrateSettings, FactMistake, NotCalibrated, NotFree};
use sim_core::read::read_facts;
use sim_core::results::calibration::CalibrationWarning;

use crate::calibrating::{BENEFIT, SLOW_JOB, example, facts, run, settings};

#[test]
fn numbers_that_cannot_be_calibrated_are_told_all_at_once() {
    let reading = example(&[]);
    let counted = facts(&[("months_in_year", 5.4, "standard_error = 0.1")]);
    let names = [
        "segment.slow.hazard.jobb.per_month",
        "inflow.per_month",
        SLOW_JOB,
        SLOW_JOB,
    ];
    let asked = settings(64, CalibrateMethod::MonteCarlo);
    let Err(NotCalibrated::Numbers(problems)) = run(&reading, &counted, &names, asked) else {
        panic!("they cannot");
    };
    assert!(
        matches!(&problems[0], NotFree::Unknown { did_you_mean: Some(near), .. } if near == SLOW_JOB)
    );
    let address = |address: &str| address.to_owned();
    assert_eq!(
        problems[1],
        NotFree::Fixed {
            address: address("inflow.per_month")
        }
    );
    assert_eq!(
        problems[2],
        NotFree::Twice {
            address: address(SLOW_JOB)
        }
    );
}

#[test]
fn facts_that_cannot_be_used_are_told_all_at_once() {
    let text = r#"
        utfall_facts = 1
        [fact.error]
        quantity = "months_in_year"
        value = 5.4
        unit = "households"
        population = "all"
        year = 2024
        [fact.share]
        quantity = "ten_months_share"
        value = 38
        standard_error = 0.1
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
        spell_ends_after_months = 2
        unit = "households"
        population = "unemployment"
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
    let counted = read_facts("facts.toml", text)
        .facts
        .expect("it can be read");
    let asked = settings(64, CalibrateMethod::MonteCarlo);
    let found = run(&example(&[]), &counted, &[SLOW_JOB], asked);
    let Err(NotCalibrated::Facts(problems)) = found else {
        panic!("they cannot");
    };
    let told: Vec<(&str, &FactMistake)> = problems
        .iter()
        .map(|problem| (problem.id.as_str(), &problem.mistake))
        .collect();
    let impossible = FactMistake::Impossible {
        value: 38.0,
        low: 0.0,
        high: Some(1.0),
    };
    let prices = FactMistake::NoPriceIndex {
        from: 2016,
        to: 2024,
    };
    let source = FactMistake::UnknownSource {
        id: "nobody".to_owned(),
    };
    assert_eq!(
        told,
        [
            ("error", &FactMistake::NoError),
            ("share", &impossible),
            ("persons", &FactMistake::NumberOfPersons),
            ("rule", &FactMistake::OtherSpellRule { months: 2 }),
            ("prices", &prices),
            ("prices", &source),
        ]
    );
}

#[test]
fn facts_that_contradict_each_other_are_told() {
    let reading = example(&[]);
    let counted = facts(&[
        ("months_in_year", 5.2, "standard_error = 0.05"),
        ("months_in_year", 5.8, "standard_error = 0.05"),
    ]);
    let asked = settings(640, CalibrateMethod::MonteCarlo);
    let found = run(&reading, &counted, &[SLOW_JOB], asked).expect("a posterior");
    let is_told = |warning: &CalibrationWarning| {
        matches!(warning, CalibrationWarning::FactsContradict { .. })
    };
    assert!(found.warnings.iter().any(is_told), "{:?}", found.warnings);
    // 0.6 apart, each with a standard error of 0.05: at least 0.6^2 / (2 * 0.05^2) = 72, less what Monte Carlo adds to the errors.
    let among = found
        .agreement
        .among_facts
        .expect("more facts than numbers");
    assert!(among.value > 30.0 && among.value < 73.0, "{among:?}");
    assert!(
        found.numbers[0]
            .grade
            .is_some_and(|grade| grade.word() == "D")
    );
}

#[test]
fn facts_far_from_what_the_scenario_held_for_likely_are_told() {
    let reading = example(&[]);
    let counted = facts(&[("months_in_year", 7.5, "standard_error = 0.1")]);
    let asked = settings(640, CalibrateMethod::MonteCarlo);
    let found = run(&reading, &counted, &[SLOW_JOB], asked).expect("a posterior");
    let expected = CalibrationWarning::FactsAgainstScenario {
        facts: vec!["f0".to_owned()],
    };
    assert!(found.warnings.contains(&expected), "{:?}", found.warnings);
    assert_eq!(found.agreement.among_facts, None);
}

#[test]
fn a_number_of_a_design_is_not_identified_by_facts_about_today() {
    let reading = example(&[]);
    let counted = facts(&[("months_in_year", 5.4, "standard_error = 0.1")]);
    let design = "design.monthly_meetings.effect.meetings.hazard_ratio";
    let asked = settings(640, CalibrateMethod::MonteCarlo);
    let found = run(&reading, &counted, &[design, SLOW_JOB], asked).expect("a posterior");
    let [effect, job] = &found.numbers[..] else {
        panic!("two numbers");
    };
    assert!(
        !effect.is_identified && job.is_identified,
        "{:?}",
        found.numbers
    );
    assert!((effect.posterior.p50 - effect.prior.p50).abs() < 0.3 * effect.prior.sd);
    // What the facts say nothing of keeps its grade; what came through a model is no better than C.
    assert_eq!(effect.grade, effect.grade_before);
    let address = design.to_owned();
    let expected = CalibrationWarning::NotIdentified { address };
    assert!(found.warnings.contains(&expected), "{:?}", found.warnings);
}

/// A rate with a standard deviation of 2.56 and a fact about twelve of them with error e: with a straight line through normals
/// (12 * 2.56)^2 / ((12 * 2.56)^2 + e^2) of the variance is settled: 0.37 at 40, 0.27 at 50.
#[test]
fn a_grade_is_raised_only_where_the_facts_settle_a_third_of_the_variance() {
    let graded = |grade: &str, error: u32| {
        let rate = format!(
            "per_month = {{ p05 = 36, p50 = 40, p95 = 44.44444444444444, grade = \"{grade}\" }}"
        );
        let reading = example(&[("per_month = 40", &rate)]);
        let counted = facts(&[("new_in_year", 480.0, &format!("standard_error = {error}"))]);
        let asked = settings(1024, CalibrateMethod::Exact);
        let found = run(&reading, &counted, &["inflow.per_month"], asked).expect("a posterior");
        found.numbers[0].grade.expect("a grade").word()
    };
    assert_eq!(graded("D", 40), "C");
    assert_eq!(graded("D", 50), "D");
    assert_eq!(graded("A", 50), "C");
}

/// Two hazards that shorten the same stays: what is known is their sum.
#[test]
fn numbers_known_only_together_are_written_with_their_correlation() {
    let reading = example(&[
        (
            "hazard.other_benefit.per_month = 0.015",
            "hazard.other_benefit.per_month = { p05 = 0.010, p50 = 0.015, p95 = 0.020 }",
        ),
        (
            "[intervention.work_placement]",
            "[correlation.both]\nbetween = [\"segment.slow.hazard.job.per_month\", \"segment.slow.hazard.other_benefit.per_month\", \"benefit.sek_per_month_on_assistance\"]\nrank = 0.2\n\n[intervention.work_placement]",
        ),
    ]);
    let other = "segment.slow.hazard.other_benefit.per_month";
    let counted = facts(&[("ten_months_share", 0.22, "standard_error = 0.004")]);
    let asked = CalibrateSettings {
        cohorts: 16,
        ..settings(768, CalibrateMethod::MonteCarlo)
    };
    let found = run(&reading, &counted, &[SLOW_JOB, other], asked).expect("a posterior");
    let pair = &found.correlations[0];
    assert!((pair.before - 0.2).abs() < 1e-9, "{pair:?}");
    assert!(pair.after < -0.2, "{pair:?}");
    // The group had three pairs; the first of them takes its id, the others keep their rank.
    let written = &found.written_correlations;
    assert_eq!(written.len(), 3, "{written:?}");
    assert!(written[0].is_override && written[0].id == "both");
    let own = written
        .iter()
        .find(|pair| !pair.between.contains(&BENEFIT.to_owned()));
    assert!((own.expect("the pair").rank - pair.after).abs() < 1e-3);
    let kept = written.iter().filter(|pair| pair.rank == 0.2);
    assert_eq!(kept.count(), 2, "{written:?}");
}
