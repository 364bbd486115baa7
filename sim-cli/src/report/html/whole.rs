//! The page as a whole.

use maud::{DOCTYPE, Markup, html};
use sim_core::results::Results;

use crate::report::html::paper::Paper;
use crate::report::html::{answer, appendix, decides, head, money, opening, people, rests};
use crate::report::text::{Setting, View};
use crate::texts::paper as say;

/// Returns the whole page.
pub fn write(results: &Results, setting: &Setting) -> String {
    let view = View::new(results, setting);
    let paper = Paper::new(&view);
    without_hidden_signs(&page(&paper).into_string())
}

fn page(paper: &Paper<'_>) -> Markup {
    let lang = paper.lang;
    html! {
        (DOCTYPE)
        html lang=(lang.pick("sv", "en")) {
            head { (head::head(paper)) }
            body {
                a.skip href="#answer" { (say::skip(lang)) }
                (opening::opening(paper))
                main {
                    (answer::answer(paper))
                    (money::money(paper))
                    (people::people(paper))
                    (decides::decides(paper))
                    (rests::rests(paper))
                    (appendix::appendix(paper))
                }
                footer { p { (say::made_by(lang, &paper.results.run.program_version)) } }
                div #tip hidden {}
                (head::script())
            }
        }
    }
}

/// Takes away signs that are not seen but turn the direction of what follows, and control
/// signs that no page may hold: a title must not rearrange the words around it.
pub fn without_hidden_signs(page: &str) -> String {
    let is_hidden = |sign: char| {
        matches!(sign, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            || (sign.is_control() && sign != '\n')
    };
    page.chars().filter(|sign| !is_hidden(*sign)).collect()
}
