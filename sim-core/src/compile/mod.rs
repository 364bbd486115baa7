//! From the scenario to what an engine runs: numbers without names.

mod shape;
pub mod quantile_fit;
pub mod draw_parameters;
