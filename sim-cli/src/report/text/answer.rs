//! The answer in sentences and a picture, for someone who has one minute.

use sim_core::results::assumption::Basis;
use sim_core::results::comparison::{Comparison, Perspective, Saving};
use sim_core::results::run::Stopped;

use crate::number::{MoneyStep, OfAHundred, of_a_hundred};
use crate::report::page::{Columns, Page, wrapped};
use crate::report::text::View;
use crate::report::value::value_and_range;
use crate::report::{picture, title};
use crate::texts::{answer as say, names};

/// Columns for the name of a design in a table.
const WIDEST_NAME: usize = 26;
/// Error of a probability above which the answer is called coarse.
const COARSE: f64 = 0.025;
/// Draws below which the answer is called coarse whatever its error says.
const FEW_DRAWS: u64 = 100;
/// Squared rank correlation below which no number is said to decide.
const DECIDES: f64 = 0.05;

pub fn write(view: &View<'_>, page: &mut Page) {
    opening(view, page);
    page.heading(&say::heading(view.lang));
    if view.results.comparisons.len() > 1 {
        all_designs(view, page);
    }
    for comparison in &view.results.comparisons {
        one_design(view, page, comparison);
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
        page.paragraph(
            &say::stopped_early(view.lang, &draws, &view.numbers.count(run.draws_asked)),
            0,
        );
    } else {
        page.paragraph(&say::draws_line(view.lang, &draws), 0);
    }
    adjustments(view, page);
}

/// Returns the month so many months after another, as `2027-01`.
pub fn month_name(start: (i32, u32), after: u32) -> String {
    let months = start.0 * 12 + start.1 as i32 - 1 + after as i32;
    format!("{}-{:02}", months.div_euclid(12), months.rem_euclid(12) + 1)
}

