//! Whether the engine, the specialised loop and the exact engine give the same answers.

use crate::figures::Counted;
use crate::general::{General, HOUSEHOLDS, Which};
use crate::special::{queue, workload_1};
use sim_core::exact::Unsupported;

/// Most standard errors that a difference may be.
pub const MOST_ERRORS: f64 = 4.0;

/// Cells in a month of the finer grid of the exact engine.
const CELLS_PER_MONTH: usize = 16;

/// One figure: both means, and their difference in standard errors.
#[derive(Clone, Debug)]
pub struct Compared {
    /// What it is.
    pub name: String,
    /// Mean over the draws of the engine, or of what is held against the expected value.
    pub general: f64,
    /// Mean over the draws of the specialised loop, or the expected value.
    pub special: f64,
    /// Difference over its standard error.
    pub z: f64,
}

type Figures = Vec<(String, f64)>;

/// Returns the mean of a figure over draws, and the square of its standard error.
fn of_draws(all: &[Figures], at: usize) -> (f64, f64) {
    let values: Vec<f64> = all.iter().map(|figures| figures[at].1).collect();
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares = values.iter().map(|value| (value - mean) * (value - mean));
    (mean, squares.sum::<f64>() / (n - 1.0) / n)
}

/// Returns every figure of workload 1 that the exact engine has, against so many draws of the
/// engine and of the specialised loop.
///
/// # Errors
///
/// What the exact engine does not cover.
pub fn compare_exact(
    general: &General,
    draws: u64,
) -> Result<[Vec<Compared>; 2], Vec<Unsupported>> {
    let expected = general.expected(CELLS_PER_MONTH)?.figures();
    let by_general: Vec<Figures> = (0..draws)
        .map(|draw| general.counted(&general.draw(1, draw)).figures())
        .collect();
    let by_special: Vec<Figures> = (0..draws).map(|draw| special(Which::One, draw)).collect();
    let is_counted = |name: &str| !name.starts_with("spells ") && !name.contains("in year");
    let compared = |by: &[Figures]| -> Vec<Compared> {
        let figures = expected.iter().enumerate();
        figures
            .filter(|(_, (name, _))| is_counted(name))
            .map(|(at, (name, expected))| {
                let (mean, square) = of_draws(by, at);
                let off = mean - expected;
                // Where draws do not differ at all, the engine must not either.
                let error = sim_core::math::sqrt(square).max(1e-6 * expected.abs());
                Compared {
                    name: name.clone(),
                    general: mean,
                    special: *expected,
                    z: if off == 0.0 { 0.0 } else { off / error },
                }
            })
            .collect()
    };
    Ok([compared(&by_general), compared(&by_special)])
}

/// Returns every figure of a workload over so many draws of each.
pub fn compare(general: &General, which: Which, draws: u64) -> Vec<Compared> {
    let by_general: Vec<Figures> = (0..draws)
        .map(|draw| general.counted(&general.draw(1, draw)).figures())
        .collect();
    let by_special: Vec<Figures> = (0..draws).map(|draw| special(which, draw)).collect();
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
