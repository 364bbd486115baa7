//! What a pilot with two arms can show, and whether it is worth its cost.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::results::information::InformationValue;
use crate::results::perspective::Perspective;
use crate::results::spread::{Estimate, Spread};

/// How households come to their arm.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PilotAllocation {
    /// By turns, in the order they apply.
    EverySecond,
    /// By lot, so that the arms are not quite equally large.
    Random,
    /// One office works in the new way and another as today; offices differ anyway.
    ByOffice,
}

/// What is counted when a household has been followed to the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PilotOutcome {
    /// Without assistance, but for payment gaps.
    OffAssistance,
    /// In job or studies.
    SelfSupport,
    /// How soon a household first comes to job or studies, by a log-rank test.
    TimeToSelfSupport,
}

/// What the pilot can show about one outcome.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PilotShows {
    /// The outcome.
    pub outcome: PilotOutcome,
    /// Share of households under today at the end, mean over draws.
    pub today_share: f64,
    /// The design's true share less today's, over draws.
    pub difference: Spread,
    /// Probability that the pilot shows a difference in the true direction (two-sided test at 5 %), over draws.
    pub power: Estimate,
    /// The same by the usual formula at the mean shares, without contamination by offices: two proportions, or Schoenfeld's.
    pub power_by_formula: f64,
    /// Expected width of the 95 % interval of the difference; none for a time.
    pub interval_width: Option<f64>,
    /// Probability that the estimate has the wrong sign; an estimate of zero counts half.
    pub wrong_sign: Estimate,
    /// Probability that it shows a difference in the wrong direction.
    pub shown_wrong: Estimate,
    /// Smallest increase of the share that is shown with a power of 80 %; none where none is, and for a time.
    pub detectable_difference: Option<f64>,
}

/// A pilot of another size.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PilotSize {
    /// Households under the design and under today.
    pub arms: (u32, u32),
    /// Months followed.
    pub months: u32,
    /// What deciding after it is worth, its cost not taken off.
    pub worth: InformationValue,
    /// What it costs, SEK.
    pub cost_sek: f64,
    /// Whether it is worth more than it costs by at least two standard errors.
    pub pays: bool,
}

/// The pilot seen by one perspective, which decides by its own net saving.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PilotSeen {
    /// Who decides and whose money it is.
    pub perspective: Perspective,
    /// The design that is best now; `today` is one of them.
    pub best_now: String,
    /// What knowing every uncertain number is worth.
    pub perfect: InformationValue,
    /// What deciding after the pilot is worth, its cost not taken off.
    pub worth: InformationValue,
    /// That less the pilot's cost, SEK.
    pub net_sek: f64,
    /// Probability that what is best now is not what would be best if all numbers were known.
    pub wrong_now: Estimate,
    /// The same for what is best after the pilot.
    pub wrong_after: Estimate,
    /// Probability that the pilot changes the decision.
    pub changes: Estimate,
    /// Pilots of other sizes, by months and then by size.
    pub sizes: Vec<PilotSize>,
    /// Position of the smallest of them that pays: fewest households, then fewest months. None where none does.
    pub smallest: Option<usize>,
}

/// What a pilot can show, and whether it is worth its cost.
///
/// Its households are new ones of the model. They are followed from their application, all under the same conditions; the
/// delay of the decision is not priced.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Pilot {
    /// The design that is tried.
    pub design: String,
    /// Households under the design and under today.
    pub arms: (u32, u32),
    /// Months each is followed.
    pub months: u32,
    /// How they come to their arm.
    pub allocation: PilotAllocation,
    /// Standard deviation of the log-odds between offices that work alike; none unless arms are offices.
    pub office_sd: Option<f64>,
    /// Share of those under today who in fact get the new way of working.
    pub contamination_share: f64,
    /// Share lost from sight.
    pub drop_out_share: f64,
    /// Cost whatever its size, SEK.
    pub cost_sek: f64,
    /// Cost for each household, SEK.
    pub cost_sek_per_household: f64,
    /// Months it takes until so many have applied, at the central inflow; none without inflow.
    pub recruiting_months: Option<f64>,
    /// Draws it rests on.
    pub draws: u64,
    /// Pilots simulated.
    pub pilots: u64,
    /// Households lived in each arm of each draw.
    pub households_lived: u64,
    /// What the decision goes by.
    pub decides_by: PilotOutcome,
    /// By outcome.
    pub shows: Vec<PilotShows>,
    /// The perspective asked for, then the others of the two that always stand side by side.
    pub seen: Vec<PilotSeen>,
}
