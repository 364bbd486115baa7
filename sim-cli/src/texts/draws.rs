//! What is said about kept draws: taking them up again, shards, and files that cannot be used.

use crate::error::{DrawsDiffer, DrawsProblem};
use crate::number::Numbers;
use crate::texts::Lang;
use crate::texts::lang::sentences;

sentences! {
    fn framed(path: &str, what: &str, hint: &str) {
        sv: "fel: {path} {what}\ntips: {hint}",
        en: "error: {path} {what}\nhint: {hint}",
    }
    /// A file to keep draws in is there already.
    pub fn there_already(path: &str) {
        sv: "fel: {path} finns redan och har inte rörts\ntips: fortsätt på den med --resume, eller välj ett annat namn",
        en: "error: {path} is there already and was not touched\nhint: continue it with --resume, or choose another name",
    }
    fn missing() { sv: "finns inte", en: "does not exist" }
    fn check_the_name() { sv: "kontrollera namnet", en: "check the name" }
    fn unreadable(why: &str) { sv: "går inte att läsa ({why})", en: "cannot be read ({why})" }
    fn check_the_rights() { sv: "kontrollera att filen får läsas och skrivas", en: "check that the file may be read and written" }
    fn in_use() { sv: "skrivs av en annan körning just nu", en: "is being written by another run" }
    fn wait() { sv: "vänta tills den är klar, eller avbryt den", en: "wait until that has ended, or stop it" }
    fn not_draws() { sv: "innehåller inte framtider som programmet har sparat", en: "does not hold draws that the program has kept" }
    fn such_a_file() {
        sv: "en sådan fil skrivs med `utfall compare FIL --keep-draws FIL`",
        en: "such a file is written by `utfall compare FILE --keep-draws FILE`",
    }
    fn other_format(found: &str, ours: u32) {
        sv: "är skriven i format {found}; programmet läser format {ours}",
        en: "is written in format {found}; the program reads format {ours}",
    }
    fn use_that_version() { sv: "använd det program som skrev filen", en: "use the program that wrote the file" }
    fn damaged(at_byte: &str) {
        sv: "har ändrats sedan den skrevs, från byte {at_byte}",
        en: "has been changed since it was written, from byte {at_byte} on",
    }
    fn take_a_copy() {
        sv: "hämta en oskadad kopia, eller räkna om till en ny fil",
        en: "fetch an undamaged copy, or run again into a new file",
    }
    fn does_not_fit() {
        sv: "innehåller framtider som det här programmet inte räknar fram ur det här scenariot",
        en: "holds draws that this program does not get from this scenario",
    }
    fn run_again() { sv: "räkna om till en ny fil", en: "run again into a new file" }
    fn was_made_with(what: &str, here: &str, there: &str) {
        sv: "är gjord med {what} {here}, inte {there}",
        en: "was made with {what} {here}, not {there}",
    }
    fn was_made_otherwise(what: &str, here: &str, there: &str, other: &str) {
        sv: "är gjord med {what} {here}, men {other} med {there}",
        en: "was made with {what} {here}, but {other} with {there}",
    }
    fn same_line() {
        sv: "skriv samma rad som förra gången, eller välj en ny fil",
        en: "write the same line as last time, or choose a new file",
    }
    fn same_run() {
        sv: "delar går bara ihop om de är gjorda av samma scenario, frö, antal framtider och program",
        en: "shards fit together only when made from the same scenario, seed, number of futures and program",
    }
    fn holds_more(held: &str, asked: &str) {
        sv: "har redan {held} framtider, fler än de {asked} som ska räknas",
        en: "already holds {held} futures, more than the {asked} asked for",
    }
    fn ask_for_more(held: &str) {
        sv: "skriv --draws {held} eller mer (--max-draws, med --precision)",
        en: "write --draws {held} or more (--max-draws, with --precision)",
    }
    fn gap(first: &str, last: &str) {
        sv: "saknar framtid {first} till {last}, och ingen annan fil har dem",
        en: "lacks futures {first} to {last}, and no other file has them",
    }
    fn add_the_shard() {
        sv: "ta med den del som saknas, eller räkna klart en avbruten del med --resume",
        en: "add the shard that is missing, or finish an interrupted one with --resume",
    }
    fn overlap(other: &str) { sv: "har framtider som också finns i {other}", en: "holds futures that {other} holds too" }
    fn leave_one_out() { sv: "ta bort en av dem från raden", en: "leave one of them out" }

    fn scenario() { sv: "scenariot", en: "scenario" }
    fn version() { sv: "utfall", en: "utfall" }
    fn seed() { sv: "frö", en: "seed" }
    fn designs() { sv: "arbetssätten", en: "designs" }
    fn number() { sv: "antalet framtider", en: "number of futures" }
    fn shard() { sv: "del", en: "shard" }

    fn goes_on(path: &str, draws: &str) {
        sv: "{path}: fortsätter efter {draws} framtider",
        en: "{path}: going on after {draws} futures",
    }
    fn was_cut_off(path: &str) {
        sv: "{path}: den sista omgången var inte färdigskriven och räknas om",
        en: "{path}: the last batch was not written to its end and is run again",
    }
    fn shard_kept(path: &str, number: u32, of: u32) {
        sv: "{path}: del {number} av {of} är klar; sätt ihop delarna med utfall merge",
        en: "{path}: shard {number} of {of} is done; join the shards with utfall merge",
    }
    fn stopped_kept(path: &str, draws: &str, asked: &str) {
        sv: "avbrutet: {draws} av {asked} framtider finns i {path}; fortsätt med --resume",
        en: "stopped: {draws} of {asked} futures are in {path}; go on with --resume",
    }
    /// A most without a precision.
    pub fn most_needs_precision() {
        sv: "fel: --max-draws hör ihop med --precision eller --precision-sek\ntips: skriv --draws för ett bestämt antal framtider",
        en: "error: --max-draws goes with --precision or --precision-sek\nhint: write --draws for a fixed number of futures",
    }
    /// Fewer draws at most than at least.
    pub fn most_below_least(most: &str, least: &str) {
        sv: "fel: --max-draws {most} är färre än --draws {least}\ntips: --draws är det minsta antalet framtider, --max-draws det största",
        en: "error: --max-draws {most} is fewer than --draws {least}\nhint: --draws is the least number of futures, --max-draws the most",
    }
}

