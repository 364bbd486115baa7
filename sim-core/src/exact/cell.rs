//! One cell of the grid for one kind of household: who moves where.
//!
//! Flows go round until nobody moves any more within the cell: those who come in a cell may leave in it,
//! though few do, so a few rounds are enough.

use crate::exact::carry::Here;
use crate::exact::map::{Map, Scene, often};
use crate::exact::outcome::Comers;
use crate::exact::phase::{CALLABLE, N_FLAGS, What};
use crate::exact::spell::Spells;
use crate::exact::takes_on::Listed;
use crate::model::parts::PERMANENT;
use crate::tally::expected::ExpectedTally;
use crate::tally::layout::Happening;

/// A flow of households.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Flow {
    /// How many.
    pub(crate) all: f64,
    /// Of them, those already paid in the month.
    pub(crate) paid: f64,
    /// Whether they are paid where they come from.
    pub(crate) from_paid: bool,
}

impl Flow {
    pub(crate) fn times(self, share: f64) -> Self {
        Self {
            all: self.all * share,
            paid: self.paid * share,
            ..self
        }
    }

    pub(crate) fn less(self, other: Self) -> Self {
        Self {
            all: self.all - other.all,
            paid: self.paid - other.paid,
            ..self
        }
    }
}

/// Returns by time since assistance ended: who returns soon enough to reopen the case.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Reopening {
    /// By what the exit keeps (nothing, a part) and cell.
    pub(crate) flow: [Vec<f64>; 2],
    /// Of them, those who may still be called in; kept for those who may be.
    pub(crate) callable: [Vec<f64>; 2],
    /// Already paid in the month, by cell.
    pub(crate) paid: Vec<f64>,
}

/// Moves of the present cell that are not made yet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Waiting {
    /// By phase.
    pub(crate) into: Vec<Flow>,
    /// By phase and point of fit, where the phase tells these apart.
    pub(crate) by_fit: Vec<Vec<f64>>,
    /// Returns by flag, from exits that reopen a case only if soon: unpaid, paid.
    pub(crate) returns: [[Flow; 2]; N_FLAGS],
    /// How many of them are soon, and of these already paid.
    pub(crate) soon: [(f64, f64); N_FLAGS],
}

/// One kind of household under one way of working.
pub(crate) struct Cells<'a> {
    pub(crate) scene: &'a Scene<'a>,
    pub(crate) map: Map,
    pub(crate) segment: usize,
    pub(crate) two_adults: bool,
    pub(crate) reopening: Vec<Reopening>,
    /// Taken exits of the present cell by flag and exit: keeps nothing, keeps a part; already paid.
    pub(crate) left: Vec<[[f64; 3]; crate::compile::plan::N_EXITS]>,
    /// Share of applications the way takes on, by cell; none where it takes on nobody.
    pub(crate) treated: Option<Vec<f64>>,
    /// First cell after the design has ended.
    pub(crate) gone: usize,
    pub(crate) waiting: Waiting,
    pub(crate) cell: usize,
    /// Whether what moves does so just as the cell begins.
    pub(crate) at_point: bool,
    /// Where spells are followed one group after the other.
    pub(crate) spells: Option<Spells>,
    /// A closed list that begins with the first cell its spells are followed through.
    pub(crate) at_first: Option<Listed>,
    pub(crate) month: Option<usize>,
    pub(crate) tally: &'a mut ExpectedTally,
}

/// Flows smaller than this are left out.
pub(crate) const NOBODY: f64 = 1e-16;
/// Rounds in a cell before giving up: a loop without time is refused by the checks.
const MOST_ROUNDS: usize = 500;

impl<'a> Cells<'a> {
    /// Returns the cells of a map, at the first one.
    pub(crate) fn new(
        scene: &'a Scene<'a>,
        map: Map,
        (segment, two_adults): (usize, bool),
        tally: &'a mut ExpectedTally,
    ) -> Self {
        let n = scene.grid.n_cells;
        let reopening = Reopening {
            flow: [vec![0.0; n], vec![0.0; n]],
            callable: [vec![0.0; n], vec![0.0; n]],
            paid: vec![0.0; n],
        };
        let way = &scene.model.ways[scene.way];
        let mut cells = Self {
            scene,
            segment,
            two_adults,
            reopening: vec![reopening; N_FLAGS],
            left: vec![[[0.0; 3]; crate::compile::plan::N_EXITS]; N_FLAGS],
            treated: None,
            gone: scene.grid.cell_at(way.gone),
            waiting: Waiting {
                into: vec![Flow::default(); map.phases.len()],
                by_fit: map
                    .phases
                    .iter()
                    .map(|phase| phase.came_by_fit.clone())
                    .collect(),
                ..Waiting::default()
            },
            map,
            cell: 0,
            at_point: false,
            spells: None,
            at_first: None,
            month: None,
            tally,
        };
        cells.spells = Spells::of(&cells);
        cells
    }

