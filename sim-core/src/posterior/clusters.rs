//! A mixture of normals fitted to points, with as many components as they bear.

use crate::linear::Factor;
use crate::luck::{HouseholdKey, Purpose};
use crate::math::{exp, ln};
use crate::posterior::mixture::{Component, LogSum};

const SEEDING: Purpose = Purpose::named("posterior:seeding");

/// Most components.
const MOST: usize = 6;
/// Steps of expectation and maximisation; a proposal need not be the best.
const STEPS: usize = 15;

/// Normals with their shares.
struct Normals {
    shares: Vec<f64>,
    centres: Vec<Vec<f64>>,
    factors: Vec<Factor>,
}

/// Returns components that cover the points.
///
/// The number of components is where the Bayesian information criterion stops falling; `n_effective` is how many
/// independent points they are worth.
///
/// # Source
///
/// Dempster, Laird and Rubin (1977), *JRSS B* 39(1); seeded as k-means++ (Arthur and Vassilvitskii
/// 2007); BIC: Schwarz (1978), *Annals of Statistics* 6(2).
pub(super) fn components(
    points: &[&[f64]],
    n_effective: f64,
    luck: HouseholdKey,
) -> Option<Vec<Component>> {
    let mut best: Option<(f64, Normals)> = None;
    for n in 1..=MOST {
        let Some((ln_likelihood, fitted)) = fitted(points, n, luck) else {
            break;
        };
        let n_dims = points[0].len();
        let n_free = n * (1 + n_dims + n_dims * (n_dims + 1) / 2) - 1;
        let per_point = ln_likelihood / points.len() as f64;
        let criterion = n_free as f64 * ln(n_effective.max(2.0)) - 2.0 * per_point * n_effective;
        if best.as_ref().is_none_or(|(least, _)| criterion < *least) {
            best = Some((criterion, fitted));
        } else if n > 2 {
            // Two may be no better than one where three are.
            break;
        }
    }
    let (_, normals) = best?;
    let both = normals.centres.into_iter().zip(normals.factors);
    let all = both.zip(normals.shares);
    Some(
        all.map(|((centre, scale), weight)| Component {
            weight,
            centre,
            scale,
        })
        .collect(),
    )
}

fn fitted(points: &[&[f64]], n: usize, luck: HouseholdKey) -> Option<(f64, Normals)> {
    let mut belongs = nearest(points, &seeds(points, n, luck));
    let mut ln_likelihood = f64::NEG_INFINITY;
    let mut normals = None;
    for _ in 0..STEPS {
        let now = maximised(points, &belongs, n)?;
        let before = ln_likelihood;
        ln_likelihood = expected(points, &now, &mut belongs);
        normals = Some(now);
        if (ln_likelihood - before).abs() < 1e-3 {
            break;
        }
    }
    Some((ln_likelihood, normals?))
}

fn squared(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum()
}

/// Returns points far from each other: each is chosen by its squared distance from those before.
fn seeds<'p>(points: &[&'p [f64]], n: usize, luck: HouseholdKey) -> Vec<&'p [f64]> {
    let mut chosen = vec![points[luck.stream(SEEDING, 0).below(points.len() as u64) as usize]];
    for round in 1..n {
        let distances: Vec<f64> = points
            .iter()
            .map(|point| {
                let to = chosen.iter().map(|seed| squared(point, seed));
                to.fold(f64::INFINITY, f64::min)
            })
            .collect();
        let all: f64 = distances.iter().sum();
        let mut lot = luck.stream(SEEDING, round as u32).uniform() * all;
        let found = distances.iter().position(|distance| {
            lot -= distance;
            lot <= 0.0
        });
        chosen.push(points[found.unwrap_or(points.len() - 1)]);
    }
    chosen
}

