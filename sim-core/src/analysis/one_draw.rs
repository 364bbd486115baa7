//! From what an engine leaves of one draw to the figures that are kept of it.

use crate::analysis::calendar_years::{N_PUBLISHED, in_whole_years, published};
use crate::analysis::columns::{Columns, POOL_FIGURES, PROBE_FIGURES, PairColumns, WayColumns};
use crate::analysis::series::{PoolFigure, Series, series_of};
use crate::compile::plan::Plan;
use crate::engine::draw::Prepared;
use crate::engine::published::days_in_year;
use crate::ledger::accounts::{JOB, Ledger, N_PERSPECTIVES, SEEN_BY, STUDIES};
use crate::ledger::book::Book;
use crate::ledger::difference::{by_month, difference, nominal_by_year};
use crate::ledger::paired::cumulative;
use crate::ledger::parts::{Rules, parts};
use crate::ledger::prices::Prices;
use crate::ledger::pricing::{WayPriced, benefit_per_day, price};
use crate::scenario::money::{Account, FlowKind};
use crate::tally::occupancy::MonthlyTally;
use crate::tally::outcome::{DrawOutcome, WayOutcome};
use crate::units::TICKS_PER_MONTH;

/// What is the same for all draws of a run.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    pub plan: &'a Plan,
    pub prepared: &'a Prepared,
    pub book: Book,
    /// See [`days_in_year`]; empty where no amount needs it.
    pub days_in_year: Vec<f64>,
    pub columns: Columns,
    /// By way of working.
    pub series: Vec<Vec<Series>>,
    /// Lines of each perspective.
    pub seen: [Vec<usize>; N_PERSPECTIVES],
    /// Where the parts of each difference are asked for.
    pub rules: Option<Rules>,
}

/// One way of working in one draw: what is added up over draws.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct PeopleCounts {
    /// By series and month.
    pub series: Vec<i64>,
    /// By pool, month and bin: waits.
    pub waits: Vec<i64>,
    /// By profession and month.
    pub needed_fte: Vec<f64>,
    /// By profession and month.
    pub available_fte: Vec<f64>,
    /// Published statistics as counts above and below the line.
    pub published: [(i64, i64); N_PUBLISHED],
}

/// Net saving at the horizon by design and perspective.
pub(super) type Headline = Vec<[f64; N_PERSPECTIVES]>;

/// One draw, priced.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PricedDraw {
    pub draw: u64,
    /// Figures by column.
    pub row: Vec<f64>,
    /// By way of working.
    pub people: Vec<PeopleCounts>,
    /// Whether some household moved on and on without time passing.
    pub is_restless: bool,
    pub stock_households: u64,
}

/// The ledgers of one outcome.
struct Priced {
    prices: Prices,
    ways: Vec<WayPriced>,
    /// By way of working but `today`.
    differences: Vec<Ledger>,
}

impl<'a> Frame<'a> {
    pub(super) fn new(plan: &'a Plan, prepared: &'a Prepared) -> Self {
        let book = Book::new(plan, &prepared.layouts);
        Self {
            columns: Columns::new(plan, &book, false),
            series: prepared
                .layouts
                .iter()
                .map(|layout| series_of(plan, layout))
                .collect(),
            seen: SEEN_BY.map(|accounts| book.lines.seen_by(accounts)),
            days_in_year: days_in_year(plan),
            plan,
            prepared,
            book,
            rules: None,
        }
    }

    /// Returns the same with the parts of each difference.
    pub(super) fn with_parts(mut self) -> Self {
        self.columns = Columns::new(self.plan, &self.book, true);
        self.rules = Some(Rules::of(self.plan));
        self
    }

    fn price(&self, outcome: &DrawOutcome) -> Priced {
        self.price_under(self.plan, outcome)
    }

