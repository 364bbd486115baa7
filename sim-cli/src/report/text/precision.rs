//! Why a run that was to be exact enough stopped.

use sim_core::results::run::{ErrorAsked, ErrorReached, Precision, Stopped};

use crate::report::text::View;
use crate::report::title;
use crate::texts::precision as say;

/// Returns the sentences about the precision asked for; none where none was.
pub fn sentences(view: &View<'_>) -> Option<String> {
    let (lang, run) = (view.lang, &view.results.run);
    let precision = run.precision.as_ref()?;
    let limit = limit(view, precision.asked);
    let missed = precision.reached.iter().filter(|one| !one.is_enough);
    let missed: Vec<&ErrorReached> = missed.collect();
    if missed.is_empty() {
        let all: Vec<&ErrorReached> = precision.reached.iter().collect();
        return Some(say::reached(lang, &limit, &list(view, precision, &all)));
    }
    let which = list(view, precision, &missed);
    let mut text = match run.stopped {
        Stopped::MostDraws => {
            let most = view.numbers.count(precision.most_draws);
            say::not_reached(lang, &most, &limit, &which)
        }
        _ => say::not_yet_reached(lang, &limit, &which),
    };
    let near_zero = missed
        .into_iter()
        .filter(|one| one.mean_sek.abs() <= one.error_sek);
    let near_zero: Vec<String> = near_zero.map(|one| name(view, one)).collect();
    if matches!(precision.asked, ErrorAsked::Share(_)) && !near_zero.is_empty() {
        text = format!("{text} {}", say::near_zero(lang, &near_zero.join(", ")));
    }
    Some(text)
}

fn limit(view: &View<'_>, asked: ErrorAsked) -> String {
    match asked {
        ErrorAsked::Share(share) => view.numbers.percent_in_full(share),
        ErrorAsked::Sek(sek) => view.numbers.money_in_full(sek),
    }
}

fn name(view: &View<'_>, reached: &ErrorReached) -> String {
    title::design(view.lang, view.results, &reached.design)
}

/// Returns each design with its error, in the measure that was asked for where there is one.
fn list(view: &View<'_>, precision: &Precision, reached: &[&ErrorReached]) -> String {
    let one = |reached: &&ErrorReached| {
        let size = match (precision.asked, reached.error_share) {
            (ErrorAsked::Share(_), Some(share)) => view.numbers.percent_in_full(rounded(share)),
            _ => view.numbers.money_in_full(reached.error_sek.ceil()),
        };
        format!("{} {size}", name(view, reached))
    };
    reached.iter().map(one).collect::<Vec<String>>().join(", ")
}

/// Upward to a tenth of a per cent: a limit that is missed is not to look met.
fn rounded(share: f64) -> f64 {
    (share * 1000.0).ceil() / 1000.0
}
