//! The only door to mathematical functions: pure Rust, so that results have the same bits everywhere.
//!
//! `f64::exp` and its kin call the platform's C library, whose last bit differs with the
//! processor and the system. The functions here come from the crates `libm` and `statrs`, but for
//! [`exp_quick`].
//! statrs is built without default features: it is `no_std` then and takes its `exp` and
//! `ln` through num-traits from `libm`, as rand_distr does. Turning on `num-traits/std`
//! anywhere in the program that is shipped would undo that, so
//! `cargo tree -e features -p sim-cli -i num-traits` must show the feature `libm` alone.
//! (nalgebra and statrs' own `std` are two ways to turn it on.) Tests are built with it,
//! because proptest asks for it: they compare numbers at a tolerance.
//!
//! `libm` uses a processor's own instructions only where they are exactly rounded (square root,
//! fused multiply-add), but for 32-bit x86 without SSE2, which is not a target.
//!
//! Addition, multiplication, division and square root are exactly rounded by IEEE 754 and
//! need no door.

use crate::tables;

/// Returns e to the power `x`.
///
/// ```
/// assert_eq!(sim_core::math::exp(0.0), 1.0);
/// ```
#[inline]
pub fn exp(x: f64) -> f64 {
    libm::exp(x)
}

/// Returns e to the power `x` in a third of the time of [`exp`], for the hot loop.
///
/// Its relative error is below 2^-51. Beyond 700 either way it returns the value there: what is
/// drawn from a distribution never comes near.
///
/// # Source
///
/// Tang (1989): x = (64 m + j) ln 2 / 64 + r, and exp(x) = 2^m 2^(j/64) exp(r).
///
/// ```
/// use sim_core::math::{exp, exp_quick};
/// for x in [-20.0, -0.3, 0.0, 1.0, 7.5] {
///     assert!((exp_quick(x) / exp(x) - 1.0).abs() < 5e-16);
/// }
/// ```
#[inline]
pub fn exp_quick(x: f64) -> f64 {
    const STEP: f64 = std::f64::consts::LN_2 / 64.0;
    // The step in two parts: a whole number times the first is exact.
    const STEP_HIGH: f64 = f64::from_bits(0x3F86_2E42_0000_0000);
    const STEP_LOW: f64 = 7.420_820_373_486_988e-9;
    // Adding it rounds to a whole number, which the low bits of the sum then count.
    const ROUNDS: f64 = 6_755_399_441_055_744.0;
    let x = x.clamp(-700.0, 700.0);
    let sum = x * (1.0 / STEP) + ROUNDS;
    let steps = sum - ROUNDS;
    let r = (x - steps * STEP_HIGH) - steps * STEP_LOW;
    let r2 = r * r;
    // exp(r) - 1; the next term is below 2^-54.
    let rest = r + r2 * (0.5 + r * (1.0 / 6.0) + r2 * (1.0 / 24.0 + r * (1.0 / 120.0)));
    let bits = sum.to_bits();
    let of_step = tables::POWERS_OF_TWO[(bits & 63) as usize];
    let scale = f64::from_bits((bits >> 6).wrapping_add(1023) << 52);
    (of_step + of_step * rest) * scale
}

/// Returns exp(`x`) - 1 without losing digits where `x` is small.
///
/// ```
/// assert_eq!(sim_core::math::exp_m1(1e-20), 1e-20);
/// ```
#[inline]
pub fn exp_m1(x: f64) -> f64 {
    libm::expm1(x)
}

/// Returns the natural logarithm; minus infinity at 0 and NaN below.
///
/// ```
/// assert_eq!(sim_core::math::ln(1.0), 0.0);
/// ```
#[inline]
pub fn ln(x: f64) -> f64 {
    libm::log(x)
}

/// Returns ln(1 + `x`) without losing digits where `x` is small.
///
/// ```
/// assert_eq!(sim_core::math::ln_1p(1e-20), 1e-20);
/// ```
#[inline]
pub fn ln_1p(x: f64) -> f64 {
    libm::log1p(x)
}

/// Returns the logarithm to base 10.
///
/// ```
/// assert_eq!(sim_core::math::log10(1000.0), 3.0);
/// ```
#[inline]
pub fn log10(x: f64) -> f64 {
    libm::log10(x)
}

/// Returns `base` to the power `exponent`.
///
/// ```
/// assert_eq!(sim_core::math::pow(2.0, 10.0), 1024.0);
/// ```
#[inline]
pub fn pow(base: f64, exponent: f64) -> f64 {
    libm::pow(base, exponent)
}

/// Returns the square root; NaN below 0.
///
/// ```
/// assert_eq!(sim_core::math::sqrt(9.0), 3.0);
/// ```
#[inline]
pub fn sqrt(x: f64) -> f64 {
    x.sqrt()
}

/// Returns the sine of an angle in radians.
///
/// ```
/// assert_eq!(sim_core::math::sin(0.0), 0.0);
/// ```
#[inline]
pub fn sin(x: f64) -> f64 {
    libm::sin(x)
}

