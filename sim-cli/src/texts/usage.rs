//! What is wrong with what was typed.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use sim_core::compile::fixed::NotFixed;

use crate::texts::lang::{either, sentences};
use crate::texts::{Lang, names};

sentences! {
    /// Expected values are not written as CSV.
    pub fn no_csv_of_expected() {
        sv: "fel: väntade värden skrivs som text eller json\ntips: --format json",
        en: "error: expected values are written as text or json\nhint: --format json",
    }
    fn unknown_flag(typed: &str) { sv: "`{typed}` är inget som programmet känner till", en: "the program does not know `{typed}`" }
    fn unknown_verb(typed: &str) { sv: "det finns inget kommando `{typed}`", en: "there is no command `{typed}`" }
    fn bad_value(typed: &str, flag: &str) { sv: "`{typed}` går inte att använda som {flag}", en: "`{typed}` cannot be used as {flag}" }
    fn no_value(flag: &str) { sv: "{flag} saknar ett värde", en: "{flag} lacks a value" }
    fn missing(what: &str) { sv: "det saknas {what}", en: "{what} is missing" }
    fn not_together(first: &str, second: &str) { sv: "{first} och {second} kan inte stå tillsammans", en: "{first} and {second} cannot stand together" }
    fn twice(flag: &str) { sv: "{flag} står mer än en gång", en: "{flag} stands more than once" }
    fn not_text() { sv: "det som skrevs är inte text i UTF-8", en: "what was typed is not text in UTF-8" }
    fn not_understood() { sv: "raden går inte att förstå", en: "the line cannot be understood" }
    fn near(word: &str) { sv: "menade du `{word}`?", en: "did you mean `{word}`?" }
    fn choose(words: &str) { sv: "här kan stå {words}", en: "what can stand here is {words}" }
    fn whole_number(least: &str, most: &str) {
        sv: "skriv ett heltal från {least} till {most}",
        en: "write a whole number from {least} to {most}",
    }
    fn a_percentage() { sv: "skriv en procentsats, till exempel 1% eller 0,5%", en: "write a percentage, for example 1% or 0.5%" }
    fn an_amount() { sv: "skriv ett belopp i kronor över noll, till exempel 50000", en: "write an amount in kronor above zero, for example 50000" }
    fn a_shard() { sv: "skriv vilken del av hur många, till exempel 2/4", en: "write which shard of how many, for example 2/4" }
    fn a_share() { sv: "skriv en procentsats under 100%, till exempel 10%", en: "write a percentage below 100%, for example 10%" }
    fn two_arms() { sv: "skriv två antal hushåll, till exempel 50x50", en: "write two numbers of households, for example 50x50" }
    fn a_study() { sv: "skriv talets adress och storlekar, till exempel segment.slow.hazard.job.per_month=50,200", en: "write the number's address and sizes, for example segment.slow.hazard.job.per_month=50,200" }
    fn a_fixed_number() { sv: "skriv ADRESS=VÄRDE, till exempel inflow.per_month=40; adresserna står i svaret med --format csv", en: "write ADDRESS=VALUE, for example inflow.per_month=40; the addresses are in the answer with --format csv" }
    fn no_such_number(address: &str) { sv: "scenariot har inget tal med adressen `{address}`", en: "the scenario has no number at the address `{address}`" }
    fn not_of_unit(address: &str, value: &str, allowed: &str) { sv: "`{address}` kan inte vara {value}: skriv {allowed}", en: "`{address}` cannot be {value}: write {allowed}" }
    fn a_lever() { sv: "skriv talets namn, eller namn och gränser som hyra.sek_per_month=0..50000", en: "write the number's name, or name and bounds as rent.sek_per_month=0..50000" }
    fn a_lever_within() { sv: "skriv namn och gränser, till exempel review.every_days=14..91", en: "write name and bounds, for example review.every_days=14..91" }
    fn a_number() { sv: "skriv ett tal, till exempel 0,95 eller -1000", en: "write a number, for example 0.95 or -1000" }
    fn see_help(help: &str) { sv: "`{help}` visar vad som går att skriva", en: "`{help}` shows what may be typed" }
    fn language_word(typed: &str) { sv: "språket `{typed}` finns inte", en: "there is no language `{typed}`" }
    fn report_form(path: &str) { sv: "rapporten {path} slutar inte på .html, .txt eller .json", en: "the report {path} ends in none of .html, .txt and .json" }
    fn three_forms() { sv: "skriv till exempel --report rapport.html", en: "write for example --report report.html" }
    fn over_another(path: &str) { sv: "{path} skulle skrivas över", en: "{path} would be overwritten" }
    fn own_name() { sv: "ge filen som skrivs ett eget namn", en: "give the file that is written a name of its own" }
    fn not_a_month(written: &str) { sv: "`{written}` är ingen månad", en: "`{written}` is no month" }
    fn a_month() { sv: "skriv till exempel --start 2022-01", en: "write for example --start 2022-01" }
    fn framed(what: &str, hint: &str) { sv: "fel: {what}\ntips: {hint}", en: "error: {what}\nhint: {hint}" }
}

/// Returns that a language is not one of the two.
pub fn unknown_language(lang: Lang, typed: &str) -> String {
    let words = choose(lang, &either(lang, &["sv", "en"]));
    framed(lang, &language_word(lang, typed), &words)
}

