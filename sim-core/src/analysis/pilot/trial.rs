//! The model of a pilot: new households alone, half of them lived under today and again under the design.

use crate::compile::plan::{LookUp, N_EXITS, Num, PlacesInLife, Plan, WatchPlan, WatchedGroup};
use crate::scenario::design::AppliesTo;
use crate::scenario::exits::ExitKind;
use crate::units::DAYS_PER_MONTH;

/// Where a household is: off assistance, in job or studies, has ever been in job or studies.
pub(super) const OFF: usize = 0;
pub(super) const SELF_SUPPORT: usize = 1;
pub(super) const EVER: usize = 2;

/// When a household is looked up, and what for.
pub(super) type Look = (u32, usize);

/// Returns when households are looked up: at the ends of some lengths of time, and every month until one of them for when they
/// first come to job or studies.
pub(super) fn looks(ends: &[u32], until: u32) -> Vec<Look> {
    let at_ends = ends
        .iter()
        .flat_map(|month| [(*month, OFF), (*month, SELF_SUPPORT)]);
    at_ends
        .chain((1..=until).map(|month| (month, EVER)))
        .collect()
}

/// Returns a plan with new households alone, so many on average, and one design in full force from the first day.
///
/// All apply in the first month, and a design's own volume, its start and the risk that it ends are left out: a pilot
/// is run as designed. So are limited places: a pilot of some ten households does not fill them.
pub(super) fn trial_plan(plan: &Plan, design: usize, (looks, households): (&[Look], f64)) -> Plan {
    let mut trial = plan.clone();
    let months = looks.iter().map(|(month, _)| *month).max().unwrap_or(0);
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
    trial.watches = looks
        .iter()
        .map(|look| watch(*look, &segments, plan.interventions.len()))
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

fn watch((month, look): Look, segments: &[bool], n_interventions: usize) -> WatchPlan {
    let mut exits = [false; N_EXITS];
    for exit in ExitKind::ALL {
        exits[*exit as usize] = match look {
            // A month without payment and without income is no way out.
            OFF => *exit != ExitKind::PaymentGap,
            _ => matches!(exit, ExitKind::Job | ExitKind::Studies),
        };
    }
    WatchPlan {
        group: WatchedGroup::Applicants,
        segments: segments.to_vec(),
        begins: (0.0, DAYS_PER_MONTH),
        look_up: LookUp::After(f64::from(month) * DAYS_PER_MONTH),
        places: PlacesInLife {
            assistance: false,
            interventions: vec![false; n_interventions],
            exits,
        },
        ever: look == EVER,
    }
}
