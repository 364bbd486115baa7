//! Whether weighted points lie in one region or in several that do not touch.

use crate::linear::Factor;
use crate::luck::{Layer, cohort_key};
use crate::posterior::clusters::components;
use crate::posterior::mixture::Component;
use crate::posterior::weights::Weights;

/// Points looked at.
const LOOKED_AT: usize = 500;
/// Components closer than this, in standard deviations along the line between them, belong together.
///
/// Two equal normals have two peaks from 2 on; at 3 the density between them is two thirds of a peak's.
const APART: f64 = 3.0;
/// Smaller parts are not told from stray points.
const SMALLEST: f64 = 0.03;

/// A region by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Region {
    /// Its share of the weight.
    pub share: f64,
    /// Its mean.
    pub mean: Vec<f64>,
}

/// Returns the regions that weighted points lie in, the largest first; empty where they are too few to say.
///
/// A bent ridge is covered by several normals that touch, and is one region.
pub fn regions(points: &[Vec<f64>], weights: &Weights, seed: u64) -> Vec<Region> {
    if weights.effective() < 20.0 {
        return Vec::new();
    }
    let chosen = weights.resample(LOOKED_AT, 0.5);
    let looked_at: Vec<&[f64]> = chosen.iter().map(|at| &points[*at][..]).collect();
    let luck = cohort_key(seed, 2, Layer::Parameter, 0xCA1).household(0);
    let Some(found) = components(&looked_at, weights.effective(), luck) else {
        return Vec::new();
    };
    // The first component each one hangs together with, by repeated joining.
    let mut region_of: Vec<usize> = (0..found.len()).collect();
    for a in 0..found.len() {
        for b in 0..a {
            if touch(&found[a], &found[b]) {
                let (kept, joined) = (region_of[b], region_of[a]);
                let all = region_of.iter_mut().filter(|of| **of == joined);
                all.for_each(|of| *of = kept);
            }
        }
    }
    let mut all: Vec<Region> = (0..found.len())
        .filter_map(|region| {
            let members = (0..found.len()).filter(|at| region_of[*at] == region);
            joined(&members.map(|at| &found[at]).collect::<Vec<&Component>>())
        })
        .filter(|region| region.share >= SMALLEST)
        .collect();
    all.sort_by(|a, b| b.share.total_cmp(&a.share));
    all
}

fn joined(members: &[&Component]) -> Option<Region> {
    let share: f64 = members.iter().map(|of| of.weight).sum();
    let n_dims = members.first()?.centre.len();
    let mean = |dim: usize| -> f64 {
        let all = members.iter().map(|of| of.weight * of.centre[dim]);
        all.sum::<f64>() / share
    };
    Some(Region {
        share,
        mean: (0..n_dims).map(mean).collect(),
    })
}

fn touch(a: &Component, b: &Component) -> bool {
    let n = a.centre.len();
    let product = |factor: &Factor, row: usize, column: usize| -> f64 {
        (0..n)
            .map(|k| factor.at(row, k) * factor.at(column, k))
            .sum()
    };
    let mut mean = vec![0.0; n * n];
    for row in 0..n {
        for column in 0..n {
            mean[row * n + column] =
                0.5 * (product(&a.scale, row, column) + product(&b.scale, row, column));
        }
    }
    let off: Vec<f64> = a.centre.iter().zip(&b.centre).map(|(a, b)| a - b).collect();
    Factor::of_covariance(&mean, n)
        .is_none_or(|factor| factor.squared_distance(&off) < APART * APART)
}
