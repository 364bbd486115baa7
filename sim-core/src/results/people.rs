//! What happens to households under one design.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::results::queues::QueueResult;
use crate::results::spread::{Estimate, MonthlySpread, Spread};
use crate::scenario::text::Bilingual;

/// What kind of state a household is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StateKind {
    /// An intake step.
    Intake,
    /// Open case.
    Open,
    /// Lost between authorities.
    Lost,
    /// Inside an intervention.
    Intervention,
    /// After an exit.
    Exit,
}

/// Households in one state, by month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StateSeries {
    /// Id of the state: `open`, `lost`, an intake step's, intervention's or exit's id.
    pub state: String,
    /// What readers call it.
    pub title: Option<Bilingual>,
    /// Its kind.
    pub kind: StateKind,
    /// Mean number of households in it during the month.
    pub households: MonthlySpread,
}

/// Events of one kind, by month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EventSeries {
    /// The event: `new_application`, `return`, `reopened`, `review`, `start:ID`, `completion:ID`, `drop_out:ID`, `exit:ID`, `lost`, `found`, `called_in`.
    pub event: String,
    /// How many in the month.
    pub count: MonthlySpread,
}

/// Statistics as authorities publish them, on simulated households.
///
/// Unit: households. Population: everyone the scenario follows. A month counts if any
/// benefit is paid in it; a spell ends after one full calendar month without payment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct PublishedStatistics {
    /// Mean months with payment in a calendar year, among households with any.
    pub months_in_year: Estimate,
    /// Share of those with at least ten months.
    pub ten_months_or_more_share: Estimate,
    /// Share of those with fewer than four months.
    pub under_four_months_share: Estimate,
    /// Share of ended and ongoing spells, counted from their start, that last more than twelve months.
    pub spells_over_twelve_months_share: Estimate,
    /// Share of ended spells followed by a new payment within three months.
    pub return_within_three_months_share: Estimate,
    /// Households with any payment, mean of whole calendar years.
    pub households_in_year: Spread,
    /// Benefit paid for each household with any payment, a calendar year, SEK of the price year.
    pub sek_per_household_in_year: Spread,
}

/// Work needed against work available, one profession.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StaffNeed {
    /// The profession.
    pub profession: String,
    /// What readers call it.
    pub title: Option<Bilingual>,
    /// Full-time posts needed, by month.
    pub needed_fte: MonthlySpread,
    /// Full-time posts available, by month; none where the scenario does not say.
    pub available_fte: Option<Vec<f64>>,
}

/// Where the followed households of a probe were.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ProbeResult {
    /// The probe's id.
    pub probe: String,
    /// What readers call it.
    pub title: Option<Bilingual>,
    /// After how many months they were looked up.
    pub after_months: u32,
    /// Households followed.
    pub followed: Spread,
    /// Share found in each class: `assistance`, `intervention`, then exits by id.
    pub shares: Vec<(String, Spread)>,
}

/// What happens to households under one design.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct People {
    /// Households on assistance (any benefit being paid), by month.
    pub on_assistance: MonthlySpread,
    /// Households inside any intervention, by month.
    #[serde(default)]
    pub in_interventions: MonthlySpread,
    /// Households that have left for anything but job or studies and are followed, by month.
    #[serde(default)]
    pub elsewhere: MonthlySpread,
    /// Households by state and month; states that nobody is ever in, under any design, are left out.
    pub states: Vec<StateSeries>,
    /// Events by month; those that never happen are left out.
    pub events: Vec<EventSeries>,
    /// Household-months with payment, whole horizon.
    pub months_with_payment: Spread,
    /// Household-months in job, whole horizon.
    pub job_months: Spread,
    /// Households in job or studies at 12, 24, 36... months and at the end.
    pub self_support_at: Vec<(u32, Spread)>,
    /// Statistics as authorities publish them.
    pub published: PublishedStatistics,
    /// Limited places and slots.
    #[serde(default)]
    pub queues: Vec<QueueResult>,
    /// Staff time.
    pub staff: Vec<StaffNeed>,
    /// Probes.
    pub probes: Vec<ProbeResult>,
}
