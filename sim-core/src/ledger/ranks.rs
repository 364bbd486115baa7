//! Rank correlation of draws.

use crate::math::sqrt;

/// Returns the rank of each draw, 1 the smallest; equal draws share the mean of their ranks.
///
/// ```
/// use sim_core::ledger::ranks::mid_ranks;
/// assert_eq!(mid_ranks(&[7.0, 1.0, 7.0]), [2.5, 1.0, 2.5]);
/// ```
pub fn mid_ranks(draws: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..draws.len()).collect();
    order.sort_unstable_by(|&a, &b| draws[a].total_cmp(&draws[b]).then(a.cmp(&b)));
    let mut ranks = vec![0.0; draws.len()];
    let mut from = 0;
    while from < order.len() {
        let value = draws[order[from]];
        let n_equal = order[from..]
            .iter()
            .take_while(|&&at| draws[at] == value)
            .count()
            .max(1);
        let rank = from as f64 + (n_equal as f64 + 1.0) / 2.0;
        for &at in &order[from..from + n_equal] {
            ranks[at] = rank;
        }
        from += n_equal;
    }
    ranks
}

/// Returns Spearman's rank correlation, given the ranks of both; 0 where one never changes.
///
/// # Source
///
/// Pearson's correlation of mid-ranks (Kendall 1945 for ties).
///
/// ```
/// use sim_core::ledger::ranks::rank_correlation;
/// assert_eq!(rank_correlation(&[1.0, 2.0, 3.0], &[3.0, 2.0, 1.0]), -1.0);
/// ```
pub fn rank_correlation(ranks_a: &[f64], ranks_b: &[f64]) -> f64 {
    let middle = (ranks_a.len() as f64 + 1.0) / 2.0;
    let (mut ab, mut aa, mut bb) = (0.0, 0.0, 0.0);
    for (a, b) in ranks_a.iter().zip(ranks_b) {
        let (a, b) = (a - middle, b - middle);
        ab += a * b;
        aa += a * a;
        bb += b * b;
    }
    if aa == 0.0 || bb == 0.0 {
        return 0.0;
    }
    (ab / sqrt(aa * bb)).clamp(-1.0, 1.0)
}