fn adjustments(view: &View<'_>, page: &mut Page) {
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
    page.paragraph(&text, 0);
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

fn one_design(view: &View<'_>, page: &mut Page, comparison: &Comparison) {
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
    page.paragraph(&who_gains(view, municipality), 0);
    if is_no_difference(municipality) {
        return;
    }
    if let Some(public) = comparison.saving(Perspective::PublicSector) {
        page.gap();
        page.paragraph(&beside(view, municipality, public), 0);
    }
    page.gap();
    dots(view, page, municipality);
    perspectives(view, page, comparison);
    page.gap();
    page.paragraph(&payback(view, municipality), 0);
    page.paragraph(&hangs_on(view, comparison), 0);
    page.paragraph(&uncertainty(view, comparison, municipality), 0);
    page.paragraph(&error(view, municipality), 0);
}

fn is_no_difference(saving: &Saving) -> bool {
    saving.net.sd == 0.0 && saving.net.mean == 0.0
}

fn months(view: &View<'_>) -> String {
    view.numbers
        .whole(f64::from(view.results.run.headline_month))
}

/// Returns the sentences about one perspective: how sure, how many, how much, how bad.
fn who_gains(view: &View<'_>, saving: &Saving) -> String {
    let lang = view.lang;
    let who = names::perspective(lang, saving.perspective);
    if is_no_difference(saving) {
        return say::no_difference(lang, who, &months(view));
    }
    let verdict = match saving.saving_probability.value {
        sure if sure >= 0.9 => say::very_likely_gain(lang, who),
        likely if likely >= 2.0 / 3.0 => say::likely_gain(lang, who),
        even if even > 1.0 / 3.0 => say::either_way(lang, who),
        unlikely if unlikely > 0.1 => say::likely_loss(lang, who),
        _ => say::very_likely_loss(lang, who),
    };
    let worst = saving.worst_tenth_mean_sek;
    let worst = match worst < 0.0 {
        true => say::worst_tenth_loss(lang, &view.numbers.money(-worst)),
        false => say::worst_tenth_gain(lang, &view.numbers.money(worst)),
    };
    let range = view.numbers.money_between(saving.net.p10, saving.net.p90);
    let text = format!(
        "{verdict} {} {} {worst}",
        how_many(view, saving),
        say::eight_of_ten(lang, &range)
    );
    match large_loss(view, saving) {
        Some(risk) => format!("{text} {risk}"),
        None => text,
    }
}

/// Returns `In 83 of 100 ...; the middle outcome is ...`.
fn how_many(view: &View<'_>, saving: &Saving) -> String {
    let lang = view.lang;
    let who = names::perspective(lang, saving.perspective);
    let months = months(view);
    let draws = view.numbers.count(view.results.run.draws);
    let count = match of_a_hundred(saving.saving_probability.value) {
        OfAHundred::None => say::gain_in_none(lang, &draws, who, &months),
        OfAHundred::BelowOne => say::gain_in_few(lang, who, &months),
        OfAHundred::About(count) => say::gain_in(lang, &view.numbers.whole(count), who, &months),
        OfAHundred::AboveNinetyNine => say::gain_in_nearly_all(lang, who, &months),
        OfAHundred::All => say::gain_in_all(lang, &draws, who, &months),
    };
    let middle = saving.net.p50;
    let sum = view.numbers.money(middle.abs());
    let middle = match middle {
        gain if gain > 0.0 => say::middle_gain(lang, &sum),
        loss if loss < 0.0 => say::middle_loss(lang, &sum),
        _ => say::middle_nothing(lang),
    };
    format!("{count}; {middle}.")
}

fn large_loss(view: &View<'_>, saving: &Saving) -> Option<String> {
    let limit = view.results.run.large_loss_sek;
    if limit <= 0.0 {
        return None;
    }
    let futures = say::futures(view.lang, saving.large_loss_probability.value);
    Some(say::large_loss(
        view.lang,
        &view.numbers.money(limit),
        &futures,
    ))
}

/// Returns the public sector's sentence, and whether cost is shifted.
fn beside(view: &View<'_>, municipality: &Saving, public: &Saving) -> String {
    let lang = view.lang;
    let (own, all) = (municipality.net.p50, public.net.p50);
    let mut text = how_many(view, public);
    if own > 0.0 && all <= 0.0 {
        text = format!("{text} {}", say::shifted_wholly(lang));
    } else if own > 0.0 && all < own {
        text = format!("{text} {}", say::shifted_partly(lang));
    } else if own <= 0.0 && all > 0.0 {
        text = format!("{text} {}", say::gains_elsewhere(lang));
    }
    format!("{text} {}", say::public_sector_is(lang))
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

fn payback(view: &View<'_>, saving: &Saving) -> String {
    let lang = view.lang;
    let horizon = view
        .numbers
        .whole(f64::from(view.results.run.horizon_months));
    let share = saving.payback.never_share.value;
    let never = say::futures(lang, share);
    if share >= 1.0 {
        return say::never_paid_back(lang, &horizon);
    }
    match saving.payback.p50_month {
        Some(0 | 1) => say::paid_back_at_once(lang, &never, &horizon),
        Some(month) => {
            let month = view.numbers.whole(f64::from(month));
            say::paid_back(lang, &month, &never, &horizon)
        }
        None => say::not_paid_back(lang, &never, &horizon),
    }
}

fn hangs_on(view: &View<'_>, comparison: &Comparison) -> String {
    let lang = view.lang;
    let Some(driver) = comparison
        .drivers
        .first()
        .filter(|one| one.squared >= DECIDES)
    else {
        return say::hangs_on_nothing(lang);
    };
    let number = title::number(lang, view.results, &driver.address);
    let mut text = say::hangs_most_on(lang, &number);
    let known = view
        .results
        .assumptions
        .iter()
        .find(|one| one.address == driver.address);
    if let Some(known) = known
        && let (value, Some(range)) = value_and_range(&view.numbers, known)
    {
        let basis = match known.basis {
            Basis::Documented => say::it_is_documented(lang),
            Basis::Statistics => say::it_is_statistics(lang),
            Basis::Assumed => say::it_is_assumed(lang),
        };
        text = format!(
            "{text} {}",
            say::hangs_on_value(lang, &value, &range, &basis)
        );
    }
    let gains = comparison
        .saving(Perspective::Municipality)
        .is_none_or(|saving| saving.net.p50 >= 0.0);
    let direction = match (driver.rank_correlation >= 0.0, gains) {
        (true, true) => say::higher_more_gain(lang),
        (false, true) => say::higher_less_gain(lang),
        (true, false) => say::higher_less_loss(lang),
        (false, false) => say::higher_more_loss(lang),
    };
    format!("{text} {direction}")
}

fn uncertainty(view: &View<'_>, comparison: &Comparison, saving: &Saving) -> String {
    let lang = view.lang;
    let shown = |share: f64| view.numbers.percent(share.clamp(0.0, 1.0), 0);
    let parts = &saving.variance;
    let sum = parts.ignorance_share.value + parts.world_share.value + parts.luck_share.value;
    let mut sentences = Vec::new();
    if sum > 0.0 {
        let (ignorance, world) = (
            shown(parts.ignorance_share.value),
            shown(parts.world_share.value),
        );
        sentences.push(say::variance(
            lang,
            &ignorance,
            &world,
            &shown(parts.luck_share.value),
        ));
    }
    let stopped = comparison.discontinued_share.value;
    if stopped >= 0.005 {
        let count = say::futures(lang, stopped);
        let horizon = view
            .numbers
            .whole(f64::from(view.results.run.horizon_months));
        sentences.push(say::discontinued(lang, &count, &horizon));
    }
    sentences.join(" ")
}

fn error(view: &View<'_>, saving: &Saving) -> String {
    // Two standard errors: the usual 95 per cent.
    let points = view
        .numbers
        .decimals(saving.saving_probability.mc_se * 200.0, 1);
    let sum = view.numbers.money(saving.net.mc_se * 2.0);
    let is_coarse = saving.saving_probability.mc_se > COARSE || view.results.run.draws < FEW_DRAWS;
    // Where every draw says the same, a standard error of zero would be too sure.
    if saving.saving_probability.mc_se == 0.0 && !is_coarse {
        return say::error_of_sum(view.lang, &sum);
    }
    match is_coarse {
        true => say::error_large(view.lang, &points, &sum),
        false => say::error(view.lang, &points, &sum),
    }
}
