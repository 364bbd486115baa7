//! The whole report: every part of what the records say.

use crate::analysis::fit::benefit::{benefit, ratio};
use crate::analysis::fit::groups::{begins_within, groups};
use crate::analysis::fit::returns::returns;
use crate::analysis::fit::segment::fit_segment;
use crate::analysis::fit::waits::waits;
use crate::records::account::{Account, Dropped};
use crate::records::dates::iso;
use crate::records::mapping::RowKind;
use crate::records::rows::Spell;
use crate::records::stays::Stays;
use crate::results::fitted::{Cell, Estimate, FileFacts, FitReport, LEAST_TOLD, Model, Unlearned};
use crate::survival::intervals::{rate, share};
use crate::units::DAYS_PER_MONTH;

/// What goes with the stays.
#[derive(Clone, Debug)]
pub struct FitAsked<'a> {
    /// What a row was.
    pub rows: RowKind,
    /// How the file was written.
    pub file: FileFacts,
    /// What the segments of the rows are called, by position.
    pub labels: &'a [String],
    /// What became of every row.
    pub account: &'a Account,
    /// Gaps up to so many days were taken for none.
    pub merge_gaps_days: i32,
    /// What households are taken to be; none means what fits best.
    pub model: Option<Model>,
    /// Most files of records that are simulated to test whether two types are needed ([`MOST_FILES`](crate::analysis::fit::MOST_FILES) tell p = 0.05 from
    /// p = 0.1); 0 leaves the test out.
    pub simulated_files: u32,
    /// Whether the mapping says which day is the first.
    pub first_day_is_stated: bool,
}

/// The shortest time that shows returns and long stays.
const SHORT_MONTHS: f64 = 24.0;

/// Returns what a file of records says.
///
/// Counts of one to four are hidden, segments and exits of fewer than five put together with others.
/// Stays stand by household and time, as [`stays`](crate::records::stays::stays) returns them.
pub fn fit(stays: &Stays, asked: &FitAsked<'_>) -> FitReport {
    let window = stays.window;
    let spells = stays.spells.as_slice();
    let mut unlearned = Vec::new();
    let months = window.days() / DAYS_PER_MONTH;
    let nobody = [String::new()];
    let labels = if asked.labels.is_empty() {
        &nobody
    } else {
        asked.labels
    };
    if !spells.iter().any(|spell| spell.exit.is_some()) {
        unlearned.push(Unlearned::NoReasons);
    }
    let groups = groups(spells, labels, window, &mut unlearned);
    let new_of = |household: &&[Spell]| begins_within(&household[0], window);
    let households = || spells.chunk_by(|a, b| a.household == b.household);
    let total_new: u64 = households().filter(new_of).count() as u64;
    let benefit = benefit(spells, window);
    let mut segments: Vec<_> = groups
        .iter()
        .map(|group| {
            fit_segment(
                group,
                window,
                (total_new, groups.len()),
                (asked.model, asked.simulated_files),
                &mut unlearned,
            )
        })
        .collect();
    if let Some(all) = benefit.clone().filter(|_| groups.len() > 1) {
        for (segment, group) in segments.iter_mut().zip(&groups) {
            segment.benefit_ratio = ratio(&group.spells, all.clone(), window);
        }
    }
    let wait = waits(&stays.waits);
    let returns = returns(spells, window, asked.merge_gaps_days, &mut unlearned);
    unlearned.extend(general_notes(
        asked,
        months,
        (wait.is_some(), benefit.is_some()),
    ));
    let open = spells.iter().filter(|spell| spell.end.is_none()).count() as u64;
    let is_hidden = |what: &Unlearned| matches!(what, Unlearned::PermanentByBounds { .. });
    let hides_some = unlearned.iter().any(is_hidden);
    let (withdrawn, decided) = stays.withdrawn;
    let account = asked.account;
    FitReport {
        rows: asked.rows,
        file: asked.file.clone(),
        from: iso(window.from),
        to: iso(window.to),
        rows_read: account.rows,
        dropped: dropped(account),
        overlaps: Cell::of(account.overlaps),
        gaps_merged: Cell::of(account.gaps_merged),
        merge_gaps_days: asked.merge_gaps_days.unsigned_abs(),
        unknown_reasons: Cell::of(account.unknown_reasons),
        without_segment: Cell::of(account.without_segment),
        households: households().count() as u64,
        stays: spells.len() as u64,
        // Where those who left for good are hidden, what is left of all is too.
        open_at_end: match hides_some {
            true => Cell(None),
            false => Cell::of(open),
        },
        new_per_month: Estimate::new(rate(total_new as f64, months.max(0.1)), total_new),
        segments,
        wait,
        withdrawn_share: (withdrawn >= LEAST_TOLD)
            .then(|| Estimate::new(share(withdrawn as f64, decided as f64), withdrawn)),
        returns,
        benefit,
        unlearned,
    }
}

fn dropped(account: &Account) -> Vec<(Dropped, Cell)> {
    let each = Dropped::ALL.into_iter();
    let each = each.map(|why| (why, account.dropped_for(why)));
    each.filter(|(_, rows)| *rows > 0)
        .map(|(why, rows)| (why, Cell::of(rows)))
        .collect()
}

/// Returns what no such records say, and what these do not.
fn general_notes(
    asked: &FitAsked<'_>,
    months: f64,
    (has_waits, has_payments): (bool, bool),
) -> impl Iterator<Item = Unlearned> {
    let notes = [
        (!has_waits, Unlearned::NoWaits),
        (!has_payments, Unlearned::NoPayments),
        (!asked.first_day_is_stated, Unlearned::FirstDayTaken),
        (true, Unlearned::ReturnsCountAsNew),
        (true, Unlearned::NoInterventions),
        (
            months < SHORT_MONTHS,
            Unlearned::ShortTime {
                months: months as u32,
            },
        ),
    ];
    notes.into_iter().filter(|note| note.0).map(|note| note.1)
}
