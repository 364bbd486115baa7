//! Moves of those who carry what is left of an after-effect along, and of those whom a design's end makes
//! live as under `today`.

use crate::compile::plan::StateColumn;
use crate::exact::aged::Came;
use crate::exact::carry::{self, MovedOn, Reviewing};
use crate::exact::cell::Cells;
use crate::exact::flags::{OWN, TODAY, following, way_of};
use crate::exact::flow::Flow;
use crate::exact::kernel::Kernel;
use crate::exact::leaving::{Leaving, Moved};
use crate::exact::phase::{Place, What};
use crate::model::parts::WITHDRAWN;
use crate::model::ways::Intake;
use crate::tally::layout::Happening;

/// So few households that nothing shows of when they are reviewed.
const FEW: f64 = 1e-9;

impl Cells<'_> {
    /// Those who carry what is left of an after-effect along leave where they are.
    pub(crate) fn leave_carrying(
        &mut self,
        (at, rest, place): (usize, usize, Place),
        outs: &[Flow],
    ) {
        let flag = self.map.phases[at].flag;
        match place {
            Place::Step(step) => self.step_ended_carrying((flag, rest), step, outs[0]),
            Place::Lost => {
                self.count(Happening::Found, outs[0].all);
                self.reviewed(flag, outs[1]);
                self.choose_carrying((flag, rest), outs[0]);
            }
            Place::Open => {
                self.reviewed(flag, outs[1]);
                self.offered(at, outs[0]);
            }
        }
    }

    pub(crate) fn intake_carrying(
        &mut self,
        (flag, rest): (usize, usize),
        from: usize,
        flow: Flow,
    ) {
        if flow.all == 0.0 {
            return;
        }
        let steps = &self.scene.model.ways[self.scene.way].steps;
        let Some(step) = (from..steps.len()).find(|at| steps[*at].is_passed_by(Intake::CalledIn))
        else {
            return self.choose_carrying((flag, rest), flow);
        };
        self.count(Happening::Step(1, step), flow.all);
        match self.map.index.carried[flag][rest].steps[step] {
            Some(phase) => self.enter(phase, flow),
            None => self.step_ended_carrying((flag, rest), step, flow),
        }
    }

    pub(crate) fn step_ended_carrying(
        &mut self,
        (flag, rest): (usize, usize),
        step: usize,
        flow: Flow,
    ) {
        if flow.all == 0.0 {
            return;
        }
        let of = &self.scene.model.ways[self.scene.way].steps[step];
        self.exit(OWN, WITHDRAWN, flow.times(of.withdrawal_share), true);
        let left = flow.times(1.0 - of.withdrawal_share);
        let lost = left.times(of.lost_share);
        if lost.all != 0.0 {
            self.count(Happening::Lost, lost.all);
            if let Some(phase) = self.map.index.carried[flag][rest].lost {
                self.enter(phase, lost);
            }
        }
        self.intake_carrying((flag, rest), step + 1, left.times(1.0 - of.lost_share));
    }

    pub(crate) fn choose_carrying(&mut self, (flag, rest): (usize, usize), flow: Flow) {
        if flow.all == 0.0 {
            return;
        }
        let flag = if self.cell >= self.gone {
            following(flag, TODAY)
        } else {
            flag
        };
        let way = way_of(flag, self.scene.way);
        let none = self.scene.choices[way][self.segment].none;
        self.enter_open_carrying(flag, rest, flow.times(none));
        self.start_chosen(flag, flow);
    }

    pub(crate) fn enter_open_carrying(&mut self, flag: usize, rest: usize, flow: Flow) {
        self.enter(self.open_carrying(flag, Some(rest)), flow);
    }

    /// Returns the open case in which so much is left of an after-effect.
    fn open_carrying(&self, flag: usize, place: Option<usize>) -> usize {
        let lasting = place.filter(|rest| self.cell < self.map.carried[*rest].1);
        match lasting.and_then(|rest| self.map.index.carried[flag].get(rest)) {
            Some(carried) => carried.open,
            None => self.map.index.open[flag],
        }
    }

    /// Those whom the first offer after the end of a design makes live as under `today`.
    pub(crate) fn moves_on(&mut self, at: usize, flow: Flow) {
        let today = following(self.map.phases[at].flag, TODAY);
        self.start_chosen(today, flow);
        if self.map.phases[at].aged.is_some() {
            return;
        }
        let stay = flow.times(self.scene.choices[0][self.segment].none);
        let moved = carry::moved_on(self.here(), at, stay.all);
        let mut without = stay;
        for one in &moved {
            let share = if stay.all == 0.0 {
                0.0
            } else {
                one.who / stay.all
            };
            if let Some(place) = one.place {
                without = without.less(stay.times(share));
                self.enter_open_carrying(today, place, stay.times(share));
            }
            self.same_open_case(*one);
        }
        self.enter_open(today, without);
    }

    /// The same where comers are followed, for those of them who stay in their open case.
    pub(crate) fn moves_on_unseen(&mut self, at: usize, moved: Moved) {
        let (grid, phase) = (*self.scene.grid, &self.map.phases[at]);
        let today = following(phase.flag, TODAY);
        let to = match phase.what {
            What::After(of) => self.map.index.after[today][of],
            What::Carried { rest, .. } => {
                let carried = self.map.index.carried[today].get(rest);
                carried.map(|carried| carried.open)
            }
            _ => None,
        };
        let to = to.unwrap_or(self.map.index.open[today]);
        let mut came = moved.came;
        came.all *= self.scene.choices[0][self.segment].none;
        let leaving = self.leaving_under_today((to, moved.age), came);
        let before = self.map.phases[to].before_moved(came.cell);
        self.map.phases[to].follow_moved(&grid, came, leaving);
        if let (Some(before), until) = (before, self.until.clone()) {
            self.map.phases[to].note_moved(came.cell, before, &until);
        }
    }

    /// Returns how those leave who have moved on to `today` in the middle of an open case.
    fn leaving_under_today(&self, (to, age): (usize, f64), came: Came) -> Leaving {
        let grid = self.scene.grid;
        let reviewing = Reviewing::of_today(self.here());
        let horizon = (grid.n_cells - came.cell) as f64 * grid.step();
        let phase = &self.map.phases[to];
        let rate = phase.mean_rate(grid);
        let weights = |points: &[(f64, f64)]| {
            let n_cells = grid.n_cells - came.cell;
            let kernel = Kernel::of_points(points, (grid.step(), n_cells), rate);
            let mut weights = vec![0.0; came.lag()];
            weights.extend(kernel.weights);
            weights
        };
        let offers = reviewing.offers(horizon);
        let leaves = |(due, alive, leave): &(f64, f64, f64)| (*due, alive * leave);
        let leaving: Vec<(f64, f64)> = offers.iter().map(leaves).collect();
        let reviewed = offers.iter().map(|(due, alive, _)| (*due, *alive));
        let reviewed: Vec<(f64, f64)> = reviewed.collect();
        let limits = phase.limits.iter().map(|limit| {
            let left = limit.days - age;
            if left <= 0.0 {
                return (Vec::new(), 1.0);
            }
            let before = offers.iter().take_while(|(due, _, _)| *due <= left);
            let mut points: Vec<(f64, f64)> = before.map(leaves).collect();
            let gone: f64 = points.iter().map(|(_, who)| who).sum();
            points.push((left, 1.0 - gone));
            (weights(&points), 0.0)
        });
        Leaving {
            outs: vec![weights(&leaving), weights(&reviewed)],
            limits: limits.collect(),
            ..Leaving::default()
        }
    }

    /// Puts right what the phase they move to takes for the first days of an open case.
    fn same_open_case(&mut self, moved: MovedOn) {
        if moved.who.abs() < FEW {
            return;
        }
        let (grid, model) = (*self.scene.grid, self.scene.model);
        let today = Reviewing::of_today(self.here());
        let horizon = (grid.n_cells - self.cell) as f64 * grid.step();
        for (at, limited) in model.plan.limited.iter().enumerate() {
            if limited.state != StateColumn::Open {
                continue;
            }
            let first = limited.days.of(self.scene.values);
            let column = self.scene.layout.limited_state(at);
            for (days, time) in today.first_days_too_many(moved.age, first, (grid.step(), horizon))
            {
                self.later(moved, days, |cells, month, left| {
                    cells
                        .tally
                        .add_days(cells.segment, column, month, -time * left);
                });
            }
        }
    }

    /// Counts something so many days from now for those who move on, with how many of them are left.
    fn later(&mut self, moved: MovedOn, days: f64, mut count: impl FnMut(&mut Self, usize, f64)) {
        let grid = *self.scene.grid;
        let phase = self.open_carrying(TODAY, moved.place);
        let at = days / grid.step();
        let share = at - at.floor();
        for (lag, weight) in [(at as usize, 1.0 - share), (at as usize + 1, share)] {
            let cell = self.cell + lag;
            if let (true, Some(month)) = (cell < grid.n_cells, grid.month(cell)) {
                let left = self.map.phases[phase].speed.left(self.cell, cell);
                count(self, month, moved.who * weight * left);
            }
        }
    }
}
