//! Exits and returns.

use crate::exact::cell::{Cells, NOBODY};
use crate::exact::flags::{CALLABLE, N_FLAGS, TODAY, follows};
use crate::exact::flow::Flow;
use crate::exact::map::keeps_part;
use crate::exact::phase::Keeps;
use crate::model::parts::PERMANENT;
use crate::model::ways::Intake;
use crate::tally::layout::Happening;

impl Cells<'_> {
    /// Takes an exit; `ends` says whether assistance ends here.
    pub(crate) fn exit(&mut self, flag: usize, exit: usize, flow: Flow, ends: bool) {
        if flow.all == 0.0 {
            return;
        }
        self.count(Happening::Exit(exit), flow.all);
        self.take_exit(follows(flag), exit, flow, ends);
    }

    pub(crate) fn take_exit(&mut self, flag: usize, exit: usize, flow: Flow, ends: bool) {
        if exit == PERMANENT {
            return;
        }
        let part = keeps_part(&self.scene.model.exits[exit], self.two_adults);
        let index = self.map.index.exits[flag][exit];
        let keeps = flow.times(part);
        let nothing = flow.times(1.0 - part);
        if ends && self.at_point {
            self.reopens_later((flag, exit), [nothing.all, keeps.all]);
        } else if ends {
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

    pub(crate) fn leave_exit(&mut self, (flag, exit, keeps): (usize, usize, Keeps), outs: &[Flow]) {
        if keeps == Keeps::Part {
            self.keeps_no_more((flag, exit), outs);
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

    /// Those who have kept a part of the benefit for as long as it is kept.
    fn keeps_no_more(&mut self, (flag, exit): (usize, usize), outs: &[Flow]) {
        let over = |flag: usize| self.map.index.exits[flag][exit][Keeps::NothingMore as usize];
        let (Some(own), Some(today)) = (over(flag), over(TODAY)) else {
            return;
        };
        match outs {
            // Of them, those who can still be called in.
            [_, _, all, still] => {
                self.enter(own, *still);
                self.enter(today, all.less(*still));
            }
            _ => self.enter(own, outs[outs.len() - 1]),
        }
    }

    pub(crate) fn leaves_exit(&mut self, flag: usize, exit: usize, flow: Flow) {
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
    pub(crate) fn make_returns(&mut self) -> bool {
        if self.note_returns() {
            return false;
        }
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

    pub(crate) fn soon_returns(&mut self, flag: usize) {
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

    /// Adds the soon returns of those who take an exit as the cell begins.
    fn reopens_later(&mut self, (flag, exit): (usize, usize), who: [f64; 2]) {
        let (grid, cell) = (self.scene.grid, self.cell);
        let (Some(speed), Some(called)) = (&self.map.away[TODAY], &self.map.away[flag]) else {
            return;
        };
        let to = &mut self.reopening[flag];
        let later = self.scene.reopening[exit].later.iter().enumerate();
        for (lag, weight) in later.take(grid.n_cells - cell) {
            let at = cell + lag;
            for (part, who) in who.into_iter().enumerate() {
                to.flow[part][at] += who * weight * speed.left_since(cell, at);
                if flag == CALLABLE {
                    to.callable[part][at] += who * weight * called.left_since(cell, at);
                }
            }
        }
    }

    /// Adds the soon returns of those who took an exit in this cell to later cells.
    pub(crate) fn push_reopening(&mut self, flag: usize) {
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
            // Who has kept a part of it for long enough is away at the start like all others.
            let days = self.scene.model.exits[exit].benefit_left_days;
            let is_over = -grid.begins(cell) > days;
            let kept = usize::from(!is_over);
            let weights = self.scene.reopening[exit].weights.iter().enumerate();
            for (lag, weight) in weights.skip(1) {
                let at = cell + lag;
                if at >= grid.n_cells {
                    break;
                }
                let alive = weight * speed.left(cell, at);
                to.flow[0][at] += nothing * alive;
                to.flow[kept][at] += part * alive;
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
