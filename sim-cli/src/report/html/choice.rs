//! Which way of working: ranking, prices of a household in self-support, four things to weigh, search.

use std::sync::Arc;

use maud::{Markup, html};
use sim_core::results::choice::{Candidate, Search};

use crate::number::Numbers;
use crate::report::charts::curves::{Curve, Curves, draw_curves};
use crate::report::charts::scale::Scale;
use crate::report::charts::svg::Told;
use crate::report::choice::Words;
use crate::report::html::paper::{Paper, figure};
use crate::report::html::table::Table;
use crate::report::text::capitalised;
use crate::texts::{choice as say, names};

/// Returns the part; nothing where the question was not asked.
pub fn choice(paper: &Paper<'_>) -> Markup {
    let Some(choice) = &paper.results.choice else {
        return html! {};
    };
    let lang = paper.lang;
    let words = Words {
        results: paper.results,
        choice,
        numbers: paper.numbers,
        lang,
    };
    html! {
        article.design #choice {
            h3 { (say::heading(lang)) }
            p.lead { (words.first_sentence()) }
            (ranking(paper, &words).show())
            p.note { (words.rank_note()) }
            h4 { (say::dominance_heading(lang)) }
            ul { @for sentence in words.dominance() { li { (sentence) } } }
            h4 { (say::price_heading(lang)) }
            p { @for sentence in words.price_sentences() { (sentence) " " } }
            (prices(paper, &words))
            h4 { (say::pareto_heading(lang)) }
            (pareto(paper, &words).show())
            p.note { (say::pareto_note(lang)) }
            @if let Some(search) = &choice.search { (searched(paper, &words, search)) }
        }
    }
}

fn flat(head: String) -> String {
    capitalised(&head.replace('\n', " "))
}

fn lettered(paper: &Paper<'_>, id: &str) -> Markup {
    html! { (paper.badge(id)) " " (paper.name(id)) }
}

fn ranking(paper: &Paper<'_>, words: &Words<'_>) -> Table {
    let (lang, step) = (paper.lang, words.step());
    let unit = paper.numbers.unit(step);
    let given = words.has_given().then(|| say::column_best_given(lang));
    let heads = [
        Some(say::column_design(lang)),
        Some(say::column_net(lang, unit)),
        Some(say::column_behind(lang, unit)),
        Some(say::column_best(lang)),
        given,
        Some(say::column_regret(lang, unit)),
    ];
    let heads = heads.into_iter().flatten().map(flat);
    let mut table = Table::new("choice-rank", say::rank_table(lang)).head(heads);
    let sum = |of: sim_core::results::spread::Estimate| {
        let error = paper.numbers.in_step(2.0 * of.mc_se, step);
        html! { (paper.numbers.in_step(of.value, step)) small { "± " (error) } }
    };
    for one in &words.choice.ranked {
        let cells = [
            Some(sum(one.net)),
            Some(sum(one.behind_best)),
            Some(html! { (paper.numbers.percent(one.best_probability.value, 0)) }),
            words.given(one).map(|share| html! { (share) }),
            Some(sum(one.regret)),
        ];
        table.row(lettered(paper, &one.design), cells.into_iter().flatten());
    }
    table
}

