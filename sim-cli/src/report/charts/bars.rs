//! What decides the answer: a bar for each uncertain number, left or right of zero.

use maud::{Markup, html};

use crate::report::charts::WIDTH;
use crate::report::charts::ink::{GAIN, LOSS};
use crate::report::charts::svg::{Told, at, line, lines, picture, words};

/// Height of a line of words.
const LINE: f64 = 15.0;
/// Height of a bar.
const BAR: f64 = 13.0;
/// Room at each side for the figures.
const SIDE: f64 = 46.0;

/// One bar.
pub struct Bar {
    /// What it is.
    pub name: String,
    /// Its length; the sign gives its side.
    pub length: f64,
    /// The figure at its end.
    pub figure: String,
}

/// Returns the picture; the words stand at the two sides of zero, and a bar of length `full`
/// reaches to the edge.
pub fn draw_bars(told: &Told, bars: &[Bar], full: f64, (left, right): (&str, &str)) -> Markup {
    let half = (WIDTH / 2.0 - SIDE) / full.max(1e-9);
    let mut y = 22.0;
    let mut rows = Vec::new();
    for bar in bars {
        let name = lines(&bar.name, 52, 2);
        rows.push((y, name.clone(), bar));
        y += LINE * name.len() as f64 + BAR + 12.0;
    }
    let height = y + 4.0;
    let body = html! {
        (words(WIDTH / 2.0 - 6.0, 11.0, "word end", left))
        (words(WIDTH / 2.0 + 6.0, 11.0, "word", right))
        @for (top, name, bar) in &rows {
            @for (idx, row) in name.iter().enumerate() {
                (words(0.0, top + LINE * (idx as f64 + 0.8), "tick", row))
            }
            (one(bar, top + LINE * name.len() as f64 + 2.0, half))
        }
        @for (top, name, _) in &rows {
            @let bar_top = top + LINE * name.len() as f64;
            (line((WIDTH / 2.0, bar_top), (WIDTH / 2.0, bar_top + BAR + 4.0), "zero"))
        }
    };
    picture(told, (WIDTH, height), &body)
}

fn one(bar: &Bar, top: f64, half: f64) -> Markup {
    let middle = WIDTH / 2.0;
    let length = bar.length.abs() * half;
    let is_right = bar.length >= 0.0;
    let x = if is_right { middle } else { middle - length };
    let figure_at = if is_right { x + length + 5.0 } else { x - 5.0 };
    html! {
        @if is_right {
            rect x=(at(x)) y=(at(top)) width=(at(length)) height=(at(BAR)) fill=(GAIN) {}
        } @else {
            rect x=(at(x + 0.8)) y=(at(top + 0.8)) width=(at((length - 0.8).max(0.1))) height=(at(BAR - 1.6))
                fill="#fff" stroke=(LOSS) stroke-width="1.6" {}
        }
        (words(figure_at, top + BAR - 2.0, if is_right { "tick" } else { "tick end" }, &bar.figure))
    }
}
