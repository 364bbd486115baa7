//! The draws of a run, added up in their order.

use crate::analysis::one_draw::{Headline, N_PUBLISHED, PeopleCounts, PricedDraw};
use crate::ledger::moments::RatioSums;

/// How many draws the 80 % intervals of monthly people series come from: the first so many.
///
/// Means come from all draws.
pub(super) const BAND_DRAWS: usize = 1000;

/// What counts as finite: the squares of larger figures could not be added.
const LARGEST: f64 = 1e100;

/// Most posts that a number of single precision can hold, with room.
const LARGEST_FTE: f64 = 1e30;

/// One way of working, added up.
#[derive(Clone, Debug, Default)]
pub(super) struct PeopleSums {
    /// By series and month; whole numbers, so that no order shows.
    pub series: Vec<i64>,
    /// By profession and month.
    pub needed_fte: Vec<f64>,
    /// By profession and month.
    pub available_fte: Vec<f64>,
    /// Published statistics.
    pub published: [RatioSums; N_PUBLISHED],
    /// Of each of the first draws: series and needed posts. Seven digits are enough for a band.
    pub bands: Vec<Vec<f32>>,
}

impl PeopleSums {
    fn add(&mut self, counts: &PeopleCounts) {
        add_all(&mut self.series, &counts.series);
        add_all(&mut self.needed_fte, &counts.needed_fte);
        add_all(&mut self.available_fte, &counts.available_fte);
        for (sums, (top, bottom)) in self.published.iter_mut().zip(counts.published) {
            sums.add(top, bottom);
        }
        if self.bands.len() < BAND_DRAWS {
            let series = counts.series.iter().map(|count| *count as f32);
            let fte = counts.needed_fte.iter().map(|fte| *fte as f32);
            self.bands.push(series.chain(fte).collect());
        }
    }
}

fn add_all<T: Copy + Default + std::ops::AddAssign>(sums: &mut Vec<T>, more: &[T]) {
    sums.resize(more.len(), T::default());
    for (sum, value) in sums.iter_mut().zip(more) {
        *sum += *value;
    }
}

/// A draw that was made again.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct MadeAgain {
    /// The draw itself.
    pub first: Headline,
    /// With a second cohort.
    pub second: Headline,
    /// With a second world and a third cohort.
    pub third: Option<Headline>,
}

/// All draws so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Collected {
    /// Figures by draw.
    pub rows: Vec<Vec<f64>>,
    /// By way of working.
    pub people: Vec<PeopleSums>,
    /// Draws made again.
    pub again: Vec<MadeAgain>,
    /// Households on assistance at the start, over all draws.
    pub stock_households: u64,
    /// The first draw with a figure that is not finite.
    pub not_finite: Option<u64>,
}

impl Collected {
    /// Adds the next draw.
    pub(super) fn keep(&mut self, (priced, again): (PricedDraw, Option<MadeAgain>)) {
        // Bands keep posts in single precision, which ends at 3.4e38.
        let mut fte = priced.people.iter().flat_map(|people| &people.needed_fte);
        let fte_fit = fte.all(|fte| fte.abs() < LARGEST_FTE);
        let made_again = again.iter().flat_map(|again| {
            let headlines = again.third.iter().chain([&again.second]);
            headlines.flatten().flatten()
        });
        let all_finite = priced
            .row
            .iter()
            .chain(made_again)
            .all(|figure| figure.abs() < LARGEST);
        if !(all_finite && fte_fit) {
            self.not_finite = self.not_finite.or(Some(priced.draw));
            return;
        }
        self.people
            .resize_with(priced.people.len(), PeopleSums::default);
        for (sums, counts) in self.people.iter_mut().zip(&priced.people) {
            sums.add(counts);
        }
        self.stock_households += priced.stock_households;
        self.rows.push(priced.row);
        self.again.extend(again);
    }

    /// Returns how many draws there are.
    pub(super) fn n_draws(&self) -> usize {
        self.rows.len()
    }

    /// Returns one figure of every draw, in their order.
    pub(super) fn column(&self, position: usize) -> Vec<f64> {
        self.rows.iter().map(|row| row[position]).collect()
    }

    /// Returns the difference of two figures of every draw.
    pub(super) fn column_less(&self, position: usize, other: usize) -> Vec<f64> {
        let rows = self.rows.iter();
        rows.map(|row| row[position] - row[other]).collect()
    }
}
