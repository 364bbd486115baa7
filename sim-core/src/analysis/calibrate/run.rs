//! The calibration from facts to posterior.

use crate::analysis::calibrate::agreement::{agreement, halves};
use crate::analysis::calibrate::checked::{Checked, FactProblem, checked};
use crate::analysis::calibrate::counting::is_expected;
use crate::analysis::calibrate::free::{Free, NotFree};
use crate::analysis::calibrate::model::Model;
use crate::analysis::calibrate::noise::{Covariance, Noise, measured};
use crate::analysis::calibrate::numbers::{Column, columns, number, pairs};
use crate::analysis::calibrate::situation::situation;
use crate::analysis::calibrate::told::{Said, ln_likelihood, prior_weights};
use crate::analysis::calibrate::warnings::{trusts, warnings};
use crate::analysis::calibrate::written::written;
use crate::analysis::expected::twin;
use crate::compile::plan::Plan;
use crate::engine::draw::prepare;
use crate::engine::observer::{GoOn, Observer};
use crate::engine::published::days_in_year;
use crate::engine::run::{BATCH, RunError};
use crate::exact::Unsupported;
use crate::luck::{Layer, cohort_key};
use crate::posterior::{Explorer, Weights, regions};
use crate::results::calibration::{
    CALIBRATION_FORMAT, Calibration, CalibrationRun, Mode, Sampling, SamplingStage,
};
use crate::results::run::Stopped;
use crate::scenario::Scenario;
use crate::scenario::facts::Facts;
use crate::tree::node::Node;

/// Where the model's figures come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CalibrateMethod {
    /// Expected values where every fact has one and the scenario is covered and small; cohorts otherwise.
    #[default]
    Auto,
    /// Cohorts for every fact.
    MonteCarlo,
    /// Expected values for every fact that has one, cohorts for the rest.
    Exact,
}

/// How to calibrate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalibrateSettings {
    /// Sets of values to try.
    pub draws: u64,
    /// Cohorts of households for each.
    pub cohorts: u32,
    /// Seed.
    pub seed: u64,
    /// Threads; none means as many as the machine has cores.
    pub threads: Option<usize>,
    /// Where figures come from.
    pub method: CalibrateMethod,
}

/// Why nothing could be calibrated.
#[derive(Clone, Debug, PartialEq)]
pub enum NotCalibrated {
    /// Numbers that cannot be calibrated.
    Numbers(Vec<NotFree>),
    /// Facts that cannot be used.
    Facts(Vec<FactProblem>),
    /// The exact engine was asked for and does not cover the scenario.
    Unsupported(Vec<Unsupported>),
    /// The run failed.
    Run(RunError),
}

impl From<RunError> for NotCalibrated {
    fn from(why: RunError) -> Self {
        Self::Run(why)
    }
}

/// Segments up to which the exact engine is faster than cohorts.
const FEW_SEGMENTS: usize = 2;
/// Share of the points that are made from the prior before anything is fitted.
const FIRST_SHARE: f64 = 0.25;
/// Rounds after the first.
const ROUNDS: u64 = 10;
/// Share of the points after which luck is measured again, where the posterior then is.
const MEASURED_AGAIN: f64 = 0.6;
/// Effective sample size that a posterior is relied on from.
const ENOUGH: f64 = 200.0;
/// Shape of the weights' tail up to which it is.
const LIGHT_TAIL: f64 = 0.7;

