//! Where a smooth likelihood has its top, and how sharp that is.
//!
//! Newton's steps need the matrix of second derivatives, and its inverse at the top is the
//! covariance of the estimates: one matrix serves both.

use crate::linear::Matrix;

/// A likelihood's logarithm at one point, with its slopes and what is left of it to the second order.
#[derive(Clone, Debug, PartialEq)]
pub struct Likelihood {
    /// Logarithm of the likelihood.
    pub value: f64,
    /// First derivatives.
    pub slope: Vec<f64>,
    /// Minus the second derivatives: the observed information.
    pub information: Matrix,
}

impl Likelihood {
    /// Returns nothing yet, for `n` parameters.
    pub fn zero(n: usize) -> Self {
        Self {
            value: 0.0,
            slope: vec![0.0; n],
            information: Matrix::zeros(n),
        }
    }
}

/// The top of a likelihood.
#[derive(Clone, Debug, PartialEq)]
pub struct Top {
    /// Where it is.
    pub at: Vec<f64>,
    /// Logarithm of the likelihood there.
    pub value: f64,
    /// Covariance of the estimates: the inverse of the observed information.
    pub covariance: Matrix,
}

/// Most steps; from a sensible start it takes five to ten.
const MOST_STEPS: usize = 200;
/// A step that promises less than this is not worth taking.
const SMALLEST_GAIN: f64 = 1e-12;

/// Returns the top of a likelihood near a start; none where there is none to be found: it has no
/// bound, or is flat in some direction.
///
/// A step that does not climb is halved, and where the information is not positive definite a
/// multiple of its diagonal is added (Levenberg 1944, Marquardt 1963).
///
/// ```
/// use sim_core::survival::newton::{Likelihood, climb};
/// // Ten events in twenty days: the rate is one half, on the scale of ln.
/// let of_rate = |at: &[f64]| {
///     let rate = sim_core::math::exp(at[0]);
///     let mut here = Likelihood::zero(1);
///     here.value = 10.0 * at[0] - 20.0 * rate;
///     here.slope[0] = 10.0 - 20.0 * rate;
///     here.information.add(0, 0, 20.0 * rate);
///     here
/// };
/// let top = climb(vec![0.0], of_rate).unwrap();
/// assert!((sim_core::math::exp(top.at[0]) - 0.5).abs() < 1e-12);
/// assert!((top.covariance.at(0, 0) - 0.1).abs() < 1e-12);
/// ```
pub fn climb(start: Vec<f64>, likelihood: impl Fn(&[f64]) -> Likelihood) -> Option<Top> {
    let mut at = start;
    let mut here = likelihood(&at);
    let mut ridge = 0.0;
    for _ in 0..MOST_STEPS {
        if !here.value.is_finite() {
            return None;
        }
        let step = step(&here, &mut ridge)?;
        let gain: f64 = step.iter().zip(&here.slope).map(|(s, g)| s * g).sum();
        if ridge == 0.0 && gain.abs() < SMALLEST_GAIN * (1.0 + here.value.abs()) {
            // The last step is taken too: the estimates are exact to more digits than the peak is flat.
            let there: Vec<f64> = at.iter().zip(&step).map(|(x, s)| x + s).collect();
            let last = likelihood(&there);
            let is_higher = last.value >= here.value - 1e-12 * here.value.abs();
            let (at, top) = if is_higher { (there, last) } else { (at, here) };
            return Some(Top {
                at,
                value: top.value,
                covariance: top.information.inverse()?,
            });
        }
        match climbed(&at, &step, here.value, &likelihood) {
            Some((there, found)) => {
                at = there;
                here = found;
                ridge = if ridge < 1e-6 { 0.0 } else { ridge / 10.0 };
            }
            None if ridge > 1e8 => return None,
            None => ridge = (ridge * 10.0).max(1e-3),
        }
    }
    None
}

fn step(here: &Likelihood, ridge: &mut f64) -> Option<Vec<f64>> {
    while *ridge < 1e12 {
        let mut information = here.information.clone();
        for k in 0..information.n {
            let diagonal = information.at(k, k).abs().max(1e-8);
            information.add(k, k, *ridge * diagonal);
        }
        if let Some(factor) = information.factor() {
            return Some(factor.solve(&here.slope));
        }
        *ridge = (*ridge * 10.0).max(1e-3);
    }
    None
}

fn climbed(
    at: &[f64],
    step: &[f64],
    value: f64,
    likelihood: &impl Fn(&[f64]) -> Likelihood,
) -> Option<(Vec<f64>, Likelihood)> {
    let longest = step.iter().fold(0.0_f64, |most, s| most.max(s.abs()));
    // Parameters are on scales of ln: more than two at once is a leap into the dark.
    let mut part = if longest > 2.0 { 2.0 / longest } else { 1.0 };
    for _ in 0..30 {
        let there: Vec<f64> = at.iter().zip(step).map(|(x, s)| x + part * s).collect();
        let found = likelihood(&there);
        if found.value.is_finite() && found.value >= value - 1e-13 * value.abs() {
            return Some((there, found));
        }
        part *= 0.5;
    }
    None
}
