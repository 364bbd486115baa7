//! One draw's model: the plan with the draw's numbers in place, ready for the hot loop.

use crate::compile::plan::{
    InterventionPlan, LeavePlan, N_EXITS, Plan, SegmentPlan, StepPlan, WayPlan,
};
use crate::engine::course::Course;
use crate::engine::length::Length;
use crate::engine::levers::{FIRST_INTERVENTION, Paths, WayInTime};
use crate::engine::path::Path;
use crate::engine::purposes::Purposes;
use crate::engine::world::{discontinuation_month, labour_market_path};
use crate::luck::{CohortKey, Purpose};
use crate::math::{ln, sqrt};
use crate::scenario::design::{Allocation, AppliesTo};
use crate::scenario::exits::ExitKind;
use crate::scenario::hazard::Since;
use crate::units::DAYS_PER_MONTH;

/// Position of the permanent exit.
pub(crate) const PERMANENT: usize = 7;
/// Position of the exit by withdrawal.
pub(crate) const WITHDRAWN: usize = 6;

/// One exit's clock in an open case.
#[derive(Debug)]
pub(crate) struct Clock {
    pub(crate) exit: usize,
    pub(crate) course: Course,
    pub(crate) since: Since,
    pub(crate) purpose: Purpose,
    /// Whether readiness and after-effects act on it.
    pub(crate) self_support: bool,
}

#[derive(Debug)]
pub(crate) struct SegmentModel {
    /// Share of new applications up to and with this segment.
    pub(crate) share_up_to: f64,
    pub(crate) share_of_stock: Option<f64>,
    pub(crate) readiness_sd: f64,
    pub(crate) two_adults_share: f64,
    pub(crate) benefit_sd_of_ln: f64,
    pub(crate) benefit_steps: Vec<(f64, f64)>,
    pub(crate) clocks: Vec<Clock>,
    pub(crate) permanent: Option<Course>,
}

#[derive(Debug)]
pub(crate) enum Leave {
    Never,
    Hazard(Course),
    After(Length),
}

#[derive(Debug)]
pub(crate) struct ExitModel {
    pub(crate) leave: Leave,
    pub(crate) ends_in: Vec<(usize, f64)>,
    pub(crate) part_benefit: Option<(f64, f64)>,
    pub(crate) second_adult_left: Option<f64>,
    pub(crate) without_intake: bool,
}

#[derive(Debug)]
pub(crate) struct InterventionModel {
    pub(crate) duration: Length,
    pub(crate) lock_in: f64,
    pub(crate) drop_out_per_day: f64,
    pub(crate) benefit_share: f64,
    pub(crate) effect_ratio: Option<f64>,
    /// Share of completers by exit position.
    pub(crate) outcome: [f64; N_EXITS],
    pub(crate) then: Vec<(usize, f64)>,
    pub(crate) after_effect: Option<(f64, f64)>,
}

#[derive(Debug)]
pub(crate) struct StepModel {
    pub(crate) wait: Length,
    pub(crate) search_ratio: f64,
    pub(crate) withdrawal_share: f64,
    pub(crate) lost_share: f64,
    pub(crate) benefit_paid: bool,
    pub(crate) on_return: bool,
    pub(crate) on_call_in: bool,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct ReviewModel {
    pub(crate) every_days: f64,
    pub(crate) finds_lost_share: f64,
    pub(crate) offers_menu_share: f64,
}

#[derive(Debug)]
pub(crate) struct WayModel {
    pub(crate) steps: Vec<StepModel>,
    /// By segment: intervention and ln weight.
    pub(crate) menu: Vec<Vec<(Option<usize>, f64)>>,
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
    /// Path positions by segment, kind of state and exit.
    pub(crate) path_at: Vec<u32>,
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
    n_kinds: usize,
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
        let ways = plan
            .ways
            .iter()
            .map(|way| {
                let gone_month = gone_month(plan, way, values, world);
                let go_live_month = way.go_live_month;
                let time = WayInTime {
                    go_live_month,
                    gone_month,
                    labour: &labour,
                    values,
                };
                way_model(plan, way, &time, paths.of_way(plan, way, &time))
            })
            .collect();
        Self {
            plan,
            purposes,
            segments: segments(plan, purposes, values),
            exits: plan
                .exits
                .iter()
                .map(|exit| exit_model(exit, values))
                .collect(),
            interventions: plan
                .interventions
                .iter()
                .map(|i| intervention_model(i, values))
                .collect(),
            ways,
            paths: paths.paths,
            reopen_days: plan.reopen_within_days.of(values),
            n_kinds: FIRST_INTERVENTION + plan.interventions.len(),
        }
    }

