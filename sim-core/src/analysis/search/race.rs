//! Successive halving over a box that is filled evenly, then refinement near the best.
//!
//! All candidates meet the same draws, so that few of them tell most apart. In each heat those left
//! get twice the draws, and the better half goes on (Karnin, Koren and Somekh 2013, sequential
//! halving; Jamieson and Talwalkar 2016). Then a pattern search (Hooke and Jeeves 1961) from the two
//! best: it moves only where a neighbour is ahead by more than a standard error of the paired
//! difference, and halves its step where none is.

use crate::analysis::search::space::{Point, Space};
use crate::analysis::search::tried::{Runner, Track};
use crate::engine::run::RunError;
use crate::results::choice::Heat;
use crate::results::perspective::Perspective;

/// Draws of the first heat.
pub(super) const FIRST_DRAWS: u64 = 64;
/// Most draws of a heat, and of the refinement.
pub(super) const MOST_DRAWS: u64 = 512;
/// Candidates that are left after the last heat.
const LAST: usize = 4;
/// First step of the refinement, as a part of each side.
const FIRST_STEP: f64 = 1.0 / 8.0;
/// Last step.
const LAST_STEP: f64 = 1.0 / 64.0;
/// Candidates tried in the refinement at most, from each start.
const MOST_REFINED: usize = 40;

/// What is looked for.
pub(super) struct Goal {
    pub perspective: Perspective,
    pub budget_sek: Option<f64>,
    pub draws: u64,
}

/// Every candidate, and how it went.
#[derive(Default)]
pub(super) struct Race {
    pub all: Vec<Runner>,
    pub too_expensive: u64,
    pub heats: Vec<Heat>,
    pub refined: u64,
}

/// Returns how many points fill a box.
pub(super) fn n_starts(n_dimensions: usize) -> usize {
    16 << n_dimensions.min(3)
}

impl Race {
    /// Runs the heats and the refinement; stops where the observer says so.
    pub(super) fn run(
        &mut self,
        track: &mut Track<'_>,
        space: &Space,
        goal: &Goal,
    ) -> Result<(), RunError> {
        let points = space.filled(n_starts(space.n_dimensions()));
        let mut draws = FIRST_DRAWS.min(goal.draws);
        let mut left = Vec::new();
        for point in points {
            match self.try_point(track, goal, point, draws)? {
                Some(at) if self.is_affordable(at, goal) => left.push(at),
                Some(_) => {}
                None => return Ok(()),
            }
        }
        self.heat(left.len(), draws);
        while left.len() > LAST && 2 * draws <= MOST_DRAWS.min(goal.draws) {
            self.sort(&mut left, goal);
            left.truncate((left.len() / 2).max(LAST));
            draws *= 2;
            for at in &left {
                if !self.extend(track, *at, draws)? {
                    return Ok(());
                }
            }
            self.heat(left.len(), draws);
        }
        self.sort(&mut left, goal);
        for start in left.iter().take(2) {
            if !self.refine(track, (space, goal), *start, draws)? {
                return Ok(());
            }
        }
        Ok(())
    }

    fn heat(&mut self, candidates: usize, draws: u64) {
        self.heats.push(Heat {
            candidates: candidates as u64,
            draws,
        });
    }

    /// Returns the position of a candidate with at least so many draws; none where stopped.
    fn try_point(
        &mut self,
        track: &mut Track<'_>,
        goal: &Goal,
        point: Point,
        draws: u64,
    ) -> Result<Option<usize>, RunError> {
        let known = self.all.iter().position(|runner| runner.point == point);
        let at = match known {
            Some(at) => at,
            None => {
                let figures = Vec::new();
                let mut runner = Runner { point, figures };
                // What it costs shows in the first draws; the rest are for those that may be had.
                if !track.run(&mut runner, 0..FIRST_DRAWS.min(draws))? {
                    return Ok(None);
                }
                self.all.push(runner);
                let at = self.all.len() - 1;
                self.too_expensive += u64::from(!self.is_affordable(at, goal));
                at
            }
        };
        if !self.is_affordable(at, goal) {
            return Ok(Some(at));
        }
        Ok(self.extend(track, at, draws)?.then_some(at))
    }

    fn extend(&mut self, track: &mut Track<'_>, at: usize, draws: u64) -> Result<bool, RunError> {
        let has = self.all[at].figures.len() as u64;
        match has < draws {
            true => track.run(&mut self.all[at], has..draws),
            false => Ok(true),
        }
    }

    pub(super) fn is_affordable(&self, at: usize, goal: &Goal) -> bool {
        let cost = self.all[at].cost().mean;
        goal.budget_sek.is_none_or(|budget| cost <= budget)
    }

    /// Sorts candidates with as many draws each, the best first.
    fn sort(&self, left: &mut [usize], goal: &Goal) {
        let mean = |at: &usize| self.all[*at].net(goal.perspective).mean;
        left.sort_by(|a, b| mean(b).total_cmp(&mean(a)).then(a.cmp(b)));
    }

    fn refine(
        &mut self,
        track: &mut Track<'_>,
        (space, goal): (&Space, &Goal),
        start: usize,
        draws: u64,
    ) -> Result<bool, RunError> {
        let (mut best, mut step, mut tried) = (start, FIRST_STEP, 0);
        while step >= LAST_STEP && tried < MOST_REFINED {
            let mut ahead: Option<(usize, f64)> = None;
            for point in space.around(&self.all[best].point.clone(), step) {
                let n_before = self.all.len();
                let Some(at) = self.try_point(track, goal, point, draws)? else {
                    return Ok(false);
                };
                let n_new = self.all.len() - n_before;
                tried += n_new;
                self.refined += n_new as u64;
                if !self.is_affordable(at, goal) {
                    continue;
                }
                let by = self.all[at].ahead_of(&self.all[best], goal.perspective);
                if by.mean > by.mc_se && ahead.is_none_or(|(_, most)| by.mean > most) {
                    ahead = Some((at, by.mean));
                }
            }
            match ahead {
                Some((at, _)) => best = at,
                None => step /= 2.0,
            }
        }
        Ok(true)
    }

    /// Returns the best affordable candidates that lie apart, those with most draws first.
    pub(super) fn finalists(&self, space: &Space, goal: &Goal, n: usize) -> Vec<Point> {
        let most = self.all.iter().map(|runner| runner.figures.len()).max();
        let mut order: Vec<usize> = (0..self.all.len())
            .filter(|at| self.is_affordable(*at, goal))
            .collect();
        let is_far = |at: usize| Some(self.all[at].figures.len()) == most;
        order.sort_by(|a, b| {
            let mean = |at: usize| self.all[at].net(goal.perspective).mean;
            let by_draws = is_far(*b).cmp(&is_far(*a));
            by_draws.then(mean(*b).total_cmp(&mean(*a)))
        });
        let mut found: Vec<Point> = Vec::new();
        for at in order {
            let point = &self.all[at].point;
            let is_new = found
                .iter()
                .all(|known| !space.is_near(known, point, LAST_STEP));
            if found.len() < n && is_new {
                found.push(point.clone());
            }
        }
        found
    }
}
