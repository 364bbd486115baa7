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
const AXIS: f64 = ROOM + 36.0;
/// Height of the picture.
const HEIGHT: f64 = AXIS + 40.0;
/// Room at each side.
const SIDE: f64 = 14.0;
/// Values at either end that may lie outside the axis, where they would make it much longer.
const MOST_OUTSIDE: usize = 2;
/// How much longer: as a share of what the others take.
const MUCH_LONGER: f64 = 0.2;

/// What the picture needs besides the values.
pub struct Words<'w> {
    /// Shows a place on the axis.
    pub show: &'w dyn Fn(f64) -> String,
    /// What one dot is called.
    pub dot: &'w dyn Fn(usize, f64) -> String,
    /// How many lie outside the axis, and the outermost.
    pub outside: &'w dyn Fn(usize, f64) -> String,
    /// Under the axis, left: losses.
    pub loss: &'w str,
    /// Under the axis, right: gains.
    pub gain: &'w str,
    /// The unit.
    pub unit: &'w str,
}

/// An axis and the number of columns on it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Field {
    /// The axis.
    pub scale: Scale,
    /// The columns.
    pub columns: usize,
}

impl Field {
    /// Returns an axis for sets of values in rising order, and columns that give the largest dots.
    pub fn of(sets: &[&[f64]]) -> Self {
        let (low, high) = ends(sets.iter().flat_map(|set| set.iter().copied()));
        let inner = ends(sets.iter().flat_map(|set| without_ends(set)).copied());
        let most = MUCH_LONGER * (inner.1 - inner.0);
        let low = if inner.0 - low > most { inner.0 } else { low };
        let high = if high - inner.1 > most { inner.1 } else { high };
        let scale = Scale::around([low, high, 0.0], 7);
        let scale = if high > low {
            scale.cut_to(low, high)
        } else {
            scale
        };
        let size = |columns: &usize| {
            let field = Self {
                scale,
                columns: *columns,
            };
            let tallest = sets.iter().map(|set| field.tallest(set)).max();
            field.size(tallest.unwrap_or(1))
        };
        let columns = (16..=44).max_by(|one, other| size(one).total_cmp(&size(other)));
        Self {
            scale,
            columns: columns.unwrap_or(30),
        }
    }

    fn size(&self, tallest: usize) -> f64 {
        let wide = (WIDTH - 2.0 * SIDE) / self.columns as f64;
        wide.min(ROOM / tallest.max(1) as f64)
    }

    fn tallest(&self, values: &[f64]) -> usize {
        let columns = self.stacked(values);
        columns.iter().map(|one| one.1.len()).max().unwrap_or(1)
    }

    /// Returns the values in columns; none mixes losses and gains, and what lies outside is in
    /// the outermost.
    fn stacked(&self, values: &[f64]) -> Vec<Column> {
        let Scale { low, high, .. } = self.scale;
        let step = (high - low) / self.columns as f64;
        let mut columns: Vec<(i64, Column)> = Vec::new();
        let finite = values.iter().copied().enumerate();
        for (idx, value) in finite.filter(|one| one.1.is_finite()) {
            // Columns are counted from zero, so that one ends and another begins there.
            let inside = value.clamp(low + step * 0.01, high - step * 0.01);
            let column = (inside / step).floor() as i64;
            let (key, centre) = match value == 0.0 {
                true => (i64::MIN, 0.0),
                false => (column, (column as f64 + 0.5) * step),
            };
            match columns.iter_mut().find(|one| one.0 == key) {
                Some((_, (_, stack))) => stack.push((idx, value)),
                None => columns.push((key, (centre, vec![(idx, value)]))),
            }
        }
        columns.into_iter().map(|(_, column)| column).collect()
    }
}

/// Returns the lowest and the highest of some values, zero among them.
fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let finite = values.filter(|value| value.is_finite());
    finite.fold((0.0, 0.0), |(low, high): (f64, f64), value| {
        (low.min(value), high.max(value))
    })
}

fn without_ends(set: &[f64]) -> &[f64] {
    let n = set.len();
    set.get(MOST_OUTSIDE..n.saturating_sub(MOST_OUTSIDE))
        .unwrap_or(set)
}

/// A column of dots: its middle, and which value each dot is.
type Column = (f64, Vec<(usize, f64)>);

