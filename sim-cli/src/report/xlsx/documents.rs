//! Sheet: what documents say came out, beside what the model expects.

use rust_xlsxwriter::XlsxError;
use sim_core::results::backtest::{Backtest, DocumentedResult};
use sim_core::scenario::documented::Quantity;

use crate::report::xlsx::sheet::{Cell, Sheet};
use crate::texts::{Lang, backtest as words, paper_backtest as say, workbook};

/// Writes the sheet: a row a figure, numbers in the figure's own unit.
pub fn write(sheet: &mut Sheet<'_>, found: &Backtest, lang: Lang) -> Result<(), XlsxError> {
    let head = [
        words::column_figure(lang),
        words::column_kind(lang),
        workbook::design(lang),
        words::column_documented(lang),
        say::column_value_low(lang),
        say::column_value_high(lang),
        workbook::low(lang),
        workbook::median(lang),
        workbook::high(lang),
        say::column_below(lang),
        words::column_verdict(lang),
        say::column_source(lang),
    ];
    let looks = sheet.looks;
    sheet.line(&say::table(lang), &looks.title)?;
    sheet.line(&say::no_effect(lang), &looks.text)?;
    sheet.gap();
    sheet.head(&head, 1)?;
    for figure in &found.figures {
        sheet.cells(&row(figure, lang))?;
    }
    let widths = [
        46.0, 14.0, 30.0, 14.0, 14.0, 14.0, 14.0, 14.0, 14.0, 16.0, 34.0, 60.0,
    ];
    sheet.widths(&widths)
}

fn row(figure: &DocumentedResult, lang: Lang) -> Vec<Cell> {
    let text = |text: &str| Cell::Text(text.to_owned());
    let number = |value: Option<f64>| value.map_or(Cell::Empty, |value| in_unit(figure, value));
    let (range, predicted) = (figure.value_range, figure.predicted);
    let source = figure.source_title.as_ref().map(|title| lang.of(title));
    let design = figure.design_title.as_ref().map(|title| lang.of(title));
    vec![
        text(lang.of(&figure.title)),
        text(words::kind(lang, figure.kind)),
        text(design.unwrap_or(&figure.design)),
        number(figure.value),
        number(range.map(|range| range.0)),
        number(range.map(|range| range.1)),
        number(predicted.map(|it| it.p10)),
        number(predicted.map(|it| it.p50)),
        number(predicted.map(|it| it.p90)),
        figure
            .position
            .map_or(Cell::Empty, |it| Cell::Share(it.mid.value)),
        text(say::verdict(lang, figure)),
        text(source.unwrap_or(&figure.source)),
    ]
}

/// Returns a value as a share, kronor or a number.
fn in_unit(figure: &DocumentedResult, value: f64) -> Cell {
    use Quantity as Q;
    match figure.readings.first().map(|reading| reading.quantity) {
        Some(
            Q::InStateShare | Q::ReachedShare | Q::ExitShare | Q::HouseholdsChange | Q::PaidChange,
        ) => Cell::Share(value),
        Some(
            Q::PaidChangeSek
            | Q::SekPerYearOnAssistance
            | Q::SekPerYearOfPaidMonths
            | Q::SekPerYearAnyPayment,
        ) => Cell::Sek(value),
        _ => Cell::Number(value),
    }
}
