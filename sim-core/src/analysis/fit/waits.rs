//! Waits from application to decision.

use crate::analysis::fit::hazards::{on_ln, rank, tried};
use crate::analysis::fit::segment::LEVEL;
use crate::linear::Matrix;
use crate::math::{exp, sqrt};
use crate::records::rows::Wait;
use crate::results::fitted::{CurvePoint, FittedWait, Form, LEAST_TOLD};
use crate::survival::curves::kaplan_meier;
use crate::survival::parametric::{Formula, exponential, lognormal, weibull};
use crate::survival::risk::RiskTable;
use crate::survival::stay::{Stay, counted};

/// The 90th percentile of a normal variate.
const NINETY: f64 = 1.281_551_565_544_600_4;
/// Days shown at most.
const MOST_DAYS: u32 = 120;

/// Returns the waits; none where fewer than five ended, or all took the same time.
pub(crate) fn waits(waits: &[Wait]) -> Option<FittedWait> {
    let stays = waits.iter().map(|wait| {
        let days = f64::from(wait.days.max(0));
        Stay::whole(days, wait.is_over.then_some(0))
    });
    let stays = counted(stays.collect());
    let events = waits.iter().filter(|wait| wait.is_over).count() as u64;
    if events < LEAST_TOLD {
        return None;
    }
    let fitted = lognormal(&stays, 0)?;
    let Formula::Lognormal { mean_of_ln, ln_sd } = fitted.formula else {
        return None;
    };
    let sd = exp(ln_sd);
    // ln of the 90th percentile is the mean and so many standard deviations: its error by the delta method.
    let slope = NINETY * sd;
    let c = &fitted.covariance;
    let both = Matrix {
        n: 2,
        cells: vec![
            c.at(0, 0),
            c.at(0, 0) + slope * c.at(0, 1),
            c.at(0, 0) + slope * c.at(0, 1),
            c.at(0, 0) + 2.0 * slope * c.at(0, 1) + slope * slope * c.at(1, 1),
        ],
    };
    let mut candidates = vec![(Form::Lognormal, fitted.clone())];
    candidates.extend(exponential(&stays, 0).map(|fit| (Form::Constant, fit)));
    candidates.extend(weibull(&stays, 0).map(|fit| (Form::Weibull, fit)));
    Some(FittedWait {
        median_days: on_ln(mean_of_ln, sqrt(both.at(0, 0)), events),
        p90_days: on_ln(mean_of_ln + slope, sqrt(both.at(1, 1)), events),
        rank: rank(&both, 0, 1),
        tried: tried(&candidates),
        undecided: undecided(&stays, &fitted.formula),
    })
}

fn undecided(stays: &[Stay], formula: &Formula) -> Vec<CurvePoint> {
    let curve = kaplan_meier(&RiskTable::new(stays, 1), LEVEL);
    let watched = |day: f64| -> f64 {
        let still = stays.iter().filter(|stay| stay.exit > day);
        still.map(|stay| stay.count).sum()
    };
    let days = (0..=MOST_DAYS).take_while(|day| watched(f64::from(*day)) >= LEAST_TOLD as f64);
    days.map(|day| {
        let age = f64::from(day);
        let past = curve.partition_point(|step| step.age <= age);
        let (share, low, high) = past.checked_sub(1).map_or((1.0, 1.0, 1.0), |at| {
            (curve[at].value, curve[at].low, curve[at].high)
        });
        CurvePoint {
            month: day,
            share,
            low,
            high,
            fitted: exp(-formula.cumulative(age)),
        }
    })
    .collect()
}
