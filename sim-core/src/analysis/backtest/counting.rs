//! What a draw counted for each reading.

use crate::analysis::backtest::predictive::Counted;
use crate::analysis::backtest::reads::{Read, Window, Within};
use crate::analysis::calendar_years::in_whole_years;
use crate::compile::plan::{N_EXITS, Plan, StateColumn};
use crate::ledger::pricing::benefit_per_day;
use crate::tally::layout::{Happening, Layout};
use crate::tally::occupancy::MonthlyTally;
use crate::tally::outcome::{DrawOutcome, WayOutcome};
use crate::units::DAYS_PER_MONTH;

/// Reads draws.
pub(super) struct Counter<'a> {
    pub plan: &'a Plan,
    /// By way that is run.
    pub layouts: &'a [Layout],
    /// Benefit-weighted days by segment for each household with any payment in a calendar year.
    pub days_in_year: &'a [f64],
}

impl Counter<'_> {
    /// Returns what a draw counted for a reading, under a way by position among those run.
    pub(super) fn count(&self, outcome: &DrawOutcome, (way, read): (usize, &Read)) -> Counted {
        let of_way = &outcome.ways[way];
        let tally = &of_way.tally;
        match read {
            Read::Watched { watch, misses } => {
                let [followed, hits] = of_way.probes.watched[*watch];
                let hits = if *misses { followed - hits } else { hits };
                Counted::Group {
                    followed: followed as u32,
                    hits: hits as u32,
                }
            }
            Read::WatchedNumber { watch } => {
                Counted::Number(of_way.probes.watched[*watch][1] as f64)
            }
            Read::Exits { to, of, within } => {
                let layout = &self.layouts[way];
                let hits = exits(layout, tally, to, within);
                match of {
                    None => Counted::Number(hits as f64),
                    Some(of) => {
                        let both = std::array::from_fn(|exit| of[exit] && to[exit]);
                        Counted::Group {
                            followed: exits(layout, tally, of, within) as u32,
                            hits: exits(layout, tally, &both, within) as u32,
                        }
                    }
                }
            }
            Read::HouseholdsChange { within, base } => {
                let mean =
                    |window: Window| paid_months(tally, &within.segments, window) / length(window);
                relative(mean(within.window), mean(*base))
            }
            Read::PaidChange {
                within,
                base,
                in_sek,
            } => {
                let rates = self.rates(outcome);
                let mean = |window: Window| {
                    self.paid(&rates, tally, &within.segments, window) / length(window)
                };
                match in_sek {
                    true => Counted::Number(12.0 * (mean(within.window) - mean(*base))),
                    false => relative(mean(within.window), mean(*base)),
                }
            }
            Read::PerYearOnAssistance(within) => {
                let months = self.time_on_assistance(way, tally, within);
                self.per_year(outcome, tally, (within, months))
            }
            Read::PerYearOfPaidMonths(within) => {
                let months = paid_months(tally, &within.segments, within.window);
                self.per_year(outcome, tally, (within, months))
            }
            Read::PerYearAnyPayment => self.per_year_any_payment(outcome, of_way),
        }
    }

    fn rates(&self, outcome: &DrawOutcome) -> Vec<f64> {
        benefit_per_day(self.plan, &outcome.values, self.days_in_year)
    }

    fn paid(
        &self,
        rates: &[f64],
        tally: &MonthlyTally,
        segments: &[bool],
        (from, to): Window,
    ) -> f64 {
        let n_months = self.plan.calendar.n_months;
        let of_segment = |segment: usize| -> f64 {
            let months = from..to;
            months
                .map(|month| tally.benefit_days(segment, month) * rates[segment * n_months + month])
                .sum()
        };
        those(segments).map(of_segment).sum()
    }

    /// Returns assistance paid for twelve of some months.
    fn per_year(
        &self,
        outcome: &DrawOutcome,
        tally: &MonthlyTally,
        (within, months): (&Within, f64),
    ) -> Counted {
        if months <= 0.0 {
            return Counted::Nothing;
        }
        let rates = self.rates(outcome);
        let paid = self.paid(&rates, tally, &within.segments, within.window);
        Counted::Number(12.0 * paid / months)
    }

    /// Returns household-months in intake, in an open case, lost, or inside an intervention with
    /// benefit.
    fn time_on_assistance(&self, way: usize, tally: &MonthlyTally, within: &Within) -> f64 {
        let central = self.plan.numbers.central();
        let is_paid = |column: &StateColumn| match column {
            StateColumn::Open | StateColumn::Lost => true,
            StateColumn::Intervention(at) => {
                self.plan.interventions[*at].benefit_share.of(&central) > 0.0
            }
            StateColumn::Step(way, step) => self.plan.ways[*way].steps[*step].benefit_paid,
            _ => false,
        };
        let states = self.layouts[way].states.iter().enumerate();
        let states = states.filter(|(_, column)| is_paid(column));
        let (from, to) = within.window;
        let of_state = |state: usize| -> f64 {
            let of_segment = |segment: usize| -> f64 {
                (from..to)
                    .map(|month| tally.days(segment, state, month))
                    .sum()
            };
            those(&within.segments).map(of_segment).sum()
        };
        states.map(|(state, _)| of_state(state)).sum::<f64>() / DAYS_PER_MONTH
    }

    fn per_year_any_payment(&self, outcome: &DrawOutcome, way: &WayOutcome) -> Counted {
        let calendar = &self.plan.calendar;
        let rates = self.rates(outcome);
        let everyone = vec![true; self.plan.segments.len()];
        let paid: Vec<f64> = (0..calendar.n_months)
            .map(|month| self.paid(&rates, &way.tally, &everyone, (month, month + 1)))
            .collect();
        match in_whole_years(calendar, &way.probes, &paid) {
            [households, _] if households <= 0.0 => Counted::Nothing,
            [_, sek] => Counted::Number(sek),
        }
    }
}

fn those(segments: &[bool]) -> impl Iterator<Item = usize> + '_ {
    (0..segments.len()).filter(|segment| segments[*segment])
}

fn length((from, to): Window) -> f64 {
    to.saturating_sub(from).max(1) as f64
}

fn relative(now: f64, base: f64) -> Counted {
    if base > 0.0 {
        Counted::Number(now / base - 1.0)
    } else {
        Counted::Nothing
    }
}

fn exits(layout: &Layout, tally: &MonthlyTally, which: &[bool; N_EXITS], within: &Within) -> i64 {
    let (from, to) = within.window;
    let exits = (0..N_EXITS).filter(|exit| which[*exit]);
    exits
        .map(|exit| {
            let event = layout.happening(Happening::Exit(exit));
            let of_segment = |segment: usize| -> i64 {
                (from..to)
                    .map(|month| tally.count(segment, event, month))
                    .sum()
            };
            those(&within.segments).map(of_segment).sum::<i64>()
        })
        .sum()
}

fn paid_months(tally: &MonthlyTally, segments: &[bool], (from, to): Window) -> f64 {
    let of_segment = |segment: usize| -> i64 {
        let months = from..to;
        months
            .map(|month| tally.households_paid(segment, month))
            .sum()
    };
    those(segments).map(of_segment).sum::<i64>() as f64
}
