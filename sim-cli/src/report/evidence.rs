//! How much of what an answer rests on is judgement.

use sim_core::results::assumption::EvidenceShares;

use crate::number::Numbers;
use crate::report::share::with_error;
use crate::texts::basis as say;

/// Returns how much of what the answer rests on is judgement.
pub fn weak(numbers: &Numbers, counts: &EvidenceShares) -> String {
    let lang = numbers.lang();
    let count = |of: u32| numbers.count(u64::from(of));
    let share = numbers.percent(counts.weak_share, 0);
    let text = say::weak(
        lang,
        &share,
        &count(counts.graded[3]),
        &count(counts.ungraded),
    );
    match &counts.weak_variance_share {
        None => text,
        Some(share) => {
            let share = with_error(numbers, share);
            format!("{text} {}", say::weak_variance(lang, &share))
        }
    }
}
