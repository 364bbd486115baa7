//! Two types of household, quick and slow, each with constant hazards to every exit.
//!
//! Which type a household is nobody sees; how long its stays last, and how often they end, tells.

use crate::linear::Matrix;
use crate::math::{exp, ln, logistic, logit};
use crate::survival::newton::{Likelihood, climb};
use crate::survival::path::Path;

/// The fitted mixture.
///
/// Its numbers stand in one list, with their covariance: logit of the slow share of new
/// households; the same of those under way when watching began, where there are any; ln of the quick
/// type's hazards; ln of the slow one's.
#[derive(Clone, Debug, PartialEq)]
pub struct TwoTypes {
    /// The list.
    pub at: Vec<f64>,
    /// Covariance of its numbers.
    pub covariance: Matrix,
    /// Logarithm of the likelihood.
    pub ln_likelihood: f64,
    /// Causes the hazards are for, as positions in a [`Path`].
    pub causes: Vec<usize>,
    /// Whether there are households that were under way when watching began.
    pub has_stock: bool,
}

impl TwoTypes {
    /// Returns where in the list the hazard of a type (0 quick, 1 slow) and a cause (by its position
    /// in `causes`) stands.
    pub fn position(&self, slow: usize, cause: usize) -> usize {
        n_shares(self.has_stock) + slow * self.causes.len() + cause
    }

    /// Returns twice the logarithm of the likelihood ratio to one type, on the paths it was fitted to.
    pub fn ratio_to_one(&self, paths: &[Path]) -> f64 {
        let time: f64 = paths.iter().map(|path| path.count * path.time).sum();
        let of_cause = |cause: &usize| {
            let ended = |path: &Path| path.count * f64::from(path.ended[*cause]);
            let events: f64 = paths.iter().map(ended).sum();
            events * ln(events / time) - events
        };
        let of_one: f64 = self.causes.iter().map(of_cause).sum();
        2.0 * (self.ln_likelihood - of_one)
    }

    /// Returns Akaike's criterion.
    pub fn aic(&self) -> f64 {
        2.0 * self.at.len() as f64 - 2.0 * self.ln_likelihood
    }
}

const fn n_shares(has_stock: bool) -> usize {
    if has_stock { 2 } else { 1 }
}

/// Steps of the first, slow and safe climb.
const EM_STEPS: usize = 60;
/// A gain below which the quick climb may take over.
const NEAR_ENOUGH: f64 = 0.01;
/// What the hazards are usually held together with: half an event at the rate of everybody, so that a
/// type in which nothing ends in some way has a small hazard to it and not none.
pub const HELD_BY_EVENTS: f64 = 0.5;

/// Returns the mixture that fits best; none where two types cannot be told apart.
///
/// # Shapes and units
///
/// `causes`: positions in [`Path::ended`] that a hazard is estimated for. Hazards are per
/// unit of time of the paths. `held_by`: events that hold each hazard to everybody's; usually
/// [`HELD_BY_EVENTS`].
///
/// # Source
///
/// Heckman and Singer (1984), *Econometrica* 52(2), with two points; first by expectation and
/// maximisation (Dempster, Laird and Rubin 1977), then by Newton's method, whose information
/// gives the covariance. Those under way at the start have a share of their own, since
/// who is still there is not who came.
pub fn two_types(paths: &[Path], causes: &[usize], held_by: f64) -> Option<TwoTypes> {
    let has_stock = paths.iter().any(|path| !path.is_new);
    let time: f64 = paths.iter().map(|path| path.count * path.time).sum();
    let rates: Vec<f64> = causes
        .iter()
        .map(|cause| {
            let ended = |path: &Path| path.count * f64::from(path.ended[*cause]);
            paths.iter().map(ended).sum::<f64>() / time
        })
        .collect();
    if causes.is_empty() || rates.iter().any(|rate| *rate <= 0.0) {
        return None;
    }
    let of = Mixture {
        paths,
        causes,
        rates: &rates,
        has_stock,
        held_by,
    };
    let starts = [(0.2, 2.0, 0.15), (0.5, 1.7, 0.4), (0.1, 1.3, 0.1)];
    let best = starts
        .into_iter()
        .filter_map(|start| of.expect_and_maximise(start))
        .max_by(|a, b| a.1.total_cmp(&b.1))?;
    let top = climb(best.0, |at| of.likelihood(at, true))?;
    let is_sound = top.at.iter().all(|x| x.abs() < 25.0)
        && top.covariance.cells.iter().all(|cell| cell.is_finite());
    if !is_sound {
        return None;
    }
    let fitted = TwoTypes {
        ln_likelihood: of.likelihood(&top.at, false).value,
        at: top.at,
        covariance: top.covariance,
        causes: causes.to_vec(),
        has_stock,
    };
    let total = |slow| -> f64 {
        let each = (0..causes.len()).map(|cause| exp(fitted.at[fitted.position(slow, cause)]));
        each.sum()
    };
    // The start names them; where they changed places there are no two types worth the name.
    (total(0) > total(1)).then_some(fitted)
}

struct Mixture<'a> {
    paths: &'a [Path],
    causes: &'a [usize],
    rates: &'a [f64],
    has_stock: bool,
    held_by: f64,
}

/// What a path says of the two types.
struct Seen {
    /// Probability of the slow one.
    slow: f64,
    /// Logarithm of the likelihood.
    value: f64,
}

