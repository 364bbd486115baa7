//! What it is worth to know more before deciding: of everything, of one number, of a study.

mod least_squares;
mod basis;
mod regression;
mod worth;
mod known;
mod gains;
#[cfg(test)]
mod closed_forms;

