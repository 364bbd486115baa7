//! What the exact engine does not cover: it says so, and never comes near instead.

use crate::compile::plan::{Plan, PoolKind};
use crate::model::whole::Model;

/// A feature of a scenario that the exact engine does not cover.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Feature {
    /// A limited number of places, or of slots of a staff pool: households wait for each other, and no
    /// expected value of one of them says how long.
    Limited,
}

/// One thing that is not covered, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsupported {
    /// What.
    pub feature: Feature,
    /// Ids from the root of the scenario, joined by dots.
    pub address: String,
}

/// Returns everything in a plan that the exact engine does not cover.
pub(crate) fn found(plan: &Plan, model: &Model<'_>) -> Vec<Unsupported> {
    let pools = plan.pools.iter().filter(|_| !model.pools.is_empty());
    pools
        .map(|pool| {
            let table = match pool.kind {
                PoolKind::Places(_) => "intervention",
                PoolKind::Slots => "pool",
                PoolKind::Posts(_) => "staff",
            };
            Unsupported {
                feature: Feature::Limited,
                address: format!("{table}.{}", pool.id),
            }
        })
        .collect()
}
