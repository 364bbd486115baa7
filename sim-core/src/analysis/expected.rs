//! The comparison by expected values alone, and what both engines' answers are priced with.

use crate::analysis::compare::ways_to_run;
use crate::compile::plan::{EventColumn, Plan, StateColumn};
use crate::engine::draw::{Prepared, prepare};
use crate::engine::published::days_in_year;
use crate::exact::{Asked, ExpectedDraw, Setting, Unsupported, expect_at};
use crate::ledger::accounts::{Ledger, N_PERSPECTIVES, SEEN_BY};
use crate::ledger::book::Book;
use crate::ledger::difference::{by_month, difference, nominal_by_year};
use crate::ledger::prices::Prices;
use crate::ledger::pricing::{WayPriced, benefit_per_day, price_counted};
use crate::luck::{CohortKey, Layer, cohort_key};
use crate::results::comparison::Perspective;
use crate::results::expected::{
    EXPECTED_FORMAT, Expected, ExpectedComparison, ExpectedDesign, ExpectedLine, ExpectedSaving,
    ExpectedSeries,
};
use crate::scenario::Scenario;
use crate::scenario::exits::ExitKind;
use crate::tally::counted::Counted;
use crate::tally::expected::ExpectedTally;
use crate::tally::layout::Layout;
use crate::units::DAYS_PER_MONTH;

/// Cells in a month of the coarser of the two grids that are solved.
pub const CELLS_PER_MONTH: usize = 4;

/// Expected values on a grid and on one of half the step.
#[derive(Clone, Debug)]
pub(super) struct Twin {
    /// On the finer grid.
    pub(super) fine: ExpectedDraw,
    /// Extrapolated from both, since the error falls as the square of the step.
    pub(super) best: ExpectedDraw,
}

/// Returns expected values on two grids.
///
/// # Source
///
/// Richardson (1911): with an error of order two, (4 fine - coarse) / 3.
pub(super) fn twin(
    plan: &Plan,
    prepared: &Prepared,
    (values, world): (&[f64], CohortKey),
    cells_per_month: usize,
) -> Result<Twin, Vec<Unsupported>> {
    let stated = plan.stock.warm_up_years.map(|years| years.of(values));
    let asked = Asked {
        ways: &prepared.ways,
        layouts: &prepared.layouts,
        warm_up_years: stated.unwrap_or(prepared.warm_up_years),
        values,
        world,
    };
    let on = |cells_per_month| expect_at(plan, asked, Setting { cells_per_month });
    let (coarse, fine) = (on(cells_per_month)?, on(2 * cells_per_month)?);
    let extrapolate = |fine: f64, coarse: f64| (4.0 * fine - coarse) / 3.0;
    let mut best = fine.clone();
    best.stock_households = extrapolate(fine.stock_households, coarse.stock_households);
    for (way, coarse) in best.ways.iter_mut().zip(&coarse.ways) {
        way.tally = way.tally.combined(&coarse.tally, extrapolate);
    }
    Ok(Twin { fine, best })
}

/// The money of all ways, whichever engine counted their time.
pub(super) struct Money<'a> {
    pub(super) plan: &'a Plan,
    pub(super) book: Book,
    pub(super) days_in_year: Vec<f64>,
    pub(super) seen: [Vec<usize>; N_PERSPECTIVES],
}

impl<'a> Money<'a> {
    pub(super) fn new(plan: &'a Plan, layouts: &[Layout]) -> Self {
        let book = Book::new(plan, layouts);
        Self {
            seen: SEEN_BY.map(|accounts| book.lines.seen_by(accounts)),
            days_in_year: days_in_year(plan),
            plan,
            book,
        }
    }

    /// Returns the ledgers of all ways, and those of their differences from the first.
    pub(super) fn price<T: Counted>(
        &self,
        values: &[f64],
        ways: &[(&T, f64)],
    ) -> (Vec<WayPriced>, Vec<Ledger>) {
        let benefit = benefit_per_day(self.plan, values, &self.days_in_year);
        let rates = (values, benefit.as_slice());
        let priced: Vec<WayPriced> = ways
            .iter()
            .enumerate()
            .map(|(way, counted)| price_counted(self.plan, &self.book, way, rates, *counted))
            .collect();
        let differences = (1..ways.len()).map(|way| {
            let tallies = [ways[0].0, ways[way].0];
            let both = [&priced[0], &priced[way]];
            difference(self.plan, &self.book, way, rates, (both, tallies))
        });
        let differences = differences.collect();
        (priced, differences)
    }

