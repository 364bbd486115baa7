//! Limited places, staff pools and posts with one draw's numbers in place.

use crate::compile::plan::{NeedPlan, Num, Plan, PoolKind, PoolPlan, PostsPlan};
use crate::model::length::Length;
use crate::model::opening::Opening;
use crate::units::{DAYS_PER_MONTH, DAYS_PER_YEAR};

/// Minutes in a working week of one slot.
const MINUTES_PER_WEEK: f64 = 40.0 * 60.0;
const MINUTES_PER_HOUR: f64 = 60.0;
/// Posts are compared with whole slots to this.
const SMALL: f64 = 1e-9;

/// More than any queue can hold: no limit.
pub(crate) const UNLIMITED: u32 = u32::MAX;

/// A pool under a draw's values, whatever the way of working.
#[derive(Debug)]
pub(crate) struct PoolModel {
    /// Minutes of a service; none for places and posts.
    pub(crate) service: Option<Length>,
    /// The days on which it is open; none where every day is.
    pub(crate) opening: Option<Opening>,
    /// Infinite where there is none.
    pub(crate) longest_wait: f64,
    /// How many wait when nobody else may.
    pub(crate) longest_queue: usize,
    /// Class in the queue by segment; lower ones go first.
    pub(crate) class: Vec<u8>,
}

impl PoolModel {
    /// Returns the pool under a draw's values.
    pub(crate) fn new(plan: &PoolPlan, values: &[f64]) -> Self {
        let service = plan.service.as_ref();
        Self {
            service: service.map(|service| Length::of(&service.minutes, values)),
            opening: service
                .and_then(|service| service.open_days)
                .map(Opening::new),
            longest_wait: plan
                .longest_wait_days
                .map_or(f64::INFINITY, |days| days.of(values)),
            longest_queue: plan
                .longest_queue
                .map_or(usize::MAX, |most| most.of(values).round().max(0.0) as usize),
            class: plan.class.clone(),
        }
    }

    /// Returns when work ends that begins at a time and takes so many days of opening time.
    pub(crate) fn later(&self, from: f64, days: f64) -> f64 {
        match self.opening {
            None => from + days,
            Some(opening) => opening.later(from, days),
        }
    }

    /// Returns whether it is open at a time.
    pub(crate) fn is_open(&self, time: f64) -> bool {
        self.opening.is_none_or(|opening| opening.is_open(time))
    }
}

/// What is needed of a pool.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Need {
    pub(crate) pool: u16,
    /// Minutes of a post's work.
    pub(crate) minutes: Option<f64>,
    /// Factor on hazards while it is waited for.
    pub(crate) queue_ratio: f64,
}

/// Returns needs under a draw's values; work of no length asks nobody.
pub(crate) fn needs(plan: &[NeedPlan], values: &[f64]) -> Vec<Need> {
    let need = |need: &NeedPlan| Need {
        pool: need.pool as u16,
        minutes: need.minutes.map(|minutes| minutes.of(values)),
        queue_ratio: need.queue_search_ratio.of(values),
    };
    let some = |need: &Need| need.minutes.is_none_or(|minutes| minutes > 0.0);
    plan.iter().map(need).filter(some).collect()
}

/// How much there is of a pool from some day on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Supply {
    pub(crate) from: f64,
    /// Places or slots.
    pub(crate) how_many: u32,
    /// Days of opening time that a minute of work takes up a slot.
    pub(crate) days_per_minute: f64,
}

impl Supply {
    const NO_LIMIT: Self = Self {
        from: f64::NEG_INFINITY,
        how_many: UNLIMITED,
        days_per_minute: 0.0,
    };
}

/// Returns how much there is under a way of working: from which day, rising.
pub(crate) fn supply(
    plan: &Plan,
    way_idx: usize,
    pool: usize,
    (gone, values): (f64, &[f64]),
) -> Vec<Supply> {
    let of = &plan.pools[pool];
    if let PoolKind::Posts(profession) = of.kind {
        return posts(plan, way_idx, profession, (gone, values));
    }
    let days_per_minute = days_per_minute(of, values);
    let whole = |from: f64, num: &Num| Supply {
        from,
        how_many: num.of(values).round().max(0.0) as u32,
        days_per_minute,
    };
    let mut common = vec![Supply::NO_LIMIT];
    for (month, num) in &of.capacity {
        let from = if *month == 0 {
            f64::NEG_INFINITY
        } else {
            *month as f64 * DAYS_PER_MONTH
        };
        common.push(whole(from, num));
    }
    let way = &plan.ways[way_idx];
    let Some(own) = &way.capacity[pool] else {
        return common;
    };
    let go_live = way.go_live_month as f64 * DAYS_PER_MONTH;
    let before = common.iter().copied().filter(|s| s.from < go_live);
    let mut steps: Vec<Supply> = before.collect();
    steps.push(whole(go_live, own));
    if gone.is_finite() && gone > go_live {
        let again = at(&common, gone);
        steps.push(Supply {
            from: gone,
            ..again
        });
        steps.extend(common.iter().filter(|step| step.from > gone));
    }
    steps
}