    /// Prices an outcome by the money rules of a plan that is otherwise this one.
    fn price_under(&self, plan: &Plan, outcome: &DrawOutcome) -> Priced {
        let book = &self.book;
        let values = outcome.values.as_slice();
        let benefit = benefit_per_day(plan, values, &self.days_in_year);
        let rates = (values, benefit.as_slice());
        let ways = outcome.ways.iter().enumerate();
        let ways: Vec<WayPriced> = ways
            .map(|(way, outcome)| price(plan, book, way, rates, outcome))
            .collect();
        let differences = (1..ways.len()).map(|way| {
            let tallies = [&outcome.ways[0].tally, &outcome.ways[way].tally];
            let priced = [&ways[0], &ways[way]];
            difference(plan, book, way, rates, (priced, tallies))
        });
        Priced {
            prices: Prices::of(&plan.money, &plan.calendar, values),
            differences: differences.collect(),
            ways,
        }
    }

    fn savings(&self, priced: &Priced, pair: usize, perspective: usize) -> Vec<f64> {
        let (ledger, seen) = (&priced.differences[pair], &self.seen[perspective]);
        let factors = |kind| priced.prices.present(kind);
        cumulative(&by_month(ledger, &self.book.lines, seen, factors))
    }

    /// Returns the net saving at the horizon alone, for a draw that is made again.
    pub(super) fn headline(&self, outcome: &DrawOutcome) -> Headline {
        self.headline_of(&self.price(outcome))
    }

    fn headline_of(&self, priced: &Priced) -> Headline {
        let net = |pair, perspective| {
            let savings = self.savings(priced, pair, perspective);
            savings.last().copied().unwrap_or(0.0)
        };
        (0..priced.differences.len())
            .map(|pair| std::array::from_fn(|perspective| net(pair, perspective)))
            .collect()
    }

    /// Returns the headline, and by design what it costs the municipality over the horizon beyond
    /// `today` in set-up, running cost and new posts, nominal SEK.
    pub(super) fn headline_and_cost(&self, outcome: &DrawOutcome) -> (Headline, Vec<f64>) {
        const COSTS: [FlowKind; 3] = [FlowKind::SetUp, FlowKind::Running, FlowKind::Staff];
        let priced = self.price(outcome);
        let cost = |ledger: &Ledger| -> f64 {
            let of = |kind: FlowKind| -> f64 {
                let line = self.book.lines.position(Account::Municipality, kind);
                let months = line.map_or(&[][..], |line| ledger.line(line));
                let nominal = priced.prices.nominal(kind as usize);
                months
                    .iter()
                    .zip(nominal)
                    .map(|(sek, factor)| sek * factor)
                    .sum()
            };
            0.0 - COSTS.into_iter().map(of).sum::<f64>()
        };
        let costs = priced.differences.iter().map(cost).collect();
        (self.headline_of(&priced), costs)
    }

    /// Returns the headline of a draw from its row.
    pub(super) fn headline_of_row(&self, row: &[f64]) -> Headline {
        let last = self.plan.calendar.n_months.saturating_sub(1);
        let pairs = self.columns.pairs.iter();
        pairs
            .map(|pair| pair.cumulative.map(|start| row[start + last]))
            .collect()
    }

    /// Returns households in job or studies in the last month.
    pub(super) fn self_support_at_end(&self, outcome: &WayOutcome) -> f64 {
        let last = self.plan.calendar.n_months.saturating_sub(1);
        let ticks = [JOB, STUDIES].map(|exit| ticks_in_exit(self, &outcome.tally, exit, last));
        (ticks[0] + ticks[1]) as f64 / TICKS_PER_MONTH as f64
    }

