//! What decides the answer: the uncertain numbers it goes along with.
//!
//! Later analyses (one number at a time, break-even, value of information) have their place
//! after the drivers.

use maud::{Markup, html};
use sim_core::results::comparison::{Comparison, Driver, Perspective};
use sim_core::results::spread::Estimate;

use crate::report::charts::bars::{Bar, draw_bars};
use crate::report::charts::parts::{Fill, Part, draw_parts};
use crate::report::charts::svg::Told;
use crate::report::html::break_even::break_even;
use crate::report::html::choice::choice;
use crate::report::html::information::information;
use crate::report::html::paper::{Paper, figure, short};
use crate::report::html::pilot::pilot;
use crate::report::html::rests::basis_mark;
use crate::report::html::sensitivity::sensitivity;
use crate::report::html::table::Table;
use crate::report::share::with_error;
use crate::report::text::answer::capitalised;
use crate::report::text::verdict;
use crate::report::title;
use crate::report::value::value_and_range;
use crate::texts::{basis as words, names, paper as parts, paper_basis as say};

/// Bars that are drawn however little they weigh.
const FEWEST: usize = 3;
/// Squared rank correlation from which a number gets a bar.
const WORTH_A_BAR: f64 = 0.01;

/// Returns the fourth part.
pub fn decides(paper: &Paper<'_>) -> Markup {
    let lang = paper.lang;
    html! {
        section #decides aria-labelledby="decides-h" {
            h2 #decides-h { (parts::decides(lang)) }
            p.note { (say::how_to_read(lang)) }
            @for comparison in &paper.results.comparisons {
                article.design {
                    (paper.heading(comparison))
                    (drivers(paper, comparison))
                }
            }
            (sensitivity(paper))
            (break_even(paper))
            (choice(paper))
            (information(paper))
            (pilot(paper))
            p { (say::go_on(lang, "utfall compare")) }
        }
    }
}

fn drivers(paper: &Paper<'_>, comparison: &Comparison) -> Markup {
    let lang = paper.lang;
    let design = paper.name(&comparison.design);
    let worth = |(idx, driver): &(usize, &Driver)| *idx < FEWEST || driver.squared >= WORTH_A_BAR;
    let shown: Vec<&Driver> = comparison
        .drivers
        .iter()
        .enumerate()
        .filter(worth)
        .map(|one| one.1)
        .collect();
    let Some(first) = shown.first() else {
        return html! { p { (say::no_drivers(lang, &design)) } };
    };
    let told = Told {
        id: format!("drivers-{}", paper.position(&comparison.design)),
        title: say::drivers_title(lang, &design),
        text: say::drivers_text(
            lang,
            &short(&title::number(lang, paper.results, &first.address)),
        ),
    };
    let bars: Vec<Bar> = shown
        .iter()
        .map(|driver| Bar {
            name: capitalised(&short(&title::number(lang, paper.results, &driver.address))),
            length: driver.rank_correlation,
            figure: paper.numbers.decimals(driver.rank_correlation, 2),
        })
        .collect();
    let (worse, better) = (say::worse(lang), say::better(lang));
    let pictures = html! {
        div.pair {
            div.side { (draw_bars(&told, &bars, longest(paper), (&worse, &better))) }
            div.side { (variance(paper, comparison)) }
        }
    };
    let own = comparison.saving(Perspective::Municipality);
    let caption = html! {
        (verdict::hangs_on(paper.view, comparison)) " "
        @if let Some(own) = own { (verdict::uncertainty(paper.view, comparison, own)) }
    };
    figure(
        lang,
        &pictures,
        &caption,
        &[table(paper, comparison, &shown)],
    )
}

/// Returns the strongest correlation of all designs: the pictures share their scale.
fn longest(paper: &Paper<'_>) -> f64 {
    let all = paper
        .results
        .comparisons
        .iter()
        .flat_map(|one| &one.drivers);
    all.map(|driver| driver.rank_correlation.abs())
        .fold(0.0, f64::max)
}

fn table(paper: &Paper<'_>, comparison: &Comparison, shown: &[&Driver]) -> Table {
    let lang = paper.lang;
    let id = format!("drivers-{}-table", paper.position(&comparison.design));
    let mut table = Table::new(id, paper.over(comparison, &say::drivers_table(lang))).head([
        words::column_number(lang),
        words::column_value(lang),
        words::column_interval(lang),
        say::column_basis(lang),
        words::column_grade(lang),
        say::column_correlation(lang),
    ]);
    for driver in shown {
        let known = paper
            .results
            .assumptions
            .iter()
            .find(|one| one.address == driver.address);
        let (value, range) = known
            .map(|known| value_and_range(paper.numbers, known))
            .unwrap_or_default();
        let grade = known.and_then(|known| known.grade);
        let basis = known
            .map(|known| html! { (basis_mark(known.basis)) " " (names::basis(lang, known.basis)) });
        table.row(
            capitalised(&short(&title::number(lang, paper.results, &driver.address))),
            [
                html! { (value) },
                html! { (range.unwrap_or_default()) },
                basis.unwrap_or_default(),
                html! { (grade.map_or("–", |grade| grade.word())) },
                html! { (paper.numbers.decimals(driver.rank_correlation, 2)) },
            ],
        );
    }
    table
}

/// Returns where the uncertainty comes from; nothing where there is none.
fn variance(paper: &Paper<'_>, comparison: &Comparison) -> Markup {
    let lang = paper.lang;
    let Some(own) = comparison.saving(Perspective::Municipality) else {
        return html! {};
    };
    let sizes = [
        own.variance.ignorance_share.value,
        own.variance.world_share.value,
        own.variance.luck_share.value,
    ];
    if sizes.iter().all(|size| *size <= 0.0) {
        return html! {};
    }
    let shown = |share: &Estimate| with_error(paper.numbers, share);
    let names = [
        say::ignorance(lang, &shown(&own.variance.ignorance_share)),
        say::world(lang, &shown(&own.variance.world_share)),
        say::luck(lang, &shown(&own.variance.luck_share)),
    ];
    let fills = [Fill::Full, Fill::Lines, Fill::Open];
    let parts: Vec<Part> = names
        .into_iter()
        .zip(sizes)
        .zip(fills)
        .map(|((name, size), fill)| Part { name, size, fill })
        .collect();
    let told = Told {
        id: format!("variance-{}", paper.position(&comparison.design)),
        title: say::variance_title(lang, &paper.name(&comparison.design)),
        text: say::variance_text(lang),
    };
    html! {
        p.side-title { (say::variance_title(lang, "").trim_end_matches([':', ' '])) }
        (draw_parts(&told, &parts))
    }
}
