//! The documented figures of one scenario, simulated and judged.

use crate::analysis::assumptions::assumptions;
use crate::analysis::backtest::calibration::calibration;
use crate::analysis::backtest::carriers::carriers;
use crate::analysis::backtest::drawn::{Drawn, Run};
use crate::analysis::backtest::figure::Figure;
use crate::analysis::backtest::predictive::Sayings;
use crate::analysis::compare::ways_to_run;
use crate::analysis::titles::titles;
use crate::compile::plan::Plan;
use crate::engine::draw::prepare;
use crate::engine::observer::{Observer, Silent};
use crate::engine::published::days_in_year;
use crate::engine::run::{RunError, Settings};
use crate::results::assumption::Assumption;
use crate::results::backtest::{
    Backtest, Carrier, DocumentedResult, Position, Predicted, Reach, Verdict,
};
use crate::scenario::Scenario;

/// Most draws with numbers at the end of what is held possible.
const MOST_AT_ENDS: u64 = 128;
/// What the end of a number is: this share lies beyond it.
const BEYOND_END: f64 = 0.01;

/// Returns the documented figures of a scenario held against what the model expects.
///
/// A share is told of as many households as the document's. Where one cohort has fewer, others
/// are simulated under the same parameters and world. Nothing is fitted to the figures.
///
/// # Errors
///
/// [`RunError::NoThreads`], [`RunError::StoppedEmpty`] when not one draw was made,
/// [`RunError::NotFinite`] and [`RunError::Restless`].
pub fn backtest(
    plan: &Plan,
    scenario: &Scenario,
    settings: Settings,
    observer: &dyn Observer,
) -> Result<Backtest, RunError> {
    let ways = ways(plan, scenario);
    let mut watching = plan.clone();
    let figures = scenario.documented.iter();
    let figures: Vec<Figure<'_>> = figures
        .map(|it| Figure::new(plan, scenario, (it, &ways), &mut watching.watches))
        .collect();
    let prepared = prepare(&watching, &ways);
    let days = days_in_year(plan);
    let run = Run {
        plan: &watching,
        prepared: &prepared,
        days: &days,
        figures: &figures,
        settings,
    };
    let needs_draws = figures.iter().any(|figure| !figure.reads.is_empty());
    let drawn = match needs_draws {
        true => run.draws(settings.draws, &[], observer)?,
        false => Drawn::default(),
    };
    if needs_draws && drawn.values.is_empty() {
        return Err(RunError::StoppedEmpty);
    }
    let mut results = Vec::with_capacity(figures.len());
    for at in 0..figures.len() {
        results.push(run.judged(scenario, at, &drawn)?);
    }
    Ok(Backtest {
        title: scenario.about.title.clone(),
        municipality: scenario.about.municipality.clone(),
        scenario_hash: plan.fingerprint.clone(),
        seed: settings.seed,
        draws: drawn.values.len() as u64,
        price_year: plan.money.price_year,
        calibration: calibration(&results.iter().collect::<Vec<_>>()),
        titles: titles(scenario),
        assumptions: named(assumptions(plan, scenario), &results),
        figures: results,
    })
}

/// Returns `today` and the designs that figures were observed under.
fn ways(plan: &Plan, scenario: &Scenario) -> Vec<usize> {
    let documented = scenario.documented.iter();
    let measured = documented.filter(|it| !it.measured.is_empty());
    let designs: Vec<usize> = measured
        .filter_map(|it| plan.ways.iter().position(|way| *way.id == *it.design.id))
        .collect();
    ways_to_run(plan, Some(&designs))
}

fn named(all: Vec<Assumption>, figures: &[DocumentedResult]) -> Vec<Assumption> {
    let is_named = |address: &str| {
        let carriers = figures.iter().flat_map(|figure| &figure.carriers);
        carriers.into_iter().any(|it| it.address == address)
    };
    all.into_iter().filter(|it| is_named(&it.address)).collect()
}

