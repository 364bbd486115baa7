//! Sheet: every number the answer rests on.

use rust_xlsxwriter::XlsxError;
use sim_core::results::Results;
use sim_core::results::assumption::Assumption;

use crate::report::title;
use crate::report::xlsx::sheet::{Cell, Sheet};
use crate::texts::{Lang, names, workbook};

/// Writes the sheet.
pub fn write(sheet: &mut Sheet<'_>, results: &Results, lang: Lang) -> Result<(), XlsxError> {
    let head = [
        workbook::number(lang),
        workbook::value(lang),
        workbook::p05(lang),
        workbook::p95(lang),
        workbook::unit(lang),
        workbook::grade(lang),
        workbook::basis(lang),
        workbook::source(lang),
        workbook::note(lang),
        workbook::address(lang),
    ];
    let top = sheet.row;
    sheet.head(&head, 1)?;
    for assumption in &results.assumptions {
        let known = |id: &str| title::known_title(lang, results, id);
        let name = title::assumption(lang, assumption, &known);
        sheet.cells(&row(name, assumption, lang))?;
    }
    let last = (head.len() - 1) as u16;
    sheet
        .sheet
        .autofilter(top, 0, sheet.row.max(top + 1) - 1, last)?;
    sheet.widths(&[48.0, 14.0, 14.0, 14.0, 12.0, 8.0, 28.0, 40.0, 60.0, 44.0])
}

fn row(name: String, of: &Assumption, lang: Lang) -> Vec<Cell> {
    let number = |value: Option<f64>| value.map_or(Cell::Empty, Cell::Number);
    let text = |text: Option<&str>| text.map_or(Cell::Empty, |text| Cell::Text(text.to_owned()));
    let source = of.source_title.as_ref().map(|title| lang.of(title));
    vec![
        Cell::Text(name),
        Cell::Number(of.value),
        number(of.p05),
        number(of.p95),
        Cell::Text(names::unit(lang, &of.unit, of.value).to_owned()),
        of.grade
            .map_or(Cell::Empty, |grade| Cell::Text(grade.word().to_owned())),
        Cell::Text(names::basis(lang, of.basis).to_owned()),
        text(source.or(of.source.as_deref())),
        text(of.note.as_deref()),
        Cell::Text(of.address.clone()),
    ]
}
