//! From a municipality's own records to a scenario's numbers.

mod exits;
mod groups;
mod hazards;
mod curves;
mod models;
mod simulated_test;
mod segment;
mod returns;
mod waits;
mod benefit;
mod report;

pub use report::{FitAsked, fit};
pub use simulated_test::MOST_FILES;
