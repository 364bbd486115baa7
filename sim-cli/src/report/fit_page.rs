//! What records say, as one self-contained page: curves beside the fitted ones, and every estimate.

use std::sync::Arc;

use maud::{DOCTYPE, Markup, PreEscaped, html};
use sim_core::results::fitted::{CurvePoint, FitReport, FittedSegment};

use crate::number::Numbers;
use crate::report::charts::WIDTH;
use crate::report::charts::frame::{Axes, Drawn, draw};
use crate::report::charts::ink;
use crate::report::charts::scale::Scale;
use crate::report::charts::svg::{Told, picture, ready};
use crate::report::fit::{self, Row};
use crate::report::html::{Table, without_hidden_signs};
use crate::report::text::answer::capitalised;
use crate::texts::fit::label;
use crate::texts::{Lang, fit as say};

const STYLE: &str = include_str!("html/style.css");
/// Room for a legend between the curves' names, and wider rows than the decision paper's.
const OWN_STYLE: &str = "main{max-width:60rem;margin:0 auto;padding:0 1rem}header.fit{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 0}.curves{display:flex;flex-wrap:wrap;gap:1.5rem}.curves figure{flex:1 1 20rem;max-width:26rem;margin:0}.key{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;font-size:.9rem;margin:.3rem 0}.key svg{display:inline-block;width:26px;height:8px;vertical-align:middle;margin-right:.4rem}.axis{font-size:.85rem;text-align:center;margin:0}footer{max-width:60rem}";
/// Height of a picture.
const HEIGHT: f64 = 230.0;

/// Returns the page.
pub fn write(report: &FitReport, lang: Lang) -> String {
    let numbers = Numbers::new(lang);
    without_hidden_signs(&page(report, &numbers).into_string())
}

fn page(report: &FitReport, numbers: &Numbers) -> Markup {
    let lang = numbers.lang();
    let version = env!("CARGO_PKG_VERSION");
    html! {
        (DOCTYPE)
        html lang=(lang.pick("sv", "en")) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="generator" content={ "Utfall " (version) };
                title { (say::title(lang)) }
                style { (PreEscaped(STYLE)) (PreEscaped(OWN_STYLE)) }
            }
            body {
                header.fit {
                    h1 { (say::title(lang)) }
                    p { (fit::read(report, numbers)) }
                    p.note { (say::privacy(lang)) }
                }
                main {
                    @for segment in &report.segments { (of_segment(segment, numbers)) }
                    section #estimates {
                        h2 { (say::estimates(lang)) }
                        (estimates(report, numbers).show())
                        p.note { (say::rate_note(lang)) " " (say::few_note(lang)) }
                        ul { @for back in fit::back_within(report, numbers) { li { (back) } } }
                    }
                    section #unlearned {
                        h2 { (say::unlearned(lang)) }
                        ul { @for what in &report.unlearned { li { (say::not_learned(lang, what)) } } }
                    }
                    section #rows {
                        h2 { (say::rows(lang)) }
                        p { (fit::file(report, lang)) }
                        (account(report, numbers).show())
                        @let words = fit::unknown_words(report, lang);
                        @if !words.is_empty() { p { (words) } }
                    }
                }
                footer { p { (say::made_by(lang, version)) } }
            }
        }
    }
}

fn of_segment(segment: &FittedSegment, numbers: &Numbers) -> Markup {
    let lang = numbers.lang();
    let name = label(lang, &segment.label);
    html! {
        section {
            h2 { (say::segment(lang, &name)) }
            p { (fit::counts(segment, numbers)) " " (fit::unlike(segment, numbers)) " " (fit::needs_two_types(segment, numbers)) }
            div.curves {
                figure {
                    h3 { (say::curve_heading(lang)) }
                    (curve(segment, &name, numbers))
                    p.axis { (say::axis_months(lang)) }
                    (legend(&[(1, say::legend_records(lang)), (2, say::legend_formula(lang))]))
                    figcaption.note { (fit::curve_note(segment, lang)) }
                }
                figure {
                    h3 { (say::exit_heading(lang)) }
                    (incidence(segment, &name, numbers))
                    p.axis { (say::axis_months(lang)) }
                    (legend(&exits(segment, lang)))
                    figcaption.note { (say::incidence(lang)) }
                }
            }
            details {
                summary { (say::behind(lang)) }
                (curve_table(segment, numbers).show())
                p { (fit::models(segment, numbers)) }
                @if !segment.tried.is_empty() {
                    p { (say::formulas_note(lang)) ":" }
                    ul { @for (exit, tried) in &segment.tried { li { (fit::formulas(*exit, tried, numbers)) } } }
                }
            }
        }
    }
}

