//! What the answer rests on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::results::spread::Estimate;
use crate::scenario::number::Grade;
use crate::scenario::text::Bilingual;

/// Where a number comes from, in the three classes that are never mixed.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// Documented for this place.
    Documented,
    /// Public statistics or research.
    Statistics,
    /// Assumed: grade D, or no source.
    Assumed,
}

/// One number the answer rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Assumption {
    /// Its address in the scenario.
    pub address: String,
    /// What readers call it, where the scenario says.
    pub title: Option<Bilingual>,
    /// Median, or the value.
    pub value: f64,
    /// 5th percentile, where uncertain.
    pub p05: Option<f64>,
    /// 95th percentile, where uncertain.
    pub p95: Option<f64>,
    /// Unit: `share`, `ratio`, `days`, `months`, `years`, `per_month`, `per_year`, `sek`, `minutes`, `count`, `fte`, `correlation`, `plain`.
    pub unit: String,
    /// Grade, where the scenario says.
    pub grade: Option<Grade>,
    /// Id of its source.
    pub source: Option<String>,
    /// Title of its source.
    pub source_title: Option<Bilingual>,
    /// The class it is shown in.
    pub basis: Basis,
    /// The author's remark.
    pub note: Option<String>,
}

/// How much of the scenario is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EvidenceShares {
    /// Numbers in all.
    pub numbers: u32,
    /// Of them documented for this place.
    pub documented: u32,
    /// Of them from public statistics or research.
    pub statistics: u32,
    /// Of them assumed.
    pub assumed: u32,
    /// Of them uncertain.
    pub uncertain: u32,
    /// By grade: A, B, C, D.
    #[serde(default)]
    pub graded: [u32; 4],
    /// Without grade; as weak as grade D, since nobody says how well they are supported.
    #[serde(default)]
    pub ungraded: u32,
    /// Share of numbers that are of grade D or without grade.
    #[serde(default)]
    pub weak_share: f64,
    /// Share of the variance of the answer that rests on these; only where a sensitivity analysis was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weak_variance_share: Option<Estimate>,
}
