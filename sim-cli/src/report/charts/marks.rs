//! Something at a few months under each design: a mark with a whisker.

use maud::{Markup, html};

use crate::report::charts::WIDTH;
use crate::report::charts::frame::{Axes, Drawn, Show, draw};
use crate::report::charts::ink::{self, Ink};
use crate::report::charts::scale::Scale;
use crate::report::charts::svg::{Told, at, picture, ready};

/// Height of the picture.
const HEIGHT: f64 = 216.0;

/// One value with its interval.
pub struct Mark {
    /// Position of the design.
    pub design: usize,
    /// Which of the columns it belongs to.
    pub column: usize,
    /// Low, middle, high.
    pub ends: (f64, f64, f64),
    /// What those who point at it are told.
    pub told: String,
}

/// Returns the picture; `columns` are the words under the axis.
pub fn draw_marks(told: &Told, columns: &[String], show: Show, marks: &[Mark]) -> Markup {
    let ends = marks.iter().flat_map(|mark| [mark.ends.0, mark.ends.2]);
    let names = columns.to_vec();
    let n = columns.len().max(1);
    let axes = Axes {
        x: (
            Scale {
                low: 0.5,
                high: n as f64 + 0.5,
                step: 1.0,
            },
            std::sync::Arc::new(move |place: f64| {
                let idx = place.round() as usize;
                let is_whole = (place - place.round()).abs() < 0.01;
                let name = names.get(idx.wrapping_sub(1)).filter(|_| is_whole);
                name.cloned().unwrap_or_default()
            }),
        ),
        y: (Scale::around(ends.chain([0.0]), 6), show),
        height: HEIGHT,
    };
    let designs: Vec<usize> = {
        let mut all: Vec<usize> = marks.iter().map(|mark| mark.design).collect();
        all.dedup();
        all.sort_unstable();
        all.dedup();
        all
    };
    let body = html! {
        (ready(draw(&axes, &[zero(&axes)])))
        @for mark in marks { (one(&axes, &designs, n, mark)) }
    };
    picture(told, (WIDTH, HEIGHT), &body)
}

/// The line at zero; without a line there would be no axes either.
fn zero(axes: &Axes) -> Drawn {
    let x = vec![axes.x.0.low, axes.x.0.high];
    Drawn {
        design: 0,
        ink: Ink {
            colour: "#222222",
            dash: None,
        },
        middle: vec![0.0; 2],
        low: vec![0.0; 2],
        high: vec![0.0; 2],
        x,
    }
}

fn one(axes: &Axes, designs: &[usize], n: usize, mark: &Mark) -> Markup {
    let room = (axes.x_at(2.0) - axes.x_at(1.0)) * if n > 1 { 0.8 } else { 0.4 };
    let place = designs.iter().position(|design| *design == mark.design);
    let aside = (place.unwrap_or(0) as f64 + 0.5) / designs.len().max(1) as f64 - 0.5;
    let x = axes.x_at(mark.column as f64 + 1.0) + aside * room;
    let (low, middle, high) = mark.ends;
    let (top, bottom) = (axes.y_at(high), axes.y_at(low));
    let colour = ink::of(mark.design).colour;
    html! {
        g class={ "mark-of d" (mark.design) } {
            title { (mark.told) }
            line class="whisker" stroke=(colour) x1=(at(x)) x2=(at(x)) y1=(at(top)) y2=(at(bottom)) {}
            circle cx=(at(x)) cy=(at(axes.y_at(middle))) r="4.5" fill=(colour) {}
            @if let Some(letter) = ink::letter(mark.design).filter(|_| designs.len() > 1) {
                text class="letter middle" fill=(colour) x=(at(x)) y=(at((top - 4.0).max(9.0))) { (letter) }
            }
        }
    }
}
