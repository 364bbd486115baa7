//! Sheets: when a design breaks even, and which way of working to choose.

use rust_xlsxwriter::XlsxError;
use sim_core::results::Results;
use sim_core::results::break_even::BreakEven;
use sim_core::results::choice::{Choice, Search};

use crate::number::{MoneyStep, Numbers};
use crate::report::xlsx::sheet::{Cell, Sheet};
use crate::report::{break_even, choice, lever_value, title};
use crate::texts::{Lang, break_even as say, choice as say_choice, names};

/// Writes the break-even.
pub fn write_break_even(
    sheet: &mut Sheet<'_>,
    results: &Results,
    found: &BreakEven,
    lang: Lang,
) -> Result<(), XlsxError> {
    let numbers = Numbers::new(lang);
    let words = break_even::Words {
        results,
        found,
        numbers: &numbers,
        lang,
    };
    let looks = sheet.looks;
    sheet.line(&say::heading(lang), &looks.title)?;
    for sentence in words.first_sentences() {
        sheet.line(&sentence, &looks.text)?;
    }
    for lever in &found.levers {
        sheet.line(&words.about(lever), &looks.text)?;
    }
    sheet.gap();
    let unit = numbers.unit(MoneyStep::Kronor);
    let mut heads = vec![
        say_choice::column_design(lang),
        lang.pick("vem", "who").to_owned(),
    ];
    heads.extend(
        found
            .levers
            .iter()
            .map(|lever| lever_value::name(lang, results, lever)),
    );
    heads.push(
        say::column_middle(lang, "", unit)
            .trim_start_matches(':')
            .trim()
            .to_owned(),
    );
    heads.push(say::column_probability(lang).replace('\n', " "));
    heads.push(lang.pick("gräns vid", "limit at").to_owned());
    sheet.head(&heads, 1)?;
    points_and_limits(sheet, &words)?;
    cells_of_map(sheet, results, found, lang)?;
    sheet.widths(&[34.0, 20.0, 30.0, 24.0, 18.0, 14.0])
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
            let start = || vec![Cell::Text(name.clone()), Cell::Text(who.clone())];
            for point in &seen.points {
                let mut cells = start();
                cells.push(Cell::Number(point.value));
                cells.push(Cell::Sek(point.net.p50));
                cells.push(Cell::Share(point.saving_probability.value));
                sheet.cells(&cells)?;
            }
            for at in &seen.at {
                for crossing in &at.crossings {
                    let mut cells = start();
                    cells.push(Cell::Number(crossing.value));
                    cells.extend([Cell::Empty, Cell::Empty, Cell::Share(at.probability)]);
                    sheet.cells(&cells)?;
                }
                if at.crossings.is_empty() {
                    let mut cells = start();
                    cells.push(Cell::Text(words.cell(at)));
                    cells.extend([Cell::Empty, Cell::Empty, Cell::Share(at.probability)]);
                    sheet.cells(&cells)?;
                }
            }
        }
    }
    Ok(())
}

fn cells_of_map(
    sheet: &mut Sheet<'_>,
    results: &Results,
    found: &BreakEven,
    lang: Lang,
) -> Result<(), XlsxError> {
    let Some(map) = &found.map else {
        return Ok(());
    };
    for design in &map.designs {
        let name = title::design(lang, results, &design.design);
        for seen in &design.seen {
            let who = names::perspective(lang, seen.perspective);
            for (row, second) in map.second_values.iter().enumerate() {
                for (column, first) in map.first_values.iter().enumerate() {
                    sheet.cells(&[
                        Cell::Text(name.clone()),
                        Cell::Text(who.to_owned()),
                        Cell::Number(*first),
                        Cell::Number(*second),
                        Cell::Sek(seen.median_sek[row][column]),
                        Cell::Share(seen.saving_probability[row][column]),
                    ])?;
                }
            }
        }
    }
    Ok(())
}

