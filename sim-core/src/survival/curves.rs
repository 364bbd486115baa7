//! The share that still goes on, and the hazard summed up, without a formula.

use crate::math::{exp, ln, normal_quantile, sqrt};
use crate::survival::risk::RiskTable;

/// One step of a curve: its value from an age on, with what may be said of its error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The age from which it holds.
    pub age: f64,
    /// The value.
    pub value: f64,
    /// Its standard error.
    pub standard_error: f64,
    /// Lower end of its interval.
    pub low: f64,
    /// Upper end of its interval.
    pub high: f64,
}

/// Returns the share that still goes on after each age of a table.
///
/// The interval is taken on the scale of ln(-ln), which keeps it inside 0 to 1.
///
/// # Shapes and units
///
/// `level` is what the interval covers, 0.9 for 90 %.
///
/// # Source
///
/// Kaplan and Meier (1958); variance by Greenwood (1926); interval by Kalbfleisch and
/// Prentice (1980). With late entry: Tsai, Jewell and Wang (1987).
///
/// ```
/// use sim_core::survival::{curves::kaplan_meier, risk::RiskTable, stay::Stay};
/// let stays = [Stay::whole(1.0, Some(0)), Stay::whole(2.0, Some(0))];
/// let curve = kaplan_meier(&RiskTable::new(&stays, 1), 0.9);
/// assert_eq!((curve[0].value, curve[1].value), (0.5, 0.0));
/// ```
pub fn kaplan_meier(table: &RiskTable, level: f64) -> Vec<Step> {
    let z = normal_quantile(0.5 + level / 2.0);
    let (mut goes_on, mut greenwood) = (1.0, 0.0);
    let of_age = |position: usize| {
        let (n, d) = (table.at_risk[position], table.ended_at(position));
        goes_on *= (n - d) / n;
        greenwood += d / (n * (n - d));
        let value: f64 = goes_on;
        if value <= 0.0 {
            return Step {
                age: table.ages[position],
                value: 0.0,
                standard_error: 0.0,
                low: 0.0,
                high: 0.0,
            };
        }
        let spread = z * sqrt(greenwood) / -ln(value);
        Step {
            age: table.ages[position],
            value,
            standard_error: value * sqrt(greenwood),
            low: exp(ln(value) * exp(spread)),
            high: exp(ln(value) * exp(-spread)),
        }
    };
    (0..table.ages.len()).map(of_age).collect()
}

/// Returns the hazard of one cause, or of all where none is named, summed up to each age.
///
/// The interval is taken on the scale of ln.
///
/// # Source
///
/// Nelson (1969), Aalen (1978); variance d / n^2; interval by Andersen et al. (1993),
/// *Statistical Models Based on Counting Processes*, equation 4.1.13.
///
/// ```
/// use sim_core::survival::{curves::nelson_aalen, risk::RiskTable, stay::Stay};
/// let stays = [Stay::whole(1.0, Some(0)), Stay::whole(2.0, Some(0))];
/// let curve = nelson_aalen(&RiskTable::new(&stays, 1), None, 0.9);
/// assert_eq!((curve[0].value, curve[1].value), (0.5, 1.5));
/// ```
pub fn nelson_aalen(table: &RiskTable, cause: Option<usize>, level: f64) -> Vec<Step> {
    let z = normal_quantile(0.5 + level / 2.0);
    let (mut value, mut variance) = (0.0, 0.0);
    let of_age = |position: usize| {
        let n = table.at_risk[position];
        let d = match cause {
            Some(cause) => table.by_cause(position)[cause],
            None => table.ended_at(position),
        };
        value += d / n;
        variance += d / (n * n);
        let standard_error: f64 = sqrt(variance);
        let spread = if value > 0.0 {
            exp(z * standard_error / value)
        } else {
            1.0
        };
        Step {
            age: table.ages[position],
            value,
            standard_error,
            low: value / spread,
            high: value * spread,
        }
    };
    (0..table.ages.len()).map(of_age).collect()
}

/// Returns the value of a curve of steps at an age; `before` where that is before its first step.
///
/// ```
/// use sim_core::survival::{curves::{at, kaplan_meier}, risk::RiskTable, stay::Stay};
/// let curve = kaplan_meier(&RiskTable::new(&[Stay::whole(2.0, Some(0))], 1), 0.9);
/// assert_eq!((at(&curve, 1.9, 1.0), at(&curve, 2.0, 1.0)), (1.0, 0.0));
/// ```
pub fn at(curve: &[Step], age: f64, before: f64) -> f64 {
    let past = curve.partition_point(|step| step.age <= age);
    past.checked_sub(1).map_or(before, |at| curve[at].value)
}
