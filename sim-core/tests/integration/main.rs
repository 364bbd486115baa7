//! What sim-core promises, one file a subject; one binary, so that there is only one to link.

mod bad_scenarios;
mod calibration;
mod comparing;
mod layers;
mod ledger;
mod luck;
mod numbers;
mod reading;
mod statistics;
mod uncertain_numbers;
mod value_stability;
