//! Lengths by a formula: constant, constant in pieces, Weibull, lognormal.
//!
//! Likelihoods with right censoring and late entry: a stay that ends at t adds ln h(t), every stay
//! takes H(exit) - H(entry) away, with h the hazard and H its sum.

use crate::linear::Matrix;
use crate::math::{exp, ln, ln_1p, normal_cdf, normal_pdf, sqrt};
use crate::survival::newton::{Likelihood, Top, climb};
use crate::survival::stay::Stay;

/// A formula with its numbers in place.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    /// The same hazard all the time: its logarithm.
    Exponential {
        /// ln of the hazard.
        ln_rate: f64,
    },
    /// A hazard that changes at some ages.
    Piecewise {
        /// Ages from which another hazard holds; the first is 0.
        from: Vec<f64>,
        /// The hazards.
        rates: Vec<f64>,
    },
    /// H(t) = (t / scale)^shape.
    Weibull {
        /// ln of the scale.
        ln_scale: f64,
        /// ln of the shape.
        ln_shape: f64,
    },
    /// ln t is normal.
    Lognormal {
        /// Mean of ln t.
        mean_of_ln: f64,
        /// ln of the standard deviation of ln t.
        ln_sd: f64,
    },
}

/// A fitted formula.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// With its estimates.
    pub formula: Formula,
    /// Covariance of the numbers as [`Formula`] holds them; of ln of the rates for pieces.
    pub covariance: Matrix,
    /// Logarithm of the likelihood.
    pub ln_likelihood: f64,
    /// How many numbers were estimated.
    pub n_parameters: usize,
}

impl Fitted {
    /// Returns a formula whose numbers are those at the top.
    fn at(top: Top, formula: Formula) -> Self {
        Self {
            formula,
            n_parameters: top.at.len(),
            covariance: top.covariance,
            ln_likelihood: top.value,
        }
    }

    /// Returns Akaike's criterion: the smaller, the better.
    ///
    /// # Source
    ///
    /// Akaike (1974).
    pub fn aic(&self) -> f64 {
        2.0 * self.n_parameters as f64 - 2.0 * self.ln_likelihood
    }

    /// Returns the standard error of a number as [`Formula`] holds it.
    pub fn standard_error(&self, position: usize) -> f64 {
        sqrt(self.covariance.at(position, position))
    }
}

impl Formula {
    /// Returns the hazard summed up to an age.
    ///
    /// ```
    /// use sim_core::survival::parametric::Formula;
    /// let half = Formula::Piecewise { from: vec![0.0, 10.0], rates: vec![0.1, 0.2] };
    /// assert!((half.cumulative(20.0) - 3.0).abs() < 1e-12);
    /// ```
    pub fn cumulative(&self, age: f64) -> f64 {
        if age <= 0.0 {
            return 0.0;
        }
        match self {
            Self::Exponential { ln_rate } => age * exp(*ln_rate),
            Self::Piecewise { from, rates } => pieces_of(from, 0.0, age)
                .zip(rates)
                .map(|(time, rate)| time * rate)
                .sum(),
            Self::Weibull { ln_scale, ln_shape } => exp(exp(*ln_shape) * (ln(age) - ln_scale)),
            Self::Lognormal { mean_of_ln, ln_sd } => -ln_tail((ln(age) - mean_of_ln) / exp(*ln_sd)),
        }
    }
}

/// Returns the time between two ages that falls into each piece.
pub fn pieces_of(from: &[f64], entry: f64, exit: f64) -> impl Iterator<Item = f64> + '_ {
    (0..from.len()).map(move |piece| {
        let end = from.get(piece + 1).copied().unwrap_or(f64::INFINITY);
        (exit.min(end) - entry.max(from[piece])).max(0.0)
    })
}

fn events_and_exposure(stays: &[Stay], cause: u8) -> (f64, f64) {
    stays.iter().fold((0.0, 0.0), |(events, time), stay| {
        let is_event = f64::from(u8::from(stay.cause == Some(cause)));
        (events + is_event * stay.count, time + stay.exposure())
    })
}

/// Returns the constant hazard of a cause, other causes counting as lost sight of; none where
/// nothing ended so.
///
/// ```
/// use sim_core::survival::{parametric::exponential, stay::Stay};
/// let stays = [Stay::whole(3.0, Some(0)), Stay::whole(7.0, None)];
/// let fitted = exponential(&stays, 0).unwrap();
/// assert!((sim_core::math::exp(fitted.ln_likelihood) - 0.1 * sim_core::math::exp(-1.0)).abs() < 1e-12);
/// ```
pub fn exponential(stays: &[Stay], cause: u8) -> Option<Fitted> {
    let (events, time) = events_and_exposure(stays, cause);
    if events <= 0.0 || time <= 0.0 {
        return None;
    }
    let ln_rate = ln(events / time);
    Some(Fitted {
        formula: Formula::Exponential { ln_rate },
        covariance: Matrix {
            n: 1,
            cells: vec![1.0 / events],
        },
        ln_likelihood: events * ln_rate - events,
        n_parameters: 1,
    })
}

