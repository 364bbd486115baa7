//! What things are worth: a bar from zero for each, with its Monte Carlo error as a line through its end.

use maud::{Markup, html};

use crate::report::charts::WIDTH;
use crate::report::charts::ink::GAIN;
use crate::report::charts::svg::{Told, at, line, lines, picture, words};

/// Height of a line of words.
const LINE: f64 = 15.0;
/// Height of a bar.
const BAR: f64 = 13.0;
/// Room at the right for the figures.
const SIDE: f64 = 84.0;

/// One bar.
pub struct Worth {
    /// What it is.
    pub name: String,
    /// How long it is, and its error either way.
    pub value: (f64, f64),
    /// The figure at its end.
    pub figure: String,
}

/// Returns the picture; a bar of length `full` reaches to the figures.
pub fn draw_worths(told: &Told, bars: &[Worth], full: f64) -> Markup {
    let scale = (WIDTH - SIDE) / full.max(1e-9);
    let mut y = 2.0;
    let mut rows = Vec::new();
    for bar in bars {
        let name = lines(&bar.name, 52, 2);
        let top = y + LINE * name.len() as f64 + 2.0;
        rows.push((y, top, name, bar));
        y = top + BAR + 10.0;
    }
    let body = html! {
        @for (y, top, name, bar) in &rows {
            @for (idx, row) in name.iter().enumerate() {
                (words(0.0, y + LINE * (idx as f64 + 0.8), "tick", row))
            }
            (one(bar, *top, scale))
        }
    };
    picture(told, (WIDTH, y), &body)
}

fn one(bar: &Worth, top: f64, scale: f64) -> Markup {
    let (value, error) = bar.value;
    let (end, middle) = (value.max(0.0) * scale, top + BAR / 2.0);
    let (low, high) = (
        (value - error).max(0.0) * scale,
        (value + error).max(0.0) * scale,
    );
    html! {
        rect x="0" y=(at(top)) width=(at(end.max(1.0))) height=(at(BAR)) fill=(GAIN) fill-opacity="0.75" {}
        (line((low, middle), (high, middle), "zero"))
        (line((high, middle - 4.0), (high, middle + 4.0), "zero"))
        (words(high.max(end) + 6.0, top + BAR - 2.0, "tick", &bar.figure))
    }
}