    pub(crate) fn here(&self) -> Here<'_> {
        Here {
            scene: self.scene,
            map: &self.map,
            segment: self.segment,
            cell: self.cell,
        }
    }

    /// Goes to the beginning of a cell.
    pub(crate) fn begin(&mut self, cell: usize) {
        self.cell = cell;
        self.month = self.scene.grid.month(cell);
    }

    /// Lets time pass for all who are there, and moves whoever leaves.
    pub(crate) fn go(&mut self) {
        let (grid, cell) = (self.scene.grid, self.cell);
        if cell.is_multiple_of(grid.per_month) {
            self.month_begins();
        }
        for phase in 0..self.map.phases.len() {
            if !self.is_followed(phase) {
                continue;
            }
            if self.map.phases[phase].aged.is_some() {
                self.pass_aged(phase);
            } else {
                self.pass(phase);
            }
        }
        if self.noted().is_none() {
            (0..N_FLAGS).for_each(|flag| self.soon_returns(flag));
        }
        self.take_up();
        self.settle();
    }

    /// Makes moves until nobody is left to move in this cell.
    pub(crate) fn settle(&mut self) {
        for _ in 0..MOST_ROUNDS {
            let mut moved = false;
            for phase in 0..self.map.phases.len() {
                let flow = std::mem::take(&mut self.waiting.into[phase]);
                if flow.all.abs() <= NOBODY {
                    continue;
                }
                if self.map.phases[phase].aged.is_some() {
                    moved = true;
                    self.come_aged(phase, flow);
                } else if self.is_followed(phase) {
                    moved = true;
                    self.come(phase, flow);
                } else {
                    self.note_into(phase, flow);
                }
            }
            moved |= self.make_returns();
            if !moved {
                return;
            }
        }
    }

    /// Ends the cell: what those who came in it do in later ones.
    pub(crate) fn end(&mut self) {
        let (grid, cell) = (self.scene.grid, self.cell);
        for at in 0..self.map.phases.len() {
            if !self.is_followed(at) {
                continue;
            }
            let finishing = self.map.phases[at].finishing.as_ref().map(|(to, _)| *to);
            match finishing {
                None => self.map.phases[at].push(grid, cell, None),
                Some(to) => {
                    let mut outs = std::mem::take(&mut self.map.phases[to].outs);
                    self.map.phases[at].push(grid, cell, Some(&mut outs));
                    self.map.phases[to].outs = outs;
                }
            }
        }
        if !self.note_left() {
            (0..N_FLAGS).for_each(|flag| self.push_reopening(flag));
        }
    }

    fn month_begins(&mut self) {
        for at in 0..self.map.phases.len() {
            if !self.is_followed(at) {
                continue;
            }
            let phase = &mut self.map.phases[at];
            if let Some(aged) = &phase.aged {
                phase.inside += aged.all.inside[self.cell];
            }
            phase.inside_paid = 0.0;
            if let (true, Some(month)) = (phase.is_paid(), self.month) {
                self.tally.add_paid(self.segment, month, phase.inside);
            }
            if phase.aged.is_some() {
                phase.inside = 0.0;
            }
        }
    }

    /// Lets the cell pass for those in a phase at its beginning.
    fn pass(&mut self, at: usize) {
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
        let mut counted = Vec::new();
        let limited = phase.uncalled.as_ref().unwrap_or(&phase.speed);
        for limit in &mut phase.limits {
            let passing = limited.pass(cell, step, limit.inside, -limit.out.flow[cell]);
            limit.inside = passing.stay;
            counted.push((limit.column, passing.days));
        }
        let from_paid = phase.is_paid();
        let outs: Vec<Flow> = phase
            .outs
            .iter()
            .map(|out| Flow {
                all: out.flow[cell],
                paid: out.paid[cell],
                from_paid,
            })
            .collect();
        for (column, days) in counted {
            self.count_days(column, days);
        }
        self.spend(at, passing.days);
        self.gone((at, passing.days, passing.gone), (paid.days, paid.gone));
        self.leave(at, &outs);
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
    fn come(&mut self, at: usize, flow: Flow) {
        let (cell, step) = (self.cell, self.scene.grid.step());
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
        let (drop_out, permanent) = (phase.drop_out, phase.permanent);
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
        if flag == CALLABLE && !matches!(what, What::Exit { .. }) && rest.0.abs() > NOBODY {
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

/// Returns whether reviews of a way offer the menu at all.
pub(crate) fn offers(review: Option<crate::model::ways::ReviewModel>) -> bool {
    review.is_some_and(|review| often(review.offers_menu) > 0.0)
}
