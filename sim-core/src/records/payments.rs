//! Monthly payments to stays: a run of calendar months with payment.

use crate::records::account::{Account, Dropped};
use crate::records::dates::{first_day_of, month_number};
use crate::records::rows::{PaymentRow, Spell, Window};
use crate::records::stays::{Asked, Stays};

/// Returns the stays that monthly payments tell of; none where no sound row is left.
///
/// A stay lasts from the first day of its first month with payment to the first day of the first
/// month without. A month counts if the payments in it come to more than nothing. Why a stay ended
/// nobody knows. What was under way in the first month has an unknown start.
pub fn stays_of_payments(
    mut rows: Vec<PaymentRow>,
    asked: Asked,
    account: &mut Account,
) -> Option<Stays> {
    rows.retain(|row| {
        let is_past = first_day_of(row.month) <= asked.today;
        if !is_past {
            account.drop(Dropped::InTheFuture);
        }
        is_past
    });
    rows.sort_unstable_by_key(|row| (row.household, row.month));
    // Several payments in one month are one.
    rows.dedup_by(|next, kept| {
        let is_same = next.household == kept.household && next.month == kept.month;
        if is_same {
            kept.sek += next.sek;
        }
        is_same
    });
    rows.retain(|row| row.sek > 0.0);
    let first = rows.iter().map(|row| row.month).min()?;
    let last = rows.iter().map(|row| row.month).max()?;
    let first = asked.from.map_or(first, month_number).max(first);
    let last = asked.to.map_or(last, month_number).min(last);
    let (from, to) = (first_day_of(first), first_day_of(last + 1));
    let spells = runs(&rows, (first, last), asked.merge_gaps_days / 28, account);
    (!spells.is_empty()).then_some(Stays {
        window: Window { from, to },
        spells,
        waits: Vec::new(),
        withdrawn: (0, 0),
    })
}

/// Returns the runs of months with payment, by household and time, with gaps up to so many months.
fn runs(
    rows: &[PaymentRow],
    (first, last): (i32, i32),
    merge_months: i32,
    account: &mut Account,
) -> Vec<Spell> {
    let mut spells: Vec<Spell> = Vec::new();
    for row in rows
        .iter()
        .filter(|row| (first..=last).contains(&row.month))
    {
        let (start, end) = (first_day_of(row.month), first_day_of(row.month + 1));
        let end = Some(end).filter(|_| row.month < last);
        let before = spells
            .last_mut()
            .filter(|spell| spell.household == row.household);
        let gap = before.as_ref().and_then(|spell| spell.end);
        let gap = gap.map(|end| row.month - month_number(end));
        match (before, gap) {
            (Some(spell), Some(gap)) if gap <= merge_months => {
                account.gaps_merged += u64::from(gap > 0);
                spell.end = end;
                spell.paid_sek = spell.paid_sek.map(|sek| sek + row.sek);
            }
            _ => spells.push(Spell {
                household: row.household,
                segment: row.segment,
                start,
                start_is_known: row.month > first,
                end,
                exit: None,
                paid_sek: Some(row.sek),
            }),
        }
    }
    spells
}
