//! What decides the answer, as a page of text.

use sim_core::results::perspective::Perspective;
use sim_core::results::run::Stopped;
use sim_core::results::sensitivity::{
    Bar, DesignSensitivity, GroupShares, Recommendation, SeenSensitivity, Sensitivity, Shares,
};
use sim_core::results::spread::Estimate;

use crate::number::{MoneyStep, Numbers};
use crate::report::page::{Columns, Page, wrapped};
use crate::report::text::{View, capitalised};
use crate::report::title;
use crate::report::value::{figure_and_unit, in_own_unit};
use crate::texts::{names, sensitivity as say};

/// Bars that are shown; all are in the other forms.
const MOST_BARS: usize = 12;
/// Numbers whose shares are shown.
const MOST_SHARES: usize = 10;
/// Letters of a name on a row.
const NAME_WIDTH: usize = 34;

/// The line that makes one bar's end again; the value and its address go in.
pub type BarCommand<'c> = &'c dyn Fn(&str, f64, u64) -> String;

/// Returns the whole page; empty where the results say nothing about it.
pub fn write(view: &View<'_>, bar_command: BarCommand<'_>) -> String {
    let mut page = Page::new(view.setting.width);
    let Some(found) = &view.results.sensitivity else {
        return String::new();
    };
    let lang = view.lang;
    page.title(&say::title(lang));
    for (text, points) in recommendations(view, found) {
        page.paragraph(&text, 0);
        points.iter().for_each(|point| page.point(point));
        page.gap();
    }
    for design in &found.designs {
        bars(view, &mut page, design, bar_command);
        shares(view, &mut page, design);
    }
    page.gap();
    page.paragraph(&effort(view, found), 0);
    page.line(&say::again(lang, &view.setting.command));
    page.finish()
}

/// Returns a sentence and points for each perspective, that asked for first; what is the same for
/// another is said once.
pub fn recommendations(view: &View<'_>, found: &Sensitivity) -> Vec<(String, Vec<String>)> {
    let mut said = Vec::new();
    let mut first: Option<&Recommendation> = None;
    for of in in_order(found) {
        let is_same = first.is_some_and(|first| {
            let as_first = Recommendation {
                perspective: first.perspective,
                ..of.clone()
            };
            as_first == *first
        });
        if is_same {
            let who = names::perspective(view.lang, of.perspective);
            said.push((say::same_for(view.lang, who), Vec::new()));
        } else {
            said.push((recommended(view, of), flips(view, of)));
        }
        first = first.or(Some(of));
    }
    said
}

/// Returns the recommendations, that of the perspective asked for first.
fn in_order(found: &Sensitivity) -> impl Iterator<Item = &Recommendation> {
    let (own, others): (Vec<_>, Vec<_>) = found
        .recommendations
        .iter()
        .partition(|one| one.perspective == found.perspective);
    own.into_iter().chain(others)
}

/// Returns what a design is called in a sentence.
fn design_of(view: &View<'_>, id: &str) -> String {
    match id {
        "today" => say::as_today(view.lang),
        _ => title::design(view.lang, view.results, id),
    }
}

