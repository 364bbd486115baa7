//! The second engine: expected people by month without random numbers.

mod grid;
mod quadrature;
mod asked;
mod lengths;
mod shape;
mod kernel;
mod fit;
mod inflow;
mod takes_on;
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
mod point;
mod spell;
mod stock;
mod solve;
mod given;
pub mod unsupported;
mod solver;
pub mod expect;

pub use asked::{Asked, ExpectedDraw, ExpectedWay, Setting};
pub use expect::expect_at;
pub use unsupported::{Feature, Unsupported};
