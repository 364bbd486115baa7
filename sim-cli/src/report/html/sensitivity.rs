//! One number at a time, and where the uncertainty comes from: the pictures of the analysis.

use maud::{Markup, html};
use sim_core::results::sensitivity::{
    Bar, DesignSensitivity, GroupShares, SeenSensitivity, Sensitivity, Shares,
};

use crate::report::charts::shares::{ShareBar, draw_shares};
use crate::report::charts::svg::Told;
use crate::report::charts::tornado::{End, Span, Words, axis, draw_tornado};
use crate::report::html::paper::{Paper, behind, figure, short};
use crate::report::html::table::Table;
use crate::report::sensitivity::{
    about_shares, effort, groups, money_step, moving, no_shares, numbers, recommendations,
    side_by_side, with_error,
};
use crate::report::text::capitalised;
use crate::report::title;
use crate::report::value::in_own_unit;
use crate::texts::{names, sensitivity as say};

/// Bars in a picture.
const MOST_BARS: usize = 10;
/// Numbers in a picture of shares.
const MOST_SHARES: usize = 8;

/// Returns the whole part; nothing where the results say nothing about it.
pub fn sensitivity(paper: &Paper<'_>) -> Markup {
    let Some(found) = &paper.results.sensitivity else {
        return html! {};
    };
    let has_flips = found.recommendations.iter().any(|of| !of.flips.is_empty());
    let flips = table_of_flips(paper, found);
    html! {
        h3 { (say::heading(paper.lang)) }
        @for (text, points) in recommendations(paper.view, found) {
            p { (text) }
            @if !points.is_empty() {
                ul { @for point in points { li { (point) } } }
            }
        }
        @if has_flips { (behind(paper.lang, &[flips])) }
        @for design in &found.designs { (of_design(paper, found, design)) }
        p.note { (effort(paper.view, found)) }
    }
}

fn of_design(paper: &Paper<'_>, found: &Sensitivity, design: &DesignSensitivity) -> Markup {
    let Some((own, other)) = side_by_side(found, design) else {
        return html! {};
    };
    html! {
        article.design {
            h4 { (paper.badge(&design.design)) " " (paper.name(&design.design)) }
            (bars(paper, design, (&own, &other)))
            @match &own.shares {
                Some(shares) => (variance(paper, design, &own, shares)),
                None => p { (no_shares(paper.view, found, &own)) },
            }
        }
    }
}

/// The numbers that change what is best: how far out they were tried, and what is gained by then.
fn table_of_flips(paper: &Paper<'_>, found: &Sensitivity) -> Table {
    let lang = paper.lang;
    let mut table = Table::new("flips", say::flips_table(lang)).head([
        capitalised(&say::column_number(lang)),
        say::column_assumed(lang),
        say::column_limit(lang),
        say::column_between(lang),
        say::column_chance(lang),
        say::column_outermost(lang),
        say::column_best_there(lang),
        say::column_lead_there(lang),
    ]);
    let flipped = found.recommendations.iter();
    for of in flipped.filter(|of| !of.flips.is_empty()) {
        let tried = paper.numbers.count(u64::from(of.numbers_tried));
        let who = capitalised(names::perspective(lang, of.perspective));
        table.group(say::numbers_tried(lang, &who, &tried));
        for flip in &of.flips {
            let value =
                |value: f64| in_own_unit(paper.results, paper.numbers, (&flip.address, value), 3);
            let and = lang.pick("och", "and");
            let (low, high) = (value(flip.between.0), value(flip.between.1));
            let ahead = flip.ahead_at_end_sek;
            table.row(
                name_of(paper, &flip.address),
                [
                    value(flip.median),
                    value(flip.value),
                    format!("{low} {and} {high}"),
                    paper.numbers.percent(flip.probability, 0),
                    value(flip.end_value),
                    paper.name(&flip.best_there),
                    paper.numbers.money(ahead.value),
                ],
            );
        }
    }
    table
}

