//! Documented figures held against what the model expects: text and Markdown.

use sim_core::results::backtest::{Backtest, Backtests, Calibration, DocumentedResult, Verdict};
use sim_core::scenario::documented::{CountedUnit, DocumentedKind};

use crate::number::{NONE, Numbers};
use crate::report::figures::View;
use crate::report::page::{Columns, Page, wrapped};
use crate::texts::{Lang, backtest as say};

/// Widest title of a figure in a table.
const TITLE_WIDTH: usize = 24;

/// Returns the whole page.
pub fn text(found: &Backtests, lang: Lang, width: usize) -> String {
    let numbers = Numbers::new(lang);
    let mut page = Page::new(width);
    page.heading(&say::heading(lang));
    page.paragraph(&say::what_it_is(lang), 0);
    for place in &found.places {
        page.title(&place_title(lang, place));
        if place.figures.is_empty() {
            page.paragraph(&say::nothing(lang), 0);
            continue;
        }
        page.table(&table(place, &numbers));
        for figure in &place.figures {
            let view = View {
                place,
                figure,
                numbers: &numbers,
            };
            page.gap();
            page.point(&say::said_of(
                lang,
                lang.of(&figure.title),
                &said(&view).join(" "),
            ));
        }
    }
    page.title(&say::summary(lang));
    for line in calibration(lang, &numbers, &found.calibration) {
        page.paragraph(&line, 0);
    }
    page.gap();
    for note in notes(lang, &numbers, found) {
        page.paragraph(&note, 0);
    }
    if let Some(place) = found.places.iter().find(|place| place.draws > 0) {
        let draws = numbers.count(place.draws);
        page.paragraph(&say::draws(lang, &draws, &place.seed.to_string()), 0);
    }
    page.finish()
}

fn place_title(lang: Lang, place: &Backtest) -> String {
    let title = lang.of(&place.title);
    match &place.municipality {
        Some(municipality) => say::said_of(lang, municipality, title),
        None => title.to_owned(),
    }
}

fn table(place: &Backtest, numbers: &Numbers) -> Columns {
    let lang = numbers.lang();
    let mut columns = Columns::new(vec![
        say::column_figure(lang),
        say::column_middle(lang),
        say::column_eight(lang),
        say::column_nine(lang),
        say::column_documented(lang),
        say::column_position(lang),
    ]);
    for figure in &place.figures {
        let view = View {
            place,
            figure,
            numbers,
        };
        let title = wrapped(lang.of(&figure.title), TITLE_WIDTH).join("\n");
        let [middle, eight, nine] = match &figure.predicted {
            Some(predicted) => [
                view.value(predicted.p50),
                view.eight(predicted),
                view.nine(predicted),
            ],
            None => [NONE; 3].map(str::to_owned),
        };
        columns.row(vec![
            title,
            middle,
            eight,
            nine,
            view.documented(),
            view.middle_position(figure.position),
        ]);
    }
    columns
}

/// Returns what is to be said of a figure, a sentence each.
pub fn said(view: &View<'_>) -> Vec<String> {
    let (lang, figure) = (view.numbers.lang(), view.figure);
    let mut said = vec![verdict(view)];
    let is_outside = matches!(
        figure.verdict,
        Verdict::Above | Verdict::Below | Verdict::AtTheEdge
    );
    if is_outside {
        said.extend(view.what_it_takes());
    }
    said.extend(view.bounds().map(|bounds| say::bounds(lang, &bounds)));
    said.extend(readings(view));
    said.extend(of_how_many(view));
    if view.is_list() {
        said.push(say::leaving_a_list(lang));
    }
    if figure.chosen_as_success && figure.position.is_some() {
        said.push(say::chosen_side(lang, figure.good_side));
    }
    let rule = figure.counting_rule.as_ref();
    said.extend(rule.map(|rule| say::rule(lang, lang.of(rule))));
    said.extend(figure.note.as_ref().map(|note| lang.of(note).to_owned()));
    let (kind, unit) = (say::kind(lang, figure.kind), say::unit(lang, figure.unit));
    said.push(say::under(lang, kind, unit, &view.design()));
    said
}

