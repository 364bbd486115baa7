//! Everything any report may show, as one documented and versioned value.
//!
//! A report is a view of [`Results`] and computes nothing. Later analyses add sections;
//! older files still read.

pub mod spread;
pub mod run;
pub mod queues;
pub mod people;
pub mod budget;
pub mod perspective;
pub mod what_if;
pub mod draw_table;
pub mod comparison;
pub mod assumption;
pub mod theme;
pub mod sensitivity;
pub mod expected;
pub mod backtest;
pub mod information;
pub mod pilot;
pub mod break_even;
pub mod choice;
pub mod whole;
pub mod diff;
pub mod prediction;
pub mod follow_up;
pub mod fitted;
pub mod calibration;

pub use whole::{Results, results_schema};
