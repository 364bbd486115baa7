//! `utfall pilot FILE`: what a pilot with two arms can show, and whether it pays.

use sim_core::analysis::PilotSettings;
use sim_core::results::Results;
use sim_core::results::run::Stopped;

use crate::args::Pilot;
use crate::commands::analysed::{OwnPart, compared_with, put_out_with};
use crate::commands::core::{Session, TODAY};
use crate::commands::scenario::Read;
use crate::error::Failure;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::report::{information_csv, piloted};
use crate::terminal;
use crate::texts::Lang;

/// Compares the designs, simulates the pilot many times and shows what it brings.
///
/// # Errors
///
/// As for a comparison; `Failure::NotPiloted` where no pilot can be simulated.
pub fn run(asked: &Pilot, lang: Lang) -> Result<(), Failure> {
    let interrupt = Interrupt::listen(lang);
    let analysed = compared_with(
        &asked.analysis,
        lang,
        &interrupt,
        |session, read, results| piloted(asked, lang, &interrupt, (session, read, results)),
    )?;
    let own = OwnPart {
        text: piloted::text(&analysed.results, lang, terminal::WIDTH),
        csv: information_csv::write(&analysed.results)?,
    };
    put_out_with(&asked.analysis, &analysed, &own, lang)
}

fn piloted(
    asked: &Pilot,
    lang: Lang,
    interrupt: &Interrupt,
    (session, read, results): (&Session<'_>, &Read, &mut Results),
) -> Result<(), Failure> {
    let settings = settings(asked, read, results)?;
    let progress = Progress::start(lang, (0, session.draws()), asked.analysis.quiet);
    let found = session.pilot(&settings, &|finished| {
        progress.finished(finished);
        !interrupt.asked()
    });
    progress.clear();
    let found = found?;
    if found.draws < results.run.draws {
        results.run.stopped = Stopped::Interrupted;
    }
    results.pilot = Some(found);
    Ok(())
}

fn settings(asked: &Pilot, read: &Read, results: &Results) -> Result<PilotSettings, Failure> {
    let known: Vec<String> = results
        .comparisons
        .iter()
        .map(|comparison| comparison.design.clone())
        .collect();
    let id = match &asked.design {
        Some(id) => id.trim().to_owned(),
        None => known.first().cloned().unwrap_or_default(),
    };
    let position = read.plan.ways.iter().position(|way| *way.id == *id);
    let position = position.filter(|_| id != TODAY && known.contains(&id));
    let Some(design) = position else {
        return Err(Failure::UnknownDesign { id, known });
    };
    Ok(PilotSettings {
        design,
        arms: asked.arms,
        months: asked.months,
        allocation: asked.allocation.into(),
        contamination_share: asked.contamination.unwrap_or(0.0),
        drop_out_share: asked.drop_out.unwrap_or(0.0),
        cost_sek: asked.cost_sek.unwrap_or(0.0),
        cost_sek_per_household: asked.cost_sek_per_household.unwrap_or(0.0),
        outcome: asked.outcome.into(),
        perspective: asked.analysis.perspective.into(),
        threads: asked.analysis.luck.threads(),
    })
}
