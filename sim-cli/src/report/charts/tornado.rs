//! One number at a time: a bar from the net at its low value to the net at its high value.

use maud::{Markup, html};

use crate::report::charts::WIDTH;
use crate::report::charts::ink::{GAIN, LOSS};
use crate::report::charts::scale::Scale;
use crate::report::charts::svg::{Told, at, line, lines, picture, words};

/// Height of a line of words.
const LINE: f64 = 15.0;
/// Height of a bar.
const BAR: f64 = 14.0;
/// Room at each side.
const SIDE: f64 = 16.0;
/// Room above: what the two fillings mean, and the axis.
const TOP: f64 = 56.0;

/// One end: how far from where the number is as drawn, and two errors of that.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct End {
    /// Change, SEK.
    pub change: f64,
    /// Two errors, SEK.
    pub error: f64,
}

/// One number.
pub struct Span {
    /// What it is, with its two values.
    pub name: String,
    /// At its low value.
    pub low: End,
    /// At its high value.
    pub high: End,
}

/// What stands in the picture.
pub struct Words<'w> {
    /// What the open bar means.
    pub low: &'w str,
    /// What the filled bar means.
    pub high: &'w str,
    /// Shows a place on the axis.
    pub show: &'w dyn Fn(f64) -> String,
}

/// Returns an axis that holds the bars of several pictures.
pub fn axis<'s>(spans: impl IntoIterator<Item = &'s Span>) -> Scale {
    let ends = spans.into_iter().flat_map(|span| [span.low, span.high]);
    let values = ends.flat_map(|end| [end.change - end.error, end.change + end.error]);
    let values: Vec<f64> = values.chain([0.0]).collect();
    let (low, high) = values
        .iter()
        .fold((0.0_f64, 0.0_f64), |(low, high), value| {
            (low.min(*value), high.max(*value))
        });
    let scale = Scale::around(values, 6);
    match high > low {
        true => scale.cut_to(low, high),
        false => scale,
    }
}

/// Returns the picture.
pub fn draw_tornado(told: &Told, spans: &[Span], scale: Scale, say: &Words<'_>) -> Markup {
    let x = |value: f64| SIDE + scale.share(value) * (WIDTH - 2.0 * SIDE);
    let mut y = TOP;
    let mut rows = Vec::new();
    for span in spans {
        let name = lines(&span.name, 56, 3);
        rows.push((y, name.clone(), span));
        y += LINE * name.len() as f64 + BAR + 12.0;
    }
    let height = y + 2.0;
    let body = html! {
        (half((1.0, 1.0), (14.0, 11.0), false))
        (words(21.0, 11.0, "tick", say.low))
        (half((WIDTH / 2.0, 1.0), (14.0, 11.0), true))
        (words(WIDTH / 2.0 + 20.0, 11.0, "tick", say.high))
        @for tick in scale.ticks() {
            (line((x(tick), TOP - 8.0), (x(tick), TOP - 3.0), "axis"))
            (words(x(tick), TOP - 13.0, "tick middle", &(say.show)(tick)))
        }
        @for (top, name, span) in &rows {
            @for (idx, row) in name.iter().enumerate() {
                (words(0.0, top + LINE * (idx as f64 + 0.8), "tick", row))
            }
            @let bar_top = top + LINE * name.len() as f64 + 2.0;
            (bar(x(0.0), x(span.low.change), bar_top, false))
            (bar(x(0.0), x(span.high.change), bar_top, true))
            (whisker(span.low, bar_top + BAR * 0.35, &x))
            (whisker(span.high, bar_top + BAR * 0.65, &x))
            (line((x(0.0), bar_top - 2.0), (x(0.0), bar_top + BAR + 2.0), "zero"))
        }
    };
    picture(told, (WIDTH, height), &body)
}

fn bar(zero: f64, end: f64, top: f64, is_high: bool) -> Markup {
    let (left, width) = (zero.min(end), (zero - end).abs());
    html! { @if width > 0.05 { (half((left, top), (width, BAR), is_high)) } }
}

fn half((x, y): (f64, f64), (width, height): (f64, f64), is_high: bool) -> Markup {
    html! {
        @if is_high {
            rect x=(at(x)) y=(at(y)) width=(at(width)) height=(at(height)) fill=(GAIN) fill-opacity="0.85" {}
        } @else {
            rect x=(at(x + 0.8)) y=(at(y + 0.8)) width=(at((width - 1.6).max(0.1))) height=(at(height - 1.6))
                fill="#fff" stroke=(LOSS) stroke-width="1.6" {}
        }
    }
}

/// Two errors to either side of an end.
fn whisker(end: End, y: f64, x: &dyn Fn(f64) -> f64) -> Markup {
    let (from, to) = (x(end.change - end.error), x(end.change + end.error));
    html! {
        @if to - from > 0.4 {
            (line((from, y), (to, y), "axis"))
            (line((from, y - 2.5), (from, y + 2.5), "axis"))
            (line((to, y - 2.5), (to, y + 2.5), "axis"))
        }
    }
}
