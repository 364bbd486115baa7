//! What a cell does to those in a phase, and to those who come.

use crate::exact::cell::{Cells, NOBODY};
use crate::exact::flags::{CALLABLE, follows};
use crate::exact::flow::Flow;
use crate::exact::map::Map;
use crate::exact::outcome::Comers;
use crate::exact::phase::What;
use crate::model::parts::PERMANENT;
use crate::tally::layout::Happening;

impl Cells<'_> {
    /// Lets the cell pass for those in a phase at its beginning.
    pub(crate) fn pass(&mut self, at: usize) {
        let (cell, step) = (self.cell, self.scene.grid.step());
        let phase = &mut self.map.phases[at];
        let (leaving, leaving_paid) = phase.leaving(cell);
        // Those called in inside an intervention go on in their first days there.
        let in_first_days = phase.limits.iter().any(|limit| limit.inside != 0.0);
        let is_empty = phase.inside == 0.0 && leaving == 0.0 && !in_first_days;
        if is_empty && phase.before.is_none() {
            return;
        }
        let speed = phase
            .uncalled
            .as_ref()
            .filter(|_| matches!(phase.what, What::Exit { .. }));
        let speed = speed.unwrap_or(&phase.speed);
        let passing = speed.pass(cell, step, phase.inside, -leaving);
        let paid = speed.pass(cell, step, phase.inside_paid, -leaving_paid);
        (phase.inside, phase.inside_paid) = (passing.stay, paid.stay);
        let through = (speed.kept[cell], speed.mean[cell]);
        let mut counted = Vec::new();
        let limited = phase.uncalled.as_ref().unwrap_or(&phase.speed);
        for limit in &mut phase.limits {
            let passing = limited.pass(cell, step, limit.inside, -limit.out.flow[cell]);
            limit.inside = passing.stay;
            counted.push((limit.column, passing.days));
        }
        let outs = phase.outflow(cell);
        for (column, days) in counted {
            self.count_days(column, days);
        }
        self.spend(at, passing.days);
        self.until_of_those_inside(at);
        self.gone((at, passing.days, passing.gone), (paid.days, paid.gone));
        self.until_of_those_leaving(at);
        self.leave(at, &outs);
        if let Some(begun) = &mut self.map.phases[at].begun {
            begun.pass(cell, through);
        }
        self.pass_before(at);
    }

    /// The same for those away since before the start, whose time nobody counts.
    fn pass_before(&mut self, at: usize) {
        let (cell, step) = (self.cell, self.scene.grid.step());
        let phase = &mut self.map.phases[at];
        let Some(before) = &mut phase.before else {
            return;
        };
        let speed = phase.uncalled.as_ref().unwrap_or(&phase.speed);
        let leaving = before.outs[0][cell];
        let passing = speed.pass(cell, step, before.inside, -leaving);
        before.inside = passing.stay;
        let outs: Vec<Flow> = before
            .outs
            .iter()
            .map(|flow| Flow {
                all: flow[cell],
                ..Flow::default()
            })
            .collect();
        self.gone((at, passing.days, passing.gone), (0.0, 0.0));
        self.leave(at, &outs);
    }

    /// Those who come to a phase, and what becomes of them within the cell.
    pub(crate) fn come(&mut self, at: usize, flow: Flow) {
        let (cell, step) = (self.cell, self.scene.grid.step());
        self.come_begun(at);
        let phase = &mut self.map.phases[at];
        let is_paid = phase.is_paid();
        phase.came += flow.all;
        let is_exit = matches!(phase.what, What::Exit { .. });
        let speed = phase.uncalled.as_ref().filter(|_| is_exit);
        let speed = speed.unwrap_or(&phase.speed);
        let stays = 1.0 - phase.leaves_at_once();
        let passing = speed.pass(cell, step, 0.0, flow.all * stays);
        phase.inside += passing.stay;
        let mut paid = crate::exact::phase::Passing::default();
        if !is_paid {
            phase.came_paid += flow.paid;
            paid = speed.pass(cell, step, 0.0, flow.paid * stays);
            phase.inside_paid += paid.stay;
        }
        let mut counted = Vec::new();
        let limited = phase.uncalled.as_ref().unwrap_or(&phase.speed);
        for limit in &mut phase.limits {
            let stays = 1.0 - limit.out.kernel.at_once();
            let passing = limited.pass(cell, step, 0.0, flow.all * stays);
            limit.inside += passing.stay;
            counted.push((limit.column, passing.days));
        }
        let flow = Flow {
            from_paid: is_paid,
            ..flow
        };
        for (column, days) in counted {
            self.count_days(column, days);
        }
        let outs = self.at_once(at, flow);
        self.stay_begun(at, passing.stay);
        self.spend(at, passing.days);
        self.gone((at, passing.days, passing.gone), (paid.days, paid.gone));
        self.leave(at, &outs);
    }

    /// Returns those who leave in the cell in which they come, by way out.
    pub(crate) fn at_once(&mut self, at: usize, flow: Flow) -> Vec<Flow> {
        let cell = self.cell;
        let phase = &mut self.map.phases[at];
        let mut outs: Vec<Flow> = phase
            .outs
            .iter()
            .map(|out| flow.times(out.kernel.at_once()))
            .collect();
        if let Some(outcome) = &phase.outcome {
            let by_fit = &mut self.waiting.by_fit[at];
            let comers = Comers {
                cell,
                all: flow.all,
                by_fit,
            };
            let (job, studies) = outcome.at_once(comers);
            let done = outs[0];
            (outs[1], outs[2]) = (done.times(job / flow.all), done.times(studies / flow.all));
            for (sum, came) in phase.came_by_fit.iter_mut().zip(by_fit) {
                *sum += std::mem::take(came);
            }
        }
        outs
    }

    pub(crate) fn count_days(&mut self, column: usize, days: f64) {
        if let Some(month) = self.month {
            self.tally.add_days(self.segment, column, month, days);
        }
    }

    pub(crate) fn count(&mut self, what: Happening, times: f64) {
        if let Some(month) = self.month {
            let event = self.scene.layout.happening(what);
            self.tally.add_event(self.segment, event, month, times);
        }
    }

    pub(crate) fn spend(&mut self, at: usize, days: f64) {
        let phase = &self.map.phases[at];
        if let Some(month) = self.month {
            for column in &phase.columns {
                self.tally.add_days(self.segment, *column, month, days);
            }
            if phase.pays > 0.0 {
                let level = self.map.ages.benefit.as_ref();
                let level = level.map_or(1.0, |by_cell| by_cell[self.cell]);
                let days = days * phase.pays * level;
                self.tally.add_benefit(self.segment, month, days);
            }
        }
    }

    /// Those who leave by a hazard, and those who are called in.
    fn gone(&mut self, (at, days, gone): (usize, f64, f64), (days_paid, gone_paid): (f64, f64)) {
        let phase = &self.map.phases[at];
        let (flag, what, from_paid) = (phase.flag, phase.what, phase.is_paid());
        let flow = |rate: f64| Flow {
            all: rate * days,
            paid: rate * days_paid,
            from_paid,
        };
        let (drop_out, permanent) = (phase.drop_out, self.map.permanent(at, self.cell));
        let block = self.scene.grid.block(self.cell);
        let mut rest = (gone, gone_paid);
        for position in 0..phase_exits(&self.map, at) {
            let (exit, rate) = self.map.phases[at].hazard(position, block, self.cell);
            let flow = flow(rate * self.map.ages.of(exit, self.cell));
            rest = (rest.0 - flow.all, rest.1 - flow.paid);
            self.exit(flag, exit, flow, true);
        }
        let dropped = flow(drop_out);
        if dropped.all != 0.0
            && let What::Stay { intervention, .. } | What::Finishing { intervention, .. } = what
        {
            self.count(Happening::DropOut(intervention), dropped.all);
            self.enter_open(flag, dropped);
        }
        self.count(Happening::Exit(PERMANENT), permanent * days);
        let more = drop_out + permanent;
        rest = (rest.0 - more * days, rest.1 - more * days_paid);
        if follows(flag) == CALLABLE && !matches!(what, What::Exit { .. }) && rest.0.abs() > NOBODY
        {
            let called = Flow {
                all: rest.0,
                paid: rest.1,
                from_paid,
            };
            self.called_in(at, called);
        }
    }
}

fn phase_exits(map: &Map, at: usize) -> usize {
    map.phases[at].hazards.exits.len()
}
