//! What became of every row: read, used, put together, dropped and why.

/// Why a row is not used.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Dropped {
    /// It names no household.
    NoHousehold,
    /// It has neither start nor application.
    NoStart,
    /// A date in it is no date.
    BadDate,
    /// It ends before it starts.
    EndBeforeStart,
    /// A date lies in the future.
    InTheFuture,
    /// An amount in it is no number.
    BadAmount,
    /// It has more cells than there are columns, or fewer than are needed.
    WrongCells,
    /// The same row stands twice.
    Twice,
    /// It ended before the first day the records tell of.
    BeforeWindow,
    /// It was under way when the payments begin, so that nobody knows how long it had lasted.
    UnknownStart,
    /// An application without a stay: withdrawn, refused, or not decided.
    NeverStarted,
}

impl Dropped {
    /// Every reason.
    pub const ALL: [Self; 11] = [
        Self::NoHousehold,
        Self::NoStart,
        Self::BadDate,
        Self::EndBeforeStart,
        Self::InTheFuture,
        Self::BadAmount,
        Self::WrongCells,
        Self::Twice,
        Self::BeforeWindow,
        Self::UnknownStart,
        Self::NeverStarted,
    ];
}

/// The account of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// Rows below the names.
    pub rows: u64,
    /// Rows not used, by the position of the reason in [`Dropped::ALL`].
    pub dropped: [u64; Dropped::ALL.len()],
    /// Stays that overlapped another of the same household and were put together with it.
    pub overlaps: u64,
    /// Gaps between two stays that were short enough to be none.
    pub gaps_merged: u64,
    /// Closed cases whose reason nobody said the meaning of.
    pub unknown_reasons: u64,
    /// Rows whose segment fields were empty.
    pub without_segment: u64,
}

impl Account {
    /// Notes a row that is not used.
    pub fn drop(&mut self, why: Dropped) {
        self.dropped[why as usize] += 1;
    }

    /// Returns how many rows are not used for a reason.
    ///
    /// ```
    /// use sim_core::records::account::{Account, Dropped};
    /// let mut account = Account::default();
    /// account.drop(Dropped::BadDate);
    /// assert_eq!(account.dropped_for(Dropped::BadDate), 1);
    /// ```
    pub fn dropped_for(&self, why: Dropped) -> u64 {
        self.dropped[why as usize]
    }
}
