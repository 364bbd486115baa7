//! Documented figures held against what the model expects.

pub mod of_n;
pub mod predictive;
mod reads;
mod counting;
mod carriers;
mod figure;
mod drawn;
pub mod calibration;
mod held;

pub use calibration::together;
pub use held::backtest;
