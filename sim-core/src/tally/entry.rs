//! What a life adds to the tallies, as one list that can be added or taken out again.

use crate::tally::occupancy::Occupancy;
use crate::tally::probes::Probes;

/// One addition to the tallies, by positions of a layout. Times are ticks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A stay in a state column.
    Stay {
        /// Segment.
        segment: u32,
        /// State column.
        state: u32,
        /// From and to.
        ticks: (i64, i64),
    },
    /// Time weighted by benefit.
    Benefit {
        /// Segment.
        segment: u32,
        /// From and to.
        ticks: (i64, i64),
        /// Weight.
        weight: i64,
    },
    /// Months with payment.
    Paid {
        /// Segment.
        segment: u32,
        /// First and last month.
        months: (u32, u32),
    },
    /// An event.
    Event {
        /// Segment.
        segment: u32,
        /// Event column.
        event: u32,
        /// When.
        at: i64,
    },
    /// Months with payment in a calendar year.
    Year {
        /// Position of the year.
        year: u32,
        /// How many months.
        months: u32,
    },
    /// A spell whose length is known to be up to twelve months, or more.
    Spell {
        /// Whether it is more than twelve months.
        over_twelve: bool,
    },
    /// A spell that ended.
    Ended {
        /// Whether payment came again within three months.
        returned: bool,
    },
    /// A household looked up for a probe.
    Found {
        /// Position of the probe.
        probe: u32,
        /// Class it was found in.
        class: u32,
    },
}

impl Entry {
    /// Adds the entry to the tallies, `times` over (-1 takes it out).
    #[inline]
    pub fn add(self, times: i64, occupancy: &mut Occupancy, probes: &mut Probes) {
        match self {
            Self::Stay {
                segment,
                state,
                ticks,
            } => {
                occupancy.add_stay(segment as usize, state as usize, ticks, times);
            }
            Self::Benefit {
                segment,
                ticks,
                weight,
            } => {
                occupancy.add_benefit(segment as usize, ticks, weight * times);
            }
            Self::Paid {
                segment,
                months: (first, last),
            } => {
                occupancy.add_paid_months(segment as usize, (first as usize, last as usize), times);
            }
            Self::Event { segment, event, at } => {
                occupancy.add_event(segment as usize, event as usize, at, times);
            }
            Self::Year { year, months } => {
                probes.months_in_year[year as usize][months.min(12) as usize] += times;
            }
            Self::Spell { over_twelve } => {
                probes.spells_followed += times;
                probes.spells_over_twelve += times * i64::from(over_twelve);
            }
            Self::Ended { returned } => {
                probes.spells_ended += times;
                probes.returned_within_three += times * i64::from(returned);
            }
            Self::Found { probe, class } => {
                probes.followed[probe as usize] += times;
                probes.found[probe as usize][class as usize] += times;
            }
        }
    }
}
