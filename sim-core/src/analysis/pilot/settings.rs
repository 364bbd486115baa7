//! A pilot as it is asked for.

use crate::analysis::pilot::arms::Build;
use crate::results::perspective::Perspective;
use crate::results::pilot::{PilotAllocation, PilotOutcome};

/// A pilot to try.
#[derive(Clone, Debug, PartialEq)]
pub struct PilotSettings {
    /// Id of the design that is tried; the first one compared where there is none.
    pub design: Option<String>,
    /// Households under the design and under today.
    pub arms: (u32, u32),
    /// Months each is followed from its application.
    pub months: u32,
    /// How they come to their arm.
    pub allocation: PilotAllocation,
    /// Share of those under today who in fact get the new way of working.
    pub contamination_share: f64,
    /// Share lost from sight.
    pub drop_out_share: f64,
    /// Cost whatever its size, SEK.
    pub cost_sek: f64,
    /// Cost for each household, SEK.
    pub cost_sek_per_household: f64,
    /// What the decision goes by.
    pub outcome: PilotOutcome,
    /// Who decides; the municipality and the public sector are always shown.
    pub perspective: Perspective,
    /// Threads; none means as many as the machine has cores.
    pub threads: Option<usize>,
}

impl PilotSettings {
    pub(super) fn build(&self) -> Build {
        Build {
            arms: [self.arms.0, self.arms.1],
            allocation: self.allocation,
            contamination: self.contamination_share,
            drop_out: self.drop_out_share,
        }
    }
}
