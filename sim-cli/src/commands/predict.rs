//! `utfall predict FILE --register FILE`: a dated prediction that can be held against what comes.

use sim_core::scenario::Scenario;

use crate::args::{DEFAULT_DRAWS, Predict};
use crate::commands::{core, register, scenario};
use crate::error::Failure;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::report::predicted;
use crate::texts::{Lang, predict as say};
use crate::{terminal, today};

/// Adds a prediction to the register and shows it.
///
/// # Errors
///
/// Where the scenario has errors, the register cannot be trusted or written, or the run was stopped.
pub fn run(asked: &Predict, lang: Lang) -> Result<(), Failure> {
    let name = asked.file.to_string_lossy().into_owned();
    let read = scenario::read(&name, lang)?;
    let design = design(asked, lang, &read.scenario)?;
    // What is wrong with the register is better told before the draws are made.
    register::read(&asked.register)?;
    let settings = core::RunSettings {
        draws: asked.draws.unwrap_or(DEFAULT_DRAWS),
        seed: asked.luck.seed(),
        threads: asked.luck.threads(),
    };
    let interrupt = Interrupt::listen(lang);
    let progress = Progress::start(lang, (0, settings.draws), asked.quiet);
    let made = core::predict(&read, &design, today::date(), settings, &|finished| {
        progress.finished(finished);
        !interrupt.asked()
    });
    progress.clear();
    let made = made.map_err(|failure| match failure {
        Failure::StoppedEmpty => Failure::StoppedUnwritten,
        other => other,
    })?;
    let registered = register::add(&asked.register, &made)?;
    let path = asked.register.display().to_string();
    terminal::print(&predicted::write(&registered, &path, lang, terminal::WIDTH))
}

/// Returns the design that is predicted: the one asked for, or the only one besides `today`.
fn design(asked: &Predict, lang: Lang, scenario: &Scenario) -> Result<String, Failure> {
    let known: Vec<String> = scenario.design.ids().map(str::to_owned).collect();
    match &asked.design {
        Some(id) if scenario.design.get(id).is_some() => Ok(id.clone()),
        Some(id) => Err(Failure::UnknownDesign {
            id: id.clone(),
            known,
        }),
        None => {
            let mut others = known.iter().filter(|id| *id != core::TODAY);
            match (others.next(), others.next()) {
                (Some(only), None) => Ok(only.clone()),
                (None, _) => Ok(core::TODAY.to_owned()),
                _ => Err(Failure::Usage(say::which_design(lang, &known))),
            }
        }
    }
}
