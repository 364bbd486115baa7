//! Uncertain numbers calibrated to facts: known answers, warnings, and what must not show.

use std::cell::Cell;
use std::path::PathBuf;

use sim_core::analysis::{CalibrateMethod, CalibrateSettings, NotCalibrated, calibrate};
use sim_core::compile::compile;
use sim_core::compile::plan::Plan;
use sim_core::diagnostic::Unreadable;
use sim_core::engine::draw::{Replicate, prepare, simulate_at};
use sim_core::engine::observer::{GoOn, Observer, Silent};
use sim_core::math::{exp, ln};
use sim_core::read::{Reading, read_facts, read_scenario};
use sim_core::results::calibration::{Calibration, CalibrationWarning};
use sim_core::results::run::Stopped;
use sim_core::scenario::facts::Facts;
use sim_core::tally::probes::Probes;

use crate::ready::reading_of;
use crate::simulate::text;

pub const SLOW_JOB: &str = "segment.slow.hazard.job.per_month";
pub const BENEFIT: &str = "benefit.sek_per_month_on_assistance";

/// Returns the teaching example with some lines replaced.
pub fn example(changes: &[(&str, &str)]) -> Reading {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../scenarios");
    let reading = read_scenario("larexempel.toml", &mut |path| {
        let text = std::fs::read_to_string(folder.join(path))
            .map_err(|why| Unreadable::Refused(why.to_string()))?;
        Ok(changes.iter().fold(text, |text, (from, to)| {
            assert!(text.contains(from), "{from}");
            text.replace(from, to)
        }))
    });
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    reading
}

pub fn plan(reading: &Reading) -> Plan {
    let scenario = reading.scenario.as_ref().expect("a sound scenario");
    compile(scenario, &reading.resolved).expect("it compiles")
}

/// Returns facts about households of 2024: quantity, value, further keys.
pub fn facts(all: &[(&str, f64, &str)]) -> Facts {
    let each = all.iter().enumerate().map(|(at, (quantity, value, more))| {
        format!(
            "[fact.f{at}]\nquantity = \"{quantity}\"\nvalue = {value}\nunit = \"households\"\n\
             population = \"all\"\nyear = 2024\n{more}\n"
        )
    });
    let text = format!("utfall_facts = 1\n{}", each.collect::<String>());
    let reading = read_facts("facts.toml", &text);
    assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    reading.facts.expect("sound facts")
}

pub fn settings(draws: u64, method: CalibrateMethod) -> CalibrateSettings {
    CalibrateSettings {
        draws,
        cohorts: 4,
        seed: 1,
        threads: Some(2),
        method,
    }
}

pub fn run(
    reading: &Reading,
    facts: &Facts,
    names: &[&str],
    settings: CalibrateSettings,
) -> Result<Calibration, NotCalibrated> {
    let plan = plan(reading);
    let scenario = reading.scenario.as_ref().expect("a sound scenario");
    let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let about = (&plan, scenario, &reading.resolved);
    calibrate(about, facts, &names, settings, &Silent)
}

/// New applications have a mean of twelve monthly rates, and the rate is lognormal: one integral gives the posterior.
#[test]
fn the_posterior_of_an_inflow_is_the_integral_worked_out_by_hand() {
    let reading = example(&[(
        "per_month = 40",
        "per_month = { p05 = 36, p50 = 40, p95 = 44.44444444444444 }",
    )]);
    let counted = facts(&[("new_in_year", 528.0, "standard_error = 12")]);
    let asked = settings(1024, CalibrateMethod::Exact);
    let found = run(&reading, &counted, &["inflow.per_month"], asked).expect("a posterior");
    let sd = ln(44.444_444_444_444_44 / 40.0) / 1.644_853_626_951_472_7;
    let (mut all, mut first, mut second) = (0.0, 0.0, 0.0);
    for step in -8000..=8000 {
        let z = f64::from(step) / 1000.0;
        let rate = 40.0 * exp(sd * z);
        let off = (528.0 - 12.0 * rate) / 12.0;
        let weight = exp(-0.5 * (z * z + off * off));
        all += weight;
        first += weight * rate;
        second += weight * rate * rate;
    }
    let (mean, square) = (first / all, second / all);
    let right = (square - mean * mean).sqrt();
    let posterior = &found.numbers[0].posterior;
    assert!(
        (posterior.mean - mean).abs() < 0.1 * right,
        "{} {mean}",
        posterior.mean
    );
    assert!(
        (posterior.sd / right - 1.0).abs() < 0.1,
        "{} {right}",
        posterior.sd
    );
    assert!(found.sampling.is_converged, "{:?}", found.sampling);
    assert_eq!(found.run.exact_facts, ["f0"]);
    assert!(found.warnings.is_empty(), "{:?}", found.warnings);
    // The scenario's own test: what fact and prior together miss by at the least.
    let missed = (-8000..=8000).map(|step| {
        let z = f64::from(step) / 1000.0;
        let off = (528.0 - 12.0 * 40.0 * exp(sd * z)) / 12.0;
        z * z + off * off
    });
    let (missed, told) = (missed.fold(f64::INFINITY, f64::min), found.agreement);
    let with_prior = told.with_prior;
    assert!(missed > 1.0, "or the prior would not show: {missed}");
    assert!(
        (with_prior.value - missed).abs() < 0.01,
        "{with_prior:?} {missed}"
    );
    assert_eq!((with_prior.degrees, told.among_facts), (1.0, None));
}

