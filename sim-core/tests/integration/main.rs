//! What sim-core promises, from outside.

mod bad_scenarios;
mod reading;
