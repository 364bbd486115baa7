//! Something over a number: lines with bands, places to mark, letters at the ends.

use maud::{Markup, html};

use crate::report::charts::WIDTH;
use crate::report::charts::frame::{Axes, Drawn, Show, draw};
use crate::report::charts::ink;
use crate::report::charts::scale::Scale;
use crate::report::charts::svg::{Told, at, picture, ready, words};

/// Height of the picture.
const HEIGHT: f64 = 216.0;
/// Room below for what the lying axis is.
const LABEL: f64 = 16.0;
/// Least distance between two letters.
const APART: f64 = 13.0;
/// Where the lines end above the numbers of the lying axis.
const BOTTOM: f64 = HEIGHT - 26.0;

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
    let body = html! {
        g class="kuva" {
            (ready(draw(&axes, &drawn)))
            (zero(&axes))
            (marks(&axes, &about.marks))
            @if about.has_letters { (letters(&axes, curves)) }
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

fn zero(axes: &Axes) -> Markup {
    let scale = axes.y.0;
    let is_inside = scale.low < 0.0 && scale.high > 0.0;
    let y = at(axes.y_at(0.0));
    let (x1, x2) = (axes.x_at(axes.x.0.low), axes.x_at(axes.x.0.high));
    html! { @if is_inside { line class="zero" x1=(at(x1)) x2=(at(x2)) y1=(y) y2=(y) {} } }
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

/// Returns each line's letter where it ends, moved apart where they would meet.
fn letters(axes: &Axes, curves: &[Curve]) -> Markup {
    let mut ends: Vec<(usize, f64)> = curves
        .iter()
        .filter_map(|one| Some((one.design, axes.y_at(*one.middle.last()?))))
        .filter(|(design, _)| ink::letter(*design).is_some())
        .collect();
    ends.sort_by(|one, other| one.1.total_cmp(&other.1));
    let most = BOTTOM - APART * (ends.len().max(1) - 1) as f64;
    let mut last = f64::NEG_INFINITY;
    for (idx, end) in ends.iter_mut().enumerate() {
        end.1 = end.1.max(last + APART).min(most + APART * idx as f64);
        last = end.1;
    }
    let x = axes.x_at(axes.x.0.high) + 6.0;
    html! {
        @for (design, y) in &ends {
            text class={ "letter d" (design) } x=(at(x)) y=(at(y + 4.0))
                fill=(ink::of(*design).colour) { @if let Some(letter) = ink::letter(*design) { (letter) } }
        }
    }
}
