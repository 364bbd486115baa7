//! `utfall new [FILE]`: a commented scenario to begin with.

use crate::args::New;
use crate::error::Failure;
use crate::texts::{Lang, program};
use crate::{files, terminal};

const STARTER_SV: &str = include_str!("../texts/starter.sv.toml");
const STARTER_EN: &str = include_str!("../texts/starter.en.toml");

/// Writes the starter scenario, or prints it where no file is named.
///
/// # Errors
///
/// `Failure::FileExists` where the file is there already and `--force` is not given.
pub fn run(asked: &New, lang: Lang) -> Result<(), Failure> {
    let text = lang.pick(STARTER_SV, STARTER_EN).as_bytes();
    let Some(path) = &asked.path else {
        return terminal::print_exactly(text);
    };
    match asked.force {
        true => files::write_whole(path, text)?,
        false => files::write_new(path, text)?,
    }
    terminal::complain(&program::starter_written(lang, &path.display().to_string()));
    Ok(())
}
