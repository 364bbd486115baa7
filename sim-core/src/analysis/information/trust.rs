//! From what was found to a value that says whether it can be relied on.

use crate::analysis::information::gains::Gained;
use crate::math::{log10, pow};
use crate::results::information::{InformationValue, Trust};

/// Fewest draws from which anything is said: 32 in each part that is left out.
pub(crate) const FEWEST_DRAWS: u64 = 512;
/// A value is exact enough where two standard errors are at most this share of it ...
const OF_ITSELF: f64 = 0.25;
/// ... or this share of what knowing everything is worth, beside which it is small ...
const OF_EVERYTHING: f64 = 0.05;
/// ... or so few SEK.
const SMALL_SEK: f64 = 1_000.0;
/// Largest trend in what a regression leaves over, in standard deviations of net saving.
pub(super) const LARGEST_TREND: f64 = 0.1;

/// Returns a value; `everything` is what knowing every number is worth, where that is known already.
pub(crate) fn judged(
    found: &Gained,
    everything: Option<f64>,
    (lead, n_draws): (usize, u64),
) -> InformationValue {
    let worth = &found.worth;
    let sek = worth.sek.max(0.0);
    let of_everything = OF_EVERYTHING * everything.unwrap_or(0.0);
    let tolerance = (OF_ITSELF * sek).max(of_everything).max(SMALL_SEK);
    let error = 2.0 * worth.mc_se;
    let trust = if error > tolerance {
        let times = (error / tolerance) * (error / tolerance);
        Trust::TooFewDraws {
            draws_needed: rounded_up(n_draws as f64 * times),
        }
    } else if found.trend > LARGEST_TREND {
        Trust::PoorFit
    } else {
        Trust::Yes
    };
    InformationValue {
        sek,
        mc_se: worth.mc_se,
        at_least_sek: worth.at_least.max(0.0),
        predicted_share: found
            .predicted_share
            .get(lead)
            .copied()
            .unwrap_or(0.0)
            .max(0.0),
        residual_trend: found.trend,
        trust,
    }
}

/// Returns a number of draws with two digits that is at least so large.
pub(crate) fn rounded_up(draws: f64) -> u64 {
    let draws = draws.clamp(1.0, 1e15);
    let step = pow(10.0, (log10(draws) - 1.0).floor().max(0.0));
    ((draws / step).ceil() * step).round() as u64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::information::worth::Worth;

    fn of(sek: f64, mc_se: f64, trend: f64) -> InformationValue {
        let found = Gained {
            worth: Worth {
                sek,
                mc_se,
                ..Worth::default()
            },
            trend,
            ..Gained::default()
        };
        judged(&found, Some(100_000.0), (0, 2_000))
    }

    #[test]
    fn a_value_with_a_large_error_says_how_many_draws_would_do() {
        // Two errors may be 10 000 of 40 000; they are 20 000.
        let needed = Trust::TooFewDraws {
            draws_needed: 8_000,
        };
        assert_eq!(of(40_000.0, 10_000.0, 0.0).trust, needed);
        assert_eq!(of(40_000.0, 4_900.0, 0.0).trust, Trust::Yes);
        assert_eq!(of(40_000.0, 4_900.0, 0.2).trust, Trust::PoorFit);
        assert_eq!(of(-200.0, 2_400.0, 0.0).sek, 0.0);
        assert_eq!(of(-200.0, 2_400.0, 0.0).trust, Trust::Yes);
        assert_eq!(rounded_up(8_010.0), 8_100);
    }
}
