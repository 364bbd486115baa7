//! Normal equations, added up and solved.
//!
//! The columns they are made of are orthonormal number by number, and uncertain numbers are mostly independent of each
//! other, so the equations are as well conditioned as any factor of the columns themselves. They
//! have another virtue: sums over parts of the draws can be taken away again, so that leaving each
//! part out in turn costs no more than one pass.

use crate::math::sqrt;

/// Sums of products of columns with each other and with the targets.
#[derive(Clone, Debug, Default)]
pub(super) struct Sums {
    /// Columns.
    n_columns: usize,
    /// Lower triangle, row by row.
    products: Vec<f64>,
    /// By target and column.
    with_targets: Vec<Vec<f64>>,
    /// By target: its squares.
    pub(super) squares: Vec<f64>,
    /// By target: its sum.
    pub(super) sums: Vec<f64>,
    /// Sum of weights.
    pub(super) weight: f64,
}

impl Sums {
    /// Returns sums over nothing.
    pub(super) fn new(n_columns: usize, n_targets: usize) -> Self {
        Self {
            n_columns,
            products: vec![0.0; n_columns * (n_columns + 1) / 2],
            with_targets: vec![vec![0.0; n_columns]; n_targets],
            squares: vec![0.0; n_targets],
            sums: vec![0.0; n_targets],
            weight: 0.0,
        }
    }

    /// Adds a row of the columns, with its targets and its weight.
    pub(super) fn add(&mut self, row: &[f64], targets: impl Iterator<Item = f64>, weight: f64) {
        let mut at = 0;
        for (position, x) in row.iter().enumerate() {
            let weighted = x * weight;
            let cells = &mut self.products[at..=at + position];
            for (cell, other) in cells.iter_mut().zip(row) {
                *cell += weighted * other;
            }
            at += position + 1;
        }
        for (target, y) in targets.enumerate() {
            let weighted = y * weight;
            for (cell, x) in self.with_targets[target].iter_mut().zip(row) {
                *cell += weighted * x;
            }
            self.squares[target] += weighted * y;
            self.sums[target] += weighted;
        }
        self.weight += weight;
    }

    /// Adds, or with `sign` -1 takes away, other sums.
    pub(super) fn combine(&mut self, other: &Self, sign: f64) {
        add(&mut self.products, &other.products, sign);
        for (to, from) in self.with_targets.iter_mut().zip(&other.with_targets) {
            add(to, from, sign);
        }
        add(&mut self.squares, &other.squares, sign);
        add(&mut self.sums, &other.sums, sign);
        self.weight += sign * other.weight;
    }

    /// Returns the coefficients of every target that minimise the squared error plus, for each column, its
    /// penalty times its squared coefficient times the weight of all draws; a column that others
    /// already say everything about gets none.
    pub(super) fn solve(&self, penalty: &[f64]) -> Vec<Vec<f64>> {
        let factor = self.factor(penalty);
        let targets = self.with_targets.iter();
        targets
            .map(|right| substitute(&factor, self.n_columns, right))
            .collect()
    }

    /// Returns the sum of squares that these coefficients leave of a target in these draws.
    pub(super) fn left(&self, target: usize, coefficients: &[f64]) -> f64 {
        let mut left = self.squares[target];
        let mut at = 0;
        for (row, one) in coefficients.iter().enumerate() {
            left -= 2.0 * one * self.with_targets[target][row];
            for (column, other) in coefficients[..=row].iter().enumerate() {
                let twice = if column == row { 1.0 } else { 2.0 };
                left += twice * one * other * self.products[at + column];
            }
            at += row + 1;
        }
        left.max(0.0)
    }

    /// Cholesky's factor, row by row, of the products with the penalties on the diagonal.
    fn factor(&self, penalty: &[f64]) -> Vec<f64> {
        const LEAST: f64 = 1e-10;
        let start = |row: usize| row * (row + 1) / 2;
        let mut factor = self.products.clone();
        for row in 0..self.n_columns {
            let own = factor[start(row) + row];
            factor[start(row) + row] += penalty[row] * self.weight;
            for column in 0..=row {
                let (above, below) = factor.split_at_mut(start(row));
                let this = &mut below[..=row];
                let other = if column == row {
                    None
                } else {
                    Some(&above[start(column)..][..=column])
                };
                let sum: f64 = match other {
                    Some(other) => this[..column].iter().zip(other).map(|(a, b)| a * b).sum(),
                    None => this[..column].iter().map(|a| a * a).sum(),
                };
                let rest = this[column] - sum;
                this[column] = match other {
                    Some(other) if other[column].is_finite() => rest / other[column],
                    Some(_) => 0.0,
                    None if rest > LEAST * own.max(f64::MIN_POSITIVE) => sqrt(rest),
                    // Nothing of its own is left of the column.
                    None => f64::INFINITY,
                };
            }
        }
        factor
    }
}

fn add(to: &mut [f64], from: &[f64], sign: f64) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += sign * from;
    }
}

fn substitute(factor: &[f64], n: usize, right: &[f64]) -> Vec<f64> {
    let start = |row: usize| row * (row + 1) / 2;
    let mut found = right.to_vec();
    for row in 0..n {
        let of_row = &factor[start(row)..][..=row];
        let sum: f64 = of_row[..row].iter().zip(&found).map(|(a, b)| a * b).sum();
        found[row] = (found[row] - sum) / of_row[row];
    }
    for row in (0..n).rev() {
        found[row] /= factor[start(row) + row];
        let value = found[row];
        for (column, cell) in found[..row].iter_mut().enumerate() {
            *cell -= factor[start(row) + column] * value;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_without_noise_is_found_again_and_a_column_said_twice_gets_no_coefficient_of_its_own()
    {
        let mut sums = Sums::new(3, 1);
        // Not whole numbers: what is left of the second saying is a rounding, not zero.
        for x in [0.1, 0.7, 2.3, 5.9] {
            sums.add(&[1.0, x, 0.3 * x], [3.0 - 2.0 * x].into_iter(), 1.0);
        }
        let found = &sums.solve(&[0.0; 3])[0];
        assert!((found[0] - 3.0).abs() < 1e-12 && (found[1] + 2.0).abs() < 1e-12);
        assert_eq!(found[2], 0.0);
        assert!(sums.left(0, found) < 1e-12);
    }
}
