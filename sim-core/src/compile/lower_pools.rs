//! Limited places and staff pools.

use std::sync::Arc;

use crate::compile::lower::{length, month_at};
use crate::compile::plan::{Num, PoolKind, PoolPlan, ServicePlan};
use crate::compile::slots::Slots;
use crate::scenario::Scenario;
use crate::scenario::design::Design;
use crate::scenario::intervention::Intervention;
use crate::scenario::staff::Pool;

/// Returns every pool: interventions with places first, then staff pools.
pub(crate) fn pools(slots: &mut Slots<'_>, scenario: &Scenario) -> Vec<PoolPlan> {
    let n_segments = scenario.segment.len();
    let mut pools = Vec::new();
    for (at, (id, of)) in scenario.intervention.iter().enumerate() {
        if is_limited(scenario, id, of) {
            pools.push(places(slots, scenario, (at, id), of));
        }
    }
    for (id, of) in scenario.pool.iter() {
        pools.push(PoolPlan {
            id: Arc::from(id),
            kind: PoolKind::Slots,
            capacity: vec![(0, slots.num(&of.slots))],
            service: Some(service(slots, of)),
            longest_wait_days: None,
            class: vec![0; n_segments],
        });
    }
    pools
}

/// Returns whether an intervention's places are limited at any time under any design.
fn is_limited(scenario: &Scenario, id: &str, of: &Intervention) -> bool {
    let mut designs = scenario.design.values();
    of.places.is_some()
        || !of.places_from.is_empty()
        || designs.any(|design| design.places.get(id).is_some())
}

fn places(
    slots: &mut Slots<'_>,
    scenario: &Scenario,
    (at, id): (usize, &str),
    of: &Intervention,
) -> PoolPlan {
    let mut capacity = Vec::new();
    if let Some(places) = &of.places {
        capacity.push((0, slots.num(places)));
    }
    for step in &of.places_from {
        capacity.push((month_at(scenario, Some(step.from)), slots.num(&step.places)));
    }
    capacity.sort_by_key(|(month, _)| *month);
    let last = of.priority.len() as u8;
    let class = |segment: &str| {
        let first = of.priority.iter().position(|named| named.id == segment);
        first.map_or(last, |at| at as u8)
    };
    PoolPlan {
        id: Arc::from(id),
        kind: PoolKind::Places(at),
        capacity,
        service: None,
        longest_wait_days: of.longest_wait_days.as_ref().map(|days| slots.num(days)),
        class: scenario.segment.ids().map(class).collect(),
    }
}

fn service(slots: &mut Slots<'_>, of: &Pool) -> ServicePlan {
    ServicePlan {
        minutes: length(slots, &of.service_minutes),
        open_share: slots.num_or(of.open_share.as_ref(), 1.0),
    }
}

/// Returns the position of a staff pool among all pools.
pub(crate) fn slots_at(scenario: &Scenario, id: &str) -> Option<usize> {
    let interventions = scenario.intervention.iter();
    let limited = interventions.filter(|(id, of)| is_limited(scenario, id, of));
    Some(limited.count() + scenario.pool.position(id)?)
}

/// Returns what a design changes in the number of places and slots, by pool.
pub(crate) fn own_capacity(
    slots: &mut Slots<'_>,
    scenario: &Scenario,
    design: &Design,
) -> Vec<Option<Num>> {
    let interventions = scenario.intervention.iter();
    let limited = interventions.filter(|(id, of)| is_limited(scenario, id, of));
    let mut own: Vec<Option<Num>> = Vec::new();
    for (id, _) in limited {
        own.push(design.places.get(id).map(|number| slots.num(number)));
    }
    for id in scenario.pool.ids() {
        own.push(design.slots.get(id).map(|number| slots.num(number)));
    }
    own
}
