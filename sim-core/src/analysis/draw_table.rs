//! The kept rows as a table with names.

use crate::analysis::collected::Collected;
use crate::analysis::one_draw::Frame;
use crate::results::draw_table::{DrawColumn, DrawTable};
use crate::results::perspective::Perspective;

/// A table while its columns come in.
struct Columns<'a> {
    frame: &'a Frame<'a>,
    collected: &'a Collected,
    table: DrawTable,
}

/// Returns every draw as a row.
pub(super) fn draw_table(frame: &Frame<'_>, collected: &Collected) -> DrawTable {
    let mut columns = Columns {
        frame,
        collected,
        table: DrawTable::default(),
    };
    let draws = (0..collected.n_draws()).map(|draw| draw as f64).collect();
    columns.push(of_measure("draw", "draw"), draws);
    columns.parameters();
    for way in 0..frame.columns.ways.len() {
        columns.way(way);
    }
    for pair in 0..frame.columns.pairs.len() {
        columns.pair(pair);
    }
    columns.table
}

fn of_measure(measure: &'static str, unit: &str) -> DrawColumn {
    DrawColumn {
        measure,
        unit: unit.to_owned(),
        ..DrawColumn::default()
    }
}

impl Columns<'_> {
    fn push(&mut self, mut column: DrawColumn, values: Vec<f64>) {
        let parts = [
            Some(column.measure.to_owned()),
            column.design.clone(),
            column.of.clone(),
            column.year.map(|year| year.to_string()),
            column.month.map(|month| month.to_string()),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        column.name = parts.join(":");
        self.table.columns.push(column);
        self.table.values.push(values);
    }

    fn at(&mut self, column: DrawColumn, position: usize) {
        self.push(column, self.collected.column(position));
    }

    fn design(&self, way: usize) -> Option<String> {
        let way = self.frame.prepared.ways[way];
        Some(self.frame.plan.ways[way].id.to_string())
    }

    fn parameters(&mut self) {
        let numbers = &self.frame.plan.numbers;
        for (position, slot) in numbers.uncertain.iter().enumerate() {
            let slot = &numbers.slots[*slot as usize];
            let column = DrawColumn {
                of: Some(slot.address.to_string()),
                ..of_measure("parameter", slot.unit.word())
            };
            self.at(column, self.frame.columns.uncertain + position);
        }
    }

    fn way(&mut self, way: usize) {
        let (columns, design) = (self.frame.columns.ways[way].clone(), self.design(way));
        let of = |measure, unit| DrawColumn {
            design: design.clone(),
            ..of_measure(measure, unit)
        };
        self.lines(&of("net_to_account_nominal", "sek"), columns.lines);
        for (position, mark) in self.frame.columns.marks.iter().enumerate() {
            let column = DrawColumn {
                month: Some(*mark),
                ..of("self_support", "households")
            };
            self.at(column, columns.self_support + position);
        }
        self.at(
            of("months_with_payment", "household_months"),
            columns.months_with_payment,
        );
        self.at(of("job_months", "household_months"), columns.job_months);
        self.at(of("discontinued", "yes"), columns.discontinued);
    }

    fn pair(&mut self, pair: usize) {
        let (columns, design) = (
            self.frame.columns.pairs[pair].clone(),
            self.design(pair + 1),
        );
        let of = |measure| DrawColumn {
            design: design.clone(),
            ..of_measure(measure, "sek")
        };
        let n_months = self.frame.plan.calendar.n_months;
        for (at, perspective) in Perspective::ALL.into_iter().enumerate() {
            let seen = Some(perspective.word().to_owned());
            for mark in &self.frame.columns.marks {
                let column = DrawColumn {
                    of: seen.clone(),
                    month: Some(*mark),
                    ..of("net_saving_present")
                };
                let month = (*mark as usize).clamp(1, n_months) - 1;
                self.at(column, columns.cumulative[at] + month);
            }
            self.nominal_by_year(&of("net_saving_nominal"), (at, seen), columns.lines);
        }
        self.lines(&of("gain_of_account_nominal"), columns.lines);
    }

    fn nominal_by_year(
        &mut self,
        column: &DrawColumn,
        (at, seen): (usize, Option<String>),
        lines: usize,
    ) {
        let frame = self.frame;
        let n_years = frame.columns.n_years;
        for (year, name) in frame.plan.calendar.years.iter().enumerate() {
            let net = |row: &Vec<f64>| -> f64 {
                let seen = frame.seen[at].iter();
                seen.map(|line| row[lines + line * n_years + year]).sum()
            };
            let column = DrawColumn {
                of: seen.clone(),
                year: Some(*name),
                ..column.clone()
            };
            let values = self.collected.rows.iter().map(net).collect();
            self.push(column, values);
        }
    }

    fn lines(&mut self, column: &DrawColumn, start: usize) {
        let frame = self.frame;
        let n_years = frame.columns.n_years;
        for (line, of) in frame.book.lines.all.iter().enumerate() {
            for (year, name) in frame.plan.calendar.years.iter().enumerate() {
                let column = DrawColumn {
                    of: Some(format!("{}:{}", of.account.word(), of.kind.word())),
                    year: Some(*name),
                    ..column.clone()
                };
                self.at(column, start + line * n_years + year);
            }
        }
    }
}
