//! Statistics of draws against published and hand-made examples.

use sim_core::ledger::moments::{RatioSums, moments, share};
use sim_core::ledger::paired::{cumulative, month_quantile, payback_month};
use sim_core::ledger::quantiles::{equally_likely, outer_tenths, quantile, sort, worst_tenth_mean};
use sim_core::ledger::ranks::{mid_ranks, rank_correlation};
use sim_core::ledger::variance::{
    Again, VarianceShares, has_second_cohort, has_second_world, variance_shares,
};
use sim_core::luck::{Layer, Purpose, cohort_key};

/// Miles per gallon of 32 cars (Henderson and Velleman 1981; `mtcars$mpg` in R).
const MPG: [f64; 32] = [
    21.0, 21.0, 22.8, 21.4, 18.7, 18.1, 14.3, 24.4, 22.8, 19.2, 17.8, 16.4, 17.3, 15.2, 10.4, 10.4,
    14.7, 32.4, 30.4, 33.9, 21.5, 15.5, 15.2, 13.3, 19.2, 27.3, 26.0, 30.4, 15.8, 19.7, 15.0, 21.4,
];

fn near(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance,
        "found {found}, expected {expected}"
    );
}

#[test]
fn quantiles_are_those_r_prints() {
    // quantile(mtcars$mpg, c(0, .1, .25, .5, .75, .9, 1)) in R.
    let mut sorted = MPG;
    sort(&mut sorted);
    let expected = [
        (0.0, 10.4),
        (0.1, 14.34),
        (0.25, 15.425),
        (0.5, 19.2),
        (0.75, 22.8),
        (0.9, 30.09),
        (1.0, 33.9),
    ];
    for (p, value) in expected {
        near(quantile(&sorted, p), value, 1e-12);
    }
    let mut shuffled = MPG;
    assert_eq!(
        outer_tenths(&mut shuffled),
        (quantile(&sorted, 0.1), quantile(&sorted, 0.9))
    );
}

#[test]
fn moments_are_those_r_prints() {
    // mean(mtcars$mpg) and sd(mtcars$mpg) in R.
    let found = moments(&MPG);
    near(found.mean, 20.090_625, 1e-12);
    near(found.sd, 6.026_948_052_089_105, 1e-12);
    near(found.mc_se, 6.026_948_052_089_105 / 32.0_f64.sqrt(), 1e-12);
}

#[test]
fn equal_draws_have_no_spread_at_all() {
    let found = moments(&[0.1; 1000]);
    assert_eq!((found.mean, found.sd, found.mc_se), (0.1, 0.0, 0.0));
}

#[test]
fn nothing_is_said_about_no_draws() {
    assert_eq!(moments(&[]).mean, 0.0);
    assert_eq!(quantile(&[], 0.5), 0.0);
    assert_eq!(share(0, 0), (0.0, 0.0));
    assert_eq!(worst_tenth_mean(&[]), 0.0);
    assert_eq!(outer_tenths(&mut []), (0.0, 0.0));
}

#[test]
fn a_hundred_equally_likely_values_rise_and_lie_inside_the_draws() {
    let mut sorted = MPG;
    sort(&mut sorted);
    let values = equally_likely(&sorted, 100);
    assert_eq!(values.len(), 100);
    assert!(values.is_sorted() && values[0] >= 10.4 && values[99] <= 33.9);
}

#[test]
fn the_worst_tenth_is_a_tenth() {
    let sorted: Vec<f64> = (0..200).map(f64::from).collect();
    assert_eq!(worst_tenth_mean(&sorted), 9.5);
}

#[test]
fn a_pooled_ratio_has_the_error_of_its_draws() {
    // Ratio 6 / 12; residuals 1 - 1, 3 - 2, 2 - 3: squares 0, 1, 1.
    let mut sums = RatioSums::default();
    for (top, bottom) in [(1, 2), (3, 4), (2, 6)] {
        sums.add(top, bottom);
    }
    let (value, error) = sums.ratio();
    assert_eq!(value, 0.5);
    near(error, (2.0_f64 * 3.0 / 2.0).sqrt() / 12.0, 1e-15);
    assert_eq!(RatioSums::default().ratio(), (0.0, 0.0));
}

#[test]
fn rank_correlation_is_that_of_the_textbook() {
    // IQ against hours of television: rho = -29/165 (Wikipedia, Spearman's rank correlation).
    let iq = [
        106.0, 100.0, 86.0, 101.0, 99.0, 103.0, 97.0, 113.0, 112.0, 110.0,
    ];
    let hours = [7.0, 27.0, 2.0, 50.0, 28.0, 29.0, 20.0, 12.0, 6.0, 17.0];
    let found = rank_correlation(&mid_ranks(&iq), &mid_ranks(&hours));
    near(found, -29.0 / 165.0, 1e-15);
}