impl Run<'_> {
    /// Returns one figure with everything that is to be said of it.
    fn judged(
        &self,
        scenario: &Scenario,
        at: usize,
        drawn: &Drawn,
    ) -> Result<DocumentedResult, RunError> {
        let figure = &self.figures[at];
        let mut result = figure.described(self.plan, scenario);
        if figure.reads.is_empty() {
            return Ok(result);
        }
        let sayings = &drawn.sayings[at];
        let all: Vec<usize> = (0..figure.reads.len()).collect();
        for (reading, it) in result.readings.iter_mut().enumerate() {
            it.predicted = sayings.predicted(&[reading]);
            it.position = figure.scored(sayings, &[reading]);
        }
        result.predicted = sayings.predicted(&all);
        result.position = figure.scored(sayings, &all);
        result.verdict = verdict(figure.is_scored, result.predicted, result.position);
        result.outside_by = outside_by(figure.range, result.predicted);
        let more = result.position.and_then(asks_for_more);
        let found = carriers(self.plan, &drawn.values, &sayings.centres(), more);
        if let Some(more) = more {
            self.stretch(&mut result, at, &found, more)?;
        }
        result.carriers = found.into_iter().map(|(_, carrier)| carrier).collect();
        Ok(result)
    }

    /// Finds out how far the numbers that matter most reach.
    fn stretch(
        &self,
        result: &mut DocumentedResult,
        at: usize,
        found: &[(usize, Carrier)],
        more: bool,
    ) -> Result<(), RunError> {
        let Some(strongest) = found.get(..1) else {
            return Ok(());
        };
        let alone = self.reach(at, strongest, more)?;
        if !alone.reaches && found.len() > 1 {
            result.reach_of_all = Some(self.reach(at, found, more)?);
        }
        result.reach_of_one = Some(alone);
        Ok(())
    }

    fn reach(
        &self,
        at: usize,
        numbers: &[(usize, Carrier)],
        more: bool,
    ) -> Result<Reach, RunError> {
        let held: Vec<(usize, f64)> = numbers
            .iter()
            .map(|(position, carrier)| {
                let upward = more == (carrier.rank_correlation > 0.0);
                let end = if upward { 1.0 - BEYOND_END } else { BEYOND_END };
                (*position, end)
            })
            .collect();
        let draws = self.settings.draws.min(MOST_AT_ENDS);
        // The other figures would only ask for cohorts that this one does not need.
        let alone = Self {
            figures: &self.figures[at..=at],
            ..*self
        };
        let drawn = alone.draws(draws, &held, &Silent)?;
        let all: Vec<usize> = (0..self.figures[at].reads.len()).collect();
        let sayings = &drawn.sayings[0];
        let position = sayings.position(&all).unwrap_or_default();
        let values = held
            .iter()
            .zip(numbers)
            .map(|((position, u), (_, carrier))| {
                let value = self.plan.sampler.at_quantile(*position, *u);
                (carrier.address.clone(), value)
            });
        Ok(Reach {
            numbers: values.collect(),
            draws,
            p50: sayings.predicted(&all).unwrap_or_default().p50,
            position,
            reaches: asks_for_more(position).is_none(),
        })
    }
}

impl Figure<'_> {
    fn scored(&self, sayings: &Sayings, readings: &[usize]) -> Option<Position> {
        let is_known = self.is_scored && self.range.is_some();
        sayings.position(readings).filter(|_| is_known)
    }
}

/// Whether the figure lies above the 80 % interval, or below it; none inside.
fn asks_for_more(position: Position) -> Option<bool> {
    match position.mid.value {
        mid if mid > 0.9 => Some(true),
        mid if mid < 0.1 => Some(false),
        _ => None,
    }
}

fn verdict(is_scored: bool, predicted: Option<Predicted>, position: Option<Position>) -> Verdict {
    match position.map(|position| position.mid.value) {
        _ if predicted.is_none() => Verdict::NothingToCompare,
        _ if !is_scored => Verdict::NotScored,
        Some(mid) if mid > 0.95 => Verdict::Above,
        Some(mid) if mid < 0.05 => Verdict::Below,
        Some(mid) if !(0.1..=0.9).contains(&mid) => Verdict::AtTheEdge,
        Some(_) => Verdict::Inside,
        None => Verdict::NotScored,
    }
}

fn outside_by(range: Option<(f64, f64)>, predicted: Option<Predicted>) -> f64 {
    let (Some((low, high)), Some(predicted)) = (range, predicted) else {
        return 0.0;
    };
    (low - predicted.p95).max(predicted.p05 - high).max(0.0)
}
