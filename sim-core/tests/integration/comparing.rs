//! Whole comparisons: from scenario text to the answer.

use std::sync::atomic::{AtomicU64, Ordering};

use sim_core::analysis::{CompareSettings, Compared, Question, compare, compare_with};
use sim_core::compile::compile;
use sim_core::compile::plan::{
    BenefitPlan, Course, HazardPlan, LeavePlan, Length, N_EXITS, Num, Plan,
};
use sim_core::engine::draw::{Replicate, prepare, simulate_draw};
use sim_core::engine::observer::{GoOn, Observer, Silent};
use sim_core::engine::run::{RunError, Settings};
use sim_core::read::read_scenario;
use sim_core::results::Results;
use sim_core::results::assumption::Basis;
use sim_core::results::budget::Budget;
use sim_core::results::run::Stopped;
use sim_core::results::spread::Spread;
use sim_core::scenario::Scenario;
use sim_core::scenario::hazard::Since;
use sim_core::scenario::money::{Account, FlowKind};
use sim_core::scenario::number::Grade;

pub const MONEY: &str = include_str!("money.toml");

pub fn scenario_and_plan(text: &str) -> (Scenario, Plan) {
    let reading = read_scenario("money.toml", &mut |_: &str| Ok(text.to_owned()));
    assert_eq!(reading.diagnostics, []);
    let scenario = reading.scenario.expect("the text is sound");
    let plan = compile(&scenario, &reading.resolved).expect("the plan is sound");
    (scenario, plan)
}

fn settings(draws: u64) -> CompareSettings {
    CompareSettings {
        draws,
        seed: 1,
        threads: Some(2),
        designs: None,
    }
}

fn compared(text: &str, draws: u64) -> Compared {
    let (scenario, plan) = scenario_and_plan(text);
    compare(&plan, &scenario, &settings(draws), &Silent).expect("the run ends")
}

fn as_json(compared: &Compared) -> String {
    serde_json::to_string(&compared.results).expect("results can be written")
}

#[test]
fn a_design_that_changes_nothing_differs_by_exactly_nothing() {
    let found = compared(MONEY, 96).results;
    let same = &found.comparisons[0];
    assert_eq!(same.design, "same");
    assert!(
        same.discontinued_share.value > 0.1,
        "the end of it must matter"
    );
    let zero = Spread::default();
    for saving in &same.savings {
        assert_eq!(saving.net, zero);
        assert_eq!(saving.run_off_sek_per_year, zero);
        assert!(saving.equally_likely_sek.iter().all(|sek| *sek == 0.0));
        assert!(saving.cumulative_sek.p90.iter().all(|sek| *sek == 0.0));
        assert!(saving.by_year.iter().all(|(_, sek)| *sek == zero));
        assert_eq!(saving.payback.p90_month, Some(0));
        assert_eq!(saving.cost_per_extra_self_support_sek, None);
        assert_eq!(saving.variance.luck_share.value, 0.0);
    }
    assert!(same.difference.lines.iter().all(|line| line.sek == zero));
    assert!(
        same.difference
            .reallocated
            .iter()
            .all(|line| line.sek == zero)
    );
    assert!(
        same.extra_self_support_at
            .iter()
            .all(|(_, extra)| *extra == zero)
    );
    assert_eq!(same.months_with_payment_saved, zero);
    assert_eq!(same.extra_job_months, zero);
    assert_eq!(same.drivers, []);
}

#[test]
fn the_number_of_threads_does_not_show() {
    let (scenario, plan) = scenario_and_plan(MONEY);
    let with = |threads: usize, seed: u64| {
        let settings = CompareSettings {
            threads: Some(threads),
            seed,
            ..settings(130)
        };
        as_json(&compare(&plan, &scenario, &settings, &Silent).expect("the run ends"))
    };
    let one = with(1, 1);
    assert!(one == with(3, 1), "three threads differ from one");
    assert!(one != with(3, 2), "another seed must differ");
}

/// Stops after so many draws.
struct StopAt(u64);

impl Observer for StopAt {
    fn batch_finished(&self, draws: u64, _: u64) -> GoOn {
        if draws >= self.0 { GoOn::No } else { GoOn::Yes }
    }
}

#[test]
fn a_run_that_is_stopped_equals_a_shorter_run() {
    let (scenario, plan) = scenario_and_plan(MONEY);
    let stopped = compare(&plan, &scenario, &settings(2100), &StopAt(128)).expect("draws");
    let mut stopped = stopped.results;
    assert_eq!((stopped.run.draws, stopped.run.draws_asked), (128, 2100));
    assert_eq!(stopped.run.stopped, Stopped::Interrupted);
    stopped.run.draws_asked = 128;
    stopped.run.stopped = Stopped::Finished;
    let shorter = compared(MONEY, 128).results;
    assert!(stopped == shorter, "the stopped run differs");
}

