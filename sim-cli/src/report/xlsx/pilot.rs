//! Sheet: what a pilot can show, what it is worth, and what pilots of other sizes are worth.

use rust_xlsxwriter::XlsxError;
use sim_core::results::information::InformationValue;
use sim_core::results::pilot::{Pilot, PilotOutcome, PilotSeen, PilotShows};

use crate::report::xlsx::information::trust;
use crate::report::xlsx::sheet::{Cell, Sheet};
use crate::texts::{Lang, names, piloted, workbook};

/// Writes the sheet of a pilot.
pub fn write(sheet: &mut Sheet<'_>, found: &Pilot, lang: Lang) -> Result<(), XlsxError> {
    let head = [
        workbook::seen_by(lang),
        workbook::households_new(lang),
        workbook::households_today(lang),
        workbook::months_followed(lang),
        workbook::worth_sek(lang),
        workbook::error_of_value(lang),
        workbook::at_least(lang),
        workbook::cost_sek(lang),
        workbook::pays(lang),
        workbook::can_be_relied_on(lang),
    ];
    sheet.head(&head, 0)?;
    for seen in &found.seen {
        sizes(sheet, seen, lang)?;
    }
    sheet.gap();
    itself(sheet, found, lang)?;
    sheet.gap();
    outcomes(sheet, found, lang)?;
    sheet.gap();
    facts(sheet, found, lang)?;
    sheet.widths(&[
        30.0, 16.0, 16.0, 16.0, 16.0, 16.0, 16.0, 16.0, 16.0, 26.0, 16.0,
    ])
}

fn sizes(sheet: &mut Sheet<'_>, seen: &PilotSeen, lang: Lang) -> Result<(), XlsxError> {
    for size in &seen.sizes {
        let mut cells = vec![
            Cell::Text(names::perspective(lang, seen.perspective).to_owned()),
            Cell::Number(f64::from(size.arms.0)),
            Cell::Number(f64::from(size.arms.1)),
            Cell::Number(f64::from(size.months)),
        ];
        cells.extend(of_worth(&size.worth));
        cells.push(Cell::Sek(size.cost_sek));
        cells.push(Cell::Text(match size.pays {
            true => workbook::yes(lang),
            false => workbook::no(lang),
        }));
        cells.push(Cell::Text(trust(lang, &size.worth)));
        sheet.cells(&cells)?;
    }
    Ok(())
}

fn of_worth(worth: &InformationValue) -> [Cell; 3] {
    [worth.sek, worth.mc_se, worth.at_least_sek].map(Cell::Sek)
}

/// The pilot that was asked about, and knowing everything, beside it.
fn itself(sheet: &mut Sheet<'_>, found: &Pilot, lang: Lang) -> Result<(), XlsxError> {
    let heads = [
        workbook::seen_by(lang),
        workbook::worth_sek(lang),
        workbook::error_of_value(lang),
        workbook::at_least(lang),
        workbook::after_cost(lang),
        workbook::wrong_now(lang),
        workbook::wrong_after(lang),
        workbook::changes_decision(lang),
        workbook::all_known_worth(lang),
        workbook::error_of_value(lang),
        workbook::at_least(lang),
    ];
    sheet.cells(&heads.map(Cell::Head))?;
    for seen in &found.seen {
        let who = names::perspective(lang, seen.perspective);
        let mut cells = vec![Cell::Text(who.to_owned())];
        cells.extend(of_worth(&seen.worth));
        cells.push(Cell::Sek(seen.net_sek));
        let shares = [seen.wrong_now, seen.wrong_after, seen.changes];
        cells.extend(shares.map(|share| Cell::Share(share.value)));
        cells.extend(of_worth(&seen.perfect));
        sheet.cells(&cells)?;
    }
    Ok(())
}

fn outcomes(sheet: &mut Sheet<'_>, found: &Pilot, lang: Lang) -> Result<(), XlsxError> {
    let plain = |text: String| text.replace('\n', " ");
    let heads = [
        plain(piloted::column_outcome(lang)),
        plain(piloted::column_today(lang)),
        workbook::true_difference(lang),
        workbook::low(lang),
        workbook::high(lang),
        plain(piloted::column_power(lang)),
        plain(piloted::column_formula(lang)),
        plain(piloted::column_width(lang)),
        plain(piloted::column_wrong(lang)),
        plain(piloted::column_detectable(lang)),
        workbook::shown_wrong(lang),
    ];
    sheet.cells(&heads.map(Cell::Head))?;
    for shows in &found.shows {
        sheet.cells(&of_outcome(shows, lang))?;
    }
    Ok(())
}

fn of_outcome(shows: &PilotShows, lang: Lang) -> Vec<Cell> {
    let is_timed = shows.outcome == PilotOutcome::TimeToSelfSupport;
    let share = |share: f64| match is_timed {
        true => Cell::Empty,
        false => Cell::Share(share),
    };
    let or_empty = |share: Option<f64>| share.map_or(Cell::Empty, Cell::Share);
    let difference = &shows.difference;
    vec![
        Cell::Text(piloted::outcome(lang, shows.outcome).to_owned()),
        share(shows.today_share),
        share(difference.mean),
        share(difference.p10),
        share(difference.p90),
        Cell::Share(shows.power.value),
        Cell::Share(shows.power_by_formula),
        or_empty(shows.interval_width),
        Cell::Share(shows.wrong_sign.value),
        or_empty(shows.detectable_difference),
        Cell::Share(shows.shown_wrong.value),
    ]
}

fn facts(sheet: &mut Sheet<'_>, found: &Pilot, lang: Lang) -> Result<(), XlsxError> {
    let number = |count: u32| Cell::Number(f64::from(count));
    let mut facts = vec![
        (workbook::households_new(lang), number(found.arms.0)),
        (workbook::households_today(lang), number(found.arms.1)),
        (workbook::months_followed(lang), number(found.months)),
        (
            workbook::contamination(lang),
            Cell::Share(found.contamination_share),
        ),
        (workbook::drop_out(lang), Cell::Share(found.drop_out_share)),
        (workbook::cost_once(lang), Cell::Sek(found.cost_sek)),
        (
            workbook::cost_each(lang),
            Cell::Sek(found.cost_sek_per_household),
        ),
    ];
    if let Some(months) = found.recruiting_months {
        facts.push((workbook::recruiting(lang), Cell::Number(months)));
    }
    if let Some(sd) = found.office_sd {
        facts.push((workbook::offices_differ(lang), Cell::Number(sd)));
    }
    let draws = Cell::Number(found.draws as f64);
    facts.push((workbook::n_draws(lang), draws));
    for (name, value) in facts {
        sheet.cells(&[Cell::Text(name), value])?;
    }
    Ok(())
}
