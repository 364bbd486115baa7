//! Case rows to stays: sound rows only, overlaps and short gaps put together.

use crate::records::account::{Account, Dropped};
use crate::records::rows::{CaseRow, Spell, Wait, Window};
use crate::scenario::exits::ExitKind;

/// What the mapping and the day of reading say about the time the records tell of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The first day, where the mapping has it.
    pub from: Option<i32>,
    /// The last day, where the mapping has it.
    pub to: Option<i32>,
    /// The day the file is read: later dates are mistakes.
    pub today: i32,
    /// Gaps up to so many days are none.
    pub merge_gaps_days: i32,
}

/// Stays and waits, in the order of households and time.
#[derive(Clone, Debug, PartialEq)]
pub struct Stays {
    /// The time the records tell of.
    pub window: Window,
    /// Stays.
    pub spells: Vec<Spell>,
    /// Waits from application to decision.
    pub waits: Vec<Wait>,
    /// Applications that came to an end without a decision or a stay, and all that ended in some way.
    pub withdrawn: (u64, u64),
}

/// Returns the stays that cases tell of; none where no sound row is left.
///
/// Where nothing is said of the first day, it is the first day on which something ended: a file that
/// leaves out what was closed earlier looks like that. Stays that had begun before are late entries.
pub fn stays(mut rows: Vec<CaseRow>, asked: Asked, account: &mut Account) -> Option<Stays> {
    let last_known = asked.to.unwrap_or(asked.today).min(asked.today);
    rows.retain(|row| match unsound(row, asked.today) {
        Some(why) => {
            account.drop(why);
            false
        }
        None => true,
    });
    rows.sort_unstable_by_key(|row| {
        let start = row.start.or(row.application);
        (
            row.household,
            start,
            row.end.unwrap_or(i32::MAX),
            row.application,
        )
    });
    rows.dedup_by(|next, kept| {
        let is_same = next == kept;
        account.dropped[Dropped::Twice as usize] += u64::from(is_same);
        is_same
    });
    let dates = rows
        .iter()
        .flat_map(|row| [row.application, row.decision, row.start, row.end]);
    let last = dates.flatten().max()?;
    let to = asked.to.unwrap_or(last).min(last_known);
    let first_end = rows.iter().filter_map(|row| row.end).min();
    let first_start = rows
        .iter()
        .filter_map(|row| row.start.or(row.application))
        .min()?;
    let from = asked.from.or(first_end).unwrap_or(first_start).min(to);
    let window = Window { from, to };
    let (waits, withdrawn) = waits(&rows, window);
    let mut spells = put_together(&rows, (to, asked.merge_gaps_days), account);
    spells.retain(|spell| {
        let is_in = spell.end.is_none_or(|end| end >= from);
        if !is_in {
            account.drop(Dropped::BeforeWindow);
        }
        is_in
    });
    (!spells.is_empty()).then_some(Stays {
        window,
        spells,
        waits,
        withdrawn,
    })
}

/// Returns the stays of sound rows until a day, by household and time.
fn put_together(
    rows: &[CaseRow],
    (to, merge_gaps_days): (i32, i32),
    account: &mut Account,
) -> Vec<Spell> {
    let mut spells: Vec<Spell> = Vec::with_capacity(rows.len());
    for row in rows {
        let Some(start) = begins(row).filter(|start| *start <= to) else {
            account.drop(Dropped::NeverStarted);
            continue;
        };
        // What ends after the last day has not ended yet for all anybody knew then.
        let end = row.end.filter(|end| *end <= to);
        let exit = row.exit.filter(|_| end.is_some());
        account.unknown_reasons += u64::from(end.is_some() && exit.is_none());
        add(
            &mut spells,
            Spell {
                household: row.household,
                segment: row.segment,
                start,
                start_is_known: true,
                end,
                exit,
                paid_sek: row.paid_sek,
            },
            merge_gaps_days,
            account,
        );
    }
    spells
}

/// Returns the day a stay begins: none where the application never came to one.
fn begins(row: &CaseRow) -> Option<i32> {
    match (row.start, row.exit) {
        (Some(start), _) => Some(start),
        (None, Some(ExitKind::Withdrawn)) => None,
        (None, _) if row.decision.is_none() && row.end.is_none() => None,
        (None, _) => row.application,
    }
}

fn unsound(row: &CaseRow, today: i32) -> Option<Dropped> {
    let dates = [row.application, row.decision, row.start, row.end];
    let Some(first) = row.start.or(row.application) else {
        return Some(Dropped::NoStart);
    };
    if dates.iter().flatten().any(|day| *day > today) {
        return Some(Dropped::InTheFuture);
    }
    let ends_early = row.end.is_some_and(|end| end < first);
    let decided_early = match (row.application, row.decision) {
        (Some(application), Some(decision)) => decision < application,
        _ => false,
    };
    (ends_early || decided_early).then_some(Dropped::EndBeforeStart)
}

/// Puts a stay behind the others, or together with the last one of the same household.
fn add(spells: &mut Vec<Spell>, next: Spell, merge_gaps_days: i32, account: &mut Account) {
    let Some(last) = spells
        .last_mut()
        .filter(|last| last.household == next.household)
    else {
        spells.push(next);
        return;
    };
    let last_end = last.end.unwrap_or(i32::MAX);
    let overlaps = next.start < last_end;
    let gap = next.start.saturating_sub(last_end);
    if !overlaps && (gap > merge_gaps_days || merge_gaps_days == 0) {
        spells.push(next);
        return;
    }
    if overlaps {
        account.overlaps += 1;
    } else {
        account.gaps_merged += 1;
    }
    last.paid_sek = match (last.paid_sek, next.paid_sek) {
        (Some(one), Some(other)) => Some(one + other),
        _ => None,
    };
    let next_end = next.end.unwrap_or(i32::MAX);
    if next_end > last_end {
        last.end = next.end;
        last.exit = next.exit;
    }
}

fn waits(rows: &[CaseRow], window: Window) -> (Vec<Wait>, (u64, u64)) {
    let mut waits = Vec::new();
    let mut withdrawn = (0, 0);
    // Applications from the first day on: of earlier ones only those are here that waited long.
    let applied = |row: &&CaseRow| {
        row.application
            .is_some_and(|day| (window.from..=window.to).contains(&day))
    };
    for row in rows.iter().filter(applied) {
        let application = row.application.unwrap_or(window.from);
        let decision = row.decision.filter(|day| *day <= window.to);
        let is_withdrawn = row.exit == Some(ExitKind::Withdrawn) && row.start.is_none();
        match decision {
            Some(decision) => waits.push(Wait {
                days: decision - application,
                is_over: true,
            }),
            // Gone before a decision, or still waiting: lost sight of on that day.
            None => waits.push(Wait {
                days: row.end.unwrap_or(window.to).min(window.to) - application,
                is_over: false,
            }),
        }
        let is_decided = decision.is_some() || row.start.is_some();
        withdrawn.0 += u64::from(is_withdrawn);
        withdrawn.1 += u64::from(is_withdrawn || is_decided);
    }
    (waits, withdrawn)
}
