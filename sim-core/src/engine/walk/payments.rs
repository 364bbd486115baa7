//! Months with payment of households that have ended: runs of them, and how many a year has.
//!
//! What they say is that of `spells`, worked out from how many households had which run.

use crate::engine::walk::slots::{LAST, MOST};
use crate::tally::entry::Tallies;

const BITS: usize = u64::BITS as usize;

/// How many of twelve bits are set.
static OF_TWELVE: [u8; 4096] = {
    let mut counts = [0; 4096];
    let mut at = 0;
    while at < 4096 {
        counts[at] = (at as u32).count_ones() as u8;
        at += 1;
    }
    counts
};

/// Months with payment of the households of one segment.
pub(super) struct Payments {
    /// Those of households that have ended lately.
    n: usize,
    ended: [u64; MOST],
    /// By whole year, households by months with payment in it.
    years: Vec<[i64; 16]>,
    /// The January of each.
    januaries: Vec<u32>,
    /// Households by first and last month of a run.
    runs: Vec<u32>,
    returned: i64,
    n_months: usize,
}

impl Payments {
    /// Returns none; `januaries` of the whole years.
    pub(super) fn new(n_months: usize, januaries: &[(u32, usize)]) -> Self {
        Self {
            n: 0,
            ended: [0; MOST],
            years: vec![[0; 16]; januaries.len()],
            januaries: januaries.iter().map(|(_, month)| *month as u32).collect(),
            runs: vec![0; BITS * BITS],
            returned: 0,
            n_months,
        }
    }

    /// Ends a household with these months, a bit each.
    #[inline(always)]
    pub(super) fn end(&mut self, months: u64) {
        self.ended[self.n & LAST] = months;
        self.n += 1;
        if self.n == MOST {
            self.fold();
        }
    }

    #[inline(never)]
    fn fold(&mut self) {
        let ended = &self.ended[..self.n.min(MOST)];
        for months in ended {
            for (counts, january) in self.years.iter_mut().zip(&self.januaries) {
                let of_year = OF_TWELVE[(months >> january) as usize & 0xFFF];
                // Nobody asks how many were not paid at all.
                counts[usize::from(of_year & 15)] += 1;
            }
        }
        let (mut left, mut n) = ([0; MOST], 0);
        for months in ended {
            left[n & LAST] = *months;
            n += usize::from(*months != 0);
        }
        // Everyone's first run, then the second of those who have one, and so on.
        while n > 0 {
            n = self.first_runs(&mut left, n);
        }
        self.n = 0;
    }

    /// Counts the first run of everyone and takes it off; returns how many have another one.
    fn first_runs(&mut self, left: &mut [u64; MOST], n: usize) -> usize {
        let mut still = 0;
        let Some(runs) = self.runs.first_chunk_mut::<{ BITS * BITS }>() else {
            return 0;
        };
        for at in 0..n.min(MOST) {
            let months = left[at];
            let first = months.trailing_zeros();
            // Adding to the lowest bit carries on to the end of the run.
            let rest = months & months.wrapping_add(1_u64.wrapping_shl(first));
            let last = 63 - (months ^ rest).leading_zeros();
            runs[(first as usize * BITS + last as usize) & (BITS * BITS - 1)] += 1;
            let soon = rest.wrapping_shr(last) & 0b1_1111 != 0;
            let is_seen = last as usize + 5 <= self.n_months;
            self.returned += i64::from(soon & is_seen);
            left[still & LAST] = rest;
            still += usize::from(rest != 0);
        }
        still
    }

    /// Writes all of it into the tallies; `years` are the positions of the whole years.
    pub(super) fn write(
        mut self,
        segment: u32,
        januaries: &[(u32, usize)],
        tallies: &mut Tallies,
    ) {
        self.fold();
        let Tallies { occupancy, probes } = tallies;
        for ((year, _), counts) in januaries.iter().zip(&self.years) {
            let to = probes.months_in_year[*year as usize].iter_mut();
            let paid = to.zip(counts).skip(1);
            paid.for_each(|(to, count)| *to += count);
        }
        probes.returned_within_three += self.returned;
        for (first, runs) in self.runs.chunks_exact(BITS).enumerate() {
            for (last, households) in runs.iter().enumerate().skip(first) {
                if *households == 0 {
                    continue;
                }
                let households = i64::from(*households);
                let months = (first as u32, last as u32);
                occupancy.add_paid_households(segment, months, households);
                if first + 13 <= self.n_months {
                    probes.spells_followed += households;
                    let is_long = i64::from(last + 1 - first > 12);
                    probes.spells_over_twelve += is_long * households;
                }
                if last + 5 <= self.n_months {
                    probes.spells_ended += households;
                }
            }
        }
    }
}
