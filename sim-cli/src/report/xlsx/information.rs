//! Sheets: what it is worth to know more, and what a pilot can show.

use rust_xlsxwriter::XlsxError;
use sim_core::results::Results;
use sim_core::results::information::{InformationSeen, InformationValue, Trust};
use sim_core::results::pilot::{Pilot, PilotOutcome};

use crate::report::title;
use crate::report::xlsx::sheet::{Cell, Sheet};
use crate::texts::{Lang, information as say, names, piloted, workbook};

/// Writes the sheet of what knowing more is worth.
pub fn write_information(
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
    for seen in seen {
        rows(sheet, results, seen, lang)?;
    }
    let last = (head.len() - 1) as u16;
    sheet
        .sheet
        .autofilter(top, 0, sheet.row.max(top + 1) - 1, last)?;
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
    for option in &seen.options {
        let design = title::design(lang, results, &option.design);
        sheet.cells(&[
            Cell::Text(who.to_owned()),
            Cell::Text(say::column_loss(lang)),
            Cell::Text(design),
            Cell::Empty,
            Cell::Sek(option.expected_loss_sek),
            Cell::Empty,
            Cell::Empty,
            Cell::Empty,
            Cell::Text(option.design.clone()),
        ])?;
    }
    let all = say::everything(lang);
    sheet.cells(&row(all.clone(), all, None, &seen.perfect, ""))?;
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

fn trust(lang: Lang, worth: &InformationValue) -> String {
    match worth.trust {
        Trust::Yes => workbook::yes(lang),
        Trust::TooFewDraws { draws_needed } => {
            workbook::needs_draws(lang, &draws_needed.to_string())
        }
        Trust::PoorFit => workbook::poor_fit(lang),
    }
}

/// Writes the sheet of a pilot.
pub fn write_pilot(sheet: &mut Sheet<'_>, found: &Pilot, lang: Lang) -> Result<(), XlsxError> {
    let head = [
        workbook::seen_by(lang),
        workbook::households_new(lang),
        workbook::households_today(lang),
        workbook::months_followed(lang),
        workbook::worth_sek(lang),
        workbook::error_of_value(lang),
        piloted::column_cost(lang),
        workbook::pays(lang),
        workbook::can_be_relied_on(lang),
    ];
    sheet.head(&head, 0)?;
    for seen in &found.seen {
        for size in &seen.sizes {
            sheet.cells(&[
                Cell::Text(names::perspective(lang, seen.perspective).to_owned()),
                Cell::Number(f64::from(size.arms.0)),
                Cell::Number(f64::from(size.arms.1)),
                Cell::Number(f64::from(size.months)),
                Cell::Sek(size.worth.sek),
                Cell::Sek(size.worth.mc_se),
                Cell::Sek(size.cost_sek),
                Cell::Text(match size.pays {
                    true => workbook::yes(lang),
                    false => workbook::no(lang),
                }),
                Cell::Text(trust(lang, &size.worth)),
            ])?;
        }
    }
    sheet.gap();
    outcomes(sheet, found, lang)?;
    sheet.widths(&[26.0, 16.0, 16.0, 16.0, 14.0, 14.0, 14.0, 12.0, 26.0])
}

fn outcomes(sheet: &mut Sheet<'_>, found: &Pilot, lang: Lang) -> Result<(), XlsxError> {
    let plain = |text: String| Cell::Text(text.replace('\n', " "));
    sheet.cells(&[
        plain(piloted::column_outcome(lang)),
        plain(piloted::column_today(lang)),
        plain(piloted::column_difference(lang)),
        plain(piloted::column_power(lang)),
        plain(piloted::column_formula(lang)),
        plain(piloted::column_width(lang)),
        plain(piloted::column_wrong(lang)),
        plain(piloted::column_detectable(lang)),
    ])?;
    let or_empty = |share: Option<f64>| share.map_or(Cell::Empty, Cell::Share);
    for shows in &found.shows {
        let is_timed = shows.outcome == PilotOutcome::TimeToSelfSupport;
        let share = |share: f64| match is_timed {
            true => Cell::Empty,
            false => Cell::Share(share),
        };
        sheet.cells(&[
            Cell::Text(piloted::outcome(lang, shows.outcome).to_owned()),
            share(shows.today_share),
            share(shows.difference.mean),
            Cell::Share(shows.power.value),
            Cell::Share(shows.power_by_formula),
            or_empty(shows.interval_width),
            Cell::Share(shows.wrong_sign.value),
            or_empty(shows.detectable_difference),
        ])?;
    }
    Ok(())
}
