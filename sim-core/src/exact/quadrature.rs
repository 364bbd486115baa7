//! Means over a standard normal variate.

use crate::math::{exp, pow, sqrt};

/// Returns points and weights of Gauss-Hermite quadrature for a standard normal variate.
///
/// The mean of a polynomial of degree below 2n is exact. Weights add up to one.
///
/// Written here because the crates that have it either bring nalgebra along, which switches the
/// platform's maths on in `rand_distr`, or call the platform's functions themselves.
///
/// # Source
///
/// Newton's method on the orthonormal Hermite polynomials with the starting points of Press et al.
/// (2007), *Numerical Recipes*, section 4.6; scaled from the weight exp(-x^2) to the normal density.
pub(crate) fn normal_nodes(n: usize) -> Vec<(f64, f64)> {
    let n_f = n as f64;
    let mut roots: Vec<(f64, f64)> = Vec::new();
    let mut z = 0.0;
    for at in 0..n.div_ceil(2) {
        z = match at {
            0 => sqrt(2.0 * n_f + 1.0) - 1.855_75 * pow(2.0 * n_f + 1.0, -1.0 / 6.0),
            1 => z - 1.14 * pow(n_f, 0.426) / z,
            2 => 1.86 * z - 0.86 * roots[0].0,
            3 => 1.91 * z - 0.91 * roots[1].0,
            _ => 2.0 * z - roots[at - 2].0,
        };
        let mut slope = 1.0;
        for _ in 0..100 {
            let (value, gradient) = hermite(n, z);
            slope = gradient;
            let step = value / gradient;
            z -= step;
            if step.abs() < 1e-15 * (1.0 + z.abs()) {
                break;
            }
        }
        roots.push((z, 2.0 / (slope * slope)));
    }
    let mut nodes = Vec::with_capacity(n);
    for (at, (root, weight)) in roots.iter().enumerate() {
        let is_middle = n % 2 == 1 && at + 1 == roots.len();
        let root = if is_middle { 0.0 } else { *root };
        nodes.push((root * sqrt(2.0), *weight));
        if !is_middle {
            nodes.push((-root * sqrt(2.0), *weight));
        }
    }
    let total: f64 = nodes.iter().map(|node| node.1).sum();
    nodes.iter_mut().for_each(|node| node.1 /= total);
    nodes.sort_by(|a, b| a.0.total_cmp(&b.0));
    nodes
}

/// Orthonormal Hermite polynomial of degree `n` and its slope.
fn hermite(n: usize, z: f64) -> (f64, f64) {
    const ONE_OVER_ROOT_OF_ROOT_PI: f64 = 0.751_125_544_464_943;
    let (mut value, mut before) = (ONE_OVER_ROOT_OF_ROOT_PI, 0.0);
    for degree in 1..=n {
        let k = degree as f64;
        let next = z * sqrt(2.0 / k) * value - sqrt((k - 1.0) / k) * before;
        (before, value) = (value, next);
    }
    (value, sqrt(2.0 * n as f64) * before)
}

/// Returns readiness and its weight, for a lognormal factor with mean one.
///
/// # Shapes and units
///
/// `sd` of ln readiness. Eleven points at most: with hazards that span the tenfold the error of a
/// survival curve is below 1e-6.
pub(crate) fn readiness_nodes(sd: f64) -> Vec<(f64, f64)> {
    let n = match sd {
        0.0 => 1,
        sd if sd <= 0.15 => 4,
        sd if sd <= 0.35 => 6,
        sd if sd <= 0.6 => 8,
        sd if sd <= 1.0 => 12,
        _ => 20,
    };
    normal_nodes(n)
        .into_iter()
        .map(|(z, weight)| (exp(sd * z - sd * sd / 2.0), weight))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_of_the_normal_are_exact() {
        for n in [1, 2, 5, 8, 12, 20, 32] {
            let nodes = normal_nodes(n);
            let moment = |k: u32| -> f64 {
                let power = |z: f64| (0..k).fold(1.0, |p, _| p * z);
                nodes.iter().map(|(z, w)| w * power(*z)).sum()
            };
            assert!((moment(0) - 1.0).abs() < 1e-13, "{n}");
            assert!(moment(1).abs() < 1e-12, "{n}");
            if n > 2 {
                assert!((moment(2) - 1.0).abs() < 1e-11, "{n} {}", moment(2));
                assert!((moment(4) - 3.0).abs() < 1e-10, "{n} {}", moment(4));
            }
        }
    }

    #[test]
    fn readiness_has_mean_one() {
        for sd in [0.0, 0.1, 0.3, 0.5, 0.9, 1.2] {
            let mean: f64 = readiness_nodes(sd).iter().map(|(r, w)| r * w).sum();
            assert!((mean - 1.0).abs() < 1e-5, "{sd} {mean}");
        }
    }
}