#[test]
fn results_survive_their_json_form() {
    let found = compared(MONEY, 20);
    let read: Results = serde_json::from_str(&as_json(&found)).expect("results can be read");
    assert!(
        read == found.results,
        "a saved answer reads back differently"
    );
}

#[test]
fn budgets_and_savings_tell_the_same_story() {
    let found = compared(MONEY, 64).results;
    let [today, house] = [0, 2].map(|way| &found.designs[way].budget);
    let comparison = &found.comparisons[1];
    let of = |budget: &Budget, account: Account, year: i32| -> f64 {
        let lines = budget.lines.iter();
        let mine = lines.filter(|line| line.account == account && line.year == year);
        mine.map(|line| line.sek.mean).sum()
    };
    for (year, net) in &comparison.savings[0].by_year {
        let gain = of(&comparison.difference, Account::Municipality, *year);
        assert!((gain - net.mean).abs() < 1e-6 * gain.abs().max(1.0));
    }
    // Displacement touches no line for set-up cost.
    let set_up = |budget: &Budget| -> f64 {
        let lines = budget.lines.iter();
        let mine = lines
            .filter(|line| line.kind == FlowKind::SetUp && line.account == Account::Municipality);
        mine.map(|line| line.sek.mean).sum()
    };
    let gain = set_up(&comparison.difference);
    assert!((gain - (set_up(house) - set_up(today))).abs() < 1e-6);
    assert!((gain + 200_000.0 * 1.02).abs() < 1e-6);
    // Over all accounts a year's money sums to zero.
    for budget in [today, house, &comparison.difference] {
        for year in &found.run.years {
            let all: f64 = Account::ALL.iter().map(|it| of(budget, *it, *year)).sum();
            let size: f64 = Account::ALL
                .iter()
                .map(|it| of(budget, *it, *year).abs())
                .sum();
            assert!(all.abs() <= 1e-2 * size, "{year}: {all} of {size}");
        }
    }
}

#[test]
fn states_add_up_to_everyone_who_was_ever_there() {
    let found = compared(MONEY, 32).results;
    for design in &found.designs {
        let month = |at: usize| -> f64 {
            let states = design.people.states.iter();
            states.map(|state| state.households.mean[at]).sum()
        };
        // Nobody vanishes: exits are states, too.
        assert!((1..36).all(|at| month(at) > month(at - 1)));
    }
}

#[test]
fn a_probability_at_the_last_year_is_that_of_the_headline() {
    let found = compared(MONEY, 64).results;
    for saving in &found.comparisons[1].savings {
        let (_, last) = saving.saving_probability_by_year.last().expect("years");
        assert_eq!(*last, saving.saving_probability);
        assert_eq!(saving.cumulative_sek.mean.last(), Some(&saving.net.mean));
        assert_eq!(saving.cumulative_p50_sek.last(), Some(&saving.net.p50));
    }
}

#[test]
fn a_value_that_is_not_finite_names_its_draw() {
    let (scenario, plan) = scenario_and_plan(MONEY);
    let prepared = prepare(&plan, &[0, 1, 2]);
    let question = Question {
        plan: &plan,
        scenario: &scenario,
        prepared: &prepared,
    };
    let settings = Settings {
        draws: 640,
        seed: 1,
        threads: Some(2),
    };
    let made = AtomicU64::new(0);
    let simulate = |draw: u64, replicate: Replicate| {
        made.fetch_add(1, Ordering::Relaxed);
        let mut outcome = simulate_draw(&plan, &prepared, 1, draw, replicate);
        if draw == 70 {
            let (BenefitPlan::PerDay(sek) | BenefitPlan::PerHouseholdYear(sek)) =
                plan.money.benefit;
            outcome.values[sek.slot as usize] = f64::NAN;
        }
        outcome
    };
    let found = compare_with(question, settings, &Silent, simulate);
    assert_eq!(found.err(), Some(RunError::NotFinite { draw: 70 }));
    assert!(made.into_inner() < 640, "the run ends with the batch");
}

#[test]
fn a_household_that_never_rests_is_reported_and_not_dropped() {
    let (scenario, mut plan) = scenario_and_plan(MONEY);
    // Past the checks: a gap that comes at once and takes no time.
    let gap = N_EXITS - 1;
    plan.exits[gap].leave = Some(LeavePlan::After(Length::Same(Num::known(0.0))));
    plan.exits[gap].without_intake = true;
    plan.segments[0].hazards[gap] = Some(HazardPlan {
        course: Course::Constant(Num::known(1e300)),
        since: Since::Spell,
    });
    let found = compare(&plan, &scenario, &settings(10), &Silent);
    assert_eq!(found.err(), Some(RunError::Restless { draw: 0 }));
}

#[test]
fn no_draws_are_no_answer() {
    let (scenario, plan) = scenario_and_plan(MONEY);
    let found = compare(&plan, &scenario, &settings(0), &Silent);
    assert_eq!(found.err(), Some(RunError::StoppedEmpty));
}

