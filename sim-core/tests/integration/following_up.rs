//! Predictions: what they say, the register that keeps them, and how good they were.

use sim_core::analysis::{
    ActualMonth, LineProblem, NotFollowed, Register, RegisterBroken, Registered, crps, follow_up,
    pit, predict,
};
use sim_core::engine::observer::{GoOn, Observer, Silent};
use sim_core::engine::run::{RunError, Settings};
use sim_core::math::{exp, normal_cdf, normal_quantile, sqrt};
use sim_core::results::follow_up::Verdict;
use sim_core::results::prediction::{
    Date, Forecast, MonthlyQuantiles, PREDICTION_FORMAT, Prediction,
};
use sim_core::scenario::text::Bilingual;

use crate::comparing::{MONEY, scenario_and_plan};

const MADE_ON: Date = Date {
    year: 2027,
    month: 3,
    day: 15,
};

fn settings(draws: u64) -> Settings {
    Settings {
        draws,
        seed: 1,
        threads: Some(2),
    }
}

fn predicted(design: &str, draws: u64) -> Prediction {
    let (scenario, plan) = scenario_and_plan(MONEY);
    let position = plan.ways.iter().position(|way| *way.id == *design);
    let position = position.expect("the design");
    predict(
        (&plan, &scenario),
        position,
        MADE_ON,
        settings(draws),
        &Silent,
    )
    .expect("a prediction")
}

fn levels() -> Vec<f64> {
    (1..40).map(|at| f64::from(at) / 40.0).collect()
}

/// Returns a prediction in which every month is normal around a mean.
fn normal(means: &[f64], sd: f64) -> Prediction {
    let series = |scale: f64| MonthlyQuantiles {
        mean: means.iter().map(|mean| mean * scale).collect(),
        quantiles: means
            .iter()
            .map(|mean| {
                let quantiles = levels().into_iter().map(normal_quantile);
                quantiles.map(|z| (mean + sd * z) * scale).collect()
            })
            .collect(),
    };
    let forecast = Forecast {
        households: series(1.0),
        paid_sek: series(10_000.0),
    };
    Prediction {
        utfall_prediction: PREDICTION_FORMAT,
        made_on: MADE_ON,
        title: Bilingual {
            sv: "Prov".to_owned(),
            en: "Proof".to_owned(),
        },
        municipality: None,
        scenario_hash: "0".repeat(64),
        program_version: "0.1.0".to_owned(),
        seed: 1,
        draws: 1000,
        design: "house".to_owned(),
        design_title: None,
        start: (2027, 3),
        levels: levels(),
        today: None,
        forecast,
    }
}

fn registered(prediction: &Prediction) -> Registered {
    Register::default().next_line(prediction).1
}

fn actual(months: &[((i32, u32), f64)]) -> Vec<ActualMonth> {
    let months = months.iter();
    months
        .map(|(month, households)| ActualMonth {
            month: *month,
            households: Some(*households),
            paid_sek: None,
        })
        .collect()
}

/// Returns the score of a normal forecast in closed form.
///
/// Gneiting and Raftery (2007), *Journal of the American Statistical Association* 102, 359-378,
/// section 4.2.
fn crps_of_normal(z: f64) -> f64 {
    let density = exp(-z * z / 2.0) / sqrt(2.0 * std::f64::consts::PI);
    z * (2.0 * normal_cdf(z) - 1.0) + 2.0 * density - 1.0 / sqrt(std::f64::consts::PI)
}

#[test]
fn the_score_of_a_normal_forecast_is_the_one_in_closed_form() {
    let quantiles: Vec<f64> = levels().into_iter().map(normal_quantile).collect();
    for z in [-3.0, -1.3, -0.2, 0.0, 0.5, 1.0, 2.0, 4.0] {
        let (found, expected) = (crps(&levels(), &quantiles, z), crps_of_normal(z));
        assert!(
            (found / expected - 1.0).abs() < 0.008,
            "{z}: {found} for {expected}"
        );
    }
    // A sure forecast scores how far off it is, on either side.
    for actual in [-2.0, 7.0] {
        let found = crps(&levels(), &[2.0; 39], actual);
        assert!((found - (actual - 2.0_f64).abs()).abs() < 1e-12);
    }
}

