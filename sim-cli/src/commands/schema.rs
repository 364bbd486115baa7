//! `utfall schema`: the JSON Schema of the scenario file, or of an answer.

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
    let schema = |schema: serde_json::Value| format!("{schema:#}\n");
    let text = match asked {
        asked if asked.reference => reference::markdown(&core::reference()),
        asked if asked.results => schema(core::results_schema()),
        asked if asked.diff => schema(core::diff_schema()),
        asked if asked.follow_up => schema(core::follow_up_schema()),
        asked if asked.calibration => schema(core::calibration_schema()),
        _ => schema(core::schema()),
    };
    match &asked.out {
        Some(path) => files::write_whole(path, text.as_bytes()),
        None => terminal::print_exactly(text.as_bytes()),
    }
}
