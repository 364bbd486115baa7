//! The plan with one draw's numbers in place: what both engines run.

pub mod world;
pub(crate) mod path;
pub(crate) mod course;
pub(crate) mod length;
pub mod purposes;
pub mod levers;
pub(crate) mod opening;
pub(crate) mod pools;
pub(crate) mod parts;
pub(crate) mod ways;
pub(crate) mod inflow;
pub(crate) mod groups;
pub(crate) mod lanes;
pub(crate) mod whole;
pub(crate) mod facts;
pub mod implied;

pub use implied::{ImpliedEffect, implied_effects};
pub use levers::combined_hazard_ratio;
