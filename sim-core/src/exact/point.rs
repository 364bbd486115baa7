//! Those who all come to a phase at one moment, just as a cell begins: a closed list, or everyone
//! called in on the same day.
//!
//! Nothing is even about them: when they leave is known to the day. So they have weights of their own; see
//! [`Kernel::with_point`](crate::exact::kernel::Kernel::with_point).

use crate::exact::aged::{Came, Coming};
use crate::exact::cell::{Cells, NOBODY};
use crate::exact::flags::{CALLABLE, follows};
use crate::exact::flow::Flow;
use crate::exact::grid::Grid;
use crate::exact::out::Out;
use crate::exact::outcome::{Comers, Outcome};
use crate::exact::phase::{Phase, What};
use crate::exact::speed::Speed;

impl Out {
    /// Adds those who came as a cell began to the cells in which they get here.
    fn push_at_point(&mut self, speed: &Speed, grid: &Grid, (cell, came): (usize, f64)) {
        let later = self.kernel.later.iter().enumerate();
        for (lag, weight) in later.take(grid.n_cells - cell) {
            if *weight != 0.0 {
                let at = cell + lag;
                self.flow[at] += came * weight * speed.left_since(cell, at);
            }
        }
    }
}

impl Phase {
    /// Takes those in who come as a cell begins; returns who leaves again there and then, by way out.
    fn take_in(&mut self, grid: &Grid, cell: usize, (flow, by_fit): (Flow, &[f64])) -> Vec<Flow> {
        let came = flow.all;
        let leaving = self.outs.iter().filter(|out| out.leaves);
        let then: f64 = leaving.map(|out| out.kernel.then).sum();
        self.inside += came * (1.0 - then);
        self.remember(grid, cell, came);
        for limit in &mut self.limits {
            let speed = self.uncalled.as_ref().unwrap_or(&self.speed);
            limit.inside += came * (1.0 - limit.out.kernel.then);
            limit.out.push_at_point(speed, grid, (cell, came));
        }
        if let Some(reviews) = &self.reviews {
            reviews.push_at_point((&self.speed, grid), (cell, came), &mut self.outs);
            for limit in &mut self.limits {
                let flow = &mut limit.out.flow;
                let on = (&self.speed, grid);
                reviews.push_limit_at_point(on, (cell, came), (limit.days, flow));
            }
        }
        let mut outs: Vec<Flow> = self
            .outs
            .iter()
            .map(|out| flow.times(out.kernel.then))
            .collect();
        let comers = Comers {
            cell,
            all: came,
            by_fit,
        };
        if let (Some(outcome), [done, job, studies]) = (&self.outcome, &mut self.outs[..]) {
            let (to_job, to_studies) = outcome.there_and_then(comers);
            outs[1] = outs[0].times(to_job / came);
            outs[2] = outs[0].times(to_studies / came);
            let kernel = done.kernel.clone();
            let how = (&kernel, &self.speed, 1.0);
            complete(outcome, comers, how, [done, job, studies]);
            return outs;
        }
        for out in &mut self.outs {
            let speed = match &self.uncalled {
                Some(uncalled) if out.leaves => uncalled,
                _ => &self.speed,
            };
            out.push_at_point(speed, grid, (cell, came));
        }
        outs
    }

    /// Returns who of those who come as a cell begins leaves again there and then, where comers are followed.
    fn there_and_then(&self, cell: usize, (flow, by_fit): (Flow, &[f64])) -> Vec<Flow> {
        let outs = self.outs.iter();
        let mut outs: Vec<Flow> = outs.map(|out| flow.times(out.kernel.then)).collect();
        if let Some(outcome) = &self.outcome {
            let comers = Comers {
                cell,
                all: flow.all,
                by_fit,
            };
            let (to_job, to_studies) = outcome.there_and_then(comers);
            outs[1] = outs[0].times(to_job / flow.all);
            outs[2] = outs[0].times(to_studies / flow.all);
        }
        outs
    }

    /// Remembers them as half in the cell before, where that is needed at all.
    fn remember(&mut self, grid: &Grid, cell: usize, came: f64) {
        if self.history.is_empty() {
            return;
        }
        let now = self.history.len() - grid.n_cells + cell;
        let before = now.saturating_sub(1);
        self.history[before] += came / 2.0;
        self.history[now] += came / 2.0;
    }
}

