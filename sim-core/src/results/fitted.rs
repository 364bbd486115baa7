//! What a municipality's own records say: estimates with intervals, and what they cannot say.
//!
//! Nothing here is about fewer than five: smaller counts are hidden, smaller groups put together
//! with others, before anything is written.

use serde::{Deserialize, Serialize};

use crate::records::account::Dropped;
use crate::records::dates::DateForm;
use crate::records::mapping::RowKind;
use crate::scenario::exits::ExitKind;
use crate::survival::intervals::Interval;

/// The smallest number that is told.
pub const LEAST_TOLD: u64 = 5;
/// What households are called where the records do not tell them apart.
pub const EVERYBODY: &str = "alla";
/// What households are called together whose segments are too small to be told of.
pub const REST: &str = "ovriga";
/// What households without a segment are called where others have one.
pub const WITHOUT_SEGMENT: &str = "utan_grupp";
/// What a segment is called whose own name may not be told, and how its numbered name begins.
pub const HIDDEN: &str = "dold";
/// Estimates from fewer events are flagged.
pub const FEW_EVENTS: u64 = 30;

/// How many; none where that is one to four.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cell(pub Option<u64>);

impl Cell {
    /// Returns a number as it may be told.
    ///
    /// ```
    /// use sim_core::results::fitted::Cell;
    /// assert_eq!((Cell::of(0).0, Cell::of(4).0, Cell::of(5).0), (Some(0), None, Some(5)));
    /// ```
    pub fn of(n: u64) -> Self {
        Self((n == 0 || n >= LEAST_TOLD).then_some(n))
    }
}

/// An estimate with its 90 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// Below it with 5 %.
    pub p05: f64,
    /// The middle.
    pub p50: f64,
    /// Below it with 95 %.
    pub p95: f64,
    /// From how many events or observations.
    pub events: Cell,
    /// Whether these are fewer than thirty.
    pub is_few: bool,
}

impl Estimate {
    /// Returns an interval with how much it rests on.
    pub fn new(interval: Interval, events: u64) -> Self {
        Self {
            p05: interval.p05,
            p50: interval.p50,
            p95: interval.p95,
            events: Cell::of(events),
            is_few: events < FEW_EVENTS,
        }
    }

    /// Returns the estimate with another unit.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self {
            p05: self.p05 * factor,
            p50: self.p50 * factor,
            p95: self.p95 * factor,
            ..self
        }
    }
}

/// A hazard as a scenario writes it, a month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HazardForm {
    /// The same all the time.
    Constant(Estimate),
    /// From some months on.
    Pieces(Vec<(u32, Estimate)>),
    /// Weibull.
    Weibull {
        /// Its shape.
        shape: Estimate,
        /// Its scale in months.
        scale_months: Estimate,
        /// Rank correlation of the two.
        rank: f64,
    },
}

/// A formula that was tried for one exit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tried {
    /// Which.
    pub form: Form,
    /// Numbers it has.
    pub parameters: u32,
    /// Akaike's criterion less that of the best one.
    pub aic_above_best: f64,
}

/// What a formula is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Exponential.
    Constant,
    /// Piecewise exponential.
    Pieces,
    /// Weibull.
    Weibull,
    /// Lognormal.
    Lognormal,
}

/// A hazard to an exit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FittedHazard {
    /// The exit.
    pub exit: ExitKind,
    /// How it is written.
    pub form: HazardForm,
}

/// What the households of a segment were found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Model {
    /// Alike, with constant hazards.
    Constant,
    /// Alike, with hazards that change with time.
    Changing,
    /// Quick and slow ones.
    TwoTypes,
    /// More or less ready for work.
    Readiness,
}

/// A model that was tried for a segment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TriedModel {
    /// Which.
    pub model: Model,
    /// Numbers it has.
    pub parameters: u32,
    /// Akaike's criterion less that of the best one.
    pub aic_above_best: f64,
}

/// A segment as the scenario writes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FittedType {
    /// Its id.
    pub id: String,
    /// Whether it is the quick or the slow part of a segment of the records.
    pub kind: TypeKind,
    /// Its share of new households.
    pub share_of_new: Estimate,
    /// Standard deviation of ln readiness.
    pub readiness_sd: Option<Estimate>,
    /// Its hazards.
    pub hazards: Vec<FittedHazard>,
    /// Rank correlations of its numbers, by the ends of their addresses.
    pub correlations: Vec<(String, String, f64)>,
}

/// Which part of a segment of the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TypeKind {
    /// All of it.
    Whole,
    /// The quick part.
    Quick,
    /// The slow part.
    Slow,
}

/// A point of a curve without formula, and of the fitted one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CurvePoint {
    /// Months since the stay began.
    pub month: u32,
    /// The share.
    pub share: f64,
    /// Lower end of its 90 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// The share by the fitted model.
    pub fitted: f64,
}

/// A test whose distribution under the simpler model is simulated.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SimulatedTest {
    /// Twice the logarithm of the likelihood ratio.
    pub ratio: f64,
    /// Probability of one as large under the simpler model.
    pub p: f64,
    /// Its standard error, from the number of files simulated.
    pub error: f64,
    /// Files of records simulated under the simpler model.
    pub files: u32,
}