/// Returns the days of opening time that a minute of a service takes up a slot.
///
/// A pool that is open for a share of the week serves at that share of its pace: a slot open one
/// day of five works off 480 minutes a week. Where the open days are named these minutes are
/// spread over them, else over the whole week.
fn days_per_minute(plan: &PoolPlan, values: &[f64]) -> f64 {
    plan.service.as_ref().map_or(0.0, |service| {
        let n_open = service
            .open_days
            .map_or(7, |days| Opening::new(days).n_days());
        let open_share = service.open_share.of(values).max(1e-6);
        n_open as f64 / (MINUTES_PER_WEEK * open_share)
    })
}

/// Returns the posts of a profession: those available under `today`, and what a design's own
/// posts add to them or take away from go-live on, until it is no longer run; people taken on for
/// it stay for the notice.
fn posts(
    plan: &Plan,
    way_idx: usize,
    profession: usize,
    (gone, values): (f64, &[f64]),
) -> Vec<Supply> {
    let of = &plan.money.professions[profession];
    let today = of.available_fte.map_or(0.0, |fte| fte.of(values));
    let minutes_per_year = of.hours_per_year.of(values).max(1.0) * MINUTES_PER_HOUR;
    let slots = |from: f64, fte: f64| {
        let how_many = (fte - SMALL).ceil().max(0.0);
        // So many slots do together what the posts do.
        let pace = if how_many > 0.0 { fte / how_many } else { 1.0 };
        Supply {
            from,
            how_many: how_many as u32,
            days_per_minute: DAYS_PER_YEAR / (minutes_per_year * pace),
        }
    };
    let mut steps = vec![slots(f64::NEG_INFINITY, today)];
    let way = &plan.ways[way_idx];
    let (runs, notice) = added_posts(plan, way_idx, profession, values);
    if runs == 0.0 && notice == 0.0 {
        return steps;
    }
    steps.push(slots(
        way.go_live_month as f64 * DAYS_PER_MONTH,
        today + runs,
    ));
    if gone.is_finite() {
        let months = way.discontinuation.as_ref();
        let months = months.map_or(0.0, |risk| risk.notice_months.of(values));
        steps.push(slots(gone, today + notice));
        steps.push(slots(gone + months * DAYS_PER_MONTH, today));
    }
    steps
}

/// Returns how many posts a way adds to those of `today` while it is run, and in the notice after
/// it: of each payer and booking what there is more, as the costs have it.
fn added_posts(plan: &Plan, way_idx: usize, profession: usize, values: &[f64]) -> (f64, f64) {
    let of = |way: usize| {
        let posts = plan.money.designs[way].posts.iter();
        posts.filter(|post| post.profession == profession)
    };
    let is_like = |post: &PostsPlan, other: &PostsPlan| {
        (post.payer, post.booking) == (other.payer, other.booking)
    };
    let mut kinds: Vec<&PostsPlan> = Vec::new();
    for post in of(0).chain(of(way_idx)) {
        if !kinds.iter().any(|known| is_like(known, post)) {
            kinds.push(post);
        }
    }
    let fte = |way: usize, kind: &PostsPlan| -> f64 {
        let like = of(way).filter(|post| is_like(post, kind));
        like.map(|post| post.fte.of(values)).sum()
    };
    let changes = kinds.iter().map(|kind| fte(way_idx, kind) - fte(0, kind));
    changes.fold((0.0, 0.0), |(runs, notice), change| {
        (runs + change, notice + change.max(0.0))
    })
}

/// Returns how much there is at a time.
pub(crate) fn at(steps: &[Supply], time: f64) -> Supply {
    let past = steps.iter().rev().find(|step| step.from <= time);
    past.copied().unwrap_or(Supply::NO_LIMIT)
}
