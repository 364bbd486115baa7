//! Shows an answer in the form asked for, on the screen or in a file.

use std::path::Path;

use sim_core::results::Results;
use sim_core::results::draw_table::DrawTable;

use crate::args::Format;
use crate::commands::again::{Again, shell_word};
use crate::commands::forms::{self, Wanted};
use crate::commands::put_out::put_out;
use crate::error::Failure;
use crate::report::text::Setting;
use crate::report::{csv, json, text};
use crate::terminal;
use crate::texts::Lang;

/// What is asked for, and what the answer's last lines say about it.
pub struct Shown<'a> {
    /// The form.
    pub format: Format,
    /// The file; the screen where none.
    pub out: Option<&'a Path>,
    /// The language.
    pub lang: Lang,
    /// The scenario, as typed.
    pub name: &'a str,
    /// Whether the designs were asked for by name.
    pub designs_are_chosen: bool,
    /// The report, where one is asked for.
    pub report: Option<&'a Wanted>,
    /// The draws, where the report is to show them.
    pub table: Option<DrawTable>,
}

/// Shows an answer.
///
/// # Errors
///
/// Where it cannot be written.
pub fn show(asked: &Shown<'_>, results: &Results) -> Result<(), Failure> {
    let lang = asked.lang;
    let setting = Setting {
        lang,
        width: terminal::WIDTH,
        file: shell_word(asked.name),
        command: command(asked, results),
    };
    if let Some(wanted) = asked.report {
        forms::write(wanted, asked.table.as_ref(), results, &setting)?;
        if wanted.is_all {
            return Ok(());
        }
    }
    let text = match asked.format {
        Format::Text => text::write(results, &setting),
        Format::Json => json::write(results)?,
        Format::Csv => csv::write(results)?,
    };
    put_out(&text, asked.format, asked.out, lang)
}

/// Returns the line that gives the same answer again.
fn command(asked: &Shown<'_>, results: &Results) -> String {
    let run = &results.run;
    let mut line = Again::of("compare")
        .word(asked.name)
        .draws(run.draws, run.seed);
    for fixed in &run.fixed {
        line = line.flag("set", format_args!("{}={}", fixed.address, fixed.value));
    }
    let ids = results.comparisons.iter().map(|one| one.design.as_str());
    let chosen: Vec<&str> = ids.filter(|_| asked.designs_are_chosen).collect();
    line.designs(&chosen).line(asked.lang)
}
