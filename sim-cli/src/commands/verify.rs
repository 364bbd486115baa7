//! `utfall verify FILE`: both engines at the same numbers.

use crate::args::Verify;
use crate::commands::{core, scenario};
use crate::error::Failure;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::report::verified;
use crate::terminal;
use crate::texts::Lang;

/// Holds the engines against each other and shows how well they agree.
///
/// # Errors
///
/// Where the scenario has errors or is not covered, the run was stopped, or the engines disagree.
pub fn run(asked: &Verify, lang: Lang) -> Result<(), Failure> {
    let name = asked.file.to_string_lossy().into_owned();
    let read = scenario::read(&name, lang)?;
    let interrupt = Interrupt::listen(lang);
    let progress = Progress::start(lang, (0, asked.cohorts), asked.quiet);
    let settings = core::VerifySettings {
        sets: asked.sets,
        cohorts: asked.cohorts,
        seed: asked.luck.seed(),
        threads: asked.luck.threads(),
    };
    let outcome = core::verify(&read.plan, settings, &|finished| {
        progress.finished(finished);
        !interrupt.asked()
    });
    progress.clear();
    let verified = outcome?;
    terminal::print(&verified::write(&verified, lang, terminal::WIDTH))?;
    if verified.agrees() {
        Ok(())
    } else {
        Err(Failure::EnginesDisagree)
    }
}
