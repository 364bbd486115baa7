//! What is kept of a batch of draws: everything the answer is made from, nothing else.
//!
//! People by month are kept as sums over the batch, and draw by draw only where intervals are
//! made of them. The sums are whole numbers, so it does not show where one batch ends.

use serde::{Deserialize, Serialize};

use crate::analysis::calendar_years::N_PUBLISHED;
use crate::analysis::one_draw::{Frame, Headline, PeopleCounts, PricedDraw};
use crate::analysis::packed::Packed;
use crate::engine::run::RunError;
use crate::tally::queues::N_WAIT_BINS;

/// How many draws the 80 % intervals of monthly people series come from: the first so many.
///
/// Means come from all draws.
pub(super) const BAND_DRAWS: u64 = 1000;

/// What counts as finite: the squares of larger figures could not be added.
const LARGEST: f64 = 1e100;

/// Most posts that a number of single precision can hold, with room.
const LARGEST_FTE: f64 = 1e30;

/// More than anything that is counted, and few enough for the squares to be added.
const MOST: u64 = 1 << 48;

/// A batch of draws, in their order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeptBatch {
    /// The number of its first draw.
    pub(super) first: u64,
    /// Its draws.
    pub(super) draws: Vec<KeptDraw>,
    /// By way of working: every series and month, added up over the draws.
    pub(super) series: Vec<Vec<i64>>,
    /// By way of working: waits by pool, month and bin, added up over the draws.
    pub(super) waits: Vec<Vec<i64>>,
}

/// One draw.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct KeptDraw {
    /// Figures by column.
    pub row: Packed<f64>,
    /// By way of working.
    pub ways: Vec<KeptWay>,
    /// Households on assistance at the start.
    pub stock_households: u64,
    /// Where it was made again.
    pub again: Option<MadeAgain>,
}

/// One way of working in one draw.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct KeptWay {
    /// By profession and month.
    pub needed_fte: Packed<f64>,
    /// By profession and month.
    pub available_fte: Packed<f64>,
    /// Published statistics as counts above and below the line.
    pub published: [(i64, i64); N_PUBLISHED],
    /// Of the first draws: series and needed posts. Seven digits are enough for a band.
    pub band: Option<Packed<f32>>,
}

/// A draw that was made again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct MadeAgain {
    /// The draw itself.
    pub first: Headline,
    /// With a second cohort.
    pub second: Headline,
    /// In a second world, with the first cohort.
    pub third: Option<Headline>,
}

impl KeptBatch {
    /// Folds the draws of a batch.
    pub(super) fn of(draws: Vec<(PricedDraw, Option<MadeAgain>)>) -> Result<Self, RunError> {
        let first = draws.first().map_or(0, |(priced, _)| priced.draw);
        let n_ways = draws.first().map_or(0, |(priced, _)| priced.people.len());
        let mut series = vec![Vec::new(); n_ways];
        let mut waits = vec![Vec::new(); n_ways];
        let mut kept = Vec::with_capacity(draws.len());
        for (priced, again) in draws {
            for (sums, counts) in series.iter_mut().zip(&priced.people) {
                add_all(sums, &counts.series);
            }
            for (sums, counts) in waits.iter_mut().zip(&priced.people) {
                add_all(sums, &counts.waits);
            }
            let number = priced.draw;
            if priced.is_restless {
                return Err(RunError::Restless { draw: number });
            }
            let draw = KeptDraw::of(priced, again);
            if !draw.is_finite() {
                return Err(RunError::NotFinite { draw: number });
            }
            kept.push(draw);
        }
        Ok(Self {
            first,
            draws: kept,
            series,
            waits,
        })
    }

    /// Returns the number of its first draw.
    pub fn first(&self) -> u64 {
        self.first
    }

    /// Returns the number of the draw after its last.
    pub fn end(&self) -> u64 {
        self.first.saturating_add(self.draws.len() as u64)
    }

