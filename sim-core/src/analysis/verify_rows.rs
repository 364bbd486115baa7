//! Every number that both engines have, in one order.

use crate::analysis::expected::{Money, Twin};
use crate::compile::plan::Plan;
use crate::engine::draw::Prepared;
use crate::ledger::prices::Prices;
use crate::tally::expected::ExpectedTally;
use crate::tally::occupancy::{MonthlyTally, WEIGHT_ONE};
use crate::units::{DAYS_PER_MONTH, TICKS_PER_DAY};

/// SEK that a household's month costs or brings somebody: about a wage.
const SEK_PER_EVENT: f64 = 20_000.0;

/// A row of numbers by month.
pub(super) struct Row {
    pub(super) what: String,
    /// What one event is in the row's unit: a household's month in days, one for events. For money it is what
    /// a household's month may cost.
    pub(super) per_event: f64,
    /// Whether the values count events of one way; money and differences do not.
    pub(super) counts: bool,
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
                    per_event: SEK_PER_EVENT,
                    counts: false,
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
                    per_event: SEK_PER_EVENT,
                    counts: false,
                });
            }
        }
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
