//! Which way of working to choose.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::results::break_even::LeverRange;
use crate::results::information::Trust;
use crate::results::perspective::Perspective;
use crate::results::run::Stopped;
use crate::results::spread::Estimate;

/// One way of working among the others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Ranked {
    /// The design, or `today`.
    pub design: String,
    /// Expected net saving against `today`, SEK.
    pub net: Estimate,
    /// How much less that is than the best one's, paired draw by draw.
    pub behind_best: Estimate,
    /// Share of draws in which it comes out best, luck of households and the labour market included: what will happen. Equals share a draw.
    pub best_probability: Estimate,
    /// Share of draws in which it would be expected to be best if every uncertain number were known, luck averaged out: how uncertain the decision is. None where there are too few draws.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub best_given_numbers: Option<Estimate>,
    /// Expected regret: what it comes out short of the best one in a draw, on average, SEK.
    pub regret: Estimate,
}

/// How one way of working is better than another whatever exactly one prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DominanceOrder {
    /// First order: whatever amount one looks at, it is reached with at least the same probability. Everyone who wants more rather than less prefers it.
    First,
    /// Second order: everyone who also dislikes risk prefers it.
    Second,
}

/// One way of working that dominates another, as far as the draws can tell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Dominance {
    /// The better one.
    pub better: String,
    /// The worse one.
    pub worse: String,
    /// How.
    pub order: DominanceOrder,
}

/// One way of working over the prices of a household in self-support.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AcceptabilityOf {
    /// The design, or `today`.
    pub design: String,
    /// By price: share of draws in which it is best.
    pub best_probability: Vec<f64>,
}

/// A price from which another way of working has the highest expected worth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PriceSwitch {
    /// The price, SEK.
    pub from_sek: Estimate,
    /// The way of working from there on.
    pub design: String,
}

/// Which is best when an extra household in self-support is worth something beyond the money.
///
/// Worth is net saving plus the price times extra households in job or studies in the headline month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Acceptability {
    /// Prices of one extra household in self-support, SEK, rising from zero.
    pub prices_sek: Vec<f64>,
    /// By way of working.
    pub designs: Vec<AcceptabilityOf>,
    /// The one with the highest expected worth at price zero.
    pub best_at_zero: String,
    /// Where the highest expected worth goes over to another, within the prices.
    pub switches: Vec<PriceSwitch>,
    /// Largest Monte Carlo standard error of a share.
    pub mc_se: f64,
}

/// One way of working by the four things a council weighs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ParetoRow {
    /// The design, or `today`.
    pub design: String,
    /// Expected net saving of the municipality, SEK.
    pub municipality: Estimate,
    /// Expected net saving of the public sector, SEK.
    pub public_sector: Estimate,
    /// Extra households in job or studies in the headline month.
    pub extra_self_support: Estimate,
    /// Mean net saving of the worst tenth of draws, SEK, in the perspective asked for.
    pub worst_tenth: Estimate,
    /// Those that are at least as good in all four and clearly better in one.
    pub dominated_by: Vec<String>,
}

/// A combination of lever values that was tried on many draws.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Candidate {
    /// Values in the order of the levers.
    pub values: Vec<f64>,
    /// Expected net saving by perspective, SEK.
    pub net: Vec<(Perspective, Estimate)>,
    /// How much less the net saving is than the best one's, paired draw by draw, in the perspective asked for.
    pub behind_best: Estimate,
    /// Probability of a net saving above zero, in the perspective asked for.
    pub saving_probability: Estimate,
    /// Extra households in job or studies in the headline month.
    pub extra_self_support: Estimate,
    /// What the design costs the municipality over the horizon beyond `today` in set-up, running cost and new posts: nominal SEK, mean over draws.
    pub cost_sek: Estimate,
    /// Whether that is within the budget.
    pub is_within_budget: bool,
}

/// One round of the race: how many took part, and on how many draws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Heat {
    /// Candidates that took part.
    pub candidates: u64,
    /// Draws that each of them had at the end of it.
    pub draws: u64,
}

/// A design whose levers were varied within bounds and a budget.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Search {
    /// The design.
    pub design: String,
    /// Whose net saving was made as large as possible.
    pub perspective: Perspective,
    /// The levers and their bounds.
    pub levers: Vec<LeverRange>,
    /// The most it may cost, where that was asked for.
    pub budget_sek: Option<f64>,
    /// Candidates tried.
    pub tried: u64,
    /// Of them, those that cost more than the budget.
    pub too_expensive: u64,
    /// Draws made: candidates times draws.
    pub draws_made: u64,
    /// The race.
    pub heats: Vec<Heat>,
    /// Candidates tried in the refinement near the best ones.
    pub refined: u64,
    /// Draws of the figures below: none of them was used to choose.
    pub draws: u64,
    /// Why it ended.
    pub stopped: Stopped,
    /// The best within the budget, best first; empty where none is.
    pub best: Vec<Candidate>,
    /// The design as written, uncertain levers at their medians.
    pub as_written: Option<Candidate>,
}

/// Which way of working to choose.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Choice {
    /// Whose money ranks.
    pub perspective: Perspective,
    /// Every way of working, the highest expected net saving first.
    pub ranked: Vec<Ranked>,
    /// Whether the shares given the numbers can be relied on; none in results of before there were any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub given_numbers: Option<Trust>,
    /// Share of draws with a second cohort in which the same one comes out best when only the luck of households is drawn again.
    pub same_best_again: Estimate,
    /// Stochastic dominance where it holds.
    pub dominance: Vec<Dominance>,
    /// How many draws would do to tell dominance, where there are too few.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dominance_draws_needed: Option<u64>,
    /// Over the price of an extra household in self-support.
    pub acceptability: Acceptability,
    /// By the four things a council weighs.
    pub pareto: Vec<ParetoRow>,
    /// A search for better levers, where that was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<Search>,
}
