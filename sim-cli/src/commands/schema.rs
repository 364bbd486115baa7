//! `utfall schema`: the JSON Schema of the scenario file.

use crate::args::Schema;
use crate::commands::core;
use crate::error::Failure;
use crate::{files, terminal};

/// Prints the schema, or writes it to a file.
///
/// # Errors
///
/// Where it cannot be written.
pub fn run(asked: &Schema) -> Result<(), Failure> {
    let mut text = format!("{:#}", core::schema());
    text.push('\n');
    match &asked.out {
        Some(path) => files::write_whole(path, text.as_bytes()),
        None => terminal::print_exactly(text.as_bytes()),
    }
}
