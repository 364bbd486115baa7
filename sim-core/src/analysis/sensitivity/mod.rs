//! Which uncertain numbers decide the answer.

mod numbers;
mod runs;
mod bars;
mod shares;
mod flips;
mod whole;

pub use whole::{SensitivitySettings, sensitivity};
