//! Limited places and staff pools with one draw's numbers in place.

use crate::compile::plan::{Num, Plan, PoolPlan, WayPlan};
use crate::model::length::Length;
use crate::units::DAYS_PER_MONTH;

/// Minutes in a working week of one slot.
const MINUTES_PER_WEEK: f64 = 40.0 * 60.0;

/// More than any queue can hold: no limit.
pub(crate) const UNLIMITED: u32 = u32::MAX;

/// A pool under a draw's values, whatever the way of working.
#[derive(Debug)]
pub(crate) struct PoolModel {
    /// Minutes of a service; none for places.
    service: Option<Length>,
    /// Calendar days for each minute of service.
    days_per_minute: f64,
    /// Infinite where there is none.
    pub(crate) longest_wait: f64,
    /// Class in the queue by segment; lower ones go first.
    pub(crate) class: Vec<u8>,
}

impl PoolModel {
    /// Returns the pool under a draw's values.
    ///
    /// A pool that is open for a share of the week serves at that share of its pace, all week
    /// through: a slot open one day of five works off 480 minutes a week. The days on which
    /// it is open are not told apart.
    pub(crate) fn new(plan: &PoolPlan, values: &[f64]) -> Self {
        let service = plan.service.as_ref();
        let minutes = service.map(|service| {
            let open_share = service.open_share.of(values).max(1e-6);
            7.0 / (MINUTES_PER_WEEK * open_share)
        });
        Self {
            service: service.map(|service| Length::of(&service.minutes, values)),
            days_per_minute: minutes.unwrap_or(0.0),
            longest_wait: plan
                .longest_wait_days
                .map_or(f64::INFINITY, |days| days.of(values)),
            class: plan.class.clone(),
        }
    }

    /// Returns how long a slot is taken, days, and what its minutes are drawn from.
    pub(crate) fn service(&self) -> Option<(Length, f64)> {
        self.service.map(|service| (service, self.days_per_minute))
    }
}

/// Returns how many there are under a way of working: from which day, rising, and how many.
pub(crate) fn capacity(
    plan: &Plan,
    way: &WayPlan,
    pool: usize,
    (gone, values): (f64, &[f64]),
) -> Vec<(f64, u32)> {
    let whole = |num: &Num| num.of(values).round().max(0.0) as u32;
    let of = &plan.pools[pool];
    let mut common = vec![(f64::NEG_INFINITY, UNLIMITED)];
    for (month, num) in &of.capacity {
        let from = if *month == 0 {
            f64::NEG_INFINITY
        } else {
            *month as f64 * DAYS_PER_MONTH
        };
        common.push((from, whole(num)));
    }
    let Some(own) = &way.capacity[pool] else {
        return common;
    };
    let go_live = way.go_live_month as f64 * DAYS_PER_MONTH;
    let mut steps: Vec<(f64, u32)> = common.iter().copied().filter(|s| s.0 < go_live).collect();
    steps.push((go_live, whole(own)));
    if gone.is_finite() && gone > go_live {
        steps.push((gone, at(&common, gone)));
        steps.extend(common.iter().filter(|step| step.0 > gone));
    }
    steps
}

/// Returns how many there are at a time.
pub(crate) fn at(steps: &[(f64, u32)], time: f64) -> u32 {
    let past = steps.iter().rev().find(|step| step.0 <= time);
    past.map_or(UNLIMITED, |step| step.1)
}
