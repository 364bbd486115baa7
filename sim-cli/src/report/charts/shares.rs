//! Shares of variance: how much a number or a group does alone, and how much with all else.

use maud::{Markup, html};

use crate::report::charts::WIDTH;
use crate::report::charts::svg::{Told, at, line, lines, picture, words};

/// Height of a line of words.
const LINE: f64 = 15.0;
/// Height of a bar.
const BAR: f64 = 12.0;
/// Room at the right for the figures.
const FIGURES: f64 = 92.0;
/// Fill of what it does alone, and outline of what it does with all else.
const INK: &str = "#1f4e79";

/// One bar.
pub struct ShareBar {
    /// What it is.
    pub name: String,
    /// Alone.
    pub alone: f64,
    /// With all else.
    pub with_all: f64,
    /// The 95 % interval of that.
    pub interval: (f64, f64),
    /// Both figures, in words.
    pub figure: String,
}

/// Returns the picture; `alone` and `with_all` say what is filled and what is open.
pub fn draw_shares(told: &Told, bars: &[ShareBar], (alone, with_all): (&str, &str)) -> Markup {
    let ends = bars
        .iter()
        .flat_map(|bar| [bar.interval.1, bar.with_all, bar.alone]);
    let full = ends.fold(0.1, f64::max).min(1.5);
    let x = |share: f64| 1.0 + share.clamp(0.0, full) / full * (WIDTH - FIGURES - 2.0);
    let mut y = 24.0;
    let mut rows = Vec::new();
    for bar in bars {
        let name = lines(&bar.name, 56, 3);
        rows.push((y, name.clone(), bar));
        y += LINE * name.len() as f64 + BAR + 12.0;
    }
    let body = html! {
        rect x="1" y="1" width="14" height="11" fill=(INK) {}
        (words(21.0, 11.0, "tick", alone))
        rect x=(at(WIDTH / 2.0)) y="1" width="14" height="11" fill="#fff" stroke=(INK) {}
        (words(WIDTH / 2.0 + 20.0, 11.0, "tick", with_all))
        @for (top, name, bar) in &rows {
            @for (idx, row) in name.iter().enumerate() {
                (words(0.0, top + LINE * (idx as f64 + 0.8), "tick", row))
            }
            @let bar_top = top + LINE * name.len() as f64 + 2.0;
            @let middle = bar_top + BAR / 2.0;
            rect x="1" y=(at(bar_top)) width=(at((x(bar.with_all) - 1.0).max(0.1))) height=(at(BAR))
                fill="#fff" stroke=(INK) {}
            rect x="1" y=(at(bar_top + 2.0)) width=(at((x(bar.alone) - 1.0).max(0.1))) height=(at(BAR - 4.0))
                fill=(INK) {}
            @if x(bar.interval.1) - x(bar.interval.0) > 0.4 {
                (line((x(bar.interval.0), middle), (x(bar.interval.1), middle), "mark"))
                (line((x(bar.interval.1), middle - 3.0), (x(bar.interval.1), middle + 3.0), "axis"))
            }
            (words(WIDTH - FIGURES + 8.0, bar_top + BAR - 2.0, "tick", &bar.figure))
        }
    };
    picture(told, (WIDTH, y + 2.0), &body)
}
