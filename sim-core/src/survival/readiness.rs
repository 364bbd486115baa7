//! Households that differ in how ready they are for work, and a test whether they do.
//!
//! Readiness multiplies the hazards to some exits (job and studies); it is gamma with mean one and
//! belongs to the household, so that its stays are alike.

use crate::linear::Matrix;
use crate::math::{exp, ln, ln_1p};
use crate::survival::intervals::chi_square_above;
use crate::survival::newton::{Likelihood, climb};
use crate::survival::path::{MOST_CAUSES, Path};

/// The fitted readiness.
///
/// Its numbers stand in one list, with their covariance: ln of the hazards, then ln of the variance
/// of readiness.
#[derive(Clone, Debug, PartialEq)]
pub struct Readiness {
    /// The list.
    pub at: Vec<f64>,
    /// Covariance of its numbers.
    pub covariance: Matrix,
    /// Logarithm of the likelihood.
    pub ln_likelihood: f64,
    /// The same of one hazard for all.
    pub ln_likelihood_of_one: f64,
    /// Causes the hazards are for, as positions in a [`Path`].
    pub causes: Vec<usize>,
}

impl Readiness {
    /// Returns Akaike's criterion.
    pub fn aic(&self) -> f64 {
        2.0 * self.at.len() as f64 - 2.0 * self.ln_likelihood
    }

    /// Returns the probability of as large a difference where one hazard would do.
    ///
    /// # Source
    ///
    /// The likelihood ratio at the border of what a variance can be is zero half of the
    /// time and chi-square with one degree else: Self and Liang (1987), *JASA* 82.
    pub fn p_of_one_hazard(&self) -> f64 {
        let ratio = 2.0 * (self.ln_likelihood - self.ln_likelihood_of_one);
        if ratio <= 0.0 {
            return 1.0;
        }
        0.5 * chi_square_above(ratio, 1.0)
    }

    /// Returns the variance of readiness.
    pub fn variance(&self) -> f64 {
        exp(self.at[self.at.len() - 1])
    }
}

/// The smallest variance told from none.
const LEAST_LN_VARIANCE: f64 = -9.0;

/// Returns the readiness that fits best; none where households are no more unlike than chance
/// makes them.
///
/// # Shapes and units
///
/// `causes`: positions in [`Path::ended`] that a hazard is estimated for; `by_readiness`: by
/// position in [`Path::ended`], whether readiness multiplies it.
///
/// # Source
///
/// Vaupel, Manton and Stallard (1979), *Demography* 16(3); shared by a household's stays: Clayton
/// (1978). Of those under way for u when watching began, who is still there
/// has a gamma with the rate that much larger.
pub fn readiness(
    paths: &[Path],
    causes: &[usize],
    by_readiness: &[bool; MOST_CAUSES],
) -> Option<Readiness> {
    let time: f64 = paths.iter().map(|path| path.count * path.time).sum();
    let events: Vec<f64> = causes
        .iter()
        .map(|cause| {
            paths
                .iter()
                .map(|p| p.count * f64::from(p.ended[*cause]))
                .sum()
        })
        .collect();
    let concerns_any = causes.iter().any(|cause| by_readiness[*cause]);
    if !concerns_any || events.iter().any(|n| *n <= 0.0) || time <= 0.0 {
        return None;
    }
    let of_one: f64 = events.iter().map(|n| n * ln(n / time) - n).sum();
    let of = Shared {
        paths,
        causes,
        by_readiness,
    };
    let mut best = None;
    for start in [-1.5, 0.0] {
        let mut at: Vec<f64> = events.iter().map(|n| ln(n / time)).collect();
        at.push(start);
        let top = climb(at, |at| of.likelihood(at));
        let top = top.filter(|top| top.at[causes.len()] > LEAST_LN_VARIANCE);
        best = match (best, top) {
            (None, top) => top,
            (Some(known), Some(top)) if top.value > f64::max(known.value, of_one) => Some(top),
            (known, _) => known,
        };
    }
    let top = best.filter(|top| top.value > of_one)?;
    Some(Readiness {
        at: top.at,
        covariance: top.covariance,
        ln_likelihood: top.value,
        ln_likelihood_of_one: of_one,
        causes: causes.to_vec(),
    })
}

