//! The clocks of a household: which fires first, and what a stay takes off the others.

use crate::engine::life::{Life, Next, Phase};
use crate::luck::{HouseholdKey, OccasionKey};
use crate::model::course::{Pace, accumulated, fires_at};
use crate::model::groups::{Bundle, Groups, LeadsTo};
use crate::model::lanes::{Lane, LaneSet};
use crate::model::levers::FIRST_INTERVENTION;
use crate::model::whole::Model;
use crate::scenario::hazard::Since;

/// No group.
const NONE: usize = usize::MAX;

impl Life {
    /// Draws the clocks of a new spell.
    #[inline]
    pub(crate) fn wind_clocks(&mut self, model: &Model<'_>) {
        let groups = model.lanes.groups(self.segment);
        let luck = self.key.on(self.occasion(0));
        self.spell_luck = luck;
        for winding in &groups.windings {
            let pace = if winding.self_support {
                self.one_over_readiness
            } else {
                1.0
            };
            self.left[usize::from(winding.group)] = winding.first_after(luck) * pace;
        }
        if groups.winds_more {
            self.wind_more(groups, true);
        }
    }

    /// Draws the clocks that a new spell, or else a new state, winds one by one.
    #[inline(never)]
    pub(crate) fn wind_more(&mut self, groups: &Groups, new_spell: bool) {
        for bundle in groups.split.iter().map(|at| &groups.bundles[*at]) {
            if bundle.since == Since::State || new_spell {
                let luck = self.clock_luck(bundle.since);
                let pace = if bundle.self_support {
                    self.one_over_readiness
                } else {
                    1.0
                };
                self.wind_each(bundle, luck, pace);
            }
        }
        for at in &groups.alone {
            let group = &groups.groups[*at];
            if group.since == Since::State || new_spell {
                let luck = self.clock_luck(group.since);
                self.left[*at] = luck.stream(group.purpose).exponential();
            }
        }
    }

    /// Returns the luck of the clocks that start with the present spell or state.
    fn clock_luck(&self, since: Since) -> OccasionKey {
        match since {
            Since::Spell => self.spell_luck,
            Since::State => {
                let occasion = self.occasion(self.visit).wrapping_add(self.step_salt());
                self.key.on(occasion)
            }
        }
    }

    /// Gives the household another luck ahead, with what lies behind it as it is.
    pub(crate) fn with_luck(&self, key: HouseholdKey, number: u64) -> Self {
        let spell_luck = key.on(self.occasion(0));
        Self {
            key,
            number,
            spell_luck,
            ..*self
        }
    }

    /// Draws every clock of a bundle and keeps the first of each of its groups.
    fn wind_each(&mut self, bundle: &Bundle, luck: OccasionKey, pace: f64) {
        for group in bundle.groups() {
            self.left[group] = f64::INFINITY;
            self.first[group] = bundle.any_exit();
        }
        bundle.all_after(luck, |group, exit, days| {
            if days * pace < self.left[group] {
                (self.first[group], self.left[group]) = (exit, days * pace);
            }
        });
    }

    /// Returns where the first clock of a group leads to.
    #[inline]
    pub(crate) fn exit_of(&self, model: &Model<'_>, group: usize) -> usize {
        let groups = model.lanes.groups(self.segment);
        usize::from(match groups.groups[group].leads_to {
            LeadsTo::Exit(exit) => exit,
            LeadsTo::Drawn(bundle) => groups.bundles[bundle].exit(self.spell_luck),
            LeadsTo::Kept => self.first[group],
        })
    }

    /// Returns what keeps the luck of intake steps apart; 0 outside intake.
    pub(crate) fn step_salt(&self) -> u32 {
        match self.phase {
            Phase::Step { salt, .. } => salt,
            _ => 0,
        }
    }

    /// Returns what the present phase does to clocks and benefit; none after an exit.
    #[inline]
    pub(crate) fn lanes<'m>(&self, model: &'m Model<'_>, run: usize) -> Option<&'m LaneSet> {
        let kind = match self.phase {
            Phase::Open => 0,
            Phase::Queued(at) => model.lanes.of_queue(at as usize),
            Phase::Lost => 1,
            Phase::Step { step, .. } if self.waits_for_slot(model, run) => {
                model.lanes.of_step_queue(step as usize)
            }
            Phase::Step { step, .. } => model.lanes.of_step(step as usize),
            Phase::Intervention(at) => FIRST_INTERVENTION + at as usize,
            Phase::Exit(_) => return None,
        };
        Some(model.lanes.of(self.way_idx(run), self.segment, kind))
    }

    /// Returns until when an after-effect acts; it belongs to the open case.
    #[inline]
    fn extra_until(&self) -> f64 {
        if matches!(self.phase, Phase::Open | Phase::Queued(_)) {
            self.after_effect_until
        } else {
            f64::NEG_INFINITY
        }
    }

    #[inline]
    pub(crate) fn origin(&self, since: Since) -> f64 {
        if since == Since::Spell {
            self.spell_start
        } else {
            self.entered
        }
    }

