//! Results as text, CSV, JSON and a page to read and print; a scenario as a description.
//!
//! A report is a view: it shows figures that are in `Results` and works out none.

pub mod page;
pub mod picture;
pub mod charts;
pub mod title;
pub mod value;
pub mod share;
pub mod evidence;
pub mod text;
pub mod figures;
pub mod found;
pub mod backtest;
pub mod sensitivity;
pub mod information;
pub mod piloted;
pub mod html;
pub mod csv_rows;
pub mod csv_backtest;
pub mod sensitivity_csv;
pub mod csv;
pub mod information_csv;
pub mod json;
pub mod xlsx;
pub mod thrift;
pub mod parquet;
pub mod dictionary;
pub mod written_number;
pub mod levers;
pub mod explain;
pub mod resolved;
pub mod implied;
pub mod reference;
pub mod expected;
pub mod verified;
pub mod diff_words;
pub mod diff;
pub mod diff_csv;
pub mod lever_value;
pub mod break_even;
pub mod break_even_csv;
pub mod choice;
pub mod choice_csv;
pub mod predicted;
pub mod follow_up;
pub mod follow_up_csv;
pub mod backtest_csv;
pub mod calibration_words;
pub mod calibration;
pub mod calibration_csv;
pub mod calibration_toml;
pub mod calibration_page;
pub mod fit_toml;
pub mod mapping_toml;
pub mod fit;
pub mod fit_page;
pub mod cases_csv;

#[cfg(test)]
pub mod fixture;
#[cfg(test)]
mod csv_tests;
#[cfg(test)]
mod walk_tests;
#[cfg(test)]
mod tests;
