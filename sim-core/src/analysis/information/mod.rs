//! What it is worth to know more before deciding: of everything, of one number, of a study.

mod least_squares;
mod basis;
mod known;
mod regression;
mod worth;
mod gains;
mod study;
mod trust;
mod given;
mod answer;
mod nested;
#[cfg(test)]
mod closed_forms;

pub use answer::{NotValued, ValueSettings, information};
pub use nested::{NestedSettings, NestedWorth, nested_partial};
pub use study::{DEFAULT_SIZES, StudyAsked};

pub(super) use gains::{Gained, Learnt};
pub(super) use given::{best_given_numbers, known};
pub(super) use known::{Known, Terms};
pub(super) use regression::Regression;
pub(super) use trust::{FEWEST_DRAWS, judged};
pub(super) use worth::best_in;
