//! Uncertain numbers: quantile functions, draws, and the paths of the world.

// Reference values keep all the digits of their source.
#![allow(clippy::excessive_precision)]

use std::sync::Arc;

use proptest::prelude::*;
use sim_core::compile::draw_parameters::{
    CorrelationGroup, ParameterError, ParameterSampler, UncertainNumber,
};
use sim_core::compile::quantile_fit::{Fitted, fit};
use sim_core::diagnostic::{DistributionRule as Rule, Place};
use sim_core::luck::{CohortKey, Layer, cohort_key};
use sim_core::math::{exp, ln, normal_quantile, pow, sin, sqrt};
use sim_core::model::world::{discontinuation_month, labour_market_path};
use sim_core::scenario::distribution::{
    Beta, Distribution, Figure, Gamma, LogNormal, Named, Normal, Pert, Triangular, Uniform,
};
use sim_core::units::UnitKind;

use crate::ready::checked;
use crate::simulate::text;

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

fn numbers(addresses: &[&str]) -> Vec<UncertainNumber> {
    let uncertain = |address: &&str| UncertainNumber {
        address: (*address).into(),
        unit: UnitKind::Ratio,
        distribution: quantiles(0.8, 1.0, 1.4),
    };
    addresses.iter().map(uncertain).collect()
}

fn group(addresses: &[&str], rank: f64) -> CorrelationGroup {
    CorrelationGroup {
        between: addresses
            .iter()
            .map(|address| Arc::from(*address))
            .collect(),
        rank,
    }
}

fn drawn(sampler: &ParameterSampler, draw: u64) -> Vec<f64> {
    let mut values = vec![f64::NAN; 3];
    sampler.draw(7, draw, &mut values);
    values
}

#[test]
fn adding_and_reordering_numbers_leaves_the_others_as_they_were() {
    let groups = [group(&["b", "d"], 0.6)];
    let few = ParameterSampler::new(&numbers(&["a", "b", "d"]), &groups).unwrap();
    let many = ParameterSampler::new(&numbers(&["d", "c", "b", "a", "aa"]), &groups).unwrap();
    for draw in 0..100 {
        let (few, many) = (drawn(&few, draw), drawn(&many, draw));
        assert_eq!(few, [many[3], many[2], many[0]]);
    }
}

#[test]
fn a_group_leaves_outsiders_and_its_first_number_as_they_were() {
    let alone = ParameterSampler::new(&numbers(&["a", "b", "c"]), &[]).unwrap();
    let groups = [group(&["c", "b"], 0.6)];
    let together = ParameterSampler::new(&numbers(&["a", "b", "c"]), &groups).unwrap();
    for draw in 0..100 {
        let (alone, together) = (drawn(&alone, draw), drawn(&together, draw));
        assert_eq!(alone[..2], together[..2]);
        assert_ne!(alone[2], together[2]);
    }
}

/// Returns Spearman's rank correlation.
fn rank_correlation(first: &[f64], second: &[f64]) -> f64 {
    let ranks = |values: &[f64]| {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
        let mut ranks = vec![0.0; values.len()];
        for (rank, at) in order.into_iter().enumerate() {
            ranks[at] = rank as f64;
        }
        ranks
    };
    let n = first.len() as f64;
    let pairs = ranks(first).into_iter().zip(ranks(second));
    let squares: f64 = pairs.map(|(x, y)| (x - y) * (x - y)).sum();
    1.0 - 6.0 * squares / (n * (n * n - 1.0))
}

#[test]
fn ranks_correlate_as_written_and_each_number_keeps_its_distribution() {
    let numbers = numbers(&["a", "b", "c", "d"]);
    let groups = [group(&["a", "b", "c"], 0.5), group(&["c", "d"], -0.3)];
    let sampler = ParameterSampler::new(&numbers, &groups).unwrap();
    let n_draws = 100_000;
    let mut columns = vec![Vec::new(); 4];
    let mut values = Vec::new();
    for draw in 0..n_draws {
        sampler.draw(3, draw, &mut values);
        for (column, value) in columns.iter_mut().zip(&values) {
            column.push(*value);
        }
    }
    for (first, second, rank) in [
        (0, 1, 0.5),
        (0, 2, 0.5),
        (1, 2, 0.5),
        (2, 3, -0.3),
        (0, 3, 0.0),
    ] {
        let found = rank_correlation(&columns[first], &columns[second]);
        assert!((found - rank).abs() < 4.0 / sqrt(n_draws as f64), "{found}");
    }
    for column in &columns {
        for (level, value) in [(0.05, 0.8), (0.5, 1.0), (0.95, 1.4)] {
            let share = column.iter().filter(|drawn| **drawn < value).count() as f64;
            let error = sqrt(level * (1.0 - level) * n_draws as f64);
            assert!((share - level * n_draws as f64).abs() < 4.0 * error);
        }
    }
}

#[test]
fn a_rank_correlation_of_one_moves_numbers_together() {
    let groups = [group(&["a", "b", "c"], 1.0)];
    let sampler = ParameterSampler::new(&numbers(&["a", "b", "c"]), &groups).unwrap();
    for draw in 0..100 {
        let values = drawn(&sampler, draw);
        assert!((values[0] - values[1]).abs() < 1e-9 && (values[0] - values[2]).abs() < 1e-9);
    }
}

