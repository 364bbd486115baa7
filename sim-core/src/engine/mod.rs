//! Monte Carlo: addressed randomness, hazards, one life course, one draw of all designs, batches over threads.

pub mod luck;
pub mod world;
pub mod draw;
pub mod observer;
pub mod run;
