//! The calibration: what is asked, and what can be wrong with it.

use crate::analysis::calibrate::checked::{FactProblem, checked};
use crate::analysis::calibrate::counting::is_expected;
use crate::analysis::calibrate::free::{Free, NotFree};
use crate::analysis::calibrate::model::Model;
use crate::analysis::calibrate::search::Search;
use crate::analysis::calibrate::situation::situation;
use crate::analysis::expected::twin;
use crate::compile::plan::Plan;
use crate::engine::draw::prepare;
use crate::engine::observer::Observer;
use crate::engine::published::days_in_year;
use crate::engine::run::RunError;
use crate::exact::Unsupported;
use crate::luck::{Layer, cohort_key};
use crate::results::calibration::Calibration;
use crate::scenario::Scenario;
use crate::scenario::facts::Facts;
use crate::tree::node::Node;

/// Segments up to which the exact engine is faster than cohorts.
const FEW_SEGMENTS: usize = 2;
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
    /// No set of values gives a figure of every fact: nobody is on assistance, or none comes back.
    NothingCounted {
        /// Facts that no set gives a figure of.
        facts: Vec<String>,
    },
    /// The run failed.
    Run(RunError),
}

impl From<RunError> for NotCalibrated {
    fn from(why: RunError) -> Self {
        Self::Run(why)
    }
}

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
/// *JCGS* 27(1). The sampler's are at [`Explorer`](crate::posterior::Explorer).
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
    let mut search = Search::new(model, (settings.draws, settings.seed))?;
    let stopped = search.run(observer)?;
    let missing = search.without_figures();
    match missing {
        Some(facts) => Err(NotCalibrated::NothingCounted { facts }),
        None => Ok(search.told((plan, scenario), facts, stopped)),
    }
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
