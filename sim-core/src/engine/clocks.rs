//! The clocks of a household: which fires first, and what a stay takes off the others.

use crate::engine::life::{Life, Next, Phase};
use crate::luck::OccasionKey;
use crate::model::course::{Pace, accumulated, fires_at};
use crate::model::lanes::{Bundle, Lane, LaneSet, LeadsTo};
use crate::model::levers::FIRST_INTERVENTION;
use crate::model::whole::Model;
use crate::scenario::hazard::Since;

impl Life {
    /// Draws the clocks of a new spell, or of a new state those that start there.
    #[inline]
    pub(crate) fn wind_clocks(&mut self, model: &Model<'_>, new_spell: bool) {
        let groups = model.lanes.groups(self.segment);
        for bundle in &groups.bundles {
            if bundle.since == Since::Spell && !new_spell {
                continue;
            }
            let luck = self.clock_luck(bundle.since);
            let pace = if bundle.self_support {
                self.one_over_readiness
            } else {
                1.0
            };
            match bundle.whole {
                Some(group) if bundle.since == Since::Spell => {
                    self.left[group] = bundle.first_after(luck) * pace;
                }
                _ => self.wind_each(bundle, luck, pace),
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
    #[inline]
    fn clock_luck(&self, since: Since) -> OccasionKey {
        self.key.on(match since {
            Since::Spell => self.occasion(0),
            Since::State => self.occasion(self.visit).wrapping_add(self.step_salt()),
        })
    }

    /// Draws every clock of a bundle and keeps the first of each of its groups.
    #[inline(never)]
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
            LeadsTo::Drawn(bundle) => groups.bundles[bundle].exit(self.clock_luck(Since::Spell)),
            LeadsTo::Kept => self.first[group],
        })
    }

    /// Returns what keeps the luck of intake steps apart; 0 outside intake.
    #[inline]
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
            Phase::Open | Phase::Queued(_) => 0,
            Phase::Lost => 1,
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
        let mut best = earlier(earlier(horizon, self.scheduled), seldom);
        let mut clock = usize::MAX;
        if let Some(set) = lanes
            && set.speed > 0.0
        {
            let is_plain = self.now >= self.extra_until();
            for (at, (lane, left)) in set.lanes().iter().zip(&self.left).enumerate() {
                let fires = if lane.is_constant && (is_plain || !lane.self_support) {
                    let days = left * set.one_over_speed;
                    if lane.path_is_one {
                        self.now + days
                    } else if self.now + days * lane.one_over_most >= best {
                        // Even at the largest factor it would come too late.
                        continue;
                    } else {
                        model.paths[lane.path as usize].after(self.now, days)
                    }
                } else {
                    self.fires(model, at, (lane, set.speed), best)
                };
                if fires < best {
                    (clock, best) = (at, fires);
                }
            }
        }
        let next = if clock != usize::MAX {
            Next::Clock(clock)
        } else if self.scheduled < horizon && self.scheduled <= seldom {
            Next::Scheduled
        } else {
            self.seldom(seldom, horizon)
        };
        (next, if best > self.now { best } else { self.now })
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

    #[inline(never)]
    fn fires(&self, model: &Model<'_>, at: usize, (lane, speed): (&Lane, f64), bound: f64) -> f64 {
        let group = &model.lanes.groups(self.segment).groups[at];
        let pace = self.pace_of(model, lane, speed);
        let origin = self.origin(group.since);
        fires_at(
            &group.course,
            origin,
            pace,
            (self.now, self.left[at]),
            bound,
        )
    }

    /// Takes what a stay used up off the clocks.
    #[inline]
    pub(crate) fn use_up(&mut self, model: &Model<'_>, set: &LaneSet, to: f64) {
        let is_plain = self.now >= self.extra_until();
        let plain = (to - self.now) * set.speed;
        for (at, lane) in set.lanes().iter().enumerate() {
            let used = if !lane.is_constant || !is_plain && lane.self_support {
                self.used(model, at, (lane, set.speed), to)
            } else if lane.path_is_one {
                plain
            } else {
                model.paths[lane.path as usize].between(self.now, to) * set.speed
            };
            let left = self.left[at] - used;
            self.left[at] = if left > 0.0 { left } else { 0.0 };
        }
    }

    #[inline(never)]
    fn used(&self, model: &Model<'_>, at: usize, (lane, speed): (&Lane, f64), to: f64) -> f64 {
        let group = &model.lanes.groups(self.segment).groups[at];
        let pace = self.pace_of(model, lane, speed);
        accumulated(&group.course, self.origin(group.since), pace, self.now, to)
    }
}