fn verdict(view: &View<'_>) -> String {
    let (lang, figure) = (view.numbers.lang(), view.figure);
    let value = view.documented();
    let by = view.distance(figure.outside_by);
    let ends = figure.predicted.unwrap_or_default();
    let is_clear = figure.outside_by > 0.0;
    match figure.verdict {
        Verdict::Inside => say::inside(lang),
        Verdict::AtTheEdge => say::at_the_edge(lang),
        Verdict::Above if is_clear => say::above(lang, &value, &by, &view.value(ends.p95)),
        Verdict::Below if is_clear => say::below(lang, &value, &by, &view.value(ends.p05)),
        Verdict::Above | Verdict::Below => say::just_outside(lang, &value),
        Verdict::NothingToCompare => say::nobody(lang),
        Verdict::NotScored if figure.used_as_input => say::input(lang, &value),
        Verdict::NotScored => match (figure.kind, figure.value) {
            (DocumentedKind::Target, Some(_)) => say::target(lang, &value),
            (DocumentedKind::Target, None) => say::target_without_number(lang),
            (_, Some(_)) => say::expectation(lang, &value),
            (_, None) => say::expectation_without_number(lang),
        },
    }
}

fn readings(view: &View<'_>) -> Vec<String> {
    let lang = view.numbers.lang();
    match &view.figure.readings[..] {
        [] => Vec::new(),
        [only] => vec![match &only.predicted {
            Some(predicted) => say::read_as(lang, &view.reading(only), &view.expected(predicted)),
            None => say::read_as_nothing(lang, &view.reading(only)),
        }],
        several => {
            let each = several.iter().map(|one| {
                let expected = one
                    .predicted
                    .as_ref()
                    .map_or_else(|| NONE.to_owned(), |predicted| view.expected(predicted));
                let words = view.reading(one);
                match one.position {
                    None => say::one_reading_unscored(lang, &words, &expected),
                    at => say::one_reading(lang, &words, &expected, &view.position(at)),
                }
            });
            let each: Vec<String> = each.collect();
            let n = view.numbers.count(several.len() as u64);
            vec![format!(
                "{} {}.",
                say::several_readings(lang, &n),
                each.join("; ")
            )]
        }
    }
}

fn of_how_many(view: &View<'_>) -> Vec<String> {
    let (lang, numbers) = (view.numbers.lang(), view.numbers);
    let mut said = Vec::new();
    let count = |n: u32| numbers.count(u64::from(n));
    if let (true, Some((low, high))) = (view.is_of_many(), view.figure.denominator) {
        said.push(match low == high {
            true => say::of_how_many(lang, &count(low)),
            false => say::of_unknown(lang, &count(low), &count(high)),
        });
    }
    if let Some(predicted) = view.figure.predicted {
        if predicted.few_share > 0.0 {
            said.push(say::few(lang, &numbers.percent(predicted.few_share, 0)));
        }
        if predicted.empty_share > 0.0 {
            said.push(say::empty(lang, &numbers.percent(predicted.empty_share, 0)));
        }
    }
    said
}

fn calibration(lang: Lang, numbers: &Numbers, found: &Calibration) -> Vec<String> {
    if found.scored == 0 {
        return vec![say::nothing_scored(lang)];
    }
    let count = |n: u32| numbers.count(u64::from(n));
    let (low, high) = found.inside_80_expected;
    let mut lines = vec![
        say::calibration(
            lang,
            &count(found.scored),
            &count(found.inside_80),
            &count(low),
            &count(high),
            &count(found.inside_90),
        ),
        say::mean_position(
            lang,
            &numbers.decimals(found.mean_position, 2),
            &numbers.decimals(found.mean_position_sd, 2),
        ),
    ];
    if found.chosen > 0 {
        let (chosen, good) = (count(found.chosen), count(found.chosen_on_good_side));
        lines.push(say::chosen_places(lang, &chosen, &good));
    }
    lines
}

