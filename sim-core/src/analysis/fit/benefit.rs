//! What a month on assistance costs, and how that varies.

use crate::math::sqrt;
use crate::records::rows::{Spell, Window};
use crate::results::fitted::{Estimate, FittedBenefit, LEAST_TOLD};
use crate::survival::intervals::Interval;
use crate::units::DAYS_PER_MONTH;

const Z: f64 = 1.644_853_626_951_472_6;
/// Stays shorter than this many months say little of what a month costs.
const LEAST_MONTHS: f64 = 1.0;

/// A household's SEK and months.
type Paid = (f64, f64);

fn paid(spells: &[Spell], window: Window) -> Vec<Paid> {
    let households = spells.chunk_by(|a, b| a.household == b.household);
    households
        .filter_map(|household| {
            let of = household.iter().filter_map(|spell| {
                let sek = spell.paid_sek?;
                // A case closed on the day it opened was still paid for a day.
                let days = f64::from(spell.end.unwrap_or(window.to) - spell.start).max(1.0);
                Some((sek, days / DAYS_PER_MONTH))
            });
            let sum = of.fold((0.0, 0.0), |sum, (sek, months)| {
                (sum.0 + sek, sum.1 + months)
            });
            (sum.1 > 0.0).then_some(sum)
        })
        .collect()
}

/// Returns SEK a month over all households, with its standard error.
///
/// # Source
///
/// A ratio of sums over households: Cochran (1977), *Sampling Techniques*, equation 2.39.
fn mean(paid: &[Paid]) -> Option<(f64, f64)> {
    if (paid.len() as u64) < LEAST_TOLD {
        return None;
    }
    let sums = paid
        .iter()
        .fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let mean = sums.0 / sums.1;
    let square = |one: &Paid| (one.0 - mean * one.1) * (one.0 - mean * one.1);
    let n = paid.len() as f64;
    let variance: f64 = paid.iter().map(square).sum::<f64>() * n / (n - 1.0);
    (mean > 0.0).then(|| (mean, sqrt(variance) / sums.1))
}

fn around(value: f64, error: f64, n: usize) -> Estimate {
    let interval = Interval {
        p05: (value - Z * error).max(value * 0.01),
        p50: value,
        p95: value + Z * error,
    };
    Estimate::new(interval, n as u64)
}

/// Returns what a month costs; none where fewer than five households have amounts.
pub(crate) fn benefit(spells: &[Spell], window: Window) -> Option<FittedBenefit> {
    let paid = paid(spells, window);
    let (mean, error) = mean(&paid)?;
    let levels: Vec<f64> = paid
        .iter()
        .filter(|one| one.1 >= LEAST_MONTHS)
        .map(|one| one.0 / one.1)
        .collect();
    let n = levels.len() as f64;
    if (levels.len() as u64) < LEAST_TOLD {
        return None;
    }
    let middle = levels.iter().sum::<f64>() / n;
    let deviation = |power: i32| -> f64 {
        let each = levels.iter().map(|level| level / middle - 1.0);
        each.map(|x| if power == 2 { x * x } else { x * x * x * x })
            .sum::<f64>()
            / n
    };
    let (second, fourth) = (deviation(2), deviation(4));
    let cv = sqrt(second * n / (n - 1.0));
    // The error of a variance from its fourth moment, by the delta method.
    let of_variance = sqrt((fourth - second * second).max(0.0) / n);
    let of_cv = if cv > 0.0 {
        of_variance / (2.0 * cv)
    } else {
        0.0
    };
    Some(FittedBenefit {
        sek_per_month: around(mean, error, paid.len()),
        cv: around(cv.max(1e-3), of_cv.max(1e-4), levels.len()),
    })
}

/// Returns a segment's SEK a month against all households'.
pub(crate) fn ratio(of: &[Spell], all: FittedBenefit, window: Window) -> Option<Estimate> {
    let paid = paid(of, window);
    let (own, error) = mean(&paid)?;
    let whole = all.sek_per_month.p50;
    Some(around(own / whole, (error / whole).max(1e-6), paid.len()))
}