/// Every household's months are known: those of each segment leave on the same day.
#[test]
fn facts_about_months_are_counted_as_by_hand() {
    let groups = [(2.5, 10), (3.5, 20), (8.5, 30), (9.5, 15), (20.0, 25)];
    let mut body = String::new();
    for (months, households) in groups {
        let (name, days) = (format!("g{households}"), months * 30.4375);
        body.push_str(&format!(
            "[segment.{name}]\nshare_of_new = 0.2\nhazard.permanent.per_month = 0\n\
             hazard.job.per_month = {{ p05 = 1e-9, p50 = 2e-9, p95 = 3e-9 }}\n\
             [list.{name}]\nhouseholds = {households}\nsegment_share = {{ {name} = 1 }}\n\
             begins_in = \"intake\"\n\
             [intervention.{name}]\nduration_days = {days}\noutcome_share = {{ moved = 1 }}\n\
             [design.today.menu.{name}]\n{name} = 1\n"
        ));
    }
    // Those who stay 2.5 months are on assistance in three, and so on; the last all year.
    let expected = [
        ("months_in_year", 8.3),
        ("ten_months_share", 0.4),
        ("under_four_months_share", 0.1),
        ("households_in_year", 100.0),
        ("households_in_month", 830.0 / 12.0),
        ("paid_sek_in_year", 792.5 * 10_000.0),
        ("sek_per_year_any_payment", 7.925 * 10_000.0),
    ];
    let more = "standard_error = 0.01\nprice_year = 2026";
    let counted = expected.map(|(quantity, value)| (quantity, value, more));
    let asked = settings(64, CalibrateMethod::MonteCarlo);
    let reading = reading_of(&text(24, &body));
    let names = ["segment.g10.hazard.job.per_month"];
    let found = run(&reading, &facts(&counted), &names, asked).expect("a posterior");
    for (fact, (quantity, value)) in found.facts.iter().zip(expected) {
        let off = fact.prior.mean / value - 1.0;
        assert!(
            off.abs() < 1e-9,
            "{quantity}: {} is not {value}",
            fact.prior.mean
        );
    }
}

/// Facts counted by the engine itself at values that the calibration does not know.
#[test]
fn values_that_facts_were_made_from_are_found_again() {
    let reading = example(&[]);
    let plan = plan(&reading);
    let prepared = prepare(&plan, &[0]);
    let mut values = plan.numbers.central();
    for (address, value) in [(SLOW_JOB, 0.0175), (BENEFIT, 12_000.0)] {
        let slots = &plan.numbers.slots;
        let slot = slots.iter().position(|slot| *slot.address == *address);
        values[slot.expect("a number")] = value;
    }
    let (mut months, mut households, mut ten, mut days) = (0, 0, 0, 0.0);
    const DRAWS: u64 = 60;
    for draw in 0..DRAWS {
        let at = (99, draw);
        let outcome = simulate_at(&plan, &prepared, at, Replicate::default(), values.clone());
        let today = &outcome.ways[0];
        let year = &today.probes.months_in_year[0];
        months += year
            .iter()
            .enumerate()
            .map(|(m, n)| m as i64 * n)
            .sum::<i64>();
        households += year[1..].iter().sum::<i64>();
        ten += year[10..].iter().sum::<i64>();
        for segment in 0..2 {
            days += (0..12)
                .map(|m| today.tally.benefit_days(segment, m))
                .sum::<f64>();
        }
    }
    let share = |of: i64| of as f64 / households as f64;
    let paid = days / DRAWS as f64 / 30.4375 * 12_000.0;
    let counted = facts(&[
        ("months_in_year", share(months), "standard_error = 0.05"),
        ("ten_months_share", share(ten), "standard_error = 0.01"),
        ("paid_sek_in_year", paid, "standard_error = 5e5"),
    ]);
    let asked = settings(1024, CalibrateMethod::MonteCarlo);
    let found = run(&reading, &counted, &[SLOW_JOB, BENEFIT], asked).expect("a posterior");
    for (number, truth) in found.numbers.iter().zip([0.0175, 12_000.0]) {
        let (known, of) = (&number.posterior, &number.address);
        assert!(
            (known.p50 - truth).abs() < 2.0 * known.sd,
            "{of}: {known:?}"
        );
        assert!(number.sd_ratio < 0.75, "{of}: {}", number.sd_ratio);
    }
    assert!(found.sampling.effective > 100.0, "{:?}", found.sampling);
    assert!(found.agreement.with_prior.p > 0.01, "{:?}", found.agreement);
}

