//! The clocks of a household: which fires first, and what a stay takes off the others.

use crate::engine::course::{Pace, accumulated, fires_at};
use crate::engine::lanes::{Lane, LaneSet, Run};
use crate::engine::levers::FIRST_INTERVENTION;
use crate::engine::life::{Life, Phase, TODAY};
use crate::engine::model::Model;
use crate::scenario::hazard::Since;

/// What ends a stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    Clock(usize),
    Scheduled,
    DropOut,
    Permanent,
    CalledIn,
    Horizon,
}

impl Life {
    /// Draws the exponentials of a new spell, or of a new state for clocks that start there.
    #[inline]
    pub(crate) fn wind_clocks(&mut self, model: &Model<'_>, new_spell: bool) {
        for (at, clock) in model.segments[self.segment].clocks.iter().enumerate() {
            let occasion = match clock.since {
                Since::Spell if new_spell => self.occasion(0),
                Since::State => self.occasion(self.visit),
                Since::Spell => continue,
            };
            self.left[at] = self.key.stream(clock.purpose, occasion).exponential();
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

    /// Returns until when an after-effect acts in a kind of state; it belongs to the open case.
    #[inline]
    fn extra_until(&self, kind: usize) -> f64 {
        if kind == 0 {
            self.after_effect_until
        } else {
            f64::NEG_INFINITY
        }
    }

    /// Returns the multipliers of a clock, for a course of any form.
    pub(crate) fn general_pace<'m>(
        &self,
        model: &'m Model<'_>,
        lane: &Lane,
        (kind, factor): (usize, f64),
    ) -> Pace<'m> {
        let inside = kind.checked_sub(FIRST_INTERVENTION);
        let lock_in = inside.map_or(1.0, |at| model.interventions[at].lock_in);
        let readiness = if lane.self_support {
            self.readiness
        } else {
            1.0
        };
        let extra_until = if lane.self_support {
            self.extra_until(kind)
        } else {
            f64::NEG_INFINITY
        };
        let path = &model.paths[lane.path];
        Pace {
            factor: factor * lock_in * readiness,
            extra: self.after_effect,
            extra_until,
            path,
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

    /// Returns what ends the present stay, and when.
    #[inline]
    pub(crate) fn next(&self, model: &Model<'_>, run: usize, horizon: f64) -> (Next, f64) {
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
        if let Some((kind, factor)) = self.pace_of_phase(model, run)
            && factor > 0.0
        {
            let set = model.lanes.of(self.way_idx(run), self.segment, kind);
            for lanes in &set.runs {
                best = if self.is_simple(lanes, kind) {
                    self.first_of_simple(model, (set, lanes), factor, best)
                } else {
                    self.first_of_any(model, (set, lanes), (kind, factor), best)
                };
            }
        }
        (best.0, best.1.max(self.now))
    }

    /// Returns whether the clocks of a run have constant hazards but for calendar time.
    #[inline]
    fn is_simple(&self, lanes: &Run, kind: usize) -> bool {
        lanes.is_constant && !(lanes.self_support && self.now < self.extra_until(kind))
    }

    /// Returns the household's own factor on the hazards of a run.
    #[inline]
    fn own_factor(&self, lanes: &Run) -> f64 {
        if lanes.self_support {
            self.readiness
        } else {
            1.0
        }
    }

    /// Returns the earlier of `best` and the first clock of a run; all of them see the same
    /// factors, so only the first one's time is worked out.
    #[inline]
    fn first_of_simple(
        &self,
        model: &Model<'_>,
        (set, lanes): (&LaneSet, &Run),
        factor: f64,
        best: (Next, f64),
    ) -> (Next, f64) {
        let (mut first, mut least) = (lanes.from, f64::INFINITY);
        let clocks = self.left[lanes.from..lanes.to].iter();
        for (at, (left, lane)) in clocks.zip(&set.lanes[lanes.from..lanes.to]).enumerate() {
            let days = left * lane.one_over_rate;
            if days < least {
                (first, least) = (lanes.from + at, days);
            }
        }
        let days = least / (factor * self.own_factor(lanes));
        let fires = if lanes.path_is_one {
            self.now + days
        } else if self.now + days * lanes.one_over_most >= best.1 {
            // Even at the largest factor it would come too late.
            return best;
        } else {
            model.paths[lanes.path].after(self.now, days)
        };
        if fires < best.1 {
            (Next::Clock(first), fires)
        } else {
            best
        }
    }

    /// Returns the earlier of `best` and the first clock of a run of any form.
    #[inline(never)]
    fn first_of_any(
        &self,
        model: &Model<'_>,
        (set, lanes): (&LaneSet, &Run),
        kind: (usize, f64),
        mut best: (Next, f64),
    ) -> (Next, f64) {
        for at in lanes.from..lanes.to {
            let clock = &model.segments[self.segment].clocks[at];
            let pace = self.general_pace(model, &set.lanes[at], kind);
            let origin = self.origin(clock.since);
            let from = (self.now, self.left[at]);
            let fires = fires_at(&clock.course, origin, pace, from, best.1);
            if fires < best.1 {
                best = (Next::Clock(at), fires);
            }
        }
        best
    }

    /// Takes what a stay used up off the clocks.
    #[inline]
    pub(crate) fn use_up(&mut self, model: &Model<'_>, run: usize, to: f64) {
        let Some((kind, factor)) = self.pace_of_phase(model, run) else {
            return;
        };
        let set = model.lanes.of(self.way_idx(run), self.segment, kind);
        for lanes in &set.runs {
            if self.is_simple(lanes, kind) {
                let days = model.paths[lanes.path].between(self.now, to);
                let days = days * factor * self.own_factor(lanes);
                let clocks = self.left[lanes.from..lanes.to].iter_mut();
                for (left, lane) in clocks.zip(&set.lanes[lanes.from..lanes.to]) {
                    *left = (*left - lane.rate * days).max(0.0);
                }
                continue;
            }
            self.use_up_any(model, (set, lanes), (kind, factor), to);
        }
    }

    #[inline(never)]
    fn use_up_any(
        &mut self,
        model: &Model<'_>,
        (set, lanes): (&LaneSet, &Run),
        kind: (usize, f64),
        to: f64,
    ) {
        for at in lanes.from..lanes.to {
            let clock = &model.segments[self.segment].clocks[at];
            let pace = self.general_pace(model, &set.lanes[at], kind);
            let origin = self.origin(clock.since);
            let used = accumulated(&clock.course, origin, pace, self.now, to);
            self.left[at] = (self.left[at] - used).max(0.0);
        }
    }
}
