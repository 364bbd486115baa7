//! Ways of working.

use std::sync::Arc;

use crate::compile::lower::{exits_named, length, month_at, segments_named};
use crate::compile::lower_pools::{needs, own_capacity};
use crate::compile::plan::{
    DiscontinuationPlan, EffectPlan, EffectState, Num, ProgrammePlan, ReviewPlan, StepPlan,
    TransitionPlan, TreatedPlan, WayPlan,
};
use crate::compile::slots::Slots;
use crate::scenario::Scenario;
use crate::scenario::design::{Allocation, AppliesTo, Design, Treated};
use crate::scenario::effect::Effect;
use crate::scenario::exits::ExitKind;
use crate::scenario::intake::{IntakeStep, Review};
use crate::scenario::number::Number;
use crate::tree::fields::ById;
use crate::units::Ratio;

/// The segment that levers act on where nothing is written, if there is one.
const DEFAULT_SEGMENT: &str = "slow";
/// The word for every segment.
pub(crate) const EVERY: &str = "every";
/// The word for no intervention.
pub(crate) const NONE: &str = "none";

/// Returns ids of designs in the plan's order: `today` first, then as written.
pub(crate) fn ordered(scenario: &Scenario) -> Vec<(&str, &Design)> {
    let today = scenario.design.iter().filter(|(id, _)| *id == "today");
    today
        .chain(scenario.design.iter().filter(|(id, _)| *id != "today"))
        .collect()
}

/// Returns how much of further positive levers is added: a number of the scenario only where
/// some design has more than one lever.
pub(crate) fn overlap(slots: &mut Slots<'_>, scenario: &Scenario) -> Num {
    let several = scenario
        .design
        .values()
        .any(|design| design.effect.len() > 1);
    let written = scenario.levers.as_ref().map(|levers| &levers.overlap);
    slots.num_or(written.filter(|_| several), 1.0)
}

/// Returns the ways of working, `today` first.
pub(crate) fn ways(slots: &mut Slots<'_>, scenario: &Scenario) -> Vec<WayPlan> {
    ordered(scenario)
        .into_iter()
        .map(|(id, design)| way(slots, scenario, id, design))
        .collect()
}

fn way(slots: &mut Slots<'_>, scenario: &Scenario, id: &str, design: &Design) -> WayPlan {
    WayPlan {
        id: Arc::from(id),
        steps: design
            .intake
            .iter()
            .map(|of| step(slots, scenario, of))
            .collect(),
        menu: scenario
            .segment
            .ids()
            .map(|segment| menu(slots, scenario, &design.menu, segment))
            .collect(),
        match_quality: slots.num_or(design.match_quality.as_ref(), 0.0),
        fit_slope: slots.num_or(design.fit_slope.as_ref(), 0.0),
        programme: design.programme.as_ref().map(|programme| ProgrammePlan {
            length: length(slots, &programme.months),
            last: programme
                .last
                .as_ref()
                .and_then(|last| scenario.intervention.position(&last.id)),
        }),
        review: design.review.as_ref().map(|of| review(slots, scenario, of)),
        effects: design
            .effect
            .values()
            .map(|of| effect(slots, scenario, of))
            .collect(),
        transition: design.transition.as_ref().map(|transition| TransitionPlan {
            hazard_ratio: slots.num(&transition.hazard_ratio),
            hold_months: slots.num(&transition.hold_months),
            until_month: slots.num(&transition.until_month),
        }),
        discontinuation: design
            .discontinuation
            .as_ref()
            .map(|risk| DiscontinuationPlan {
                share: slots.num(&risk.share),
                within_months: slots.num(&risk.within_months),
                notice_months: slots.num_or(risk.notice_months.as_ref(), 0.0),
            }),
        treated: treated(slots, scenario, design.treated.as_ref()),
        go_live_month: month_at(scenario, design.go_live),
        ramp_up_months: slots.num_or(design.ramp_up_months.as_ref(), 0.0),
        volume_share: slots.num_or(design.volume_share.as_ref(), 1.0),
        entry_ratio: entry_ratio(slots, scenario, &design.entry_ratio),
        capacity: own_capacity(slots, scenario, design),
    }
}

