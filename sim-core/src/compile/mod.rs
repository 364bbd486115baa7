//! From what the author means to what an engine runs: flat, immutable, without names.

pub mod check;
pub mod shape;
pub mod quantile_fit;
pub mod strata;
pub mod draw_parameters;
pub mod plan;
mod slots;
mod lower;
mod lower_pools;
mod lower_designs;
mod lower_money;
pub mod fingerprint;
mod work;
mod to_plan;
pub mod fixed;

pub use check::{check, check_reading, is_sound};
pub use to_plan::compile;
