//! What an engine runs: the scenario as flat tables of positions and number slots.
//!
//! A plan holds no value that is uncertain, only the slot it stands in; a draw fills the
//! slots ([`Num::of`]) and everything else stays as it is.

use std::sync::Arc;

use crate::compile::draw_parameters::ParameterSampler;
use crate::compile::quantile_fit::Fitted;
use crate::scenario::design::{Allocation, AppliesTo};
use crate::scenario::exits::ExitKind;
use crate::scenario::hazard::Since;
use crate::scenario::households::BeginsIn;
use crate::scenario::money::{Account, FlowKind, ProbeFrom};
use crate::scenario::number::Grade;
use crate::scenario::staff::{Booking, OverCapacity};
use crate::scenario::text::Bilingual;
use crate::units::UnitKind;

/// How many exits there are.
pub const N_EXITS: usize = ExitKind::ALL.len();

/// A number: a slot of the draw's values times a known scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Num {
    /// Position in the draw's values.
    pub slot: u32,
    /// Known factor: unit conversion, price index.
    pub scale: f64,
}

impl Num {
    /// Returns a number that no draw changes: slot 0 always holds one.
    pub const fn known(value: f64) -> Self {
        Self {
            slot: 0,
            scale: value,
        }
    }

    /// Returns the number under a draw's values.
    #[inline]
    pub fn of(self, values: &[f64]) -> f64 {
        values[self.slot as usize] * self.scale
    }

    /// Returns the number times a known factor.
    pub fn times(self, factor: f64) -> Self {
        Self {
            scale: self.scale * factor,
            ..self
        }
    }
}

/// One slot: a number of the scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct SlotMeta {
    /// Address of the number in the scenario.
    pub address: Arc<str>,
    /// Its unit.
    pub unit: UnitKind,
    /// Its value, or median.
    pub central: f64,
    /// What the true value may be; none when it is known.
    pub fitted: Option<Fitted>,
}

/// What the author says about one number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NumberNote {
    /// The slot it stands in.
    pub slot: u32,
    /// Id of its source.
    pub source: Option<String>,
    /// How well it is supported.
    pub grade: Option<Grade>,
    /// The author's remark.
    pub note: Option<String>,
    /// What readers call it.
    pub title: Option<Bilingual>,
}

/// Every number of the scenario by slot. Slot 0 is the constant one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers {
    /// What stands in each slot.
    pub slots: Vec<SlotMeta>,
    /// What the author says about each, in the order of `slots`.
    pub notes: Vec<NumberNote>,
    /// Slots of the uncertain numbers, in the order the sampler draws them.
    pub uncertain: Vec<u32>,
}

impl Numbers {
    /// Returns the values of all slots with uncertain ones at their medians.
    pub fn central(&self) -> Vec<f64> {
        self.slots.iter().map(|slot| slot.central).collect()
    }
}

/// The months of the horizon in the calendar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Calendar {
    /// Year of the first month.
    pub start_year: i32,
    /// First month, 1 to 12.
    pub start_month: u32,
    /// Months followed.
    pub n_months: usize,
    /// Calendar years touched, rising.
    pub years: Vec<i32>,
    /// Position in `years` of each month.
    pub year_of_month: Vec<usize>,
    /// Whether each of `years` lies within the horizon with all its months.
    pub whole_year: Vec<bool>,
}

/// A length of time that varies between households, in days.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Length {
    /// The same for all.
    Same(Num),
    /// Lognormal by median and 90th percentile.
    LogNormalMedian {
        /// Median.
        median: Num,
        /// 90th percentile.
        p90: Num,
    },
    /// Lognormal by mean and standard deviation.
    LogNormalMean {
        /// Mean.
        mean: Num,
        /// Standard deviation.
        sd: Num,
    },
    /// Exponential.
    Exponential(Num),
    /// Uniform.
    Uniform {
        /// Smallest.
        min: Num,
        /// Largest.
        max: Num,
    },
    /// Weibull.
    Weibull {
        /// Course.
        shape: Num,
        /// Scale.
        scale: Num,
    },
}

/// A hazard per day over days since its origin.
#[derive(Clone, Debug, PartialEq)]
pub enum Course {
    /// Constant, per day.
    Constant(Num),
    /// Constant in pieces: from day, per day; the first from day 0.
    Pieces(Vec<(Num, Num)>),
    /// Weibull: shape, scale in days.
    Weibull {
        /// Course.
        shape: Num,
        /// Scale in days.
        scale: Num,
    },
}

