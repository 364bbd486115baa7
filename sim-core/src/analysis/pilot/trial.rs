//! The model of a pilot: new households alone, half of them lived under today and again under the design.

use crate::compile::plan::{LookUp, N_EXITS, Num, PlacesInLife, Plan, WatchPlan, WatchedGroup};
use crate::scenario::design::AppliesTo;
use crate::scenario::exits::ExitKind;
use crate::units::DAYS_PER_MONTH;

/// What is looked for, in the order of the watches of a month.
pub(super) const N_LOOKS: usize = 3;
/// Where a household is: off assistance, in job or studies, has ever been in job or studies.
pub(super) const OFF: usize = 0;
pub(super) const SELF_SUPPORT: usize = 1;
pub(super) const EVER: usize = 2;

/// Returns a plan with new households alone, each looked up every month until `months`, and one design in full force from
/// the first day.
///
/// All apply in the first month, and a design's own volume, its start and the risk that it ends are left out: a pilot
/// is run as designed. So are limited places: a pilot of some ten households does not fill them.
pub(super) fn trial_plan(plan: &Plan, design: usize, (months, households): (u32, f64)) -> Plan {
    let mut trial = plan.clone();
    trial.calendar.n_months = (months as usize + 1).min(plan.calendar.n_months);
    trial.calendar.whole_year = vec![false; plan.calendar.years.len()];
    if let Some(inflow) = &mut trial.inflow {
        inflow.per_month = Num::known(households);
        inflow.season.clear();
        inflow.trend_per_year = Num::known(0.0);
    }
    trial.stock.present = false;
    trial.lists.clear();
    trial.probes.clear();
    without_limits(&mut trial);
    let way = &mut trial.ways[design];
    way.treated.share = Num::known(1.0);
    way.treated.applies_to = AppliesTo::New;
    way.discontinuation = None;
    way.go_live_month = 0;
    way.ramp_up_months = Num::known(0.0);
    way.volume_share = Num::known(1.0);
    way.entry_ratio = None;
    let segments = way.treated.segments.clone();
    trial.watches = (1..=months)
        .flat_map(|month| looks(month, &segments, plan.interventions.len()))
        .collect();
    trial
}

fn without_limits(trial: &mut Plan) {
    trial.pools.clear();
    let interventions = trial.interventions.iter_mut();
    interventions.for_each(|of| of.needs.clear());
    for way in &mut trial.ways {
        way.capacity.clear();
        way.steps.iter_mut().for_each(|step| step.needs.clear());
        way.review
            .iter_mut()
            .for_each(|review| review.needs.clear());
    }
}

fn looks(month: u32, segments: &[bool], n_interventions: usize) -> [WatchPlan; N_LOOKS] {
    let exits = |those: &dyn Fn(ExitKind) -> bool| {
        let mut exits = [false; N_EXITS];
        ExitKind::ALL
            .iter()
            .for_each(|exit| exits[*exit as usize] = those(*exit));
        PlacesInLife {
            assistance: false,
            interventions: vec![false; n_interventions],
            exits,
        }
    };
    // A month without payment and without income is no way out.
    let off = exits(&|exit| exit != ExitKind::PaymentGap);
    let self_support = exits(&|exit| matches!(exit, ExitKind::Job | ExitKind::Studies));
    let look = |places: &PlacesInLife, ever| WatchPlan {
        group: WatchedGroup::Applicants,
        segments: segments.to_vec(),
        begins: (0.0, DAYS_PER_MONTH),
        look_up: LookUp::After(f64::from(month) * DAYS_PER_MONTH),
        places: places.clone(),
        ever,
    };
    [
        look(&off, false),
        look(&self_support, false),
        look(&self_support, true),
    ]
}
