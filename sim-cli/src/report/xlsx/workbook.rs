//! The whole workbook.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use sim_core::results::Results;
use sim_core::results::draw_table::DrawTable;

use crate::error::Failure;
use crate::report::xlsx::sheet::{Looks, Sheet};
use crate::report::xlsx::{
    assumptions, break_even, choice, documents, draws, information, monthly, pilot, sensitivity,
    summary, what_if, years,
};
use crate::texts::{self, Lang, paper_backtest, workbook};

/// Returns the results as XLSX, with a sheet of draws where a table of them is given.
///
/// # Errors
///
/// `Failure::Broken` where the workbook cannot be made; that is a fault of the program.
pub fn write(results: &Results, table: Option<&DrawTable>, lang: Lang) -> Result<Vec<u8>, Failure> {
    made(results, table, lang).map_err(|why| Failure::Broken(why.to_string()))
}

fn made(results: &Results, table: Option<&DrawTable>, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The same results, the same bytes: no clock.
    let always = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let properties = DocProperties::new()
        .set_title(lang.of(&results.run.title))
        .set_author("utfall")
        .set_creation_datetime(&always);
    book.set_properties(&properties);
    let looks = Looks::new();
    summary::write(&mut book, &looks, results, lang)?;
    let mut sheet = Sheet::new(book.add_worksheet(), &looks, &workbook::years(lang))?;
    years::write(&mut sheet, results, lang)?;
    let mut sheet = Sheet::new(book.add_worksheet(), &looks, &workbook::monthly(lang))?;
    monthly::write(&mut sheet, results, lang)?;
    let mut sheet = Sheet::new(book.add_worksheet(), &looks, &workbook::assumptions(lang))?;
    assumptions::write(&mut sheet, results, lang)?;
    if let Some(found) = &results.backtest {
        let mut sheet = Sheet::new(book.add_worksheet(), &looks, &paper_backtest::sheet(lang))?;
        documents::write(&mut sheet, found, lang)?;
    }
    sensitivity::write(&mut book, &looks, results, lang)?;
    what_if::write(&mut book, &looks, results, lang)?;
    if let Some(found) = &results.break_even {
        let mut sheet = Sheet::new(
            book.add_worksheet(),
            &looks,
            &texts::break_even::sheet(lang),
        )?;
        break_even::write(&mut sheet, results, found, lang)?;
    }
    if let Some(found) = &results.choice {
        let mut sheet = Sheet::new(book.add_worksheet(), &looks, &texts::choice::sheet(lang))?;
        choice::write(&mut sheet, results, found, lang)?;
    }
    if let Some(found) = &results.information {
        let mut sheet = Sheet::new(book.add_worksheet(), &looks, &workbook::information(lang))?;
        information::write(&mut sheet, results, &found.seen, lang)?;
    }
    if let Some(found) = &results.pilot {
        let mut sheet = Sheet::new(book.add_worksheet(), &looks, &workbook::pilot(lang))?;
        pilot::write(&mut sheet, found, lang)?;
    }
    if let Some(table) = table {
        let mut sheet = Sheet::new(book.add_worksheet(), &looks, &workbook::draws(lang))?;
        draws::write(&mut sheet, table, lang)?;
    }
    book.save_to_buffer()
}
