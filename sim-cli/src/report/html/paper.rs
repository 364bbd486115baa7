//! What every part of the page needs: the results, names of a bearable length, figures.

use maud::{Markup, html};
use sim_core::results::Results;
use sim_core::results::comparison::Comparison;
use sim_core::results::spread::Spread;

use crate::number::{MoneyStep, Numbers};
use crate::report::charts::ink;
use crate::report::found::Found;
use crate::report::html::table::Table;
use crate::report::text::View;
use crate::report::title;
use crate::texts::{Lang, paper as say};

/// Most letters of a name.
const LONGEST_NAME: usize = 120;
/// Most letters of a description or remark.
const LONGEST_TEXT: usize = 900;

/// The page that is being written.
pub struct Paper<'a> {
    /// What the sentences of the text page need.
    pub view: &'a View<'a>,
    /// The results.
    pub results: &'a Results,
    /// How numbers are shown.
    pub numbers: &'a Numbers,
    /// The language.
    pub lang: Lang,
    /// Most letters of a design's name.
    pub longest_name: usize,
}

impl<'a> Paper<'a> {
    /// Returns the page of some results.
    pub fn new(view: &'a View<'a>) -> Self {
        Self {
            view,
            results: view.results,
            numbers: &view.numbers,
            lang: view.lang,
            longest_name: LONGEST_NAME,
        }
    }

    /// Returns what is found about a question, as its part of the page needs it.
    pub fn about<T>(&self, found: &'a T) -> Found<'a, T> {
        Found::new(self.results, found, self.numbers)
    }

    /// Returns the position of a design, `today` at 0.
    pub fn position(&self, id: &str) -> usize {
        let mut designs = self.results.designs.iter();
        designs.position(|design| design.id == id).unwrap_or(0)
    }

    /// Returns what a design is called.
    pub fn name(&self, id: &str) -> String {
        cut(
            &title::design(self.lang, self.results, id),
            self.longest_name,
        )
    }

    /// Returns a design's name after its letter.
    pub fn lettered(&self, id: &str) -> String {
        match ink::letter(self.position(id)) {
            Some(letter) => format!("{letter}. {}", self.name(id)),
            None => self.name(id),
        }
    }

    /// Returns what stands over a table of one design: its letter first, where there are several.
    pub fn over(&self, comparison: &Comparison, caption: &str) -> String {
        match ink::letter(self.position(&comparison.design)) {
            Some(letter) if self.results.comparisons.len() > 1 => format!("{letter}. {caption}"),
            _ => caption.to_owned(),
        }
    }

    /// Returns a design's letter as a mark, in its colour.
    pub fn badge(&self, id: &str) -> Markup {
        let position = self.position(id);
        html! {
            @if let Some(letter) = ink::letter(position) {
                span class={ "badge b" (position % 7) } { (letter) }
            }
        }
    }

    /// Returns the heading of a design's part.
    pub fn heading(&self, comparison: &Comparison) -> Markup {
        html! { h3 { (self.badge(&comparison.design)) " " (self.name(&comparison.design)) } }
    }

    /// Returns the designs with how their lines are drawn.
    pub fn legend(&self) -> Markup {
        html! {
            ul.legend {
                @for (position, design) in self.results.designs.iter().enumerate() {
                    li {
                        (self.sample(position)) " " (self.badge(&design.id)) " " (self.name(&design.id))
                    }
                }
            }
        }
    }

    /// Returns a piece of a design's line.
    pub fn sample(&self, position: usize) -> Markup {
        let ink = ink::of(position);
        html! {
            svg.sample viewBox="0 0 30 10" aria-hidden="true" {
                line x1="1" x2="29" y1="5" y2="5" stroke=(ink.colour) stroke-width="2.5"
                    stroke-dasharray=[ink.dash] {}
            }
        }
    }

    /// Returns thousands: `1 234`.
    pub fn thousands(&self, sek: f64) -> String {
        self.numbers.in_step(sek, MoneyStep::Thousands)
    }

    /// Returns `low till high` in a step.
    pub fn interval(&self, sek: &Spread, step: MoneyStep) -> String {
        let to = self.lang.pick("till", "to");
        let (low, high) = (
            self.numbers.in_step(sek.p10, step),
            self.numbers.in_step(sek.p90, step),
        );
        format!("{low} {to} {high}")
    }

    /// Returns a cell of a table: the middle, and under it the interval.
    pub fn cell(&self, sek: &Spread) -> Markup {
        html! {
            @if sek.mean == 0.0 && sek.sd == 0.0 { "0" }
            @else { (self.thousands(sek.p50)) small { (self.interval(sek, MoneyStep::Thousands)) } }
        }
    }

    /// Returns a count and its interval: `390 (361–420)`.
    pub fn count_and_range(&self, middle: f64, low: f64, high: f64) -> String {
        let decimals = if high < 9.95 { 1 } else { 0 };
        let shown = |value: f64| self.numbers.decimals(value, decimals);
        format!("{} ({}–{})", shown(middle), shown(low), shown(high))
    }
}

/// Returns a name that no reader has to scroll past.
pub fn short(name: &str) -> String {
    cut(name, LONGEST_NAME)
}

/// Returns a remark of a length that someone reads.
pub fn shortened(text: &str) -> String {
    cut(text, LONGEST_TEXT)
}

/// Returns a text of at most so many letters.
pub fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

/// Returns a picture with its caption and, closed, the numbers behind it.
pub fn figure(lang: Lang, pictures: &Markup, caption: &Markup, tables: &[Table]) -> Markup {
    html! {
        figure {
            (pictures)
            figcaption { (caption) }
            (behind(lang, tables))
        }
    }
}

/// Returns tables that are opened by those who want them.
pub fn behind(lang: Lang, tables: &[Table]) -> Markup {
    html! {
        @if !tables.is_empty() {
            details.behind {
                summary { (say::numbers_behind(lang)) }
                @for table in tables { (table.show()) }
            }
        }
    }
}
