//! The answer in sentences and a picture, for someone who has one minute.

use sim_core::results::comparison::{Comparison, Perspective, Saving};
use sim_core::results::run::Stopped;

use crate::number::{MoneyStep, OfAHundred, of_a_hundred};
use crate::report::page::{Columns, Page, wrapped};
use crate::report::text::{View, precision, verdict};
use crate::report::value::in_own_unit;
use crate::report::{picture, title};
use crate::texts::{answer as say, basis, names};

/// Columns for the name of a design in a table.
const WIDEST_NAME: usize = 26;

pub fn write(view: &View<'_>, page: &mut Page) {
    opening(view, page);
    page.heading(&say::heading(view.lang));
    if view.results.comparisons.len() > 1 {
        all_designs(view, page);
    }
    for (idx, comparison) in view.results.comparisons.iter().enumerate() {
        one_design(view, page, comparison, idx == 0);
    }
}

fn opening(view: &View<'_>, page: &mut Page) {
    let run = &view.results.run;
    page.title(view.lang.of(&run.title));
    let place = run
        .municipality
        .as_ref()
        .map(|name| format!("{name}, "))
        .unwrap_or_default();
    let (from, to) = (
        month_name(run.start, 0),
        month_name(run.start, run.horizon_months.saturating_sub(1)),
    );
    let months = view.numbers.whole(f64::from(run.horizon_months));
    page.paragraph(
        &say::frame(view.lang, &place, &from, &to, &months, run.price_year),
        0,
    );
    if let Some(question) = &run.question {
        page.paragraph(view.lang.of(question), 0);
    }
    let draws = view.numbers.count(run.draws);
    if run.stopped == Stopped::Interrupted {
        page.gap();
        let asked = view.numbers.count(run.draws_asked);
        let text = match run.precision {
            None => say::stopped_early(view.lang, &draws, &asked),
            Some(_) => say::stopped_early_of_most(view.lang, &draws, &asked),
        };
        page.paragraph(&text, 0);
    } else {
        page.paragraph(&say::draws_line(view.lang, &draws), 0);
    }
    if let Some(text) = precision::sentences(view) {
        page.paragraph(&text, 0);
    }
    adjustments(view, page);
    let share = view.results.evidence.weak_share;
    let share = view.numbers.percent(share, 0);
    page.paragraph(&basis::weak_headline(view.lang, &share), 0);
}

/// Returns the month so many months after another, as `2027-01`.
pub fn month_name(start: (i32, u32), after: u32) -> String {
    let months = i64::from(start.0) * 12 + i64::from(start.1) - 1 + i64::from(after);
    format!("{}-{:02}", months.div_euclid(12), months.rem_euclid(12) + 1)
}

fn adjustments(view: &View<'_>, page: &mut Page) {
    page.paragraph(&adjustment_sentences(view), 0);
}

/// Returns which adjustments are on and which are off.
pub fn adjustment_sentences(view: &View<'_>) -> String {
    let lang = view.lang;
    let on = view.results.run.adjustments;
    let all = [
        (on.displacement, say::displacement(lang)),
        (on.volume, say::volume(lang)),
        (on.discontinuation, say::discontinuation(lang)),
        (on.optimism, say::optimism(lang)),
    ];
    let those = |wanted: bool| {
        let words: Vec<&str> = all
            .iter()
            .filter(|one| one.0 == wanted)
            .map(|one| one.1.as_str())
            .collect();
        words.join(", ")
    };
    let (on, off) = (those(true), those(false));
    let mut text = match on.is_empty() {
        true => say::no_adjustments(lang),
        false => say::adjustments(lang, &on),
    };
    if !off.is_empty() {
        text = format!("{text} {}", say::adjustments_off(lang, &off));
    }
    match fixed_numbers(view) {
        Some(fixed) => format!("{text} {fixed}"),
        None => text,
    }
}

/// Returns which numbers were fixed for this run.
fn fixed_numbers(view: &View<'_>) -> Option<String> {
    let (lang, results) = (view.lang, view.results);
    let fixed = results.run.fixed.iter().map(|fixed| {
        let name = title::number(lang, results, &fixed.address);
        let value = in_own_unit(results, &view.numbers, (&fixed.address, fixed.value), 6);
        format!("{name} = {value}")
    });
    let all: Vec<String> = fixed.collect();
    (!all.is_empty()).then(|| say::fixed(lang, &all.join("; ")))
}

