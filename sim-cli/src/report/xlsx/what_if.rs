//! Sheets: three rules of reckoning to turn, and the parts that the formulas work on.

use rust_xlsxwriter::{Workbook, XlsxError, utility::row_col_to_cell_absolute};
use sim_core::results::Results;
use sim_core::results::what_if::{Parts, WhatIf};

use crate::report::title;
use crate::report::xlsx::sheet::{Cell, Looks, Sheet};
use crate::texts::{Lang, names, workbook};

/// Rows of the inputs on their sheet, counted from 0, and their column.
const INPUTS: [u32; 3] = [2, 3, 4];
const INPUT_COLUMN: u16 = 1;
/// Names of the inputs in formulas.
const NAMES: [&str; 3] = ["utfall_discount", "utfall_kept", "utfall_displaced"];
/// Columns of the parts' sheet before the parts: month and factor.
const BEFORE: u16 = 2;
const N_PARTS: u16 = 4;

/// Writes both sheets where the results hold parts.
pub fn write(
    book: &mut Workbook,
    looks: &Looks,
    results: &Results,
    lang: Lang,
) -> Result<(), XlsxError> {
    let all: Vec<(&str, &WhatIf)> = results
        .comparisons
        .iter()
        .filter_map(|one| {
            one.what_if
                .as_ref()
                .map(|what_if| (one.design.as_str(), what_if))
        })
        .collect();
    let Some((_, rules)) = all.first() else {
        return Ok(());
    };
    let (own, parts) = (workbook::what_if(lang), workbook::parts(lang));
    let n_months = results.run.horizon_months;
    let mut sheet = Sheet::new(book.add_worksheet(), looks, &own)?;
    inputs(&mut sheet, rules, lang)?;
    answers(&mut sheet, results, (&all, &parts), lang)?;
    sheet.widths(&[44.0, 22.0, 24.0, 26.0, 18.0])?;
    let mut sheet = Sheet::new(book.add_worksheet(), looks, &parts)?;
    columns(&mut sheet, results, &all, lang)?;
    for (name, row) in NAMES.iter().zip(INPUTS) {
        let cell = row_col_to_cell_absolute(row, INPUT_COLUMN);
        book.define_name(*name, &format!("='{own}'!{cell}"))?;
    }
    let factors = span(first_row(), n_months, 1);
    book.define_name("utfall_factor", &format!("='{parts}'!{factors}"))?;
    Ok(())
}

fn inputs(sheet: &mut Sheet<'_>, rules: &WhatIf, lang: Lang) -> Result<(), XlsxError> {
    let looks = sheet.looks;
    sheet.line(&workbook::turn(lang), &looks.text)?;
    let note = if rules.is_exact {
        String::new()
    } else {
        workbook::not_exact(lang)
    };
    sheet.line(&note, &looks.text)?;
    let inputs = [
        (workbook::discount(lang), rules.discount_per_year),
        (workbook::retained(lang), rules.retained_tax_share),
        (workbook::displaced(lang), rules.displaced_share),
    ];
    for (name, value) in inputs {
        sheet.cell(0, &Cell::Text(name))?;
        let (row, look) = (sheet.row, &looks.input);
        sheet
            .sheet
            .write_number_with_format(row, INPUT_COLUMN, value, look)?;
        sheet.gap();
    }
    sheet.gap();
    Ok(())
}

