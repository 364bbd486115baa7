//! `utfall choose FILE`: which way of working, and which numbers within a budget.

use std::time::Instant;

use sim_core::analysis::ChoiceSettings;
use sim_core::results::run::Stopped;

use crate::args::{Choose, DEFAULT_DRAWS, DEFAULT_MOST_PER_HOUSEHOLD};
use crate::commands::again::Again;
use crate::commands::analysed::{Analysed, OwnPart, compared_and, put_out_with, with_common};
use crate::commands::breakeven::{cannot, typed_again};
use crate::commands::core;
use crate::error::Failure;
use crate::interrupt::Interrupt;
use crate::number::Numbers;
use crate::progress::Progress;
use crate::report::{choice, choice_csv};
use crate::terminal;
use crate::texts::{Lang, choice as say};

/// Draws of a search that are expected beside the final ones: for the bar.
const ABOUT_SEARCHED: u64 = 50_000;

/// Ranks the ways of working, and searches for better numbers where that is asked for.
///
/// # Errors
///
/// As for a comparison, and where a number cannot be moved.
pub fn run(asked: &Choose, lang: Lang) -> Result<(), Failure> {
    let interrupt = Interrupt::listen(lang);
    let own = &asked.analysis;
    let settings = ChoiceSettings {
        perspective: own.perspective.into(),
        most_sek_per_household: asked
            .most_per_household
            .unwrap_or(DEFAULT_MOST_PER_HOUSEHOLD),
    };
    let (mut analysed, mut found) =
        compared_and(own, lang, &interrupt, |session| session.choice(settings))?;
    let is_stopped = analysed.results.run.stopped == Stopped::Interrupted;
    if !asked.search.is_empty() && !is_stopped {
        found.search = Some(searched(asked, &analysed, (lang, &interrupt))?);
    }
    let searched = found.search.as_ref();
    let draws_made = searched.map_or(0, |search| search.draws_made);
    let search_stopped = searched.is_some_and(|search| search.stopped == Stopped::Interrupted);
    analysed.results.choice = Some(found);
    let again = command(asked, &analysed, lang);
    let results = &analysed.results;
    let mut text = choice::write(results, (lang, terminal::WIDTH), &again);
    if is_stopped && !asked.search.is_empty() {
        text = format!("{text}\n{}\n", say::search_not_begun(lang));
    }
    let part = OwnPart {
        text,
        csv: match &results.choice {
            Some(found) => choice_csv::write(found)?,
            None => String::new(),
        },
    };
    put_out_with(own, &analysed, &part, lang)?;
    match search_stopped {
        true => Err(Failure::StoppedWithAnswer {
            draws: draws_made,
            asked: ABOUT_SEARCHED.max(draws_made + 1),
        }),
        false => Ok(()),
    }
}

fn searched(
    asked: &Choose,
    analysed: &Analysed,
    (lang, interrupt): (Lang, &Interrupt),
) -> Result<sim_core::results::choice::Search, Failure> {
    let own = &asked.analysis;
    let settings = core::SearchSettings {
        levers: asked.search.clone(),
        budget_sek: asked.budget_sek,
        perspective: own.perspective.into(),
        designs: analysed.settings.designs.clone(),
        draws: own.draws.unwrap_or(DEFAULT_DRAWS),
        seed: own.luck.seed(),
        threads: own.luck.threads(),
    };
    let end = ABOUT_SEARCHED + 6 * settings.draws;
    let progress = Progress::start(lang, (0, end), own.quiet);
    let start = Instant::now();
    let found = core::search(&analysed.read, &settings, &|finished| {
        progress.finished(finished.min(end));
        !interrupt.asked()
    });
    progress.clear();
    let found = found.map_err(|not| cannot(not, analysed, lang))?;
    if !own.quiet {
        // Not in the results: they are the same bytes however long it took.
        let seconds = Numbers::new(lang).significant(start.elapsed().as_secs_f64(), 2);
        terminal::complain(&say::search_took(lang, &seconds));
    }
    Ok(found)
}

/// Returns the line that gives the same answer again.
fn command(asked: &Choose, analysed: &Analysed, lang: Lang) -> String {
    let levers: Vec<String> = asked.search.iter().map(typed_again).collect();
    let line = Again::of("choose")
        .word(&analysed.name)
        .flag_if("most-per-household", asked.most_per_household)
        .flag_if("search", (!levers.is_empty()).then(|| levers.join(",")))
        .flag_if("budget-sek", asked.budget_sek);
    with_common(line, &asked.analysis, analysed).line(lang)
}
