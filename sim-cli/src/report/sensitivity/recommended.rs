//! What is best for whom, and which numbers would change that.

use sim_core::results::sensitivity::{Recommendation, Sensitivity};

use crate::report::text::{View, capitalised};
use crate::report::title;
use crate::report::value::in_own_unit;
use crate::texts::{names, sensitivity as say};

/// Returns a sentence and points for each perspective, that asked for first; what is the same for
/// another is said once.
pub fn recommendations(view: &View<'_>, found: &Sensitivity) -> Vec<(String, Vec<String>)> {
    let mut said = Vec::new();
    let mut first: Option<&Recommendation> = None;
    for of in in_order(found) {
        let is_same = first.is_some_and(|first| {
            let as_first = Recommendation {
                perspective: first.perspective,
                ..of.clone()
            };
            as_first == *first
        });
        if is_same {
            let who = names::perspective(view.lang, of.perspective);
            said.push((say::same_for(view.lang, who), Vec::new()));
        } else {
            said.push((recommended(view, of), flips(view, of)));
        }
        first = first.or(Some(of));
    }
    said
}

/// Returns the recommendations, that of the perspective asked for first.
fn in_order(found: &Sensitivity) -> impl Iterator<Item = &Recommendation> {
    let (own, others): (Vec<_>, Vec<_>) = found
        .recommendations
        .iter()
        .partition(|one| one.perspective == found.perspective);
    own.into_iter().chain(others)
}

/// Returns what a design is called in a sentence.
fn design_of(view: &View<'_>, id: &str) -> String {
    match id {
        "today" => say::as_today(view.lang),
        _ => names::quoted(view.lang, &title::design(view.lang, view.results, id)),
    }
}

/// Returns what is best, and whether some number changes that.
fn recommended(view: &View<'_>, of: &Recommendation) -> String {
    let lang = view.lang;
    let who = names::perspective(lang, of.perspective);
    let next = design_of(view, &of.next);
    let ahead = view.numbers.money(of.ahead_sek.value);
    if !of.is_clear {
        let best = design_of(view, &of.best);
        let needed = view.numbers.count(of.draws_needed.unwrap_or_default());
        return match of.draws_needed {
            Some(_) => say::not_clear(lang, who, &best, &next, &ahead, &needed),
            None => say::equals(lang, who, &best, &next),
        };
    }
    let best = match of.best.as_str() {
        "today" => say::best_is_today(lang, who, &next, &ahead),
        id => {
            let net = view.numbers.money(of.net_sek.value);
            say::best(lang, who, &design_of(view, id), &net)
        }
    };
    let second = match (of.best.as_str(), of.next.as_str()) {
        ("today", _) | (_, "today") => None,
        _ => Some(say::second(lang, &next, &ahead)),
    };
    let changes = match (of.flips.is_empty(), of.is_complete) {
        (false, _) => say::some_flip(lang),
        (true, true) if of.undecided.is_empty() => say::none_flips(lang),
        (true, true) => String::new(),
        (true, false) => say::not_all_tried(lang),
    };
    let parts = [Some(best), second, Some(changes)].into_iter().flatten();
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// Returns a point for each number that changes what is best, and for those it cannot be said of.
fn flips(view: &View<'_>, of: &Recommendation) -> Vec<String> {
    let lang = view.lang;
    let value =
        |address: &str, value: f64| in_own_unit(view.results, &view.numbers, (address, value), 3);
    let mut points: Vec<String> = of
        .flips
        .iter()
        .map(|flip| {
            let name = capitalised(&title::number(lang, view.results, &flip.address));
            let (low, high) = flip.between;
            let between = say::between(
                lang,
                &value(&flip.address, low),
                &value(&flip.address, high),
            );
            let there = design_of(view, &flip.best_there);
            let point = say::flips(
                lang,
                &name,
                say::side(lang, flip.side),
                &value(&flip.address, flip.value),
                &value(&flip.address, flip.median),
                &there,
                &view.numbers.percent(flip.probability, 0),
            );
            format!("{point} {between}")
        })
        .collect();
    if !of.undecided.is_empty() {
        let names = of.undecided.iter();
        let names: Vec<String> = names
            .map(|address| title::number(lang, view.results, address))
            .collect();
        points.push(say::undecided(lang, &names.join("; ")));
    }
    points
}
