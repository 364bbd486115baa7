//! Which way a household follows, whether it may still be called in, and where it stands with a programme.

use crate::model::ways::WayModel;

/// Which way a household follows, and whether it may still be called in.
///
/// Those who may be called in are known before go-live and still live as under `today`.
pub(crate) const TODAY: usize = 0;
/// Follows the way that is run.
pub(crate) const OWN: usize = 1;
/// Follows `today` and may still be called in.
pub(crate) const CALLABLE: usize = 2;
/// How many there are.
pub(crate) const N_FLAGS: usize = 3;

/// Where a household stands with the programme of its way: none begun in this spell, one begun, its last
/// intervention begun too and none since, another one begun after that. What is followed and this make a flag.
pub(crate) const N_ROWS: usize = 4;
/// One begun.
pub(crate) const BEGUN: usize = 1;
/// Flags from one row to the next.
pub(crate) const ROW: usize = N_FLAGS;

/// Returns which way a flag follows, without the programme.
#[inline]
pub(crate) fn follows(flag: usize) -> usize {
    flag % ROW
}

/// Returns where a flag stands with the programme.
#[inline]
pub(crate) fn row(flag: usize) -> usize {
    flag / ROW
}

/// Returns whether a programme has begun that has not been ended.
#[inline]
pub(crate) fn is_begun(flag: usize) -> bool {
    row(flag) % 2 == 1
}

/// Returns the flag that follows another way and stands as before with the programme.
#[inline]
pub(crate) fn following(flag: usize, follows: usize) -> usize {
    flag - flag % ROW + follows
}

/// Returns which way a flag follows.
pub(crate) fn way_of(flag: usize, run: usize) -> usize {
    if follows(flag) == OWN { run } else { 0 }
}

/// Returns every flag there is, those that follow one way together; `flags` says which ways there are.
pub(crate) fn all_flags(ways: &[WayModel], run: usize, flags: [bool; N_FLAGS]) -> Vec<usize> {
    let has = |way: usize| ways[way].programme;
    let (today, own) = (has(0).is_some(), has(run).is_some());
    let has_last = |way: usize| has(way).is_some_and(|(_, last)| last.is_some());
    let begins = [
        today || own && flags[OWN],
        own || today && flags[OWN],
        today,
    ];
    let rows = match begins {
        _ if has_last(0) || has_last(run) => N_ROWS,
        _ => 2,
    };
    let mut all = Vec::new();
    for flag in (TODAY..N_FLAGS).filter(|flag| flags[*flag]) {
        let rows = if begins[flag] { rows } else { 1 };
        all.extend((0..rows).map(|row| flag + ROW * row));
    }
    all
}
