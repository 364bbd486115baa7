//! Who comes back after an exit, and when.

use crate::analysis::fit::hazards::constant;
use crate::math::exp;
use crate::records::rows::{Spell, Window};
use crate::results::fitted::{Cell, Estimate, FittedReturn, HazardForm, LEAST_TOLD, Unlearned};
use crate::scenario::exits::ExitKind;
use crate::survival::parametric::by_pieces;
use crate::survival::path::MOST_CAUSES;
use crate::survival::stay::{Stay, counted};
use crate::units::DAYS_PER_MONTH;

/// Months since the exit at which the hazard may change.
const CUTS: [u32; 3] = [0, 3, 12];
/// Households that must have left before bounds say anything.
const LEAST_LEFT: u64 = 30;

/// Returns the hazards of return by exit, from stays by household and time.
///
/// Gaps up to `merge_gaps_days` were taken for none, so nobody was watched while away for less.
pub(crate) fn returns(
    spells: &[Spell],
    window: Window,
    merge_gaps_days: i32,
    unlearned: &mut Vec<Unlearned>,
) -> Vec<FittedReturn> {
    let mut away: Vec<Vec<Stay>> = vec![Vec::new(); MOST_CAUSES];
    for household in spells.chunk_by(|a, b| a.household == b.household) {
        for (at, spell) in household.iter().enumerate() {
            let Some(end) = spell.end.filter(|end| *end >= window.from) else {
                continue;
            };
            let exit = spell.exit.unwrap_or(ExitKind::OtherBenefit) as usize;
            let next = household.get(at + 1).map(|next| next.start);
            let until = next.unwrap_or(window.to).max(end);
            let entry = f64::from(merge_gaps_days.min(until - end));
            let cause = next.map(|_| 0);
            away[exit].push(Stay::late(entry, f64::from(until - end), cause));
        }
    }
    let mut found = Vec::new();
    for (exit, stays) in away.into_iter().enumerate() {
        let kind = ExitKind::ALL[exit];
        let n = stays.len() as u64;
        let is_final = kind == ExitKind::Permanent;
        if is_final || n < LEAST_TOLD {
            if n > 0 && !is_final {
                unlearned.push(Unlearned::ReturnUnknown { exit: kind });
            }
            continue;
        }
        found.extend(after(kind, n, &counted(stays), unlearned));
    }
    found
}

fn after(
    exit: ExitKind,
    n: u64,
    stays: &[Stay],
    unlearned: &mut Vec<Unlearned>,
) -> Option<FittedReturn> {
    let back = stays
        .iter()
        .filter(|stay| stay.cause.is_some())
        .map(|stay| stay.count);
    let back = back.sum::<f64>() as u64;
    let mut from = CUTS.to_vec();
    let at_cuts = |from: &[u32]| {
        let days: Vec<f64> = from
            .iter()
            .map(|month| f64::from(*month) * DAYS_PER_MONTH)
            .collect();
        by_pieces(stays, 0, &days)
    };
    while let Some(thin) = at_cuts(&from)
        .iter()
        .position(|(events, _)| *events < LEAST_TOLD as f64)
        .filter(|_| from.len() > 1)
    {
        from.remove(thin.max(1));
    }
    if back < LEAST_TOLD {
        if n < LEAST_LEFT {
            unlearned.push(Unlearned::ReturnUnknown { exit });
            return None;
        }
        unlearned.push(Unlearned::ReturnByBounds { exit });
    }
    let found = at_cuts(&from).into_iter();
    let pieces: Vec<_> = from
        .iter()
        .zip(found)
        .map(|(month, (events, days))| (*month, constant(events as u64, days)))
        .collect();
    let back_within = [3.0, 12.0].map(|months| 1.0 - exp(-summed(&pieces, months)));
    let form = match pieces.as_slice() {
        [(_, only)] => HazardForm::Constant(*only),
        _ => HazardForm::Pieces(pieces),
    };
    Some(FittedReturn {
        exit,
        left: Cell::of(n),
        form,
        back_within,
    })
}

/// Returns the hazard in pieces summed up to some months.
fn summed(pieces: &[(u32, Estimate)], months: f64) -> f64 {
    let hazards = pieces.iter().enumerate().map(|(at, (from, estimate))| {
        let end = pieces
            .get(at + 1)
            .map_or(f64::INFINITY, |next| f64::from(next.0));
        (months.min(end) - f64::from(*from)).max(0.0) * estimate.p50
    });
    hazards.sum()
}
