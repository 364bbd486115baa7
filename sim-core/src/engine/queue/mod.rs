//! One way of working where something is limited: households wait for each other.
//!
//! Between two requests a household lives as fast as anywhere else; only requests, releases and
//! what happens to those in a queue are put in the order of time.

mod moments;
mod line;
mod observed;
mod clockwork;
mod incoming;
mod way;

pub(crate) use line::{Line, Position};
pub(crate) use moments::{Moments, What};
pub(crate) use observed::Observed;
pub(crate) use way::{Left, known_at_start, live_way};
