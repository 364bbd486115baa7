//! The same draws whatever the order of work and the number of threads, and others for another seed.

use sim_core::compile::plan::Plan;
use sim_core::engine::draw::{Prepared, Replicate, prepare, simulate_at, simulate_draw};
use sim_core::engine::observer::{GoOn, Observer, Silent};
use sim_core::engine::run::{BATCH, RunError, Settings, run_draws};
use sim_core::tally::outcome::DrawOutcome;

use crate::laws::RICH;
use crate::simulate::{SEED, plan_of};

/// Enough draws for a batch and a part of a second.
const N_DRAWS: u64 = BATCH + 9;

fn ready() -> (Plan, Prepared) {
    let plan = plan_of(RICH);
    let ways: Vec<usize> = (0..plan.ways.len()).collect();
    let prepared = prepare(&plan, &ways);
    (plan, prepared)
}

fn run(
    plan: &Plan,
    prepared: &Prepared,
    threads: usize,
    seed: u64,
    draws: u64,
) -> Vec<DrawOutcome> {
    let threads = Some(threads);
    let settings = Settings {
        draws,
        seed,
        threads,
    };
    let mut kept = Vec::new();
    let make = |draw| simulate_draw(plan, prepared, seed, draw, Replicate::default());
    let n_made = run_draws(settings, &Silent, make, |outcome| kept.push(outcome));
    assert_eq!(n_made, Ok(draws));
    kept
}

#[test]
fn draws_are_the_same_on_1_2_3_and_8_threads_and_others_under_another_seed() {
    let (plan, prepared) = ready();
    let one = run(&plan, &prepared, 1, SEED, N_DRAWS);
    assert_eq!(one.len() as u64, N_DRAWS);
    for threads in [2, 3, 8] {
        assert!(
            run(&plan, &prepared, threads, SEED, N_DRAWS) == one,
            "{threads} threads"
        );
    }
    let other = run(&plan, &prepared, 2, SEED + 1, N_DRAWS);
    for (one, other) in one.iter().zip(&other) {
        assert_ne!(one.values, other.values);
        assert_ne!(one.ways[0].tally, other.ways[0].tally);
    }
    // Draws differ from each other too, and come in order.
    for pair in one.windows(2) {
        assert_eq!(pair[0].draw + 1, pair[1].draw);
        assert_ne!(pair[0].ways[0].tally, pair[1].ways[0].tally);
    }
}

#[test]
fn a_draw_depends_on_its_number_and_on_no_draw_before_it() {
    let (plan, prepared) = ready();
    let make = |draw| simulate_draw(&plan, &prepared, SEED, draw, Replicate::default());
    let in_order: Vec<DrawOutcome> = (0..6).map(make).collect();
    for draw in [5, 0, 3, 3, 1] {
        assert_eq!(make(draw), in_order[draw as usize]);
    }
    // Preparing again, or in another process, changes nothing.
    let (plan, prepared) = ready();
    let again = simulate_draw(&plan, &prepared, SEED, 4, Replicate::default());
    assert_eq!(again, in_order[4]);
    // A draw far away is reached directly.
    let far = |draw| simulate_draw(&plan, &prepared, SEED, draw, Replicate::default());
    assert_eq!(far(1 << 40), far(1 << 40));
    assert_ne!(far(1 << 40).ways, far((1 << 40) + 1).ways);
}

/// Says stop after so many batches.
struct StopAfter(u64);

impl Observer for StopAfter {
    fn batch_finished(&self, done: u64, _: u64) -> GoOn {
        if done >= self.0 * BATCH {
            GoOn::No
        } else {
            GoOn::Yes
        }
    }
}

#[test]
fn a_run_that_is_stopped_is_the_beginning_of_the_whole_one() {
    let (plan, prepared) = ready();
    let whole = run(&plan, &prepared, 2, SEED, N_DRAWS);
    let settings = Settings {
        draws: N_DRAWS,
        seed: SEED,
        threads: Some(3),
    };
    let mut kept = Vec::new();
    let make = |draw| simulate_draw(&plan, &prepared, SEED, draw, Replicate::default());
    let n_made = run_draws(settings, &StopAfter(1), make, |outcome| kept.push(outcome));
    assert_eq!(n_made, Ok::<u64, RunError>(BATCH));
    assert_eq!(kept[..], whole[..BATCH as usize]);
}

#[test]
fn a_second_cohort_has_the_same_parameters_and_world_and_other_luck() {
    let (plan, prepared) = ready();
    let of = |world, cohort| simulate_draw(&plan, &prepared, SEED, 2, Replicate { world, cohort });
    let (first, second) = (of(0, 0), of(0, 1));
    assert_eq!(first.values, second.values);
    assert_ne!(first.ways[0].tally, second.ways[0].tally);
    // The same world: designs are discontinued in the same month, whoever comes.
    let months = |outcome: &DrawOutcome| -> Vec<f64> {
        outcome
            .ways
            .iter()
            .map(|way| way.discontinued_at_month)
            .collect()
    };
    assert_eq!(months(&first), months(&second));
    // A second world with the first cohort: other months for some draw, the same people arriving.
    let other = of(1, 0);
    assert_eq!(first.values, other.values);
    assert_ne!(first.ways[0].tally.ticks, other.ways[0].tally.ticks);
    let new = |outcome: &DrawOutcome| -> Vec<i64> {
        let tally = &outcome.ways[0].tally;
        (0..30).map(|month| tally.count(0, 0, month)).collect()
    };
    assert_eq!(new(&first), new(&other));
    assert_ne!(new(&first), new(&second));
    let differs = |draw| {
        let of =
            |world| simulate_draw(&plan, &prepared, SEED, draw, Replicate { world, cohort: 0 });
        months(&of(0)) != months(&of(1))
    };
    assert!((0..20).any(differs));
    assert_eq!(of(0, 1), second);
}

#[test]
fn values_given_by_hand_are_simulated_as_if_they_had_been_drawn() {
    let (plan, prepared) = ready();
    let drawn = simulate_draw(&plan, &prepared, SEED, 3, Replicate::default());
    let again = simulate_at(
        &plan,
        &prepared,
        (SEED, 3),
        Replicate::default(),
        drawn.values.clone(),
    );
    assert_eq!(drawn, again);
    let central = plan.numbers.central();
    let other = simulate_at(&plan, &prepared, (SEED, 3), Replicate::default(), central);
    assert_ne!(drawn.ways, other.ways);
}

#[test]
fn common_luck_makes_a_difference_far_more_certain_than_a_level() {
    // What common random numbers are for: the spread of a difference is that of the few lives a
    // design changes, not that of all.
    let (plan, prepared) = ready();
    let paid =
        |outcome: &DrawOutcome, way: usize| outcome.ways[way].tally.paid.iter().sum::<i64>() as f64;
    let central = plan.numbers.central();
    let all: Vec<DrawOutcome> = (0..60)
        .map(|draw| {
            simulate_at(
                &plan,
                &prepared,
                (SEED, draw),
                Replicate::default(),
                central.clone(),
            )
        })
        .collect();
    let variance = |of: &dyn Fn(&DrawOutcome) -> f64| {
        let values: Vec<f64> = all.iter().map(of).collect();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>()
    };
    let level = variance(&|outcome| paid(outcome, 1));
    let difference = variance(&|outcome| paid(outcome, 1) - paid(outcome, 0));
    assert!(difference < 0.25 * level, "{difference} of {level}");
}
