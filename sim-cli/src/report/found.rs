//! What is found about one question, with what its parts need to say it, in every form.

use sim_core::results::Results;

use crate::number::Numbers;
use crate::texts::Lang;

/// What is found, with what its parts need.
pub struct Found<'a, T> {
    /// All results.
    pub results: &'a Results,
    /// What is found about the question.
    pub found: &'a T,
    /// How numbers are shown.
    pub numbers: &'a Numbers,
    /// The language.
    pub lang: Lang,
}

impl<'a, T> Found<'a, T> {
    /// Returns what is found, in the language of the numbers.
    pub fn new(results: &'a Results, found: &'a T, numbers: &'a Numbers) -> Self {
        Self {
            results,
            found,
            numbers,
            lang: numbers.lang(),
        }
    }
}
