//! What it is worth to know more: bars of numbers, curves of studies.

use std::sync::Arc;

use maud::{Markup, html};
use sim_core::results::information::{InformationSeen, InformationValue};

use crate::number::MoneyStep;
use crate::report::charts::frame::Show;
use crate::report::charts::sizes::{FIRST_INK, Line, draw_sizes};
use crate::report::charts::svg::Told;
use crate::report::charts::worths::{Worth, draw_worths};
use crate::report::html::paper::{Paper, figure, short};
use crate::report::html::table::Table;
use crate::report::information::{
    View, chosen, is_nothing, name, notes, of_number, perspectives, sentences, shown, the_others,
};
use crate::report::text::capitalised;
use crate::texts::{information as say, names};

/// Returns the part; nothing where it was not asked.
pub fn information(paper: &Paper<'_>) -> Markup {
    let Some(found) = &paper.results.information else {
        return html! {};
    };
    let view = paper.about(found);
    html! {
        article #information {
            h3 { (say::heading(paper.lang)) }
            @for seen in &found.seen { p { (sentences(&view, seen)) } }
            (numbers(paper, &view))
            (studies(paper, &view))
            @for note in notes(&view) { p.note { (note) } }
        }
    }
}

fn numbers(paper: &Paper<'_>, view: &View<'_>) -> Markup {
    let lang = paper.lang;
    let rows = chosen(view);
    let tables = [
        options(paper, view),
        by_number(paper, view),
        by_group(paper, view),
    ];
    let longest = view.found.seen.iter().flat_map(|seen| {
        let of = rows.iter().filter_map(|row| of_number(seen, &row.address));
        of.map(|number| number.worth.sek + 2.0 * number.worth.mc_se)
    });
    let full = longest.fold(0.0, f64::max);
    let pictures = html! {
        @if !rows.is_empty() {
            div.pair {
                @for seen in &view.found.seen { div.side { (bars(paper, view, seen, full)) } }
            }
        }
    };
    let caption = html! { (say::numbers(lang)) ". " (the_others(view).unwrap_or_default()) };
    figure(lang, &pictures, &caption, &tables)
}

fn bars(paper: &Paper<'_>, view: &View<'_>, seen: &InformationSeen, full: f64) -> Markup {
    let lang = paper.lang;
    let who = names::perspective(lang, seen.perspective);
    let mut bars: Vec<(f64, Worth)> = chosen(view)
        .iter()
        .filter_map(|row| of_number(seen, &row.address))
        .map(|number| {
            let bar = Worth {
                name: capitalised(&short(&name(view, &number.address))),
                value: (number.worth.sek, 2.0 * number.worth.mc_se),
                figure: shown(paper.numbers, &number.worth),
            };
            (number.worth.sek, bar)
        })
        .collect();
    bars.sort_by(|a, b| b.0.total_cmp(&a.0));
    let bars: Vec<Worth> = bars.into_iter().map(|(_, bar)| bar).collect();
    let told = Told {
        id: format!("worth-{}", seen.perspective.word()),
        title: say::bars_title(lang, who),
        text: say::bars_text(lang, bars.first().map_or("", |bar| &bar.name)),
    };
    html! {
        p.side-title { (capitalised(who)) ", " (paper.numbers.unit(MoneyStep::Thousands)) }
        (draw_worths(&told, &bars, full))
    }
}

fn options(paper: &Paper<'_>, view: &View<'_>) -> Table {
    let lang = paper.lang;
    let mut table = Table::new("worth-options", say::to_choose(lang)).head([
        say::column_option(lang),
        say::column_net(lang),
        say::column_best(lang),
        say::column_loss(lang),
    ]);
    for seen in &view.found.seen {
        table.group(capitalised(names::perspective(lang, seen.perspective)));
        for option in &seen.options {
            table.row(
                paper.name(&option.design),
                [
                    paper.numbers.money(option.net_sek.value),
                    paper.numbers.percent(option.best_share.value, 0),
                    paper.numbers.money(option.expected_loss_sek),
                ],
            );
        }
    }
    table
}

fn by_number(paper: &Paper<'_>, view: &View<'_>) -> Table {
    let lang = paper.lang;
    let mut head = vec![say::column_number(lang)];
    head.extend(perspectives(view));
    head.push(say::column_grade(lang));
    let mut table = Table::new("worth-numbers", say::numbers(lang)).head(head);
    for number in chosen(view) {
        let mut cells: Vec<String> = view
            .found
            .seen
            .iter()
            .map(|seen| {
                let found = of_number(seen, &number.address);
                found.map_or_else(String::new, |found| shown(paper.numbers, &found.worth))
            })
            .collect();
        cells.push(number.grade.map_or("–", |grade| grade.word()).to_owned());
        table.row(capitalised(&short(&name(view, &number.address))), cells);
    }
    table
}

