//! What documents say came out, beside what the model expects.

use maud::{Markup, html};
use sim_core::results::backtest::{Backtest, Calibration, DocumentedResult};

use crate::number::NONE;
use crate::report::backtest::said;
use crate::report::figures::View;
use crate::report::html::paper::{Paper, short};
use crate::report::html::table::Table;
use crate::report::text::answer::capitalised;
use crate::texts::{backtest as words, paper_backtest as say};

/// Returns how the model did against documented figures; nothing where the results do not say.
pub fn documents(paper: &Paper<'_>) -> Markup {
    let lang = paper.lang;
    let Some(found) = paper.results.backtest.as_ref() else {
        return html! {};
    };
    let is_chosen =
        |figure: &DocumentedResult| figure.chosen_as_success && figure.position.is_some();
    html! {
        h3 { (say::heading(lang)) }
        p {
            (summary(paper, &found.calibration))
            @if found.calibration.scored > 0 { " " (say::no_effect(lang)) }
        }
        (table(paper, found).show())
        @if found.figures.iter().any(is_chosen) { p.note { (words::about_success(lang)) } }
        details.behind {
            summary { (say::more(lang)) }
            @for figure in &found.figures {
                @let view = View { place: found, figure, numbers: paper.numbers };
                p { strong { (short(lang.of(&figure.title))) ". " } (capitalised(&said(&view).join(" "))) }
            }
            p.note { (words::about_position(lang, &paper.numbers.decimals(largest_error(found), 3))) }
            p.note { (words::about_gross(lang)) }
            p.note { (words::draws(lang, &paper.numbers.count(found.draws), &found.seed.to_string())) }
        }
    }
}

/// Returns how many lie where they should, in a sentence.
pub fn summary(paper: &Paper<'_>, known: &Calibration) -> String {
    let lang = paper.lang;
    let count = |of: u32| paper.numbers.count(u64::from(of));
    let (low, high) = known.inside_80_expected;
    match (known.scored, known.inside_80) {
        (0, _) => say::none_judged(lang),
        (1, 0) => say::one_outside(lang),
        (1, _) => say::one_inside(lang),
        (scored, inside) => {
            let expected = paper.numbers.range(f64::from(low), f64::from(high), 0);
            say::several(lang, &count(scored), &count(inside), &expected)
        }
    }
}

fn largest_error(found: &Backtest) -> f64 {
    let positions = found.figures.iter().filter_map(|figure| figure.position);
    positions
        .map(|position| position.mid.mc_se)
        .fold(0.0, f64::max)
}

fn table(paper: &Paper<'_>, found: &Backtest) -> Table {
    let lang = paper.lang;
    let mut table = Table::new("documents", say::table(lang))
        .class("words")
        .head([
            words::column_figure(lang),
            words::column_documented(lang),
            words::column_expected(lang),
            words::column_verdict(lang),
        ]);
    for figure in &found.figures {
        let view = View {
            place: found,
            figure,
            numbers: paper.numbers,
        };
        let predicted = figure.predicted.as_ref();
        table.row(
            short(lang.of(&figure.title)),
            [
                view.documented(),
                predicted.map_or_else(|| NONE.to_owned(), |it| view.expected(it)),
                capitalised(say::verdict(lang, figure)),
            ],
        );
    }
    table
}
