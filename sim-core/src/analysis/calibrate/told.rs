//! What the model says of each fact before and after.

use crate::analysis::calibrate::checked::Checked;
use crate::analysis::calibrate::noise::Covariance;
use crate::math::{ln, normal_cdf, sqrt};
use crate::posterior::Weights;
use crate::results::calibration::{CalibratedFact, ErrorParts, FactPredicted};
use crate::scenario::facts::Facts;

/// Fewest effective points that say something of one fact from the others.
const FEWEST: f64 = 50.0;

/// Points with what the model says of every fact at each.
pub(super) struct Said<'a> {
    /// By point and fact.
    pub figures: &'a [Vec<f64>],
    pub observed: &'a [f64],
    pub covariance: &'a Covariance,
    /// Weights of the prior.
    pub prior: &'a Weights,
    /// Weights of the posterior.
    pub posterior: &'a Weights,
    /// Log-likelihoods.
    pub ln_likelihood: &'a [f64],
}

/// Normals of one standard deviation with weights.
struct Normals {
    weights: Vec<f64>,
    means: Vec<f64>,
    sd: f64,
}

impl Said<'_> {
    /// Returns a fact with everything that is to be said of it.
    pub(super) fn of_fact(
        &self,
        at: usize,
        (facts, fact): (&Facts, &Checked<'_>),
        error: ErrorParts,
    ) -> CalibratedFact {
        let after = self.normals(at, self.posterior);
        let others = self.by_others(at);
        let of = fact.fact;
        let source = of.source.as_ref().and_then(|it| facts.source.get(&it.id));
        CalibratedFact {
            id: fact.id.to_owned(),
            title: of.title.clone(),
            quantity: of.quantity,
            unit: of.unit,
            population: of.population,
            year: of.year,
            counting_rule: of.counting_rule.clone(),
            source_title: source.map(|source| source.title.clone()),
            observed: fact.observed,
            error,
            prior: self.normals(at, self.prior).predicted(),
            posterior: after.predicted(),
            from_others: others.as_ref().map(Normals::predicted),
            residual: after.residual(fact.observed),
            residual_from_others: others.map(|others| others.residual(fact.observed)),
        }
    }

    fn normals(&self, fact: usize, weights: &Weights) -> Normals {
        let all = self.figures.iter().zip(weights.all());
        let possible = all.filter(|(figures, weight)| **weight > 0.0 && figures[fact].is_finite());
        let (means, weights): (Vec<f64>, Vec<f64>) = possible
            .map(|(figures, weight)| (figures[fact], *weight))
            .unzip();
        let sum: f64 = weights.iter().sum();
        Normals {
            weights: weights.into_iter().map(|weight| weight / sum).collect(),
            means,
            sd: sqrt(self.covariance.variance(fact)),
        }
    }

    /// Returns what the other facts make the model expect of one: the posterior without it, by
    /// weighting the points again.
    fn by_others(&self, fact: usize) -> Option<Normals> {
        if self.observed.len() < 2 {
            return None;
        }
        let (factor, with) = self.covariance.without(fact)?;
        // How the fact's error moves with those of the others.
        let slopes = factor.solve(&with);
        let explained: f64 = slopes.iter().zip(&with).map(|(a, b)| a * b).sum();
        let half_determinant = 0.5 * factor.ln_determinant();
        let mut logarithms = Vec::new();
        let mut means = Vec::new();
        let all = self.figures.iter().zip(self.ln_likelihood);
        for ((figures, found), weight) in all.zip(self.posterior.all()) {
            if *weight <= 0.0 {
                continue;
            }
            let others = self.observed.iter().zip(figures).enumerate();
            let off: Vec<f64> = others
                .filter(|(at, _)| *at != fact)
                .map(|(_, (observed, figure))| observed - figure)
                .collect();
            let without = -0.5 * factor.squared_distance(&off) - half_determinant;
            logarithms.push(ln(*weight) + without - found);
            let moved: f64 = slopes.iter().zip(&off).map(|(a, b)| a * b).sum();
            means.push(figures[fact] + moved);
        }
        let weights = Weights::of_logarithms(&logarithms);
        let variance = self.covariance.variance(fact) - explained;
        (weights.effective() >= FEWEST).then(|| Normals {
            weights: weights.all().to_vec(),
            means,
            sd: sqrt(variance.max(0.0)),
        })
    }
}

impl Normals {
    fn mean(&self) -> f64 {
        self.weights
            .iter()
            .zip(&self.means)
            .map(|(w, m)| w * m)
            .sum()
    }

    fn variance(&self) -> f64 {
        let mean = self.mean();
        let between: f64 = self
            .weights
            .iter()
            .zip(&self.means)
            .map(|(w, m)| w * (m - mean) * (m - mean))
            .sum();
        between + self.sd * self.sd
    }

    fn residual(&self, observed: f64) -> f64 {
        let sd = sqrt(self.variance());
        match sd > 0.0 {
            true => (observed - self.mean()) / sd,
            false => 0.0,
        }
    }

    fn predicted(&self) -> FactPredicted {
        let at = |share| finite(self.quantile(share));
        FactPredicted {
            mean: finite(self.mean()),
            p05: at(0.05),
            p50: at(0.5),
            p95: at(0.95),
        }
    }

    /// Returns the quantile by halving: the distribution function rises.
    fn quantile(&self, share: f64) -> f64 {
        let ends = self.means.iter().copied();
        let least = ends.clone().fold(f64::INFINITY, f64::min) - 6.0 * self.sd;
        let most = ends.fold(f64::NEG_INFINITY, f64::max) + 6.0 * self.sd;
        let below = |x: f64| -> f64 {
            let all = self.weights.iter().zip(&self.means);
            all.map(|(w, m)| match self.sd > 0.0 {
                true => w * normal_cdf((x - m) / self.sd),
                false => w * f64::from(u8::from(*m <= x)),
            })
            .sum()
        };
        let (mut low, mut high) = (least, most);
        for _ in 0..40 {
            let middle = 0.5 * (low + high);
            match below(middle) < share {
                true => low = middle,
                false => high = middle,
            }
        }
        0.5 * (low + high)
    }
}

/// Zero stands for what nobody can say: no point had any figure.
fn finite(x: f64) -> f64 {
    if x.is_finite() { x } else { 0.0 }
}

/// Returns the log-likelihood of figures.
pub(super) fn ln_likelihood(observed: &[f64], figures: &[f64], covariance: &Covariance) -> f64 {
    let off: Vec<f64> = observed.iter().zip(figures).map(|(y, m)| y - m).collect();
    -0.5 * covariance.factor.squared_distance(&off) - 0.5 * covariance.factor.ln_determinant()
}

/// Returns the weights of points from the prior, where so many were made from it first.
pub(super) fn prior_weights(n_points: usize, n_prior: usize) -> Weights {
    let logarithms = (0..n_points).map(|at| match at < n_prior {
        true => 0.0,
        false => f64::NEG_INFINITY,
    });
    Weights::of_logarithms(&logarithms.collect::<Vec<f64>>())
}
