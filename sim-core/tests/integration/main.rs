//! One test binary for the whole library: fewer to link, and helpers are shared.

mod luck;
mod numbers;
mod uncertain_numbers;
mod value_stability;