#[test]
fn only_the_designs_asked_for_are_compared() {
    let (scenario, plan) = scenario_and_plan(MONEY);
    let settings = CompareSettings {
        designs: Some(vec![2, 2, 99]),
        ..settings(10)
    };
    let found = compare(&plan, &scenario, &settings, &Silent).expect("the run ends");
    let ids: Vec<&str> = found
        .results
        .designs
        .iter()
        .map(|it| it.id.as_str())
        .collect();
    assert_eq!(ids, ["today", "house"]);
    assert_eq!(found.results.comparisons.len(), 1);
}

#[test]
fn work_beyond_capacity_is_reported_where_it_is_an_error() {
    let busy = MONEY.replace("available_fte = 2.0", "available_fte = 0.02");
    let found = compared(&busy, 16).over_capacity;
    let of: Vec<&str> = found.iter().map(|it| it.design.as_str()).collect();
    // The house has posts enough, but for the months before go-live.
    assert_eq!(of, ["today", "same", "house"]);
    assert!(found.iter().all(|it| it.used_share() > 1.0));
    assert!(found[2].month <= 3);
    assert_eq!(compared(MONEY, 16).over_capacity, []);
}

#[test]
fn every_number_of_the_scenario_is_an_assumption_once() {
    let found = compared(MONEY, 4).results;
    let mut addresses: Vec<&str> = found
        .assumptions
        .iter()
        .map(|it| it.address.as_str())
        .collect();
    let n = addresses.len();
    addresses.sort_unstable();
    addresses.dedup();
    assert_eq!(addresses.len(), n);
    let evidence = found.evidence;
    assert_eq!(evidence.numbers as usize, n);
    assert_eq!(
        evidence.documented + evidence.statistics + evidence.assumed,
        evidence.numbers
    );
    let discount = found
        .assumptions
        .iter()
        .find(|it| it.address == "money.discount_per_year");
    assert_eq!(
        discount.map(|it| (it.value, it.unit.as_str())),
        Some((0.035, "per_year"))
    );
}

#[test]
fn what_varies_is_cited_for_every_number_in_it_and_grades_are_counted() {
    let cited = MONEY.replace(
        "[about]",
        "[source.study]\ntitle = \"Study\"\npublisher = \"Office\"\n\
         [intervention.cited]\nduration_days = { varies = { lognormal = { median = 90, p90 = \
         { value = 180, grade = \"D\" } } }, source = \"study\", grade = \"B\" }\n\
         [about]",
    );
    let found = compared(&cited, 2).results;
    let number = |end: &str| {
        let address = format!("intervention.cited.duration_days.varies.lognormal.{end}");
        let mut all = found.assumptions.iter();
        let number = all.find(|it| it.address == address).expect("a number");
        (number.grade, number.source.clone(), number.basis)
    };
    let study = Some("study".to_owned());
    assert_eq!(number("median"), (Some(Grade::B), study, Basis::Statistics));
    assert_eq!(number("p90"), (Some(Grade::D), None, Basis::Assumed));
    let evidence = &found.evidence;
    let of = |grade| {
        found
            .assumptions
            .iter()
            .filter(|it| it.grade == grade)
            .count() as u32
    };
    let graded = [Grade::A, Grade::B, Grade::C, Grade::D].map(|grade| of(Some(grade)));
    assert_eq!((evidence.graded, evidence.ungraded), (graded, of(None)));
    assert!(graded[3] > 0 && evidence.ungraded > 0);
    let weak = f64::from(graded[3] + evidence.ungraded) / f64::from(evidence.numbers);
    assert_eq!(evidence.weak_share, weak);
}

#[test]
fn the_strongest_driver_comes_first() {
    let found = compared(MONEY, 200).results;
    let drivers = &found.comparisons[1].drivers;
    assert_eq!(
        drivers[0].address,
        "design.house.effect.one_handler.hazard_ratio"
    );
    assert!(
        drivers
            .windows(2)
            .all(|pair| pair[0].squared >= pair[1].squared)
    );
}

#[test]
fn a_cost_that_only_a_design_bears_never_raises_its_saving() {
    let before = compared(MONEY, 48).results;
    for (written, dearer) in [
        ("sek = 200000", "sek = 200001"),
        ("sek = 200000", "sek = 900000"),
    ] {
        assert!(MONEY.contains(written));
        let after = compared(&MONEY.replace(written, dearer), 48).results;
        for (before, after) in before.comparisons.iter().zip(&after.comparisons) {
            let bears_it = before.design == "house";
            for (before, after) in before.savings.iter().zip(&after.savings) {
                let pairs = before
                    .equally_likely_sek
                    .iter()
                    .zip(&after.equally_likely_sek);
                for (before, after) in pairs {
                    assert_eq!(after < before, bears_it, "{before} became {after}");
                    assert!(after <= before, "{before} became {after}");
                }
            }
        }
    }
}
