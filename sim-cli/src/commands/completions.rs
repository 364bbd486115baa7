//! `utfall completions SHELL`: what a shell needs to fill in the line.

use crate::args::{Completions, command};
use crate::error::Failure;
use crate::terminal;
use crate::texts::Lang;

/// Prints the completions.
///
/// # Errors
///
/// Where they cannot be printed.
pub fn run(asked: &Completions, lang: Lang) -> Result<(), Failure> {
    let mut text = Vec::new();
    clap_complete::generate(asked.shell, &mut command(lang), "utfall", &mut text);
    terminal::print_exactly(&text)
}
