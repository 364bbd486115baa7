//! Rows of records as they were read: no names, no identifiers.

use crate::scenario::exits::ExitKind;

/// A household, by a number that was given to it when the file was read and is kept nowhere.
pub type Household = u32;

/// A case.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CaseRow {
    /// Whose.
    pub household: Household,
    /// Which segment, by its position in the list of them.
    pub segment: u16,
    /// The day of the application.
    pub application: Option<i32>,
    /// The day of the decision.
    pub decision: Option<i32>,
    /// The day assistance begins.
    pub start: Option<i32>,
    /// The day it ends; none while the case is open.
    pub end: Option<i32>,
    /// Why; none where it is open or nobody knows.
    pub exit: Option<ExitKind>,
    /// What was paid, in SEK.
    pub paid_sek: Option<f64>,
}

/// A month's payment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PaymentRow {
    /// To whom.
    pub household: Household,
    /// Which segment, by its position in the list of them.
    pub segment: u16,
    /// The month, counted from year 0.
    pub month: i32,
    /// How much, in SEK.
    pub sek: f64,
}

/// Days that records tell of: what ended before the first is not in them, nor what comes after the last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// The first day.
    pub from: i32,
    /// The last day.
    pub to: i32,
}

impl Window {
    /// Returns its length in days.
    pub fn days(self) -> f64 {
        f64::from(self.to - self.from)
    }
}

/// A stay on assistance.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spell {
    /// Whose.
    pub household: Household,
    /// Which segment.
    pub segment: u16,
    /// The day it began.
    pub start: i32,
    /// Whether that day is known, or it was under way when the records begin.
    pub start_is_known: bool,
    /// The day it ended; none where it had not.
    pub end: Option<i32>,
    /// Why it ended; none where nobody knows, or it has not ended.
    pub exit: Option<ExitKind>,
    /// What was paid in it, in SEK.
    pub paid_sek: Option<f64>,
}

/// A wait from application to decision.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wait {
    /// Days.
    pub days: i32,
    /// Whether the decision came, or was still waited for on the last day.
    pub is_over: bool,
}
