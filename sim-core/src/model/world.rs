//! What no design decides: the labour market, and whether a design lives on.
//!
//! All designs of a draw meet the same world.

use crate::luck::{CohortKey, Purpose};
use crate::math::{exp, ln_1p, pow, sqrt};

const LABOUR_MARKET: Purpose = Purpose::named("world:labour market");
const DISCONTINUATION: Purpose = Purpose::named("world:discontinuation");

/// Returns the factor on hazards that the labour market gives each month.
///
/// ln of the factor is an autoregression of order one: it starts in its long-run distribution,
/// and after a year `persistence_per_year` of a deviation is left on average. Each factor
/// has mean one, not median one: what `today` was calibrated to is the average of good and bad
/// times, and a median of one would raise mean exits by `sd`^2 / 2 (1 % at an `sd` of 0.15).
///
/// A longer path begins with the months of a shorter one.
///
/// # Shapes and units
///
/// `sd`: standard deviation of ln hazard in the long run. `persistence_per_year`: 0 to 1, cut to
/// that. `world`: a key of [`Layer::World`](crate::luck::Layer::World). Result: `n_months` factors above 0.
///
/// # Source
///
/// Box and Jenkins (1970), section 3.2.3. Mean of a lognormal: exp(sd^2 / 2).
///
/// ```
/// use sim_core::model::world::labour_market_path;
/// use sim_core::luck::{Layer, cohort_key};
/// let world = cohort_key(1, 0, Layer::World, 0);
/// let path = labour_market_path(0.15, 0.7, 60, world);
/// assert_eq!(path.len(), 60);
/// assert_eq!(path[..12], labour_market_path(0.15, 0.7, 12, world)[..]);
/// ```
pub fn labour_market_path(
    sd: f64,
    persistence_per_year: f64,
    n_months: u32,
    world: CohortKey,
) -> Vec<f64> {
    let luck = world.household(0);
    let kept = pow(persistence_per_year.clamp(0.0, 1.0), 1.0 / 12.0);
    let shock_sd = sd * sqrt(1.0 - kept * kept);
    let mut deviation = 0.0;
    (0..n_months)
        .map(|month| {
            let shock = luck.stream(LABOUR_MARKET, month).normal();
            deviation = if month == 0 {
                sd * shock
            } else {
                kept * deviation + shock_sd * shock
            };
            exp(deviation - 0.5 * sd * sd)
        })
        .collect()
}

/// Returns how many months after go-live a design is no longer run as designed; infinite if never.
///
/// The time is exponential, so that it has happened by `within_months` with probability
/// `share`. It never rises with `share`, draw by draw. A share of 1 gives 0. All designs of a
/// draw meet the same luck: what ends one collaboration (a budget, an agency that withdraws) would
/// have ended another just as soon, where their risks are alike.
///
/// # Shapes and units
///
/// `share`: 0 to 1. `within_months`: months. `world`: a key of
/// [`Layer::World`](crate::luck::Layer::World). Result: months, 0 or more.
///
/// ```
/// use sim_core::model::world::discontinuation_month;
/// use sim_core::luck::{Layer, cohort_key};
/// let world = cohort_key(1, 0, Layer::World, 0);
/// assert_eq!(discontinuation_month(0.0, 36.0, world), f64::INFINITY);
/// assert!(discontinuation_month(0.3, 36.0, world) > 0.0);
/// ```
pub fn discontinuation_month(share: f64, within_months: f64, world: CohortKey) -> f64 {
    if share <= 0.0 {
        return f64::INFINITY;
    }
    let per_month = -ln_1p(-share.min(1.0)) / within_months;
    let luck = world.household(0).stream(DISCONTINUATION, 0);
    luck.exponential() / per_month
}
