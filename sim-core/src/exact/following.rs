//! Moves of those in phases whose comers are followed at once.

use crate::exact::aged::{Aged, Came, Coming};
use crate::exact::begun::shares_of;
use crate::exact::cell::Cells;
use crate::exact::flow::Flow;
use crate::exact::grid::Grid;
use crate::exact::leaving::{Leaving, Moved};
use crate::exact::outcome::{Comers, Outcome};
use crate::exact::phase::{Phase, What};
use crate::exact::through::Step;
use crate::model::parts::PERMANENT;
use crate::tally::layout::Happening;

impl Phase {
    /// Adds up what comers do in later cells; `finishing` is where those are who are called in meanwhile.
    ///
    /// Returns who moves on to `today`.
    pub(crate) fn follow(
        &mut self,
        grid: &Grid,
        (came, by_fit): (Came, &[f64]),
        finishing: Option<&mut Self>,
    ) -> Vec<Moved> {
        let leaving = match &self.reviews {
            Some(reviews) => reviews.leaving(grid, came, self),
            None => Leaving::of_kernels(self, came),
        };
        let leaving = leaving.with_all(self);
        let steps = self.follow_leaving(grid, (came, by_fit), &leaving, finishing);
        match &self.reviews {
            Some(reviews) => reviews.moved(grid, (came, &steps)),
            None => Vec::new(),
        }
    }

    /// The same for those who come here from a like phase and are reviewed from then on as under `today`.
    pub(crate) fn follow_moved(&mut self, grid: &Grid, came: Came, leaving: Leaving) {
        let leaving = leaving.with_all(self);
        self.follow_leaving(grid, (came, &[]), &leaving, None);
    }

    fn follow_leaving(
        &mut self,
        grid: &Grid,
        (came, by_fit): (Came, &[f64]),
        leaving: &Leaving,
        finishing: Option<&mut Self>,
    ) -> Vec<Step> {
        let Some(mut aged) = self.aged.take() else {
            return Vec::new();
        };
        let steps = aged.steps(grid, came, leaving.lasts(came));
        aged.add(grid, came, (&leaving.all, leaving.behind), &steps);
        self.note_start(grid, &mut aged, (came, by_fit), &steps);
        self.note_called_after(&mut aged, came, (&leaving.all, leaving.behind), &steps);
        self.leave_at_steps(grid, came, (leaving, &leaving.outs), &steps);
        self.complete(grid, (came, by_fit), (leaving, &steps), None);
        for (at, (weights, behind)) in leaving.limits.iter().enumerate() {
            aged.limited(grid, (at, came, *behind), weights, &steps);
        }
        if let Some(to) = finishing
            && let Some(mut theirs) = to.aged.take()
        {
            let first = match came.how {
                Coming::Evenly => aged.coming(grid, came.cell).end_called,
                _ => 0.0,
            };
            let steps = theirs.steps_of_called(grid, came, &steps, first);
            theirs.add(grid, came, (&leaving.all, leaving.behind), &steps);
            for (at, (weights, behind)) in leaving.limits.iter().enumerate() {
                aged.limited(grid, (at, came, *behind), weights, &steps);
            }
            to.aged = Some(theirs);
            to.leave_at_steps(grid, came, (leaving, &leaving.outs[..1]), &steps);
            let outcome = self.finishing.as_ref().map(|(_, outcome)| outcome);
            to.complete(grid, (came, by_fit), (leaving, &steps), outcome);
        }
        self.aged = Some(aged);
        steps
    }

    /// Adds who leaves by each way out.
    fn leave_at_steps(
        &mut self,
        grid: &Grid,
        came: Came,
        (_, ways): (&Leaving, &[Vec<f64>]),
        steps: &[Step],
    ) {
        let month_ends = (grid.block(came.cell) + 1) * grid.per_month;
        let is_stay = self.outs.len() == 3 && !matches!(self.what, What::After(_));
        let n_ways = if is_stay { 1 } else { ways.len() };
        for (out, weights) in self.outs.iter_mut().zip(&ways[..n_ways]) {
            for step in steps {
                let Some(weight) = weights.get(step.lag) else {
                    break;
                };
                out.flow[step.cell] += came.all * step.left * weight;
                if step.cell < month_ends {
                    out.paid[step.cell] += came.paid * step.left * weight;
                }
            }
        }
    }

    /// Remembers those there at the start by when they came.
    fn note_start(
        &self,
        grid: &Grid,
        aged: &mut Aged,
        (came, by_fit): (Came, &[f64]),
        steps: &[Step],
    ) {
        if grid.before == 0 {
            return;
        }
        if let Some(step) = steps.iter().find(|step| step.cell == grid.before) {
            aged.at_start.resize(grid.before, 0.0);
            aged.at_start[came.cell] += came.all * step.alive;
            aged.at_start_by_fit.resize(grid.before, Vec::new());
            let sums = &mut aged.at_start_by_fit[came.cell];
            sums.resize(by_fit.len(), 0.0);
            let each = sums.iter_mut().zip(by_fit);
            each.for_each(|(sum, came)| *sum += came * step.alive);
        }
    }

