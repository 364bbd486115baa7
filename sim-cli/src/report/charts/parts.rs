//! A whole in its parts: one bar, each part with a pattern of its own.

use maud::{Markup, html};

use crate::report::charts::WIDTH;
use crate::report::charts::svg::{Told, at, lines, picture, words};

/// Height of the bar.
const BAR: f64 = 30.0;
/// Height of a line of words.
const LINE: f64 = 16.0;
/// Letters on a line of words.
const LETTERS: usize = 50;

/// How a part is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    /// All of it.
    Full,
    /// Slanted lines.
    Lines,
    /// Nothing but its outline.
    Open,
}

/// One part.
pub struct Part {
    /// What it is, with its figure.
    pub name: String,
    /// Its size.
    pub size: f64,
    /// How it is filled.
    pub fill: Fill,
}

/// Returns the picture.
pub fn draw_parts(told: &Told, parts: &[Part]) -> Markup {
    let whole: f64 = parts.iter().map(|part| part.size.max(0.0)).sum();
    let mut x = 1.0;
    let mut places = Vec::new();
    for part in parts {
        let width = if whole > 0.0 {
            part.size.max(0.0) / whole * (WIDTH - 2.0)
        } else {
            0.0
        };
        places.push((x, width, part));
        x += width;
    }
    let mut y = BAR + 12.0;
    let mut names = Vec::new();
    for part in parts {
        let rows = lines(&part.name, LETTERS, 3);
        names.push((y, rows.clone(), part.fill));
        y += LINE * rows.len() as f64 + 3.0;
    }
    let height = y;
    let pattern = format!("{}-p", told.id);
    let body = html! {
        defs {
            pattern id=(pattern) width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                rect width="6" height="6" fill="#fff" {}
                rect width="3" height="6" fill="#5b84b1" {}
            }
        }
        @for (x, width, part) in &places {
            @if *width > 0.0 { (bar((*x, 1.0), (*width, BAR), part.fill, &pattern)) }
        }
        @for (y, rows, fill) in &names {
            (bar((1.0, *y), (14.0, 11.0), *fill, &pattern))
            @for (idx, row) in rows.iter().enumerate() {
                (words(22.0, y + 10.0 + LINE * idx as f64, "tick", row))
            }
        }
    };
    picture(told, (WIDTH, height), &body)
}

fn bar((x, y): (f64, f64), (width, height): (f64, f64), fill: Fill, pattern: &str) -> Markup {
    let fill = match fill {
        Fill::Full => "#1f4e79".to_owned(),
        Fill::Lines => format!("url(#{pattern})"),
        Fill::Open => "#fff".to_owned(),
    };
    html! {
        rect x=(at(x)) y=(at(y)) width=(at(width)) height=(at(height)) fill=(fill) stroke="#1f4e79" {}
    }
}
