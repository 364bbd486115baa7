//! Every number that both engines have, in one order.

use crate::analysis::expected::{Money, Twin};
use crate::compile::plan::Plan;
use crate::engine::draw::Prepared;
use crate::ledger::prices::Prices;
use crate::tally::expected::ExpectedTally;
use crate::tally::occupancy::{MonthlyTally, WEIGHT_ONE};
use crate::units::{DAYS_PER_MONTH, TICKS_PER_DAY};

/// A row of numbers by month.
pub(super) struct Row {
    pub(super) what: String,
    /// What one event is in the row's unit: a household's month in days, one for events. For money it is the
    /// most that a household's month, or something that happens to it once, costs or brings here.
    pub(super) per_event: f64,
    /// Whether the values count events of one way; money and differences do not.
    pub(super) counts: bool,
    is_money: bool,
}

/// Least that an event is worth: a row that no household touches.
const LEAST_SEK: f64 = 1.0;

/// Returns tallies in which one household is in one state all the time with its benefit, or something
/// happens once a month, for every state, event and segment.
fn units(empty: &ExpectedTally) -> Vec<ExpectedTally> {
    let n_months = empty.n_months;
    let mut units = Vec::new();
    for segment in 0..empty.n_segments {
        for state in 0..empty.n_states {
            let mut unit = empty.clone();
            for month in 0..n_months {
                unit.add_days(segment, state, month, DAYS_PER_MONTH);
                unit.add_benefit(segment, month, DAYS_PER_MONTH);
                unit.add_paid(segment, month, 1.0);
            }
            units.push(unit);
        }
        for event in 0..empty.n_events {
            let mut unit = empty.clone();
            (0..n_months).for_each(|month| unit.add_event(segment, event, month, 1.0));
            units.push(unit);
        }
    }
    units
}

/// Which numbers are compared, and how they are made.
pub(super) struct Frame<'a> {
    pub(super) plan: &'a Plan,
    values: &'a [f64],
    money: Money<'a>,
    prices: Prices,
    pub(super) rows: Vec<Row>,
    pub(super) n_months: usize,
    pub(super) n_years: usize,
}

/// The people of one way: by segment the days, events, benefit days and households paid by month.
struct People {
    n_months: usize,
    /// By segment: states, events.
    n_rows: [usize; 2],
    days: Vec<f64>,
    events: Vec<f64>,
    benefit: Vec<f64>,
    paid: Vec<f64>,
}

/// Numbers in the making.
struct Figures<'a, 'f> {
    frame: &'f Frame<'a>,
    all: Vec<f64>,
}

impl<'a> Frame<'a> {
    pub(super) fn new(plan: &'a Plan, prepared: &Prepared, values: &'a [f64]) -> Self {
        let money = Money::new(plan, &prepared.layouts);
        let mut frame = Self {
            plan,
            values,
            prices: Prices::of(&plan.money, &plan.calendar, values),
            money,
            rows: Vec::new(),
            n_months: plan.calendar.n_months,
            n_years: plan.calendar.years.len(),
        };
        frame.name_rows(prepared);
        frame.price_events(prepared);
        frame
    }

