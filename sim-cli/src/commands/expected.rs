//! `utfall compare FILE --method exact`: expected values, without chance.

use crate::args::{Compare, Format};
use crate::commands::{core, scenario};
use crate::error::Failure;
use crate::report::{expected, json};
use crate::texts::{Lang, paper, program, usage};
use crate::{files, terminal};

/// Works out expected values and shows them.
///
/// # Errors
///
/// Where the exact engine does not cover the scenario, or the answer cannot be written.
pub fn run(
    asked: &Compare,
    lang: Lang,
    read: &scenario::Read,
    designs: &[String],
) -> Result<(), Failure> {
    if asked.report.is_some() {
        return Err(Failure::Usage(paper::no_report_of_expected(lang)));
    }
    let text = match asked.format {
        Format::Csv => return Err(Failure::Usage(usage::no_csv_of_expected(lang))),
        form => {
            let found = core::expected(&read.plan, &read.scenario, designs)?;
            match form {
                Format::Json => json::write_expected(&found)?,
                _ => expected::write(&found, lang, terminal::WIDTH),
            }
        }
    };
    match (&asked.out, asked.format) {
        (Some(path), _) => {
            files::write_whole(path, text.as_bytes())?;
            terminal::complain(&program::written(lang, &path.display().to_string()));
            Ok(())
        }
        (None, Format::Text) => terminal::print(&text),
        (None, _) => terminal::print_exactly(text.as_bytes()),
    }
}
