//! The decision paper: results as one self-contained page to read, print and keep.
//!
//! A pure function of the results and of how they were asked for. One file a part, in the
//! order of reading: the answer (politician), the money (finance officer), the people
//! (planner), what decides it, what it rests on.

mod paper;
mod table;
mod head;
mod opening;
mod answer;
mod money;
mod shifts;
mod people;
mod queues;
mod information;
mod pilot;
mod sensitivity;
mod break_even;
mod choice;
mod decides;
mod documents;
mod rests;
mod appendix;
mod whole;
mod one_page;
#[cfg(test)]
pub mod tests;

pub use one_page::write_one_page;
pub use table::Table;
pub use whole::{without_hidden_signs, write};
