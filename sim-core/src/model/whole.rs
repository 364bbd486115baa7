//! One draw's model: the plan with the draw's numbers in place, ready for the hot loop.

use crate::compile::plan::{Plan, WayPlan};
use crate::luck::CohortKey;
use crate::model::lanes::Lanes;
use crate::model::levers::{Paths, WayInTime};
use crate::model::parts::{
    ExitModel, InterventionModel, SegmentModel, exit_model, intervention_model, segments,
};
use crate::model::path::Path;
use crate::model::pools::PoolModel;
use crate::model::purposes::Purposes;
use crate::model::ways::{WayModel, way_model};
use crate::model::world::{discontinuation_month, labour_market_path};
use crate::tally::layout::Layout;

/// The plan with one draw's numbers in place.
#[derive(Debug)]
pub(crate) struct Model<'p> {
    pub(crate) plan: &'p Plan,
    pub(crate) purposes: &'p Purposes,
    pub(crate) segments: Vec<SegmentModel>,
    pub(crate) exits: Vec<ExitModel>,
    pub(crate) interventions: Vec<InterventionModel>,
    pub(crate) pools: Vec<PoolModel>,
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
        for (way_idx, way) in plan.ways.iter().enumerate() {
            let gone_month = gone_month(plan, way, values, world);
            let go_live_month = way.go_live_month;
            let time = WayInTime {
                go_live_month,
                gone_month,
                labour: &labour,
                values,
            };
            path_at.push(paths.of_way(plan, way, &time));
            ways.push(way_model(plan, purposes, way_idx, &time));
        }
        let segments = segments(plan, purposes, values);
        let interventions: Vec<InterventionModel> = plan
            .interventions
            .iter()
            .zip(&purposes.interventions)
            .map(|(of, luck)| intervention_model(of, *luck, values))
            .collect();
        let lanes = Lanes::new(&segments, &interventions, &ways, &paths.paths, &path_at);
        Self {
            plan,
            purposes,
            exits: plan
                .exits
                .iter()
                .zip(&purposes.exits)
                .map(|(exit, luck)| exit_model(exit, *luck, values))
                .collect(),
            lanes: lanes.with_columns(&Layout::new(plan, 0)),
            segments,
            interventions,
            pools: plan
                .pools
                .iter()
                .map(|pool| PoolModel::new(pool, values))
                .collect(),
            ways,
            paths: paths.paths,
            reopen_days: plan.reopen_within_days.of(values),
        }
    }
}

impl Model<'_> {
    /// Returns the model with as many places and slots as anyone could ask for.
    pub(crate) fn without_limits(mut self) -> Self {
        self.pools.clear();
        self.interventions
            .iter_mut()
            .for_each(|of| of.needs.clear());
        for way in &mut self.ways {
            way.steps.iter_mut().for_each(|step| step.needs.clear());
            way.review_needs.clear();
            way.review.iter_mut().for_each(|review| review.asks = false);
        }
        self
    }

    /// Returns whether households of a segment that two designs have taken on live just the same
    /// under both; whom they call in may differ.
    pub(crate) fn is_same_to(&self, segment: usize, design: usize, other: usize) -> bool {
        self.ways[design].steps == self.ways[other].steps
            && self.ways[design].treats_same(&self.ways[other], segment)
            && self.lanes.are_same(segment, design, other)
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
