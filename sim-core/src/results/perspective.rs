//! Whose money is looked at.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A sum of accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Perspective {
    /// The municipality.
    Municipality,
    /// Municipalities, region, state and insurances.
    PublicSector,
    /// Every account but outside.
    Society,
}

impl Perspective {
    /// Every perspective, in the order of reports.
    pub const ALL: [Self; 3] = [Self::Municipality, Self::PublicSector, Self::Society];

    /// Returns its name in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Municipality => "municipality",
            Self::PublicSector => "public_sector",
            Self::Society => "society",
        }
    }
}
