//! A number the answer rests on, with its unit and the interval it probably lies in.

use sim_core::results::Results;
use sim_core::results::assumption::Assumption;

use crate::number::Numbers;
use crate::texts::names;

/// Returns the number with its unit, and the interval where it is uncertain.
pub fn value_and_range(numbers: &Numbers, known: &Assumption) -> (String, Option<String>) {
    let lang = numbers.lang();
    let to = lang.pick("till", "to");
    let ends = known.p05.zip(known.p95);
    let unit = unit_of(known);
    if matches!(unit, "share" | "per_year") {
        let range = ends.map(|(low, high)| {
            format!(
                "{} {to} {}",
                numbers.significant(low * 100.0, 2),
                numbers.short_percent(high)
            )
        });
        let word = if unit == "share" {
            ""
        } else {
            names::unit(lang, unit, known.value)
        };
        let value = format!("{} {word}", numbers.short_percent(known.value));
        return (value.trim_end().to_owned(), range);
    }
    let figure = |value: f64| match unit {
        "sek" => numbers.whole(value),
        _ => numbers.like(value, known.value, 3),
    };
    let value = format!(
        "{} {}",
        figure(known.value),
        names::unit(lang, unit, known.value)
    );
    let range = ends.map(|(low, high)| format!("{} {to} {}", figure(low), figure(high)));
    (value.trim_end().to_owned(), range)
}

/// Returns the unit that a reader needs, where the address knows it better than the format.
///
/// The numbers inside `varies` are ratios to the format, whatever it is that varies; the
/// weights of a menu mean something only beside each other.
fn unit_of(known: &Assumption) -> &str {
    let parts: Vec<&str> = known.address.split('.').collect();
    if known.unit != "ratio" {
        return &known.unit;
    }
    if parts.contains(&"menu") {
        return "plain";
    }
    let is_scale = !matches!(parts.last(), Some(&"shape"));
    let varies_at = parts
        .iter()
        .position(|part| *part == "varies")
        .filter(|at| *at > 0 && is_scale);
    let key = varies_at.map(|at| parts[at - 1]);
    match key {
        Some(key) if key.ends_with("days") => "days",
        Some(key) if key.ends_with("months") || key == "months_on_assistance" => "months",
        Some(key) if key.ends_with("minutes") => "minutes",
        Some(_) => "plain",
        None => &known.unit,
    }
}

/// Returns a value of a number of the results in its own unit, with so many digits: `8,25 %`.
pub fn in_own_unit(results: &Results, numbers: &Numbers, of: (&str, f64), digits: u8) -> String {
    let (figure, unit) = figure_and_unit(results, numbers, of, digits);
    // A short word stays with its figure: `12 000 kr`.
    let space = if unit.len() < 3 { '\u{a0}' } else { ' ' };
    format!("{figure}{space}{unit}").trim_end().to_owned()
}

/// Returns the same in two: the figure, and the word for its unit. Per cent belongs to the figure.
pub fn figure_and_unit(
    results: &Results,
    numbers: &Numbers,
    (address, value): (&str, f64),
    digits: u8,
) -> (String, String) {
    let known = results.assumptions.iter().find(|it| it.address == address);
    let unit = known.map_or("plain", unit_of);
    let word = match unit {
        "share" => "",
        unit => names::unit(numbers.lang(), unit, value),
    };
    let figure = match unit {
        "share" | "per_year" => numbers.percent_of_digits(value, digits),
        _ => numbers.significant(value, digits),
    };
    (figure, word.to_owned())
}
