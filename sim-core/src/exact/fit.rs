//! The choice from a menu, with personal fit integrated out once for each menu.

use crate::exact::quadrature::normal_nodes;
use crate::math::{exp, ln, logistic, logit};
use crate::model::ways::{Alternative, WayModel};

/// Points for the fit of each rival; it is integrated inside an exponential.
const N_RIVAL: usize = 40;

/// What a household of a segment gets from a menu.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Choice {
    /// Probability of no intervention.
    pub(crate) none: f64,
    /// By intervention of the menu: position, and probability jointly with each point of fit.
    pub(crate) starts: Vec<(usize, Vec<f64>)>,
}

/// Returns the points of fit and their weights, enough of them for every way of a model.
///
/// They must carry exp(q fit) and the logistic of slope * fit; with these numbers the mean of the first
/// is good to 1e-4 at least.
pub(crate) fn fit_points(ways: &[WayModel]) -> Vec<(f64, f64)> {
    let most = |of: fn(&WayModel) -> f64| ways.iter().map(of).fold(0.0_f64, |m, x| m.max(x.abs()));
    let strength = most(|way| way.match_quality).max(most(|way| way.fit_slope));
    normal_nodes(match strength {
        x if x <= 0.6 => 4,
        x if x <= 1.0 => 5,
        x if x <= 1.6 => 7,
        x if x <= 2.5 => 11,
        _ => 20,
    })
}

impl Choice {
    /// Returns the probabilities of a menu: mixed multinomial logit.
    ///
    /// Utility is ln(weight) + q * fit + Gumbel noise, so the choice is a race in which alternative
    /// j finishes at rate r_j = w_j exp(q fit_j). With fit f, alternative i wins with probability
    /// P_i(f) = int_0^inf r_i(f) exp(-t r_i(f)) prod_{j != i} L_j(t) dt, where
    /// L_j(t) = E exp(-t r_j) is the Laplace transform of a lognormal rate. With t = e^y the
    /// integrand is smooth and dies out on both sides, so equal steps converge faster than any power.
    ///
    /// # Source
    ///
    /// McFadden and Train (2000), mixed logit; Trefethen and Weideman (2014), *SIAM Review* 56, for the
    /// trapezoidal rule.
    pub(crate) fn of(menu: &[Alternative], match_quality: f64, points: &[(f64, f64)]) -> Self {
        let weights: Vec<(Option<usize>, f64)> = menu
            .iter()
            .map(|alternative| (alternative.to, 1.0 / alternative.one_over_weight))
            .collect();
        let total: f64 = weights.iter().map(|(_, weight)| weight).sum();
        if weights.is_empty() {
            return Self {
                none: 1.0,
                starts: Vec::new(),
            };
        }
        if match_quality == 0.0 {
            let start = |(to, weight): &(Option<usize>, f64)| {
                let share = weight / total;
                to.map(|to| (to, points.iter().map(|p| p.1 * share).collect()))
            };
            let starts: Vec<(usize, Vec<f64>)> = weights.iter().filter_map(start).collect();
            return Self::with(starts);
        }
        let shares: Vec<(Option<usize>, f64)> =
            weights.iter().map(|(to, w)| (*to, w / total)).collect();
        Self::with(race(&shares, match_quality, points))
    }

    /// Whoever starts nothing stays as they are: probabilities add up to one to the last bit.
    fn with(starts: Vec<(usize, Vec<f64>)>) -> Self {
        let started: f64 = starts.iter().flat_map(|(_, by_fit)| by_fit).sum();
        Self {
            none: (1.0 - started).max(0.0),
            starts,
        }
    }

    /// Returns the probability of an intervention.
    #[cfg(test)]
    pub(crate) fn share(&self, at: usize) -> f64 {
        self.starts[at].1.iter().sum()
    }
}

