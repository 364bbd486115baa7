//! A municipality's records, from bytes to rows without identifiers.

mod problem;
mod columns;
mod reading;
mod names;
mod template;

pub use problem::{Field, RecordsProblem};
pub use reading::{ReadRecords, Rows, read};
pub use template::{Template, template};
