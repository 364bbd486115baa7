//! Every number the answer rests on, with interval, grade and source.

use maud::{Markup, html};
use sim_core::results::assumption::{Assumption, Basis};

use crate::report::html::paper::{Paper, short, shortened};
use crate::report::html::rests::basis_mark;
use crate::report::html::table::Table;
use crate::report::text::answer::capitalised;
use crate::report::title;
use crate::report::value::value_and_range;
use crate::texts::{basis as words, paper as parts, paper_basis as say};

/// Returns the list.
pub fn appendix(paper: &Paper<'_>) -> Markup {
    let lang = paper.lang;
    let all = &paper.results.assumptions;
    let count = paper.numbers.count(all.len() as u64);
    let groups = [
        (Basis::Documented, say::list_documented(lang), "documented"),
        (Basis::Statistics, say::list_statistics(lang), "statistics"),
        (Basis::Assumed, say::list_assumed(lang), "assumed"),
    ];
    html! {
        section #appendix aria-labelledby="appendix-h" {
            h2 #appendix-h { (parts::appendix(lang)) }
            p.note { (say::appendix_note(lang)) }
            details.list {
                summary { (say::open_list(lang, &count)) }
                @for (basis, caption, id) in groups {
                    @let of: Vec<&Assumption> = all.iter().filter(|one| one.basis == basis).collect();
                    @if of.is_empty() { p { strong { (caption) } " " (say::list_none(lang)) } }
                    @else { (table(paper, id, &caption, &of).show()) }
                }
            }
        }
    }
}

fn table(paper: &Paper<'_>, id: &str, caption: &str, all: &[&Assumption]) -> Table {
    let lang = paper.lang;
    let mut table = Table::new(format!("list-{id}"), caption)
        .class("list")
        .head([
            words::column_number(lang),
            words::column_value(lang),
            words::column_interval(lang),
            words::column_grade(lang),
            say::column_source(lang),
        ]);
    let title_of = |id: &str| title::known_title(lang, paper.results, id);
    for one in all {
        let (value, range) = value_and_range(paper.numbers, one);
        let name = html! {
            (basis_mark(one.basis)) " " (capitalised(&short(&title::assumption(lang, one, &title_of))))
        };
        let source = match (&one.source_title, &one.source) {
            (Some(title), _) => short(lang.of(title)),
            (None, Some(id)) => short(id),
            (None, None) => "–".to_owned(),
        };
        let cells = [
            html! { (value) },
            html! { (range.unwrap_or_else(|| "–".to_owned())) },
            html! { (one.grade.map_or("–", |grade| grade.word())) },
            html! { (source) @if let Some(note) = &one.note { small { (shortened(note)) } } },
        ];
        table.row(name, cells);
    }
    table
}
