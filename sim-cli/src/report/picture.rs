//! A hundred equally likely values as a picture of letters: each mark is one future.

use crate::number::{MoneyStep, Numbers};
use crate::report::page::letters;

/// Most columns of marks; each is two letters wide.
const MOST_COLUMNS: usize = 40;
/// Fewest columns that still show a shape.
const FEWEST_COLUMNS: usize = 12;

/// Returns the lines of the picture: losses `o` to the left of zero, gains `*` to the right.
///
/// Empty where there is nothing to show: no values, or all the same.
pub fn dots(values: &[f64], numbers: &Numbers) -> Vec<String> {
    let (Some(low), Some(high)) = (smallest(values), largest(values)) else {
        return Vec::new();
    };
    if high - low <= 0.0 {
        return Vec::new();
    }
    let step = column_width(low, high);
    // A column's border lies at zero, so that no column mixes losses and gains.
    let first = (low / step).floor();
    let last = (high / step).floor();
    let n_columns = (last - first) as usize + 1;
    let mut heights = vec![0_usize; n_columns];
    for value in values {
        let column = ((value / step).floor() - first) as usize;
        heights[column.min(n_columns - 1)] += 1;
    }
    let mut lines = marks(&heights, first);
    lines.push(axis(&heights, first));
    lines.push(labels(n_columns, first, step, numbers));
    lines
}

fn smallest(values: &[f64]) -> Option<f64> {
    values
        .iter()
        .copied()
        .filter(|value| value.is_finite())
        .reduce(f64::min)
}

fn largest(values: &[f64]) -> Option<f64> {
    values
        .iter()
        .copied()
        .filter(|value| value.is_finite())
        .reduce(f64::max)
}

/// Returns a round width that gives a number of columns a person can take in.
fn column_width(low: f64, high: f64) -> f64 {
    let mut decade = 1.0;
    while decade * 10.0 * (FEWEST_COLUMNS as f64) <= high - low {
        decade *= 10.0;
    }
    while decade * (FEWEST_COLUMNS as f64) > high - low && decade > 1e-9 {
        decade /= 10.0;
    }
    decade /= 10.0;
    for factor in [1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0] {
        let step = decade * factor;
        let columns = (high / step).floor() - (low / step).floor() + 1.0;
        if columns <= MOST_COLUMNS as f64 {
            return step;
        }
    }
    high - low
}

fn marks(heights: &[usize], first: f64) -> Vec<String> {
    let tallest = heights.iter().copied().max().unwrap_or_default();
    (1..=tallest)
        .rev()
        .map(|level| {
            let mut line = String::new();
            for (idx, height) in heights.iter().enumerate() {
                let is_loss = first + (idx as f64) < 0.0;
                let mark = if is_loss { 'o' } else { '*' };
                line.push_str(border(idx, first, ' '));
                line.push(if *height >= level { mark } else { ' ' });
                line.push(' ');
            }
            line.trim_end().to_owned()
        })
        .collect()
}

/// Returns what stands between two columns: a line of its own at zero.
fn border(idx: usize, first: f64, empty: char) -> &'static str {
    let is_zero = idx as f64 + first == 0.0 && idx > 0;
    match (is_zero, empty) {
        (true, ' ') => "| ",
        (true, _) => "+-",
        (false, _) => "",
    }
}

fn axis(heights: &[usize], first: f64) -> String {
    let mut line = String::new();
    for idx in 0..heights.len() {
        line.push_str(border(idx, first, '-'));
        line.push_str("--");
    }
    line
}

/// Returns the line under the axis: amounts under every few borders, zero among them.
fn labels(n_columns: usize, first: f64, step: f64, numbers: &Numbers) -> String {
    let money = label_step(first, n_columns, step);
    let mut line = String::new();
    let mut last_at = 0;
    for idx in 0..=n_columns {
        let place = idx as f64 + first;
        // Counted from zero, so that zero itself is always labelled.
        if place % label_every(n_columns) != 0.0 {
            continue;
        }
        let label = numbers.in_step(place * step, money);
        let zero_mark = if place >= 0.0 && first < 0.0 { 2 } else { 0 };
        let at = (idx * 2 + zero_mark).saturating_sub(if place == 0.0 { 2 } else { 0 });
        if at < last_at || at + letters(&label) > n_columns * 2 + 10 {
            continue;
        }
        while letters(&line) < at {
            line.push(' ');
        }
        line.push_str(&label);
        last_at = letters(&line) + 2;
    }
    format!("{line}  {}", numbers.unit(money))
}

/// Returns millions where one decimal tells the labels apart, else a smaller step.
fn label_step(first: f64, n_columns: usize, step: f64) -> MoneyStep {
    let ends = [first * step, (first + n_columns as f64) * step];
    let apart = step * label_every(n_columns);
    match MoneyStep::for_amounts(&ends) {
        MoneyStep::Millions if !is_whole(apart / 1e5) => MoneyStep::Thousands,
        MoneyStep::Thousands if !is_whole(apart / 1e3) => MoneyStep::Kronor,
        fits => fits,
    }
}

fn is_whole(value: f64) -> bool {
    value >= 0.5 && (value - value.round()).abs() < 1e-6
}

fn label_every(n_columns: usize) -> f64 {
    match n_columns {
        0..=10 => 2.0,
        _ => 5.0,
    }
}
