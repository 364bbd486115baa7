//! How long a draw takes, and what designs add to it.
//!
//! Compare the figures of one run with each other, never with those of another machine or
//! day: `all designs` over `today alone` is what designs cost, `compile` over `today
//! alone` is how much of an answer is reading.

#![allow(missing_docs)]

use criterion::{Criterion, criterion_group, criterion_main};
use sim_benches::{plan_of, read_shipped};
use sim_core::engine::draw::{Replicate, prepare, simulate_draw};

fn draws(criterion: &mut Criterion) {
    let reading = read_shipped("trollhattan.toml");
    let Some(plan) = plan_of(&reading) else {
        return;
    };
    let mut group = criterion.benchmark_group("trollhattan");
    group.bench_function("compile", |bencher| bencher.iter(|| plan_of(&reading)));
    let all: Vec<usize> = (0..plan.ways.len()).collect();
    for (name, ways) in [("today alone", &all[..1]), ("all designs", &all[..])] {
        let prepared = prepare(&plan, ways);
        let mut draw = 0;
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                draw += 1;
                simulate_draw(&plan, &prepared, 1, draw, Replicate::default())
            });
        });
    }
    group.finish();
}

criterion_group!(benches, draws);
criterion_main!(benches);
