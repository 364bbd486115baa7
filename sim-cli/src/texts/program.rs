//! What the program says about itself: files, stopping, faults, progress.

use std::io::{Error, ErrorKind};

use crate::browser::NotPrinted;
use crate::number::{Numbers, plural};
use crate::texts::Lang;
use crate::texts::lang::{either, sentences};

sentences! {
    fn design_not_there(id: &str) {
        sv: "fel: scenariot har inget arbetssätt `{id}`",
        en: "error: the scenario has no design `{id}`",
    }
    fn designs_there(known: &str) { sv: "tips: välj bland {known}", en: "hint: choose from {known}" }
    /// Nothing stands beside `today`.
    pub fn nothing_to_compare() {
        sv: "fel: scenariot har bara `today`, så det finns inget att jämföra med\ntips: lägg till ett arbetssätt under [design.NAMN] med `based_on = \"today\"`",
        en: "error: the scenario has only `today`, so there is nothing to compare\nhint: add a design under [design.NAME] with `based_on = \"today\"`",
    }
    fn cannot_write_for(path: &str, why: &str) {
        sv: "fel: det går inte att skriva {path} ({why})",
        en: "error: cannot write {path} ({why})",
    }
    fn no_folder() { sv: "mappen finns inte; skapa den först", en: "the folder is not there; make it first" }
    fn not_allowed() { sv: "du får inte skriva där", en: "you may not write there" }
    fn is_folder() { sv: "det är en mapp", en: "it is a folder" }
    fn not_folder() { sv: "en del av sökvägen är ingen mapp", en: "a part of the path is no folder" }
    fn disk_full() { sv: "disken är full", en: "the disk is full" }
    fn disk_read_only() { sv: "disken går bara att läsa", en: "the disk can only be read" }
    /// A file is there already.
    pub fn file_exists(path: &str) {
        sv: "fel: {path} finns redan och har inte rörts\ntips: välj ett annat namn, eller skriv över den med --force",
        en: "error: {path} is there already and was not touched\nhint: choose another name, or overwrite it with --force",
    }
    /// The screen cannot be written to.
    pub fn cannot_print(why: &str) {
        sv: "fel: det går inte att skriva ut svaret ({why})",
        en: "error: cannot print the answer ({why})",
    }
    /// Stopped before a first batch.
    pub fn stopped_empty() {
        sv: "avbrutet innan några framtider hade räknats klart; det finns inget svar att visa",
        en: "stopped before any futures were finished; there is no answer to show",
    }
    /// Asked to stop.
    pub fn stopping() {
        sv: "\navbryter efter den omgång som räknas nu; tryck Ctrl-C igen för att avsluta genast",
        en: "\nstopping after the batch that is being run; press Ctrl-C again to end at once",
    }
    /// The threads could not be started.
    pub fn no_threads() {
        sv: "fel: trådarna gick inte att starta\ntips: pröva färre med --threads",
        en: "error: the threads could not be started\nhint: try fewer with --threads",
    }
    /// A household moved on and on in a draw.
    fn household_went_wrong(draw: &str) {
        sv: "fel: i framtid {draw} bytte ett hushåll läge tiotusen gånger utan att tiden gick; inget svar ges\ntips: sök efter längder som är noll och takter som är mycket höga, till exempel ett uppehåll på 0 dagar, en återkomst på stunden eller en insats utan längd",
        en: "error: in future {draw} a household changed state ten thousand times without time passing; no answer is given\nhint: look for lengths of zero and very high rates, such as a payment gap of 0 days, an immediate return or an intervention without length",
    }
    /// Something that cannot be.
    pub fn broken(what: &str) {
        sv: "fel i programmet: {what}",
        en: "error in the program: {what}",
    }
    fn draw_went_wrong(draw: &str) {
        sv: "fel: framtid {draw} gav ett belopp som inte är ett tal\ntips: kontrollera de osäkra talen; något av dem kan bli orimligt stort eller litet",
        en: "error: future {draw} gave an amount that is not a number\nhint: check the uncertain numbers; one of them may become absurdly large or small",
    }
    fn fault(what: &str, place: &str) {
        sv: "programmet har gjort fel och måste sluta; inga filer är halvskrivna\nskicka gärna det här till den som sköter programmet: {what} ({place})",
        en: "the program has made a mistake and must stop; no file is half-written\nplease pass this on to whoever maintains the program: {what} ({place})",
    }
    fn only_the_first(count: &str, shown: &str) {
        sv: "{count}; de första {shown} visas",
        en: "{count}; the first {shown} are shown",
    }
    /// A file was written.
    pub fn written(path: &str) { sv: "{path} är skriven", en: "{path} is written" }
    /// A starter file was written; what to do next.
    pub fn starter_written(path: &str) {
        sv: "{path} är skriven\nräkna med:  utfall compare {path}\nändra i filen med en vanlig textredigerare och kontrollera med:  utfall check {path}",
        en: "{path} is written\nrun it with:  utfall compare {path}\nchange it in any text editor and check it with:  utfall check {path}",
    }
    /// Nothing is wrong with a file.
    pub fn no_errors(name: &str) { sv: "{name}: inga fel", en: "{name}: no errors" }
    /// The pattern of the progress bar.
    pub fn progress_template() {
        sv: "räknar [{{bar:30}}] {{count}} framtider, {{left}} kvar",
        en: "running [{{bar:30}}] {{count}} futures, {{left}} left",
    }
}

