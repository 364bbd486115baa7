//! Which single number, at a believable value, changes what is best.
//!
//! Numbers that might are found in two ways: by what their bars do to the distance between two ways of
//! working, and by the draws of the comparison in which the number is low or high. Those are
//! simulated at their 5th and 95th percentile, and where the best changes the value is sought.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::analysis::drawn::Drawn;
use crate::analysis::one_draw::Headline;
use crate::analysis::sensitivity::bars::{BarDraws, mean};
use crate::analysis::sensitivity::numbers::{Number, Numbers, four_digits};
use crate::analysis::sensitivity::runs::Runs;
use crate::engine::run::RunError;
use crate::ledger::moments::moments;
use crate::ledger::quantiles::{quantile, sort};
use crate::math::sqrt;
use crate::results::perspective::Perspective;
use crate::results::sensitivity::{Flip, Recommendation, Side};
use crate::results::spread::Estimate;

/// Ends of what is believable.
const BELIEVABLE: [f64; 2] = [0.05, 0.95];
/// How far a normal number's 5th percentile lies from its mean, in units of its 10th's.
const BEYOND: f64 = 1.2834;
/// At most so many numbers are simulated at both ends.
const MOST_TRIED: usize = 8;
/// Values tried between two of which one changes what is best.
const STEPS: usize = 4;

/// What all questions of one perspective share.
pub(super) struct Choosing<'c> {
    pub numbers: &'c Numbers,
    pub perspective: Perspective,
    /// Ids of the ways of working, `today` first.
    pub ways: &'c [String],
    pub drawn: &'c Drawn,
    /// Draws as they are, the first ones.
    pub base: &'c [Headline],
    pub draws_each: u64,
    /// What was tried for another perspective.
    pub tried: &'c Values,
}

/// The draws of every value tried: each holds all perspectives.
#[derive(Debug, Default)]
pub(super) struct Values(RefCell<BTreeMap<Value, Rc<Vec<Headline>>>>);

/// A slot, and the bits of a value of it.
type Value = (usize, u64);

impl Values {
    fn at(&self, search: &Search<'_>, value: f64) -> Result<Option<Rc<Vec<Headline>>>, RunError> {
        let key = (search.number.slot, value.to_bits());
        if let Some(known) = self.0.borrow().get(&key) {
            return Ok(Some(Rc::clone(known)));
        }
        let range = 0..search.choosing.draws_each;
        let made = search.runs.fixed(range, search.number.slot, value)?;
        let Some(made) = made.map(Rc::new) else {
            return Ok(None);
        };
        self.0.borrow_mut().insert(key, Rc::clone(&made));
        Ok(Some(made))
    }
}

/// Net saving of a way of working in one draw; way 0 is `today`.
fn net(nets: &Headline, way: usize, perspective: usize) -> f64 {
    match way.checked_sub(1) {
        Some(pair) => nets[pair][perspective],
        None => 0.0,
    }
}

