//! What the program does: one verb a file.

pub mod core;
pub mod scenario;
pub mod kept;
pub mod put_out;
pub mod beforehand;
pub mod again;
pub mod forms;
pub mod show;
pub mod documented;
pub mod compare;
pub mod analysed;
pub mod sensitivity;
pub mod expected;
pub mod verify;
pub mod merge;
pub mod diff;
pub mod breakeven;
pub mod choose;
pub mod register;
pub mod predict;
pub mod follow_up;
pub mod fit;
pub mod simulate_records;
pub mod report;
pub mod value;
pub mod pilot;
pub mod backtest;
pub mod calibrate;
pub mod check;
pub mod explain;
pub mod new;
pub mod schema;
pub mod completions;

mod carry_out;

pub use carry_out::carry_out;
