//! Monte Carlo: one life course, one draw of all designs, batches over threads.

mod application;
mod life;
mod treated;
mod clocks;
mod moves;
mod choice;
mod requests;
mod unrecorded;
mod months;
mod watched;
mod scratch;
mod recorder;
mod following;
mod spells;
mod fork;
mod arrivals;
mod stock;
mod queue;
mod together;
mod walk;
pub mod draw;
pub mod cases;
pub mod published;
pub mod observer;
pub mod run;