impl Mixture<'_> {
    fn share_position(&self, path: &Path) -> usize {
        usize::from(self.has_stock && !path.is_new)
    }

    fn seen(&self, at: &[f64], totals: [f64; 2], path: &Path) -> Seen {
        let (n, first) = (self.causes.len(), n_shares(self.has_stock));
        let odds = at[self.share_position(path)];
        let mut parts = [-totals[0] * path.time, -totals[1] * path.time];
        for (k, cause) in self.causes.iter().enumerate() {
            let ended = f64::from(path.ended[*cause]);
            if ended > 0.0 {
                parts[0] += ended * at[first + k];
                parts[1] += ended * at[first + n + k];
            }
        }
        let difference = odds + parts[1] - parts[0];
        let slow = logistic(difference);
        // ln of (1 - share) e^quick + share e^slow.
        let ln_quick_share = -ln_1_plus_exp(odds);
        Seen {
            slow,
            value: ln_quick_share + parts[0] + ln_1_plus_exp(difference),
        }
    }

    fn totals(&self, at: &[f64]) -> [f64; 2] {
        let (n, first) = (self.causes.len(), n_shares(self.has_stock));
        [0, 1].map(|slow| (0..n).map(|k| exp(at[first + slow * n + k])).sum())
    }

    /// Climbs without derivatives from a share of slow ones and the types' rates against everybody's.
    fn expect_and_maximise(
        &self,
        (share, quick, slow): (f64, f64, f64),
    ) -> Option<(Vec<f64>, f64)> {
        let n = self.causes.len();
        let mut at = vec![logit(share); n_shares(self.has_stock)];
        at.extend(self.rates.iter().map(|rate| ln(rate * quick)));
        at.extend(self.rates.iter().map(|rate| ln(rate * slow)));
        let mut value = f64::NEG_INFINITY;
        for _ in 0..EM_STEPS {
            let totals = self.totals(&at);
            // Slow households and all, by kind of share; time and events by type.
            let (mut slow, mut all) = ([0.0; 2], [0.0; 2]);
            let mut time = [0.0; 2];
            let mut ended = vec![0.0; 2 * n];
            let mut sum = 0.0;
            for path in self.paths {
                let seen = self.seen(&at, totals, path);
                sum += path.count * seen.value;
                let kind = self.share_position(path);
                slow[kind] += path.count * seen.slow;
                all[kind] += path.count;
                let parts = [path.count * (1.0 - seen.slow), path.count * seen.slow];
                for of in 0..2 {
                    time[of] += parts[of] * path.time;
                    for (k, cause) in self.causes.iter().enumerate() {
                        ended[of * n + k] += parts[of] * f64::from(path.ended[*cause]);
                    }
                }
            }
            for kind in 0..n_shares(self.has_stock) {
                let share: f64 = slow[kind] / all[kind];
                at[kind] = logit(share.clamp(1e-6, 1.0 - 1e-6));
            }
            for of in 0..2 {
                for k in 0..n {
                    let held = self.held_by / self.rates[k];
                    let rate = (ended[of * n + k] + self.held_by) / (time[of] + held);
                    at[n_shares(self.has_stock) + of * n + k] = ln(rate);
                }
            }
            let has_settled = sum - value < NEAR_ENOUGH;
            value = sum;
            if has_settled {
                break;
            }
        }
        value.is_finite().then_some((at, value))
    }

    fn likelihood(&self, at: &[f64], held: bool) -> Likelihood {
        let (n, first) = (self.causes.len(), n_shares(self.has_stock));
        let mut sum = Likelihood::zero(at.len());
        let totals = self.totals(at);
        let hazards: Vec<f64> = at[first..].iter().map(|ln_rate| exp(*ln_rate)).collect();
        // How the logarithm of a type's part changes with each number: quick less slow is all that
        // their difference needs.
        let mut differs = vec![0.0; at.len()];
        for path in self.paths {
            let seen = self.seen(at, totals, path);
            let weights = [1.0 - seen.slow, seen.slow];
            sum.value += path.count * seen.value;
            let share_at = self.share_position(path);
            let share = logistic(at[share_at]);
            sum.slope[share_at] += path.count * (seen.slow - share);
            sum.information
                .add(share_at, share_at, path.count * share * (1.0 - share));
            differs.fill(0.0);
            differs[share_at] = -1.0;
            for of in 0..2 {
                let sign = if of == 0 { 1.0 } else { -1.0 };
                for (k, cause) in self.causes.iter().enumerate() {
                    let position = first + of * n + k;
                    let expected = path.time * hazards[of * n + k];
                    let more = f64::from(path.ended[*cause]) - expected;
                    sum.slope[position] += path.count * weights[of] * more;
                    let own = path.count * weights[of] * expected;
                    sum.information.add(position, position, own);
                    differs[position] = sign * more;
                }
            }
            let spread = path.count * weights[0] * weights[1];
            if spread > 1e-12 * path.count {
                less_outer(&mut sum.information, spread, &differs);
            }
        }
        if held {
            for (position, hazard) in hazards.iter().enumerate() {
                let of_rate = hazard / self.rates[position % n];
                sum.value += self.held_by * (at[first + position] - of_rate);
                sum.slope[first + position] += self.held_by * (1.0 - of_rate);
                let position = first + position;
                sum.information
                    .add(position, position, self.held_by * of_rate);
            }
        }
        sum
    }
}

fn less_outer(information: &mut Matrix, weight: f64, by: &[f64]) {
    for (row, own) in by.iter().enumerate().filter(|(_, own)| **own != 0.0) {
        let scaled = weight * own;
        let cells = &mut information.cells[row * by.len()..(row + 1) * by.len()];
        for (cell, other) in cells.iter_mut().zip(by) {
            *cell -= scaled * other;
        }
    }
}

fn ln_1_plus_exp(x: f64) -> f64 {
    if x > 0.0 {
        x + crate::math::ln_1p(exp(-x))
    } else {
        crate::math::ln_1p(exp(x))
    }
}