/// Returns how many ended by a cause and how long was watched in each piece.
pub fn by_pieces(stays: &[Stay], cause: u8, from: &[f64]) -> Vec<(f64, f64)> {
    let mut found = vec![(0.0, 0.0); from.len()];
    for stay in stays {
        for (of, time) in found.iter_mut().zip(pieces_of(from, stay.entry, stay.exit)) {
            of.1 += stay.count * time;
        }
        if stay.cause == Some(cause) {
            // An end on a border belongs to the piece that ends there: that is where it was watched.
            let piece = from.partition_point(|begins| *begins < stay.exit);
            found[piece.saturating_sub(1)].0 += stay.count;
        }
    }
    found
}

/// Returns the hazards of a cause in pieces; none where nothing ended so in some piece, whose hazard
/// then has no top.
///
/// # Shapes and units
///
/// `from`: ages from which each piece holds, rising, the first 0.
///
/// ```
/// use sim_core::survival::{parametric::{Formula, piecewise}, stay::Stay};
/// let stays = [Stay::whole(5.0, Some(0)), Stay::whole(20.0, Some(0))];
/// let fitted = piecewise(&stays, 0, &[0.0, 10.0]).unwrap();
/// let Formula::Piecewise { rates, .. } = fitted.formula else { panic!() };
/// assert!((rates[0] - 1.0 / 15.0).abs() < 1e-12 && (rates[1] - 0.1).abs() < 1e-12);
/// ```
pub fn piecewise(stays: &[Stay], cause: u8, from: &[f64]) -> Option<Fitted> {
    let found = by_pieces(stays, cause, from);
    if found
        .iter()
        .any(|(events, time)| *events <= 0.0 || *time <= 0.0)
    {
        return None;
    }
    let mut covariance = Matrix::zeros(found.len());
    let mut ln_likelihood = 0.0;
    for (piece, (events, time)) in found.iter().enumerate() {
        covariance.add(piece, piece, 1.0 / events);
        ln_likelihood += events * ln(events / time) - events;
    }
    Some(Fitted {
        formula: Formula::Piecewise {
            from: from.to_vec(),
            rates: found.iter().map(|(events, time)| events / time).collect(),
        },
        covariance,
        ln_likelihood,
        n_parameters: found.len(),
    })
}

/// The shortest stay a formula with ln t takes, in the unit of the stays: dates are whole days, and
/// a case closed on the day it opened lasted less than one.
const SHORTEST: f64 = 0.5;

/// Returns the Weibull hazard of a cause, other causes counting as lost sight of; none where it has
/// no top.
///
/// # Source
///
/// Kalbfleisch and Prentice (2002), *The Statistical Analysis of Failure Time Data*, chapter 3.
///
/// ```
/// use sim_core::survival::{parametric::{Formula, weibull}, stay::Stay};
/// let stays: Vec<Stay> = [1.0, 2.0, 3.0, 4.0].map(|t| Stay::whole(t, Some(0))).to_vec();
/// let Formula::Weibull { ln_shape, .. } = weibull(&stays, 0).unwrap().formula else { panic!() };
/// assert!(ln_shape > 0.0); // shape above 1: the longer it has lasted, the sooner it ends
/// ```
pub fn weibull(stays: &[Stay], cause: u8) -> Option<Fitted> {
    let (events, time) = events_and_exposure(stays, cause);
    if events < 2.0 || time <= 0.0 {
        return None;
    }
    let top = climb(vec![ln(time / events), 0.0], |at| {
        weibull_likelihood(stays, cause, at)
    })?;
    let formula = Formula::Weibull {
        ln_scale: top.at[0],
        ln_shape: top.at[1],
    };
    Some(Fitted::at(top, formula))
}

fn weibull_likelihood(stays: &[Stay], cause: u8, at: &[f64]) -> Likelihood {
    let (m, k) = (at[0], exp(at[1]));
    let mut sum = Likelihood::zero(2);
    let mut add = |weight: f64, value: f64, slope: [f64; 2], second: [f64; 3]| {
        sum.value += weight * value;
        sum.slope[0] += weight * slope[0];
        sum.slope[1] += weight * slope[1];
        for (cell, part) in [(0, 0), (1, 1), (2, 1), (3, 2)] {
            sum.information.cells[cell] -= weight * second[part];
        }
    };
    for stay in stays {
        let exit = stay.exit.max(SHORTEST);
        // The sum of the hazard and its derivatives: e^u with u = k (ln t - m).
        for (age, sign) in [(exit, -1.0), (stay.entry, 1.0)] {
            if age > 0.0 {
                let u = k * (ln(age) - m);
                let h = exp(u);
                let second = [h * k * k, -h * k * (u + 1.0), h * (u * u + u)];
                add(sign * stay.count, h, [-h * k, h * u], second);
            }
        }
        if stay.cause == Some(cause) {
            let u = k * (ln(exit) - m);
            add(
                stay.count,
                at[1] + u - ln(exit),
                [-k, 1.0 + u],
                [0.0, -k, u],
            );
        }
    }
    sum
}

