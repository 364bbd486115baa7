//! Moves of those in phases whose comers are followed at once.

use crate::exact::aged::{Came, Step};
use crate::exact::cell::Cells;
use crate::exact::flow::Flow;
use crate::exact::grid::Grid;
use crate::exact::outcome::{Comers, Outcome};
use crate::exact::phase::{Phase, What};
use crate::model::parts::PERMANENT;
use crate::tally::layout::Happening;

impl Phase {
    /// Adds up what comers do in later cells.
    pub(crate) fn follow(&mut self, grid: &Grid, came: Came, by_fit: &[f64]) {
        let Some(mut aged) = self.aged.take() else {
            return;
        };
        let mut leaving: Vec<f64> = Vec::new();
        let mut at_once = 0.0;
        for out in self.outs.iter().filter(|out| out.leaves) {
            let weights = came.weights(&out.kernel);
            leaving.resize(leaving.len().max(weights.len()), 0.0);
            leaving
                .iter_mut()
                .zip(weights)
                .for_each(|(sum, w)| *sum += w);
            at_once += if came.at_point {
                out.kernel.then
            } else {
                out.kernel.at_once()
            };
        }
        let mut steps = Vec::new();
        aged.follow(grid, came, (&leaving, at_once), |step| steps.push(step));
        let month_ends = (grid.block(came.cell) + 1) * grid.per_month;
        for out in &mut self.outs {
            let weights = came.weights(&out.kernel);
            for step in &steps {
                let Some(weight) = weights.get(step.lag) else {
                    break;
                };
                out.flow[step.cell] += came.all * step.left * weight;
                if step.cell < month_ends {
                    out.paid[step.cell] += came.paid * step.left * weight;
                }
            }
        }
        for (at, limit) in self.limits.iter().enumerate() {
            let (kernel, then) = (&limit.out.kernel, limit.out.kernel.then);
            let at_once = if came.at_point {
                then
            } else {
                kernel.at_once()
            };
            aged.limited(grid, (at, came, at_once), came.weights(kernel), &steps);
        }
        self.aged = Some(aged);
        self.complete(grid, (came, by_fit), &steps);
    }

    /// Of those who complete, adds where they go.
    fn complete(&mut self, grid: &Grid, (came, by_fit): (Came, &[f64]), steps: &[Step]) {
        let (Some(outcome), [done, job, studies]) = (&self.outcome, &mut self.outs[..]) else {
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
        let weights = came.weights(&done.kernel);
        let month_ends = (grid.block(came.cell) + 1) * grid.per_month;
        let paid = if came.all == 0.0 {
            0.0
        } else {
            came.paid / came.all
        };
        let mut sums = [[0.0; 3]; 2];
        for step in steps {
            if let Some(both) = over_stay {
                for (sum, of) in sums.iter_mut().zip(both) {
                    of.add(sum, grid, (step.cell, step.lag, came.at_point));
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

impl Cells<'_> {
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
        self.gone_aged(at, days, &exits);
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
        let (_, mean, rates) = aged.coming(grid, cell);
        let is_paid = phase.is_paid();
        phase.came += flow.all;
        let paid = if is_paid { 0.0 } else { flow.paid };
        phase.came_paid += paid;
        let stays = 1.0 - phase.leaves_at_once();
        let days = (
            flow.all * stays * mean * grid.step(),
            paid * stays * mean * grid.step(),
        );
        let exits: Vec<(f64, f64)> = rates
            .iter()
            .map(|rate| (rate * days.0, rate * days.1))
            .collect();
        let limits = phase.limits.iter();
        let counted: Vec<(usize, f64)> = limits
            .map(|limit| {
                let stays = 1.0 - limit.out.kernel.at_once();
                (limit.column, flow.all * stays * mean * grid.step())
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
        self.gone_aged(at, days, &exits);
        self.leave(at, &outs);
    }

    /// Those who leave such a phase by a hazard.
    fn gone_aged(&mut self, at: usize, days: (f64, f64), exits: &[(f64, f64)]) {
        let phase = &self.map.phases[at];
        let (flag, what, from_paid) = (phase.flag, phase.what, phase.is_paid());
        let (drop_out, permanent) = (phase.drop_out, phase.permanent);
        for (position, (all, paid)) in exits.iter().enumerate() {
            let exit = self.map.phases[at].hazards.exits[position].0;
            let flow = Flow {
                all: *all,
                paid: *paid,
                from_paid,
            };
            self.exit(flag, exit, flow, true);
        }
        if let (true, What::Stay { intervention, .. }) = (drop_out * days.0 != 0.0, what) {
            let dropped = Flow {
                all: drop_out * days.0,
                paid: drop_out * days.1,
                from_paid,
            };
            self.count(Happening::DropOut(intervention), dropped.all);
            self.enter_open(flag, dropped);
        }
        self.count(Happening::Exit(PERMANENT), permanent * days.0);
    }
}
