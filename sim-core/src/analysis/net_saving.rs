//! Net saving at numbers that an analysis chooses.

use std::ops::Range;

use crate::analysis::one_draw::{Frame, Headline};
use crate::compile::plan::Plan;
use crate::engine::draw::{Prepared, Replicate, simulate_at, values_of_draw};
use crate::engine::observer::{GoOn, Observer};
use crate::engine::run::{RunError, run_batches};

/// Makes draws with some numbers set to what an analysis asks for, everything else and all luck as in a comparison
/// with the same seed.
#[derive(Debug)]
pub(super) struct NetSaving<'a> {
    frame: Frame<'a>,
    seed: u64,
    threads: Option<usize>,
}

impl<'a> NetSaving<'a> {
    /// `prepared` says which designs are held against `today`.
    pub(super) fn new(
        plan: &'a Plan,
        prepared: &'a Prepared,
        (seed, threads): (u64, Option<usize>),
    ) -> Self {
        Self {
            frame: Frame::new(plan, prepared),
            seed,
            threads,
        }
    }

    /// Returns the values of all slots in a draw, as a comparison has them.
    pub(super) fn values(&self, draw: u64) -> Vec<f64> {
        values_of_draw(self.frame.plan, self.seed, draw)
    }

    /// Returns the net saving at the horizon in one draw at given values of all slots: by design
    /// but `today`, and by perspective, SEK.
    pub(super) fn at(&self, draw: u64, replicate: Replicate, values: Vec<f64>) -> Headline {
        let (plan, prepared) = (self.frame.plan, self.frame.prepared);
        let outcome = simulate_at(plan, prepared, (self.seed, draw), replicate, values);
        self.frame.headline(&outcome)
    }

    /// Returns the net saving of every draw of a range after `change` has set what it wants in the
    /// values of all slots; where the observer says stop, that of the batches that were finished.
    ///
    /// # Errors
    ///
    /// [`RunError::NoThreads`], and [`RunError::NotFinite`] with the first draw that had a figure
    /// that is not finite.
    pub(super) fn over(
        &self,
        range: Range<u64>,
        observer: &dyn Observer,
        change: impl Fn(u64, &mut [f64]) + Sync,
    ) -> Result<Vec<Headline>, RunError> {
        self.again(range, Replicate::default(), observer, change)
    }

    /// Does as [`NetSaving::over`] in another copy of the world or of the households' luck.
    ///
    /// # Errors
    ///
    /// As [`NetSaving::over`].
    pub(super) fn again(
        &self,
        range: Range<u64>,
        replicate: Replicate,
        observer: &dyn Observer,
        change: impl Fn(u64, &mut [f64]) + Sync,
    ) -> Result<Vec<Headline>, RunError> {
        let make = |draw: u64| {
            let mut values = self.values(draw);
            change(draw, &mut values);
            self.at(draw, replicate, values)
        };
        let (first, asked) = (range.start, range.end - range.start);
        let mut found = Vec::new();
        let mut spoilt = None;
        run_batches(range, self.threads, make, |batch| {
            let mut draws = (first + found.len() as u64..).zip(&batch);
            spoilt = draws
                .find(|(_, nets)| !is_finite(nets))
                .map(|(draw, _)| draw);
            if spoilt.is_some() {
                return GoOn::No;
            }
            found.extend(batch);
            observer.batch_finished(found.len() as u64, asked)
        })?;
        match spoilt {
            Some(draw) => Err(RunError::NotFinite { draw }),
            None => Ok(found),
        }
    }
}

fn is_finite(nets: &Headline) -> bool {
    nets.iter().flatten().all(|sek| sek.is_finite())
}
