//! Moves of those who carry what is left of an after-effect along, and of those whom a design's end makes
//! live as under `today`.

use crate::exact::carry;
use crate::exact::cell::Cells;
use crate::exact::flow::Flow;
use crate::exact::map::way_of;
use crate::exact::phase::{OWN, Place, TODAY, What};
use crate::model::parts::WITHDRAWN;
use crate::model::ways::Intake;
use crate::tally::layout::Happening;

impl Cells<'_> {
    /// Those who carry what is left of an after-effect along leave where they are.
    pub(crate) fn leave_carrying(
        &mut self,
        (at, rest, place): (usize, usize, Place),
        outs: &[Flow],
    ) {
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
                self.tally
                    .add_event(self.segment, event, month, times * weight * left);
            }
        }
    }

    pub(crate) fn intake_carrying(&mut self, rest: usize, from: usize, flow: Flow) {
        if flow.all == 0.0 {
            return;
        }
        let steps = &self.scene.model.ways[self.scene.way].steps;
        let Some(step) = (from..steps.len()).find(|at| steps[*at].is_passed_by(Intake::CalledIn))
        else {
            return self.choose_carrying(rest, flow);
        };
        self.count(Happening::Step(1, step), flow.all);
        match self.map.index.carried[OWN][rest].steps[step] {
            Some(phase) => self.enter(phase, flow),
            None => self.step_ended_carrying(rest, step, flow),
        }
    }

    pub(crate) fn step_ended_carrying(&mut self, rest: usize, step: usize, flow: Flow) {
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

    pub(crate) fn choose_carrying(&mut self, rest: usize, flow: Flow) {
        if flow.all == 0.0 {
            return;
        }
        let flag = if self.cell >= self.gone { TODAY } else { OWN };
        let way = way_of(flag, self.scene.way);
        let none = self.scene.choices[way][self.segment].none;
        self.enter_open_carrying(flag, rest, flow.times(none));
        self.start_chosen(flag, flow);
    }

    pub(crate) fn enter_open_carrying(&mut self, flag: usize, rest: usize, flow: Flow) {
        let lasts = self.cell < self.map.carried[rest].1;
        match self.map.index.carried[flag].get(rest) {
            Some(carried) if lasts => self.enter(carried.open, flow),
            _ => self.enter_open(flag, flow),
        }
    }

    /// Those whom the first offer after the end of a design makes live as under `today`.
    pub(crate) fn moves_on(&mut self, at: usize, flow: Flow) {
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
}
