//! One uncertain number as a few columns that a smooth curve is made of.

use crate::ledger::quantiles::{quantile, sort};
use crate::math::sqrt;

/// Returns columns of which the first is the number itself and the others bend it more and more: a natural
/// cubic spline with knots at even quantiles. Every column has mean 0 and mean square 1 over the draws and is
/// uncorrelated with the others, so that each can be judged and damped by itself.
///
/// A number that takes few values gives fewer columns, and one that never changes gives none.
///
/// # Source
///
/// The truncated powers of a natural spline: Hastie, Tibshirani and Friedman (2009), *The Elements of Statistical
/// Learning*, equation 5.4; made orthonormal by Gram and Schmidt.
pub(super) fn bends(values: &[f64], n_knots: usize) -> Vec<Vec<f64>> {
    let Some(scaled) = standardised(values) else {
        return Vec::new();
    };
    let knots = knots(&scaled, n_knots);
    let mut columns = vec![scaled.clone()];
    if knots.len() >= 3 {
        let (last, before) = (knots[knots.len() - 1], knots[knots.len() - 2]);
        let cube = |x: f64| if x > 0.0 { x * x * x } else { 0.0 };
        let slope = |x: f64, knot: f64| (cube(x - knot) - cube(x - last)) / (last - knot);
        for knot in &knots[..knots.len() - 2] {
            let column = scaled.iter().map(|x| slope(*x, *knot) - slope(*x, before));
            add_orthonormal(&mut columns, column.collect());
        }
    }
    columns
}

/// Returns values with mean 0 and mean square 1; none where they do not vary.
pub(super) fn standardised(values: &[f64]) -> Option<Vec<f64>> {
    let n = values.len().max(1) as f64;
    let mean = values.iter().sum::<f64>() / n;
    let centred: Vec<f64> = values.iter().map(|value| value - mean).collect();
    let square = centred.iter().map(|value| value * value).sum::<f64>() / n;
    let scale = sqrt(square);
    let varies = scale > 1e-12 * mean.abs() && scale > 0.0 && scale.is_finite();
    varies.then(|| centred.iter().map(|value| value / scale).collect())
}

fn knots(scaled: &[f64], n: usize) -> Vec<f64> {
    let mut rising = scaled.to_vec();
    sort(&mut rising);
    let at = |knot: usize| quantile(&rising, 0.02 + 0.96 * knot as f64 / (n.max(2) - 1) as f64);
    let mut knots: Vec<f64> = (0..n).map(at).collect();
    knots.dedup_by(|a, b| *a - *b < 1e-6);
    knots
}

fn add_orthonormal(columns: &mut Vec<Vec<f64>>, column: Vec<f64>) {
    let Some(mut rest) = standardised(&column) else {
        return;
    };
    // Twice is enough (Kahan and Parlett; Giraud and others 2005).
    for _ in 0..2 {
        for other in columns.iter() {
            let along = mean_product(&rest, other);
            for (cell, by) in rest.iter_mut().zip(other) {
                *cell -= along * by;
            }
        }
    }
    if mean_product(&rest, &rest) > 1e-8 {
        columns.extend(standardised(&rest));
    }
}

pub(super) fn mean_product(a: &[f64], b: &[f64]) -> f64 {
    let n = a.len().max(1) as f64;
    a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>() / n
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_of_a_number_are_orthonormal_and_one_that_never_changes_has_none() {
        let values: Vec<f64> = (0..500).map(|at| f64::from(at * at % 997)).collect();
        let columns = bends(&values, 6);
        assert_eq!(columns.len(), 5);
        for (at, one) in columns.iter().enumerate() {
            for (other_at, other) in columns.iter().enumerate() {
                let expected = if at == other_at { 1.0 } else { 0.0 };
                assert!((mean_product(one, other) - expected).abs() < 1e-9);
            }
        }
        assert!(bends(&[2.5; 40], 6).is_empty());
        // Two values: a line is all there is.
        let two: Vec<f64> = (0..40).map(|at| f64::from(at % 2)).collect();
        assert_eq!(bends(&two, 6).len(), 1);
    }
}
