//! Words of a prediction that has been written in the register.

use crate::texts::Lang;
use crate::texts::lang::{either, sentences};

sentences! {
    fn choose(designs: &str) {
        sv: "fel: scenariot har flera arbetssätt, och bara ett kan vara det som kommunen ska arbeta enligt\ntips: skriv --design och ett av {designs}",
        en: "error: the scenario has several designs, and only one can be the one that the municipality will run\nhint: write --design and one of {designs}",
    }
    /// Stopped before it was finished.
    pub fn stopped() {
        sv: "avbrutet: ingen prognos har skrivits",
        en: "stopped: no prediction was written",
    }
    /// Title of the page.
    pub fn title(number: &str, design: &str) { sv: "Prognos {number}: {design}", en: "Prediction {number}: {design}" }
    /// Where it is kept.
    pub fn kept(path: &str, date: &str, first: &str, last: &str, draws: &str) {
        sv: "Skriven i {path} den {date}, för {first} till {last}, ur {draws} lika troliga framtider.",
        en: "Written in {path} on {date}, for {first} to {last}, from {draws} equally likely futures.",
    }
    /// What is counted.
    pub fn counted() {
        sv: "Hushåll är de som får någon utbetalning i månaden, vart och ett räknat en gång: så räknar kommunen. Utbetalt är i löpande priser. Bara de hushåll som scenariot följer räknas; jämför med samma hushåll i kommunens siffror.",
        en: "Households are those with any payment in the month, each counted once: as the municipality counts. Paid is in current prices. Only the households that the scenario follows count; hold the same households of the municipality's figures against it.",
    }
    /// The checksum.
    pub fn checksum(checksum: &str) {
        sv: "Kontrollsumma: {checksum}\nSkriv in den där andra kan se den, till exempel i protokollet. Ändras en rad i registret så märks det; att rader tagits bort från slutet märks bara mot en kontrollsumma som finns någon annanstans.",
        en: "Checksum: {checksum}\nPut it where others can see it, in the minutes for one. A changed line of the register is found out; lines taken off its end only against a checksum that is kept elsewhere.",
    }
    /// Column: month.
    pub fn column_month() { sv: "månad", en: "month" }
    /// Column: households.
    pub fn column_households() { sv: "hushåll", en: "households" }
    /// Column: paid.
    pub fn column_paid(unit: &str) { sv: "utbetalt, {unit}", en: "paid, {unit}" }
    /// Column: eight of ten.
    pub fn column_range() { sv: "åtta av tio", en: "eight of ten" }
    /// Follow it up later.
    pub fn follow_up(path: &str) {
        sv: "När månaderna har gått: utfall follow-up utfallet.csv --register {path}",
        en: "When the months have passed: utfall follow-up actual.csv --register {path} --lang en",
    }
}

/// Returns that a design must be chosen.
pub fn which_design(lang: Lang, known: &[String]) -> String {
    choose(lang, &either(lang, known))
}
