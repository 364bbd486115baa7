//! The answer: in words and in a hundred dots, the municipality beside the public sector.

use maud::{Markup, html};
use sim_core::results::comparison::{Comparison, Perspective, Saving};

use crate::number::{MoneyStep, OfAHundred, of_a_hundred};
use crate::report::charts::dots::{Field, Words, draw_dots};
use crate::report::charts::scale::Scale;
use crate::report::charts::svg::Told;
use crate::report::html::paper::{Paper, behind, shortened};
use crate::report::html::table::Table;
use crate::report::text::answer::capitalised;
use crate::report::text::verdict;
use crate::texts::{answer as known, names, paper as say};

/// Share of the common axis below which a design's own values would hardly be seen.
const WORTH_THE_AXIS: f64 = 0.15;

/// Returns the first part.
pub fn answer(paper: &Paper<'_>) -> Markup {
    let lang = paper.lang;
    let comparisons = &paper.results.comparisons;
    let every: Vec<&Comparison> = comparisons.iter().collect();
    let fields = fields(&every);
    let is_common = fields.windows(2).all(|pair| pair[0] == pair[1]);
    let draws = paper.numbers.count(paper.results.run.draws);
    html! {
        section #answer aria-labelledby="answer-h" {
            h2 #answer-h { (say::answer(lang)) }
            @if comparisons.is_empty() { p { (say::nothing_to_show(lang)) } }
            @if comparisons.len() > 1 { (all_designs(paper, &every)) }
            @for (comparison, field) in comparisons.iter().zip(&fields) {
                (one_design(paper, comparison, *field))
            }
            p.note { (say::dots_explained(lang, &draws)) " "
                @if comparisons.len() > 1 {
                    @if is_common { (say::one_axis(lang)) } @else { (say::own_axes(lang)) } " "
                }
                (known::public_sector_is(lang))
            }
        }
    }
}

/// Returns an axis for each design: one for all where no design is lost on it.
pub fn fields(comparisons: &[&Comparison]) -> Vec<Field> {
    let sets = |comparison: &'_ Comparison| {
        let savings = Perspective::SIDE_BY_SIDE
            .iter()
            .filter_map(|one| comparison.saving(*one));
        savings
            .map(|saving| saving.equally_likely_sek.clone())
            .collect::<Vec<_>>()
    };
    let of = |sets: &[Vec<f64>]| Field::of(&sets.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let each: Vec<Vec<Vec<f64>>> = comparisons.iter().map(|one| sets(one)).collect();
    let own: Vec<Field> = each.iter().map(|sets| of(sets)).collect();
    let common = of(&each.concat());
    let length = |field: &Field| field.scale.high - field.scale.low;
    let is_seen = |field: &Field| length(field) > WORTH_THE_AXIS * length(&common);
    match own.iter().all(is_seen) {
        true => vec![common; own.len()],
        false => own,
    }
}

/// Returns `83`, `<1`, `>99`: how many of a hundred.
pub fn hundred(paper: &Paper<'_>, share: f64) -> String {
    match of_a_hundred(share) {
        OfAHundred::BelowOne => "<1".to_owned(),
        OfAHundred::AboveNinetyNine => ">99".to_owned(),
        _ => paper.numbers.whole(share * 100.0),
    }
}

fn of_hundred(paper: &Paper<'_>, saving: &Saving) -> String {
    let count = hundred(paper, saving.saving_probability.value);
    known::of_hundred(paper.lang, &count)
}

fn step_of<'s>(savings: impl Iterator<Item = &'s Saving>) -> MoneyStep {
    let amounts: Vec<f64> = savings
        .flat_map(|saving| [saving.net.p10, saving.net.p50, saving.net.p90])
        .collect();
    MoneyStep::for_amounts(&amounts)
}

