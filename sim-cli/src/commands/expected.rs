//! `utfall compare FILE --method exact`: expected values, without chance.

use crate::args::{Compare, Format};
use crate::commands::put_out::put_out;
use crate::commands::{core, scenario};
use crate::error::Failure;
use crate::report::{expected, json};
use crate::terminal;
use crate::texts::{Lang, paper, usage};

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
    put_out(&text, asked.format, asked.out.as_deref(), lang)
}