    /// Returns households with payment and benefit paid in nominal SEK, by way of working and month.
    pub(super) fn paid_by_month(&self, outcome: &DrawOutcome) -> Vec<[Vec<f64>; 2]> {
        let priced = self.price(outcome);
        let nominal = priced.prices.nominal(FlowKind::Benefit as usize);
        let ways = outcome.ways.iter().zip(&priced.ways);
        ways.map(|(outcome, priced)| {
            let tally = &outcome.tally;
            let households = (0..tally.n_months).map(|month| {
                let segments = 0..tally.n_segments;
                let paid = segments.map(|segment| tally.households_paid(segment, month));
                paid.sum::<i64>() as f64
            });
            let paid = priced.benefit.iter().zip(nominal);
            [
                households.collect(),
                paid.map(|(sek, factor)| sek * factor).collect(),
            ]
        })
        .collect()
    }

    /// Returns everything that is kept of a draw.
    pub(super) fn draw(&self, outcome: &DrawOutcome) -> PricedDraw {
        let priced = self.price(outcome);
        let mut row = vec![0.0; self.columns.n_figures];
        let slots = self.plan.numbers.uncertain.iter();
        for (figure, slot) in row[self.columns.uncertain..].iter_mut().zip(slots) {
            *figure = outcome.values[*slot as usize];
        }
        for (way, columns) in self.columns.ways.iter().enumerate() {
            let outcome = &outcome.ways[way];
            self.write_money(&mut row, columns, &priced, way);
            self.write_people(&mut row, columns, outcome, &priced.ways[way].benefit);
        }
        for (pair, columns) in self.columns.pairs.iter().enumerate() {
            self.write_pair(&mut row, columns, &priced, pair);
        }
        self.write_parts(&mut row, outcome, &priced.prices);
        let counted = outcome.ways.iter().zip(&priced.ways).enumerate();
        PricedDraw {
            draw: outcome.draw,
            row,
            people: counted
                .map(|(way, (outcome, priced))| self.count_people(way, outcome, priced))
                .collect(),
            is_restless: outcome.ways.iter().any(|way| way.probes.restless > 0),
            stock_households: outcome.stock_households,
        }
    }

    fn write_money(&self, row: &mut [f64], columns: &WayColumns, priced: &Priced, way: usize) {
        let (calendar, prices) = (&self.plan.calendar, &priced.prices);
        let own = &priced.ways[way];
        let by_year = nominal_by_year(&own.ledger, &self.book.lines, prices, calendar);
        row[columns.lines..][..by_year.len()].copy_from_slice(&by_year);
        let factors = prices.nominal(FlowKind::Staff as usize);
        for (position, account) in self.columns.time_accounts.iter().enumerate() {
            let start = columns.reallocated + position * self.columns.n_years;
            let months = &own.reallocated[*account as usize * calendar.n_months..];
            for (month, factor) in factors.iter().enumerate() {
                row[start + calendar.year_of_month[month]] += months[month] * factor;
            }
        }
    }

    fn write_people(
        &self,
        row: &mut [f64],
        columns: &WayColumns,
        outcome: &WayOutcome,
        benefit: &[f64],
    ) {
        let (calendar, tally) = (&self.plan.calendar, &outcome.tally);
        for (position, mark) in self.columns.marks.iter().enumerate() {
            let month = (*mark as usize).saturating_sub(1);
            let ticks =
                ticks_in_exit(self, tally, JOB, month) + ticks_in_exit(self, tally, STUDIES, month);
            row[columns.self_support + position] = ticks as f64 / TICKS_PER_MONTH as f64;
        }
        let job_ticks: i64 = (0..calendar.n_months)
            .map(|month| ticks_in_exit(self, tally, JOB, month))
            .sum();
        row[columns.months_with_payment] = tally.paid.iter().sum::<i64>() as f64;
        row[columns.job_months] = job_ticks as f64 / TICKS_PER_MONTH as f64;
        let [years, sek_per_household] = in_whole_years(calendar, &outcome.probes, benefit);
        row[columns.households_in_year] = years;
        row[columns.sek_per_household] = sek_per_household;
        let ended = outcome.discontinued_at_month < calendar.n_months as f64;
        row[columns.discontinued] = f64::from(u8::from(ended));
        self.write_pools(row, columns, outcome);
        for (probe, followed) in outcome.probes.followed.iter().enumerate() {
            let start = columns.probes + probe * PROBE_FIGURES;
            row[start] = *followed as f64;
            let found = &outcome.probes.found[probe];
            for (figure, count) in row[start + 1..].iter_mut().zip(found) {
                *figure = *count as f64;
            }
        }
    }

