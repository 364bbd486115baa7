//! Sheet: what it is worth to know more.

use rust_xlsxwriter::XlsxError;
use sim_core::results::Results;
use sim_core::results::information::{InformationSeen, InformationValue, Trust};

use crate::report::title;
use crate::report::xlsx::sheet::{Cell, Sheet};
use crate::texts::{Lang, information as say, names, workbook};

/// Writes the sheet of what knowing more is worth.
pub fn write(
    sheet: &mut Sheet<'_>,
    results: &Results,
    seen: &[InformationSeen],
    lang: Lang,
) -> Result<(), XlsxError> {
    let head = [
        workbook::seen_by(lang),
        workbook::kind(lang),
        say::column_number(lang),
        say::column_size(lang),
        workbook::worth_sek(lang),
        workbook::error_of_value(lang),
        workbook::at_least(lang),
        workbook::can_be_relied_on(lang),
        workbook::address(lang),
    ];
    let top = sheet.row;
    sheet.head(&head, 0)?;
    for one in seen {
        rows(sheet, results, one, lang)?;
    }
    let last = (head.len() - 1) as u16;
    sheet
        .sheet
        .autofilter(top, 0, sheet.row.max(top + 1) - 1, last)?;
    sheet.gap();
    options(sheet, results, seen, lang)?;
    sheet.widths(&[18.0, 22.0, 52.0, 10.0, 14.0, 14.0, 14.0, 26.0, 44.0])
}

fn rows(
    sheet: &mut Sheet<'_>,
    results: &Results,
    seen: &InformationSeen,
    lang: Lang,
) -> Result<(), XlsxError> {
    let who = names::perspective(lang, seen.perspective);
    let row = |kind: String, name: String, n: Option<u32>, worth: &InformationValue, id: &str| {
        vec![
            Cell::Text(who.to_owned()),
            Cell::Text(kind),
            Cell::Text(name),
            n.map_or(Cell::Empty, |n| Cell::Number(f64::from(n))),
            Cell::Sek(worth.sek),
            Cell::Sek(worth.mc_se),
            Cell::Sek(worth.at_least_sek),
            Cell::Text(trust(lang, worth)),
            Cell::Text(id.to_owned()),
        ]
    };
    let name = |address: &str| title::number(lang, results, address);
    let all = say::everything(lang);
    sheet.cells(&row(all.clone(), all, None, &seen.perfect, ""))?;
    if let Some(most) = seen.at_most_sek {
        let name = workbook::worth_at_most(lang);
        let mut cells = row(say::everything(lang), name, None, &seen.perfect, "");
        cells[4] = Cell::Sek(most.value);
        cells[5] = Cell::Sek(most.mc_se);
        cells[6..].fill(Cell::Empty);
        sheet.cells(&cells)?;
    }
    for group in &seen.groups {
        let group_name = say::group(lang, group.group);
        sheet.cells(&row(
            say::column_group(lang),
            group_name,
            None,
            &group.worth,
            "",
        ))?;
    }
    for number in &seen.numbers {
        let (kind, address) = (say::column_number(lang), &number.address);
        sheet.cells(&row(kind, name(address), None, &number.worth, address))?;
    }
    for study in &seen.studies {
        for size in &study.sizes {
            let (kind, address) = (workbook::study(lang), &study.address);
            sheet.cells(&row(
                kind,
                name(address),
                Some(size.n),
                &size.worth,
                address,
            ))?;
        }
    }
    Ok(())
}

fn options(
    sheet: &mut Sheet<'_>,
    results: &Results,
    seen: &[InformationSeen],
    lang: Lang,
) -> Result<(), XlsxError> {
    let heads = [
        workbook::seen_by(lang),
        workbook::knowable(lang),
        say::column_option(lang),
        workbook::best_share(lang),
        workbook::mean_net_sek(lang),
        workbook::error_of_value(lang),
        workbook::loss_sek(lang),
    ];
    sheet.cells(&heads.map(Cell::Head))?;
    for seen in seen {
        let who = names::perspective(lang, seen.perspective);
        for option in &seen.options {
            sheet.cells(&[
                Cell::Text(who.to_owned()),
                Cell::Share(seen.knowable_share.value),
                Cell::Text(title::design(lang, results, &option.design)),
                Cell::Share(option.best_share.value),
                Cell::Sek(option.net_sek.value),
                Cell::Sek(option.net_sek.mc_se),
                Cell::Sek(option.expected_loss_sek),
            ])?;
        }
    }
    Ok(())
}

/// Returns whether a worth can be relied on, in words.
pub fn trust(lang: Lang, worth: &InformationValue) -> String {
    match worth.trust {
        Trust::Yes => workbook::yes(lang),
        Trust::TooFewDraws { draws_needed } => {
            workbook::needs_draws(lang, &draws_needed.to_string())
        }
        Trust::PoorFit => workbook::poor_fit(lang),
    }
}
