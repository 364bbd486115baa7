//! What is written over a frame by hand: where nothing is, and each design's letter where its line ends.

use maud::{Markup, html};

use crate::report::charts::frame::Axes;
use crate::report::charts::ink;
use crate::report::charts::svg::at;

/// Least distance between two letters.
const APART: f64 = 13.0;
/// Room below the lines for the numbers of the lying axis.
pub const BELOW: f64 = 26.0;

/// Returns the line at nothing, from end to end.
pub fn zero(axes: &Axes) -> Markup {
    let y = at(axes.y_at(0.0));
    let (x1, x2) = (axes.x_at(axes.x.0.low), axes.x_at(axes.x.0.high));
    html! { line class="zero" x1=(at(x1)) x2=(at(x2)) y1=(y) y2=(y) {} }
}

/// Returns the letter of each design where its line ends, moved apart where they would meet.
pub fn letters<'l>(axes: &Axes, lines: impl Iterator<Item = (usize, &'l [f64])>) -> Markup {
    let mut ends: Vec<(usize, f64)> = lines
        .filter_map(|(design, line)| Some((design, axes.y_at(*line.last()?))))
        .filter(|(design, _)| ink::letter(*design).is_some())
        .collect();
    ends.sort_by(|one, other| one.1.total_cmp(&other.1));
    let bottom = axes.height - BELOW;
    let most = bottom - APART * (ends.len().max(1) - 1) as f64;
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
