//! What a cohort, or an expected value, says of each fact.

use crate::compile::plan::Plan;
use crate::ledger::pricing::benefit_per_day;
use crate::scenario::facts::FactQuantity;
use crate::tally::expected::ExpectedTally;
use crate::tally::layout::{Happening, Layout};
use crate::tally::outcome::WayOutcome;

/// Months of the year that facts are of.
const YEAR: usize = 12;

/// A figure as what stands above and below the line, so that cohorts can be added.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Part {
    pub top: f64,
    pub bottom: f64,
}

impl Part {
    fn of(top: f64, bottom: f64) -> Self {
        Self { top, bottom }
    }

    /// Returns the figure; not a number where nobody was counted.
    pub(super) fn figure(self) -> f64 {
        self.top / self.bottom
    }

    pub(super) fn add(&mut self, other: Self) {
        self.top += other.top;
        self.bottom += other.bottom;
    }
}

/// Reads outcomes of the situation's plan.
#[derive(Clone, Copy)]
pub(super) struct Counter<'a> {
    pub plan: &'a Plan,
    pub layout: &'a Layout,
    /// Benefit-weighted days by segment for each household with any payment in a calendar year.
    pub days_in_year: &'a [f64],
}

impl Counter<'_> {
    /// Returns what a cohort says of a quantity.
    pub(super) fn of_cohort(
        &self,
        quantity: FactQuantity,
        today: &WayOutcome,
        values: &[f64],
    ) -> Part {
        let months = &today.probes.months_in_year[0];
        let households = |from: usize, to: usize| months[from..to].iter().sum::<i64>() as f64;
        let probes = &today.probes;
        let any = households(1, 13);
        match quantity {
            FactQuantity::MonthsInYear => {
                let all = months.iter().enumerate();
                let all: i64 = all.map(|(month, n)| month as i64 * n).sum();
                Part::of(all as f64, any)
            }
            FactQuantity::TenMonthsShare => Part::of(households(10, 13), any),
            FactQuantity::UnderFourMonthsShare => Part::of(households(1, 4), any),
            FactQuantity::SpellsOverTwelveShare => Part::of(
                probes.spells_over_twelve as f64,
                probes.spells_followed as f64,
            ),
            FactQuantity::ReturnsWithinThreeShare => Part::of(
                probes.returned_within_three as f64,
                probes.spells_ended as f64,
            ),
            FactQuantity::HouseholdsInYear => Part::of(any, 1.0),
            FactQuantity::HouseholdsInMonth => {
                let paid = self.over_year(|s, m| today.tally.households_paid(s, m) as f64);
                Part::of(paid, YEAR as f64)
            }
            FactQuantity::NewInYear => {
                let event = self.layout.happening(Happening::NewApplication);
                Part::of(
                    self.over_year(|s, m| today.tally.count(s, event, m) as f64),
                    1.0,
                )
            }
            FactQuantity::PaidSekInYear => {
                let paid = self.paid(values, |s, m| today.tally.benefit_days(s, m));
                Part::of(paid, 1.0)
            }
            FactQuantity::SekPerYearAnyPayment => {
                let paid = self.paid(values, |s, m| today.tally.benefit_days(s, m));
                Part::of(paid, any)
            }
        }
    }

    /// Returns what is expected of a quantity; none where the exact engine does not count it.
    pub(super) fn expected(
        &self,
        quantity: FactQuantity,
        tally: &ExpectedTally,
        values: &[f64],
    ) -> Option<f64> {
        let n_months = tally.n_months;
        match quantity {
            FactQuantity::HouseholdsInMonth => {
                let paid = self.over_year(|s, m| tally.paid[s * n_months + m]);
                Some(paid / YEAR as f64)
            }
            FactQuantity::NewInYear => {
                let event = self.layout.happening(Happening::NewApplication);
                let row = |s: usize| (s * tally.n_events + event) * n_months;
                Some(self.over_year(|s, m| tally.events[row(s) + m]))
            }
            FactQuantity::PaidSekInYear => {
                Some(self.paid(values, |s, m| tally.benefit_days[s * n_months + m]))
            }
            _ => None,
        }
    }

    fn over_year(&self, of: impl Fn(usize, usize) -> f64) -> f64 {
        let segments = 0..self.plan.segments.len();
        let all = segments.flat_map(|segment| (0..YEAR).map(move |month| (segment, month)));
        all.map(|(segment, month)| of(segment, month)).sum()
    }

    fn paid(&self, values: &[f64], benefit_days: impl Fn(usize, usize) -> f64) -> f64 {
        let rates = benefit_per_day(self.plan, values, self.days_in_year);
        let n_months = self.plan.calendar.n_months;
        self.over_year(|s, m| benefit_days(s, m) * rates[s * n_months + m])
    }
}

/// Returns whether the exact engine counts a quantity.
pub(super) fn is_expected(quantity: FactQuantity) -> bool {
    matches!(
        quantity,
        FactQuantity::HouseholdsInMonth | FactQuantity::NewInYear | FactQuantity::PaidSekInYear
    )
}
