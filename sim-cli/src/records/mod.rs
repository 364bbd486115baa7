//! A municipality's records, from bytes to rows without identifiers.

mod problem;
mod columns;
mod reading;
mod names;

pub use problem::{Field, RecordsProblem};
pub use reading::{ReadRecords, Rows, read};
