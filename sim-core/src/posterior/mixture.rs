//! What points are proposed from: the prior, and a mixture of multivariate t distributions.

use std::f64::consts::PI;

use crate::linear::Factor;
use crate::luck::{HouseholdKey, Purpose};
use crate::math::{exp, ln, ln_1p, ln_gamma, sqrt};

const WHICH: Purpose = Purpose::named("posterior:component");
const NORMAL: Purpose = Purpose::named("posterior:normal");
const TAIL: Purpose = Purpose::named("posterior:tail");

/// Degrees of freedom of a component: heavier tails than a normal's, with a variance.
const DEGREES: u32 = 5;

/// One multivariate t distribution.
#[derive(Clone, Debug, PartialEq)]
pub struct Component {
    /// Its share.
    pub weight: f64,
    /// Its centre.
    pub centre: Vec<f64>,
    /// Factor of its scale matrix.
    pub scale: Factor,
}

/// The prior with some t distributions.
#[derive(Clone, Debug, PartialEq)]
pub struct Mixture {
    n_dims: usize,
    prior_weight: f64,
    components: Vec<Component>,
}

impl Mixture {
    /// Returns the prior alone.
    pub fn prior(n_dims: usize) -> Self {
        Self {
            n_dims,
            prior_weight: 1.0,
            components: Vec::new(),
        }
    }

    /// Returns components, whose weights add up to one, beside a share of the prior.
    ///
    /// The prior keeps every weight below its inverse share times the largest likelihood, and finds again
    /// what an early mixture has missed (Hesterberg 1995, *Technometrics* 37(2): defensive mixtures).
    pub fn of(n_dims: usize, prior_weight: f64, components: Vec<Component>) -> Self {
        Self {
            n_dims,
            prior_weight,
            components,
        }
    }

    /// Returns how many t distributions there are.
    pub fn n_components(&self) -> usize {
        self.components.len()
    }

    /// Returns a point, as that luck has it.
    pub fn point(&self, luck: HouseholdKey) -> Vec<f64> {
        let normals = |purpose: Purpose, n: usize| -> Vec<f64> {
            let dims = 0..n as u32;
            dims.map(|dim| luck.stream(purpose, dim).normal()).collect()
        };
        let of_prior = normals(NORMAL, self.n_dims);
        let mut lot = luck.stream(WHICH, 0).uniform() - self.prior_weight;
        let Some(last) = self.components.last() else {
            return of_prior;
        };
        if lot < 0.0 {
            return of_prior;
        }
        let mut chosen = last;
        for component in &self.components {
            lot -= component.weight * (1.0 - self.prior_weight);
            if lot < 0.0 {
                chosen = component;
                break;
            }
        }
        let tail = normals(TAIL, DEGREES as usize);
        let chi_square: f64 = tail.iter().map(|x| x * x).sum();
        let stretch = sqrt(f64::from(DEGREES) / chi_square);
        let moved = chosen.scale.times(&of_prior);
        let centred = moved.iter().zip(&chosen.centre);
        centred.map(|(x, centre)| centre + stretch * x).collect()
    }

    /// Returns the logarithm of the density at a point.
    pub fn ln_density(&self, point: &[f64]) -> f64 {
        let mut sum = LogSum::default();
        if self.prior_weight > 0.0 {
            sum.add(ln(self.prior_weight) + ln_standard_normal(point));
        }
        for component in &self.components {
            let share = component.weight * (1.0 - self.prior_weight);
            if share > 0.0 {
                sum.add(ln(share) + component.ln_density(point));
            }
        }
        sum.value()
    }
}

impl Component {
    fn ln_density(&self, point: &[f64]) -> f64 {
        let n = point.len() as f64;
        let degrees = f64::from(DEGREES);
        let centred = point.iter().zip(&self.centre);
        let off: Vec<f64> = centred.map(|(x, centre)| x - centre).collect();
        let distance = self.scale.squared_distance(&off);
        ln_gamma((degrees + n) / 2.0)
            - ln_gamma(degrees / 2.0)
            - 0.5 * n * ln(degrees * PI)
            - 0.5 * self.scale.ln_determinant()
            - 0.5 * (degrees + n) * ln_1p(distance / degrees)
    }
}

/// Returns the logarithm of the density of independent standard normals.
pub fn ln_standard_normal(point: &[f64]) -> f64 {
    let square: f64 = point.iter().map(|x| x * x).sum();
    -0.5 * (square + point.len() as f64 * ln(2.0 * PI))
}

/// The logarithm of a sum, from the logarithms of its terms.
#[derive(Clone, Copy, Debug)]
pub struct LogSum {
    largest: f64,
    scaled: f64,
}

impl Default for LogSum {
    fn default() -> Self {
        Self {
            largest: f64::NEG_INFINITY,
            scaled: 0.0,
        }
    }
}

impl LogSum {
    /// Adds a term by its logarithm.
    pub fn add(&mut self, logarithm: f64) {
        if logarithm > self.largest {
            self.scaled = self.scaled * exp(self.largest - logarithm) + 1.0;
            self.largest = logarithm;
        } else if logarithm.is_finite() {
            self.scaled += exp(logarithm - self.largest);
        }
    }

    /// Returns the logarithm of the sum; minus infinity of nothing.
    pub fn value(&self) -> f64 {
        if self.scaled > 0.0 {
            self.largest + ln(self.scaled)
        } else {
            f64::NEG_INFINITY
        }
    }
}
