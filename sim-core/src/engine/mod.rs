//! Monte Carlo: one life course, one draw of all designs, batches over threads.

mod life;
mod clocks;
mod moves;
mod choice;
mod requests;
mod unrecorded;
mod months;
mod watched;
mod recorder;
mod following;
mod spells;
mod fork;
mod arrivals;
mod queue;
pub mod draw;
pub mod published;
pub mod observer;
pub mod run;
