//! The scenario that lays calibrated numbers over an old one.

use sim_core::results::calibration::{CalibratedNumber, Calibration, CalibrationWarning};
use sim_core::results::run::Stopped;

use crate::number::{HARD_SPACE, Numbers};
use crate::report::calibration::{Setting, stopped};
use crate::report::calibration_words::Words;
use crate::texts::{Lang, basis, calibration as say};
use crate::toml_text::{comment, quoted};

/// The id of the source that calibrated numbers cite.
const SOURCE: &str = "calibrated";
/// Significant digits of a written number.
const DIGITS: usize = 5;

/// Returns the text; `include` is the old scenario as seen from the new one.
pub fn write(words: &Words<'_>, include: &str, setting: &Setting) -> String {
    let (found, lang) = (words.found, setting.lang);
    let mut lines = vec![
        comment(&say::written_by(lang, include)),
        comment(&say::how_to_use(lang, include)),
        comment(&basis::again_by(lang, &setting.command)),
    ];
    lines.extend(why_not_sure(words).map(|why| comment(&say::written_not_sure(lang, &why))));
    lines.extend([
        String::new(),
        "utfall = 1".to_owned(),
        format!("include = [{}]", quoted(include)),
        String::new(),
        format!("[source.{SOURCE}]"),
    ]);
    if found.overrides_source {
        lines.push("override = true".to_owned());
    }
    lines.push(format!(
        "title = {{ sv = {}, en = {} }}",
        quoted(&source_title(found, Lang::Sv)),
        quoted(&source_title(found, Lang::En))
    ));
    let run = &found.run;
    let of = basis::identity(lang, &run.scenario_hash, &run.program_version);
    lines.push(format!("note = {}", quoted(&of)));
    let mut done: Vec<&str> = Vec::new();
    for number in &found.numbers {
        if !done.contains(&number.table.as_str()) {
            done.push(&number.table);
            let of_table = found.numbers.iter().filter(|it| it.table == number.table);
            lines.extend(table(&of_table.collect::<Vec<_>>(), lang));
        }
    }
    for pair in &found.written_correlations {
        lines.extend([String::new(), format!("[correlation.{}]", pair.id)]);
        if pair.is_override {
            lines.push("override = true".to_owned());
        }
        let between = pair.between.each_ref().map(|it| quoted(it));
        lines.push(format!("between = [{}]", between.join(", ")));
        lines.push(format!("rank = {}", pair.rank));
    }
    lines.join("\n") + "\n"
}

/// Returns why the numbers are graded D, where they are: the search is not done, or facts and model disagree.
fn why_not_sure(words: &Words<'_>) -> impl Iterator<Item = String> {
    use CalibrationWarning as W;
    let run = &words.found.run;
    let stopped = (run.stopped == Stopped::Interrupted).then(|| stopped(words));
    let all = words.found.warnings.iter();
    let serious = all.filter(|warning| {
        matches!(
            warning,
            W::NotConverged | W::FactsContradict { .. } | W::FactsAgainstScenario { .. }
        )
    });
    stopped
        .into_iter()
        .chain(serious.map(|warning| words.warning(warning)))
}

fn source_title(found: &Calibration, lang: Lang) -> String {
    let names = found.facts.iter().map(|fact| match &fact.title {
        Some(title) => lang.of(title).to_owned(),
        None => say::quantity(lang, fact.quantity).to_owned(),
    });
    let names: Vec<String> = names.collect();
    match &names[..] {
        [only] => say::source_title_of_one(lang, only),
        several => say::source_title(lang, several.len(), &several.join("; ")),
    }
}

fn table(numbers: &[&CalibratedNumber], lang: Lang) -> Vec<String> {
    let Some(first) = numbers.first() else {
        return Vec::new();
    };
    let mut lines = vec![String::new(), format!("[{}]", first.table)];
    if first.is_override {
        lines.push("override = true".to_owned());
    }
    for number in numbers {
        let keys = keys(number, lang);
        match number.key.is_empty() {
            true => lines.extend(keys),
            false => lines.push(format!("{} = {{ {} }}", number.key, keys.join(", "))),
        }
    }
    lines
}

fn keys(number: &CalibratedNumber, lang: Lang) -> Vec<String> {
    let known = &number.posterior;
    let [p05, p50, p95] = rising([known.p05, known.p50, known.p95]);
    let mut keys = vec![
        format!("p05 = {p05}"),
        format!("p50 = {p50}"),
        format!("p95 = {p95}"),
        format!("source = {}", quoted(SOURCE)),
    ];
    if let Some(grade) = number.grade {
        keys.push(format!("grade = {}", quoted(grade.word())));
    }
    if let Some(year) = number.price_year {
        keys.push(format!("price_year = {year}"));
    }
    let note = match number.is_identified {
        true => {
            let left = Numbers::new(lang).percent(number.sd_ratio, 0);
            say::note(lang, &left.replace(HARD_SPACE, " "))
        }
        false => say::note_nothing(lang),
    };
    keys.push(format!("note = {}", quoted(&note)));
    keys
}

/// Returns three rising numbers with as few digits as keep them apart.
fn rising(quantiles: [f64; 3]) -> [String; 3] {
    for digits in DIGITS..=15 {
        let rounded = quantiles.map(|x| rounded(x, digits));
        if rounded[0] < rounded[1] && rounded[1] < rounded[2] {
            return rounded.map(|x| x.to_string());
        }
    }
    quantiles.map(|x| x.to_string())
}

fn rounded(x: f64, digits: usize) -> f64 {
    // Through text, which rounds as a reader does.
    format!("{x:.*e}", digits - 1).parse().unwrap_or(x)
}

#[cfg(test)]
mod tests {
    use super::rising;

    #[test]
    fn quantiles_keep_apart_when_they_are_rounded() {
        assert_eq!(
            rising([0.012_345_6, 0.02, 0.03]),
            ["0.012346", "0.02", "0.03"]
        );
        let close = rising([1.000_000_1, 1.000_000_2, 1.000_000_3]);
        assert_eq!(close, ["1.0000001", "1.0000002", "1.0000003"]);
    }
}