#[test]
fn the_place_in_the_forecast_is_known_as_far_as_the_quantiles_tell() {
    let quantiles: Vec<f64> = levels().into_iter().map(normal_quantile).collect();
    for z in [-1.7, -0.3, 0.0, 0.9] {
        let (low, high) = pit(&levels(), &quantiles, z);
        assert_eq!(low, high);
        assert!((low - normal_cdf(z)).abs() < 0.002, "{z}: {low}");
    }
    assert_eq!(pit(&levels(), &quantiles, -5.0), (0.0, 0.025));
    assert_eq!(pit(&levels(), &quantiles, 5.0), (0.975, 1.0));
    assert_eq!(pit(&[0.25, 0.5, 0.75], &[1.0, 1.0, 4.0], 1.0), (0.0, 0.5));
    assert_eq!(pit(&[0.25, 0.5, 0.75], &[0.0, 4.0, 4.0], 4.0), (0.5, 1.0));
    assert_eq!(pit(&[0.25, 0.5, 0.75], &[0.0, 4.0, 5.0], 4.0), (0.5, 0.5));
    assert_eq!(pit(&[0.25, 0.5, 0.75], &[0.0, 4.0, 5.0], 0.0), (0.25, 0.25));
    assert_eq!(pit(&[0.25, 0.5, 0.75], &[0.0, 4.0, 5.0], 5.0), (0.75, 0.75));
}

#[test]
fn months_inside_each_interval_are_counted_with_their_ends() {
    let prediction = normal(&[100.0; 5], 10.0);
    let (p90, p95) = (10.0 * normal_quantile(0.9), 10.0 * normal_quantile(0.95));
    let came = actual(&[
        ((2027, 3), 100.0),
        ((2027, 4), 100.0 - 10.0 * normal_quantile(0.75)),
        ((2027, 5), 100.0 + p90),
        ((2027, 6), 100.0 + p95),
        ((2027, 7), 100.0 + p95 + 0.1),
    ]);
    let found = follow_up(&registered(&prediction), &came).expect("scored");
    assert_eq!(found.paid_sek, None);
    let households = found.households.expect("scored");
    let inside: Vec<u32> = households.coverage.iter().map(|one| one.inside).collect();
    assert_eq!(inside, [2, 3, 4]);
    assert_eq!(households.verdict, Verdict::MostlyInside);
    assert_eq!(households.last_known, None);
    assert_eq!(
        (households.crps_last_known, households.crps_today),
        (None, None)
    );
    let mean: f64 = households.months.iter().map(|one| one.crps).sum::<f64>() / 5.0;
    assert_eq!(households.crps, mean);
    assert_eq!(households.months[0].pit, (0.5, 0.5));
}

#[test]
fn a_forecast_is_held_against_no_change_and_against_today() {
    let mut prediction = normal(&[100.0, 90.0, 80.0], 5.0);
    prediction.today = Some(normal(&[100.0; 3], 5.0).forecast);
    let came = actual(&[
        ((2027, 5), 81.0),
        ((2027, 1), 103.0),
        ((2027, 2), 102.0),
        ((2027, 3), 100.0),
        ((2027, 4), 91.0),
        ((2031, 1), 5.0),
    ]);
    let found = follow_up(&registered(&prediction), &came).expect("scored");
    assert_eq!(found.outside, [(2027, 1), (2027, 2), (2031, 1)]);
    let households = found.households.expect("scored");
    assert_eq!(households.last_known, Some(((2027, 2), 102.0)));
    assert_eq!(households.crps_last_known, Some((2.0 + 11.0 + 21.0) / 3.0));
    assert!(households.crps < 2.0, "{}", households.crps);
    assert!(households.crps_today.expect("today") > 6.0);
    assert_eq!(households.months[2].month, (2027, 5));
    let high = actual(&[((2027, 3), 200.0), ((2027, 4), 200.0)]);
    let high = follow_up(&registered(&prediction), &high).expect("scored");
    assert_eq!(
        high.households.expect("scored").verdict,
        Verdict::MostlyAbove
    );
}

