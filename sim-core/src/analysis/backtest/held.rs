//! The documented figures of one scenario, simulated and judged.

use std::collections::BTreeMap;

use crate::analysis::assumptions::assumptions;
use crate::analysis::backtest::calibration::calibration;
use crate::analysis::backtest::carriers::carriers;
use crate::analysis::backtest::counting::Counter;
use crate::analysis::backtest::figure::Figure;
use crate::analysis::backtest::predictive::{Asked, Counted, Sayings, said};
use crate::analysis::compare::ways_to_run;
use crate::compile::plan::Plan;
use crate::engine::draw::{Prepared, Replicate, prepare, simulate_at};
use crate::engine::observer::{Observer, Silent};
use crate::engine::published::days_in_year;
use crate::engine::run::{RunError, Settings, run_draws};
use crate::results::assumption::Assumption;
use crate::results::backtest::{
    Backtest, Carrier, DocumentedResult, Position, Predicted, Reach, Verdict,
};
use crate::scenario::Scenario;
use crate::scenario::text::Bilingual;

/// How to hold figures against the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BacktestSettings {
    /// Draws.
    pub draws: u64,
    /// Seed.
    pub seed: u64,
    /// Threads; none means as many as the machine has cores.
    pub threads: Option<usize>,
}

/// Most cohorts of households under the parameters of one draw.
const MOST_COHORTS: u32 = 8;
/// Most draws with numbers at the end of what is held possible.
const MOST_AT_ENDS: u64 = 192;
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
    settings: BacktestSettings,
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

/// Returns what readers call the things that figures and numbers are about.
fn titles(scenario: &Scenario) -> BTreeMap<String, Bilingual> {
    let segments = scenario.segment.iter();
    let segments = segments.map(|(id, it)| (id, it.title.as_ref()));
    let interventions = scenario.intervention.iter();
    let interventions = interventions.map(|(id, it)| (id, it.title.as_ref()));
    let lists = scenario.list.iter();
    let lists = lists.map(|(id, it)| (id, it.title.as_ref()));
    let designs = scenario.design.iter();
    let designs = designs.map(|(id, it)| (id, it.title.as_ref()));
    let all = designs.chain(lists).chain(interventions).chain(segments);
    all.filter_map(|(id, title)| Some((id.to_owned(), title?.clone())))
        .collect()
}

fn named(all: Vec<Assumption>, figures: &[DocumentedResult]) -> Vec<Assumption> {
    let is_named = |address: &str| {
        let carriers = figures.iter().flat_map(|figure| &figure.carriers);
        carriers.into_iter().any(|it| it.address == address)
    };
    all.into_iter().filter(|it| is_named(&it.address)).collect()
}

/// What draws counted.
#[derive(Default)]
struct Drawn {
    /// Values of the uncertain numbers by draw.
    values: Vec<Vec<f64>>,
    /// By figure: what draws say.
    sayings: Vec<Sayings>,
}

struct Run<'a> {
    plan: &'a Plan,
    prepared: &'a Prepared,
    days: &'a [f64],
    figures: &'a [Figure<'a>],
    settings: BacktestSettings,
}

/// What one draw counted, by figure and reading.
struct Counts {
    values: Vec<f64>,
    counted: Vec<Vec<Counted>>,
    is_restless: bool,
}

