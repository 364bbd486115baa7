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
    /// Households that begin or end a run in a month.
    changes: [i32; BITS + 1],
    /// What the probes count of spells: followed, over twelve months, ended.
    spells: [i64; 3],
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
            changes: [0; BITS + 1],
            spells: [0; 3],
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
        let (n_months, mut spells, mut returned) = (self.n_months, self.spells, 0);
        for months in left {
            let first = months.trailing_zeros() as usize % BITS;
            // Adding to the lowest bit carries on to the end of the run.
            let rest = *months & months.wrapping_add(1 << first);
            let last = 63 ^ (*months ^ rest).leading_zeros() as usize % BITS;
            self.changes[first] += 1;
            self.changes[last + 1] -= 1;
            let is_followed = first + 13 <= n_months;
            spells[0] += i64::from(is_followed);
            spells[1] += i64::from(is_followed & (last + 1 > first + 12));
            let is_seen = last + 5 <= n_months;
            spells[2] += i64::from(is_seen);
            let is_soon = rest.wrapping_shr(last as u32) & 0b1_1111 != 0;
            returned += i64::from(is_soon & is_seen);
            *months = rest;
        }
        (self.spells, self.returned) = (spells, self.returned + returned);
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
        let [followed, over_twelve, ended] = self.spells;
        probes.spells_followed += followed;
        probes.spells_over_twelve += over_twelve;
        probes.spells_ended += ended;
        occupancy.add_paid_changes(segment, &self.changes);
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
