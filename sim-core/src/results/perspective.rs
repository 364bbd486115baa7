//! Whose money is looked at.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ledger::accounts::SEEN_BY;
use crate::scenario::money::Account;

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

    /// The two that always stand side by side, so that cost shifted between them is seen.
    pub const SIDE_BY_SIDE: [Self; 2] = [Self::Municipality, Self::PublicSector];

    /// Returns the accounts that are added up.
    pub const fn accounts(self) -> &'static [Account] {
        SEEN_BY[self as usize]
    }

    /// Returns its name in files.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Municipality => "municipality",
            Self::PublicSector => "public_sector",
            Self::Society => "society",
        }
    }
}
