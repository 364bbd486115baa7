//! Something by month under each design: lines with bands, letters at their ends.

use maud::{Markup, html};

use crate::report::charts::WIDTH;
use crate::report::charts::frame::{Axes, Drawn, Show, draw};
use crate::report::charts::ink;
use crate::report::charts::scale::Scale;
use crate::report::charts::svg::{Told, at, picture, ready};

/// Height of the picture.
const HEIGHT: f64 = 216.0;
/// Least distance between two letters.
const APART: f64 = 13.0;

/// One design's line.
pub struct Course<'r> {
    /// Position of the design.
    pub design: usize,
    /// The middle by month.
    pub middle: &'r [f64],
    /// Low end by month.
    pub low: &'r [f64],
    /// High end by month.
    pub high: &'r [f64],
}

/// What is common to all designs.
pub struct Months {
    /// The first month: year and month.
    pub start: (i32, u32),
    /// Shows a value on the upright axis.
    pub show: Show,
    /// The upright axis.
    pub upright: Scale,
    /// A month to mark, with a word.
    pub mark: Option<(u32, String)>,
    /// Id of the table that holds the values, for those who point at a month.
    pub table: String,
    /// Whether the designs' letters stand at the ends.
    pub has_letters: bool,
}

/// Returns the picture.
pub fn draw_months(told: &Told, months: &Months, courses: &[Course<'_>]) -> Markup {
    let n = courses
        .iter()
        .map(|one| one.middle.len())
        .max()
        .unwrap_or(0);
    let first = f64::from(months.start.0) * 12.0 + f64::from(months.start.1) - 1.0;
    let axes = Axes {
        x: (years(first, n), std::sync::Arc::new(year_label)),
        y: (months.upright, months.show.clone()),
        height: HEIGHT,
    };
    let drawn: Vec<Drawn> = courses.iter().map(|one| drawn(one, first)).collect();
    // A line must not be hidden by another: today's lies on top, dotted.
    let mut order = drawn;
    order.sort_by_key(|one| std::cmp::Reverse(one.design));
    let (x0, x1) = (axes.x_at(first + 0.5), axes.x_at(first + 1.5));
    let body = html! {
        g class="kuva" data-x0=(at(x0)) data-dx=(format!("{:.4}", x1 - x0)) data-n=(n)
            data-table=(months.table) {
            (ready(draw(&axes, &order)))
            (zero(&axes))
            @if let Some((month, word)) = &months.mark { (mark(&axes, first, *month, word)) }
            @if months.has_letters { (letters(&axes, courses)) }
            line class="guide" x1="0" x2="0" y1="10" y2=(at(HEIGHT - 26.0)) {}
        }
    };
    picture(told, (WIDTH, HEIGHT), &body)
}

fn drawn(course: &Course<'_>, first: f64) -> Drawn {
    let lengths = [course.middle, course.low, course.high].map(<[f64]>::len);
    let n = lengths.into_iter().min().unwrap_or(0);
    Drawn {
        design: course.design,
        ink: ink::of(course.design),
        x: (0..n).map(|month| first + month as f64 + 0.5).collect(),
        middle: course.middle[..n].to_vec(),
        low: course.low[..n].to_vec(),
        high: course.high[..n].to_vec(),
    }
}

/// Returns an axis of months counted from year 0, so that ticks are Januaries.
fn years(first: f64, n: usize) -> Scale {
    let step = [12.0, 24.0, 60.0, 120.0, 240.0];
    let step = step.into_iter().find(|step| n as f64 / step <= 6.0);
    Scale {
        low: first,
        high: first + n.max(1) as f64,
        step: step.unwrap_or(600.0),
    }
}

fn year_label(month: f64) -> String {
    format!("{}", (month / 12.0).round())
}

fn zero(axes: &Axes) -> Markup {
    let is_inside = axes.y.0.low <= 0.0 && axes.y.0.high >= 0.0;
    let y = at(axes.y_at(0.0));
    let (x1, x2) = (axes.x_at(axes.x.0.low), axes.x_at(axes.x.0.high));
    html! { @if is_inside { line class="zero" x1=(at(x1)) x2=(at(x2)) y1=(y) y2=(y) {} } }
}

fn mark(axes: &Axes, first: f64, month: u32, word: &str) -> Markup {
    let x = axes.x_at(first + f64::from(month));
    let (top, bottom) = (10.0, HEIGHT - 26.0);
    let is_late = x > WIDTH * 0.6;
    html! {
        line class="mark" x1=(at(x)) x2=(at(x)) y1=(at(top)) y2=(at(bottom)) {}
        text class=(if is_late { "word end" } else { "word" })
            x=(at(if is_late { x - 4.0 } else { x + 4.0 })) y=(at(top + 11.0)) { (word) }
    }
}

/// Returns each design's letter where its line ends, moved apart where they would meet.
fn letters(axes: &Axes, courses: &[Course<'_>]) -> Markup {
    let mut ends: Vec<(usize, f64)> = courses
        .iter()
        .filter_map(|one| Some((one.design, axes.y_at(*one.middle.last()?))))
        .filter(|(design, _)| ink::letter(*design).is_some())
        .collect();
    ends.sort_by(|one, other| one.1.total_cmp(&other.1));
    let room = HEIGHT - 26.0;
    let most = room - APART * (ends.len().max(1) - 1) as f64;
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
