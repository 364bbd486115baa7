//! The whole answer.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::results::assumption::{Assumption, EvidenceShares};
use crate::results::backtest::Backtest;
use crate::results::break_even::BreakEven;
use crate::results::budget::Budget;
use crate::results::choice::Choice;
use crate::results::comparison::Comparison;
use crate::results::information::Information;
use crate::results::people::People;
use crate::results::pilot::Pilot;
use crate::results::run::Run;
use crate::results::sensitivity::Sensitivity;
use crate::scenario::text::Bilingual;

/// Version of the JSON form; raised when a field changes meaning or goes.
pub const RESULTS_FORMAT: u32 = 1;

/// One design's people and money.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DesignResults {
    /// Its id.
    pub id: String,
    /// What readers call it.
    pub title: Option<Bilingual>,
    /// What it is.
    pub description: Option<Bilingual>,
    /// People.
    pub people: People,
    /// Money, nominal.
    pub budget: Budget,
}

/// Everything any report may show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Results {
    /// Version of this form.
    pub utfall_results: u32,
    /// What was run, and how.
    pub run: Run,
    /// Designs, `today` first.
    pub designs: Vec<DesignResults>,
    /// Each other design against `today`.
    pub comparisons: Vec<Comparison>,
    /// What the answer rests on.
    pub assumptions: Vec<Assumption>,
    /// How much of it is known.
    pub evidence: EvidenceShares,
    /// What readers call segments, interventions, professions and all else that a number's address
    /// names, by id; posts are called what their profession is.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub titles: BTreeMap<String, Bilingual>,
    /// What documents say came out, held against what the model expects; where it was asked for
    /// and the scenario has such figures.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub backtest: Option<Backtest>,
    /// What decides the answer, where that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sensitivity: Option<Sensitivity>,
    /// What a lever must be for a design to pay for itself, where that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub break_even: Option<BreakEven>,
    /// Which way of working to choose, where that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choice: Option<Choice>,
    /// What it would be worth to know more; only where that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub information: Option<Information>,
    /// What a pilot could show; only where that was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pilot: Option<Pilot>,
}

impl Results {
    /// Puts in what decides the answer.
    pub fn hold_sensitivity(&mut self, found: Sensitivity) {
        self.evidence.weak_variance_share = found.weak_variance_share();
        self.sensitivity = Some(found);
    }
}

/// Returns the JSON Schema of the JSON form of [`Results`]: its documentation, field by field.
///
/// ```
/// let schema = sim_core::results::results_schema();
/// assert_eq!(schema["title"], "Utfall results, version 1");
/// ```
pub fn results_schema() -> serde_json::Value {
    let mut schema = schemars::schema_for!(Results);
    let title = format!("Utfall results, version {RESULTS_FORMAT}");
    schema.insert("title".to_owned(), title.into());
    schema.to_value()
}
