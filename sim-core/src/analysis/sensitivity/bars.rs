//! Each number moved to its 10th and 90th percentile, all else and all luck as drawn.

use std::ops::Range;

use crate::analysis::one_draw::Headline;
use crate::analysis::sensitivity::numbers::Number;
use crate::analysis::sensitivity::runs::Runs;
use crate::engine::run::RunError;
use crate::ledger::moments::moments;
use crate::results::sensitivity::{Bar, BarEnd};
use crate::results::spread::Estimate;

/// Percentiles of the two ends.
const ENDS: [f64; 2] = [0.1, 0.9];

/// The draws of one number's bar.
#[derive(Clone, Debug)]
pub(super) struct BarDraws {
    /// Position of the number.
    pub number: usize,
    values: [f64; 2],
    /// Net savings with the number at the low and at the high end.
    nets: [Vec<Headline>; 2],
}

impl BarDraws {
    pub(super) fn new(number_idx: usize, number: &Number) -> Self {
        Self {
            number: number_idx,
            values: ENDS.map(|u| number.stated(u)),
            nets: [Vec::new(), Vec::new()],
        }
    }

    /// Makes a range of draws, the next ones; returns whether it was finished.
    pub(super) fn make(
        &mut self,
        runs: &Runs<'_>,
        number: &Number,
        range: Range<u64>,
    ) -> Result<bool, RunError> {
        let mut made = Vec::new();
        for value in self.values {
            let Some(nets) = runs.fixed(range.clone(), number.slot, value)? else {
                return Ok(false);
            };
            made.push(nets);
        }
        // Both ends or none, so that they always have as many draws.
        for (nets, more) in self.nets.iter_mut().zip(made) {
            nets.extend(more);
        }
        Ok(true)
    }

    /// Returns a figure of each draw at the two ends less the same as drawn.
    pub(super) fn changes(
        &self,
        base: &[Headline],
        figure: impl Fn(&Headline) -> f64,
    ) -> [Vec<f64>; 2] {
        self.nets.each_ref().map(|nets| {
            let pairs = nets.iter().zip(base);
            pairs
                .map(|(moved, base)| figure(moved) - figure(base))
                .collect()
        })
    }

    /// Returns the bar of one design seen by one perspective.
    pub(super) fn bar(&self, number: &Number, base: &[Headline], at: (usize, usize)) -> Bar {
        let net = |nets: &Headline| nets[at.0][at.1];
        let changes = self.changes(base, net);
        let end = |end: usize| BarEnd {
            value: self.values[end],
            net_sek: mean(self.nets[end].iter().map(net)),
            change_sek: mean(changes[end].iter().copied()),
        };
        let pairs = changes[1].iter().zip(&changes[0]);
        Bar {
            address: number.address.to_string(),
            theme: number.theme,
            low: end(0),
            high: end(1),
            width_sek: mean(pairs.map(|(high, low)| high - low)),
            draws: self.nets[0].len() as u64,
        }
    }
}

/// Returns a mean with its Monte Carlo error.
pub(super) fn mean(draws: impl Iterator<Item = f64>) -> Estimate {
    let found = moments(&draws.collect::<Vec<_>>());
    Estimate {
        value: found.mean,
        mc_se: found.mc_se,
    }
}
