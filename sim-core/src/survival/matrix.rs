//! Small symmetric matrices: factor, solve, invert.

use crate::math::sqrt;

/// A square matrix, row by row.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// Rows, and columns.
    pub n: usize,
    /// Row by row.
    pub cells: Vec<f64>,
}

impl Matrix {
    /// Returns a matrix of zeros.
    pub fn zeros(n: usize) -> Self {
        Self {
            n,
            cells: vec![0.0; n * n],
        }
    }

    /// Returns the cell of a row and a column.
    ///
    /// ```
    /// assert_eq!(sim_core::survival::matrix::Matrix::zeros(2).at(1, 1), 0.0);
    /// ```
    pub fn at(&self, row: usize, column: usize) -> f64 {
        self.cells[row * self.n + column]
    }

    /// Adds to a cell.
    pub fn add(&mut self, row: usize, column: usize, value: f64) {
        self.cells[row * self.n + column] += value;
    }

    /// Returns the lower factor of a positive definite matrix; none where it is not one.
    ///
    /// # Source
    ///
    /// Cholesky's factorisation.
    pub fn factor(&self) -> Option<Self> {
        let mut lower = Self::zeros(self.n);
        for row in 0..self.n {
            for column in 0..=row {
                let known: f64 = (0..column)
                    .map(|k| lower.at(row, k) * lower.at(column, k))
                    .sum();
                let rest = self.at(row, column) - known;
                let value = if row == column {
                    let is_above = rest > 1e-12 * self.at(row, row).abs();
                    // Nor where it is not a number.
                    if !is_above {
                        return None;
                    }
                    sqrt(rest)
                } else {
                    rest / lower.at(column, column)
                };
                lower.add(row, column, value);
            }
        }
        Some(lower)
    }

    /// Returns x where the matrix, of which this is the lower factor, times x is `right`.
    pub fn solve_factored(&self, right: &[f64]) -> Vec<f64> {
        let mut x = right.to_vec();
        for row in 0..self.n {
            let known: f64 = (0..row).map(|k| self.at(row, k) * x[k]).sum();
            x[row] = (x[row] - known) / self.at(row, row);
        }
        for row in (0..self.n).rev() {
            let known: f64 = (row + 1..self.n).map(|k| self.at(k, row) * x[k]).sum();
            x[row] = (x[row] - known) / self.at(row, row);
        }
        x
    }

    /// Returns the inverse of a positive definite matrix; none where it is not one.
    ///
    /// ```
    /// use sim_core::survival::matrix::Matrix;
    /// let four = Matrix { n: 1, cells: vec![4.0] };
    /// assert_eq!(four.inverse().map(|m| m.at(0, 0)), Some(0.25));
    /// ```
    pub fn inverse(&self) -> Option<Self> {
        let lower = self.factor()?;
        let mut inverse = Self::zeros(self.n);
        for column in 0..self.n {
            let mut unit = vec![0.0; self.n];
            unit[column] = 1.0;
            for (row, value) in lower.solve_factored(&unit).into_iter().enumerate() {
                inverse.add(row, column, value);
            }
        }
        Some(inverse)
    }
}
