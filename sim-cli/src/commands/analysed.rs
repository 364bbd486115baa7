//! What all analyses do: the comparison they are about first, then their own part of the results.

use sim_core::results::Results;
use sim_core::results::run::Stopped;

use crate::args::{Analysis, Compare, DEFAULT_DRAWS, Format, RunAsked};
use crate::commands::again::Again;
use crate::commands::core::{self, Session, Settings};
use crate::commands::forms::Wanted;
use crate::commands::put_out::put_out;
use crate::commands::scenario::Read;
use crate::commands::show::{Shown, show};
use crate::commands::{compare, report, scenario};
use crate::error::Failure;
use crate::interrupt::Interrupt;
use crate::progress::Progress;
use crate::report::json;
use crate::texts::Lang;
use crate::{diagnostics, terminal};

/// A scenario, and the comparison an analysis is about.
pub struct Analysed {
    /// The scenario, as typed.
    pub name: String,
    /// The scenario.
    pub read: Read,
    /// How the comparison was run.
    pub settings: Settings,
    /// The comparison; the analysis puts its part in.
    pub results: Results,
}

/// Reads the scenario and makes the comparison that an analysis is about.
///
/// # Errors
///
/// As for a comparison; a run that was stopped is no ground for an analysis.
pub fn compared(asked: &Analysis, lang: Lang, interrupt: &Interrupt) -> Result<Analysed, Failure> {
    Ok(compared_and(asked, lang, interrupt, |_| Ok(()))?.0)
}

/// As [`compared`], with what a further question makes of the same draws.
///
/// # Errors
///
/// As [`compared`], and what the question says.
pub fn compared_and<T>(
    asked: &Analysis,
    lang: Lang,
    interrupt: &Interrupt,
    further: impl FnOnce(&Session<'_>) -> Result<T, Failure>,
) -> Result<(Analysed, T), Failure> {
    let as_compared = comparison(asked);
    let report = asked.report.as_deref().map(Wanted::beside);
    if let Some(wanted) = &report {
        report::can_be_written(wanted, lang)?;
    }
    let name = asked.file.to_string_lossy().into_owned();
    let read = scenario::read(&name, lang)?;
    let settings = Settings {
        goal: sim_core::analysis::Goal::of_draws(asked.draws.unwrap_or(DEFAULT_DRAWS)),
        seed: asked.luck.seed(),
        threads: asked.luck.threads(),
        designs: compare::designs(&as_compared, &read.scenario)?,
        shard: None,
    };
    let prepared = core::prepare(&read, &settings);
    let mut session = Session::new(&read, &prepared, &settings);
    if report.as_ref().is_some_and(Wanted::needs_parts) {
        session = session.with_parts();
    }
    let progress = Progress::start(lang, (0, settings.goal.draws), asked.quiet);
    let made = session.make(
        &|finished| {
            progress.finished(finished);
            !interrupt.asked()
        },
        &mut |_| Ok(()),
    );
    progress.clear();
    made?;
    let (results, found) = session.answer()?;
    let further = further(&session)?;
    drop(session);
    terminal::complain(&diagnostics::show(lang, &name, &read.texts, &found));
    if diagnostics::stop_the_run(&found) {
        return Err(Failure::Scenario);
    }
    let analysed = Analysed {
        name,
        read,
        settings,
        results,
    };
    Ok((analysed, further))
}

/// The own part of an analysis in the two forms that show nothing else.
pub struct OwnPart {
    /// As text for people.
    pub text: String,
    /// As rows.
    pub csv: String,
}

/// Puts out the results with the analysis in them: its own text or rows, or the whole as JSON; and
/// the report where one is asked for.
///
/// # Errors
///
/// Where they cannot be written; `Failure::StoppedWithAnswer` where the comparison was stopped.
pub fn put_out_with(
    asked: &Analysis,
    analysed: &Analysed,
    own: &OwnPart,
    lang: Lang,
) -> Result<(), Failure> {
    let results = &analysed.results;
    if let Some(path) = &asked.report {
        let wanted = Wanted {
            is_all: true,
            ..Wanted::beside(path)
        };
        let shown = Shown {
            format: asked.output.format,
            out: None,
            lang,
            name: &analysed.name,
            designs_are_chosen: !analysed.settings.designs.is_empty(),
            report: Some(&wanted),
            table: None,
        };
        show(&shown, results)?;
    }
    let format = asked.output.format;
    let out = asked.output.out.as_deref();
    match format {
        Format::Text => put_out(&own.text, format, out, lang)?,
        Format::Csv => put_out(&own.csv, format, out, lang)?,
        Format::Json => put_out(&json::write(results)?, format, out, lang)?,
    }
    match results.run.stopped {
        Stopped::Interrupted => Err(Failure::StoppedWithAnswer {
            draws: results.run.draws,
            asked: results.run.draws_asked,
        }),
        _ => Ok(()),
    }
}

/// Returns the comparison that an analysis is about.
fn comparison(asked: &Analysis) -> Compare {
    let run = RunAsked {
        draws: asked.draws,
        luck: asked.luck.clone(),
        designs: asked.designs.clone(),
    };
    Compare {
        format: asked.output.format,
        out: asked.output.out.clone(),
        ..Compare::of(&asked.file, run, asked.quiet)
    }
}

/// Returns a line with the flags that every analysis has.
pub fn with_common(line: Again, asked: &Analysis, analysed: &Analysed) -> Again {
    let run = &analysed.results.run;
    line.draws(run.draws, run.seed)
        .designs(&analysed.settings.designs)
        .seen_by(asked.perspective.into())
}