/// Returns what is best, and whether some number changes that.
fn recommended(view: &View<'_>, of: &Recommendation) -> String {
    let lang = view.lang;
    let who = names::perspective(lang, of.perspective);
    let next = design_of(view, &of.next);
    let ahead = view.numbers.money(of.ahead_sek.value);
    if !of.is_clear {
        let best = design_of(view, &of.best);
        return match of.draws_needed {
            Some(needed) => {
                let needed = view.numbers.count(needed);
                say::not_clear(lang, who, &best, &next, &ahead, &needed)
            }
            None => say::equals(lang, who, &best, &next),
        };
    }
    let best = match of.best.as_str() {
        "today" => say::best_is_today(lang, who, &next, &ahead),
        id => {
            let net = view.numbers.money(of.net_sek.value);
            say::best(lang, who, &design_of(view, id), &net)
        }
    };
    let second = match (of.best.as_str(), of.next.as_str()) {
        ("today", _) | (_, "today") => None,
        _ => Some(say::second(lang, &next, &ahead)),
    };
    let changes = match (of.flips.is_empty(), of.is_complete) {
        (false, _) => say::some_flip(lang),
        (true, true) if of.undecided.is_empty() => say::none_flips(lang),
        (true, true) => String::new(),
        (true, false) => say::not_all_tried(lang),
    };
    let parts = [Some(best), second, Some(changes)].into_iter().flatten();
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// Returns a point for each number that changes what is best, and for those it cannot be said of.
fn flips(view: &View<'_>, of: &Recommendation) -> Vec<String> {
    let lang = view.lang;
    let value =
        |address: &str, value: f64| in_own_unit(view.results, &view.numbers, (address, value), 3);
    let mut points: Vec<String> = of
        .flips
        .iter()
        .map(|flip| {
            let name = capitalised(&title::number(lang, view.results, &flip.address));
            let (low, high) = flip.between;
            let between = say::between(
                lang,
                &value(&flip.address, low),
                &value(&flip.address, high),
            );
            let there = design_of(view, &flip.best_there);
            let point = say::flips(
                lang,
                &name,
                say::side(lang, flip.side),
                &value(&flip.address, flip.value),
                &value(&flip.address, flip.median),
                &there,
                &view.numbers.percent(flip.probability, 0),
            );
            format!("{point} {between}")
        })
        .collect();
    if !of.undecided.is_empty() {
        let names = of.undecided.iter();
        let names: Vec<String> = names
            .map(|address| title::number(lang, view.results, address))
            .collect();
        points.push(say::undecided(lang, &names.join("; ")));
    }
    points
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

fn shares(view: &View<'_>, page: &mut Page, design: &DesignSensitivity) {
    let lang = view.lang;
    let Some(found) = &view.results.sensitivity else {
        return;
    };
    let Some((own, _)) = side_by_side(found, design) else {
        return;
    };
    let name = title::design(lang, view.results, &design.design);
    page.heading(&say::where_from(lang, &name));
    let Some(shares) = &own.shares else {
        page.paragraph(&no_shares(view, found, &own), 0);
        return;
    };
    page.paragraph(&about_shares(view, own.perspective, shares), 0);
    page.gap();
    let mut columns = Columns::new(header(view, true));
    for (name, group) in groups(view, shares) {
        let mut row = vec![wrapped(&name, NAME_WIDTH + 12).join("\n")];
        row.push(match group.numbers {
            0 => String::new(),
            count => view.numbers.count(u64::from(count)),
        });
        row.extend(figures(&view.numbers, group));
        columns.row(row);
    }
    page.table(&columns);
    if shares.by_number.is_empty() {
        return;
    }
    page.gap();
    let mut columns = Columns::new(header(view, false));
    for (name, group) in numbers(view, shares, MOST_SHARES) {
        let mut row = vec![wrapped(&name, NAME_WIDTH + 12).join("\n")];
        row.extend(figures(&view.numbers, group));
        columns.row(row);
    }
    page.table(&columns);
}

/// Returns what the shares are of.
pub fn about_shares(view: &View<'_>, who: Perspective, shares: &Shares) -> String {
    let luck = view.numbers.percent(shares.luck_share.value, 0);
    say::shares(view.lang, names::perspective(view.lang, who), &luck)
}

/// Returns why there are no shares.
pub fn no_shares(view: &View<'_>, found: &Sensitivity, seen: &SeenSensitivity) -> String {
    let lang = view.lang;
    match (seen.draws_needed, found.effort.stopped) {
        (Some(needed), _) => say::no_shares(lang, &view.numbers.count(needed)),
        (None, Stopped::Interrupted) => say::shares_stopped(lang),
        (None, _) => say::nothing_varies(lang),
    }
}

/// Returns themes, then grades, then the world, each with its name.
pub fn groups<'s>(view: &View<'_>, shares: &'s Shares) -> Vec<(String, &'s GroupShares)> {
    let lang = view.lang;
    let themes = shares.by_theme.iter();
    let themes = themes.map(|of| (say::theme(lang, of.theme).to_owned(), &of.shares));
    let grades = shares.by_grade.iter().map(|of| {
        let name = match of.grade {
            Some(grade) => say::grade(lang, grade.word()),
            None => say::ungraded(lang),
        };
        (name, &of.shares)
    });
    let world = shares.world.iter().map(|of| (say::world(lang), of));
    themes.chain(world).chain(grades).collect()
}

/// Returns the numbers with the largest shares, each with its name; those without any are left out.
pub fn numbers<'s>(
    view: &View<'_>,
    shares: &'s Shares,
    most: usize,
) -> Vec<(String, &'s GroupShares)> {
    let with_share = shares.by_number.iter();
    let with_share = with_share.filter(|of| of.shares.total.value >= 0.005);
    let name = |addresses: &[String]| {
        let names = addresses.iter();
        let names = names.map(|address| title::number(view.lang, view.results, address));
        capitalised(&names.collect::<Vec<_>>().join(" + "))
    };
    with_share
        .take(most)
        .map(|of| (name(&of.addresses), &of.shares))
        .collect()
}

fn header(view: &View<'_>, is_group: bool) -> Vec<String> {
    let lang = view.lang;
    let mut header = match is_group {
        true => vec![say::column_group(lang), say::column_count(lang)],
        false => vec![say::column_number(lang)],
    };
    header.extend([
        say::column_alone(lang),
        "±".to_owned(),
        say::column_with_all(lang),
        "±".to_owned(),
    ]);
    header
}

fn figures(numbers: &Numbers, shares: &GroupShares) -> Vec<String> {
    let both = [shares.first_order, shares.total];
    let cells = both.iter().flat_map(|share| {
        [
            numbers.percent(share.value, 0),
            numbers.percent(2.0 * share.mc_se, 0),
        ]
    });
    cells.collect()
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
        "{} ± {}",
        with_plus(numbers.in_step(sek.value, step), sek.value),
        numbers.in_step(2.0 * sek.mc_se, step)
    )
}