/// Returns which ink each exit has, with its name.
fn exits(segment: &FittedSegment, lang: Lang) -> Vec<(usize, String)> {
    let largest = largest_first(segment);
    let named = largest.iter().enumerate();
    named
        .map(|(at, of)| (at + 1, capitalised(say::exit(lang, segment.left_by[*of].0))))
        .collect()
}

/// Returns the positions of the exits, the one most have left by first; six at most can be told apart.
fn largest_first(segment: &FittedSegment) -> Vec<usize> {
    let last = |of: &usize| {
        let points = &segment.left_by[*of].1;
        points.last().map_or(0.0, |point| point.share)
    };
    let mut order: Vec<usize> = (0..segment.left_by.len()).collect();
    order.sort_by(|a, b| last(b).total_cmp(&last(a)));
    order.truncate(6);
    order
}

fn axes(points: &[CurvePoint], top: f64, numbers: &Numbers) -> Axes {
    let last = points.last().map_or(1, |point| point.month).max(1);
    let lang = numbers.lang();
    let step = [3, 6, 12, 24]
        .into_iter()
        .find(|step| last / step <= 6)
        .unwrap_or(24);
    let scale = Scale {
        low: 0.0,
        high: f64::from(last),
        step: f64::from(step),
    };
    let upright = Scale::around([0.0, top], 6);
    Axes {
        x: (scale, Arc::new(|month: f64| format!("{}", month.round()))),
        y: (
            upright,
            Arc::new(move |share| Numbers::new(lang).percent(share, 0)),
        ),
        height: HEIGHT,
    }
}

fn drawn(position: usize, points: &[CurvePoint], is_fitted: bool) -> Drawn {
    let of = |value: fn(&CurvePoint) -> f64| points.iter().map(value).collect::<Vec<f64>>();
    let ink = ink::of(position);
    let x = points.iter().map(|point| f64::from(point.month)).collect();
    if is_fitted {
        let fitted = of(|point| point.fitted);
        return Drawn {
            design: position + 10,
            ink: ink::Ink {
                dash: Some("5,3"),
                ..ink
            },
            x,
            middle: fitted.clone(),
            low: fitted.clone(),
            high: fitted,
        };
    }
    Drawn {
        design: position,
        ink: ink::Ink { dash: None, ..ink },
        x,
        middle: of(|point| point.share),
        low: of(|point| point.low),
        high: of(|point| point.high),
    }
}

fn curve(segment: &FittedSegment, name: &str, numbers: &Numbers) -> Markup {
    let lang = numbers.lang();
    let points = &segment.goes_on;
    let axes = axes(points, 1.0, numbers);
    let mut fitted = drawn(2, points, true);
    fitted.ink = ink::of(2);
    let year = points
        .iter()
        .find(|point| point.month == 12)
        .or(points.last());
    let half = year.map_or_else(|| "–".to_owned(), |point| numbers.percent(point.share, 0));
    let told = Told {
        id: format!("stays-{}", segment.id),
        title: name.to_owned(),
        text: say::told_curve(lang, name, &half),
    };
    let body = ready(draw(&axes, &[drawn(1, points, false), fitted]));
    picture(&told, (WIDTH, HEIGHT), &html! { g class="kuva" { (body) } })
}

