//! What a life adds to the tallies, in a form that can be kept and added elsewhere too.

use crate::tally::layout::Layout;
use crate::tally::occupancy::{MonthlyTally, Occupancy, Span};
use crate::tally::probes::Probes;

/// The tallies of one way of working, while lives are written into them.
#[derive(Clone, Debug)]
pub struct Tallies {
    /// Time and events by month.
    pub occupancy: Occupancy,
    /// Histograms.
    pub probes: Probes,
}

impl Tallies {
    /// Returns empty tallies.
    pub fn new(layout: &Layout, n_years: usize, (n_probes, n_watches): (usize, usize)) -> Self {
        Self {
            occupancy: Occupancy::new(layout),
            probes: Probes::new(n_years, n_probes, n_watches),
        }
    }

    /// Returns the sum of these tallies and those of `today` that they have in common.
    pub fn close(self, layout: &Layout, common: &(MonthlyTally, Probes)) -> (MonthlyTally, Probes) {
        let (mut tally, mut probes) = (self.occupancy.close(layout), self.probes);
        tally.add_first_columns(&common.0);
        probes.add(&common.1);
        (tally, probes)
    }
}

/// One addition to the tallies, by columns of a layout; those of `today` are the same in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A stay in a state.
    Stay {
        /// Column of segment and state.
        column: u32,
        /// From and to.
        span: Span,
    },
    /// A stay in a state with benefit all the time.
    Assisted {
        /// Column of segment and state.
        column: u32,
        /// Segment.
        segment: u32,
        /// From and to.
        span: Span,
        /// Weight.
        weight: i64,
    },
    /// Time weighted by benefit.
    Benefit {
        /// Segment.
        segment: u32,
        /// From and to.
        span: Span,
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
        /// Column of segment and event.
        column: u32,
        /// Month.
        month: u32,
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
    /// A household looked up for a watch.
    Watched {
        /// Position of the watch.
        watch: u32,
        /// Whether it was where the watch looks.
        hit: bool,
    },
}

impl Entry {
    /// Adds the entry to the tallies.
    ///
    /// Always inlined: where the kind of entry is known, one arm is left of the match.
    #[inline(always)]
    pub fn add(self, tallies: &mut Tallies) {
        let Tallies { occupancy, probes } = tallies;
        match self {
            Self::Stay { column, span } => occupancy.add_stay(column, span),
            Self::Assisted {
                column,
                segment,
                span,
                weight,
            } => {
                occupancy.add_stay(column, span);
                occupancy.add_benefit(segment, span, weight);
            }
            Self::Benefit {
                segment,
                span,
                weight,
            } => occupancy.add_benefit(segment, span, weight),
            Self::Paid { segment, months } => occupancy.add_paid_months(segment, months),
            Self::Event { column, month } => occupancy.add_event(column, month),
            Self::Year { year, months } => {
                probes.months_in_year[year as usize][months.min(12) as usize] += 1;
            }
            Self::Spell { over_twelve } => {
                probes.spells_followed += 1;
                probes.spells_over_twelve += i64::from(over_twelve);
            }
            Self::Ended { returned } => {
                probes.spells_ended += 1;
                probes.returned_within_three += i64::from(returned);
            }
            Self::Watched { watch, hit } => {
                let [followed, hits] = &mut probes.watched[watch as usize];
                *followed += 1;
                *hits += i64::from(hit);
            }
            Self::Found { probe, class } => {
                probes.followed[probe as usize] += 1;
                probes.found[probe as usize][class as usize] += 1;
            }
        }
    }
}
