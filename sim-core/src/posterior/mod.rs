//! What is known of some numbers once figures are in: importance sampling that adapts and survives several modes.
//!
//! The numbers are on a scale on which their prior is standard normal and independent. The room knows
//! nothing of households: a likelihood is asked for, batch by batch.

pub mod weights;
pub mod mixture;
mod clusters;
pub mod explorer;
pub mod regions;

pub use explorer::{Explorer, Stage};
pub use regions::{Region, regions};
pub use weights::Weights;