    fn name_rows(&mut self, prepared: &Prepared) {
        let segments: Vec<&str> = self.plan.segments.iter().map(|s| &*s.id).collect();
        let people = |way: usize, of: &str, counts: bool| -> Vec<Row> {
            let layout = &prepared.layouts[way];
            let today = &prepared.layouts[0];
            let columns = if counts { layout } else { today };
            let (n_states, n_events) = (columns.states.len(), columns.events.len());
            let row = |what: String, per_event: f64| Row {
                what: format!("{of}: {what}"),
                per_event,
                counts,
                is_money: false,
            };
            let mut rows = Vec::new();
            for segment in &segments {
                let states = layout.states[..n_states].iter();
                rows.extend(states.map(|c| row(format!("{segment}, days, {c:?}"), DAYS_PER_MONTH)));
                let events = layout.events[..n_events].iter();
                rows.extend(events.map(|c| row(format!("{segment}, events, {c:?}"), 1.0)));
                rows.push(row(format!("{segment}, benefit days"), DAYS_PER_MONTH));
                rows.push(row(format!("{segment}, households paid"), 1.0));
            }
            rows
        };
        let lines: Vec<String> = self
            .money
            .book
            .lines
            .all
            .iter()
            .map(|l| format!("{l:?}"))
            .collect();
        let sek = |of: &str| -> Vec<Row> {
            let names = lines.iter().cloned();
            names
                .map(|line| Row {
                    what: format!("{of}: {line}"),
                    per_event: LEAST_SEK,
                    counts: false,
                    is_money: true,
                })
                .collect()
        };
        for (at, way) in prepared.ways.iter().enumerate() {
            let id = &*self.plan.ways[*way].id;
            self.rows.extend(people(at, id, true));
            self.rows.extend(sek(id));
        }
        for (at, way) in prepared.ways.iter().enumerate().skip(1) {
            let id = format!("{} - today", self.plan.ways[*way].id);
            self.rows.extend(people(at, &id, false));
            self.rows.extend(sek(&id));
            for perspective in ["municipality", "public sector", "society"] {
                self.rows.push(Row {
                    what: format!("{id}: net, {perspective}"),
                    per_event: LEAST_SEK,
                    counts: false,
                    is_money: true,
                });
            }
        }
    }

    /// Finds out what one event is worth in every row of money: one household in one state all the time,
    /// or one event a month, is priced by itself.
    fn price_events(&mut self, prepared: &Prepared) {
        let empty: Vec<ExpectedTally> = prepared.layouts.iter().map(ExpectedTally::new).collect();
        let nobody = self.money_of(&empty);
        let mut worth = vec![LEAST_SEK; self.rows.len()];
        for way in 0..empty.len() {
            for unit in units(&empty[way]) {
                let mut one = empty.clone();
                one[way] = unit;
                let rows = self.money_of(&one).into_iter().zip(&nobody);
                for ((at, months), (_, none)) in rows {
                    let off = months.iter().zip(none).map(|(a, b)| (a - b).abs());
                    worth[at] = off.fold(worth[at], f64::max);
                }
            }
        }
        for (row, worth) in self.rows.iter_mut().zip(worth) {
            if row.is_money {
                row.per_event = worth;
            }
        }
    }

    /// Returns the rows of money of these tallies by position, with their months.
    fn money_of(&self, tallies: &[ExpectedTally]) -> Vec<(usize, Vec<f64>)> {
        let ways: Vec<_> = tallies.iter().map(|tally| (tally, f64::INFINITY)).collect();
        let people = tallies.iter().map(of_expected).collect();
        let figures = self.figures(people, self.money.price(self.values, &ways));
        let rows = self.rows.iter().enumerate().filter(|(_, row)| row.is_money);
        let months = |at: usize| figures[at * self.width()..][..self.n_months].to_vec();
        rows.map(|(at, _)| (at, months(at))).collect()
    }

    pub(super) fn of_twin(&self, twin: &Twin) -> (Vec<f64>, Vec<f64>) {
        let figures = |draw: &crate::exact::ExpectedDraw| {
            let ways = draw.ways.iter();
            let ways: Vec<_> = ways
                .map(|way| (&way.tally, way.discontinued_at_month))
                .collect();
            let people = ways.iter().map(|(tally, _)| of_expected(tally)).collect();
            self.figures(people, self.money.price(self.values, &ways))
        };
        (figures(&twin.best), figures(&twin.fine))
    }

    pub(super) fn of_draw(&self, draw: &crate::tally::outcome::DrawOutcome) -> Vec<f64> {
        let ways = draw.ways.iter();
        let ways: Vec<_> = ways
            .map(|way| (&way.tally, way.discontinued_at_month))
            .collect();
        let people = ways.iter().map(|(tally, _)| of_counted(tally)).collect();
        self.figures(people, self.money.price(self.values, &ways))
    }

