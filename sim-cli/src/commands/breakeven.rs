//! `utfall breakeven FILE --lever NAME`: what a number must be for a design to pay for itself.

use sim_core::analysis::{LeverAsked, NoLever, NotChanged};
use sim_core::results::run::Stopped;

use crate::args::{Breakeven, DEFAULT_DRAWS};
use crate::commands::again::Again;
use crate::commands::analysed::{Analysed, OwnPart, compared, put_out_with, with_common};
use crate::commands::core;
use crate::commands::core::NotMoved;
use crate::error::Failure;
use crate::interrupt::Interrupt;
use crate::number::Numbers;
use crate::progress::Progress;
use crate::report::{break_even, break_even_csv};
use crate::texts::{Lang, break_even as say, choice as say_choice, names};
use crate::{diagnostics, terminal};

/// Values of a curve that are expected to be tried: for the bar.
const ABOUT_VALUES: u64 = 12;

/// Shows at which values of a number a design breaks even.
///
/// # Errors
///
/// As for a comparison, and where the number cannot be moved.
pub fn run(asked: &Breakeven, lang: Lang) -> Result<(), Failure> {
    let levers = levers(asked, lang)?;
    let interrupt = Interrupt::listen(lang);
    let mut analysed = compared(&asked.analysis, lang, &interrupt)?;
    let own = &asked.analysis;
    if analysed.results.run.stopped != Stopped::Interrupted {
        let settings = core::BreakEvenSettings {
            levers,
            perspective: own.perspective.into(),
            designs: analysed.settings.designs.clone(),
            draws: own.draws.unwrap_or(DEFAULT_DRAWS),
            seed: own.luck.seed(),
            threads: own.luck.threads(),
        };
        let end = settings.draws * ABOUT_VALUES;
        let progress = Progress::start(lang, (0, end), own.quiet);
        let found = core::break_even(&analysed.read, &settings, &|finished| {
            progress.finished(finished.min(end));
            !interrupt.asked()
        });
        progress.clear();
        let found = found.map_err(|not| cannot(not, &analysed, lang));
        analysed.results.break_even = match found {
            // Not even one value; the comparison is kept and shown.
            Err(Failure::StoppedEmpty) => None,
            found => Some(found?),
        };
    }
    let results = &analysed.results;
    let again = command(asked, &analysed, lang);
    let part = OwnPart {
        text: break_even::write(results, (lang, terminal::WIDTH), &again),
        csv: match &results.break_even {
            Some(found) => break_even_csv::write(found)?,
            None => String::new(),
        },
    };
    put_out_with(own, &analysed, &part, lang)?;
    match &results.break_even {
        Some(found) if found.stopped == Stopped::Interrupted => Err(Failure::StoppedWithAnswer {
            draws: found.draws * found.values_tried,
            asked: found.draws * ABOUT_VALUES.max(found.values_tried + 1),
        }),
        None => Err(Failure::AnalysisStopped),
        Some(_) => Ok(()),
    }
}

/// Returns the levers with their bounds, wherever on the line these stand.
fn levers(asked: &Breakeven, lang: Lang) -> Result<Vec<LeverAsked>, Failure> {
    let mut levers = asked.lever.clone();
    let ends = (asked.lowest, asked.highest);
    match levers.as_mut_slice() {
        _ if ends == (None, None) => {}
        [one] => {
            one.from = ends.0.or(one.from);
            one.to = ends.1.or(one.to);
        }
        _ => return Err(Failure::Usage(say::bounds_of_two(lang))),
    }
    Ok(levers)
}

/// Returns why a number cannot be moved, in the program's words; what is wrong with the scenario is
/// shown first.
pub fn cannot(not: NotMoved, analysed: &Analysed, lang: Lang) -> Failure {
    let sentence = match not {
        NotMoved::Run(failure) => return failure,
        NotMoved::NoRange(path, true) => say::empty_range(lang, &path),
        NotMoved::NoRange(path, false) => say::no_range(lang, &path),
        NotMoved::HowMany => say::how_many(lang),
        NotMoved::TwoDesigns([one, other]) => say::two_designs(lang, &one, &other),
        NotMoved::NotOfADesign(path) => say_choice::not_of_a_design(lang, &path),
        NotMoved::NotChanged(not) => not_changed(not, analysed, lang),
    };
    Failure::Usage(sentence)
}

fn not_changed(not: NotChanged, analysed: &Analysed, lang: Lang) -> String {
    let figure = |value: f64| Numbers::new(lang).significant(value, 6);
    match not {
        NotChanged::NoLever(NoLever::Unknown { name, did_you_mean }) => match did_you_mean {
            Some(meant) => say::no_lever_but(lang, &name, &meant),
            None => say::no_lever(lang, &name),
        },
        NotChanged::NoLever(NoLever::Several { name, paths }) => {
            say::several_levers(lang, &name, &paths.join(", "))
        }
        NotChanged::Twice(path) => say::twice(lang, &path),
        NotChanged::NotMovable(path) => say::not_movable(lang, &path),
        NotChanged::OutOfRange { path, value, unit } => {
            let allowed = names::allowed_values(lang, unit);
            say::out_of_range(lang, &path, &figure(value), allowed)
        }
        NotChanged::Refused {
            paths,
            values,
            problems,
        } => {
            let texts = &analysed.read.texts;
            terminal::complain(&diagnostics::show(lang, &analysed.name, texts, &problems));
            let pairs = paths.iter().zip(values);
            let pairs = pairs.map(|(path, value)| format!("{path} = {}", figure(value)));
            say::refused(lang, &pairs.collect::<Vec<String>>().join(", "))
        }
    }
}

/// Returns the line that gives the same answer again.
fn command(asked: &Breakeven, analysed: &Analysed, lang: Lang) -> String {
    let mut line = Again::of("breakeven").word(&analysed.name);
    for lever in &asked.lever {
        line = line.flag("lever", typed_again(lever));
    }
    let line = line
        .flag_if("from", asked.lowest)
        .flag_if("to", asked.highest);
    with_common(line, &asked.analysis, analysed).line(lang)
}

/// Returns a lever as it is typed.
pub fn typed_again(lever: &LeverAsked) -> String {
    match (lever.from, lever.to) {
        (Some(from), Some(to)) => format!("{}={from}..{to}", lever.name),
        _ => lever.name.clone(),
    }
}
