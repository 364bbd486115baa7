//! The parts of a net saving, over draws.

use crate::analysis::collected::Collected;
use crate::analysis::one_draw::Frame;
use crate::compile::plan::Num;
use crate::ledger::moments::moments;
use crate::ledger::parts::N_PARTS;
use crate::ledger::prices::discount_by_month;
use crate::results::perspective::Perspective;
use crate::results::what_if::{Parts, WhatIf};

/// Returns the parts of one design's net saving, where they were asked for.
pub(super) fn what_if(frame: &Frame<'_>, collected: &Collected, pair: usize) -> Option<WhatIf> {
    let start = frame.columns.pairs[pair].parts?;
    let money = &frame.plan.money;
    let n_months = frame.plan.calendar.n_months;
    let mean_of = |number: Num| mean_over_draws(frame, collected, number);
    let displaced = money.displacement.map(|[share, ..]| share);
    let displaced = displaced.unwrap_or(Num::known(0.0));
    let turned = [money.discount_per_year, money.retained_tax_share, displaced];
    let months = |perspective: usize, part: usize| -> Vec<f64> {
        let from = start + (perspective * N_PARTS + part) * n_months;
        let months = from..from + n_months;
        months
            .map(|at| moments(&collected.column(at)).mean)
            .collect()
    };
    let [discount, kept, displaced] = turned.map(mean_of);
    let factors = discount_by_month(discount, n_months);
    let perspectives = Perspective::ALL.into_iter().enumerate();
    let parts = perspectives.map(|(at, perspective)| {
        let parts: [Vec<f64>; N_PARTS] = std::array::from_fn(|part| months(at, part));
        let rules = [1.0, kept, displaced, displaced * kept];
        let weighted = parts.iter().zip(rules);
        let present = weighted.map(|(part, rule)| rule * present_value(part, &factors));
        let present_sek = present.sum();
        let [own, retained, displaced, displaced_retained] = parts;
        Parts {
            perspective,
            own,
            retained,
            displaced,
            displaced_retained,
            present_sek,
        }
    });
    Some(WhatIf {
        discount_per_year: discount,
        discount_factor: factors.clone(),
        retained_tax_share: kept,
        displaced_share: displaced,
        is_exact: turned.iter().all(|number| !is_uncertain(frame, *number)),
        parts: parts.collect(),
    })
}

fn present_value(part: &[f64], factors: &[f64]) -> f64 {
    part.iter()
        .zip(factors)
        .map(|(sek, factor)| sek * factor)
        .sum()
}

fn position(frame: &Frame<'_>, number: Num) -> Option<usize> {
    let mut uncertain = frame.plan.numbers.uncertain.iter();
    uncertain.position(|slot| *slot == number.slot)
}

fn is_uncertain(frame: &Frame<'_>, number: Num) -> bool {
    position(frame, number).is_some()
}

fn mean_over_draws(frame: &Frame<'_>, collected: &Collected, number: Num) -> f64 {
    match position(frame, number) {
        Some(at) => {
            let column = collected.column(frame.columns.uncertain + at);
            moments(&column).mean * number.scale
        }
        None => number.of(&frame.plan.numbers.central()),
    }
}
