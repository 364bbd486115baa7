//! First and second order stochastic dominance, as far as draws can tell.
//!
//! With F the distribution of net savings, A dominates B in the first order where F_A <= F_B
//! everywhere, in the second order where that holds of the integrals of F. Samples of two equal
//! distributions cross by chance, and so do samples of one that does dominate, in the tails. So A is
//! said to dominate B where "A dominates B" is not refuted (p above 0.1) and "B dominates A" is (p
//! below 0.01). A difference is measured in standard errors, so that a few draws in a tail count for
//! what they are. The draws are paired, hence the bootstrap resamples draws, not options.

use crate::ledger::quantiles::{quantile, sort};
use crate::luck::{Layer, Purpose, cohort_key};
use crate::math::sqrt;
use crate::results::choice::DominanceOrder;

/// Fewest draws that are looked at.
pub(super) const FEWEST_DRAWS: usize = 200;
/// Fewest draws that must differ at an amount for it to say anything.
const FEWEST_DIFFERENT: usize = 10;
/// Amounts at which the distributions are held against each other.
const N_AMOUNTS: usize = 200;
const N_RESAMPLES: usize = 400;
const NOT_REFUTED: f64 = 0.1;
const REFUTED: f64 = 0.01;

/// Distribution and its integral by amount, for each option.
type Curves = Vec<[Vec<f64>; 2]>;

/// Returns which option dominates which: better, worse, and how.
///
/// # Source
///
/// The test of Barrett and Donald (2003), *Econometrica* 71(1), 71-104, with its recentred bootstrap
/// (their KSB1), on paired draws and on the t-statistics of Davidson and Duclos (2000), *Econometrica*
/// 68(6), 1435-1464, equation 3.
pub(super) fn dominance(nets: &[&[f64]], seed: u64) -> Vec<(usize, usize, DominanceOrder)> {
    let n_draws = nets.first().map_or(0, |net| net.len());
    if n_draws < FEWEST_DRAWS {
        return Vec::new();
    }
    let amounts = amounts(nets);
    let bins: Vec<Vec<usize>> = nets
        .iter()
        .map(|net| {
            let bin = |sek: &f64| amounts.partition_point(|amount| amount < sek);
            net.iter().map(bin).collect()
        })
        .collect();
    let sample = Sample {
        nets,
        bins: &bins,
        amounts: &amounts,
    };
    let pairs: Vec<(usize, usize)> = (0..nets.len())
        .flat_map(|a| (0..nets.len()).map(move |b| (a, b)))
        .filter(|(a, b)| a != b)
        .collect();
    let p_values = p_values(&sample, &pairs, seed);
    let p = |pair: (usize, usize), order: usize| {
        let at = pairs.iter().position(|known| *known == pair);
        at.map_or(0.0, |at| p_values[at][order])
    };
    let holds = |(a, b): (usize, usize), order: usize| {
        p((a, b), order) > NOT_REFUTED && p((b, a), order) < REFUTED
    };
    pairs
        .iter()
        .filter_map(|&(a, b)| {
            let order = match (holds((a, b), 0), holds((a, b), 1)) {
                (true, _) => DominanceOrder::First,
                (false, true) => DominanceOrder::Second,
                _ => return None,
            };
            Some((a, b, order))
        })
        .collect()
}