/// Returns what facts say about some uncertain numbers, under `today`.
///
/// `names` are addresses of uncertain numbers, or ids of parameters. The likelihood of a set of values is normal: what the model
/// expects at them, by the same cohorts for every set, against the facts, with the facts' own errors, the luck of a
/// place where a fact asks for it, the spread from all numbers that are not calibrated, and what Monte Carlo
/// error is left. The prior is the scenario's, its correlations included.
///
/// A run that is stopped gives what the finished sets of values say.
///
/// # Errors
///
/// [`NotCalibrated`].
///
/// # Source
///
/// Synthetic likelihood: Wood (2010), *Nature* 466; with the error of its mean: Price, Drovandi, Lee and Nott (2018),
/// *JCGS* 27(1). The sampler's are at [`Explorer`].
pub fn calibrate(
    (plan, scenario, resolved): (&Plan, &Scenario, &Node),
    facts: &Facts,
    names: &[String],
    settings: CalibrateSettings,
    observer: &dyn Observer,
) -> Result<Calibration, NotCalibrated> {
    let free = Free::new(plan, scenario, resolved, names).map_err(NotCalibrated::Numbers)?;
    let held = checked(facts, scenario).map_err(NotCalibrated::Facts)?;
    let situation = situation(plan);
    let mut steady = situation.clone();
    steady.labour = None;
    let prepared = prepare(&situation, &[0]);
    let days = days_in_year(&situation);
    let mut model = Model {
        plan: &situation,
        steady: &steady,
        prepared: &prepared,
        days_in_year: &days,
        free: &free,
        facts: &held,
        is_exact: &[],
        cohorts: settings.cohorts.max(2),
        seed: settings.seed,
        threads: settings.threads,
    };
    let is_exact = exact_facts(&model, settings.method)?;
    model.is_exact = &is_exact;
    let mut search = Search::new(model, settings)?;
    let stopped = search.run(observer)?;
    Ok(search.told((plan, scenario), facts, stopped))
}

/// Returns which facts expected values stand for.
fn exact_facts(model: &Model<'_>, method: CalibrateMethod) -> Result<Vec<bool>, NotCalibrated> {
    let all: Vec<bool> = model
        .facts
        .iter()
        .map(|fact| is_expected(fact.quantity()))
        .collect();
    let is_small = model.plan.segments.len() <= FEW_SEGMENTS;
    let wants = match method {
        CalibrateMethod::MonteCarlo => false,
        CalibrateMethod::Auto => is_small && all.iter().all(|is_expected| *is_expected),
        CalibrateMethod::Exact => true,
    };
    if !wants || !all.contains(&true) {
        return Ok(vec![false; all.len()]);
    }
    let values = model.steady.numbers.central();
    let world = cohort_key(0, 0, Layer::World, 0);
    match twin(model.steady, model.prepared, (&values, world), 1) {
        Ok(_) => Ok(all),
        Err(what) if method == CalibrateMethod::Exact => Err(NotCalibrated::Unsupported(what)),
        Err(_) => Ok(vec![false; all.len()]),
    }
}

/// The search for the posterior.
struct Search<'a> {
    model: Model<'a>,
    settings: CalibrateSettings,
    observed: Vec<f64>,
    explorer: Explorer,
    /// By point and fact, as the model says before `offset`.
    raw: Vec<Vec<f64>>,
    /// By fact: what chance in other numbers and in the world adds to an expected value.
    offset: Vec<f64>,
    noise: Noise,
    covariance: Covariance,
    n_prior: usize,
}

impl<'a> Search<'a> {
    fn new(model: Model<'a>, settings: CalibrateSettings) -> Result<Self, NotCalibrated> {
        let centre = vec![0.0; model.free.n()];
        let noise = measured(&model, &centre, || GoOn::Yes)?;
        let mut search = Self {
            observed: model.facts.iter().map(|fact| fact.observed).collect(),
            explorer: Explorer::new(model.free.n(), settings.seed),
            raw: Vec::new(),
            offset: vec![0.0; model.facts.len()],
            covariance: noise.covariance(&model),
            n_prior: 0,
            noise,
            model,
            settings,
        };
        search.offset = search.offset_at(&centre);
        Ok(search)
    }

