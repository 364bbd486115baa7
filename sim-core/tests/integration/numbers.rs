//! The functions of `math` against values from elsewhere.
//!
//! References: values with 17 digits from mpmath 1.3 (arbitrary precision, its own series); closed
//! forms; and printed tables where a line says so.

// Reference values keep all the digits of their source.
#![allow(clippy::excessive_precision, clippy::approx_constant)]
#![allow(clippy::inconsistent_digit_grouping)]

use proptest::prelude::*;
use sim_core::math::{
    beta_cdf, beta_quantile, cos, exp, exp_m1, exp_quick, gamma, gamma_cdf, gamma_quantile, ln,
    ln_1p, ln_gamma, log10, logistic, logit, normal_cdf, normal_pdf, normal_quantile, pow, sin,
    sqrt,
};

#[track_caller]
fn assert_near(found: f64, expected: f64, relative: f64) {
    let off = (found - expected).abs();
    assert!(
        off <= relative * expected.abs(),
        "{found:e} is not {expected:e} (off by {:e})",
        off / expected.abs()
    );
}

#[test]
fn the_quick_exponential_is_right_to_the_last_bits_and_stays_finite() {
    for step in -69_000..69_000 {
        let x = f64::from(step) * 0.010_1;
        assert_near(exp_quick(x), exp(x), 4.5e-16);
    }
    assert_eq!(exp_quick(0.0), 1.0);
    assert_eq!(exp_quick(1e9), exp_quick(700.0));
    assert_eq!(exp_quick(-1e9), exp_quick(-700.0));
    assert!(exp_quick(1e9).is_finite() && exp_quick(-1e9) > 0.0);
}

#[test]
fn exponentials_and_logarithms_have_the_known_values() {
    for (x, at_x, less_one) in [
        (0.1, 1.105_170_918_075_647_6, 0.105_170_918_075_647_62),
        (-3.7, 0.024_723_526_470_339_391, -0.975_276_473_529_660_61),
        (
            700.0,
            1.014_232_054_735_004_5e304,
            1.014_232_054_735_004_5e304,
        ),
        (1e-10, 1.000_000_000_1, 1.000_000_000_05e-10),
    ] {
        assert_near(exp(x), at_x, 2.3e-16);
        assert_near(exp_m1(x), less_one, 2.3e-16);
    }
    for (x, at_x, one_more) in [
        (0.1, -2.302_585_092_994_045_7, 0.095_310_179_804_324_86),
        (3.7, 1.308_332_819_650_178_8, 1.547_562_508_716_012_9),
        (1e300, 690.775_527_898_213_71, 690.775_527_898_213_71),
        (1e-10, -23.025_850_929_940_457, 9.999_999_999_5e-11),
    ] {
        assert_near(ln(x), at_x, 2.3e-16);
        assert_near(ln_1p(x), one_more, 2.3e-16);
    }
    assert_near(pow(1.7, -2.3), 0.295_098_825_383_420_92, 2.3e-16);
    assert_near(sin(1.2), 0.932_039_085_967_226_35, 2.3e-16);
    assert_near(cos(1.2), 0.362_357_754_476_673_58, 2.3e-16);
    assert_near(gamma(4.5), 11.631_728_396_567_449, 1e-15);
    assert_near(ln_gamma(100.5), 361.435_540_467_777_62, 1e-15);
    assert_near(log10(1e-7), -7.0, 0.0);
    assert_near(sqrt(2.0), std::f64::consts::SQRT_2, 0.0);
}

#[test]
fn logit_and_logistic_undo_each_other_and_never_leave_zero_to_one() {
    for p in [1e-300, 1e-9, 0.2, 0.5, 0.999_999] {
        assert_near(logistic(logit(p)), p, 1e-13);
    }
    assert_eq!((logistic(-1e9), logistic(1e9)), (0.0, 1.0));
}

#[test]
fn the_normal_distribution_has_the_known_values() {
    for (x, p) in [
        (-37.5, 4.605_353_009_581_954_8e-308),
        (-8.0, 6.220_960_574_271_784_1e-16),
        (-1.0, 0.158_655_253_931_457_05),
        (0.3, 0.617_911_422_188_952_64),
        (2.5, 0.993_790_334_674_223_86),
    ] {
        // The last bit of x / sqrt(2) is worth x^2 bits of the tail.
        assert_near(normal_cdf(x), p, 3e-16 * (1.0 + x * x));
    }
    for (u, x) in [
        (1e-300, -37.047_096_299_361_199),
        (1e-16, -8.222_082_216_130_435_6),
        (0.001, -3.090_232_306_167_813_5),
        (0.3, -0.524_400_512_708_040_78),
        (0.975, 1.959_963_984_540_054_2),
        (0.999, 3.090_232_306_167_813_5),
    ] {
        assert_near(normal_quantile(u), x, 1e-14);
    }
    assert_near(normal_pdf(1.0), 0.241_970_724_519_143_37, 1e-15);
    assert_eq!(normal_quantile(0.0), f64::NEG_INFINITY);
    assert_eq!(normal_quantile(1.0), f64::INFINITY);
    assert!(normal_quantile(-0.1).is_nan() && normal_quantile(f64::NAN).is_nan());
}