    /// Returns the multipliers of what is left of a group, for a course of any form.
    fn pace_of<'m>(&self, model: &'m Model<'_>, lane: &Lane, speed: f64) -> Pace<'m> {
        // Where the hazard is constant, readiness is in what is left.
        let readiness = if lane.self_support && !lane.is_constant {
            self.readiness
        } else {
            1.0
        };
        let extra_until = if lane.self_support {
            self.extra_until()
        } else {
            f64::NEG_INFINITY
        };
        Pace {
            factor: speed * readiness,
            extra: self.after_effect,
            extra_until,
            path: &model.paths[lane.path as usize],
        }
    }

    /// Returns what ends the present stay, and when.
    #[inline]
    pub(crate) fn next(
        &self,
        model: &Model<'_>,
        lanes: Option<&LaneSet>,
        horizon: f64,
    ) -> (Next, f64) {
        let earlier = |a: f64, b: f64| if a < b { a } else { b };
        let seldom = earlier(
            earlier(self.drop_out_at, self.permanent_at),
            self.call_in_at,
        );
        let bound = earlier(earlier(horizon, self.scheduled), seldom);
        let (clock, at) = match lanes {
            Some(set) => self.first_clock(model, set, bound),
            None => (NONE, bound),
        };
        let next = if clock != NONE {
            Next::Clock(clock)
        } else if self.scheduled < horizon && self.scheduled <= seldom {
            Next::Scheduled
        } else {
            self.seldom(seldom, horizon)
        };
        (next, if at > self.now { at } else { self.now })
    }

    /// Returns which group's clock is the first to fire before a time, and when; [`NONE`] and
    /// that time where there is none.
    #[inline(never)]
    fn first_clock(&self, model: &Model<'_>, set: &LaneSet, bound: f64) -> (usize, f64) {
        if set.speed <= 0.0 {
            return (NONE, bound);
        }
        if !set.is_constant || self.now < self.extra_until() {
            return self.first_of_any(model, set, bound);
        }
        let (mut first, mut best) = (NONE, bound);
        for (at, (lane, left)) in set.lanes().iter().zip(&self.left).enumerate() {
            let days = left * set.one_over_speed;
            // Where even the largest factor is too slow, the path need not be followed.
            let soonest = self.now + days * lane.one_over_most;
            if soonest < best {
                let fires = if lane.path_is_one {
                    soonest
                } else {
                    model.paths[lane.path as usize].after(self.now, days)
                };
                if fires < best {
                    (first, best) = (at, fires);
                }
            }
        }
        (first, best)
    }

    /// Returns the same where hazards may have any form and an after-effect may act.
    #[inline(never)]
    fn first_of_any(&self, model: &Model<'_>, set: &LaneSet, bound: f64) -> (usize, f64) {
        let groups = &model.lanes.groups(self.segment).groups;
        let (mut first, mut best) = (NONE, bound);
        for (at, (lane, group)) in set.lanes().iter().zip(groups).enumerate() {
            let pace = self.pace_of(model, lane, set.speed);
            let (origin, left) = (self.origin(group.since), self.left[at]);
            let fires = fires_at(&group.course, origin, pace, (self.now, left), best);
            if fires < best {
                (first, best) = (at, fires);
            }
        }
        (first, best)
    }

    /// Returns which of the ends that are seldom met is the first.
    #[inline(never)]
    fn seldom(&self, at: f64, horizon: f64) -> Next {
        if at >= horizon {
            Next::Horizon
        } else if self.drop_out_at == at {
            Next::DropOut
        } else if self.permanent_at == at {
            Next::Permanent
        } else {
            Next::CalledIn
        }
    }

    /// Takes what a stay used up off the clocks.
    #[inline]
    pub(crate) fn use_up(&mut self, model: &Model<'_>, set: &LaneSet, to: f64) {
        if set.speed == 0.0 {
            return;
        }
        if !set.is_constant || self.now < self.extra_until() {
            return self.use_up_any(model, set, to);
        }
        let plain = (to - self.now) * set.speed;
        for (lane, left) in set.lanes().iter().zip(&mut self.left) {
            let used = if lane.path_is_one {
                plain
            } else {
                model.paths[lane.path as usize].between(self.now, to) * set.speed
            };
            *left = above_zero(*left - used);
        }
    }

    /// Does the same where hazards may have any form and an after-effect may act.
    #[inline(never)]
    fn use_up_any(&mut self, model: &Model<'_>, set: &LaneSet, to: f64) {
        let groups = &model.lanes.groups(self.segment).groups;
        for (at, (lane, group)) in set.lanes().iter().zip(groups).enumerate() {
            let pace = self.pace_of(model, lane, set.speed);
            let origin = self.origin(group.since);
            let used = accumulated(&group.course, origin, pace, self.now, to);
            self.left[at] = above_zero(self.left[at] - used);
        }
    }
}

#[inline]
fn above_zero(left: f64) -> f64 {
    if left > 0.0 { left } else { 0.0 }
}
