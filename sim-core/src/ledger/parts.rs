//! A difference split by the rules of reckoning that readers want to turn.
//!
//! Net saving is linear in the share of tax that a municipality keeps and in the share of
//! extra jobs that displaces others: `own + kept * retained + share * (displaced + kept * both)`.
//! The four parts follow from pricing a draw four times, with each of the two at nought and one.

use crate::compile::plan::{Num, Plan};
use crate::ledger::accounts::Ledger;

/// How many parts there are.
pub const N_PARTS: usize = 4;

/// A plan under the four rules.
#[derive(Clone, Debug)]
pub struct Rules {
    /// Nothing kept and nobody displaced; all kept; all displaced; both.
    plans: [Plan; N_PARTS],
}

impl Rules {
    /// Returns a plan under the four rules. Where displacement is off it stays off.
    pub fn of(plan: &Plan) -> Self {
        let ruled = |kept: f64, share: f64| {
            let mut plan = plan.clone();
            plan.money.retained_tax_share = Num::known(kept);
            if let Some([displaced, ..]) = &mut plan.money.displacement {
                *displaced = Num::known(share);
            }
            plan
        };
        Self {
            plans: [
                ruled(0.0, 0.0),
                ruled(1.0, 0.0),
                ruled(0.0, 1.0),
                ruled(1.0, 1.0),
            ],
        }
    }

    /// Returns the plan under each of the four rules.
    pub fn plans(&self) -> &[Plan; N_PARTS] {
        &self.plans
    }
}

/// Returns the four parts of a design less `today`, in the order of the formula above, from its
/// differences under the four rules, all in price-year SEK.
pub fn parts([none, kept, displaced, both]: [&Ledger; N_PARTS]) -> [Ledger; N_PARTS] {
    let less = |one: &Ledger, other: &Ledger| one.clone().less(other);
    [
        none.clone(),
        less(kept, none),
        less(displaced, none),
        less(both, kept).less(&less(displaced, none)),
    ]
}
