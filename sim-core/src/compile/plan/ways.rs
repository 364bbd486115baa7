//! Ways of working, by position.

use std::sync::Arc;

use crate::compile::plan::households::{Length, NeedPlan};
use crate::compile::plan::numbers::{N_EXITS, Num};
use crate::scenario::design::{Allocation, AppliesTo};

/// A step of intake.
#[derive(Clone, Debug, PartialEq)]
pub struct StepPlan {
    /// Id.
    pub id: Arc<str>,
    /// Wait, days.
    pub wait: Length,
    /// Factor on open-case hazards.
    pub search_ratio: Num,
    /// Share withdrawn at the end.
    pub withdrawal_share: Option<Num>,
    /// Share lost at the end.
    pub lost_share: Option<Num>,
    /// Whether benefit is paid.
    pub benefit_paid: bool,
    /// Whether later returns pass it.
    pub on_return: bool,
    /// Whether the called-in pass it.
    pub on_call_in: bool,
    /// What it needs of limited pools when its wait is over, one after the other.
    pub needs: Vec<NeedPlan>,
}

/// Reviews.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewPlan {
    /// Days between reviews.
    pub every_days: Num,
    /// Share of lost households found.
    pub finds_lost_share: Num,
    /// Share of open-case reviews that offer the menu.
    pub offers_menu_share: Num,
    /// What a review needs of limited pools, one after the other.
    pub needs: Vec<NeedPlan>,
}

/// A state an effect may act in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EffectState {
    /// Open case.
    Open,
    /// Lost.
    Lost,
    /// Every intake step.
    Intake,
    /// One intervention.
    Intervention(usize),
}

/// A lever's effect on hazards.
#[derive(Clone, Debug, PartialEq)]
pub struct EffectPlan {
    /// Hazard ratio.
    pub hazard_ratio: Num,
    /// By segment position.
    pub segments: Vec<bool>,
    /// By exit position.
    pub exits: [bool; N_EXITS],
    /// Where it acts.
    pub states: Vec<EffectState>,
}

/// How the first time differs: ratio, months in full, month of return to one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TransitionPlan {
    /// Hazard ratio.
    pub hazard_ratio: Num,
    /// Months in full.
    pub hold_months: Num,
    /// Month after go-live by which it is gone.
    pub until_month: Num,
}

/// The risk of no longer being run as designed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DiscontinuationPlan {
    /// Probability within the stated time.
    pub share: Num,
    /// The stated time, months.
    pub within_months: Num,
    /// Months that staff still costs.
    pub notice_months: Num,
}

/// Which cases a design treats.
#[derive(Clone, Debug, PartialEq)]
pub struct TreatedPlan {
    /// Share of cases.
    pub share: Num,
    /// How chosen.
    pub allocation: Allocation,
    /// By segment position.
    pub segments: Vec<bool>,
    /// Share that consents.
    pub consent_share: Num,
    /// Who it applies to.
    pub applies_to: AppliesTo,
    /// Months over which the stock is called in.
    pub call_in_months: Num,
}

/// A programme around interventions.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgrammePlan {
    /// Its length, days.
    pub length: Length,
    /// What comes last.
    pub last: Option<usize>,
}

/// A way of working. Position 0 is `today`.
#[derive(Clone, Debug, PartialEq)]
pub struct WayPlan {
    /// Id.
    pub id: Arc<str>,
    /// Intake.
    pub steps: Vec<StepPlan>,
    /// Choice by segment: intervention (none: no intervention) and weight.
    pub menu: Vec<Vec<(Option<usize>, Num)>>,
    /// Match quality.
    pub match_quality: Num,
    /// Slope of log-odds on fit.
    pub fit_slope: Num,
    /// Programme.
    pub programme: Option<ProgrammePlan>,
    /// Reviews.
    pub review: Option<ReviewPlan>,
    /// Levers.
    pub effects: Vec<EffectPlan>,
    /// First time.
    pub transition: Option<TransitionPlan>,
    /// Risk of ending.
    pub discontinuation: Option<DiscontinuationPlan>,
    /// Cases treated.
    pub treated: TreatedPlan,
    /// Go-live, months from the start.
    pub go_live_month: usize,
    /// Months until volume is full.
    pub ramp_up_months: Num,
    /// Achieved volume against plan.
    pub volume_share: Num,
    /// Factor on new applications by segment; none means one everywhere.
    pub entry_ratio: Option<Vec<Num>>,
    /// Places and slots from go-live on, by pool, where they differ from the scenario's.
    pub capacity: Vec<Option<Num>>,
}
