//! Limited places, slots and posts: who waits, how long, and how far they are used.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::results::spread::{MonthlySpread, Spread};
use crate::scenario::text::Bilingual;

/// What there is a limited number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Limited {
    /// Places in an intervention.
    Places,
    /// Slots of a staff pool.
    Slots,
    /// Posts of a profession whose work queues: as many as there are full-time posts, rounded
    /// up, each so much slower that together they do what the posts do.
    Posts,
}

/// What happened at one limited intervention or staff pool.
///
/// A wait is counted in the month in which it ends with service. Those who leave the queue
/// before are in `left`, not in the waits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct QueueResult {
    /// Id of the intervention or staff pool.
    pub pool: String,
    /// What readers call it.
    pub title: Option<Bilingual>,
    /// What it has a limited number of.
    pub limited: Limited,
    /// Requests, by month.
    pub asked: MonthlySpread,
    /// Requests that were served, by month.
    pub served: MonthlySpread,
    /// Households that left the queue by an exit, a call-in or the longest wait, or met a full
    /// one, by month.
    pub left: MonthlySpread,
    /// Mean number of households in the queue, by month.
    pub waiting: MonthlySpread,
    /// Most households in the queue at once, by month.
    pub longest: MonthlySpread,
    /// Mean number of places or slots taken, by month; a slot whose service goes on after closed
    /// days is taken meanwhile.
    pub taken: MonthlySpread,
    /// Places or slots there are, mean by month over the draws and the time in which they are
    /// limited and open; none where they never are.
    pub there: Vec<Option<f64>>,
    /// Share of the places or slots there are that is taken, over the same draws and time, by
    /// month; never above one: who keeps a place that is no longer there is not counted. None
    /// where there are none.
    pub used_share: Vec<Option<f64>>,
    /// Mean wait of those served, days, by month; none where nobody is.
    pub mean_wait_days: Vec<Option<f64>>,
    /// Wait that nine of ten do not exceed, days, by month, to within a tenth.
    pub p90_wait_days: Vec<Option<f64>>,
    /// Mean wait over the whole horizon, days, from draw to draw.
    pub wait_days: Spread,
    /// Wait that nine of ten do not exceed over the whole horizon, days, to within a tenth.
    pub p90_wait_days_in_all: Option<f64>,
    /// Share of requests that were served within the horizon, from draw to draw.
    pub served_share: Spread,
    /// Share of the places or slots that is taken over the whole horizon, from draw to draw.
    pub used_share_in_all: Spread,
}
