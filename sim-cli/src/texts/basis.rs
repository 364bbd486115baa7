//! Words about what the answer rests on.

use crate::texts::lang::sentences;

sentences! {
    /// What a stated outcome implies.
    pub fn implied(intervention: &str, segment: &str, stated: &str, open: &str, days: &str, ratio: &str) {
        sv: "{intervention} ({segment}): {stated} till jobb eller studier från start till slut; ett öppet ärende ger {open} på samma {days} dagar, alltså {ratio} gånger",
        en: "{intervention} ({segment}): {stated} to job or studies from start to completion; an open case gives {open} over the same {days} days, so {ratio} times",
    }
    /// A stated outcome where an open case has none.
    pub fn implied_alone(intervention: &str, segment: &str, stated: &str) {
        sv: "{intervention} ({segment}): {stated} till jobb eller studier från start till slut; ett öppet ärende ger inga",
        en: "{intervention} ({segment}): {stated} to job or studies from start to completion; an open case gives none",
    }
    /// Heading of the last part.
    pub fn heading() { sv: "Vad svaret vilar på", en: "What the answer rests on" }
    /// How much is known.
    pub fn evidence(numbers: &str, documented: &str, statistics: &str, assumed: &str) {
        sv: "Tal i scenariot: {numbers}. Dokumenterade för platsen: {documented}. Från offentlig statistik eller forskning: {statistics}. Antaganden: {assumed}.",
        en: "Numbers in the scenario: {numbers}. Documented for this place: {documented}. From public statistics or research: {statistics}. Assumptions: {assumed}.",
    }
    /// How many are weak.
    pub fn weak(share: &str, graded_d: &str, ungraded: &str) {
        sv: "{share} av talen är bedömningar eller egna härledningar: {graded_d} har betyg D och {ungraded} saknar betyg.",
        en: "{share} of the numbers are judgement or our own derivation: {graded_d} have grade D and {ungraded} have no grade.",
    }
    /// How much of the answer rests on them.
    pub fn weak_variance(share: &str) {
        sv: "På dem vilar {share} av svarets osäkerhet.",
        en: "On them rests {share} of the answer's uncertainty.",
    }
    /// A share that cannot be told from zero.
    pub fn at_most(share: &str) { sv: "högst {share}", en: "at most {share}" }
    /// A share and its error in percentage points.
    pub fn give_or_take(share: &str, points: &str) { sv: "{share} (ge eller ta {points})", en: "{share} (give or take {points})" }
    /// What "at most" means.
    pub fn at_most_means(draws: &str) {
        sv: "Högst betyder att andelen inte går att skilja från noll med {draws} framtider.",
        en: "At most means that the share cannot be told from zero with {draws} futures.",
    }
    /// How many are weak, as a headline.
    pub fn weak_headline(share: &str) {
        sv: "Av talen bakom svaret är {share} bedömningar (betyg D eller inget betyg).",
        en: "Of the numbers behind the answer, {share} are judgement (grade D or no grade).",
    }
    /// How many are uncertain.
    pub fn uncertain(count: &str) { sv: "Av talen räknas {count} som osäkra.", en: "Of the numbers {count} are treated as uncertain." }
    /// No document gives an effect.
    pub fn drivers_title(design: &str) { sv: "Tal som svaret hänger mest på: {design}", en: "Numbers the answer hangs on most: {design}" }
    /// Column: number.
    pub fn column_number() { sv: "Tal", en: "Number" }
    /// Column: value.
    pub fn column_value() { sv: "Mitten", en: "Middle" }
    /// Column: interval.
    pub fn column_interval() { sv: "Nio av tio", en: "Nine of ten" }
    /// Column: grade.
    pub fn column_grade() { sv: "Betyg", en: "Grade" }
    /// Column: importance.
    pub fn column_importance() { sv: "Betydelse", en: "Weight" }
    /// What weight and grade mean.
    pub fn weight_note() {
        sv: "Betydelse är kvadraten på rangkorrelationen med kommunens netto. Betyg A är säkrast och D är antaget; streck betyder att scenariot inte säger.",
        en: "Weight is the squared rank correlation with the municipality's net. Grade A is surest and D is assumed; a dash means the scenario does not say.",
    }
    /// Where to find the rest.
    pub fn all_in_explain(file: &str) {
        sv: "Hela listan med källor:  utfall explain {file}",
        en: "The whole list with sources:  utfall explain {file}",
    }
    /// A source.
    pub fn source(text: &str) { sv: "källa: {text}", en: "source: {text}" }
    /// No source.
    pub fn no_source() { sv: "ingen källa", en: "no source" }
    /// Title of the run.
    pub fn run_title() { sv: "Körningen", en: "The run" }
    /// Draws and seed.
    pub fn draws_and_seed(draws: &str, asked: &str, seconds: &str, seed: &str) {
        sv: "{draws} framtider av {asked}, varav {seconds} två gånger med olika slump; frö {seed}",
        en: "{draws} futures of {asked}, {seconds} of them twice with different luck; seed {seed}",
    }
    /// Draws and seed where a precision was asked for.
    pub fn draws_of_most(draws: &str, most: &str, seconds: &str, seed: &str) {
        sv: "{draws} framtider av högst {most}, varav {seconds} två gånger med olika slump; frö {seed}",
        en: "{draws} futures of at most {most}, {seconds} of them twice with different luck; seed {seed}",
    }
    /// Stock.
    pub fn stock(households: &str, years: &str) {
        sv: "{households} hushåll med stöd vid starten, framräknade över {years} år",
        en: "{households} households on assistance at the start, grown over {years} years",
    }
    /// Stock given.
    pub fn stock_given(households: &str) {
        sv: "{households} hushåll med stöd vid starten, angivet i scenariot",
        en: "{households} households on assistance at the start, given in the scenario",
    }
    /// Discount rate.
    pub fn discount(rate: &str) { sv: "real kalkylränta {rate} per år", en: "real discount rate {rate} a year" }
    /// Hash and version.
    pub fn identity(hash: &str, version: &str) {
        sv: "scenariots kontrollsumma {hash}, utfall {version}",
        en: "scenario checksum {hash}, utfall {version}",
    }
    /// How to get it again.
    pub fn again() { sv: "Samma svar igen:", en: "The same answer again:" }
    /// How to get it again, in one line.
    pub fn again_by(command: &str) { sv: "Samma svar igen: {command}", en: "The same answer again: {command}" }
}
