//! Sheet: people and net saving, month by month.

use rust_xlsxwriter::XlsxError;
use sim_core::results::Results;
use sim_core::results::spread::MonthlySpread;

use crate::report::title;
use crate::report::xlsx::sheet::{Cell, Sheet};
use crate::texts::{Lang, names, workbook};

/// Writes the sheet: a row a month, three columns (mean, low, high) a series.
pub fn write(sheet: &mut Sheet<'_>, results: &Results, lang: Lang) -> Result<(), XlsxError> {
    let mut all: Vec<(String, &MonthlySpread)> = Vec::new();
    for design in &results.designs {
        let name = title::design(lang, results, &design.id);
        let people = &design.people;
        let series = [
            (workbook::on_assistance(lang), &people.on_assistance),
            (workbook::in_interventions(lang), &people.in_interventions),
        ];
        all.extend(series.map(|(what, series)| (format!("{name}: {what}"), series)));
    }
    for comparison in &results.comparisons {
        let name = title::design(lang, results, &comparison.design);
        for saving in &comparison.savings {
            let seen_by = names::perspective(lang, saving.perspective);
            let what = workbook::cumulative(lang, seen_by);
            all.push((format!("{name}: {what}"), &saving.cumulative_sek));
        }
    }
    let figures = [
        workbook::mean(lang),
        workbook::low(lang),
        workbook::high(lang),
    ];
    let names = all
        .iter()
        .flat_map(|(name, _)| figures.each_ref().map(|figure| format!("{name}: {figure}")));
    let mut head = vec![workbook::month(lang)];
    head.extend(names);
    sheet.head(&head, 1)?;
    let n_months = results.run.horizon_months as usize;
    let (mut year, mut month) = results.run.start;
    for at in 0..n_months {
        let mut cells = vec![Cell::Text(format!("{year}-{month:02}"))];
        for (_, series) in &all {
            let figures = [&series.mean, &series.p10, &series.p90];
            cells.extend(
                figures.map(|of| of.get(at).map_or(Cell::Empty, |value| Cell::Sek(*value))),
            );
        }
        sheet.cells(&cells)?;
        (year, month) = if month == 12 {
            (year + 1, 1)
        } else {
            (year, month + 1)
        };
    }
    let mut widths = vec![10.0];
    widths.resize(head.len(), 16.0);
    sheet.widths(&widths)
}
