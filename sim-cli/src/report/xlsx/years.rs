//! Sheet: what each account gains and loses, by budget year.

use rust_xlsxwriter::XlsxError;
use sim_core::results::Results;
use sim_core::results::budget::Budget;
use sim_core::results::spread::Spread;
use sim_core::scenario::money::{Account, FlowKind};

use crate::report::title;
use crate::report::xlsx::sheet::{Cell, Sheet};
use crate::texts::{Lang, names, workbook};

/// What stands before the years.
const KEYS: usize = 5;

/// Writes the sheet: four rows (mean, low, middle, high) for each account and kind.
pub fn write(sheet: &mut Sheet<'_>, results: &Results, lang: Lang) -> Result<(), XlsxError> {
    let text = &sheet.looks.text;
    sheet.line(&workbook::nominal(lang), text)?;
    sheet.line(&workbook::do_not_add(lang), text)?;
    let years = &results.run.years;
    let mut head = vec![
        workbook::design(lang),
        workbook::account(lang),
        workbook::kind(lang),
        workbook::nature(lang),
        workbook::figure(lang),
    ];
    head.extend(years.iter().map(i32::to_string));
    head.push(workbook::whole_time(lang));
    let top = sheet.row;
    sheet.head(&head, KEYS as u16)?;
    for comparison in &results.comparisons {
        let design = title::design(lang, results, &comparison.design);
        cash(sheet, &design, (&comparison.difference, years), lang)?;
        time(sheet, &design, (&comparison.difference, years), lang)?;
    }
    let last = (head.len() - 1) as u16;
    sheet
        .sheet
        .autofilter(top, 0, sheet.row.max(top + 1) - 1, last)?;
    let mut widths = vec![36.0, 20.0, 22.0, 20.0, 18.0];
    widths.resize(head.len(), 14.0);
    sheet.widths(&widths)
}

/// A row of four figures: what it is of, and its spreads, one a column.
struct Line<'a> {
    keys: [String; 4],
    spreads: Vec<Option<&'a Spread>>,
}

impl Line<'_> {
    fn write(&self, sheet: &mut Sheet<'_>, lang: Lang) -> Result<(), XlsxError> {
        type Figure = fn(&Spread) -> f64;
        let figures: [(String, Figure); 4] = [
            (workbook::mean(lang), |spread| spread.mean),
            (workbook::low(lang), |spread| spread.p10),
            (workbook::median(lang), |spread| spread.p50),
            (workbook::high(lang), |spread| spread.p90),
        ];
        for (name, figure) in figures {
            let mut cells: Vec<Cell> = self.keys.iter().cloned().map(Cell::Text).collect();
            cells.push(Cell::Text(name));
            cells.extend(self.spreads.iter().map(|spread| match spread {
                Some(spread) => Cell::Sek(figure(spread)),
                None => Cell::Empty,
            }));
            sheet.cells(&cells)?;
        }
        Ok(())
    }
}

fn cash(
    sheet: &mut Sheet<'_>,
    design: &str,
    (budget, years): (&Budget, &[i32]),
    lang: Lang,
) -> Result<(), XlsxError> {
    for &account in Account::ALL {
        let kinds = FlowKind::ALL.iter().copied();
        let of_account = |kind: FlowKind| {
            let mut lines = budget.lines.iter();
            lines.any(|line| line.account == account && line.kind == kind)
        };
        for kind in kinds.filter(|kind| of_account(*kind)) {
            let in_year = |year: &i32| {
                let mut lines = budget.lines.iter();
                let found = lines
                    .find(|line| (line.account, line.kind, line.year) == (account, kind, *year));
                found.map(|line| &line.sek)
            };
            let mut spreads: Vec<Option<&Spread>> = years.iter().map(in_year).collect();
            spreads.push(budget.total(account, Some(kind), None));
            let kind = names::flow_kind(lang, kind).to_owned();
            line(design, account, (kind, workbook::cash(lang)), spreads, lang)
                .write(sheet, lang)?;
        }
        if budget.total(account, None, None).is_some() {
            let mut spreads: Vec<Option<&Spread>> = years
                .iter()
                .map(|year| budget.total(account, None, Some(*year)))
                .collect();
            spreads.push(budget.total(account, None, None));
            let kind = workbook::net(lang);
            line(design, account, (kind, workbook::cash(lang)), spreads, lang)
                .write(sheet, lang)?;
        }
    }
    Ok(())
}

fn time(
    sheet: &mut Sheet<'_>,
    design: &str,
    (budget, years): (&Budget, &[i32]),
    lang: Lang,
) -> Result<(), XlsxError> {
    for &account in Account::ALL {
        let in_year = |year: &i32| {
            let mut lines = budget.reallocated.iter();
            let found = lines.find(|line| line.account == account && line.year == *year);
            found.map(|line| &line.sek)
        };
        let spreads: Vec<Option<&Spread>> = years.iter().map(in_year).collect();
        if spreads.iter().all(Option::is_none) {
            continue;
        }
        let kind = names::flow_kind(lang, FlowKind::Staff).to_owned();
        line(design, account, (kind, workbook::time(lang)), spreads, lang).write(sheet, lang)?;
    }
    Ok(())
}

fn line<'a>(
    design: &str,
    account: Account,
    (kind, nature): (String, String),
    spreads: Vec<Option<&'a Spread>>,
    lang: Lang,
) -> Line<'a> {
    let account = names::account(lang, account).to_owned();
    Line {
        keys: [design.to_owned(), account, kind, nature],
        spreads,
    }
}