impl Run<'_> {
    /// Returns what draws say, with some uncertain numbers held at quantiles.
    fn draws(
        &self,
        draws: u64,
        held: &[(usize, f64)],
        observer: &dyn Observer,
    ) -> Result<Drawn, RunError> {
        let settings = Settings {
            draws,
            seed: self.settings.seed,
            threads: self.settings.threads,
        };
        let mut drawn = Drawn {
            values: Vec::new(),
            sayings: self.figures.iter().map(|figure| figure.silent()).collect(),
        };
        let mut spoilt = None;
        let mut number = 0;
        run_draws(
            settings,
            observer,
            |draw| self.count(draw, held),
            |counts: Counts| {
                let draw = number;
                number += 1;
                if counts.is_restless {
                    spoilt.get_or_insert(RunError::Restless { draw });
                } else if counts.counted.iter().flatten().any(is_not_finite) {
                    spoilt.get_or_insert(RunError::NotFinite { draw });
                }
                let all = drawn.sayings.iter_mut().zip(self.figures);
                for ((sayings, figure), counted) in all.zip(&counts.counted) {
                    let asked = figure.asked(self.settings.seed, draw);
                    for (reading, counted) in sayings.by_reading.iter_mut().zip(counted) {
                        reading.push(said(*counted, asked));
                    }
                }
                drawn.values.push(counts.values);
            },
        )?;
        spoilt.map_or(Ok(drawn), Err)
    }

    fn count(&self, draw: u64, held: &[(usize, f64)]) -> Counts {
        let mut sampled = Vec::with_capacity(self.plan.numbers.uncertain.len());
        self.plan
            .sampler
            .draw(self.settings.seed, draw, &mut sampled);
        for (position, u) in held {
            sampled[*position] = self.plan.sampler.at_quantile(*position, *u);
        }
        let mut values = self.plan.numbers.central();
        for (slot, value) in self.plan.numbers.uncertain.iter().zip(&sampled) {
            values[*slot as usize] = *value;
        }
        let counter = Counter {
            plan: self.plan,
            layouts: &self.prepared.layouts,
            days_in_year: self.days,
        };
        let mut counts = Counts {
            values: sampled,
            counted: Vec::new(),
            is_restless: false,
        };
        for cohort in 0..MOST_COHORTS {
            let replicate = Replicate { world: 0, cohort };
            let at = (self.settings.seed, draw);
            let outcome = simulate_at(self.plan, self.prepared, at, replicate, values.clone());
            counts.is_restless |= outcome.ways.iter().any(|way| way.probes.restless > 0);
            let figures = self.figures.iter();
            let more: Vec<Vec<Counted>> = figures
                .map(|figure| {
                    let reads = figure.reads.iter();
                    reads
                        .map(|read| counter.count(&outcome, (figure.way, read)))
                        .collect()
                })
                .collect();
            match cohort {
                0 => counts.counted = more,
                _ => self.add(&mut counts.counted, &more, draw),
            }
            if self.are_enough(&counts.counted, draw) {
                break;
            }
        }
        counts
    }

    /// Adds another cohort's groups where the first ones were too small.
    fn add(&self, all: &mut [Vec<Counted>], more: &[Vec<Counted>], draw: u64) {
        for ((figure, all), more) in self.figures.iter().zip(all).zip(more) {
            let of = figure.of(self.settings.seed, draw);
            for (counted, more) in all.iter_mut().zip(more) {
                if is_too_few(*counted, of)
                    && let (
                        Counted::Group { followed, hits },
                        Counted::Group {
                            followed: f,
                            hits: h,
                        },
                    ) = (&mut *counted, more)
                {
                    *followed += f;
                    *hits += h;
                }
            }
        }
    }

    fn are_enough(&self, all: &[Vec<Counted>], draw: u64) -> bool {
        let mut figures = self.figures.iter().zip(all);
        figures.all(|(figure, all)| {
            let of = figure.of(self.settings.seed, draw);
            all.iter().all(|counted| !is_too_few(*counted, of))
        })
    }

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
        let drawn = self.draws(draws, &held, &Silent)?;
        let all: Vec<usize> = (0..self.figures[at].reads.len()).collect();
        let sayings = &drawn.sayings[at];
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
    fn silent(&self) -> Sayings {
        Sayings {
            by_reading: vec![Vec::new(); self.reads.len()],
        }
    }

    fn asked(&self, seed: u64, draw: u64) -> Asked {
        Asked {
            figure: self.range,
            is_share: self.is_share,
            of: self.of(seed, draw),
        }
    }

    fn scored(&self, sayings: &Sayings, readings: &[usize]) -> Option<Position> {
        let is_known = self.is_scored && self.range.is_some();
        sayings.position(readings).filter(|_| is_known)
    }
}

fn is_not_finite(counted: &Counted) -> bool {
    matches!(counted, Counted::Number(value) if !value.is_finite())
}

fn is_too_few(counted: Counted, of: Option<u32>) -> bool {
    matches!((counted, of), (Counted::Group { followed, .. }, Some(of)) if followed < of)
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