/// Returns that a file cannot be written, and why.
pub fn cannot_write(lang: Lang, path: &str, why: &Error) -> String {
    let why = match why.kind() {
        ErrorKind::NotFound => no_folder(lang),
        ErrorKind::PermissionDenied => not_allowed(lang),
        ErrorKind::IsADirectory => is_folder(lang),
        ErrorKind::NotADirectory => not_folder(lang),
        ErrorKind::StorageFull => disk_full(lang),
        ErrorKind::ReadOnlyFilesystem => disk_read_only(lang),
        _ => why.to_string(),
    };
    cannot_write_for(lang, path, &why)
}

/// Returns that a design asked for is not there, and which are.
pub fn unknown_design(lang: Lang, id: &str, known: &[String]) -> String {
    let mut text = design_not_there(lang, id);
    if !known.is_empty() {
        text = format!("{text}\n{}", designs_there(lang, &either(lang, known)));
    }
    text
}

/// Returns that an analysis was stopped with a part of its answer.
pub fn analysis_stopped(lang: Lang) -> String {
    let text = lang.pick(
        "avbrutet: jämförelsen är klar, det som hann bli klart av analysen visas",
        "stopped: the comparison is finished, what was finished of the analysis is shown",
    );
    text.to_owned()
}

/// Returns what is said after a run that was stopped with some of it finished.
pub fn stopped_with_answer(lang: Lang, draws: u64, asked: u64) -> String {
    let numbers = Numbers::new(lang);
    let (draws, asked) = (numbers.count(draws), numbers.count(asked));
    match lang {
        Lang::Sv => format!("avbrutet: svaret bygger på {draws} av {asked} framtider"),
        Lang::En => format!("stopped: the answer rests on {draws} of {asked} futures"),
    }
}

/// Returns that the answer rests on fewer sets of values than were asked for.
pub fn stopped_sampling(lang: Lang, tried: u64, asked: u64) -> String {
    let numbers = Numbers::new(lang);
    let (tried, asked) = (numbers.count(tried), numbers.count(asked));
    match lang {
        Lang::Sv => {
            format!("avbrutet: svaret bygger på {tried} av {asked} uppsättningar av värden")
        }
        Lang::En => format!("stopped: the answer rests on {tried} of {asked} sets of values"),
    }
}

/// Returns that a draw gave something that is not a number.
pub fn not_a_number(lang: Lang, draw: u64) -> String {
    // People count from one.
    draw_went_wrong(lang, &Numbers::new(lang).count(draw + 1))
}

/// Returns that a household moved on and on without time passing in a draw.
pub fn restless(lang: Lang, draw: u64) -> String {
    household_went_wrong(lang, &Numbers::new(lang).count(draw + 1))
}

/// Returns what is said when the program itself is at fault.
///
/// English stands below Swedish (or the other way round), since whoever gets it passed on
/// may read only one of them.
pub fn panicked(lang: Lang, what: &str, place: &str) -> String {
    let other = lang.pick(Lang::En, Lang::Sv);
    format!(
        "{}\n\n{}",
        fault(lang, what, place),
        fault(other, what, place)
    )
}

