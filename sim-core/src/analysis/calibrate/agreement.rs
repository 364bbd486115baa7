//! Whether facts can be true together, and with what the scenario held for likely.

use crate::analysis::calibrate::noise::Covariance;
use crate::math::{gamma_cdf, sqrt};
use crate::posterior::{Explorer, Weights};
use crate::results::calibration::{Agreement, ChiSquare};

/// Returns the two tests.
///
/// The least of the squared distance of the facts from the model, that of the values from the prior's centre
/// added, has a chi-square distribution with as many degrees of freedom as there are facts, where the
/// model is right and near to linear: it is y' (A A' + S)^-1 y for y = A z + e. Without the prior's part, degrees of freedom are those facts
/// that are not used up by the numbers they decide.
///
/// # Source
///
/// Box (1980), *JRSS A* 143(4), for the first; the numbers decided are counted as by Spiegelhalter, Best, Carlin and van der Linde
/// (2002), *JRSS B* 64(4), section 2.5.
pub(super) fn agreement(
    explorer: &Explorer,
    weights: &Weights,
    (observed, figures): (&[f64], &[Vec<f64>]),
    covariance: &Covariance,
) -> Agreement {
    let n_facts = observed.len() as f64;
    let (mut with_prior, mut alone) = (f64::INFINITY, f64::INFINITY);
    for (point, figures) in explorer.points().iter().zip(figures) {
        let off: Vec<f64> = observed.iter().zip(figures).map(|(y, m)| y - m).collect();
        let distance = covariance.factor.squared_distance(&off);
        if distance.is_finite() {
            let from_centre: f64 = point.iter().map(|x| x * x).sum();
            with_prior = with_prior.min(distance + from_centre);
            alone = alone.min(distance);
        }
    }
    let n_dims = explorer.points().first().map_or(0, Vec::len);
    let decided: f64 = (0..n_dims)
        .map(|dim| {
            let column = explorer.column(dim);
            (1.0 - weights.covariance(&column, &column)).clamp(0.0, 1.0)
        })
        .sum();
    let left = n_facts - decided;
    Agreement {
        with_prior: chi_square(with_prior, n_facts),
        // One fact has no other to contradict.
        among_facts: (observed.len() > 1 && left >= 0.5).then(|| chi_square(alone, left)),
    }
}

/// Returns the test; infinite distances are as large as a number can be.
fn chi_square(value: f64, degrees: f64) -> ChiSquare {
    let value = value.min(f64::MAX);
    ChiSquare {
        value,
        degrees,
        p: (1.0 - gamma_cdf(degrees / 2.0, value / 2.0)).clamp(0.0, 1.0),
    }
}

/// Returns the largest difference of a mean between points of even and of odd number, in standard deviations of
/// the whole, and what it is up to by chance.
pub(super) fn halves(explorer: &Explorer, weights: &Weights) -> (f64, f64) {
    let half = |odd: usize| {
        let all = weights.all().iter().enumerate();
        let kept = all.map(|(at, weight)| match at % 2 == odd && *weight > 0.0 {
            true => crate::math::ln(*weight),
            false => f64::NEG_INFINITY,
        });
        Weights::of_logarithms(&kept.collect::<Vec<f64>>())
    };
    let (even, odd) = (half(0), half(1));
    let n_dims = explorer.points().first().map_or(0, Vec::len);
    let difference = (0..n_dims).map(|dim| {
        let column = explorer.column(dim);
        let sd = weights.sd(&column);
        match sd > 0.0 {
            true => (even.mean(&column) - odd.mean(&column)).abs() / sd,
            false => 0.0,
        }
    });
    let largest = difference.fold(0.0, f64::max);
    let one_in = 0.01 / (2.0 * n_dims.max(1) as f64);
    let times = -crate::math::normal_quantile(one_in);
    let effective = |weights: &Weights| weights.effective().max(1.0);
    let error = sqrt(1.0 / effective(&even) + 1.0 / effective(&odd));
    (largest, times * error)
}
