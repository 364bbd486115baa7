#![doc = include_str!("../ARCHITECTURE.md")]

// The order of this list is the order of reading, of data and of imports: a
// module uses only modules above it (tests/integration/layers.rs).
mod tables;
pub mod math;
pub mod linear;
pub mod luck;
pub mod posterior;
pub mod units;
pub mod survival;
pub mod diagnostic;
pub mod tree;
pub mod scenario;
pub mod records;
pub mod read;
pub mod compile;
pub mod tally;
pub mod model;
pub mod engine;
pub mod exact;
pub mod ledger;
pub mod results;
pub mod analysis;
