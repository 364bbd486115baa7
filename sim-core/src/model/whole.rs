//! One draw's model: the plan with the draw's numbers in place, ready for the hot loop.

use crate::compile::plan::{Num, Plan, StepPlan, WayPlan};
use crate::luck::CohortKey;
use crate::math::ln_1p;
use crate::model::lanes::Lanes;
use crate::model::length::Length;
use crate::model::levers::{Paths, WayInTime};
use crate::model::parts::{
    ExitModel, InterventionModel, SegmentModel, exit_model, intervention_model, segments,
};
use crate::model::path::Path;
use crate::model::purposes::Purposes;
use crate::model::world::{discontinuation_month, labour_market_path};
use crate::scenario::design::{Allocation, AppliesTo};
use crate::units::DAYS_PER_MONTH;

#[derive(Debug, PartialEq)]
pub(crate) struct StepModel {
    pub(crate) wait: Length,
    pub(crate) search_ratio: f64,
    pub(crate) withdrawal_share: f64,
    pub(crate) lost_share: f64,
    pub(crate) benefit_paid: bool,
    pub(crate) on_return: bool,
    pub(crate) on_call_in: bool,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ReviewModel {
    pub(crate) every_days: f64,
    pub(crate) finds_lost: Often,
    pub(crate) offers_menu: Often,
}

/// How often a review does what it may do.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Often {
    Never,
    Sometimes {
        /// Mean of the exponential whose whole part is how many reviews pass before.
        mean: f64,
    },
    Always,
}

impl Often {
    fn share(share: f64) -> Self {
        if share <= 0.0 {
            Self::Never
        } else if share >= 1.0 {
            Self::Always
        } else {
            Self::Sometimes {
                mean: -1.0 / ln_1p(-share),
            }
        }
    }
}

/// What the menu holds for a segment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Alternative {
    /// Intervention; none where the case stays open.
    pub(crate) to: Option<usize>,
    pub(crate) one_over_weight: f64,
}

#[derive(Debug)]
pub(crate) struct WayModel {
    pub(crate) steps: Vec<StepModel>,
    /// By segment, the likeliest first.
    pub(crate) menu: Vec<Vec<Alternative>>,
    pub(crate) match_quality: f64,
    pub(crate) fit_slope: f64,
    pub(crate) programme: Option<(Length, Option<usize>)>,
    pub(crate) review: Option<ReviewModel>,
    pub(crate) share: f64,
    pub(crate) allocation: Allocation,
    pub(crate) segments: Vec<bool>,
    pub(crate) consent_share: f64,
    pub(crate) calls_in: bool,
    pub(crate) call_in_days: f64,
    /// Days from the start.
    pub(crate) go_live: f64,
    pub(crate) gone: f64,
    pub(crate) ramp_up_days: f64,
    pub(crate) volume_share: f64,
    pub(crate) entry_ratio: Option<Vec<f64>>,
}

/// The plan with one draw's numbers in place.
#[derive(Debug)]
pub(crate) struct Model<'p> {
    pub(crate) plan: &'p Plan,
    pub(crate) purposes: &'p Purposes,
    pub(crate) segments: Vec<SegmentModel>,
    pub(crate) exits: Vec<ExitModel>,
    pub(crate) interventions: Vec<InterventionModel>,
    pub(crate) ways: Vec<WayModel>,
    pub(crate) paths: Vec<Path>,
    pub(crate) reopen_days: f64,
    pub(crate) lanes: Lanes,
}

impl<'p> Model<'p> {
    /// Returns the model of one draw; `world` keys the labour market and discontinuation.
    pub(crate) fn new(
        plan: &'p Plan,
        purposes: &'p Purposes,
        values: &[f64],
        world: CohortKey,
    ) -> Self {
        let n_months = plan.calendar.n_months;
        let labour = plan.labour.as_ref().map_or_else(Vec::new, |labour| {
            let (sd, kept) = (labour.sd.of(values), labour.persistence_per_year.of(values));
            labour_market_path(sd, kept, n_months as u32, world)
        });
        let mut paths = Paths::default();
        let mut path_at = Vec::with_capacity(plan.ways.len());
        let mut ways = Vec::with_capacity(plan.ways.len());
        for way in &plan.ways {
            let gone_month = gone_month(plan, way, values, world);
            let go_live_month = way.go_live_month;
            let time = WayInTime {
                go_live_month,
                gone_month,
                labour: &labour,
                values,
            };
            path_at.push(paths.of_way(plan, way, &time));
            ways.push(way_model(plan, way, &time));
        }
        let segments = segments(plan, purposes, values);
        let interventions: Vec<InterventionModel> = plan
            .interventions
            .iter()
            .map(|i| intervention_model(i, values))
            .collect();
        Self {
            plan,
            purposes,
            exits: plan
                .exits
                .iter()
                .map(|exit| exit_model(exit, values))
                .collect(),
            lanes: Lanes::new(&segments, &interventions, &paths.paths, &path_at),
            segments,
            interventions,
            ways,
            paths: paths.paths,
            reopen_days: plan.reopen_within_days.of(values),
        }
    }
}