/// Writes the choice.
pub fn write_choice(
    sheet: &mut Sheet<'_>,
    results: &Results,
    found: &Choice,
    lang: Lang,
) -> Result<(), XlsxError> {
    let numbers = Numbers::new(lang);
    let words = choice::Words {
        results,
        choice: found,
        numbers: &numbers,
        lang,
    };
    let looks = sheet.looks;
    let unit = numbers.unit(MoneyStep::Kronor);
    sheet.line(&say_choice::heading(lang), &looks.title)?;
    sheet.line(&words.first_sentence(), &looks.text)?;
    sheet.line(&words.rank_note(), &looks.text)?;
    for sentence in words.dominance() {
        sheet.line(&sentence, &looks.text)?;
    }
    sheet.gap();
    let flat = |head: String| head.replace('\n', " ");
    sheet.head(
        &[
            flat(say_choice::column_design(lang)),
            flat(say_choice::column_net(lang, unit)),
            flat(say_choice::column_behind(lang, unit)),
            flat(say_choice::column_best(lang)),
            flat(say_choice::column_best_given(lang)),
            flat(say_choice::column_regret(lang, unit)),
            flat(say_choice::column_municipality(lang, unit)),
            flat(say_choice::column_public(lang, unit)),
            flat(say_choice::column_households(lang)),
            flat(say_choice::column_worst(lang, unit)),
            flat(say_choice::column_dominated(lang)),
        ],
        1,
    )?;
    ranked(sheet, &words)?;
    prices(sheet, &words)?;
    if let Some(search) = &found.search {
        searched(sheet, &words, search)?;
    }
    sheet.widths(&[
        34.0, 18.0, 18.0, 16.0, 18.0, 18.0, 18.0, 18.0, 16.0, 18.0, 34.0,
    ])
}

fn ranked(sheet: &mut Sheet<'_>, words: &choice::Words<'_>) -> Result<(), XlsxError> {
    let found = words.choice;
    for one in &found.ranked {
        let mut cells = vec![
            Cell::Text(words.design(&one.design)),
            Cell::Sek(one.net.value),
            Cell::Sek(one.behind_best.value),
            Cell::Share(one.best_probability.value),
            match one.best_given_numbers {
                Some(given) => Cell::Share(given.value),
                None => Cell::Empty,
            },
            Cell::Sek(one.regret.value),
        ];
        for row in found.pareto.iter().filter(|row| row.design == one.design) {
            cells.extend([
                Cell::Sek(row.municipality.value),
                Cell::Sek(row.public_sector.value),
                Cell::Number(row.extra_self_support.value),
                Cell::Sek(row.worst_tenth.value),
                Cell::Text(words.dominated(&row.dominated_by)),
            ]);
        }
        sheet.cells(&cells)?;
    }
    Ok(())
}

fn prices(sheet: &mut Sheet<'_>, words: &choice::Words<'_>) -> Result<(), XlsxError> {
    let curves = &words.choice.acceptability;
    sheet.gap();
    let looks = sheet.looks;
    for sentence in words.price_sentences() {
        sheet.line(&sentence, &looks.text)?;
    }
    let names = curves
        .designs
        .iter()
        .map(|one| Cell::Text(words.design(&one.design)));
    let price = say_choice::column_price(words.lang).replace('\n', " ");
    let heads: Vec<Cell> = std::iter::once(Cell::Text(price)).chain(names).collect();
    sheet.cells(&heads)?;
    for (at, price) in curves.prices_sek.iter().enumerate() {
        let shares = curves.designs.iter();
        let shares = shares.map(|one| Cell::Share(one.best_probability[at]));
        let cells: Vec<Cell> = std::iter::once(Cell::Sek(*price)).chain(shares).collect();
        sheet.cells(&cells)?;
    }
    Ok(())
}

fn searched(
    sheet: &mut Sheet<'_>,
    words: &choice::Words<'_>,
    search: &Search,
) -> Result<(), XlsxError> {
    let looks = sheet.looks;
    sheet.gap();
    let design = words.design(&search.design);
    sheet.line(
        &say_choice::search_heading(words.lang, &design),
        &looks.title,
    )?;
    for sentence in words.search_sentences(search) {
        sheet.line(&sentence, &looks.text)?;
    }
    let heads = words.search_heads(search).into_iter();
    let heads = heads.map(|head| Cell::Text(head.replace('\n', " ")));
    let heads: Vec<Cell> = std::iter::once(Cell::Empty).chain(heads).collect();
    sheet.cells(&heads)?;
    let best = search.best.iter().enumerate();
    let best = best.map(|(at, one)| (words.search_row(at, one, false), one));
    let written = search.as_written.iter();
    let written = written.map(|one| (words.search_row(0, one, true), one));
    for (name, one) in best.chain(written) {
        let cells = words.search_cells(search, one).into_iter().map(Cell::Text);
        let cells: Vec<Cell> = std::iter::once(Cell::Text(name)).chain(cells).collect();
        sheet.cells(&cells)?;
    }
    Ok(())
}
