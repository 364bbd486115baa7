//! Net saving as a smooth function of what may become known: E[net | numbers].
//!
//! Least squares on the bends of numbers, damped as much as predicts best what each part of the draws has when
//! it is left out.

use crate::analysis::information::known::{Known, N_PARTS, Terms};
use crate::analysis::information::least_squares::Sums;
use crate::math::sqrt;

/// How strongly bends are damped, tried one after the other.
const DAMPING: [f64; 8] = [3e-5, 3e-4, 1e-3, 3e-3, 1e-2, 3e-2, 0.1, 1.0];

/// A regression of every design's net saving.
#[derive(Clone, Debug)]
pub(crate) struct Regression {
    /// By target: coefficients of the constant and the columns.
    all: Vec<Vec<f64>>,
    /// By part left out and target.
    without: Vec<Vec<Vec<f64>>>,
    /// By target: share of the variance that is predicted in parts left out.
    pub predicted_share: Vec<f64>,
}

impl Regression {
    /// Returns the regression of some targets on columns.
    pub fn of(terms: &Terms, targets: &[Vec<f64>], cohorts: &[f64]) -> Self {
        let parts = sums_by_part(terms, targets, cohorts);
        let n_columns = terms.columns.len() + 1;
        let mut all = Sums::new(n_columns, targets.len());
        parts.iter().for_each(|part| all.combine(part, 1.0));
        let left_out: Vec<Sums> = parts
            .iter()
            .map(|part| {
                let mut rest = all.clone();
                rest.combine(part, -1.0);
                rest
            })
            .collect();
        let mut best = Self {
            all: vec![Vec::new(); targets.len()],
            without: vec![vec![Vec::new(); targets.len()]; N_PARTS],
            predicted_share: vec![0.0; targets.len()],
        };
        let mut least = vec![f64::INFINITY; targets.len()];
        for damping in DAMPING {
            let penalty = terms.penalty.iter().map(|penalty| penalty * damping);
            let penalty: Vec<f64> = std::iter::once(0.0).chain(penalty).collect();
            let without: Vec<Vec<Vec<f64>>> =
                left_out.iter().map(|rest| rest.solve(&penalty)).collect();
            let mut whole = None;
            for target in 0..targets.len() {
                let missed = parts.iter().zip(&without);
                let missed: f64 = missed
                    .map(|(part, without)| part.left(target, &without[target]))
                    .sum();
                if missed >= least[target] {
                    continue;
                }
                least[target] = missed;
                let whole = whole.get_or_insert_with(|| all.solve(&penalty));
                best.all[target].clone_from(&whole[target]);
                for (to, from) in best.without.iter_mut().zip(&without) {
                    to[target].clone_from(&from[target]);
                }
                best.predicted_share[target] =
                    1.0 - missed / about_the_mean(&parts, &left_out, target).max(f64::MIN_POSITIVE);
            }
        }
        best
    }

    /// Returns what is expected, by target and draw, from all draws.
    pub fn predicted(&self, terms: &Terms) -> Vec<Vec<f64>> {
        predicted(&self.all, terms)
    }

    /// Returns what is expected, by target and draw, from all draws but those of one part.
    pub fn predicted_without(&self, part: usize, terms: &Terms) -> Vec<Vec<f64>> {
        predicted(&self.without[part], terms)
    }
}

fn predicted(coefficients: &[Vec<f64>], terms: &Terms) -> Vec<Vec<f64>> {
    let n_draws = terms.columns.first().map_or(0, Vec::len);
    coefficients
        .iter()
        .map(|of_target| {
            let mut found = vec![of_target[0]; n_draws];
            for (coefficient, column) in of_target[1..].iter().zip(&terms.columns) {
                for (cell, x) in found.iter_mut().zip(column) {
                    *cell += coefficient * x;
                }
            }
            found
        })
        .collect()
}

fn sums_by_part(terms: &Terms, targets: &[Vec<f64>], cohorts: &[f64]) -> Vec<Sums> {
    let mut parts = vec![Sums::new(terms.columns.len() + 1, targets.len()); N_PARTS];
    let mut row = vec![1.0; terms.columns.len() + 1];
    for (draw, weight) in cohorts.iter().enumerate() {
        for (cell, column) in row[1..].iter_mut().zip(&terms.columns) {
            *cell = column[draw];
        }
        let own = targets.iter().map(|target| target[draw]);
        parts[draw % N_PARTS].add(&row, own, *weight);
    }
    parts
}

/// Returns what the mean of the other parts leaves of each part.
fn about_the_mean(parts: &[Sums], left_out: &[Sums], target: usize) -> f64 {
    let parts = parts.iter().zip(left_out);
    parts
        .map(|(part, rest)| {
            let mean = rest.sums[target] / rest.weight;
            part.squares[target] - 2.0 * mean * part.sums[target] + mean * mean * part.weight
        })
        .sum()
}

/// Returns how far means of what is left over stray from zero along the prediction, as a share of the
/// target's standard deviation: 0 where the curve follows what it is fitted to.
///
/// The draws are put in tenths by what is predicted for them; what chance alone would give is taken off.
pub(crate) fn residual_trend(predicted: &[f64], target: &[f64], known: &Known) -> f64 {
    const N_TENTHS: usize = 10;
    let n = target.len();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|a, b| predicted[*a].total_cmp(&predicted[*b]).then(a.cmp(b)));
    let mean = |of: &dyn Fn(usize) -> f64, those: &[usize]| {
        let weighted = those.iter().map(|at| of(*at) * known.cohorts[*at]);
        let weight: f64 = those.iter().map(|at| known.cohorts[*at]).sum();
        weighted.sum::<f64>() / weight.max(1.0)
    };
    let centre = mean(&|at| target[at], &order);
    let variance = mean(&|at| (target[at] - centre) * (target[at] - centre), &order);
    let (mut strays, mut by_chance) = (0.0, 0.0);
    for tenth in 0..N_TENTHS {
        let those = &order[tenth * n / N_TENTHS..(tenth + 1) * n / N_TENTHS];
        if those.is_empty() {
            continue;
        }
        let off = mean(&|at| target[at] - predicted[at], those);
        let spread = mean(
            &|at| (target[at] - predicted[at] - off) * (target[at] - predicted[at] - off),
            those,
        );
        strays += off * off;
        by_chance += spread / those.len() as f64;
    }
    let surplus = (strays - by_chance).max(0.0) / N_TENTHS as f64;
    if variance > 0.0 {
        sqrt(surplus / variance)
    } else {
        0.0
    }
}
