//! A prediction against what came.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::results::prediction::Date;
use crate::scenario::text::Bilingual;

/// Version of the JSON form; raised when a field changes meaning or goes.
pub const FOLLOW_UP_FORMAT: u32 = 1;

/// The prediction that is followed up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Followed {
    /// Its line in the register, counted from 1.
    pub number: u64,
    /// The checksum of that line.
    pub checksum: String,
    /// The day it was made.
    pub made_on: Date,
    /// Title of the scenario.
    pub title: Bilingual,
    /// SHA-256 of the resolved scenario.
    pub scenario_hash: String,
    /// Version of the program that made it.
    pub program_version: String,
    /// The seed.
    pub seed: u64,
    /// Draws.
    pub draws: u64,
    /// The design predicted.
    pub design: String,
    /// What readers call it.
    pub design_title: Option<Bilingual>,
    /// First month predicted.
    pub first_month: (i32, u32),
    /// Last month predicted.
    pub last_month: (i32, u32),
}

/// One month's figure against its forecast.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ScoredMonth {
    /// Year and month.
    pub month: (i32, u32),
    /// What came.
    pub actual: f64,
    /// Mean of the forecast.
    pub mean: f64,
    /// Ends of the 90 % interval.
    pub p05_p95: (f64, f64),
    /// Ends of the 80 % interval.
    pub p10_p90: (f64, f64),
    /// Ends of the 50 % interval.
    pub p25_p75: (f64, f64),
    /// Median of the forecast.
    pub p50: f64,
    /// Lowest and highest probability that the forecast gave to less than what came; they differ where the quantiles do not tell.
    pub pit: (f64, f64),
    /// Continuous ranked probability score; in the figure's own unit, the smaller the better.
    pub crps: f64,
    /// The same for the forecast under `today`.
    pub crps_today: Option<f64>,
    /// The same for the last level known: how far off it is.
    pub crps_last_known: Option<f64>,
}

/// How often what came lay inside an interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Coverage {
    /// The interval's probability.
    pub level: f64,
    /// Months inside, ends included.
    pub inside: u32,
}

/// What the months say together.
///
/// Months follow each other: a year that begins too high stays too high. They are one story,
/// not so many independent ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// At least half of the months lie inside the 80 % interval.
    MostlyInside,
    /// Most lie above it.
    MostlyAbove,
    /// Most lie below it.
    MostlyBelow,
    /// Most lie outside it, on both sides.
    MostlyOutside,
}

/// Which forecast what came is more like: the one of the design, or the one of `today`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MoreLike {
    /// The design's: its score is smaller by more than a twentieth.
    Design,
    /// That of `today`: its score is smaller by more than a twentieth.
    Today,
    /// Neither.
    Neither,
}

/// A figure over all months that could be scored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Scored {
    /// Its months.
    pub months: Vec<ScoredMonth>,
    /// Months inside the 50, 80 and 90 % interval.
    pub coverage: Vec<Coverage>,
    /// Mean of what came.
    pub mean_actual: f64,
    /// Mean of the forecast's means.
    pub mean_forecast: f64,
    /// Mean of the middle of the months' PIT: one half where forecasts are right on average.
    pub mean_pit: f64,
    /// Mean continuous ranked probability score.
    pub crps: f64,
    /// The same for the forecast under `today`.
    pub crps_today: Option<f64>,
    /// Which of the two what came is more like.
    pub more_like: Option<MoreLike>,
    /// The same for the last level known.
    pub crps_last_known: Option<f64>,
    /// The last level known before the first month scored, and its month.
    pub last_known: Option<((i32, u32), f64)>,
    /// What the months say together.
    pub verdict: Verdict,
}

/// A prediction against what came.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct FollowUp {
    /// Version of this form.
    pub utfall_follow_up: u32,
    /// The prediction.
    pub prediction: Followed,
    /// Households with payment; none where no month has them.
    pub households: Option<Scored>,
    /// Social assistance paid, nominal SEK; none where no month has it.
    pub paid_sek: Option<Scored>,
    /// Months that were over when the prediction was made: they are not scored.
    pub known_before: Vec<(i32, u32)>,
    /// Months outside those predicted.
    pub outside: Vec<(i32, u32)>,
}

/// Returns the JSON Schema of the JSON form of [`FollowUp`].
pub fn follow_up_schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(FollowUp);
    let title = format!("Utfall follow-up, version {FOLLOW_UP_FORMAT}");
    schema.insert("title".to_owned(), title.into());
    schema.to_value()
}