    /// Returns what all other numbers and the world add on average to expected values at a point.
    fn offset_at(&self, point: &[f64]) -> Vec<f64> {
        let has_chance = self.model.free.n_others() > 0 || self.model.plan.labour.is_some();
        if !has_chance || !self.model.is_exact.contains(&true) {
            return vec![0.0; self.observed.len()];
        }
        let expected = self.model.expected(point);
        let facts = self.model.is_exact.iter().enumerate();
        facts
            .map(|(fact, is_exact)| match is_exact {
                true => self.noise.means[fact] - expected[fact],
                false => 0.0,
            })
            .collect()
    }

    fn figures(&self, raw: &[f64]) -> Vec<f64> {
        raw.iter()
            .zip(&self.offset)
            .map(|(x, offset)| x + offset)
            .collect()
    }

    /// Makes all rounds; returns why it ended.
    fn run(&mut self, observer: &dyn Observer) -> Result<Stopped, NotCalibrated> {
        let asked = self.settings.draws;
        let first = in_batches(asked as f64 * FIRST_SHARE).min(asked);
        let round = in_batches((asked - first) as f64 / ROUNDS as f64);
        let mut was_measured = false;
        let mut next = first;
        while (self.raw.len() as u64) < asked {
            let n = next.min(asked - self.raw.len() as u64);
            if !self.round(n as usize, observer)? {
                return match self.raw.is_empty() {
                    true => Err(RunError::StoppedEmpty.into()),
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

    /// Makes a round; returns whether it was finished.
    fn round(&mut self, n: usize, observer: &dyn Observer) -> Result<bool, NotCalibrated> {
        let before = self.raw.len();
        let (mut told_to_stop, mut failed) = (false, None);
        let mut explorer = self.explorer.clone();
        let mut fresh = Vec::new();
        explorer.stage(n, |points| {
            let asked = self.settings.draws;
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
            return Err(why.into());
        }
        self.explorer = explorer;
        self.raw.extend(fresh);
        if self.n_prior == 0 && told_to_stop {
            self.n_prior = self.raw.len();
        }
        Ok(!told_to_stop || self.raw.len() as u64 >= self.settings.draws)
    }

    fn ln_likelihood(&self, raw: &[f64]) -> f64 {
        ln_likelihood(&self.observed, &self.figures(raw), &self.covariance)
    }

    /// Measures luck where the posterior is highest, and weighs all points again.
    fn measure_again(&mut self) -> Result<(), NotCalibrated> {
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
        let noise = measured(&self.model, &best, || GoOn::Yes)?;
        if noise.means.iter().any(|mean| !mean.is_finite()) {
            return Ok(());
        }
        self.noise = noise;
        self.covariance = self.noise.covariance(&self.model);
        self.offset = self.offset_at(&best);
        let all = self.raw.iter().map(|raw| self.ln_likelihood(raw));
        let all: Vec<f64> = all.collect();
        self.explorer.replace_likelihoods(all);
        Ok(())
    }

    /// Returns everything that is to be said.
    fn told(
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
        let all = columns.iter().enumerate();
        let numbers: Vec<_> = all
            .map(|(at, column)| {
                let about = (plan, scenario, free);
                number(about, at, (column, &weights), trusts(&agreement))
            })
            .collect();
        let correlations = pairs(plan, free, &columns, &weights);
        let (written_correlations, shrunk) = written(plan, scenario, &correlations);
        let told = self.told_of_facts(facts, &figures, &weights);
        let sampling = self.sampling(&columns, &weights);
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
    ) -> Vec<crate::results::calibration::CalibratedFact> {
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
        let modes = regions(&scores, weights, self.settings.seed).into_iter();
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
            seed: self.settings.seed,
            draws: self.raw.len() as u64,
            draws_asked: self.settings.draws,
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

fn stage(of: &crate::posterior::Stage) -> SamplingStage {
    SamplingStage {
        draws: of.points as u64,
        temperature: of.temperature,
        components: of.components as u32,
        effective: of.effective,
    }
}

/// Returns the nearest whole number of batches, one at the least.
fn in_batches(n: f64) -> u64 {
    ((n / BATCH as f64).round() as u64).max(1) * BATCH
}
