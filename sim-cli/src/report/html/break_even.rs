//! When a design breaks even: what a number must be, as sentences, curves and a map.

mod map;

use std::sync::Arc;

use maud::{Markup, html};
use sim_core::results::break_even::{BreakEvenDesign, BreakEvenSeen, LeverRange};

use crate::number::{MoneyStep, Numbers};
use crate::report::break_even::{Words, money_step, seen_by};
use crate::report::charts::curves::{Curve, Curves, draw_curves};
use crate::report::charts::frame::Show;
use crate::report::charts::scale::Scale;
use crate::report::charts::svg::Told;
use crate::report::html::break_even::map::of_map;
use crate::report::html::paper::{Paper, cut, figure, short};
use crate::report::html::table::Table;
use crate::report::lever_value;
use crate::report::text::capitalised;
use crate::texts::{break_even as say, names};

/// Returns the part; nothing where the question was not asked.
pub fn break_even(paper: &Paper<'_>) -> Markup {
    let Some(found) = &paper.results.break_even else {
        return html! {};
    };
    let lang = paper.lang;
    let words = paper.about(found);
    html! {
        article.design #break-even {
            h3 { (say::heading(lang)) }
            p.lead { strong { (capitalised(&words.levers())) } }
            @for sentence in words.first_sentences() { p.lead { (sentence) } }
            @for lever in &found.levers { p.note { (with_code(&words.about(lever))) } }
            @for design in &found.designs { (of_design(paper, &words, design)) }
            @if let Some(map) = &found.map {
                @for design in &map.designs { (of_map(paper, &words, (map, design))) }
            }
        }
    }
}

/// What stands in back-ticks is what is typed.
fn with_code(text: &str) -> Markup {
    html! {
        @for (at, piece) in text.split('`').enumerate() {
            @if at % 2 == 1 { code { (piece) } } @else { (piece) }
        }
    }
}

fn heading(paper: &Paper<'_>, design: &str) -> Markup {
    html! { h4 { (paper.badge(design)) " " (paper.name(design)) } }
}

fn of_design(paper: &Paper<'_>, words: &Words<'_>, design: &BreakEvenDesign) -> Markup {
    let lang = paper.lang;
    let position = paper.position(&design.design);
    let Some(lever) = words.found.levers.first() else {
        return html! {};
    };
    let pictures = html! {
        div.pair {
            div.side {
                p.side-title { (capitalised(&say::column_probability(lang).replace('\n', " "))) ", %" }
                (chance(paper, words, design, lever))
            }
            div.side { (middle(paper, words, design, lever)) }
        }
        ul.legend {
            @for (of, seen) in design.seen.iter().enumerate() {
                li { (paper.sample(ink_of(of, position))) " " (capitalised(names::perspective(lang, seen.perspective))) }
            }
        }
    };
    let caption = html! { (words.curve_note()) };
    let tables = [
        limits(paper, words, design),
        values(paper, words, design, lever),
    ];
    html! {
        (heading(paper, &design.design))
        @for sentence in sentences(words, design) { p { (sentence) } }
        (figure(lang, &pictures, &caption, &tables))
    }
}

/// Returns how much surer takes, and the municipality beside the public sector.
fn sentences(words: &Words<'_>, design: &BreakEvenDesign) -> Vec<String> {
    let asked = words.found.perspective;
    let of = |seen: &BreakEvenSeen| -> Vec<String> {
        let is_asked = seen.perspective == asked;
        // The first sentence of the perspective asked for stands above.
        let (first, most) = if is_asked { (1, 3) } else { (0, 1) };
        let at = seen.at.iter().skip(first).take(most);
        at.map(|at| words.sentence(seen.perspective, at)).collect()
    };
    let mut order: Vec<&BreakEvenSeen> = design.seen.iter().collect();
    order.sort_by_key(|seen| seen.perspective != asked);
    order.into_iter().flat_map(of).collect()
}

/// The perspective asked for has the design's ink, the others those of `today` and of the next.
fn ink_of(of: usize, position: usize) -> usize {
    match of {
        0 => position.max(1),
        1 => 0,
        _ => position.max(1) + 1,
    }
}

fn lying(paper: &Paper<'_>, lever: &LeverRange) -> (Scale, Show) {
    let scale = Scale::around([lever.from, lever.to], 6).cut_to(lever.from, lever.to);
    let (lang, lever) = (paper.lang, lever.clone());
    let show = Arc::new(move |value: f64| lever_value::figure(&Numbers::new(lang), &lever, value));
    (scale, show)
}

/// Letters that have room below a picture.
const ROOM: usize = 48;

fn axis_name(paper: &Paper<'_>, words: &Words<'_>, lever: &LeverRange) -> String {
    let name = short(&lever_value::name(paper.lang, words.results, lever));
    let unit = match lever.unit.as_str() {
        "share" => ", %".to_owned(),
        "sek" => {
            let unit = paper.numbers.unit(MoneyStep::Kronor);
            format!(", {unit}{}", lever_value::pace(paper.lang, &lever.path))
        }
        "ratio" | "plain" | "count" => String::new(),
        unit => format!(", {}", names::unit(paper.lang, unit, 2.0)),
    };
    let room = ROOM.saturating_sub(unit.chars().count());
    format!("{}{unit}", cut(&name, room))
}

/// Returns a picture over a lever's values, with nothing marked in it.
fn over(
    paper: &Paper<'_>,
    words: &Words<'_>,
    lever: &LeverRange,
    (upright, show_upright): (Scale, Show),
) -> Curves {
    let (lying, show_lying) = lying(paper, lever);
    Curves {
        lying,
        show_lying,
        label: axis_name(paper, words, lever),
        upright,
        show_upright,
        marks: Vec::new(),
        has_letters: false,
    }
}

