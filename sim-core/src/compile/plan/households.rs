//! Who the households are and how they come and go, by position.

use std::sync::Arc;

use crate::compile::plan::numbers::{N_EXITS, Num};
use crate::scenario::hazard::Since;
use crate::scenario::households::BeginsIn;
use crate::scenario::money::ProbeFrom;

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
    /// Days for which a part is kept; none means for the whole stay.
    pub benefit_left_days: Option<Num>,
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
    /// What a start needs of limited pools, one after the other: a place first.
    pub needs: Vec<NeedPlan>,
}

/// Something of a pool that a step, a review or a start needs before it goes on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NeedPlan {
    /// Position of the pool.
    pub pool: usize,
    /// Minutes of work; none where the pool says how long a service takes, and for places.
    pub minutes: Option<Num>,
    /// Factor on the open-case hazards while a step or a start waits for it.
    pub queue_search_ratio: Num,
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
