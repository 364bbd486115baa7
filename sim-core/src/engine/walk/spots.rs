//! Where households of a walked model can be, and the moves between.

use crate::model::facts::{Given, Plain};
use crate::model::levers::FIRST_INTERVENTION;
use crate::model::parts::InterventionModel;
use crate::model::ways::Intake;
use crate::model::whole::Model;
use crate::tally::layout::Happening;

/// Where a household of some segment can be.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Spot {
    /// In an intake step.
    Step(usize, Intake),
    /// At the choice, without having been in a step.
    Choice,
    Inside(usize),
    /// At the end of an intervention that may go on in another one.
    Behind(usize),
    /// Before a limited intervention, and in its queue.
    Asks(usize),
    Queued(usize),
    Open,
    Exit(usize),
}

impl Spot {
    /// Returns the place in the order in which states are seen to.
    pub(super) fn rank(self, model: Given<'_, Plain>) -> (usize, usize) {
        match self {
            Self::Step(at, _) => (0, at),
            Self::Choice => (1, 0),
            Self::Inside(at) => (2, at),
            Self::Behind(at) => (3, at),
            // Nobody is in the queue while others walk.
            Self::Asks(at) | Self::Queued(at) => (7, at),
            Self::Open => (4, 0),
            // Those that lead to other exits first.
            Self::Exit(at) => (5 + usize::from(model.exits[at].ends_in.is_empty()), at),
        }
    }
}

/// A move as it is worked out: where to, what happens, and what is counted of the household.
pub(super) struct Move {
    pub(super) to: Spot,
    pub(super) events: Vec<Happening>,
    pub(super) begins_spell: bool,
}

impl Move {
    /// Returns a move at which nothing is counted.
    pub(super) fn to(to: Spot) -> Self {
        Self {
            to,
            events: Vec::new(),
            begins_spell: false,
        }
    }

    /// Lets something happen at it, before what happens anyhow.
    pub(super) fn with(mut self, what: Happening) -> Self {
        self.events.insert(0, what);
        self
    }

    /// Lets a spell begin with it.
    pub(super) fn in_new_spell(mut self) -> Self {
        self.begins_spell = true;
        self
    }
}

/// Returns whether nothing is limited but places in interventions, as many at any time, for which people wait as
/// long as it takes, and neither there nor inside does a clock run.
pub(super) fn places_are_simple(model: &Model<'_>) -> bool {
    let way = &model.ways[0];
    let is_still = |kind: usize| {
        let mut places = (0..model.segments.len()).map(|at| model.lanes.of(0, at, kind));
        places.all(|place| place.speed <= 0.0 || place.lanes().is_empty())
    };
    let is_simple = |(at, of): (usize, &InterventionModel)| match of.needs.as_slice() {
        [] => true,
        [need] => {
            let pool = &model.pools[usize::from(need.pool)];
            let mut supply = way.supply[usize::from(need.pool)].iter();
            need.minutes.is_none()
                && pool.opening.is_none()
                && pool.longest_wait == f64::INFINITY
                && pool.longest_queue == usize::MAX
                && supply.all(|step| step.from == f64::NEG_INFINITY)
                && is_still(model.lanes.of_queue(at, 0))
                && is_still(FIRST_INTERVENTION + at)
        }
        _ => false,
    };
    way.review_needs.is_empty()
        && way.steps.iter().all(|step| step.needs.is_empty())
        && model.interventions.iter().enumerate().all(is_simple)
}