fn race(
    shares: &[(Option<usize>, f64)],
    match_quality: f64,
    points: &[(f64, f64)],
) -> Vec<(usize, Vec<f64>)> {
    const STEP: f64 = 0.08;
    let rivals = normal_nodes(N_RIVAL);
    let mut starts: Vec<(usize, Vec<f64>)> = shares
        .iter()
        .filter_map(|(to, _)| to.map(|to| (to, vec![0.0; points.len()])))
        .collect();
    let lowest = -40.0 - 8.0 * match_quality.abs();
    let highest = shares
        .iter()
        .fold(0.0_f64, |high, (_, w)| high.max(-ln(*w)))
        + 8.0 * match_quality.abs()
        + 5.0;
    let n_steps = ((highest - lowest) / STEP) as usize;
    for step in 0..=n_steps {
        let t = exp(lowest + STEP * step as f64);
        let alive: Vec<f64> = shares
            .iter()
            .map(|(to, w)| match to {
                None => exp(-t * w),
                Some(_) => rivals
                    .iter()
                    .map(|(z, p)| p * exp(-t * w * exp(match_quality * z)))
                    .sum(),
            })
            .collect();
        let mut started = 0;
        for (own, (to, w)) in shares.iter().enumerate() {
            if to.is_none() {
                continue;
            }
            let others: f64 = (0..shares.len())
                .filter(|at| *at != own)
                .map(|at| alive[at])
                .product();
            if others > 0.0 {
                for (sum, (f, p)) in starts[started].1.iter_mut().zip(points) {
                    let rate = w * exp(match_quality * f);
                    *sum += p * STEP * t * rate * exp(-t * rate) * others;
                }
            }
            started += 1;
        }
    }
    starts
}

/// How fit and readiness move the share that completes well.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Shift {
    /// Mean of logistic(logit(w) + slope * fit) at even steps of w; empty where it is w itself.
    table: Vec<f64>,
}

/// The largest share of completers that can take an exit at completion, as both engines have it.
pub(crate) const MOST_EXITS: f64 = 0.98;
/// Steps of the table; linear between them, with an error below 1e-7.
const N_STEPS: usize = 2048;

impl Shift {
    /// Returns the mean of several shifts with weights.
    pub(crate) fn of(shifts: &[(f64, f64)]) -> Self {
        let total: f64 = shifts.iter().map(|(_, weight)| weight).sum();
        if total <= 0.0 || shifts.iter().all(|(shift, _)| *shift == 0.0) {
            return Self { table: Vec::new() };
        }
        let at = |step: usize| {
            let well = MOST_EXITS * step as f64 / N_STEPS as f64;
            if step == 0 {
                return 0.0;
            }
            let each = shifts.iter();
            let each = each.map(|(shift, weight)| weight * logistic(logit(well) + shift));
            each.sum::<f64>() / total
        };
        Self {
            table: (0..=N_STEPS).map(at).collect(),
        }
    }

    /// Returns the share that completes well from the share before fit.
    #[inline]
    pub(crate) fn apply(&self, well: f64) -> f64 {
        let capped = well.min(MOST_EXITS);
        if self.table.is_empty() || capped <= 0.0 {
            return capped.max(0.0);
        }
        let at = capped * (N_STEPS as f64 / MOST_EXITS);
        let step = (at as usize).min(N_STEPS - 1);
        let part = at - step as f64;
        self.table[step] + part * (self.table[step + 1] - self.table[step])
    }
}

/// Returns every point of fit with the way's slope applied.
pub(crate) fn slopes(way: &WayModel, points: &[(f64, f64)]) -> Vec<f64> {
    points.iter().map(|p| way.fit_slope * p.0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::luck::Purpose;

    fn menu() -> Vec<Alternative> {
        [(None, 60.0), (Some(0), 25.0), (Some(1), 5.0)]
            .map(|(to, weight): (Option<usize>, f64)| Alternative {
                fit: Purpose::named("fit"),
                noise: Purpose::named("noise"),
                to,
                one_over_weight: 1.0 / weight,
            })
            .to_vec()
    }

    #[test]
    fn a_menu_gives_the_mixed_logit() {
        for q in [0.4, 1.3] {
            let points = normal_nodes(9);
            let choice = Choice::of(&menu(), q, &points);
            let nodes = normal_nodes(40);
            let mut expected = [0.0; 2];
            for (a, wa) in &nodes {
                for (b, wb) in &nodes {
                    let (ra, rb) = (25.0 * exp(q * a), 5.0 * exp(q * b));
                    expected[0] += wa * wb * ra / (60.0 + ra + rb);
                    expected[1] += wa * wb * rb / (60.0 + ra + rb);
                }
            }
            for at in [0, 1] {
                let found = choice.share(at);
                assert!(
                    (found - expected[at]).abs() < 2e-6,
                    "{q} {found} {expected:?}"
                );
            }
            // Fit is higher among those who chose it than among all.
            let mean: f64 = points
                .iter()
                .zip(&choice.starts[1].1)
                .map(|(p, w)| p.0 * w)
                .sum();
            assert!(mean > 0.0);
        }
    }

    #[test]
    fn without_match_quality_weights_are_shares() {
        let choice = Choice::of(&menu(), 0.0, &normal_nodes(5));
        assert!((choice.none - 60.0 / 90.0).abs() < 1e-14);
    }
}
