//! A number over draws.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a number is spread over the draws.
///
/// Quantiles are of type 7 (Hyndman and Fan 1996): the one of R and numpy.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Spread {
    /// Mean over draws.
    pub mean: f64,
    /// Standard deviation over draws.
    pub sd: f64,
    /// Monte Carlo standard error of the mean.
    pub mc_se: f64,
    /// 5th percentile.
    pub p05: f64,
    /// 10th percentile.
    pub p10: f64,
    /// Median.
    pub p50: f64,
    /// 90th percentile.
    pub p90: f64,
    /// 95th percentile.
    pub p95: f64,
}

/// A mean over draws month by month, with its 80 % interval.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MonthlySpread {
    /// Mean by month.
    pub mean: Vec<f64>,
    /// 10th percentile by month.
    pub p10: Vec<f64>,
    /// 90th percentile by month.
    pub p90: Vec<f64>,
}

/// A share or probability with its Monte Carlo standard error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Estimate {
    /// The value.
    pub value: f64,
    /// Its Monte Carlo standard error.
    pub mc_se: f64,
}
