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

/// Numbers of draws above zero that stand for a probability.
pub(super) struct Levels {
    /// The probability itself.
    pub level: f64,
    /// At most so many are clearly below it.
    pub clearly_below: usize,
    /// At least so many are clearly above it.
    pub clearly_above: usize,
}

impl Levels {
    /// Returns what so many draws can tell of a probability; none where they are too few.
    pub(super) fn of(n_draws: usize, probability: f64) -> Option<Self> {
        let level = n_draws as f64 * probability;
        let room = Z * sqrt(level * (1.0 - probability));
        (n_draws as f64 >= needed(probability)).then(|| Self {
            level,
            clearly_below: (level - room).floor().max(0.0) as usize,
            clearly_above: (level + room).ceil() as usize,
        })
    }

    fn zone(&self, count: usize) -> Zone {
        match count {
            few if few <= self.clearly_below => Zone::Below,
            many if many >= self.clearly_above => Zone::Above,
            _ => Zone::Unclear,
        }
    }
}

/// Returns how many draws it takes to say where a probability is crossed.
fn needed(probability: f64) -> f64 {
    let rarer = probability.min(1.0 - probability);
    (FEWEST / rarer - 1e-9).ceil()
}

/// Returns where a probability is crossed by draws tried at rising values.
pub(super) fn break_even_at(tried: &[Tried], probability: f64) -> BreakEvenAt {
    let n_draws = tried.first().map_or(0, |one| one.nets.len());
    let mut found = BreakEvenAt {
        probability,
        answer: BreakEvenAnswer::TooFewDraws,
        is_clear: false,
        crossings: Vec::new(),
        draws_needed: None,
    };
    let Some(levels) = Levels::of(n_draws, probability) else {
        found.draws_needed = Some(needed(probability) as u64);
        return found;
    };
    let level = levels.level;
    let steps = steps(tried);
    let stretches = stretches(&steps, |count| levels.zone(count));
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

#[cfg(test)]
mod tests {
    use super::{Tried, break_even_at};
    use crate::math::normal_quantile;
    use crate::results::break_even::BreakEvenAnswer;

    const N: usize = 1000;

    /// Evenly spread standard normals, in an order that is not theirs.
    fn normals() -> Vec<f64> {
        let at = |draw: usize| (draw * 617 % N) as f64;
        (0..N)
            .map(|draw| normal_quantile((at(draw) + 0.5) / N as f64))
            .collect()
    }

    fn tried(values: &[f64], net: impl Fn(f64, f64) -> f64) -> Vec<Tried> {
        let nets = |value: f64| normals().iter().map(|z| net(value, *z)).collect();
        let all = values.iter();
        all.map(|value| Tried {
            value: *value,
            nets: nets(*value),
        })
        .collect()
    }

    #[test]
    fn a_straight_lever_breaks_even_at_a_quantile() {
        let tried = tried(&[0.0, 200.0], |cost, z| 100.0 + 30.0 * z - cost);
        for probability in [0.5, 0.8, 0.95] {
            let found = break_even_at(&tried, probability);
            assert_eq!(found.answer, BreakEvenAnswer::Crosses);
            assert!(found.is_clear);
            let [crossing] = found.crossings[..] else {
                panic!("{found:?}");
            };
            let exact = 100.0 + 30.0 * normal_quantile(1.0 - probability);
            assert!((crossing.value - exact).abs() < 0.2, "{crossing:?} {exact}");
            assert!(!crossing.saves_above);
            // A share of n draws has the standard error sqrt(p (1 - p) / n).
            let room = 1.96 * (probability * (1.0 - probability) / N as f64).sqrt();
            let low = 100.0 + 30.0 * normal_quantile(1.0 - probability - room);
            let high = 100.0 + 30.0 * normal_quantile(1.0 - probability + room);
            assert!((crossing.low.expect("inside") - low).abs() < 0.5);
            assert!((crossing.high.expect("inside") - high).abs() < 0.5);
        }
    }

    #[test]
    fn more_of_a_lever_that_helps_up_to_a_point_breaks_even_twice() {
        let values: Vec<f64> = (0..=20).map(f64::from).collect();
        let tried = tried(&values, |x, z| 16.0 - (x - 10.0) * (x - 10.0) + 0.5 * z);
        let found = break_even_at(&tried, 0.5);
        let [up, down] = found.crossings[..] else {
            panic!("{found:?}");
        };
        assert!(up.saves_above && !down.saves_above);
        assert!((up.value - 6.0).abs() < 0.1 && (down.value - 14.0).abs() < 0.1);
    }

    #[test]
    fn steps_to_and_fro_within_the_error_are_one_crossing() {
        // The share wanders about one half by less than its error before it rises.
        let shares = [0.3, 0.49, 0.51, 0.49, 0.505, 0.8];
        let of = |(at, share): (usize, &f64)| Tried {
            value: at as f64,
            nets: (0..N)
                .map(|draw| {
                    if (draw as f64) < share * N as f64 {
                        1.0
                    } else {
                        -1.0
                    }
                })
                .collect(),
        };
        let tried: Vec<Tried> = shares.iter().enumerate().map(of).collect();
        let found = break_even_at(&tried, 0.5);
        assert_eq!(found.crossings.len(), 1, "{found:?}");
        // It passes one half upwards, downwards and upwards again; the middle one stands for all.
        assert_eq!(found.crossings[0].value, 2.5);
    }

    #[test]
    fn a_lever_that_never_or_always_does_is_an_answer() {
        let never = tried(&[0.0, 1.0], |x, z| x - 9.0 + z);
        let found = break_even_at(&never, 0.5);
        assert_eq!(found.answer, BreakEvenAnswer::Never);
        assert!(found.is_clear && found.crossings.is_empty());
        let always = tried(&[0.0, 1.0], |x, z| x + 9.0 + z);
        assert_eq!(break_even_at(&always, 0.95).answer, BreakEvenAnswer::Always);
        // A lever without any effect, at a share that cannot be told from the probability.
        let unclear = tried(&[0.0, 1.0], |_, z| z - 0.01);
        let found = break_even_at(&unclear, 0.5);
        assert_eq!(found.answer, BreakEvenAnswer::Never);
        assert!(!found.is_clear);
    }

    #[test]
    fn a_crossing_at_the_end_of_the_lever_has_an_open_interval() {
        let tried = tried(&[0.0, 1.0], |x, z| x - 1.0 + 0.01 * x + 0.5 * z);
        let found = break_even_at(&tried, 0.5);
        let [crossing] = found.crossings[..] else {
            panic!("{found:?}");
        };
        assert!(crossing.low.is_some() && crossing.high.is_none());
        assert!(!found.is_clear);
    }

    #[test]
    fn too_few_draws_say_how_many_would_do() {
        let few = [0.0, 1.0].map(|value| Tried {
            value,
            nets: vec![value - 0.5; 64],
        });
        let found = break_even_at(&few, 0.95);
        assert_eq!(found.answer, BreakEvenAnswer::TooFewDraws);
        assert_eq!(found.draws_needed, Some(200));
        assert_eq!(break_even_at(&few, 0.5).crossings[0].value, 0.5);
    }
}
