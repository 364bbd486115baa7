//! Monte Carlo: hazards, one life course, one draw of all designs, batches over threads.

pub mod draw;
pub mod observer;
pub mod run;
