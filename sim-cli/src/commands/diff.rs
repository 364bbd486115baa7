//! `utfall diff FILE DESIGN DESIGN`: what differs, and what each difference does to the answer.

use sim_core::results::run::Stopped;

use crate::args::{DEFAULT_DRAWS, Diff, Format};
use crate::commands::again::Again;
use crate::commands::put_out::put_out;
use crate::commands::{core, scenario};
use crate::error::Failure;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::report::{diff, diff_csv, json};
use crate::terminal;
use crate::texts::Lang;

/// Shows what differs and how the answer moves lever by lever.
///
/// # Errors
///
/// Where the scenario has errors or no such design, the run was stopped, or the answer cannot be
/// written.
pub fn run(asked: &Diff, lang: Lang) -> Result<(), Failure> {
    let name = asked.file.to_string_lossy().into_owned();
    let read = scenario::read(&name, lang)?;
    let settings = core::DiffSettings {
        from: asked.from.clone(),
        to: asked.to.clone(),
        draws: asked.draws.unwrap_or(DEFAULT_DRAWS),
        seed: asked.luck.seed(),
        threads: asked.luck.threads(),
        in_every_order: !asked.in_order,
    };
    let interrupt = Interrupt::listen(lang);
    let progress = Progress::start(lang, (0, settings.draws), asked.quiet);
    let found = core::diff(&read, &settings, &|finished| {
        progress.finished(finished);
        !interrupt.asked()
    });
    progress.clear();
    let found = found?;
    let text = match asked.output.format {
        Format::Text => {
            let setting = diff::Setting {
                lang,
                width: terminal::WIDTH,
                command: command(asked, &name, &settings, lang),
                in_every_order: settings.in_every_order,
            };
            diff::write(&found, &read.scenario, &setting).unwrap_or_default()
        }
        Format::Json => json::write_any(&found)?,
        Format::Csv => diff_csv::write(&found)?,
    };
    put_out(
        &text,
        asked.output.format,
        asked.output.out.as_deref(),
        lang,
    )?;
    match found.run.stopped {
        Stopped::Interrupted => Err(Failure::StoppedWithAnswer {
            draws: found.run.draws,
            asked: found.run.draws_asked,
        }),
        _ => Ok(()),
    }
}

/// Returns the line that gives the same answer again.
fn command(asked: &Diff, name: &str, settings: &core::DiffSettings, lang: Lang) -> String {
    Again::of("diff")
        .word(name)
        .word(&settings.from)
        .word(&settings.to)
        .draws(settings.draws, settings.seed)
        .switch("in-order", asked.in_order)
        .line(lang)
}
