//! How well numbers fit a distribution: p-values of the usual tests, for proofs with a stated rate of false alarms.

use sim_core::math::{exp, gamma_cdf, ln, normal_cdf, sqrt};

/// Holds that a p-value is neither near 0 (a bad fit) nor near 1 (a fit too good for chance).
///
/// A right sampler is refused by one seed in 50,000; seeds are fixed, so that a test passes always or never.
#[track_caller]
pub fn assert_plausible(what: &str, p: f64) {
    const ALARM: f64 = 1e-5;
    assert!((ALARM..=1.0 - ALARM).contains(&p), "{what}: p = {p:e}");
}

/// Returns the p-value of a standard normal statistic, two-sided: near 0 where it is far out.
///
/// Halved about the middle: a statistic of exactly zero is no sign of anything.
pub fn of_z(z: f64) -> f64 {
    // Both tails, and never near 1.
    normal_cdf(-z.abs())
}

/// Returns the p-value of a chi-square statistic.
pub fn of_chi_square(chi_square: f64, freedom: f64) -> f64 {
    1.0 - gamma_cdf(freedom / 2.0, chi_square / 2.0)
}

/// Returns the p-value of counts against what is expected of each; cells that expect few are joined with the next.
pub fn of_counts(counts: &[f64], expected: &[f64]) -> f64 {
    const FEWEST: f64 = 25.0;
    let (mut chi_square, mut n_cells) = (0.0, 0.0);
    let (mut count, mut wanted) = (0.0, 0.0);
    let mut left: f64 = expected.iter().sum();
    for (found, expects) in counts.iter().zip(expected) {
        count += found;
        wanted += expects;
        left -= expects;
        if wanted >= FEWEST && (left >= FEWEST || left <= 1e-6 * wanted) {
            chi_square += (count - wanted) * (count - wanted) / wanted;
            n_cells += 1.0;
            (count, wanted) = (0.0, 0.0);
        }
    }
    if wanted > 0.0 {
        chi_square += (count - wanted) * (count - wanted) / wanted;
        n_cells += 1.0;
    }
    of_chi_square(chi_square, n_cells - 1.0)
}

/// Returns the p-value of Kolmogorov and Smirnov for values of a distribution function, sorted.
///
/// # Source
///
/// Kolmogorov (1933); Stephens' (1970) factor for finite numbers.
pub fn kolmogorov_smirnov(heights: &[f64]) -> f64 {
    let n = heights.len() as f64;
    let gap = |(i, height): (usize, &f64)| {
        let (below, above) = (i as f64 / n, (i + 1) as f64 / n);
        (height - below).max(above - height)
    };
    let farthest = heights.iter().enumerate().map(gap).fold(0.0, f64::max);
    let x = (sqrt(n) + 0.12 + 0.11 / sqrt(n)) * farthest;
    let term = |j: i32| {
        let sign = if j % 2 == 1 { 2.0 } else { -2.0 };
        sign * exp(-2.0 * f64::from(j * j) * x * x)
    };
    (1..=100).map(term).sum::<f64>().clamp(0.0, 1.0)
}

/// Returns the p-value of Anderson and Darling, which looks at the tails, for values of a distribution function, sorted.
///
/// # Source
///
/// Marsaglia and Marsaglia (2004), *Journal of Statistical Software* 9(2): the limit for many values, good to 2e-6.
pub fn anderson_darling(heights: &[f64]) -> f64 {
    let n = heights.len();
    let term = |i: usize| {
        let (low, high) = (heights[i], 1.0 - heights[n - 1 - i]);
        (2 * i + 1) as f64 * (ln(low.max(1e-300)) + ln(high.max(1e-300)))
    };
    let z = -(n as f64) - (0..n).map(term).sum::<f64>() / n as f64;
    let below = if z < 2.0 {
        let series = 2.00012
            + (0.247105 - (0.0649821 - (0.0347962 - (0.011672 - 0.00168691 * z) * z) * z) * z) * z;
        exp(-1.2337141 / z) / sqrt(z) * series
    } else {
        let series = 1.0776
            - (2.30695 - (0.43424 - (0.082433 - (0.008056 - 0.0003146 * z) * z) * z) * z) * z;
        exp(-exp(series))
    };
    1.0 - below
}

/// Holds that values follow a distribution function, in the middle and in the tails.
#[track_caller]
pub fn assert_follows(what: &str, values: &[f64], cdf: impl Fn(f64) -> f64) {
    let mut heights: Vec<f64> = values.iter().map(|value| cdf(*value)).collect();
    heights.sort_by(f64::total_cmp);
    assert_plausible(
        &format!("{what}, Kolmogorov-Smirnov"),
        kolmogorov_smirnov(&heights),
    );
    assert_plausible(
        &format!("{what}, Anderson-Darling"),
        anderson_darling(&heights),
    );
}

#[test]
fn p_values_are_those_of_the_tables() {
    let near =
        |found: f64, expected: f64| assert!((found - expected).abs() < 5e-4, "{found} {expected}");
    // Chi-square 18.307 with ten degrees of freedom: 5 %. A normal beyond 1.96 either way: 5 %, each tail half.
    near(of_chi_square(18.307_038, 10.0), 0.05);
    near(of_z(1.959_964), 0.025);
    // Anderson-Darling: 2.492 at 5 %, 3.857 at 1 % (Stephens 1974).
    let of_statistic = |z: f64| {
        // Heights with a given statistic: solved by shifting evenly spread ones.
        let n = 20_000;
        let at = |shift: f64| -> Vec<f64> {
            (0..n)
                .map(|i| (((i as f64 + 0.5) / n as f64) + shift).min(1.0 - 1e-12))
                .collect()
        };
        let statistic = |shift: f64| {
            let heights = at(shift);
            let sum: f64 = (0..n)
                .map(|i| (2 * i + 1) as f64 * (ln(heights[i]) + ln(1.0 - heights[n - 1 - i])))
                .sum();
            -(n as f64) - sum / n as f64
        };
        let (mut low, mut high) = (0.0, 0.05);
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            if statistic(middle) < z {
                low = middle
            } else {
                high = middle
            }
        }
        anderson_darling(&at(low))
    };
    near(of_statistic(2.492), 0.05);
    near(of_statistic(3.857), 0.01);
    // Kolmogorov-Smirnov: 1.358 / sqrt(n) at 5 %.
    let n = 1_000_000;
    let shifted: Vec<f64> = (0..n)
        .map(|i| (i as f64 / n as f64 + 1.358e-3 - 1e-6).min(1.0))
        .collect();
    assert!((kolmogorov_smirnov(&shifted) - 0.05).abs() < 1e-3);
    // As far to the other side.
    let turned: Vec<f64> = shifted.iter().rev().map(|height| 1.0 - height).collect();
    assert!((kolmogorov_smirnov(&turned) - 0.05).abs() < 1e-3);
}