fn all_designs(view: &View<'_>, page: &mut Page) {
    let lang = view.lang;
    let savings = view.results.comparisons.iter().flat_map(|one| &one.savings);
    let step = common_step(savings);
    page.gap();
    page.line(&say::all_designs(lang, view.numbers.unit(step)));
    let mut columns = Columns::new(vec![
        say::column_design(lang),
        say::column_own_chance(lang),
        say::column_middle(lang),
        say::column_interval(lang),
        say::column_public_chance(lang),
        say::column_middle(lang),
    ]);
    for comparison in &view.results.comparisons {
        let own = comparison.saving(Perspective::Municipality);
        let public = comparison.saving(Perspective::PublicSector);
        let (Some(own), Some(public)) = (own, public) else {
            continue;
        };
        let name = title::design(lang, view.results, &comparison.design);
        let (own, public) = (figures(view, own, step), figures(view, public, step));
        columns.row(vec![
            wrapped(&name, WIDEST_NAME).join("\n"),
            own.chance,
            own.middle,
            own.interval,
            public.chance,
            public.middle,
        ]);
    }
    page.table(&columns);
    page.paragraph(&say::not_against_each_other(lang), 2);
}

fn one_design(view: &View<'_>, page: &mut Page, comparison: &Comparison, is_first: bool) {
    let lang = view.lang;
    let name = title::design(lang, view.results, &comparison.design);
    let today = title::design(lang, view.results, &comparison.baseline);
    page.title(&say::design_against_today(lang, &name, &today));
    let description = view
        .results
        .designs
        .iter()
        .find(|design| design.id == comparison.design)
        .and_then(|design| design.description.as_ref());
    if let Some(description) = description {
        page.paragraph(lang.of(description), 0);
    }
    page.gap();
    let Some(municipality) = comparison.saving(Perspective::Municipality) else {
        return;
    };
    page.paragraph(&verdict::who_gains(view, municipality), 0);
    if verdict::is_no_difference(municipality) {
        return;
    }
    if let Some(public) = comparison.saving(Perspective::PublicSector) {
        page.gap();
        let mut text = verdict::beside(view, municipality, public);
        if is_first {
            text = format!("{text} {}", say::public_sector_is(lang));
        }
        page.paragraph(&text, 0);
    }
    page.gap();
    dots(view, page, municipality);
    perspectives(view, page, comparison);
    page.gap();
    page.paragraph(&verdict::payback(view, municipality), 0);
    page.paragraph(&verdict::hangs_on(view, comparison), 0);
    page.paragraph(&verdict::uncertainty(view, comparison, municipality), 0);
    page.paragraph(&verdict::error(view, municipality), 0);
}

fn dots(view: &View<'_>, page: &mut Page, saving: &Saving) {
    let lines = picture::dots(&saving.equally_likely_sek, &view.numbers);
    if lines.is_empty() {
        return;
    }
    for line in lines {
        page.line(&format!("  {line}"));
    }
    let who = names::perspective(view.lang, saving.perspective);
    page.paragraph(&say::picture_caption(view.lang, who), 2);
    page.gap();
}

/// Returns the step that suits the amounts of several savings.
fn common_step<'s>(savings: impl Iterator<Item = &'s Saving>) -> MoneyStep {
    let amounts: Vec<f64> = savings
        .flat_map(|saving| [saving.net.p10, saving.net.p50, saving.net.p90])
        .collect();
    MoneyStep::for_amounts(&amounts)
}

/// The cells that say how a saving turns out.
struct Figures {
    chance: String,
    middle: String,
    interval: String,
    worst: String,
    payback: String,
}

fn figures(view: &View<'_>, saving: &Saving, step: MoneyStep) -> Figures {
    let lang = view.lang;
    let count = match of_a_hundred(saving.saving_probability.value) {
        OfAHundred::BelowOne => "<1".to_owned(),
        OfAHundred::AboveNinetyNine => ">99".to_owned(),
        _ => view.numbers.whole(saving.saving_probability.value * 100.0),
    };
    let payback = match saving.payback.p50_month {
        Some(month) => say::month(lang, &view.numbers.whole(f64::from(month))),
        None => say::not_within(lang),
    };
    let sum = |sek: f64| view.numbers.in_step(sek, step);
    let to = lang.pick("till", "to");
    Figures {
        chance: say::of_hundred(lang, &count),
        middle: sum(saving.net.p50),
        interval: format!("{} {to} {}", sum(saving.net.p10), sum(saving.net.p90)),
        worst: sum(saving.worst_tenth_mean_sek),
        payback,
    }
}

fn perspectives(view: &View<'_>, page: &mut Page, comparison: &Comparison) {
    let lang = view.lang;
    let step = common_step(comparison.savings.iter());
    let unit = view.numbers.unit(step);
    let mut columns = Columns::new(vec![
        say::amounts_in(lang, unit),
        say::column_chance(lang),
        say::column_middle(lang),
        say::column_interval(lang),
        say::column_worst(lang),
        say::column_payback(lang),
    ]);
    for perspective in Perspective::ALL {
        let Some(saving) = comparison.saving(perspective) else {
            continue;
        };
        let cells = figures(view, saving, step);
        columns.row(vec![
            capitalised(names::perspective(lang, perspective)),
            cells.chance,
            cells.middle,
            cells.interval,
            cells.worst,
            cells.payback,
        ]);
    }
    page.table(&columns);
}

/// Returns a text with a capital first letter.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
