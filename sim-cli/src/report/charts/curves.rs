//! Something over a number: lines with bands, places to mark, letters at the ends.

use maud::{Markup, html};

use crate::report::charts::WIDTH;
use crate::report::charts::frame::{Axes, Drawn, Show, draw};
use crate::report::charts::ink;
use crate::report::charts::over::{BELOW, letters, zero};
use crate::report::charts::scale::Scale;
use crate::report::charts::svg::{Told, at, picture, ready, words};

/// Height of the picture.
const HEIGHT: f64 = 216.0;
/// Room below for what the lying axis is.
const LABEL: f64 = 16.0;
/// Where the lines end above the numbers of the lying axis.
const BOTTOM: f64 = HEIGHT - BELOW;

/// One line with its band.
pub struct Curve {
    /// Position of the design whose ink it has.
    pub design: usize,
    /// Along the lying axis.
    pub x: Vec<f64>,
    /// The middle.
    pub middle: Vec<f64>,
    /// The low end of the band; the middle itself where there is none.
    pub low: Vec<f64>,
    /// The high end.
    pub high: Vec<f64>,
}

/// What is common to all lines.
pub struct Curves {
    /// The lying axis.
    pub lying: Scale,
    /// Shows a place on it.
    pub show_lying: Show,
    /// What it is.
    pub label: String,
    /// The upright axis.
    pub upright: Scale,
    /// Shows a place on it.
    pub show_upright: Show,
    /// Places on the lying axis to mark, each with a word.
    pub marks: Vec<(f64, String)>,
    /// Whether the designs' letters stand at the ends.
    pub has_letters: bool,
}

/// Returns the picture.
pub fn draw_curves(told: &Told, about: &Curves, curves: &[Curve]) -> Markup {
    let axes = Axes {
        x: (about.lying, about.show_lying.clone()),
        y: (about.upright, about.show_upright.clone()),
        height: HEIGHT,
    };
    let mut drawn: Vec<Drawn> = curves.iter().map(drawn).collect();
    // A line must not be hidden by another: today's lies on top, dotted.
    drawn.sort_by_key(|one| std::cmp::Reverse(one.design));
    let has_zero = about.upright.low < 0.0 && about.upright.high > 0.0;
    let lines = curves.iter().map(|one| (one.design, one.middle.as_slice()));
    let body = html! {
        g class="kuva" {
            (ready(draw(&axes, &drawn)))
            @if has_zero { (zero(&axes)) }
            (marks(&axes, &about.marks))
            @if about.has_letters { (letters(&axes, lines)) }
            (words(WIDTH - 22.0, HEIGHT + LABEL - 6.0, "word end", &about.label))
        }
    };
    picture(told, (WIDTH, HEIGHT + LABEL), &body)
}

fn drawn(curve: &Curve) -> Drawn {
    Drawn {
        design: curve.design,
        ink: ink::of(curve.design),
        x: curve.x.clone(),
        middle: curve.middle.clone(),
        low: curve.low.clone(),
        high: curve.high.clone(),
    }
}

fn marks(axes: &Axes, marks: &[(f64, String)]) -> Markup {
    html! {
        @for (idx, (value, word)) in marks.iter().enumerate() {
            @let x = axes.x_at(*value);
            @let is_late = x > WIDTH * 0.7;
            line class="mark" x1=(at(x)) x2=(at(x)) y1="10" y2=(at(BOTTOM)) {}
            text class=(if is_late { "word end halo" } else { "word halo" })
                x=(at(if is_late { x - 4.0 } else { x + 4.0 })) y=(at(21.0 + 14.0 * idx as f64)) { (word) }
        }
    }
}
