//! Where a probability may be crossed twice between two values that were tried.
//!
//! Values on the same side of a probability say nothing of what is between them: a lever that helps up to a
//! point may gain in the middle alone. Of a curve that bends one way over neighbouring values it
//! is known how far it can reach: it stays below the lines through the values on its left and on its right.
//! Where those lines meet on the other side, the place is worth trying.

use crate::analysis::break_even::crossings::Levels;

/// The net savings of the draws at one value of the lever, rising.
pub(super) struct Rising {
    pub value: f64,
    pub nets: Vec<f64>,
}

impl Rising {
    /// Returns how many draws are above zero.
    fn n_above(&self) -> usize {
        self.nets.len() - self.nets.partition_point(|net| *net <= 0.0)
    }

    /// Returns the net saving that so many draws reach: above zero where at least so many are.
    fn reached_by(&self, n_draws: usize) -> f64 {
        self.nets[self.nets.len() - n_draws.clamp(1, self.nets.len())]
    }
}

/// A point of the curve, turned so that the other side is above zero.
#[derive(Clone, Copy)]
struct Point {
    x: f64,
    y: f64,
    is_here: bool,
}

/// Returns a value between two neighbours on the same side of a probability where the curve may reach
/// the other side, clearly; none where it cannot, or where there are too few draws.
///
/// `step` is how near to each other two values may be.
pub(super) fn hidden(tried: &[Rising], probability: f64, step: f64) -> Option<f64> {
    let n_draws = tried.first().map_or(0, |one| one.nets.len());
    let levels = Levels::of(n_draws, probability)?;
    let above = |one: &Rising| Point {
        x: one.value,
        y: one.reached_by(levels.clearly_above),
        is_here: one.n_above() as f64 <= levels.level,
    };
    // So many draws too few: at most as many as are clearly below.
    let below = |one: &Rising| Point {
        x: one.value,
        y: -one.reached_by(levels.clearly_below + 1),
        is_here: one.n_above() as f64 > levels.level,
    };
    let hump: Vec<Point> = tried.iter().map(above).collect();
    let dip: Vec<Point> = tried.iter().map(below).collect();
    [hump, dip]
        .iter()
        .find_map(|points| (1..points.len()).find_map(|right| reached(points, right, step)))
}

/// Returns where lines along the neighbours meet above zero, between one point and the one before it.
fn reached(points: &[Point], right: usize, step: f64) -> Option<f64> {
    let (a, b) = (points[right - 1], points[right]);
    if !a.is_here || !b.is_here || b.x - a.x < 2.0 * step {
        return None;
    }
    let slope = |from: Point, to: Point| (to.y - from.y) / (to.x - from.x);
    let before = right.checked_sub(2).map(|at| slope(points[at], a));
    let after = points.get(right + 1).map(|next| slope(b, *next));
    let place = match (before, after) {
        (Some(before), Some(after)) if before > after => {
            let x = (b.y - a.y + before * a.x - after * b.x) / (before - after);
            let is_between = a.x < x && x < b.x;
            (is_between && a.y + before * (x - a.x) > 0.0).then_some(x)
        }
        // Beside an end of the lever there is one line only; it may fall right at the end.
        (None, Some(after)) if b.y + after * (a.x - b.x) > 0.0 => Some((a.x + b.x) / 2.0),
        (Some(before), None) if a.y + before * (b.x - a.x) > 0.0 => Some((a.x + b.x) / 2.0),
        _ => None,
    };
    // Not so near a neighbour that the next lines would be drawn through noise.
    let room = (0.1 * (b.x - a.x)).max(step);
    place.map(|x| x.clamp(a.x + room, b.x - room))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws that differ by a constant, as far apart as a thousandth.
    fn tried(values: &[f64], net: impl Fn(f64) -> f64) -> Vec<Rising> {
        let of = |value: &f64| {
            let (value, net) = (*value, net(*value));
            let draws = 0..1000;
            let nets = draws.map(|draw| net + f64::from(draw - 500) * 1e-3);
            Rising {
                value,
                nets: nets.collect(),
            }
        };
        values.iter().map(of).collect()
    }

    #[test]
    fn a_hump_between_two_values_is_looked_for_where_it_is() {
        let values = [0.0, 4.0, 8.0, 12.0, 16.0];
        let narrow = |x: f64| 3.0 - 2.0 * (x - 9.6_f64).abs();
        let found = hidden(&tried(&values, narrow), 0.5, 0.1).expect("it may gain");
        assert!((found - 9.6).abs() < 1e-9, "{found}");
        // Upside down it is a dip.
        let found = hidden(&tried(&values, |x| -narrow(x)), 0.5, 0.1).expect("it may lose");
        assert!((found - 9.6).abs() < 1e-9, "{found}");
        // Beside the ends as well.
        let at_start = |x: f64| 3.0 - 2.0 * (x - 2.0_f64).abs();
        assert_eq!(hidden(&tried(&values, at_start), 0.5, 0.1), Some(2.0));
    }

    #[test]
    fn where_no_curve_that_bends_one_way_can_gain_nothing_is_tried() {
        let values = [0.0, 4.0, 8.0, 12.0, 16.0];
        assert_eq!(hidden(&tried(&values, |x| x - 20.0), 0.5, 0.1), None);
        assert_eq!(hidden(&tried(&values, |_| -0.01), 0.5, 0.1), None);
        let low = |x: f64| -9.0 - 0.1 * (x - 9.6) * (x - 9.6);
        assert_eq!(hidden(&tried(&values, low), 0.5, 0.1), None);
        // A crossing between two values is no secret.
        assert_eq!(hidden(&tried(&values, |x| x - 9.0), 0.5, 0.1), None);
        // Values that are as near to each other as may be.
        let narrow = |x: f64| 3.0 - 2.0 * (x - 9.6_f64).abs();
        assert_eq!(hidden(&tried(&values, narrow), 0.5, 2.5), None);
    }
}