fn step(slots: &mut Slots<'_>, scenario: &Scenario, of: &IntakeStep) -> StepPlan {
    StepPlan {
        id: Arc::from(of.id.id.as_str()),
        wait: length(slots, &of.wait_days),
        search_ratio: slots.num_or(of.search_ratio.as_ref(), 1.0),
        withdrawal_share: of.withdrawal_share.as_ref().map(|share| slots.num(share)),
        lost_share: of.lost_share.as_ref().map(|share| slots.num(share)),
        benefit_paid: of.benefit_paid.unwrap_or(true),
        on_return: of.on_return.unwrap_or(true),
        on_call_in: of.on_call_in.unwrap_or(true),
        needs: needs(slots, scenario, (of.pool.as_ref(), &of.minutes), None),
    }
}

fn menu(
    slots: &mut Slots<'_>,
    scenario: &Scenario,
    menu: &ById<ById<Number<Ratio>>>,
    segment: &str,
) -> Vec<(Option<usize>, Num)> {
    let Some(weights) = menu.get(segment).or_else(|| menu.get(EVERY)) else {
        return Vec::new();
    };
    weights
        .iter()
        .filter_map(|(to, weight)| {
            let to = if to == NONE {
                None
            } else {
                Some(scenario.intervention.position(to)?)
            };
            Some((to, slots.num(weight)))
        })
        .collect()
}

fn review(slots: &mut Slots<'_>, scenario: &Scenario, of: &Review) -> ReviewPlan {
    ReviewPlan {
        every_days: slots.num(&of.every_days),
        finds_lost_share: slots.num_or(of.finds_lost_share.as_ref(), 1.0),
        offers_menu_share: slots.num_or(of.offers_menu_share.as_ref(), 0.0),
        needs: needs(slots, scenario, (of.pool.as_ref(), &of.minutes), None),
    }
}

fn effect(slots: &mut Slots<'_>, scenario: &Scenario, of: &Effect) -> EffectPlan {
    let segments = if of.segments.is_empty() && scenario.segment.get(DEFAULT_SEGMENT).is_some() {
        scenario
            .segment
            .ids()
            .map(|id| id == DEFAULT_SEGMENT)
            .collect()
    } else {
        segments_named(scenario, &of.segments)
    };
    let states = of
        .states
        .iter()
        .filter_map(|state| match state.id.as_str() {
            "open" => Some(EffectState::Open),
            "lost" => Some(EffectState::Lost),
            "intake" => Some(EffectState::Intake),
            id => scenario
                .intervention
                .position(id)
                .map(EffectState::Intervention),
        });
    let hazard_ratio = slots.num(&of.hazard_ratio);
    let hazard_ratio = slots.titled(hazard_ratio, of.title.as_ref());
    EffectPlan {
        hazard_ratio,
        segments,
        exits: exits_named(&of.exits, &[ExitKind::Job, ExitKind::Studies]),
        states: if of.states.is_empty() {
            vec![EffectState::Open]
        } else {
            states.collect()
        },
    }
}

fn treated(slots: &mut Slots<'_>, scenario: &Scenario, of: Option<&Treated>) -> TreatedPlan {
    let segments = segments_named(scenario, of.map_or(&[], |of| of.segments.as_slice()));
    TreatedPlan {
        share: slots.num_or(of.and_then(|of| of.share.as_ref()), 1.0),
        allocation: of
            .and_then(|of| of.allocation)
            .unwrap_or(Allocation::Random),
        segments,
        consent_share: slots.num_or(of.and_then(|of| of.consent_share.as_ref()), 1.0),
        applies_to: of.and_then(|of| of.applies_to).unwrap_or(AppliesTo::New),
        call_in_months: slots.num_or(of.and_then(|of| of.call_in_months.as_ref()), 0.0),
    }
}

fn entry_ratio(
    slots: &mut Slots<'_>,
    scenario: &Scenario,
    ratios: &ById<Number<Ratio>>,
) -> Option<Vec<Num>> {
    if ratios.is_empty() {
        return None;
    }
    let of = |segment: &str| ratios.get(segment).or_else(|| ratios.get(EVERY));
    Some(
        scenario
            .segment
            .ids()
            .map(|segment| slots.num_or(of(segment), 1.0))
            .collect(),
    )
}
