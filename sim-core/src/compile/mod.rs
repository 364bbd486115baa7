//! Scenario to plan: checks across fields, then everything an engine needs, flat.

pub mod check;

pub use check::{NOT_SIMULATED, check, check_reading, is_sound};
