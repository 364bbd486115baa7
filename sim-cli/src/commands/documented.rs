//! The documented figures of a scenario, held against the model for a report.

use sim_core::results::Results;
use sim_core::results::run::Stopped;

use crate::commands::core;
use crate::commands::forms::Wanted;
use crate::commands::scenario::Read;
use crate::error::Failure;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::texts::Lang;

/// Most draws: the error of a position is then about one hundredth, at a quarter of the time of a
/// comparison.
const MOST_DRAWS: u64 = 500;

/// Puts in the results how documented figures lie, where a report shows them and the scenario has
/// some: in the first draws of the comparison, with its seed.
///
/// # Errors
///
/// What stops a comparison. Where somebody stops it the results stay without it.
pub fn add_backtest(
    results: &mut Results,
    (read, threads): (&Read, Option<usize>),
    report: Option<&Wanted>,
    (interrupt, lang, quiet): (&Interrupt, Lang, bool),
) -> Result<(), Failure> {
    let is_wanted = report.is_some_and(Wanted::shows_backtest);
    let is_stopped = results.run.stopped == Stopped::Interrupted;
    if !is_wanted || is_stopped || read.scenario.documented.is_empty() {
        return Ok(());
    }
    let settings = core::BacktestSettings {
        draws: results.run.draws.min(MOST_DRAWS),
        seed: results.run.seed,
        threads,
    };
    let progress = Progress::start(lang, (0, settings.draws), quiet);
    let found = core::backtest(read, settings, &|finished| {
        progress.finished(finished);
        !interrupt.asked()
    });
    progress.clear();
    match (found, interrupt.asked()) {
        (_, true) => Ok(()),
        (found, false) => {
            results.backtest = Some(found?);
            Ok(())
        }
    }
}