#[test]
fn equal_draws_share_their_ranks_and_go_with_nothing() {
    assert_eq!(mid_ranks(&[2.0, 1.0, 2.0, 3.0]), [2.5, 1.0, 2.5, 4.0]);
    let flat = mid_ranks(&[5.0; 4]);
    assert_eq!(
        rank_correlation(&flat, &mid_ranks(&[1.0, 2.0, 3.0, 4.0])),
        0.0
    );
}

#[test]
fn payback_counts_from_the_last_month_below_zero() {
    let net = cumulative(&[-100.0, 60.0, 60.0, -30.0, 20.0, 5.0]);
    assert_eq!(payback_month(&net), Some(5));
    assert_eq!(payback_month(&cumulative(&[0.0, 0.0])), Some(0));
    assert_eq!(payback_month(&cumulative(&[5.0, 1.0])), Some(0));
    assert_eq!(payback_month(&cumulative(&[5.0, -6.0])), None);
    assert_eq!(payback_month(&[]), Some(0));
}

#[test]
fn a_month_that_most_draws_never_reach_is_never() {
    let months = [Some(10), None, None, Some(20), None];
    assert_eq!(month_quantile(&months, 0.1), Some(10));
    assert_eq!(month_quantile(&months, 0.4), Some(20));
    assert_eq!(month_quantile(&months, 0.5), None);
}

#[test]
fn every_fourth_draw_and_at_least_five_hundred_are_made_again() {
    let count = |n: u64| (0..n).filter(|draw| has_second_cohort(*draw)).count();
    assert_eq!(
        [100, 500, 1000, 2000, 10_000].map(count),
        [100, 500, 500, 500, 2500]
    );
    let worlds = |n: u64| (0..n).filter(|draw| has_second_world(*draw)).count();
    assert_eq!([100, 500, 2000, 10_000].map(worlds), [13, 63, 63, 313]);
    assert!((0..10_000).all(|draw| has_second_cohort(draw) || !has_second_world(draw)));
}

/// Draws of a sum of an ignorance, a world and a luck with these standard deviations.
fn linear(n: u64, [ignorance, world, luck]: [f64; 3]) -> Vec<Again> {
    const NOISE: Purpose = Purpose::named("noise");
    let of = |draw: u64, layer: Layer, replicate: u32| {
        let cohort = cohort_key(5, draw, layer, replicate);
        cohort.household(0).stream(NOISE, 0).normal()
    };
    let outcome = |draw: u64, in_world: u32, cohort: u32| {
        ignorance * of(draw, Layer::Parameter, 0)
            + world * of(draw, Layer::World, in_world)
            + luck * of(draw, Layer::Household, cohort)
    };
    (0..n)
        .map(|draw| Again {
            first: 1e6 + outcome(draw, 0, 0),
            second: 1e6 + outcome(draw, 0, 1),
            third: (draw % 2 == 0).then(|| 1e6 + outcome(draw, 1, 0)),
        })
        .collect()
}

#[test]
fn the_variance_of_a_linear_model_divides_as_it_was_made() {
    // Variances 9, 4 and 3 of 16.
    let found = variance_shares(&linear(4000, [3.0, 2.0, 3.0_f64.sqrt()]), true);
    let expected = [
        (found.ignorance, 9.0 / 16.0),
        (found.world, 4.0 / 16.0),
        (found.luck, 3.0 / 16.0),
    ];
    for ((value, error), share) in expected {
        assert!(error > 0.001 && error < 0.03, "error {error}");
        near(value, share, 4.0 * error);
    }
    near(found.ignorance.0 + found.world.0 + found.luck.0, 1.0, 1e-12);
}

#[test]
fn the_stated_error_of_a_share_is_what_repetition_shows() {
    let all = linear(40_000, [3.0, 2.0, 3.0_f64.sqrt()]);
    let runs: Vec<_> = all
        .chunks(400)
        .map(|draws| variance_shares(draws, true))
        .collect();
    type Pick = fn(&VarianceShares) -> (f64, f64);
    let picks: [Pick; 3] = [|it| it.ignorance, |it| it.world, |it| it.luck];
    for pick in picks {
        let values: Vec<f64> = runs.iter().map(|run| pick(run).0).collect();
        let errors: Vec<f64> = runs.iter().map(|run| pick(run).1).collect();
        let ratio = moments(&errors).mean / moments(&values).sd;
        assert!((0.8..1.25).contains(&ratio), "stated over seen: {ratio}");
    }
}

#[test]
fn without_a_world_all_that_is_not_luck_is_ignorance() {
    let found = variance_shares(&linear(2000, [3.0, 0.0, 3.0]), false);
    assert_eq!(found.world, (0.0, 0.0));
    near(found.ignorance.0, 0.5, 4.0 * found.ignorance.1);
}

#[test]
fn what_never_varies_has_no_shares() {
    let same = Again {
        first: 0.1,
        second: 0.1,
        third: Some(0.1),
    };
    let found = variance_shares(&[same; 50], true);
    assert_eq!(found.luck, (0.0, 0.0));
    assert_eq!(found.ignorance, (0.0, 0.0));
}
