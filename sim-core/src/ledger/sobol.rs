//! How much of the variance of an answer rests on some inputs, alone and with all others.
//!
//! The answer is simulated, so a part of its variance is luck. An index of an answer with luck in it
//! would count as interaction what luck does to a difference. Therefore every difference is made
//! under one luck, and twice: the product of two differences under independent lucks has the
//! square of the expected difference as its mean, without any luck in it.

use crate::ledger::moments::moments;
use crate::ledger::quantiles::{quantile, sort};
use crate::luck::{HouseholdKey, Layer, Purpose, cohort_key};

/// The answer in one draw of a pick-freeze plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PickFreeze {
    /// At the draw's own inputs, under two independent lucks.
    pub base: [f64; 2],
    /// At those of another draw, under its luck.
    pub other: f64,
    /// At the draw's own inputs but for some that are the other draw's, under the two lucks of `base`.
    pub moved: [f64; 2],
}

/// An estimate with its standard error and a 95 % interval.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Interval {
    /// The estimate.
    pub value: f64,
    /// Its standard error.
    pub mc_se: f64,
    /// 2.5th percentile of resamples.
    pub low: f64,
    /// 97.5th percentile of resamples.
    pub high: f64,
}

/// First-order and total index of some inputs.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Indices {
    /// Var(E[answer | these inputs]) as a share of the variance.
    pub first_order: Interval,
    /// E[Var(answer | all other inputs)] as a share of the variance.
    pub total: Interval,
}

/// Resamples of a bootstrap.
const RESAMPLES: u32 = 400;

/// Returns the indices of the inputs that were taken from the other draw.
///
/// `variance` is that of the expected answer over all inputs, with its standard error; it is taken
/// as independent of these draws, which makes intervals a little wide. Zeros without draws or
/// variance. Inputs without effect have indices of exactly zero.
///
/// # Source
///
/// First order: Saltelli et al. (2010), *Computer Physics Communications* 181, table 2 (b), the other
/// draw's answer less the mean. Total: Jansen (1999), *Computer Physics Communications* 117, with
/// the square as a product of two replicates. Intervals: percentile bootstrap over draws (Archer,
/// Saltelli and Sobol' 1997).
///
/// ```
/// use sim_core::ledger::sobol::{PickFreeze, indices};
/// let still = PickFreeze { base: [1.0, 2.0], other: 5.0, moved: [1.0, 2.0] };
/// let found = indices(&[still; 8], (4.0, 0.1), 1);
/// assert_eq!((found.first_order.value, found.total.value), (0.0, 0.0));
/// ```
pub fn indices(draws: &[PickFreeze], variance: (f64, f64), seed: u64) -> Indices {
    if draws.is_empty() || !(variance.0 > 0.0) {
        return Indices::default();
    }
    let answers: Vec<f64> = draws.iter().map(|draw| draw.other).collect();
    let mean = moments(&answers).mean;
    let first = draws.iter().map(|draw| {
        let moved = draw.moved[0] - draw.base[0] + draw.moved[1] - draw.base[1];
        (draw.other - mean) * moved / 2.0
    });
    let total = draws
        .iter()
        .map(|draw| (draw.moved[0] - draw.base[0]) * (draw.moved[1] - draw.base[1]) / 2.0);
    let luck = cohort_key(seed, 0, Layer::Parameter, 2);
    Indices {
        first_order: share(&first.collect::<Vec<_>>(), variance, luck.household(0)),
        total: share(&total.collect::<Vec<_>>(), variance, luck.household(1)),
    }
}

/// Returns the mean of terms as a share of a variance.
fn share(terms: &[f64], (variance, variance_se): (f64, f64), luck: HouseholdKey) -> Interval {
    const DRAW: Purpose = Purpose::named("sobol:draw");
    const VARIANCE: Purpose = Purpose::named("sobol:variance");
    let n = terms.len();
    let mut resamples = Vec::with_capacity(RESAMPLES as usize);
    for resample in 0..RESAMPLES {
        let picked = (0..n as u32).map(|at| {
            let occasion = resample * n as u32 + at;
            terms[luck.stream(DRAW, occasion).below(n as u64) as usize]
        });
        let mean = picked.sum::<f64>() / n as f64;
        // A variance that is known badly may not come near zero.
        let off = variance_se * luck.stream(VARIANCE, resample).normal();
        resamples.push(mean / (variance + off).max(variance / 4.0));
    }
    let mc_se = moments(&resamples).sd;
    sort(&mut resamples);
    Interval {
        value: moments(terms).mean / variance,
        mc_se,
        low: quantile(&resamples, 0.025),
        high: quantile(&resamples, 0.975),
    }
}
