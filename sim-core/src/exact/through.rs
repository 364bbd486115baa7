//! What a cell does to those in a phase whose comers are followed, whatever acts on top of its own hazards.

use crate::exact::speed::moments;
use crate::math::{exp, ln};

/// One later cell of some comers, as shares of them but for who leaves by themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Step {
    pub(crate) cell: usize,
    pub(crate) lag: usize,
    /// There as it begins.
    pub(crate) alive: f64,
    /// Mean over the cell, and mean of the share of it that is behind times those there.
    pub(crate) left: f64,
    pub(crate) first: f64,
    /// The same of those who have been called in during it.
    pub(crate) called: [f64; 2],
    /// How many are called in, and mean of what is behind times that.
    pub(crate) calls: [f64; 2],
}

/// What acts by cell on everyone in a phase alike: hazards that change with the age of the spell or of the
/// household, and a call-in.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Further {
    /// Per day, by cell, without the exits below.
    pub(crate) rates: Vec<f64>,
    /// By position among the hazards: per day by cell, and whether the after-effect acts on it.
    pub(crate) exits: Vec<(usize, Vec<f64>, bool)>,
    /// Ratio of the after-effect, and the cells after coming for which it holds.
    pub(crate) extra: Option<(f64, f64)>,
    /// Share of those there that is called in.
    pub(crate) called: Option<Vec<f64>>,
}

impl Further {
    fn extra(&self, lag: usize) -> f64 {
        match self.extra {
            // Those who came so many cells before are of half a cell more or less.
            Some((ratio, lags)) => 1.0 + (ratio - 1.0) * (lags - lag as f64 + 0.5).clamp(0.0, 1.0),
            None => 1.0,
        }
    }

    fn of((_, rates, is_extra): &(usize, Vec<f64>, bool), cell: usize, extra: f64) -> f64 {
        rates[cell] * if *is_extra { extra } else { 1.0 }
    }

    /// Returns the rate to an exit.
    pub(crate) fn exit(&self, position: usize, (cell, lag): (usize, usize)) -> f64 {
        let found = self.exits.iter().find(|(known, _, _)| *known == position);
        found.map_or(0.0, |one| Self::of(one, cell, self.extra(lag)))
    }

    /// Returns the rate of all that acts on top.
    pub(crate) fn rate(&self, (cell, lag): (usize, usize)) -> f64 {
        let extra = self.extra(lag);
        let exits: f64 = self
            .exits
            .iter()
            .map(|one| Self::of(one, cell, extra))
            .sum();
        exits + self.rates.get(cell).copied().unwrap_or(0.0)
    }

    /// Returns the share that is called in.
    pub(crate) fn called(&self, cell: usize) -> f64 {
        self.called.as_ref().map_or(0.0, |called| called[cell])
    }
}

/// What a cell does to those there as it begins, as in `Speed`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Through {
    pub(crate) kept: f64,
    pub(crate) mean: f64,
    pub(crate) first: f64,
    /// Of those who come in the cell: how many are called in during it.
    pub(crate) end_called: f64,
    /// Of those called in: how many, mean of what is behind times that; mean there since, and the same.
    pub(crate) called: [f64; 4],
}

impl Through {
    /// Returns what hazards that keep a share, others of size `x`, and a call-in do together.
    pub(crate) fn of(kept: f64, x: f64, called: f64) -> Self {
        let z = x - ln(kept.max(1e-300));
        let [zero, one, two] = moments(z);
        if called >= 1.0 {
            return Self {
                called: [1.0, 0.0, 0.0, 0.0],
                ..Self::default()
            };
        }
        Self {
            kept: exp(-z) * (1.0 - called),
            mean: zero - called * one,
            end_called: 0.0,
            first: one - called * two,
            called: [called * zero, called * one, called * one, called * two],
        }
    }

    /// Returns the same for those who come evenly in the cell, from what their own hazards leave of them.
    pub(crate) fn of_comers((kept, mean): (f64, f64), x: f64, called: f64) -> Self {
        let [zero, one, _] = moments(x);
        let (stays, time) = if called >= 1.0 {
            (0.0, 0.0)
        } else {
            let half = 1.0 - called / 2.0;
            ((1.0 - called) / half, (1.0 - called * 2.0 / 3.0) / half)
        };
        Self {
            kept: kept * zero * stays,
            mean: mean * 2.0 * (zero - one) * time,
            end_called: kept * zero * (1.0 - stays),
            ..Self::default()
        }
    }

    /// Returns a step of comers of whom a share is there as the cell begins.
    pub(crate) fn step(self, (cell, lag): (usize, usize), alive: f64) -> Step {
        let [calls, calls_first, left, first] = self.called.map(|x| x * alive);
        Step {
            cell,
            lag,
            alive,
            left: alive * self.mean,
            first: alive * self.first,
            called: [left, first],
            calls: [calls, calls_first],
        }
    }

    /// Returns the step of those who move here evenly in the cell, and the share of them at its end.
    pub(crate) fn half(self, (cell, lag): (usize, usize)) -> (Step, f64) {
        let [zero, one, _] = moments(-ln(self.kept.max(1e-300)));
        let step = Step {
            cell,
            lag,
            left: zero - one,
            ..Step::default()
        };
        (step, zero)
    }
}
