//! The second engine: expected people by month without random numbers.

mod grid;
mod quadrature;
mod lengths;
mod kernel;
mod fit;
mod inflow;
mod speed;
mod rates;
mod outcome;
mod out;
mod reviews;
mod phase;
mod away;
mod map;
mod cases;
mod stays;
mod exits;
mod carry;
mod cell;
mod moves;
mod carrying;
mod returns;
mod solve;
pub mod unsupported;
pub mod expect;

pub use expect::{Asked, ExpectedDraw, ExpectedWay, Setting, expect_at};
pub use unsupported::{Feature, Unsupported};
