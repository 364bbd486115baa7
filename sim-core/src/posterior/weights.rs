//! Weighted points: what they say, and how many equally weighted ones they are worth.

use crate::math::{exp, ln, ln_1p, sqrt};

/// Weights that add up to one.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights(Vec<f64>);

impl Weights {
    /// Returns the weights with these logarithms, up to a factor; all zero where none is finite.
    ///
    /// ```
    /// use sim_core::posterior::Weights;
    /// let weights = Weights::of_logarithms(&[0.0, f64::NEG_INFINITY, 0.0]);
    /// assert_eq!(weights.all(), [0.5, 0.0, 0.5]);
    /// ```
    pub fn of_logarithms(logarithms: &[f64]) -> Self {
        let largest = logarithms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if !largest.is_finite() {
            return Self(vec![0.0; logarithms.len()]);
        }
        let raw: Vec<f64> = logarithms.iter().map(|x| exp(x - largest)).collect();
        let sum: f64 = raw.iter().sum();
        Self(raw.into_iter().map(|weight| weight / sum).collect())
    }

    /// Returns all weights.
    pub fn all(&self) -> &[f64] {
        &self.0
    }

    /// Returns the effective sample size, 1 / (sum of squares); 0 where all weights are zero.
    ///
    /// # Source
    ///
    /// Kong (1992), technical report 348, University of Chicago.
    pub fn effective(&self) -> f64 {
        let squares: f64 = self.0.iter().map(|weight| weight * weight).sum();
        if squares > 0.0 { 1.0 / squares } else { 0.0 }
    }

    /// Returns the weighted mean.
    pub fn mean(&self, values: &[f64]) -> f64 {
        self.0.iter().zip(values).map(|(w, x)| w * x).sum()
    }

    /// Returns the weighted covariance of two columns.
    pub fn covariance(&self, a: &[f64], b: &[f64]) -> f64 {
        let (mean_a, mean_b) = (self.mean(a), self.mean(b));
        let pairs = a.iter().zip(b).zip(&self.0);
        pairs
            .map(|((a, b), weight)| weight * (a - mean_a) * (b - mean_b))
            .sum()
    }

    /// Returns the weighted standard deviation.
    pub fn sd(&self, values: &[f64]) -> f64 {
        sqrt(self.covariance(values, values).max(0.0))
    }

    /// Returns the values below which these shares of the weight lie, interpolated between points.
    ///
    /// Each point stands in the middle of its own weight.
    pub fn quantiles(&self, values: &[f64], shares: &[f64]) -> Vec<f64> {
        let mut order: Vec<usize> = (0..values.len()).filter(|at| self.0[*at] > 0.0).collect();
        order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
        let mut below = 0.0;
        let mut steps = Vec::with_capacity(order.len());
        for at in order {
            steps.push((below + self.0[at] / 2.0, values[at]));
            below += self.0[at];
        }
        shares
            .iter()
            .map(|share| at_share(&steps, *share))
            .collect()
    }

    /// Returns Spearman's rank correlation of two columns under the weights.
    pub fn rank_correlation(&self, a: &[f64], b: &[f64]) -> f64 {
        let (a, b) = (self.ranks(a), self.ranks(b));
        let spread = self.sd(&a) * self.sd(&b);
        if spread > 0.0 {
            (self.covariance(&a, &b) / spread).clamp(-1.0, 1.0)
        } else {
            0.0
        }
    }

    /// Returns the share of the weight below each value, half of its own included.
    fn ranks(&self, values: &[f64]) -> Vec<f64> {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
        let mut ranks = vec![0.0; values.len()];
        let mut below = 0.0;
        for at in order {
            ranks[at] = below + self.0[at] / 2.0;
            below += self.0[at];
        }
        ranks
    }

    /// Returns `n` positions, each as often as its weight says; `lot` is between 0 and 1.
    ///
    /// # Source
    ///
    /// Systematic resampling: Kitagawa (1996), *JCGS* 5(1).
    pub fn resample(&self, n: usize, lot: f64) -> Vec<usize> {
        let mut chosen = Vec::with_capacity(n);
        let mut reached = 0.0;
        for (at, weight) in self.0.iter().enumerate() {
            reached += weight * n as f64;
            while chosen.len() < n && (chosen.len() as f64 + lot) < reached {
                chosen.push(at);
            }
        }
        let last = chosen.last().copied().unwrap_or(0);
        chosen.resize(n, last);
        chosen
    }

    /// Returns the shape of the generalised Pareto distribution of the largest weights; means from the
    /// weights can be relied on below 0.7.
    ///
    /// NaN where fewer than five points have weight.
    ///
    /// # Source
    ///
    /// Vehtari, Simpson, Gelman, Yao and Gabry (2024), *JMLR* 25(72); the fit is that of Zhang and Stephens (2009),
    /// *Technometrics* 51(3), with the prior of the former's appendix C.
    pub fn pareto_shape(&self) -> f64 {
        let mut sorted: Vec<f64> = self.0.iter().copied().filter(|w| *w > 0.0).collect();
        sorted.sort_by(f64::total_cmp);
        let n = sorted.len();
        let n_tail = (0.2 * n as f64).min(3.0 * sqrt(n as f64)) as usize;
        if n_tail < 5 {
            return f64::NAN;
        }
        let threshold = sorted[n - n_tail - 1];
        let excess: Vec<f64> = sorted[n - n_tail..].iter().map(|w| w - threshold).collect();
        // Equal weights have no tail at all.
        if excess[n_tail / 4] <= 0.0 || excess[n_tail - 1] <= 1e-12 * threshold {
            return f64::NEG_INFINITY;
        }
        generalised_pareto_shape(&excess)
    }
}

fn at_share(steps: &[(f64, f64)], share: f64) -> f64 {
    let after = steps.partition_point(|(reached, _)| *reached < share);
    match (after.checked_sub(1).map(|at| steps[at]), steps.get(after)) {
        (Some((low, x)), Some((high, y))) if high > &low => {
            x + (y - x) * (share - low) / (high - low)
        }
        (_, Some((_, y))) => *y,
        (Some((_, x)), None) => x,
        (None, None) => f64::NAN,
    }
}

/// Returns the shape fitted to rising excesses over a threshold.
fn generalised_pareto_shape(excess: &[f64]) -> f64 {
    const PRIOR: f64 = 3.0;
    let n = excess.len() as f64;
    let n_grid = 30 + sqrt(n) as usize;
    let quarter = excess[((n / 4.0 + 0.5) as usize).clamp(1, excess.len()) - 1];
    let largest = excess[excess.len() - 1];
    let shape_at = |theta: f64| excess.iter().map(|x| ln_1p(-theta * x)).sum::<f64>() / n;
    let grid: Vec<f64> = (1..=n_grid)
        .map(|j| {
            let root = sqrt(n_grid as f64 / (j as f64 - 0.5));
            1.0 / largest + (1.0 - root) / PRIOR / quarter
        })
        .collect();
    let profile = |theta: f64| {
        let k = shape_at(theta);
        n * (ln(-theta / k) - k - 1.0)
    };
    let weights = Weights::of_logarithms(&grid.iter().map(|t| profile(*t)).collect::<Vec<f64>>());
    let shape = shape_at(weights.mean(&grid));
    // Weakly towards one half, as if ten more excesses had said so.
    (shape * n + 0.5 * 10.0) / (n + 10.0)
}