#[test]
fn beta_quantiles_have_the_known_values() {
    for (alpha, beta, u, x, digits) in [
        (2.0, 5.0, 0.05, 0.062_849_891_708_354_38, 1e-13),
        (8.0, 92.0, 0.95, 0.128_704_603_048_272_44, 1e-13),
        (0.3, 0.7, 0.01, 3.584_084_499_488_804_1e-7, 1e-12),
        (0.05, 2.0, 0.5, 3.594_299_429_775_786_8e-7, 1e-12),
        (30.0, 2.0, 0.001, 0.738_672_401_181_672_11, 1e-13),
        (40.0, 60.0, 0.5, 0.399_330_742_698_132_76, 1e-13),
        (500.0, 1500.0, 0.975, 0.269_206_204_537_100_9, 1e-12),
        (5000.0, 50.0, 0.975, 0.992_641_155_892_012_95, 1e-11),
        (2500.0, 2500.0, 0.95, 0.511_629_879_618_615_33, 2e-7),
        (2500.0, 7500.0, 0.05, 0.242_906_418_898_560_01, 2e-7),
        (200_000.0, 10.0, 0.05, 0.999_921_478_767_620_21, 1e-9),
        (1e6, 1000.0, 0.5, 0.999_001_331_316_487_33, 1e-9),
    ] {
        assert_near(beta_quantile(alpha, beta, u), x, digits);
    }
    // The arcsine distribution, in closed form.
    let angle = sin(std::f64::consts::PI * 0.1 / 2.0);
    assert_near(beta_quantile(0.5, 0.5, 0.1), angle * angle, 1e-13);
    assert_near(beta_quantile(1.0, 1.0, 0.37), 0.37, 1e-14);
    assert_eq!(
        (beta_cdf(2.0, 3.0, 0.0), beta_cdf(2.0, 3.0, 1.0)),
        (0.0, 1.0)
    );
    assert!(beta_quantile(0.0, 1.0, 0.5).is_nan() && beta_quantile(1.0, 1.0, 1.5).is_nan());
}

#[test]
fn gamma_quantiles_have_the_known_values() {
    for (shape, u, x, digits) in [
        (0.5, 0.05, 0.001_966_070_000_009_761_4, 1e-12),
        (0.1, 0.5, 0.000_593_391_104_460_225_94, 1e-12),
        (4.0, 0.95, 7.753_656_527_932_726_9, 1e-13),
        (25.0, 0.001, 12.336_952_635_938_631, 1e-12),
        (400.0, 0.5, 399.666_716_064_464_39, 1e-10),
        (9000.0, 0.975, 9186.883_842_467_864, 1e-11),
        (12_000.0, 0.975, 12_215.648_874_747_533, 2e-8),
    ] {
        assert_near(gamma_quantile(shape, 1.0, u), x, digits);
    }
    // Abramowitz and Stegun (1964), table 26.8: chi-square with 5 degrees of freedom, 0.95.
    assert_near(gamma_quantile(2.5, 2.0, 0.95), 11.0705, 1e-5);
    // Exponential, in closed form.
    assert_near(
        gamma_quantile(1.0, 30.0, 0.5),
        30.0 * std::f64::consts::LN_2,
        1e-13,
    );
    assert_near(gamma_cdf(3.0, 2.0), 1.0 - 5.0 * exp(-2.0), 1e-14);
    assert_eq!(
        (gamma_quantile(2.0, 1.0, 0.0), gamma_cdf(2.0, -1.0)),
        (0.0, 0.0)
    );
    assert!(gamma_quantile(-1.0, 1.0, 0.5).is_nan());
}

proptest! {
    #[test]
    fn quantiles_and_distribution_functions_undo_each_other(
        ln_alpha in -2.0..6.0_f64,
        ln_beta in -2.0..6.0_f64,
        u in 0.001..0.999_f64,
    ) {
        let (alpha, beta) = (exp(ln_alpha), exp(ln_beta));
        let x = beta_quantile(alpha, beta, u);
        // Near 1 the last bit of x is worth many of u when beta is small.
        if x < 0.999_9 {
            prop_assert!((beta_cdf(alpha, beta, x) - u).abs() < 1e-9);
        }
        prop_assert!((gamma_cdf(alpha, gamma_quantile(alpha, 1.0, u)) - u).abs() < 1e-11);
        prop_assert!((normal_cdf(normal_quantile(u)) - u).abs() < 1e-14);
    }

    #[test]
    fn quantiles_are_numbers_for_shapes_of_every_size(
        ln_alpha in -600.0..600.0_f64,
        ln_beta in -600.0..600.0_f64,
        u in 1e-16..0.999_999_999_999_999_9_f64,
    ) {
        let (alpha, beta) = (exp(ln_alpha), exp(ln_beta));
        prop_assert!((0.0..=1.0).contains(&beta_quantile(alpha, beta, u)));
        prop_assert!(gamma_quantile(alpha, 1.0, u) >= 0.0);
        prop_assert!(gamma_quantile(alpha, 1.0, u).is_finite());
    }
}
