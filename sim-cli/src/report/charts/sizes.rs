//! Something that grows with a size: a line with a band for each, and a level to be reached.

use maud::{Markup, html};

use crate::report::charts::WIDTH;
use crate::report::charts::frame::{Axes, Drawn, Show, draw};
use crate::report::charts::ink::{self, Ink};
use crate::report::charts::scale::Scale;
use crate::report::charts::svg::{Told, at, picture, ready, words};

/// Height of the picture.
const HEIGHT: f64 = 216.0;
/// Where lines take their ink from: apart from those of designs, which a reader can hide.
pub const FIRST_INK: usize = 25;
/// Least distance between two numbers at the ends of lines.
const APART: f64 = 13.0;

/// One line.
pub struct Line {
    /// The middle by size.
    pub middle: Vec<f64>,
    /// Low end by size.
    pub low: Vec<f64>,
    /// High end by size.
    pub high: Vec<f64>,
}

/// Returns the picture; `columns` are the sizes under the axis, at even distances.
pub fn draw_sizes(
    told: &Told,
    columns: &[String],
    show: Show,
    (all, levels): (&[Line], &[f64]),
) -> Markup {
    let n = columns.len().max(2);
    let names = columns.to_vec();
    let held = all
        .iter()
        .flat_map(|one| one.low.iter().chain(&one.high).copied());
    let held: Vec<f64> = held.chain([0.0]).collect();
    let axes = Axes {
        x: (
            Scale {
                low: 1.0,
                high: n as f64,
                step: 1.0,
            },
            std::sync::Arc::new(move |place: f64| {
                let idx = place.round() as usize;
                names.get(idx.wrapping_sub(1)).cloned().unwrap_or_default()
            }),
        ),
        y: (Scale::around(held, 6), show),
        height: HEIGHT,
    };
    let drawn: Vec<Drawn> = all
        .iter()
        .enumerate()
        .map(|(at, one)| drawn(FIRST_INK + at, one))
        .collect();
    let body = html! {
        (ready(draw(&axes, &drawn)))
        @if levels.len() > 1 { (level(&axes, levels)) }
        (ends(&axes, all))
    };
    picture(told, (WIDTH, HEIGHT), &body)
}

fn drawn(design: usize, one: &Line) -> Drawn {
    Drawn {
        design,
        ink: ink::of(design),
        x: (0..one.middle.len()).map(|at| at as f64 + 1.0).collect(),
        middle: one.middle.clone(),
        low: one.low.clone(),
        high: one.high.clone(),
    }
}

/// The level by size, as far as it is inside.
fn level(axes: &Axes, levels: &[f64]) -> Markup {
    let inside = levels
        .iter()
        .enumerate()
        .filter(|(_, level)| **level <= axes.y.0.high);
    let points: Vec<String> = inside
        .map(|(idx, level)| {
            let (x, y) = (axes.x_at(idx as f64 + 1.0), axes.y_at(*level));
            format!("{},{}", at(x), at(y))
        })
        .collect();
    html! {
        @if points.len() > 1 {
            polyline points=(points.join(" ")) fill="none" stroke="#222222" stroke-width="1.5" stroke-dasharray="4,3" {}
        }
    }
}

/// A number at the end of each line, moved apart where two would meet.
fn ends(axes: &Axes, all: &[Line]) -> Markup {
    let mut ends: Vec<(usize, f64)> = all
        .iter()
        .enumerate()
        .filter_map(|(idx, one)| Some((idx, axes.y_at(*one.middle.last()?))))
        .collect();
    // From the axis upwards: many a line ends at nothing.
    ends.sort_by(|one, other| other.1.total_cmp(&one.1));
    let mut last = f64::INFINITY;
    for end in &mut ends {
        end.1 = end.1.min(last - APART);
        last = end.1;
    }
    let x = axes.x_at(axes.x.0.high) + 6.0;
    html! {
        @for (idx, y) in &ends {
            @let Ink { colour, .. } = ink::of(FIRST_INK + idx);
            g fill=(colour) { (words(x, y + 4.0, "letter", &(idx + 1).to_string())) }
        }
    }
}
