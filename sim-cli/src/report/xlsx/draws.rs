//! Sheet: every draw as a row.

use rust_xlsxwriter::XlsxError;
use sim_core::results::draw_table::DrawTable;

use crate::report::xlsx::sheet::{Cell, Sheet};
use crate::texts::{Lang, workbook};

/// Writes the sheet. The names are those of the CSV and Parquet forms: for machines too.
pub fn write(sheet: &mut Sheet<'_>, table: &DrawTable, lang: Lang) -> Result<(), XlsxError> {
    let text = &sheet.looks.text;
    sheet.line(&workbook::draws_note(lang), text)?;
    let head: Vec<String> = table
        .columns
        .iter()
        .map(|column| column.name.clone())
        .collect();
    sheet.head(&head, 1)?;
    let n_draws = table.values.first().map_or(0, Vec::len);
    for draw in 0..n_draws {
        let cells: Vec<Cell> = table
            .values
            .iter()
            .map(|column| Cell::Number(column[draw]))
            .collect();
        sheet.cells(&cells)?;
    }
    Ok(())
}
