//! The answer over one lever: a coarse grid first, then more values where the answer turns.

use crate::analysis::all_together::AllTogether;
use crate::analysis::break_even::crossings::{Tried, break_even_at};
use crate::analysis::break_even::hidden::{Rising, hidden};
use crate::analysis::changed::{Changed, Lever};
use crate::analysis::net_saving::NetSaving;
use crate::analysis::one_draw::Headline;
use crate::analysis::spread::{share_where, spread};
use crate::engine::observer::Observer;
use crate::engine::run::RunError;
use crate::ledger::quantiles::sort;
use crate::math::sqrt;
use crate::results::break_even::{BreakEvenDesign, BreakEvenPoint, BreakEvenSeen, LeverRange};
use crate::results::perspective::Perspective;

/// Probabilities of a net saving above zero.
pub(super) const PROBABILITIES: [f64; 3] = [0.5, 0.8, 0.95];
/// The grid in eighths of the range: ends first, so that a stopped run has them.
const GRID: [u32; 9] = [0, 8, 4, 2, 6, 1, 3, 5, 7];
/// Most values that are tried besides those below.
const MOST_VALUES: usize = 33;
/// Most values that are tried where a gain or a loss may be hidden between two that were.
const MOST_HIDDEN: usize = 12;
/// Part of the range below which nothing is looked for between two values.
const FINEST_HIDDEN: f64 = 1.0 / 256.0;
/// Part of the range below which two values are not told apart.
const FINEST: f64 = 1e-4;

/// Whose answers are looked at.
#[derive(Clone, Debug)]
pub(super) struct Looked {
    /// Ids of the designs, in the order they are run.
    pub designs: Vec<String>,
    pub perspectives: Vec<Perspective>,
}

/// Values of one lever that have been tried, rising, each with the same draws.
pub(super) struct Curve<'a> {
    net: NetSaving<'a>,
    lever: &'a Lever,
    range: LeverRange,
    draws: u64,
    tried: Vec<(f64, Vec<Headline>)>,
    /// Between these values every draw is as good as straight.
    straight: Vec<(f64, f64)>,
    pub is_interrupted: bool,
}

impl<'a> Curve<'a> {
    pub(super) fn new(
        net: NetSaving<'a>,
        changed: &'a Changed,
        range: LeverRange,
        draws: u64,
    ) -> Self {
        Self {
            net,
            lever: &changed.levers[0],
            range,
            draws,
            tried: Vec::new(),
            straight: Vec::new(),
            is_interrupted: false,
        }
    }

    pub(super) fn values_tried(&self) -> u64 {
        self.tried.len() as u64
    }

    /// Tries a grid; then values where a probability may be crossed twice between two of them; then values where it
    /// is crossed, until what is between two of them is straight or finer than the Monte Carlo error.
    pub(super) fn trace(
        &mut self,
        looked: &Looked,
        observer: &dyn Observer,
    ) -> Result<(), RunError> {
        let width = self.range.to - self.range.from;
        for eighth in GRID {
            let value = self.range.from + width * f64::from(eighth) / 8.0;
            if !self.try_value(value, observer)? {
                return Ok(());
            }
        }
        let mut n_hidden = 0;
        while self.tried.len() < MOST_VALUES + n_hidden {
            let hidden = self.hidden_value(looked).filter(|_| n_hidden < MOST_HIDDEN);
            if let Some(value) = hidden {
                n_hidden += 1;
                match self.try_value(value, observer)? {
                    true => continue,
                    false => break,
                }
            }
            let Some((segment, value)) = self.next_value(looked) else {
                break;
            };
            let value = self.rounded(value);
            let before = self.shares_between(segment, value, looked);
            let n_before = self.values_tried();
            if !self.try_value(value, observer)? {
                break;
            }
            if self.values_tried() == n_before {
                // There is nothing between the two that could be tried.
                self.straight.push(segment);
                continue;
            }
            let after = self.shares_at(value, looked);
            let off = before.iter().zip(&after).map(|(a, b)| (a - b).abs());
            // A quarter of the standard error of a share of one half.
            if off.fold(0.0, f64::max) <= 0.125 / sqrt(self.draws as f64) {
                self.straight.push(segment);
            }
        }
        Ok(())
    }

    fn rounded(&self, value: f64) -> f64 {
        match self.range.is_whole {
            true => value.round(),
            false => value,
        }
    }

    fn try_value(&mut self, value: f64, observer: &dyn Observer) -> Result<bool, RunError> {
        let value = self.rounded(value);
        let place = self.tried.partition_point(|(known, _)| *known < value);
        if self
            .tried
            .get(place)
            .is_some_and(|(known, _)| *known == value)
        {
            return Ok(true);
        }
        let all = AllTogether {
            observer,
            before: self.draws * self.values_tried(),
            asked: self.draws * 12,
        };
        let lever = self.lever;
        let nets = self
            .net
            .over(0..self.draws, &all, |_, values| lever.set(value, values))?;
        if (nets.len() as u64) < self.draws {
            self.is_interrupted = true;
            return Ok(false);
        }
        self.tried.insert(place, (value, nets));
        Ok(true)
    }

