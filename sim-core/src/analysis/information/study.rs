//! A study of one number: what it would find in each draw.

use crate::luck::{Layer, Purpose, Stream, cohort_key};
use crate::math::{exp, sqrt};
use crate::results::information::StudyCounts;
use crate::units::UnitKind;

/// Sizes of a study that are tried where none are asked for.
pub const DEFAULT_SIZES: [u32; 6] = [25, 50, 100, 200, 400, 800];

/// A study of one uncertain number, in several sizes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StudyAsked {
    /// Address of the number.
    pub address: String,
    /// Sizes; [`DEFAULT_SIZES`] where there are none.
    pub sizes: Vec<u32>,
}

const MONTHS_PER_YEAR: f64 = 12.0;
const FOUND: Purpose = Purpose::named("study");
/// Keeps the luck of studies apart from that of the households that are compared.
const REPLICATE: u32 = 1 << 20;

/// Returns what a study of a number of a unit counts.
pub(super) fn counts(unit: UnitKind) -> StudyCounts {
    match unit {
        UnitKind::Share => StudyCounts::Households,
        UnitKind::PerMonth => StudyCounts::HouseholdYears,
        UnitKind::Ratio => StudyCounts::Outcomes,
        _ => StudyCounts::Measurements,
    }
}

/// Returns what a study of a size finds in every draw, where the number has these values.
pub(super) fn found(
    counts: StudyCounts,
    (address, values): (&str, &[f64]),
    n: u32,
    seed: u64,
) -> Vec<f64> {
    let purpose = FOUND.within(address);
    let of = |(draw, value): (usize, &f64)| {
        let cohort = cohort_key(seed, draw as u64, Layer::Household, REPLICATE);
        found_once(counts, *value, n, cohort.household(0).stream(purpose, n))
    };
    values.iter().enumerate().map(of).collect()
}

/// Returns what one study finds.
///
/// A share is the hits among n households; a rate the events in n household-years (Poisson); a ratio is
/// found with the usual error of its logarithm, 2 / sqrt(n) with n outcomes in two groups of equal size (Schoenfeld
/// 1981); anything else is the mean of n measurements with a coefficient of variation of 1.
fn found_once(counts: StudyCounts, value: f64, n: u32, luck: Stream) -> f64 {
    let size = f64::from(n.max(1));
    match counts {
        StudyCounts::Households => luck.binomial(u64::from(n), value) as f64 / size,
        StudyCounts::HouseholdYears => {
            luck.poisson(value * MONTHS_PER_YEAR * size) as f64 / (MONTHS_PER_YEAR * size)
        }
        StudyCounts::Outcomes => value * exp(2.0 / sqrt(size) * luck.normal()),
        StudyCounts::Measurements => value + value.abs() / sqrt(size) * luck.normal(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_studies_find_has_the_mean_and_the_spread_of_its_law() {
        let cases = [
            (StudyCounts::Households, 0.3, 0.3 * 0.7 / 50.0),
            (StudyCounts::HouseholdYears, 0.02, 0.02 / 600.0),
            (StudyCounts::Measurements, 900.0, 900.0 * 900.0 / 50.0),
        ];
        for (counts, value, variance) in cases {
            let found = found(counts, ("a", &[value; 20_000]), 50, 7);
            let mean = found.iter().sum::<f64>() / 20_000.0;
            let squares = found.iter().map(|one| (one - mean) * (one - mean));
            let spread = squares.sum::<f64>() / 20_000.0;
            assert!((mean - value).abs() < 4.0 * sqrt(variance / 20_000.0));
            assert!((spread / variance - 1.0).abs() < 0.05, "{counts:?}");
        }
        let found = found(StudyCounts::Outcomes, ("a", &[1.2; 20_000]), 100, 7);
        let logs = found.iter().map(|one| crate::math::ln(one / 1.2));
        let spread = logs.map(|log| log * log).sum::<f64>() / 20_000.0;
        assert!((spread / 0.04 - 1.0).abs() < 0.05);
    }
}