    /// Returns the path of one exit's hazard.
    #[inline]
    pub(crate) fn path(&self, way: usize, segment: usize, kind: usize, exit: usize) -> &Path {
        let at = (segment * self.n_kinds + kind) * N_EXITS + exit;
        &self.paths[self.ways[way].path_at[at] as usize]
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
    let after = discontinuation_month(risk.share.of(values), months, &way.id, world);
    if after > 1e6 {
        never
    } else {
        way.go_live_month + after.ceil() as usize
    }
}

fn segments(plan: &Plan, purposes: &Purposes, values: &[f64]) -> Vec<SegmentModel> {
    let total: f64 = plan
        .segments
        .iter()
        .map(|segment| segment.share_of_new.of(values))
        .sum();
    let mut up_to = 0.0;
    plan.segments
        .iter()
        .map(|segment| {
            up_to += segment.share_of_new.of(values) / total;
            segment_model(segment, purposes, values, up_to)
        })
        .collect()
}

fn segment_model(
    segment: &SegmentPlan,
    purposes: &Purposes,
    values: &[f64],
    share_up_to: f64,
) -> SegmentModel {
    let cv = segment.benefit_cv.of(values);
    let clocks = segment
        .hazards
        .iter()
        .enumerate()
        .filter(|(exit, _)| *exit != PERMANENT)
        .filter_map(|(exit, hazard)| hazard.as_ref().map(|hazard| (exit, hazard)))
        .map(|(exit, hazard)| Clock {
            exit,
            course: Course::of(&hazard.course, values),
            since: hazard.since,
            purpose: purposes.exits[exit].clock,
            self_support: matches!(ExitKind::ALL[exit], ExitKind::Job | ExitKind::Studies),
        })
        .collect();
    SegmentModel {
        share_up_to,
        share_of_stock: segment.share_of_stock.map(|share| share.of(values)),
        readiness_sd: segment.readiness_sd.of(values).abs(),
        two_adults_share: segment.two_adults_share.of(values),
        benefit_sd_of_ln: sqrt(ln(1.0 + cv * cv)),
        benefit_steps: segment
            .benefit_steps
            .iter()
            .map(|(d, r)| (d.of(values), r.of(values)))
            .collect(),
        clocks,
        permanent: segment.hazards[PERMANENT]
            .as_ref()
            .map(|h| Course::of(&h.course, values)),
    }
}

fn exit_model(exit: &crate::compile::plan::ExitPlan, values: &[f64]) -> ExitModel {
    ExitModel {
        leave: match &exit.leave {
            None => Leave::Never,
            Some(LeavePlan::Hazard(course)) => Leave::Hazard(Course::of(course, values)),
            Some(LeavePlan::After(length)) => Leave::After(Length::of(length, values)),
        },
        ends_in: exit
            .ends_in
            .iter()
            .map(|(to, share)| (*to, share.of(values)))
            .collect(),
        part_benefit: exit
            .part_benefit
            .map(|(share, left)| (share.of(values), left.of(values))),
        second_adult_left: exit.second_adult_left.map(|left| left.of(values)),
        without_intake: exit.without_intake,
    }
}

fn intervention_model(plan: &InterventionPlan, values: &[f64]) -> InterventionModel {
    let mut outcome = [0.0; N_EXITS];
    for (exit, share) in &plan.outcome {
        outcome[*exit] = share.of(values);
    }
    InterventionModel {
        duration: Length::of(&plan.duration, values),
        lock_in: plan.lock_in.of(values),
        drop_out_per_day: plan.drop_out_per_day.map_or(0.0, |rate| rate.of(values)),
        benefit_share: plan.benefit_share.of(values),
        effect_ratio: plan.effect_ratio.map(|ratio| ratio.of(values)),
        outcome,
        then: plan
            .then
            .iter()
            .map(|(to, share)| (*to, share.of(values)))
            .collect(),
        after_effect: plan
            .after_effect
            .map(|(ratio, days)| (ratio.of(values), days.of(values))),
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

fn way_model(plan: &Plan, way: &WayPlan, time: &WayInTime<'_>, path_at: Vec<u32>) -> WayModel {
    let values = time.values;
    let menu = way
        .menu
        .iter()
        .map(|menu| {
            menu.iter()
                .map(|(to, weight)| (*to, weight.of(values)))
                .filter(|(_, weight)| *weight > 0.0)
                .map(|(to, weight)| (to, ln(weight)))
                .collect()
        })
        .collect();
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
        menu,
        match_quality: way.match_quality.of(values),
        fit_slope: way.fit_slope.of(values),
        programme: way
            .programme
            .as_ref()
            .map(|p| (Length::of(&p.length, values), p.last)),
        review: way.review.as_ref().map(|review| ReviewModel {
            every_days: review.every_days.of(values).max(0.01),
            finds_lost_share: review.finds_lost_share.of(values),
            offers_menu_share: review.offers_menu_share.of(values),
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
        path_at,
    }
}
