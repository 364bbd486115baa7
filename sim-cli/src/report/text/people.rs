//! What happens to households, as the planner and the authority's statistics see it.

use sim_core::results::people::{People, StaffNeed, StateKind, StateSeries};
use sim_core::results::spread::{MonthlySpread, Spread};
use sim_core::results::whole::DesignResults;

use crate::report::page::{Columns, Page, wrapped};
use crate::report::text::{View, queues};
use crate::report::title;
use crate::texts::people as say;

/// The months that are shown, besides the last one.
const MONTHS: [u32; 4] = [12, 24, 36, 60];
/// The state of those lost between authorities.
const LOST: &str = "lost";
/// Letters of a design's name in a row.
pub const WIDEST_NAME: usize = 30;
/// Letters of a design's name above a column.
const WIDEST_HEADER: usize = 14;

pub fn write(view: &View<'_>, page: &mut Page) {
    page.heading(&say::heading(view.lang));
    page.paragraph(&say::how_to_read(view.lang), 0);
    by_month(view, page);
    each_intervention(view, page);
    differences(view, page);
    published(view, page);
    queues::write(view, page);
    staff(view, page);
    probes(view, page);
    let drift = view.results.run.stock.drift_per_year;
    if drift.abs() >= 0.005 {
        page.gap();
        page.paragraph(&say::drift(view.lang, &view.numbers.percent(drift, 1)), 0);
    }
}

fn months(view: &View<'_>) -> Vec<u32> {
    let last = view.results.run.horizon_months;
    let mut months: Vec<u32> = MONTHS.into_iter().filter(|month| *month < last).collect();
    months.push(last);
    months
}

fn by_month(view: &View<'_>, page: &mut Page) {
    let months = months(view);
    let mut header = vec![String::new()];
    header.extend(
        months
            .iter()
            .map(|month| say::after_months(view.lang, &month.to_string())),
    );
    let mut columns = Columns::new(header);
    let designs = &view.results.designs;
    block(view, &mut columns, &say::on_assistance(view.lang), &|one| {
        Some(&one.people.on_assistance)
    });
    if designs.iter().any(|one| happens(series_of(one, LOST))) {
        block(view, &mut columns, &say::lost(view.lang), &|one| {
            series_of(one, LOST)
        });
    }
    let interventions = |one: &DesignResults| happens(Some(&one.people.in_interventions));
    if designs.iter().any(interventions) {
        block(
            view,
            &mut columns,
            &say::in_interventions(view.lang),
            &|one| Some(&one.people.in_interventions),
        );
    }
    for (exit, heading) in [
        ("job", say::in_job(view.lang)),
        ("studies", say::in_studies(view.lang)),
    ] {
        if designs.iter().any(|one| happens(series_of(one, exit))) {
            block(view, &mut columns, &heading, &|one| series_of(one, exit));
        }
    }
    page.gap();
    page.table(&columns);
}

fn series_of<'r>(design: &'r DesignResults, state: &str) -> Option<&'r MonthlySpread> {
    let mut states = design.people.states.iter();
    states
        .find(|series| series.state == state)
        .map(|series| &series.households)
}

fn happens(series: Option<&MonthlySpread>) -> bool {
    series.is_some_and(|series| series.p90.iter().any(|value| *value > 0.0))
}

/// Adds a table of every intervention beside each other, one month of all designs.
fn each_intervention(view: &View<'_>, page: &mut Page) {
    let designs = &view.results.designs;
    let mut shown: Vec<&StateSeries> = Vec::new();
    for series in designs.iter().flat_map(|design| &design.people.states) {
        let is_new = shown.iter().all(|other| other.state != series.state);
        if series.kind == StateKind::Intervention && is_new {
            shown.push(series);
        }
    }
    if shown.is_empty() {
        return;
    }
    let month = view.results.run.horizon_months;
    page.gap();
    page.line(&say::each_intervention(view.lang, &month.to_string()));
    let mut columns = Columns::new(design_header(view));
    for series in shown {
        let mut row = vec![title::state(view.lang, series)];
        for design in designs {
            let mean = series_of(design, &series.state).and_then(|found| found.mean.last());
            row.push(view.numbers.decimals(mean.copied().unwrap_or_default(), 1));
        }
        columns.row(row);
    }
    page.table(&columns);
}