struct Shared<'a> {
    paths: &'a [Path],
    causes: &'a [usize],
    by_readiness: &'a [bool; MOST_CAUSES],
}

/// A path's part of the likelihood that readiness enters, by the hazard x and nu = 1 / variance.
struct Part {
    value: f64,
    x: f64,
    nu: f64,
    xx: f64,
    x_nu: f64,
    nu_nu: f64,
}

/// Returns ln of Gamma(nu + d) / Gamma(nu) A^nu / B^(nu + d), with its derivatives.
///
/// A = nu + x u and B = nu + x (u + t): what is left of the gamma after u, and after t more.
fn part(x: f64, nu: f64, d: f64, u: f64, t: f64) -> Part {
    let (a, later) = (nu + x * u, u + t);
    let b = nu + x * later;
    let mut part = Part {
        value: -nu * ln_1p(x * t / a),
        x: nu * u / a - (nu + d) * later / b,
        nu: -ln_1p(x * t / a) + nu / a - (nu + d) / b,
        xx: -nu * u * u / (a * a) + (nu + d) * later * later / (b * b),
        x_nu: u / a - nu * u / (a * a) - later / b + (nu + d) * later / (b * b),
        nu_nu: 2.0 / a - nu / (a * a) - 2.0 / b + (nu + d) / (b * b),
    };
    for i in 0..d as u32 {
        let each = nu + f64::from(i);
        part.value += ln(each / b);
        part.nu += 1.0 / each;
        part.nu_nu -= 1.0 / (each * each);
    }
    part
}

impl Shared<'_> {
    fn likelihood(&self, at: &[f64]) -> Likelihood {
        let n = self.causes.len();
        let mut sum = Likelihood::zero(n + 1);
        if at[n] < LEAST_LN_VARIANCE - 3.0 || at[n] > 8.0 {
            sum.value = f64::NEG_INFINITY;
            return sum;
        }
        let nu = exp(-at[n]);
        let hazards: Vec<f64> = at[..n].iter().map(|ln_rate| exp(*ln_rate)).collect();
        let is_in: Vec<bool> = self.causes.iter().map(|c| self.by_readiness[*c]).collect();
        let in_all: f64 = hazards
            .iter()
            .zip(&is_in)
            .filter(|h| *h.1)
            .map(|h| h.0)
            .sum();
        // Sums over households of the part's derivatives: they are the same for every hazard.
        let (mut x, mut xx, mut x_nu, mut of_nu, mut nu_nu) = (0.0, 0.0, 0.0, 0.0, 0.0);
        let mut time = 0.0;
        let mut events = vec![0.0; n];
        for path in self.paths {
            let d = path.ended_in(self.by_readiness);
            let part = part(in_all, nu, d, path.behind, path.time);
            sum.value += path.count * part.value;
            x += path.count * part.x;
            xx += path.count * part.xx;
            x_nu += path.count * part.x_nu;
            of_nu += path.count * part.nu;
            nu_nu += path.count * part.nu_nu;
            time += path.count * path.time;
            for (events, cause) in events.iter_mut().zip(self.causes) {
                *events += path.count * f64::from(path.ended[*cause]);
            }
        }
        for k in 0..n {
            sum.value += events[k] * at[k];
            let own = if is_in[k] { x } else { -time } * hazards[k];
            if !is_in[k] {
                sum.value -= time * hazards[k];
            }
            sum.slope[k] = events[k] + own;
            sum.information.add(k, k, -own);
            for j in (0..n).filter(|j| is_in[k] && is_in[*j]) {
                sum.information.add(k, j, -xx * hazards[k] * hazards[j]);
            }
            if is_in[k] {
                let cross = x_nu * hazards[k] * nu;
                sum.information.add(k, n, cross);
                sum.information.add(n, k, cross);
            }
        }
        sum.slope[n] = -nu * of_nu;
        sum.information.add(n, n, -(nu_nu * nu * nu + of_nu * nu));
        sum
    }
}
