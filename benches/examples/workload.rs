//! Runs draws of the benchmark workload and nothing else, for a profiler; or measures the ratio.
//!
//! ```text
//! cargo run --release -p sim-benches --example workload -- general 1 16
//! cargo run --release -p sim-benches --example workload -- special 2 64
//! cargo run --release -p sim-benches --example workload -- general 1 1 10000000   households in the draw
//! cargo run --release -p sim-benches --example workload -- same 1 16               against every rule asked for
//! cargo run --release -p sim-benches --example workload -- ratio 31               pairs
//! cargo run --release -p sim-benches --example workload -- figures                both answers
//! ```

#![allow(clippy::print_stdout)]

use std::time::Instant;

use sim_benches::agreement::compare;
use sim_benches::general::{General, HOUSEHOLDS, Which};
use sim_benches::ratio::{Runner, report};
use sim_benches::special::{queue, workload_1};

/// Runs draws of the specialised loop and prints how often households moved: what its instructions are divided by.
fn special(which: Which, draws: u64) {
    let moves = (0..draws).map(|draw| match which {
        Which::One => workload_1(HOUSEHOLDS, 1, draw).moves(),
        Which::Two => queue::workload_2(1, draw).0.moves(),
    });
    println!("{} moves", moves.sum::<i64>());
}

/// Holds that draws are the same to the bit where the engine takes nothing for granted.
fn same(which: Which, draws: u64) {
    let (Some(general), Some(other)) = (General::new(which), General::new(which)) else {
        return println!("the workload has errors");
    };
    let other = other.expecting_anything();
    let differ = (0..draws).filter(|draw| general.draw(1, *draw) != other.draw(1, *draw));
    println!("{} of {draws} draws differ", differ.count());
}

fn figures(number_of_draws: u64) {
    for which in [Which::One, Which::Two] {
        let Some(general) = General::new(which) else {
            return println!("a workload has errors");
        };
        for of in compare(&general, which, number_of_draws) {
            println!(
                "{:<44} {:>14.6} {:>14.6} {:>6.2}",
                of.name, of.general, of.special, of.z
            );
        }
    }
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, usual: u64| {
        let word = words.get(at).and_then(|word| word.parse().ok());
        word.unwrap_or(usual)
    };
    let which = if number(1, 1) == 2 {
        Which::Two
    } else {
        Which::One
    };
    let start = Instant::now();
    match words.first().map(String::as_str) {
        Some("general") => {
            let households = number(3, u64::from(HOUSEHOLDS)) as u32;
            let general = match which {
                Which::One => General::with_households(households),
                Which::Two => General::new(which),
            };
            let Some(general) = general else {
                return println!("the workload has errors");
            };
            Runner::General(&general).draws(0..number(2, 16), 1);
        }
        Some("same") => same(which, number(2, 16)),
        Some("special") => special(which, number(2, 16)),
        Some("figures") => figures(number(1, 64)),
        _ => report(number(1, 31)),
    }
    println!("{:.2} seconds", start.elapsed().as_secs_f64());
}