/// Returns the table of designs: how sure, how many, how much.
pub fn all_designs(paper: &Paper<'_>, comparisons: &[&Comparison]) -> Markup {
    let lang = paper.lang;
    let step = step_of(comparisons.iter().flat_map(|one| &one.savings));
    let mut head = vec![known::column_design(lang)];
    head.extend(
        Perspective::SIDE_BY_SIDE
            .iter()
            .flat_map(|_| [say::column_gains(lang), say::column_middle(lang)]),
    );
    let over = Perspective::SIDE_BY_SIDE.map(|one| (capitalised(names::perspective(lang, one)), 2));
    let caption = say::all_designs(lang, paper.numbers.unit(step));
    let mut table = Table::new("all-designs", caption)
        .over(over)
        .head(head)
        .class("overview");
    for comparison in comparisons {
        let mut cells = Vec::new();
        for saving in Perspective::SIDE_BY_SIDE
            .iter()
            .filter_map(|one| comparison.saving(*one))
        {
            cells.push(html! { strong { (of_hundred(paper, saving)) } });
            cells.push(html! {
                (paper.numbers.in_step(saving.net.p50, step))
                small { (paper.interval(&saving.net, step)) }
            });
        }
        let verdict = comparison.saving(Perspective::Municipality);
        let name = html! {
            (paper.badge(&comparison.design)) " " (paper.name(&comparison.design))
            @if let Some(own) = verdict { small.verdict { (verdict_of(paper, own)) } }
        };
        table.row(name, cells);
    }
    html! { (table.show()) }
}

/// Returns the verdict in a few words.
fn verdict_of(paper: &Paper<'_>, own: &Saving) -> String {
    match verdict::is_no_difference(own) {
        true => say::same_as_today(paper.lang),
        false => verdict::how_sure(paper.view, own),
    }
}

fn one_design(paper: &Paper<'_>, comparison: &Comparison, field: Field) -> Markup {
    let lang = paper.lang;
    let mut designs = paper.results.designs.iter();
    let design = designs.find(|design| design.id == comparison.design);
    let description = design.and_then(|design| design.description.as_ref());
    let Some(own) = comparison.saving(Perspective::Municipality) else {
        return html! {};
    };
    html! {
        article.design {
            (paper.heading(comparison))
            @if let Some(description) = description { p.what { (shortened(lang.of(description))) } }
            @if verdict::is_no_difference(own) {
                p.lead { (verdict::who_gains(paper.view, own)) }
            } @else {
                p.lead { strong { (verdict::how_sure(paper.view, own)) } " " (verdict::how_many(paper.view, own)) }
                @if let Some(public) = comparison.saving(Perspective::PublicSector) {
                    @if let Some(shift) = verdict::shift(paper.view, own, public) { p.beware { (shift) } }
                }
                (pair(paper, comparison, field))
                (closing(paper, comparison, own))
            }
        }
    }
}

/// Returns the two pictures beside each other.
fn pair(paper: &Paper<'_>, comparison: &Comparison, field: Field) -> Markup {
    html! {
        figure {
            div.pair {
                @for saving in Perspective::SIDE_BY_SIDE.iter().filter_map(|one| comparison.saving(*one)) {
                    div.side { (side(paper, comparison, saving, field)) }
                }
            }
            (behind(paper.lang, &tables(paper, comparison)))
        }
    }
}

/// Returns the tables of the numbers behind the pictures of one design.
pub fn tables(paper: &Paper<'_>, comparison: &Comparison) -> [Table; 2] {
    [perspectives(paper, comparison), values(paper, comparison)]
}

fn side(paper: &Paper<'_>, comparison: &Comparison, saving: &Saving, field: Field) -> Markup {
    html! {
        h4 { (capitalised(names::perspective(paper.lang, saving.perspective))) }
        (dots(paper, comparison, saving, field))
        p.small { (verdict::how_far(paper.view, saving)) }
    }
}