    /// Returns a crossing that is not yet known as well as the draws allow, and the values beside it.
    fn next_value(&self, looked: &Looked) -> Option<((f64, f64), f64)> {
        let finest = (self.range.to - self.range.from) * FINEST;
        for pair in 0..looked.designs.len() {
            for perspective in &looked.perspectives {
                let tried = self.of(pair, *perspective);
                let found = PROBABILITIES.map(|p| break_even_at(&tried, p));
                for crossing in found.iter().flat_map(|one| &one.crossings) {
                    let (low, high) = self.beside(crossing.value);
                    let is_known = |(a, b): &(f64, f64)| *a <= low && high <= *b;
                    let error = match (crossing.low, crossing.high) {
                        (Some(low), Some(high)) => (high - low) / 8.0,
                        _ => 0.0,
                    };
                    let step = if self.range.is_whole {
                        1.0
                    } else {
                        error.max(finest)
                    };
                    if high - low <= step || self.straight.iter().any(is_known) {
                        continue;
                    }
                    // Near a value that is known a step to its other side tells more.
                    let value = crossing.value;
                    let near = value - low < step || high - value < step;
                    let value = if near { (low + high) / 2.0 } else { value };
                    return Some(((low, high), value));
                }
            }
        }
        None
    }

    /// Returns a value between two on the same side of a probability where it may be crossed twice.
    fn hidden_value(&self, looked: &Looked) -> Option<f64> {
        let step = match self.range.is_whole {
            true => 1.0,
            false => (self.range.to - self.range.from) * FINEST_HIDDEN,
        };
        let rising = |mut one: Tried| {
            sort(&mut one.nets);
            let Tried { value, nets } = one;
            Rising { value, nets }
        };
        (0..looked.designs.len()).find_map(|pair| {
            let mut perspectives = looked.perspectives.iter();
            perspectives.find_map(|perspective| {
                let tried = self.of(pair, *perspective).into_iter();
                let tried: Vec<Rising> = tried.map(rising).collect();
                PROBABILITIES
                    .iter()
                    .find_map(|probability| hidden(&tried, *probability, step))
            })
        })
    }

    fn beside(&self, value: f64) -> (f64, f64) {
        let place = self.tried.partition_point(|(known, _)| *known < value);
        let place = place.clamp(1, self.tried.len().max(2) - 1);
        (self.tried[place - 1].0, self.tried[place].0)
    }

    fn of(&self, pair: usize, perspective: Perspective) -> Vec<Tried> {
        let tried = self.tried.iter();
        tried
            .map(|(value, nets)| Tried {
                value: *value,
                nets: nets
                    .iter()
                    .map(|net| net[pair][perspective as usize])
                    .collect(),
            })
            .collect()
    }

    /// Returns shares of draws above zero at a value by straight lines, by design and perspective.
    fn shares_between(&self, segment: (f64, f64), value: f64, looked: &Looked) -> Vec<f64> {
        let at = |of: f64| self.tried.iter().find(|(known, _)| *known == of);
        let (Some((low, below)), Some((high, above))) = (at(segment.0), at(segment.1)) else {
            return Vec::new();
        };
        let part = (value - low) / (high - low);
        shares(looked, self.draws, |draw, pair, perspective| {
            let (a, b) = (
                below[draw][pair][perspective],
                above[draw][pair][perspective],
            );
            a + part * (b - a)
        })
    }

    fn shares_at(&self, value: f64, looked: &Looked) -> Vec<f64> {
        let Some((_, nets)) = self.tried.iter().find(|(known, _)| *known == value) else {
            return Vec::new();
        };
        shares(looked, self.draws, |draw, pair, perspective| {
            nets[draw][pair][perspective]
        })
    }

    /// Returns the curves by design.
    pub(super) fn designs(&self, looked: &Looked) -> Vec<BreakEvenDesign> {
        let designs = looked.designs.iter().enumerate();
        designs
            .map(|(pair, design)| BreakEvenDesign {
                design: design.clone(),
                seen: looked
                    .perspectives
                    .iter()
                    .map(|perspective| seen(*perspective, &self.of(pair, *perspective)))
                    .collect(),
            })
            .collect()
    }
}

fn shares(looked: &Looked, draws: u64, net: impl Fn(usize, usize, usize) -> f64) -> Vec<f64> {
    let mut shares = Vec::new();
    for pair in 0..looked.designs.len() {
        for perspective in &looked.perspectives {
            let above =
                (0..draws as usize).filter(|draw| net(*draw, pair, *perspective as usize) > 0.0);
            shares.push(above.count() as f64 / draws as f64);
        }
    }
    shares
}

fn seen(perspective: Perspective, tried: &[Tried]) -> BreakEvenSeen {
    let points = tried.iter().map(|one| BreakEvenPoint {
        value: one.value,
        net: spread(one.nets.clone()),
        saving_probability: share_where(&one.nets, |sek| sek > 0.0),
    });
    // One value alone is no curve.
    let at = PROBABILITIES.iter().filter(|_| tried.len() > 1);
    BreakEvenSeen {
        perspective,
        points: points.collect(),
        at: at.map(|p| break_even_at(tried, *p)).collect(),
    }
}
