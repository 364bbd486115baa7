//! The measuring: engine and specialised loop in turns, so that whatever else the machine does hits both.

use std::hint::black_box;
use std::time::Instant;

use crate::general::{General, HOUSEHOLDS, Which};
use crate::special::{queue, workload_1};

/// Who runs a draw.
#[derive(Clone, Copy)]
pub enum Runner<'a> {
    /// The engine.
    General(&'a General),
    /// The loop that hard-codes the workload.
    Special(Which),
}

impl Runner<'_> {
    /// Runs one draw.
    pub fn draw(self, draw: u64) {
        match self {
            Self::General(general) => {
                black_box(general.draw(1, draw));
            }
            Self::Special(Which::One) => {
                black_box(workload_1(HOUSEHOLDS, 1, draw));
            }
            Self::Special(Which::Two) => {
                black_box(queue::workload_2(1, draw));
            }
        }
    }

    /// Runs draws on so many threads, each every so manieth of them.
    pub fn draws(self, draws: std::ops::Range<u64>, threads: u64) {
        if threads == 1 {
            return draws.for_each(|draw| self.draw(draw));
        }
        std::thread::scope(|scope| {
            for thread in 0..threads {
                let own = draws.clone().skip(thread as usize);
                scope.spawn(move || {
                    own.step_by(threads as usize)
                        .for_each(|draw| self.draw(draw))
                });
            }
        });
    }

    /// Returns the seconds that draws take.
    fn seconds(self, draws: std::ops::Range<u64>, threads: u64) -> f64 {
        let start = Instant::now();
        self.draws(draws, threads);
        start.elapsed().as_secs_f64()
    }
}

/// Lower quartile, median and upper quartile.
pub type Quartiles = [f64; 3];

/// One setting measured in pairs.
#[derive(Clone, Copy, Debug)]
pub struct Measured {
    /// Draws a second and thread of the engine.
    pub general: Quartiles,
    /// Draws a second and thread of the specialised loop.
    pub special: Quartiles,
    /// Seconds of the engine over those of the loop beside it.
    pub ratio: Quartiles,
}

/// Measures so many pairs of so many draws each.
pub fn measure(
    general: &General,
    which: Which,
    (pairs, draws, threads): (u64, u64, u64),
) -> Measured {
    let (by_general, by_special) = (Runner::General(general), Runner::Special(which));
    by_general.draws(0..draws, threads);
    by_special.draws(0..draws, threads);
    let mut all: [Vec<f64>; 3] = Default::default();
    for pair in 0..pairs {
        let draws_of_pair = pair * draws..(pair + 1) * draws;
        // Whoever goes first may find the machine in another state.
        let (of_general, of_special) = if pair % 2 == 0 {
            let of_general = by_general.seconds(draws_of_pair.clone(), threads);
            (of_general, by_special.seconds(draws_of_pair, threads))
        } else {
            let of_special = by_special.seconds(draws_of_pair.clone(), threads);
            (by_general.seconds(draws_of_pair, threads), of_special)
        };
        let each = draws as f64 / threads as f64;
        all[0].push(each / of_general);
        all[1].push(each / of_special);
        all[2].push(of_general / of_special);
    }
    let [general, special, ratio] = all.map(quartiles);
    Measured {
        general,
        special,
        ratio,
    }
}

fn quartiles(mut all: Vec<f64>) -> Quartiles {
    all.sort_by(f64::total_cmp);
    [1, 2, 3].map(|quarter| all[(all.len() - 1) * quarter / 4])
}

/// Prints workload 1 and 2 on one and two threads, in so many pairs each.
#[allow(clippy::print_stdout)]
pub fn report(pairs: u64) {
    println!(
        "workload  threads  engine  loop  (1,000 households a second and thread)  engine over loop (quartiles)"
    );
    for (which, name, draws) in [(Which::One, 1, 4), (Which::Two, 2, 64)] {
        let Some(general) = General::new(which) else {
            println!("workload {name} has errors");
            continue;
        };
        let households = match which {
            Which::One => f64::from(HOUSEHOLDS),
            Which::Two => 1_000.0,
        };
        for threads in [1, 2] {
            let Measured {
                general,
                special,
                ratio: [lower, median, upper],
            } = measure(&general, which, (pairs, draws, threads));
            let thousands = |[_, median, _]: Quartiles| median * households / 1_000.0;
            println!(
                "{name:>8}  {threads:>7}  {:>6.0}  {:>6.0}  {median:>6.2} ({lower:.2} to {upper:.2})",
                thousands(general),
                thousands(special),
            );
        }
    }
}
