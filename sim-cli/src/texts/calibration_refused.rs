//! Words of facts and numbers that cannot be calibrated.

use sim_core::analysis::{FactMistake, FactProblem, NotFree};
use sim_core::diagnostic::{Problem, Unreadable};

use crate::number::Numbers;
use crate::texts::lang::sentences;
use crate::texts::{Lang, problem};

sentences! {
    /// Standard input cannot be included.
    pub fn no_file_to_lay_over() {
        sv: "fel: --out skriver ett scenario som bygger på det gamla, och då måste det gamla vara en fil\ntips: spara scenariot och skriv filens namn i stället för -",
        en: "error: --out writes a scenario that builds on the old one, which must then be a file\nhint: save the scenario and write the file's name instead of -",
    }
    /// The scenario was not written.
    pub fn not_written() {
        sv: "fel: inget scenario skrevs: svaret bygger på för få uppsättningar av värden\ntips: kör igen med fler, till exempel --draws 4000",
        en: "error: no scenario was written: the answer rests on too few sets of values\nhint: run again with more, for example --draws 4000",
    }
    /// No set of values gives figures of all facts.
    pub fn nothing_counted(facts: &str) {
        sv: "fel: inga värden ger alla uppgifter: {facts}\ntips: scenariot behöver [inflow], och hushåll som får bistånd och kommer tillbaka",
        en: "error: no values give all facts: {facts}\nhint: the scenario needs [inflow], and households that are paid and come back",
    }
    fn refused(what: &str, hint: &str) { sv: "fel: {what}\ntips: {hint}", en: "error: {what}\nhint: {hint}" }
    fn unknown_number(name: &str) { sv: "det finns inget osäkert tal `{name}`", en: "there is no uncertain number `{name}`" }
    fn did_you_mean(name: &str) { sv: "menade du `{name}`?", en: "did you mean `{name}`?" }
    fn known_numbers(names: &str) { sv: "osäkra tal i scenariot:\n{names}", en: "uncertain numbers of the scenario:\n{names}" }
    fn fixed(name: &str) { sv: "`{name}` är inte osäkert, så det finns inget att söka", en: "`{name}` is not uncertain, so there is nothing to find" }
    fn make_it_uncertain() { sv: "ge det p05, p50 och p95", en: "give it p05, p50 and p95" }
    fn inside_list(name: &str) { sv: "`{name}` står i en lista, och en fil ovanpå kan bara ersätta hela listan", en: "`{name}` stands in a list, and a file on top can only replace the whole list" }
    fn make_it_a_parameter() { sv: "skriv talet som [parameter.NAMN] och hänvisa till det i listan", en: "write the number as [parameter.NAME] and refer to it in the list" }
    fn twice(name: &str) { sv: "`{name}` står två gånger", en: "`{name}` stands twice" }
    fn name_it_once() { sv: "skriv det en gång", en: "write it once" }
    fn how_many(named: usize) { sv: "{named} tal är för många att skilja åt", en: "{named} numbers are too many to tell apart" }
    fn at_most(most: usize) { sv: "välj 1 till {most} tal", en: "choose 1 to {most} numbers" }
    fn fact_line(name: &str, line: usize, id: &str, what: &str) { sv: "{name}:{line}: [fact.{id}] {what}", en: "{name}:{line}: [fact.{id}] {what}" }
    fn no_facts(name: &str) { sv: "{name}: där finns ingen uppgift; skriv en tabell [fact.NAMN]", en: "{name}: there is no fact; write a table [fact.NAME]" }
    fn no_error() { sv: "saknar medelfel; skriv standard_error över noll, eller add_luck = true om det är kommunens egen räkning", en: "lacks a standard error; write standard_error above zero, or add_luck = true where the place itself was counted" }
    fn cannot_be(value: &str, allowed: &str) { sv: "{value} kan inte stämma; {allowed}", en: "{value} cannot be right; {allowed}" }
    fn between(low: &str, high: &str) { sv: "skriv ett tal från {low} till {high}", en: "write a number from {low} to {high}" }
    fn at_least(low: &str) { sv: "skriv ett tal som är minst {low}", en: "write a number of at least {low}" }
    fn number_of_persons() { sv: "räknar personer, men modellen räknar hushåll; använd antalet hushåll", en: "counts persons, but the model counts households; use the number of households" }
    fn other_spell_rule(months: u32) { sv: "avslutar en period efter {months} månader utan bistånd, men modellen gör det efter en; använd en uppgift med den regeln", en: "ends a spell after {months} months without payment, but the model does after one; use a fact with that rule" }
    fn no_price_index(from: i32, to: i32) { sv: "är i {from} års priser, men [money.price_index] har inte både {from} och {to}", en: "is in prices of {from}, but [money.price_index] does not have both {from} and {to}" }
    fn unknown_source(id: &str) { sv: "nämner källan `{id}`, som inte finns i filen; skriv [source.{id}]", en: "names the source `{id}`, which is not in the file; write [source.{id}]" }
    fn error_word(what: &str) { sv: "fel: {what}", en: "error: {what}" }
}

