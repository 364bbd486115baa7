//! Between which values a lever is moved.

use crate::analysis::changed::{Changed, Lever, NotChanged, Of};
use crate::compile::plan::Plan;
use crate::results::break_even::{LeverRange, LeverValue, RangeFrom};
use crate::scenario::Scenario;
use crate::tree::node::Node;
use crate::units::UnitKind;

/// A lever, and between which values it is moved.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LeverAsked {
    /// The ids and keys to it, or an ending of them that means one number only.
    pub name: String,
    /// Lowest value; none means what is believed or allowed.
    pub from: Option<f64>,
    /// Highest value.
    pub to: Option<f64>,
}

/// Returns a scenario with the levers asked for in it, a short name being looked for in the designs named.
pub(super) fn levers_asked(
    what: (&Scenario, &Node, &Plan),
    (levers, designs): (&[LeverAsked], &[String]),
) -> Result<Changed, NotChanged> {
    let names = levers.iter().map(|lever| lever.name.clone());
    Changed::new(what, &names.collect::<Vec<String>>(), designs)
}

/// Returns the bounds of every lever; the first that has none where there is one.
pub(super) fn ranges_of<'a>(
    changed: &'a Changed,
    asked: &'a [LeverAsked],
) -> Result<Vec<LeverRange>, (&'a Lever, &'a LeverAsked)> {
    let bounds = |(lever, asked): (&'a Lever, &'a LeverAsked)| {
        range_of(lever, (asked.from, asked.to)).ok_or((lever, asked))
    };
    changed.levers.iter().zip(asked).map(bounds).collect()
}

/// Checks that a scenario holds with all levers at their lowest values and at their highest.
pub(super) fn check_ends(changed: &Changed, ranges: &[LeverRange]) -> Result<(), NotChanged> {
    let ends = [
        |range: &LeverRange| range.from,
        |range: &LeverRange| range.to,
    ];
    ends.into_iter()
        .try_for_each(|end| changed.check(&ranges.iter().map(end).collect::<Vec<f64>>()))
}

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
