//! What a household has behind it, as one number: exits in the upper half; in the lower one spells, and visits
//! within a spell, as in the occasions of its luck.

pub(super) const VISIT: u64 = 1;
pub(super) const SPELL: u64 = 1 << 12;
pub(super) const EXIT: u64 = 1 << 32;
/// What is kept where a spell begins.
pub(super) const ALL_BUT_VISITS: u64 = !(SPELL - 1);

/// Returns what keeps the luck of a visit apart from that of all others.
#[inline]
pub(super) fn visit(counts: u64) -> u32 {
    counts as u32
}

/// Returns the same for a spell.
#[inline]
pub(super) fn spell(counts: u64) -> u32 {
    (counts & ALL_BUT_VISITS) as u32
}

/// Returns the number of the spell.
#[inline]
pub(super) fn spells(counts: u64) -> u32 {
    counts as u32 >> 12
}

/// Returns the exits taken.
#[inline]
pub(super) fn exits(counts: u64) -> u32 {
    (counts >> 32) as u32
}
