//! Expected values as a page of text.

use sim_core::results::expected::{
    Expected, ExpectedComparison, ExpectedDesign, ExpectedLine, ExpectedSeries,
};

use crate::number::{MoneyStep, Numbers};
use crate::report::page::{Columns, Page};
use crate::texts::{Lang, keys, names, twin as say};

/// States and events beside each other are left out where they are smaller than this all the time.
const SMALLEST: f64 = 0.005;

/// Returns the whole page.
pub fn write(expected: &Expected, lang: Lang, width: usize) -> String {
    let numbers = Numbers::new(lang);
    let mut page = Page::new(width);
    page.heading(&say::heading(lang));
    page.paragraph(&say::what_it_is(lang), 0);
    let share = numbers.percent(expected.grid_error_share, 3);
    page.paragraph(&say::grid(lang, expected.cells_per_month, &share), 0);
    let stock = numbers.decimals(expected.stock_households, 1);
    page.paragraph(&say::stock(lang, &stock), 0);
    for comparison in &expected.comparisons {
        page.title(&title(expected, lang, &comparison.design));
        savings(comparison, &numbers, &mut page);
        page.gap();
        page.line(&say::difference_title(lang));
        page.table(&money(expected, &comparison.lines, &numbers));
    }
    for design in &expected.designs {
        page.title(&title(expected, lang, &design.id));
        page.gap();
        page.line(&say::money_title(lang));
        page.table(&money(expected, &design.lines, &numbers));
        people(expected, design, &numbers, &mut page);
    }
    page.finish()
}

fn title(expected: &Expected, lang: Lang, id: &str) -> String {
    let found = expected.designs.iter().find(|design| design.id == id);
    match found.and_then(|design| design.title.as_ref()) {
        Some(title) => lang.of(title).to_owned(),
        None if id == "today" => keys::today(lang),
        None => id.to_owned(),
    }
}

fn savings(comparison: &ExpectedComparison, numbers: &Numbers, page: &mut Page) {
    let lang = numbers.lang();
    page.gap();
    page.line(&say::savings_title(lang));
    let unit = numbers.unit(MoneyStep::Thousands);
    let mut columns = Columns::new(vec![
        say::column_who(lang),
        say::column_net(lang, unit),
        say::column_grid(lang),
    ]);
    for saving in &comparison.savings {
        columns.row(vec![
            names::perspective(lang, saving.perspective).to_owned(),
            numbers.in_step(saving.sek, MoneyStep::Thousands),
            numbers.decimals(saving.grid_error_sek / 1000.0, 2),
        ]);
    }
    page.table(&columns);
}

fn money(expected: &Expected, lines: &[ExpectedLine], numbers: &Numbers) -> Columns {
    let lang = numbers.lang();
    let mut header = vec![String::new()];
    header.extend(expected.years.iter().map(ToString::to_string));
    header.push(say::column_whole(lang));
    let mut columns = Columns::new(header);
    for line in lines {
        let account = names::account(lang, line.account);
        let kind = names::flow_kind(lang, line.kind);
        let mut cells = vec![format!("{account}: {kind}")];
        let thousands = |sek: f64| numbers.in_step(sek, MoneyStep::Thousands);
        cells.extend(line.by_year.iter().map(|sek| thousands(*sek)));
        cells.push(thousands(line.by_year.iter().sum()));
        columns.row(cells);
    }
    columns
}

fn people(expected: &Expected, design: &ExpectedDesign, numbers: &Numbers, page: &mut Page) {
    let lang = numbers.lang();
    page.gap();
    page.line(&say::people_title(lang));
    page.table(&by_year(expected, &design.households, numbers, true));
    page.gap();
    page.line(&say::events_title(lang));
    page.table(&by_year(expected, &design.events, numbers, false));
}

/// A row for each series: its mean month, or its sum, by year.
fn by_year(
    expected: &Expected,
    series: &[ExpectedSeries],
    numbers: &Numbers,
    is_mean: bool,
) -> Columns {
    let lang = numbers.lang();
    let mut header = vec![String::new()];
    header.extend(expected.years.iter().map(ToString::to_string));
    let mut columns = Columns::new(header);
    for one in series {
        if one.months.iter().all(|x| x.abs() < SMALLEST) {
            continue;
        }
        let name = match one.id.as_str() {
            "paid" => say::paid(lang),
            id => names::state(lang, id).unwrap_or(id).to_owned(),
        };
        let mut cells = vec![name];
        let mut months = one.months.iter();
        for count in &expected.months_in_year {
            let sum: f64 = months.by_ref().take(*count as usize).sum();
            let divisor = if is_mean {
                f64::from((*count).max(1))
            } else {
                1.0
            };
            cells.push(numbers.decimals(sum / divisor, 1));
        }
        columns.row(cells);
    }
    columns
}
