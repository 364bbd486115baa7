//! The best values of a design's levers within bounds and a budget.

mod space;
mod tried;
mod race;
mod ask;

pub use ask::{NotSearched, SearchSettings, search};