/// Returns the hundred dots of one perspective under how many of them are gains.
pub fn dots(paper: &Paper<'_>, comparison: &Comparison, saving: &Saving, field: Field) -> Markup {
    let (lang, scale) = (paper.lang, field.scale);
    let who = names::perspective(lang, saving.perspective);
    let values = &saving.equally_likely_sek;
    let step = MoneyStep::for_amounts(&[scale.low, scale.high]);
    let count =
        |wanted: &dyn Fn(f64) -> bool| values.iter().filter(|value| wanted(**value)).count();
    let counted = |n: usize| paper.numbers.count(n as u64);
    let told = Told {
        id: format!(
            "dots-{}-{}",
            paper.position(&comparison.design),
            saving.perspective as u8
        ),
        title: say::dots_title(lang, who, &paper.name(&comparison.design)),
        text: say::dots_text(
            lang,
            &counted(count(&|value| value > 0.0)),
            &counted(count(&|value| value < 0.0)),
            &paper.numbers.money(saving.net.p50),
        ),
    };
    let (loss, gain) = (say::loss_side(lang), say::gain_side(lang));
    let words = Words {
        show: &|value| tick(paper, value, scale, step),
        dot: &|idx, value| {
            let number = paper.numbers.count(idx as u64 + 1);
            say::one_dot(lang, &number, &paper.numbers.money(value))
        },
        outside: &|count, value| {
            let count = paper.numbers.count(count as u64);
            say::outside(lang, &count, &paper.numbers.money(value))
        },
        loss: &loss,
        gain: &gain,
        unit: paper.numbers.unit(step),
    };
    html! {
        p.big { strong { (of_hundred(paper, saving)) } " " span { (say::gain_in(lang)) } }
        (draw_dots(&told, field, values, &words))
    }
}

/// Returns a place on an axis of money, with a decimal only where the ticks need one.
pub fn tick(paper: &Paper<'_>, value: f64, scale: Scale, step: MoneyStep) -> String {
    let unit = match step {
        MoneyStep::Kronor => 1.0,
        MoneyStep::Thousands => 1e3,
        MoneyStep::Millions => 1e6,
    };
    let between = scale.step / unit;
    let is_whole = (between - between.round()).abs() < 1e-6;
    paper.numbers.decimals(value / unit, i16::from(!is_whole))
}

fn perspectives(paper: &Paper<'_>, comparison: &Comparison) -> Table {
    let lang = paper.lang;
    let step = step_of(comparison.savings.iter());
    let id = format!("perspectives-{}", paper.position(&comparison.design));
    let caption = say::perspectives(lang, paper.numbers.unit(step));
    let mut table = Table::new(id, paper.over(comparison, &caption)).head([
        say::column_who(lang),
        known::column_chance(lang),
        known::column_middle(lang),
        known::column_interval(lang),
        known::column_worst(lang),
        known::column_payback(lang),
    ]);
    for saving in &comparison.savings {
        let payback = match saving.payback.p50_month {
            Some(month) => known::month(lang, &paper.numbers.whole(f64::from(month))),
            None => known::not_within(lang),
        };
        let cells = [
            of_hundred(paper, saving),
            paper.numbers.in_step(saving.net.p50, step),
            paper.interval(&saving.net, step),
            paper.numbers.in_step(saving.worst_tenth_mean_sek, step),
            payback,
        ];
        table.row(
            capitalised(names::perspective(lang, saving.perspective)),
            cells,
        );
    }
    table
}

fn values(paper: &Paper<'_>, comparison: &Comparison) -> Table {
    let lang = paper.lang;
    let shown: Vec<&Saving> = Perspective::SIDE_BY_SIDE
        .iter()
        .filter_map(|one| comparison.saving(*one))
        .collect();
    let step = step_of(shown.iter().copied());
    let id = format!("values-{}", paper.position(&comparison.design));
    let mut head = vec![say::column_future(lang)];
    head.extend(
        shown
            .iter()
            .map(|one| capitalised(names::perspective(lang, one.perspective))),
    );
    let caption = say::hundred(lang, paper.numbers.unit(step));
    let mut table = Table::new(id, paper.over(comparison, &caption))
        .head(head)
        .class("narrow");
    let n = shown
        .iter()
        .map(|one| one.equally_likely_sek.len())
        .max()
        .unwrap_or(0);
    for idx in 0..n {
        let cells = shown.iter().map(|one| {
            let value = one.equally_likely_sek.get(idx).copied().unwrap_or(f64::NAN);
            paper.numbers.in_step(value, step)
        });
        table.row(paper.numbers.count(idx as u64 + 1), cells);
    }
    table
}

fn closing(paper: &Paper<'_>, comparison: &Comparison, own: &Saving) -> Markup {
    let lang = paper.lang;
    html! {
        dl.two {
            dt { (say::when_back(lang)) }
            dd { (verdict::payback(paper.view, own)) }
            dt { (say::would_change(lang)) }
            dd { (verdict::hangs_on(paper.view, comparison)) }
        }
    }
}