    /// Returns the present value of a difference by perspective.
    pub(super) fn net(&self, prices: &Prices, ledger: &Ledger) -> [f64; N_PERSPECTIVES] {
        std::array::from_fn(|perspective| {
            let seen = &self.seen[perspective];
            let factors = |kind| prices.present(kind);
            by_month(ledger, &self.book.lines, seen, factors)
                .iter()
                .sum()
        })
    }
}

/// Returns the plan with a steady labour market and designs that do not end before their time.
fn in_central_world(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    plan.labour = None;
    plan.adjustments.discontinuation = false;
    plan
}

/// Returns expected people and money at the central values of all uncertain numbers.
///
/// # Errors
///
/// Everything in the scenario that the exact engine does not cover.
pub fn expected(
    plan: &Plan,
    scenario: &Scenario,
    designs: Option<&[usize]>,
) -> Result<Expected, Vec<Unsupported>> {
    let plan = &in_central_world(plan);
    let prepared = prepare(plan, &ways_to_run(plan, designs));
    let values = plan.numbers.central();
    let world = cohort_key(0, 0, Layer::World, 0);
    let twin = twin(plan, &prepared, (&values, world), CELLS_PER_MONTH)?;
    let money = Money::new(plan, &prepared.layouts);
    let best = money.price(&values, &tallies(&twin.best));
    let fine = money.price(&values, &tallies(&twin.fine));
    let prices = Prices::of(&plan.money, &plan.calendar, &values);
    let designs = prepared.ways.iter().enumerate().map(|(at, way)| {
        let id = plan.ways[*way].id.to_string();
        let tally = &twin.best.ways[at].tally;
        ExpectedDesign {
            title: scenario
                .design
                .get(&id)
                .and_then(|design| design.title.clone()),
            households: households(plan, &prepared.layouts[at], tally),
            events: events(plan, &prepared.layouts[at], tally),
            lines: lines(&money, &prices, &best.0[at].ledger),
            id,
        }
    });
    let comparisons = best.1.iter().zip(&fine.1).enumerate().map(|(pair, both)| {
        let way = prepared.ways[pair + 1];
        ExpectedComparison {
            design: plan.ways[way].id.to_string(),
            savings: savings(&money, &prices, both),
            lines: lines(&money, &prices, both.0),
        }
    });
    let calendar = &plan.calendar;
    let months = |year: usize| {
        calendar
            .year_of_month
            .iter()
            .filter(|at| **at == year)
            .count()
    };
    Ok(Expected {
        utfall_expected: EXPECTED_FORMAT,
        scenario_hash: plan.fingerprint.clone(),
        years: calendar.years.clone(),
        months_in_year: (0..calendar.years.len())
            .map(|at| months(at) as u32)
            .collect(),
        price_year: plan.money.price_year,
        cells_per_month: 2 * CELLS_PER_MONTH as u32,
        grid_error_share: grid_error(plan, &twin),
        stock_households: twin.best.stock_households,
        designs: designs.collect(),
        comparisons: comparisons.collect(),
    })
}

fn tallies(draw: &ExpectedDraw) -> Vec<(&ExpectedTally, f64)> {
    let ways = draw.ways.iter();
    ways.map(|way| (&way.tally, way.discontinued_at_month))
        .collect()
}

fn lines(money: &Money<'_>, prices: &Prices, ledger: &Ledger) -> Vec<ExpectedLine> {
    let calendar = &money.plan.calendar;
    let by_year = nominal_by_year(ledger, &money.book.lines, prices, calendar);
    let n_years = calendar.years.len();
    let all = money.book.lines.all.iter().enumerate();
    all.map(|(at, line)| ExpectedLine {
        account: line.account,
        kind: line.kind,
        by_year: by_year[at * n_years..(at + 1) * n_years].to_vec(),
    })
    .filter(|line| line.by_year.iter().any(|sek| *sek != 0.0))
    .collect()
}

fn savings(money: &Money<'_>, prices: &Prices, both: (&Ledger, &Ledger)) -> Vec<ExpectedSaving> {
    let (best, fine) = (money.net(prices, both.0), money.net(prices, both.1));
    let calendar = &money.plan.calendar;
    Perspective::ALL
        .iter()
        .enumerate()
        .map(|(at, perspective)| {
            let factors = |kind| prices.nominal(kind);
            let months = by_month(both.0, &money.book.lines, &money.seen[at], factors);
            let mut by_year = vec![0.0; calendar.years.len()];
            for (sek, year) in months.iter().zip(&calendar.year_of_month) {
                by_year[*year] += sek;
            }
            ExpectedSaving {
                perspective: *perspective,
                sek: best[at],
                by_year,
                grid_error_sek: (best[at] - fine[at]).abs(),
            }
        })
        .collect()
}

