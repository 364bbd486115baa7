//! A number the answer rests on, with its unit and the interval it probably lies in.

use sim_core::results::assumption::Assumption;

use crate::number::Numbers;
use crate::texts::names;

/// Returns the number with its unit, and the interval where it is uncertain.
pub fn value_and_range(numbers: &Numbers, known: &Assumption) -> (String, Option<String>) {
    let to = numbers.lang().pick("till", "to");
    let ends = known.p05.zip(known.p95);
    if known.unit == "share" || known.unit == "per_year" {
        let smallest = ends.map_or(known.value, |(low, _)| low).abs();
        let decimals = i16::from(smallest != 0.0 && smallest < 0.095);
        let figure = |share: f64| numbers.decimals(share * 100.0, decimals);
        let range = ends.map(|(low, high)| format!("{} {to} {}", figure(low), numbers.percent(high, decimals)));
        let unit = if known.unit == "share" { "" } else { names::unit(numbers.lang(), &known.unit) };
        let value = format!("{} {unit}", numbers.percent(known.value, decimals));
        return (value.trim_end().to_owned(), range);
    }
    let figure = |value: f64| match known.unit.as_str() {
        "sek" => numbers.whole(value),
        _ => numbers.significant(value, 3),
    };
    let value = format!("{} {}", figure(known.value), names::unit(numbers.lang(), &known.unit));
    let range = ends.map(|(low, high)| format!("{} {to} {}", figure(low), figure(high)));
    (value.trim_end().to_owned(), range)
}
