//! Scenario text made ready to run, and its draws made: what tests of questions about draws begin with.

use sim_core::analysis::{Comparing, Goal, Question, ways_to_run};
use sim_core::compile::plan::Plan;
use sim_core::compile::{check_reading, compile, is_sound};
use sim_core::diagnostic::Unreadable;
use sim_core::engine::draw::{Prepared, Replicate, prepare, simulate_draw};
use sim_core::engine::observer::{GoOn, Silent};
use sim_core::read::{Reading, read_scenario};
use sim_core::scenario::Scenario;
use sim_core::tally::outcome::DrawOutcome;

use crate::comparing::scenario_and_plan;

/// The seed of what is made ready here.
const SEED: u64 = 1;

/// Returns what is read from a text that has no error.
#[track_caller]
pub fn reading_of(text: &str) -> Reading {
    let mut open = |name: &str| match name {
        "proof.toml" => Ok(text.to_owned()),
        _ => Err(Unreadable::Missing),
    };
    let reading = read_scenario("proof.toml", &mut open);
    let problems = check_reading(&reading);
    assert!(is_sound(&problems), "{problems:#?}\n{text}");
    reading
}

/// Returns the scenario of a text that has no error, and its plan.
#[track_caller]
pub fn checked(text: &str) -> (Scenario, Plan) {
    let reading = reading_of(text);
    let scenario = reading.scenario.expect("a sound text gives a scenario");
    let plan = compile(&scenario, &reading.resolved).expect("a sound scenario gives a plan");
    (scenario, plan)
}

/// A scenario that is ready to run: every way of working.
pub struct Ready {
    pub scenario: Scenario,
    pub plan: Plan,
    pub prepared: Prepared,
}

impl Ready {
    /// Returns a text that nothing is said about when it is read, ready.
    #[track_caller]
    pub fn of(text: &str) -> Self {
        Self::with(scenario_and_plan(text))
    }

    /// Returns a scenario and its plan, ready.
    pub fn with((scenario, plan): (Scenario, Plan)) -> Self {
        let prepared = prepare(&plan, &ways_to_run(&plan, None));
        Self {
            scenario,
            plan,
            prepared,
        }
    }

    pub fn question(&self) -> Question<'_> {
        Question {
            plan: &self.plan,
            scenario: &self.scenario,
            prepared: &self.prepared,
        }
    }

    /// Returns a comparison without draws.
    pub fn comparing(&self, goal: Goal) -> Comparing<'_> {
        Comparing::new(self.question(), SEED, goal)
    }

    pub fn simulate(&self, draw: u64, replicate: Replicate) -> DrawOutcome {
        simulate_draw(&self.plan, &self.prepared, SEED, draw, replicate)
    }

    /// Returns a comparison with so many draws.
    pub fn drawn(&self, draws: u64) -> Comparing<'_> {
        self.make(self.comparing(Goal::of_draws(draws)))
    }

    /// Returns a comparison with the draws that it is still to make.
    pub fn make<'a>(&self, mut comparing: Comparing<'a>) -> Comparing<'a> {
        let simulate = |draw, replicate| self.simulate(draw, replicate);
        comparing
            .make(Some(2), &simulate, &Silent, &mut |_| GoOn::Yes)
            .expect("the run ends");
        comparing
    }
}
