//! Sheet: what a number must be for a design to break even.

use rust_xlsxwriter::XlsxError;
use sim_core::results::Results;
use sim_core::results::break_even::{
    BreakEven, BreakEvenAt, BreakEvenMap, BreakEvenPoint, LeverRange, MapSeen,
};

use crate::number::{MoneyStep, Numbers};
use crate::report::xlsx::sheet::{Cell, Sheet};
use crate::report::{break_even, lever_value, title};
use crate::texts::{Lang, break_even as say, names, workbook};

/// Writes the break-even.
pub fn write(
    sheet: &mut Sheet<'_>,
    results: &Results,
    found: &BreakEven,
    lang: Lang,
) -> Result<(), XlsxError> {
    let numbers = Numbers::new(lang);
    let words = break_even::Words::new(results, found, &numbers);
    let looks = sheet.looks;
    sheet.line(&say::heading(lang), &looks.title)?;
    for sentence in words.first_sentences() {
        sheet.line(&sentence, &looks.text)?;
    }
    for lever in &found.levers {
        sheet.line(&words.about(lever), &looks.text)?;
    }
    sheet.gap();
    sheet.head(&heads(&words), 1)?;
    points_and_limits(sheet, &words)?;
    if let Some(map) = &found.map {
        cells_of_map(sheet, &words, map)?;
    }
    sheet.gap();
    levers(sheet, (results, lang), &found.levers)?;
    sheet.widths(&[
        34.0, 20.0, 30.0, 24.0, 18.0, 18.0, 18.0, 14.0, 14.0, 14.0, 14.0,
    ])
}

fn heads(words: &break_even::Words<'_>) -> Vec<String> {
    let (lang, results) = (words.lang, words.results);
    let unit = words.numbers.unit(MoneyStep::Kronor);
    let mut heads = vec![workbook::design(lang), workbook::seen_by(lang)];
    let levers = words.found.levers.iter();
    heads.extend(levers.map(|lever| lever_value::name(lang, results, lever)));
    heads.extend([
        format!("{}, {unit}", workbook::median(lang)),
        format!("{}, {unit}", workbook::low(lang)),
        format!("{}, {unit}", workbook::high(lang)),
        workbook::chance(lang),
        workbook::error_of_chance(lang),
        workbook::limit_at(lang),
        workbook::limit_low(lang),
        workbook::limit_high(lang),
    ]);
    heads
}

fn points_and_limits(
    sheet: &mut Sheet<'_>,
    words: &break_even::Words<'_>,
) -> Result<(), XlsxError> {
    let lang = words.lang;
    for design in &words.found.designs {
        let name = title::design(lang, words.results, &design.design);
        for seen in &design.seen {
            let who = names::perspective(lang, seen.perspective).to_owned();
            let start = [Cell::Text(name.clone()), Cell::Text(who)];
            for point in &seen.points {
                sheet.cells(&[start.as_slice(), &of_point(words, point)].concat())?;
            }
            for at in &seen.at {
                for row in of_limit(words, at) {
                    sheet.cells(&[start.as_slice(), &row].concat())?;
                }
            }
        }
    }
    Ok(())
}

/// Returns the first lever's cell and empty ones of the others.
fn of_lever(words: &break_even::Words<'_>, first: Cell) -> Vec<Cell> {
    let mut cells = vec![first];
    cells.resize(words.found.levers.len().max(1), Cell::Empty);
    cells
}

fn of_point(words: &break_even::Words<'_>, point: &BreakEvenPoint) -> Vec<Cell> {
    let (net, chance) = (&point.net, point.saving_probability);
    let mut cells = of_lever(words, Cell::Number(point.value));
    cells.extend([net.p50, net.p10, net.p90].map(Cell::Sek));
    cells.extend([chance.value, chance.mc_se].map(Cell::Share));
    cells
}

/// Returns a row for each value at which a chance is passed; one that says why there is none.
fn of_limit(words: &break_even::Words<'_>, at: &BreakEvenAt) -> Vec<Vec<Cell>> {
    let row = |value: Cell, ends: [Option<f64>; 2]| {
        let mut cells = of_lever(words, value);
        cells.extend(vec![Cell::Empty; 5]);
        cells.push(Cell::Share(at.probability));
        cells.extend(ends.map(|end| end.map_or(Cell::Empty, Cell::Number)));
        cells
    };
    if at.crossings.is_empty() {
        return vec![row(Cell::Text(words.cell(at)), [None, None])];
    }
    let crossings = at.crossings.iter();
    crossings
        .map(|one| row(Cell::Number(one.value), [one.low, one.high]))
        .collect()
}

fn cells_of_map(
    sheet: &mut Sheet<'_>,
    words: &break_even::Words<'_>,
    map: &BreakEvenMap,
) -> Result<(), XlsxError> {
    for design in &map.designs {
        let name = title::design(words.lang, words.results, &design.design);
        for seen in &design.seen {
            one_map(sheet, words.lang, &name, (map, seen))?;
        }
    }
    Ok(())
}

fn one_map(
    sheet: &mut Sheet<'_>,
    lang: Lang,
    name: &str,
    (map, seen): (&BreakEvenMap, &MapSeen),
) -> Result<(), XlsxError> {
    let who = names::perspective(lang, seen.perspective);
    for (row, second) in map.second_values.iter().enumerate() {
        for (column, first) in map.first_values.iter().enumerate() {
            sheet.cells(&[
                Cell::Text(name.to_owned()),
                Cell::Text(who.to_owned()),
                Cell::Number(*first),
                Cell::Number(*second),
                Cell::Sek(seen.median_sek[row][column]),
                Cell::Empty,
                Cell::Empty,
                Cell::Share(seen.saving_probability[row][column]),
            ])?;
        }
    }
    Ok(())
}

/// Writes what the numbers that were moved are in the scenario, and between which values they were moved.
pub fn levers(
    sheet: &mut Sheet<'_>,
    (results, lang): (&Results, Lang),
    levers: &[LeverRange],
) -> Result<(), XlsxError> {
    let heads = [
        workbook::moved_number(lang),
        workbook::moved_from(lang),
        workbook::moved_to(lang),
        workbook::as_written(lang),
        workbook::p05(lang),
        workbook::p95(lang),
        workbook::address(lang),
    ];
    sheet.cells(&heads.map(Cell::Head))?;
    for lever in levers {
        let [low, high] = match lever.p05_p95 {
            Some(ends) => ends.map(Cell::Number),
            None => [Cell::Empty, Cell::Empty],
        };
        sheet.cells(&[
            Cell::Text(lever_value::name(lang, results, lever)),
            Cell::Number(lever.from),
            Cell::Number(lever.to),
            Cell::Number(lever.written),
            low,
            high,
            Cell::Text(lever.path.clone()),
        ])?;
    }
    Ok(())
}