#[test]
fn months_that_were_over_when_the_prediction_was_made_are_not_scored() {
    let mut prediction = normal(&[100.0; 4], 5.0);
    prediction.made_on.month = 5;
    let came = actual(&[((2027, 3), 90.0), ((2027, 4), 95.0), ((2027, 5), 100.0)]);
    let found = follow_up(&registered(&prediction), &came).expect("scored");
    assert_eq!(found.known_before, [(2027, 3), (2027, 4)]);
    let households = found.households.expect("scored");
    assert_eq!(households.months.len(), 1);
    assert_eq!(households.last_known, Some(((2027, 4), 95.0)));
    let early = follow_up(&registered(&prediction), &came[..2]);
    assert_eq!(early, Err(NotFollowed::AllKnownBefore));
    let other = actual(&[((2020, 1), 1.0)]);
    let other = follow_up(&registered(&prediction), &other);
    assert_eq!(other, Err(NotFollowed::NoMonthPredicted));
}

#[test]
fn a_prediction_is_what_the_simulation_pays_and_to_how_many() {
    let found = predicted("house", 128);
    assert!(found.is_whole());
    assert_eq!((found.start, found.last_month()), ((2027, 7), (2030, 6)));
    assert_eq!((found.draws, found.n_months()), (128, 36));
    let (scenario, plan) = scenario_and_plan(MONEY);
    let asked = sim_core::analysis::CompareSettings {
        draws: 128,
        seed: 1,
        threads: Some(1),
        designs: None,
    };
    let compared = sim_core::analysis::compare(&plan, &scenario, &asked, &Silent);
    let results = compared.expect("an answer").results;
    for (id, forecast) in [
        ("house", &found.forecast),
        ("today", &found.today.expect("today")),
    ] {
        let of = results
            .designs
            .iter()
            .find(|design| design.id == id)
            .expect("the design");
        for (mean, expected) in forecast
            .households
            .mean
            .iter()
            .zip(&of.people.on_assistance.mean)
        {
            assert!(
                (mean - expected).abs() <= 0.005 + 1e-9,
                "{mean} for {expected}"
            );
        }
        // Nominal benefit over the years is what the budget says that the municipality pays.
        let paid: f64 = forecast.paid_sek.mean.iter().sum();
        let lines = of.budget.lines.iter().filter(|line| {
            line.account == sim_core::scenario::money::Account::Municipality
                && line.kind == sim_core::scenario::money::FlowKind::Benefit
        });
        let booked: f64 = lines.map(|line| line.sek.mean).sum();
        assert!((paid + booked).abs() < 40.0, "{paid} and {booked}");
    }
    assert_eq!(predicted("today", 64).today, None);
}

/// Stops a run after its first batch.
struct Impatient;

impl Observer for Impatient {
    fn batch_finished(&self, _: u64, _: u64) -> GoOn {
        GoOn::No
    }
}

#[test]
fn a_prediction_of_fewer_draws_than_asked_for_is_none() {
    let (scenario, plan) = scenario_and_plan(MONEY);
    let found = predict((&plan, &scenario), 1, MADE_ON, settings(256), &Impatient);
    assert_eq!(found, Err(RunError::StoppedEmpty));
}

/// Returns a register of three predictions, as bytes and read.
fn register() -> (String, Register) {
    let mut text = String::new();
    for mean in [100.0, 90.5, 80.25] {
        let register = Register::read(text.as_bytes()).expect("sound");
        let (line, _) = register.next_line(&normal(&[mean, mean / 3.0], 7.0));
        text.push_str(&line);
    }
    let register = Register::read(text.as_bytes()).expect("sound");
    (text, register)
}