/// Returns an empty cell and then each design's title, broken into short lines.
fn design_header(view: &View<'_>) -> Vec<String> {
    let mut header = vec![String::new()];
    header.extend(view.results.designs.iter().map(|design| {
        let name = title::design(view.lang, view.results, &design.id);
        wrapped(&name, WIDEST_HEADER).join("\n")
    }));
    header
}

fn block<'r>(
    view: &View<'r>,
    columns: &mut Columns,
    heading: &str,
    series_of: &dyn Fn(&'r DesignResults) -> Option<&'r MonthlySpread>,
) {
    columns.row(vec![heading.to_owned()]);
    for design in &view.results.designs {
        let name = title::design(view.lang, view.results, &design.id);
        let mut row = vec![format!("  {}", wrapped(&name, WIDEST_NAME).join("\n  "))];
        let series = series_of(design);
        for month in months(view) {
            row.push(
                series
                    .and_then(|series| at(view, series, month))
                    .unwrap_or_else(|| "0".to_owned()),
            );
        }
        columns.row(row);
    }
}

fn at(view: &View<'_>, series: &MonthlySpread, month: u32) -> Option<String> {
    let idx = month.checked_sub(1)? as usize;
    let (mean, low, high) = (
        series.mean.get(idx)?,
        series.p10.get(idx)?,
        series.p90.get(idx)?,
    );
    let numbers = &view.numbers;
    // Counts are never negative, so that a hyphen cannot be taken for a minus.
    Some(format!(
        "{} ({}-{})",
        numbers.whole(*mean),
        numbers.whole(*low),
        numbers.whole(*high)
    ))
}

fn differences(view: &View<'_>, page: &mut Page) {
    let lang = view.lang;
    page.gap();
    page.line(&say::extra_heading(lang));
    for comparison in &view.results.comparisons {
        let name = title::design(lang, view.results, &comparison.design);
        let mut sentences = Vec::new();
        if let Some((month, extra)) = comparison.extra_self_support_at.last() {
            sentences.push(extra_sentence(view, &name, *month, extra));
        }
        let saved = &comparison.months_with_payment_saved;
        let range = view.numbers.range(saved.p10, saved.p90, 0);
        sentences.push(say::months_saved(
            lang,
            &view.numbers.whole(saved.p50),
            &range,
        ));
        let cost = comparison
            .saving(sim_core::results::comparison::Perspective::Municipality)
            .and_then(|saving| saving.cost_per_extra_self_support_sek);
        match cost {
            Some(cost) if cost > 0.0 => {
                sentences.push(say::cost_of_extra(lang, &view.numbers.money(cost)));
            }
            Some(gain) => sentences.push(say::gain_of_extra(lang, &view.numbers.money(-gain))),
            None => {}
        }
        page.point(&sentences.join(" "));
    }
}

fn extra_sentence(view: &View<'_>, name: &str, month: u32, extra: &Spread) -> String {
    let count = view.numbers.whole(extra.p50.abs());
    let range = view.numbers.range(extra.p10, extra.p90, 0);
    let month = month.to_string();
    match extra.p50 {
        more if more >= 0.5 => say::extra(view.lang, name, &count, &range, &month),
        fewer if fewer <= -0.5 => say::fewer(view.lang, name, &count, &range, &month),
        _ => say::no_extra(view.lang, name, &range, &month),
    }
}

fn published(view: &View<'_>, page: &mut Page) {
    let lang = view.lang;
    page.gap();
    page.line(&say::published(lang));
    let designs = &view.results.designs;
    let mut columns = Columns::new(design_header(view));
    let percent = |share: f64| view.numbers.percent(share, 0);
    let mut row = |name: String, figure: &dyn Fn(&People) -> String| {
        let cells = designs.iter().map(|design| figure(&design.people));
        columns.row(std::iter::once(name).chain(cells).collect());
    };
    let numbers = &view.numbers;
    row(say::months_in_year(lang), &|one| {
        numbers.decimals(one.published.months_in_year.value, 1)
    });
    row(say::ten_months(lang), &|one| {
        percent(one.published.ten_months_or_more_share.value)
    });
    row(say::under_four(lang), &|one| {
        percent(one.published.under_four_months_share.value)
    });
    row(say::over_twelve(lang), &|one| {
        percent(one.published.spells_over_twelve_months_share.value)
    });
    row(say::back_within_three(lang), &|one| {
        percent(one.published.return_within_three_months_share.value)
    });
    row(say::households_in_year(lang), &|one| {
        numbers.whole(one.published.households_in_year.p50)
    });
    row(say::sek_in_year(lang), &|one| {
        numbers.whole(one.published.sek_per_household_in_year.p50)
    });
    page.table(&columns);
    page.paragraph(&say::published_note(lang), 2);
}