/// Returns the cosine of an angle in radians.
///
/// ```
/// assert_eq!(sim_core::math::cos(0.0), 1.0);
/// ```
#[inline]
pub fn cos(x: f64) -> f64 {
    libm::cos(x)
}

/// Returns ln(`p` / (1 - `p`)), infinite at 0 and 1.
///
/// ```
/// assert_eq!(sim_core::math::logit(0.5), 0.0);
/// ```
#[inline]
pub fn logit(p: f64) -> f64 {
    ln(p / (1.0 - p))
}

/// Returns 1 / (1 + exp(-`x`)), the inverse of [`logit`]; inside 0 to 1 for every `x`.
///
/// ```
/// assert_eq!(sim_core::math::logistic(0.0), 0.5);
/// ```
#[inline]
pub fn logistic(x: f64) -> f64 {
    if x >= 0.0 {
        1.0 / (1.0 + exp(-x))
    } else {
        // exp(-x) would overflow below -709; this form keeps the small value's digits too.
        let odds = exp(x);
        odds / (1.0 + odds)
    }
}

/// Returns the gamma function.
///
/// ```
/// assert!((sim_core::math::gamma(5.0) - 24.0).abs() < 1e-12);
/// ```
pub fn gamma(x: f64) -> f64 {
    libm::tgamma(x)
}

/// Returns the logarithm of the gamma function for `x` > 0.
///
/// ```
/// assert!(sim_core::math::ln_gamma(2.0).abs() < 1e-15);
/// ```
pub fn ln_gamma(x: f64) -> f64 {
    libm::lgamma(x)
}

/// Returns Spearman's rank correlation of normals with a product-moment correlation: 6 / pi asin(r / 2).
///
/// # Source
///
/// Pearson (1907); Kruskal (1958), *JASA* 53, equation 6.6.
///
/// ```
/// use sim_core::math::rank_of_normals;
/// assert!((rank_of_normals(1.0) - 1.0).abs() < 1e-15);
/// assert_eq!(rank_of_normals(0.0), 0.0);
/// ```
pub fn rank_of_normals(correlation: f64) -> f64 {
    6.0 / std::f64::consts::PI * libm::asin(correlation.clamp(-1.0, 1.0) / 2.0)
}

/// Returns the density of the standard normal distribution.
///
/// ```
/// assert!((sim_core::math::normal_pdf(0.0) - 0.398_942_280_401_432_7).abs() < 1e-16);
/// ```
pub fn normal_pdf(x: f64) -> f64 {
    const ONE_OVER_ROOT_OF_TWO_PI: f64 = 0.398_942_280_401_432_7;
    ONE_OVER_ROOT_OF_TWO_PI * exp(-0.5 * x * x)
}

/// Returns the probability that a standard normal variate is at most `x`.
///
/// ```
/// assert_eq!(sim_core::math::normal_cdf(0.0), 0.5);
/// ```
pub fn normal_cdf(x: f64) -> f64 {
    0.5 * libm::erfc(-x * std::f64::consts::FRAC_1_SQRT_2)
}

/// Returns the value that a standard normal variate is below with probability `u`.
///
/// Minus infinity at 0, infinity at 1, NaN outside 0 to 1. Exactly antisymmetric about
/// one half wherever 1 - `u` is exact.
///
/// ```
/// use sim_core::math::normal_quantile;
/// assert!((normal_quantile(0.975) - 1.959_963_984_540_054).abs() < 1e-14);
/// ```
pub fn normal_quantile(u: f64) -> f64 {
    if !(0.0..=1.0).contains(&u) {
        return f64::NAN;
    }
    let half = |tail: f64| std::f64::consts::SQRT_2 * statrs::function::erf::erfc_inv(2.0 * tail);
    if u <= 0.5 { -half(u) } else { half(1.0 - u) }
}

/// Returns the probability that a beta variate is at most `x`.
///
/// 0 below 0 and 1 above 1.
///
/// # Shapes and units
///
/// `alpha` and `beta` above 0, without unit.
///
/// ```
/// use sim_core::math::beta_cdf;
/// assert!((beta_cdf(2.0, 2.0, 0.25) - 0.156_25).abs() < 1e-15);
/// ```
pub fn beta_cdf(alpha: f64, beta: f64, x: f64) -> f64 {
    if x.is_nan() {
        return f64::NAN;
    }
    statrs::function::beta::checked_beta_reg(alpha, beta, x.clamp(0.0, 1.0)).map_or(
        f64::NAN,
        // The library gives 0 in the last bits before 1, where its own front factor is 0.
        |p| if x >= 1.0 { 1.0 } else { p },
    )
}

