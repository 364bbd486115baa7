//! Months with payment of households that have ended: runs of them, and how many a year has.
//!
//! What they say is that of `spells`, worked out from how many households had which run.

use crate::engine::walk::slots::ROOM;
use crate::tally::entry::Tallies;

const BITS: usize = u64::BITS as usize;

/// Returns how many bits are set in each field of twelve, in its lowest four.
#[inline(always)]
fn of_twelves(bits: u64) -> u64 {
    let twos = bits - ((bits >> 1) & 0x5555_5555_5555_5555);
    let fours = (twos & 0x3333_3333_3333_3333) + ((twos >> 2) & 0x3333_3333_3333_3333);
    fours + (fours >> 4) + (fours >> 8)
}

/// Months with payment of the households of one segment.
pub(super) struct Payments {
    /// Those of households that have ended lately.
    n: usize,
    ended: [u64; ROOM],
    /// By whole year, households by months with payment in it.
    years: Vec<[u32; 16]>,
    /// The January of the first.
    january: u32,
    /// Households by first and last month of a run.
    runs: Vec<u32>,
    returned: i64,
    n_months: usize,
}

impl Payments {
    /// Returns none; whole years are those of which all months are followed, with their Januaries.
    pub(super) fn new(n_months: usize, whole_years: &[(u32, usize)]) -> Self {
        Self {
            n: 0,
            ended: [0; ROOM],
            years: vec![[0; 16]; whole_years.len()],
            january: whole_years
                .first()
                .map_or(0, |(_, january)| *january as u32),
            runs: vec![0; BITS * BITS],
            returned: 0,
            n_months,
        }
    }

    /// Makes room for so many households to end, no more than there are slots.
    #[inline(always)]
    pub(super) fn expect(&mut self, households: usize) {
        if self.n + households > ROOM {
            self.fold();
        }
    }

    /// Ends a household with these months, a bit each; it must be expected.
    #[inline(always)]
    pub(super) fn end(&mut self, months: u64) {
        self.ended[self.n % ROOM] = months;
        self.n += 1;
    }

    #[inline(never)]
    fn fold(&mut self) {
        let n = self.n.min(ROOM);
        for months in &self.ended[..n] {
            // The whole years follow each other, and all of them fit.
            let mut paid = of_twelves(months >> self.january);
            for counts in &mut self.years {
                // Nobody asks how many were not paid at all.
                counts[(paid & 15) as usize] += 1;
                paid >>= 12;
            }
        }
        let mut left = [0; ROOM];
        left[..n].copy_from_slice(&self.ended[..n]);
        let mut n = keep_some(&mut left, n);
        // Everyone's first run, then the second of those who have one, and so on.
        while n > 0 {
            self.first_runs(&mut left[..n]);
            n = keep_some(&mut left, n);
        }
        self.n = 0;
    }

    /// Counts the first run of everyone and takes it off.
    fn first_runs(&mut self, left: &mut [u64]) {
        let Some(runs) = self.runs.first_chunk_mut::<{ BITS * BITS }>() else {
            return;
        };
        for months in left {
            let first = months.trailing_zeros();
            // Adding to the lowest bit carries on to the end of the run.
            let rest = *months & months.wrapping_add(1_u64.wrapping_shl(first));
            let last = 63 ^ (*months ^ rest).leading_zeros();
            runs[(first as usize * BITS + last as usize) % (BITS * BITS)] += 1;
            let is_soon = rest.wrapping_shr(last) & 0b1_1111 != 0;
            let is_seen = last as usize + 5 <= self.n_months;
            self.returned += i64::from(is_soon & is_seen);
            *months = rest;
        }
    }

    /// Writes all of it into the tallies; `whole_years` as it was made with.
    pub(super) fn write(
        mut self,
        segment: u32,
        whole_years: &[(u32, usize)],
        tallies: &mut Tallies,
    ) {
        self.fold();
        let Tallies { occupancy, probes } = tallies;
        for ((year, _), counts) in whole_years.iter().zip(&self.years) {
            let to = probes.months_in_year[*year as usize].iter_mut();
            let paid = to.zip(counts).skip(1);
            paid.for_each(|(to, count)| *to += i64::from(*count));
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

/// Keeps the sets of months that have any; returns how many they are.
fn keep_some(all: &mut [u64; ROOM], n: usize) -> usize {
    let mut kept = 0;
    for at in 0..n.min(ROOM) {
        let months = all[at];
        all[kept % ROOM] = months;
        kept += usize::from(months != 0);
    }
    kept
}
