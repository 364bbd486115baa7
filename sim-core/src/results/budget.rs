//! Money by account, kind of flow and budget year.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::results::spread::Spread;
use crate::scenario::money::{Account, FlowKind};

/// One cell of a budget table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BudgetLine {
    /// Whose account.
    pub account: Account,
    /// What for.
    pub kind: FlowKind,
    /// Calendar year.
    pub year: i32,
    /// Net to the account, nominal SEK: what it receives less what it pays.
    pub sek: Spread,
}

/// Time of people already employed: not cash, and so in no other table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct ReallocatedLine {
    /// Whose staff.
    pub account: Account,
    /// Calendar year.
    pub year: i32,
    /// Value of the time, nominal SEK; positive is more time used.
    pub sek: Spread,
}

/// Lines of one account added together, draw by draw.
///
/// Quantiles of a sum are not sums of quantiles, so a report cannot make these itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct BudgetTotal {
    /// Whose account.
    pub account: Account,
    /// What for; every kind together where none.
    pub kind: Option<FlowKind>,
    /// Calendar year; the whole horizon where none.
    pub year: Option<i32>,
    /// Net to the account, nominal SEK.
    pub sek: Spread,
}

/// Money under one design, or the difference between two.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Budget {
    /// Cash.
    pub lines: Vec<BudgetLine>,
    /// Sums of cash lines: each account by year, by kind over the horizon, and in all.
    #[serde(default)]
    pub totals: Vec<BudgetTotal>,
    /// Time that is not cash.
    pub reallocated: Vec<ReallocatedLine>,
}

impl Budget {
    /// Returns the sum of an account's lines; `None` for every kind, every year, or both.
    pub fn total(
        &self,
        account: Account,
        kind: Option<FlowKind>,
        year: Option<i32>,
    ) -> Option<&Spread> {
        self.totals
            .iter()
            .find(|total| total.account == account && total.kind == kind && total.year == year)
            .map(|total| &total.sek)
    }
}
