//! Where those go who leave a phase on assistance.

use crate::exact::carry;
use crate::exact::cell::Cells;
use crate::exact::flags::{OWN, TODAY, following, follows, is_begun, way_of};
use crate::exact::flow::Flow;
use crate::exact::outcome::{JOB, STUDIES};
use crate::exact::phase::What;
use crate::model::parts::WITHDRAWN;
use crate::model::ways::Intake;
use crate::tally::layout::Happening;

impl Cells<'_> {
    pub(crate) fn called_in(&mut self, at: usize, flow: Flow) {
        self.count(Happening::CalledIn, flow.all);
        let own = following(self.map.phases[at].flag, OWN);
        if let What::After(of) = self.map.phases[at].what
            && !self.map.carried.is_empty()
        {
            let left = carry::left_of_those_called(self.here(), at, of);
            let mut rest = flow;
            for (place, share) in left {
                rest = rest.less(flow.times(share));
                self.intake_carrying((own, place), 0, flow.times(share));
            }
            return self.intake_from(own, (0, Intake::CalledIn), rest);
        }
        match self.map.phases[at].finishing.as_ref().map(|(to, _)| *to) {
            // Where they are does not go on to tell how it fits: their ends are known already.
            // Where comers are followed, so are those called in.
            Some(_) if self.map.phases[at].aged.is_some() => {}
            Some(to) => self.enter(to, flow),
            None => self.intake_from(own, (0, Intake::CalledIn), flow),
        }
    }

    /// Those who leave a phase by themselves, by way out.
    pub(crate) fn leave(&mut self, at: usize, outs: &[Flow]) {
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
                    if let Some(passes) = self.until_passes.take() {
                        self.until = passes;
                    }
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

    pub(crate) fn reviewed(&mut self, flag: usize, flow: Flow) {
        self.count(
            Happening::Review(usize::from(follows(flag) == OWN)),
            flow.all,
        );
    }

    /// Those in an open case who leave it at a review.
    pub(crate) fn offered(&mut self, at: usize, flow: Flow) {
        if flow.all == 0.0 {
            return;
        }
        let flag = self.map.phases[at].flag;
        if follows(flag) == OWN && self.cell >= self.gone {
            return self.moves_on(at, flow);
        }
        let way = way_of(flag, self.scene.way);
        let none = self.scene.choices[way][self.segment].none;
        self.start_chosen(flag, flow.times(1.0 / (1.0 - none)));
    }

    pub(crate) fn apply(&mut self, flag: usize, intake: Intake, flow: Flow) {
        let treated = self.treated.as_ref().map_or(0.0, |share| share[self.cell]);
        if treated > 0.0 {
            self.intake_from(OWN, (0, intake), flow.times(treated));
        }
        let stays = if flag == OWN { TODAY } else { flag };
        self.intake_from(stays, (0, intake), flow.times(1.0 - treated));
    }

    pub(crate) fn intake_from(&mut self, flag: usize, (from, intake): (usize, Intake), flow: Flow) {
        if flow.all == 0.0 {
            return;
        }
        let way = way_of(flag, self.scene.way);
        let steps = &self.scene.model.ways[way].steps;
        let passes = |at: &usize| steps[*at].is_passed_by(intake);
        let Some(step) = (from..steps.len()).find(passes) else {
            return self.choose(flag, flow);
        };
        self.count(
            Happening::Step(usize::from(follows(flag) == OWN), step),
            flow.all,
        );
        match self.map.index.steps[flag][intake as usize][step] {
            Some(phase) => self.enter(phase, flow),
            None => self.step_ended(flag, (step, intake), flow),
        }
    }

    pub(crate) fn step_ended(&mut self, flag: usize, (step, intake): (usize, Intake), flow: Flow) {
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

    pub(crate) fn choose(&mut self, flag: usize, flow: Flow) {
        if flow.all == 0.0 {
            return;
        }
        let flag = if follows(flag) == OWN && self.cell >= self.gone {
            following(flag, TODAY)
        } else {
            flag
        };
        let way = way_of(flag, self.scene.way);
        let none = self.scene.choices[way][self.segment].none;
        self.enter_open(flag, flow.times(none));
        self.start_chosen(flag, flow);
    }

    pub(crate) fn start_chosen(&mut self, flag: usize, flow: Flow) {
        let way = way_of(flag, self.scene.way);
        let flag = self.begins_programme(flag);
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

    pub(crate) fn enter_open(&mut self, flag: usize, flow: Flow) {
        self.enter(self.map.index.open[flag], flow);
    }

    pub(crate) fn completed(
        &mut self,
        flag: usize,
        (at, node): (usize, Option<usize>),
        outs: [Flow; 3],
    ) {
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
        if is_begun(flag) {
            return self.in_programme(flag, (at, node), rest);
        }
        self.enter_open_after(flag, at, rest);
    }

    /// Comes to an open case after an intervention.
    pub(crate) fn enter_open_after(&mut self, flag: usize, at: usize, flow: Flow) {
        match self.map.index.after[flag][at] {
            Some(after) => self.enter(after, flow),
            None => self.enter_open(flag, flow),
        }
    }

    /// Enters an intervention that goes on to tell how it fits.
    pub(crate) fn enter_with_fit(&mut self, (phase, node): (usize, usize), flow: Flow) {
        if let Some(came) = self.waiting.by_fit[phase].get_mut(node) {
            *came += flow.all;
        }
        self.enter(phase, flow);
    }

    /// Enters a phase within this cell.
    pub(crate) fn enter(&mut self, phase: usize, flow: Flow) {
        if flow.all == 0.0 {
            return;
        }
        let is_paid = self.map.phases[phase].is_paid();
        self.enter_begun(phase, flow);
        let into = &mut self.waiting.into[phase];
        into.all += flow.all;
        if is_paid {
            // Who comes as a month begins is counted with all who are there then.
            if let (Some(month), false, false) = (self.month, flow.from_paid, self.at_point) {
                let new = flow.all - flow.paid;
                self.tally.add_paid(self.segment, month, new);
            }
        } else if !self.at_point {
            into.paid += if flow.from_paid { flow.all } else { flow.paid };
        }
    }
}
