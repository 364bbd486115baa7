//! What the municipality will count and pay each month under the design it will run.
//!
//! A municipality counts the households it paid in the calendar month, each once, whatever part
//! of the month they were on assistance. That is what is predicted, not the mean number on
//! assistance. The model's months are 365.25/12 days long; the difference to the calendar's is
//! left out. Assistance to those whom extra jobs displace stands in the ledger and in no
//! household that is followed, so it is left out, too.

use crate::analysis::one_draw::Frame;
use crate::compile::plan::Plan;
use crate::engine::draw::{Replicate, prepare, simulate_draw};
use crate::engine::observer::{GoOn, Observer};
use crate::engine::run::{RunError, Settings, run_batches};
use crate::ledger::moments::moments;
use crate::ledger::quantiles::{quantile, sort};
use crate::results::prediction::{Date, Forecast, MonthlyQuantiles, PREDICTION_FORMAT, Prediction};
use crate::scenario::Scenario;

/// Quantiles are kept at 1/40, 2/40 ... 39/40: the ends of every usual interval are among them, and
/// a score by them is right to half a per cent for a normal distribution.
const N_LEVELS: u32 = 39;

/// Households to the hundredth, kronor without decimals: more would only fill the register.
const HOUSEHOLD_STEPS: f64 = 100.0;

/// Returns a prediction of the design at a position of the plan, dated by the caller.
///
/// # Errors
///
/// As [`compare`](crate::analysis::compare()); a run that was stopped before its end gives
/// [`RunError::StoppedEmpty`], since a prediction of fewer draws would look like another.
pub fn predict(
    (plan, scenario): (&Plan, &Scenario),
    design: usize,
    made_on: Date,
    settings: Settings,
    observer: &dyn Observer,
) -> Result<Prediction, RunError> {
    let ways: Vec<usize> = if design == 0 {
        vec![0]
    } else {
        vec![0, design]
    };
    let draws = draws(plan, &ways, settings, observer)?;
    let levels = (1..=N_LEVELS).map(|at| f64::from(at) / f64::from(N_LEVELS + 1));
    let levels: Vec<f64> = levels.collect();
    let n_months = plan.calendar.n_months;
    let of_way = |way: usize| {
        let series = |figure: usize, steps: f64| {
            let months = (0..n_months).map(|month| {
                let values = draws.iter().map(|draw| draw[way][figure][month]);
                of_month(values.collect(), &levels, steps)
            });
            let (mean, quantiles) = months.unzip();
            MonthlyQuantiles { mean, quantiles }
        };
        Forecast {
            households: series(0, HOUSEHOLD_STEPS),
            paid_sek: series(1, 1.0),
        }
    };
    let id = plan.ways[design].id.to_string();
    Ok(Prediction {
        utfall_prediction: PREDICTION_FORMAT,
        made_on,
        title: scenario.about.title.clone(),
        municipality: scenario.about.municipality.clone(),
        scenario_hash: plan.fingerprint.clone(),
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        seed: settings.seed,
        draws: draws.len() as u64,
        design_title: scenario.design.get(&id).and_then(|one| one.title.clone()),
        design: id,
        start: (plan.calendar.start_year, plan.calendar.start_month),
        forecast: of_way(ways.len() - 1),
        today: (design != 0).then(|| of_way(0)),
        levels,
    })
}

/// Households with payment, and benefit paid, by month.
type Paid = [Vec<f64>; 2];

fn draws(
    plan: &Plan,
    ways: &[usize],
    settings: Settings,
    observer: &dyn Observer,
) -> Result<Vec<Vec<Paid>>, RunError> {
    let prepared = prepare(plan, ways);
    let frame = Frame::new(plan, &prepared);
    let make = |draw: u64| {
        let outcome = simulate_draw(plan, &prepared, settings.seed, draw, Replicate::default());
        let is_restless = outcome.ways.iter().any(|way| way.probes.restless > 0);
        (draw, is_restless, frame.paid_by_month(&outcome))
    };
    let (mut kept, mut spoilt) = (Vec::new(), None);
    run_batches(0..settings.draws, settings.threads, make, |batch| {
        for (draw, is_restless, paid) in batch {
            let mut figures = paid.iter().flatten().flatten();
            if is_restless {
                spoilt.get_or_insert(RunError::Restless { draw });
            } else if !figures.all(|figure| figure.is_finite()) {
                spoilt.get_or_insert(RunError::NotFinite { draw });
            }
            kept.push(paid);
        }
        match &spoilt {
            Some(_) => GoOn::No,
            None => observer.batch_finished(kept.len() as u64, settings.draws),
        }
    })?;
    match spoilt {
        Some(why) => Err(why),
        None if (kept.len() as u64) < settings.draws => Err(RunError::StoppedEmpty),
        None => Ok(kept),
    }
}

fn of_month(mut values: Vec<f64>, levels: &[f64], steps: f64) -> (f64, Vec<f64>) {
    let rounded = |value: f64| (value * steps).round() / steps;
    let mean = moments(&values).mean;
    sort(&mut values);
    let quantiles = levels
        .iter()
        .map(|level| rounded(quantile(&values, *level)));
    (rounded(mean), quantiles.collect())
}
