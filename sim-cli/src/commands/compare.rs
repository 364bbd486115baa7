//! `utfall compare FILE`: every design against today.

use sim_core::results::Results;
use sim_core::results::run::Stopped;

use crate::args::{Compare, Format, Method};
use crate::commands::core::Settings;
use crate::commands::{core, scenario};
use crate::error::Failure;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::report::text::Setting;
use crate::report::{csv, expected, json, text};
use crate::texts::{Lang, program, usage};
use crate::{diagnostics, files, terminal};

/// Runs the draws and shows the answer.
///
/// # Errors
///
/// Where the scenario has errors, the answer cannot be written, or the run was stopped.
pub fn run(asked: &Compare, lang: Lang) -> Result<(), Failure> {
    let name = asked.file.to_string_lossy().into_owned();
    let read = scenario::read(&name, lang)?;
    let settings = settings(asked, &read.scenario)?;
    if asked.method == Method::Exact {
        return run_exact(asked, lang, &read, &settings);
    }
    let interrupt = Interrupt::listen(lang);
    let progress = Progress::start(lang, asked.draws, asked.quiet);
    let outcome = core::compare(&read.plan, &read.scenario, &settings, &|finished| {
        progress.finished(finished);
        !interrupt.asked()
    });
    progress.clear();
    let (results, found) = outcome?;
    terminal::complain(&diagnostics::show(lang, &name, &read.texts, &found));
    if diagnostics::stop_the_run(&found) {
        return Err(Failure::Scenario);
    }
    show(asked, lang, &name, &results)?;
    match results.run.stopped {
        Stopped::Finished => Ok(()),
        Stopped::Interrupted => Err(Failure::StoppedWithAnswer {
            draws: results.run.draws,
            asked: results.run.draws_asked,
        }),
    }
}

/// Works out expected values and shows them.
fn run_exact(
    asked: &Compare,
    lang: Lang,
    read: &scenario::Read,
    settings: &Settings,
) -> Result<(), Failure> {
    let found = core::expected(&read.plan, &read.scenario, &settings.designs)?;
    let text = match asked.format {
        Format::Text => expected::write(&found, lang, terminal::WIDTH),
        Format::Json => json::write_expected(&found)?,
        Format::Csv => return Err(Failure::Usage(usage::no_csv_of_expected(lang))),
    };
    hand_over(asked, lang, &text)
}

fn settings(asked: &Compare, scenario: &sim_core::scenario::Scenario) -> Result<Settings, Failure> {
    let known: Vec<String> = scenario
        .design
        .ids()
        .filter(|id| *id != core::TODAY)
        .map(str::to_owned)
        .collect();
    if known.is_empty() {
        return Err(Failure::NothingToCompare);
    }
    let mut designs: Vec<String> = Vec::new();
    for id in asked
        .designs
        .iter()
        .map(|id| id.trim())
        .filter(|id| !id.is_empty())
    {
        if !known.iter().any(|one| one == id) {
            return Err(Failure::UnknownDesign {
                id: id.to_owned(),
                known,
            });
        }
        if !designs.iter().any(|one| one == id) {
            designs.push(id.to_owned());
        }
    }
    Ok(Settings {
        draws: asked.draws,
        seed: asked.seed,
        threads: asked.threads.map(usize::from),
        designs,
    })
}

fn show(asked: &Compare, lang: Lang, name: &str, results: &Results) -> Result<(), Failure> {
    let text = match asked.format {
        Format::Text => text::write(
            results,
            &Setting {
                lang,
                width: terminal::WIDTH,
                file: shell_word(name),
                command: command(asked, lang, name, results),
            },
        ),
        Format::Json => json::write(results)?,
        Format::Csv => csv::write(results)?,
    };
    hand_over(asked, lang, &text)
}

/// Writes the answer to the file asked for, or to the screen.
fn hand_over(asked: &Compare, lang: Lang, text: &str) -> Result<(), Failure> {
    match &asked.out {
        Some(path) => {
            files::write_whole(path, text.as_bytes())?;
            terminal::complain(&program::written(lang, &path.display().to_string()));
            Ok(())
        }
        None => match asked.format {
            Format::Text => terminal::print(text),
            Format::Json | Format::Csv => terminal::print_exactly(text.as_bytes()),
        },
    }
}

/// Returns the line that gives the same answer again.
fn command(asked: &Compare, lang: Lang, name: &str, results: &Results) -> String {
    let mut line = format!("utfall compare {}", shell_word(name));
    line = format!(
        "{line} --draws {} --seed {}",
        results.run.draws, results.run.seed
    );
    if !asked.designs.is_empty() {
        let ids: Vec<&str> = results
            .comparisons
            .iter()
            .map(|one| one.design.as_str())
            .collect();
        line = format!("{line} --designs {}", ids.join(","));
    }
    match lang {
        Lang::Sv => line,
        Lang::En => format!("{line} --lang en"),
    }
}

/// Returns a file name as it must be typed.
fn shell_word(name: &str) -> String {
    match name.contains([' ', '&', '(', ')', '\'']) {
        true => format!("\"{name}\""),
        false => name.to_owned(),
    }
}