#[test]
fn correlations_that_cannot_be_are_refused() {
    let refused = |groups: &[CorrelationGroup]| {
        ParameterSampler::new(&numbers(&["a", "b", "c"]), groups).unwrap_err()
    };
    let impossible = |group_idx| vec![ParameterError::CorrelationImpossible { group_idx }];
    assert_eq!(refused(&[group(&["a", "b", "c"], -0.7)]), impossible(0));
    assert_eq!(refused(&[group(&["a", "a"], 0.5)]), impossible(0));
    let disagree = [group(&["a", "b"], 0.5), group(&["b", "a"], 0.4)];
    assert_eq!(refused(&disagree), impossible(1));
    let one_and_not = [group(&["a", "b"], 1.0), group(&["b", "c"], 0.9)];
    assert_eq!(refused(&one_and_not), impossible(0));
    let unknown = ParameterError::UnknownAddress {
        group_idx: 0,
        address: "x".into(),
    };
    assert_eq!(refused(&[group(&["a", "x"], 0.5)]), vec![unknown]);
}

/// Displacement is off, so that its numbers are not drawn.
#[test]
fn a_correlation_with_a_number_that_nothing_uses_holds_between_the_others() {
    let body = "[segment.all]\nshare_of_new = 1\nhazard.permanent.per_month = 0.01\n\
         hazard.job.per_month = { p05 = 0.03, p50 = 0.05, p95 = 0.08 }\n\
         [inflow]\nper_month = { parameter = \"come\" }\n[stock]\nwarm_up_years = 1\n\
         [displacement]\nshare = { parameter = \"crowd\" }\n\
         on_assistance_share = { p05 = 0.1, p50 = 0.2, p95 = 0.3 }\non_unemployment_insurance_share = 0\n\
         [parameter.come]\np05 = 2\np50 = 3\np95 = 4\n[parameter.crowd]\np05 = 0.1\np50 = 0.2\np95 = 0.3\n\
         [correlation.three]\nbetween = [\"come\", \"crowd\", \"segment.all.hazard.job.per_month\"]\nrank = 0.5\n\
         [correlation.two]\nbetween = [\"displacement.on_assistance_share\", \"come\"]\nrank = 0.2\n\
         [design.today]\n";
    let off = text(12, body);
    let on = off.replace("displacement = false", "displacement = true");
    let behind = 2.0 * sin(std::f64::consts::PI / 6.0 * 0.5);
    for (text, n_correlated) in [(off, 2), (on, 3)] {
        let (_, plan) = checked(&text);
        let addresses: Vec<&str> = plan
            .numbers
            .uncertain
            .iter()
            .map(|slot| &*plan.numbers.slots[*slot as usize].address)
            .collect();
        let three = [
            "parameter.come",
            "segment.all.hazard.job.per_month",
            "parameter.crowd",
        ];
        let found = three.map(|name| addresses.iter().position(|of| *of == name));
        let found: Vec<usize> = found.into_iter().flatten().collect();
        assert_eq!(found.len(), n_correlated, "{addresses:?}");
        for pair in found.windows(2) {
            let found = plan.sampler.correlation(pair[0], pair[1]);
            assert!((found - behind).abs() < 1e-12, "{found}");
        }
        // Of the second group only one is left, or it joins the first.
        let groups = plan.sampler.correlated();
        assert_eq!(groups.iter().filter(|group| group.len() > 1).count(), 1);
    }
}

fn world(draw: u64) -> CohortKey {
    cohort_key(11, draw, Layer::World, 0)
}

#[test]
fn the_labour_market_has_mean_one_and_the_stated_persistence() {
    let (sd, n_draws) = (0.2, 40_000);
    let (mut sum, mut now_and_later, mut square) = (0.0, 0.0, 0.0);
    for draw in 0..n_draws {
        let path = labour_market_path(sd, 0.6, 13, world(draw));
        sum += path[12];
        let deviation = |month: usize| ln(path[month]) + 0.5 * sd * sd;
        now_and_later += deviation(0) * deviation(12);
        square += deviation(12) * deviation(12);
    }
    let n = n_draws as f64;
    let error = sqrt((exp(sd * sd) - 1.0) / n);
    assert!((sum / n - 1.0).abs() < 4.0 * error);
    assert!((square / n / (sd * sd) - 1.0).abs() < 4.0 * sqrt(2.0 / n));
    // The variance of a product of normals with correlation r is 1 + r^2.
    assert!((now_and_later / n / (sd * sd) - 0.6).abs() < 4.0 * sqrt(1.36 / n));
}

#[test]
fn the_labour_market_has_its_limits() {
    assert_eq!(labour_market_path(0.0, 0.5, 24, world(0)), vec![1.0; 24]);
    let fixed = labour_market_path(0.3, 1.0, 24, world(0));
    assert!(fixed.iter().all(|factor| *factor == fixed[0]));
    assert!(labour_market_path(0.3, 0.5, 0, world(0)).is_empty());
    let long = labour_market_path(0.3, 0.5, 90, world(4));
    assert_eq!(long[..24], labour_market_path(0.3, 0.5, 24, world(4))[..]);
}

#[test]
fn a_design_is_discontinued_in_time_as_often_as_stated_and_sooner_at_a_higher_share() {
    let n_draws = 100_000;
    let (mut in_time, mut early) = (0.0, 0.0);
    for draw in 0..n_draws {
        let month = discontinuation_month(0.3, 36.0, world(draw));
        in_time += f64::from(u8::from(month <= 36.0));
        early += f64::from(u8::from(month <= 12.0));
        assert!(discontinuation_month(0.4, 36.0, world(draw)) < month);
    }
    let n = n_draws as f64;
    assert!((in_time / n - 0.3).abs() < 4.0 * sqrt(0.21 / n));
    let share = 1.0 - pow(0.7, 1.0 / 3.0);
    assert!((early / n - share).abs() < 4.0 * sqrt(share * (1.0 - share) / n));
    let at = |share, within| discontinuation_month(share, within, world(0));
    assert_eq!(at(0.0, 0.0), f64::INFINITY);
    assert_eq!(at(1.0, 36.0), 0.0);
}
