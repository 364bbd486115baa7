//! Colours, dashes and letters: after Wong (2011, Nature Methods 8:441), a little darkened
//! where three to one against white would not be reached.

/// Gains.
pub const GAIN: &str = "#0072b2";
/// Losses.
pub const LOSS: &str = "#c44601";
/// Neither.
pub const NEITHER: &str = "#595959";
/// Axes and words.
pub const TEXT: &str = "#333333";
/// Lines behind what is shown.
pub const GRID: &str = "#dcdcdc";

/// How a design is drawn wherever it appears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ink {
    /// Colour of its lines.
    pub colour: &'static str,
    /// Its dash, as SVG says it; none is a full line.
    pub dash: Option<&'static str>,
}

const TODAY: Ink = Ink {
    colour: "#404040",
    dash: Some("2,3"),
};

const DESIGNS: [Ink; 6] = [
    Ink {
        colour: "#0072b2",
        dash: None,
    },
    Ink {
        colour: "#c44601",
        dash: Some("8,3"),
    },
    Ink {
        colour: "#00785a",
        dash: Some("8,3,2,3"),
    },
    Ink {
        colour: "#a8437f",
        dash: Some("5,3"),
    },
    Ink {
        colour: "#8a6500",
        dash: Some("12,3"),
    },
    Ink {
        colour: "#4b4ba8",
        dash: Some("10,3,2,3,2,3"),
    },
];

/// Returns how the design at a position is drawn; `today` is at 0.
pub fn of(position: usize) -> Ink {
    match position.checked_sub(1) {
        None => TODAY,
        Some(idx) => DESIGNS[idx % DESIGNS.len()],
    }
}

/// Returns the letter of the design at a position: none for `today`, then A, B, C.
pub fn letter(position: usize) -> Option<char> {
    let idx = u8::try_from(position.checked_sub(1)?).ok()?;
    Some(char::from(b'A' + idx % 26))
}

#[cfg(test)]
mod tests {
    use super::{DESIGNS, letter};

    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value = u8::from_str_radix(&colour[at..at + 2], 16).expect("a colour");
            let share = f64::from(value) / 255.0;
            // Close to the 2.4th power of WCAG: square and fifth root would be closer.
            share * share
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    #[test]
    fn every_design_stands_out_from_white_paper() {
        for ink in DESIGNS {
            let contrast = 1.05 / (luminance(ink.colour) + 0.05);
            assert!(contrast >= 4.5, "{}: {contrast}", ink.colour);
        }
    }

    #[test]
    fn no_two_designs_share_a_dash_and_each_has_a_letter() {
        for (idx, ink) in DESIGNS.iter().enumerate() {
            assert!(
                DESIGNS[idx + 1..]
                    .iter()
                    .all(|other| other.dash != ink.dash)
            );
        }
        assert_eq!(
            (letter(0), letter(1), letter(3)),
            (None, Some('A'), Some('C'))
        );
    }
}
