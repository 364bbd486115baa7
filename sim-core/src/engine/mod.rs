//! Monte Carlo: hazards, one life course, one draw of all designs, batches over threads.

pub mod world;
mod path;
mod course;
mod length;
pub mod purposes;
mod parts;
pub mod levers;
mod lanes;
mod model;
mod life;
mod clocks;
mod moves;
mod choice;
mod unrecorded;
mod recorder;
mod spells;
mod fork;
mod arrivals;
pub mod draw;
pub mod published;
pub mod implied;
pub mod observer;
pub mod run;

pub use implied::{ImpliedEffect, implied_effects};
pub use levers::combined_hazard_ratio;
