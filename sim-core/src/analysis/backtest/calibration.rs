//! How many figures lie where they should.

use crate::math::{beta_cdf, sqrt};
use crate::results::backtest::{
    BACKTEST_FORMAT, Backtest, Backtests, Calibration, DocumentedResult, GoodSide,
};

/// Returns several scenarios' figures with what they say together.
pub fn together(places: Vec<Backtest>) -> Backtests {
    let figures: Vec<&DocumentedResult> = places.iter().flat_map(|place| &place.figures).collect();
    Backtests {
        utfall_backtest: BACKTEST_FORMAT,
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        calibration: calibration(&figures),
        places,
    }
}

/// Returns how many figures lie where they should.
pub fn calibration(figures: &[&DocumentedResult]) -> Calibration {
    let scored = figures
        .iter()
        .filter_map(|figure| Some((*figure, figure.position?.mid.value)));
    let scored: Vec<(&DocumentedResult, f64)> = scored.collect();
    let within = |tail: f64| {
        let inside = |mid: f64| (tail..=1.0 - tail).contains(&mid);
        scored.iter().filter(|(_, mid)| inside(*mid)).count() as u32
    };
    let chosen: Vec<(GoodSide, f64)> = scored
        .iter()
        .filter(|(figure, _)| figure.chosen_as_success)
        .filter_map(|(figure, mid)| Some((figure.good_side?, *mid)))
        .collect();
    let on_good_side = chosen.iter().filter(|(side, mid)| match side {
        GoodSide::High => *mid > 0.5,
        GoodSide::Low => *mid < 0.5,
    });
    let n = scored.len() as f64;
    let sum: f64 = scored.iter().map(|(_, mid)| mid).sum();
    Calibration {
        scored: scored.len() as u32,
        inside_80: within(0.1),
        inside_90: within(0.05),
        mean_position: if n > 0.0 { sum / n } else { 0.0 },
        mean_position_sd: if n > 0.0 { 1.0 / sqrt(12.0 * n) } else { 0.0 },
        inside_80_expected: nine_of_ten(scored.len() as u32, 0.8),
        chosen: chosen.len() as u32,
        chosen_on_good_side: on_good_side.count() as u32,
    }
}

/// Returns the 5th and 95th percentile of a binomial count.
pub fn nine_of_ten(n: u32, p: f64) -> (u32, u32) {
    let up_to = |k: u32| match k {
        k if k >= n => 1.0,
        k => 1.0 - beta_cdf(f64::from(k) + 1.0, f64::from(n - k), p),
    };
    let quantile = |share: f64| (0..=n).find(|k| up_to(*k) >= share).unwrap_or(n);
    (quantile(0.05), quantile(0.95))
}
