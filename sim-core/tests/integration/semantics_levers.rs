//! The prior of how levers overlap: everything at once lands where the evidence base says.

use std::path::Path;

use sim_core::compile::plan::Plan;
use sim_core::compile::{check_reading, compile, is_sound};
use sim_core::diagnostic::Unreadable;
use sim_core::model::combined_hazard_ratio;
use sim_core::read::read_scenario;

use crate::simulate::{SEED, text};

/// The levers of the library that a design with everything has: of two doses of co-location the full one.
const FULL_BUNDLE: [&str; 9] = [
    "full_co_location",
    "one_handler",
    "meetings_doubled",
    "lower_caseload",
    "early_intake",
    "shared_plan",
    "target_list",
    "employer_matching",
    "full_time_activity",
];

/// Returns the plan of a design that has these levers of the shipped library.
fn plan_with(levers: &[&str]) -> Plan {
    let effects: String = levers
        .iter()
        .map(|id| format!("effect.{id}.hazard_ratio = {{ parameter = \"lever_{id}\" }}\n"))
        .collect();
    let body = format!(
        "include = [\"levers.toml\"]\n\
         [source.own_assumption]\ntitle = \"Own\"\n\
         [segment.slow]\nshare_of_new = 1\nhazard.job.per_month = 0.02\nhazard.permanent.per_month = 0.01\n\
         [list.all]\nhouseholds = 1\nsegment_share = {{ slow = 1 }}\n\
         [design.today]\n[design.everything]\nbased_on = \"today\"\n{effects}"
    );
    let body = text(12, &body);
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios/lib/levers.toml");
    let mut open = |name: &str| match name {
        "bundle.toml" => Ok(body.clone()),
        _ => std::fs::read_to_string(&library).map_err(|_| Unreadable::Missing),
    };
    let reading = read_scenario("bundle.toml", &mut open);
    let problems = check_reading(&reading);
    assert!(is_sound(&problems), "{problems:#?}");
    let scenario = reading.scenario.expect("the bundle is sound");
    compile(&scenario, &reading.resolved).expect("the bundle has a plan")
}

/// Returns the 5th, 50th and 95th percentile of the joint hazard ratio over draws.
fn joint_ratio(plan: &Plan) -> [f64; 3] {
    const N_DRAWS: u64 = 20_000;
    let mut sampled = Vec::new();
    let mut values = plan.numbers.central();
    let mut ratios: Vec<f64> = (0..N_DRAWS)
        .map(|draw| {
            plan.sampler.draw(SEED, draw, &mut sampled);
            for (slot, value) in plan.numbers.uncertain.iter().zip(&sampled) {
                values[*slot as usize] = *value;
            }
            let effects = plan.ways[1].effects.iter();
            let each: Vec<f64> = effects
                .map(|effect| effect.hazard_ratio.of(&values))
                .collect();
            combined_hazard_ratio(&each, plan.overlap.of(&values))
        })
        .collect();
    ratios.sort_by(f64::total_cmp);
    [0.05, 0.5, 0.95].map(|share| ratios[(share * N_DRAWS as f64) as usize])
}

#[test]
fn everything_at_once_has_a_median_hazard_ratio_near_1_2() {
    let plan = plan_with(&FULL_BUNDLE);
    assert_eq!(plan.ways[1].effects.len(), FULL_BUNDLE.len());
    let [p05, p50, p95] = joint_ratio(&plan);
    // The evidence base asks for a median of 1.2 and nine in ten between 0.95 and 1.5. The
    // lower end is out of reach of this prior: the largest of nine independent levers counts in full,
    // so even without any overlap one in twenty bundles only is below 1.02.
    assert!((p50 - 1.2).abs() <= 0.03, "{p05:.3} {p50:.3} {p95:.3}");
    assert!((p95 - 1.5).abs() <= 0.05, "{p05:.3} {p50:.3} {p95:.3}");
    assert!((0.95..=1.06).contains(&p05), "{p05:.3} {p50:.3} {p95:.3}");
}

#[test]
fn a_single_lever_is_not_shrunk() {
    let plan = plan_with(&["meetings_doubled"]);
    let [p05, p50, p95] = joint_ratio(&plan);
    assert!((p50 - 1.12).abs() < 0.005 && (p05 - 1.0).abs() < 0.005 && (p95 - 1.28).abs() < 0.01);
}