/// Returns every figure with its place.
pub fn figures(found: &Backtests) -> impl Iterator<Item = (&Backtest, &DocumentedResult)> {
    let places = found.places.iter();
    places.flat_map(|place| place.figures.iter().map(move |figure| (place, figure)))
}

fn notes(lang: Lang, numbers: &Numbers, found: &Backtests) -> Vec<String> {
    let errors = figures(found).filter_map(|(_, figure)| Some(figure.position?.mid.mc_se));
    let largest = errors.fold(0.0, f64::max);
    let mut notes = Vec::new();
    if found.calibration.scored > 0 {
        notes.push(say::about_position(lang, &numbers.decimals(largest, 3)));
    }
    notes.push(say::about_gross(lang));
    if figures(found).any(|(_, figure)| figure.unit == CountedUnit::Persons) {
        notes.push(say::about_persons(lang));
    }
    if figures(found).any(|(_, figure)| figure.chosen_as_success) {
        notes.push(say::about_success(lang));
    }
    notes
}

/// Returns one table of all figures, for a page that shows Markdown.
pub fn markdown(found: &Backtests, lang: Lang) -> String {
    let numbers = Numbers::new(lang);
    if figures(found).next().is_none() {
        return format!("{}\n", say::nothing_anywhere(lang));
    }
    let header = [
        say::column_place(lang),
        say::column_figure(lang),
        say::column_kind(lang),
        say::column_expected(lang),
        say::column_documented(lang),
        say::column_position(lang),
        say::column_verdict(lang),
    ];
    let mut page = format!("{}|---|---|---|---|---|---|---|\n", row(&header));
    for (place, figure) in figures(found) {
        let view = View {
            place,
            figure,
            numbers: &numbers,
        };
        let predicted = figure.predicted.as_ref();
        let municipality = place.municipality.clone();
        page.push_str(&row(&[
            municipality.unwrap_or_else(|| lang.of(&place.title).to_owned()),
            lang.of(&figure.title).to_owned(),
            say::kind(lang, figure.kind).to_owned(),
            predicted.map_or_else(|| NONE.to_owned(), |it| view.expected(it)),
            view.documented(),
            view.position(figure.position),
            say::verdict(lang, figure.verdict).to_owned(),
        ]));
    }
    page.push('\n');
    for line in calibration(lang, &numbers, &found.calibration) {
        page.push_str(&format!("{line}\n"));
    }
    page.push_str(&format!("\n{}\n", misses(found, &numbers)));
    for note in notes(lang, &numbers, found) {
        page.push_str(&format!("\n{note}\n"));
    }
    page.replace(crate::number::HARD_SPACE, " ")
}

fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| cell.replace('|', "\\|").replace('\n', " "))
        .collect();
    format!("| {} |\n", cells.join(" | "))
}

fn misses(found: &Backtests, numbers: &Numbers) -> String {
    let lang = numbers.lang();
    let missed: Vec<String> = figures(found)
        .filter(|(_, figure)| matches!(figure.verdict, Verdict::Above | Verdict::Below))
        .map(|(place, figure)| {
            let view = View {
                place,
                figure,
                numbers,
            };
            let mut words = vec![verdict(&view)];
            words.extend(view.what_it_takes());
            let municipality = place.municipality.as_deref();
            let municipality = municipality.unwrap_or_else(|| lang.of(&place.title));
            let title = format!("{municipality}, {}", lang.of(&figure.title));
            format!("- {}", say::said_of(lang, &title, &words.join(" ")))
        })
        .collect();
    match missed.is_empty() {
        true => say::no_misses(lang),
        false => format!("{}:\n\n{}", say::misses(lang), missed.join("\n")),
    }
}
