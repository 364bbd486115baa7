//! `utfall check FILE...`: says what is wrong, without running anything.

use crate::args::Check;
use crate::commands::scenario;
use crate::error::Failure;
use crate::terminal;
use crate::texts::{Lang, program};

/// Checks every file, also after one with errors.
///
/// # Errors
///
/// `Failure::Scenario` where any has errors.
pub fn run(asked: &Check, lang: Lang) -> Result<(), Failure> {
    let mut outcome = Ok(());
    for file in &asked.files {
        let name = file.to_string_lossy();
        match scenario::read(&name, lang) {
            Ok(_) => terminal::print(&(program::no_errors(lang, &name) + "\n"))?,
            Err(failure) => outcome = Err(failure),
        }
    }
    outcome
}
