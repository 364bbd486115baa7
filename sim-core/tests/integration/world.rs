//! What nobody decides: the labour market, and whether a design is kept up.

use sim_core::luck::{CohortKey, Layer, cohort_key};
use sim_core::math::{exp, ln, pow, sqrt};
use sim_core::model::world::{discontinuation_month, labour_market_path};

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
