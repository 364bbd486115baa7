//! Money by account, kind of flow and calendar year, over draws.

use crate::analysis::collected::Collected;
use crate::analysis::one_draw::Frame;
use crate::analysis::spread::spread;
use crate::results::budget::{Budget, BudgetLine, ReallocatedLine};

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
    for (position, of) in frame.book.lines.all.iter().enumerate() {
        let starts = columns.ways.iter().map(|way| way.lines);
        if is_used(collected, starts, position * n_years, n_years) {
            for (at, year) in years.iter().enumerate() {
                budget.lines.push(BudgetLine {
                    account: of.account,
                    kind: of.kind,
                    year: *year,
                    sek: spread(line(position * n_years + at)),
                });
            }
        }
    }
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