/// The open-case hazard of one exit.
#[derive(Clone, Debug, PartialEq)]
pub struct HazardPlan {
    /// Its course.
    pub course: Course,
    /// Where its time starts.
    pub since: Since,
}

/// A segment.
#[derive(Clone, Debug, PartialEq)]
pub struct SegmentPlan {
    /// Id, for luck and reports.
    pub id: Arc<str>,
    /// Share of new applications, before normalising.
    pub share_of_new: Num,
    /// Share of a given stock.
    pub share_of_stock: Option<Num>,
    /// Share with two adults.
    pub two_adults_share: Num,
    /// Benefit against the scenario's.
    pub benefit_ratio: Num,
    /// Standard deviation over mean of the benefit between households.
    pub benefit_cv: Num,
    /// Benefit by day of the spell: from day, ratio. Empty: always 1.
    pub benefit_steps: Vec<(Num, Num)>,
    /// Standard deviation of ln readiness.
    pub readiness_sd: Num,
    /// Hazards by exit position, `permanent` among them.
    pub hazards: [Option<HazardPlan>; N_EXITS],
}

/// How a household leaves an exit.
#[derive(Clone, Debug, PartialEq)]
pub enum LeavePlan {
    /// By a hazard since the exit.
    Hazard(Course),
    /// After a length of time.
    After(Length),
}

/// What happens after an exit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExitPlan {
    /// How it is left; none means never.
    pub leave: Option<LeavePlan>,
    /// Exits it ends in instead of a return, with shares.
    pub ends_in: Vec<(usize, Num)>,
    /// Share of single-adult households keeping part of the benefit, and how much they keep.
    pub part_benefit: Option<(Num, Num)>,
    /// How much a two-adult household keeps.
    pub second_adult_left: Option<Num>,
    /// Whether a return never goes through intake.
    pub without_intake: bool,
}

/// An intervention.
#[derive(Clone, Debug, PartialEq)]
pub struct InterventionPlan {
    /// Id.
    pub id: Arc<str>,
    /// How long it lasts, days.
    pub duration: Length,
    /// Factor on open-case hazards inside.
    pub lock_in: Num,
    /// Drop-out hazard per day.
    pub drop_out_per_day: Option<Num>,
    /// Share of the benefit paid inside.
    pub benefit_share: Num,
    /// Exits to job and studies against open case over the same time.
    pub effect_ratio: Option<Num>,
    /// Exits at completion, with shares.
    pub outcome: Vec<(usize, Num)>,
    /// Interventions that follow, with shares.
    pub then: Vec<(usize, Num)>,
    /// Ratio and days of the after-effect.
    pub after_effect: Option<(Num, Num)>,
}

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
}

/// Reviews.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ReviewPlan {
    /// Days between reviews.
    pub every_days: Num,
    /// Share of lost households found.
    pub finds_lost_share: Num,
    /// Share of open-case reviews that offer the menu.
    pub offers_menu_share: Num,
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
}

/// New applications.
#[derive(Clone, Debug, PartialEq)]
pub struct InflowPlan {
    /// Per month at the start.
    pub per_month: Num,
    /// By calendar month, January first, mean one; empty means one.
    pub season: Vec<Num>,
    /// Relative change a year.
    pub trend_per_year: Num,
}

/// The stock.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StockPlan {
    /// Given number.
    pub households: Option<Num>,
    /// Given warm-up.
    pub warm_up_years: Option<Num>,
    /// Whether there is one.
    pub present: bool,
}

/// A closed list.
#[derive(Clone, Debug, PartialEq)]
pub struct ListPlan {
    /// Id.
    pub id: Arc<str>,
    /// How many.
    pub households: Num,
    /// First month.
    pub starts_month: usize,
    /// Share by segment position.
    pub segment_share: Vec<Num>,
    /// Days on assistance before.
    pub behind: Option<Length>,
    /// First state.
    pub begins_in: BeginsIn,
}

/// The labour market.
#[derive(Clone, Debug, PartialEq)]
pub struct LabourPlan {
    /// Long-run standard deviation of ln hazard.
    pub sd: Num,
    /// Left after a year.
    pub persistence_per_year: Num,
    /// By exit position.
    pub exits: [bool; N_EXITS],
}