fn name_of(paper: &Paper<'_>, address: &str) -> String {
    capitalised(&short(&title::number(paper.lang, paper.results, address)))
}

fn span(paper: &Paper<'_>, bar: &Bar) -> Span {
    let value = |value: f64| in_own_unit(paper.results, paper.numbers, (&bar.address, value), 4);
    let end = |end: &sim_core::results::sensitivity::BarEnd| End {
        change: end.change_sek.value,
        error: 2.0 * end.change_sek.mc_se,
    };
    Span {
        name: format!(
            "{}: {} – {}",
            name_of(paper, &bar.address),
            value(bar.low.value),
            value(bar.high.value)
        ),
        low: end(&bar.low),
        high: end(&bar.high),
    }
}

fn bars(
    paper: &Paper<'_>,
    design: &DesignSensitivity,
    (own, other): (&SeenSensitivity, &SeenSensitivity),
) -> Markup {
    let lang = paper.lang;
    let design_name = paper.name(&design.design);
    let position = paper.position(&design.design);
    let spans = |seen: &SeenSensitivity| -> Vec<Span> {
        moving(seen)
            .take(MOST_BARS)
            .map(|bar| span(paper, bar))
            .collect()
    };
    let both = [(own, spans(own)), (other, spans(other))];
    if both[0].1.is_empty() {
        return html! { p { (say::no_bars(lang)) } };
    }
    let step = money_step(own);
    let scale = axis(both.iter().flat_map(|(_, spans)| spans));
    let unit = paper.numbers.unit(step);
    let show = |sek: f64| paper.numbers.in_step(sek, step);
    let (low, high) = (say::column_low(lang), say::column_high(lang));
    let words = Words {
        low: &low,
        high: &high,
        show: &show,
    };
    let drawn = |at: usize| {
        let (seen, spans) = &both[at];
        let who = names::perspective(lang, seen.perspective);
        let told = Told {
            id: format!("tornado-{position}-{at}"),
            title: say::tornado_title(lang, who, unit, &design_name),
            text: say::tornado_text(lang, &spans[0].name),
        };
        let heading = say::tornado_side(lang, who, unit);
        html! { div.side { p.side-title { (heading) } (draw_tornado(&told, spans, scale, &words)) } }
    };
    let pictures = html! {
        div.pair { (drawn(0)) @if !both[1].1.is_empty() { (drawn(1)) } }
    };
    let caption = html! { (say::tornado_caption(lang)) };
    let tables = [table_of_bars(paper, design, (own, other))];
    figure(lang, &pictures, &caption, &tables)
}

fn table_of_bars(
    paper: &Paper<'_>,
    design: &DesignSensitivity,
    (own, other): (&SeenSensitivity, &SeenSensitivity),
) -> Table {
    let lang = paper.lang;
    let step = money_step(own);
    let (unit, year) = (paper.numbers.unit(step), paper.results.run.price_year);
    let id = format!("tornado-{}-table", paper.position(&design.design));
    let who = |seen: &SeenSensitivity| names::perspective(lang, seen.perspective);
    let mut table = Table::new(id, say::bars(lang, unit, year)).head([
        capitalised(&say::column_number(lang)),
        capitalised(&say::column_low(lang)),
        capitalised(&say::column_net(lang)),
        capitalised(&say::column_high(lang)),
        capitalised(&say::column_net(lang)),
        say::column_difference(lang, who(own)),
        say::column_difference(lang, who(other)),
    ]);
    let value =
        |address: &str, value: f64| in_own_unit(paper.results, paper.numbers, (address, value), 4);
    for bar in moving(own).take(2 * MOST_BARS) {
        let beside = other.bars.iter().find(|one| one.address == bar.address);
        let beside = beside.map(|bar| bar.width_sek).unwrap_or_default();
        table.row(
            // The address is what `--set` takes.
            html! { (name_of(paper, &bar.address)) small { code { (bar.address) } } },
            [
                html! { (value(&bar.address, bar.low.value)) },
                html! { (paper.numbers.in_step(bar.low.net_sek.value, step)) },
                html! { (value(&bar.address, bar.high.value)) },
                html! { (paper.numbers.in_step(bar.high.net_sek.value, step)) },
                html! { (with_error(paper.numbers, bar.width_sek, step)) },
                html! { (with_error(paper.numbers, beside, step)) },
            ],
        );
    }
    table
}

