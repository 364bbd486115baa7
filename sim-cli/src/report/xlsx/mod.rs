//! Results as a workbook that a finance officer builds on.
//!
//! The same results give the same bytes: the workbook's date is fixed. Titles go in as text,
//! never as formulas.

pub mod sheet;
pub mod summary;
pub mod years;
pub mod monthly;
pub mod sensitivity;
pub mod assumptions;
pub mod documents;
pub mod information;
pub mod pilot;
pub mod what_if;
pub mod break_even;
pub mod choice;
pub mod draws;
pub mod workbook;

pub use workbook::write;
