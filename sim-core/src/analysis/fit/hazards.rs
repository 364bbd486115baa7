//! Hazards to each exit by a formula, and how they are written a month.

use crate::linear::Matrix;
use crate::math::{exp, sqrt};
use crate::results::fitted::{Estimate, Form, HazardForm, LEAST_TOLD, Tried};
use crate::survival::intervals::{Interval, rate};
use crate::survival::parametric::{Fitted, Formula, by_pieces, exponential, piecewise, weibull};
use crate::survival::stay::Stay;
use crate::units::DAYS_PER_MONTH;

/// Months at which a hazard in pieces may change.
const CUTS: [u32; 5] = [0, 3, 6, 12, 24];
/// Events a piece has at least.
const PIECE_EVENTS: f64 = 10.0;
/// What lies between the 5th and the 50th percentile of a normal variate.
const Z: f64 = 1.644_853_626_951_472_6;

/// Returns an estimate on the scale of ln with its standard error, as it is.
pub(crate) fn on_ln(ln_value: f64, standard_error: f64, events: u64) -> Estimate {
    let at = |z: f64| exp(ln_value + z * standard_error);
    let interval = Interval {
        p05: at(-Z),
        p50: at(0.0),
        p95: at(Z),
    };
    Estimate::new(interval, events)
}

/// Returns the rank correlation of two numbers of a normal list.
///
/// # Source
///
/// Spearman's from Pearson's for normal variates: Pearson (1907).
pub(crate) fn rank(covariance: &Matrix, one: usize, other: usize) -> f64 {
    let product = covariance.at(one, one) * covariance.at(other, other);
    let pearson = (covariance.at(one, other) / sqrt(product)).clamp(-0.999, 0.999);
    // arcsin by its tangent would need another function: its series is exact to six digits here.
    6.0 / std::f64::consts::PI * arc_sine(pearson / 2.0)
}

/// Returns the angle whose sine is `x`, for |x| up to one half.
fn arc_sine(x: f64) -> f64 {
    let square = x * x;
    let (mut term, mut sum) = (x, x);
    for k in 0..30 {
        let k = f64::from(k);
        let odd = 2.0 * k + 1.0;
        term *= square * odd * odd / ((2.0 * k + 2.0) * (2.0 * k + 3.0));
        sum += term;
    }
    sum
}

/// Returns a constant hazard a month, from events and days; where the events are fewer than five, bounds
/// that hold whether there were none or four.
pub(crate) fn constant(events: u64, days: f64) -> Estimate {
    let months = (days / DAYS_PER_MONTH).max(1e-3);
    if events < LEAST_TOLD {
        let bounds = Interval {
            p05: rate(0.0, months).p05,
            p50: rate(2.0, months).p50,
            p95: rate((LEAST_TOLD - 1) as f64, months).p95,
        };
        return Estimate {
            events: crate::results::fitted::Cell(None),
            ..Estimate::new(bounds, events)
        };
    }
    Estimate::new(rate(events as f64, months), events)
}

/// The best formula for one exit.
pub(crate) struct Best {
    /// As fitted, in days.
    pub(crate) fitted: Fitted,
    /// As written.
    pub(crate) form: HazardForm,
    /// Everything tried, the best first.
    pub(crate) tried: Vec<Tried>,
}

/// Returns the formula that fits an exit best by Akaike's criterion.
pub(crate) fn best(stays: &[Stay], cause: u8, events: u64) -> Option<Best> {
    let constant_fit = exponential(stays, cause)?;
    let from = pieces(stays, cause);
    let mut candidates = vec![(Form::Constant, constant_fit)];
    if from.len() > 1 {
        let days: Vec<f64> = from.iter().map(|month| days_of(*month)).collect();
        candidates.extend(piecewise(stays, cause, &days).map(|fit| (Form::Pieces, fit)));
    }
    candidates.extend(weibull(stays, cause).map(|fit| (Form::Weibull, fit)));
    let tried = tried(&candidates);
    let (_, fitted) = candidates
        .into_iter()
        .min_by(|a, b| a.1.aic().total_cmp(&b.1.aic()))?;
    let form = written(stays, cause, &fitted, (events, &from));
    Some(Best {
        fitted,
        form,
        tried,
    })
}

/// Returns what was tried, the best first.
pub(crate) fn tried(candidates: &[(Form, Fitted)]) -> Vec<Tried> {
    let best = candidates.iter().map(|(_, fit)| fit.aic());
    let best = best.fold(f64::INFINITY, f64::min);
    let mut tried: Vec<Tried> = candidates
        .iter()
        .map(|(form, fit)| Tried {
            form: *form,
            parameters: fit.n_parameters as u32,
            aic_above_best: fit.aic() - best,
        })
        .collect();
    tried.sort_by(|a, b| a.aic_above_best.total_cmp(&b.aic_above_best));
    tried
}

fn days_of(month: u32) -> f64 {
    f64::from(month) * DAYS_PER_MONTH
}

/// Returns the months from which each piece holds: as many pieces as have events enough.
fn pieces(stays: &[Stay], cause: u8) -> Vec<u32> {
    let mut from = CUTS.to_vec();
    loop {
        let days: Vec<f64> = from.iter().map(|month| days_of(*month)).collect();
        let found = by_pieces(stays, cause, &days);
        let thin = found.iter().position(|(events, _)| *events < PIECE_EVENTS);
        match thin {
            Some(_) if from.len() == 1 => return from,
            // A thin first piece is joined by the next, another one joins the one before.
            Some(piece) => {
                from.remove(piece.max(1));
            }
            None => return from,
        }
    }
}

fn written(
    stays: &[Stay],
    cause: u8,
    fitted: &Fitted,
    (events, from): (u64, &[u32]),
) -> HazardForm {
    match &fitted.formula {
        Formula::Piecewise { from: days, .. } => {
            let found = by_pieces(stays, cause, days);
            let pieces = from.iter().zip(found);
            HazardForm::Pieces(
                pieces
                    .map(|(month, (events, days))| (*month, constant(events as u64, days)))
                    .collect(),
            )
        }
        Formula::Weibull { ln_scale, ln_shape } => HazardForm::Weibull {
            shape: on_ln(*ln_shape, fitted.standard_error(1), events),
            scale_months: on_ln(*ln_scale, fitted.standard_error(0), events)
                .times(1.0 / DAYS_PER_MONTH),
            rank: rank(&fitted.covariance, 0, 1),
        },
        _ => {
            let days: f64 = stays.iter().map(Stay::exposure).sum();
            HazardForm::Constant(constant(events, days))
        }
    }
}