/// Returns what stands at the top of a resolved scenario.
pub fn resolved_note(lang: Lang) -> &'static str {
    lang.pick(
        "# Scenariot efter include och based_on, att läsa. Kör originalet: där är ett osäkert\n# tal som två arbetssätt delar ett och samma tal, här är det skrivet i båda.\n\n",
        "# The scenario after include and based_on, to be read. Run the original: there an\n# uncertain number that two designs share is one number, here it is written in both.\n\n",
    )
}

/// Returns how many errors and warnings there were in all.
pub fn closing_count(lang: Lang, errors: u64, warnings: u64) -> String {
    let errors_word = lang.pick("fel", plural(errors, "error", "errors"));
    let warnings_word = match lang {
        Lang::Sv => plural(warnings, "varning", "varningar"),
        Lang::En => plural(warnings, "warning", "warnings"),
    };
    match (errors, warnings) {
        (0, _) => format!("{warnings} {warnings_word}"),
        (_, 0) => format!("{errors} {errors_word}"),
        _ => format!("{errors} {errors_word}, {warnings} {warnings_word}"),
    }
}

/// Returns a count with the remark that only the first are shown.
pub fn first_shown(lang: Lang, count: &str, shown: u64) -> String {
    only_the_first(lang, count, &shown.to_string())
}

/// Returns the words for an error, a warning and a hint.
pub fn levels(lang: Lang) -> (&'static str, &'static str, &'static str) {
    match lang {
        Lang::Sv => ("fel", "varning", "tips"),
        Lang::En => ("error", "warning", "hint"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Lang, closing_count, panicked};

    #[test]
    fn a_fault_of_ours_is_told_in_both_languages_the_own_first() {
        let said = panicked(Lang::Sv, "index out of bounds", "src/x.rs:1");
        let (swedish, english) = said.split_once("\n\n").expect("two parts");
        assert!(swedish.starts_with("programmet har gjort fel"));
        assert!(english.starts_with("the program has made a mistake"));
        assert_eq!(said.matches("src/x.rs:1").count(), 2);
        assert!(panicked(Lang::En, "", "").starts_with("the program"));
    }

    #[test]
    fn errors_and_warnings_are_counted_in_words() {
        assert_eq!(closing_count(Lang::Sv, 1, 2), "1 fel, 2 varningar");
        assert_eq!(closing_count(Lang::En, 2, 1), "2 errors, 1 warning");
        assert_eq!(closing_count(Lang::En, 0, 1), "1 warning");
    }
}

/// A page could not be printed; it is kept.
pub fn not_printed(lang: Lang, kept: &str, why: &NotPrinted) -> String {
    let why = match why {
        NotPrinted::NoBrowser => no_browser(lang),
        NotPrinted::NotStarted(browser) => {
            browser_not_started(lang, &browser.display().to_string())
        }
        NotPrinted::NoPage(browser) => {
            browser_printed_nothing(lang, &browser.display().to_string())
        }
    };
    format!("{why}\n{}", page_kept(lang, kept))
}

sentences! {
    /// No browser.
    fn no_browser() {
        sv: "fel: hittar ingen webbläsare som kan skriva ut till PDF\ntips: installera Chromium, Chrome eller Edge, eller säg var den finns med --browser",
        en: "error: no browser was found that can print to PDF\nhint: install Chromium, Chrome or Edge, or say where it is with --browser",
    }
    /// It does not start.
    fn browser_not_started(browser: &str) {
        sv: "fel: {browser} går inte att starta\ntips: ange programfilen för Chromium, Chrome eller Edge",
        en: "error: {browser} does not start\nhint: name the program file of Chromium, Chrome or Edge",
    }
    /// It printed nothing.
    fn browser_printed_nothing(browser: &str) {
        sv: "fel: {browser} skrev inte ut någon sida",
        en: "error: {browser} printed no page",
    }
    /// Where the page is.
    fn page_kept(path: &str) {
        sv: "Sidan finns i {path}: öppna den i en webbläsare och skriv ut den därifrån.",
        en: "The page is in {path}: open it in a browser and print it from there.",
    }
}