impl Choosing<'_> {
    fn seen(&self) -> usize {
        self.perspective as usize
    }

    /// Returns a way's net saving less another's in every draw of the comparison.
    fn ahead(&self, way: usize, of: usize) -> Vec<f64> {
        let n = self.drawn.nets_sek.first().map_or(0, |nets| nets[0].len());
        let column = |way: usize| way.checked_sub(1).map(|pair| &self.drawn.nets_sek[pair]);
        let at = |way: usize, draw: usize| column(way).map_or(0.0, |nets| nets[self.seen()][draw]);
        (0..n).map(|draw| at(way, draw) - at(of, draw)).collect()
    }

    /// Returns the ways of working from the largest expected net saving to the smallest.
    fn ranked(&self) -> Vec<usize> {
        let means: Vec<f64> = (0..self.ways.len())
            .map(|way| moments(&self.ahead(way, 0)).mean)
            .collect();
        let mut order: Vec<usize> = (0..means.len()).collect();
        order.sort_by(|a, b| means[*b].total_cmp(&means[*a]).then(a.cmp(b)));
        order
    }

    /// Returns what is best, and, where `runs` may be made, which numbers change that.
    pub(super) fn recommendation(
        &self,
        bars: &[BarDraws],
        runs: &Runs<'_>,
    ) -> Result<Option<Recommendation>, RunError> {
        let ranked = self.ranked();
        let [best, next, ..] = ranked[..] else {
            return Ok(None);
        };
        let ahead = mean(self.ahead(best, next).into_iter());
        let is_clear = ahead.value > 2.0 * ahead.mc_se;
        let n = self.drawn.nets_sek.first().map_or(0, |nets| nets[0].len());
        let mut found = Recommendation {
            perspective: self.perspective,
            best: self.ways[best].clone(),
            net_sek: mean(self.ahead(best, 0).into_iter()),
            next: self.ways[next].clone(),
            ahead_sek: ahead,
            is_clear,
            // Two that are equal in every draw are equal in any number of them.
            draws_needed: (!is_clear && ahead.mc_se > 0.0).then(|| draws_for(ahead, n as u64)),
            flips: Vec::new(),
            numbers_tried: 0,
            undecided: Vec::new(),
            is_complete: bars.len() == self.numbers.all.len(),
        };
        if !is_clear {
            return Ok(Some(found));
        }
        let mut near = self.near(best, bars);
        near.truncate(MOST_TRIED);
        runs.announce((2 + STEPS as u64) * self.draws_each * near.len() as u64);
        for number_idx in near {
            let search = Search {
                choosing: self,
                number: &self.numbers.all[number_idx],
                best,
                runs,
            };
            match search.flip()? {
                Outcome::Stopped => {
                    found.is_complete = false;
                    break;
                }
                Outcome::Stays => {}
                Outcome::Undecided => found.undecided.push(search.number.address.to_string()),
                Outcome::Flips(flip) => found.flips.push(flip),
            }
            found.numbers_tried += 1;
        }
        found.flips.sort_by(|a, b| {
            let by_probability = b.probability.total_cmp(&a.probability);
            by_probability.then_with(|| a.address.cmp(&b.address))
        });
        Ok(Some(found))
    }

    /// Returns the numbers that might change what is best, the likeliest first.
    fn near(&self, best: usize, bars: &[BarDraws]) -> Vec<usize> {
        let mut near: Vec<(f64, usize)> = Vec::new();
        for bar in bars {
            let rivals = (0..self.ways.len()).filter(|way| *way != best);
            let margins = rivals.map(|rival| self.least_ahead(best, rival, bar));
            let least = margins.fold(f64::INFINITY, f64::min);
            if least <= 0.0 {
                near.push((least, bar.number));
            }
        }
        near.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        near.into_iter().map(|(_, number)| number).collect()
    }

    /// Returns how far ahead of a rival the best is where the number is worst for it, in
    /// units of how far ahead it is on average; the lower end of what the draws allow.
    fn least_ahead(&self, best: usize, rival: usize, bar: &BarDraws) -> f64 {
        let ahead = self.ahead(best, rival);
        let expected = moments(&ahead).mean;
        let figure = |nets: &Headline| net(nets, best, self.seen()) - net(nets, rival, self.seen());
        let by_bars = bar.changes(self.base, figure).map(|changes| {
            let found = moments(&changes);
            expected + BEYOND * found.mean - 2.0 * found.mc_se
        });
        let by_draws = outer_means(&self.drawn.values[bar.number], &ahead);
        let all = by_bars.into_iter().chain(by_draws);
        all.fold(expected, f64::min) / expected.max(f64::MIN_POSITIVE)
    }
}

/// Returns the mean of an answer in the draws in which a number is in its lowest and its highest tenth.
fn outer_means(input: &[f64], answer: &[f64]) -> [f64; 2] {
    let mut sorted = input.to_vec();
    sort(&mut sorted);
    let (low, high) = (quantile(&sorted, 0.1), quantile(&sorted, 0.9));
    let where_it = |holds: &dyn Fn(f64) -> bool| {
        let chosen = input.iter().zip(answer).filter(|(input, _)| holds(**input));
        let chosen: Vec<f64> = chosen.map(|(_, answer)| *answer).collect();
        moments(&chosen).mean
    };
    [
        where_it(&|value| value <= low),
        where_it(&|value| value >= high),
    ]
}

/// Returns about how many draws would make a distance two errors long.
fn draws_for(ahead: Estimate, draws: u64) -> u64 {
    let ratio = 2.0 * ahead.mc_se / ahead.value.max(ahead.mc_se / 20.0);
    let needed = draws as f64 * ratio * ratio;
    ((needed / 1000.0) as u64 + 1).saturating_mul(1000)
}

/// What became of one number.
enum Outcome {
    Stopped,
    Stays,
    Undecided,
    Flips(Flip),
}

/// The search for the value of one number at which another way of working becomes best.
struct Search<'s> {
    choosing: &'s Choosing<'s>,
    number: &'s Number,
    best: usize,
    runs: &'s Runs<'s>,
}