/// Returns why a file of draws cannot be used, and what to do.
pub fn problem(lang: Lang, path: &str, what: &DrawsProblem) -> String {
    let numbers = Numbers::new(lang);
    let (what, hint) = match what {
        DrawsProblem::Missing => (missing(lang), check_the_name(lang)),
        DrawsProblem::Unreadable(why) => (unreadable(lang, why), check_the_rights(lang)),
        DrawsProblem::InUse => (in_use(lang), wait(lang)),
        DrawsProblem::NotDraws => (not_draws(lang), such_a_file(lang)),
        DrawsProblem::OtherFormat { found, ours } => {
            (other_format(lang, found, *ours), use_that_version(lang))
        }
        DrawsProblem::Damaged { at_byte } => {
            (damaged(lang, &numbers.count(*at_byte)), take_a_copy(lang))
        }
        DrawsProblem::DoesNotFit => (does_not_fit(lang), run_again(lang)),
        DrawsProblem::Differs {
            what,
            here,
            there,
            other,
        } => {
            let what = word(lang, *what);
            match other {
                None => (was_made_with(lang, &what, here, there), same_line(lang)),
                Some(other) => {
                    let other = other.display().to_string();
                    let text = was_made_otherwise(lang, &what, here, there, &other);
                    (text, same_run(lang))
                }
            }
        }
        DrawsProblem::HoldsMore { held, asked } => (
            holds_more(lang, &numbers.count(*held), &numbers.count(*asked)),
            ask_for_more(lang, &held.to_string()),
        ),
        DrawsProblem::Gap { first, end } => (
            // People count from one.
            gap(lang, &numbers.count(*first + 1), &numbers.count(*end)),
            add_the_shard(lang),
        ),
        DrawsProblem::Overlap { other } => (
            overlap(lang, &other.display().to_string()),
            leave_one_out(lang),
        ),
    };
    framed(lang, path, &what, &hint)
}

fn word(lang: Lang, what: DrawsDiffer) -> String {
    match what {
        DrawsDiffer::Scenario => scenario(lang),
        DrawsDiffer::Version => version(lang),
        DrawsDiffer::Seed => seed(lang),
        DrawsDiffer::Designs => designs(lang),
        DrawsDiffer::Draws => number(lang),
        DrawsDiffer::Shard => shard(lang),
    }
}

/// Returns from where a run that is taken up again goes on, and whether its end was cut off.
pub fn taken_up(lang: Lang, path: &str, draws: u64, torn_bytes: u64) -> String {
    let text = goes_on(lang, path, &Numbers::new(lang).count(draws));
    match torn_bytes {
        0 => text,
        _ => format!("{}\n{text}", was_cut_off(lang, path)),
    }
}

/// Returns that a shard is finished.
pub fn shard_done(lang: Lang, path: &str, (number, of): (u32, u32)) -> String {
    shard_kept(lang, path, number, of)
}

/// Returns that what was finished is kept.
pub fn stopped(lang: Lang, draws: u64, asked: u64, path: &str) -> String {
    let numbers = Numbers::new(lang);
    stopped_kept(lang, path, &numbers.count(draws), &numbers.count(asked))
}
