//! A difference split by the rules of reckoning that readers want to turn.
//!
//! Net saving is linear in the share of tax that a municipality keeps and in the share of
//! extra jobs that displaces others: `own + kept * retained + share * (displaced + kept * both)`.
//! The four parts follow from pricing a draw four times, with each of the two at nought and one.

use crate::compile::plan::{Num, Plan};
use crate::ledger::accounts::Ledger;
use crate::ledger::book::Book;
use crate::ledger::difference::difference;
use crate::ledger::pricing::price;
use crate::tally::outcome::WayOutcome;

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

    /// Returns the four parts of a design less `today`, in the order of the formula above, in
    /// price-year SEK.
    ///
    /// # Shapes and units
    ///
    /// `way` is the position among the ways that are run; `outcomes` are those of `today` and
    /// of the design; `values` and `benefit` are those of the draw.
    pub fn parts(
        &self,
        book: &Book,
        way: usize,
        rates: (&[f64], &[f64]),
        outcomes: [&WayOutcome; 2],
    ) -> [Ledger; N_PARTS] {
        let [none, kept, displaced, both] = self.plans.each_ref().map(|plan| {
            let [today, design] = outcomes;
            let priced = [
                price(plan, book, 0, rates, today),
                price(plan, book, way, rates, design),
            ];
            let tallies = [&today.tally, &design.tally];
            difference(plan, book, way, rates, (priced.each_ref(), tallies))
        });
        let both = both.less(&kept).less(&displaced.clone().less(&none));
        [none.clone(), kept.less(&none), displaced.less(&none), both]
    }
}
