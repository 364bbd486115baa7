//! What is known of each calibrated number before and after.

use crate::analysis::calibrate::free::Free;
use crate::compile::plan::Plan;
use crate::math::{ln, sqrt};
use crate::posterior::Weights;
use crate::results::calibration::{CalibratedNumber, Known, RankPair};
use crate::scenario::Scenario;
use crate::scenario::number::Grade;
use crate::tree::record::Record;
use crate::tree::shape::Shape;

/// Quantiles that a prior is shown by.
const N_PRIOR: usize = 4000;
/// Bins of a distribution.
const N_BINS: usize = 24;
/// A number whose posterior is wider than this share of its prior is not identified, unless it has moved.
const AS_WIDE: f64 = 0.95;
/// Divergence below which a posterior has not moved.
const AS_BEFORE: f64 = 0.02;
/// Width left, as a share of the prior's, at which the facts have settled a third of a number's variance.
const A_THIRD_SETTLED: f64 = 0.816;

/// Points in the numbers' own scales.
pub(super) struct Column {
    /// Normal scores.
    pub scores: Vec<f64>,
    /// Values.
    pub values: Vec<f64>,
}

/// Returns every calibrated number at every point.
pub(super) fn columns(free: &Free<'_>, points: &[Vec<f64>]) -> Vec<Column> {
    let scores: Vec<Vec<f64>> = points.iter().map(|point| free.scores(point)).collect();
    let column = |at: usize| {
        let of_number = scores.iter().map(|scores| scores[at]);
        Column {
            values: of_number
                .clone()
                .map(|score| free.value(at, score))
                .collect(),
            scores: of_number.collect(),
        }
    };
    (0..free.n()).map(column).collect()
}

/// Returns a number with what is known of it before and after; `is_sure` says whether the search is done and
/// facts and model agree.
pub(super) fn number(
    (plan, scenario, free): (&Plan, &Scenario, &Free<'_>),
    at: usize,
    (column, weights): (&Column, &Weights),
    is_sure: bool,
) -> CalibratedNumber {
    let uncertain = free.free[at];
    let slot = plan.numbers.uncertain[uncertain] as usize;
    let meta = &plan.numbers.slots[slot];
    let note = plan.numbers.notes.get(slot).cloned().unwrap_or_default();
    let prior: Vec<f64> = (0..N_PRIOR)
        .map(|i| {
            let share = (i as f64 + 0.5) / N_PRIOR as f64;
            plan.sampler.at_quantile(uncertain, share)
        })
        .collect();
    let alike = Weights::of_logarithms(&[0.0; N_PRIOR]);
    let edges = edges((&prior, &alike), (&column.values, weights));
    let mean = weights.mean(&column.scores);
    let variance = weights.covariance(&column.scores, &column.scores);
    let divergence = 0.5 * (variance + mean * mean - 1.0 - ln(variance.max(1e-300)));
    let sd_ratio = sqrt(variance.max(0.0));
    let is_identified = sd_ratio <= AS_WIDE || divergence > AS_BEFORE;
    let (table, key, is_override) = place(&meta.address);
    CalibratedNumber {
        address: meta.address.to_string(),
        table,
        key,
        is_override,
        title: note.title,
        unit: meta.unit.word().to_owned(),
        price_year: price_year(scenario, &meta.address),
        prior: known(&prior, &alike, &edges),
        posterior: known(&column.values, weights, &edges),
        edges,
        sd_ratio,
        divergence,
        is_identified,
        grade_before: note.grade,
        grade: grade(note.grade, (is_identified, sd_ratio), is_sure),
    }
}

/// Returns the grade of a calibrated number.
///
/// What facts say reaches it through a model, so it is never better than C, whatever the facts are. It is raised to C only where
/// they have settled a third of its variance; where facts and model disagree or the search is not done it is D. A number that the
/// facts say nothing of keeps what it had.
fn grade(
    before: Option<Grade>,
    (is_identified, sd_ratio): (bool, f64),
    is_sure: bool,
) -> Option<Grade> {
    match (is_identified, is_sure) {
        (false, _) => before,
        (true, false) => Some(Grade::D),
        (true, true) if sd_ratio <= A_THIRD_SETTLED => Some(Grade::C),
        (true, true) => before.map(|grade| grade.max(Grade::C)),
    }
}

/// Returns the table that an address is written in, its key there, and whether the table has an id.
fn place(address: &str) -> (String, String, bool) {
    let root = address.split('.').next().unwrap_or(address);
    let shape = Scenario::SHAPE.key(root).map(|key| (key.shape)());
    let has_id = matches!(shape, Some(Shape::ById(_)));
    let mut dots = address.match_indices('.').map(|(at, _)| at);
    let cut = dots.nth(usize::from(has_id));
    let (table, key) = match cut {
        Some(cut) => (&address[..cut], &address[cut + 1..]),
        None => (address, ""),
    };
    (table.to_owned(), key.to_owned(), has_id)
}

fn price_year(scenario: &Scenario, address: &str) -> Option<i32> {
    use crate::tree::fields::FromNode;
    let mut found = None;
    scenario.visit_numbers(&mut |number| {
        if number.address == address {
            found = found.or(number.price_year);
        }
    });
    let parameter = address.strip_prefix("parameter.");
    let parameter = parameter.and_then(|id| scenario.parameter.get(id));
    found.or(parameter.and_then(|parameter| parameter.price_year))
}

fn known(values: &[f64], weights: &Weights, edges: &[f64]) -> Known {
    let at = weights.quantiles(values, &[0.05, 0.25, 0.5, 0.75, 0.95]);
    let mut bins = vec![0.0; N_BINS];
    for (value, weight) in values.iter().zip(weights.all()) {
        let bin = edges.partition_point(|edge| edge <= value);
        bins[bin.saturating_sub(1).min(N_BINS - 1)] += weight;
    }
    Known {
        mean: weights.mean(values),
        sd: weights.sd(values),
        p05: at[0],
        p25: at[1],
        p50: at[2],
        p75: at[3],
        p95: at[4],
        bins,
    }
}

/// Returns borders of equally wide bins that hold both distributions but for their outermost tails.
fn edges(prior: (&[f64], &Weights), posterior: (&[f64], &Weights)) -> Vec<f64> {
    let ends = |(values, weights): (&[f64], &Weights)| weights.quantiles(values, &[0.005, 0.995]);
    let (before, after) = (ends(prior), ends(posterior));
    let (low, high) = (before[0].min(after[0]), before[1].max(after[1]));
    let step = (high - low) / N_BINS as f64;
    (0..=N_BINS).map(|at| low + step * at as f64).collect()
}

/// Returns the rank correlations of all pairs.
///
/// Ranks of normals with correlation r have 6 / pi asin(r / 2) (Pearson 1907).
pub(super) fn pairs(
    plan: &Plan,
    free: &Free<'_>,
    columns: &[Column],
    weights: &Weights,
) -> Vec<RankPair> {
    let mut all = Vec::new();
    for first in 0..free.n() {
        for second in first + 1..free.n() {
            let behind = plan
                .sampler
                .correlation(free.free[first], free.free[second]);
            all.push(RankPair {
                between: [first, second].map(|at| free.address(at).to_owned()),
                before: crate::math::rank_of_normals(behind),
                after: weights.rank_correlation(&columns[first].scores, &columns[second].scores),
            });
        }
    }
    all
}
