//! How many are watched at each age at which something ends, and how many end how.

use crate::survival::stay::Stay;

/// The numbers that every curve without a formula is made from.
#[derive(Clone, Debug, PartialEq)]
pub struct RiskTable {
    /// Ages at which at least one stay ended, rising.
    pub ages: Vec<f64>,
    /// Stays watched just before each age.
    pub at_risk: Vec<f64>,
    /// Stays that ended at each age, by cause: `n_causes` numbers an age.
    pub ended: Vec<f64>,
    /// How many causes are told apart.
    pub n_causes: usize,
}

impl RiskTable {
    /// Returns the table of some stays, in any order.
    ///
    /// A stay is at risk at an age above its entry and up to its exit, so that one lost sight of on the
    /// day another ends counts as watched on that day. A stay that ends at the age it is
    /// entered at (a case closed on the day it opened) counts as watched at that moment.
    ///
    /// ```
    /// use sim_core::survival::{risk::RiskTable, stay::Stay};
    /// let stays = [Stay::whole(1.0, Some(0)), Stay::whole(1.0, None), Stay::late(1.0, 2.0, Some(0))];
    /// let table = RiskTable::new(&stays, 1);
    /// assert_eq!((table.ages.as_slice(), table.at_risk.as_slice()), ([1.0, 2.0].as_slice(), [2.0, 1.0].as_slice()));
    /// ```
    pub fn new(stays: &[Stay], n_causes: usize) -> Self {
        let mut ages: Vec<f64> = stays
            .iter()
            .filter(|s| s.cause.is_some())
            .map(|s| s.exit)
            .collect();
        ages.sort_unstable_by(f64::total_cmp);
        ages.dedup();
        let mut ended = vec![0.0; ages.len() * n_causes];
        // Of those at risk at an age: how many more there are than at the age before.
        let mut change = vec![0.0; ages.len() + 1];
        for stay in stays {
            let from = ages.partition_point(|age| *age <= stay.entry);
            let to = ages.partition_point(|age| *age <= stay.exit);
            let from = from.min(if stay.entry == stay.exit {
                to.saturating_sub(1)
            } else {
                from
            });
            let is_at_moment = stay.entry < stay.exit
                || (to > 0 && ages[to - 1] == stay.exit && stay.cause.is_some());
            if is_at_moment {
                change[from] += stay.count;
                change[to] -= stay.count;
            }
            if let Some(cause) = stay.cause.filter(|cause| usize::from(*cause) < n_causes) {
                ended[(to - 1) * n_causes + usize::from(cause)] += stay.count;
            }
        }
        let mut watched = 0.0;
        let at_risk = change[..ages.len()].iter().map(|more| {
            watched += more;
            watched
        });
        Self {
            at_risk: at_risk.collect(),
            ages,
            ended,
            n_causes,
        }
    }

    /// Returns how many stays ended at the age of that position, in any way.
    pub fn ended_at(&self, position: usize) -> f64 {
        self.by_cause(position).iter().sum()
    }

    /// Returns how many stays ended at the age of that position, by cause.
    pub fn by_cause(&self, position: usize) -> &[f64] {
        &self.ended[position * self.n_causes..(position + 1) * self.n_causes]
    }
}
