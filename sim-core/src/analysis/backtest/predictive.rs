//! The predictive distribution of a figure, and where a documented one lies in it.

use crate::analysis::backtest::of_n::{Hits, hits_of};
use crate::analysis::spread::estimate;
use crate::ledger::moments::moments;
use crate::results::backtest::{Position, Predicted};

/// From so many possible values on, a draw is represented by fewer.
const MANY: usize = 128;
/// By how many.
const ATOMS: usize = 64;

/// What one draw counted for one reading.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Counted {
    /// Households followed, and those of them that were where the reading looks.
    Group {
        /// Followed.
        followed: u32,
        /// Hits.
        hits: u32,
    },
    /// A number.
    Number(f64),
    /// Nothing to count.
    Nothing,
}

/// What is asked of a draw.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Asked {
    /// The least and the most that the documented figure may be, where there is one.
    pub figure: Option<(f64, f64)>,
    /// Whether a group is told as a share, and not as how many.
    pub is_share: bool,
    /// How many the figure is of; the whole group simulated where none.
    pub of: Option<u32>,
}

/// What one draw says about one figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// Values that the figure can have, with their probabilities.
    pub atoms: Vec<(f64, f64)>,
    /// Probability of less than the documented figure.
    pub below: f64,
    /// Probability of at most the documented figure.
    pub up_to: f64,
    /// The figure's mean in the draw.
    pub centre: f64,
    /// Households simulated.
    pub group: f64,
    /// Whether fewer households were simulated than the figure is of.
    pub is_few: bool,
}

/// Returns what a draw says about a figure; none where nobody of the group was simulated.
pub fn said(counted: Counted, asked: Asked) -> Option<Said> {
    match counted {
        Counted::Nothing | Counted::Group { followed: 0, .. } => None,
        Counted::Number(value) => Some(of_number(value, asked, 0.0)),
        Counted::Group { followed, hits } if asked.of.is_none() => {
            let share = f64::from(hits) / f64::from(followed);
            let value = if asked.is_share {
                share
            } else {
                f64::from(hits)
            };
            Some(of_number(value, asked, f64::from(followed)))
        }
        Counted::Group { followed, hits } => {
            let n = asked.of.unwrap_or(followed).max(1);
            let distribution = hits_of(n, (followed, hits));
            Some(of_hits(&distribution, n, (followed, hits), asked))
        }
    }
}

fn of_number(value: f64, asked: Asked, group: f64) -> Said {
    let (low, high) = asked.figure.unwrap_or_default();
    Said {
        atoms: vec![(value, 1.0)],
        below: f64::from(u8::from(value < low)),
        up_to: f64::from(u8::from(value <= high)),
        centre: value,
        group,
        is_few: false,
    }
}

fn of_hits(distribution: &Hits, n: u32, (followed, hits): (u32, u32), asked: Asked) -> Said {
    let scale = if asked.is_share {
        1.0 / f64::from(n)
    } else {
        1.0
    };
    // A share in a document is rounded: it stands for the nearest whole number of its n.
    let whole = |figure: f64| (figure / scale).round().clamp(0.0, f64::from(n)) as u32;
    let (low, high) = asked.figure.unwrap_or_default();
    let value = |at: usize| f64::from(distribution.first + at as u32) * scale;
    let probabilities = distribution.probabilities.iter().enumerate();
    let every: Vec<(f64, f64)> = probabilities.map(|(at, p)| (value(at), *p)).collect();
    Said {
        atoms: if every.len() > MANY {
            thinned(&every)
        } else {
            every
        },
        below: distribution.below(whole(low)),
        up_to: distribution.below(whole(high) + 1),
        centre: f64::from(n) * scale * f64::from(hits) / f64::from(followed),
        group: f64::from(followed),
        is_few: followed < n,
    }
}

/// Returns equally likely values of a distribution: its quantiles.
fn thinned(every: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let weight = 1.0 / ATOMS as f64;
    let (mut at, mut up_to) = (0, every[0].1);
    (0..ATOMS)
        .map(|atom| {
            let wanted = (atom as f64 + 0.5) * weight;
            while up_to < wanted && at + 1 < every.len() {
                at += 1;
                up_to += every[at].1;
            }
            (every[at].0, weight)
        })
        .collect()
}