/// Returns the value that a beta variate is below with probability `u`.
///
/// NaN when a shape is not above 0 and finite or `u` is outside 0 to 1. The value is found by Newton's
/// method on the logit of `x`, kept inside a bracket that halves when a step fails, so it
/// ends for every pair of shapes.
///
/// # Shapes and units
///
/// `alpha` and `beta` above 0; the result lies in 0 to 1.
///
/// # Source
///
/// The cumulative distribution is statrs' regularised incomplete beta function. Where both
/// shapes exceed 2000 its continued fraction is cut short, and Carter's approximation takes over
/// (Abramowitz and Stegun 1964, equation 26.5.22); it is good to six digits there.
///
/// ```
/// use sim_core::math::beta_quantile;
/// assert!((beta_quantile(2.0, 1.0, 0.49) - 0.7).abs() < 1e-12);
/// ```
pub fn beta_quantile(alpha: f64, beta: f64, u: f64) -> f64 {
    let shapes_hold = alpha > 0.0 && beta > 0.0 && alpha.is_finite() && beta.is_finite();
    if !shapes_hold || !(0.0..=1.0).contains(&u) {
        return f64::NAN;
    }
    if u == 0.0 || u == 1.0 {
        return u;
    }
    if alpha.min(beta) > 2000.0 {
        let y = -normal_quantile(u);
        let (by_alpha, by_beta) = (1.0 / (2.0 * alpha - 1.0), 1.0 / (2.0 * beta - 1.0));
        let lambda = (y * y - 3.0) / 6.0;
        let h = 2.0 / (by_alpha + by_beta);
        let w = y * sqrt(h + lambda) / h
            - (by_beta - by_alpha) * (lambda + 5.0 / 6.0 - 2.0 / (3.0 * h));
        return alpha / (alpha + beta * exp(2.0 * w));
    }
    let ln_beta = ln_gamma(alpha) + ln_gamma(beta) - ln_gamma(alpha + beta);
    let at = |t: f64| {
        let (x, rest) = (logistic(t), logistic(-t));
        let slope = exp(alpha * ln(x) + beta * ln(rest) - ln_beta);
        (beta_cdf(alpha, beta, x), slope)
    };
    logistic(solve_rising(
        u,
        logit(alpha / (alpha + beta)),
        (-740.0, 740.0),
        at,
    ))
}

/// Returns the probability that a gamma variate with scale 1 is at most `x`.
///
/// 0 for `x` at or below 0.
///
/// ```
/// use sim_core::math::gamma_cdf;
/// assert!((gamma_cdf(1.0, 1.0) - (1.0 - 0.367_879_441_171_442_3)).abs() < 1e-14);
/// ```
pub fn gamma_cdf(shape: f64, x: f64) -> f64 {
    if x <= 0.0 {
        return 0.0;
    }
    if x == f64::INFINITY {
        return 1.0;
    }
    statrs::function::gamma::checked_gamma_lr(shape, x).unwrap_or(f64::NAN)
}

/// Returns the value that a gamma variate is below with probability `u`.
///
/// 0 at `u` = 0, infinity at 1; NaN when a parameter is not above 0 and finite or `u` is outside 0 to 1.
///
/// # Shapes and units
///
/// `shape` without unit, `scale` in the unit of the result; mean `shape * scale`.
///
/// # Source
///
/// Above a shape of 10,000 the approximation of Wilson and Hilferty (1931), good to seven
/// digits there; it also starts the search below.
///
/// ```
/// use sim_core::math::gamma_quantile;
/// // The 95th percentile of chi-square with ten degrees of freedom.
/// assert!((gamma_quantile(5.0, 2.0, 0.95) - 18.307_038_053_275_14).abs() < 1e-10);
/// ```
pub fn gamma_quantile(shape: f64, scale: f64, u: f64) -> f64 {
    let parameters_hold = shape > 0.0 && scale > 0.0 && shape.is_finite() && scale.is_finite();
    if !parameters_hold || !(0.0..=1.0).contains(&u) {
        return f64::NAN;
    }
    if u == 0.0 {
        return 0.0;
    }
    if u == 1.0 {
        return f64::INFINITY;
    }
    let ninth = 1.0 / (9.0 * shape);
    let root = 1.0 - ninth + normal_quantile(u) * sqrt(ninth);
    if shape > 10_000.0 {
        return scale * shape * root * root * root;
    }
    let guess = if root > 0.1 {
        ln(shape) + 3.0 * ln(root)
    } else {
        // Near 0 the distribution is x^shape / gamma(shape + 1).
        (ln(u) + ln_gamma(shape + 1.0)) / shape
    };
    let ln_gamma_shape = ln_gamma(shape);
    let at = |t: f64| {
        let x = exp(t);
        (gamma_cdf(shape, x), exp(shape * t - x - ln_gamma_shape))
    };
    scale * exp(solve_rising(u, guess, (-740.0, 20.0), at))
}

/// Returns where a rising function reaches `target`: Newton's steps inside a bracket that
/// is cut at every look and halved when a step leaves it.
fn solve_rising(
    target: f64,
    start: f64,
    bracket: (f64, f64),
    value_and_slope: impl Fn(f64) -> (f64, f64),
) -> f64 {
    let (mut low, mut high) = bracket;
    let mut t = start.clamp(low, high);
    for _ in 0..200 {
        let (value, slope) = value_and_slope(t);
        if value < target {
            low = t;
        } else {
            high = t;
        }
        let mut next = t - (value - target) / slope;
        if !(next > low && next < high) {
            next = 0.5 * (low + high);
        }
        let step = (next - t).abs();
        t = next;
        if step <= 4.0 * f64::EPSILON * (1.0 + t.abs()) {
            break;
        }
    }
    t
}
