//! Queues for limited places and slots.

use sim_core::results::queues::QueueResult;

use crate::report::page::{Columns, Page, wrapped};
use crate::report::text::View;
use crate::report::text::people::WIDEST_NAME;
use crate::report::title;
use crate::texts::people as say;

/// Letters above a column.
const WIDEST_HEADER: usize = 9;

/// Adds a table of every pool under every design; nothing where nothing is limited.
pub fn write(view: &View<'_>, page: &mut Page) {
    let lang = view.lang;
    let Some(pools) = view.results.designs.first().map(|one| &one.people.queues) else {
        return;
    };
    if pools.is_empty() {
        return;
    }
    page.gap();
    page.line(&say::queues(lang));
    let last = view.results.run.horizon_months.to_string();
    let headers = [
        String::new(),
        say::column_places(lang),
        say::column_used(lang),
        say::column_mean_wait(lang),
        say::column_p90_wait(lang),
        say::column_served(lang),
        say::column_queue(lang, &last),
        say::column_longest(lang),
    ];
    let headers = headers.map(|header| wrapped(&header, WIDEST_HEADER).join("\n"));
    let mut columns = Columns::new(headers.to_vec());
    for (position, pool) in pools.iter().enumerate() {
        columns.row(vec![title::own_or_known(
            lang,
            pool.title.as_ref(),
            &pool.pool,
        )]);
        for design in &view.results.designs {
            let Some(own) = design.people.queues.get(position) else {
                continue;
            };
            let name = title::design(lang, view.results, &design.id);
            columns.row(row(view, &name, own));
        }
    }
    page.table(&columns);
    page.paragraph(&say::queues_note(lang), 2);
}

fn row(view: &View<'_>, name: &str, own: &QueueResult) -> Vec<String> {
    let numbers = &view.numbers;
    let last = |months: &[f64]| months.last().copied().unwrap_or_default();
    let there = own.there.last().copied().flatten();
    let is_limited = own.there.iter().any(Option::is_some);
    vec![
        format!("  {}", wrapped(name, WIDEST_NAME).join("\n  ")),
        there.map_or_else(
            || say::no_limit(view.lang),
            |places| numbers.decimals(places, 0),
        ),
        if is_limited {
            numbers.percent(own.used_share_in_all.p50, 0)
        } else {
            String::new()
        },
        numbers.decimals(own.wait_days.p50, 0),
        own.p90_wait_days_in_all
            .map(|days| numbers.decimals(days, 0))
            .unwrap_or_default(),
        numbers.percent(own.served_share.p50, 0),
        numbers.decimals(last(&own.waiting.mean), 1),
        numbers.decimals(own.longest.mean.iter().copied().fold(0.0, f64::max), 0),
    ]
}
