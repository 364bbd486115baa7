//! Between which values a lever is moved.

use crate::analysis::changed::{Lever, Of};
use crate::results::break_even::{LeverRange, LeverValue, RangeFrom};
use crate::units::UnitKind;

/// Returns the bounds of a lever: those asked for, else what is believed of it, else what its unit
/// allows, else around what is written; none where nothing says how far to go.
pub(super) fn range_of(
    lever: &Lever,
    (from, to): (Option<f64>, Option<f64>),
) -> Option<LeverRange> {
    let usual = usual(lever);
    let (low, high, range_from) = match (from, to, usual) {
        (Some(from), Some(to), _) => (from, to, RangeFrom::Asked),
        (Some(from), None, Some((_, high, _))) => (from, high, RangeFrom::Asked),
        (None, Some(to), Some((low, _, _))) => (low, to, RangeFrom::Asked),
        (None, None, Some(usual)) => usual,
        _ => return None,
    };
    let (low, high) = match lever.is_whole {
        true => (low.round(), high.round()),
        false => (low, high),
    };
    let is_range = low < high && low.is_finite() && high.is_finite();
    is_range.then(|| LeverRange {
        path: lever.path.clone(),
        title: lever.title.clone(),
        unit: lever.unit.word().to_owned(),
        value: match lever.of {
            Of::Itself => LeverValue::Itself,
            Of::Median => LeverValue::Median,
            Of::Mean => LeverValue::Mean,
        },
        written: lever.written,
        p05_p95: lever.prior.map(|[_, p05, p95, _]| [p05, p95]),
        from: low,
        to: high,
        range_from,
        is_whole: lever.is_whole,
    })
}

fn usual(lever: &Lever) -> Option<(f64, f64, RangeFrom)> {
    let written = lever.written;
    if lever.unit == UnitKind::Sek {
        // What something may cost at most is asked more often than what it is believed to cost.
        let ends = [0.0, 4.0 * written];
        let prior = lever.prior.map_or(ends, |[p01, _, _, p99]| [p01, p99]);
        let low = ends[0].min(ends[1]).min(prior[0]);
        let high = ends[0].max(ends[1]).max(prior[1]);
        return (low < high).then_some((low, high, RangeFrom::Around));
    }
    if let Some([p01, _, _, p99]) = lever.prior {
        return Some((p01, p99, RangeFrom::Prior));
    }
    let (low, high) = lever.unit.bounds();
    if low.is_finite() && high.is_finite() {
        return Some((low, high, RangeFrom::Allowed));
    }
    (written > 0.0).then_some((0.0, 2.0 * written, RangeFrom::Around))
}
