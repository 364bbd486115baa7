//! How those who are followed leave a phase by themselves.

use crate::exact::aged::{Came, Coming};
use crate::exact::at_point::AtPoint;
use crate::exact::grid::Grid;
use crate::exact::phase::Phase;
use crate::exact::reviews::Reviews;
use crate::exact::through::Step;

/// How comers leave by themselves: weights by lag, and the share that has left already.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Leaving {
    /// By way out.
    pub(crate) outs: Vec<Vec<f64>>,
    /// By limited column: weights, and the share that is no longer in it.
    pub(crate) limits: Vec<(Vec<f64>, f64)>,
    /// Of all ways out that leave.
    pub(crate) all: Vec<f64>,
    pub(crate) behind: f64,
}

impl Leaving {
    pub(crate) fn of_kernels(phase: &Phase, came: Came) -> Self {
        let outs = phase.outs.iter();
        let limits = phase.limits.iter().map(|limit| {
            let kernel = &limit.out.kernel;
            (came.weights(kernel).to_vec(), came.behind(kernel))
        });
        let leaving = phase.outs.iter().filter(|out| out.leaves);
        Self {
            outs: outs.map(|out| came.weights(&out.kernel).to_vec()).collect(),
            limits: limits.collect(),
            behind: leaving.map(|out| came.behind(&out.kernel)).sum(),
            all: Vec::new(),
        }
    }

    /// Adds up who leaves.
    pub(crate) fn with_all(mut self, phase: &Phase) -> Self {
        let leaving = phase.outs.iter().zip(&self.outs);
        for (_, weights) in leaving.filter(|(out, _)| out.leaves) {
            self.all.resize(self.all.len().max(weights.len()), 0.0);
            let each = self.all.iter_mut().zip(weights);
            each.for_each(|(sum, weight)| *sum += weight);
        }
        self
    }

    /// Returns the last lag at which anyone can be there.
    pub(crate) fn lasts(&self, came: Came) -> usize {
        let ahead: f64 = self.all.iter().skip(came.lag()).sum();
        if self.behind + ahead > 1.0 - 1e-14 {
            self.all.len()
        } else {
            usize::MAX
        }
    }
}

/// Those who move on to `today` at a review, and where they would be otherwise.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Moved {
    pub(crate) came: Came,
    /// Days since the open case began.
    pub(crate) age: f64,
}

impl Reviews {
    /// Returns the weights by lag of those who come, for a phase in which comers are followed.
    pub(crate) fn leaving(&self, grid: &Grid, came: Came, phase: &Phase) -> Leaving {
        let (due, _) = self.due(came.cell, grid);
        let mut outs = vec![Vec::new(), Vec::new()];
        for one in &due {
            let leaving = one.leaves.map(|leave| one.alive * leave);
            self.weigh(grid, came, (one.days, leaving), &mut outs[0]);
            self.weigh(grid, came, (one.days, [one.alive; 2]), &mut outs[1]);
        }
        let limits = phase.limits.iter().map(|limit| {
            let mut weights = Vec::new();
            for one in self.first_days_end(grid, (came.cell, 1.0), limit.days) {
                self.weigh(grid, came, one, &mut weights);
            }
            (weights, 0.0)
        });
        Leaving {
            outs,
            limits: limits.collect(),
            ..Leaving::default()
        }
    }

    /// Adds shares that leave after some days to weights by lag.
    fn weigh(
        &self,
        grid: &Grid,
        came: Came,
        (days, shares): (f64, [f64; 2]),
        weights: &mut Vec<f64>,
    ) {
        let n_lags = grid.n_cells - came.cell;
        let mut add = |lag: usize, weight: f64| {
            if lag < n_lags {
                weights.resize(weights.len().max(lag + 1), 0.0);
                weights[lag] += weight;
            }
        };
        if !came.at_point() {
            let lags = self.lags(days, grid.step());
            let each = lags.into_iter().zip(shares);
            return each.for_each(|((lag, weight), share)| add(lag, weight * share));
        }
        let at = days / grid.step();
        let second = at - at.floor();
        let share = (1.0 - second) * shares[0] + second * shares[1];
        let mut point = AtPoint::new(n_lags, (grid.step(), self.rate));
        point.add(days, share);
        point.later[0] += point.then;
        let each = point.later.iter().enumerate();
        each.filter(|(_, w)| **w != 0.0)
            .for_each(|(lag, weight)| add(lag, *weight));
    }

    /// Returns who of those who came is offered the menu after the end of the design, and when.
    pub(crate) fn moved(&self, grid: &Grid, (came, steps): (Came, &[Step])) -> Vec<Moved> {
        let (due, _) = self.due(came.cell, grid);
        let mut moved = Vec::new();
        for one in &due {
            let mut weights = Vec::new();
            let leaving = one.leaves.map(|leave| one.alive * leave);
            self.weigh(grid, came, (one.days, leaving), &mut weights);
            let lags = weights.iter().enumerate().filter(|(_, w)| **w != 0.0);
            for (lag, weight) in lags {
                let step = steps.iter().find(|step| step.lag == lag);
                if let Some(step) = step.filter(|step| step.cell >= self.gone) {
                    let came = Came {
                        cell: step.cell,
                        how: Coming::Within(lag),
                        all: came.all * step.left * weight,
                        paid: 0.0,
                    };
                    let age = one.days + self.from;
                    moved.push(Moved { came, age });
                }
            }
        }
        moved
    }
}
