//! What the model says of every fact at given values of the numbers.

use crate::analysis::calibrate::checked::Checked;
use crate::analysis::calibrate::counting::{Counter, Part};
use crate::analysis::calibrate::free::Free;
use crate::analysis::expected::twin;
use crate::compile::plan::Plan;
use crate::engine::draw::{Prepared, Replicate, simulate_at};
use crate::engine::observer::GoOn;
use crate::engine::run::{RunError, run_batches};
use crate::luck::{Layer, cohort_key};

/// Cells in a month of the coarser of the two grids: what is wanted is a year's total, and the grid's error is
/// part of the fact's.
const CELLS_PER_MONTH: usize = 1;

/// The situation's model.
#[derive(Clone, Copy)]
pub(super) struct Model<'a> {
    /// The plan of the situation.
    pub plan: &'a Plan,
    /// The same without what one draw's world brings.
    pub steady: &'a Plan,
    pub prepared: &'a Prepared,
    pub days_in_year: &'a [f64],
    pub free: &'a Free<'a>,
    pub facts: &'a [Checked<'a>],
    /// By fact: whether expected values stand for cohorts.
    pub is_exact: &'a [bool],
    pub cohorts: u32,
    pub seed: u64,
    pub threads: Option<usize>,
}

impl Model<'_> {
    fn counter(&self) -> Counter<'_> {
        Counter {
            plan: self.plan,
            layout: &self.prepared.layouts[0],
            days_in_year: self.days_in_year,
        }
    }

    /// Returns what one cohort says of every fact; no numbers where a household moved without end.
    pub(super) fn cohort(
        &self,
        plan: &Plan,
        values: Vec<f64>,
        (set, replicate): (u64, Replicate),
    ) -> Vec<Part> {
        let at = (self.seed, set);
        let outcome = simulate_at(plan, self.prepared, at, replicate, values);
        let today = &outcome.ways[0];
        let counter = self.counter();
        let facts = self.facts.iter();
        facts
            .map(|fact| match today.probes.restless {
                0 => counter.of_cohort(fact.quantity(), today, &outcome.values),
                _ => Part {
                    top: f64::NAN,
                    bottom: 1.0,
                },
            })
            .collect()
    }

    /// Returns the figure that all cohorts give of every fact.
    ///
    /// The cohorts are the same whatever the values, so that a difference between two sets of values is theirs.
    fn of_cohorts(&self, point: &[f64]) -> Vec<f64> {
        let mut sums = vec![Part::default(); self.facts.len()];
        for set in 0..u64::from(self.cohorts) {
            let others = self.free.others(self.seed, set);
            let values = self.free.values(point, &others);
            let parts = self.cohort(self.plan, values, (set, Replicate::default()));
            sums.iter_mut()
                .zip(parts)
                .for_each(|(sum, part)| sum.add(part));
        }
        sums.into_iter().map(Part::figure).collect()
    }

    /// Returns the expected figure of every fact that the exact engine counts, with all other numbers at their
    /// medians, extrapolated from two grids and on the finer of them; not a number for the rest.
    fn on_grids(&self, point: &[f64]) -> [Vec<f64>; 2] {
        let values = self.free.values(point, &self.free.others_at_median());
        let world = cohort_key(self.seed, 0, Layer::World, 0);
        let found = twin(
            self.steady,
            self.prepared,
            (&values, world),
            CELLS_PER_MONTH,
        );
        let Ok(found) = found else {
            return [(); 2].map(|()| vec![f64::NAN; self.facts.len()]);
        };
        let counter = self.counter();
        [&found.best, &found.fine].map(|draw| {
            let facts = self.facts.iter();
            let expected = facts.map(|fact| {
                let tally = &draw.ways[0].tally;
                counter.expected(fact.quantity(), tally, &values)
            });
            expected
                .map(|expected| expected.unwrap_or(f64::NAN))
                .collect()
        })
    }

    /// Returns the expected figure of every fact that the exact engine counts.
    fn expected(&self, point: &[f64]) -> Vec<f64> {
        let [best, _] = self.on_grids(point);
        best
    }

    /// Returns the squared error of the time grid, by fact; zero for facts without expected value.
    pub(super) fn grid_variance(&self, point: &[f64]) -> Vec<f64> {
        let [best, fine] = self.on_grids(point);
        let both = best.iter().zip(fine).map(|(best, fine)| best - fine);
        both.map(|off| if off.is_finite() { off * off } else { 0.0 })
            .collect()
    }

    /// Returns what the model says of every fact.
    fn figures(&self, point: &[f64]) -> Vec<f64> {
        let needs_cohorts = self.is_exact.contains(&false);
        let needs_expected = self.is_exact.contains(&true);
        let expected = needs_expected.then(|| self.expected(point));
        let counted = needs_cohorts.then(|| self.of_cohorts(point));
        let facts = self.is_exact.iter().enumerate();
        facts
            .map(|(at, is_exact)| {
                let from = if *is_exact { &expected } else { &counted };
                from.as_ref().map_or(f64::NAN, |figures| figures[at])
            })
            .collect()
    }

    /// Returns what the model says of every fact at every point, in order, until told to stop.
    pub(super) fn at_points(
        &self,
        points: &[Vec<f64>],
        mut finished: impl FnMut(usize) -> GoOn,
    ) -> Result<Vec<Vec<f64>>, RunError> {
        let mut all = Vec::with_capacity(points.len());
        run_batches(
            0..points.len() as u64,
            self.threads,
            |at| self.figures(&points[at as usize]),
            |batch| {
                all.extend(batch);
                finished(all.len())
            },
        )?;
        Ok(all)
    }
}
