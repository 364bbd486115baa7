//! Every sentence a person reads, Swedish and English side by side.
//!
//! A sentence is a function of the language and of its blanks, declared by `sentences!`.
//! A missing translation or a forgotten blank therefore does not compile, which message
//! files (Fluent and the like) find out only when the sentence is shown; Swedish and English
//! share their plural rule, so nothing more is needed.

pub mod lang;
pub mod names;
pub mod keys;
pub mod problem;
pub mod hint;
pub mod syntax;
pub mod program;
pub mod draws;
pub mod help;
pub mod usage;
pub mod answer;
pub mod precision;
pub mod money;
pub mod people;
pub mod workbook;
pub mod dictionary;
pub mod basis;
pub mod explain;
pub mod twin;
pub mod diff;
pub mod break_even;
pub mod choice;
pub mod predict;
pub mod sensitivity;
pub mod follow_up;
pub mod paper;
pub mod paper_money;
pub mod paper_people;
pub mod paper_basis;
pub mod one_page;
pub mod information;
pub mod piloted;
pub mod backtest;
pub mod calibration;
pub mod paper_backtest;
pub mod calibration_refused;
pub mod reading;
pub mod fit;
pub mod reasons;
pub mod records;

pub use lang::Lang;
