//! What is paid, by whom, on what count.

use std::sync::Arc;

use crate::compile::plan::columns::{EventColumn, StateColumn};
use crate::compile::plan::numbers::Num;
use crate::scenario::money::{Account, FlowKind};
use crate::scenario::staff::{Booking, OverCapacity};

/// What a flow is counted on.
#[derive(Clone, Debug, PartialEq)]
pub enum FlowBasis {
    /// SEK per day in these state columns.
    PerDay(Vec<StateColumn>, Num),
    /// SEK for each of these events.
    Each(Vec<EventColumn>, Num),
    /// A share of an earlier flow (by position).
    ShareOf(usize, Num),
}

/// A flow between accounts.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowPlan {
    /// Id.
    pub id: Arc<str>,
    /// Who pays.
    pub payer: Account,
    /// Who receives.
    pub receiver: Account,
    /// What for.
    pub kind: FlowKind,
    /// Counted on.
    pub basis: FlowBasis,
    /// By segment position.
    pub segments: Vec<bool>,
    /// Municipal tax subject to equalisation.
    pub equalised: bool,
}

/// A profession.
#[derive(Clone, Debug, PartialEq)]
pub struct ProfessionPlan {
    /// Id.
    pub id: Arc<str>,
    /// Employer.
    pub employer: Account,
    /// SEK a year of a new post.
    pub sek_per_year_new: Num,
    /// SEK a year of reallocated time.
    pub sek_per_year_reallocated: Num,
    /// Hours a year.
    pub hours_per_year: Num,
    /// Posts available under `today`.
    pub available_fte: Option<Num>,
    /// Above 100 %.
    pub over_capacity: OverCapacity,
}

/// What minutes are counted on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MinutesBasis {
    /// For each event.
    Each(EventColumn),
    /// For each day in a state; the amount is per day.
    PerDay(StateColumn),
}

/// Minutes of a profession.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MinutesPlan {
    /// Position of the profession.
    pub profession: usize,
    /// Counted on.
    pub basis: MinutesBasis,
    /// How many.
    pub minutes: Num,
}

/// Posts of a design.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PostsPlan {
    /// Position of the profession.
    pub profession: usize,
    /// Full-time posts.
    pub fte: Num,
    /// New or reallocated.
    pub booking: Booking,
    /// Who pays.
    pub payer: Account,
}

/// A one-off cost of a design.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SetUpPlan {
    /// SEK.
    pub sek: Num,
    /// Who pays.
    pub payer: Account,
    /// Month it is paid.
    pub month: usize,
}

/// A running cost of a design.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RunningPlan {
    /// SEK a month.
    pub sek_per_month: Num,
    /// Who pays.
    pub payer: Account,
}

/// What one design costs besides its flows.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DesignCostPlan {
    /// Posts.
    pub posts: Vec<PostsPlan>,
    /// Set-up.
    pub set_up: Vec<SetUpPlan>,
    /// Running.
    pub running: Vec<RunningPlan>,
}

/// The benefit, in one of the two meanings that are never mixed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum BenefitPlan {
    /// SEK for a household-day on assistance at ratio one.
    PerDay(Num),
    /// SEK for a household with any payment in the calendar year, a published mean.
    PerHouseholdYear(Num),
}

/// Money.
#[derive(Clone, Debug, PartialEq)]
pub struct MoneyPlan {
    /// The benefit.
    pub benefit: BenefitPlan,
    /// The year in whose prices amounts are.
    pub price_year: i32,
    /// Flows; a `ShareOf` refers to an earlier one.
    pub flows: Vec<FlowPlan>,
    /// Nominal growth by position of the flow kind.
    pub growth_per_year: Vec<Num>,
    /// Inflation.
    pub inflation_per_year: Num,
    /// Real discount rate.
    pub discount_per_year: Num,
    /// Municipal tax kept.
    pub retained_tax_share: Num,
    /// Professions.
    pub professions: Vec<ProfessionPlan>,
    /// Minutes.
    pub minutes: Vec<MinutesPlan>,
    /// Cost by way position.
    pub designs: Vec<DesignCostPlan>,
    /// Share of signed extra job time displaced, shares on assistance and on unemployment insurance; none when off.
    pub displacement: Option<[Num; 3]>,
    /// Factors on ln hazard ratio and set-up cost; none when off.
    pub optimism: Option<[Num; 2]>,
    /// The loss whose probability is reported.
    pub large_loss_sek: Num,
}
