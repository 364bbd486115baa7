//! A Swedish paper is Swedish and an English one English: no word of the other slips in.

use crate::report::html::tests::one_page::sheet;
use crate::report::html::tests::{page, text_of, with_queue};
use crate::texts::Lang;

/// Words that are English and not Swedish.
const ENGLISH: &[&str] = &[
    "the",
    "and",
    "of",
    "with",
    "without",
    "is",
    "are",
    "was",
    "not",
    "this",
    "that",
    "these",
    "which",
    "what",
    "where",
    "month",
    "months",
    "year",
    "years",
    "household",
    "households",
    "saving",
    "savings",
    "from",
    "each",
    "every",
    "between",
    "number",
    "numbers",
    "municipality",
    "society",
    "futures",
    "gains",
    "loses",
    "loss",
    "gain",
    "share",
    "wait",
    "none",
    "source",
    "grade",
    "page",
    "show",
    "answer",
    "money",
    "people",
    "pays",
    "less",
    "more",
    "today",
];

/// Words that are Swedish and not English.
const SWEDISH: &[&str] = &[
    "och",
    "att",
    "det",
    "den",
    "är",
    "av",
    "för",
    "på",
    "som",
    "med",
    "inte",
    "till",
    "från",
    "kommunen",
    "hushåll",
    "hushållen",
    "månad",
    "månader",
    "framtider",
    "vinst",
    "förlust",
    "staten",
    "regionen",
    "försörjningsstöd",
    "tal",
    "talet",
    "mitten",
    "åtta",
    "tio",
    "visa",
    "sida",
    "pengarna",
    "betalar",
    "mer",
    "år",
    "ett",
    "en",
];

fn words_of(page: &str, listed: &[&str]) -> Vec<String> {
    let text = text_of(page);
    let attributes = page.split("aria-label=\"").skip(1);
    let attributes = attributes.map(|part| part.split('"').next().unwrap_or_default());
    let all = format!("{text}\n{}", attributes.collect::<Vec<_>>().join("\n")).to_lowercase();
    // The scenario's own ids and the command are nobody's language.
    let own = [
        "utfall compare exempel.toml",
        "utfall compare",
        "--lang en",
        "referral",
        "slow",
        "house",
        "meet",
    ];
    let all = own.iter().fold(all, |text, own| text.replace(own, ""));
    let words = all.split(|sign: char| !sign.is_alphanumeric());
    words
        .filter(|word| listed.contains(word))
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_swedish_paper_has_no_english_words() {
    for page in [page, sheet] {
        let found = words_of(&page(&with_queue(), Lang::Sv), ENGLISH);
        assert!(found.is_empty(), "{found:?}");
    }
}

#[test]
fn the_english_paper_has_no_swedish_words() {
    for page in [page, sheet] {
        let found = words_of(&page(&with_queue(), Lang::En), SWEDISH);
        assert!(found.is_empty(), "{found:?}");
    }
}

#[test]
fn words_of_the_other_language_would_be_found() {
    assert!(words_of(&page(&with_queue(), Lang::Sv), SWEDISH).len() > 100);
    assert!(words_of(&page(&with_queue(), Lang::En), ENGLISH).len() > 100);
}
