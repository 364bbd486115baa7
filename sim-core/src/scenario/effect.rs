//! Levers that act on hazards.

use crate::scenario::number::Number;
use crate::scenario::text::{Bilingual, Ref};
use crate::units::{Months, Ratio};

crate::record! {
    /// A lever's effect on hazards.
    pub struct Effect {
        /// What readers call it.
        title: Option<Bilingual>,
        /// Hazard ratio.
        hazard_ratio: Number<Ratio>,
        /// Only these segments; `slow` where left out and there is a segment of that id, else all.
        segments: Vec<Ref>,
        /// Only these exits; job and studies where left out.
        exits: Vec<Ref>,
        /// Only these states: `open`, `lost`, `intake`, or an intervention's id; `open` where left out.
        states: Vec<Ref>,
    }
}
crate::record! {
    /// How the first time after go-live differs.
    pub struct Transition {
        /// Hazard ratio in the first months, on top of the levers'.
        hazard_ratio: Number<Ratio>,
        /// For how many months it holds in full.
        hold_months: Number<Months>,
        /// Until which month after go-live it has gone back to one, in a straight line.
        until_month: Number<Months>,
    }
}
crate::record! {
    /// The risk that a design is no longer run as designed.
    pub struct Discontinuation {
        /// Probability that it has happened within `within_months` of go-live.
        share: Number<crate::units::Share>,
        /// The time that `share` refers to.
        within_months: Number<Months>,
        /// For how long staff still costs after it has happened.
        notice_months: Option<Number<Months>>,
    }
}
