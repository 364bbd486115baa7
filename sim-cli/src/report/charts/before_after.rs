//! What was held for likely before and after: a distribution as a line and an area, intervals around a figure.

use maud::{Markup, html};

use crate::report::charts::WIDTH;
use crate::report::charts::ink::{GAIN, NEITHER};
use crate::report::charts::svg::{Told, at, line, picture, words};

/// Room at each side.
const SIDE: f64 = 12.0;
/// Height of the tallest bin.
const TALL: f64 = 110.0;
/// Where the bins stand.
const FLOOR: f64 = 140.0;

/// Two distributions over the same bins.
pub struct Distributions<'a> {
    /// Probability of each bin before.
    pub before: &'a [f64],
    /// Probability of each bin after.
    pub after: &'a [f64],
    /// What stands below the left end, the middle and the right end.
    pub marks: [String; 3],
    /// What before and after are called.
    pub names: [String; 2],
}

/// Returns the picture of two distributions: a line before, an area after.
pub fn draw_distributions(told: &Told, of: &Distributions<'_>) -> Markup {
    let all = of.before.iter().chain(of.after);
    let most = all.copied().fold(1e-12, f64::max);
    let step = (WIDTH - 2.0 * SIDE) / of.before.len().max(1) as f64;
    let x = |bin: usize| SIDE + step * bin as f64;
    let y = |share: f64| FLOOR - TALL * share / most;
    let mut outline = format!("M{} {}", at(x(0)), at(FLOOR));
    for (bin, share) in of.before.iter().enumerate() {
        let height = at(y(*share));
        outline.push_str(&format!(
            "L{} {height}L{} {height}",
            at(x(bin)),
            at(x(bin + 1))
        ));
    }
    outline.push_str(&format!("L{} {}", at(x(of.before.len())), at(FLOOR)));
    let body = html! {
        @for (bin, share) in of.after.iter().enumerate() {
            rect x=(at(x(bin))) y=(at(y(*share))) width=(at(step)) height=(at(FLOOR - y(*share)))
                fill=(GAIN) fill-opacity="0.55" {}
        }
        path d=(outline) fill="none" stroke=(NEITHER) stroke-width="1.8" {}
        (line((SIDE, FLOOR), (WIDTH - SIDE, FLOOR), "axis"))
        (words(SIDE, FLOOR + 16.0, "tick", &of.marks[0]))
        (words(WIDTH / 2.0, FLOOR + 16.0, "tick middle", &of.marks[1]))
        (words(WIDTH - SIDE, FLOOR + 16.0, "tick end", &of.marks[2]))
        line x1="12" y1="10" x2="32" y2="10" stroke=(NEITHER) stroke-width="1.8" {}
        (words(37.0, 14.0, "word", &of.names[0]))
        rect x="100" y="4" width="20" height="11" fill=(GAIN) fill-opacity="0.55" {}
        (words(125.0, 14.0, "word", &of.names[1]))
    };
    picture(told, (WIDTH, FLOOR + 24.0), &body)
}

/// Intervals around a figure.
pub struct Intervals {
    /// Lower and upper end before.
    pub before: (f64, f64),
    /// Lower and upper end after.
    pub after: (f64, f64),
    /// The figure.
    pub figure: f64,
    /// What stands below the left and the right end.
    pub ends: [String; 2],
    /// What stands at the figure.
    pub figure_words: String,
    /// What before and after are called.
    pub names: [String; 2],
}

impl Intervals {
    /// Returns the least and the largest of everything.
    pub fn span(before: (f64, f64), after: (f64, f64), figure: f64) -> (f64, f64) {
        let low = before.0.min(after.0).min(figure);
        let high = before.1.max(after.1).max(figure);
        (low, high)
    }
}

/// Returns the picture of two intervals and the figure they should hold.
pub fn draw_intervals(told: &Told, of: &Intervals) -> Markup {
    const NAMES: f64 = 52.0;
    let (low, high) = Intervals::span(of.before, of.after, of.figure);
    let full = (WIDTH - NAMES - 2.0 * SIDE) / (high - low).max(1e-300);
    let x = |value: f64| NAMES + SIDE + (value - low) * full;
    let bar = |top: f64, (from, to): (f64, f64), is_after: bool| {
        let width = (x(to) - x(from)).max(1.0);
        let (fill, opacity) = if is_after {
            (GAIN, "0.55")
        } else {
            ("#fff", "1")
        };
        let stroke = if is_after { GAIN } else { NEITHER };
        html! {
            rect x=(at(x(from))) y=(at(top)) width=(at(width)) height="14"
                fill=(fill) fill-opacity=(opacity) stroke=(stroke) stroke-width="1.6" {}
        }
    };
    // Its words stand where there is more room.
    let is_right = x(of.figure) > WIDTH / 2.0;
    let (words_at, class) = match is_right {
        true => (x(of.figure) - 4.0, "head end"),
        false => (x(of.figure) + 4.0, "head"),
    };
    let body = html! {
        (words(0.0, 33.0, "word", &of.names[0]))
        (words(0.0, 57.0, "word", &of.names[1]))
        (bar(22.0, of.before, false))
        (bar(46.0, of.after, true))
        (line((x(of.figure), 12.0), (x(of.figure), 68.0), "zero"))
        (words(words_at, 11.0, class, &of.figure_words))
        (line((NAMES + SIDE, 70.0), (WIDTH - SIDE, 70.0), "axis"))
        (words(NAMES + SIDE, 86.0, "tick", &of.ends[0]))
        (words(WIDTH - SIDE, 86.0, "tick end", &of.ends[1]))
    };
    picture(told, (WIDTH, 92.0), &body)
}

#[cfg(test)]
mod tests {
    use super::{Intervals, Told, draw_intervals};

    #[test]
    fn the_figures_words_stand_where_there_is_more_room() {
        let drawn = |figure: f64| {
            let told = Told {
                id: "fact".to_owned(),
                title: "Paid".to_owned(),
                text: "Paid in the year".to_owned(),
            };
            let of = Intervals {
                before: (0.0, 1.0),
                after: (0.0, 1.0),
                figure,
                ends: ["0", "1"].map(str::to_owned),
                figure_words: "the fact SEK 44.5 million".to_owned(),
                names: ["before", "after"].map(str::to_owned),
            };
            draw_intervals(&told, &of).into_string()
        };
        let on_the_left = |figure: f64| drawn(figure).contains("class=\"head end\"");
        assert!(on_the_left(0.5) && on_the_left(0.9));
        assert!(!on_the_left(0.1) && !on_the_left(0.3));
    }
}
