//! Sheet: the answer in figures, and what was run.

use rust_xlsxwriter::{Workbook, XlsxError, utility::row_col_to_cell_absolute};
use sim_core::results::Results;
use sim_core::results::comparison::Saving;

use crate::number::Numbers;
use crate::report::title;
use crate::report::xlsx::sheet::{Cell, Looks, Sheet};
use crate::texts::{Lang, names, workbook};

/// Writes the sheet, and names for its figures such as `net_mean_house_municipality`.
pub fn write(
    book: &mut Workbook,
    looks: &Looks,
    results: &Results,
    lang: Lang,
) -> Result<(), XlsxError> {
    let name = workbook::summary(lang);
    let mut sheet = Sheet::new(book.add_worksheet(), looks, &name)?;
    let run = &results.run;
    sheet.line(lang.of(&run.title), &looks.title)?;
    let discount = Numbers::new(lang).percent(run.discount_per_year, 1);
    let amounts = workbook::amounts(lang, run.price_year, run.headline_month, &discount);
    sheet.line(&amounts, &looks.text)?;
    sheet.line(&workbook::do_not_add(lang), &looks.text)?;
    sheet.gap();
    sheet.head(&headings(lang), 2)?;
    let mut named = Vec::new();
    for comparison in &results.comparisons {
        for saving in &comparison.savings {
            let of = format!("{}_{}", comparison.design, saving.perspective.word());
            for (column, figure) in [
                (2, "net_mean"),
                (4, "net_p10"),
                (5, "net_p50"),
                (6, "net_p90"),
            ] {
                let cell = row_col_to_cell_absolute(sheet.row, column);
                named.push((format!("{figure}_{of}"), cell));
            }
            let design = title::design(lang, results, &comparison.design);
            sheet.cells(&row(design, saving, lang))?;
        }
    }
    sheet.gap();
    facts(&mut sheet, results, lang)?;
    sheet.widths(&[
        38.0, 22.0, 16.0, 16.0, 16.0, 16.0, 16.0, 14.0, 14.0, 16.0, 14.0, 14.0, 18.0,
    ])?;
    for (figure, cell) in named {
        book.define_name(plain(&figure), &format!("='{name}'!{cell}"))?;
    }
    Ok(())
}

/// Names of cells take letters, figures and underscores.
fn plain(name: &str) -> String {
    let plain = name.chars().map(|sign| {
        if sign.is_ascii_alphanumeric() {
            sign
        } else {
            '_'
        }
    });
    plain.collect()
}

fn headings(lang: Lang) -> Vec<String> {
    vec![
        workbook::design(lang),
        workbook::seen_by(lang),
        workbook::mean(lang),
        workbook::error(lang),
        workbook::low(lang),
        workbook::median(lang),
        workbook::high(lang),
        workbook::chance(lang),
        workbook::large_loss(lang),
        workbook::worst_tenth(lang),
        workbook::payback(lang),
        workbook::never(lang),
        workbook::run_off(lang),
    ]
}

fn row(design: String, saving: &Saving, lang: Lang) -> Vec<Cell> {
    let net = &saving.net;
    let month = saving.payback.p50_month;
    vec![
        Cell::Text(design),
        Cell::Text(names::perspective(lang, saving.perspective).to_owned()),
        Cell::Sek(net.mean),
        Cell::Sek(net.mc_se),
        Cell::Sek(net.p10),
        Cell::Sek(net.p50),
        Cell::Sek(net.p90),
        Cell::Share(saving.saving_probability.value),
        Cell::Share(saving.large_loss_probability.value),
        Cell::Sek(saving.worst_tenth_mean_sek),
        month.map_or(Cell::Empty, |month| Cell::Number(f64::from(month))),
        Cell::Share(saving.payback.never_share.value),
        Cell::Sek(saving.run_off_sek_per_year.p50),
    ]
}

fn facts(sheet: &mut Sheet<'_>, results: &Results, lang: Lang) -> Result<(), XlsxError> {
    let (run, evidence) = (&results.run, &results.evidence);
    let mut facts = Vec::new();
    if let Some(municipality) = &run.municipality {
        facts.push((
            workbook::municipality(lang),
            Cell::Text(municipality.clone()),
        ));
    }
    if let Some(question) = &run.question {
        facts.push((
            workbook::question(lang),
            Cell::Text(lang.of(question).to_owned()),
        ));
    }
    let assumed = format!("{} / {}", evidence.assumed, evidence.numbers);
    facts.extend([
        (workbook::assumed_share(lang), Cell::Text(assumed)),
        (workbook::n_draws(lang), Cell::Text(run.draws.to_string())),
        (workbook::seed(lang), Cell::Text(run.seed.to_string())),
        (
            workbook::version(lang),
            Cell::Text(run.program_version.clone()),
        ),
        (
            workbook::scenario_hash(lang),
            Cell::Text(run.scenario_hash.clone()),
        ),
    ]);
    for fixed in &run.fixed {
        let name = title::number(lang, results, &fixed.address);
        facts.push((workbook::fixed(lang, &name), Cell::Number(fixed.value)));
    }
    for (name, value) in facts {
        sheet.cells(&[Cell::Text(name), value])?;
    }
    Ok(())
}
