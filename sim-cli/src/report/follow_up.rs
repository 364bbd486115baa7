//! A prediction against what came, as a page of text.

use sim_core::results::follow_up::{FollowUp, MoreLike, Scored, ScoredMonth};

use crate::number::{MoneyStep, Numbers};
use crate::report::page::{Columns, Page};
use crate::texts::follow_up::month;
use crate::texts::{Lang, follow_up as say, keys};

/// How many digits of a checksum are shown.
const DIGITS: usize = 16;

/// Returns the page.
pub fn write(found: &FollowUp, lang: Lang, width: usize) -> String {
    let numbers = Numbers::new(lang);
    let prediction = &found.prediction;
    let mut page = Page::new(width);
    let number = numbers.count(prediction.number);
    page.title(&say::title(lang, &number, lang.of(&prediction.title)));
    let design = match &prediction.design_title {
        Some(title) => lang.of(title).to_owned(),
        None if prediction.design == "today" => keys::today(lang),
        None => prediction.design.clone(),
    };
    let (date, draws) = (
        prediction.made_on.to_string(),
        numbers.count(prediction.draws),
    );
    let checksum = &prediction.checksum[..DIGITS.min(prediction.checksum.len())];
    let version = &prediction.program_version;
    page.paragraph(
        &say::which(lang, &date, &design, &draws, version, checksum),
        0,
    );
    if let Some(scored) = &found.households {
        let shown = |value: f64, decimals: i16| numbers.decimals(value, decimals);
        page.heading(&say::households(lang));
        series(&mut page, scored, &numbers, &shown);
    }
    if let Some(scored) = &found.paid_sek {
        let amounts: Vec<f64> = scored.months.iter().map(|one| one.p50).collect();
        let step = MoneyStep::for_amounts(&amounts);
        let shown = |value: f64, decimals: i16| {
            // A score needs a digit more than a level.
            match (step, decimals) {
                (MoneyStep::Millions, 0) => numbers.decimals(value / 1e6, 2),
                (MoneyStep::Millions, _) => numbers.decimals(value / 1e6, 3),
                (step, _) => numbers.in_step(value, step),
            }
        };
        page.heading(&format!("{} ({})", say::paid(lang), numbers.unit(step)));
        series(&mut page, scored, &numbers, &shown);
    }
    page.gap();
    let scored = [&found.households, &found.paid_sek].into_iter().flatten();
    let n_months = scored
        .map(|scored| scored.months.len())
        .max()
        .unwrap_or_default();
    if n_months > 1 {
        page.paragraph(&say::one_story(lang, &numbers.count(n_months as u64)), 0);
    }
    page.paragraph(&say::place(lang), 0);
    let listed = |months: &[(i32, u32)]| {
        let months: Vec<String> = months.iter().map(|one| month(*one)).collect();
        months.join(", ")
    };
    if !found.known_before.is_empty() {
        page.paragraph(
            &say::known_before(lang, &listed(&found.known_before), &date),
            0,
        );
    }
    if !found.outside.is_empty() {
        let (first, last) = (month(prediction.first_month), month(prediction.last_month));
        page.paragraph(
            &say::outside(lang, &listed(&found.outside), &first, &last),
            0,
        );
    }
    page.finish()
}

fn series(page: &mut Page, scored: &Scored, numbers: &Numbers, shown: &dyn Fn(f64, i16) -> String) {
    let lang = numbers.lang();
    page.paragraph(&say::verdict(lang, scored.verdict), 0);
    let n_months = numbers.count(scored.months.len() as u64);
    let coverage: Vec<String> = scored
        .coverage
        .iter()
        .map(|one| {
            let inside = numbers.count(u64::from(one.inside));
            say::inside(lang, &numbers.percent(one.level, 0), &inside, &n_months)
        })
        .collect();
    page.paragraph(&say::coverage(lang, &coverage.join(", ")), 0);
    let (actual, expected) = (shown(scored.mean_actual, 0), shown(scored.mean_forecast, 0));
    page.paragraph(&say::level(lang, &actual, &expected), 0);
    page.paragraph(&compared(scored, lang, shown), 0);
    page.gap();
    page.table(&table(&scored.months, numbers, shown));
}

fn compared(scored: &Scored, lang: Lang, shown: &dyn Fn(f64, i16) -> String) -> String {
    let mut sentences = vec![say::score(lang, &shown(scored.crps, 1))];
    match (scored.last_known, scored.crps_last_known) {
        (Some((at, level)), Some(naive)) => {
            let (at, level, score) = (month(at), shown(level, 0), shown(naive, 1));
            sentences.push(match scored.crps < naive {
                true => say::better(lang, &at, &level, &score),
                false => say::worse(lang, &at, &level, &score),
            });
        }
        _ => {
            let first = scored.months.first().map(|one| month(one.month));
            sentences.push(say::no_earlier(lang, &first.unwrap_or_default()));
        }
    }
    if let Some(today) = scored.crps_today {
        let score = shown(today, 1);
        sentences.push(match scored.more_like {
            Some(MoreLike::Design) => say::unlike_today(lang, &score),
            Some(MoreLike::Today) => say::like_today(lang, &score),
            _ => say::like_neither(lang, &score),
        });
    }
    sentences.join(" ")
}

fn table(months: &[ScoredMonth], numbers: &Numbers, shown: &dyn Fn(f64, i16) -> String) -> Columns {
    let lang = numbers.lang();
    let mut columns = Columns::new(vec![
        say::column_month(lang),
        say::column_actual(lang),
        say::column_median(lang),
        say::column_range(lang),
        say::column_place(lang),
    ]);
    let to = lang.pick("till", "to");
    for one in months {
        let (low, high) = one.p10_p90;
        columns.row(vec![
            month(one.month),
            shown(one.actual, 0),
            shown(one.p50, 0),
            format!("{} {to} {}", shown(low, 0), shown(high, 0)),
            place(one.pit, numbers),
        ]);
    }
    columns
}

fn place((low, high): (f64, f64), numbers: &Numbers) -> String {
    let of_a_hundred = |share: f64| numbers.significant(share * 100.0, 2);
    if low == high {
        numbers.whole(low * 100.0)
    } else if low <= 0.0 {
        format!("<{}", of_a_hundred(high))
    } else if high >= 1.0 {
        // Two digits would make 98 of 97.5.
        format!(">{}", numbers.significant(low * 100.0, 3))
    } else {
        format!(
            "{}-{}",
            numbers.whole(low * 100.0),
            numbers.whole(high * 100.0)
        )
    }
}
