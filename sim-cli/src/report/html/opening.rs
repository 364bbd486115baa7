//! What stands before the parts: title, place, months, question, and the list of parts.

use maud::{Markup, html};
use sim_core::results::run::Stopped;

use crate::report::html::paper::{Paper, short, shortened};
use crate::report::text::answer::month_name;
use crate::report::text::precision;
use crate::texts::{answer as known, basis, paper as say};

/// Returns the opening.
pub fn opening(paper: &Paper<'_>) -> Markup {
    let (lang, run) = (paper.lang, &paper.results.run);
    html! {
        header #opening {
            p.kicker { (say::kicker(lang)) @if let Some(place) = &run.municipality { " · " (short(place)) } }
            h1 { (short(lang.of(&run.title))) }
            @if let Some(question) = &run.question { p.question { (shortened(lang.of(question))) } }
            p.frame { (frame(paper)) }
            @if let Some(judged) = judged(paper) { p.judged { (judged) } }
            @for notice in notices(paper) { p.notice { (notice) } }
            (contents(paper))
        }
    }
}

/// Returns place, months and prices, and what everything is compared with.
pub fn frame(paper: &Paper<'_>) -> String {
    let (lang, run) = (paper.lang, &paper.results.run);
    let (from, to) = (
        month_name(run.start, 0),
        month_name(run.start, run.horizon_months.saturating_sub(1)),
    );
    let months = paper.numbers.whole(f64::from(run.horizon_months));
    let frame = known::frame(lang, "", &from, &to, &months, run.price_year);
    let today = paper
        .results
        .designs
        .first()
        .map(|design| paper.name(&design.id));
    match today {
        Some(today) => format!("{frame}. {}", say::compared_with(lang, &today)),
        None => frame,
    }
}

/// Returns how much is judgement; none in results that do not say.
fn judged(paper: &Paper<'_>) -> Option<String> {
    let counts = &paper.results.evidence;
    let is_known = counts.ungraded > 0 || counts.graded.iter().any(|count| *count > 0);
    let share = paper.numbers.percent(counts.weak_share, 0);
    is_known.then(|| basis::weak_headline(paper.lang, &share))
}

/// Returns what a reader must know before anything else: a run that was stopped, or too short.
pub fn notices(paper: &Paper<'_>) -> Vec<String> {
    let (lang, run) = (paper.lang, &paper.results.run);
    let draws = paper.numbers.count(run.draws);
    let mut notices = Vec::new();
    if run.stopped == Stopped::Interrupted {
        let asked = paper.numbers.count(run.draws_asked);
        notices.push(match run.precision {
            None => known::stopped_early(lang, &draws, &asked),
            Some(_) => known::stopped_early_of_most(lang, &draws, &asked),
        });
    }
    notices.extend(precision::sentences(paper.view));
    notices
}

fn contents(paper: &Paper<'_>) -> Markup {
    let lang = paper.lang;
    html! {
        nav aria-label=(say::contents(lang)) {
            ol {
                li { a href="#answer" { (say::answer(lang)) } }
                li { a href="#money" { (say::money(lang)) } }
                li { a href="#people" { (say::people(lang)) } }
                li { a href="#decides" { (say::decides(lang)) } }
                li { a href="#rests" { (say::rests(lang)) } }
                li { a href="#appendix" { (say::appendix(lang)) } }
            }
        }
    }
}