fn staff(view: &View<'_>, page: &mut Page) {
    let lang = view.lang;
    let mut needs: Vec<&StaffNeed> = Vec::new();
    for need in view
        .results
        .designs
        .iter()
        .flat_map(|one| &one.people.staff)
    {
        if needs
            .iter()
            .all(|other| other.profession != need.profession)
        {
            needs.push(need);
        }
    }
    if needs.is_empty() {
        return;
    }
    page.gap();
    page.line(&say::staff(lang));
    let mut header = vec![String::new()];
    let months = months(view);
    header.extend(
        months
            .iter()
            .map(|month| say::after_months(lang, &month.to_string())),
    );
    header.push(say::column_available(lang));
    let mut columns = Columns::new(header);
    let mut too_few = Vec::new();
    for need in needs {
        let profession = title::own_or_known(lang, need.title.as_ref(), &need.profession);
        columns.row(vec![profession.clone()]);
        for design in &view.results.designs {
            let mut all = design.people.staff.iter();
            let Some(own) = all.find(|own| own.profession == need.profession) else {
                continue;
            };
            let name = title::design(lang, view.results, &design.id);
            columns.row(staff_row(view, &name, own));
            let most = most_above(&own.needed_fte.mean, own.available_fte.as_ref());
            too_few.extend(most.map(|most| {
                let most = view.numbers.decimals(most, 1);
                say::above_available(lang, &profession, &name, &most)
            }));
        }
    }
    page.table(&columns);
    for sentence in too_few {
        page.point(&sentence);
    }
}

fn staff_row(view: &View<'_>, name: &str, need: &StaffNeed) -> Vec<String> {
    let mut row = vec![format!("  {}", wrapped(name, WIDEST_NAME).join("\n  "))];
    for month in months(view) {
        let needed = need.needed_fte.mean.get(month as usize - 1);
        row.push(
            needed
                .map(|fte| view.numbers.decimals(*fte, 1))
                .unwrap_or_default(),
        );
    }
    let available = need.available_fte.as_ref().and_then(|fte| fte.last());
    row.push(match available {
        Some(fte) => view.numbers.decimals(*fte, 1),
        None => say::not_said(view.lang),
    });
    row
}

/// Returns the largest need in any month in which there is not enough.
fn most_above(needed: &[f64], available: Option<&Vec<f64>>) -> Option<f64> {
    let available = available?;
    let above = needed
        .iter()
        .zip(available)
        .filter(|(need, have)| need > have);
    above.map(|(need, _)| *need).reduce(f64::max)
}

fn probes(view: &View<'_>, page: &mut Page) {
    let lang = view.lang;
    let designs = &view.results.designs;
    let Some(first) = designs
        .first()
        .filter(|design| !design.people.probes.is_empty())
    else {
        return;
    };
    page.gap();
    page.line(&say::probes(lang));
    for probe in &first.people.probes {
        let called = title::own_or_known(lang, probe.title.as_ref(), &probe.probe);
        let mut header = vec![say::probe(lang, &called, &probe.after_months.to_string())];
        header.extend(
            designs
                .iter()
                .map(|one| title::design(lang, view.results, &one.id)),
        );
        let mut columns = Columns::new(header);
        for (class, _) in &probe.shares {
            let known = title::known_title(lang, view.results, class);
            let mut row = vec![known.unwrap_or_else(|| class.clone())];
            for design in designs {
                let same = design
                    .people
                    .probes
                    .iter()
                    .find(|other| other.probe == probe.probe);
                let share =
                    same.and_then(|same| same.shares.iter().find(|share| share.0 == *class));
                row.push(
                    share
                        .map(|share| view.numbers.percent(share.1.p50, 0))
                        .unwrap_or_default(),
                );
            }
            columns.row(row);
        }
        page.table(&columns);
    }
}
