//! Cholesky factors of small symmetric matrices, row by row.
//!
//! Written out here because nalgebra would turn on `num-traits/std`, and with it the platform's
//! maths (see `math`).

use crate::math::{ln, sqrt};

/// The lower triangle L of a matrix L L'.
#[derive(Clone, Debug, PartialEq)]
pub struct Factor {
    n: usize,
    /// Row by row, zeros above the diagonal.
    lower: Vec<f64>,
}

/// A pivot below this share of its diagonal entry counts as zero, whatever the units of the variables.
const TOLERANCE: f64 = 1e-10;

impl Factor {
    /// Returns the factor of a symmetric matrix given row by row.
    ///
    /// None where the matrix is not positive definite. Where `semidefinite` a pivot of zero gives a
    /// column of zeros, so that variables that determine each other are allowed.
    ///
    /// ```
    /// use sim_core::posterior::matrix::Factor;
    /// let factor = Factor::of(&[4.0, 2.0, 2.0, 5.0], 2, false).unwrap();
    /// assert_eq!(factor.times(&[1.0, 1.0]), [2.0, 3.0]);
    /// ```
    pub fn of(matrix: &[f64], n: usize, semidefinite: bool) -> Option<Self> {
        let mut lower = vec![0.0; n * n];
        for row in 0..n {
            for column in 0..=row {
                let done: f64 = (0..column)
                    .map(|k| lower[row * n + k] * lower[column * n + k])
                    .sum();
                let rest = matrix[row * n + column] - done;
                let own = matrix[row * n + row];
                lower[row * n + column] = if row == column {
                    // The comparison fails for NaN too.
                    match rest > TOLERANCE * own && own > 0.0 {
                        true => sqrt(rest),
                        false if semidefinite && rest >= -1e-9 * own => 0.0,
                        false => return None,
                    }
                } else {
                    let pivot = lower[column * n + column];
                    let widths = own * matrix[column * n + column];
                    if pivot == 0.0 && rest * rest > 1e-8 * widths {
                        return None;
                    }
                    if pivot == 0.0 { 0.0 } else { rest / pivot }
                };
            }
        }
        Some(Self { n, lower })
    }

    /// Returns the factor of the identity.
    pub fn identity(n: usize) -> Self {
        let mut lower = vec![0.0; n * n];
        (0..n).for_each(|at| lower[at * n + at] = 1.0);
        Self { n, lower }
    }

    /// Returns the entry of a row and a column.
    pub fn at(&self, row: usize, column: usize) -> f64 {
        self.lower[row * self.n + column]
    }

    /// Returns L times a vector.
    pub fn times(&self, vector: &[f64]) -> Vec<f64> {
        let row = |row: usize| -> f64 {
            let entries = &self.lower[row * self.n..=row * self.n + row];
            entries.iter().zip(vector).map(|(l, x)| l * x).sum()
        };
        (0..self.n).map(row).collect()
    }

    /// Returns the squared length of L^-1 times a vector: its Mahalanobis distance from zero.
    pub fn squared_distance(&self, vector: &[f64]) -> f64 {
        self.forward(vector).iter().map(|x| x * x).sum()
    }

    /// Returns what L L' times it is a vector.
    ///
    /// ```
    /// use sim_core::posterior::matrix::Factor;
    /// let factor = Factor::of(&[4.0, 2.0, 2.0, 5.0], 2, false).unwrap();
    /// assert_eq!(factor.solve(&[6.0, 7.0]), [1.0, 1.0]);
    /// ```
    pub fn solve(&self, vector: &[f64]) -> Vec<f64> {
        let mut solved = self.forward(vector);
        for row in (0..self.n).rev() {
            let done: f64 = (row + 1..self.n).map(|k| self.at(k, row) * solved[k]).sum();
            solved[row] = (solved[row] - done) / self.at(row, row);
        }
        solved
    }

    /// Returns L^-1 times a vector.
    fn forward(&self, vector: &[f64]) -> Vec<f64> {
        let mut solved = Vec::with_capacity(self.n);
        for row in 0..self.n {
            let done: f64 = (0..row).map(|k| self.at(row, k) * solved[k]).sum();
            solved.push((vector[row] - done) / self.at(row, row));
        }
        solved
    }

    /// Returns the logarithm of the determinant of L L'.
    pub fn ln_determinant(&self) -> f64 {
        2.0 * (0..self.n).map(|i| ln(self.at(i, i))).sum::<f64>()
    }
}
