//! The engine, the specialised loop of the benchmark workload and the exact engine give the same answers.

use sim_benches::agreement::{compare, compare_exact, differing};
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

#[test]
fn the_exact_engine_answers_workload_1_as_it_stands() {
    let general = General::new(Which::One).expect("a workload without errors");
    let both = compare_exact(&general, 64).expect("covered");
    for compared in &both {
        assert!(compared.len() > 45, "{} figures", compared.len());
        let differing = differing(compared);
        assert!(differing.is_empty(), "{differing:#?}");
    }
}
