//! What makes a file of records unusable. No problem holds what a cell says: it may be somebody.

use sim_core::diagnostic::Unreadable;
use sim_core::records::account::Account;

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The household.
    Household,
    /// A segment field.
    Segment,
    /// The day of the application.
    Application,
    /// The day of the decision.
    Decision,
    /// The day assistance begins.
    Start,
    /// The day it ends.
    End,
    /// The reason for closing.
    Reason,
    /// What was paid.
    Paid,
    /// The month.
    Month,
}

/// Why a file of records cannot be used.
#[derive(Clone, Debug, PartialEq)]
pub enum RecordsProblem {
    /// It cannot be read.
    Unreadable(Unreadable),
    /// It is no text.
    NotText,
    /// It holds nothing.
    Empty,
    /// The first row has no column for something that is needed.
    NoColumn {
        /// What is missing.
        field: Field,
        /// The name in the mapping, where that has one.
        asked: Option<String>,
        /// The names that are there, but for what looks like a row of values.
        there: Vec<String>,
    },
    /// There is no row below the names.
    NoRows,
    /// A line is longer than any row.
    LongLine(u64),
    /// A quotation mark that nothing closes.
    OpenQuote(u64),
    /// The last row is cut off.
    CutOff(u64),
    /// Rows have another number of cells than there are names.
    MixedSeparators {
        /// The first such line.
        line: u64,
        /// Rows.
        rows: u64,
        /// How many of them.
        wrong: u64,
    },
    /// Most cases closed for reasons that nobody said the meaning of.
    UnknownReasons {
        /// Rows with a reason.
        rows: u64,
        /// Those of them whose reason means nothing.
        unknown: u64,
        /// The reasons that at least five households have, with the rows they are in.
        words: Vec<(String, u64)>,
    },
    /// A date of the mapping is no date.
    BadDay(&'static str),
    /// No row, or too few, can be used.
    TooManyDropped(Box<Account>),
    /// Fewer than five households: whatever is said would be about somebody.
    TooFew,
}
