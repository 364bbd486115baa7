//! The money: when it goes out and comes back, per budget year and account, cash apart from time.

use maud::{Markup, html};
use sim_core::results::comparison::{Comparison, Perspective, Saving};
use sim_core::results::spread::Spread;
use sim_core::scenario::money::{Account, FlowKind};

use crate::number::MoneyStep;
use crate::report::charts::months::{Course, Months, draw_months};
use crate::report::charts::scale::Scale;
use crate::report::charts::svg::Told;
use crate::report::html::answer::hundred;
use crate::report::html::paper::{Paper, figure};
use crate::report::html::shifts;
use crate::report::html::table::Table;
use crate::report::text::answer::capitalised;
use crate::report::text::money::part_years;
use crate::report::text::verdict;
use crate::texts::{answer as known, money as words, names, paper as parts, paper_money as say};

/// What a design costs, as against what changes by it.
const OWN_COST: [FlowKind; 3] = [FlowKind::SetUp, FlowKind::Staff, FlowKind::Running];

/// Returns the second part.
pub fn money(paper: &Paper<'_>) -> Markup {
    let lang = paper.lang;
    html! {
        section #money aria-labelledby="money-h" {
            h2 #money-h { (parts::money(lang)) }
            p.note { (say::how_to_read(lang, paper.results.run.price_year)) " " (part_years(lang, &paper.results.run)) }
            @for comparison in &paper.results.comparisons {
                article.design {
                    (paper.heading(comparison))
                    (cumulative(paper, comparison))
                    (by_year(paper, comparison).show())
                    (own_account(paper, comparison))
                    (accounts(paper, comparison))
                    (time(paper, comparison))
                    (shifts::flows(paper, comparison))
                }
            }
        }
    }
}

fn cumulative(paper: &Paper<'_>, comparison: &Comparison) -> Markup {
    let lang = paper.lang;
    let savings: Vec<&Saving> = Perspective::SIDE_BY_SIDE
        .iter()
        .filter_map(|one| comparison.saving(*one))
        .collect();
    let ends = savings
        .iter()
        .flat_map(|one| one.cumulative_sek.p10.iter().chain(&one.cumulative_sek.p90));
    let scale = Scale::around(ends.copied().chain([0.0]), 8);
    let step = MoneyStep::for_amounts(&[scale.low, scale.high]);
    let unit = paper.numbers.unit(step);
    let pictures = html! {
        h4 { (say::cumulative(lang)) }
        div.pair {
            @for saving in &savings {
                div.side {
                    p.side-title { (capitalised(names::perspective(lang, saving.perspective))) }
                    (course(paper, comparison, saving, (scale, step)))
                }
            }
        }
    };
    let own = comparison.saving(Perspective::Municipality);
    let caption = html! {
        (say::cumulative_caption(lang, unit)) " "
        @if let Some(own) = own {
            (verdict::payback(paper.view, own)) " "
            (words::run_off(lang, &paper.numbers.money(own.run_off_sek_per_year.p50)))
        }
    };
    let tables: Vec<Table> = savings
        .iter()
        .map(|one| cumulative_table(paper, comparison, one, step))
        .collect();
    figure(lang, &pictures, &caption, &tables)
}

fn course(
    paper: &Paper<'_>,
    comparison: &Comparison,
    saving: &Saving,
    (scale, step): (Scale, MoneyStep),
) -> Markup {
    let lang = paper.lang;
    let who = names::perspective(lang, saving.perspective);
    let design = paper.position(&comparison.design);
    let id = format!("course-{design}-{}", saving.perspective as u8);
    let told = Told {
        title: say::cumulative_title(lang, who),
        text: say::cumulative_text(lang),
        id: id.clone(),
    };
    let mark = saving.payback.p50_month.filter(|month| *month > 1);
    let months = Months {
        start: paper.results.run.start,
        show: shows(paper, scale, step),
        upright: scale,
        mark: mark.map(|month| (month, say::back_in(lang, &month.to_string()))),
        table: format!("{id}-table"),
        has_letters: false,
    };
    let course = Course {
        design,
        middle: middle(saving),
        low: &saving.cumulative_sek.p10,
        high: &saving.cumulative_sek.p90,
    };
    draw_months(&told, &months, &[course])
}

