//! Shows what is wrong with a scenario, with the author's own lines.
//!
//! The only file that calls annotate-snippets. All problems come at once: errors before
//! warnings, by file and place, the same one once, and a count at the end.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use sim_core::diagnostic::{Diagnostic, Place, Severity, Texts};

use crate::texts::{Lang, hint, problem, program};

/// How many problems are shown before the rest is only counted.
const MOST_SHOWN: usize = 50;

/// Returns whether any of the problems keeps the scenario from being run.
pub fn stop_the_run(found: &[Diagnostic]) -> bool {
    found.iter().any(|one| one.severity() == Severity::Error)
}

/// Returns everything that is wrong, as text; empty where nothing is.
///
/// `main` is the name of the file that the person asked for; problems that are at no
/// place of any text are shown as being about it.
pub fn show(lang: Lang, main: &str, texts: &Texts, found: &[Diagnostic]) -> String {
    let ordered = in_order(found);
    if ordered.is_empty() {
        return String::new();
    }
    let renderer = Renderer::plain();
    let mut shown: Vec<String> = ordered
        .iter()
        .take(MOST_SHOWN)
        .map(|one| show_one(lang, main, texts, one, &renderer))
        .collect();
    let errors = ordered
        .iter()
        .filter(|one| one.severity() == Severity::Error)
        .count();
    let warnings = ordered.len() - errors;
    let mut last = program::closing_count(lang, errors as u64, warnings as u64);
    if ordered.len() > MOST_SHOWN {
        last = program::first_shown(lang, &last, MOST_SHOWN as u64);
    }
    shown.push(format!("{main}: {last}"));
    shown.join("\n\n") + "\n"
}

fn in_order(found: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut ordered: Vec<&Diagnostic> = Vec::new();
    for one in found {
        if !ordered.contains(&one) {
            ordered.push(one);
        }
    }
    ordered.sort_by_key(|one| (one.severity(), one.place.is_some(), one.place, one.code()));
    ordered
}

fn show_one(
    lang: Lang,
    main: &str,
    texts: &Texts,
    one: &Diagnostic,
    renderer: &Renderer,
) -> String {
    let (error, warning, tip) = program::levels(lang);
    let level = match one.severity() {
        Severity::Error => Level::ERROR.with_name(error),
        Severity::Warning => Level::WARNING.with_name(warning),
    };
    let title = level
        .primary_title(problem::sentence(lang, &one.problem))
        .id(one.code());
    let mut group = Group::with_title(title);
    group = match one.place.and_then(|place| excerpt(texts, place)) {
        Some((name, text, span)) => group.element(
            Snippet::source(text)
                .path(name)
                .annotation(AnnotationKind::Primary.span(span)),
        ),
        None => group.element(Origin::path(main)),
    };
    let shown = renderer.render(&[group]);
    let mut lines: Vec<&str> = shown.lines().map(str::trim_end).collect();
    while lines.last().is_some_and(|line| line.trim() == "|") {
        lines.pop();
    }
    let mut text = lines.join("\n");
    if let Some(hint) = hint::hint(lang, &one.problem) {
        text = format!("{text}\n{tip}: {hint}");
    }
    text
}

/// Returns a text's name, the text, and the stretch of one line of it to underline.
fn excerpt(texts: &Texts, place: Place) -> Option<(&str, &str, Range<usize>)> {
    let idx = place.text_idx as usize;
    let (name, text) = (texts.names.get(idx)?, texts.contents.get(idx)?);
    let start = on_a_letter(text, place.start as usize);
    let end = on_a_letter(text, place.end as usize).max(start);
    let line_end = text[start..]
        .find('\n')
        .map_or(text.len(), |found| start + found);
    let mut end = end.min(line_end);
    if end == start {
        end = text[start..]
            .chars()
            .next()
            .map_or(start, |letter| start + letter.len_utf8());
    }
    Some((name, text, start..end))
}

fn on_a_letter(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
