//! The head of the page: what it may do, how it looks, and the little script.

use maud::{Markup, PreEscaped, html};

use crate::report::charts::ink;
use crate::report::html::paper::{Paper, short};
use crate::texts::{one_page, paper as say};

const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");
/// SHA-256 of the script in base 64, so that a browser runs it and no other; held by a test.
pub const SCRIPT_HASH: &str = "sha256-wdLEMB6XXiV38Vr/WcQoQQ2dUbNCMtf6kTDFUTUi/oI=";

/// The sheet of the summary, which has no margins to speak of and nothing printed in them.
const ONE_SHEET: &str = include_str!("one_page.css");

/// Returns what stands in the head of the whole paper.
pub fn head(paper: &Paper<'_>) -> Markup {
    let title = short(paper.lang.of(&paper.results.run.title));
    head_with(paper, &say::kicker(paper.lang), &margins(paper, &title))
}

/// Returns what stands in the head of the summary.
pub fn head_of_one_page(paper: &Paper<'_>) -> Markup {
    head_with(paper, &one_page::kicker(paper.lang), ONE_SHEET)
}

fn head_with(paper: &Paper<'_>, kicker: &str, sheet: &str) -> Markup {
    let title = short(paper.lang.of(&paper.results.run.title));
    let policy = format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src '{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'"
    );
    html! {
        meta charset="utf-8";
        meta http-equiv="Content-Security-Policy" content=(policy);
        meta name="viewport" content="width=device-width, initial-scale=1";
        meta name="generator" content={ "Utfall " (paper.results.run.program_version) };
        title { (title) " – " (kicker) }
        style { (PreEscaped(STYLE)) (PreEscaped(designs())) (PreEscaped(sheet)) }
    }
}

/// Returns the script, as the last thing on the page.
pub fn script() -> Markup {
    html! { script { (PreEscaped(SCRIPT)) } }
}

/// Returns the colours of the letters, and how a design is hidden.
fn designs() -> String {
    let mut style = String::new();
    for position in 1..7 {
        let colour = ink::of(position).colour;
        style.push_str(&format!(".b{position}{{background:{colour}}}"));
    }
    style.push_str(".b0{background:#404040}");
    for position in 0..40 {
        style.push_str(&format!(
            ".h{position} #people .d{position}{{display:none}}"
        ));
    }
    style
}

/// Returns what is printed in the margins of each sheet.
fn margins(paper: &Paper<'_>, title: &str) -> String {
    let lang = paper.lang;
    format!(
        "@page{{@top-left{{content:\"{}\"}}@bottom-right{{content:\"{}\" counter(page) \"{}\" counter(pages)}}}}",
        in_style(title),
        in_style(&say::page(lang)),
        in_style(&say::of_pages(lang)),
    )
}

/// Returns a text for a style sheet: every sign that is not a plain letter as its number.
fn in_style(text: &str) -> String {
    text.chars()
        .map(|sign| match sign {
            'a'..='z' | 'A'..='Z' | '0'..='9' | ' ' => sign.to_string(),
            // A space after a number belongs to the number.
            other => format!("\\{:06x} ", u32::from(other)),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{SCRIPT, SCRIPT_HASH, in_style};

    #[test]
    fn a_title_cannot_leave_its_place_in_the_style_sheet() {
        assert_eq!(in_style("a\"}</"), "a\\000022 \\00007d \\00003c \\00002f ");
    }

    #[test]
    fn the_policy_allows_the_script_as_it_is() {
        assert_eq!(SCRIPT_HASH, crate::report::html::tests::hash_of(SCRIPT));
    }

    #[test]
    fn the_script_is_short_and_says_nothing_in_any_language() {
        assert!(SCRIPT.lines().count() < 150);
        assert!(!SCRIPT.contains("innerHTML"));
    }
}
