//! Whether the engine and the specialised loop give the same answers.

use crate::figures::Counted;
use crate::general::{General, HOUSEHOLDS, Which};
use crate::special::{queue, workload_1};

/// Most standard errors that a difference may be.
pub const MOST_ERRORS: f64 = 4.0;

/// One figure: both means, and their difference in standard errors.
#[derive(Clone, Debug)]
pub struct Compared {
    /// What it is.
    pub name: String,
    /// Mean over the draws of the engine.
    pub general: f64,
    /// Mean over the draws of the specialised loop.
    pub special: f64,
    /// Difference over its standard error.
    pub z: f64,
}

/// Returns every figure of a workload over so many draws of each.
pub fn compare(general: &General, which: Which, draws: u64) -> Vec<Compared> {
    let by_general: Vec<_> = (0..draws)
        .map(|draw| general.counted(&general.draw(1, draw)).figures())
        .collect();
    let by_special: Vec<_> = (0..draws).map(|draw| special(which, draw)).collect();
    let of_draws = |all: &[Vec<(String, f64)>], at: usize| -> (f64, f64) {
        let values: Vec<f64> = all.iter().map(|figures| figures[at].1).collect();
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares = values.iter().map(|value| (value - mean) * (value - mean));
        (mean, squares.sum::<f64>() / (n - 1.0) / n)
    };
    let names = by_general.first().into_iter().flatten();
    names
        .enumerate()
        .map(|(at, (name, _))| {
            let (general, of_general) = of_draws(&by_general, at);
            let (special, of_special) = of_draws(&by_special, at);
            let error = sim_core::math::sqrt(of_general + of_special);
            let z = if general == special {
                0.0
            } else {
                (general - special) / error
            };
            Compared {
                name: name.clone(),
                general,
                special,
                z,
            }
        })
        .collect()
}

fn special(which: Which, draw: u64) -> Vec<(String, f64)> {
    let counted = match which {
        Which::One => Counted::of(&workload_1(HOUSEHOLDS, 1, draw), None),
        Which::Two => {
            let (tally, places) = queue::workload_2(1, draw);
            Counted::of(&tally, Some(places))
        }
    };
    counted.figures()
}

/// Returns the figures that differ by more than chance allows.
pub fn differing(compared: &[Compared]) -> Vec<&Compared> {
    let too_far = |of: &&Compared| of.z.is_nan() || of.z.abs() > MOST_ERRORS;
    compared.iter().filter(too_far).collect()
}
