//! A hundred equally likely outcomes as a hundred dots (a quantile dot plot, after Kay and
//! others 2016): gains are filled circles, losses open squares, and what is neither a bar.

use maud::{Markup, html};

use crate::report::charts::WIDTH;
use crate::report::charts::ink::{GAIN, LOSS, NEITHER};
use crate::report::charts::scale::Scale;
use crate::report::charts::svg::{Told, at, line, picture, words};

/// Height of the dots' room.
const ROOM: f64 = 150.0;
/// Where the axis stands.
const AXIS: f64 = ROOM + 26.0;
/// Height of the picture.
const HEIGHT: f64 = AXIS + 40.0;
/// Room at each side.
const SIDE: f64 = 14.0;
/// Columns of dots over the whole axis.
const COLUMNS: f64 = 38.0;

/// What the picture needs besides the values.
pub struct Words<'w> {
    /// Shows a place on the axis.
    pub show: &'w dyn Fn(f64) -> String,
    /// What one dot is called.
    pub dot: &'w dyn Fn(usize, f64) -> String,
    /// Under the axis, left: losses.
    pub loss: &'w str,
    /// Under the axis, right: gains.
    pub gain: &'w str,
    /// The unit.
    pub unit: &'w str,
}

/// Returns an axis that suits several sets of values, zero included.
pub fn axis(values: impl IntoIterator<Item = f64>) -> Scale {
    Scale::around(values.into_iter().chain([0.0]), 6)
}

/// Returns the picture.
pub fn draw_dots(told: &Told, scale: Scale, values: &[f64], words_of: &Words<'_>) -> Markup {
    let place = |value: f64| SIDE + scale.share(value) * (WIDTH - 2.0 * SIDE);
    let columns = stacked(scale, values);
    let tallest = columns
        .iter()
        .map(|column| column.1.len())
        .max()
        .unwrap_or(1);
    let wide = (WIDTH - 2.0 * SIDE) / COLUMNS;
    let size = wide.min(ROOM / tallest.max(1) as f64);
    let body = html! {
        @for tick in scale.ticks() {
            (line((place(tick), AXIS), (place(tick), AXIS + 5.0), "axis"))
            (words(place(tick), AXIS + 18.0, "tick middle", &(words_of.show)(tick)))
        }
        (line((SIDE, AXIS), (WIDTH - SIDE, AXIS), "axis"))
        (line((place(0.0), 4.0), (place(0.0), AXIS + 5.0), "zero"))
        @for (centre, stack) in &columns {
            @for (level, (idx, value)) in stack.iter().enumerate() {
                (dot(place(*centre), AXIS - 5.0 - (level as f64 + 0.5) * size, size, *value,
                     &(words_of.dot)(*idx, *value)))
            }
        }
        (words(SIDE, HEIGHT - 4.0, "word", words_of.loss))
        (words(WIDTH / 2.0, HEIGHT - 4.0, "word middle", words_of.unit))
        (words(WIDTH - SIDE, HEIGHT - 4.0, "word end", words_of.gain))
    };
    picture(told, (WIDTH, HEIGHT), &body)
}

/// A column of dots: its middle, and which value each dot is.
type Column = (f64, Vec<(usize, f64)>);

/// Returns the values in columns; none mixes losses and gains.
fn stacked(scale: Scale, values: &[f64]) -> Vec<Column> {
    let step = (scale.high - scale.low) / COLUMNS;
    let mut columns: Vec<(i64, Column)> = Vec::new();
    for (idx, value) in values
        .iter()
        .copied()
        .enumerate()
        .filter(|one| one.1.is_finite())
    {
        // Columns are counted from zero, so that one ends and another begins there.
        let column = (value / step).floor() as i64;
        let centre = if value == 0.0 {
            0.0
        } else {
            (column as f64 + 0.5) * step
        };
        let key = if value == 0.0 { i64::MIN } else { column };
        match columns.iter_mut().find(|one| one.0 == key) {
            Some((_, (_, stack))) => stack.push((idx, value)),
            None => columns.push((key, (centre, vec![(idx, value)]))),
        }
    }
    columns.into_iter().map(|(_, column)| column).collect()
}

fn dot(x: f64, y: f64, size: f64, value: f64, told: &str) -> Markup {
    let half = size * 0.43;
    html! {
        @if value > 0.0 {
            circle cx=(at(x)) cy=(at(y)) r=(at(half)) fill=(GAIN) { title { (told) } }
        } @else if value < 0.0 {
            rect x=(at(x - half * 0.86)) y=(at(y - half * 0.86)) width=(at(half * 1.72)) height=(at(half * 1.72))
                fill="#fff" stroke=(LOSS) stroke-width="1.6" { title { (told) } }
        } @else {
            rect x=(at(x - half)) y=(at(y - half * 0.35)) width=(at(half * 2.0)) height=(at(half * 0.7))
                fill=(NEITHER) { title { (told) } }
        }
    }
}
