//! A Swedish paper is Swedish and an English one English: no word of the other slips in.

use crate::report::html::tests::one_page::sheet;
use crate::report::html::tests::sensitivity::with_sensitivity;
use crate::report::html::tests::{page, text_of, with_queue};
use crate::texts::Lang;

/// Words that are English and not Swedish.
const ENGLISH: &str = include_str!("../../../../tests/words/english_not_swedish.txt");

/// Words that are Swedish and not English.
const SWEDISH: &str = include_str!("../../../../tests/words/swedish_not_english.txt");

fn words_of(page: &str, listed: &str) -> Vec<String> {
    let listed: Vec<&str> = listed.lines().collect();
    let text = text_of(page);
    let attributes = page.split("aria-label=\"").skip(1);
    let attributes = attributes.map(|part| part.split('"').next().unwrap_or_default());
    let all = format!("{text}\n{}", attributes.collect::<Vec<_>>().join("\n")).to_lowercase();
    // The scenario's own ids and the command are nobody's language.
    let own = [
        "utfall compare exempel.toml",
        "utfall compare",
        "--lang en",
        "lost_share",
        "--draws-each",
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
        for results in [with_queue(), with_sensitivity()] {
            let found = words_of(&page(&results, Lang::Sv), ENGLISH);
            assert!(found.is_empty(), "{found:?}");
        }
    }
}

#[test]
fn the_english_paper_has_no_swedish_words() {
    for page in [page, sheet] {
        for results in [with_queue(), with_sensitivity()] {
            let found = words_of(&page(&results, Lang::En), SWEDISH);
            assert!(found.is_empty(), "{found:?}");
        }
    }
}

#[test]
fn words_of_the_other_language_would_be_found() {
    assert!(words_of(&page(&with_queue(), Lang::Sv), SWEDISH).len() > 100);
    assert!(words_of(&page(&with_queue(), Lang::En), ENGLISH).len() > 100);
}