    fn write_pools(&self, row: &mut [f64], columns: &WayColumns, outcome: &WayOutcome) {
        for pool in 0..self.plan.pools.len() {
            let figures = &mut row[columns.pools + pool * POOL_FIGURES..][..POOL_FIGURES];
            for (figure, of) in figures.iter_mut().zip(PoolFigure::ALL) {
                *figure = of.months(outcome, pool).iter().sum::<i64>() as f64;
            }
        }
    }

    fn write_pair(&self, row: &mut [f64], columns: &PairColumns, priced: &Priced, pair: usize) {
        let (lines, prices) = (&self.book.lines, &priced.prices);
        let ledger = &priced.differences[pair];
        let by_year = nominal_by_year(ledger, lines, prices, &self.plan.calendar);
        row[columns.lines..][..by_year.len()].copy_from_slice(&by_year);
        for (perspective, seen) in self.seen.iter().enumerate() {
            let savings = self.savings(priced, pair, perspective);
            row[columns.cumulative[perspective]..][..savings.len()].copy_from_slice(&savings);
            let months = by_month(ledger, lines, seen, |kind| prices.constant(kind));
            row[columns.run_off[perspective]] = last_year(&months);
        }
    }

    fn write_parts(&self, row: &mut [f64], outcome: &DrawOutcome, prices: &Prices) {
        let Some(rules) = &self.rules else {
            return;
        };
        let plans = rules.plans().each_ref();
        let ruled = plans.map(|plan| self.price_under(plan, outcome).differences);
        for (pair, columns) in self.columns.pairs.iter().enumerate() {
            let Some(mut at) = columns.parts else {
                continue;
            };
            let parts = parts(ruled.each_ref().map(|differences| &differences[pair]));
            for seen in &self.seen {
                for part in &parts {
                    let constant = |kind| prices.constant(kind);
                    let months = by_month(part, &self.book.lines, seen, constant);
                    row[at..][..months.len()].copy_from_slice(&months);
                    at += months.len();
                }
            }
        }
    }

    fn count_people(&self, way: usize, outcome: &WayOutcome, priced: &WayPriced) -> PeopleCounts {
        let n_months = self.plan.calendar.n_months;
        let series = self.series[way]
            .iter()
            .flat_map(|series| (0..n_months).map(|month| series.count(outcome, month)));
        PeopleCounts {
            series: series.collect(),
            waits: outcome
                .pools
                .iter()
                .flat_map(|pool| pool.waits.iter().copied())
                .collect(),
            needed_fte: priced.needed_fte.clone(),
            available_fte: priced.available_fte.clone(),
            published: published(&self.plan.calendar, &outcome.probes),
        }
    }
}

fn ticks_in_exit(frame: &Frame<'_>, tally: &MonthlyTally, exit: usize, month: usize) -> i64 {
    // Exits stand in the same column whatever the way of working.
    let state = frame.prepared.layouts[0].exit_state(exit);
    let row = |segment: usize| (segment * tally.n_states + state) * tally.n_months;
    (0..tally.n_segments)
        .map(|segment| tally.ticks[row(segment) + month])
        .sum()
}

/// Returns the amounts of the last twelve months, or of all scaled to twelve where they are fewer.
fn last_year(months: &[f64]) -> f64 {
    let n_last = months.len().min(12);
    let sum: f64 = months[months.len() - n_last..].iter().sum();
    if n_last == 12 {
        sum
    } else {
        sum * 12.0 / n_last.max(1) as f64
    }
}
