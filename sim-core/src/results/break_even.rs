//! What a lever must be for a design to pay for itself.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::results::perspective::Perspective;
use crate::results::run::Stopped;
use crate::results::spread::{Estimate, Spread};
use crate::scenario::text::Bilingual;

/// What the value of a lever is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LeverValue {
    /// The number itself.
    Itself,
    /// The median of a length that varies between households; its other numbers keep their ratio to it.
    Median,
    /// The mean of a length that varies between households; its other numbers keep their ratio to it.
    Mean,
}

/// Where the bounds of a lever come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RangeFrom {
    /// They were asked for.
    Asked,
    /// The lever is uncertain: from its 1st to its 99th percentile.
    Prior,
    /// Every value that its unit allows.
    Allowed,
    /// Around what is written: nothing to twice as much, for amounts of money to four times as much.
    Around,
}

/// A number that was moved, and between which values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct LeverRange {
    /// The ids and keys to it in the resolved scenario, joined by dots.
    pub path: String,
    /// What readers call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<Bilingual>,
    /// Its unit, as a word of the assumptions.
    pub unit: String,
    /// What its value is.
    pub value: LeverValue,
    /// Its value as written; the median where it is uncertain.
    pub written: f64,
    /// Its 5th and 95th percentile, where it is uncertain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p05_p95: Option<[f64; 2]>,
    /// Lowest value tried.
    pub from: f64,
    /// Highest value tried.
    pub to: f64,
    /// Where these bounds come from.
    pub range_from: RangeFrom,
    /// Whether only whole numbers make a difference.
    pub is_whole: bool,
}

/// The answer at one value of the lever.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BreakEvenPoint {
    /// The value.
    pub value: f64,
    /// Present value of the net saving at the headline month, SEK.
    pub net: Spread,
    /// Probability that it is above zero.
    pub saving_probability: Estimate,
}

/// Whether the design pays for itself somewhere between the bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BreakEvenAnswer {
    /// With less than that probability at one value and with more at another.
    Crosses,
    /// With at least that probability at every value.
    Always,
    /// With that probability at no value.
    Never,
    /// There are too few draws to tell.
    TooFewDraws,
}

/// A value at which the net saving is above zero with just that probability.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Crossing {
    /// The value.
    pub value: f64,
    /// Lower end of the 95 % interval of Monte Carlo error; none where that reaches the lower bound.
    pub low: Option<f64>,
    /// Upper end; none where that reaches the upper bound.
    pub high: Option<f64>,
    /// Whether it is the higher values at which the design saves money.
    pub saves_above: bool,
}

/// Break-even with one probability.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BreakEvenAt {
    /// The probability of a net saving above zero.
    pub probability: f64,
    /// Whether there is such a value.
    pub answer: BreakEvenAnswer,
    /// Whether "always" or "never" holds beyond Monte Carlo error; for a crossing, whether its interval ends inside the bounds.
    pub is_clear: bool,
    /// Where, from low to high values; more than one where more of the lever is not always better.
    pub crossings: Vec<Crossing>,
    /// How many draws would do, where there are too few.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draws_needed: Option<u64>,
}

/// The answer over the lever, seen by one perspective.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BreakEvenSeen {
    /// Whose money.
    pub perspective: Perspective,
    /// By value tried, rising.
    pub points: Vec<BreakEvenPoint>,
    /// With probability 0.5, 0.8 and 0.95.
    pub at: Vec<BreakEvenAt>,
}

/// One design against `today` over the lever.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BreakEvenDesign {
    /// The design.
    pub design: String,
    /// By perspective.
    pub seen: Vec<BreakEvenSeen>,
}

/// One design over two levers, seen by one perspective.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MapSeen {
    /// Whose money.
    pub perspective: Perspective,
    /// By value of the second lever, then of the first: probability that the net saving is above zero.
    pub saving_probability: Vec<Vec<f64>>,
    /// In the same order: median net saving, SEK.
    pub median_sek: Vec<Vec<f64>>,
    /// With probability 0.5, 0.8 and 0.95.
    pub boundaries: Vec<MapBoundary>,
}

/// Where in a map the design breaks even with one probability.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MapBoundary {
    /// The probability.
    pub probability: f64,
    /// By value of the second lever: values of the first at which the probability is crossed.
    pub first: Vec<Vec<f64>>,
}

/// One design over two levers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct MapDesign {
    /// The design.
    pub design: String,
    /// By perspective.
    pub seen: Vec<MapSeen>,
}

/// The answer over two levers at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BreakEvenMap {
    /// Draws at each pair of values.
    pub draws: u64,
    /// Values of the first lever.
    pub first_values: Vec<f64>,
    /// Values of the second lever; those that were finished where the run was stopped.
    pub second_values: Vec<f64>,
    /// By design.
    pub designs: Vec<MapDesign>,
}

/// What a lever must be for a design to pay for itself at the headline month.
///
/// All values are tried with the same draws: the same other numbers, world and luck of households.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BreakEven {
    /// One lever, or two for a map.
    pub levers: Vec<LeverRange>,
    /// The perspective asked for; the municipality and the public sector are always there.
    pub perspective: Perspective,
    /// Draws at each value of a curve.
    pub draws: u64,
    /// Values, or pairs of them, that were tried.
    pub values_tried: u64,
    /// Why it ended; where it was interrupted, finished values are kept.
    pub stopped: Stopped,
    /// Curves by design; empty where there are two levers.
    pub designs: Vec<BreakEvenDesign>,
    /// The map, where there are two levers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map: Option<BreakEvenMap>,
}