fn prices(paper: &Paper<'_>, words: &Words<'_>) -> Markup {
    let lang = paper.lang;
    let curves = &words.choice.acceptability;
    let thousands: Vec<f64> = curves.prices_sek.iter().map(|sek| sek / 1e3).collect();
    let most = thousands.last().copied().unwrap_or(1.0);
    let whole = move |value: f64| Numbers::new(lang).whole(value);
    let about = Curves {
        lying: Scale::around([0.0, most], 6).cut_to(0.0, most),
        show_lying: Arc::new(whole),
        label: say::price_axis(lang),
        upright: Scale {
            low: 0.0,
            high: 100.0,
            step: 20.0,
        },
        show_upright: Arc::new(whole),
        marks: Vec::new(),
        has_letters: true,
    };
    let lines: Vec<Curve> = curves
        .designs
        .iter()
        .map(|one| {
            let shares: Vec<f64> = one
                .best_probability
                .iter()
                .map(|share| share * 100.0)
                .collect();
            Curve {
                design: paper.position(&one.design),
                x: thousands.clone(),
                low: shares.clone(),
                high: shares.clone(),
                middle: shares,
            }
        })
        .collect();
    let told = Told {
        id: "choice-prices".to_owned(),
        title: say::price_title(lang, names::perspective(lang, words.choice.perspective)),
        text: say::price_text(lang),
    };
    let pictures = html! {
        div.lone {
            p.side-title { (told.title) ", %" }
            (draw_curves(&told, &about, &lines))
        }
        (paper.legend())
    };
    let heads = curves.designs.iter().map(|one| paper.lettered(&one.design));
    let heads = std::iter::once(flat(say::column_price(lang))).chain(heads);
    let mut table = Table::new("choice-prices-table", say::price_table(lang)).head(heads);
    for (at, price) in curves.prices_sek.iter().enumerate() {
        let shares = curves.designs.iter();
        let shares = shares.map(|one| paper.numbers.percent(one.best_probability[at], 0));
        table.row(paper.numbers.money(*price), shares);
    }
    figure(lang, &pictures, &html! { (words.price_note()) }, &[table])
}

fn pareto(paper: &Paper<'_>, words: &Words<'_>) -> Table {
    let (lang, step) = (paper.lang, words.step());
    let unit = paper.numbers.unit(step);
    let mut table = Table::new("choice-pareto", say::pareto_table(lang)).head([
        flat(say::column_design(lang)),
        flat(say::column_municipality(lang, unit)),
        flat(say::column_public(lang, unit)),
        flat(say::column_households(lang)),
        flat(say::column_worst(lang, unit)),
        flat(say::column_dominated(lang)),
    ]);
    for row in &words.choice.pareto {
        let sum = |sek: f64| paper.numbers.in_step(sek, step);
        table.row(
            lettered(paper, &row.design),
            [
                sum(row.municipality.value),
                sum(row.public_sector.value),
                paper.numbers.decimals(row.extra_self_support.value, 1),
                sum(row.worst_tenth.value),
                words.dominated(&row.dominated_by),
            ],
        );
    }
    table
}

fn searched(paper: &Paper<'_>, words: &Words<'_>, search: &Search) -> Markup {
    let lang = paper.lang;
    // The error stands below the sum that it is of.
    let error = search.levers.len() + 1;
    let heads = words.search_heads(search).into_iter().map(flat).enumerate();
    let heads = heads.filter(|(at, _)| *at != error).map(|(_, head)| head);
    let heads = std::iter::once(String::new()).chain(heads);
    let cells = |one: &Candidate| -> Vec<Markup> {
        let cells = words.search_cells(search, one);
        let shown = cells.iter().enumerate().filter(|(at, _)| *at != error);
        shown
            .map(|(at, cell)| {
                let beside = cells.get(error).filter(|_| at + 1 == error);
                html! { (cell) @if let Some(beside) = beside { small { "± " (beside) } } }
            })
            .collect()
    };
    let mut table = Table::new("choice-search", say::search_table(lang)).head(heads);
    for (at, one) in search.best.iter().enumerate() {
        let name = words.search_row(at, one, false);
        table.row(name, cells(one));
    }
    if let Some(written) = &search.as_written {
        let name = words.search_row(0, written, true);
        table.row_of("sum", name, cells(written));
    }
    html! {
        h4 { (say::search_heading(lang, &words.design(&search.design))) }
        @for sentence in words.search_sentences(search) { p { (sentence) } }
        ul { @for sentence in words.searched_between(search) { li { (sentence) } } }
        @if !table.is_empty() { (table.show()) p.note { (say::search_note(lang)) } }
    }
}