    /// Notes down when the after-effect ends for those who are called in while it lasts.
    fn note_called_after(
        &self,
        aged: &mut Aged,
        came: Came,
        (weights, behind): (&[f64], f64),
        steps: &[Step],
    ) {
        if !matches!(self.what, What::After(_)) || aged.further.called.is_none() {
            return;
        }
        let mut rest = 1.0 - behind;
        for step in steps {
            let weight = weights.get(step.lag).copied().unwrap_or(0.0);
            let called = came.all * (rest * step.calls[0] - weight * step.calls[1]);
            if called != 0.0 {
                let since = step.cell as f64 - step.lag as f64;
                aged.called_by_end[step.cell].push((since, called));
            }
            rest -= weight;
        }
    }

    /// Of those who complete, adds where they go.
    fn complete(
        &mut self,
        grid: &Grid,
        (came, by_fit): (Came, &[f64]),
        (leaving, steps): (&Leaving, &[Step]),
        outcome: Option<&Outcome>,
    ) {
        let outcome = outcome.or(self.outcome.as_ref());
        let (Some(outcome), [_, job, studies]) = (outcome, &mut self.outs[..]) else {
            return;
        };
        let comers = Comers {
            cell: came.cell,
            all: came.all,
            by_fit,
        };
        let over_stay = match outcome {
            Outcome::Relative(of) => of.over_stay.as_ref(),
            Outcome::Fixed(_) => None,
        };
        let weights = &leaving.outs[0];
        let month_ends = (grid.block(came.cell) + 1) * grid.per_month;
        let paid = if came.all == 0.0 {
            0.0
        } else {
            came.paid / came.all
        };
        let mut sums = before_start(outcome, came);
        for step in steps {
            if let Some(both) = over_stay {
                for (sum, of) in sums.iter_mut().zip(both) {
                    of.add(sum, grid, (step.cell, step.lag, came.at_point()));
                }
            }
            let weight = step.left * weights.get(step.lag).copied().unwrap_or(0.0);
            if weight == 0.0 {
                continue;
            }
            let (to_job, to_studies) = outcome.with(comers, sums);
            for (out, share) in [(&mut *job, to_job), (&mut *studies, to_studies)] {
                out.flow[step.cell] += weight * share;
                if step.cell < month_ends {
                    out.paid[step.cell] += weight * share * paid;
                }
            }
        }
    }
}

/// Returns what a stay has accumulated outside and inside before those who come are followed.
fn before_start(outcome: &Outcome, came: Came) -> [[f64; 3]; 2] {
    match (outcome, came.how) {
        (Outcome::Relative(of), Coming::There(lag)) => match &of.over_stay {
            Some(both) => both.each_ref().map(|of| of.before_start(lag)),
            None => [[0.0; 3]; 2],
        },
        _ => [[0.0; 3]; 2],
    }
}

