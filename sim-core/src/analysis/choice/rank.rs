//! Expected net saving, probability of being best, and regret.

use crate::analysis::choice::options::{Options, best_by_draw, mean_less, mean_of};
use crate::analysis::one_draw::Headline;
use crate::ledger::moments::share;
use crate::results::choice::Ranked;
use crate::results::perspective::Perspective;
use crate::results::spread::Estimate;

/// Returns every way of working, the highest expected net saving first. `given_numbers` is how often each would be best if
/// every uncertain number were known.
pub(super) fn ranked(
    options: &Options,
    perspective: Perspective,
    given_numbers: Option<&[Estimate]>,
) -> Vec<Ranked> {
    let net = options.seen_by(perspective);
    let n_draws = options.n_draws();
    let best = best_by_draw((net.len(), n_draws), |option, draw| net[option][draw]);
    let most: Vec<f64> = (0..n_draws)
        .map(|draw| {
            net.iter()
                .map(|of| of[draw])
                .fold(f64::NEG_INFINITY, f64::max)
        })
        .collect();
    let means: Vec<Estimate> = net.iter().map(|of| mean_of(of.iter().copied())).collect();
    let mut order: Vec<usize> = (0..net.len()).collect();
    order.sort_by(|a, b| means[*b].value.total_cmp(&means[*a].value));
    let first = order.first().copied().unwrap_or_default();
    let of = |option: usize| Ranked {
        design: options.ids[option].clone(),
        net: means[option],
        behind_best: mean_less(net[first], net[option]),
        best_probability: mean_of(best[option].iter().copied()),
        best_given_numbers: given_numbers.map(|shares| shares[option]),
        regret: mean_less(&most, net[option]),
    };
    order.into_iter().map(of).collect()
}

/// Returns how often the same way of working comes out best when only the luck of households is
/// drawn again. `pairs` are net savings of a draw and of its second cohort, without `today`.
pub(super) fn same_best_again<'h>(
    pairs: impl Iterator<Item = (&'h Headline, &'h Headline)>,
    perspective: Perspective,
) -> Estimate {
    let best = |nets: &Headline| {
        // Nothing saved under `today`, which is named first and so wins a tie.
        let mut best = (0, 0.0);
        for (at, net) in nets.iter().enumerate() {
            let net = net[perspective as usize];
            if net > best.1 {
                best = (at + 1, net);
            }
        }
        best.0
    };
    let same: Vec<bool> = pairs.map(|(one, other)| best(one) == best(other)).collect();
    let (value, mc_se) = share(same.iter().filter(|same| **same).count(), same.len());
    Estimate { value, mc_se }
}

#[cfg(test)]
mod tests {
    use super::ranked;
    use crate::analysis::choice::options::Options;
    use crate::math::{exp, normal_cdf, normal_pdf, normal_quantile, sqrt};
    use crate::results::perspective::Perspective;

    const N: usize = 20_000;

    /// Evenly spread standard normals; another `step` gives them in another order, as good as independent.
    fn normals(step: usize) -> Vec<f64> {
        let at = |draw: usize| (draw * step % N) as f64;
        (0..N)
            .map(|draw| normal_quantile((at(draw) + 0.5) / N as f64))
            .collect()
    }

    fn of(nets: Vec<Vec<f64>>) -> Options {
        Options {
            ids: (0..nets.len()).map(|at| format!("option_{at}")).collect(),
            extra: nets.clone(),
            net: nets
                .into_iter()
                .map(|net| [net.clone(), net.clone(), net])
                .collect(),
        }
    }

    #[test]
    fn one_normal_against_nothing_has_its_known_regret() {
        let (mean, sd) = (1.0, 2.0);
        let nets = normals(1).iter().map(|z| mean + sd * z).collect();
        let found = ranked(
            &of(vec![vec![0.0; N], nets]),
            Perspective::Municipality,
            None,
        );
        assert_eq!(found[0].design, "option_1");
        let best = normal_cdf(mean / sd);
        assert!((found[0].best_probability.value - best).abs() < 1e-4);
        assert!((found[1].best_probability.value - (1.0 - best)).abs() < 1e-4);
        // The unit normal loss integral (Raiffa and Schlaifer 1961, section 5.5).
        let loss = sd * (normal_pdf(mean / sd) - (mean / sd) * (1.0 - best));
        assert!((found[0].regret.value - loss).abs() < 2e-3, "{found:?}");
        assert!((found[1].regret.value - loss - mean).abs() < 2e-3);
        assert_eq!(found[0].behind_best.value, 0.0);
        assert!((found[1].behind_best.value - mean).abs() < 1e-3);
        // The error of a mean.
        assert!((found[0].net.mc_se - sd / sqrt(N as f64)).abs() < 1e-3);
    }

    #[test]
    fn two_normals_with_correlated_draws_are_best_as_their_difference_says() {
        let (one, other) = (normals(1), normals(7919));
        let pairs = one.iter().zip(&other);
        // Correlation 0.8: the difference has the variance 2 (1 - 0.8).
        let second = pairs.map(|(z, u)| 0.3 + 0.8 * z + 0.6 * u).collect();
        let found = ranked(&of(vec![one.clone(), second]), Perspective::Society, None);
        let best = normal_cdf(0.3 / sqrt(0.4));
        assert!(
            (found[0].best_probability.value - best).abs() < 0.01,
            "{found:?}"
        );
        assert_eq!(found[0].design, "option_1");
    }

    #[test]
    fn equals_share_what_they_win() {
        let same: Vec<f64> = normals(1).iter().map(|z| exp(*z)).collect();
        let found = ranked(
            &of(vec![same.clone(), same]),
            Perspective::Municipality,
            None,
        );
        for one in &found {
            assert_eq!((one.best_probability.value, one.regret.value), (0.5, 0.0));
        }
    }
}
