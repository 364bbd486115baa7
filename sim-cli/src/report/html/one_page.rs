//! The summary: the answer, the money and what both rest on, on one A4 sheet.
//!
//! Everything on it is short because there is little room: long texts are cut earlier than on
//! the whole paper, and designs and years that find no room are said to be left out.

use maud::{DOCTYPE, Markup, html};
use sim_core::results::Results;
use sim_core::results::comparison::{Comparison, Perspective};
use sim_core::scenario::money::Account;

use crate::report::charts::dots::Field;
use crate::report::evidence::weak;
use crate::report::html::answer::{all_designs, dots, fields, tables};
use crate::report::html::head;
use crate::report::html::opening::{frame, notices};
use crate::report::html::paper::{Paper, behind, cut};
use crate::report::html::table::Table;
use crate::report::html::whole::without_hidden_signs;
use crate::report::text::answer::capitalised;
use crate::report::text::{Setting, View, verdict};
use crate::texts::{
    answer as known, basis, money as words, names, one_page as say, paper as parts,
    paper_basis as rests, paper_money,
};

/// Designs that find room in the tables.
const MOST_DESIGNS: usize = 5;
/// Designs from which only the best has pictures.
const MANY_DESIGNS: usize = 4;
/// Budget years that find room.
const MOST_YEARS: usize = 6;
/// Most letters of the title.
const TITLE: usize = 80;
/// Most letters of a design's name.
const NAME: usize = 46;
/// Most letters of what would change the answer.
const HANGS_ON: usize = 230;
/// Digits of the checksum, enough to tell scenarios apart.
const DIGITS: usize = 16;
/// Most letters of the question.
const QUESTION: usize = 180;

/// Returns the summary as a page.
pub fn write_one_page(results: &Results, setting: &Setting) -> String {
    let view = View::new(results, setting);
    let mut paper = Paper::new(&view);
    paper.longest_name = NAME;
    without_hidden_signs(&page(&paper).into_string())
}

fn page(paper: &Paper<'_>) -> Markup {
    let lang = paper.lang;
    html! {
        (DOCTYPE)
        html.one lang=(lang.pick("sv", "en")) {
            head { (head::head_of_one_page(paper)) }
            body {
                (opening(paper))
                main {
                    (answer(paper))
                    (money(paper).show())
                    (basis_of(paper))
                }
                div #tip hidden {}
                (head::script())
            }
        }
    }
}

fn opening(paper: &Paper<'_>) -> Markup {
    let (lang, run) = (paper.lang, &paper.results.run);
    html! {
        header {
            p.kicker { (say::kicker(lang)) @if let Some(place) = &run.municipality { " · " (cut(place, TITLE)) } }
            h1 { (cut(lang.of(&run.title), TITLE)) }
            @if let Some(question) = &run.question { p.question { (cut(lang.of(question), QUESTION)) } }
            p.frame { (frame(paper)) }
            @for notice in notices(paper) { p.notice { (notice) } }
        }
    }
}

/// Returns the designs that find room in the tables.
fn listed<'a>(paper: &Paper<'a>) -> Vec<&'a Comparison> {
    let all = paper.results.comparisons.iter().collect();
    best(all, MOST_DESIGNS)
}

/// Returns the designs that have pictures.
fn pictured<'a>(paper: &Paper<'a>) -> Vec<&'a Comparison> {
    let all = &paper.results.comparisons;
    let differs = |one: &&Comparison| {
        let own = one.saving(Perspective::Municipality);
        own.is_some_and(|own| !verdict::is_no_difference(own))
    };
    let is_full = all.len() >= MANY_DESIGNS || !notices(paper).is_empty();
    let most = if is_full { 1 } else { 2 };
    best(all.iter().filter(differs).collect(), most)
}

/// Returns so many designs with the best middle outcome for the municipality, in the order of
/// the scenario.
fn best(all: Vec<&Comparison>, most: usize) -> Vec<&Comparison> {
    let middle = |one: &Comparison| {
        let own = one.saving(Perspective::Municipality);
        own.map_or(f64::NEG_INFINITY, |own| own.net.p50)
    };
    let mut ranked: Vec<(usize, &Comparison)> = all.into_iter().enumerate().collect();
    ranked.sort_by(|one, other| middle(other.1).total_cmp(&middle(one.1)));
    ranked.truncate(most);
    ranked.sort_by_key(|one| one.0);
    ranked.into_iter().map(|one| one.1).collect()
}

fn answer(paper: &Paper<'_>) -> Markup {
    let lang = paper.lang;
    let (listed, pictured) = (listed(paper), pictured(paper));
    let fields = fields(&pictured);
    let designs = paper.results.comparisons.len();
    html! {
        section #answer aria-labelledby="answer-h" {
            h2 #answer-h { (parts::answer(lang)) }
            @match listed.as_slice() {
                [] => p { (parts::nothing_to_show(lang)) },
                [only] => (sentence(paper, only)),
                several => (all_designs(paper, several)),
            }
            @for (comparison, field) in pictured.iter().zip(&fields) {
                (one_design(paper, comparison, *field, pictured.len() == 1))
            }
            p.note {
                @if !pictured.is_empty() { (say::dots(lang)) " " }
                @if designs > pictured.len() {
                    @if pictured.len() == 2 { (say::best_two(lang)) " " }
                    @if pictured.len() == 1 { (say::best_one(lang)) " " }
                }
                @if designs > listed.len() {
                    (say::more_designs(lang, &paper.numbers.count((designs - listed.len()) as u64))) " "
                }
                (known::public_sector_is(lang))
            }
        }
    }
}

