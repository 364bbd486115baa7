//! What two arms can show, by the usual formulas.

use crate::math::{ln, normal_cdf, normal_quantile, sqrt};

/// The usual level of a two-sided test.
pub(super) const LEVEL: f64 = 0.05;
/// The usual power that a study is planned for.
const PLANNED_POWER: f64 = 0.8;

/// Returns the quantile that a two-sided test at the usual level goes by: 1.96.
pub(super) fn critical() -> f64 {
    normal_quantile(1.0 - LEVEL / 2.0)
}

/// Returns the probability that two arms show a difference between two shares, two-sided at 5 %.
///
/// # Shapes and units
///
/// `shares` and `sizes`: of the new way of working and of today's, shares 0 to 1, households.
///
/// # Source
///
/// Fleiss, Levin and Paik (2003), *Statistical Methods for Rates and Proportions*, equation 4.14 without the
/// correction for continuity: pooled variance under no difference, unpooled under the difference.
///
/// ```
/// use sim_core::analysis::two_proportion_power;
/// // The textbook's 0.8: 40 against 60 per cent with 97 in each arm.
/// let power = two_proportion_power([0.6, 0.4], [97.0, 97.0]);
/// assert!((power - 0.8).abs() < 0.005);
/// ```
pub fn two_proportion_power(shares: [f64; 2], sizes: [f64; 2]) -> f64 {
    let ([p1, p0], [n1, n0]) = (shares, sizes);
    if n1 <= 0.0 || n0 <= 0.0 {
        return 0.0;
    }
    let pooled = (n1 * p1 + n0 * p0) / (n1 + n0);
    let under_none = sqrt(pooled * (1.0 - pooled) * (1.0 / n1 + 1.0 / n0));
    let under_one = sqrt(p1 * (1.0 - p1) / n1 + p0 * (1.0 - p0) / n0);
    let (difference, limit) = (p1 - p0, critical() * under_none);
    if under_one <= 0.0 {
        return f64::from(u8::from(difference.abs() > limit));
    }
    normal_cdf((difference - limit) / under_one) + normal_cdf((-difference - limit) / under_one)
}

/// Returns the smallest increase of a share that two arms show with a power of 80 %; none where not even an increase to 1 is
/// shown so often.
///
/// ```
/// use sim_core::analysis::detectable_difference;
/// // Fifty against fifty, half of whom leave anyway: 27 percentage points.
/// let found = detectable_difference(0.5, [50.0, 50.0]).unwrap();
/// assert!((found - 0.27).abs() < 0.005);
/// assert_eq!(detectable_difference(0.95, [20.0, 20.0]), None);
/// ```
pub fn detectable_difference(share: f64, sizes: [f64; 2]) -> Option<f64> {
    let power = |difference: f64| two_proportion_power([share + difference, share], sizes);
    let (mut low, mut high) = (0.0, (1.0 - share).max(0.0));
    if power(high) < PLANNED_POWER {
        return None;
    }
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        match power(middle) < PLANNED_POWER {
            true => low = middle,
            false => high = middle,
        }
    }
    Some(high)
}

/// Returns the probability that a log-rank test of two arms shows a hazard ratio, two-sided at 5 %.
///
/// # Shapes and units
///
/// `events`: how many are expected in both arms together. `share`: of the households that are in the first arm.
///
/// # Source
///
/// Schoenfeld (1981), *Biometrika* 68(1).
///
/// ```
/// use sim_core::analysis::log_rank_power;
/// // 66 events for a hazard ratio of 2 (Schoenfeld 1983).
/// assert!((log_rank_power(2.0, 66.0, 0.5) - 0.8).abs() < 0.01);
/// ```
pub fn log_rank_power(hazard_ratio: f64, events: f64, share: f64) -> f64 {
    let spread = sqrt((events * share * (1.0 - share)).max(0.0));
    let off = ln(hazard_ratio.max(f64::MIN_POSITIVE)) * spread;
    normal_cdf(off - critical()) + normal_cdf(-off - critical())
}
