//! One household's life: the earliest clock wins, until the horizon.

use crate::engine::application::Application;
use crate::luck::{HouseholdKey, OccasionKey};
use crate::math::exp_quick;
use crate::model::facts::{Facts, Given};
use crate::model::lanes::Place;
use crate::model::parts::PERMANENT;
use crate::model::ways::Intake;
use crate::tally::layout::Happening;

/// Most clocks a household can have: one for each exit.
pub(crate) const MAX_CLOCKS: usize = crate::compile::plan::N_EXITS;

/// Which way's steps and menu a household follows: `today`, or the way that is run.
pub(crate) const TODAY: u8 = 0;
pub(crate) const OWN: u8 = 1;

/// Returns the position in the plan of the way that is followed where `run` is run.
#[inline]
pub(crate) fn way_at(own: u8, run: usize) -> usize {
    if own == TODAY { 0 } else { run }
}

/// Where a household is.
///
/// With a tag of its own: it is asked for at every turn, and one hidden in a field would have
/// to be worked out each time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Phase {
    Step {
        own: u8,
        step: u16,
        intake: Intake,
        salt: u32,
    },
    Lost,
    Open,
    /// Waits for a place in an intervention, in an open case.
    Queued(u16),
    Intervention(u16),
    Exit(u16),
}

/// What a household asks a limited pool for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ask {
    /// A place in an intervention, to start it.
    Start(u16),
    /// A slot for the step it is in.
    Step,
    /// A slot for a review of its case.
    Review,
}

/// How far a household is with something that needs a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    /// It is not time yet.
    Before,
    /// It waits for the slot.
    Queued,
    /// It is being served.
    Served,
}

/// Where a life is written down.
pub(crate) trait Recorder {
    /// A stretch of time in a place.
    fn stay<F: Facts>(&mut self, model: Given<'_, F>, life: &Life, place: &Place, span: (f64, f64));
    /// Something that happened at the life's present time.
    fn happened(&mut self, life: &Life, what: Happening);
    /// Called when a household is gone for good.
    #[inline]
    fn gone(&mut self, _: &Life) {}
    /// Called when a household moves on and on without time passing.
    #[inline]
    fn restless(&mut self) {}
    /// Called before a stay is written, with its end.
    #[inline]
    fn before_stay<F: Facts>(&mut self, _: Given<'_, F>, _: &Life, _: f64) {}
    /// Called before an application decides which way the household follows.
    #[inline]
    fn before_apply<F: Facts>(&mut self, _: Given<'_, F>, _: &Life, _: Intake) {}
}

/// What ends a stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// The first clock of a group.
    Clock(usize),
    Scheduled,
    DropOut,
    Permanent,
    CalledIn,
    Horizon,
}

/// What a household does next, without time passing.
///
/// A move is a chain of these: each stands in one place of the loop that makes them, however many
/// lead to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Then {
    /// Stays where it is.
    Stays,
    /// Takes an exit.
    Exits(usize),
    /// Goes to the first step from a position that this kind of intake passes, or on to the choice.
    Intake(usize, Intake),
    /// Chooses from the menu.
    Chooses,
    /// Starts an intervention, which fits so well.
    Starts(usize, f64),
    /// Comes to the open case.
    Opens,
}

/// One household.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Life {
    pub(crate) key: HouseholdKey,
    /// Application number, for alternation.
    pub(crate) number: u64,
    pub(crate) segment: usize,
    pub(crate) readiness: f64,
    pub(crate) one_over_readiness: f64,
    /// Benefit against the segment's mean.
    pub(crate) benefit: f64,
    pub(crate) two_adults: bool,

    /// Days from the start.
    pub(crate) now: f64,
    pub(crate) phase: Phase,
    /// When it came to the phase.
    pub(crate) entered: f64,
    /// Since when reviews of its case are counted: later than it came, where it follows another way since.
    pub(crate) reviewed_from: f64,
    /// Which way it follows.
    pub(crate) way: u8,
    /// Position of the place it is in, and of the first place of its way and segment.
    pub(crate) place: u32,
    pub(crate) places: u32,