/// Each remaining kind of fact, as the engine itself counts it at central values.
#[test]
fn kinds_of_facts_are_counted_as_the_engine_counts_them() {
    const DRAWS: u64 = 40;
    let reading = example(&[]);
    let plan = plan(&reading);
    let prepared = prepare(&plan, &[0]);
    let mut pooled = Probes::new(
        plan.calendar.years.len(),
        plan.probes.len(),
        plan.watches.len(),
    );
    let values = plan.numbers.central();
    for draw in 0..DRAWS {
        let at = (99, draw);
        let outcome = simulate_at(&plan, &prepared, at, Replicate::default(), values.clone());
        pooled.add(&outcome.ways[0].probes);
    }
    let share = |part: i64, whole: i64| part as f64 / whole as f64;
    let year = &pooled.months_in_year[0];
    let households: i64 = year[1..].iter().sum();
    let expected = [
        (
            "under_four_months_share",
            share(year[1..4].iter().sum(), households),
        ),
        (
            "spells_over_twelve_share",
            share(pooled.spells_over_twelve, pooled.spells_followed),
        ),
        (
            "returns_within_three_share",
            share(pooled.returned_within_three, pooled.spells_ended),
        ),
        ("households_in_year", households as f64 / DRAWS as f64),
    ];
    let counted = expected.map(|(quantity, value)| {
        let error = match value > 1.0 {
            true => "standard_error = 20",
            false => "standard_error = 0.05",
        };
        (quantity, value, error)
    });
    let asked = settings(64, CalibrateMethod::MonteCarlo);
    let found = run(&reading, &facts(&counted), &[SLOW_JOB], asked).expect("a posterior");
    for (fact, (quantity, value)) in found.facts.iter().zip(expected) {
        let off = fact.prior.mean / value - 1.0;
        assert!(off.abs() < 0.15, "{quantity}: {off} of {value}");
    }
}

#[test]
fn the_number_of_threads_does_not_show() {
    let reading = example(&[]);
    let counted = facts(&[("months_in_year", 5.4, "add_luck = true")]);
    let with = |threads: usize| {
        let asked = CalibrateSettings {
            threads: Some(threads),
            ..settings(256, CalibrateMethod::MonteCarlo)
        };
        run(&reading, &counted, &[SLOW_JOB], asked).expect("a posterior")
    };
    let one = with(1);
    assert_eq!(one, with(2));
    assert_eq!(one, with(3));
}

/// Says stop when so many are finished.
struct StopAt(u64, Cell<u64>);

impl Observer for StopAt {
    fn batch_finished(&self, draws: u64, _: u64) -> GoOn {
        self.1.set(draws);
        match draws < self.0 {
            true => GoOn::Yes,
            false => GoOn::No,
        }
    }
}

#[test]
fn a_run_that_is_stopped_says_what_its_finished_batches_say() {
    let reading = example(&[]);
    let plan = plan(&reading);
    let scenario = reading.scenario.as_ref().expect("a sound scenario");
    let counted = facts(&[("months_in_year", 5.4, "standard_error = 0.1")]);
    let stop = StopAt(128, Cell::new(0));
    let found = calibrate(
        (&plan, scenario, &reading.resolved),
        &counted,
        &[SLOW_JOB.to_owned()],
        settings(1024, CalibrateMethod::MonteCarlo),
        &stop,
    )
    .expect("what was finished");
    assert_eq!(found.run.stopped, Stopped::Interrupted);
    assert_eq!((found.run.draws, found.run.draws_asked), (128, 1024));
    assert!(!found.sampling.is_converged);
    assert!(found.warnings.contains(&CalibrationWarning::NotConverged));
}

/// Both engines answer the same question, one with Monte Carlo error and one without.
#[test]
fn expected_values_and_cohorts_give_the_same_posterior() {
    let reading = example(&[]);
    let counted = facts(&[
        ("households_in_month", 300.0, "standard_error = 12"),
        ("paid_sek_in_year", 38e6, "standard_error = 2e6"),
    ]);
    let with = |method| {
        let asked = CalibrateSettings {
            cohorts: 32,
            ..settings(320, method)
        };
        run(&reading, &counted, &[SLOW_JOB, BENEFIT], asked).expect("a posterior")
    };
    let (exact, cohorts) = (
        with(CalibrateMethod::Auto),
        with(CalibrateMethod::MonteCarlo),
    );
    assert_eq!(exact.run.exact_facts, ["f0", "f1"]);
    assert!(cohorts.run.exact_facts.is_empty());
    for (a, b) in exact.numbers.iter().zip(&cohorts.numbers) {
        let off = (a.posterior.mean - b.posterior.mean) / a.posterior.sd;
        assert!(off.abs() < 0.5, "{}: {off}", a.address);
    }
    let error = |found: &Calibration| found.facts[0].error.monte_carlo;
    assert!(error(&exact) < 0.5 * error(&cohorts));
}
