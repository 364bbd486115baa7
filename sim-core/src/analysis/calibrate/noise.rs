//! What a fact may differ by from what the model expects at the true values.

use crate::analysis::calibrate::counting::Part;
use crate::analysis::calibrate::model::Model;
use crate::engine::draw::Replicate;
use crate::engine::observer::GoOn;
use crate::engine::run::{RunError, run_batches};
use crate::linear::Factor;
use crate::math::sqrt;
use crate::results::calibration::ErrorParts;

/// Sets of the numbers that are not calibrated.
const SETS: u64 = 64;
/// Cohorts under each.
const COHORTS: u64 = 2;
/// The first of the sets; those before are the model's own.
const FIRST_SET: u64 = 1 << 20;

/// Covariances of facts, row by row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Noise {
    /// Of one cohort's luck and world.
    luck: Vec<f64>,
    /// From numbers that are not calibrated.
    others: Vec<f64>,
    /// By fact: what those numbers and the world add on average to an expected value.
    pub offset: Vec<f64>,
    /// By fact: variance of that, and of the time grid's error.
    of_expected: Vec<f64>,
}

/// Which cohorts live.
#[derive(Clone, Copy)]
enum Pilot {
    /// Under every set of the other numbers cohorts and worlds of its own: what tells them apart is luck.
    Luck,
    /// Under every set the same cohorts in the same worlds: what tells the sets apart is the numbers.
    Others,
    /// The cohorts of the first kind with the other numbers at their medians and without a world.
    Steady,
}

/// Measures luck and what other numbers bring, at one point.
///
/// # Errors
///
/// That of the run.
pub(super) fn measured(model: &Model<'_>, point: &[f64]) -> Result<Noise, RunError> {
    let n = model.facts.len();
    let luck = pilot(model, point, Pilot::Luck)?;
    let mut of_luck = vec![0.0; n * n];
    for set in &luck {
        let each: Vec<Vec<f64>> = set
            .iter()
            .map(|one| pooled(std::slice::from_ref(one)))
            .collect();
        add(&mut of_luck, &covariance(&each));
    }
    of_luck.iter_mut().for_each(|x| *x /= luck.len() as f64);
    let mut others = vec![0.0; n * n];
    if model.free.n_others() > 0 {
        let sets = pilot(model, point, Pilot::Others)?;
        let sets: Vec<Vec<f64>> = sets.iter().map(|set| pooled(set)).collect();
        others = covariance(&sets);
    }
    let (mut offset, mut of_expected) = (vec![0.0; n], vec![0.0; n]);
    let has_chance = model.free.n_others() > 0 || model.plan.labour.is_some();
    if model.is_exact.contains(&true) {
        of_expected = model.grid_variance(point);
    }
    if model.is_exact.contains(&true) && has_chance {
        let steady = pilot(model, point, Pilot::Steady)?;
        let both = luck.iter().zip(&steady);
        let moved = both.map(|(with, without)| {
            let pairs = pooled(with).into_iter().zip(pooled(without));
            pairs.map(|(with, without)| with - without).collect()
        });
        let moved: Vec<Vec<f64>> = moved.collect();
        let spread = covariance(&moved);
        let sets = moved.len() as f64;
        for fact in (0..n).filter(|fact| model.is_exact[*fact]) {
            offset[fact] = moved.iter().map(|row| row[fact]).sum::<f64>() / sets;
            of_expected[fact] += spread[fact * (n + 1)] / sets;
        }
    }
    Ok(Noise {
        luck: finite(of_luck, n),
        others: finite(others, n),
        offset,
        of_expected,
    })
}

/// Returns what cohorts say, by set and cohort.
fn pilot(model: &Model<'_>, point: &[f64], what: Pilot) -> Result<Vec<Vec<Vec<Part>>>, RunError> {
    let make = |at: u64| -> Vec<Part> {
        let set = FIRST_SET + at / COHORTS;
        let copy = (at % COHORTS) as u32;
        let replicate = Replicate {
            world: copy,
            cohort: copy,
        };
        let others = match what {
            Pilot::Steady => model.free.others_at_median(),
            _ => model.free.others(model.seed, set),
        };
        let values = model.free.values(point, &others);
        match what {
            Pilot::Luck => model.cohort(model.plan, values, (set, replicate)),
            Pilot::Others => model.cohort(model.plan, values, (FIRST_SET, replicate)),
            Pilot::Steady => model.cohort(model.steady, values, (set, replicate)),
        }
    };
    let mut all: Vec<Vec<Part>> = Vec::new();
    run_batches(0..SETS * COHORTS, model.threads, make, |batch| {
        all.extend(batch);
        GoOn::Yes
    })?;
    let mut sets = Vec::new();
    while !all.is_empty() {
        let rest = all.split_off(all.len().min(COHORTS as usize));
        sets.push(all);
        all = rest;
    }
    Ok(sets)
}