fn variance(
    paper: &Paper<'_>,
    design: &DesignSensitivity,
    seen: &SeenSensitivity,
    shares: &Shares,
) -> Markup {
    let lang = paper.lang;
    let position = paper.position(&design.design);
    let design_name = paper.name(&design.design);
    let percent = |share: f64| paper.numbers.percent(share, 0);
    let bar = |(name, of): &(String, &GroupShares)| ShareBar {
        name: short(name),
        alone: of.first_order.value,
        with_all: of.total.value,
        interval: (of.total.low, of.total.high),
        figure: say::both_shares(
            lang,
            &percent(of.first_order.value),
            &percent(of.total.value),
        ),
    };
    let all = [
        (say::shares_of_groups(lang), groups(paper.view, shares)),
        (
            say::shares_of_numbers(lang),
            numbers(paper.view, shares, MOST_SHARES),
        ),
    ];
    let words = (
        capitalised(&say::column_alone(lang)),
        capitalised(&say::column_with_all(lang)),
    );
    let pictures = html! {
        div.pair {
            @for (at, (heading, of)) in all.iter().enumerate() {
                @if !of.is_empty() {
                    @let told = Told {
                        id: format!("shares-{position}-{at}"),
                        title: say::shares_title(lang, heading, &design_name),
                        text: say::shares_text(lang, &of[0].0, &percent(of[0].1.total.value)),
                    };
                    div.side {
                        p.side-title { (heading) }
                        (draw_shares(&told, &of.iter().map(bar).collect::<Vec<_>>(), (&words.0, &words.1)))
                    }
                }
            }
        }
    };
    let caption = html! { (about_shares(paper.view, seen.perspective, shares)) };
    let tables = all.iter().enumerate().filter(|(_, (_, of))| !of.is_empty());
    let tables: Vec<Table> = tables
        .map(|(at, (heading, of))| {
            let id = format!("shares-{position}-{at}-table");
            table_of_shares(paper, id, heading, of)
        })
        .collect();
    figure(lang, &pictures, &caption, &tables)
}

fn table_of_shares(
    paper: &Paper<'_>,
    id: String,
    heading: &str,
    of: &[(String, &GroupShares)],
) -> Table {
    let lang = paper.lang;
    // A single number is one number; of a group it is told how many are in it.
    let counts = of.iter().any(|(_, shares)| shares.numbers != 1);
    let mut heads = vec![capitalised(&say::column_group(lang))];
    heads.extend(counts.then(|| capitalised(&say::column_count(lang))));
    heads.extend([
        capitalised(&say::column_alone(lang)),
        say::column_interval(lang),
        capitalised(&say::column_with_all(lang)),
        say::column_interval(lang),
    ]);
    let mut table = Table::new(id, heading).head(heads);
    let percent = |share: f64| paper.numbers.percent(share, 0);
    let range = |low: f64, high: f64| {
        let to = lang.pick("till", "to");
        format!(
            "{} {to} {}",
            paper.numbers.whole(100.0 * low),
            percent(high)
        )
    };
    for (name, shares) in of {
        let (alone, total) = (shares.first_order, shares.total);
        let count = match shares.numbers {
            0 => String::new(),
            count => paper.numbers.count(u64::from(count)),
        };
        let cells = [
            percent(alone.value),
            range(alone.low, alone.high),
            percent(total.value),
            range(total.low, total.high),
        ];
        table.row(
            short(name),
            counts.then_some(count).into_iter().chain(cells),
        );
    }
    table
}