    /// Returns every number: by row, its months, its years and its sum.
    fn figures(
        &self,
        people: Vec<People>,
        (priced, differences): (
            Vec<crate::ledger::pricing::WayPriced>,
            Vec<crate::ledger::accounts::Ledger>,
        ),
    ) -> Vec<f64> {
        let mut figures = Figures {
            frame: self,
            all: Vec::with_capacity(self.rows.len() * self.width()),
        };
        for (people, priced) in people.iter().zip(&priced) {
            people.rows().for_each(|row| figures.add(row));
            priced
                .ledger
                .net
                .chunks(self.n_months)
                .for_each(|row| figures.add(row));
        }
        for (own, ledger) in people[1..].iter().zip(&differences) {
            own.less(&people[0]).rows().for_each(|row| figures.add(row));
            ledger
                .net
                .chunks(self.n_months)
                .for_each(|row| figures.add(row));
            for seen in &self.money.seen {
                let factors = |kind| self.prices.present(kind);
                let lines = &self.money.book.lines;
                figures.add(&crate::ledger::difference::by_month(
                    ledger, lines, seen, factors,
                ));
            }
        }
        figures.all
    }

    pub(super) fn width(&self) -> usize {
        self.n_months + self.n_years + 1
    }
}

impl People {
    /// Returns every row of months, in the order in which they are named.
    fn rows(&self) -> impl Iterator<Item = &[f64]> {
        let n_segments = self.paid.len() / self.n_months;
        (0..n_segments).flat_map(move |segment| {
            let block = |of: &'_ [f64], n: usize| -> std::ops::Range<usize> {
                let _ = of;
                segment * n * self.n_months..(segment + 1) * n * self.n_months
            };
            let days = self.days[block(&self.days, self.n_rows[0])].chunks(self.n_months);
            let events = self.events[block(&self.events, self.n_rows[1])].chunks(self.n_months);
            let benefit = self.benefit[block(&self.benefit, 1)].chunks(self.n_months);
            let paid = self.paid[block(&self.paid, 1)].chunks(self.n_months);
            days.chain(events).chain(benefit).chain(paid)
        })
    }

    /// Returns the difference from `today` in the columns that both have.
    fn less(&self, today: &Self) -> Self {
        let n_months = self.n_months;
        let less = |own: &[f64], today: &[f64], n_own: usize, n_today: usize| -> Vec<f64> {
            let segments = today.chunks(n_today * n_months).enumerate();
            segments
                .flat_map(|(segment, rows)| {
                    let own = &own[segment * n_own * n_months..];
                    own.iter()
                        .zip(rows)
                        .map(|(own, today)| own - today)
                        .collect::<Vec<f64>>()
                })
                .collect()
        };
        let [states, events] = today.n_rows;
        Self {
            n_months,
            n_rows: today.n_rows,
            days: less(&self.days, &today.days, self.n_rows[0], states),
            events: less(&self.events, &today.events, self.n_rows[1], events),
            benefit: less(&self.benefit, &today.benefit, 1, 1),
            paid: less(&self.paid, &today.paid, 1, 1),
        }
    }
}

impl Figures<'_, '_> {
    fn add(&mut self, months: &[f64]) {
        self.all.extend_from_slice(months);
        let begins = self.all.len();
        self.all.resize(begins + self.frame.n_years + 1, 0.0);
        let years = &self.frame.plan.calendar.year_of_month;
        for (x, year) in months.iter().zip(years) {
            self.all[begins + year] += x;
            self.all[begins + self.frame.n_years] += x;
        }
    }
}

fn of_expected(tally: &ExpectedTally) -> People {
    People {
        n_months: tally.n_months,
        n_rows: [tally.n_states, tally.n_events],
        days: tally.days.clone(),
        events: tally.events.clone(),
        benefit: tally.benefit_days.clone(),
        paid: tally.paid.clone(),
    }
}

fn of_counted(tally: &MonthlyTally) -> People {
    let all = |from: &[i64], by: f64| from.iter().map(|x| *x as f64 / by).collect();
    People {
        n_months: tally.n_months,
        n_rows: [tally.n_states, tally.n_events],
        days: all(&tally.ticks, TICKS_PER_DAY),
        events: all(&tally.events, 1.0),
        benefit: all(&tally.benefit, TICKS_PER_DAY * WEIGHT_ONE as f64),
        paid: all(&tally.paid, 1.0),
    }
}