impl Model<'_> {
    /// Returns whether households of a segment that two designs have taken on live just the same
    /// under both; whom they call in may differ.
    pub(crate) fn is_same_to(&self, segment: usize, design: usize, other: usize) -> bool {
        let steps_are_same = self.ways[design].steps == self.ways[other].steps
            && self.purposes.steps[design] == self.purposes.steps[other];
        steps_are_same
            && self.ways[design].treats_same(&self.ways[other], segment)
            && self.lanes.are_same(segment, design, other)
    }
}

impl WayModel {
    /// Returns whether a segment meets the same menu, reviews and rule of who is taken on.
    fn treats_same(&self, other: &Self, segment: usize) -> bool {
        let choice = |way: &Self| (way.match_quality, way.fit_slope, way.programme, way.review);
        let volume = |way: &Self| (way.volume_share, way.ramp_up_days, way.go_live, way.gone);
        let who = |way: &Self| (way.share, way.allocation, way.consent_share);
        self.menu[segment] == other.menu[segment]
            && choice(self) == choice(other)
            && volume(self) == volume(other)
            && who(self) == who(other)
            && self.segments[segment] == other.segments[segment]
    }
}

/// Returns the first month in which a way is no longer run as designed.
///
/// The time itself is continuous; it takes hold at the next month's start, like
/// everything else that changes in calendar time.
fn gone_month(plan: &Plan, way: &WayPlan, values: &[f64], world: CohortKey) -> usize {
    let never = usize::MAX;
    let Some(risk) = way
        .discontinuation
        .as_ref()
        .filter(|_| plan.adjustments.discontinuation)
    else {
        return never;
    };
    let months = risk.within_months.of(values).max(1e-9);
    let after = discontinuation_month(risk.share.of(values), months, world);
    if after > 1e6 {
        never
    } else {
        way.go_live_month + after.ceil() as usize
    }
}

fn step_model(step: &StepPlan, values: &[f64]) -> StepModel {
    StepModel {
        wait: Length::of(&step.wait, values),
        search_ratio: step.search_ratio.of(values),
        withdrawal_share: step.withdrawal_share.map_or(0.0, |share| share.of(values)),
        lost_share: step.lost_share.map_or(0.0, |share| share.of(values)),
        benefit_paid: step.benefit_paid,
        on_return: step.on_return,
        on_call_in: step.on_call_in,
    }
}

fn alternatives(menu: &[(Option<usize>, Num)], values: &[f64]) -> Vec<Alternative> {
    let mut alternatives: Vec<Alternative> = menu
        .iter()
        .map(|(to, weight)| (*to, weight.of(values)))
        .filter(|(_, weight)| *weight > 0.0)
        .map(|(to, weight)| Alternative {
            to,
            one_over_weight: 1.0 / weight,
        })
        .collect();
    // The order decides nothing but how soon the others are out of the race.
    alternatives.sort_by(|a, b| a.one_over_weight.total_cmp(&b.one_over_weight));
    alternatives
}

fn way_model(plan: &Plan, way: &WayPlan, time: &WayInTime<'_>) -> WayModel {
    let values = time.values;
    let gone = if time.gone_month == usize::MAX {
        f64::INFINITY
    } else {
        time.gone_month as f64 * DAYS_PER_MONTH
    };
    WayModel {
        steps: way
            .steps
            .iter()
            .map(|step| step_model(step, values))
            .collect(),
        menu: way
            .menu
            .iter()
            .map(|menu| alternatives(menu, values))
            .collect(),
        match_quality: way.match_quality.of(values),
        fit_slope: way.fit_slope.of(values),
        programme: way
            .programme
            .as_ref()
            .map(|p| (Length::of(&p.length, values), p.last)),
        review: way.review.as_ref().map(|review| ReviewModel {
            every_days: review.every_days.of(values).max(0.01),
            finds_lost: Often::share(review.finds_lost_share.of(values)),
            offers_menu: Often::share(review.offers_menu_share.of(values)),
        }),
        share: way.treated.share.of(values),
        allocation: way.treated.allocation,
        segments: way.treated.segments.clone(),
        consent_share: way.treated.consent_share.of(values),
        calls_in: way.treated.applies_to == AppliesTo::All,
        call_in_days: way.treated.call_in_months.of(values) * DAYS_PER_MONTH,
        go_live: time.go_live_month as f64 * DAYS_PER_MONTH,
        gone,
        ramp_up_days: way.ramp_up_months.of(values) * DAYS_PER_MONTH,
        volume_share: if plan.adjustments.volume {
            way.volume_share.of(values)
        } else {
            1.0
        },
        entry_ratio: way
            .entry_ratio
            .as_ref()
            .map(|all| all.iter().map(|r| r.of(values)).collect()),
    }
}