    /// Returns whether the last draws of both are the same to the bit.
    pub(super) fn has_same_last_draw(&self, other: &Self) -> bool {
        let bits = |batch: &Self| {
            let draw = batch.draws.last()?;
            Some(
                draw.row
                    .0
                    .iter()
                    .map(|figure| figure.to_bits())
                    .collect::<Vec<u64>>(),
            )
        };
        self.end() == other.end() && bits(self) == bits(other)
    }

    /// Returns whether it can have been made by a run of this frame.
    pub(super) fn fits(&self, frame: &Frame<'_>) -> bool {
        let n_months = frame.plan.calendar.n_months;
        let mut series = self.series.iter().zip(&frame.series);
        let n_waits = frame.plan.pools.len() * n_months * N_WAIT_BINS;
        self.series.len() == frame.series.len()
            && series.all(|(sums, series)| sums.len() == series.len() * n_months)
            && self.waits.len() == frame.series.len()
            && self.waits.iter().all(|waits| waits.len() == n_waits)
            && !self.draws.is_empty()
            && (self.first..)
                .zip(&self.draws)
                .all(|(number, draw)| draw.fits(frame, number))
    }
}

impl KeptDraw {
    fn of(priced: PricedDraw, again: Option<MadeAgain>) -> Self {
        let has_band = priced.draw < BAND_DRAWS;
        let ways = priced.people.into_iter();
        Self {
            row: Packed(priced.row),
            ways: ways.map(|counts| KeptWay::of(counts, has_band)).collect(),
            stock_households: priced.stock_households,
            again,
        }
    }

    fn is_finite(&self) -> bool {
        // Bands keep posts in single precision, which ends at 3.4e38.
        let mut fte = self.ways.iter().flat_map(|way| &way.needed_fte.0);
        let fte_fit = fte.all(|fte| fte.abs() < LARGEST_FTE);
        let made_again = self.again.iter().flat_map(|again| {
            let headlines = again.third.iter().chain([&again.second]);
            headlines.flatten().flatten()
        });
        let mut figures = self.row.0.iter().chain(made_again);
        fte_fit && figures.all(|figure| figure.abs() < LARGEST)
    }

    fn fits(&self, frame: &Frame<'_>, number: u64) -> bool {
        let columns = &frame.columns;
        let of_all_pairs = |net: &Headline| net.len() == columns.pairs.len();
        let again = self.again.as_ref().is_none_or(|again| {
            let mut all = again.third.iter().chain([&again.first, &again.second]);
            all.all(of_all_pairs)
        });
        let mut ways = self.ways.iter().zip(&frame.series);
        self.row.0.len() == columns.n_figures
            && self.ways.len() == columns.ways.len()
            && ways.all(|(way, series)| way.fits(frame, series.len(), number))
            && self.stock_households < MOST
            && again
            && self.is_finite()
    }
}

impl KeptWay {
    fn of(counts: PeopleCounts, has_band: bool) -> Self {
        let band = has_band.then(|| {
            let series = counts.series.iter().map(|count| *count as f32);
            let fte = counts.needed_fte.iter().map(|fte| *fte as f32);
            Packed(series.chain(fte).collect())
        });
        Self {
            needed_fte: Packed(counts.needed_fte),
            available_fte: Packed(counts.available_fte),
            published: counts.published,
            band,
        }
    }

    fn fits(&self, frame: &Frame<'_>, n_series: usize, number: u64) -> bool {
        let n_months = frame.plan.calendar.n_months;
        let n_cells = frame.plan.money.professions.len() * n_months;
        let n_band = n_series * n_months + n_cells;
        let mut counts = self.published.iter();
        self.needed_fte.0.len() == n_cells
            && self.available_fte.0.len() == n_cells
            && self.band.is_some() == (number < BAND_DRAWS)
            && self.band.as_ref().is_none_or(|band| band.0.len() == n_band)
            && counts.all(|(top, bottom)| top.unsigned_abs().max(bottom.unsigned_abs()) < MOST)
    }
}

fn add_all(sums: &mut Vec<i64>, more: &[i64]) {
    sums.resize(more.len(), 0);
    for (sum, value) in sums.iter_mut().zip(more) {
        *sum += *value;
    }
}