/// Returns the lognormal length until a cause, other causes counting as lost sight of; none where
/// it has no top.
///
/// ```
/// use sim_core::survival::{parametric::{Formula, lognormal}, stay::Stay};
/// let stays: Vec<Stay> = [1.0, 2.0, 4.0].map(|t| Stay::whole(t, Some(0))).to_vec();
/// let Formula::Lognormal { mean_of_ln, .. } = lognormal(&stays, 0).unwrap().formula else { panic!() };
/// assert!((sim_core::math::exp(mean_of_ln) - 2.0).abs() < 1e-9);
/// ```
pub fn lognormal(stays: &[Stay], cause: u8) -> Option<Fitted> {
    let ended = || stays.iter().filter(|stay| stay.cause == Some(cause));
    let n: f64 = ended().map(|stay| stay.count).sum();
    if n < 2.0 {
        return None;
    }
    let ln_t = |stay: &Stay| ln(stay.exit.max(SHORTEST));
    let mean = ended().map(|stay| stay.count * ln_t(stay)).sum::<f64>() / n;
    let square = |stay: &Stay| stay.count * (ln_t(stay) - mean) * (ln_t(stay) - mean);
    let variance = ended().map(square).sum::<f64>() / n;
    if variance <= 0.0 {
        return None;
    }
    let top = climb(vec![mean, 0.5 * ln(variance)], |at| {
        lognormal_likelihood(stays, cause, at)
    })?;
    let formula = Formula::Lognormal {
        mean_of_ln: top.at[0],
        ln_sd: top.at[1],
    };
    Some(Fitted::at(top, formula))
}

fn lognormal_likelihood(stays: &[Stay], cause: u8, at: &[f64]) -> Likelihood {
    const HALF_LN_TWO_PI: f64 = 0.918_938_533_204_672_7;
    let sd = exp(at[1]);
    let mut sum = Likelihood::zero(2);
    let mut add = |weight: f64, value: f64, first: f64, second: f64, z: f64| {
        // z depends on the mean by -1 / sd and on ln sd by -z; and those on ln sd again.
        let by = [-1.0 / sd, -z];
        sum.value += weight * value;
        sum.slope[0] += weight * first * by[0];
        sum.slope[1] += weight * first * by[1];
        let cells = [
            second * by[0] * by[0],
            second * by[0] * by[1] + first / sd,
            second * by[0] * by[1] + first / sd,
            second * by[1] * by[1] + first * z,
        ];
        for (cell, value) in sum.information.cells.iter_mut().zip(cells) {
            *cell -= weight * value;
        }
    };
    let mut events = 0.0;
    for stay in stays {
        let ln_t = ln(stay.exit.max(SHORTEST));
        let z = (ln_t - at[0]) / sd;
        if stay.cause == Some(cause) {
            let value = -ln_t - at[1] - HALF_LN_TWO_PI - 0.5 * z * z;
            add(stay.count, value, -z, -1.0, z);
            events += stay.count;
        } else {
            let ratio = mills(z);
            add(stay.count, ln_tail(z), -ratio, -ratio * (ratio - z), z);
        }
        if stay.entry > 0.0 {
            let z = (ln(stay.entry) - at[0]) / sd;
            let ratio = mills(z);
            add(-stay.count, ln_tail(z), -ratio, -ratio * (ratio - z), z);
        }
    }
    sum.slope[1] -= events;
    sum
}

/// Returns the normal density over the probability above it.
fn mills(z: f64) -> f64 {
    if z > 30.0 {
        // Two terms of its expansion at infinity; the next is below 1e-6 of the second.
        return z + 1.0 / z;
    }
    normal_pdf(z) / normal_cdf(-z)
}

/// Returns the logarithm of the probability that a normal variate is above `z`.
fn ln_tail(z: f64) -> f64 {
    if z > 30.0 {
        return -0.5 * z * z - 0.918_938_533_204_672_7 - ln(z) + ln_1p(-1.0 / (z * z));
    }
    if z < 0.0 {
        return ln_1p(-normal_cdf(z));
    }
    ln(normal_cdf(-z))
}
