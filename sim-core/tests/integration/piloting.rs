//! A pilot inside a model so simple that its households' fate is known.

use sim_core::analysis::{NotPiloted, PilotSettings, pilot, two_proportion_power};
use sim_core::engine::observer::Silent;
use sim_core::math::exp;
use sim_core::results::perspective::Perspective;
use sim_core::results::pilot::{Pilot, PilotAllocation, PilotOutcome, PilotShows};

use crate::comparing::scenario_and_plan;
use crate::ready::Ready;

/// One hazard of job, and a design that multiplies it by something unknown and costs about as much as it saves.
const TEXT: &str = r#"
utfall = 1
[about]
title = { sv = "T", en = "T" }
start = "2027-01"
horizon_months = 30
price_year = 2026
[benefit]
sek_per_month_on_assistance = 8000
[inflow]
per_month = 20
[segment.slow]
share_of_new = 1
hazard.job.per_month = 0.05
hazard.permanent.per_month = 0.0001
[design.today]
[design.better]
based_on = "today"
effect.it.hazard_ratio = { p05 = 0.8, p50 = 1.5, p95 = 2.8 }
running.it = { sek_per_month = 240000, payer = "municipality" }
"#;

const HALF_A_YEAR: PilotSettings = PilotSettings {
    design: None,
    arms: (50, 50),
    months: 6,
    allocation: PilotAllocation::EverySecond,
    contamination_share: 0.0,
    drop_out_share: 0.0,
    cost_sek: 0.0,
    cost_sek_per_household: 0.0,
    outcome: PilotOutcome::SelfSupport,
    perspective: Perspective::Municipality,
    threads: Some(2),
};

fn piloted(text: &str, draws: u64, settings: &PilotSettings) -> Result<Pilot, NotPiloted> {
    let ready = Ready::of(text);
    pilot(&ready.drawn(draws), settings, &Silent)
}

fn shows(found: &Pilot, outcome: PilotOutcome) -> PilotShows {
    let mut all = found.shows.iter();
    *all.find(|it| it.outcome == outcome).expect("shown")
}

#[test]
fn households_of_a_pilot_fare_as_the_hazards_say_and_larger_pilots_are_worth_more() {
    let found = piloted(TEXT, 512, &HALF_A_YEAR).expect("enough draws");
    let in_job = shows(&found, PilotOutcome::SelfSupport);
    // Nobody comes back from a job here.
    let expected = 1.0 - exp(-0.05 * 6.0);
    assert!((in_job.today_share - expected).abs() < 0.003, "{in_job:?}");
    // The hazard ratio of every draw is known too.
    let (_, plan) = scenario_and_plan(TEXT);
    let numbers = &plan.numbers;
    let mut slots = numbers.uncertain.iter();
    let is_ratio = |slot: &u32| {
        numbers.slots[*slot as usize]
            .address
            .contains("hazard_ratio")
    };
    let position = slots.position(is_ratio).expect("uncertain");
    let differences = (0..512).map(|draw| {
        let mut values = Vec::new();
        plan.sampler.draw(1, draw, &mut values);
        exp(-0.3) - exp(-0.3 * values[position])
    });
    let mean = differences.sum::<f64>() / 512.0;
    assert!(
        (in_job.difference.mean - mean).abs() < 0.003,
        "{in_job:?} {mean}"
    );
    let formula = two_proportion_power([expected + in_job.difference.mean, expected], [50.0; 2]);
    assert!((in_job.power_by_formula - formula).abs() < 0.01);
    assert_eq!(found.recruiting_months, Some(5.0));
    let seen = &found.seen[0];
    assert!(seen.worth.sek > 3.0 * seen.worth.mc_se);
    assert!(seen.worth.sek < seen.perfect.sek);
    assert!(seen.wrong_after.value < seen.wrong_now.value);
    let of_size = |own: u32| {
        let mut sizes = seen.sizes.iter();
        let found = sizes.find(|size| size.arms == (own, own) && size.months == 6);
        found.expect("tried").worth
    };
    assert!(of_size(25).sek < of_size(200).sek && of_size(200).sek < of_size(1600).sek);
    assert_eq!(of_size(50), seen.worth);
    let room = 3.0 * (of_size(1600).mc_se + seen.perfect.mc_se);
    assert!((of_size(1600).sek - seen.perfect.sek).abs() < room);
    // What costs nothing pays in the smallest size; what costs more than everything never does.
    assert_eq!(seen.smallest, Some(0));
}

#[test]
fn contamination_and_drop_out_make_a_pilot_worth_less_and_a_dear_one_never_pays() {
    let dear = PilotSettings {
        cost_sek: 2_000_000.0,
        contamination_share: 0.4,
        drop_out_share: 0.3,
        ..HALF_A_YEAR
    };
    let found = piloted(TEXT, 512, &dear).expect("enough draws");
    let plain = piloted(TEXT, 512, &HALF_A_YEAR).expect("enough draws");
    assert_eq!(found.seen[0].smallest, None);
    let (found_worth, plain_worth) = (found.seen[0].worth, plain.seen[0].worth);
    // So few draws tell the value to a fifth only; what the pilot shows is told exactly enough below.
    let off = 2.0 * (found_worth.mc_se + plain_worth.mc_se);
    assert!(
        found_worth.sek < plain_worth.sek + off,
        "{found_worth:?} {plain_worth:?}"
    );
    for (less, more) in found.shows.iter().zip(&plain.shows) {
        assert!(less.power.value < more.power.value, "{less:?}");
        assert!(less.interval_width >= more.interval_width);
    }
    assert!((found.seen[0].net_sek - (found.seen[0].worth.sek - 2_000_000.0)).abs() < 1e-6);
}

#[test]
fn a_pilot_that_cannot_be_simulated_is_refused_with_what_would_do() {
    let long = PilotSettings {
        months: 40,
        ..HALF_A_YEAR
    };
    let refused = piloted(TEXT, 512, &long);
    assert_eq!(refused, Err(NotPiloted::TooLong { most_months: 29 }));
    let id = "worse".to_owned();
    let unknown = PilotSettings {
        design: Some(id.clone()),
        ..HALF_A_YEAR
    };
    let known = vec!["better".to_owned()];
    let refused = piloted(TEXT, 512, &unknown);
    assert_eq!(refused, Err(NotPiloted::UnknownDesign { id, known }));
    let refused = piloted(TEXT, 400, &HALF_A_YEAR);
    let draws_needed = 512;
    assert_eq!(refused, Err(NotPiloted::TooFewDraws { draws_needed }));
}
