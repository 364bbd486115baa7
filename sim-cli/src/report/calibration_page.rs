//! Numbers calibrated to facts, as a page to read and print: pictures, and every number of them in tables.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use sim_core::results::calibration::{CalibratedFact, CalibratedNumber, Calibration};
use sim_core::results::run::Stopped;
use sim_core::scenario::Scenario;

use crate::number::{HARD_SPACE, NONE};
use crate::report::calibration::{
    Setting, fact_heads, number_heads, pairs, rounds, stage_heads, stopped,
};
use crate::report::calibration_words::Words;
use crate::report::charts::before_after::{
    Distributions, Intervals, draw_distributions, draw_intervals,
};
use crate::report::charts::svg::Told;
use crate::report::html::Table;
use crate::report::text::answer::capitalised;
use crate::texts::{basis, calibration as say};

const STYLE: &str = include_str!("html/style.css");

/// Returns the page.
pub fn write(found: &Calibration, scenario: &Scenario, setting: &Setting) -> String {
    let words = Words::new(found, scenario, setting.lang);
    crate::report::html::without_hidden_signs(&page(&words, setting).into_string())
}

fn page(words: &Words<'_>, setting: &Setting) -> Markup {
    let lang = words.lang();
    let found = words.found;
    let title = say::title(lang, lang.of(&found.run.title));
    html! {
        (DOCTYPE)
        html lang=(lang.pick("sv", "en")) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy"
                    content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content={ "Utfall " (found.run.program_version) };
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    h1 { (title) }
                    p { (say::what_it_is(lang)) }
                    @if found.run.stopped == Stopped::Interrupted { p.notice { (stopped(words)) } }
                }
                main {
                    (warnings(words))
                    (numbers(words))
                    (facts(words))
                    section {
                        h2 { (say::agreement(lang)) }
                        @for line in words.agreement() { p { (line) } }
                    }
                    (sample(words))
                }
                footer { p.small { (basis::again_by(lang, "")) code { (setting.command) } } }
            }
        }
    }
}

fn warnings(words: &Words<'_>) -> Markup {
    let all = &words.found.warnings;
    html! {
        @if !all.is_empty() {
            section {
                h2 { (say::first(words.lang())) }
                @for warning in all { p.notice { (words.warning(warning)) } }
                @let modes = words.modes();
                @if !modes.is_empty() { ul { @for mode in modes { li { (mode) } } } }
            }
        }
    }
}

fn numbers(words: &Words<'_>) -> Markup {
    let lang = words.lang();
    let mut table = Table::new("numbers-table", say::numbers(lang)).head(number_heads(lang));
    for number in &words.found.numbers {
        table.row(
            capitalised(&words.name(&number.address)),
            [
                words.middle_and_interval(number, &number.prior),
                words.middle_and_interval(number, &number.posterior),
                words.left(number),
                words.grades(number),
            ],
        );
    }
    let pairs = pairs(words);
    html! {
        section {
            h2 { (say::numbers(lang)) }
            p { (say::reading_numbers(lang)) }
            div.grid {
                @for (at, number) in words.found.numbers.iter().enumerate() { (distribution(words, at, number)) }
            }
            (table.show())
            p.small { (say::about_left(lang)) " " (say::about_grade(lang)) }
            h3 { (say::correlations(lang)) }
            @if pairs.is_empty() {
                p { (say::no_pairs(lang)) }
            } @else {
                ul { @for pair in &pairs { li { (pair) } } }
                p.small { (say::about_pairs(lang)) }
            }
        }
    }
}

fn distribution(words: &Words<'_>, at: usize, number: &CalibratedNumber) -> Markup {
    let lang = words.lang();
    let name = capitalised(&words.name(&number.address));
    let before = words.middle_and_interval(number, &number.prior);
    let after = words.middle_and_interval(number, &number.posterior);
    let told = Told {
        id: format!("number-{at}"),
        title: name.clone(),
        text: say::number_told(lang, &name, &before, &after),
    };
    let edges = &number.edges;
    let (low, high) = (edges.first().copied(), edges.last().copied());
    let (low, high) = (low.unwrap_or_default(), high.unwrap_or_default());
    // The unit stands once: there is no room for more.
    let marks = [
        words.plain(number, low),
        words.plain(number, 0.5 * (low + high)),
        words.value(number, high),
    ];
    let of = Distributions {
        before: &number.prior.bins,
        after: &number.posterior.bins,
        marks,
        names: [say::before(lang), say::after(lang)],
    };
    html! {
        figure {
            figcaption { strong { (name) } }
            (draw_distributions(&told, &of))
        }
    }
}

/// Returns an interval that may stand on two lines: there are three in a row.
fn loose(interval: &str) -> String {
    interval.replace(HARD_SPACE, " ")
}

fn facts(words: &Words<'_>) -> Markup {
    let lang = words.lang();
    let mut table = Table::new("facts-table", say::facts(lang)).head(fact_heads(lang));
    for fact in &words.found.facts {
        let others = fact.from_others.as_ref();
        table.row(
            capitalised(&words.fact_name(&fact.id)),
            [
                words.figure(fact, fact.observed),
                words.error(fact),
                loose(&words.interval(fact, &fact.prior)),
                loose(&words.interval(fact, &fact.posterior)),
                others.map_or_else(|| NONE.to_owned(), |it| loose(&words.interval(fact, it))),
                words.signed(fact.residual, 1),
            ],
        );
    }
    html! {
        section {
            h2 { (say::facts(lang)) }
            p { (say::reading_facts(lang)) }
            div.grid {
                @for (at, fact) in words.found.facts.iter().enumerate() { (interval(words, at, fact)) }
            }
            (table.show())
            p.small { (say::about_facts(lang)) }
            dl {
                @for fact in &words.found.facts {
                    dt { (capitalised(&words.fact_name(&fact.id))) }
                    dd.small { (capitalised(&words.about_fact(fact))) " " (words.error_parts(fact)) }
                }
            }
        }
    }
}

fn interval(words: &Words<'_>, at: usize, fact: &CalibratedFact) -> Markup {
    let lang = words.lang();
    let name = capitalised(&words.fact_name(&fact.id));
    let figure = words.figure(fact, fact.observed);
    let told = Told {
        id: format!("fact-{at}"),
        title: name.clone(),
        text: say::fact_told(
            lang,
            &name,
            &figure,
            &words.interval(fact, &fact.prior),
            &words.interval(fact, &fact.posterior),
        ),
    };
    let (before, after) = (
        (fact.prior.p05, fact.prior.p95),
        (fact.posterior.p05, fact.posterior.p95),
    );
    let (low, high) = Intervals::span(before, after, fact.observed);
    let of = Intervals {
        before,
        after,
        figure: fact.observed,
        ends: [words.figure(fact, low), words.figure(fact, high)],
        figure_words: format!("{} {figure}", say::observed(lang)),
        names: [say::before(lang), say::after(lang)],
    };
    html! {
        figure {
            figcaption { strong { (name) } }
            (draw_intervals(&told, &of))
        }
    }
}

fn sample(words: &Words<'_>) -> Markup {
    let lang = words.lang();
    let mut table = Table::new("rounds-table", say::sample(lang)).head(stage_heads(lang));
    for (round, cells) in rounds(words) {
        table.row(round, cells);
    }
    html! {
        section {
            h2 { (say::sample(lang)) }
            @for line in words.sample() { p { (line) } }
            (table.show())
        }
    }
}
