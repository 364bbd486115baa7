//! Which uncertain numbers a figure goes with, and what they would have to be.

use crate::compile::plan::Plan;
use crate::ledger::ranks::{mid_ranks, rank_correlation};
use crate::results::backtest::Carrier;

/// How many are listed.
const N_CARRIERS: usize = 5;

/// Returns the uncertain numbers that go most strongly with a figure, with their positions among
/// the uncertain ones.
///
/// `more` says whether the documented figure asks for a higher one; none where it asks for no other.
pub(super) fn carriers(
    plan: &Plan,
    values: &[Vec<f64>],
    centres: &[Option<f64>],
    more: Option<bool>,
) -> Vec<(usize, Carrier)> {
    let drawn: Vec<(&Vec<f64>, f64)> = values
        .iter()
        .zip(centres)
        .filter_map(|(values, centre)| centre.map(|centre| (values, centre)))
        .collect();
    let figure: Vec<f64> = drawn.iter().map(|(_, centre)| *centre).collect();
    let figure = mid_ranks(&figure);
    // As for the drivers of a comparison: three times what a number without effect would have.
    let noise = 9.0 / (figure.len().max(1) as f64);
    let numbers = plan.numbers.uncertain.iter().enumerate();
    let mut found: Vec<(usize, Carrier)> = numbers
        .map(|(position, slot)| {
            let own: Vec<f64> = drawn.iter().map(|(values, _)| values[position]).collect();
            let correlation = rank_correlation(&mid_ranks(&own), &figure);
            let carrier = Carrier {
                address: plan.numbers.slots[*slot as usize].address.to_string(),
                rank_correlation: correlation,
                squared: correlation * correlation,
                should_be_higher: more.map(|more| more == (correlation > 0.0)),
            };
            (position, carrier)
        })
        .filter(|(_, carrier)| carrier.squared > noise)
        .collect();
    found.sort_by(|(_, a), (_, b)| {
        let by_strength = b.squared.total_cmp(&a.squared);
        by_strength.then_with(|| a.address.cmp(&b.address))
    });
    found.truncate(N_CARRIERS);
    found
}
