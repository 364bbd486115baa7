//! A square matrix.

use crate::linear::factor::{Factor, Pivots};

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
    /// assert_eq!(sim_core::linear::Matrix::zeros(2).at(1, 1), 0.0);
    /// ```
    pub fn at(&self, row: usize, column: usize) -> f64 {
        self.cells[row * self.n + column]
    }

    /// Adds to a cell.
    pub fn add(&mut self, row: usize, column: usize, value: f64) {
        self.cells[row * self.n + column] += value;
    }

    /// Returns the factor of a positive definite matrix; none where it is not one.
    pub fn factor(&self) -> Option<Factor> {
        Factor::of(
            self.n,
            |row, column| self.at(row, column),
            Pivots::definite(1e-12),
        )
    }

    /// Returns the inverse of a positive definite matrix; none where it is not one.
    ///
    /// ```
    /// use sim_core::linear::Matrix;
    /// let four = Matrix { n: 1, cells: vec![4.0] };
    /// assert_eq!(four.inverse().map(|m| m.at(0, 0)), Some(0.25));
    /// ```
    pub fn inverse(&self) -> Option<Self> {
        let factor = self.factor()?;
        let mut inverse = Self::zeros(self.n);
        for column in 0..self.n {
            let mut unit = vec![0.0; self.n];
            unit[column] = 1.0;
            for (row, value) in factor.solve(&unit).into_iter().enumerate() {
                inverse.add(row, column, value);
            }
        }
        Some(inverse)
    }
}
