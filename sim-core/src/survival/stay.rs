//! One stretch of time under observation, and equal ones counted together.

/// A stay that was watched from some age on, until it ended or was lost sight of.
///
/// Ages are counted from the stay's beginning, in whatever unit the caller uses throughout. A stay
/// that was under way when watching began has an `entry` above 0 (left truncation): it tells
/// nothing of stays that had ended before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stay {
    /// Age at which watching began; 0 where it was watched from its beginning.
    pub entry: f64,
    /// Age at which it ended or was last seen.
    pub exit: f64,
    /// How it ended, from 0; none where it was last seen going on (right censoring).
    pub cause: Option<u8>,
    /// How many stays are alike.
    pub count: f64,
}

impl Stay {
    /// Returns one stay watched from its beginning.
    ///
    /// ```
    /// use sim_core::survival::stay::Stay;
    /// let stay = Stay::whole(30.0, Some(1));
    /// assert_eq!((stay.entry, stay.count), (0.0, 1.0));
    /// ```
    pub fn whole(exit: f64, cause: Option<u8>) -> Self {
        Self::late(0.0, exit, cause)
    }

    /// Returns one stay watched from an age on.
    ///
    /// ```
    /// use sim_core::survival::stay::Stay;
    /// assert_eq!(Stay::late(10.0, 30.0, None).entry, 10.0);
    /// ```
    pub fn late(entry: f64, exit: f64, cause: Option<u8>) -> Self {
        Self {
            entry,
            exit,
            cause,
            count: 1.0,
        }
    }

    /// Returns the time that was watched, over all stays alike.
    pub fn exposure(&self) -> f64 {
        self.count * (self.exit - self.entry)
    }
}

/// Returns the stays with equal ones counted together, by age at exit.
///
/// Dates are whole days, so that a million stays come to some ten thousand different ones, and
/// every fit costs that much less.
///
/// ```
/// use sim_core::survival::stay::{Stay, counted};
/// let stays = vec![Stay::whole(2.0, None), Stay::whole(1.0, Some(0)), Stay::whole(2.0, None)];
/// let counted = counted(stays);
/// assert_eq!(counted.len(), 2);
/// assert_eq!(counted[1].count, 2.0);
/// ```
pub fn counted(mut stays: Vec<Stay>) -> Vec<Stay> {
    stays.sort_unstable_by(|a, b| {
        let by_exit = a.exit.total_cmp(&b.exit);
        by_exit
            .then(a.entry.total_cmp(&b.entry))
            .then(a.cause.cmp(&b.cause))
    });
    stays.dedup_by(|next, kept| {
        let is_alike =
            next.exit == kept.exit && next.entry == kept.entry && next.cause == kept.cause;
        if is_alike {
            kept.count += next.count;
        }
        is_alike
    });
    stays
}
