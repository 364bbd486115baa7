//! Money by account, kind of flow and calendar year, over draws.

use crate::analysis::collected::Collected;
use crate::analysis::one_draw::Frame;
use crate::analysis::spread::spread;
use crate::results::budget::{Budget, BudgetLine, BudgetTotal, ReallocatedLine};
use crate::scenario::money::{Account, FlowKind};

/// Returns the money under one way of working, nominal.
pub(super) fn budget(frame: &Frame<'_>, collected: &Collected, way: usize) -> Budget {
    let columns = &frame.columns.ways[way];
    let time = |cell: usize| collected.column(columns.reallocated + cell);
    tabulate(
        frame,
        collected,
        |cell| collected.column(columns.lines + cell),
        time,
    )
}

/// Returns what each account gains under a design against `today`, nominal.
pub(super) fn difference(frame: &Frame<'_>, collected: &Collected, pair: usize) -> Budget {
    let (today, own) = (&frame.columns.ways[0], &frame.columns.ways[pair + 1]);
    let lines = frame.columns.pairs[pair].lines;
    let time =
        |cell: usize| collected.column_less(own.reallocated + cell, today.reallocated + cell);
    tabulate(
        frame,
        collected,
        |cell| collected.column(lines + cell),
        time,
    )
}

/// Lines on which nothing is ever booked are left out, the same ones in every table.
fn tabulate(
    frame: &Frame<'_>,
    collected: &Collected,
    line: impl Fn(usize) -> Vec<f64>,
    time: impl Fn(usize) -> Vec<f64>,
) -> Budget {
    let (columns, years) = (&frame.columns, &frame.plan.calendar.years);
    let n_years = columns.n_years;
    let mut budget = Budget::default();
    let mut sums = Sums::default();
    for (position, of) in frame.book.lines.all.iter().enumerate() {
        let starts = columns.ways.iter().map(|way| way.lines);
        if is_used(collected, starts, position * n_years, n_years) {
            let mut whole = Vec::new();
            for (at, year) in years.iter().enumerate() {
                let by_draw = line(position * n_years + at);
                add(&mut whole, &by_draw);
                sums.add(of.account, at, &by_draw);
                budget.lines.push(BudgetLine {
                    account: of.account,
                    kind: of.kind,
                    year: *year,
                    sek: spread(by_draw),
                });
            }
            let total = total(of.account, Some(of.kind), None, whole);
            budget.totals.push(total);
        }
    }
    budget.totals.extend(sums.totals(years));
    for (position, account) in columns.time_accounts.iter().enumerate() {
        let starts = columns.ways.iter().map(|way| way.reallocated);
        if is_used(collected, starts, position * n_years, n_years) {
            for (at, year) in years.iter().enumerate() {
                budget.reallocated.push(ReallocatedLine {
                    account: *account,
                    year: *year,
                    sek: spread(time(position * n_years + at)),
                });
            }
        }
    }
    budget
}

/// An account's lines added together draw by draw, by year.
#[derive(Default)]
struct Sums(Vec<(Account, usize, Vec<f64>)>);

impl Sums {
    fn add(&mut self, account: Account, year_at: usize, by_draw: &[f64]) {
        let known = self
            .0
            .iter()
            .position(|sum| (sum.0, sum.1) == (account, year_at));
        let at = known.unwrap_or_else(|| {
            self.0.push((account, year_at, Vec::new()));
            self.0.len() - 1
        });
        add(&mut self.0[at].2, by_draw);
    }

    /// Returns each account by year and in all, accounts in the order of reports.
    fn totals(self, years: &[i32]) -> Vec<BudgetTotal> {
        let mut totals = Vec::new();
        for account in Account::ALL {
            let mut whole = Vec::new();
            for (_, at, by_draw) in self.0.iter().filter(|sum| sum.0 == *account) {
                add(&mut whole, by_draw);
                let year = years.get(*at).copied();
                totals.push(total(*account, None, year, by_draw.clone()));
            }
            if !whole.is_empty() {
                totals.push(total(*account, None, None, whole));
            }
        }
        totals
    }
}

fn add(sum: &mut Vec<f64>, by_draw: &[f64]) {
    if sum.is_empty() {
        sum.extend(by_draw);
        return;
    }
    for (sum, sek) in sum.iter_mut().zip(by_draw) {
        *sum += sek;
    }
}

fn total(
    account: Account,
    kind: Option<FlowKind>,
    year: Option<i32>,
    by_draw: Vec<f64>,
) -> BudgetTotal {
    BudgetTotal {
        account,
        kind,
        year,
        sek: spread(by_draw),
    }
}

fn is_used(
    collected: &Collected,
    mut starts: impl Iterator<Item = usize>,
    offset: usize,
    n_years: usize,
) -> bool {
    starts.any(|start| {
        let mut rows = collected.rows.iter();
        rows.any(|row| {
            row[start + offset..][..n_years]
                .iter()
                .any(|sek| *sek != 0.0)
        })
    })
}
