//! Sheet: one number at a time, and shares of variance.

use rust_xlsxwriter::{Workbook, XlsxError};
use sim_core::results::Results;
use sim_core::results::sensitivity::{
    Bar, Flip, GroupShares, Recommendation, SeenSensitivity, Shares,
};

use crate::report::sensitivity::named_groups;
use crate::report::title;
use crate::report::xlsx::sheet::{Cell, Looks, Sheet};
use crate::texts::{Lang, names, sensitivity as say, workbook};

/// Adds the sheet where the results say what decides the answer.
pub fn write(
    book: &mut Workbook,
    looks: &Looks,
    results: &Results,
    lang: Lang,
) -> Result<(), XlsxError> {
    let Some(found) = &results.sensitivity else {
        return Ok(());
    };
    let mut sheet = Sheet::new(book.add_worksheet(), looks, &say::sheet(lang))?;
    sheet.head(&head(lang), 3)?;
    for design in &found.designs {
        let name = title::design(lang, results, &design.design);
        for seen in &design.seen {
            let who = names::perspective(lang, seen.perspective);
            rows(&mut sheet, results, lang, (&name, who), seen)?;
        }
    }
    sheet.gap();
    recommendations(&mut sheet, results, lang, &found.recommendations)?;
    sheet.widths(&[
        28.0, 16.0, 48.0, 12.0, 14.0, 12.0, 14.0, 14.0, 12.0, 12.0, 12.0, 12.0, 12.0, 10.0, 44.0,
    ])
}

fn head(lang: Lang) -> Vec<String> {
    vec![
        workbook::design(lang),
        say::column_who(lang),
        workbook::number(lang),
        say::column_low(lang),
        say::column_net_sek(lang),
        say::column_high(lang),
        say::column_net_sek(lang),
        say::column_width(lang),
        say::column_error(lang),
        say::column_alone(lang),
        say::column_error(lang),
        say::column_with_all(lang),
        say::column_error(lang),
        say::column_draws(lang),
        workbook::address(lang),
    ]
}

fn rows(
    sheet: &mut Sheet<'_>,
    results: &Results,
    lang: Lang,
    (design, who): (&str, &str),
    seen: &SeenSensitivity,
) -> Result<(), XlsxError> {
    let text = |text: &str| Cell::Text(text.to_owned());
    for bar in &seen.bars {
        let mut cells = vec![text(design), text(who)];
        cells.push(Cell::Text(title::number(lang, results, &bar.address)));
        cells.extend(of_bar(bar));
        cells.extend(of_shares(shares_of(seen.shares.as_ref(), &bar.address)));
        cells.push(Cell::Number(bar.draws as f64));
        cells.push(text(&bar.address));
        sheet.cells(&cells)?;
    }
    let Some(shares) = &seen.shares else {
        return Ok(());
    };
    let luck = shares.luck_share;
    let mut cells = vec![text(design), text(who), Cell::Text(workbook::luck(lang))];
    cells.extend((0..6).map(|_| Cell::Empty));
    cells.extend([luck.value, luck.mc_se].map(Cell::Share));
    sheet.cells(&cells)?;
    for (name, group) in all_groups(lang, shares) {
        let mut cells = vec![text(design), text(who), Cell::Text(name)];
        cells.extend((0..6).map(|_| Cell::Empty));
        cells.extend(of_shares(Some(group)));
        cells.push(Cell::Number(group.draws as f64));
        sheet.cells(&cells)?;
    }
    Ok(())
}

fn of_bar(bar: &Bar) -> [Cell; 6] {
    [
        Cell::Number(bar.low.value),
        Cell::Sek(bar.low.net_sek.value),
        Cell::Number(bar.high.value),
        Cell::Sek(bar.high.net_sek.value),
        Cell::Sek(bar.width_sek.value),
        Cell::Sek(bar.width_sek.mc_se),
    ]
}

fn of_shares(shares: Option<&GroupShares>) -> Vec<Cell> {
    let Some(shares) = shares else {
        return (0..4).map(|_| Cell::Empty).collect();
    };
    let both = [shares.first_order, shares.total];
    let cells = both.iter().flat_map(|share| [share.value, share.mc_se]);
    cells.map(Cell::Share).collect()
}

/// A number that is drawn together with others has no shares of its own.
fn shares_of<'s>(shares: Option<&'s Shares>, address: &str) -> Option<&'s GroupShares> {
    let numbers = shares?.by_number.iter();
    let mut own = numbers.filter(|of| of.addresses == [address]);
    own.next().map(|of| &of.shares)
}

fn all_groups(lang: Lang, shares: &Shares) -> Vec<(String, &GroupShares)> {
    let together = shares.by_number.iter().filter(|of| of.addresses.len() > 1);
    let together = together.map(|of| (of.addresses.join(" + "), &of.shares));
    let [themes, grades, world] = named_groups(lang, shares);
    let weak = [(workbook::weak_numbers(lang), &shares.weak)];
    let all = together.chain(themes).chain(grades).chain(world);
    all.chain(weak).collect()
}

/// What is best for whom, and the numbers that change it, each with the value where it does.
fn recommendations(
    sheet: &mut Sheet<'_>,
    results: &Results,
    lang: Lang,
    all: &[Recommendation],
) -> Result<(), XlsxError> {
    let design = |id: &str| Cell::Text(title::design(lang, results, id));
    let heads = [
        workbook::best_design(lang),
        say::column_who(lang),
        workbook::next_best(lang),
        say::column_net_sek(lang),
        say::column_error(lang),
        workbook::ahead_sek(lang),
        say::column_error(lang),
    ];
    sheet.cells(&heads.map(Cell::Head))?;
    for of in all {
        let sums = [of.net_sek, of.ahead_sek];
        let sums = sums
            .iter()
            .flat_map(|sek| [sek.value, sek.mc_se].map(Cell::Sek));
        let who = names::perspective(lang, of.perspective).to_owned();
        let mut cells = vec![design(&of.best), Cell::Text(who), design(&of.next)];
        cells.extend(sums);
        sheet.cells(&cells)?;
    }
    sheet.gap();
    sheet.cells(&flip_heads(lang).map(Cell::Head))?;
    for of in all {
        for flip in &of.flips {
            let who = names::perspective(lang, of.perspective).to_owned();
            let mut cells = vec![design(&flip.best_there), Cell::Text(who)];
            cells.extend(of_flip(results, lang, flip));
            sheet.cells(&cells)?;
        }
    }
    Ok(())
}

fn flip_heads(lang: Lang) -> [String; 13] {
    [
        workbook::best_beyond(lang),
        say::column_who(lang),
        workbook::number(lang),
        workbook::limit(lang),
        workbook::limit_low(lang),
        workbook::limit_high(lang),
        workbook::beyond_is(lang),
        workbook::chance_beyond(lang),
        workbook::value(lang),
        workbook::end_value(lang),
        workbook::ahead_at_end_sek(lang),
        say::column_error(lang),
        workbook::address(lang),
    ]
}

fn of_flip(results: &Results, lang: Lang, flip: &Flip) -> [Cell; 11] {
    let ahead = flip.ahead_at_end_sek;
    [
        Cell::Text(title::number(lang, results, &flip.address)),
        Cell::Number(flip.value),
        Cell::Number(flip.between.0),
        Cell::Number(flip.between.1),
        Cell::Text(say::side(lang, flip.side).to_owned()),
        Cell::Share(flip.probability),
        Cell::Number(flip.median),
        Cell::Number(flip.end_value),
        Cell::Sek(ahead.value),
        Cell::Sek(ahead.mc_se),
        Cell::Text(flip.address.clone()),
    ]
}