fn by_group(paper: &Paper<'_>, view: &View<'_>) -> Table {
    let lang = paper.lang;
    let mut head = vec![say::column_group(lang), say::column_count(lang)];
    head.extend(perspectives(view));
    let mut table = Table::new("worth-groups", say::groups(lang)).head(head);
    let Some(first) = view.found.seen.first() else {
        return table;
    };
    let of_seen =
        |count: u64, of: &dyn Fn(&InformationSeen) -> Option<InformationValue>| {
            let mut cells = vec![paper.numbers.count(count)];
            cells.extend(view.found.seen.iter().map(|seen| {
                of(seen).map_or_else(String::new, |worth| shown(paper.numbers, &worth))
            }));
            cells
        };
    for group in &first.groups {
        let cells = of_seen(u64::from(group.numbers), &|seen| {
            let mut groups = seen.groups.iter();
            groups.find(|it| it.group == group.group).map(|it| it.worth)
        });
        table.row(say::group(lang, group.group), cells);
    }
    let cells = of_seen(first.numbers.len() as u64, &|seen| Some(seen.perfect));
    table.row(say::everything(lang), cells);
    table
}

/// The curves of the first perspective's studies, those that are worth anything.
fn studies(paper: &Paper<'_>, view: &View<'_>) -> Markup {
    let lang = paper.lang;
    let all = view
        .found
        .seen
        .first()
        .map_or(&[][..], |seen| &seen.studies);
    let shown_ones: Vec<_> = all
        .iter()
        .filter(|study| study.sizes.iter().any(|size| !is_nothing(&size.worth)))
        .collect();
    let Some(first) = shown_ones.first() else {
        return html! {};
    };
    // Studies of other sizes than the first have a table but no line.
    let sizes: Vec<u32> = first.sizes.iter().map(|size| size.n).collect();
    let alike = shown_ones.iter().filter(|study| {
        study
            .sizes
            .iter()
            .map(|size| size.n)
            .eq(sizes.iter().copied())
    });
    let alike: Vec<_> = alike.take(6).collect();
    let of_sizes = |of: &dyn Fn(&InformationValue) -> f64, at: usize| -> Vec<f64> {
        alike[at].sizes.iter().map(|size| of(&size.worth)).collect()
    };
    let lines: Vec<Line> = (0..alike.len())
        .map(|at| Line {
            middle: of_sizes(&|worth| worth.sek, at),
            low: of_sizes(&|worth| (worth.sek - 2.0 * worth.mc_se).max(0.0), at),
            high: of_sizes(&|worth| worth.sek + 2.0 * worth.mc_se, at),
        })
        .collect();
    let told = Told {
        id: "worth-studies".to_owned(),
        title: say::curve_title(lang),
        text: say::curve_text(lang),
    };
    let columns: Vec<String> = sizes
        .iter()
        .map(|n| paper.numbers.count(u64::from(*n)))
        .collect();
    let tables: Vec<Table> = all
        .iter()
        .enumerate()
        .map(|(at, study)| {
            let title = say::study(lang, &name(view, &study.address));
            let mut table = Table::new(format!("worth-study-{at}"), title)
                .head([say::column_size(lang), say::column_worth(lang)]);
            for size in &study.sizes {
                let worth = shown(paper.numbers, &size.worth);
                table.row(paper.numbers.count(u64::from(size.n)), [worth]);
            }
            table
        })
        .collect();
    let pictures = html! {
        p.side-title { (say::curve_title(lang)) ", " (paper.numbers.unit(MoneyStep::Thousands)) }
        @if sizes.len() > 1 { div.lone { (draw_sizes(&told, &columns, in_thousands(paper), (&lines, &[]))) } }
        ul.legend {
            @for (at, study) in alike.iter().enumerate() {
                li {
                    (paper.sample(FIRST_INK + at)) " " (at + 1) ". "
                    (capitalised(&short(&name(view, &study.address)))) ": " (say::counts(lang, study.counts))
                }
            }
        }
    };
    figure(lang, &pictures, &html! { (say::curve_text(lang)) }, &tables)
}

/// Returns how an amount is shown on an axis of thousands.
pub fn in_thousands(paper: &Paper<'_>) -> Show {
    let lang = paper.lang;
    Arc::new(move |sek: f64| crate::number::Numbers::new(lang).in_step(sek, MoneyStep::Thousands))
}