/// Returns the picture.
pub fn draw_dots(told: &Told, field: Field, values: &[f64], words_of: &Words<'_>) -> Markup {
    let scale = field.scale;
    let place = |value: f64| SIDE + scale.share(value) * (WIDTH - 2.0 * SIDE);
    let columns = field.stacked(values);
    let tallest = columns.iter().map(|column| column.1.len()).max();
    let size = field
        .size(tallest.unwrap_or(1))
        .min(field.size(field.tallest(values)));
    let body = html! {
        @for tick in scale.ticks() {
            (line((place(tick), AXIS), (place(tick), AXIS + 5.0), "axis"))
            (words(place(tick), AXIS + 18.0, "tick middle", &(words_of.show)(tick)))
        }
        (line((SIDE, AXIS), (WIDTH - SIDE, AXIS), "axis"))
        (line((place(0.0), 30.0), (place(0.0), AXIS + 5.0), "zero"))
        @for (centre, stack) in &columns {
            @for (level, (idx, value)) in stack.iter().enumerate() {
                (dot(place(*centre), AXIS - 4.0 - (level as f64 + 0.5) * size, size, *value,
                     &(words_of.dot)(*idx, *value)))
            }
        }
        (outside(scale, values, words_of))
        (words(SIDE, HEIGHT - 4.0, "word", words_of.loss))
        (words(WIDTH / 2.0, HEIGHT - 4.0, "word middle", words_of.unit))
        (words(WIDTH - SIDE, HEIGHT - 4.0, "word end", words_of.gain))
    };
    picture(told, (WIDTH, HEIGHT), &body)
}

/// Returns what is said of dots that lie further out than the axis reaches.
fn outside(scale: Scale, values: &[f64], words_of: &Words<'_>) -> Markup {
    let n = |is_out: &dyn Fn(f64) -> bool| values.iter().filter(|value| is_out(**value)).count();
    let (left, right) = (
        n(&|value| value < scale.low),
        n(&|value| value > scale.high),
    );
    let lowest = values.iter().copied().fold(f64::INFINITY, f64::min);
    let highest = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    html! {
        @if left > 0 {
            (words(SIDE, 11.0, "word", &format!("← {}", (words_of.outside)(left, lowest))))
        }
        @if right > 0 {
            (words(WIDTH - SIDE, 24.0, "word end", &format!("{} →", (words_of.outside)(right, highest))))
        }
    }
}

fn dot(x: f64, y: f64, size: f64, value: f64, told: &str) -> Markup {
    let half = size * 0.44;
    let square = half * 0.82;
    html! {
        @if value > 0.0 {
            circle cx=(at(x)) cy=(at(y)) r=(at(half)) fill=(GAIN) { title { (told) } }
        } @else if value < 0.0 {
            rect x=(at(x - square)) y=(at(y - square)) width=(at(square * 2.0)) height=(at(square * 2.0))
                fill="#fff" stroke=(LOSS) stroke-width=(at((size * 0.18).clamp(0.7, 1.6))) { title { (told) } }
        } @else {
            rect x=(at(x - half)) y=(at(y - half * 0.35)) width=(at(half * 2.0)) height=(at(half * 0.7))
                fill=(NEITHER) { title { (told) } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Field;

    fn values(from: f64, step: f64) -> Vec<f64> {
        (0..100).map(|idx| from + step * f64::from(idx)).collect()
    }

    #[test]
    fn no_column_mixes_losses_and_gains_and_every_value_is_in_one() {
        let values = values(-3.37e6, 1.1e5);
        let columns = Field::of(&[&values]).stacked(&values);
        let n: usize = columns.iter().map(|column| column.1.len()).sum();
        assert_eq!(n, 100);
        for (_, stack) in columns {
            let first = stack[0].1 > 0.0;
            assert!(stack.iter().all(|one| (one.1 > 0.0) == first));
        }
    }

    #[test]
    fn one_far_value_does_not_squeeze_the_others() {
        let mut values = values(-1e6, 2e4);
        values[99] = 40e6;
        let field = Field::of(&[&values]);
        assert!(field.scale.high < 3e6, "{field:?}");
        let n: usize = field.stacked(&values).iter().map(|one| one.1.len()).sum();
        assert_eq!(n, 100);
    }
}
