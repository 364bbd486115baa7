//! Cholesky's factor of a small symmetric matrix, row by row.
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

/// What is made of pivots near zero.
///
/// All are shares of the diagonal entries, so that the units of the variables do not matter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pivots {
    /// A pivot up to this counts as zero.
    pub least: f64,
    /// Where zero is allowed, that is where variables may determine each other: what may be left of an
    /// entry in the column of such a pivot. Its column is zeros then. None where the matrix has to be
    /// positive definite.
    pub left: Option<f64>,
}

/// Pivots of covariances.
const DEFINITE: Pivots = Pivots::definite(1e-10);
/// The same where variables may determine each other.
const SEMIDEFINITE: Pivots = Pivots::semidefinite(1e-10);
/// How far below zero rounding may leave a pivot that is zero.
const ROUNDING: f64 = 1e-9;

impl Pivots {
    /// Returns that all pivots have to be above a share of their diagonal entries.
    pub const fn definite(least: f64) -> Self {
        Self { least, left: None }
    }

    /// Returns that pivots may be zero, where no more than rounding is left in their columns.
    ///
    /// 1e-4 is the square root of what rounding may leave in a diagonal entry, with room.
    pub const fn semidefinite(least: f64) -> Self {
        Self {
            least,
            left: Some(1e-4),
        }
    }

    /// Returns the square root of a pivot; none where it cannot be.
    fn root(self, rest: f64, own: f64) -> Option<f64> {
        // The comparisons fail for NaN too.
        match rest > self.least * own && own > 0.0 {
            true => Some(sqrt(rest)),
            false if self.left.is_some() && rest >= -ROUNDING * own => Some(0.0),
            false => None,
        }
    }

    /// Returns an entry below a pivot, by what is left of it; none where it cannot be.
    fn below(self, rest: f64, pivot: f64, widths: f64) -> Option<f64> {
        if pivot != 0.0 {
            return Some(rest / pivot);
        }
        let left = self.left.unwrap_or(0.0);
        (rest * rest <= left * left * widths).then_some(0.0)
    }
}

impl Factor {
    /// Returns the factor of a symmetric matrix, of which the entries of the lower triangle are asked for by
    /// row and column; none where it has none.
    ///
    /// # Source
    ///
    /// Cholesky's factorisation: Golub and Van Loan (2013), *Matrix Computations*, section 4.2.
    ///
    /// ```
    /// use sim_core::linear::{Factor, Pivots};
    /// let entry = |row, column| if row == column { 4.0 } else { 2.0 };
    /// let factor = Factor::of(2, entry, Pivots::definite(1e-12)).unwrap();
    /// assert_eq!(factor.row(1), [1.0, 3.0_f64.sqrt()]);
    /// ```
    pub fn of(n: usize, entry: impl Fn(usize, usize) -> f64, pivots: Pivots) -> Option<Self> {
        let mut lower = vec![0.0; n * n];
        for row in 0..n {
            let own = entry(row, row);
            for column in 0..=row {
                let done: f64 = (0..column)
                    .map(|k| lower[row * n + k] * lower[column * n + k])
                    .sum();
                lower[row * n + column] = if row == column {
                    pivots.root(own - done, own)?
                } else {
                    let rest = entry(row, column) - done;
                    let pivot = lower[column * n + column];
                    pivots.below(rest, pivot, own * entry(column, column))?
                };
            }
        }
        Some(Self { n, lower })
    }

    /// Returns the factor of a covariance given row by row; none where it is not positive definite.
    pub fn of_covariance(matrix: &[f64], n: usize) -> Option<Self> {
        Self::of(n, |row, column| matrix[row * n + column], DEFINITE)
    }

    /// Returns the factor of a covariance given row by row, of variables that may determine each other; none
    /// where it is not positive semidefinite.
    pub fn of_semidefinite(matrix: &[f64], n: usize) -> Option<Self> {
        Self::of(n, |row, column| matrix[row * n + column], SEMIDEFINITE)
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

    /// Returns the entries of a row up to the diagonal.
    pub fn row(&self, row: usize) -> &[f64] {
        &self.lower[row * self.n..=row * self.n + row]
    }

    /// Returns L times a vector.
    pub fn times(&self, vector: &[f64]) -> Vec<f64> {
        let row = |row: usize| -> f64 {
            let entries = self.row(row).iter();
            entries.zip(vector).map(|(l, x)| l * x).sum()
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
    /// use sim_core::linear::{Factor, Pivots};
    /// let matrix = [4.0, 2.0, 2.0, 5.0];
    /// let factor = Factor::of(2, |i, j| matrix[2 * i + j], Pivots::definite(1e-12)).unwrap();
    /// assert_eq!(factor.times(&[1.0, 1.0]), [2.0, 3.0]);
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
        for (row, right) in vector.iter().enumerate() {
            let done: f64 = (0..row).map(|k| self.at(row, k) * solved[k]).sum();
            solved.push((right - done) / self.at(row, row));
        }
        solved
    }

    /// Returns the logarithm of the determinant of L L'.
    pub fn ln_determinant(&self) -> f64 {
        2.0 * (0..self.n).map(|i| ln(self.at(i, i))).sum::<f64>()
    }
}
