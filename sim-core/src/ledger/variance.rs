//! How the variance of an outcome divides into ignorance, world and luck.
//!
//! Some draws are made again: with another cohort under the same parameters and world, and
//! with the same cohort and parameters in another world. What two runs of a draw have in
//! common is what they share the causes of, so with Y1 the draw, Y2 its second cohort and Y3
//! its second world
//!
//! - luck is 1 - cov(Y1, Y2) / var(Y),
//! - the world is 1 - cov(Y1, Y3) / var(Y),
//! - ignorance is the rest.
//!
//! Luck and the world are total effects (Homma and Saltelli 1996): what only shows where both
//! act is in both, and not in ignorance. The same luck in both worlds makes their difference
//! small, so that few draws tell the world's share.

use crate::math::sqrt;

/// The draws below this number get a second cohort; every eighth of them a second world.
const FIRST: u64 = 500;
/// From this draw on every fourth gets a second cohort and every 32nd a second world.
const LATER: u64 = 2000;

/// Returns whether a draw is made again with a second cohort.
///
/// A rule on the draw's number alone, so that a run that was stopped equals a shorter
/// one. It gives `n` draws max(n / 4, min(n, 500)) second cohorts, and an eighth as many worlds.
///
/// ```
/// use sim_core::ledger::variance::has_second_cohort;
/// assert_eq!((0..2000).filter(|draw| has_second_cohort(*draw)).count(), 500);
/// assert_eq!((0..10_000).filter(|draw| has_second_cohort(*draw)).count(), 2500);
/// ```
pub const fn has_second_cohort(draw: u64) -> bool {
    draw < FIRST || (draw >= LATER && draw.is_multiple_of(4))
}

/// Returns whether a draw is made again in a second world.
///
/// ```
/// use sim_core::ledger::variance::has_second_world;
/// assert_eq!((0..2000).filter(|draw| has_second_world(*draw)).count(), 63);
/// ```
pub const fn has_second_world(draw: u64) -> bool {
    if draw < FIRST {
        draw.is_multiple_of(8)
    } else {
        draw >= LATER && draw.is_multiple_of(32)
    }
}

/// One draw and what it gave when it was made again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Again {
    /// The draw.
    pub first: f64,
    /// With a second cohort.
    pub second: f64,
    /// In a second world.
    pub third: Option<f64>,
}

/// Shares of the variance with their Monte Carlo standard errors.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct VarianceShares {
    /// From uncertain numbers.
    pub ignorance: (f64, f64),
    /// From the labour market and discontinuation.
    pub world: (f64, f64),
    /// From the luck of households.
    pub luck: (f64, f64),
}

/// Returns how the variance of an outcome divides; zeros where it has none.
///
/// Estimates outside 0 to 1 are cut, and the world is at most what is not luck, so that
/// the three sum to one. The errors are those of the uncut estimates, by leaving out one
/// draw at a time. Where the scenario has no world (`has_world` is false) its share is
/// zero and the draws made again in it are not needed.
///
/// # Source
///
/// Fisher's intraclass correlation; the jackknife of Tukey (1958). The split is the "common
/// parameters, different noise" estimator of a first-order effect (Sobol' 1993).
pub fn variance_shares(draws: &[Again], has_world: bool) -> VarianceShares {
    let n = draws.len();
    if n < 3 {
        return VarianceShares::default();
    }
    let centre = draws.iter().map(|draw| draw.first).sum::<f64>() / n as f64;
    let (mut cohort, mut world) = (Pairs::default(), Pairs::default());
    for draw in draws {
        cohort.add(draw.first - centre, draw.second - centre, 1.0);
        if let Some(third) = draw.third {
            world.add(draw.first - centre, third - centre, 1.0);
        }
    }
    let Some(not_luck) = cohort.correlation() else {
        return VarianceShares::default();
    };
    if !has_world {
        let error = jackknife(draws, |draw| {
            cohort.without(draw.first - centre, draw.second - centre)
        });
        let ignorance = not_luck.clamp(0.0, 1.0);
        return VarianceShares {
            ignorance: (ignorance, error),
            world: (0.0, 0.0),
            luck: (1.0 - ignorance, error),
        };
    }
    let not_world = world.correlation().unwrap_or(1.0);
    let not_luck_without = |draw: &Again| cohort.without(draw.first - centre, draw.second - centre);
    let not_world_without = |draw: &Again| match draw.third {
        Some(third) => world.without(draw.first - centre, third - centre),
        None => not_world,
    };
    let not_luck_cut = not_luck.clamp(0.0, 1.0);
    let world_cut = (1.0 - not_world).clamp(0.0, not_luck_cut);
    VarianceShares {
        ignorance: (
            not_luck_cut - world_cut,
            jackknife(draws, |draw| {
                not_luck_without(draw) + not_world_without(draw)
            }),
        ),
        world: (world_cut, jackknife(draws, not_world_without)),
        luck: (1.0 - not_luck_cut, jackknife(draws, not_luck_without)),
    }
}

/// Sums over pairs of runs of the same draw.
#[derive(Clone, Copy, Debug, Default)]
struct Pairs {
    n: f64,
    sum: f64,
    squares: f64,
    products: f64,
}

impl Pairs {
    fn add(&mut self, a: f64, b: f64, times: f64) {
        self.n += times;
        self.sum += times * (a + b);
        self.squares += times * (a * a + b * b);
        self.products += times * a * b;
    }

    fn correlation(&self) -> Option<f64> {
        let mean = self.sum / (2.0 * self.n);
        let variance = self.squares / 2.0 - self.n * mean * mean;
        let is_real = self.n >= 2.0 && variance > 1e-12 * self.squares && variance > 0.0;
        is_real.then(|| (self.products - self.n * mean * mean) / variance)
    }

    fn without(mut self, a: f64, b: f64) -> f64 {
        self.add(a, b, -1.0);
        self.correlation().unwrap_or(0.0)
    }
}

fn jackknife(draws: &[Again], without: impl Fn(&Again) -> f64) -> f64 {
    let n = draws.len() as f64;
    let estimates: Vec<f64> = draws.iter().map(without).collect();
    let mean = estimates.iter().sum::<f64>() / n;
    let squares: f64 = estimates
        .iter()
        .map(|estimate| (estimate - mean) * (estimate - mean))
        .sum();
    sqrt(squares * (n - 1.0) / n)
}
