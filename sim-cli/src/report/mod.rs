//! Results as text, CSV and JSON; a scenario as a description.
//!
//! A report is a view: it shows figures that are in `Results` and works out none.

pub mod page;
pub mod picture;
pub mod title;
pub mod value;
pub mod evidence;
pub mod text;
pub mod csv;
pub mod json;
pub mod written_number;
pub mod levers;
pub mod explain;
pub mod resolved;
pub mod implied;
pub mod reference;
pub mod expected;
pub mod verified;
pub mod figures;
pub mod backtest;
pub mod backtest_csv;

#[cfg(test)]
pub mod fixture;
#[cfg(test)]
mod tests;
