//! Curves without a formula, month by month, beside the fitted ones.

use crate::math::exp;
use crate::results::fitted::{CurvePoint, LEAST_TOLD};
use crate::survival::curves::Step;
use crate::survival::stay::Stay;
use crate::units::DAYS_PER_MONTH;

/// Months shown at most.
const MOST_MONTHS: u32 = 60;
/// Steps in a month of the fitted curves.
const STEPS: u32 = 20;

/// Returns the last month in which at least five stays are still watched.
pub(crate) fn last_month(stays: &[Stay]) -> u32 {
    let watched = |age: f64| -> f64 {
        let at = stays
            .iter()
            .filter(|stay| stay.entry <= age && stay.exit > age);
        at.map(|stay| stay.count).sum()
    };
    let is_told = |month: &u32| watched(f64::from(*month) * DAYS_PER_MONTH) >= LEAST_TOLD as f64;
    (1..=MOST_MONTHS).take_while(is_told).last().unwrap_or(0)
}

/// The fitted shares at each month: still going on, and gone by each exit.
pub(crate) struct FittedShares {
    /// By month from 0.
    pub(crate) goes_on: Vec<f64>,
    /// By exit, then by month from 0.
    pub(crate) gone: Vec<Vec<f64>>,
}

/// Returns the fitted shares from the hazards of each exit summed up to an age, and the share still there.
///
/// `goes_on(age)` is the share, `summed(age)` the hazards summed up, exit by exit, as those still there
/// meet them.
pub(crate) fn fitted_shares(
    months: u32,
    goes_on: impl Fn(f64) -> f64,
    gone_between: impl Fn(f64, f64) -> Vec<f64>,
) -> FittedShares {
    let mut shares = FittedShares {
        goes_on: vec![1.0],
        gone: gone_between(0.0, 0.0).iter().map(|_| vec![0.0]).collect(),
    };
    let step = DAYS_PER_MONTH / f64::from(STEPS);
    for month in 0..months {
        let mut gone: Vec<f64> = shares.gone.iter().map(|by| by[month as usize]).collect();
        for part in 0..STEPS {
            let from = (f64::from(month * STEPS) + f64::from(part)) * step;
            for (gone, more) in gone.iter_mut().zip(gone_between(from, from + step)) {
                *gone += more;
            }
        }
        shares
            .goes_on
            .push(goes_on(f64::from(month + 1) * DAYS_PER_MONTH));
        for (by, gone) in shares.gone.iter_mut().zip(gone) {
            by.push(gone);
        }
    }
    shares
}

/// Returns the share that goes by each exit between two ages, from the hazards summed up.
pub(crate) fn gone_by_hazards(before: &[f64], after: &[f64]) -> Vec<f64> {
    let (at_start, at_end): (f64, f64) = (before.iter().sum(), after.iter().sum());
    let gone = exp(-at_start) - exp(-at_end);
    let more = at_end - at_start;
    let each = before.iter().zip(after);
    each.map(|(before, after)| {
        if more > 0.0 {
            gone * (after - before) / more
        } else {
            0.0
        }
    })
    .collect()
}

/// Returns a curve of steps at each month, beside the fitted shares.
pub(crate) fn by_month(
    curve: &[Step],
    months: u32,
    before: f64,
    fitted: &[f64],
) -> Vec<CurvePoint> {
    let point = |month: u32| {
        let age = f64::from(month) * DAYS_PER_MONTH;
        let past = curve.partition_point(|step| step.age <= age);
        let fitted = fitted.get(month as usize).copied().unwrap_or(f64::NAN);
        match past.checked_sub(1).map(|at| &curve[at]) {
            None => CurvePoint {
                month,
                share: before,
                low: before,
                high: before,
                fitted,
            },
            Some(step) => CurvePoint {
                month,
                share: step.value,
                low: step.low,
                high: step.high,
                fitted,
            },
        }
    };
    (0..=months).map(point).collect()
}
