//! What net saving is made of, so that readers can turn a rule of reckoning and see it move.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::results::perspective::Perspective;

/// Means by month from which the mean net saving follows for other rules of reckoning.
///
/// For a share of tax kept `k` and a displaced share `d`, the net saving of a month is
/// `own + k * retained + d * (displaced + k * displaced_retained)`. The present value is the sum
/// of these, each times the mean discount factor of its month: with `r = ln(1 + rate)` a year,
/// month `m` from 0 has `exp(-r m / 12) (1 - exp(-r / 12)) / (r / 12)`.
///
/// Means follow in this way; quantiles do not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Parts {
    /// Seen by whom.
    pub perspective: Perspective,
    /// With no tax kept and nobody displaced, SEK in constant prices by month.
    pub own: Vec<f64>,
    /// For each unit of the share of tax kept.
    pub retained: Vec<f64>,
    /// For each unit of the displaced share.
    pub displaced: Vec<f64>,
    /// For each unit of the product of both.
    pub displaced_retained: Vec<f64>,
    /// What the formula gives for the rules stated beside, SEK.
    pub present_sek: f64,
}

/// The parts of a comparison, and the rules that its results were reckoned by.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct WhatIf {
    /// Real discount rate a year, mean over draws.
    pub discount_per_year: f64,
    /// Share of tax that the municipality keeps, mean over draws.
    pub retained_tax_share: f64,
    /// Share of the extra job time that others lose, mean over draws; zero where displacement is off.
    pub displaced_share: f64,
    /// Mean discount factor of each month at that rate.
    pub discount_factor: Vec<f64>,
    /// Whether all three are known: then the parts give the results' own mean.
    pub is_exact: bool,
    /// By perspective.
    pub parts: Vec<Parts>,
}
