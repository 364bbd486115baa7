//! Two numbers at once: a field of cells, darker where the chance is greater, with its figure.

use maud::{Markup, html};

use crate::report::charts::WIDTH;
use crate::report::charts::svg::{Told, at, picture, words};

/// Room to the left for the values of the second number.
const LEFT: f64 = 58.0;
/// Height of a cell.
const CELL: f64 = 24.0;
/// Room below for the values of the first number and its name.
const BELOW: f64 = 38.0;
/// Room above for the second number's name.
const ABOVE: f64 = 20.0;

/// Width of a letter of a value, and the least gap between two values.
const LETTER: f64 = 6.0;
const GAP: f64 = 8.0;

/// What is drawn.
pub struct Field {
    /// Values of the first number, as shown, from left to right.
    pub columns: Vec<String>,
    /// Values of the second number, as shown, from below.
    pub rows: Vec<String>,
    /// Chances by row from below and by column, 0 to 1.
    pub shares: Vec<Vec<f64>>,
    /// By row from below: where between the columns one half is crossed, in columns from the first.
    pub crossed: Vec<Vec<f64>>,
    /// What the two numbers are.
    pub names: (String, String),
}

/// Returns the picture.
pub fn draw_map(told: &Told, field: &Field) -> Markup {
    let width = (WIDTH - LEFT) / field.columns.len().max(1) as f64;
    let n_rows = field.rows.len();
    let top = |row: usize| ABOVE + CELL * (n_rows - 1 - row) as f64;
    let left = |column: f64| LEFT + width * column;
    let height = ABOVE + CELL * n_rows as f64 + BELOW;
    let longest = field.columns.iter().map(|name| name.chars().count()).max();
    let step = every(longest.unwrap_or(0), width);
    let body = html! {
        (words(0.0, 12.0, "word", &field.names.1))
        @for (row, shares) in field.shares.iter().enumerate() {
            (words(LEFT - 6.0, top(row) + CELL / 2.0 + 4.0, "tick end", &field.rows[row]))
            @for (column, share) in shares.iter().enumerate() {
                rect x=(at(left(column as f64))) y=(at(top(row))) width=(at(width - 1.0)) height=(at(CELL - 1.0))
                    fill=(shade(*share)) {}
            }
        }
        @for (row, crossed) in field.crossed.iter().enumerate() {
            @for column in crossed {
                // Between the middles of two cells.
                @let x = left(column + 0.5);
                line x1=(at(x)) x2=(at(x)) y1=(at(top(row) - 0.5)) y2=(at(top(row) + CELL - 0.5))
                    stroke="#c44601" stroke-width="3" {}
            }
        }
        // The figures last, so that no line strikes them out.
        @for (row, shares) in field.shares.iter().enumerate() {
            @for (column, share) in shares.iter().enumerate() {
                text class="middle" x=(at(left(column as f64 + 0.5))) y=(at(top(row) + CELL / 2.0 + 4.0))
                    fill=(if *share > 0.55 { "#fff" } else { "#1c1c1c" }) { (format!("{}", (share * 100.0).round())) }
            }
        }
        @for (column, name) in field.columns.iter().enumerate().step_by(step) {
            (words(left(column as f64 + 0.5), ABOVE + CELL * n_rows as f64 + 14.0, "tick middle", name))
        }
        (words(WIDTH, height - 6.0, "word end", &field.names.0))
    };
    picture(told, (WIDTH, height), &body)
}

/// Returns how many columns a value needs so that it does not run into the next.
fn every(letters: usize, width: f64) -> usize {
    let needed = LETTER * letters as f64 + GAP;
    (needed / width.max(1.0)).ceil().max(1.0) as usize
}

/// Returns a blue between white and dark: light enough below one half for dark figures.
fn shade(share: f64) -> String {
    let part = share.clamp(0.0, 1.0);
    let channel = |low: f64, high: f64| (low + (high - low) * part).round() as u8;
    format!(
        "#{:02x}{:02x}{:02x}",
        channel(240.0, 8.0),
        channel(244.0, 66.0),
        channel(248.0, 112.0)
    )
}

#[cfg(test)]
mod tests {
    use super::{every, shade};

    #[test]
    fn values_that_would_run_into_each_other_are_left_out() {
        assert_eq!(every(2, 31.0), 1);
        assert_eq!(every(5, 31.0), 2);
        assert_eq!(every(12, 31.0), 3);
    }

    #[test]
    fn a_greater_chance_is_darker() {
        assert_eq!(
            (shade(0.0).as_str(), shade(1.0).as_str()),
            ("#f0f4f8", "#084270")
        );
        assert!(shade(0.4) > shade(0.6));
    }
}