/// What is so at one value.
#[derive(Clone, Copy, Debug)]
struct Tried {
    /// How probable it is that the number is below the value.
    u: f64,
    value: f64,
    /// The best of the other ways of working there.
    rival: usize,
    /// How far the best is ahead of it there; below zero where it is not.
    ahead: Estimate,
}

impl Search<'_> {
    /// Returns how things stand at a value; none where the run was stopped.
    fn at(&self, u: f64) -> Result<Option<Tried>, RunError> {
        let of = self.choosing;
        let value = self.number.stated(u);
        let Some(nets) = of.tried.at(self, value)? else {
            return Ok(None);
        };
        let rivals = (0..of.ways.len()).filter(|way| *way != self.best);
        let tried = rivals.map(|rival| Tried {
            u,
            value,
            rival,
            ahead: self.ahead(&nets, rival),
        });
        Ok(tried.min_by(|a, b| a.ahead.value.total_cmp(&b.ahead.value)))
    }

    /// The mean of all draws of the comparison, and on it the change in the first ones.
    fn ahead(&self, nets: &[Headline], rival: usize) -> Estimate {
        let of = self.choosing;
        let figure =
            |nets: &Headline| net(nets, self.best, of.seen()) - net(nets, rival, of.seen());
        let as_drawn = mean(of.ahead(self.best, rival).into_iter());
        let pairs = nets.iter().zip(of.base);
        let change = mean(pairs.map(|(moved, base)| figure(moved) - figure(base)));
        let (a, b) = (as_drawn.mc_se, change.mc_se);
        Estimate {
            value: as_drawn.value + change.value,
            mc_se: sqrt(a * a + b * b),
        }
    }

    fn flip(&self) -> Result<Outcome, RunError> {
        let mut ends = Vec::new();
        for u in BELIEVABLE {
            match self.at(u)? {
                Some(tried) => ends.push(tried),
                None => return Ok(Outcome::Stopped),
            }
        }
        let by_ahead = |a: &&Tried, b: &&Tried| a.ahead.value.total_cmp(&b.ahead.value);
        let (Some(worst), Some(good)) = (
            ends.iter().min_by(by_ahead).copied(),
            ends.iter().max_by(by_ahead).copied(),
        ) else {
            return Ok(Outcome::Stays);
        };
        let two_errors = 2.0 * worst.ahead.mc_se;
        if worst.ahead.value > two_errors {
            return Ok(Outcome::Stays);
        }
        if worst.ahead.value > -two_errors || good.ahead.value <= 0.0 {
            return Ok(Outcome::Undecided);
        }
        self.between(worst, good)
    }

    /// Halves, and at last cuts by a straight line, the probabilities between two ends of which one
    /// has another best.
    fn between(&self, worst: Tried, good: Tried) -> Result<Outcome, RunError> {
        let (mut flipped, mut kept) = (worst, good);
        for _ in 0..STEPS {
            let Some(tried) = self.at((flipped.u + kept.u) / 2.0)? else {
                return Ok(Outcome::Stopped);
            };
            match tried.ahead.value < 0.0 {
                true => flipped = tried,
                false => kept = tried,
            }
        }
        let rise = kept.ahead.value - flipped.ahead.value;
        let part = -flipped.ahead.value / rise.max(f64::MIN_POSITIVE);
        let value = flipped.value + part * (kept.value - flipped.value);
        // How far two errors move the root, by the slope over the whole range.
        let slope = (good.ahead.value - worst.ahead.value) / (good.value - worst.value);
        let off = (2.0 * flipped.ahead.mc_se / slope).abs();
        let range = (worst.value.min(good.value), worst.value.max(good.value));
        let side = match worst.value < good.value {
            true => Side::Below,
            false => Side::Above,
        };
        let below = self.number.below(value);
        Ok(Outcome::Flips(Flip {
            address: self.number.address.to_string(),
            median: self.number.fitted.median(),
            value: four_digits(value),
            between: (
                four_digits((value - off).max(range.0)),
                four_digits((value + off).min(range.1)),
            ),
            side,
            probability: match side {
                Side::Below => below,
                Side::Above => 1.0 - below,
            },
            best_there: self.choosing.ways[flipped.rival].clone(),
            end_value: worst.value,
            ahead_at_end_sek: Estimate {
                value: -worst.ahead.value,
                mc_se: worst.ahead.mc_se,
            },
            draws: self.choosing.draws_each,
        }))
    }
}
