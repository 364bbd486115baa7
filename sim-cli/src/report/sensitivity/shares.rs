//! Where the uncertainty comes from: shares of variance by theme, grade and number.

use sim_core::results::perspective::Perspective;
use sim_core::results::run::Stopped;
use sim_core::results::sensitivity::{
    DesignSensitivity, GroupShares, SeenSensitivity, Sensitivity, Shares,
};

use crate::number::Numbers;
use crate::report::page::{Columns, Page, wrapped};
use crate::report::sensitivity::{NAME_WIDTH, side_by_side};
use crate::report::text::{View, capitalised};
use crate::report::title;
use crate::texts::{Lang, names, sensitivity as say};

/// Numbers whose shares are shown.
const MOST_SHARES: usize = 10;

/// Writes where the uncertainty of one design comes from.
pub fn write(view: &View<'_>, page: &mut Page, design: &DesignSensitivity) {
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

/// Returns themes, then the world, then grades, each with its name.
pub fn groups<'s>(view: &View<'_>, shares: &'s Shares) -> Vec<(String, &'s GroupShares)> {
    let [themes, grades, world] = named_groups(view.lang, shares);
    [themes, world, grades].concat()
}

/// Returns themes, grades and the world, each with its name.
pub fn named_groups(lang: Lang, shares: &Shares) -> [Vec<(String, &GroupShares)>; 3] {
    let themes = shares.by_theme.iter();
    let themes = themes.map(|of| (names::theme(lang, of.theme).to_owned(), &of.shares));
    let grades = shares.by_grade.iter();
    let grades = grades.map(|of| (names::graded(lang, of.grade), &of.shares));
    let world = shares.world.iter().map(|of| (say::world(lang), of));
    [themes.collect(), grades.collect(), world.collect()]
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
