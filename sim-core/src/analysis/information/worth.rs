//! From what would be expected, if something were known, to what knowing it is worth.

use crate::analysis::information::known::N_PARTS;
use crate::math::sqrt;

/// What knowing something is worth, SEK.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Worth {
    /// The value, freed of most of what the maximum of uncertain means adds; may be below 0 by chance.
    pub sek: f64,
    /// Standard error, by leaving out one part of the draws at a time.
    pub mc_se: f64,
    /// What somebody gains who decides by the other parts of the draws: not more than the value, on average.
    pub at_least: f64,
    /// Its standard error.
    pub at_least_mc_se: f64,
}

/// Expected nets by design but `today` and draw.
pub(crate) type Expected = Vec<Vec<f64>>;

/// Returns the mean over draws of the best option's net, and the best option's mean net. `today` has net 0.
///
/// `keep` says which draws count.
fn best(expected: &Expected, keep: impl Fn(usize) -> bool) -> [f64; 2] {
    let n_draws = expected.first().map_or(0, Vec::len);
    let (mut n, mut of_best) = (0.0, 0.0);
    let mut sums = vec![0.0; expected.len()];
    for draw in (0..n_draws).filter(|draw| keep(*draw)) {
        let mut best = 0.0_f64;
        for (sum, nets) in sums.iter_mut().zip(expected) {
            *sum += nets[draw];
            best = best.max(nets[draw]);
        }
        of_best += best;
        n += 1.0;
    }
    let best_now = sums.iter().fold(0.0_f64, |best, sum| best.max(*sum));
    match n > 0.0 {
        true => [of_best / n, best_now / n],
        false => [0.0; 2],
    }
}

/// Returns the position of the best option in a draw; none is `today`.
pub(crate) fn best_in(expected: &Expected, draw: usize) -> Option<usize> {
    let mut best = (None, 0.0);
    for (design, nets) in expected.iter().enumerate() {
        if nets[draw] > best.1 {
            best = (Some(design), nets[draw]);
        }
    }
    best.0
}

/// Returns the worth of what makes these nets expected.
///
/// The error comes from leaving out each part of the draws in turn (jackknife). The mean of the best of several
/// uncertain values looks better than it is, by an amount of order 1 / draws; that is taken off in the same way. The
/// best mean, which has a kink where two options tie, is taken as it is.
///
/// # Source
///
/// Strong, Oakley and Brennan (2014), *Medical Decision Making* 34(3): the mean of the maximum of fitted
/// values. Quenouille (1956) and Tukey (1958): the jackknife.
pub(crate) fn worth(
    expected: &Expected,
    nets: &Expected,
    without: impl Fn(usize) -> Expected,
) -> Worth {
    let n_parts = N_PARTS as f64;
    let [with, now] = best(expected, |_| true);
    let (mut left_out, mut earned) = (Vec::new(), Vec::new());
    for part in 0..N_PARTS {
        let rest = without(part);
        left_out.push(best(&rest, |draw| draw % N_PARTS != part));
        earned.push(earned_in(part, &rest, nets));
    }
    let gains: Vec<f64> = left_out.iter().map(|[with, now]| with - now).collect();
    let mean_with = left_out.iter().map(|[with, _]| with).sum::<f64>() / n_parts;
    // Every part has as many draws, but for one.
    let mean_earned = earned.iter().sum::<f64>() / n_parts;
    Worth {
        sek: n_parts * with - (n_parts - 1.0) * mean_with - now,
        mc_se: (n_parts - 1.0) * error_of_mean(&gains),
        at_least: mean_earned - now,
        at_least_mc_se: error_of_mean(&earned),
    }
}

fn error_of_mean(values: &[f64]) -> f64 {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares = values.iter().map(|one| (one - mean) * (one - mean));
    sqrt(squares.sum::<f64>() / (n * (n - 1.0)))
}

/// Returns what somebody earns in the draws of one part who knew all but these and chooses by what was expected.
fn earned_in(part: usize, rest: &Expected, nets: &Expected) -> f64 {
    let n_draws = rest.first().map_or(0, Vec::len);
    let draws = (part..n_draws).step_by(N_PARTS);
    let n = draws.len().max(1) as f64;
    let net = |draw: usize| best_in(rest, draw).map_or(0.0, |design| nets[design][draw]);
    draws.map(net).sum::<f64>() / n
}
