//! Queues for limited places, work needed, and the households as statistics count them.

use maud::{Markup, html};
use sim_core::results::people::{People, StaffNeed};
use sim_core::results::queues::QueueResult;
use sim_core::results::spread::MonthlySpread;

use crate::report::charts::ink;
use crate::report::html::paper::{Paper, short};
use crate::report::html::people::panel;
use crate::report::html::table::Table;
use crate::report::title;
use crate::texts::{paper_people as say, people as words};

/// The months that are shown of the work needed, besides the last one.
const MONTHS: [u32; 3] = [12, 24, 36];

/// Returns the queues; a sentence where nothing is limited.
pub fn queues(paper: &Paper<'_>) -> Markup {
    let lang = paper.lang;
    let pools: &[QueueResult] = paper
        .results
        .designs
        .first()
        .map_or(&[], |one| &one.people.queues);
    html! {
        h3 { (say::queues(lang)) }
        @if pools.is_empty() { p { (say::no_queues(lang)) } }
        @else {
            (table(paper, pools).show())
            p.note { (words::queues_note(lang)) }
            div.grid {
                @for (position, pool) in pools.iter().enumerate() {
                    @let name = say::queue_title(lang, &pool_name(paper, pool));
                    (panel(paper, &format!("queue-{position}"), &name, &waiting(position)))
                }
            }
        }
    }
}

fn waiting(position: usize) -> impl Fn(&People) -> Option<&MonthlySpread> {
    move |people| people.queues.get(position).map(|pool| &pool.waiting)
}

fn pool_name(paper: &Paper<'_>, pool: &QueueResult) -> String {
    short(&title::own_or_known(
        paper.lang,
        pool.title.as_ref(),
        &pool.pool,
    ))
}

fn table(paper: &Paper<'_>, pools: &[QueueResult]) -> Table {
    let lang = paper.lang;
    let mut table = Table::new("queue-table", say::queue_table(lang)).head([
        crate::texts::answer::column_design(lang),
        say::column_places(lang),
        say::column_used(lang),
        say::column_wait(lang),
        say::column_p90(lang),
        say::column_served(lang),
        say::column_queue(lang),
    ]);
    for (position, pool) in pools.iter().enumerate() {
        table.group(pool_name(paper, pool));
        for design in &paper.results.designs {
            if let Some(own) = design.people.queues.get(position) {
                table.row(paper.lettered(&design.id), row(paper, own));
            }
        }
    }
    table
}

fn row(paper: &Paper<'_>, own: &QueueResult) -> Vec<Markup> {
    let numbers = paper.numbers;
    let is_limited = own.there.iter().any(Option::is_some);
    let there = own.there.last().copied().flatten();
    let wait = &own.wait_days;
    let waiting = own.waiting.mean.last().copied().unwrap_or_default();
    vec![
        html! { (there.map_or_else(|| words::no_limit(paper.lang), |places| numbers.decimals(places, 0))) },
        html! { @if is_limited { (numbers.percent(own.used_share_in_all.p50, 0)) } },
        html! { (numbers.decimals(wait.p50, 0)) small { (numbers.range(wait.p10, wait.p90, 0)) } },
        html! { @if let Some(days) = own.p90_wait_days_in_all { (numbers.decimals(days, 0)) } },
        html! { (numbers.percent(own.served_share.p50, 0)) },
        html! { (numbers.decimals(waiting, 1)) },
    ]
}

/// Returns the work needed and the published statistics, for those who open them.
pub fn work(paper: &Paper<'_>) -> Markup {
    let lang = paper.lang;
    let staff = staff(paper);
    html! {
        @if !staff.is_empty() {
            h3 { (say::staff(lang)) }
            (staff.show())
        }
        h3 { (say::published(lang)) }
        p.note { (words::published_note(lang)) }
        (published(paper).show())
    }
}

fn staff(paper: &Paper<'_>) -> Table {
    let lang = paper.lang;
    let last = paper.results.run.horizon_months;
    let months: Vec<u32> = MONTHS
        .into_iter()
        .filter(|month| *month < last)
        .chain([last])
        .collect();
    let head = std::iter::once(crate::texts::answer::column_design(lang))
        .chain(
            months
                .iter()
                .map(|month| words::after_months(lang, &month.to_string())),
        )
        .chain([words::column_available(lang)]);
    let mut table = Table::new("staff", say::staff_table(lang)).head(head);
    let mut known: Vec<&str> = Vec::new();
    for need in paper
        .results
        .designs
        .iter()
        .flat_map(|one| &one.people.staff)
    {
        if known.contains(&need.profession.as_str()) {
            continue;
        }
        known.push(&need.profession);
        table.group(short(&title::own_or_known(
            lang,
            need.title.as_ref(),
            &need.profession,
        )));
        for design in &paper.results.designs {
            let mut all = design.people.staff.iter();
            if let Some(own) = all.find(|own| own.profession == need.profession) {
                table.row(paper.lettered(&design.id), staff_row(paper, own, &months));
            }
        }
    }
    table
}

fn staff_row(paper: &Paper<'_>, own: &StaffNeed, months: &[u32]) -> Vec<String> {
    let needed = months.iter().map(|month| {
        let idx = (*month as usize).checked_sub(1);
        let fte = idx.and_then(|idx| own.needed_fte.mean.get(idx));
        fte.map(|fte| paper.numbers.decimals(*fte, 1))
            .unwrap_or_default()
    });
    let available = own.available_fte.as_ref().and_then(|fte| fte.last());
    let available = match available {
        Some(fte) => paper.numbers.decimals(*fte, 1),
        None => words::not_said(paper.lang),
    };
    needed.chain([available]).collect()
}

/// Most designs that have their names over columns.
const MOST_NAMED: usize = 4;

fn published(paper: &Paper<'_>) -> Table {
    let lang = paper.lang;
    let designs = &paper.results.designs;
    let numbers = paper.numbers;
    // Names of more stand too close; the letters are those of the whole page.
    let called = |id: &str| match ink::letter(paper.position(id)) {
        Some(letter) if designs.len() > MOST_NAMED => letter.to_string(),
        _ => paper.lettered(id),
    };
    let head =
        std::iter::once(say::column_measure(lang)).chain(designs.iter().map(|one| called(&one.id)));
    let mut table = Table::new("published", say::published_table(lang)).head(head);
    let mut row = |name: String, figure: &dyn Fn(&People) -> String| {
        table.row(name, designs.iter().map(|one| figure(&one.people)));
    };
    row(words::months_in_year(lang), &|one| {
        numbers.decimals(one.published.months_in_year.value, 1)
    });
    row(words::ten_months(lang), &|one| {
        numbers.percent(one.published.ten_months_or_more_share.value, 0)
    });
    row(words::under_four(lang), &|one| {
        numbers.percent(one.published.under_four_months_share.value, 0)
    });
    row(words::over_twelve(lang), &|one| {
        numbers.percent(one.published.spells_over_twelve_months_share.value, 0)
    });
    row(words::back_within_three(lang), &|one| {
        numbers.percent(one.published.return_within_three_months_share.value, 0)
    });
    row(words::households_in_year(lang), &|one| {
        numbers.whole(one.published.households_in_year.p50)
    });
    row(words::sek_in_year(lang), &|one| {
        numbers.whole(one.published.sek_per_household_in_year.p50)
    });
    table
}
