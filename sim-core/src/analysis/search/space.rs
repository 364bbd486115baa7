//! Where candidates lie: points of a box, some of whose sides count whole things only.

use crate::math::{exp, ln};
use crate::results::break_even::LeverRange;

/// A box of lever values.
#[derive(Clone, Debug)]
pub(super) struct Space {
    sides: Vec<Side>,
}

#[derive(Clone, Copy, Debug)]
struct Side {
    from: f64,
    to: f64,
    is_whole: bool,
}

/// Values in the order of the levers.
pub(super) type Point = Vec<f64>;

impl Space {
    pub(super) fn new(levers: &[LeverRange]) -> Self {
        let side = |lever: &LeverRange| Side {
            from: lever.from,
            to: lever.to,
            is_whole: lever.is_whole,
        };
        Self {
            sides: levers.iter().map(side).collect(),
        }
    }

    pub(super) fn n_dimensions(&self) -> usize {
        self.sides.len()
    }

    /// Returns points that fill the box evenly, each once; its lowest and highest corner first.
    ///
    /// # Source
    ///
    /// The additive recurrence of Roberts (2018), "The unreasonable effectiveness of quasirandom
    /// sequences": steps of 1/g, 1/g^2, ... where g^(d + 1) = g + 1.
    pub(super) fn filled(&self, n: usize) -> Vec<Point> {
        let root = generalised_golden_ratio(self.n_dimensions());
        let corner = |part: f64| vec![part; self.n_dimensions()];
        let within = (1..).map(|at: u32| {
            let along = (1..=self.n_dimensions()).map(|axis| {
                let step = exp(-ln(root) * axis as f64);
                let part = 0.5 + f64::from(at) * step;
                part - part.floor()
            });
            along.collect::<Vec<f64>>()
        });
        let parts = [corner(0.0), corner(1.0)].into_iter().chain(within);
        let mut points: Vec<Point> = Vec::new();
        // Where few whole values are allowed there are not that many points.
        for part in parts.take(4 * n) {
            let point = self.at(&part);
            if points.len() < n && !points.contains(&point) {
                points.push(point);
            }
        }
        points
    }

    /// Returns the point at parts of the sides.
    fn at(&self, parts: &[f64]) -> Point {
        let sides = self.sides.iter().zip(parts);
        sides
            .map(|(side, part)| {
                let width = side.to - side.from;
                match side.is_whole {
                    // Every whole value has the same part of the side.
                    true => (side.from + (part * (width + 1.0)).floor()).min(side.to),
                    false => side.from + part * width,
                }
            })
            .collect()
    }

    /// Returns a point moved into the box.
    pub(super) fn inside(&self, point: &[f64]) -> Point {
        let sides = self.sides.iter().zip(point);
        sides
            .map(|(side, value)| {
                let value = value.clamp(side.from, side.to);
                if side.is_whole { value.round() } else { value }
            })
            .collect()
    }

    /// Returns the points around one at a part of the sides: each lever up and down, and every two
    /// in opposite directions, as a budget makes one pay for the other.
    pub(super) fn around(&self, point: &[f64], part: f64) -> Vec<Point> {
        let n = self.n_dimensions();
        let step = |axis: usize| {
            let side = self.sides[axis];
            let step = part * (side.to - side.from);
            if side.is_whole {
                step.round().max(1.0)
            } else {
                step
            }
        };
        let mut moves: Vec<Vec<(usize, f64)>> = Vec::new();
        for axis in 0..n {
            moves.push(vec![(axis, 1.0)]);
            moves.push(vec![(axis, -1.0)]);
            for other in (0..n).filter(|other| *other != axis) {
                moves.push(vec![(axis, 1.0), (other, -1.0)]);
            }
        }
        let mut points: Vec<Point> = Vec::new();
        for by in moves {
            let mut moved = point.to_vec();
            for (axis, sign) in by {
                moved[axis] += sign * step(axis);
            }
            let moved = self.inside(&moved);
            if moved != point && !points.contains(&moved) {
                points.push(moved);
            }
        }
        points
    }

    /// Returns whether two points are closer than a part of every side.
    pub(super) fn is_near(&self, one: &[f64], other: &[f64], part: f64) -> bool {
        let mut pairs = one.iter().zip(other).zip(&self.sides);
        pairs.all(|((a, b), side)| {
            let room = match side.is_whole {
                true => 0.5,
                false => part * (side.to - side.from),
            };
            (a - b).abs() < room
        })
    }
}

/// Returns g with g^(d + 1) = g + 1, by a fixed number of contractions.
fn generalised_golden_ratio(d: usize) -> f64 {
    let mut root = 1.5;
    for _ in 0..60 {
        root = exp(ln(1.0 + root) / (d as f64 + 1.0));
    }
    root
}

#[cfg(test)]
mod tests {
    use super::{Side, Space, generalised_golden_ratio};

    fn space() -> Space {
        let side = |from, to, is_whole| Side { from, to, is_whole };
        Space {
            sides: vec![side(0.0, 10.0, false), side(3.0, 6.0, true)],
        }
    }

    #[test]
    fn the_ratio_in_one_dimension_is_the_golden_one() {
        assert!((generalised_golden_ratio(1) - 1.618_033_988_749_895).abs() < 1e-12);
        assert!((generalised_golden_ratio(2) - 1.324_717_957_244_746).abs() < 1e-12);
    }

    #[test]
    fn points_fill_every_part_of_the_box() {
        let points = space().filled(64);
        assert_eq!(
            (points.len(), &points[0][..], &points[1][..]),
            (64, &[0.0, 3.0][..], &[10.0, 6.0][..])
        );
        // Three points for each of the twenty parts; chance alone would leave one empty every other time.
        for fifth in 0..5 {
            for whole in 3..=6 {
                let is_inside = |point: &&Vec<f64>| {
                    (point[0] / 2.0).min(4.0) as u32 == fifth && point[1] == f64::from(whole)
                };
                assert!(points.iter().any(|it| is_inside(&it)), "{fifth} {whole}");
            }
        }
    }

    #[test]
    fn whole_values_are_tried_once_each() {
        let few = Space {
            sides: vec![Side {
                from: 1.0,
                to: 4.0,
                is_whole: true,
            }],
        };
        let mut points: Vec<f64> = few.filled(64).into_iter().map(|point| point[0]).collect();
        points.sort_by(f64::total_cmp);
        assert_eq!(points, [1.0, 2.0, 3.0, 4.0]);
        assert_eq!(few.around(&[1.0], 0.01), [[2.0]]);
    }

    #[test]
    fn around_a_point_are_moves_that_pay_for_each_other() {
        let points = space().around(&[5.0, 4.0], 0.1);
        assert!(points.contains(&vec![6.0, 3.0]) && points.contains(&vec![4.0, 5.0]));
        assert_eq!(points.len(), 6);
    }
}
