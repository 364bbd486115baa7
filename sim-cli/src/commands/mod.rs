//! What the program does: one verb a file.

pub mod core;
pub mod scenario;
pub mod compare;
pub mod verify;
pub mod check;
pub mod explain;
pub mod new;
pub mod schema;
pub mod completions;

mod carry_out;

pub use carry_out::carry_out;
