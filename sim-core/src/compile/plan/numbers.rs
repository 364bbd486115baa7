//! Numbers by slot: everything uncertain in a plan is a position in the draw's values.

use std::sync::Arc;

use crate::compile::quantile_fit::Fitted;
use crate::scenario::exits::ExitKind;
use crate::scenario::number::Grade;
use crate::scenario::text::Bilingual;
use crate::units::UnitKind;

/// How many exits there are.
pub const N_EXITS: usize = ExitKind::ALL.len();

/// A number: a slot of the draw's values times a known scale.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Num {
    /// Position in the draw's values.
    pub slot: u32,
    /// Known factor: unit conversion, price index.
    pub scale: f64,
}

impl Num {
    /// Returns a number that no draw changes: slot 0 always holds one.
    pub const fn known(value: f64) -> Self {
        Self {
            slot: 0,
            scale: value,
        }
    }

    /// Returns the number under a draw's values.
    #[inline]
    pub fn of(self, values: &[f64]) -> f64 {
        values[self.slot as usize] * self.scale
    }

    /// Returns the number times a known factor.
    pub fn times(self, factor: f64) -> Self {
        Self {
            scale: self.scale * factor,
            ..self
        }
    }
}

/// One slot: a number of the scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct SlotMeta {
    /// Address of the number in the scenario.
    pub address: Arc<str>,
    /// Its unit.
    pub unit: UnitKind,
    /// Its value, or median.
    pub central: f64,
    /// What the true value may be; none when it is known.
    pub fitted: Option<Fitted>,
}

/// What the author says about one number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NumberNote {
    /// The slot it stands in.
    pub slot: u32,
    /// Id of its source.
    pub source: Option<String>,
    /// How well it is supported.
    pub grade: Option<Grade>,
    /// The author's remark.
    pub note: Option<String>,
    /// What readers call it.
    pub title: Option<Bilingual>,
}

/// Every number of the scenario by slot. Slot 0 is the constant one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers {
    /// What stands in each slot.
    pub slots: Vec<SlotMeta>,
    /// What the author says about each, in the order of `slots`.
    pub notes: Vec<NumberNote>,
    /// Slots of the uncertain numbers, in the order the sampler draws them.
    pub uncertain: Vec<u32>,
    /// Slots that have this value in every draw, whatever was sampled.
    pub fixed: Vec<(u32, f64)>,
}

impl Numbers {
    /// Returns the values of all slots with uncertain ones at their medians.
    pub fn central(&self) -> Vec<f64> {
        self.slots.iter().map(|slot| slot.central).collect()
    }

    /// Returns the values of all slots with uncertain ones at their medians, but for what is fixed.
    pub fn stated(&self) -> Vec<f64> {
        let mut values = self.central();
        for (slot, value) in &self.fixed {
            values[*slot as usize] = *value;
        }
        values
    }
}
