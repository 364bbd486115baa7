//! What an amount of price-year money is worth: nominal, in constant prices, as a present value.

use crate::compile::plan::{Calendar, MoneyPlan};
use crate::ledger::accounts::N_KINDS;
use crate::math::{exp, exp_m1, ln_1p, pow};

/// The factors of one draw, by month.
///
/// Amounts of a scenario are in the prices of its price year. Prices change by steps at
/// the turn of the year, as norms, wages and budgets do.
///
/// A present value uses the mean of exp(-rate * t) over the month, t in model years from
/// the start: exact for money that flows evenly through the month. Every amount in the
/// month gets this factor; for a lump that falls on the month's first or last day it is off by
/// at most half a month's interest, 0.14 % at 3.5 % a year.
///
/// # Shapes and units
///
/// `nominal[kind][month]` and `present[kind][month]` multiply price-year SEK;
/// `constant[kind][month]` is `present` without the discounting.
#[derive(Clone, Debug, PartialEq)]
pub struct Prices {
    n_months: usize,
    nominal: Vec<f64>,
    constant: Vec<f64>,
    present: Vec<f64>,
}

impl Prices {
    /// Returns the factors under a draw's values.
    pub fn of(money: &MoneyPlan, calendar: &Calendar, values: &[f64]) -> Self {
        let n_months = calendar.n_months;
        let inflation = money.inflation_per_year.of(values);
        let discount = discount_by_month(money.discount_per_year.of(values), n_months);
        let mut prices = Self {
            n_months,
            nominal: Vec::with_capacity(N_KINDS * n_months),
            constant: Vec::with_capacity(N_KINDS * n_months),
            present: Vec::with_capacity(N_KINDS * n_months),
        };
        let deflators = by_year(inflation, money.price_year, calendar);
        for kind in 0..N_KINDS {
            let growth = money.growth_per_year.get(kind);
            let growth = growth.map_or(inflation, |growth| growth.of(values));
            let levels = by_year(growth, money.price_year, calendar);
            for (month, factor) in discount.iter().enumerate() {
                let year_idx = calendar.year_of_month[month];
                // Equal growth and inflation must give exactly one.
                let constant = if growth == inflation {
                    1.0
                } else {
                    levels[year_idx] / deflators[year_idx]
                };
                prices.nominal.push(levels[year_idx]);
                prices.constant.push(constant);
                prices.present.push(constant * factor);
            }
        }
        prices
    }

    /// Returns the factors to nominal SEK of a kind of flow, by month.
    #[inline]
    pub fn nominal(&self, kind: usize) -> &[f64] {
        &self.nominal[kind * self.n_months..(kind + 1) * self.n_months]
    }

    /// Returns the factors to constant prices of a kind of flow, by month.
    #[inline]
    pub fn constant(&self, kind: usize) -> &[f64] {
        &self.constant[kind * self.n_months..(kind + 1) * self.n_months]
    }

    /// Returns the factors to a present value of a kind of flow, by month.
    #[inline]
    pub fn present(&self, kind: usize) -> &[f64] {
        &self.present[kind * self.n_months..(kind + 1) * self.n_months]
    }
}

fn by_year(per_year: f64, price_year: i32, calendar: &Calendar) -> Vec<f64> {
    let years = calendar.years.iter();
    years
        .map(|year| pow(1.0 + per_year, f64::from(*year) - f64::from(price_year)))
        .collect()
}

/// Returns the mean discount factor of each month under a yearly real rate.
///
/// # Source
///
/// The integral of exp(-r t) over the month, divided by its length; r = ln(1 + rate).
///
/// ```
/// use sim_core::ledger::prices::discount_by_month;
/// assert_eq!(discount_by_month(0.0, 2), [1.0, 1.0]);
/// ```
pub fn discount_by_month(per_year: f64, n_months: usize) -> Vec<f64> {
    let per_month = ln_1p(per_year) / 12.0;
    let mean_of_first = if per_month == 0.0 {
        1.0
    } else {
        -exp_m1(-per_month) / per_month
    };
    (0..n_months)
        .map(|month| exp(-per_month * month as f64) * mean_of_first)
        .collect()
}