    pub(crate) spell: u32,
    pub(crate) spell_start: f64,
    /// Luck of the clocks that started with the spell.
    pub(crate) spell_luck: OccasionKey,
    /// Visits to states within the spell, and choices made.
    pub(crate) visit: u32,
    pub(crate) choices: u32,
    /// Exits taken, over all spells.
    pub(crate) exits_taken: u32,
    /// When assistance last ended.
    pub(crate) left_at: f64,
    /// Share of the benefit kept in the present exit.
    pub(crate) benefit_left: f64,
    /// Until when it is kept.
    pub(crate) benefit_left_until: f64,

    /// What is left of the first clock of each group, in days at full speed where its hazard is
    /// constant and of its exponential elsewhere; and which exit that clock leads to.
    pub(crate) left: [f64; MAX_CLOCKS],
    pub(crate) first: [u8; MAX_CLOCKS],
    /// When the phase ends by itself: wait, duration, offer, finding, return.
    pub(crate) scheduled: f64,
    pub(crate) drop_out_at: f64,
    pub(crate) permanent_at: f64,
    pub(crate) call_in_at: f64,
    pub(crate) after_effect: f64,
    pub(crate) after_effect_until: f64,
    /// Fit of the intervention it is in.
    pub(crate) fit: f64,
    pub(crate) programme_until: f64,
    pub(crate) last_done: bool,
    /// Pool it asks, and what for: answered before it lives on.
    pub(crate) asks: Option<(u16, Ask)>,
    /// Pool in whose queue it is, and what for.
    pub(crate) waits_for: Option<(u16, Ask)>,
    /// Pool of which it holds a place or slot, and pool of which it has just given one back.
    pub(crate) holds: Option<u16>,
    pub(crate) released: Option<u16>,
    pub(crate) stage: Stage,
    /// How much of what it needs has been met.
    pub(crate) needs_met: u16,
    /// Since when it waits in a queue.
    pub(crate) queued_at: f64,
    /// Reviews of the present stay that needed a slot, and how many it takes until one matters.
    pub(crate) reviews_done: u32,
    pub(crate) reviews_needed: f64,
    /// Moves without time passing, in a row.
    pub(crate) moves_at_once: u32,
}

impl Life {
    /// Returns a household at its first application, before its first move.
    pub(crate) fn new<F: Facts>(model: Given<'_, F>, application: Application) -> Self {
        let mut life = Self::unwound(model, application);
        life.wind_clocks(model);
        life
    }

    /// Becomes another household, at its first application: a life is some hundred bytes, and moving it
    /// costs as much as living.
    pub(crate) fn becomes<F: Facts>(&mut self, model: Given<'_, F>, application: Application) {
        *self = Self::unwound(model, application);
        self.wind_clocks(model);
    }

