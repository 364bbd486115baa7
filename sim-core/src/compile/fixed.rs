//! Numbers fixed at a value for one run, whatever the scenario says of them.

use crate::compile::plan::Plan;
use crate::tree::fields::did_you_mean;
use crate::units::UnitKind;

/// Why a number cannot be fixed.
#[derive(Clone, Debug, PartialEq)]
pub enum NotFixed {
    /// The scenario has no number at this address.
    NoNumber {
        /// The address, as typed.
        address: String,
        /// The address that is most like it.
        did_you_mean: Option<String>,
    },
    /// The value is not one its unit allows.
    OutOfRange {
        /// The address.
        address: String,
        /// The value.
        value: f64,
        /// What the number counts.
        unit: UnitKind,
    },
}

impl Plan {
    /// Returns the same plan with some numbers at a value in every draw, by address; the last
    /// value counts where one is named twice.
    ///
    /// All other numbers and all luck stay as they were, also of numbers that are correlated with a
    /// fixed one. So does what a run decides once, at central values: how long the warm-up is, and how many
    /// days a published amount for a year is paid for. Two runs then differ by these numbers alone.
    ///
    /// # Errors
    ///
    /// Every [`NotFixed`].
    pub fn with_fixed(mut self, numbers: &[(String, f64)]) -> Result<Self, Vec<NotFixed>> {
        let mut problems = Vec::new();
        for (address, value) in numbers {
            // Slot 0 is the constant one.
            let mut slots = self.numbers.slots.iter().enumerate().skip(1);
            let Some((slot, of)) = slots.find(|(_, slot)| *slot.address == **address) else {
                let known = self.numbers.slots.iter().skip(1);
                let known: Vec<&str> = known.map(|slot| &*slot.address).collect();
                problems.push(NotFixed::NoNumber {
                    address: address.clone(),
                    did_you_mean: did_you_mean(address, known),
                });
                continue;
            };
            let (low, high) = of.unit.bounds();
            if !value.is_finite() || !(low..=high).contains(value) {
                problems.push(NotFixed::OutOfRange {
                    address: address.clone(),
                    value: *value,
                    unit: of.unit,
                });
                continue;
            }
            self.numbers
                .fixed
                .retain(|(other, _)| *other != slot as u32);
            self.numbers.fixed.push((slot as u32, *value));
        }
        match problems.is_empty() {
            true => Ok(self),
            false => Err(problems),
        }
    }
}
