//! `utfall pilot FILE`: what a pilot with two arms can show, and whether it pays.

use sim_core::analysis::{NotPiloted, PilotSettings};

use crate::args::Pilot;
use crate::commands::analysed::{OwnPart, compared_and, put_out_with};
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
    let settings = settings(asked);
    let (mut analysed, found) =
        compared_and(&asked.analysis, lang, &interrupt, |session| {
            let progress = Progress::start(lang, (0, session.draws()), asked.analysis.quiet);
            let found = session.pilot(&settings, &|finished| {
                progress.finished(finished);
                !interrupt.asked()
            });
            progress.clear();
            match found {
                // The comparison is kept and shown.
                Err(
                    Failure::NotPiloted(NotPiloted::TooFewDraws { .. }) | Failure::StoppedEmpty,
                ) if interrupt.asked() => Ok(None),
                found => found.map(Some),
            }
        })?;
    let is_whole = found
        .as_ref()
        .is_some_and(|found| found.draws == analysed.results.run.draws);
    analysed.results.pilot = found;
    let own = OwnPart {
        text: piloted::text(&analysed.results, lang, terminal::WIDTH),
        csv: information_csv::write(&analysed.results)?,
    };
    put_out_with(&asked.analysis, &analysed, &own, lang)?;
    match is_whole {
        true => Ok(()),
        false => Err(Failure::AnalysisStopped),
    }
}

fn settings(asked: &Pilot) -> PilotSettings {
    PilotSettings {
        design: asked.design.as_ref().map(|id| id.trim().to_owned()),
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
    }
}
