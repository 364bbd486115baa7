//! Everything that is to be said of a search that has ended.

use crate::analysis::calibrate::agreement::{agreement, halves};
use crate::analysis::calibrate::checked::Checked;
use crate::analysis::calibrate::numbers::{Column, columns, number, pairs};
use crate::analysis::calibrate::search::Search;
use crate::analysis::calibrate::told::{Said, prior_weights};
use crate::analysis::calibrate::warnings::{trusts, warnings};
use crate::analysis::calibrate::written::written;
use crate::compile::plan::Plan;
use crate::posterior::{Stage, Weights, regions};
use crate::results::calibration::{
    CALIBRATION_FORMAT, CalibratedFact, Calibration, CalibrationRun, Mode, Sampling, SamplingStage,
};
use crate::results::run::Stopped;
use crate::scenario::Scenario;
use crate::scenario::facts::Facts;

/// Effective sample size that a posterior is relied on from.
const ENOUGH: f64 = 200.0;
/// Shape of the weights' tail up to which it is.
const LIGHT_TAIL: f64 = 0.7;

impl Search<'_> {
    /// Returns everything that is to be said.
    pub(super) fn told(
        &self,
        (plan, scenario): (&Plan, &Scenario),
        facts: &Facts,
        stopped: Stopped,
    ) -> Calibration {
        let free = self.model.free;
        let weights = self.explorer.weights();
        let figures: Vec<Vec<f64>> = self.raw.iter().map(|raw| self.figures(raw)).collect();
        let agreement = agreement(
            &self.explorer,
            &weights,
            (&self.observed, &figures),
            &self.covariance,
        );
        let columns = columns(free, self.explorer.points());
        let sampling = self.sampling(&columns, &weights);
        let is_sure = sampling.is_converged && trusts(&agreement);
        let all = columns.iter().enumerate();
        let numbers: Vec<_> = all
            .map(|(at, column)| {
                let about = (plan, scenario, free);
                number(about, at, (column, &weights), is_sure)
            })
            .collect();
        let correlations = pairs(plan, free, &columns, &weights);
        let (written_correlations, shrunk) = written(plan, scenario, &correlations);
        let told = self.told_of_facts(facts, &figures, &weights);
        let start_year = scenario.about.start.year;
        Calibration {
            utfall_calibration: CALIBRATION_FORMAT,
            run: self.about(plan, scenario, stopped),
            warnings: warnings(
                (&numbers, &correlations),
                &told,
                (&agreement, &sampling),
                (start_year, shrunk),
            ),
            numbers,
            correlations,
            facts: told,
            agreement,
            sampling,
            overrides_source: scenario.source.has("calibrated"),
            written_correlations,
        }
    }

    fn told_of_facts(
        &self,
        facts: &Facts,
        figures: &[Vec<f64>],
        weights: &Weights,
    ) -> Vec<CalibratedFact> {
        let said = Said {
            figures,
            observed: &self.observed,
            covariance: &self.covariance,
            prior: &prior_weights(figures.len(), self.n_prior),
            posterior: weights,
            ln_likelihood: self.explorer.ln_likelihood(),
        };
        let all: &[Checked<'_>] = self.model.facts;
        let all = all.iter().enumerate();
        all.map(|(at, fact)| {
            let error = self.noise.parts(&self.model, at);
            said.of_fact(at, (facts, fact), error)
        })
        .collect()
    }

    fn sampling(&self, columns: &[Column], weights: &Weights) -> Sampling {
        let (difference, limit) = halves(&self.explorer, weights);
        let shape = weights.pareto_shape();
        let last = self.explorer.stages().last();
        let is_at_the_end = last.is_some_and(|stage| stage.temperature >= 1.0);
        let effective = weights.effective();
        let scores: Vec<Vec<f64>> = (0..self.raw.len())
            .map(|point| columns.iter().map(|column| column.scores[point]).collect())
            .collect();
        let modes = regions(&scores, weights, self.seed).into_iter();
        Sampling {
            stages: self.explorer.stages().iter().map(stage).collect(),
            effective,
            pareto_shape: Some(shape).filter(|shape| shape.is_finite()),
            half_difference: difference,
            half_difference_limit: limit,
            impossible: self
                .raw
                .iter()
                .filter(|raw| raw.iter().any(|x| !x.is_finite()))
                .count() as u64,
            is_converged: is_at_the_end
                && effective >= ENOUGH
                // The comparison fails where the tail could not be told.
                && shape < LIGHT_TAIL
                && difference <= limit,
            modes: modes
                .map(|region| Mode {
                    share: region.share,
                    means: region
                        .mean
                        .iter()
                        .enumerate()
                        .map(|(at, score)| self.model.free.value(at, *score))
                        .collect(),
                })
                .collect(),
        }
    }

    fn about(&self, plan: &Plan, scenario: &Scenario, stopped: Stopped) -> CalibrationRun {
        let exact = self.model.facts.iter().zip(self.model.is_exact);
        CalibrationRun {
            title: scenario.about.title.clone(),
            scenario_hash: plan.fingerprint.clone(),
            program_version: env!("CARGO_PKG_VERSION").to_owned(),
            seed: self.seed,
            draws: self.raw.len() as u64,
            draws_asked: self.draws,
            cohorts: self.model.cohorts,
            stopped,
            exact_facts: exact
                .filter(|(_, is_exact)| **is_exact)
                .map(|(fact, _)| fact.id.to_owned())
                .collect(),
            others: self.model.free.n_others() as u32,
            price_year: plan.money.price_year,
        }
    }
}

fn stage(of: &Stage) -> SamplingStage {
    SamplingStage {
        draws: of.points as u64,
        temperature: of.temperature,
        components: of.components as u32,
        effective: of.effective,
    }
}
