//! Monthly hazards and how they depend on time.

use crate::scenario::number::Number;
use crate::tree::fields::ById;
use crate::units::{Months, PerMonth, Ratio};

crate::words! {
    /// From when a hazard's time is counted.
    pub enum Since {
        /// From the start of the spell on assistance; runs on through intake, interventions, reviews and lost time.
        Spell = "spell",
        /// From the moment the household came to the state it is in.
        State = "state",
    }
}
crate::record! {
    /// One stretch of a hazard that changes with time.
    pub struct Piece {
        /// From how many months on it holds; the first must be 0.
        from_month: Number<Months>,
        /// The hazard.
        per_month: Number<PerMonth>,
    }
}
crate::record! {
    /// A Weibull hazard.
    pub struct WeibullHazard {
        /// Shape; below 1 the hazard falls with time.
        shape: Number<Ratio>,
        /// Scale in months.
        scale_months: Number<Months>,
    }
}
crate::record! {
    /// A hazard; write exactly one of its forms.
    pub struct Hazard {
        /// Constant.
        per_month: Option<Number<PerMonth>>,
        /// Constant in pieces.
        pieces: Vec<Piece>,
        /// Weibull.
        weibull: Option<WeibullHazard>,
        /// One value for each month; the last one holds on.
        table_per_month: Vec<Number<PerMonth>>,
        /// From when time is counted; `spell` where nothing is written.
        since: Option<Since>,
    }
    one_of per_month | pieces | weibull | table_per_month;
}

/// Hazards by exit.
pub type Hazards = ById<Hazard>;