/// Returns, by point and component, whether the point belongs to it.
fn nearest(points: &[&[f64]], seeds: &[&[f64]]) -> Vec<f64> {
    let mut belongs = vec![0.0; points.len() * seeds.len()];
    for (row, point) in belongs.chunks_mut(seeds.len()).zip(points) {
        let distance = |at: &usize| squared(point, seeds[*at]);
        let closest = (0..seeds.len()).min_by(|a, b| distance(a).total_cmp(&distance(b)));
        row[closest.unwrap_or(0)] = 1.0;
    }
    belongs
}

/// Returns the normals that suit what belongs to each; none where one has too little or no width.
fn maximised(points: &[&[f64]], belongs: &[f64], n: usize) -> Option<Normals> {
    let n_dims = points[0].len();
    let mut shares = vec![0.0; n];
    let mut centres = vec![vec![0.0; n_dims]; n];
    for (row, point) in belongs.chunks(n).zip(points) {
        for ((share, centre), weight) in shares.iter_mut().zip(&mut centres).zip(row) {
            *share += weight;
            centre
                .iter_mut()
                .zip(*point)
                .for_each(|(c, x)| *c += weight * x);
        }
    }
    if shares.iter().any(|share| *share < n_dims as f64 + 2.0) {
        return None;
    }
    for (centre, share) in centres.iter_mut().zip(&shares) {
        centre.iter_mut().for_each(|c| *c /= share);
    }
    let spreads: Vec<Vec<f64>> = (0..n)
        .map(|at| spread(points, belongs, (at, n), &centres[at]))
        .collect();
    // Variances within components, by which each is kept from collapsing.
    let within: Vec<f64> = (0..n_dims)
        .map(|dim| {
            let all: f64 = spreads.iter().map(|s| s[dim * n_dims + dim]).sum();
            all / points.len() as f64
        })
        .collect();
    let lent = n_dims as f64 + 2.0;
    let factors = spreads.into_iter().zip(&shares).map(|(mut spread, share)| {
        for (dim, variance) in within.iter().enumerate() {
            spread[dim * n_dims + dim] += lent * variance.max(1e-12);
        }
        spread.iter_mut().for_each(|x| *x /= share + lent);
        Factor::of_covariance(&spread, n_dims)
    });
    let factors = factors.collect::<Option<Vec<Factor>>>()?;
    let all = points.len() as f64;
    shares.iter_mut().for_each(|share| *share /= all);
    Some(Normals {
        shares,
        centres,
        factors,
    })
}

/// Returns the sum of products of differences from a centre.
fn spread(points: &[&[f64]], belongs: &[f64], (at, n): (usize, usize), centre: &[f64]) -> Vec<f64> {
    let n_dims = centre.len();
    let mut sums = vec![0.0; n_dims * n_dims];
    for (row, point) in belongs.chunks(n).zip(points) {
        for a in 0..n_dims {
            for b in 0..n_dims {
                sums[a * n_dims + b] += row[at] * (point[a] - centre[a]) * (point[b] - centre[b]);
            }
        }
    }
    sums
}

/// Writes how much each point belongs to each normal; returns the log-likelihood, up to a constant.
fn expected(points: &[&[f64]], normals: &Normals, belongs: &mut [f64]) -> f64 {
    let n = normals.shares.len();
    let half: Vec<f64> = normals
        .factors
        .iter()
        .zip(&normals.shares)
        .map(|(factor, share)| ln(*share) - 0.5 * factor.ln_determinant())
        .collect();
    let mut all = 0.0;
    for (row, point) in belongs.chunks_mut(n).zip(points) {
        let mut sum = LogSum::default();
        for (at, belongs) in row.iter_mut().enumerate() {
            let centred = point.iter().zip(&normals.centres[at]);
            let off: Vec<f64> = centred.map(|(x, c)| x - c).collect();
            *belongs = half[at] - 0.5 * normals.factors[at].squared_distance(&off);
            sum.add(*belongs);
        }
        let whole = sum.value();
        row.iter_mut().for_each(|x| *x = exp(*x - whole));
        all += whole;
    }
    // The constant is the same for any number of components.
    all - 0.5 * (points.len() * points[0].len()) as f64 * ln(2.0 * std::f64::consts::PI)
}
