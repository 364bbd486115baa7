//! Adaptive multiple importance sampling, tempered until the likelihood counts in full.

use crate::luck::{HouseholdKey, Layer, Purpose, cohort_key};
use crate::math::ln;
use crate::posterior::clusters::components;
use crate::posterior::mixture::{LogSum, Mixture, ln_standard_normal};
use crate::posterior::weights::Weights;

const RESAMPLING: Purpose = Purpose::named("posterior:resampling");
/// Keeps this luck apart from that of draws of a scenario.
const REPLICATE: u32 = 0xCA1;
/// Share of the prior in every proposal.
const PRIOR_SHARE: f64 = 0.1;
/// Points that a mixture is fitted to.
const FITTED_TO: usize = 300;

/// One round of proposals.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stage {
    /// Points made, this round's included.
    pub points: usize,
    /// The power of the likelihood that this round's proposal was fitted to; 0 is the prior, 1 the posterior.
    pub temperature: f64,
    /// Components of the proposal besides the prior.
    pub components: usize,
    /// Effective sample size of all points after the round.
    pub effective: f64,
}

/// Points from everything proposed so far, with weights that make them a sample of the posterior.
///
/// All points are kept, whatever was proposed when: each is weighted by the prior times the likelihood over the
/// mixture of all proposals in the proportions they were used. A proposal is fitted to the
/// likelihood raised to a power: the largest, up to one, that leaves enough effective points. So modes that the prior reaches
/// are followed from when they are still broad, and the prior's own share in each proposal finds again
/// what was lost. What is proposed depends on the seed and on the likelihoods of the rounds before, and on nothing else.
///
/// # Source
///
/// Cornuet, Marin, Mira and Robert (2012), *Scandinavian Journal of Statistics* 39(4); mixtures of t distributions: Cappé,
/// Douc, Guillin, Marin and Robert (2008), *Statistics and Computing* 18; tempering: Neal (2001), ibid. 11.
///
/// ```
/// use sim_core::posterior::Explorer;
/// // One number, seen once as 1 with a standard error of 1: the posterior has mean 1/2.
/// let mut explorer = Explorer::new(1, 7);
/// for _ in 0..4 {
///     let seen = |points: &[Vec<f64>]| points.iter().map(|x| -0.5 * (x[0] - 1.0) * (x[0] - 1.0)).collect();
///     explorer.stage(500, seen);
/// }
/// assert!((explorer.weights().mean(&explorer.column(0)) - 0.5).abs() < 0.05);
/// ```
#[derive(Clone, Debug)]
pub struct Explorer {
    n_dims: usize,
    seed: u64,
    points: Vec<Vec<f64>>,
    ln_likelihood: Vec<f64>,
    /// By point: logarithm of the sum over rounds of points times density.
    ln_proposed: Vec<LogSum>,
    proposals: Vec<(Mixture, usize)>,
    stages: Vec<Stage>,
}

impl Explorer {
    /// Returns an explorer without points.
    pub fn new(n_dims: usize, seed: u64) -> Self {
        Self {
            n_dims,
            seed,
            points: Vec::new(),
            ln_likelihood: Vec::new(),
            ln_proposed: Vec::new(),
            proposals: Vec::new(),
            stages: Vec::new(),
        }
    }

    /// Returns all points.
    pub fn points(&self) -> &[Vec<f64>] {
        &self.points
    }

    /// Returns the log-likelihoods of all points.
    pub fn ln_likelihood(&self) -> &[f64] {
        &self.ln_likelihood
    }

    /// Returns one number of all points.
    pub fn column(&self, dim: usize) -> Vec<f64> {
        self.points.iter().map(|point| point[dim]).collect()
    }

    /// Returns the rounds.
    pub fn stages(&self) -> &[Stage] {
        &self.stages
    }