impl Cells<'_> {
    /// Follows those who came to a phase in a cell, and whoever of them goes on elsewhere unseen.
    pub(crate) fn follow(&mut self, at: usize, came: Came, by_fit: &[f64]) {
        let grid = *self.scene.grid;
        let to = self.map.phases[at].finishing.as_ref().map(|(to, _)| *to);
        let moved = match to {
            None => self.map.phases[at].follow(&grid, (came, by_fit), None),
            Some(to) => {
                let (before, after) = self.map.phases.split_at_mut(to);
                before[at].follow(&grid, (came, by_fit), Some(&mut after[0]))
            }
        };
        moved
            .into_iter()
            .for_each(|one| self.moves_on_unseen(at, one));
    }

    /// Ends the cell for such a phase: what those who came in it do in later ones.
    pub(crate) fn end_aged(&mut self, at: usize) {
        let cell = self.cell;
        let phase = &mut self.map.phases[at];
        let came = Came {
            cell,
            how: Coming::Evenly,
            all: std::mem::take(&mut phase.came),
            paid: std::mem::take(&mut phase.came_paid),
        };
        if came.all == 0.0 && came.paid == 0.0 {
            return;
        }
        let by_fit = phase.came_by_fit.clone();
        phase.came_by_fit.fill(0.0);
        self.follow_noting(at, came, (&by_fit, cell + 1));
    }

    /// Follows comers, and notes down when their programme ends where one has begun.
    pub(crate) fn follow_noting(&mut self, at: usize, came: Came, (by_fit, from): (&[f64], usize)) {
        let to = self.map.phases[at].finishing.as_ref().map(|(to, _)| *to);
        let phase = &self.map.phases[at];
        let before = phase.before_comers(from);
        if let Some(begun) = &phase.begun {
            self.until = shares_of(&begun.came);
        }
        let called = to.and_then(|to| self.before_called(at, &self.map.phases[to].outs, from));
        self.follow(at, came, by_fit);
        if let (Some(to), true) = (to, called.is_some()) {
            let outs = std::mem::take(&mut self.map.phases[to].outs);
            self.note_called((to, from), &outs, called);
            self.map.phases[to].outs = outs;
        }
        self.map.phases[at].note_comers(from, before);
    }

    /// Lets the cell pass for those in such a phase.
    pub(crate) fn pass_aged(&mut self, at: usize) {
        let cell = self.cell;
        let phase = &self.map.phases[at];
        let Some(aged) = &phase.aged else {
            return;
        };
        let outs = phase.outflow(cell);
        let (all, paid) = (&aged.all, &aged.paid);
        let days = (all.days[cell], paid.days[cell]);
        let called = (all.called[cell], paid.called[cell]);
        let exits: Vec<(f64, f64)> = all
            .exits
            .iter()
            .zip(&paid.exits)
            .map(|(all, paid)| (all[cell], paid[cell]))
            .collect();
        let limits = phase.limits.iter().zip(&aged.limits);
        let counted: Vec<(usize, f64)> = limits
            .map(|(limit, days)| (limit.column, days[cell]))
            .collect();
        for (column, days) in counted {
            self.count_days(column, days);
        }
        self.spend(at, days.0);
        self.until_of_those_inside(at);
        self.gone_aged(at, (days, called), &exits);
        self.until_of_those_leaving(at);
        self.leave(at, &outs);
    }

    /// Takes those in who come in the present cell.
    pub(crate) fn come_aged(&mut self, at: usize, flow: Flow) {
        let (grid, cell) = (self.scene.grid, self.cell);
        self.come_begun(at);
        let phase = &mut self.map.phases[at];
        let Some(aged) = &phase.aged else {
            return;
        };
        let (through, rates) = (aged.coming(grid, cell), aged.rates_of_comers(grid, cell));
        let is_paid = phase.is_paid();
        phase.came += flow.all;
        let paid = if is_paid { 0.0 } else { flow.paid };
        phase.came_paid += paid;
        let stays = (1.0 - phase.leaves_at_once()) * grid.step();
        let days = (flow.all * stays * through.mean, paid * stays * through.mean);
        let called = stays * through.end_called / grid.step();
        let called = (flow.all * called, paid * called);
        let exits: Vec<(f64, f64)> = rates
            .iter()
            .map(|rate| (rate * days.0, rate * days.1))
            .collect();
        let limits = phase.limits.iter();
        let counted: Vec<(usize, f64)> = limits
            .map(|limit| {
                let stays = 1.0 - limit.out.kernel.at_once();
                (limit.column, flow.all * stays * through.mean * grid.step())
            })
            .collect();
        for (column, days) in counted {
            self.count_days(column, days);
        }
        let flow = Flow {
            from_paid: is_paid,
            ..flow
        };
        let outs = self.at_once(at, flow);
        self.spend(at, days.0);
        // Those of them who are called in came just now.
        let just_now = vec![(cell as f64, 1.0)];
        let others = self.map.swap_called(at, cell, just_now);
        self.gone_aged(at, (days, called), &exits);
        self.map.swap_called(at, cell, others);
        self.leave(at, &outs);
    }

    /// Those who leave such a phase by a hazard, and those who are called in.
    fn gone_aged(
        &mut self,
        at: usize,
        (days, called): ((f64, f64), (f64, f64)),
        exits: &[(f64, f64)],
    ) {
        let phase = &self.map.phases[at];
        let (flag, what, from_paid) = (phase.flag, phase.what, phase.is_paid());
        let (drop_out, permanent) = (phase.drop_out, self.map.permanent(at, self.cell));
        let flow = |(all, paid): (f64, f64)| Flow {
            all,
            paid,
            from_paid,
        };
        for (position, exits) in exits.iter().enumerate() {
            let exit = self.map.phases[at].hazards.exits[position].0;
            self.exit(flag, exit, flow(*exits), true);
        }
        if drop_out * days.0 != 0.0
            && let What::Stay { intervention, .. } | What::Finishing { intervention, .. } = what
        {
            let dropped = flow((drop_out * days.0, drop_out * days.1));
            self.count(Happening::DropOut(intervention), dropped.all);
            self.enter_open(flag, dropped);
        }
        self.count(Happening::Exit(PERMANENT), permanent * days.0);
        if called.0 != 0.0 {
            self.called_in(at, flow(called));
        }
    }
}