fn chance(
    paper: &Paper<'_>,
    words: &Words<'_>,
    design: &BreakEvenDesign,
    lever: &LeverRange,
) -> Markup {
    let lang = paper.lang;
    let position = paper.position(&design.design);
    let marks = seen_by(&design.seen, words.found.perspective).into_iter();
    let marks = marks.flat_map(|seen| &seen.at).flat_map(|at| {
        let word = paper.numbers.percent(at.probability, 0);
        at.crossings
            .iter()
            .map(move |one| (one.value, word.clone()))
    });
    let upright = Scale {
        low: 0.0,
        high: 100.0,
        step: 20.0,
    };
    let show: Show = Arc::new(move |value| Numbers::new(lang).whole(value));
    let about = Curves {
        marks: marks.collect(),
        ..over(paper, words, lever, (upright, show))
    };
    let curves = design.seen.iter().enumerate().map(|(of, seen)| {
        let shares = seen.points.iter().map(|point| point.saving_probability);
        let band = |sign: f64| -> Vec<f64> {
            let ends = shares.clone();
            ends.map(|share| (100.0 * (share.value + sign * 2.0 * share.mc_se)).clamp(0.0, 100.0))
                .collect()
        };
        Curve {
            design: ink_of(of, position),
            x: seen.points.iter().map(|point| point.value).collect(),
            middle: band(0.0),
            low: band(-1.0),
            high: band(1.0),
        }
    });
    let told = Told {
        id: format!("break-even-{position}-chance"),
        title: say::chance_title(lang, names::perspective(lang, words.found.perspective)),
        text: say::chance_text(lang, &lever_value::name(lang, words.results, lever)),
    };
    draw_curves(&told, &about, &curves.collect::<Vec<Curve>>())
}

fn middle(
    paper: &Paper<'_>,
    words: &Words<'_>,
    design: &BreakEvenDesign,
    lever: &LeverRange,
) -> Markup {
    let lang = paper.lang;
    let position = paper.position(&design.design);
    let Some(seen) = seen_by(&design.seen, words.found.perspective) else {
        return html! {};
    };
    let points = &seen.points;
    let ends = points
        .iter()
        .flat_map(|point| [point.net.p10, point.net.p90]);
    let upright = Scale::around(ends.clone().chain([0.0]), 6);
    let largest: Vec<f64> = ends.collect();
    let step = MoneyStep::for_amounts(&largest);
    let show: Show = Arc::new(move |value| Numbers::new(lang).in_step(value, step));
    let about = over(paper, words, lever, (upright, show));
    let of = |figure: &dyn Fn(&sim_core::results::spread::Spread) -> f64| -> Vec<f64> {
        points.iter().map(|point| figure(&point.net)).collect()
    };
    let curve = Curve {
        design: ink_of(0, position),
        x: points.iter().map(|point| point.value).collect(),
        middle: of(&|net| net.p50),
        low: of(&|net| net.p10),
        high: of(&|net| net.p90),
    };
    let title = say::middle_title(lang, names::perspective(lang, seen.perspective));
    let told = Told {
        id: format!("break-even-{position}-middle"),
        title: title.clone(),
        text: say::middle_text(lang, &lever_value::name(lang, words.results, lever)),
    };
    html! {
        p.side-title { (title) ", " (paper.numbers.unit(step)) }
        (draw_curves(&told, &about, &[curve]))
    }
}

/// Returns how many rows all perspectives have.
fn shortest(design: &BreakEvenDesign, rows: impl Fn(&BreakEvenSeen) -> usize) -> usize {
    design.seen.iter().map(rows).min().unwrap_or(0)
}

fn limits(paper: &Paper<'_>, words: &Words<'_>, design: &BreakEvenDesign) -> Table {
    let lang = paper.lang;
    let id = format!("break-even-{}-limits", paper.position(&design.design));
    let who = design
        .seen
        .iter()
        .map(|seen| capitalised(names::perspective(lang, seen.perspective)));
    let heads = std::iter::once(capitalised(&say::column_chance(lang))).chain(who);
    let mut table = Table::new(id, say::limits_table(lang)).head(heads);
    for row in 0..shortest(design, |seen| seen.at.len()) {
        let chance = paper.numbers.percent(design.seen[0].at[row].probability, 0);
        table.row(
            chance,
            design.seen.iter().map(|seen| words.cell(&seen.at[row])),
        );
    }
    table
}

fn values(
    paper: &Paper<'_>,
    words: &Words<'_>,
    design: &BreakEvenDesign,
    lever: &LeverRange,
) -> Table {
    let lang = paper.lang;
    let step = money_step(&design.seen);
    let id = format!("break-even-{}-values", paper.position(&design.design));
    let heads = design.seen.iter().flat_map(|seen| {
        let who = names::perspective(lang, seen.perspective);
        let middle = say::column_middle(lang, who, paper.numbers.unit(step));
        [middle, say::column_probability(lang)].map(|head| capitalised(&head.replace('\n', " ")))
    });
    let heads = std::iter::once(capitalised(&say::column_value(lang))).chain(heads);
    let mut table = Table::new(id, say::curve_table(lang)).head(heads);
    let at = |seen: &BreakEvenSeen, row: usize| {
        let point = &seen.points[row];
        let middle = paper.numbers.in_step(point.net.p50, step);
        [
            html! { (middle) small { (paper.interval(&point.net, step)) } },
            html! { (paper.numbers.percent(point.saving_probability.value, 0)) },
        ]
    };
    for row in 0..shortest(design, |seen| seen.points.len()) {
        let value = design.seen[0].points[row].value;
        let cells: Vec<Markup> = design.seen.iter().flat_map(|seen| at(seen, row)).collect();
        table.row(lever_value::value(words.numbers, lever, value), cells);
    }
    table
}