/// Returns the middle by month: the median, or the mean in results that have no median.
fn middle(saving: &Saving) -> &[f64] {
    match saving.cumulative_p50_sek.is_empty() {
        true => &saving.cumulative_sek.mean,
        false => &saving.cumulative_p50_sek,
    }
}

/// Returns what shows places on an axis of money.
fn shows(paper: &Paper<'_>, scale: Scale, step: MoneyStep) -> crate::report::charts::frame::Show {
    let ticks: Vec<(f64, String)> = scale
        .ticks()
        .into_iter()
        .map(|tick| {
            (
                tick,
                crate::report::html::answer::tick(paper, tick, scale, step),
            )
        })
        .collect();
    let near = scale.step * 1e-6;
    std::sync::Arc::new(move |place: f64| {
        let found = ticks.iter().find(|tick| (tick.0 - place).abs() < near);
        found.map(|tick| tick.1.clone()).unwrap_or_default()
    })
}

fn cumulative_table(
    paper: &Paper<'_>,
    comparison: &Comparison,
    saving: &Saving,
    step: MoneyStep,
) -> Table {
    let lang = paper.lang;
    let who = names::perspective(lang, saving.perspective);
    let design = paper.position(&comparison.design);
    let id = format!("course-{design}-{}-table", saving.perspective as u8);
    let caption = say::cumulative_table(lang, who, paper.numbers.unit(step));
    let mut table = Table::new(id, paper.over(comparison, &caption))
        .head([say::column_month(lang), capitalised(who)])
        .class("narrow");
    let months = &saving.cumulative_sek;
    let to = lang.pick("till", "to");
    for (idx, middle) in middle(saving).iter().enumerate() {
        let shown = |values: &[f64]| {
            paper
                .numbers
                .in_step(values.get(idx).copied().unwrap_or(f64::NAN), step)
        };
        let cell = format!(
            "{} ({} {to} {})",
            paper.numbers.in_step(*middle, step),
            shown(&months.p10),
            shown(&months.p90)
        );
        table.row((idx + 1).to_string(), [cell]);
    }
    table
}

fn by_year(paper: &Paper<'_>, comparison: &Comparison) -> Table {
    let lang = paper.lang;
    let id = format!("years-{}", paper.position(&comparison.design));
    let mut table = Table::new(id, paper.over(comparison, &say::by_year(lang))).head([
        words::column_year(lang),
        words::column_own(lang),
        words::column_public(lang),
        say::column_gained(lang),
    ]);
    let own = comparison.saving(Perspective::Municipality);
    let public = comparison.saving(Perspective::PublicSector);
    for year in &paper.results.run.years {
        let of = |saving: Option<&Saving>| {
            let found = saving.and_then(|saving| saving.by_year.iter().find(|one| one.0 == *year));
            found.map(|(_, sek)| paper.cell(sek)).unwrap_or_default()
        };
        let gained = own.and_then(|own| {
            own.saving_probability_by_year
                .iter()
                .find(|one| one.0 == *year)
        });
        let gained = gained.map(|(_, share)| known::of_hundred(lang, &hundred(paper, share.value)));
        let cells = [of(own), of(public), html! { (gained.unwrap_or_default()) }];
        table.row(year.to_string(), cells);
    }
    table
}

fn own_account(paper: &Paper<'_>, comparison: &Comparison) -> Markup {
    let lang = paper.lang;
    let id = format!("account-{}", paper.position(&comparison.design));
    let mut table = Table::new(id, paper.over(comparison, &say::own_account(lang)))
        .head(year_head(paper, say::column_kind(lang)));
    let is_cost = |kind: &FlowKind| OWN_COST.contains(kind);
    let kinds: Vec<FlowKind> = FlowKind::ALL.to_vec();
    for (title, group) in [
        (say::group_cost(lang), true),
        (say::group_effect(lang), false),
    ] {
        let rows: Vec<&FlowKind> = kinds
            .iter()
            .filter(|kind| is_cost(kind) == group && is_in(comparison, **kind))
            .collect();
        if rows.is_empty() {
            continue;
        }
        table.group(title);
        for kind in rows {
            let cells = kind_cells(paper, comparison, Some(*kind));
            table.row(names::flow_kind(lang, *kind), cells);
        }
    }
    table.row_of(
        "sum",
        say::row_net(lang),
        kind_cells(paper, comparison, None),
    );
    html! { (table.show()) }
}