/// Returns why numbers cannot be fixed.
pub fn not_fixed(lang: Lang, problems: &[NotFixed]) -> String {
    let one = |problem: &NotFixed| match problem {
        NotFixed::NoNumber {
            address,
            did_you_mean,
        } => {
            let word = did_you_mean.as_deref();
            let hint = word.map_or_else(|| a_fixed_number(lang), |word| near(lang, word));
            framed(lang, &no_such_number(lang, address), &hint)
        }
        NotFixed::OutOfRange {
            address,
            value,
            unit,
        } => {
            let allowed = names::allowed_values(lang, *unit);
            let what = not_of_unit(lang, address, &value.to_string(), allowed);
            framed(lang, &what, &a_fixed_number(lang))
        }
    };
    problems.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// Returns that something is no month.
pub fn no_month(lang: Lang, written: &str) -> String {
    framed(lang, &not_a_month(lang, written), &a_month(lang))
}

/// Returns that a file that is read, or written beside it, would be lost.
pub fn overwritten(lang: Lang, path: &str) -> String {
    framed(lang, &over_another(lang, path), &own_name(lang))
}

/// Returns that a report on records cannot have the form its name says.
pub fn fit_report_form(lang: Lang, path: &str) -> String {
    framed(lang, &report_form(lang, path), &three_forms(lang))
}

/// Returns what is wrong with what was typed for a verb, and what would be right.
pub fn mistake(lang: Lang, found: &clap::Error, verb: Option<&str>) -> String {
    let what = sentence(lang, found);
    let hint = suggestion(found)
        .map(|word| near(lang, &word))
        .or_else(|| allowed(lang, found))
        .or_else(|| range(lang, found).filter(|_| !is_conflict(found)))
        .unwrap_or_else(|| match verb {
            Some(verb) => see_help(lang, &format!("utfall help {verb}")),
            None => see_help(lang, "utfall --help"),
        });
    framed(lang, &what, &hint)
}

fn sentence(lang: Lang, found: &clap::Error) -> String {
    let flag = first(found, ContextKind::InvalidArg);
    let value = first(found, ContextKind::InvalidValue);
    match found.kind() {
        ErrorKind::UnknownArgument => unknown_flag(lang, &flag),
        ErrorKind::InvalidSubcommand => {
            unknown_verb(lang, &first(found, ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if value.is_empty() => {
            no_value(lang, &flag)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => bad_value(lang, &value, &flag),
        ErrorKind::TooFewValues | ErrorKind::NoEquals => no_value(lang, &flag),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => bad_value(lang, &value, &flag),
        ErrorKind::ArgumentConflict => conflict(lang, found, &flag),
        ErrorKind::MissingRequiredArgument => missing(lang, &flag),
        ErrorKind::MissingSubcommand => missing(lang, lang.pick("ett kommando", "a command")),
        ErrorKind::InvalidUtf8 => not_text(lang),
        _ => not_understood(lang),
    }
}

fn is_conflict(found: &clap::Error) -> bool {
    let other = first(found, ContextKind::PriorArg);
    found.kind() == ErrorKind::ArgumentConflict
        && other != first(found, ContextKind::InvalidArg)
        && !other.is_empty()
}

fn conflict(lang: Lang, found: &clap::Error, flag: &str) -> String {
    let other = first(found, ContextKind::PriorArg);
    match other == flag || other.is_empty() {
        true => twice(lang, flag),
        false => not_together(lang, flag, &other),
    }
}

fn suggestion(found: &clap::Error) -> Option<String> {
    [
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedArg,
        ContextKind::SuggestedValue,
    ]
    .into_iter()
    .map(|kind| first(found, kind))
    .find(|word| !word.is_empty())
}

fn allowed(lang: Lang, found: &clap::Error) -> Option<String> {
    match found.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(words)) if !words.is_empty() => {
            Some(choose(lang, &either(lang, words)))
        }
        _ => None,
    }
}

fn range(lang: Lang, found: &clap::Error) -> Option<String> {
    let flag = first(found, ContextKind::InvalidArg);
    let name = flag.split_whitespace().next().unwrap_or_default();
    Some(match name {
        "--draws-each" => whole_number(lang, "64", "100000"),
        "--draws" | "--max-draws" => whole_number(lang, "1", "10000000"),
        "--threads" => whole_number(lang, "1", "1024"),
        "--seed" => whole_number(lang, "0", "18446744073709551615"),
        "--precision" => a_percentage(lang),
        "--precision-sek" => an_amount(lang),
        "--shard" => a_shard(lang),
        "--contamination" | "--drop-out" => a_share(lang),
        "--cost-sek" | "--cost-sek-per-household" => an_amount(lang),
        "--arms" => two_arms(lang),
        "--months" => whole_number(lang, "1", "600"),
        "--study" => a_study(lang),
        "--set" => a_fixed_number(lang),
        "--lever" => a_lever(lang),
        "--search" => a_lever_within(lang),
        "--from" | "--to" => a_number(lang),
        "--budget-sek" | "--most-per-household" => an_amount(lang),
        _ => return None,
    })
}

fn first(found: &clap::Error, kind: ContextKind) -> String {
    match found.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    }
}
