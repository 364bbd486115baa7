//! The engine and the specialised loop of the benchmark workload give the same answers.

use sim_benches::agreement::{compare, differing};
use sim_benches::general::{General, Which};

fn agrees(which: Which, draws: u64) {
    let general = General::new(which).expect("a workload without errors");
    let compared = compare(&general, which, draws);
    assert!(compared.len() > 50, "{} figures", compared.len());
    let differing = differing(&compared);
    assert!(differing.is_empty(), "{differing:#?}");
}

#[test]
fn workload_1_is_the_same_model_in_the_specialised_loop() {
    agrees(Which::One, 32);
}

#[test]
fn workload_2_is_the_same_model_in_the_specialised_loop() {
    agrees(Which::Two, 64);
}