fn year_head(paper: &Paper<'_>, first: String) -> Vec<String> {
    let years = paper.results.run.years.iter().map(ToString::to_string);
    std::iter::once(first)
        .chain(years)
        .chain([say::column_whole(paper.lang)])
        .collect()
}

fn is_in(comparison: &Comparison, kind: FlowKind) -> bool {
    let lines = comparison.difference.lines.iter();
    lines
        .filter(|line| line.account == Account::Municipality && line.kind == kind)
        .any(|line| is_some(&line.sek))
}

/// Returns whether anything is left of an amount in thousands.
fn is_some(sek: &Spread) -> bool {
    [sek.p10, sek.p50, sek.p90]
        .iter()
        .any(|sek| sek.abs() >= 500.0)
}

fn kind_cells(paper: &Paper<'_>, comparison: &Comparison, kind: Option<FlowKind>) -> Vec<Markup> {
    let budget = &comparison.difference;
    let own = comparison.saving(Perspective::Municipality);
    let of_year = |year: &i32| match kind {
        None => own.and_then(|own| {
            own.by_year
                .iter()
                .find(|one| one.0 == *year)
                .map(|one| one.1)
        }),
        Some(kind) => {
            let mut lines = budget.lines.iter().filter(|line| {
                line.account == Account::Municipality && line.kind == kind && line.year == *year
            });
            lines.next().map(|line| line.sek)
        }
    };
    let years = paper.results.run.years.iter().map(of_year);
    let whole = budget.total(Account::Municipality, kind, None).copied();
    cells(paper, years.chain([whole]))
}

fn cells(paper: &Paper<'_>, all: impl Iterator<Item = Option<Spread>>) -> Vec<Markup> {
    all.map(|sek| sek.map(|sek| paper.cell(&sek)).unwrap_or_default())
        .collect()
}

fn accounts(paper: &Paper<'_>, comparison: &Comparison) -> Markup {
    let lang = paper.lang;
    let budget = &comparison.difference;
    let id = format!("accounts-{}", paper.position(&comparison.design));
    let mut table = Table::new(id, paper.over(comparison, &say::accounts(lang)))
        .head(year_head(paper, say::column_account(lang)));
    for account in Account::ALL {
        let years = paper.results.run.years.iter();
        let years = years.map(|year| budget.total(*account, None, Some(*year)).copied());
        let whole = budget.total(*account, None, None).copied();
        let all: Vec<Option<Spread>> = years.chain([whole]).collect();
        if all.iter().flatten().any(is_some) {
            table.row(
                names::account(lang, *account),
                cells(paper, all.into_iter()),
            );
        }
    }
    html! { @if !table.is_empty() { (table.show()) } }
}

fn time(paper: &Paper<'_>, comparison: &Comparison) -> Markup {
    let lang = paper.lang;
    let lines = &comparison.difference.reallocated;
    let id = format!("time-{}", paper.position(&comparison.design));
    let years = &paper.results.run.years;
    let head =
        std::iter::once(say::column_account(lang)).chain(years.iter().map(ToString::to_string));
    let mut table = Table::new(id, paper.over(comparison, &say::time_table(lang)))
        .head(head)
        .class("time");
    for account in Account::ALL {
        let of = |year: &i32| {
            let mut own = lines
                .iter()
                .filter(|line| line.account == *account && line.year == *year);
            own.next().map(|line| line.sek)
        };
        let all: Vec<Option<Spread>> = years.iter().map(of).collect();
        if all.iter().flatten().any(is_some) {
            table.row(
                names::account(lang, *account),
                cells(paper, all.into_iter()),
            );
        }
    }
    html! {
        @if table.is_empty() { p.note { (say::no_time(lang)) } }
        @else {
            h4 { (say::time(lang)) }
            (table.show())
            p.note { (say::time_note(lang)) }
        }
    }
}
