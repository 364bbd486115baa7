//! Sheet: which way of working to choose.

use rust_xlsxwriter::XlsxError;
use sim_core::results::Results;
use sim_core::results::choice::{Candidate, Choice, Search};
use sim_core::results::comparison::Perspective;

use crate::number::{MoneyStep, Numbers};
use crate::report::choice::{self, net_of};
use crate::report::lever_value;
use crate::report::xlsx::break_even::levers;
use crate::report::xlsx::sheet::{Cell, Sheet};
use crate::texts::{Lang, choice as say_choice, workbook};

/// Writes the choice.
pub fn write(
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
    let (lang, curves) = (words.lang, &words.choice.acceptability);
    sheet.gap();
    let looks = sheet.looks;
    for sentence in words.price_sentences() {
        sheet.line(&sentence, &looks.text)?;
    }
    let names = curves.designs.iter();
    let names = names.map(|one| Cell::Head(words.design(&one.design)));
    let price = Cell::Head(workbook::price_sek(lang));
    let heads: Vec<Cell> = std::iter::once(price).chain(names).collect();
    sheet.cells(&heads)?;
    for (at, price) in curves.prices_sek.iter().enumerate() {
        let shares = curves.designs.iter();
        let shares = shares.map(|one| Cell::Share(one.best_probability[at]));
        let cells: Vec<Cell> = std::iter::once(Cell::Sek(*price)).chain(shares).collect();
        sheet.cells(&cells)?;
    }
    if curves.switches.is_empty() {
        return Ok(());
    }
    sheet.gap();
    let heads = [
        workbook::best_design(lang),
        workbook::from_price_sek(lang),
        workbook::error_of_value(lang),
    ];
    sheet.cells(&heads.map(Cell::Head))?;
    for switch in &curves.switches {
        sheet.cells(&[
            Cell::Text(words.design(&switch.design)),
            Cell::Sek(switch.from_sek.value),
            Cell::Sek(switch.from_sek.mc_se),
        ])?;
    }
    Ok(())
}

fn searched(
    sheet: &mut Sheet<'_>,
    words: &choice::Words<'_>,
    search: &Search,
) -> Result<(), XlsxError> {
    let (lang, looks) = (words.lang, sheet.looks);
    sheet.gap();
    let design = words.design(&search.design);
    sheet.line(&say_choice::search_heading(lang, &design), &looks.title)?;
    for sentence in words.search_sentences(search) {
        sheet.line(&sentence, &looks.text)?;
    }
    if let Some(budget) = search.budget_sek {
        sheet.cells(&[Cell::Text(workbook::budget_sek(lang)), Cell::Sek(budget)])?;
    }
    sheet.cells(&candidate_heads(words, search))?;
    let best = search.best.iter().enumerate();
    let best = best.map(|(at, one)| (words.search_row(at, one, false), one));
    let written = search.as_written.iter();
    let written = written.map(|one| (words.search_row(0, one, true), one));
    for (name, one) in best.chain(written) {
        sheet.cells(&candidate(name, one))?;
    }
    sheet.gap();
    levers(sheet, (words.results, lang), &search.levers)
}

fn candidate_heads(words: &choice::Words<'_>, search: &Search) -> Vec<Cell> {
    let lang = words.lang;
    let kronor = words.numbers.unit(MoneyStep::Kronor);
    let flat = |head: String| head.replace('\n', " ");
    let levers = search.levers.iter();
    let levers = levers.map(|lever| lever_value::name(lang, words.results, lever));
    let heads = [
        flat(say_choice::column_municipality(lang, kronor)),
        workbook::error_of_value(lang),
        flat(say_choice::column_public(lang, kronor)),
        workbook::error_of_value(lang),
        flat(say_choice::column_behind(lang, kronor)),
        flat(say_choice::column_chance(lang)),
        flat(say_choice::column_households(lang)),
        flat(say_choice::column_cost(lang, kronor)),
    ];
    let all = std::iter::once(String::new()).chain(levers).chain(heads);
    all.map(Cell::Head).collect()
}

fn candidate(name: String, one: &Candidate) -> Vec<Cell> {
    let nets = Perspective::SIDE_BY_SIDE.map(|who| net_of(one, who));
    let mut cells = vec![Cell::Text(name)];
    cells.extend(one.values.iter().map(|value| Cell::Number(*value)));
    cells.extend(
        nets.iter()
            .flat_map(|net| [net.value, net.mc_se].map(Cell::Sek)),
    );
    cells.extend([
        Cell::Sek(one.behind_best.value),
        Cell::Share(one.saving_probability.value),
        Cell::Number(one.extra_self_support.value),
        Cell::Sek(one.cost_sek.value),
    ]);
    cells
}
