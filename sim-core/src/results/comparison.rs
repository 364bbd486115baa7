//! A design against `today`, paired draw by draw.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::results::budget::Budget;
pub use crate::results::perspective::Perspective;
use crate::results::spread::{Estimate, MonthlySpread, Spread};
use crate::results::what_if::WhatIf;

/// When cumulative net saving turns and stays at or above zero.
///
/// Months from the start; 0 where it is never below zero, so also where nothing differs.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Payback {
    /// Share of draws in which it never does within the horizon.
    pub never_share: Estimate,
    /// 10th percentile of the month, over all draws; none where it is never.
    pub p10_month: Option<u32>,
    /// Median month, over all draws; none where it is never.
    pub p50_month: Option<u32>,
    /// 90th percentile of the month, over all draws; none where it is never.
    pub p90_month: Option<u32>,
}

/// The saving seen from one perspective.
///
/// Saving is `today` less the design: positive is good for the perspective. Present
/// values are in constant prices of the price year.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Saving {
    /// Seen by whom.
    pub perspective: Perspective,
    /// Present value of the net saving at the headline month, SEK.
    pub net: Spread,
    /// 100 equally likely values of it, SEK, in rising order (quantiles at 0.5 %, 1.5 %, ... 99.5 %).
    pub equally_likely_sek: Vec<f64>,
    /// Mean of the worst tenth of draws, SEK.
    pub worst_tenth_mean_sek: f64,
    /// Probability that the net saving is above zero.
    pub saving_probability: Estimate,
    /// The same at the end of each calendar year.
    pub saving_probability_by_year: Vec<(i32, Estimate)>,
    /// Probability of losing more than the stated sum.
    pub large_loss_probability: Estimate,
    /// Cumulative present value by month, SEK.
    pub cumulative_sek: MonthlySpread,
    /// Its median by month, SEK; none in results of earlier versions.
    #[serde(default)]
    pub cumulative_p50_sek: Vec<f64>,
    /// Nominal net saving by calendar year, SEK.
    pub by_year: Vec<(i32, Spread)>,
    /// Payback.
    pub payback: Payback,
    /// Saving at the end still to come from cases open at the horizon: the last twelve months' saving a year, SEK in constant prices, not discounted.
    pub run_off_sek_per_year: Spread,
    /// How the variance of the net saving divides; zeros where it does not vary.
    pub variance: Variance,
    /// Net cost for each extra household in self-support at the headline month, SEK: mean cost over mean households (before displacement), negative where the perspective saves; none unless there are more of them by at least two Monte Carlo errors.
    pub cost_per_extra_self_support_sek: Option<f64>,
}

/// How the variance of the net saving divides into what we do not know, what the world does, and luck.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Variance {
    /// Share from uncertain numbers.
    pub ignorance_share: Estimate,
    /// Share from the labour market and discontinuation.
    pub world_share: Estimate,
    /// Share from the luck of households.
    pub luck_share: Estimate,
}

/// How strongly an uncertain number goes with the net saving.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Driver {
    /// Address of the number.
    pub address: String,
    /// Rank correlation with the net saving of the municipality.
    pub rank_correlation: f64,
    /// Its square.
    pub squared: f64,
}

/// A design against `today`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    /// The design.
    pub design: String,
    /// What it is compared with.
    pub baseline: String,
    /// By perspective: municipality, public sector, society.
    pub savings: Vec<Saving>,
    /// What each account gains, nominal SEK, displacement included.
    pub difference: Budget,
    /// Extra households in job or studies in the 12th, 24th, 36th... month and the last, before displacement.
    pub extra_self_support_at: Vec<(u32, Spread)>,
    /// Household-months with payment that are saved.
    pub months_with_payment_saved: Spread,
    /// Extra household-months in job, before displacement.
    pub extra_job_months: Spread,
    /// Uncertain numbers by how strongly they go with the net saving of the municipality, strongest first, at most ten.
    pub drivers: Vec<Driver>,
    /// Share of draws in which the design stopped being run as designed within the horizon.
    pub discontinued_share: Estimate,
    /// What the net saving is made of, where that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what_if: Option<WhatIf>,
}

impl Comparison {
    /// Returns the saving seen from a perspective.
    pub fn saving(&self, perspective: Perspective) -> Option<&Saving> {
        self.savings
            .iter()
            .find(|saving| saving.perspective == perspective)
    }
}
