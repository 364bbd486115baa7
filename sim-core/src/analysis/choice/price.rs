//! Which is best when an extra household in self-support has a price.

use crate::analysis::choice::options::{Options, best_by_draw};
use crate::ledger::moments::moments;
use crate::math::sqrt;
use crate::results::choice::{Acceptability, AcceptabilityOf, PriceSwitch};
use crate::results::perspective::Perspective;
use crate::results::spread::Estimate;

/// Steps from a price of zero to the highest.
const N_STEPS: u32 = 20;

/// Returns the acceptability curves up to a price.
///
/// # Source
///
/// Cost-effectiveness acceptability curves: van Hout, Al, Gordon and Rutten (1994), *Health Economics*
/// 3(5); the highest expected worth beside them, because the option that is most often best need not
/// have it: Fenwick, Claxton and Sculpher (2001), *Health Economics* 10(8).
pub(super) fn acceptability(
    options: &Options,
    perspective: Perspective,
    most_sek: f64,
) -> Acceptability {
    let net = options.seen_by(perspective);
    let (n_options, n_draws) = (net.len(), options.n_draws());
    let prices_sek: Vec<f64> = (0..=N_STEPS)
        .map(|step| most_sek * f64::from(step) / f64::from(N_STEPS))
        .collect();
    let mut designs: Vec<AcceptabilityOf> = options
        .ids
        .iter()
        .map(|id| AcceptabilityOf {
            design: id.clone(),
            best_probability: Vec::new(),
        })
        .collect();
    let mut mc_se: f64 = 0.0;
    for price in &prices_sek {
        let worth =
            |option: usize, draw: usize| net[option][draw] + price * options.extra[option][draw];
        let best = best_by_draw((n_options, n_draws), worth);
        for (design, shares) in designs.iter_mut().zip(&best) {
            let share = moments(shares);
            design.best_probability.push(share.mean);
            mc_se = mc_se.max(share.mc_se);
        }
    }
    let (best_at_zero, switches) = switches(options, &net, most_sek);
    Acceptability {
        prices_sek,
        designs,
        best_at_zero: options.ids.get(best_at_zero).cloned().unwrap_or_default(),
        switches,
        mc_se,
    }
}

/// Returns the option of highest expected worth at price zero, and where another takes over.
///
/// Expected worth is a straight line over the price, so the highest is their upper envelope.
fn switches(options: &Options, net: &[&[f64]], most_sek: f64) -> (usize, Vec<PriceSwitch>) {
    let means = |of: &[f64]| moments(of).mean;
    let lines: Vec<(f64, f64)> = net
        .iter()
        .zip(&options.extra)
        .map(|(net, extra)| (means(net), means(extra)))
        .collect();
    let first = (0..lines.len()).reduce(|best, at| {
        let is_better = lines[at].0 > lines[best].0;
        if is_better { at } else { best }
    });
    let Some(first) = first else {
        return (0, Vec::new());
    };
    let (mut best, mut from, mut found) = (first, 0.0, Vec::new());
    loop {
        let crossing = |at: usize| (lines[best].0 - lines[at].0) / (lines[at].1 - lines[best].1);
        let steeper = (0..lines.len()).filter(|at| lines[*at].1 > lines[best].1);
        let next = steeper.min_by(|a, b| {
            let by_price = crossing(*a).total_cmp(&crossing(*b));
            by_price.then(lines[*b].1.total_cmp(&lines[*a].1))
        });
        let Some(next) = next.filter(|at| crossing(*at) <= most_sek) else {
            return (first, found);
        };
        from = crossing(next).max(from);
        found.push(PriceSwitch {
            from_sek: Estimate {
                value: from,
                mc_se: error_of_price(options, net, (best, next), from),
            },
            design: options.ids[next].clone(),
        });
        best = next;
    }
}

/// Linearised error of a ratio of means (Cochran 1977, equation 6.13).
fn error_of_price(
    options: &Options,
    net: &[&[f64]],
    (one, other): (usize, usize),
    price: f64,
) -> f64 {
    let extra = |option: usize, draw: usize| options.extra[option][draw];
    let draws = 0..options.n_draws();
    let left: Vec<f64> = draws
        .clone()
        .map(|draw| {
            net[one][draw] - net[other][draw] + price * (extra(one, draw) - extra(other, draw))
        })
        .collect();
    let gained: Vec<f64> = draws
        .map(|draw| extra(other, draw) - extra(one, draw))
        .collect();
    let n = gained.len().max(1) as f64;
    let gained = moments(&gained).mean;
    if gained == 0.0 {
        return 0.0;
    }
    moments(&left).sd / sqrt(n) / gained.abs()
}

#[cfg(test)]
mod tests {
    use super::acceptability;
    use crate::analysis::choice::options::Options;
    use crate::math::{normal_cdf, normal_quantile};
    use crate::results::perspective::Perspective;

    const N: usize = 4000;

    fn options(of: &[(&str, f64, f64, f64)]) -> Options {
        let normal = |draw: usize| normal_quantile((draw as f64 + 0.5) / N as f64);
        let nets = of.iter().map(|(_, mean, sd, _)| {
            let net: Vec<f64> = (0..N).map(|draw| mean + sd * normal(draw)).collect();
            [net.clone(), net.clone(), net]
        });
        Options {
            ids: of.iter().map(|(id, ..)| (*id).to_owned()).collect(),
            net: nets.collect(),
            extra: of.iter().map(|(.., extra)| vec![*extra; N]).collect(),
        }
    }

    #[test]
    fn a_dearer_design_is_accepted_with_the_probability_that_its_price_covers_the_loss() {
        let options = options(&[("today", 0.0, 0.0, 0.0), ("house", -1e6, 5e5, 10.0)]);
        let found = acceptability(&options, Perspective::Municipality, 400_000.0);
        assert_eq!(found.best_at_zero, "today");
        for (at, price) in found.prices_sek.iter().enumerate() {
            let expected = normal_cdf((10.0 * price - 1e6) / 5e5);
            let share = found.designs[1].best_probability[at];
            assert!(
                (share - expected).abs() < 1e-3,
                "{price}: {share} for {expected}"
            );
            assert!((share + found.designs[0].best_probability[at] - 1.0).abs() < 1e-12);
        }
        let [switch] = &found.switches[..] else {
            panic!("{found:?}");
        };
        assert_eq!(switch.design, "house");
        assert!((switch.from_sek.value - 1e5).abs() < 1.0);
        // The loss has an error of 5e5 / sqrt(4000), a tenth of that for each household.
        assert!((switch.from_sek.mc_se - 790.6).abs() < 2.0, "{switch:?}");
    }

    #[test]
    fn an_option_below_two_others_at_every_price_is_passed_over() {
        let options = options(&[
            ("today", 0.0, 0.0, 0.0),
            ("middling", -9e5, 1.0, 5.0),
            ("house", -1e6, 1.0, 10.0),
            ("all", -5e6, 1.0, 20.0),
        ]);
        let found = acceptability(&options, Perspective::Municipality, 1e6);
        let way: Vec<&str> = found
            .switches
            .iter()
            .map(|one| one.design.as_str())
            .collect();
        assert_eq!(way, ["house", "all"]);
        assert!((found.switches[1].from_sek.value - 4e5).abs() < 1.0);
    }
}