    /// Returns the household before its clocks are wound.
    #[inline(always)]
    fn unwound<F: Facts>(model: Given<'_, F>, application: Application) -> Self {
        use crate::model::purposes as p;
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
                exp_quick(sd * key.stream(purpose, 0).normal() - sd * sd / 2.0)
            }
        };
        let readiness = if F::PLAIN {
            1.0
        } else {
            lognormal(of.readiness_sd, p::READINESS)
        };
        // In the open case, the first kind of state.
        let places = model.lanes.first_of(0, segment);
        Self {
            key,
            number,
            segment,
            readiness,
            one_over_readiness: 1.0 / readiness,
            benefit: lognormal(of.benefit_sd_of_ln, p::BENEFIT),
            two_adults: of.two_adults_share > 0.0
                && key.stream(p::TWO_ADULTS, 0).uniform() < of.two_adults_share,
            now: at,
            phase: Phase::Open,
            entered: at,
            reviewed_from: at,
            way: TODAY,
            place: places,
            places,
            spell: 0,
            spell_start: at,
            spell_luck: key.on(0),
            visit: 0,
            choices: 0,
            exits_taken: 0,
            left_at: at,
            benefit_left: 0.0,
            benefit_left_until: f64::NEG_INFINITY,
            left: [0.0; MAX_CLOCKS],
            first: [0; MAX_CLOCKS],
            scheduled: f64::INFINITY,
            drop_out_at: f64::INFINITY,
            permanent_at,
            call_in_at: f64::INFINITY,
            after_effect: 1.0,
            after_effect_until: f64::NEG_INFINITY,
            fit: 0.0,
            programme_until: f64::NEG_INFINITY,
            last_done: false,
            asks: None,
            waits_for: None,
            holds: None,
            released: None,
            stage: Stage::Before,
            needs_met: 0,
            queued_at: at,
            reviews_done: 0,
            reviews_needed: 0.0,
            moves_at_once: 0,
        }
    }

    /// Returns whether another copy of this household stands at the same point of its life.
    pub(crate) fn is_at_same_point(&self, other: &Self) -> bool {
        self.now == other.now && self.spell == other.spell && self.phase == other.phase
    }

    /// Returns whether no benefit is being paid because of an exit.
    #[inline]
    pub(crate) fn is_away(&self) -> bool {
        matches!(self.phase, Phase::Exit(_))
            && (self.benefit_left <= 0.0 || self.now >= self.benefit_left_until)
    }

    /// Returns the share of the benefit that is paid in a place.
    #[inline]
    pub(crate) fn benefit_share(&self, place: &Place) -> f64 {
        if place.is_away {
            self.benefit_left
        } else {
            place.benefit_share
        }
    }

    /// Returns how far apart occasions of this spell are from those of others.
    #[inline]
    pub(crate) fn occasion(&self, within: u32) -> u32 {
        self.spell.wrapping_mul(1 << 12).wrapping_add(within)
    }

    /// Returns which way's position in the plan the household follows.
    #[inline]
    pub(crate) fn way_idx(&self, run: usize) -> usize {
        way_at(self.way, run)
    }

    /// Follows `today` or the way that is run from now on, wherever it is.
    #[inline]
    pub(crate) fn follows<F: Facts>(&mut self, model: Given<'_, F>, way: u8, run: usize) {
        let kind = self.place - self.places;
        self.way = way;
        self.places = model.lanes.first_of(way_at(way, run), self.segment);
        self.place = self.places + kind;
    }

    /// Comes to another kind of state.
    #[inline]
    pub(crate) fn comes_to(&mut self, kind: usize) {
        self.place = self.places + kind as u32;
    }

    /// Lives until the horizon under `today` (`run` 0) or a way of working, or until it asks a
    /// limited pool or has given something back to one.
    pub(crate) fn live<F: Facts>(
        &mut self,
        model: Given<'_, F>,
        run: usize,
        horizon: f64,
        recorder: &mut impl Recorder,
    ) {
        while self.now < horizon && !(F::QUEUES && self.is_stopped()) {
            let place = model.model().lanes.place(self.place);
            let (next, at) = self.next(model, place, horizon);
            recorder.before_stay(model, self, at);
            recorder.stay(model, self, place, (self.now, at));
            // A spell that ends takes its clocks with it: nothing left to keep account of.
            if place.speed > 0.0 && !matches!(next, Next::Clock(_) | Next::Permanent) {
                self.use_up(model, place, at);
            }
            if at > self.now {
                self.now = at;
                self.moves_at_once = 0;
            } else {
                self.moves_at_once += 1;
                if self.moves_at_once > MOST_MOVES_AT_ONCE {
                    return recorder.restless();
                }
            }
            if next == Next::Horizon {
                return;
            }
            self.go(model, run, next, recorder);
            if !F::PLAIN && self.is_gone() {
                return recorder.gone(self);
            }
        }
    }

    /// Returns whether a limited pool has to be told something before it lives on.
    #[inline]
    fn is_stopped(&self) -> bool {
        self.asks.is_some() || self.released.is_some()
    }

    /// Returns whether nothing can happen any more that anyone counts.
    #[inline]
    pub(crate) fn is_gone(&self) -> bool {
        matches!(self.phase, Phase::Exit(at) if at as usize == PERMANENT)
    }
}

/// A household that moves so often without time passing is in a loop of the author's making,
/// which the checks refuse; this is the last net, and the run says so.
pub(crate) const MOST_MOVES_AT_ONCE: u32 = 10_000;
