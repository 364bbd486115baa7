//! Uncertain numbers: quantile functions of three figures and of named distributions, and what cannot be.

// Reference values keep all the digits of their source.
#![allow(clippy::excessive_precision)]

use proptest::prelude::*;
use sim_core::compile::quantile_fit::{Fitted, fit};
use sim_core::diagnostic::{DistributionRule as Rule, Place};
use sim_core::math::{exp, ln, normal_quantile, sqrt};
use sim_core::scenario::distribution::{
    Beta, Distribution, Figure, Gamma, LogNormal, Named, Normal, Pert, Triangular, Uniform,
};
use sim_core::units::UnitKind;

const UNITS: [UnitKind; 13] = [
    UnitKind::Share,
    UnitKind::Ratio,
    UnitKind::Days,
    UnitKind::Months,
    UnitKind::Years,
    UnitKind::PerMonth,
    UnitKind::PerYear,
    UnitKind::Sek,
    UnitKind::Minutes,
    UnitKind::Count,
    UnitKind::Fte,
    UnitKind::Correlation,
    UnitKind::Plain,
];

pub fn quantiles(p05: f64, p50: f64, p95: f64) -> Distribution {
    Distribution::Quantiles { p05, p50, p95 }
}

/// Returns a named distribution with the given figures, in the order of its keys.
pub fn named(name: &str, figures: &[f64]) -> Distribution {
    let at = |i: usize| Figure(figures[i]);
    let place = Place::default();
    let mut named = Named {
        normal: None,
        lognormal: None,
        uniform: None,
        triangular: None,
        pert: None,
        beta: None,
        gamma: None,
        place,
    };
    let (first, second) = (at(0), at(1));
    match name {
        "normal" => {
            named.normal = Some(Normal {
                mean: first,
                sd: second,
                place,
            });
        }
        "lognormal" => {
            named.lognormal = Some(LogNormal {
                median: first,
                p95: second,
                place,
            });
        }
        "uniform" => {
            named.uniform = Some(Uniform {
                min: first,
                max: second,
                place,
            });
        }
        "triangular" => {
            named.triangular = Some(Triangular {
                min: first,
                mode: second,
                max: at(2),
                place,
            });
        }
        "pert" => {
            named.pert = Some(Pert {
                min: first,
                mode: second,
                max: at(2),
                place,
            });
        }
        "beta" => {
            named.beta = Some(Beta {
                mean: first,
                weight: second,
                place,
            });
        }
        "gamma" => {
            named.gamma = Some(Gamma {
                mean: first,
                sd: second,
                place,
            });
        }
        other => panic!("{other} is no distribution"),
    }
    Distribution::Named(Box::new(named))
}

fn fitted(distribution: &Distribution, unit: UnitKind) -> Fitted {
    fit(distribution, unit).expect("the distribution is possible")
}

#[track_caller]
fn assert_near(found: f64, expected: f64, relative: f64) {
    let off = (found - expected).abs();
    let allowed = relative * expected.abs().max(1e-300);
    assert!(off <= allowed, "{found:e} is not {expected:e}");
}

#[test]
fn three_quantiles_are_hit_exactly_whatever_the_unit_and_skew() {
    for (p05, p50, p95, unit) in [
        (0.02, 0.08, 0.20, UnitKind::Share),
        (0.90, 0.97, 0.999, UnitKind::Share),
        (0.97, 1.04, 1.13, UnitKind::Ratio),
        (0.001, 0.002, 5.0, UnitKind::PerMonth),
        (-50_000.0, 0.0, 2_000_000.0, UnitKind::Sek),
        (-0.01, 0.02, 0.03, UnitKind::PerYear),
        (-0.9, 0.1, 0.3, UnitKind::Correlation),
    ] {
        let number = fitted(&quantiles(p05, p50, p95), unit);
        assert_near(number.quantile(0.05), p05, 1e-13);
        assert_near(number.median(), p50, 1e-13);
        assert_near(number.quantile(0.95), p95, 1e-13);
    }
}

