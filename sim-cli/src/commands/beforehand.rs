//! What can be known about files before anything is worked out.

use crate::args::Files;
use crate::error::Failure;
use crate::files;
use crate::texts::{Lang, usage};

/// Says that what is to be written would be lost, or that something else would be.
///
/// # Errors
///
/// `Failure::Usage` where a file is to be written over one that is read, or two over each other;
/// `Failure::Output` where one cannot be written where it is to go.
pub fn look_at(files: &Files<'_>, lang: Lang) -> Result<(), Failure> {
    for (at, path) in files.written.iter().enumerate() {
        let mut others = files.read.iter().chain(&files.written[..at]);
        if others.any(|other| files::is_same(path, other)) {
            let path = path.display().to_string();
            return Err(Failure::Usage(usage::overwritten(lang, &path)));
        }
    }
    files
        .written
        .iter()
        .try_for_each(|path| files::has_a_place(path))
}
