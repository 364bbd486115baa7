//! Expected values at one set of numbers, without luck: what the exact engine answers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::results::comparison::Perspective;
use crate::scenario::money::{Account, FlowKind};
use crate::scenario::text::Bilingual;

/// Version of the JSON form; raised when a field changes meaning or goes.
pub const EXPECTED_FORMAT: u32 = 1;

/// Households in a state on average, or events, by month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ExpectedSeries {
    /// Id of the state or event; `paid` for households with any payment in the month.
    pub id: String,
    /// By month.
    pub months: Vec<f64>,
}

/// One line of a budget.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ExpectedLine {
    /// Whose account.
    pub account: Account,
    /// What for.
    pub kind: FlowKind,
    /// Net to the account by calendar year, nominal SEK.
    pub by_year: Vec<f64>,
}

/// People and money under one design.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ExpectedDesign {
    /// Its id.
    pub id: String,
    /// What readers call it.
    pub title: Option<Bilingual>,
    /// Households by state.
    pub households: Vec<ExpectedSeries>,
    /// What happens.
    pub events: Vec<ExpectedSeries>,
    /// Money.
    pub lines: Vec<ExpectedLine>,
}

/// What a perspective gains.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ExpectedSaving {
    /// Whose.
    pub perspective: Perspective,
    /// Present value to the horizon, SEK of the price year.
    pub sek: f64,
    /// Nominal, by calendar year.
    pub by_year: Vec<f64>,
    /// How far `sek` may be off because time is cut into cells.
    pub grid_error_sek: f64,
}

/// One design against `today`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ExpectedComparison {
    /// Its id.
    pub design: String,
    /// What each perspective gains.
    pub savings: Vec<ExpectedSaving>,
    /// Money: the design less `today`.
    pub lines: Vec<ExpectedLine>,
}

/// Expected values with every uncertain number at its central value, a steady labour market, and no
/// design ended before its time. No interval belongs to them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Expected {
    /// Version of this form.
    pub utfall_expected: u32,
    /// SHA-256 of the scenario.
    pub scenario_hash: String,
    /// Calendar years.
    pub years: Vec<i32>,
    /// Months of the horizon in each.
    pub months_in_year: Vec<u32>,
    /// The year in whose prices present values are.
    pub price_year: i32,
    /// Cells of the finer time grid in a month.
    pub cells_per_month: u32,
    /// Largest relative difference that halving the step makes to a yearly number of households.
    pub grid_error_share: f64,
    /// Households on assistance at the start.
    pub stock_households: f64,
    /// Designs, `today` first.
    pub designs: Vec<ExpectedDesign>,
    /// Each other design against `today`.
    pub comparisons: Vec<ExpectedComparison>,
}
