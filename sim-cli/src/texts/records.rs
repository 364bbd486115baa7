//! Why a file of records cannot be used.

use sim_core::diagnostic::Unreadable;
use sim_core::records::account::{Account, Dropped};
use sim_core::results::fitted::Cell;

use crate::number::Numbers;
use crate::records::{Field, RecordsProblem};
use crate::texts::Lang;
use crate::texts::fit::{cell, dropped};
use crate::texts::lang::sentences;
use crate::texts::reasons::to_fill_in;

sentences! {
    fn head(name: &str) { sv: "fel: ärendena i {name} kan inte användas; inget har skrivits", en: "error: the records in {name} cannot be used; nothing was written" }
    fn missing() { sv: "Filen finns inte.", en: "The file is not there." }
    fn folder() { sv: "Det är en mapp.", en: "It is a folder." }
    fn refused(why: &str) { sv: "Den går inte att läsa: {why}", en: "It cannot be read: {why}" }
    fn not_text() {
        sv: "Det är inte text. Spara kalkylbladet som CSV, med teckenkodningen UTF-8.",
        en: "It is no text. Save the spreadsheet as CSV, in UTF-8.",
    }
    fn empty() { sv: "Filen är tom.", en: "The file is empty." }
    fn no_rows() { sv: "Det finns inga rader under kolumnnamnen.", en: "There are no rows below the names of the columns." }
    fn too_large() { sv: "Filen är för stor.", en: "The file is too large." }
    fn no_column(field: &str, there: &str) {
        sv: "Ingen kolumn för {field}. Skriv dess namn i kopplingsfilen. Första raden har: {there}.",
        en: "No column for {field}. Write its name in the mapping file. The first row has: {there}.",
    }
    fn no_such_column(field: &str, asked: &str, there: &str) {
        sv: "Kopplingsfilen säger att {field} står i kolumnen {asked}, men den finns inte. Första raden har: {there}.",
        en: "The mapping says that {field} stands in the column {asked}, which is not there. The first row has: {there}.",
    }
    fn no_names() { sv: "inga kolumnnamn (saknas raden med namn?)", en: "no names of columns (is the row with names missing?)" }
    fn long_line(line: u64) {
        sv: "Rad {line} är orimligt lång. Saknas radbrytningar i filen?",
        en: "Line {line} is absurdly long. Does the file lack line breaks?",
    }
    fn open_quote(line: u64) {
        sv: "På rad {line} börjar ett citattecken som aldrig slutar.",
        en: "On line {line} a quotation mark opens and never closes.",
    }
    fn cut_off(line: u64) {
        sv: "Filen är avklippt: rad {line} slutar mitt i. Hämta den på nytt.",
        en: "The file is cut off: line {line} ends in the middle. Fetch it again.",
    }
    fn mixed(line: u64, rows: &str, wrong: &str) {
        sv: "{wrong} av {rows} rader har ett annat antal celler än första raden, den första på rad {line}. Är både ; och , använda som skiljetecken?",
        en: "{wrong} of {rows} rows have another number of cells than the first row, the first on line {line}. Are both ; and , used between cells?",
    }
    fn unknown_reasons(unknown: &str, rows: &str) {
        sv: "{unknown} av {rows} avslut har en orsak som ingen har sagt vad den betyder. Lägg detta i kopplingsfilen och flytta in varje orsak där den hör hemma:",
        en: "{unknown} of {rows} closings have a reason that nobody said the meaning of. Put this into the mapping file and move each reason to where it belongs:",
    }
    fn bad_day(key: &str) {
        sv: "{key} i kopplingsfilen är inget datum. Skriv till exempel \"2023-01-01\".",
        en: "{key} in the mapping is no date. Write for example \"2023-01-01\".",
    }
    fn too_many(rows: &str) {
        sv: "För få av de {rows} raderna går att använda. Bortfallet:",
        en: "Too few of the {rows} rows can be used. What was dropped:",
    }
    fn too_few() {
        sv: "Färre än fem hushåll. Allt som sades skulle handla om enskilda.",
        en: "Fewer than five households. Whatever was said would be about somebody.",
    }
}

fn field(lang: Lang, field: Field) -> &'static str {
    match field {
        Field::Household => lang.pick("hushållet (household)", "the household (household)"),
        Field::Segment => lang.pick("gruppen (segment)", "the group (segment)"),
        Field::Application => lang.pick("ansökan (application)", "the application (application)"),
        Field::Decision => lang.pick("beslutet (decision)", "the decision (decision)"),
        Field::Start => lang.pick("startdagen (start)", "the first day (start)"),
        Field::End => lang.pick("slutdagen (end)", "the last day (end)"),
        Field::Reason => lang.pick("avslutsorsaken (reason)", "the reason for closing (reason)"),
        Field::Paid => lang.pick("det utbetalda (paid_sek)", "what was paid (paid_sek)"),
        Field::Month => lang.pick("månaden (month)", "the month (month)"),
    }
}

/// Returns why a file of records cannot be used.
pub fn problems(lang: Lang, name: &str, problems: &[RecordsProblem]) -> String {
    let mut text = head(lang, name);
    for problem in problems {
        text = format!("{text}\n  {}", one(lang, problem));
    }
    text
}

fn one(lang: Lang, problem: &RecordsProblem) -> String {
    let count = |rows: &u64| Numbers::new(lang).count(*rows);
    match problem {
        RecordsProblem::Unreadable(why) => match why {
            Unreadable::Missing => missing(lang),
            Unreadable::Directory => folder(lang),
            Unreadable::TooLarge => too_large(lang),
            Unreadable::NotText => not_text(lang),
            Unreadable::Empty => empty(lang),
            Unreadable::Refused(why) => refused(lang, why),
        },
        RecordsProblem::NotText => not_text(lang),
        RecordsProblem::Empty => empty(lang),
        RecordsProblem::NoColumn {
            field: of,
            asked,
            there,
        } => {
            let there = match there.is_empty() {
                true => no_names(lang),
                false => there.join(", "),
            };
            match asked {
                Some(asked) => no_such_column(lang, field(lang, *of), asked, &there),
                None => no_column(lang, field(lang, *of), &there),
            }
        }
        RecordsProblem::NoRows => no_rows(lang),
        RecordsProblem::LongLine(line) => long_line(lang, *line),
        RecordsProblem::OpenQuote(line) => open_quote(lang, *line),
        RecordsProblem::CutOff(line) => cut_off(lang, *line),
        RecordsProblem::MixedSeparators { line, rows, wrong } => {
            mixed(lang, *line, &count(rows), &count(wrong))
        }
        RecordsProblem::UnknownReasons {
            rows,
            unknown,
            words,
        } => {
            let told = unknown_reasons(lang, &count(unknown), &count(rows));
            format!("{told}\n\n{}", to_fill_in(lang, words))
        }
        RecordsProblem::BadDay(key) => bad_day(lang, key),
        RecordsProblem::TooManyDropped(account) => dropped_rows(lang, account),
        RecordsProblem::TooFew => too_few(lang),
    }
}

fn dropped_rows(lang: Lang, account: &Account) -> String {
    let numbers = Numbers::new(lang);
    let mut text = too_many(lang, &numbers.count(account.rows));
    for why in Dropped::ALL {
        let rows = account.dropped_for(why);
        if rows > 0 {
            let rows = cell(Cell::of(rows), &numbers);
            text = format!("{text}\n    {}: {rows}", dropped(lang, why));
        }
    }
    text
}
