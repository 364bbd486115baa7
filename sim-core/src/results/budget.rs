//! Money by account, kind of flow and budget year.

use serde::{Deserialize, Serialize};

use crate::results::spread::Spread;
use crate::scenario::money::{Account, FlowKind};

/// One cell of a budget table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReallocatedLine {
    /// Whose staff.
    pub account: Account,
    /// Calendar year.
    pub year: i32,
    /// Value of the time, nominal SEK; positive is more time used.
    pub sek: Spread,
}

/// Money under one design, or the difference between two.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Budget {
    /// Cash.
    pub lines: Vec<BudgetLine>,
    /// Time that is not cash.
    pub reallocated: Vec<ReallocatedLine>,
}
