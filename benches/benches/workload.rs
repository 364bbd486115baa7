//! The benchmark workload through the engine and through the loop that hard-codes it, on one thread and two;
//! how long reading takes; one comparison of a shipped scenario.
//!
//! `cargo bench -p sim-benches --bench workload` first holds that both give the same answers, then
//! prints how many times the loop's time the engine takes (median of pairs run in turns), then
//! what criterion measures. Only the ratio is worth comparing between runs.

#![allow(missing_docs)]

use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group};
use sim_benches::agreement::{compare as compare_answers, differing};
use sim_benches::general::{General, HOUSEHOLDS, Which};
use sim_benches::ratio::{Runner, report};
use sim_benches::{plan_of, read_shipped};
use sim_core::analysis::{CompareSettings, compare};
use sim_core::engine::observer::Silent;

/// Draws of an iteration.
const DRAWS: u64 = 64;
const PAIRS: u64 = 21;

fn workload(criterion: &mut Criterion, which: Which, name: &str, households: u64) {
    let Some(general) = General::new(which) else {
        return;
    };
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Elements(DRAWS * households));
    for threads in [1, 2] {
        let runners = [
            ("engine", Runner::General(&general)),
            ("specialised loop", Runner::Special(which)),
        ];
        for (runner_name, runner) in runners {
            group.bench_function(format!("{runner_name}, {threads} threads"), |bencher| {
                bencher.iter(|| runner.draws(0..DRAWS, threads));
            });
        }
    }
    group.finish();
}

fn workloads(criterion: &mut Criterion) {
    workload(criterion, Which::One, "workload 1", u64::from(HOUSEHOLDS));
    workload(criterion, Which::Two, "workload 2", 1_000);
}

/// Text to plan: read, check and compile.
fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read, check and compile");
    if let Ok(text) = Which::One.text() {
        group.bench_function("workload 1", |bencher| {
            bencher.iter(|| General::from_text(&text).is_some());
        });
    }
    group.bench_function("trollhattan", |bencher| {
        bencher.iter(|| plan_of(&read_shipped("trollhattan.toml")));
    });
    group.finish();
}

fn comparison(criterion: &mut Criterion) {
    let reading = read_shipped("trollhattan.toml");
    let (Some(plan), Some(scenario)) = (plan_of(&reading), reading.scenario) else {
        return;
    };
    let settings = CompareSettings {
        draws: 200,
        seed: 1,
        threads: Some(1),
        designs: None,
    };
    criterion.bench_function("compare trollhattan, 200 draws, 1 thread", |bencher| {
        bencher.iter(|| compare(&plan, &scenario, &settings, &Silent));
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2));
    targets = workloads, reading, comparison
}

fn main() {
    for which in [Which::One, Which::Two] {
        let general = General::new(which).expect("a workload without errors");
        let compared = compare_answers(&general, which, 32);
        let differing = differing(&compared);
        assert!(differing.is_empty(), "{differing:#?}");
    }
    report(PAIRS);
    benches();
    Criterion::default().configure_from_args().final_summary();
}