fn sentence(paper: &Paper<'_>, comparison: &Comparison) -> Markup {
    let Some(own) = comparison.saving(Perspective::Municipality) else {
        return html! {};
    };
    html! {
        @if verdict::is_no_difference(own) {
            p.lead { (verdict::who_gains(paper.view, own)) }
        } @else {
            p.lead {
                strong { (verdict::how_sure(paper.view, own)) } " " (verdict::how_many(paper.view, own)) " "
                (verdict::how_far(paper.view, own))
            }
        }
    }
}

/// Returns a design in three columns: words, the municipality, the public sector. There is more
/// room for words where it is the only one.
fn one_design(paper: &Paper<'_>, comparison: &Comparison, field: Field, is_only: bool) -> Markup {
    let lang = paper.lang;
    let (own, public) = (
        comparison.saving(Perspective::Municipality),
        comparison.saving(Perspective::PublicSector),
    );
    let shift = own
        .zip(public)
        .and_then(|(own, public)| verdict::shift(paper.view, own, public));
    html! {
        article.design {
            div.three {
                div {
                    h3 { (paper.badge(&comparison.design)) " " (paper.name(&comparison.design)) }
                    @if let Some(shift) = shift { p.beware { (shift) } }
                    h4 { (parts::would_change(lang)) }
                    p { (cut(&verdict::hangs_on(paper.view, comparison), HANGS_ON)) }
                    @if let (true, Some(own)) = (is_only, own) {
                        h4 { (parts::when_back(lang)) }
                        p { (verdict::payback(paper.view, own)) }
                    }
                }
                @for saving in Perspective::SIDE_BY_SIDE.iter().filter_map(|one| comparison.saving(*one)) {
                    div.side {
                        h4 { (capitalised(names::perspective(lang, saving.perspective))) }
                        (dots(paper, comparison, saving, field))
                    }
                }
            }
            (behind(lang, &tables(paper, comparison)))
        }
    }
}

/// Returns the municipality's net by budget year and over the whole time.
fn money(paper: &Paper<'_>) -> Table {
    let lang = paper.lang;
    let years = &paper.results.run.years;
    let shown = &years[..years.len().min(MOST_YEARS)];
    let mut caption = say::by_year(lang);
    if shown.len() < years.len() {
        caption = format!("{caption}. {}", say::later_years(lang));
    }
    let head = std::iter::once(known::column_design(lang))
        .chain(shown.iter().map(|year| year_with_months(paper, *year)))
        .chain([paper_money::column_whole(lang)]);
    let mut table = Table::new("money", caption).head(head);
    for comparison in listed(paper) {
        let own = comparison.saving(Perspective::Municipality);
        let of_year = |year: &i32| {
            let found = own.and_then(|own| own.by_year.iter().find(|one| one.0 == *year));
            found.map(|found| found.1)
        };
        let whole = comparison
            .difference
            .total(Account::Municipality, None, None);
        let cells: Vec<Markup> = shown
            .iter()
            .map(of_year)
            .chain([whole.copied()])
            .map(|sek| sek.map(|sek| paper.cell(&sek)).unwrap_or_default())
            .collect();
        let name = html! { (paper.badge(&comparison.design)) " " (paper.name(&comparison.design)) };
        table.row(name, cells);
    }
    table
}

/// Returns a year, and how many of its months are counted where that is not all of them.
fn year_with_months(paper: &Paper<'_>, year: i32) -> String {
    let run = &paper.results.run;
    let mut years = run.years.iter().zip(&run.months_in_year);
    match years.find(|(one, months)| **one == year && **months < 12) {
        Some((_, months)) => {
            words::months_of_year(paper.lang, &year.to_string(), &months.to_string())
        }
        None => year.to_string(),
    }
}

fn basis_of(paper: &Paper<'_>) -> Markup {
    let (lang, numbers, run) = (paper.lang, paper.numbers, &paper.results.run);
    let counts = &paper.results.evidence;
    let count = |of: u32| numbers.count(u64::from(of));
    let draws = numbers.count(run.draws);
    let digits: String = run.scenario_hash.chars().take(DIGITS).collect();
    html! {
        section #rests aria-labelledby="rests-h" {
            div.halves {
                div {
                    h2 #rests-h { (say::how_sure(lang)) }
                    p {
                        (basis::evidence(lang, &count(counts.numbers), &count(counts.documented),
                            &count(counts.statistics), &count(counts.assumed)))
                        " " (weak(numbers, counts)) " " (say::no_proof(lang))
                    }
                }
                div {
                    h2 { (rests::again(lang)) }
                    pre { code { @for word in paper.view.setting.command.split(' ') { span { (word) } " " } } }
                    p {
                        (known::draws_line(lang, &draws)) " "
                        (say::known_by(lang, &cut(&run.program_version, 20), &digits))
                    }
                    p { (say::whole_paper(lang, &paper.view.setting.file)) }
                }
            }
        }
    }
}
