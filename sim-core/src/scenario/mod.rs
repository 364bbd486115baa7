//! What the author means, in the author's words; every number knows its source.
//!
//! Each table of the file is declared once, here: the declaration gives the type, the
//! reader, the JSON Schema and the scenario reference.

pub mod text;
pub mod distribution;
pub mod number;
pub mod source;
pub mod hazard;
pub mod exits;
pub mod households;
pub mod intervention;
pub mod money;
pub mod staff;
pub mod intake;
pub mod effect;
pub mod design;
pub mod world;
pub mod documented;
pub mod facts;
pub mod file;

pub use file::Scenario;