/// Returns the id of a state as results have it; none for what is counted beside states.
fn state_id(plan: &Plan, column: StateColumn) -> Option<String> {
    Some(match column {
        StateColumn::Open => "open".to_owned(),
        StateColumn::Lost => "lost".to_owned(),
        StateColumn::Intervention(at) => plan.interventions[at].id.to_string(),
        StateColumn::Exit(at) => ExitKind::ALL[at].word().to_owned(),
        StateColumn::Step(way, step) => {
            format!("{}.{}", plan.ways[way].id, plan.ways[way].steps[step].id)
        }
        StateColumn::PartBenefit | StateColumn::Limited(_) => return None,
    })
}

fn event_id(plan: &Plan, column: EventColumn) -> String {
    let of = |what: &str, id: &str| format!("{what}.{id}");
    match column {
        EventColumn::NewApplication => "new_application".to_owned(),
        EventColumn::Return => "return".to_owned(),
        EventColumn::Reopened => "reopened".to_owned(),
        EventColumn::Lost => "lost".to_owned(),
        EventColumn::Found => "found".to_owned(),
        EventColumn::CalledIn => "called_in".to_owned(),
        EventColumn::Review(way) => of("review", &plan.ways[way].id),
        EventColumn::Start(at) => of("start", &plan.interventions[at].id),
        EventColumn::Completion(at) => of("completion", &plan.interventions[at].id),
        EventColumn::DropOut(at) => of("drop_out", &plan.interventions[at].id),
        EventColumn::Exit(at) => of("exit", ExitKind::ALL[at].word()),
        EventColumn::Step(way, step) => {
            let steps = &plan.ways[way].steps;
            of(&format!("step.{}", plan.ways[way].id), &steps[step].id)
        }
    }
}

/// Returns households by state, on average over the month, and those with payment.
fn households(plan: &Plan, layout: &Layout, tally: &ExpectedTally) -> Vec<ExpectedSeries> {
    let months = 0..tally.n_months;
    let segments = 0..tally.n_segments;
    let paid = |month: usize| -> f64 {
        segments
            .clone()
            .map(|s| tally.paid[s * tally.n_months + month])
            .sum()
    };
    let mut all = vec![ExpectedSeries {
        id: "paid".to_owned(),
        months: months.clone().map(paid).collect(),
    }];
    for (at, column) in layout.states.iter().enumerate() {
        let Some(id) = state_id(plan, *column) else {
            continue;
        };
        let mean = |month: usize| -> f64 {
            let row = |s: usize| (s * tally.n_states + at) * tally.n_months;
            let days: f64 = segments.clone().map(|s| tally.days[row(s) + month]).sum();
            days / DAYS_PER_MONTH
        };
        all.push(ExpectedSeries {
            id,
            months: months.clone().map(mean).collect(),
        });
    }
    all
}

fn events(plan: &Plan, layout: &Layout, tally: &ExpectedTally) -> Vec<ExpectedSeries> {
    let series = layout.events.iter().enumerate().map(|(at, column)| {
        let times = |month: usize| -> f64 {
            let row = |s: usize| (s * tally.n_events + at) * tally.n_months;
            (0..tally.n_segments)
                .map(|s| tally.events[row(s) + month])
                .sum()
        };
        ExpectedSeries {
            id: event_id(plan, *column),
            months: (0..tally.n_months).map(times).collect(),
        }
    });
    series.collect()
}

/// Largest relative difference of a year's benefit or household-days between the finer grid and the
/// extrapolation, where a year has at least one household-month.
fn grid_error(plan: &Plan, twin: &Twin) -> f64 {
    let mut largest: f64 = 0.0;
    for (best, fine) in twin.best.ways.iter().zip(&twin.fine.ways) {
        let n_months = best.tally.n_months;
        let rows = |tally: &ExpectedTally| -> Vec<f64> {
            let rows = tally
                .days
                .chunks(n_months)
                .chain(tally.benefit_days.chunks(n_months));
            rows.flat_map(|row| {
                let mut years = vec![0.0; plan.calendar.years.len()];
                for (x, year) in row.iter().zip(&plan.calendar.year_of_month) {
                    years[*year] += x;
                }
                years
            })
            .collect()
        };
        for (best, fine) in rows(&best.tally).iter().zip(rows(&fine.tally)) {
            if *best >= DAYS_PER_MONTH {
                largest = largest.max((best - fine).abs() / best);
            }
        }
    }
    largest
}
