//! Words of the paper about documented figures.

use sim_core::results::backtest::{DocumentedResult, Verdict};
use sim_core::scenario::documented::DocumentedKind;

use crate::texts::lang::sentences;
use crate::texts::{Lang, backtest};

sentences! {
    /// Heading.
    pub fn heading() { sv: "Modellen mot det som är dokumenterat", en: "The model against what is documented" }
    /// Caption of the table, and name of the sheet's title.
    pub fn table() { sv: "Vad dokumenten uppger, och vad modellen väntar sig av samma sak", en: "What documents give, and what the model expects of the same" }
    /// Several judged figures.
    pub fn several(scored: &str, inside: &str, expected: &str) {
        sv: "Modellen har räknat fram samma sak som dokumenten uppger, utan att anpassas till dem. {scored} av uppgifterna går att bedöma. Av dem ligger {inside} inom det som åtta av tio framtider ryms i. Stämmer modellen väntas det vara {expected}.",
        en: "The model worked out the same as the documents give, without being fitted to them. {scored} of the figures can be judged. Of these {inside} lie within what eight of ten futures stay in. If the model is right, {expected} should.",
    }
    /// One judged figure, inside.
    pub fn one_inside() {
        sv: "Modellen har räknat fram samma sak som dokumenten uppger, utan att anpassas till dem. En av uppgifterna går att bedöma. Den ligger inom det som åtta av tio framtider ryms i.",
        en: "The model worked out the same as the documents give, without being fitted to them. One of the figures can be judged. It lies within what eight of ten futures stay in.",
    }
    /// One judged figure, outside.
    pub fn one_outside() {
        sv: "Modellen har räknat fram samma sak som dokumenten uppger, utan att anpassas till dem. En av uppgifterna går att bedöma. Den ligger utanför det som åtta av tio framtider ryms i.",
        en: "The model worked out the same as the documents give, without being fitted to them. One of the figures can be judged. It lies outside what eight of ten futures stay in.",
    }
    /// No judged figure.
    pub fn none_judged() {
        sv: "Dokumenten ger ingen uppgift som modellen kan prövas mot: de är mål, förväntningar eller tal som räkningen bygger på. De visas här bredvid det som modellen väntar sig av samma sak.",
        en: "The documents give no figure that the model can be tried against: they are targets, expectations or numbers the calculation is built on. They are shown here beside what the model expects of the same.",
    }
    /// What such figures do not show.
    pub fn no_effect() {
        sv: "Uppgifterna visar om modellen ligger på rätt nivå. De visar inte vad arbetssättet åstadkommer, för dokumenten jämför inte med någon annan plats eller tid.",
        en: "The figures show whether the model is on the right level. They do not show what the design brings about, since the documents compare with no other place or time.",
    }
    /// Opens what is said of each figure.
    pub fn more() { sv: "Om varje uppgift: vad som räknas, och vad som krävs för att nå den", en: "About each figure: what is counted, and what it takes to reach it" }
    /// Name of the sheet: at most 31 signs, none of []:*?/\\.
    pub fn sheet() { sv: "Mot dokument", en: "Against documents" }
    /// Column: lowest documented value.
    pub fn column_value_low() { sv: "Dokumenterat, lägst", en: "Documented, lowest" }
    /// Column: highest documented value.
    pub fn column_value_high() { sv: "Dokumenterat, högst", en: "Documented, highest" }
    /// Column: share of draws below the figure.
    pub fn column_below() { sv: "Andel framtider under uppgiften", en: "Share of futures below the figure" }
    /// Column: source.
    pub fn column_source() { sv: "Källa", en: "Source" }
}

/// Returns what is to be said of a figure in a few words: why it is not judged, where it is not.
pub fn verdict(lang: Lang, figure: &DocumentedResult) -> &'static str {
    match figure.verdict {
        Verdict::NotScored if figure.used_as_input => is_input(lang),
        Verdict::NotScored => not_judged(lang, figure.kind),
        Verdict::Above => is_above(lang),
        Verdict::Below => is_below(lang),
        other => backtest::verdict(lang, other),
    }
}

fn is_input(lang: Lang) -> &'static str {
    lang.pick(
        "bedöms inte: räkningen bygger på den",
        "not judged: the calculation is built on it",
    )
}

fn is_above(lang: Lang) -> &'static str {
    lang.pick(
        "högre än modellen väntade sig",
        "higher than the model expected",
    )
}

fn is_below(lang: Lang) -> &'static str {
    lang.pick(
        "lägre än modellen väntade sig",
        "lower than the model expected",
    )
}

fn not_judged(lang: Lang, kind: DocumentedKind) -> &'static str {
    match kind {
        DocumentedKind::Target => lang.pick("bedöms inte: ett mål", "not judged: a target"),
        DocumentedKind::Expectation => {
            lang.pick("bedöms inte: en förväntan", "not judged: an expectation")
        }
        _ => lang.pick("bedöms inte", "not judged"),
    }
}
