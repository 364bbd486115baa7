//! Units of the numbers a scenario may hold, and the calendar of the model.

/// Days in a model month: 365.25 / 12.
pub const DAYS_PER_MONTH: f64 = 30.4375;
/// Days in a model year.
pub const DAYS_PER_YEAR: f64 = 365.25;
/// Days that a full-time post works in a week.
pub const WORKING_DAYS_PER_WEEK: f64 = 5.0;
/// Ticks in a day. Both ends of a stay are rounded to a tick before anything is added.
pub const TICKS_PER_DAY: f64 = 1_048_576.0;
/// Ticks in a model month; exact, since 30.4375 * 2^20 is whole.
pub const TICKS_PER_MONTH: i64 = 31_916_032;

/// What a number counts, and therefore which values it may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum UnitKind {
    /// A part of a whole, 0 to 1.
    Share,
    /// A factor, 0 or more.
    Ratio,
    /// A length of time in days, 0 or more.
    Days,
    /// A length of time in model months, 0 or more.
    Months,
    /// A length of time in years, 0 or more.
    Years,
    /// A monthly hazard, 0 or more.
    PerMonth,
    /// A relative change a year, above -1 (0.02 is two per cent).
    PerYear,
    /// Swedish kronor; may be negative.
    Sek,
    /// Minutes of work, 0 or more.
    Minutes,
    /// How many, 0 or more.
    Count,
    /// Full-time equivalents, 0 or more.
    Fte,
    /// A correlation, -1 to 1.
    Correlation,
    /// A number without unit that may take any value.
    Plain,
}

impl UnitKind {
    /// Returns the unit's word in results and texts.
    ///
    /// ```
    /// use sim_core::units::UnitKind;
    /// assert_eq!(UnitKind::PerMonth.word(), "per_month");
    /// ```
    pub const fn word(self) -> &'static str {
        match self {
            Self::Share => "share",
            Self::Ratio => "ratio",
            Self::Days => "days",
            Self::Months => "months",
            Self::Years => "years",
            Self::PerMonth => "per_month",
            Self::PerYear => "per_year",
            Self::Sek => "sek",
            Self::Minutes => "minutes",
            Self::Count => "count",
            Self::Fte => "fte",
            Self::Correlation => "correlation",
            Self::Plain => "plain",
        }
    }

    /// Returns the smallest and largest value a number of this unit may take.
    ///
    /// Infinite where there is no bound.
    ///
    /// ```
    /// use sim_core::units::UnitKind;
    /// assert_eq!(UnitKind::Share.bounds(), (0.0, 1.0));
    /// ```
    pub const fn bounds(self) -> (f64, f64) {
        match self {
            Self::Share => (0.0, 1.0),
            Self::Ratio
            | Self::Days
            | Self::Months
            | Self::Years
            | Self::PerMonth
            | Self::Minutes
            | Self::Count
            | Self::Fte => (0.0, f64::INFINITY),
            Self::PerYear => (-0.99, f64::INFINITY),
            Self::Correlation => (-1.0, 1.0),
            Self::Sek | Self::Plain => (f64::NEG_INFINITY, f64::INFINITY),
        }
    }
}

/// A unit known when the program is compiled: the type behind a key of the file.
pub trait Unit: Clone + Copy + std::fmt::Debug + PartialEq + 'static {
    /// The unit as a value.
    const KIND: UnitKind;
}

macro_rules! unit_markers {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name;
        impl Unit for $name {
            const KIND: UnitKind = UnitKind::$name;
        }
    )*};
}

unit_markers! {
    /// Marks a number as [`UnitKind::Share`].
    Share,
    /// Marks a number as [`UnitKind::Ratio`].
    Ratio,
    /// Marks a number as [`UnitKind::Days`].
    Days,
    /// Marks a number as [`UnitKind::Months`].
    Months,
    /// Marks a number as [`UnitKind::Years`].
    Years,
    /// Marks a number as [`UnitKind::PerMonth`].
    PerMonth,
    /// Marks a number as [`UnitKind::PerYear`].
    PerYear,
    /// Marks a number as [`UnitKind::Sek`].
    Sek,
    /// Marks a number as [`UnitKind::Minutes`].
    Minutes,
    /// Marks a number as [`UnitKind::Count`].
    Count,
    /// Marks a number as [`UnitKind::Fte`].
    Fte,
    /// Marks a number as [`UnitKind::Correlation`].
    Correlation,
    /// Marks a number as [`UnitKind::Plain`].
    Plain,
}
