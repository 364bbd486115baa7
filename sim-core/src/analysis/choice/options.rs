//! What there is to choose from, draw by draw.

use crate::ledger::moments::moments;
use crate::results::perspective::Perspective;
use crate::results::spread::Estimate;

/// Ways of working, `today` first.
#[derive(Clone, Debug, Default)]
pub(super) struct Options {
    /// Ids.
    pub ids: Vec<String>,
    /// By way of working and perspective: net saving against `today` in every draw, SEK.
    pub net: Vec<[Vec<f64>; Perspective::ALL.len()]>,
    /// By way of working: extra households in self-support in every draw.
    pub extra: Vec<Vec<f64>>,
}

impl Options {
    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(super) fn n_draws(&self) -> usize {
        self.extra.first().map_or(0, Vec::len)
    }

    /// Returns net savings by way of working as one perspective sees them.
    pub(super) fn seen_by(&self, perspective: Perspective) -> Vec<&[f64]> {
        let net = self.net.iter();
        net.map(|by| by[perspective as usize].as_slice()).collect()
    }
}

/// Returns a mean over draws with its Monte Carlo standard error.
pub(super) fn mean_of(draws: impl Iterator<Item = f64>) -> Estimate {
    let draws: Vec<f64> = draws.collect();
    let found = moments(&draws);
    Estimate {
        value: found.mean,
        mc_se: found.mc_se,
    }
}

/// Returns the mean of paired differences.
pub(super) fn mean_less(one: &[f64], other: &[f64]) -> Estimate {
    mean_of(one.iter().zip(other).map(|(a, b)| a - b))
}

/// Returns the share of draws in which each option is best; those that are equal share a draw.
///
/// # Shapes and units
///
/// `of(option, draw)` is what is compared; the result is by option and draw.
pub(super) fn best_by_draw(
    (n_options, n_draws): (usize, usize),
    of: impl Fn(usize, usize) -> f64,
) -> Vec<Vec<f64>> {
    let mut best = vec![vec![0.0; n_draws]; n_options];
    for draw in 0..n_draws {
        let figures: Vec<f64> = (0..n_options).map(|option| of(option, draw)).collect();
        let most = figures.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let equals = figures.iter().filter(|figure| **figure == most).count();
        for (shares, figure) in best.iter_mut().zip(&figures) {
            if *figure == most {
                shares[draw] = 1.0 / equals as f64;
            }
        }
    }
    best
}