/// A dated change under every design.
#[derive(Clone, Debug, PartialEq)]
pub struct ReformPlan {
    /// From month.
    pub from_month: usize,
    /// On the benefit.
    pub benefit_ratio: Num,
    /// On hazards.
    pub hazard_ratio: Num,
    /// On new applications.
    pub entry_ratio: Num,
    /// By segment position.
    pub segments: Vec<bool>,
    /// By exit position.
    pub exits: [bool; N_EXITS],
}

/// A probe.
#[derive(Clone, Debug, PartialEq)]
pub struct ProbePlan {
    /// Id.
    pub id: Arc<str>,
    /// Position of the list followed.
    pub list: Option<usize>,
    /// Position of the intervention followed, and from when.
    pub intervention: Option<(usize, ProbeFrom)>,
    /// Months until looked up.
    pub after_months: u32,
}

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

/// Money.
#[derive(Clone, Debug, PartialEq)]
pub struct MoneyPlan {
    /// SEK of benefit for a household-day on assistance at ratio one.
    pub benefit_per_day: Num,
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

/// A column of the occupancy tally.
///
/// The step columns of `today` (way 0) and of the design that is run (way 1) are apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StateColumn {
    /// Open case.
    Open,
    /// Lost between authorities.
    Lost,
    /// Inside an intervention, by position.
    Intervention(usize),
    /// After an exit, by position.
    Exit(usize),
    /// An intake step: way position in the plan, step position.
    Step(usize, usize),
    /// Exit with part of the benefit left: counted here too.
    PartBenefit,
    /// The first days of each stay in a state, by position in [`Plan::limited`].
    Limited(usize),
}

/// A column of the event tally.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EventColumn {
    /// A household's first application.
    NewApplication,
    /// A return through intake.
    Return,
    /// A return that reopens the case without intake.
    Reopened,
    /// A review, by way position in the plan.
    Review(usize),
    /// Lost between authorities.
    Lost,
    /// Found by a review.
    Found,
    /// Called in from the stock.
    CalledIn,
    /// Start of an intervention.
    Start(usize),
    /// Completion of an intervention.
    Completion(usize),
    /// Drop-out from an intervention.
    DropOut(usize),
    /// An exit.
    Exit(usize),
    /// Start of an intake step: way position in the plan, step position.
    Step(usize, usize),
}

/// The first days of each stay in one state.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LimitedPlan {
    /// The state.
    pub state: StateColumn,
    /// How many days.
    pub days: Num,
}

/// Which adjustments are on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AdjustmentsPlan {
    /// Displacement.
    pub displacement: bool,
    /// Volume.
    pub volume: bool,
    /// Discontinuation.
    pub discontinuation: bool,
    /// Optimism.
    pub optimism: bool,
}

/// What an engine runs.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Every number.
    pub numbers: Numbers,
    /// Draws the uncertain numbers, in the order of [`Numbers::uncertain`].
    pub sampler: ParameterSampler,
    /// The calendar.
    pub calendar: Calendar,
    /// Segments.
    pub segments: Vec<SegmentPlan>,
    /// Exits by position of [`ExitKind::ALL`].
    pub exits: Vec<ExitPlan>,
    /// Days within which a return reopens the case.
    pub reopen_within_days: Num,
    /// Interventions.
    pub interventions: Vec<InterventionPlan>,
    /// Ways of working, `today` first.
    pub ways: Vec<WayPlan>,
    /// New applications.
    pub inflow: Option<InflowPlan>,
    /// The stock.
    pub stock: StockPlan,
    /// Closed lists.
    pub lists: Vec<ListPlan>,
    /// The labour market.
    pub labour: Option<LabourPlan>,
    /// Share of further positive levers that is added.
    pub overlap: Num,
    /// Reforms.
    pub reforms: Vec<ReformPlan>,
    /// Probes.
    pub probes: Vec<ProbePlan>,
    /// Limited columns.
    pub limited: Vec<LimitedPlan>,
    /// Adjustments.
    pub adjustments: AdjustmentsPlan,
    /// Money.
    pub money: MoneyPlan,
    /// SHA-256 of the resolved scenario, in hexadecimal.
    pub fingerprint: String,
}
