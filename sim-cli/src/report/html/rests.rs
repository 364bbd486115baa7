//! What the answer rests on: how much is known, what is left out, how it was run.

use maud::{Markup, html};
use sim_core::results::assumption::Basis;
use sim_core::results::comparison::Perspective;

use crate::report::charts::parts::{Fill, Part, draw_parts};
use crate::report::charts::svg::Told;
use crate::report::evidence::weak;
use crate::report::html::documents::documents;
use crate::report::html::paper::{Paper, figure, short};
use crate::report::html::table::Table;
use crate::report::text::answer::{adjustment_sentences, month_name};
use crate::texts::{answer as known, basis as words, paper as parts, paper_basis as say};

/// Returns the fifth part.
pub fn rests(paper: &Paper<'_>) -> Markup {
    let lang = paper.lang;
    html! {
        section #rests aria-labelledby="rests-h" {
            h2 #rests-h { (parts::rests(lang)) }
            (evidence(paper))
            (documents(paper))
            h3 { (say::left_out(lang)) }
            (left_out(paper))
            h3 { (say::settings(lang)) }
            (settings(paper))
            h3 { (say::error(lang)) }
            p.note { (say::error_note(lang)) }
            (errors(paper).show())
            h3 { (say::again(lang)) }
            pre { code { @for word in paper.view.setting.command.split(' ') { span { (word) } " " } } }
            p.note { (say::again_note(lang)) }
        }
    }
}

/// Returns the sign of a class of evidence.
pub fn basis_mark(basis: Basis) -> Markup {
    let sign = match basis {
        Basis::Documented => "■",
        Basis::Statistics => "▨",
        Basis::Assumed => "□",
    };
    html! { span.basis aria-hidden="true" { (sign) } }
}

fn evidence(paper: &Paper<'_>) -> Markup {
    let lang = paper.lang;
    let counts = &paper.results.evidence;
    let count = |of: u32| paper.numbers.count(u64::from(of));
    let part = |name: String, size: u32, fill: Fill| Part {
        name,
        size: f64::from(size),
        fill,
    };
    let all = [
        part(
            say::documented(lang, &count(counts.documented)),
            counts.documented,
            Fill::Full,
        ),
        part(
            say::statistics(lang, &count(counts.statistics)),
            counts.statistics,
            Fill::Lines,
        ),
        part(
            say::assumed(lang, &count(counts.assumed)),
            counts.assumed,
            Fill::Open,
        ),
    ];
    let told = Told {
        id: "evidence".to_owned(),
        title: say::evidence_title(lang),
        text: say::evidence_text(lang),
    };
    let picture = html! { div.lone { (draw_parts(&told, &all)) } };
    let caption = html! {
        (words::evidence(lang, &count(counts.numbers), &count(counts.documented), &count(counts.statistics), &count(counts.assumed)))
        " " (words::uncertain(lang, &count(counts.uncertain))) " " (weak(paper.numbers, counts))
    };
    figure(lang, &picture, &caption, &[])
}

fn left_out(paper: &Paper<'_>) -> Markup {
    let lang = paper.lang;
    let last = paper
        .numbers
        .whole(f64::from(paper.results.run.headline_month));
    html! {
        ul {
            li { (say::left_out_proof(lang)) }
            li { (say::left_out_later(lang, &last)) }
            li { (say::left_out_worth(lang)) }
            li { (say::left_out_services(lang)) }
            li { (say::left_out_economy(lang)) }
            li { (say::left_out_staff(lang)) }
        }
    }
}

fn settings(paper: &Paper<'_>) -> Markup {
    let (lang, run, numbers) = (paper.lang, &paper.results.run, paper.numbers);
    let households = numbers.whole(run.stock.households);
    let stock = match run.stock.given {
        true => say::stock_given(lang, &households),
        false => say::stock_grown(
            lang,
            &households,
            &numbers.decimals(run.stock.warm_up_years, 0),
        ),
    };
    let draws = [run.draws, run.draws_asked, run.second_cohorts].map(|count| numbers.count(count));
    let months = numbers.whole(f64::from(run.horizon_months));
    let last = month_name(run.start, run.horizon_months.saturating_sub(1));
    let rows = [
        (
            say::row_period(lang),
            known::frame(
                lang,
                "",
                &month_name(run.start, 0),
                &last,
                &months,
                run.price_year,
            ),
        ),
        (say::row_adjustments(lang), adjustment_sentences(paper.view)),
        (
            say::row_draws(lang),
            say::draws(lang, &draws[0], &draws[1], &draws[2]),
        ),
        (say::row_seed(lang), run.seed.to_string()),
        (say::row_stock(lang), stock),
        (
            say::row_discount(lang),
            numbers.percent(run.discount_per_year, 1),
        ),
        (say::row_version(lang), short(&run.program_version)),
        (say::row_hash(lang), short(&run.scenario_hash)),
    ];
    html! {
        dl.facts { @for (name, value) in rows { div { dt { (name) } dd { (value) } } } }
    }
}

fn errors(paper: &Paper<'_>) -> Table {
    let (lang, numbers) = (paper.lang, paper.numbers);
    let mut table = Table::new("errors", say::error_table(lang)).head([
        known::column_design(lang),
        say::column_mean(lang),
        say::column_error(lang),
        say::column_chance(lang),
        say::column_chance_error(lang),
    ]);
    for comparison in &paper.results.comparisons {
        let Some(own) = comparison.saving(Perspective::Municipality) else {
            continue;
        };
        let chance = &own.saving_probability;
        let cells = [
            numbers.money(own.net.mean),
            numbers.money(own.net.mc_se * 2.0),
            numbers.percent(chance.value, 1),
            numbers.decimals(chance.mc_se * 200.0, 1),
        ];
        table.row(paper.lettered(&comparison.design), cells);
    }
    table
}
