//! Texts to scenario: includes, layers, inheritance; JSON Schema and scenario reference.

pub mod texts;
pub mod layers;
pub mod inherit;
pub mod assemble;
pub mod schema;
pub mod facts;
pub mod reference;

pub use assemble::{Reading, read_scenario};
pub use facts::{FactsReading, read_facts};
pub use reference::{KeyDoc, TableDoc, reference};
pub use schema::schema;
pub use texts::DEFAULTS_NAME;
