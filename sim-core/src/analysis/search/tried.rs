//! Candidates on draws: the same draws for all of them, so that they differ by what they are.

use std::ops::Range;

use crate::analysis::all_together::AllTogether;
use crate::analysis::changed::Changed;
use crate::analysis::one_draw::Frame;
use crate::analysis::search::space::Point;
use crate::engine::draw::{Prepared, Replicate, simulate_at, values_of_draw};
use crate::engine::observer::{GoOn, Observer};
use crate::engine::run::{RunError, run_batches};
use crate::ledger::accounts::N_PERSPECTIVES;
use crate::ledger::moments::{Moments, moments};
use crate::results::perspective::Perspective;

/// What one draw says of a candidate.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Figures {
    pub net: [f64; N_PERSPECTIVES],
    pub extra: f64,
    pub cost: f64,
}

/// A candidate with its draws, from the first on.
#[derive(Clone, Debug)]
pub(super) struct Runner {
    pub point: Point,
    pub figures: Vec<Figures>,
}

impl Runner {
    pub(super) fn net(&self, perspective: Perspective) -> Moments {
        let nets: Vec<f64> = self.nets(perspective).collect();
        moments(&nets)
    }

    pub(super) fn nets(&self, perspective: Perspective) -> impl Iterator<Item = f64> {
        self.figures
            .iter()
            .map(move |of| of.net[perspective as usize])
    }

    pub(super) fn cost(&self) -> Moments {
        let costs: Vec<f64> = self.figures.iter().map(|of| of.cost).collect();
        moments(&costs)
    }

    /// Returns by how much this one is ahead of another, paired over the draws both have.
    pub(super) fn ahead_of(&self, other: &Self, perspective: Perspective) -> Moments {
        let pairs = self.nets(perspective).zip(other.nets(perspective));
        let ahead: Vec<f64> = pairs.map(|(mine, theirs)| mine - theirs).collect();
        moments(&ahead)
    }
}

/// Makes draws of candidates.
pub(super) struct Track<'a> {
    pub changed: &'a Changed,
    pub prepared: &'a Prepared,
    pub frame: Frame<'a>,
    /// Seed and threads.
    pub run: (u64, Option<usize>),
    pub observer: &'a dyn Observer,
    /// Draws made so far, and about how many there will be.
    pub made: u64,
    pub expected: u64,
    pub is_stopped: bool,
}

impl Track<'_> {
    /// Gives a candidate the draws of a range; false where the observer says stop before its end.
    pub(super) fn run(&mut self, runner: &mut Runner, range: Range<u64>) -> Result<bool, RunError> {
        let (plan, frame) = (&self.changed.plan, &self.frame);
        let (seed, threads) = self.run;
        let levers = self.changed.levers.iter().zip(&runner.point);
        let make = |draw: u64| {
            let mut values = values_of_draw(plan, seed, draw);
            for (lever, value) in levers.clone() {
                lever.set(*value, &mut values);
            }
            let at = (seed, draw);
            let outcome = simulate_at(plan, self.prepared, at, Replicate::default(), values);
            let today = frame.self_support_at_end(&outcome.ways[0]);
            let (headline, cost) = frame.headline_and_cost(&outcome);
            let figures = Figures {
                net: headline.first().copied().unwrap_or_default(),
                extra: frame.self_support_at_end(&outcome.ways[1]) - today,
                cost: cost.first().copied().unwrap_or_default(),
            };
            (draw, figures)
        };
        let all = AllTogether {
            observer: self.observer,
            before: self.made,
            asked: self.expected,
        };
        let asked = range.end - range.start;
        let mut found: Vec<Figures> = Vec::new();
        let mut spoilt = None;
        let mut go_on = GoOn::Yes;
        run_batches(range, threads, make, |batch| {
            for (draw, figures) in batch {
                let all = figures.net.iter().chain([&figures.extra, &figures.cost]);
                if !all.into_iter().all(|figure| figure.is_finite()) {
                    spoilt = Some(draw);
                    return GoOn::No;
                }
                found.push(figures);
            }
            go_on = all.batch_finished(found.len() as u64, asked);
            go_on
        })?;
        if let Some(draw) = spoilt {
            return Err(RunError::NotFinite { draw });
        }
        self.made += found.len() as u64;
        // Few draws are one batch, which is whole when it is said that there shall be no more.
        self.is_stopped |= go_on == GoOn::No;
        if !self.is_stopped {
            runner.figures.extend(found);
        }
        Ok(!self.is_stopped)
    }
}
