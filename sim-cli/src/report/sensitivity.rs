//! What decides the answer, as a page of text.

mod recommended;
mod shares;

use sim_core::results::perspective::Perspective;
use sim_core::results::run::Stopped;
use sim_core::results::sensitivity::{Bar, DesignSensitivity, SeenSensitivity, Sensitivity};
use sim_core::results::spread::Estimate;

use crate::number::{MoneyStep, Numbers};
use crate::report::page::{Columns, Page, wrapped};
use crate::report::text::{View, capitalised};
use crate::report::title;
use crate::report::value::figure_and_unit;
use crate::texts::break_even::not_reached;
use crate::texts::{basis, names, sensitivity as say};

pub use shares::{about_shares, groups, named_groups, no_shares, numbers};

pub use recommended::recommendations;

/// Bars that are shown; all are in the other forms.
const MOST_BARS: usize = 12;
/// Letters of a name on a row.
const NAME_WIDTH: usize = 34;

/// The line that makes one bar's end again; the value and its address go in.
pub type BarCommand<'c> = &'c dyn Fn(&str, f64, u64) -> String;

/// Returns the whole page; that it was not reached where the comparison was stopped.
pub fn write(view: &View<'_>, bar_command: BarCommand<'_>) -> String {
    let mut page = Page::new(view.setting.width);
    let lang = view.lang;
    let Some(found) = &view.results.sensitivity else {
        page.paragraph(&not_reached(lang), 0);
        return page.finish();
    };
    page.title(&say::title(lang));
    for (text, points) in recommendations(view, found) {
        page.paragraph(&text, 0);
        points.iter().for_each(|point| page.point(point));
        page.gap();
    }
    for design in &found.designs {
        bars(view, &mut page, design, bar_command);
        shares::write(view, &mut page, design);
    }
    page.gap();
    page.paragraph(&effort(view, found), 0);
    page.line(&basis::again_by(lang, &view.setting.command));
    page.finish()
}

/// Returns a design seen from the perspective asked for, and from the other of the two that stand
/// side by side.
pub fn side_by_side(
    found: &Sensitivity,
    design: &DesignSensitivity,
) -> Option<(SeenSensitivity, SeenSensitivity)> {
    let other = match found.perspective {
        Perspective::PublicSector => Perspective::Municipality,
        _ => Perspective::PublicSector,
    };
    let of = |who: Perspective| design.seen.iter().find(|seen| seen.perspective == who);
    Some((of(found.perspective)?.clone(), of(other)?.clone()))
}

/// Returns the bars that move the answer at all.
pub fn moving(seen: &SeenSensitivity) -> impl Iterator<Item = &Bar> {
    let bars = seen.bars.iter();
    bars.filter(|bar| bar.width_sek.value != 0.0 || bar.width_sek.mc_se > 0.0)
}

fn bars(view: &View<'_>, page: &mut Page, design: &DesignSensitivity, bar_command: BarCommand<'_>) {
    let (lang, results) = (view.lang, view.results);
    let Some(found) = &results.sensitivity else {
        return;
    };
    let Some((own, other)) = side_by_side(found, design) else {
        return;
    };
    let name = title::design(lang, results, &design.design);
    page.heading(&say::one_at_a_time(lang, &name));
    let shown: Vec<&Bar> = moving(&own).collect();
    let Some(first) = shown.first() else {
        let none = match found.effort.numbers {
            0 => say::no_numbers(lang),
            _ => say::no_bars(lang),
        };
        page.paragraph(&none, 0);
        return;
    };
    let step = money_step(&own);
    let unit = view.numbers.unit(step);
    page.paragraph(&say::bars(lang, unit, results.run.price_year), 0);
    page.gap();
    let mut columns = Columns::new(vec![
        say::column_number(lang),
        say::column_low(lang),
        say::column_net(lang),
        say::column_high(lang),
        say::column_net(lang),
        say::column_width(lang),
        "±".to_owned(),
        say::column_width_of(lang, names::perspective(lang, other.perspective)).replace(' ', "\n"),
    ]);
    let n = &view.numbers;
    for bar in shown.iter().take(MOST_BARS) {
        let end = |value: f64| figure_and_unit(results, n, (&bar.address, value), 4);
        let ((low, _), (high, unit)) = (end(bar.low.value), end(bar.high.value));
        let name = with_unit(view, &bar.address, &unit);
        let beside = other.bars.iter().find(|one| one.address == bar.address);
        let beside = beside.map(|bar| bar.width_sek.value).unwrap_or_default();
        columns.row(vec![
            wrapped(&name, NAME_WIDTH).join("\n"),
            low,
            n.in_step(bar.low.net_sek.value, step),
            high,
            n.in_step(bar.high.net_sek.value, step),
            with_plus(n.in_step(bar.width_sek.value, step), bar.width_sek.value),
            n.in_step(2.0 * bar.width_sek.mc_se, step),
            with_plus(n.in_step(beside, step), beside),
        ]);
    }
    page.table(&columns);
    page.gap();
    if let Some(next) = shown.get(MOST_BARS) {
        let count = n.count((shown.len() - MOST_BARS) as u64);
        let width = n.money(next.width_sek.value.abs());
        page.paragraph(&say::other_bars(lang, &count, &width), 0);
    }
    let command = bar_command(&first.address, first.high.value, first.draws);
    page.paragraph(&say::bar_again(lang, &command), 0);
}

/// Returns what a number is called, and its unit.
pub fn with_unit(view: &View<'_>, address: &str, unit: &str) -> String {
    let name = capitalised(&title::number(view.lang, view.results, address));
    match unit {
        "" => name,
        unit => format!("{name}, {unit}"),
    }
}

fn with_plus(shown: String, value: f64) -> String {
    let is_zero = shown.chars().all(|sign| !('1'..='9').contains(&sign));
    match value > 0.0 && !is_zero {
        true => format!("+{shown}"),
        false => shown,
    }
}

/// Returns thousands where something is large enough, kronor otherwise: never a mixture.
pub fn money_step(seen: &SeenSensitivity) -> MoneyStep {
    let ends = seen.bars.iter().flat_map(|bar| [&bar.low, &bar.high]);
    let largest = ends.fold(0.0_f64, |most, end| most.max(end.net_sek.value.abs()));
    match largest >= 9_950.0 {
        true => MoneyStep::Thousands,
        false => MoneyStep::Kronor,
    }
}

/// Returns what it took.
pub fn effort(view: &View<'_>, found: &Sensitivity) -> String {
    let (lang, effort) = (view.lang, &found.effort);
    let count = |n: u64| view.numbers.count(n);
    let text = say::effort(
        lang,
        &count(u64::from(effort.numbers)),
        &count(effort.simulated),
        &count(effort.screening_draws),
        &count(effort.draws_each),
        &count(u64::from(effort.strongest)),
    );
    match effort.stopped {
        Stopped::Interrupted => format!("{} {text}", say::stopped(lang)),
        _ => text,
    }
}

/// Returns a mean and two of its errors in a step.
pub fn with_error(numbers: &Numbers, sek: Estimate, step: MoneyStep) -> String {
    format!(
        "{}\u{a0}±\u{a0}{}",
        with_plus(numbers.in_step(sek.value, step), sek.value),
        numbers.in_step(2.0 * sek.mc_se, step)
    )
}
