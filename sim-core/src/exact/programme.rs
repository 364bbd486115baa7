//! Moves of those in whom a programme has begun.

use crate::exact::begun::{Moves, shares_of};
use crate::exact::cell::Cells;
use crate::exact::flags::{BEGUN, OWN, ROW, TODAY, following, follows, is_begun, row, way_of};
use crate::exact::flow::Flow;
use crate::exact::out::Out;
use crate::tally::layout::Happening;

impl Cells<'_> {
    /// Returns the flag of those who now start an intervention that they chose, with when their programme ends.
    pub(crate) fn begins_programme(&mut self, flag: usize) -> usize {
        let way = way_of(flag, self.scene.way);
        match self.scene.model.ways[way].programme {
            Some((length, _)) if !is_begun(flag) => {
                let now = (self.cell, self.at_point);
                let step = self.scene.grid.step();
                self.until = self.map.ends.of_new(length, now, step);
                flag + ROW
            }
            _ => flag,
        }
    }

    /// Those who have completed an intervention of a programme and leave for nowhere.
    pub(crate) fn in_programme(&mut self, flag: usize, stay: (usize, Option<usize>), flow: Flow) {
        let (over, others) = self.map.ends.split(&self.until, self.cell);
        self.until = others;
        self.chooses_again(flag, stay.0, flow.times(1.0 - over));
        self.programme_over(flag, stay, flow.times(over));
    }

    fn chooses_again(&mut self, flag: usize, at: usize, flow: Flow) {
        if flow.all == 0.0 {
            return;
        }
        let is_gone = follows(flag) == OWN && self.cell >= self.gone;
        let flag = if is_gone {
            following(flag, TODAY)
        } else {
            flag
        };
        let way = way_of(flag, self.scene.way);
        let none = self.scene.choices[way][self.segment].none;
        self.enter_open_after(flag, at, flow.times(none));
        self.start_chosen(flag, flow);
    }

    /// The time is up: what comes last, once in a spell.
    fn programme_over(&mut self, flag: usize, (at, node): (usize, Option<usize>), flow: Flow) {
        if flow.all == 0.0 {
            return;
        }
        let way = way_of(flag, self.scene.way);
        let programme = self.scene.model.ways[way].programme;
        let last = programme.and_then(|(_, last)| last);
        let (Some(last), BEGUN) = (last, row(flag)) else {
            return self.enter_open_after(flag - ROW, at, flow);
        };
        self.count(Happening::Start(last), flow.all);
        self.until = self.map.ends.over();
        let node = node.unwrap_or(0);
        let by_fit = &self.map.index.by_fit[flag + 2 * ROW][last];
        if let Some(phase) = by_fit.get(node).copied() {
            self.enter_with_fit((phase, node), flow);
        }
    }

    /// Notes down when the programme ends for those who come to a phase.
    pub(crate) fn enter_begun(&mut self, phase: usize, flow: Flow) {
        if self.map.phases[phase].begun.is_none() {
            return;
        }
        let into = &mut self.waiting.begun[phase];
        into.resize(self.until.len(), 0.0);
        let each = into.iter_mut().zip(&self.until);
        each.for_each(|(sum, share)| *sum += flow.all * share);
    }

    /// Takes up when it ends for those who come to a phase now.
    pub(crate) fn come_begun(&mut self, at: usize) {
        let Some(begun) = &mut self.map.phases[at].begun else {
            return;
        };
        let came = std::mem::take(&mut self.waiting.begun[at]);
        begun
            .came
            .iter_mut()
            .zip(&came)
            .for_each(|(sum, x)| *sum += x);
        self.until = shares_of(&came);
        self.until_passes = Some(self.until.clone());
    }

    /// Adds those who came and are there at the end of the cell to those inside.
    pub(crate) fn stay_begun(&mut self, at: usize, stay: f64) {
        if let Some(begun) = &mut self.map.phases[at].begun {
            let each = begun.inside.iter_mut().zip(&self.until);
            each.for_each(|(inside, share)| *inside += stay * share);
        }
    }

    /// Takes up when it ends for those inside a phase, or who spend this cell in it.
    pub(crate) fn until_of_those_inside(&mut self, at: usize) {
        let Some(begun) = &self.map.phases[at].begun else {
            return;
        };
        let inside = match self.map.phases[at].aged {
            Some(_) => &begun.days[self.cell],
            None => &begun.inside,
        };
        self.until = shares_of(inside);
        self.until.resize(self.map.ends.len(), 0.0);
    }

    /// Takes up when it ends for those who leave a phase by themselves in this cell.
    pub(crate) fn until_of_those_leaving(&mut self, at: usize) {
        let Some(begun) = &self.map.phases[at].begun else {
            return;
        };
        let n = self.map.ends.len();
        let shares = |amounts: &[f64]| {
            let mut shares = shares_of(amounts);
            shares.resize(n, 0.0);
            shares
        };
        self.until = shares(&begun.goes[self.cell]);
        self.until_passes = Some(shares(&begun.passes[self.cell]));
    }

    /// Returns what ways out of those called in inside an intervention have, where it matters when their
    /// programme ends, with how those who come now share out.
    pub(crate) fn before_called(
        &self,
        at: usize,
        outs: &[Out],
        from: usize,
    ) -> Option<(Moves, Vec<f64>)> {
        let phase = &self.map.phases[at];
        let begun = phase.begun.as_ref()?;
        let cells = phase.reached(from);
        Some((Moves::of(outs, true, cells), shares_of(&begun.came)))
    }

    /// Shares out what was added to them.
    pub(crate) fn note_called(
        &mut self,
        (to, from): (usize, usize),
        outs: &[Out],
        before: Option<(Moves, Vec<f64>)>,
    ) {
        if let (Some((before, shares)), Some(begun)) = (before, &mut self.map.phases[to].begun) {
            let mut moves = Moves::of(outs, true, from..from + before.len());
            moves.less(&before);
            begun.note(from, &moves, &shares);
        }
    }
}
