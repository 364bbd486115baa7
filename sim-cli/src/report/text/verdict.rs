//! The sentences about one design: who gains, how sure that is, when, and what it hangs on.

use sim_core::results::assumption::Basis;
use sim_core::results::comparison::{Comparison, Perspective, Saving};
use sim_core::results::spread::Estimate;

use crate::number::{OfAHundred, of_a_hundred};
use crate::report::share::{is_not_told_from_zero, with_error};
use crate::report::text::View;
use crate::report::title;
use crate::report::value::value_and_range;
use crate::texts::{answer as say, basis, names};

/// Error of a probability above which the answer is called coarse.
const COARSE: f64 = 0.025;
/// Draws below which the answer is called coarse whatever its error says.
const FEW_DRAWS: u64 = 100;
/// Squared rank correlation below which no number is said to decide.
const DECIDES: f64 = 0.05;
/// Share of the municipality's own middle outcome from which a difference is worth words.
const WORTH_WORDS: f64 = 0.1;

pub fn is_no_difference(saving: &Saving) -> bool {
    saving.net.sd == 0.0 && saving.net.mean == 0.0
}

fn months(view: &View<'_>) -> String {
    view.numbers
        .whole(f64::from(view.results.run.headline_month))
}

/// Returns the sentences about one perspective: how sure, how many, how much, how bad.
pub fn who_gains(view: &View<'_>, saving: &Saving) -> String {
    let lang = view.lang;
    let who = names::perspective(lang, saving.perspective);
    if is_no_difference(saving) {
        return say::no_difference(lang, who, &months(view));
    }
    format!(
        "{} {} {}",
        how_sure(view, saving),
        how_many(view, saving),
        how_far(view, saving)
    )
}

/// Returns the few words before the figures: very likely, probably, it cannot be said.
pub fn how_sure(view: &View<'_>, saving: &Saving) -> String {
    let lang = view.lang;
    let who = names::perspective(lang, saving.perspective);
    match saving.saving_probability.value {
        _ if mostly_nothing(saving) => say::mostly_nothing(lang, who),
        sure if sure >= 0.9 => say::very_likely_gain(lang, who),
        likely if likely >= 2.0 / 3.0 => say::likely_gain(lang, who),
        even if even > 1.0 / 3.0 => say::either_way(lang, who),
        unlikely if unlikely > 0.1 => say::likely_loss(lang, who),
        _ => say::very_likely_loss(lang, who),
    }
}

/// Returns the sentences about the eight of ten in the middle, and the bad end.
pub fn how_far(view: &View<'_>, saving: &Saving) -> String {
    let lang = view.lang;
    let worst = saving.worst_tenth_mean_sek;
    let worst = match worst < 0.0 {
        true => say::worst_tenth_loss(lang, &view.numbers.money(-worst)),
        false => say::worst_tenth_gain(lang, &view.numbers.money(worst)),
    };
    let range = view.numbers.money_between(saving.net.p10, saving.net.p90);
    let text = format!("{} {worst}", say::eight_of_ten(lang, &range));
    match large_loss(view, saving) {
        Some(risk) => format!("{text} {risk}"),
        None => text,
    }
}

/// Returns whether more than half of the futures bring neither gain nor loss.
fn mostly_nothing(saving: &Saving) -> bool {
    let values = &saving.equally_likely_sek;
    values.iter().filter(|sek| **sek == 0.0).count() * 2 > values.len()
}

/// Returns `In 83 of 100 ...; the middle outcome is ...`.
pub fn how_many(view: &View<'_>, saving: &Saving) -> String {
    let lang = view.lang;
    let who = names::perspective(lang, saving.perspective);
    let months = months(view);
    let draws = view.numbers.count(view.results.run.draws);
    let count = match of_a_hundred(saving.saving_probability.value) {
        OfAHundred::None => say::gain_in_none(lang, &draws, who, &months),
        OfAHundred::BelowOne => say::gain_in_few(lang, who, &months),
        OfAHundred::About(count) => say::gain_in(lang, &view.numbers.whole(count), who, &months),
        OfAHundred::AboveNinetyNine => say::gain_in_nearly_all(lang, who, &months),
        OfAHundred::All => say::gain_in_all(lang, &draws, who, &months),
    };
    let middle = saving.net.p50;
    let sum = view.numbers.money(middle.abs());
    let middle = match middle {
        gain if gain > 0.0 => say::middle_gain(lang, &sum),
        loss if loss < 0.0 => say::middle_loss(lang, &sum),
        _ => say::middle_nothing(lang),
    };
    format!("{count}; {middle}.")
}

fn large_loss(view: &View<'_>, saving: &Saving) -> Option<String> {
    let limit = view.results.run.large_loss_sek;
    if limit <= 0.0 {
        return None;
    }
    let futures = say::futures(view.lang, saving.large_loss_probability.value);
    Some(say::large_loss(
        view.lang,
        &view.numbers.money(limit),
        &futures,
    ))
}

