//! One household's life: the earliest clock wins, until the horizon.

use crate::engine::course::{Pace, accumulated, fires_after, fires_at};
use crate::engine::lanes::Lane;
use crate::engine::levers::FIRST_INTERVENTION;
use crate::engine::model::Model;
use crate::engine::parts::PERMANENT;
use crate::luck::{CohortKey, HouseholdKey};
use crate::math::exp;
use crate::scenario::hazard::Since;
use crate::tally::layout::Happening;

/// Most clocks a household can have: one for each exit.
pub(crate) const MAX_CLOCKS: usize = crate::compile::plan::N_EXITS;

/// Which way's steps and menu a household follows: `today`, or the way that is run.
pub(crate) const TODAY: u8 = 0;
pub(crate) const OWN: u8 = 1;

/// Why a household is in intake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Intake {
    First,
    Return,
    CalledIn,
}

/// Where a household is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    Step { own: u8, step: u16, intake: Intake },
    Lost,
    Open,
    Intervention(u16),
    Exit(u16),
}

/// Where a life is written down.
pub(crate) trait Recorder {
    /// A stretch of time in the life's present phase.
    fn stay(&mut self, model: &Model<'_>, life: &Life, from: f64, to: f64);
    /// Something that happened at the life's present time.
    fn happened(&mut self, life: &Life, what: Happening);
    /// Called before a stay is written, with its end.
    #[inline]
    fn before_stay(&mut self, _: &Model<'_>, _: &Life, _: f64) {}
    /// Called before an application decides which way the household follows.
    #[inline]
    fn before_apply(&mut self, _: &Model<'_>, _: &Life, _: Intake) {}
}

/// A first application: who applies, and when.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Application {
    key: HouseholdKey,
    number: u64,
    segment: usize,
    at: f64,
    /// When the household is gone for good.
    pub(crate) permanent_at: f64,
}

impl Application {
    /// Returns the application of that number of a cohort.
    #[inline]
    pub(crate) fn new(model: &Model<'_>, cohort: CohortKey, number: u64, at: f64) -> Self {
        let key = cohort.household(number);
        let lot = key.stream(crate::engine::purposes::SEGMENT, 0).uniform();
        let of_lot = model.segments.iter().position(|s| lot < s.share_up_to);
        let segment = of_lot.unwrap_or(model.segments.len() - 1);
        Self::of_segment(model, (key, number), segment, at)
    }

    /// Returns the application of a household of a segment.
    #[inline]
    pub(crate) fn of_segment(
        model: &Model<'_>,
        (key, number): (HouseholdKey, u64),
        segment: usize,
        at: f64,
    ) -> Self {
        let permanent = model.segments[segment].permanent.as_ref();
        let purpose = model.purposes.exits[PERMANENT].clock;
        let after = permanent.map_or(f64::INFINITY, |course| {
            fires_after(course, key.stream(purpose, 0).exponential())
        });
        Self {
            key,
            number,
            segment,
            at,
            permanent_at: at + after,
        }
    }
}

/// One household.
#[derive(Clone, Debug)]
pub(crate) struct Life {
    pub(crate) key: HouseholdKey,
    /// Application number, for alternation.
    pub(crate) number: u64,
    pub(crate) segment: usize,
    pub(crate) readiness: f64,
    /// Benefit against the segment's mean.
    pub(crate) benefit: f64,
    pub(crate) two_adults: bool,

    /// Days from the start.
    pub(crate) now: f64,
    pub(crate) phase: Phase,
    /// When it came to the phase.
    pub(crate) entered: f64,
    /// Which way it follows.
    pub(crate) way: u8,

    pub(crate) spell: u32,
    pub(crate) spell_start: f64,
    /// Visits to states within the spell, and choices made.
    pub(crate) visit: u32,
    pub(crate) choices: u32,
    /// Exits taken, over all spells.
    pub(crate) exits_taken: u32,
    /// When assistance last ended.
    pub(crate) left_at: f64,
    /// Share of the benefit kept in the present exit.
    pub(crate) benefit_left: f64,

    /// What is left of each clock's exponential.
    pub(crate) left: [f64; MAX_CLOCKS],
    /// When the phase ends by itself: wait, duration, offer, finding, return.
    pub(crate) scheduled: f64,
    /// Since when an offer is awaited, while `scheduled` is only the first review.
    pub(crate) offer_from: Option<f64>,
    pub(crate) drop_out_at: f64,
    pub(crate) permanent_at: f64,
    pub(crate) call_in_at: f64,
    pub(crate) after_effect: f64,
    pub(crate) after_effect_until: f64,
    /// Fit of the intervention it is in.
    pub(crate) fit: f64,
    pub(crate) programme_until: f64,
    pub(crate) last_done: bool,
    /// Moves without time passing, in a row.
    pub(crate) moves_at_once: u32,
}

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
    /// Returns a household at its first application, before its first move.
    pub(crate) fn new(model: &Model<'_>, application: Application) -> Self {
        use crate::engine::purposes as p;
        let Application {
            key,
            number,
            segment,
            at,
            permanent_at,
        } = application;
        let of = &model.segments[segment];
        let lognormal = |sd: f64, purpose| {
            if sd == 0.0 {
                1.0
            } else {
                exp(sd * key.stream(purpose, 0).normal() - sd * sd / 2.0)
            }
        };
        let mut life = Self {
            key,
            number,
            segment,
            readiness: lognormal(of.readiness_sd, p::READINESS),
            benefit: lognormal(of.benefit_sd_of_ln, p::BENEFIT),
            two_adults: of.two_adults_share > 0.0
                && key.stream(p::TWO_ADULTS, 0).uniform() < of.two_adults_share,
            now: at,
            phase: Phase::Open,
            entered: at,
            way: TODAY,
            spell: 0,
            spell_start: at,
            visit: 0,
            choices: 0,
            exits_taken: 0,
            left_at: at,
            benefit_left: 0.0,
            left: [0.0; MAX_CLOCKS],
            scheduled: f64::INFINITY,
            offer_from: None,
            drop_out_at: f64::INFINITY,
            permanent_at,
            call_in_at: f64::INFINITY,
            after_effect: 1.0,
            after_effect_until: f64::NEG_INFINITY,
            fit: 0.0,
            programme_until: f64::NEG_INFINITY,
            last_done: false,
            moves_at_once: 0,
        };
        life.wind_clocks(model, true);
        life
    }

    /// Returns whether no benefit is being paid because of an exit.
    #[inline]
    pub(crate) fn is_away(&self) -> bool {
        matches!(self.phase, Phase::Exit(_)) && self.benefit_left <= 0.0
    }

    /// Returns how far apart occasions of this spell are from those of others.
    #[inline]
    pub(crate) fn occasion(&self, within: u32) -> u32 {
        self.spell.wrapping_mul(1 << 12).wrapping_add(within)
    }

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

    /// Returns which way's position in the plan the household follows.
    #[inline]
    pub(crate) fn way_idx(&self, run: usize) -> usize {
        if self.way == TODAY { 0 } else { run }
    }

    /// Returns the share of the benefit paid in the present phase.
    #[inline]
    pub(crate) fn benefit_share(&self, model: &Model<'_>, run: usize) -> f64 {
        match self.phase {
            Phase::Open | Phase::Lost => 1.0,
            Phase::Step { own, step, .. } => {
                let way = if own == TODAY { 0 } else { run };
                if model.ways[way].steps[step as usize].benefit_paid {
                    1.0
                } else {
                    0.0
                }
            }
            Phase::Intervention(at) => model.interventions[at as usize].benefit_share,
            Phase::Exit(_) => self.benefit_left,
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
        let path = &model.paths[lane.path as usize];
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
    fn next(&self, model: &Model<'_>, run: usize, horizon: f64) -> (Next, f64) {
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
        let Some((kind, factor)) = self.pace_of_phase(model, run) else {
            return best;
        };
        if factor <= 0.0 {
            return best;
        }
        let lanes = model.lanes.of(self.way_idx(run), self.segment, kind);
        let is_plain = self.now >= self.extra_until(kind);
        for (at, lane) in lanes.iter().enumerate() {
            let path = &model.paths[lane.path as usize];
            let fires = if lane.is_constant && (is_plain || !lane.self_support) {
                let readiness = if lane.self_support {
                    self.readiness
                } else {
                    1.0
                };
                let days = self.left[at] / (lane.rate * factor * readiness);
                if path.is_one() {
                    self.now + days
                } else if self.now + days / path.most() >= best.1 {
                    // Even at the largest factor it would come too late.
                    continue;
                } else {
                    path.after(self.now, days)
                }
            } else {
                let clock = &model.segments[self.segment].clocks[at];
                let pace = self.general_pace(model, lane, (kind, factor));
                let origin = self.origin(clock.since);
                fires_at(
                    &clock.course,
                    origin,
                    pace,
                    (self.now, self.left[at]),
                    best.1,
                )
            };
            if fires < best.1 {
                best = (Next::Clock(at), fires);
            }
        }
        (best.0, best.1.max(self.now))
    }

    /// Takes what a stay used up off the clocks.
    #[inline]
    fn use_up(&mut self, model: &Model<'_>, run: usize, to: f64) {
        let Some((kind, factor)) = self.pace_of_phase(model, run) else {
            return;
        };
        let lanes = model.lanes.of(self.way_idx(run), self.segment, kind);
        let is_plain = self.now >= self.extra_until(kind);
        let (mut known_path, mut known_days) = (u32::MAX, 0.0);
        for (at, lane) in lanes.iter().enumerate() {
            let used = if lane.is_constant && (is_plain || !lane.self_support) {
                if lane.path != known_path {
                    known_path = lane.path;
                    known_days = model.paths[lane.path as usize].between(self.now, to);
                }
                let readiness = if lane.self_support {
                    self.readiness
                } else {
                    1.0
                };
                lane.rate * factor * readiness * known_days
            } else {
                let clock = &model.segments[self.segment].clocks[at];
                let pace = self.general_pace(model, lane, (kind, factor));
                accumulated(&clock.course, self.origin(clock.since), pace, self.now, to)
            };
            self.left[at] = (self.left[at] - used).max(0.0);
        }
    }

    /// Lives until the horizon under `today` (`run` 0) or a way of working.
    pub(crate) fn live(
        &mut self,
        model: &Model<'_>,
        run: usize,
        horizon: f64,
        recorder: &mut impl Recorder,
    ) {
        while self.now < horizon {
            let (mut next, mut at) = self.next(model, run, horizon);
            if next == Next::Scheduled && self.find_offer(model, run) {
                (next, at) = self.next(model, run, horizon);
            }
            recorder.before_stay(model, self, at);
            recorder.stay(model, self, self.now, at);
            // A spell that ends takes its clocks with it: nothing left to keep account of.
            if !matches!(next, Next::Clock(_) | Next::Permanent) {
                self.use_up(model, run, at);
            }
            self.moves_at_once = if at > self.now {
                0
            } else {
                self.moves_at_once + 1
            };
            self.now = at;
            if next == Next::Horizon {
                return;
            }
            self.go(model, run, next, recorder);
            if self.is_gone() || self.moves_at_once > MOST_MOVES_AT_ONCE {
                return;
            }
        }
    }

    /// Returns whether nothing can happen any more that anyone counts.
    #[inline]
    fn is_gone(&self) -> bool {
        matches!(self.phase, Phase::Exit(at) if at as usize == PERMANENT)
    }
}

/// A household that moves so often without time passing is in a loop of the author's making,
/// which the checks refuse; this is the last net.
pub(crate) const MOST_MOVES_AT_ONCE: u32 = 10_000;
