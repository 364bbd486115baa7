//! What the answer rests on, and how to get it again.

use sim_core::results::comparison::{Comparison, Driver};

use crate::report::evidence;
use crate::report::page::{Columns, Page};
use crate::report::text::View;
use crate::report::title;
use crate::report::value::value_and_range;
use crate::texts::basis as say;

/// Rows that are shown however little they weigh.
const FEWEST_ROWS: usize = 3;
/// Squared rank correlation from which a number gets a row.
const WORTH_A_ROW: f64 = 0.01;

pub fn write(view: &View<'_>, page: &mut Page) {
    let lang = view.lang;
    page.heading(&say::heading(lang));
    let counts = &view.results.evidence;
    let count = |of: u32| view.numbers.count(u64::from(of));
    let text = format!(
        "{} {}",
        say::evidence(
            lang,
            &count(counts.numbers),
            &count(counts.documented),
            &count(counts.statistics),
            &count(counts.assumed)
        ),
        say::uncertain(lang, &count(counts.uncertain))
    );
    page.paragraph(&text, 0);
    page.paragraph(&evidence::weak(&view.numbers, counts), 0);
    for comparison in &view.results.comparisons {
        drivers(view, page, comparison);
    }
    if view
        .results
        .comparisons
        .iter()
        .any(|one| !one.drivers.is_empty())
    {
        page.paragraph(&say::weight_note(lang), 2);
    }
    the_run(view, page);
}

fn drivers(view: &View<'_>, page: &mut Page, comparison: &Comparison) {
    let lang = view.lang;
    if comparison.drivers.is_empty() {
        return;
    }
    page.gap();
    let design = title::design(lang, view.results, &comparison.design);
    page.line(&say::drivers_title(lang, &design));
    let mut columns = Columns::new(vec![
        say::column_number(lang),
        say::column_value(lang),
        say::column_interval(lang),
        say::column_grade(lang),
        say::column_importance(lang),
    ]);
    let worth_a_row =
        |(idx, driver): &(usize, &Driver)| *idx < FEWEST_ROWS || driver.squared >= WORTH_A_ROW;
    for (_, driver) in comparison.drivers.iter().enumerate().filter(worth_a_row) {
        let known = view
            .results
            .assumptions
            .iter()
            .find(|one| one.address == driver.address);
        let (value, range) = match known {
            Some(known) => value_and_range(&view.numbers, known),
            None => Default::default(),
        };
        let grade = known.and_then(|known| known.grade);
        let name = title::number(lang, view.results, &driver.address);
        columns.row(vec![
            crate::report::page::wrapped(&name, 44).join("\n"),
            value,
            range.unwrap_or_default(),
            grade.map_or_else(|| "-".to_owned(), |grade| grade.word().to_owned()),
            view.numbers.percent(driver.squared, 0),
        ]);
    }
    page.table(&columns);
}

fn the_run(view: &View<'_>, page: &mut Page) {
    let lang = view.lang;
    let run = &view.results.run;
    let numbers = &view.numbers;
    page.gap();
    page.line(&say::run_title(lang));
    let draws_and_seed = match run.precision {
        None => say::draws_and_seed,
        Some(_) => say::draws_of_most,
    };
    page.point(&draws_and_seed(
        lang,
        &numbers.count(run.draws),
        &numbers.count(run.draws_asked),
        &numbers.count(run.second_cohorts),
        &run.seed.to_string(),
    ));
    let households = numbers.whole(run.stock.households);
    page.point(&match run.stock.given {
        true => say::stock_given(lang, &households),
        false => say::stock(
            lang,
            &households,
            &numbers.decimals(run.stock.warm_up_years, 0),
        ),
    });
    page.point(&say::discount(
        lang,
        &numbers.percent(run.discount_per_year, 1),
    ));
    let short: String = run.scenario_hash.chars().take(16).collect();
    page.point(&say::identity(lang, &short, &run.program_version));
    page.gap();
    page.line(&say::again(lang));
    page.line(&format!("  {}", view.setting.command));
    page.line(&say::all_in_explain(lang, &view.setting.file));
}
