//! What a fact may differ by from what the model expects at the true values.

use crate::analysis::calibrate::counting::Part;
use crate::analysis::calibrate::model::Model;
use crate::engine::draw::Replicate;
use crate::engine::observer::GoOn;
use crate::engine::run::{RunError, run_batches};
use crate::math::sqrt;
use crate::posterior::matrix::Factor;
use crate::results::calibration::ErrorParts;

/// Sets of the numbers that are not calibrated.
const SETS: u64 = 64;
/// Cohorts under each, every one with its own world.
const COHORTS: u32 = 4;
/// The first of the sets; those before are the model's own.
const FIRST_SET: u64 = 1 << 20;

/// Covariances of facts, row by row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Noise {
    /// Of one cohort's luck and world.
    luck: Vec<f64>,
    /// From numbers that are not calibrated.
    others: Vec<f64>,
    /// Means over all cohorts.
    pub means: Vec<f64>,
}

/// Measures luck and what other numbers bring, at one point.
///
/// Under each set of the other numbers four cohorts live, each in a world of its own. What two cohorts have in common comes from
/// the numbers, what tells them apart is luck.
///
/// # Errors
///
/// That of the run; [`RunError::StoppedEmpty`] where it was stopped.
pub(super) fn measured(
    model: &Model<'_>,
    point: &[f64],
    mut go_on: impl FnMut() -> GoOn,
) -> Result<Noise, RunError> {
    let each = u64::from(COHORTS);
    let make = |at: u64| -> Vec<Part> {
        let set = FIRST_SET + at / each;
        let copy = (at % each) as u32;
        let others = model.free.others(model.seed, set);
        let replicate = Replicate {
            world: copy,
            cohort: copy,
        };
        model.cohort(model.free.values(point, &others), set, replicate)
    };
    let mut all: Vec<Vec<Part>> = Vec::new();
    run_batches(0..SETS * each, model.threads, make, |batch| {
        all.extend(batch);
        go_on()
    })?;
    if all.len() < (SETS * each) as usize {
        return Err(RunError::StoppedEmpty);
    }
    Ok(Noise::of(&all, model.free.n_others() > 0))
}

impl Noise {
    fn of(cohorts: &[Vec<Part>], has_others: bool) -> Self {
        let n = cohorts[0].len();
        let pooled = |parts: &[Vec<Part>]| -> Vec<f64> {
            let fact = |fact: usize| {
                let mut sum = Part::default();
                parts.iter().for_each(|parts| sum.add(parts[fact]));
                sum.figure()
            };
            (0..n).map(fact).collect()
        };
        let sets: Vec<&[Vec<Part>]> = cohorts.chunks(COHORTS as usize).collect();
        let mut luck = vec![0.0; n * n];
        for set in &sets {
            let each: Vec<Vec<f64>> = set
                .iter()
                .map(|one| pooled(std::slice::from_ref(one)))
                .collect();
            add(&mut luck, &covariance(&each, &each));
        }
        luck.iter_mut().for_each(|x| *x /= sets.len() as f64);
        let half = COHORTS as usize / 2;
        let first: Vec<Vec<f64>> = sets.iter().map(|set| pooled(&set[..half])).collect();
        let second: Vec<Vec<f64>> = sets.iter().map(|set| pooled(&set[half..])).collect();
        let mut others = vec![0.0; n * n];
        if has_others {
            add(&mut others, &covariance(&first, &second));
            let other_way = covariance(&second, &first);
            add(&mut others, &other_way);
            others.iter_mut().for_each(|x| *x /= 2.0);
        }
        Self {
            luck: finite(luck, n),
            others: possible(others, n),
            means: pooled(cohorts),
        }
    }

    /// Returns the covariance of the facts about what the model expects.
    pub(super) fn covariance(&self, model: &Model<'_>) -> Covariance {
        let n = model.facts.len();
        let own = |fact: usize| model.facts[fact].standard_error;
        let adds = |fact: usize| f64::from(u8::from(model.facts[fact].adds_luck));
        // What is left of luck and of other numbers in the mean of cohorts.
        let left = |fact: usize| sqrt(self.left_in_mean(model, fact));
        let mut matrix = vec![0.0; n * n];
        for a in 0..n {
            for b in 0..n {
                let at = a * n + b;
                let both = left(a) * left(b);
                matrix[at] =
                    self.others[at] * (1.0 + both) + self.luck[at] * (adds(a) * adds(b) + both);
            }
            matrix[a * n + a] += own(a) * own(a);
        }
        Covariance::of(matrix, n)
    }

