//! Limited places, staff pools and posts that queue.

use std::sync::Arc;

use crate::compile::lower::{length, month_at};
use crate::compile::plan::{NeedPlan, Num, PoolKind, PoolPlan, ServicePlan};
use crate::compile::slots::Slots;
use crate::scenario::Scenario;
use crate::scenario::design::Design;
use crate::scenario::intervention::Intervention;
use crate::scenario::number::Number;
use crate::scenario::staff::{MinutesBy, OverCapacity, Pool, Profession, Weekday};
use crate::scenario::text::Ref;
use crate::units::{Ratio, WORKING_DAYS_PER_WEEK};

/// Returns every pool: interventions with places first, then staff pools, then posts.
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
            service: Some(service(slots, scenario, of)),
            longest_wait_days: None,
            longest_queue: of.longest_queue.as_ref().map(|most| slots.num(most)),
            class: vec![0; n_segments],
        });
    }
    for id in queued_professions(scenario) {
        let Some(position) = scenario.staff.position(id) else {
            continue;
        };
        let of = scenario.staff.get(id);
        let longest_queue = of.and_then(|of| of.longest_queue.as_ref());
        pools.push(PoolPlan {
            id: Arc::from(id),
            kind: PoolKind::Posts(position),
            capacity: Vec::new(),
            service: None,
            longest_wait_days: None,
            longest_queue: longest_queue.map(|most| slots.num(most)),
            class: vec![0; n_segments],
        });
    }
    pools
}

/// Returns the professions whose work queues, by their ids: order in the file must not show.
fn queued_professions(scenario: &Scenario) -> Vec<&str> {
    let queues = |of: &Profession| {
        of.over_capacity == Some(OverCapacity::Queue) && of.available_fte.is_some()
    };
    let queued = scenario.staff.iter().filter(|(_, of)| queues(of));
    let mut ids: Vec<&str> = queued.map(|(id, _)| id).collect();
    ids.sort_unstable();
    ids
}

/// Returns what a step or a review needs: the slot it names, then the professions whose work queues.
///
/// While a profession is waited for that says nothing of it, hazards are multiplied by `in_queue`.
pub(crate) fn needs(
    slots: &mut Slots<'_>,
    scenario: &Scenario,
    (pool, minutes): (Option<&Ref>, &MinutesBy),
    in_queue: Option<&Number<Ratio>>,
) -> Vec<NeedPlan> {
    let slot = pool.and_then(|pool| slots_at(scenario, &pool.id));
    let slot = slot.map(|at| NeedPlan {
        pool: at,
        minutes: None,
        queue_search_ratio: queue_search_ratio(slots, scenario, pool),
    });
    let first_post = n_limited(scenario) + scenario.pool.len();
    let mut needs: Vec<NeedPlan> = slot.into_iter().collect();
    for (at, id) in queued_professions(scenario).into_iter().enumerate() {
        if let Some(of) = minutes.get(id) {
            let staff = scenario.staff.get(id);
            let own = staff.and_then(|staff| staff.queue_search_ratio.as_ref());
            needs.push(NeedPlan {
                pool: first_post + at,
                minutes: Some(slots.num(of)),
                queue_search_ratio: slots.num_or(own.or(in_queue), 1.0),
            });
        }
    }
    needs
}

/// Returns the factor on hazards while a step waits for the slot it names.
fn queue_search_ratio(slots: &mut Slots<'_>, scenario: &Scenario, pool: Option<&Ref>) -> Num {
    let pool = pool.and_then(|pool| scenario.pool.get(&pool.id));
    slots.num_or(pool.and_then(|pool| pool.queue_search_ratio.as_ref()), 1.0)
}

/// Returns what the start of each intervention needs: a place, then the professions whose work queues.
pub(crate) fn start_needs(slots: &mut Slots<'_>, scenario: &Scenario) -> Vec<Vec<NeedPlan>> {
    let interventions = scenario.intervention.iter();
    let of = |(id, of): (&str, &Intervention)| {
        let mut limited = limited(scenario);
        let place = limited.position(|known| known == id);
        let in_queue = of.queue_search_ratio.as_ref();
        let place = place.map(|pool| NeedPlan {
            pool,
            minutes: None,
            queue_search_ratio: slots.num_or(in_queue, 1.0),
        });
        let posts = needs(slots, scenario, (None, &of.start_minutes), in_queue);
        place.into_iter().chain(posts).collect()
    };
    interventions.map(of).collect()
}

/// Returns the interventions with places.
fn limited(scenario: &Scenario) -> impl Iterator<Item = &str> {
    let interventions = scenario.intervention.iter();
    let limited = interventions.filter(|(id, of)| is_limited(scenario, id, of));
    limited.map(|(id, _)| id)
}

fn n_limited(scenario: &Scenario) -> usize {
    limited(scenario).count()
}

/// Returns whether an intervention's places are limited at any time under any design.
pub(crate) fn is_limited(scenario: &Scenario, id: &str, of: &Intervention) -> bool {
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
        longest_queue: of.longest_queue.as_ref().map(|most| slots.num(most)),
        class: scenario.segment.ids().map(class).collect(),
    }
}

/// Returns how long a service takes and when it goes on.
///
/// A slot works 40 hours a week, eight for each day it is open where these are fewer than five.
fn service(slots: &mut Slots<'_>, scenario: &Scenario, of: &Pool) -> ServicePlan {
    let open_days = open_days(scenario, of);
    let n_open = open_days.map_or(7, |days| days.iter().filter(|open| **open).count());
    let of_the_week = (n_open as f64 / WORKING_DAYS_PER_WEEK).min(1.0);
    ServicePlan {
        minutes: length(slots, &of.service_minutes),
        open_share: slots.num_or(of.open_share.as_ref(), of_the_week),
        open_days,
    }
}

/// Returns the days of the week on which a pool is open, the scenario's first day first; none
/// where it is open every day.
fn open_days(scenario: &Scenario, of: &Pool) -> Option<[bool; 7]> {
    let open = of.open_weekdays.as_ref()?;
    let first = scenario.about.start.first_weekday();
    let days: [bool; 7] =
        std::array::from_fn(|day| open.contains(&Weekday::ALL[(first + day) % 7]));
    (!days.iter().all(|open| *open)).then_some(days)
}

/// Returns the position of a staff pool among all pools.
fn slots_at(scenario: &Scenario, id: &str) -> Option<usize> {
    Some(n_limited(scenario) + scenario.pool.position(id)?)
}

/// Returns what a design changes in the number of places and slots, by pool.
pub(crate) fn own_capacity(
    slots: &mut Slots<'_>,
    scenario: &Scenario,
    design: &Design,
) -> Vec<Option<Num>> {
    let mut own: Vec<Option<Num>> = Vec::new();
    for id in limited(scenario) {
        own.push(design.places.get(id).map(|number| slots.num(number)));
    }
    for id in scenario.pool.ids() {
        own.push(design.slots.get(id).map(|number| slots.num(number)));
    }
    // Posts are counted with the staff.
    own.extend(queued_professions(scenario).iter().map(|_| None));
    own
}
