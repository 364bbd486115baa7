//! What there is a limited number of: places in interventions, slots of staff pools, posts.

use std::sync::Arc;

use crate::compile::plan::households::Length;
use crate::compile::plan::numbers::Num;

/// What a pool holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PoolKind {
    /// Places in an intervention, by its position.
    Places(usize),
    /// Slots of a staff pool.
    Slots,
    /// Posts of a profession whose work queues, by its position: as many slots as posts,
    /// rounded up, each so much slower that together they do what the posts do.
    Posts(usize),
}

/// How long one service of a staff pool takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ServicePlan {
    /// Minutes of work.
    pub minutes: Length,
    /// Share of a full-time week that a slot works.
    pub open_share: Num,
    /// Whether it is open on each of seven days, the first day of the story first; none where it
    /// is open every day.
    pub open_days: Option<[bool; 7]>,
}

/// Something that a limited number of households can have at once.
#[derive(Clone, Debug, PartialEq)]
pub struct PoolPlan {
    /// Id of the intervention or pool.
    pub id: Arc<str>,
    /// What it holds.
    pub kind: PoolKind,
    /// How many from which month on, rising; the first from month 0. None before: unlimited.
    /// Empty for posts, which are counted with the staff.
    pub capacity: Vec<(usize, Num)>,
    /// How long a service takes; none for places, which are held as long as the intervention,
    /// and for posts, whose minutes stand with what needs them.
    pub service: Option<ServicePlan>,
    /// Longest wait, days; none means as long as it takes.
    pub longest_wait_days: Option<Num>,
    /// Most that wait at once; none means as many as come.
    pub longest_queue: Option<Num>,
    /// Class in the queue by segment; lower ones go first.
    pub class: Vec<u8>,
}
