//! What a draw's model does not use, known when the engine is compiled.
//!
//! The engine is one text. It is compiled once for any model, and once more for those in which
//! what is seldom asked for is not asked for: there the compiler strips it. Which of them a draw
//! runs is decided once, by [`Model::is_plain`]; the answers are the same to the bit, and a test
//! holds that.

use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use crate::model::groups::Groups;
use crate::model::parts::{ExitModel, InterventionModel, PERMANENT, SegmentModel};
use crate::model::ways::{StepModel, WayModel};
use crate::model::whole::Model;

/// What is known about a model.
pub(crate) trait Facts: Copy + fmt::Debug {
    /// Whether nothing is in it that [`Model::is_plain`] asks about.
    const PLAIN: bool;
    /// Whether a household may have to wait for another.
    const QUEUES: bool;
}

/// Anything.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Any;

/// Anything, but nobody waits for another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NoQueues;

/// A plain model.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plain;

/// A plain model with limited places.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PlainWithQueues;

impl Facts for Any {
    const PLAIN: bool = false;
    const QUEUES: bool = true;
}

impl Facts for NoQueues {
    const PLAIN: bool = false;
    const QUEUES: bool = false;
}

impl Facts for Plain {
    const PLAIN: bool = true;
    const QUEUES: bool = false;
}

impl Facts for PlainWithQueues {
    const PLAIN: bool = true;
    const QUEUES: bool = true;
}

/// A model and what is known about it.
#[derive(Debug)]
pub(crate) struct Given<'m, F> {
    model: &'m Model<'m>,
    facts: PhantomData<F>,
}

impl<F> Clone for Given<'_, F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<F> Copy for Given<'_, F> {}

impl<'m, F: Facts> Given<'m, F> {
    /// Returns a model of which this is known.
    pub(crate) fn new(model: &'m Model<'m>) -> Self {
        let facts = PhantomData;
        Self { model, facts }
    }

    /// Returns the model, for as long as it lives.
    #[inline]
    pub(crate) fn model(self) -> &'m Model<'m> {
        self.model
    }
}

impl<'m, F> Deref for Given<'m, F> {
    type Target = Model<'m>;

    #[inline]
    fn deref(&self) -> &Model<'m> {
        self.model
    }
}

impl Model<'_> {
    /// Returns whether households differ by luck alone and meet only waits, choices that fit does not
    /// sway, interventions with stated outcomes, constant hazards, exits and returns.
    pub(crate) fn is_plain(&self) -> bool {
        let plan = self.plan;
        let keeps = self.exits.iter().any(|exit| exit.may_keep_benefit);
        // Whoever is gone for good is followed no longer.
        let leads_away = |(to, _): &(usize, f64)| *to == PERMANENT;
        let ends_for_good = |exit: &ExitModel| exit.ends_in.iter().any(leads_away);
        plan.probes.is_empty()
            && plan.watches.is_empty()
            && plan.limited.is_empty()
            && !keeps
            && !self.exits.iter().any(ends_for_good)
            && !self.lanes.any_by_state
            && self.segments.iter().all(is_plain_segment)
            && (0..self.segments.len()).all(|at| is_plain_group(self.lanes.groups(at)))
            && self.interventions.iter().all(is_plain_intervention)
            && self.ways.iter().all(is_plain_way)
    }
}

fn is_plain_segment(segment: &SegmentModel) -> bool {
    segment.readiness_sd == 0.0 && segment.benefit_steps.is_empty() && segment.permanent.is_none()
}

fn is_plain_group(groups: &Groups) -> bool {
    !groups.winds_more
}

fn is_plain_intervention(of: &InterventionModel) -> bool {
    of.outcome[PERMANENT] == 0.0
        && of.drop_out_per_day == 0.0
        && of.effect_ratio.is_none()
        && of.after_effect.is_none()
}

fn is_plain_way(way: &WayModel) -> bool {
    let is_plain = |step: &StepModel| step.lost_share == 0.0 && step.withdrawal_share == 0.0;
    way.match_quality == 0.0
        && way.fit_slope == 0.0
        && way.programme.is_none()
        && way.review.is_none()
        && !way.calls_in
        && way.steps.iter().all(is_plain)
}