/// Adds those who complete, and where they go.
fn complete(
    outcome: &Outcome,
    comers: Comers<'_>,
    (kernel, speed, sign): (&crate::exact::kernel::Kernel, &Speed, f64),
    [done, job, studies]: [&mut Out; 3],
) {
    let n_cells = done.flow.len();
    for (lag, weight) in kernel.later.iter().enumerate().take(n_cells - comers.cell) {
        if *weight == 0.0 {
            continue;
        }
        let at = comers.cell + lag;
        let share = sign * weight * speed.left_since(comers.cell, at);
        let (to_job, to_studies) = outcome.since_beginning(comers, at);
        done.flow[at] += share * comers.all;
        job.flow[at] += share * to_job;
        studies.flow[at] += share * to_studies;
    }
}

impl Cells<'_> {
    /// Makes moves at the beginning of the cell until nobody is left to move.
    pub(crate) fn settle_at_point(&mut self) {
        self.at_point = true;
        loop {
            let mut moved = false;
            for at in 0..self.map.phases.len() {
                let flow = std::mem::take(&mut self.waiting.into[at]);
                if flow.all.abs() <= NOBODY {
                    continue;
                }
                if self.is_followed(at) {
                    moved = true;
                    self.come_at_point(at, flow);
                } else {
                    self.note_into(at, flow);
                }
            }
            moved |= self.make_returns();
            if !moved {
                break;
            }
        }
        self.at_point = false;
    }

    fn come_at_point(&mut self, at: usize, flow: Flow) {
        let (grid, cell) = (self.scene.grid, self.cell);
        let by_fit = self.waiting.by_fit[at].clone();
        self.waiting.by_fit[at].iter_mut().for_each(|x| *x = 0.0);
        self.come_begun(at);
        if self.map.phases[at].aged.is_some() {
            let came = Came {
                cell,
                how: Coming::AtPoint,
                all: flow.all,
                paid: 0.0,
            };
            let until = self.until.clone();
            self.follow_noting(at, came, (&by_fit, cell));
            self.until = until;
            let outs = self.map.phases[at].there_and_then(cell, (flow, &by_fit));
            return self.leave(at, &outs);
        }
        let phase = &mut self.map.phases[at];
        let before = phase.before_comers(cell);
        let inside = phase.inside;
        let outs = phase.take_in(grid, cell, (flow, &by_fit));
        let stay = phase.inside - inside;
        self.called_later(at, (flow.all, &by_fit));
        self.map.phases[at].note_comers(cell, before);
        self.stay_begun(at, stay);
        self.leave(at, &outs);
    }

    /// Of those who will complete an intervention, the part that is called in on the way.
    fn called_later(&mut self, at: usize, (came, by_fit): (f64, &[f64])) {
        let Some((to, outcome)) = self.map.phases[at].finishing.take() else {
            return;
        };
        let comers = Comers {
            cell: self.cell,
            all: came,
            by_fit,
        };
        let mut outs = std::mem::take(&mut self.map.phases[to].outs);
        let before = self.before_called(at, &outs, self.cell);
        let phase = &self.map.phases[at];
        if let (Some(uncalled), [done, job, studies]) = (&phase.uncalled, &mut outs[..]) {
            let kernel = &phase.outs[0].kernel;
            for (speed, sign) in [(uncalled, 1.0), (&phase.speed, -1.0)] {
                let outs = [&mut *done, &mut *job, &mut *studies];
                complete(&outcome, comers, (kernel, speed, sign), outs);
            }
        }
        self.note_called((to, self.cell), &outs, before);
        self.map.phases[to].outs = outs;
        self.map.phases[at].finishing = Some((to, outcome));
    }

    /// Calls in everyone on assistance who may be, as the cell begins.
    pub(crate) fn call_all_in(&mut self) {
        self.at_point = true;
        for at in 0..self.map.phases.len() {
            let phase = &mut self.map.phases[at];
            let is_away = matches!(phase.what, What::Exit { .. });
            let there = match &mut phase.aged {
                Some(aged) => {
                    aged.paid.called[self.cell] = 0.0;
                    &mut aged.all.called[self.cell]
                }
                None => &mut phase.inside,
            };
            if follows(phase.flag) != CALLABLE || is_away || there.abs() <= NOBODY {
                continue;
            }
            let flow = Flow {
                all: std::mem::take(there),
                ..Flow::default()
            };
            if phase.uncalled.is_none() {
                phase.limits.iter_mut().for_each(|limit| limit.inside = 0.0);
            }
            self.until_of_those_inside(at);
            if let Some(begun) = &mut self.map.phases[at].begun {
                begun.inside.fill(0.0);
            }
            self.called_in(at, flow);
        }
        self.settle_at_point();
    }
}
