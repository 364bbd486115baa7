//! The people: how many are where, month by month, and how many more support themselves.

use maud::{Markup, html};
use sim_core::results::comparison::{Comparison, Perspective};
use sim_core::results::people::People;
use sim_core::results::spread::{MonthlySpread, Spread};
use sim_core::results::whole::DesignResults;

use crate::number::Numbers;
use crate::report::charts::frame::Show;
use crate::report::charts::marks::{Mark, draw_marks};
use crate::report::charts::months::{Course, Months, draw_months};
use crate::report::charts::scale::Scale;
use crate::report::charts::svg::Told;
use crate::report::html::paper::{Paper, behind, figure};
use crate::report::html::queues;
use crate::report::html::table::Table;
use crate::texts::{Lang, answer as known, paper as parts, paper_people as say};

/// Finds one monthly series of a design.
pub type Find = dyn Fn(&People) -> Option<&MonthlySpread>;

/// Returns the third part.
pub fn people(paper: &Paper<'_>) -> Markup {
    let lang = paper.lang;
    html! {
        section #people aria-labelledby="people-h" {
            h2 #people-h { (parts::people(lang)) }
            (toggles(paper))
            (paper.legend())
            h3 { (say::extra(lang)) }
            (extra(paper))
            h3 { (say::states(lang)) }
            p.note { (say::how_to_read(lang)) " " (say::elsewhere_note(lang)) }
            div.grid {
                (panel(paper, "assistance", &say::on_assistance(lang), &|one| Some(&one.on_assistance)))
                (panel(paper, "interventions", &say::in_interventions(lang), &|one| Some(&one.in_interventions)))
                (panel(paper, "job", &say::in_job(lang), &|one| state(one, "job")))
                (panel(paper, "studies", &say::in_studies(lang), &|one| state(one, "studies")))
                (panel(paper, "elsewhere", &say::elsewhere(lang), &|one| Some(&one.elsewhere)))
                (panel(paper, "lost", &say::lost(lang), &|one| state(one, "lost")))
                (panel(paper, "returns", &say::returns(lang), &|one| event(one, "return")))
            }
            (queues::queues(paper))
            (queues::work(paper))
        }
    }
}

fn state<'r>(people: &'r People, id: &str) -> Option<&'r MonthlySpread> {
    let found = people.states.iter().find(|series| series.state == id);
    found.map(|series| &series.households)
}

fn event<'r>(people: &'r People, id: &str) -> Option<&'r MonthlySpread> {
    let found = people.events.iter().find(|series| series.event == id);
    found.map(|series| &series.count)
}

/// Returns the buttons that show and hide designs; without scripts there are none.
fn toggles(paper: &Paper<'_>) -> Markup {
    html! {
        div.toggles hidden role="group" aria-label=(parts::show_designs(paper.lang)) {
            span aria-hidden="true" { (parts::show_designs(paper.lang)) }
            @for (position, design) in paper.results.designs.iter().enumerate() {
                button type="button" aria-pressed="true" data-design=(position) {
                    (paper.sample(position)) " " (paper.badge(&design.id)) " " (paper.name(&design.id))
                }
            }
        }
    }
}

/// Returns what shows places on an axis of households.
fn shows(lang: Lang, decimals: i16) -> Show {
    // The formatter cannot move between threads, which kuva asks for; there are few ticks.
    std::sync::Arc::new(move |value: f64| Numbers::new(lang).decimals(value, decimals))
}

fn happens(series: &MonthlySpread) -> bool {
    series
        .p90
        .iter()
        .chain(&series.mean)
        .any(|value| *value > 0.0)
}

/// One design's series: its position, itself, the series.
type Own<'r> = (usize, &'r DesignResults, &'r MonthlySpread);

/// Returns one picture of all designs; nothing where it never happens.
pub fn panel(paper: &Paper<'_>, id: &str, name: &str, find: &Find) -> Markup {
    let lang = paper.lang;
    let designs = paper.results.designs.iter().enumerate();
    let all: Vec<Own<'_>> = designs
        .filter_map(|(position, design)| Some((position, design, find(&design.people)?)))
        .collect();
    if !all.iter().any(|one| happens(one.2)) {
        return html! {};
    }
    let told = Told {
        id: format!("months-{id}"),
        title: say::state_title(lang, name),
        text: say::state_text(lang, &at_the_end(paper, &all)),
    };
    let courses = all.iter().map(|(design, _, series)| Course {
        design: *design,
        middle: &series.mean,
        low: &series.p10,
        high: &series.p90,
    });
    let courses: Vec<Course<'_>> = courses.collect();
    let ends = all
        .iter()
        .flat_map(|one| one.2.p90.iter().chain(&one.2.mean));
    let upright = Scale::around(ends.copied().chain([0.0]), 7);
    let table_id = format!("months-{id}-table");
    let months = Months {
        start: paper.results.run.start,
        show: shows(lang, i16::from(upright.step < 1.0)),
        upright,
        mark: None,
        table: table_id.clone(),
        has_letters: true,
    };
    let table = series_table(paper, &table_id, &say::state_table(lang, name), &all);
    html! {
        figure {
            figcaption { strong { (name) } }
            (draw_months(&told, &months, &courses))
            (behind(lang, &[table]))
        }
    }
}

