//! `utfall sensitivity FILE`: what decides the answer.

use sim_core::analysis::Drawn;
use sim_core::results::run::Stopped;

use crate::args::Sensitivity;
use crate::commands::again::{Again, shell_word};
use crate::commands::analysed::{self, Analysed, OwnPart, with_common};
use crate::commands::core::{self, SensitivitySettings};
use crate::error::Failure;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::report::text::{Setting, View};
use crate::report::{sensitivity, sensitivity_csv};
use crate::terminal;
use crate::texts::Lang;

/// Makes the comparison, then moves every uncertain number.
///
/// # Errors
///
/// As for a comparison; `Failure::AnalysisStopped` where this analysis was stopped.
pub fn run(asked: &Sensitivity, lang: Lang) -> Result<(), Failure> {
    let interrupt = Interrupt::listen(lang);
    let (mut analysed, drawn) =
        analysed::compared_and(&asked.analysis, lang, &interrupt, |session| {
            Ok(session.drawn())
        })?;
    if analysed.results.run.stopped == Stopped::Finished {
        analyse(asked, (&mut analysed, &drawn), lang, &interrupt)?;
    }
    let setting = Setting {
        lang,
        width: terminal::WIDTH,
        file: shell_word(&analysed.name),
        command: command(asked, &analysed, lang),
    };
    let bar_command = |address: &str, value: f64, draws: u64| {
        Again::of("compare")
            .word(&analysed.name)
            .flag("set", format_args!("{address}={value}"))
            .draws(draws, analysed.settings.seed)
            .designs(&analysed.settings.designs)
            .line(lang)
    };
    let own = OwnPart {
        text: sensitivity::write(&View::new(&analysed.results, &setting), &bar_command),
        csv: sensitivity_csv::write(&analysed.results)?,
    };
    analysed::put_out_with(&asked.analysis, &analysed, &own, lang)?;
    let found = analysed.results.sensitivity.as_ref();
    match found.is_some_and(|found| found.effort.stopped == Stopped::Interrupted) {
        true => Err(Failure::AnalysisStopped),
        false => Ok(()),
    }
}

fn analyse(
    asked: &Sensitivity,
    (analysed, drawn): (&mut Analysed, &Drawn),
    lang: Lang,
    interrupt: &Interrupt,
) -> Result<(), Failure> {
    let perspective = asked.analysis.perspective.into();
    let usual = SensitivitySettings::usual(perspective, analysed.settings.threads);
    let settings = SensitivitySettings {
        draws_each: asked.draws_each.unwrap_or(usual.draws_each),
        ..usual
    };
    let progress = Progress::start(lang, (0, 0), asked.analysis.quiet);
    let compared = (&analysed.settings, &analysed.results, drawn);
    let found = core::sensitivity(&analysed.read, compared, &settings, &|made, of| {
        progress.of(of);
        progress.finished(made);
        !interrupt.asked()
    });
    progress.clear();
    analysed.results.hold_sensitivity(found?);
    Ok(())
}

/// Returns the line that gives the same answer again.
fn command(asked: &Sensitivity, analysed: &Analysed, lang: Lang) -> String {
    let line = Again::of("sensitivity").word(&analysed.name);
    with_common(line, &asked.analysis, analysed)
        .flag_if("draws-each", asked.draws_each)
        .line(lang)
}