    fn left_in_mean(&self, model: &Model<'_>, fact: usize) -> f64 {
        let has_chance = model.free.n_others() > 0 || model.plan.labour.is_some();
        match model.is_exact[fact] {
            true if has_chance => 1.0 / (SETS as f64 * f64::from(COHORTS)),
            true => 0.0,
            false => 1.0 / f64::from(model.cohorts),
        }
    }

    /// Returns what a fact's error is made of, as standard deviations.
    pub(super) fn parts(&self, model: &Model<'_>, fact: usize) -> ErrorParts {
        let at = fact * (model.facts.len() + 1);
        let (luck, others) = (self.luck[at].max(0.0), self.others[at].max(0.0));
        ErrorParts {
            stated: model.facts[fact].standard_error,
            luck: match model.facts[fact].adds_luck {
                true => sqrt(luck),
                false => 0.0,
            },
            others: sqrt(others),
            monte_carlo: sqrt((luck + others) * self.left_in_mean(model, fact)),
        }
    }
}

fn add(sum: &mut [f64], more: &[f64]) {
    sum.iter_mut().zip(more).for_each(|(sum, x)| *sum += x);
}

/// Returns the sample covariance of the columns of two tables of equally many rows.
fn covariance(first: &[Vec<f64>], second: &[Vec<f64>]) -> Vec<f64> {
    let n = first[0].len();
    let rows = first.len() as f64;
    let mean = |table: &[Vec<f64>], column: usize| -> f64 {
        table.iter().map(|row| row[column]).sum::<f64>() / rows
    };
    let mut all = Vec::with_capacity(n * n);
    for a in 0..n {
        for b in 0..n {
            let (mean_a, mean_b) = (mean(first, a), mean(second, b));
            let products = first.iter().zip(second);
            let sum: f64 = products
                .map(|(x, y)| (x[a] - mean_a) * (y[b] - mean_b))
                .sum();
            all.push(sum / (rows - 1.0));
        }
    }
    all
}

/// Returns the matrix with zeros in the rows and columns of facts that nobody was counted for.
fn finite(matrix: Vec<f64>, n: usize) -> Vec<f64> {
    let is_known = |fact: usize| matrix[fact * n + fact].is_finite();
    let at = |at: usize| {
        let both = is_known(at / n) && is_known(at % n) && matrix[at].is_finite();
        if both { matrix[at] } else { 0.0 }
    };
    (0..n * n).map(at).collect()
}

/// Returns the matrix, or what variances are above zero where chance has made it one that cannot be.
fn possible(matrix: Vec<f64>, n: usize) -> Vec<f64> {
    let matrix = finite(matrix, n);
    if Factor::of(&matrix, n, true).is_some() {
        return matrix;
    }
    let at = |at: usize| {
        let is_variance = at.is_multiple_of(n + 1);
        if is_variance {
            matrix[at].max(0.0)
        } else {
            0.0
        }
    };
    (0..n * n).map(at).collect()
}

/// A covariance of facts with its factor.
#[derive(Clone, Debug)]
pub(super) struct Covariance {
    pub matrix: Vec<f64>,
    pub factor: Factor,
    n: usize,
}

impl Covariance {
    fn of(matrix: Vec<f64>, n: usize) -> Self {
        if let Some(factor) = Factor::of(&matrix, n, false) {
            return Self { matrix, factor, n };
        }
        // Facts that say the same but for rounding: without what they have in common.
        let mut alone = vec![0.0; n * n];
        let mut factor = Factor::identity(n);
        for fact in 0..n {
            alone[fact * n + fact] = matrix[fact * n + fact].max(f64::MIN_POSITIVE);
        }
        if let Some(found) = Factor::of(&alone, n, true) {
            factor = found;
        }
        Self {
            matrix: alone,
            factor,
            n,
        }
    }

    /// Returns the variance of a fact.
    pub(super) fn variance(&self, fact: usize) -> f64 {
        self.matrix[fact * self.n + fact]
    }

    /// Returns the facts but one: their covariance, and covariances with that one.
    pub(super) fn without(&self, fact: usize) -> Option<(Factor, Vec<f64>)> {
        let kept: Vec<usize> = (0..self.n).filter(|other| *other != fact).collect();
        let among = kept.iter().flat_map(|a| {
            let row = kept.iter();
            row.map(|b| self.matrix[*a * self.n + *b])
        });
        let among: Vec<f64> = among.collect();
        let with = kept.iter().map(|other| self.matrix[other * self.n + fact]);
        let factor = Factor::of(&among, kept.len(), false)?;
        Some((factor, with.collect()))
    }
}
