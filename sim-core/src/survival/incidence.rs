//! The share that has ended in each way, where the ways compete.

use crate::math::{exp, ln, normal_quantile, sqrt};
use crate::survival::curves::Step;
use crate::survival::risk::RiskTable;

/// Returns the share that has ended in one way by each age of a table.
///
/// The interval is taken on the scale of ln(-ln).
///
/// # Source
///
/// Aalen and Johansen (1978). Variance by the delta method: Marubini and Valsecchi (1995),
/// *Analysing Survival Data from Clinical Trials and Observational Studies*, equation 10.12.
///
/// ```
/// use sim_core::survival::{incidence::aalen_johansen, risk::RiskTable, stay::Stay};
/// let stays = [Stay::whole(1.0, Some(0)), Stay::whole(2.0, Some(1))];
/// let table = RiskTable::new(&stays, 2);
/// let job = aalen_johansen(&table, 0, 0.9);
/// let other = aalen_johansen(&table, 1, 0.9);
/// assert_eq!((job[1].value, other[1].value), (0.5, 0.5));
/// ```
pub fn aalen_johansen(table: &RiskTable, cause: usize, level: f64) -> Vec<Step> {
    let z = normal_quantile(0.5 + level / 2.0);
    let mut sums = Sums {
        goes_on: 1.0,
        ..Sums::default()
    };
    let of_age = |position: usize| {
        let (n, d) = (table.at_risk[position], table.ended_at(position));
        sums.pass(n, d, table.by_cause(position)[cause]);
        let (value, standard_error) = (sums.ended, sqrt(sums.variance().max(0.0)));
        let (low, high) = bounds(value, z * standard_error);
        Step {
            age: table.ages[position],
            value,
            standard_error,
            low,
            high,
        }
    };
    (0..table.ages.len()).map(of_age).collect()
}

fn bounds(value: f64, spread: f64) -> (f64, f64) {
    if value <= 0.0 || value >= 1.0 {
        return (value, value);
    }
    let spread = spread / (value * -ln(value));
    (exp(ln(value) * exp(spread)), exp(ln(value) * exp(-spread)))
}

/// The sums of the variance, with the present share taken out of the bracket so that one pass
/// is enough.
#[derive(Default)]
struct Sums {
    goes_on: f64,
    ended: f64,
    squares: [f64; 3],
    own: f64,
    crossed: [f64; 2],
}

impl Sums {
    fn pass(&mut self, n: f64, d: f64, of_cause: f64) {
        let before = self.goes_on;
        self.ended += before * of_cause / n;
        self.goes_on *= (n - d) / n;
        if n > d {
            let a = d / (n * (n - d));
            self.squares[0] += a;
            self.squares[1] += a * self.ended;
            self.squares[2] += a * self.ended * self.ended;
        }
        self.own += before * before * (n - of_cause) * of_cause / (n * n * n);
        let b = before * of_cause / (n * n);
        self.crossed[0] += b;
        self.crossed[1] += b * self.ended;
    }

    fn variance(&self) -> f64 {
        let f = self.ended;
        let [a0, a1, a2] = self.squares;
        let [b0, b1] = self.crossed;
        (f * f * a0 - 2.0 * f * a1 + a2) + self.own - 2.0 * (f * b0 - b1)
    }
}
