//! One value for a number that may be uncertain, for rules that need one.

use crate::scenario::Scenario;
use crate::scenario::distribution::Distribution;
use crate::scenario::file::Parameter;
use crate::scenario::number::{Amount, Number, Varying};
use crate::units::Unit;

/// What may be missing from one when all shares are known: rounding.
const ROUNDING: f64 = 1e-9;
/// What may be missing at the medians when some are uncertain; the engine scales them.
const AT_MEDIANS: f64 = 0.02;

/// Returns a number's value, or its median where it is uncertain; NaN where it has none.
pub fn typical<U: Unit>(number: &Number<U>, scenario: &Scenario) -> f64 {
    match &number.amount {
        Amount::Fixed(value) => *value,
        Amount::Uncertain(distribution) => centre(distribution),
        Amount::Parameter(named) => scenario
            .parameter
            .get(&named.id)
            .map_or(f64::NAN, typical_parameter),
    }
}

/// Returns the value of a number that is known for certain.
pub fn certain<U: Unit>(number: &Number<U>, scenario: &Scenario) -> Option<f64> {
    match &number.amount {
        Amount::Fixed(value) => Some(*value),
        Amount::Uncertain(_) => None,
        Amount::Parameter(named) => Some(scenario.parameter.get(&named.id)?.value?.0),
    }
}

/// Returns whether a length of time is zero for every household.
pub fn is_always_zero<U: Unit>(number: &Varying<U>, scenario: &Scenario) -> bool {
    match number {
        Varying::Same(number) => certain(number, scenario) == Some(0.0),
        Varying::Varies(_) => false,
    }
}

/// Returns the sum of shares, and how far from a stated sum it may be.
pub fn sum_of<'a, U: Unit>(
    numbers: impl Iterator<Item = &'a Number<U>>,
    scenario: &Scenario,
) -> (f64, f64) {
    let mut sum = 0.0;
    let mut tolerance = ROUNDING;
    for number in numbers {
        sum += typical(number, scenario);
        if certain(number, scenario).is_none() {
            tolerance = AT_MEDIANS;
        }
    }
    (sum, tolerance)
}

fn typical_parameter(parameter: &Parameter) -> f64 {
    let named = parameter.uncertain.as_ref().map(|named| named.centre());
    let figure = parameter.value.or(parameter.p50).map(|figure| figure.0);
    figure.or(named).unwrap_or(f64::NAN)
}

fn centre(distribution: &Distribution) -> f64 {
    match distribution {
        Distribution::Quantiles { p50, .. } => *p50,
        Distribution::Named(named) => named.centre(),
    }
}
