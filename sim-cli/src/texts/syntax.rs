//! What the TOML reader finds wrong with the spelling of a file, in both languages.
//!
//! The reader speaks English. What it says most often is translated; its own words stay
//! in parentheses, so that they can be searched for.

use crate::texts::Lang;

/// A message of the reader, what it means, and what to do.
struct Known {
    /// How the reader's message begins.
    begins: &'static str,
    sv: &'static str,
    en: &'static str,
    hint_sv: &'static str,
    hint_en: &'static str,
}

const fn known(
    begins: &'static str,
    (sv, en): (&'static str, &'static str),
    (hint_sv, hint_en): (&'static str, &'static str),
) -> Known {
    Known {
        begins,
        sv,
        en,
        hint_sv,
        hint_en,
    }
}

/// From the most particular to the most general: the first that fits is used.
#[rustfmt::skip]
const KNOWN: &[Known] = &[
    known("duplicate key", ("samma nyckel står två gånger", "the same key stands twice"),
        ("ta bort den ena, eller slå ihop de två tabellerna", "take one out, or merge the two tables")),
    known("unclosed table", ("rubriken saknar `]`", "the heading lacks `]`"),
        ("skriv `]` sist på raden", "write `]` at the end of the line")),
    known("unclosed array table", ("rubriken saknar `]]`", "the heading lacks `]]`"),
        ("skriv `]]` sist på raden", "write `]]` at the end of the line")),
    known("unclosed inline table", ("tabellen saknar `}`", "the table lacks `}`"),
        ("skriv `}` där tabellen tar slut", "write `}` where the table ends")),
    known("unclosed array", ("listan saknar `]`", "the list lacks `]`"),
        ("skriv `]` där listan tar slut", "write `]` where the list ends")),
    known("invalid basic string", ("texten saknar sitt avslutande citattecken, eller innehåller ett tecken som inte får stå där", "the text lacks its closing quotation mark, or has a character that cannot stand there"),
        ("skriv texten mellan två \"; omvänt snedstreck skrivs \\\\", "write the text between two \"; a backslash is written \\\\")),
    known("invalid multi-line", ("den fleradiga texten saknar sitt avslutande \"\"\"", "the text over several lines lacks its closing \"\"\""),
        ("skriv \"\"\" där texten tar slut", "write \"\"\" where the text ends")),
    known("invalid literal string", ("texten saknar sitt avslutande '", "the text lacks its closing '"),
        ("skriv ' där texten tar slut", "write ' where the text ends")),
    known("string values must be quoted", ("en text ska stå inom citattecken", "a text must be in quotation marks"),
        ("skriv \"\" runt texten", "write \"\" around the text")),
    known("missing opening quote", ("texten saknar sitt inledande citattecken", "the text lacks its opening quotation mark"),
        ("skriv \" före texten", "write \" before the text")),
    known("missing value", ("det står inget värde efter `=`", "there is no value after `=`"),
        ("skriv ett värde, eller ta bort raden", "write a value, or take the line out")),
    known("key with no value", ("nyckeln saknar `=` och ett värde", "the key lacks `=` and a value"),
        ("skriv `nyckel = värde`, eller `#` först på raden om den är en kommentar", "write `key = value`, or `#` first on the line if it is a comment")),
    known("missing key", ("det saknas en nyckel före `=`", "a key is missing before `=`"),
        ("skriv `nyckel = värde`", "write `key = value`")),
    known("missing assignment", ("det saknas ett `=` mellan nyckel och värde", "there is no `=` between key and value"),
        ("skriv `nyckel = värde`", "write `key = value`")),
    known("missing comma", ("det saknas ett komma", "a comma is missing"),
        ("skriv `,` mellan värdena", "write `,` between the values")),
    known("extra comma", ("här står ett komma för mycket", "here is one comma too many"),
        ("ta bort kommat", "take the comma out")),
    known("extra", ("här står ett `=` för mycket", "here is one `=` too many"),
        ("ta bort det", "take it out")),
    known("unexpected `=`", ("här står ett `=` i en lista", "here is an `=` in a list"),
        ("en lista har bara värden: `[a, b]`", "a list has values only: `[a, b]`")),
    known("unexpected leading zero", ("talet börjar med en nolla för mycket", "the number begins with one zero too many"),
        ("skriv talet utan inledande nollor", "write the number without leading zeros")),
    known("cannot extend", ("nyckeln har redan ett värde och kan inte också vara en tabell", "the key has a value already and cannot be a table too"),
        ("byt namn på den ena", "rename one of them")),
    known("cannot recurse", ("tabeller och listor ligger för djupt i varandra", "tables and lists lie too deep in each other"),
        ("", "")),
    known("invalid unquoted key", ("nyckeln har ett tecken som inte får stå där", "the key has a character that cannot stand there"),
        ("använd a till z, siffror, `_` och `-`, eller skriv nyckeln inom citattecken", "use a to z, digits, `_` and `-`, or put the key in quotation marks")),
    known("unquoted keys cannot be empty", ("det saknas en nyckel före `=`", "a key is missing before `=`"),
        ("skriv `nyckel = värde`", "write `key = value`")),
    known("invalid boolean", ("här skulle stå `true` eller `false`", "`true` or `false` was meant here"),
        ("skriv `true` för ja och `false` för nej", "write `true` for yes and `false` for no")),
    known("invalid date", ("datumet är inte skrivet som ett datum", "the date is not written as a date"),
        ("en månad skrivs \"2027-01\" inom citattecken", "a month is written \"2027-01\" in quotation marks")),
    known("invalid comment", ("kommentaren har ett tecken som inte får stå där", "the comment has a character that cannot stand there"),
        ("", "")),
    known("carriage return", ("raden slutar på ett ovanligt sätt", "the line ends in an unusual way"),
        ("spara filen med vanliga radslut", "save the file with ordinary line ends")),
    known("unexpected content", ("här står något mer än raden kan innehålla", "here is more than the line can hold"),
        ("skriv en nyckel och ett värde på varje rad; `#` inleder en kommentar", "write one key and one value on each line; `#` begins a comment")),
    known("unexpected key or value", ("här står något mer än raden kan innehålla", "here is more than the line can hold"),
        ("skriv en nyckel och ett värde på varje rad; `#` inleder en kommentar", "write one key and one value on each line; `#` begins a comment")),
    known("integer number overflowed", ("talet är för stort", "the number is too large"), ("", "")),
    known("floating-point number overflowed", ("talet är för stort", "the number is too large"), ("", "")),
    known("invalid", ("här står något som inte går att läsa", "here is something that cannot be read"),
        ("tal skrivs 0.25, text inom citattecken, ja och nej som `true` och `false`", "numbers are written 0.25, text in quotation marks, yes and no as `true` and `false`")),
    known("expected", ("här står något annat än väntat", "here is something else than expected"), ("", "")),
    known("missing", ("här saknas något", "something is missing here"), ("", "")),
    known("", ("raden går inte att läsa", "the line cannot be read"), ("", "")),
];

fn look_up(message: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|known| message.starts_with(known.begins))
}

/// Returns what is wrong, with the reader's own words in parentheses.
pub fn sentence(lang: Lang, message: &str) -> String {
    match look_up(message) {
        Some(known) => format!("{} ({message})", lang.pick(known.sv, known.en)),
        None => message.to_owned(),
    }
}

/// Returns what to do about it, where that is known.
pub fn hint(lang: Lang, message: &str) -> Option<String> {
    let hint = look_up(message).map(|known| lang.pick(known.hint_sv, known.hint_en))?;
    (!hint.is_empty()).then(|| hint.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Lang, hint, sentence};

    #[test]
    fn the_readers_own_words_are_kept() {
        assert_eq!(
            sentence(Lang::Sv, "duplicate key"),
            "samma nyckel står två gånger (duplicate key)"
        );
        assert!(hint(Lang::En, "duplicate key").is_some());
    }

    #[test]
    fn a_message_nobody_has_translated_is_still_shown() {
        assert_eq!(
            sentence(Lang::Sv, "something quite new"),
            "raden går inte att läsa (something quite new)"
        );
        assert_eq!(hint(Lang::Sv, "something quite new"), None);
    }
}
