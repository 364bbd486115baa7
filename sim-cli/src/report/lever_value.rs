//! A number that was moved: what it is called, and its values with their unit.

use sim_core::results::Results;
use sim_core::results::break_even::{LeverRange, RangeFrom};

use crate::number::Numbers;
use crate::report::title;
use crate::texts::{Lang, break_even as say, names};

/// Returns what a lever is called.
pub fn name(lang: Lang, results: &Results, lever: &LeverRange) -> String {
    match &lever.title {
        Some(title) => lang.of(title).to_owned(),
        None => title::number(lang, results, &lever.path),
    }
}

/// Returns a value without its unit, as exactly as the range needs.
pub fn figure(numbers: &Numbers, lever: &LeverRange, value: f64) -> String {
    let width = lever.to - lever.from;
    match lever.unit.as_str() {
        "share" | "per_year" => numbers.like(value * 100.0, width * 100.0, 3),
        "sek" if width >= 100.0 => numbers.whole(value),
        _ if lever.is_whole && value.fract() == 0.0 => numbers.whole(value),
        // Three digits of the range: what is smaller is smaller than the picture shows.
        _ => numbers.like(value, width, 3),
    }
}

/// Returns a value with its unit.
pub fn value(numbers: &Numbers, lever: &LeverRange, value: f64) -> String {
    let lang = numbers.lang();
    let figure = figure(numbers, lever, value);
    let unit = match lever.unit.as_str() {
        "share" => lang.pick("\u{a0}%", "%").to_owned(),
        "per_year" => lang.pick("\u{a0}% per år", "% a year").to_owned(),
        // A ratio or a number of things says what it is by its name.
        "ratio" | "plain" | "count" => String::new(),
        "sek" => return format!("{}{}", in_sek(lang, &figure), pace(lang, &lever.path)),
        unit => format!("\u{a0}{}", names::unit(lang, unit, value)),
    };
    format!("{figure}{unit}")
}

fn in_sek(lang: Lang, figure: &str) -> String {
    match lang {
        Lang::Sv => format!("{figure}\u{a0}kr"),
        Lang::En => format!("SEK\u{a0}{figure}"),
    }
}

/// Returns what an amount is for each of, as its key says.
pub fn pace(lang: Lang, path: &str) -> &'static str {
    let key = path.rsplit('.').next().unwrap_or_default();
    match key {
        key if key.starts_with("sek_per_month") => lang.pick(" i månaden", " a month"),
        key if key.starts_with("sek_per_year") => lang.pick(" om året", " a year"),
        _ => "",
    }
}

/// Returns what a lever is in the scenario, in a sentence.
pub fn as_written(numbers: &Numbers, lever: &LeverRange) -> String {
    let lang = numbers.lang();
    let shown = |known| value(numbers, lever, known);
    match lever.p05_p95 {
        Some([low, high]) => {
            say::written_between(lang, &shown(lever.written), &shown(low), &shown(high))
        }
        None => say::written(lang, &shown(lever.written)),
    }
}

/// Returns why a lever was moved between its bounds.
pub fn why(lang: Lang, lever: &LeverRange) -> String {
    match lever.range_from {
        RangeFrom::Asked => say::range_asked(lang),
        RangeFrom::Prior => say::range_prior(lang),
        RangeFrom::Allowed => say::range_allowed(lang),
        RangeFrom::Around => say::range_around(lang),
    }
}
