//! Something by month under each design: lines with bands, letters at their ends.

use maud::{Markup, html};

use crate::report::charts::WIDTH;
use crate::report::charts::frame::{Axes, Drawn, Show, draw};
use crate::report::charts::ink;
use crate::report::charts::over::{BELOW, letters, zero};
use crate::report::charts::scale::Scale;
use crate::report::charts::svg::{Told, at, picture, ready};

/// Height of the picture.
const HEIGHT: f64 = 216.0;

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
    let has_zero = months.upright.low <= 0.0 && months.upright.high >= 0.0;
    let lines = courses.iter().map(|one| (one.design, one.middle));
    let body = html! {
        g class="kuva" data-x0=(at(x0)) data-dx=(format!("{:.4}", x1 - x0)) data-n=(n)
            data-table=(months.table) {
            (ready(draw(&axes, &order)))
            @if has_zero { (zero(&axes)) }
            @if let Some((month, word)) = &months.mark { (mark(&axes, first, *month, word)) }
            @if months.has_letters { (letters(&axes, lines)) }
            line class="guide" x1="0" x2="0" y1="10" y2=(at(HEIGHT - BELOW)) {}
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

fn mark(axes: &Axes, first: f64, month: u32, word: &str) -> Markup {
    let x = axes.x_at(first + f64::from(month));
    let (top, bottom) = (10.0, HEIGHT - BELOW);
    let is_late = x > WIDTH * 0.6;
    html! {
        line class="mark" x1=(at(x)) x2=(at(x)) y1=(at(top)) y2=(at(bottom)) {}
        text class=(if is_late { "word end" } else { "word" })
            x=(at(if is_late { x - 4.0 } else { x + 4.0 })) y=(at(top + 11.0)) { (word) }
    }
}
