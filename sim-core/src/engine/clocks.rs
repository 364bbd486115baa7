//! The clocks of a household: which fires first, and what a stay takes off the others.

use crate::engine::life::{Life, Next, Phase, TODAY};
use crate::model::course::{Pace, accumulated, fires_at};
use crate::luck::OccasionKey;
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
            LeadsTo::Drawn(bundle) => {
                groups.bundles[bundle].exit(self.clock_luck(Since::Spell))
            }
            LeadsTo::Kept => self.first[group],
        })
    }

    /// Returns what keeps the luck of intake steps apart; 0 outside intake.
    #[inline]
    fn step_salt(&self) -> u32 {
        match self.phase {
            Phase::Step { salt, .. } => salt,
            _ => 0,
        }
    }

    /// Returns the kind of the phase for hazards, and the phase's own factor besides lock-in; none after an exit.
    #[inline]
    fn pace_of_phase(&self, model: &Model<'_>, run: usize) -> Option<(usize, f64)> {
        match self.phase {
            Phase::Open => Some((0, 1.0)),
            Phase::Lost => Some((1, 1.0)),
            Phase::Step { own, step, .. } => {
                let way = if own == TODAY { 0 } else { run };
                Some((2, model.ways[way].steps[step as usize].search_ratio))
            }
            Phase::Intervention(at) => Some((FIRST_INTERVENTION + at as usize, 1.0)),
            Phase::Exit(_) => None,
        }
    }

    /// Returns the lanes of the present phase and its factor on all of them; none after an exit.
    #[inline]
    pub(crate) fn lanes<'m>(&self, model: &'m Model<'_>, run: usize) -> Option<(&'m LaneSet, f64)> {
        let (kind, factor) = self.pace_of_phase(model, run)?;
        let set = model.lanes.of(self.way_idx(run), self.segment, kind);
        Some((set, factor * set.lock_in))
    }

    /// Returns until when an after-effect acts; it belongs to the open case.
    #[inline]
    fn extra_until(&self) -> f64 {
        if self.phase == Phase::Open {
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
            path: &model.paths[lane.path],
        }
    }

    /// Returns what ends the present stay, and when.
    #[inline]
    pub(crate) fn next(
        &self,
        model: &Model<'_>,
        lanes: Option<(&LaneSet, f64)>,
        horizon: f64,
    ) -> (Next, f64) {
        let mut best = (Next::Horizon, horizon);
        for (next, at) in [
            (Next::Scheduled, self.scheduled),
            (Next::DropOut, self.drop_out_at),
            (Next::Permanent, self.permanent_at),
            (Next::CalledIn, self.call_in_at),
        ] {
            if at < best.1 {
                best = (next, at);
            }
        }
        if let Some((set, speed)) = lanes
            && speed > 0.0
        {
            let is_plain = self.now >= self.extra_until();
            for (at, lane) in set.lanes.iter().enumerate() {
                let fires = if lane.is_constant && (is_plain || !lane.self_support) {
                    let days = self.left[at] / speed;
                    if lane.path_is_one {
                        self.now + days
                    } else if self.now + days * lane.one_over_most >= best.1 {
                        // Even at the largest factor it would come too late.
                        continue;
                    } else {
                        model.paths[lane.path].after(self.now, days)
                    }
                } else {
                    self.fires(model, at, (lane, speed), best.1)
                };
                if fires < best.1 {
                    best = (Next::Clock(at), fires);
                }
            }
        }
        let (next, at) = best;
        (next, if at > self.now { at } else { self.now })
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
    pub(crate) fn use_up(&mut self, model: &Model<'_>, (set, speed): (&LaneSet, f64), to: f64) {
        let is_plain = self.now >= self.extra_until();
        for (at, lane) in set.lanes.iter().enumerate() {
            let used = if !lane.is_constant || !is_plain && lane.self_support {
                self.used(model, at, (lane, speed), to)
            } else if lane.path_is_one {
                (to - self.now) * speed
            } else {
                model.paths[lane.path].between(self.now, to) * speed
            };
            self.left[at] = (self.left[at] - used).max(0.0);
        }
    }

    #[inline(never)]
    fn used(&self, model: &Model<'_>, at: usize, (lane, speed): (&Lane, f64), to: f64) -> f64 {
        let group = &model.lanes.groups(self.segment).groups[at];
        let pace = self.pace_of(model, lane, speed);
        accumulated(&group.course, self.origin(group.since), pace, self.now, to)
    }
}