/// Returns for each pair how surprising its draws would be if the first dominated the second, in the
/// first and in the second order.
fn p_values(sample: &Sample<'_>, pairs: &[(usize, usize)], seed: u64) -> Vec<[f64; 2]> {
    let n_draws = sample.nets.first().map_or(0, |net| net.len());
    let own = sample.curves(&vec![1; n_draws]);
    let off = |curves: &Curves, (a, b): (usize, usize), order: usize, at: usize| {
        curves[a][order][at] - curves[b][order][at]
    };
    let errors: Vec<[Vec<f64>; 2]> = pairs.iter().map(|pair| sample.errors(*pair)).collect();
    let statistics: Vec<[f64; 2]> = pairs
        .iter()
        .zip(&errors)
        .map(|(pair, errors)| {
            [0, 1].map(|order| largest(&errors[order], &|at| off(&own, *pair, order, at)))
        })
        .collect();
    let mut as_large = vec![[0_usize; 2]; pairs.len()];
    for resample in 0..N_RESAMPLES {
        let again = sample.curves(&weights(n_draws, (seed, resample as u64)));
        for (at_pair, pair) in pairs.iter().enumerate() {
            for order in [0, 1] {
                let chance = largest(&errors[at_pair][order], &|at| {
                    off(&again, *pair, order, at) - off(&own, *pair, order, at)
                });
                as_large[at_pair][order] += usize::from(chance >= statistics[at_pair][order]);
            }
        }
    }
    let share = |many: usize| many as f64 / (N_RESAMPLES + 1) as f64;
    as_large.into_iter().map(|both| both.map(share)).collect()
}

/// Returns the largest difference in standard errors, zero where none is above it.
fn largest(errors: &[f64], off: &dyn Fn(usize) -> f64) -> f64 {
    let all = errors.iter().enumerate();
    let all = all.map(|(at, error)| if error.is_nan() { 0.0 } else { off(at) / error });
    all.fold(0.0, f64::max)
}

/// Returns quantiles of all options together, rising, each once.
fn amounts(nets: &[&[f64]]) -> Vec<f64> {
    let mut all: Vec<f64> = nets.iter().flat_map(|net| net.iter().copied()).collect();
    sort(&mut all);
    let last = (N_AMOUNTS - 1) as f64;
    let mut amounts: Vec<f64> = (0..N_AMOUNTS)
        .map(|at| quantile(&all, at as f64 / last))
        .collect();
    amounts.dedup();
    amounts
}

/// Returns how often each draw is in a resample.
fn weights(n_draws: usize, (seed, resample): (u64, u64)) -> Vec<u32> {
    let key = cohort_key(seed, resample, Layer::World, 0).household(0);
    let purpose = Purpose::named("bootstrap of dominance");
    let mut weights = vec![0; n_draws];
    for draw in 0..n_draws {
        let taken = key.stream(purpose, draw as u32).below(n_draws as u64);
        weights[taken as usize] += 1;
    }
    weights
}

struct Sample<'a> {
    nets: &'a [&'a [f64]],
    /// By option and draw: the first amount that is not below it.
    bins: &'a [Vec<usize>],
    amounts: &'a [f64],
}

