//! Which way of working to choose, from the draws of a comparison.

mod options;
mod dominance;
mod rank;
mod price;
mod pareto;
mod ask;

pub use ask::ChoiceSettings;
