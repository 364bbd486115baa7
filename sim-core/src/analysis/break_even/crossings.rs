//! Where the share of draws with a net saving above zero crosses a probability.
//!
//! Every draw is a curve of its own over the lever, straight between the values that were tried.
//! The share of curves above zero is then a step function of the lever, known exactly: each step
//! is where one draw's curve crosses zero. Its error is that of a share of n draws, so that a
//! value belongs to the interval of the break-even where the share there is within 1.96 standard
//! errors of the probability. A crossing counts once, however often the steps go to and fro
//! inside that interval.

use crate::math::sqrt;
use crate::results::break_even::{BreakEvenAnswer, BreakEvenAt, Crossing};

/// Half the width of a 95 % interval in standard errors.
const Z: f64 = 1.959_963_984_540_054;
/// Draws that a probability must leave on its rarer side.
const FEWEST: f64 = 10.0;

/// The net saving of every draw at one value of the lever.
#[derive(Clone, Debug)]
pub(super) struct Tried {
    pub value: f64,
    pub nets: Vec<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Zone {
    Below,
    Unclear,
    Above,
}

/// A stretch of the lever on which the share is in one zone.
struct Stretch {
    zone: Zone,
    /// Positions of its first and last step.
    steps: (usize, usize),
}

/// Where some draws' curves cross zero, and how many are above it from there on.
type Step = (f64, usize);

/// Returns where a probability is crossed by draws tried at rising values.
pub(super) fn break_even_at(tried: &[Tried], probability: f64) -> BreakEvenAt {
    let n_draws = tried.first().map_or(0, |one| one.nets.len());
    let rarer = probability.min(1.0 - probability);
    let needed = (FEWEST / rarer - 1e-9).ceil();
    let mut found = BreakEvenAt {
        probability,
        answer: BreakEvenAnswer::TooFewDraws,
        is_clear: false,
        crossings: Vec::new(),
        draws_needed: None,
    };
    if (n_draws as f64) < needed {
        found.draws_needed = Some(needed as u64);
        return found;
    }
    let steps = steps(tried);
    let level = n_draws as f64 * probability;
    let room = Z * sqrt(level * (1.0 - probability));
    let zone = |count: usize| match count as f64 {
        few if few <= level - room => Zone::Below,
        many if many >= level + room => Zone::Above,
        _ => Zone::Unclear,
    };
    let stretches = stretches(&steps, zone);
    found.crossings = crossings(&steps, &stretches, level);
    found.answer = match found.crossings.as_slice() {
        [] if steps[0].1 as f64 > level => BreakEvenAnswer::Always,
        [] => BreakEvenAnswer::Never,
        _ => BreakEvenAnswer::Crosses,
    };
    found.is_clear = match found.crossings.as_slice() {
        [] => stretches
            .iter()
            .all(|one| one.zone == stretches[0].zone && one.zone != Zone::Unclear),
        all => all
            .iter()
            .all(|one| one.low.is_some() && one.high.is_some()),
    };
    found
}

/// Returns the share of draws above zero as steps; the first is at the lowest value.
fn steps(tried: &[Tried]) -> Vec<Step> {
    let mut moves: Vec<(f64, i64)> = Vec::new();
    for pair in tried.windows(2) {
        let (low, high) = (&pair[0], &pair[1]);
        for (a, b) in low.nets.iter().zip(&high.nets) {
            if (*a > 0.0) != (*b > 0.0) {
                let at = low.value + (high.value - low.value) * (a / (a - b));
                moves.push((at, if *b > 0.0 { 1 } else { -1 }));
            }
        }
    }
    moves.sort_by(|a, b| a.0.total_cmp(&b.0));
    let first = tried.first();
    let above = first.map_or(0, |one| one.nets.iter().filter(|net| **net > 0.0).count());
    let mut steps = vec![(first.map_or(0.0, |one| one.value), above)];
    let mut count = above as i64;
    for (at, by) in moves {
        count += by;
        let is_first = steps.len() == 1;
        match steps.last_mut() {
            Some(last) if last.0 == at && !is_first => last.1 = count as usize,
            _ => steps.push((at, count as usize)),
        }
    }
    steps
}

fn stretches(steps: &[Step], zone: impl Fn(usize) -> Zone) -> Vec<Stretch> {
    let mut stretches: Vec<Stretch> = Vec::new();
    for (position, (_, count)) in steps.iter().enumerate() {
        let zone = zone(*count);
        match stretches.last_mut() {
            Some(last) if last.zone == zone => last.steps.1 = position,
            _ => stretches.push(Stretch {
                zone,
                steps: (position, position),
            }),
        }
    }
    stretches
}

/// Returns a crossing for every two neighbouring clear stretches on different sides; at the ends of
/// the lever an unclear stretch is on the side that its share is on.
fn crossings(steps: &[Step], stretches: &[Stretch], level: f64) -> Vec<Crossing> {
    let side = |position: usize| match steps[position].1 as f64 > level {
        true => Zone::Above,
        false => Zone::Below,
    };
    let clear = stretches.iter().filter(|one| one.zone != Zone::Unclear);
    // Side, and the steps it surely reaches from and to; nothing sure where it is the end of the lever.
    let mut sides: Vec<(Zone, (usize, usize), bool)> =
        clear.map(|one| (one.zone, one.steps, true)).collect();
    if stretches
        .first()
        .is_some_and(|one| one.zone == Zone::Unclear)
    {
        sides.insert(0, (side(0), (0, 0), false));
    }
    if stretches
        .last()
        .is_some_and(|one| one.zone == Zone::Unclear)
    {
        let last = steps.len() - 1;
        sides.push((side(last), (last, last), false));
    }
    let mut found = Vec::new();
    for pair in sides.windows(2) {
        let (left, right) = (pair[0], pair[1]);
        if left.0 == right.0 {
            continue;
        }
        let Some(value) = middle_flip(&steps[left.1.1..=right.1.0], level) else {
            continue;
        };
        found.push(Crossing {
            value,
            // The clear stretch ends where the next step begins.
            low: left.2.then(|| steps[left.1.1 + 1].0),
            high: right.2.then(|| steps[right.1.0].0),
            saves_above: right.0 == Zone::Above,
        });
    }
    found
}

/// Returns where steps change sides of a level: the middle one where they do so several times.
fn middle_flip(steps: &[Step], level: f64) -> Option<f64> {
    let mut flips = Vec::new();
    let mut left: Option<(bool, f64)> = None;
    for (position, (at, count)) in steps.iter().enumerate() {
        let count = *count as f64;
        if count == level {
            continue;
        }
        let is_above = count > level;
        if let Some((was_above, until)) = left
            && was_above != is_above
        {
            // Where the share equals the probability on a stretch, its middle.
            flips.push((until + at) / 2.0);
        }
        let until = steps.get(position + 1).map_or(*at, |next| next.0);
        left = Some((is_above, until));
    }
    (!flips.is_empty()).then(|| flips[flips.len() / 2])
}