impl Sample<'_> {
    /// Returns the standard errors of the differences between two options' curves, at every amount;
    /// not a number where too few draws differ there to say anything.
    fn errors(&self, (a, b): (usize, usize)) -> [Vec<f64>; 2] {
        let n = self.nets[a].len() as f64;
        let pairs = || self.nets[a].iter().zip(self.nets[b]);
        let error = |of: &dyn Fn(f64) -> f64| {
            let (mut sum, mut squares, mut many) = (0.0, 0.0, 0);
            for (mine, theirs) in pairs() {
                let off = of(*mine) - of(*theirs);
                sum += off;
                squares += off * off;
                many += usize::from(off != 0.0);
            }
            if many < FEWEST_DIFFERENT {
                return f64::NAN;
            }
            // Where every draw says the same, as sure as one draw less would make it.
            let variance = (squares / n - sum / n * (sum / n)).max(squares / n / n);
            sqrt(variance / n)
        };
        let amounts = self.amounts.iter();
        let both = amounts.map(|amount| {
            let below = error(&|sek| if sek <= *amount { 1.0 } else { 0.0 });
            (below, error(&|sek| (amount - sek).max(0.0)))
        });
        let (below, integral) = both.unzip();
        [below, integral]
    }

    /// Returns F(x) = P(X <= x) and its integral, E[max(x - X, 0)], at every amount.
    fn curves(&self, weights: &[u32]) -> Curves {
        let n = weights.len() as f64;
        let options = self.nets.iter().zip(self.bins);
        options
            .map(|(net, bins)| {
                let mut sums = vec![(0.0, 0.0); self.amounts.len() + 1];
                for ((sek, bin), weight) in net.iter().zip(bins).zip(weights) {
                    let weight = f64::from(*weight);
                    sums[*bin].0 += weight;
                    sums[*bin].1 += weight * sek;
                }
                let (mut many, mut sek) = (0.0, 0.0);
                let by_amount = self.amounts.iter().zip(&sums).map(|(amount, sum)| {
                    many += sum.0;
                    sek += sum.1;
                    (many / n, (amount * many - sek) / n)
                });
                let (below, integral) = by_amount.unzip();
                [below, integral]
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::dominance;
    use crate::luck::{Layer, Purpose, cohort_key};
    use crate::results::choice::DominanceOrder::{First, Second};

    const N: u64 = 1000;

    fn normals(name: &str) -> Vec<f64> {
        let purpose = Purpose::named(name);
        let of = |draw| {
            cohort_key(1, draw, Layer::World, 0)
                .household(0)
                .stream(purpose, 0)
        };
        (0..N).map(|draw| of(draw).normal()).collect()
    }

    fn moved(of: &[f64], by: f64, times: f64) -> Vec<f64> {
        of.iter().map(|z| by + times * z).collect()
    }

    #[test]
    fn more_in_every_draw_dominates_in_the_first_order() {
        let own = normals("one");
        let more = moved(&own, 0.05, 1.0);
        assert_eq!(dominance(&[&own, &more], 1), [(1, 0, First)]);
    }

    #[test]
    fn a_higher_mean_dominates_though_two_samples_cross_in_the_tails() {
        let (own, other) = (normals("one"), normals("two"));
        let more = moved(&other, 0.3, 1.0);
        let crosses = {
            let (mut a, mut b) = (own.clone(), more.clone());
            a.sort_by(f64::total_cmp);
            b.sort_by(f64::total_cmp);
            a.iter().zip(&b).any(|(a, b)| a > b)
        };
        assert!(crosses, "or the test shows nothing");
        assert_eq!(dominance(&[&own, &more], 1), [(1, 0, First)]);
    }

    #[test]
    fn a_little_more_with_less_spread_dominates_in_the_second_order_only() {
        let (own, other) = (normals("one"), normals("two"));
        let tame = moved(&other, 0.1, 0.4);
        assert_eq!(dominance(&[&own, &tame], 1), [(1, 0, Second)]);
    }

    #[test]
    fn a_higher_mean_with_more_spread_does_not_dominate() {
        let (own, other) = (normals("one"), normals("two"));
        let wild = moved(&other, 0.5, 3.0);
        assert_eq!(dominance(&[&own, &wild], 1), []);
    }

    #[test]
    fn one_draw_in_forty_above_a_certain_sum_is_enough_to_refute_it() {
        // Not so many that they would also be noticed without measuring them by their own error.
        let own = normals("one");
        let mostly_worse: Vec<f64> = own.iter().map(|z| z - 1.96).collect();
        let nothing = vec![0.0; own.len()];
        assert!((12..=32).contains(&mostly_worse.iter().filter(|sek| **sek > 0.0).count()));
        assert_eq!(dominance(&[&nothing, &mostly_worse], 1), [(0, 1, Second)]);
    }

    #[test]
    fn equals_do_not_dominate_each_other() {
        let own = normals("one");
        assert_eq!(dominance(&[&own, &own], 1), []);
        assert_eq!(dominance(&[&[0.0; 1000], &[0.0; 1000]], 1), []);
    }

    #[test]
    fn two_samples_of_one_distribution_are_rarely_said_to_dominate() {
        // Either may be refuted by chance, each with probability 0.01: more than 18 of 400 has probability 0.001.
        let is_said = |pair: &u64| {
            let sample = |name: &str| normals(&format!("{name} {pair}"));
            let (own, other) = (sample("one"), sample("two"));
            !dominance(&[&own[..400], &other[..400]], 1).is_empty()
        };
        assert!((0..400).filter(is_said).count() <= 18);
    }

    #[test]
    fn few_draws_tell_nothing() {
        let (own, more) = ([0.0; 100], [1.0; 100]);
        assert_eq!(dominance(&[&own, &more], 1), []);
    }
}
