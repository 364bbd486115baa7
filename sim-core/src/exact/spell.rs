//! Spells that begin together, followed from then on one group after the other.
//!
//! Where something changes with the age of a spell, those who are on assistance at the same time differ.
//! But whoever came on in the same cell is alike, and what they do later depends on nobody else. So each
//! such group is followed to the horizon by itself; those who leave assistance in a later cell are noted down
//! for it, and all groups together are away in common. Nobody comes back before they left, so a group is
//! followed once everyone who is in it is known.

use crate::compile::plan::N_EXITS;
use crate::exact::cell::Cells;
use crate::exact::flags::{CALLABLE, N_FLAGS, OWN, TODAY, follows};
use crate::exact::flow::Flow;
use crate::exact::grid::Grid;
use crate::exact::later::Later;
use crate::exact::map::Map;
use crate::exact::phase::{Phase, What};
use crate::exact::shape::{Ages, Born};
use crate::exact::speed::{PerDay, Speed};
use crate::exact::takes_on::{Listed, TakesOn};
use crate::exact::through::Further;
use crate::model::ways::Intake;
use crate::scenario::households::BeginsIn;
use crate::tally::layout::Happening;

impl Map {
    /// Returns the rate per day at which a phase is left by hazards, by cell.
    ///
    /// Before a cell nobody is there: whatever the rate is, it is the same throughout.
    pub(crate) fn rates(&self, phase: &Phase, grid: &Grid, from: usize) -> Vec<f64> {
        let more = phase.drop_out + phase.permanent;
        let mut rates = vec![more; grid.n_cells];
        rates
            .iter_mut()
            .zip(&self.leaving)
            .for_each(|(sum, x)| *sum += x);
        for position in 0..phase.hazards.exits.len() {
            let exit = phase.hazards.exits[position].0;
            for (cell, sum) in rates.iter_mut().enumerate().skip(from) {
                let (_, rate) = phase.hazard(position, grid.block(cell), cell);
                *sum += rate * self.ages.of(exit, cell);
            }
        }
        rates
    }
}

