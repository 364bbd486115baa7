//! The search for the posterior: rounds of sets of values, and luck measured on the way.

use crate::analysis::calibrate::model::Model;
use crate::analysis::calibrate::noise::{Covariance, Noise, measured};
use crate::analysis::calibrate::told::ln_likelihood;
use crate::engine::observer::{GoOn, Observer};
use crate::engine::run::{BATCH, RunError};
use crate::posterior::Explorer;
use crate::results::run::Stopped;

/// Share of the points that are made from the prior before anything is fitted.
const FIRST_SHARE: f64 = 0.25;
/// Rounds after the first.
const ROUNDS: u64 = 10;
/// Share of the points after which luck is measured again, where the posterior then is.
const MEASURED_AGAIN: f64 = 0.6;
/// The search for the posterior.
pub(super) struct Search<'a> {
    pub(super) model: Model<'a>,
    pub(super) draws: u64,
    pub(super) seed: u64,
    pub(super) observed: Vec<f64>,
    pub(super) explorer: Explorer,
    /// By point and fact, as the model says before the noise's offset.
    pub(super) raw: Vec<Vec<f64>>,
    pub(super) noise: Noise,
    pub(super) covariance: Covariance,
    pub(super) n_prior: usize,
}

impl<'a> Search<'a> {
    pub(super) fn new(model: Model<'a>, (draws, seed): (u64, u64)) -> Result<Self, RunError> {
        let centre = vec![0.0; model.free.n()];
        let noise = measured(&model, &centre)?;
        Ok(Self {
            observed: model.facts.iter().map(|fact| fact.observed).collect(),
            explorer: Explorer::new(model.free.n(), seed),
            raw: Vec::new(),
            covariance: noise.covariance(&model),
            n_prior: 0,
            noise,
            model,
            draws,
            seed,
        })
    }

    pub(super) fn figures(&self, raw: &[f64]) -> Vec<f64> {
        raw.iter()
            .zip(&self.noise.offset)
            .map(|(x, offset)| x + offset)
            .collect()
    }

    /// Makes all rounds; returns why it ended.
    pub(super) fn run(&mut self, observer: &dyn Observer) -> Result<Stopped, RunError> {
        let asked = self.draws;
        let first = in_batches(asked as f64 * FIRST_SHARE).min(asked);
        let round = in_batches((asked - first) as f64 / ROUNDS as f64);
        let mut was_measured = false;
        let mut next = first;
        while (self.raw.len() as u64) < asked {
            let n = next.min(asked - self.raw.len() as u64);
            if !self.round(n as usize, observer)? {
                return match self.raw.is_empty() {
                    true => Err(RunError::StoppedEmpty),
                    false => Ok(Stopped::Interrupted),
                };
            }
            if self.n_prior == 0 {
                self.n_prior = self.raw.len();
            }
            if !was_measured && self.raw.len() as f64 >= MEASURED_AGAIN * asked as f64 {
                self.measure_again()?;
                was_measured = true;
            }
            next = round;
        }
        Ok(Stopped::Finished)
    }

    /// Returns the facts that no set of values gives a figure of, where no set has any weight.
    pub(super) fn without_figures(&self) -> Option<Vec<String>> {
        if self.explorer.weights().effective() > 0.0 {
            return None;
        }
        let is_missing = |fact: usize| self.raw.iter().all(|raw| !raw[fact].is_finite());
        let missing = self.model.facts.iter().enumerate();
        let missing = missing.filter(|(at, _)| is_missing(*at));
        Some(missing.map(|(_, fact)| fact.id.to_owned()).collect())
    }

    /// Makes a round; returns whether it was finished.
    fn round(&mut self, n: usize, observer: &dyn Observer) -> Result<bool, RunError> {
        let before = self.raw.len();
        let (mut told_to_stop, mut failed) = (false, None);
        let mut explorer = self.explorer.clone();
        let mut fresh = Vec::new();
        explorer.stage(n, |points| {
            let asked = self.draws;
            let found = self.model.at_points(points, |done| {
                let go_on = observer.batch_finished((before + done) as u64, asked);
                told_to_stop |= go_on == GoOn::No;
                go_on
            });
            match found {
                Ok(found) => fresh = found,
                Err(why) => failed = Some(why),
            }
            let all = fresh.iter().map(|raw| self.ln_likelihood(raw));
            all.collect()
        });
        if let Some(why) = failed {
            return Err(why);
        }
        self.explorer = explorer;
        self.raw.extend(fresh);
        if self.n_prior == 0 && told_to_stop {
            self.n_prior = self.raw.len();
        }
        Ok(!told_to_stop || self.raw.len() as u64 >= self.draws)
    }

    fn ln_likelihood(&self, raw: &[f64]) -> f64 {
        ln_likelihood(&self.observed, &self.figures(raw), &self.covariance)
    }

    /// Measures luck where the posterior is highest, and weighs all points again.
    fn measure_again(&mut self) -> Result<(), RunError> {
        let weights = self.explorer.weights();
        let points = self
            .explorer
            .points()
            .iter()
            .zip(self.explorer.ln_likelihood());
        let height = |(point, found): (&Vec<f64>, &f64)| {
            found - 0.5 * point.iter().map(|x| x * x).sum::<f64>()
        };
        let best = points.max_by(|a, b| height(*a).total_cmp(&height(*b)));
        let Some((best, _)) = best.filter(|_| weights.effective() > 0.0) else {
            return Ok(());
        };
        let best = best.clone();
        self.noise = measured(&self.model, &best)?;
        self.covariance = self.noise.covariance(&self.model);
        let all = self.raw.iter().map(|raw| self.ln_likelihood(raw));
        let all: Vec<f64> = all.collect();
        self.explorer.replace_likelihoods(all);
        Ok(())
    }
}

/// Returns the nearest whole number of batches, one at the least.
fn in_batches(n: f64) -> u64 {
    ((n / BATCH as f64).round() as u64).max(1) * BATCH
}