/// What one segment's records say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FittedSegment {
    /// Its id.
    pub id: String,
    /// What the records call it.
    pub label: String,
    /// Households.
    pub households: Cell,
    /// Stays.
    pub stays: Cell,
    /// Stays that ended within the time the records tell of.
    pub ended: Cell,
    /// Which stays the curves are of: all, or the first ones of new households, where these are unlike
    /// those that come later.
    pub curves_of_new: bool,
    /// Share still on assistance: Kaplan-Meier.
    pub goes_on: Vec<CurvePoint>,
    /// Share that has left by each exit: Aalen-Johansen.
    pub left_by: Vec<(ExitKind, Vec<CurvePoint>)>,
    /// Events by exit.
    pub exits: Vec<(ExitKind, Cell)>,
    /// Formulas tried, by exit.
    pub tried: Vec<(ExitKind, Vec<Tried>)>,
    /// The model of what the scenario gets.
    pub model: Model,
    /// Models tried, the best first.
    pub models: Vec<TriedModel>,
    /// Probability of differences between households as large as these if one hazard would do.
    pub p_of_one_hazard: Option<f64>,
    /// The same for quick and slow ones against one hazard.
    pub test_of_two_types: Option<SimulatedTest>,
    /// What the scenario gets.
    pub types: Vec<FittedType>,
    /// SEK a month against all households.
    pub benefit_ratio: Option<Estimate>,
}

/// Waits from application to decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FittedWait {
    /// Median in days, by the lognormal.
    pub median_days: Estimate,
    /// 90th percentile in days, by the lognormal.
    pub p90_days: Estimate,
    /// Rank correlation of the two.
    pub rank: f64,
    /// Formulas tried.
    pub tried: Vec<Tried>,
    /// Share not decided by day: Kaplan-Meier; the month of each point is its day.
    pub undecided: Vec<CurvePoint>,
}

/// Returns after an exit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FittedReturn {
    /// The exit.
    pub exit: ExitKind,
    /// Households seen to leave so.
    pub left: Cell,
    /// Hazard by months since.
    pub form: HazardForm,
    /// Share back within three and twelve months, by the hazard.
    pub back_within: [f64; 2],
}

/// What a month on assistance costs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FittedBenefit {
    /// SEK a month on assistance.
    pub sek_per_month: Estimate,
    /// How much it varies between households: standard deviation over mean.
    pub cv: Estimate,
}

/// Something the records cannot say, or that was put together to tell of nobody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unlearned {
    /// The rows have no reasons for closing: all exits are one.
    NoReasons,
    /// An exit with fewer than five events was counted with another.
    ExitTogether {
        /// The segment.
        segment: String,
        /// The exit.
        exit: ExitKind,
        /// The other.
        with: ExitKind,
    },
    /// Segments of fewer than five households were put together.
    SegmentsTogether {
        /// How many segments.
        segments: u64,
    },
    /// An estimate rests on fewer than thirty events.
    Few {
        /// The segment.
        segment: String,
        /// The exit.
        exit: ExitKind,
    },
    /// Fewer than five left for good: their hazard is between what none and four would give.
    PermanentByBounds {
        /// The segment.
        segment: String,
    },
    /// Too few came back after an exit: the hazard is between what none and four would give.
    ReturnByBounds {
        /// The exit.
        exit: ExitKind,
    },
    /// Too few left by an exit to know how many come back.
    ReturnUnknown {
        /// The exit.
        exit: ExitKind,
    },
    /// There are no days of application and decision to tell waits from.
    NoWaits,
    /// There are no amounts.
    NoPayments,
    /// The first day was taken from the file.
    FirstDayTaken,
    /// Households that had been away when the records begin count as new.
    ReturnsCountAsNew,
    /// Interventions are not in the records: the hazards are those of all time on assistance.
    NoInterventions,
    /// The records tell of less than two years: returns and long stays are hardly seen.
    ShortTime {
        /// Months.
        months: u32,
    },
}

/// How the file was written.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FileFacts {
    /// Whether it is UTF-8; Latin-1 otherwise.
    pub is_utf8: bool,
    /// What stands between two cells.
    pub separator: String,
    /// How dates are written, and in how many cells.
    pub dates: Vec<(DateForm, Cell)>,
    /// Reasons for closing whose meaning nobody said: those of at least five households.
    pub unknown_reasons: Vec<(String, Cell)>,
}

/// Everything that was learned from a file of records.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FitReport {
    /// What a row is.
    pub rows: RowKind,
    /// How the file was written.
    pub file: FileFacts,
    /// The first day.
    pub from: String,
    /// The last day.
    pub to: String,
    /// Rows read.
    pub rows_read: u64,
    /// Rows not used.
    pub dropped: Vec<(Dropped, Cell)>,
    /// Stays that overlapped another of the household.
    pub overlaps: Cell,
    /// Gaps that were short enough to be none.
    pub gaps_merged: Cell,
    /// How short, in days.
    pub merge_gaps_days: u32,
    /// Closed cases whose reason is not known; counted as another benefit.
    pub unknown_reasons: Cell,
    /// Rows without a segment.
    pub without_segment: Cell,
    /// Households.
    pub households: u64,
    /// Stays.
    pub stays: u64,
    /// Households on assistance on the last day.
    pub open_at_end: Cell,
    /// New households a month.
    pub new_per_month: Estimate,
    /// Segments.
    pub segments: Vec<FittedSegment>,
    /// Waits for a decision.
    pub wait: Option<FittedWait>,
    /// Share of applications withdrawn or refused.
    pub withdrawn_share: Option<Estimate>,
    /// Returns by exit.
    pub returns: Vec<FittedReturn>,
    /// What a month costs.
    pub benefit: Option<FittedBenefit>,
    /// What could not be learned.
    pub unlearned: Vec<Unlearned>,
}
