//! Segments, exits and interventions with one draw's numbers in place.

use crate::compile::plan::{ExitPlan, InterventionPlan, LeavePlan, N_EXITS, Plan, SegmentPlan};
use crate::luck::Purpose;
use crate::math::{ln, logistic, logit, sqrt};
use crate::model::course::Course;
use crate::model::length::Length;
use crate::model::levers::is_self_support;
use crate::model::pools::{Need, needs};
use crate::model::purposes::{ExitPurposes, InterventionPurposes, Purposes};
use crate::scenario::hazard::Since;

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
    /// Which of several is the first, and how long after it this one comes.
    pub(crate) which: Purpose,
    pub(crate) after: Purpose,
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
    /// Whether anyone keeps a part of the benefit.
    pub(crate) may_keep_benefit: bool,
    pub(crate) part_benefit: Option<(f64, f64)>,
    /// Infinite where a part is kept for the whole stay.
    pub(crate) benefit_left_days: f64,
    pub(crate) second_adult_left: Option<f64>,
    pub(crate) without_intake: bool,
    pub(crate) luck: ExitPurposes,
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
    /// Exits of completers where nothing shifts them, with the sum of the shares up to each.
    pub(crate) unshifted: Vec<(usize, f64)>,
    pub(crate) then: Vec<(usize, f64)>,
    pub(crate) after_effect: Option<(f64, f64)>,
    pub(crate) luck: InterventionPurposes,
    /// What its start needs of pools: a place first.
    pub(crate) needs: Vec<Need>,
}

/// The largest share of completers that can take an exit at completion.
const MOST_EXITS: f64 = 0.98;

impl InterventionModel {
    /// Returns what the shares of exits other than job and studies are multiplied by, of those
    /// who do not complete well, where shares are written.
    pub(crate) fn others(&self) -> f64 {
        1.0 / (1.0 - well(&self.outcome)).max(1.0 - MOST_EXITS)
    }

    /// Returns shares of completers by exit when the log-odds of completing well are shifted.
    ///
    /// Completing well is going to job or studies. Other exits take their written share of those
    /// who do not complete well, scaled where a written share of job and studies was moved.
    pub(crate) fn shifted(
        &self,
        mut shares: [f64; N_EXITS],
        shift: f64,
        others: f64,
    ) -> [f64; N_EXITS] {
        let well = well(&shares);
        let capped = well.min(MOST_EXITS);
        let shifted = if shift == 0.0 || well <= 0.0 {
            capped
        } else {
            logistic(logit(capped) + shift)
        };
        for (exit, share) in shares.iter_mut().enumerate() {
            *share = if !is_self_support(exit) {
                self.outcome[exit] * others * (1.0 - shifted)
            } else if well > 0.0 {
                *share * shifted / well
            } else {
                0.0
            };
        }
        shares
    }

    fn with_unshifted(mut self) -> Self {
        let shares = self.shifted(self.outcome, 0.0, self.others());
        let mut up_to = 0.0;
        let taken = (0..N_EXITS).filter(|exit| shares[*exit] > 0.0);
        self.unshifted = taken
            .map(|exit| {
                up_to += shares[exit];
                (exit, up_to)
            })
            .collect();
        self
    }
}

fn well(shares: &[f64; N_EXITS]) -> f64 {
    let well = (0..N_EXITS).filter(|exit| is_self_support(*exit));
    well.map(|exit| shares[exit]).sum()
}

pub(crate) fn segments(plan: &Plan, purposes: &Purposes, values: &[f64]) -> Vec<SegmentModel> {
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
            which: purposes.exits[exit].which,
            after: purposes.exits[exit].after,
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

pub(crate) fn exit_model(exit: &ExitPlan, luck: ExitPurposes, values: &[f64]) -> ExitModel {
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
        may_keep_benefit: exit.part_benefit.is_some() || exit.second_adult_left.is_some(),
        part_benefit: exit
            .part_benefit
            .map(|(share, left)| (share.of(values), left.of(values))),
        benefit_left_days: exit
            .benefit_left_days
            .map_or(f64::INFINITY, |days| days.of(values)),
        second_adult_left: exit.second_adult_left.map(|left| left.of(values)),
        without_intake: exit.without_intake,
        luck,
    }
}

pub(crate) fn intervention_model(
    plan: &InterventionPlan,
    luck: InterventionPurposes,
    values: &[f64],
) -> InterventionModel {
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
        unshifted: Vec::new(),
        then: plan
            .then
            .iter()
            .map(|(to, share)| (*to, share.of(values)))
            .collect(),
        after_effect: plan
            .after_effect
            .map(|(ratio, days)| (ratio.of(values), days.of(values))),
        luck,
        needs: needs(&plan.needs, values),
    }
    .with_unshifted()
}
