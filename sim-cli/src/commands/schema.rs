//! `utfall schema`: the JSON Schema of the scenario file, or of the results.

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
    let schema = if asked.results {
        core::results_schema()
    } else {
        core::schema()
    };
    let mut text = format!("{schema:#}");
    text.push('\n');
    match &asked.out {
        Some(path) => files::write_whole(path, text.as_bytes()),
        None => terminal::print_exactly(text.as_bytes()),
    }
}
