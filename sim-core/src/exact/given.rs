//! A stock of a given size.

use crate::exact::rates::Household;
use crate::exact::stock::Stock;
use crate::model::parts::SegmentModel;

/// By how much a segment of a grown stock is scaled: those on assistance, those away.
pub(crate) type Scale = (f64, f64);

/// Returns by segment what scales a grown stock to the number of households that is given.
///
/// Those on assistance are drawn with equal chance, so their mean is that of the grown stock; those
/// away follow in proportion to a number that is itself random, which is a Poisson variate.
pub(crate) fn scales(
    segments: &[SegmentModel],
    wanted: f64,
    stocks: &[(Household, Stock)],
) -> Vec<Scale> {
    let mut on = vec![0.0; segments.len()];
    for (household, stock) in stocks {
        on[household.segment] += stock.households(false);
    }
    let all: f64 = on.iter().sum();
    let given: Option<Vec<f64>> = segments.iter().map(|s| s.share_of_stock).collect();
    let total: f64 = given.iter().flatten().sum();
    let (mut share_up_to, mut wanted_up_to) = (0.0, 0.0);
    let of_segment = |(segment, on): (usize, &f64)| {
        if *on <= 0.0 {
            return (0.0, 0.0);
        }
        let Some(given) = &given else {
            return (wanted / all, wanted * mean_of_one_over(all));
        };
        share_up_to += given[segment] / total;
        let rounded = (wanted * share_up_to).round() - wanted_up_to;
        wanted_up_to += rounded;
        (rounded / on, rounded * mean_of_one_over(*on))
    };
    on.iter().enumerate().map(of_segment).collect()
}

/// Returns the mean of 1 / n where n is above 0 (and 0 where it is not), for a Poisson variate.
fn mean_of_one_over(mean: f64) -> f64 {
    use crate::math::{exp, ln, ln_gamma};
    if mean > 2000.0 {
        return (1.0 + 1.0 / mean + 2.0 / (mean * mean)) / mean;
    }
    let most = (mean + 12.0 * crate::math::sqrt(mean) + 30.0) as usize;
    (1..=most)
        .map(|n| {
            let n = n as f64;
            exp(n * ln(mean) - mean - ln_gamma(n + 1.0)) / n
        })
        .sum()
}