#[test]
fn a_register_reads_back_what_was_written() {
    let (text, register) = register();
    assert_eq!(register.predictions.len(), 3);
    assert_eq!(register.sound_bytes as usize, text.len());
    assert_eq!(
        register.predictions[1].prediction,
        normal(&[90.5, 90.5 / 3.0], 7.0)
    );
    let third = &register.predictions[2];
    assert_eq!(register.find("3"), Some(third));
    assert_eq!(register.find(&third.checksum[..12]), Some(third));
    assert_eq!(register.find("4"), None);
    assert_eq!(register.find(&third.checksum[..5]), None);
    let with_carriage_returns = text.replace('\n', "\r\n");
    let again = Register::read(with_carriage_returns.as_bytes()).expect("sound");
    assert_eq!(again.predictions, register.predictions);
}

#[test]
fn a_register_with_a_changed_line_is_refused_with_its_number() {
    let (text, _) = register();
    let lines: Vec<&str> = text.lines().collect();
    let refused = |lines: &[&str]| {
        let text = lines.join("\n") + "\n";
        Register::read(text.as_bytes()).expect_err("refused")
    };
    let at = |line: u64, what: LineProblem| RegisterBroken { line, what };
    let edited = lines[1].replacen("\"seed\":1", "\"seed\":2", 1);
    let found = refused(&[lines[0], &edited, lines[2]]);
    assert_eq!(found, at(2, LineProblem::Changed));
    assert_eq!(refused(&[lines[1], lines[2]]), at(1, LineProblem::NotNext));
    assert_eq!(refused(&[lines[0], lines[2]]), at(2, LineProblem::NotNext));
    assert_eq!(
        refused(&[lines[0], lines[2], lines[1]]),
        at(2, LineProblem::NotNext)
    );
    assert_eq!(refused(&[lines[0], lines[0]]), at(2, LineProblem::NotNext));
    assert_eq!(
        refused(&[lines[0], "", lines[1]]),
        at(2, LineProblem::NotAPrediction)
    );
    assert_eq!(
        refused(&["month;households"]),
        at(1, LineProblem::NotAPrediction)
    );
    // An editor of the first line who also mends its checksum breaks the second.
    let mended = Register::default().next_line(&normal(&[70.0, 20.0], 7.0)).0;
    let found = refused(&[mended.trim_end(), lines[1], lines[2]]);
    assert_eq!(found, at(2, LineProblem::NotNext));
}

#[test]
fn a_line_that_was_never_finished_counts_as_missing() {
    let (text, whole) = register();
    let third = text
        .lines()
        .take(2)
        .map(|line| line.len() + 1)
        .sum::<usize>();
    for cut in [third + 1, third + 500, text.len() - 2] {
        let found = Register::read(&text.as_bytes()[..cut]).expect("sound");
        assert_eq!(found.predictions, whole.predictions[..2]);
        assert_eq!(
            (found.sound_bytes as usize, found.torn_bytes as usize),
            (third, cut - third)
        );
    }
    // Only the end of the line is missing: all of it is there.
    let found = Register::read(&text.as_bytes()[..text.len() - 1]).expect("sound");
    assert_eq!((found.predictions.len(), found.ends_with_line), (3, false));
    assert_eq!(Register::read(b"").expect("empty").predictions, []);
}

#[test]
fn a_date_is_written_as_people_sort_it() {
    assert_eq!(MADE_ON.to_string(), "2027-03-15");
    assert_eq!(Date::try_from("2027-03-15".to_owned()), Ok(MADE_ON));
    for wrong in [
        "2027-13-01",
        "2027-00-01",
        "2027-3",
        "15/3 2027",
        "2027-03-32",
    ] {
        assert!(Date::try_from(wrong.to_owned()).is_err(), "{wrong}");
    }
}
