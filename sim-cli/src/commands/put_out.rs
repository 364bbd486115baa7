//! Puts an answer out: on the screen, or in a file that is there whole or not at all.

use std::path::Path;

use crate::args::{Format, TableFormat};
use crate::error::Failure;
use crate::texts::{Lang, program};
use crate::{files, terminal};

/// Who an answer is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    /// People, who see ordinary spaces where none may break.
    People,
    /// Programs, which read every byte.
    Programs,
}

impl From<Format> for For {
    fn from(format: Format) -> Self {
        match format {
            Format::Text => Self::People,
            Format::Json | Format::Csv => Self::Programs,
        }
    }
}

impl From<TableFormat> for For {
    fn from(format: TableFormat) -> Self {
        match format {
            TableFormat::Text => Self::People,
            TableFormat::Json | TableFormat::Csv | TableFormat::Markdown => Self::Programs,
        }
    }
}

/// Writes an answer into the file asked for, and says so; on the screen where none is.
///
/// # Errors
///
/// `Failure::Screen` or that of the file where it cannot be written.
pub fn put_out(
    text: &str,
    reader: impl Into<For>,
    out: Option<&Path>,
    lang: Lang,
) -> Result<(), Failure> {
    match (out, reader.into()) {
        (Some(path), _) => write_and_say(&[(path, text.as_bytes())], lang),
        (None, For::People) => terminal::print(text),
        (None, For::Programs) => terminal::print_exactly(text.as_bytes()),
    }
}

/// Writes files that belong together, all of them or none, and says so of each.
///
/// # Errors
///
/// `Failure::Output` where one cannot be written.
pub fn write_and_say(files: &[(&Path, &[u8])], lang: Lang) -> Result<(), Failure> {
    files::write_together(files)?;
    for (path, _) in files {
        terminal::complain(&program::written(lang, &path.display().to_string()));
    }
    Ok(())
}