    /// Makes a round of points: the first from the prior, later ones from a mixture fitted to all before.
    ///
    /// `likelihoods` returns the log-likelihoods of the points it is given, in order; fewer mean that it was
    /// stopped, and only their points are kept. What is not a number counts as impossible.
    pub fn stage(&mut self, n_points: usize, likelihoods: impl FnOnce(&[Vec<f64>]) -> Vec<f64>) {
        let (temperature, proposal) = self.proposal();
        let first = self.points.len() as u64;
        let luck = cohort_key(self.seed, 0, Layer::Parameter, REPLICATE);
        let made: Vec<Vec<f64>> = (0..n_points as u64)
            .map(|at| proposal.point(luck.household(first + at)))
            .collect();
        let found = likelihoods(&made);
        let n_kept = found.len().min(made.len());
        if n_kept == 0 {
            return;
        }
        let n = ln(n_kept as f64);
        for (point, sum) in self.points.iter().zip(&mut self.ln_proposed) {
            sum.add(n + proposal.ln_density(point));
        }
        self.proposals.push((proposal, n_kept));
        for (point, found) in made.into_iter().zip(found) {
            let mut sum = LogSum::default();
            for (proposal, n) in &self.proposals {
                sum.add(ln(*n as f64) + proposal.ln_density(&point));
            }
            self.ln_proposed.push(sum);
            self.points.push(point);
            let is_number = !found.is_nan() && found < f64::INFINITY;
            self.ln_likelihood
                .push(if is_number { found } else { f64::NEG_INFINITY });
        }
        let components = self.proposals.last().map_or(0, |of| of.0.n_components());
        self.stages.push(Stage {
            points: self.points.len(),
            temperature,
            components,
            effective: self.weights().effective(),
        });
    }

    /// Puts other log-likelihoods in place of those of all points.
    pub fn replace_likelihoods(&mut self, likelihoods: Vec<f64>) {
        self.ln_likelihood = likelihoods;
    }

    /// Returns the weights that make the points a sample of the posterior.
    pub fn weights(&self) -> Weights {
        self.weights_at(1.0)
    }

    /// Returns the logarithm of what the likelihood is on average under the prior.
    pub fn ln_evidence(&self) -> f64 {
        let mut sum = LogSum::default();
        self.logarithms(1.0).for_each(|term| sum.add(term));
        sum.value()
    }

    /// Returns weights for the likelihood raised to a power.
    fn weights_at(&self, temperature: f64) -> Weights {
        Weights::of_logarithms(&self.logarithms(temperature).collect::<Vec<f64>>())
    }

    fn logarithms(&self, temperature: f64) -> impl Iterator<Item = f64> + '_ {
        let all = self.points.iter().zip(&self.ln_likelihood);
        all.zip(&self.ln_proposed)
            .map(move |((point, found), proposed)| {
                // What is impossible stays so at any power.
                let counts = if found.is_finite() {
                    temperature * found
                } else {
                    *found
                };
                counts + ln_standard_normal(point) - proposed.value()
            })
    }

    /// Returns the effective points that a proposal is fitted to at the least.
    fn enough(&self) -> f64 {
        let n_dims = self.n_dims as f64;
        (20.0 + 12.0 * n_dims).max(0.04 * self.points.len() as f64)
    }

    fn proposal(&self) -> (f64, Mixture) {
        let prior = (0.0, Mixture::prior(self.n_dims));
        if self.points.is_empty() {
            return prior;
        }
        let temperature = self.temperature();
        let weights = self.weights_at(temperature);
        let luck = self.luck_of_round();
        let lot = luck.stream(RESAMPLING, 0).uniform();
        let chosen = weights.resample(FITTED_TO, lot);
        let points: Vec<&[f64]> = chosen.iter().map(|at| &self.points[*at][..]).collect();
        match components(&points, weights.effective(), luck) {
            Some(found) => (temperature, Mixture::of(self.n_dims, PRIOR_SHARE, found)),
            None => prior,
        }
    }

    fn luck_of_round(&self) -> HouseholdKey {
        let luck = cohort_key(self.seed, 1, Layer::Parameter, REPLICATE);
        luck.household(self.points.len() as u64)
    }

    /// Returns the largest power of the likelihood that leaves enough effective points.
    fn temperature(&self) -> f64 {
        let enough = self.enough();
        let leaves_enough = |power: f64| self.weights_at(power).effective() >= enough;
        if leaves_enough(1.0) {
            return 1.0;
        }
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..24 {
            let middle = 0.5 * (low + high);
            match leaves_enough(middle) {
                true => low = middle,
                false => high = middle,
            }
        }
        low
    }
}