/// What all draws say about a figure that may mean several things: by reading, then by draw.
///
/// Readings are equally likely in each draw; one that says nothing in a draw leaves its
/// weight there to the others.
#[derive(Clone, Debug, Default)]
pub struct Sayings {
    /// By reading and draw.
    pub by_reading: Vec<Vec<Option<Said>>>,
}

impl Sayings {
    /// Returns the predictive distribution over some readings; none where no draw says anything.
    pub fn predicted(&self, readings: &[usize]) -> Option<Predicted> {
        let mut atoms: Vec<(f64, f64)> = Vec::new();
        let (mut n_said, mut n_draws, mut n_few, mut group) = (0.0, 0.0, 0.0, 0.0);
        for draw in 0..self.n_draws() {
            n_draws += 1.0;
            let said = self.of_draw(readings, draw);
            let weight = 1.0 / said.len().max(1) as f64;
            for said in &said {
                atoms.extend(said.atoms.iter().map(|(value, p)| (*value, p * weight)));
                n_few += if said.is_few { weight } else { 0.0 };
                group += said.group * weight;
            }
            n_said += f64::from(u8::from(!said.is_empty()));
        }
        if n_said == 0.0 {
            return None;
        }
        atoms.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let mean: f64 = atoms.iter().map(|(value, weight)| value * weight).sum();
        let quantile = |p: f64| quantile_of(&atoms, p * n_said);
        Some(Predicted {
            mean: mean / n_said,
            p05: quantile(0.05),
            p10: quantile(0.10),
            p50: quantile(0.50),
            p90: quantile(0.90),
            p95: quantile(0.95),
            empty_share: 1.0 - n_said / n_draws,
            few_share: n_few / n_said,
            mean_group: group / n_said,
        })
    }

    /// Returns where the documented figure lies; none where no draw says anything.
    pub fn position(&self, readings: &[usize]) -> Option<Position> {
        let (mut below, mut up_to, mut mid) = (0.0, 0.0, Vec::new());
        for draw in 0..self.n_draws() {
            let said = self.of_draw(readings, draw);
            if said.is_empty() {
                continue;
            }
            let weight = 1.0 / said.len() as f64;
            let b: f64 = said.iter().map(|said| said.below * weight).sum();
            let u: f64 = said.iter().map(|said| said.up_to * weight).sum();
            below += b;
            up_to += u;
            mid.push((b + u) / 2.0);
        }
        let n = mid.len() as f64;
        let found = moments(&mid);
        (!mid.is_empty()).then(|| Position {
            below: below / n,
            up_to: up_to / n,
            mid: estimate((found.mean, found.mc_se)),
        })
    }

    /// Returns the figure's mean by draw over all readings; none where a draw says nothing.
    pub fn centres(&self) -> Vec<Option<f64>> {
        let all: Vec<usize> = (0..self.by_reading.len()).collect();
        (0..self.n_draws())
            .map(|draw| {
                let said = self.of_draw(&all, draw);
                let sum: f64 = said.iter().map(|said| said.centre).sum();
                (!said.is_empty()).then(|| sum / said.len() as f64)
            })
            .collect()
    }

    fn n_draws(&self) -> usize {
        self.by_reading.first().map_or(0, Vec::len)
    }

    fn of_draw(&self, readings: &[usize], draw: usize) -> Vec<&Said> {
        let of_reading = |at: &usize| self.by_reading[*at][draw].as_ref();
        readings.iter().filter_map(of_reading).collect()
    }
}

/// Returns the smallest value that so much weight is at or below.
fn quantile_of(atoms: &[(f64, f64)], wanted: f64) -> f64 {
    let mut up_to = 0.0;
    for (value, weight) in atoms {
        up_to += weight;
        // What rounding leaves out must not push a quantile to the next value.
        if up_to >= wanted - 1e-9 {
            return *value;
        }
    }
    atoms.last().map_or(0.0, |atom| atom.0)
}
