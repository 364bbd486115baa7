//! What the draws of a comparison hold for questions about their numbers.

use crate::analysis::collected::Collected;
use crate::analysis::one_draw::Frame;
use crate::ledger::accounts::N_PERSPECTIVES;

/// Uncertain numbers and net savings, draw by draw.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawn {
    /// By uncertain number in the plan's order, by draw: its value.
    pub values: Vec<Vec<f64>>,
    /// By design but `today`, by perspective, by draw: net saving at the horizon, SEK.
    pub nets_sek: Vec<[Vec<f64>; N_PERSPECTIVES]>,
}

/// Returns uncertain numbers and net savings of every draw.
pub(super) fn drawn(frame: &Frame<'_>, collected: &Collected) -> Drawn {
    let last = frame.plan.calendar.n_months.saturating_sub(1);
    let n_numbers = frame.plan.numbers.uncertain.len();
    let numbers = (0..n_numbers).map(|at| collected.column(frame.columns.uncertain + at));
    let pairs = frame.columns.pairs.iter();
    Drawn {
        values: numbers.collect(),
        nets_sek: pairs
            .map(|pair| pair.cumulative.map(|start| collected.column(start + last)))
            .collect(),
    }
}
