//! What happens to households, as the planner and the authority's statistics see it.

use sim_core::results::people::{People, StateKind, StateSeries};
use sim_core::results::spread::{MonthlySpread, Spread};
use sim_core::results::whole::DesignResults;

use crate::report::page::{Columns, Page};
use crate::report::text::View;
use crate::report::title;
use crate::texts::people as say;

/// The months that are shown, besides the last one.
const MONTHS: [u32; 4] = [12, 24, 36, 60];

pub fn write(view: &View<'_>, page: &mut Page) {
    page.heading(&say::heading(view.lang));
    page.paragraph(&say::how_to_read(view.lang), 0);
    by_month(view, page);
    differences(view, page);
    published(view, page);
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
    block(
        view,
        &mut columns,
        &say::on_assistance(view.lang),
        &|design| Some(&design.people.on_assistance),
    );
    for shown in states_to_show(designs) {
        let heading = state_heading(view, shown);
        block(view, &mut columns, &heading, &|design| {
            let mut series = design.people.states.iter();
            series
                .find(|other| other.state == shown.state)
                .map(|other| &other.households)
        });
    }
    page.gap();
    page.table(&columns);
}

/// Returns the states worth a block: where people wait in vain, are helped, or stand on their own.
fn states_to_show(designs: &[DesignResults]) -> Vec<&StateSeries> {
    let mut shown: Vec<&StateSeries> = Vec::new();
    for series in designs.iter().flat_map(|design| &design.people.states) {
        let wanted = match series.kind {
            StateKind::Lost | StateKind::Intervention => true,
            StateKind::Exit => matches!(series.state.as_str(), "job" | "studies"),
            StateKind::Intake | StateKind::Open => false,
        };
        let is_new = shown.iter().all(|other| other.state != series.state);
        let happens = series.households.p90.iter().any(|value| *value > 0.0);
        if wanted && is_new && happens {
            shown.push(series);
        }
    }
    shown.sort_by_key(|series| match series.kind {
        StateKind::Lost => 0,
        StateKind::Exit => 2,
        _ => 1,
    });
    shown
}

fn state_heading(view: &View<'_>, series: &StateSeries) -> String {
    let lang = view.lang;
    match (series.kind, series.state.as_str()) {
        (StateKind::Lost, _) => say::lost(lang),
        (_, "job") => say::in_job(lang),
        (_, "studies") => say::in_studies(lang),
        (StateKind::Intervention, _) => say::in_intervention(lang, &title::state(lang, series)),
        _ => say::in_state(lang, &title::state(lang, series)),
    }
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
        let mut row = vec![format!("  {name}")];
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
    let mut header = vec![String::new()];
    let designs = &view.results.designs;
    header.extend(
        designs
            .iter()
            .map(|one| title::design(lang, view.results, &one.id)),
    );
    let mut columns = Columns::new(header);
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
    let designs = &view.results.designs;
    if designs.iter().all(|design| design.people.staff.is_empty()) {
        return;
    }
    page.gap();
    page.line(&say::staff(lang));
    let months = months(view);
    let mut header = vec![String::new()];
    header.extend(
        months
            .iter()
            .map(|month| say::after_months(lang, &month.to_string())),
    );
    header.push(say::column_available(lang));
    let mut columns = Columns::new(header);
    let mut too_few = Vec::new();
    for design in designs {
        let name = title::design(lang, view.results, &design.id);
        for need in &design.people.staff {
            let profession = title::own_or_known(lang, need.title.as_ref(), &need.profession);
            let mut row = vec![format!("{profession}, {name}")];
            for month in &months {
                let needed = need.needed_fte.mean.get(*month as usize - 1);
                row.push(
                    needed
                        .map(|fte| view.numbers.decimals(*fte, 1))
                        .unwrap_or_default(),
                );
            }
            let available = need.available_fte.as_ref();
            row.push(match available.and_then(|fte| fte.last()) {
                Some(fte) => view.numbers.decimals(*fte, 1),
                None => say::not_said(lang),
            });
            columns.row(row);
            too_few.extend(
                most_above(need.needed_fte.mean.as_slice(), available).map(|most| {
                    say::above_available(lang, &profession, &name, &view.numbers.decimals(most, 1))
                }),
            );
        }
    }
    page.table(&columns);
    for sentence in too_few {
        page.point(&sentence);
    }
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