/// Returns why facts cannot be read.
pub fn facts_unreadable(lang: Lang, name: &str, why: &Unreadable) -> String {
    let name = name.to_owned();
    let found = match why {
        Unreadable::Missing => Problem::TextMissing { name },
        why => Problem::TextUnreadable {
            name,
            why: why.clone(),
        },
    };
    error_word(lang, &problem::sentence(lang, &found))
}

/// Returns why numbers cannot be calibrated.
pub fn numbers_refused(lang: Lang, problems: &[NotFree]) -> String {
    let each = problems.iter().map(|problem| match problem {
        NotFree::Unknown {
            name,
            did_you_mean: near,
            known,
        } => {
            let listed: Vec<String> = known.iter().map(|name| format!("  {name}")).collect();
            let hint = match near {
                Some(near) => did_you_mean(lang, near),
                None => known_numbers(lang, &listed.join("\n")),
            };
            refused(lang, &unknown_number(lang, name), &hint)
        }
        NotFree::Fixed { address } => {
            refused(lang, &fixed(lang, address), &make_it_uncertain(lang))
        }
        NotFree::InsideList { address } => refused(
            lang,
            &inside_list(lang, address),
            &make_it_a_parameter(lang),
        ),
        NotFree::Twice { address } => refused(lang, &twice(lang, address), &name_it_once(lang)),
        NotFree::HowMany { named, most } => {
            refused(lang, &how_many(lang, *named), &at_most(lang, *most))
        }
    });
    each.collect::<Vec<String>>().join("\n")
}

/// Returns why facts cannot be used, each with its line.
pub fn facts_refused(lang: Lang, name: &str, text: &str, problems: &[FactProblem]) -> String {
    let each = problems.iter().map(|problem| {
        let start = (problem.place.start as usize).min(text.len());
        let before = text.as_bytes()[..start].iter();
        let line = 1 + before.filter(|byte| **byte == b'\n').count();
        let what = match &problem.mistake {
            FactMistake::NoFacts => return no_facts(lang, name),
            mistake => mistake_words(lang, mistake),
        };
        fact_line(lang, name, line, &problem.id, &what)
    });
    let each: Vec<String> = each.map(|line| error_word(lang, &line)).collect();
    each.join("\n")
}

fn mistake_words(lang: Lang, mistake: &FactMistake) -> String {
    let numbers = Numbers::new(lang);
    let figure = |x: f64| numbers.significant(x, 4);
    match mistake {
        FactMistake::NoFacts => String::new(),
        FactMistake::NoError => no_error(lang),
        FactMistake::Impossible { value, low, high } => {
            let allowed = match high {
                Some(high) => between(lang, &figure(*low), &figure(*high)),
                None => at_least(lang, &figure(*low)),
            };
            cannot_be(lang, &figure(*value), &allowed)
        }
        FactMistake::NumberOfPersons => number_of_persons(lang),
        FactMistake::OtherSpellRule { months } => other_spell_rule(lang, *months),
        FactMistake::NoPriceIndex { from, to } => no_price_index(lang, *from, *to),
        FactMistake::UnknownSource { id } => unknown_source(lang, id),
    }
}
