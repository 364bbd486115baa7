//! What was run, and how.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::scenario::text::Bilingual;

/// Why the run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Stopped {
    /// Every draw asked for was made.
    Finished,
    /// Someone interrupted it; what is here is the contiguous prefix of finished batches.
    Interrupted,
    /// The Monte Carlo error of every comparison had become as small as was asked for.
    PrecisionReached,
    /// The most draws allowed were made, and the error is still larger than was asked for.
    MostDraws,
}

/// How small a Monte Carlo error was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ErrorAsked {
    /// At most this share of the mean, whichever sign that has.
    Share(f64),
    /// At most this many SEK.
    Sek(f64),
}

/// How exactly one design's mean is known.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ErrorReached {
    /// The design.
    pub design: String,
    /// Mean net saving of the municipality at the headline month, SEK.
    pub mean_sek: f64,
    /// Its Monte Carlo error, SEK: two standard errors.
    pub error_sek: f64,
    /// The same as a share of the mean; none where the mean is zero.
    pub error_share: Option<f64>,
    /// Whether that is as small as was asked for.
    pub is_enough: bool,
}

/// The precision that was asked for, and what came of it.
///
/// It is looked at when a batch of draws is finished, from the least draws on, so that a
/// run stops at the same draw whatever the number of threads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Precision {
    /// The largest error asked for: two standard errors of the mean net saving of the
    /// municipality at the headline month, for every design.
    pub asked: ErrorAsked,
    /// Draws made whatever the error.
    pub least_draws: u64,
    /// Draws after which the run stops whatever the error.
    pub most_draws: u64,
    /// By design.
    pub reached: Vec<ErrorReached>,
}

/// Which adjustments are on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AdjustmentsOn {
    /// Extra jobs displace others.
    pub displacement: bool,
    /// Volume falls short of plan.
    pub volume: bool,
    /// A design may stop being run as designed.
    pub discontinuation: bool,
    /// Hopes are scaled down.
    pub optimism: bool,
}

/// A number fixed for this run, whatever the scenario says of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FixedNumber {
    /// Its address.
    pub address: String,
    /// Its value in every draw.
    pub value: f64,
}

/// How the stock at the start came about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StockReport {
    /// Years of inflow before the start.
    pub warm_up_years: f64,
    /// Mean number of households on assistance at the start.
    pub households: f64,
    /// Whether the number was given in the scenario.
    pub given: bool,
    /// Relative change a year of the number on assistance under `today`, first year.
    pub drift_per_year: f64,
}

/// What was run, and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Run {
    /// Title of the scenario.
    pub title: Bilingual,
    /// Its question.
    pub question: Option<Bilingual>,
    /// The municipality.
    pub municipality: Option<String>,
    /// SHA-256 of the resolved scenario, in hexadecimal.
    pub scenario_hash: String,
    /// Version of the program.
    pub program_version: String,
    /// The seed.
    pub seed: u64,
    /// Draws made.
    pub draws: u64,
    /// Draws asked for; the most that were allowed where a precision was asked for.
    pub draws_asked: u64,
    /// Draws that got a second cohort under the same parameters and world.
    pub second_cohorts: u64,
    /// Why the run ended.
    pub stopped: Stopped,
    /// The precision asked for, where one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub precision: Option<Precision>,
    /// First month: year and month.
    pub start: (i32, u32),
    /// How many months are followed.
    pub horizon_months: u32,
    /// The month all headline figures refer to, counted from the start (the last one).
    pub headline_month: u32,
    /// In whose prices present values are.
    pub price_year: i32,
    /// Real discount rate a year, median.
    pub discount_per_year: f64,
    /// Calendar years that the horizon touches.
    pub years: Vec<i32>,
    /// Months of the horizon in each of those years.
    pub months_in_year: Vec<u32>,
    /// Which adjustments are on.
    pub adjustments: AdjustmentsOn,
    /// Numbers fixed for this run; all else, and all luck, is as without.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fixed: Vec<FixedNumber>,
    /// The stock at the start.
    pub stock: StockReport,
    /// The loss whose probability is reported, SEK.
    pub large_loss_sek: f64,
}
