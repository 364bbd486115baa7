//! Results as a page of text for a plain console, in the order of its three readers.
//!
//! First the answer in sentences and a picture (the politician), then money per budget
//! year and account (the finance officer), then people and what it all rests on (the
//! planner).

pub mod verdict;
pub mod precision;
pub mod answer;
pub mod money;
mod people;
mod queues;
mod basis;

pub use answer::capitalised;

use sim_core::results::Results;

use crate::number::Numbers;
use crate::report::page::Page;
use crate::texts::Lang;

/// What a page of text needs besides the results.
pub struct Setting {
    /// The language.
    pub lang: Lang,
    /// How many columns the reader has.
    pub width: usize,
    /// The scenario file, as the person typed it.
    pub file: String,
    /// The line that gives the same answer again.
    pub command: String,
}

/// Everything the parts of the page share.
pub struct View<'a> {
    /// What is shown.
    pub results: &'a Results,
    /// How.
    pub setting: &'a Setting,
    /// How numbers are shown.
    pub numbers: Numbers,
    /// The language.
    pub lang: Lang,
}

impl<'a> View<'a> {
    /// Returns what every part of a page of these results needs.
    pub fn new(results: &'a Results, setting: &'a Setting) -> Self {
        Self {
            results,
            setting,
            numbers: Numbers::new(setting.lang),
            lang: setting.lang,
        }
    }
}

/// Returns the whole page.
pub fn write(results: &Results, setting: &Setting) -> String {
    let view = View::new(results, setting);
    let mut page = Page::new(setting.width);
    answer::write(&view, &mut page);
    money::write(&view, &mut page);
    people::write(&view, &mut page);
    basis::write(&view, &mut page);
    page.finish()
}
