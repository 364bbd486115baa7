//! Small symmetric matrices: factors, solutions, inverses.

pub mod factor;
pub mod matrix;

pub use factor::{Factor, Pivots};
pub use matrix::Matrix;