fn incidence(segment: &FittedSegment, name: &str, numbers: &Numbers) -> Markup {
    let order = largest_first(segment);
    let tops = order.iter().flat_map(|of| &segment.left_by[*of].1);
    let top = tops
        .map(|point| point.high.max(point.fitted))
        .fold(0.05, f64::max);
    let first = order.first().map_or(&[][..], |of| &segment.left_by[*of].1);
    let axes = axes(first, top.min(1.0), numbers);
    // The formula lies over the records, in the same colour but dashed.
    let mut body = String::new();
    for (at, of) in order.iter().enumerate() {
        let points = &segment.left_by[*of].1;
        // An ink is one line's: so each is drawn by itself, and the axes once.
        let records = draw(&axes, &[drawn(at + 1, points, false)]);
        let fitted = draw(&axes, &[drawn(at + 1, points, true)]);
        let records = if at == 0 { records } else { lines_of(&records) };
        body = format!("{body}{records}{}", lines_of(&fitted));
    }
    let told = Told {
        id: format!("exits-{}", segment.id),
        title: name.to_owned(),
        text: say::incidence(numbers.lang()),
    };
    picture(
        &told,
        (WIDTH, HEIGHT),
        &html! { g class="kuva" { (ready(body)) } },
    )
}

/// Returns the groups of a drawing that hold lines and bands.
fn lines_of(drawing: &str) -> String {
    let mut found = String::new();
    let mut rest = drawing;
    while let Some(start) = rest.find("<g class=\"d") {
        let Some(end) = rest[start..].find("</g>") else {
            break;
        };
        found.push_str(&rest[start..start + end + 4]);
        rest = &rest[start + end + 4..];
    }
    found
}

fn legend(entries: &[(usize, String)]) -> Markup {
    html! {
        div.key {
            @for (position, name) in entries {
                @let ink = ink::of(*position);
                span {
                    svg width="26" height="8" viewBox="0 0 26 8" aria-hidden="true" {
                        line x1="0" x2="26" y1="4" y2="4" stroke=(ink.colour) stroke-width="2.5"
                            stroke-dasharray=[ink.dash.filter(|_| entries.len() == 2)] {}
                    }
                    (name)
                }
            }
        }
    }
}

fn curve_table(segment: &FittedSegment, numbers: &Numbers) -> Table {
    let lang = numbers.lang();
    let order = largest_first(segment);
    let exits = order
        .iter()
        .map(|of| capitalised(say::exit(lang, segment.left_by[*of].0)));
    let head = [
        say::column_months(lang),
        say::column_goes_on(lang),
        say::column_fitted(lang),
    ];
    let mut table = Table::new(format!("curve-{}", segment.id), say::curve_heading(lang))
        .head(head.into_iter().chain(exits));
    for point in fit::shown(&segment.goes_on) {
        let range = numbers.range(point.low * 100.0, point.high * 100.0, 0);
        let mut cells = vec![
            html! { (numbers.percent(point.share, 0)) small { (range) } },
            html! { (numbers.percent(point.fitted, 0)) },
        ];
        for of in &order {
            let points = &segment.left_by[*of].1;
            let at = points.iter().find(|other| other.month == point.month);
            let at = at.map_or((f64::NAN, f64::NAN), |at| (at.share, at.fitted));
            cells.push(html! { (numbers.percent(at.0, 0)) small { (numbers.percent(at.1, 0)) } });
        }
        table.row(point.month.to_string(), cells);
    }
    table
}

fn estimates(report: &FitReport, numbers: &Numbers) -> Table {
    let lang = numbers.lang();
    let mut table = Table::new("estimates-table", say::estimates(lang)).head([
        say::column_number(lang),
        say::column_middle(lang),
        say::column_interval(lang),
        say::column_events(lang),
    ]);
    for row in fit::estimates(report, numbers) {
        match row {
            Row::Group(name) => table.group(name),
            Row::Number([name, cells @ ..]) => table.row(name, cells),
        }
    }
    table
}

fn account(report: &FitReport, numbers: &Numbers) -> Table {
    let lang = numbers.lang();
    let head = [say::column_what(lang), say::column_rows(lang)];
    let mut table = Table::new("rows-table", say::rows(lang)).head(head);
    for (what, rows) in fit::account(report, numbers) {
        table.row(what, [rows]);
    }
    table
}
