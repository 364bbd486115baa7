//! One cell of the grid for one kind of household: who moves where.
//!
//! Flows go round until nobody moves any more within the cell: those who come in a cell may leave in it,
//! though few do, so a few rounds are enough.

use crate::exact::carry::{self, Here};
use crate::exact::map::{Map, Scene, keeps_part, often, way_of};
use crate::exact::outcome::{Comers, JOB, STUDIES};
use crate::exact::phase::{CALLABLE, Intake, Keeps, N_FLAGS, OWN, Place, TODAY, What};
use crate::model::parts::{PERMANENT, WITHDRAWN};
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
struct Waiting {
    /// By phase.
    into: Vec<Flow>,
    /// By phase and point of fit, where the phase tells these apart.
    by_fit: Vec<Vec<f64>>,
    /// Returns by flag, from exits that reopen a case only if soon: unpaid, paid.
    returns: [[Flow; 2]; N_FLAGS],
    /// How many of them are soon, and of these already paid.
    soon: [(f64, f64); N_FLAGS],
}

/// One kind of household under one way of working.
pub(crate) struct Cells<'a> {
    pub(crate) scene: &'a Scene<'a>,
    pub(crate) map: Map,
    pub(crate) segment: usize,
    pub(crate) two_adults: bool,
    pub(crate) reopening: Vec<Reopening>,
    /// Taken exits of the present cell by flag and exit: keeps nothing, keeps a part; already paid.
    left: Vec<[[f64; 3]; crate::compile::plan::N_EXITS]>,
    /// Share of applications the way takes on, by cell; none where it takes on nobody.
    pub(crate) treated: Option<Vec<f64>>,
    /// First cell after the design has ended.
    pub(crate) gone: usize,
    waiting: Waiting,
    pub(crate) cell: usize,
    pub(crate) month: Option<usize>,
    pub(crate) tally: &'a mut ExpectedTally,
}