/// Returns where each design ends, for those who do not see the picture.
fn at_the_end(paper: &Paper<'_>, all: &[Own<'_>]) -> String {
    let ends = all
        .iter()
        .filter_map(|one| Some((one.1, one.2.mean.last()?)));
    let said = ends.map(|(design, mean)| {
        format!(
            "{} {}",
            paper.name(&design.id),
            paper.numbers.decimals(*mean, 1)
        )
    });
    said.collect::<Vec<String>>().join(", ")
}

fn series_table(paper: &Paper<'_>, id: &str, caption: &str, all: &[Own<'_>]) -> Table {
    let head = std::iter::once(crate::texts::paper_money::column_month(paper.lang))
        .chain(all.iter().map(|one| paper.lettered(&one.1.id)));
    let mut table = Table::new(id, caption).head(head).class("narrow");
    let n = all.iter().map(|one| one.2.mean.len()).max().unwrap_or(0);
    for idx in 0..n {
        let cells = all.iter().map(|one| {
            let at = |values: &[f64]| values.get(idx).copied().unwrap_or(f64::NAN);
            paper.count_and_range(at(&one.2.mean), at(&one.2.p10), at(&one.2.p90))
        });
        table.row((idx + 1).to_string(), cells);
    }
    table
}

fn extra(paper: &Paper<'_>) -> Markup {
    let lang = paper.lang;
    let comparisons = &paper.results.comparisons;
    let Some(first) = comparisons.first() else {
        return html! {};
    };
    let months: Vec<u32> = first
        .extra_self_support_at
        .iter()
        .map(|one| one.0)
        .collect();
    let columns = months
        .iter()
        .map(|month| say::after_short(lang, &month.to_string()));
    let columns: Vec<String> = columns.collect();
    let marks: Vec<Mark> = comparisons
        .iter()
        .flat_map(|one| marks(paper, one))
        .collect();
    let told = Told {
        id: "extra".to_owned(),
        title: say::extra_title(lang),
        text: say::extra_text(lang),
    };
    let most = marks
        .iter()
        .flat_map(|mark| [mark.ends.0.abs(), mark.ends.2.abs()])
        .fold(0.0, f64::max);
    let decimals = i16::from(most < 2.0);
    let show = shows(lang, decimals);
    let picture = html! {
        div.lone { (draw_marks(&told, &columns, show, &marks)) }
    };
    let caption = html! { (say::extra_caption(lang)) };
    html! {
        (figure(lang, &picture, &caption, &[]))
        (extra_table(paper, &months).show())
        (whole_table(paper).show())
    }
}

fn marks(paper: &Paper<'_>, comparison: &Comparison) -> Vec<Mark> {
    let at = comparison.extra_self_support_at.iter().enumerate();
    at.map(|(column, (_, extra))| Mark {
        design: paper.position(&comparison.design),
        column,
        ends: (extra.p10, extra.p50, extra.p90),
        told: format!(
            "{}: {} ({})",
            paper.name(&comparison.design),
            paper.numbers.decimals(extra.p50, 1),
            paper.numbers.range(extra.p10, extra.p90, 1)
        ),
    })
    .collect()
}

/// Returns a cell of the middle and, under it, the interval.
fn cell(paper: &Paper<'_>, spread: &Spread, decimals: i16) -> Markup {
    html! {
        (paper.numbers.decimals(spread.p50, decimals))
        small { (paper.numbers.range(spread.p10, spread.p90, decimals)) }
    }
}

fn name_cell(paper: &Paper<'_>, comparison: &Comparison) -> Markup {
    html! { (paper.badge(&comparison.design)) " " (paper.name(&comparison.design)) }
}

fn extra_table(paper: &Paper<'_>, months: &[u32]) -> Table {
    let lang = paper.lang;
    let months = months.iter();
    let head = std::iter::once(known::column_design(lang))
        .chain(months.map(|month| say::after(lang, &month.to_string())));
    let mut table = Table::new("extra-table", say::extra_table(lang)).head(head);
    for comparison in &paper.results.comparisons {
        let at = comparison.extra_self_support_at.iter();
        let cells = at.map(|(_, extra)| cell(paper, extra, 1));
        table.row(name_cell(paper, comparison), cells);
    }
    table
}

/// Returns what adds up over the whole time.
fn whole_table(paper: &Paper<'_>) -> Table {
    let lang = paper.lang;
    let mut table = Table::new("whole-table", say::whole_table(lang)).head([
        known::column_design(lang),
        say::months_saved(lang),
        say::job_months(lang),
        say::cost_of_extra(lang),
    ]);
    for comparison in &paper.results.comparisons {
        let cost = comparison
            .saving(Perspective::Municipality)
            .and_then(|saving| saving.cost_per_extra_self_support_sek);
        let cost = match cost {
            Some(cost) if cost > 0.0 => say::costs(lang, &paper.numbers.money(cost)),
            Some(gain) => say::saves(lang, &paper.numbers.money(-gain)),
            None => say::cannot_say(lang),
        };
        let cells = [
            cell(paper, &comparison.months_with_payment_saved, 0),
            cell(paper, &comparison.extra_job_months, 0),
            html! { (cost) },
        ];
        table.row(name_cell(paper, comparison), cells);
    }
    table
}