impl Cells<'_> {
    /// Makes room for spells that begin at these times, and nobody else.
    pub(crate) fn spells_begin(&mut self, born: Born) {
        let Some(spells) = &self.spells else {
            return;
        };
        let (grid, called) = (*self.scene.grid, self.scene.called);
        let segment = &self.scene.model.segments[self.segment];
        self.map.ages = Ages::of_spells(segment, &grid, born);
        for at in (0..self.map.phases.len()).filter(|at| spells.of_spell[*at]) {
            if matches!(self.map.phases[at].what, What::Exit { .. }) {
                continue;
            }
            let rates = self.map.rates(&self.map.phases[at], &grid, self.cell);
            let phase = &mut self.map.phases[at];
            let called = if follows(phase.flag) == CALLABLE {
                called
            } else {
                None
            };
            phase.speed = Speed::new(&grid, PerDay::ByCell(&rates), called);
            let further = phase.further(segment, (&grid, &self.map.ages), called);
            if let Some(aged) = &mut phase.aged {
                let rates = self.map.leaving.clone();
                aged.further = Further { rates, ..further };
            }
            if phase.uncalled.is_some() {
                phase.uncalled = Some(Speed::new(&grid, PerDay::ByCell(&rates), None));
            }
            let finishing = phase.finishing.iter_mut().map(|(_, outcome)| outcome);
            let elsewhere = phase.elsewhere.iter_mut().map(|(outcome, _)| outcome);
            for outcome in phase.outcome.iter_mut().chain(finishing).chain(elsewhere) {
                outcome.come_of(&grid, &self.map.ages);
            }
        }
    }

    /// Follows the spells at hand through these cells.
    pub(crate) fn run_spells(&mut self, (from, to): (usize, usize), takes_on: &TakesOn) {
        self.is_running(true);
        for cell in from..to {
            self.begin(cell);
            if let Some(listed) = self.at_first.take() {
                self.list_begins(&listed);
            }
            if takes_on.at_once && cell == takes_on.known_until {
                self.call_all_in();
            }
            self.go();
            self.end();
            if self.is_nobody_left() {
                break;
            }
        }
        self.is_running(false);
    }

    fn is_running(&mut self, is_running: bool) {
        if let Some(spells) = &mut self.spells {
            spells.is_running = is_running;
        }
    }

    fn is_nobody_left(&self) -> bool {
        let phases = self.map.phases.iter().enumerate();
        let mut inside = phases.filter(|(at, _)| self.is_followed(*at));
        inside.all(|(_, phase)| match &phase.aged {
            Some(aged) => aged.all.inside[self.cell..]
                .iter()
                .take(2)
                .all(|x| x.abs() < 1e-13),
            None => phase.inside.abs() < 1e-13,
        })
    }

    /// Returns whether those in a phase are followed at the moment.
    #[inline]
    pub(crate) fn is_followed(&self, at: usize) -> bool {
        match &self.spells {
            Some(spells) if spells.is_running => spells.of_spell[at],
            _ => true,
        }
    }

    /// Returns what is noted down for the present cell while one group is followed.
    pub(crate) fn noted(&mut self) -> Option<&mut Later> {
        let cell = self.cell;
        let spells = self.spells.as_mut().filter(|spells| spells.is_running)?;
        Some(&mut spells.later[cell])
    }

    /// Notes down who goes away in the present cell.
    pub(crate) fn note_into(&mut self, at: usize, flow: Flow) {
        if let Some(later) = self.noted() {
            later.into[at].0 += flow.all;
            later.into[at].1 += flow.paid;
        }
    }

    /// Notes down who comes back in the present cell, and how many soon; says whether it did.
    pub(crate) fn note_returns(&mut self) -> bool {
        let waiting = (self.waiting.returns, self.waiting.soon);
        let Some(later) = self.noted() else {
            return false;
        };
        for flag in 0..N_FLAGS {
            for is_paid in 0..2 {
                let (sum, more) = (&mut later.returns[flag][is_paid], waiting.0[flag][is_paid]);
                sum.all += more.all;
                sum.paid += more.paid;
                sum.from_paid = is_paid == 1;
            }
            later.soon[flag].0 += waiting.1[flag].0;
            later.soon[flag].1 += waiting.1[flag].1;
        }
        (self.waiting.returns, self.waiting.soon) = Default::default();
        true
    }

    /// Notes down who left assistance in the present cell; says whether it did.
    pub(crate) fn note_left(&mut self) -> bool {
        let left = self.left.clone();
        let Some(later) = self.noted() else {
            return false;
        };
        for (sums, more) in later.left.iter_mut().zip(&left) {
            for (sums, more) in sums.iter_mut().zip(more) {
                sums.iter_mut().zip(more).for_each(|(sum, x)| *sum += x);
            }
        }
        self.left
            .iter_mut()
            .for_each(|left| *left = [[0.0; 3]; N_EXITS]);
        true
    }

    /// Takes up what all groups followed so far do in the present cell.
    pub(crate) fn take_up(&mut self) {
        let cell = self.cell;
        let Some(spells) = self.spells.as_mut().filter(|spells| !spells.is_running) else {
            return;
        };
        let later = std::mem::take(&mut spells.later[cell]);
        for (into, (all, paid)) in self.waiting.into.iter_mut().zip(later.into) {
            into.all += all;
            into.paid += paid;
        }
        for (left, more) in self.left.iter_mut().zip(later.left) {
            for (left, more) in left.iter_mut().zip(more) {
                left.iter_mut().zip(more).for_each(|(left, x)| *left += x);
            }
        }
        for flag in 0..N_FLAGS {
            for (to, more) in self.waiting.returns[flag]
                .iter_mut()
                .zip(later.returns[flag])
            {
                to.all += more.all;
                to.paid += more.paid;
                to.from_paid = more.from_paid;
            }
            self.waiting.soon[flag].0 += later.soon[flag].0;
            self.waiting.soon[flag].1 += later.soon[flag].1;
        }
    }

    /// Makes room for the next group.
    pub(crate) fn forget_spells(&mut self) {
        let n_cells = self.scene.grid.n_cells;
        let Some(spells) = &self.spells else {
            return;
        };
        let phases = self.map.phases.iter_mut().zip(&spells.of_spell);
        for (phase, _) in phases.filter(|(_, of_spell)| **of_spell) {
            (phase.inside, phase.inside_paid) = (0.0, 0.0);
            (phase.came, phase.came_paid) = (0.0, 0.0);
            if let Some(aged) = &mut phase.aged {
                aged.forget();
            }
            for out in &mut phase.outs {
                out.flow.fill(0.0);
                out.paid.fill(0.0);
            }
            for limit in &mut phase.limits {
                limit.inside = 0.0;
                limit.out.flow.fill(0.0);
            }
            for (_, flows) in &mut phase.elsewhere {
                flows.iter_mut().for_each(|flow| flow.fill(0.0));
            }
            if !phase.history.is_empty() {
                phase.history = vec![0.0; n_cells];
            }
            if let Some(begun) = &mut phase.begun {
                begun.forget();
            }
        }
    }
    /// Takes in those of a closed list that begins with the present cell.
    pub(crate) fn list_begins(&mut self, listed: &Listed) {
        let today = (1.0 - listed.treated - listed.callable).max(0.0);
        let shares = [
            (OWN, listed.treated),
            (CALLABLE, listed.callable),
            (TODAY, today),
        ];
        self.at_point = true;
        for (flag, share) in shares.into_iter().filter(|(_, share)| *share > 0.0) {
            let flow = Flow {
                all: listed.households * share,
                ..Flow::default()
            };
            match listed.begins_in {
                BeginsIn::Open => self.enter_open(flag, flow),
                BeginsIn::Intake => {
                    self.count(Happening::NewApplication, flow.all);
                    self.intake_from(flag, (0, Intake::First), flow);
                }
            }
        }
        self.settle_at_point();
    }
}
