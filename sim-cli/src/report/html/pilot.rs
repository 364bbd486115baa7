//! What a pilot can show, and whether it pays: a table of outcomes, curves of sizes.

use maud::{Markup, html};
use sim_core::results::pilot::PilotSeen;

use crate::number::{MoneyStep, NONE};
use crate::report::charts::sizes::{FIRST_INK, Line, draw_sizes};
use crate::report::charts::svg::Told;
use crate::report::html::information::in_thousands;
use crate::report::html::paper::{Paper, behind, figure};
use crate::report::html::table::Table;
use crate::report::information::is_nothing;
use crate::report::piloted::{
    View, arms, by_arms, cells, first_sentences, heads, months, notes, points, sentences,
    shown_size, size_heads, the_pilot,
};
use crate::report::text::capitalised;
use crate::texts::{names, piloted as say};

/// Returns the part; nothing where no pilot was simulated.
pub fn pilot(paper: &Paper<'_>) -> Markup {
    let Some(found) = &paper.results.pilot else {
        return html! {};
    };
    let lang = paper.lang;
    let view = paper.about(found);
    html! {
        article #pilot {
            h3 { (say::heading(lang)) }
            p { (first_sentences(&view)) }
            p { (the_pilot(&view)) }
            @for seen in &found.seen { p { (sentences(&view, seen)) } }
            (outcomes(paper, &view).show())
            p.note { (say::about_shows(lang)) }
            (sizes(paper, &view))
            @for note in notes(&view) { p.note { (note) } }
        }
    }
}

fn outcomes(paper: &Paper<'_>, view: &View<'_>) -> Table {
    let heads = heads(paper.lang)
        .into_iter()
        .map(|head| head.replace('\n', " "));
    let mut table = Table::new("pilot-shows", say::shows(paper.lang)).head(heads);
    for shows in &view.found.shows {
        let mut cells = cells(view, shows).into_iter();
        let name = cells.next().unwrap_or_default();
        // The difference has its middle, and its interval below.
        table.row(
            name,
            cells.enumerate().map(|(at, cell)| match at {
                1 if cell != NONE => {
                    let middle = points(view.numbers, shows.difference.p50);
                    html! { (middle) small { (cell) } }
                }
                _ => html! { (cell) },
            }),
        );
    }
    table
}

fn sizes(paper: &Paper<'_>, view: &View<'_>) -> Markup {
    let lang = paper.lang;
    let seen = &view.found.seen;
    let tables: Vec<Table> = seen.iter().map(|seen| table(paper, seen)).collect();
    let legend = seen.first().map(months).unwrap_or_default();
    let worths = seen.iter().flat_map(|seen| &seen.sizes);
    if worths.clone().all(|size| is_nothing(&size.worth)) {
        return behind(lang, &tables);
    }
    let pictures = html! {
        div.pair { @for seen in seen { div.side { (curves(paper, seen)) } } }
        ul.legend {
            @for (at, months) in legend.iter().enumerate() {
                li {
                    (paper.sample(FIRST_INK + at)) " " (at + 1) ". "
                    (say::column_months(lang, &months.to_string()))
                }
            }
        }
    };
    let caption = html! { (say::curve_text(lang)) " " (say::about_sizes(lang)) };
    figure(lang, &pictures, &caption, &tables)
}

fn curves(paper: &Paper<'_>, seen: &PilotSeen) -> Markup {
    let lang = paper.lang;
    let who = names::perspective(lang, seen.perspective);
    let rows = by_arms(seen);
    let columns: Vec<String> = rows
        .iter()
        .filter_map(|row| Some(paper.numbers.count(u64::from(row.first()?.arms.0))))
        .collect();
    let lines: Vec<Line> = (0..months(seen).len())
        .map(|at| {
            let of = rows
                .iter()
                .filter_map(|row| row.get(at))
                .map(|size| size.worth);
            let of: Vec<_> = of.collect();
            Line {
                middle: of.iter().map(|worth| worth.sek).collect(),
                low: of
                    .iter()
                    .map(|worth| (worth.sek - 2.0 * worth.mc_se).max(0.0))
                    .collect(),
                high: of
                    .iter()
                    .map(|worth| worth.sek + 2.0 * worth.mc_se)
                    .collect(),
            }
        })
        .collect();
    let costs: Vec<f64> = rows
        .iter()
        .filter_map(|row| Some(row.first()?.cost_sek))
        .collect();
    let costs = match costs.iter().any(|cost| *cost > 0.0) {
        true => costs,
        false => Vec::new(),
    };
    let told = Told {
        id: format!("pilot-{}", seen.perspective.word()),
        title: say::curve_title(lang, who),
        text: say::curve_text(lang),
    };
    html! {
        p.side-title { (capitalised(who)) ", " (paper.numbers.unit(MoneyStep::Thousands)) }
        (draw_sizes(&told, &columns, in_thousands(paper), (&lines, &costs)))
    }
}

fn table(paper: &Paper<'_>, seen: &PilotSeen) -> Table {
    let lang = paper.lang;
    let who = names::perspective(lang, seen.perspective);
    let id = format!("pilot-sizes-{}", seen.perspective.word());
    let mut table = Table::new(id, say::sizes(lang, who)).head(size_heads(lang, seen));
    for row in by_arms(seen) {
        let Some(first) = row.first() else { continue };
        let mut cells: Vec<String> = row
            .iter()
            .map(|size| shown_size(paper.numbers, size))
            .collect();
        cells.push(paper.numbers.money(first.cost_sek));
        table.row(arms(lang, first.arms), cells);
    }
    table
}
