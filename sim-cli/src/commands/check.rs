//! `utfall check FILE...`: says what is wrong, without running anything.

use crate::args::Check;
use crate::commands::{core, scenario};
use crate::error::Failure;
use crate::texts::{Lang, program};
use crate::{report, terminal};

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
            Ok(read) => {
                let implied = report::implied::text(&core::implied_effects(&read.plan), lang);
                terminal::print(&format!("{}\n{implied}", program::no_errors(lang, &name)))?;
            }
            Err(failure) => outcome = Err(failure),
        }
    }
    outcome
}