#[test]
fn a_quantile_on_the_bound_leaves_exactly_that_share_on_the_bound() {
    let number = fitted(&quantiles(0.0, 0.05, 0.2), UnitKind::Share);
    assert_eq!(number.quantile(0.04), 0.0);
    assert_eq!(number.quantile(0.0499), 0.0);
    assert!(number.quantile(0.0501) > 0.0);
    assert_near(number.quantile(0.95), 0.2, 1e-13);
    let number = fitted(&quantiles(0.7, 0.9, 1.0), UnitKind::Share);
    assert_eq!(number.quantile(0.9501), 1.0);
    assert!(number.quantile(0.9499) < 1.0);
}

#[test]
fn named_distributions_have_their_known_means_and_quantiles() {
    let of = |name, figures: &[f64], unit| fitted(&named(name, figures), unit);
    let z95 = normal_quantile(0.95);

    let normal = of("normal", &[100.0, 15.0], UnitKind::Sek);
    assert_near(normal.mean(), 100.0, 1e-5);
    assert_near(normal.quantile(0.95), 100.0 + 15.0 * z95, 1e-12);

    let lognormal = of("lognormal", &[14.0, 30.0], UnitKind::Days);
    assert_near(lognormal.median(), 14.0, 1e-13);
    assert_near(lognormal.quantile(0.95), 30.0, 1e-13);
    let sd = ln(30.0 / 14.0) / z95;
    assert_near(lognormal.mean(), 14.0 * exp(sd * sd / 2.0), 1e-5);

    let uniform = of("uniform", &[2.0, 6.0], UnitKind::Months);
    assert_near(uniform.mean(), 4.0, 1e-5);
    assert_near(uniform.quantile(0.25), 3.0, 1e-13);

    let triangular = of("triangular", &[1.0, 2.0, 6.0], UnitKind::Ratio);
    assert_near(triangular.mean(), 3.0, 1e-5);
    assert_near(triangular.quantile(0.2), 2.0, 1e-13);

    let pert = of("pert", &[1.0, 2.0, 6.0], UnitKind::Ratio);
    assert_near(pert.mean(), (1.0 + 4.0 * 2.0 + 6.0) / 6.0, 1e-5);

    let beta = of("beta", &[0.08, 100.0], UnitKind::Share);
    assert_near(beta.mean(), 0.08, 1e-5);
    assert_near(beta.quantile(0.95), 0.128_704_603_048_272_44, 1e-12);

    let gamma = of("gamma", &[10.0, 5.0], UnitKind::Sek);
    assert_near(gamma.mean(), 10.0, 1e-5);
    assert_near(gamma.quantile(0.95), 2.5 * 7.753_656_527_932_726_9, 1e-12);
}

#[test]
fn a_named_distribution_is_truncated_to_its_unit() {
    // A standard normal above 0 is a half-normal with mean sqrt(2 / pi).
    let half = fitted(&named("normal", &[0.0, 1.0]), UnitKind::Ratio);
    assert_near(half.mean(), sqrt(2.0 / std::f64::consts::PI), 1e-5);
    assert_near(half.median(), normal_quantile(0.75), 1e-12);
    let uniform = fitted(&named("uniform", &[-1.0, 1.0]), UnitKind::Share);
    assert_near(uniform.median(), 0.5, 1e-12);
    let lognormal = fitted(&named("lognormal", &[0.9, 3.0]), UnitKind::Share);
    assert!(lognormal.quantile(1.0 - 1e-16) <= 1.0);
    assert!(lognormal.median() < 0.9);
}

