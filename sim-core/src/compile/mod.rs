//! From what the author means to what an engine runs: flat, immutable, without names.

pub mod shape;
pub mod quantile_fit;
pub mod plan;
