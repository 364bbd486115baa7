//! `utfall schema`: the JSON Schema of the scenario file, or of the results.

use crate::args::Schema;
use crate::commands::core;
use crate::error::Failure;
use crate::report::reference;
use crate::{files, terminal};

/// Prints the schema, or writes it to a file.
///
/// # Errors
///
/// Where it cannot be written.
pub fn run(asked: &Schema) -> Result<(), Failure> {
    let text = match (asked.reference, asked.results) {
        (true, _) => reference::markdown(&core::reference()),
        (_, true) => format!("{:#}\n", core::results_schema()),
        (_, false) => format!("{:#}\n", core::schema()),
    };
    match &asked.out {
        Some(path) => files::write_whole(path, text.as_bytes()),
        None => terminal::print_exactly(text.as_bytes()),
    }
}