#[test]
fn impossible_distributions_name_the_rule_they_break() {
    let broken = |distribution: &Distribution, unit| fit(distribution, unit).unwrap_err();
    for (name, figures, unit, rule) in [
        (
            "normal",
            [0.5, 0.0, 0.0],
            UnitKind::Share,
            Rule::SpreadMustBePositive,
        ),
        (
            "normal",
            [1.5, 0.1, 0.0],
            UnitKind::Share,
            Rule::CentreOutsideUnit,
        ),
        (
            "lognormal",
            [3.0, 2.0, 0.0],
            UnitKind::Days,
            Rule::SpreadMustBePositive,
        ),
        (
            "lognormal",
            [-3.0, 2.0, 0.0],
            UnitKind::Sek,
            Rule::CentreOutsideUnit,
        ),
        (
            "uniform",
            [3.0, 2.0, 0.0],
            UnitKind::Days,
            Rule::BoundsMustRise,
        ),
        (
            "uniform",
            [-3.0, -2.0, 0.0],
            UnitKind::Days,
            Rule::NothingInsideUnit,
        ),
        (
            "triangular",
            [1.0, 0.0, 2.0],
            UnitKind::Days,
            Rule::BoundsMustRise,
        ),
        (
            "pert",
            [1.0, 1.0, 1.0],
            UnitKind::Days,
            Rule::BoundsMustRise,
        ),
        (
            "pert",
            [-2.0, -1.0, 1.0],
            UnitKind::Days,
            Rule::CentreOutsideUnit,
        ),
        (
            "beta",
            [1.0, 10.0, 0.0],
            UnitKind::Share,
            Rule::CentreOutsideUnit,
        ),
        (
            "beta",
            [0.5, 0.0, 0.0],
            UnitKind::Share,
            Rule::SpreadMustBePositive,
        ),
        (
            "gamma",
            [1.0, -1.0, 0.0],
            UnitKind::Days,
            Rule::SpreadMustBePositive,
        ),
        (
            "gamma",
            [0.0, 1.0, 0.0],
            UnitKind::Sek,
            Rule::CentreOutsideUnit,
        ),
        (
            "gamma",
            [1.0, 1e-200, 0.0],
            UnitKind::Sek,
            Rule::SpreadMustBePositive,
        ),
    ] {
        assert_eq!(
            broken(&named(name, &figures), unit),
            rule,
            "{name} {figures:?}"
        );
    }
    let falling = quantiles(0.3, 0.2, 0.4);
    assert_eq!(broken(&falling, UnitKind::Share), Rule::BoundsMustRise);
    let beyond = quantiles(0.3, 0.4, 1.4);
    assert_eq!(broken(&beyond, UnitKind::Share), Rule::NothingInsideUnit);
}

fn any_distribution() -> impl Strategy<Value = Distribution> {
    let figure = || {
        prop_oneof![
            -2.0..2.0_f64,
            -1e6..1e6_f64,
            Just(0.0),
            Just(1.0),
            0.0..1.0_f64
        ]
    };
    let name = prop_oneof![
        Just("quantiles"),
        Just("normal"),
        Just("lognormal"),
        Just("uniform"),
        Just("triangular"),
        Just("pert"),
        Just("beta"),
        Just("gamma"),
    ];
    (name, [figure(), figure(), figure()]).prop_map(|(name, mut figures)| {
        if matches!(name, "quantiles" | "triangular" | "pert") {
            figures.sort_by(f64::total_cmp);
        }
        match name {
            "quantiles" => quantiles(figures[0], figures[1], figures[2]),
            other => named(other, &figures),
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn what_fits_is_monotone_finite_and_inside_its_unit(
        distribution in any_distribution(),
        unit in proptest::sample::select(UNITS.to_vec()),
        first in 1e-16..0.999_999_999_999_999_9_f64,
        second in 0.0..1.0_f64,
    ) {
        if let Ok(number) = fit(&distribution, unit) {
            let second = second.max(f64::EPSILON);
            let (low, high) = unit.bounds();
            let [below, above] = [first.min(second), first.max(second)].map(|u| number.quantile(u));
            prop_assert!(below.is_finite() && above.is_finite());
            prop_assert!(below >= low && above <= high);
            let rounding = 1e-9 * (below.abs() + above.abs());
            prop_assert!(below <= above + rounding, "{below} is above {above}");
            prop_assert!(number.mean().is_finite());
        }
    }
}
