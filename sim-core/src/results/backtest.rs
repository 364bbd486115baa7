//! Documented figures held against what the model expects.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::results::spread::Estimate;
use crate::scenario::documented::{CountedUnit, DocumentedKind, Group, Quantity};
use crate::scenario::text::Bilingual;

/// Version of the JSON form; raised when a field changes meaning or goes.
pub const BACKTEST_FORMAT: u32 = 1;

/// One thing the document may mean, as the engine counts it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reading {
    /// What is counted.
    pub quantity: Quantity,
    /// Whom it follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<Group>,
    /// The list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// The interventions whose starters or completers it follows.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interventions: Vec<String>,
    /// Only these segments.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<String>,
    /// Exits and interventions it looks for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub states: Vec<String>,
    /// The exits it is a share of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of_states: Vec<String>,
    /// Months from a household's own beginning until it is looked up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_months: Option<u32>,
    /// First month of the window and the month it ends at; none where there is no window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<(u32, u32)>,
    /// The same of the base window of a change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_window: Option<(u32, u32)>,
    /// What the model expects if the document means this; none where it simulates nobody to follow.
    pub predicted: Option<Predicted>,
    /// Where the documented figure lies if the document means this; none for what is not scored.
    pub position: Option<Position>,
}

/// The predictive distribution of a figure: parameters, world and households.
///
/// Shares and lists are of as many as the document's; quantiles are values that can happen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Predicted {
    /// Mean.
    pub mean: f64,
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
    /// Share of draws in which nobody of the group was simulated; they say nothing.
    pub empty_share: f64,
    /// Share of draws in which fewer were simulated than the document's share is of; they make the interval a little too wide.
    pub few_share: f64,
    /// Mean number of households simulated in the group; zero where it is no group.
    pub mean_group: f64,
}

/// Where a documented figure lies in the predictive distribution.
///
/// A probability integral transform: near 0 the model expected more, near 1 less.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Position {
    /// Probability of less than the figure.
    pub below: f64,
    /// Probability of at most the figure.
    pub up_to: f64,
    /// The middle of the two, with its Monte Carlo standard error.
    pub mid: Estimate,
}

/// What is to be said of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Inside the 80 % interval.
    Inside,
    /// Outside the 80 % interval, inside the 90 % interval.
    AtTheEdge,
    /// Above the 90 % interval: the model did not expect this.
    Above,
    /// Below the 90 % interval: the model did not expect this.
    Below,
    /// A target, an expectation or an input of the scenario: shown beside the prediction.
    NotScored,
    /// The model simulates nobody to follow.
    NothingToCompare,
}

/// A number that goes with the predicted figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Carrier {
    /// Address of the number.
    pub address: String,
    /// Rank correlation with the predicted figure.
    pub rank_correlation: f64,
    /// Its square.
    pub squared: f64,
    /// Whether the documented figure asks for a higher number; none where it asks for no other.
    pub should_be_higher: Option<bool>,
}

/// How far numbers reach at the end of what is held possible (1st or 99th percentile).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Reach {
    /// Address and value of each number that was put at its end.
    pub numbers: Vec<(String, f64)>,
    /// Draws made for it.
    pub draws: u64,
    /// Predicted median then.
    pub p50: f64,
    /// Position of the documented figure then.
    pub position: Position,
    /// Whether the documented figure is inside the 80 % interval then.
    pub reaches: bool,
}

/// Which side is the good one, for a place that was chosen because it did well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GoodSide {
    /// More is better.
    High,
    /// Less is better.
    Low,
}

/// One documented figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentedResult {
    /// Its id.
    pub id: String,
    /// What readers call it.
    pub title: Bilingual,
    /// What kind of figure it is.
    pub kind: DocumentedKind,
    /// The design it was observed under.
    pub design: String,
    /// What readers call that.
    pub design_title: Option<Bilingual>,
    /// What the document counts.
    pub unit: CountedUnit,
    /// How the document counts.
    pub counting_rule: Option<Bilingual>,
    /// Whether the place was chosen because it did well.
    pub chosen_as_success: bool,
    /// Whether the scenario is built on the figure.
    pub used_as_input: bool,
    /// On which side good figures lie, where that can be told.
    pub good_side: Option<GoodSide>,
    /// Id of the source.
    pub source: String,
    /// Title of the source.
    pub source_title: Option<Bilingual>,
    /// A remark.
    pub note: Option<Bilingual>,
    /// The figure: a share, a number, SEK of the scenario's price year.
    pub value: Option<f64>,
    /// The least and the most it may be.
    pub value_range: Option<(f64, f64)>,
    /// The least and the most it is of.
    pub denominator: Option<(u32, u32)>,
    /// What it may mean.
    pub readings: Vec<Reading>,
    /// What the model expects, all readings held equally likely.
    pub predicted: Option<Predicted>,
    /// Where the figure lies in that; none for targets and expectations.
    pub position: Option<Position>,
    /// What is to be said.
    pub verdict: Verdict,
    /// How far it lies outside the 90 % interval; 0 inside.
    pub outside_by: f64,
    /// Uncertain numbers by how strongly they go with the figure, strongest first, at most five.
    pub carriers: Vec<Carrier>,
    /// How far the strongest number reaches; only where the figure is outside the 80 % interval.
    pub reach_of_one: Option<Reach>,
    /// How far the strongest numbers reach together; only where the strongest alone does not.
    pub reach_of_all: Option<Reach>,
}

/// How many figures lie where they should.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Calibration {
    /// Figures that are scored.
    pub scored: u32,
    /// Of them inside the 80 % interval.
    pub inside_80: u32,
    /// Of them inside the 90 % interval.
    pub inside_90: u32,
    /// Mean position; 0.5 where the model is neither too high nor too low.
    pub mean_position: f64,
    /// How far a mean position of so many independent figures lies from one half by chance: standard deviation.
    pub mean_position_sd: f64,
    /// The fewest and the most inside the 80 % interval that chance would give nine times of ten, were the model right and the figures independent.
    pub inside_80_expected: (u32, u32),
    /// Figures of places chosen because they did well, whose good side is known.
    pub chosen: u32,
    /// Of them on the good side of the median.
    pub chosen_on_good_side: u32,
}

/// The documented figures of one scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Backtest {
    /// Title of the scenario.
    pub title: Bilingual,
    /// The municipality.
    pub municipality: Option<String>,
    /// SHA-256 of the scenario without its documented figures.
    pub scenario_hash: String,
    /// The seed.
    pub seed: u64,
    /// Draws made.
    pub draws: u64,
    /// In whose prices amounts are.
    pub price_year: i32,
    /// The figures, in the order of the file.
    pub figures: Vec<DocumentedResult>,
    /// How many lie where they should.
    pub calibration: Calibration,
    /// What readers call segments, interventions, designs and lists, by id.
    pub titles: BTreeMap<String, Bilingual>,
    /// The numbers that the figures' carriers and reaches name.
    pub assumptions: Vec<crate::results::assumption::Assumption>,
}

/// The documented figures of all scenarios asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Backtests {
    /// Version of this form.
    pub utfall_backtest: u32,
    /// Version of the program.
    pub program_version: String,
    /// By scenario, in the order asked for.
    pub places: Vec<Backtest>,
    /// All figures together.
    pub calibration: Calibration,
}
