//! What a lever must be for a design to pay for itself.

mod crossings;
mod hidden;
mod curve;
mod map;
mod ask;

pub use ask::{BreakEvenSettings, NotBrokenEven, break_even};