/// Flows smaller than this are left out.
const NOBODY: f64 = 1e-16;
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
        Self {
            scene,
            segment,
            two_adults,
            reopening: vec![reopening; N_FLAGS],
            left: vec![[[0.0; 3]; crate::compile::plan::N_EXITS]; N_FLAGS],
            treated: None,
            gone: scene.grid.cell_at(way.gone),
            waiting: Waiting {
                into: vec![Flow::default(); map.phases.len()],
                by_fit: map.phases.iter().map(|phase| phase.came_by_fit.clone()).collect(),
                ..Waiting::default()
            },
            map,
            cell: 0,
            month: None,
            tally,
        }
    }

    fn here(&self) -> Here<'_> {
        Here {
            scene: self.scene,
            map: &self.map,
            segment: self.segment,
            cell: self.cell,
        }
    }

    /// Goes to a cell: lets time pass for all who are there, and moves whoever leaves.
    pub(crate) fn go_to(&mut self, cell: usize) {
        let grid = self.scene.grid;
        self.cell = cell;
        self.month = grid.month(cell);
        if cell % grid.per_month == 0 {
            self.month_begins();
        }
        for phase in 0..self.map.phases.len() {
            self.pass(phase);
        }
        for flag in 0..N_FLAGS {
            self.soon_returns(flag);
        }
        self.settle();
    }

    /// Makes moves until nobody is left to move in this cell.
    pub(crate) fn settle(&mut self) {
        for _ in 0..MOST_ROUNDS {
            let mut moved = false;
            for phase in 0..self.map.phases.len() {
                let flow = std::mem::take(&mut self.waiting.into[phase]);
                if flow.all.abs() > NOBODY {
                    moved = true;
                    self.come(phase, flow);
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
        for flag in 0..N_FLAGS {
            self.push_reopening(flag);
        }
    }

    fn month_begins(&mut self) {
        for phase in &mut self.map.phases {
            phase.inside_paid = 0.0;
            if let (true, Some(month)) = (phase.is_paid(), self.month) {
                self.tally.add_paid(self.segment, month, phase.inside);
            }
        }
    }

    /// Lets the cell pass for those in a phase at its beginning.
    fn pass(&mut self, at: usize) {
        let (cell, step) = (self.cell, self.scene.grid.step());
        let phase = &mut self.map.phases[at];
        let (leaving, leaving_paid) = phase.leaving(cell);
        if phase.inside == 0.0 && leaving == 0.0 && phase.before.is_none() {
            return;
        }
        let speed = phase.uncalled.as_ref().filter(|_| matches!(phase.what, What::Exit { .. }));
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
        for (column, days) in counted {
            self.count_days(column, days);
        }
        self.spend(at, passing.days);
        self.gone((at, passing.days, passing.gone), (paid.days, paid.gone));
        self.leave(at, &outs);
    }

    fn count_days(&mut self, column: usize, days: f64) {
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

    fn spend(&mut self, at: usize, days: f64) {
        let phase = &self.map.phases[at];
        if let Some(month) = self.month {
            for column in &phase.columns {
                self.tally.add_days(self.segment, *column, month, days);
            }
            if phase.pays > 0.0 {
                self.tally.add_benefit(self.segment, month, days * phase.pays);
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
            let flow = flow(rate);
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

    fn called_in(&mut self, at: usize, flow: Flow) {
        self.count(Happening::CalledIn, flow.all);
        if let What::After(of) = self.map.phases[at].what
            && !self.map.carried.is_empty()
        {
            let left = carry::left_of_those_inside(self.here(), at, of);
            let mut rest = flow;
            for (place, share) in left {
                rest = rest.less(flow.times(share));
                self.intake_carrying(place, 0, flow.times(share));
            }
            return self.intake_from(OWN, (0, Intake::CalledIn), rest);
        }
        match self.map.phases[at].finishing.as_ref().map(|(to, _)| *to) {
            // Where they are does not go on to tell how it fits: their ends are known already.
            Some(to) => self.enter(to, flow),
            None => self.intake_from(OWN, (0, Intake::CalledIn), flow),
        }
    }

    /// Those who leave a phase by themselves, by way out.
    fn leave(&mut self, at: usize, outs: &[Flow]) {
        let phase = &self.map.phases[at];
        let flag = phase.flag;
        match phase.what {
            What::Step { step, intake } => self.step_ended(flag, (step, intake), outs[0]),
            What::Lost => {
                self.count(Happening::Found, outs[0].all);
                self.reviewed(flag, outs[1]);
                self.choose(flag, outs[0]);
            }
            What::Open | What::Rest(_) => {
                self.reviewed(flag, outs[1]);
                self.offered(at, outs[0]);
            }
            What::Carried { rest, place } => self.leave_carrying((at, rest, place), outs),
            What::After(of) => {
                self.reviewed(flag, outs[1]);
                self.offered(at, outs[0]);
                if let Some(rest) = self.map.index.rest[flag][of] {
                    self.enter(rest, outs[2]);
                }
            }
            What::Stay { intervention, node } | What::Finishing { intervention, node } => {
                let outs = [outs[0], outs[1], outs[2]];
                self.completed(flag, (intervention, node), outs);
            }
            What::Exit { exit, keeps } => self.leave_exit((flag, exit, keeps), outs),
        }
    }

    fn reviewed(&mut self, flag: usize, flow: Flow) {
        self.count(Happening::Review(usize::from(flag == OWN)), flow.all);
    }

    /// Those in an open case who leave it at a review.
    fn offered(&mut self, at: usize, flow: Flow) {
        if flow.all == 0.0 {
            return;
        }
        let flag = self.map.phases[at].flag;
        if flag == OWN && self.cell >= self.gone {
            return self.moves_on(at, flow);
        }
        let way = way_of(flag, self.scene.way);
        let none = self.scene.choices[way][self.segment].none;
        self.start_chosen(flag, flow.times(1.0 / (1.0 - none)));
    }

    /// Those whom the first offer after the end of a design makes live as under `today`.
    fn moves_on(&mut self, at: usize, flow: Flow) {
        self.start_chosen(TODAY, flow);
        let stay = flow.times(self.scene.choices[0][self.segment].none);
        for (days, times) in carry::recounted_reviews(self.here(), at, stay.all) {
            self.later_reviews(days, times);
        }
        match self.map.phases[at].what {
            What::After(of) => {
                let mut rest = stay;
                for (place, share) in carry::left_of_those_reviewed(self.here(), at, of) {
                    rest = rest.less(stay.times(share));
                    self.enter_open_carrying(TODAY, place, stay.times(share));
                }
                self.enter_open(TODAY, rest);
            }
            What::Carried { rest, .. } => self.enter_open_carrying(TODAY, rest, stay),
            _ => self.enter_open(TODAY, stay),
        }
    }

    /// Those who carry what is left of an after-effect along leave where they are.
    fn leave_carrying(&mut self, (at, rest, place): (usize, usize, Place), outs: &[Flow]) {
        let flag = self.map.phases[at].flag;
        match place {
            Place::Step(step) => self.step_ended_carrying(rest, step, outs[0]),
            Place::Lost => {
                self.count(Happening::Found, outs[0].all);
                self.reviewed(flag, outs[1]);
                self.choose_carrying(rest, outs[0]);
            }
            Place::Open => {
                self.reviewed(flag, outs[1]);
                self.offered(at, outs[0]);
            }
        }
    }

    /// Counts reviews so many days from now of those who live on as under `today` in an open case.
    pub(crate) fn later_reviews(&mut self, days: f64, times: f64) {
        let grid = self.scene.grid;
        let speed = &self.map.phases[self.map.index.open[TODAY]].speed;
        let at = days / grid.step();
        let share = at - at.floor();
        let event = self.scene.layout.happening(Happening::Review(0));
        for (lag, weight) in [(at as usize, 1.0 - share), (at as usize + 1, share)] {
            let cell = self.cell + lag;
            if let (true, Some(month)) = (cell < grid.n_cells, grid.month(cell)) {
                let left = speed.left(self.cell, cell);
                self.tally.add_event(self.segment, event, month, times * weight * left);
            }
        }
    }

    fn intake_carrying(&mut self, rest: usize, from: usize, flow: Flow) {
        if flow.all == 0.0 {
            return;
        }
        let steps = &self.scene.model.ways[self.scene.way].steps;
        let Some(step) = (from..steps.len()).find(|at| steps[*at].on_call_in) else {
            return self.choose_carrying(rest, flow);
        };
        self.count(Happening::Step(1, step), flow.all);
        match self.map.index.carried[OWN][rest].steps[step] {
            Some(phase) => self.enter(phase, flow),
            None => self.step_ended_carrying(rest, step, flow),
        }
    }

    fn step_ended_carrying(&mut self, rest: usize, step: usize, flow: Flow) {
        if flow.all == 0.0 {
            return;
        }
        let of = &self.scene.model.ways[self.scene.way].steps[step];
        self.exit(OWN, WITHDRAWN, flow.times(of.withdrawal_share), true);
        let left = flow.times(1.0 - of.withdrawal_share);
        let lost = left.times(of.lost_share);
        if lost.all != 0.0 {
            self.count(Happening::Lost, lost.all);
            if let Some(phase) = self.map.index.carried[OWN][rest].lost {
                self.enter(phase, lost);
            }
        }
        self.intake_carrying(rest, step + 1, left.times(1.0 - of.lost_share));
    }

    fn choose_carrying(&mut self, rest: usize, flow: Flow) {
        if flow.all == 0.0 {
            return;
        }
        let flag = if self.cell >= self.gone { TODAY } else { OWN };
        let way = way_of(flag, self.scene.way);
        let none = self.scene.choices[way][self.segment].none;
        self.enter_open_carrying(flag, rest, flow.times(none));
        self.start_chosen(flag, flow);
    }

    fn enter_open_carrying(&mut self, flag: usize, rest: usize, flow: Flow) {
        let lasts = self.cell < self.map.carried[rest].1;
        match self.map.index.carried[flag].get(rest) {
            Some(carried) if lasts => self.enter(carried.open, flow),
            _ => self.enter_open(flag, flow),
        }
    }

    pub(crate) fn apply(&mut self, flag: usize, intake: Intake, flow: Flow) {
        let treated = self.treated.as_ref().map_or(0.0, |share| share[self.cell]);
        if treated > 0.0 {
            self.intake_from(OWN, (0, intake), flow.times(treated));
        }
        let stays = if flag == OWN { TODAY } else { flag };
        self.intake_from(stays, (0, intake), flow.times(1.0 - treated));
    }

    fn intake_from(&mut self, flag: usize, (from, intake): (usize, Intake), flow: Flow) {
        if flow.all == 0.0 {
            return;
        }
        let way = way_of(flag, self.scene.way);
        let steps = &self.scene.model.ways[way].steps;
        let passes = |at: &usize| match intake {
            Intake::First => true,
            Intake::Return => steps[*at].on_return,
            Intake::CalledIn => steps[*at].on_call_in,
        };
        let Some(step) = (from..steps.len()).find(passes) else {
            return self.choose(flag, flow);
        };
        self.count(Happening::Step(usize::from(flag == OWN), step), flow.all);
        match self.map.index.steps[flag][intake as usize][step] {
            Some(phase) => self.enter(phase, flow),
            None => self.step_ended(flag, (step, intake), flow),
        }
    }

    fn step_ended(&mut self, flag: usize, (step, intake): (usize, Intake), flow: Flow) {
        if flow.all == 0.0 {
            return;
        }
        let of = &self.scene.model.ways[way_of(flag, self.scene.way)].steps[step];
        self.exit(flag, WITHDRAWN, flow.times(of.withdrawal_share), true);
        let left = flow.times(1.0 - of.withdrawal_share);
        let lost = left.times(of.lost_share);
        if lost.all != 0.0 {
            self.count(Happening::Lost, lost.all);
            self.enter(self.map.index.lost[flag], lost);
        }
        self.intake_from(flag, (step + 1, intake), left.times(1.0 - of.lost_share));
    }

    fn choose(&mut self, flag: usize, flow: Flow) {
        if flow.all == 0.0 {
            return;
        }
        let flag = if flag == OWN && self.cell >= self.gone {
            TODAY
        } else {
            flag
        };
        let way = way_of(flag, self.scene.way);
        let none = self.scene.choices[way][self.segment].none;
        self.enter_open(flag, flow.times(none));
        self.start_chosen(flag, flow);
    }

    fn start_chosen(&mut self, flag: usize, flow: Flow) {
        let way = way_of(flag, self.scene.way);
        let choice = &self.scene.choices[way][self.segment];
        for (to, by_fit) in &choice.starts {
            let share: f64 = by_fit.iter().sum();
            self.count(Happening::Start(*to), flow.all * share);
            if let Some(phase) = self.map.index.direct[flag][*to] {
                self.enter(phase, flow.times(share));
                continue;
            }
            for (node, share) in by_fit.iter().enumerate() {
                let phase = self.map.index.by_fit[flag][*to][node];
                self.enter_with_fit((phase, node), flow.times(*share));
            }
        }
    }

    fn enter_open(&mut self, flag: usize, flow: Flow) {
        self.enter(self.map.index.open[flag], flow);
    }

    fn completed(&mut self, flag: usize, (at, node): (usize, Option<usize>), outs: [Flow; 3]) {
        let [done, job, studies] = outs;
        if done.all == 0.0 {
            return;
        }
        self.count(Happening::Completion(at), done.all);
        self.exit(flag, JOB, job, true);
        self.exit(flag, STUDIES, studies, true);
        let of = &self.scene.model.interventions[at];
        let mut rest = done.less(job).less(studies);
        let not_well = rest;
        let others = match of.effect_ratio {
            Some(_) => 1.0,
            None => {
                let well = of.outcome[JOB] + of.outcome[STUDIES];
                1.0 / (1.0 - well).max(1.0 - crate::exact::fit::MOST_EXITS)
            }
        };
        for exit in 0..of.outcome.len() {
            if exit == JOB || exit == STUDIES || of.outcome[exit] == 0.0 {
                continue;
            }
            let takes = not_well.times(of.outcome[exit] * others);
            rest = rest.less(takes);
            self.exit(flag, exit, takes, true);
        }
        let mut stays = 1.0;
        for (to, share) in &of.then {
            stays -= share;
            let flow = rest.times(*share);
            self.count(Happening::Start(*to), flow.all);
            let by_fit = &self.map.index.by_fit[flag][*to];
            let node = node.unwrap_or(0);
            if let Some(phase) = by_fit.get(node).copied() {
                self.enter_with_fit((phase, node), flow);
            }
        }
        let rest = rest.times(stays.max(0.0));
        match self.map.index.after[flag][at] {
            Some(after) => self.enter(after, rest),
            None => self.enter_open(flag, rest),
        }
    }

    /// Takes an exit; `ends` says whether assistance ends here.
    pub(crate) fn exit(&mut self, flag: usize, exit: usize, flow: Flow, ends: bool) {
        if flow.all == 0.0 {
            return;
        }
        self.count(Happening::Exit(exit), flow.all);
        self.take_exit(flag, exit, flow, ends);
    }

    pub(crate) fn take_exit(&mut self, flag: usize, exit: usize, flow: Flow, ends: bool) {
        if exit == PERMANENT {
            return;
        }
        let part = keeps_part(&self.scene.model.exits[exit], self.two_adults);
        let index = self.map.index.exits[flag][exit];
        let keeps = flow.times(part);
        let nothing = flow.times(1.0 - part);
        if ends {
            let paid = if flow.from_paid { flow.all } else { flow.paid };
            let at_once = self.scene.reopening[exit].at_once();
            let left = &mut self.left[flag][exit];
            left[0] += nothing.all;
            left[1] += keeps.all;
            left[2] += paid;
            let soon = &mut self.waiting.soon[flag];
            soon.0 += flow.all * at_once;
            soon.1 += paid * at_once;
        }
        if let Some(phase) = index[Keeps::Nothing as usize] {
            self.enter(phase, nothing);
        }
        if let Some(phase) = index[Keeps::Part as usize] {
            self.enter(phase, keeps);
        } else if let Some(phase) = index[Keeps::NothingMore as usize] {
            self.enter(phase, keeps);
        }
    }

    fn leave_exit(&mut self, (flag, exit, keeps): (usize, usize, Keeps), outs: &[Flow]) {
        if keeps == Keeps::Part
            && let Some(over) = self.map.index.exits[flag][exit][Keeps::NothingMore as usize]
        {
            let last = outs[outs.len() - 1];
            self.enter(over, last);
        }
        if flag == CALLABLE {
            // Those whose call would have come while they were away can no longer be called in.
            let still = outs[1];
            let lost = Flow {
                all: outs[0].all - still.all,
                paid: outs[0].paid - still.paid,
                ..outs[0]
            };
            self.leaves_exit(CALLABLE, exit, still);
            return self.leaves_exit(TODAY, exit, lost);
        }
        self.leaves_exit(flag, exit, outs[0]);
    }

    fn leaves_exit(&mut self, flag: usize, exit: usize, flow: Flow) {
        if flow.all == 0.0 {
            return;
        }
        let of = &self.scene.model.exits[exit];
        let mut back = flow;
        for (to, share) in &of.ends_in {
            let ends = flow.times(*share);
            back = Flow {
                all: back.all - ends.all,
                paid: back.paid - ends.paid,
                ..back
            };
            self.exit(flag, *to, ends, false);
        }
        if of.without_intake {
            self.count(Happening::Reopened, back.all);
            return self.enter_open(flag, back);
        }
        let returns = &mut self.waiting.returns[flag][usize::from(back.from_paid)];
        returns.all += back.all;
        returns.paid += back.paid;
        returns.from_paid = back.from_paid;
    }

    /// Makes the returns of those whose case reopens if it is soon.
    fn make_returns(&mut self) -> bool {
        let mut moved = false;
        for flag in 0..N_FLAGS {
            let returns = std::mem::take(&mut self.waiting.returns[flag]);
            let (soon, _) = std::mem::take(&mut self.waiting.soon[flag]);
            let all = returns[0].all + returns[1].all;
            if all.abs() <= NOBODY && soon.abs() <= NOBODY {
                continue;
            }
            moved = true;
            let share = if all == 0.0 { 0.0 } else { soon / all };
            for flow in returns {
                let reopened = flow.times(share);
                self.count(Happening::Reopened, reopened.all);
                self.enter_open(flag, reopened);
                let again = flow.times(1.0 - share);
                self.count(Happening::Return, again.all);
                self.apply(flag, Intake::Return, again);
            }
        }
        moved
    }

    /// Enters an intervention that goes on to tell how it fits.
    fn enter_with_fit(&mut self, (phase, node): (usize, usize), flow: Flow) {
        if let Some(came) = self.waiting.by_fit[phase].get_mut(node) {
            *came += flow.all;
        }
        self.enter(phase, flow);
    }

    /// Enters a phase within this cell.
    fn enter(&mut self, phase: usize, flow: Flow) {
        if flow.all == 0.0 {
            return;
        }
        let is_paid = self.map.phases[phase].is_paid();
        let into = &mut self.waiting.into[phase];
        into.all += flow.all;
        if is_paid {
            if let (Some(month), false) = (self.month, flow.from_paid) {
                let new = flow.all - flow.paid;
                self.tally.add_paid(self.segment, month, new);
            }
        } else {
            into.paid += if flow.from_paid { flow.all } else { flow.paid };
        }
    }

    fn soon_returns(&mut self, flag: usize) {
        let cell = self.cell;
        let of = &self.reopening[flag];
        let all = of.flow[0][cell] + of.flow[1][cell];
        let paid = of.paid[cell];
        if flag == CALLABLE {
            let still = of.callable[0][cell] + of.callable[1][cell];
            self.waiting.soon[CALLABLE].0 += still;
            self.waiting.soon[TODAY].0 += all - still;
            self.waiting.soon[TODAY].1 += paid;
            return;
        }
        self.waiting.soon[flag].0 += all;
        self.waiting.soon[flag].1 += paid;
    }

    /// Adds the soon returns of those who took an exit in this cell to later cells.
    fn push_reopening(&mut self, flag: usize) {
        let (grid, cell) = (self.scene.grid, self.cell);
        let Some(speed) = &self.map.away[TODAY] else {
            return;
        };
        let called = self.map.away[flag].as_ref();
        let to = &mut self.reopening[flag];
        for (exit, left) in self.left[flag].iter_mut().enumerate() {
            let [nothing, part, paid] = std::mem::take(left);
            if nothing == 0.0 && part == 0.0 {
                continue;
            }
            let weights = self.scene.reopening[exit].weights.iter().enumerate();
            for (lag, weight) in weights.skip(1) {
                let at = cell + lag;
                if at >= grid.n_cells {
                    break;
                }
                let alive = weight * speed.left(cell, at);
                to.flow[0][at] += nothing * alive;
                to.flow[1][at] += part * alive;
                if grid.block(at) == grid.block(cell) {
                    to.paid[at] += paid * alive;
                }
                if let (CALLABLE, Some(called)) = (flag, called) {
                    let still = weight * called.left(cell, at);
                    to.callable[0][at] += nothing * still;
                    to.callable[1][at] += part * still;
                }
            }
        }
    }
}

fn phase_exits(map: &Map, at: usize) -> usize {
    map.phases[at].hazards.exits.len()
}

/// Returns whether reviews of a way offer the menu at all.
pub(crate) fn offers(review: Option<crate::model::whole::ReviewModel>) -> bool {
    review.is_some_and(|review| often(review.offers_menu) > 0.0)
}