/// Returns the public sector's sentence, and whether cost is shifted.
pub fn beside(view: &View<'_>, municipality: &Saving, public: &Saving) -> String {
    let text = how_many(view, public);
    match shift(view, municipality, public) {
        Some(shift) => format!("{text} {shift}"),
        None => text,
    }
}

/// Returns who else gains or loses; none where both fare alike.
pub fn shift(view: &View<'_>, municipality: &Saving, public: &Saving) -> Option<String> {
    let lang = view.lang;
    let (own, all) = (municipality.net.p50, public.net.p50);
    let is_clear = (own - all).abs() > WORTH_WORDS * own.abs();
    match (own > 0.0, all > 0.0) {
        (true, false) => Some(say::shifted_wholly(lang)),
        (true, true) if all < own && is_clear => Some(say::shifted_partly(lang)),
        (false, true) => Some(say::gains_elsewhere(lang)),
        (false, false) if all > own && is_clear => Some(say::others_gain(lang)),
        _ => None,
    }
}

pub fn payback(view: &View<'_>, saving: &Saving) -> String {
    let lang = view.lang;
    let horizon = view
        .numbers
        .whole(f64::from(view.results.run.horizon_months));
    let share = saving.payback.never_share.value;
    let never = say::futures(lang, share);
    if share >= 1.0 {
        return say::never_paid_back(lang, &horizon);
    }
    match saving.payback.p50_month {
        Some(0 | 1) => say::paid_back_at_once(lang, &never, &horizon),
        Some(month) => {
            let month = view.numbers.whole(f64::from(month));
            say::paid_back(lang, &month, &never, &horizon)
        }
        None => say::not_paid_back(lang, &never, &horizon),
    }
}

pub fn hangs_on(view: &View<'_>, comparison: &Comparison) -> String {
    let lang = view.lang;
    let Some(driver) = comparison
        .drivers
        .first()
        .filter(|one| one.squared >= DECIDES)
    else {
        return say::hangs_on_nothing(lang);
    };
    let number = title::number(lang, view.results, &driver.address);
    let mut text = say::hangs_most_on(lang, &number);
    let known = view
        .results
        .assumptions
        .iter()
        .find(|one| one.address == driver.address);
    if let Some(known) = known
        && let (value, Some(range)) = value_and_range(&view.numbers, known)
    {
        let basis = match known.basis {
            Basis::Documented => say::it_is_documented(lang),
            Basis::Statistics => say::it_is_statistics(lang),
            Basis::Assumed => say::it_is_assumed(lang),
        };
        text = format!(
            "{text} {}",
            say::hangs_on_value(lang, &value, &range, &basis)
        );
    }
    let gains = comparison
        .saving(Perspective::Municipality)
        .is_none_or(|saving| saving.net.p50 >= 0.0);
    let direction = match (driver.rank_correlation >= 0.0, gains) {
        (true, true) => say::higher_more_gain(lang),
        (false, true) => say::higher_less_gain(lang),
        (true, false) => say::higher_less_loss(lang),
        (false, false) => say::higher_more_loss(lang),
    };
    format!("{text} {direction}")
}

pub fn uncertainty(view: &View<'_>, comparison: &Comparison, saving: &Saving) -> String {
    let lang = view.lang;
    let shown = |share: &Estimate| with_error(&view.numbers, share);
    let parts = &saving.variance;
    let sum = parts.ignorance_share.value + parts.world_share.value + parts.luck_share.value;
    let mut sentences = Vec::new();
    if sum > 0.0 {
        let all = [
            &parts.ignorance_share,
            &parts.world_share,
            &parts.luck_share,
        ];
        let [ignorance, world, luck] = all.map(shown);
        sentences.push(say::variance(lang, &ignorance, &world, &luck));
        if all.into_iter().any(is_not_told_from_zero) {
            let draws = view.numbers.count(view.results.run.draws);
            sentences.push(basis::at_most_means(lang, &draws));
        }
    }
    let stopped = comparison.discontinued_share.value;
    if stopped >= 0.005 {
        let count = say::futures(lang, stopped);
        let horizon = view
            .numbers
            .whole(f64::from(view.results.run.horizon_months));
        sentences.push(say::discontinued(lang, &count, &horizon));
    }
    sentences.join(" ")
}

pub fn error(view: &View<'_>, saving: &Saving) -> String {
    // Two standard errors: the usual 95 per cent.
    let points = view
        .numbers
        .decimals(saving.saving_probability.mc_se * 200.0, 1);
    let sum = view.numbers.money(saving.net.mc_se * 2.0);
    let is_coarse = saving.saving_probability.mc_se > COARSE || view.results.run.draws < FEW_DRAWS;
    // Where every draw says the same, a standard error of zero would be too sure.
    if saving.saving_probability.mc_se == 0.0 && !is_coarse {
        return say::error_of_sum(view.lang, &sum);
    }
    match is_coarse {
        true => say::error_large(view.lang, &points, &sum),
        false => say::error(view.lang, &points, &sum),
    }
}
