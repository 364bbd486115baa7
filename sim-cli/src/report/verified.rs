//! How well both engines agree, as a page of text.

use sim_core::analysis::{Verified, When};

use crate::number::Numbers;
use crate::report::page::{Columns, Page};
use crate::texts::{Lang, twin as say};

/// Returns the whole page.
pub fn write(verified: &Verified, lang: Lang, width: usize) -> String {
    let numbers = Numbers::new(lang);
    let mut page = Page::new(width);
    let (sets, cohorts) = (
        numbers.count(verified.sets),
        numbers.count(verified.cohorts),
    );
    let compared = numbers.count(verified.compared);
    page.paragraph(&say::verified(lang, &sets, &cohorts, &compared), 0);
    page.paragraph(&say::pooled(lang, &numbers.count(verified.pooled)), 0);
    let largest = verified.worst.first().map_or(0.0, |worst| worst.z.abs());
    let limit = numbers.decimals(verified.limit, 2);
    page.paragraph(
        &say::largest(lang, &numbers.decimals(largest, 2), &limit),
        0,
    );
    let square = numbers.decimals(verified.mean_square, 3);
    page.paragraph(&say::mean_square(lang, &square), 0);
    let errors = numbers.decimals(verified.grid_error, 3);
    page.paragraph(&say::grid_error(lang, verified.cells_per_month, &errors), 0);
    if !verified.worst.is_empty() {
        page.gap();
        page.line(&say::worst_title(lang));
        page.table(&worst(verified, &numbers));
    }
    if verified.agrees() {
        page.gap();
        page.line(&say::agrees(lang));
    }
    page.finish()
}

fn worst(verified: &Verified, numbers: &Numbers) -> Columns {
    let lang = numbers.lang();
    let mut columns = Columns::new(vec![
        say::column_number(lang),
        say::column_when(lang),
        say::column_set(lang),
        say::column_expected(lang),
        say::column_mean(lang),
        "z".to_owned(),
    ]);
    for found in &verified.worst {
        let when = match found.when {
            When::Month(month) => say::month(lang, month),
            When::Year(year) => year.to_string(),
            When::Whole => say::column_whole(lang),
        };
        columns.row(vec![
            found.what.clone(),
            when,
            found.set.to_string(),
            numbers.significant(found.expected, 6),
            numbers.significant(found.mean, 6),
            numbers.decimals(found.z, 2),
        ]);
    }
    columns
}