/// One formula for each design and perspective, beside the program's own mean.
fn answers(
    sheet: &mut Sheet<'_>,
    results: &Results,
    (all, parts_sheet): (&[(&str, &WhatIf)], &str),
    lang: Lang,
) -> Result<(), XlsxError> {
    sheet.head(
        &[
            workbook::design(lang),
            workbook::seen_by(lang),
            workbook::here(lang),
            workbook::by_the_program(lang),
            workbook::change(lang),
        ],
        0,
    )?;
    let n_months = results.run.horizon_months;
    let mut block = 0;
    for (design, what_if) in all {
        let comparison = results.comparisons.iter().find(|one| one.design == *design);
        for parts in &what_if.parts {
            let net = comparison.and_then(|one| one.saving(parts.perspective));
            let net = net.map_or(0.0, |saving| saving.net.mean);
            sheet.cell(0, &Cell::Text(title::design(lang, results, design)))?;
            let seen_by = names::perspective(lang, parts.perspective).to_owned();
            sheet.cell(1, &Cell::Text(seen_by))?;
            sheet.formula(2, &formula(parts_sheet, block, n_months), parts.present_sek)?;
            sheet.cell(3, &Cell::Sek(net))?;
            let row = sheet.row + 1;
            sheet.formula(4, &format!("=C{row}-D{row}"), parts.present_sek - net)?;
            sheet.gap();
            block += 1;
        }
    }
    Ok(())
}

/// `own + kept a + displaced (b + kept c)`, each month times its factor, added up.
fn formula(parts_sheet: &str, block: u16, n_months: u32) -> String {
    let part = |at: u16| {
        let column = BEFORE + block * N_PARTS + at;
        format!("'{parts_sheet}'!{}", span(first_row(), n_months, column))
    };
    let [_, kept, displaced] = NAMES;
    let (own, a, b, c) = (part(0), part(1), part(2), part(3));
    format!("=SUMPRODUCT(({own}+{kept}*{a}+{displaced}*({b}+{kept}*{c}))*utfall_factor)")
}

/// Where the months begin on the sheet of parts: under a note and the heading.
const fn first_row() -> u32 {
    2
}

fn span(from: u32, n_rows: u32, column: u16) -> String {
    let first = row_col_to_cell_absolute(from, column);
    let last = row_col_to_cell_absolute(from + n_rows.max(1) - 1, column);
    format!("{first}:{last}")
}

fn columns(
    sheet: &mut Sheet<'_>,
    results: &Results,
    all: &[(&str, &WhatIf)],
    lang: Lang,
) -> Result<(), XlsxError> {
    let text = &sheet.looks.text;
    sheet.line(&workbook::parts_note(lang), text)?;
    let of_all: Vec<(&str, &Parts)> = all
        .iter()
        .flat_map(|(design, what_if)| what_if.parts.iter().map(|parts| (*design, parts)))
        .collect();
    let mut head = vec![workbook::month(lang), workbook::factor(lang)];
    for (design, parts) in &of_all {
        let design = title::design(lang, results, design);
        let seen_by = names::perspective(lang, parts.perspective);
        let parts = [
            workbook::part_own(lang),
            workbook::part_retained(lang),
            workbook::part_displaced(lang),
            workbook::part_both(lang),
        ];
        head.extend(parts.map(|part| format!("{design}, {seen_by}: {part}")));
    }
    sheet.head(&head, BEFORE)?;
    let factors = all
        .first()
        .map(|(_, rules)| rules.discount_factor.as_slice());
    for (month, factor) in factors.unwrap_or_default().iter().enumerate() {
        sheet.cell(0, &Cell::Number(month as f64 + 1.0))?;
        sheet.formula(1, &factor_formula(month), *factor)?;
        for (at, (_, parts)) in of_all.iter().enumerate() {
            let column = BEFORE + at as u16 * N_PARTS;
            let series = [
                &parts.own,
                &parts.retained,
                &parts.displaced,
                &parts.displaced_retained,
            ];
            for (part, series) in (0..).zip(series) {
                let value = series.get(month).copied().unwrap_or(0.0);
                sheet.cell(column + part, &Cell::Sek(value))?;
            }
        }
        sheet.gap();
    }
    let mut widths = vec![8.0, 14.0];
    widths.resize(head.len(), 16.0);
    sheet.widths(&widths)
}

/// The mean of exp(-r t) over the month; one where the rate is nought.
fn factor_formula(month: usize) -> String {
    let rate = NAMES[0];
    format!("=IF({rate}=0,1,(1+{rate})^(-{month}/12)*(1-(1+{rate})^(-1/12))/(LN(1+{rate})/12))")
}
