//! A prediction that has been written in the register, as a page of text.

use sim_core::analysis::Registered;
use sim_core::results::prediction::{MonthlyQuantiles, Prediction};

use crate::number::{MoneyStep, Numbers};
use crate::report::page::{Columns, Page};
use crate::texts::follow_up::month;
use crate::texts::{Lang, keys, predict as say};

/// Returns the page.
pub fn write(registered: &Registered, path: &str, lang: Lang, width: usize) -> String {
    let numbers = Numbers::new(lang);
    let prediction = &registered.prediction;
    let mut page = Page::new(width);
    let design = match &prediction.design_title {
        Some(title) => lang.of(title).to_owned(),
        None if prediction.design == "today" => keys::today(lang),
        None => prediction.design.clone(),
    };
    page.title(&say::title(
        lang,
        &numbers.count(registered.number),
        &design,
    ));
    let (first, last) = (month(prediction.start), month(prediction.last_month()));
    let draws = numbers.count(prediction.draws);
    let date = prediction.made_on.to_string();
    page.paragraph(&say::kept(lang, path, &date, &first, &last, &draws), 0);
    page.gap();
    page.table(&table(prediction, &numbers));
    page.gap();
    page.paragraph(&say::counted(lang), 0);
    page.paragraph(&say::checksum(lang, &registered.checksum), 0);
    page.line(&say::follow_up(lang, path));
    page.finish()
}

/// The first month, then the last of every twelve.
fn table(prediction: &Prediction, numbers: &Numbers) -> Columns {
    let lang = numbers.lang();
    let step = MoneyStep::for_amounts(&prediction.forecast.paid_sek.mean);
    let mut columns = Columns::new(vec![
        say::column_month(lang),
        say::column_households(lang),
        say::column_range(lang),
        say::column_paid(lang, numbers.unit(step)),
        say::column_range(lang),
    ]);
    let n_months = prediction.n_months();
    let marks = (0..n_months).filter(|at| *at == 0 || *at % 12 == 11 || at + 1 == n_months);
    for at in marks {
        let months = i64::from(prediction.start.1) - 1 + at as i64;
        let year = prediction.start.0 + (months / 12) as i32;
        let households = |value: f64| numbers.whole(value);
        let paid = |value: f64| numbers.in_step(value, step);
        let forecast = &prediction.forecast;
        let mut row = vec![month((year, (months % 12) as u32 + 1))];
        row.extend(cells(
            prediction,
            &forecast.households,
            at,
            &households,
            lang,
        ));
        row.extend(cells(prediction, &forecast.paid_sek, at, &paid, lang));
        columns.row(row);
    }
    columns
}

fn cells(
    prediction: &Prediction,
    series: &MonthlyQuantiles,
    at: usize,
    shown: &dyn Fn(f64) -> String,
    lang: Lang,
) -> [String; 2] {
    let level = |wanted: f64| {
        let found = prediction.levels.iter().position(|level| *level == wanted);
        shown(found.map_or(f64::NAN, |level| series.quantiles[at][level]))
    };
    let to = lang.pick("till", "to");
    [level(0.5), format!("{} {to} {}", level(0.1), level(0.9))]
}
