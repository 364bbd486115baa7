//! What sim-core promises, one file a subject; one binary, so that there is only one to link.

mod comparing;
mod luck;
mod numbers;
mod reading;
mod uncertain_numbers;
mod value_stability;
