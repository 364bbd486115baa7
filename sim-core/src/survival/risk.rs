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
    /// day another ends counts as watched on that day. With an entry of 0 it is at risk from the first
    /// moment on, so that cases closed on the day they opened are some of all. A stay that ends at the
    /// very age it is entered at counts as watched at that moment.
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
            let to = ages.partition_point(|age| *age <= stay.exit);
            // Whoever is watched from the beginning is at risk of ending on the first day.
            let from = match stay.entry > 0.0 {
                true => ages.partition_point(|age| *age <= stay.entry),
                false => 0,
            };
            let ends_at_entry = stay.entry > 0.0 && stay.entry == stay.exit && stay.cause.is_some();
            let from = if ends_at_entry { to - 1 } else { from };
            change[from] += stay.count;
            change[to] -= stay.count;
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

#[cfg(test)]
mod tests {
    use super::RiskTable;
    use crate::survival::stay::Stay;

    #[test]
    fn cases_closed_on_the_day_they_opened_are_some_of_all() {
        let stays = [
            Stay::whole(0.0, Some(0)),
            Stay::whole(5.0, Some(0)),
            Stay::whole(9.0, None),
        ];
        let table = RiskTable::new(&stays, 1);
        assert_eq!(table.ages, [0.0, 5.0]);
        assert_eq!(table.at_risk, [3.0, 2.0]);
    }

    #[test]
    fn a_late_entry_is_not_at_risk_before_it_is_watched() {
        let stays = [
            Stay::late(4.0, 4.0, Some(0)),
            Stay::late(4.0, 8.0, Some(0)),
            Stay::whole(6.0, Some(0)),
        ];
        let table = RiskTable::new(&stays, 1);
        assert_eq!(table.ages, [4.0, 6.0, 8.0]);
        assert_eq!(table.at_risk, [2.0, 2.0, 1.0]);
    }
}
