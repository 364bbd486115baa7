//! What a lever must be for a design to pay for itself.

mod range;
mod crossings;
mod curve;
mod map;
mod ask;

pub(super) use curve::AllTogether;
pub(super) use range::range_of;

pub use ask::{BreakEvenSettings, LeverAsked, NotBrokenEven, break_even};