/// Returns the figures that some cohorts give together.
fn pooled(cohorts: &[Vec<Part>]) -> Vec<f64> {
    let n = cohorts.first().map_or(0, Vec::len);
    let fact = |fact: usize| {
        let mut sum = Part::default();
        cohorts.iter().for_each(|parts| sum.add(parts[fact]));
        sum.figure()
    };
    (0..n).map(fact).collect()
}

impl Noise {
    /// Returns the covariance of the facts about what the model expects.
    pub(super) fn covariance(&self, model: &Model<'_>) -> Covariance {
        let n = model.facts.len();
        let own = |fact: usize| model.facts[fact].standard_error;
        let adds = |fact: usize| f64::from(u8::from(model.facts[fact].adds_luck));
        let mut matrix = vec![0.0; n * n];
        for a in 0..n {
            for b in 0..n {
                let at = a * n + b;
                matrix[at] = self.others[at]
                    + self.luck[at] * adds(a) * adds(b)
                    + self.left_in_mean(model, (a, b));
            }
            matrix[a * n + a] += own(a) * own(a);
        }
        Covariance::of(matrix, n)
    }

    /// Returns what is left of luck and of other numbers in what the model says of two facts.
    fn left_in_mean(&self, model: &Model<'_>, (a, b): (usize, usize)) -> f64 {
        let at = a * model.facts.len() + b;
        match (model.is_exact[a], model.is_exact[b]) {
            (false, false) => (self.luck[at] + self.others[at]) / f64::from(model.cohorts),
            _ if a == b => self.of_expected[a],
            _ => 0.0,
        }
    }

    /// Returns what a fact's error is made of, as standard deviations.
    pub(super) fn parts(&self, model: &Model<'_>, fact: usize) -> ErrorParts {
        let at = fact * (model.facts.len() + 1);
        ErrorParts {
            stated: model.facts[fact].standard_error,
            luck: match model.facts[fact].adds_luck {
                true => sqrt(self.luck[at]),
                false => 0.0,
            },
            others: sqrt(self.others[at]),
            monte_carlo: sqrt(self.left_in_mean(model, (fact, fact))),
        }
    }
}

fn add(sum: &mut [f64], more: &[f64]) {
    sum.iter_mut().zip(more).for_each(|(sum, x)| *sum += x);
}

/// Returns the sample covariance of the columns of a table.
fn covariance(table: &[Vec<f64>]) -> Vec<f64> {
    let n = table.first().map_or(0, Vec::len);
    let rows = table.len() as f64;
    let mean = |column: usize| table.iter().map(|row| row[column]).sum::<f64>() / rows;
    let means: Vec<f64> = (0..n).map(mean).collect();
    let mut all = Vec::with_capacity(n * n);
    for a in 0..n {
        for b in 0..n {
            let products = table
                .iter()
                .map(|row| (row[a] - means[a]) * (row[b] - means[b]));
            all.push(products.sum::<f64>() / (rows - 1.0));
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

/// A covariance of facts with its factor.
#[derive(Clone, Debug)]
pub(super) struct Covariance {
    pub matrix: Vec<f64>,
    pub factor: Factor,
    n: usize,
}

impl Covariance {
    fn of(matrix: Vec<f64>, n: usize) -> Self {
        if let Some(factor) = Factor::of_covariance(&matrix, n) {
            return Self { matrix, factor, n };
        }
        // Facts that say the same but for rounding: without what they have in common.
        let mut alone = vec![0.0; n * n];
        let mut factor = Factor::identity(n);
        for fact in 0..n {
            alone[fact * n + fact] = matrix[fact * n + fact].max(f64::MIN_POSITIVE);
        }
        if let Some(found) = Factor::of_semidefinite(&alone, n) {
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
        let factor = Factor::of_covariance(&among, kept.len())?;
        Some((factor, with.collect()))
    }
}
