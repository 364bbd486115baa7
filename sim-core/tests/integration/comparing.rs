//! Whole comparisons: from scenario text to the answer.

use std::sync::atomic::{AtomicU64, Ordering};

use sim_core::analysis::{CompareSettings, Compared, Question, compare, compare_with};
use sim_core::compile::compile::compile;
use sim_core::compile::plan::Plan;
use sim_core::engine::draw::{Replicate, prepare, simulate_draw};
use sim_core::engine::observer::{GoOn, Observer, Silent};
use sim_core::engine::run::{RunError, Settings};
use sim_core::scenario::Scenario;

use crate::reading::read;

pub const MONEY: &str = include_str!("money.toml");

pub fn scenario_and_plan(text: &str) -> (Scenario, Plan) {
    let reading = read(&[("money.toml", text)]);
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
fn print() {
    let found = compared(MONEY, 200);
    println!(
        "{}",
        serde_json::to_string_pretty(&found.results).unwrap().len()
    );
    for c in &found.results.comparisons {
        for s in &c.savings {
            println!(
                "{} {:?} {:?} {:?} {:?} {:?}",
                c.design,
                s.perspective,
                s.net,
                s.variance,
                s.payback,
                s.cost_per_extra_self_support_sek
            );
        }
        println!("{:?}", c.drivers);
    }
    println!("{:?}", found.over_capacity);
}
