//! Time in states and events by month, in integers, so that no order of adding can show.

use crate::tally::layout::Layout;
use crate::units::{TICKS_PER_DAY, TICKS_PER_MONTH};

/// Fixed-point one of a benefit weight.
pub const WEIGHT_ONE: i64 = 4096;

/// A stretch of time, cut at the borders of months once for all columns it is added to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    first: u32,
    last: u32,
    /// Ticks in the first month.
    head: i64,
    /// Ticks in the last month, where that is another one.
    tail: i64,
}

impl Span {
    /// Returns the stretch between two ticks, of which the second is the later one.
    #[inline]
    pub fn between(from: i64, to: i64) -> Self {
        let month = |tick: i64| tick as u64 / TICKS_PER_MONTH as u64;
        let (first, last) = (month(from), month(to));
        let (head, tail) = if first == last {
            (to - from, 0)
        } else {
            let head_end = (first as i64 + 1) * TICKS_PER_MONTH;
            (head_end - from, to - last as i64 * TICKS_PER_MONTH)
        };
        Self {
            first: first as u32,
            last: last as u32,
            head,
            tail,
        }
    }

    /// Returns the first and last month it touches; a month it only ends at is not touched.
    #[inline]
    pub fn months(self) -> (i64, i64) {
        let ends_at_border = self.tail == 0 && self.last > self.first;
        let last = i64::from(self.last) - i64::from(ends_at_border);
        (i64::from(self.first), last)
    }
}

/// Time that households spent, as an engine adds it.
///
/// A stay costs three or four additions however long it is: the parts of its first and
/// last month, and the whole months between as a difference.
#[derive(Clone, Debug, PartialEq)]
struct Stays {
    n_months: usize,
    part: Vec<i64>,
    whole: Vec<i64>,
}

impl Stays {
    fn new(n_columns: usize, n_months: usize) -> Self {
        let size = n_columns * (n_months + 1);
        Self {
            n_months,
            part: vec![0; size],
            whole: vec![0; size],
        }
    }

    #[inline]
    fn add(&mut self, column: usize, span: Span, weight: i64) {
        let row = column * (self.n_months + 1);
        let (first, last) = (span.first as usize, span.last as usize);
        self.part[row + first] += span.head * weight;
        if first < last {
            self.part[row + last] += span.tail * weight;
            self.whole[row + first + 1] += weight;
            self.whole[row + last] -= weight;
        }
    }

    fn months(&self, column: usize) -> impl Iterator<Item = i64> + '_ {
        let row = column * (self.n_months + 1);
        let mut inside = 0;
        (0..self.n_months).map(move |month| {
            inside += self.whole[row + month];
            self.part[row + month] + inside * TICKS_PER_MONTH
        })
    }
}

/// The tally of one way of working in one draw.
#[derive(Clone, Debug, PartialEq)]
pub struct Occupancy {
    n_states: usize,
    n_events: usize,
    n_months: usize,
    horizon: i64,
    states: Stays,
    benefit: Stays,
    paid: Vec<i64>,
    events: Vec<i64>,
}

impl Occupancy {
    /// Returns an empty tally.
    pub fn new(layout: &Layout) -> Self {
        let (n_segments, n_months) = (layout.n_segments, layout.n_months);
        let (n_states, n_events) = (layout.states.len(), layout.events.len());
        Self {
            n_states,
            n_events,
            n_months,
            horizon: n_months as i64 * TICKS_PER_MONTH,
            states: Stays::new(n_segments * n_states, n_months),
            benefit: Stays::new(n_segments, n_months),
            paid: vec![0; n_segments * (n_months + 1)],
            events: vec![0; n_segments * n_events * n_months],
        }
    }

    /// Returns the ticks of a time in days, kept inside the horizon.
    #[inline]
    pub fn ticks(&self, days: f64) -> i64 {
        let ticks = (days * TICKS_PER_DAY + 0.5) as i64;
        ticks.clamp(0, self.horizon)
    }

    /// Adds a stay in a state.
    #[inline]
    pub fn add_stay(&mut self, segment: usize, state: usize, span: Span) {
        self.states.add(segment * self.n_states + state, span, 1);
    }

    /// Adds time weighted by benefit.
    #[inline]
    pub fn add_benefit(&mut self, segment: usize, span: Span, weight: i64) {
        self.benefit.add(segment, span, weight);
    }

    /// Adds months with payment, first to last inclusive.
    #[inline]
    pub fn add_paid_months(&mut self, segment: usize, (first, last): (usize, usize)) {
        let row = segment * (self.n_months + 1);
        self.paid[row + first] += 1;
        self.paid[row + last + 1] -= 1;
    }

    /// Adds an event at a tick inside the horizon; one on its border belongs outside.
    #[inline]
    pub fn add_event(&mut self, segment: usize, event: usize, at: i64) {
        let month = (at as u64 / TICKS_PER_MONTH as u64) as usize;
        if month < self.n_months {
            self.events[(segment * self.n_events + event) * self.n_months + month] += 1;
        }
    }

    /// Returns the tally by month, closed for reading.
    pub fn close(&self, layout: &Layout) -> MonthlyTally {
        let n_columns = layout.n_segments * self.n_states;
        let mut paid = Vec::with_capacity(layout.n_segments * self.n_months);
        for segment in 0..layout.n_segments {
            let row = segment * (self.n_months + 1);
            let mut inside = 0;
            for month in 0..self.n_months {
                inside += self.paid[row + month];
                paid.push(inside);
            }
        }
        MonthlyTally {
            n_segments: layout.n_segments,
            n_states: self.n_states,
            n_events: self.n_events,
            n_months: self.n_months,
            ticks: (0..n_columns)
                .flat_map(|column| self.states.months(column))
                .collect(),
            benefit: (0..layout.n_segments)
                .flat_map(|s| self.benefit.months(s))
                .collect(),
            paid,
            events: self.events.clone(),
        }
    }
}

/// What happened to the households of one draw under one way of working, by month.
///
/// # Shapes and units
///
/// All arrays are flat, month fastest: `ticks[segment][state][month]` in ticks,
/// `benefit[segment][month]` in ticks times [`WEIGHT_ONE`], `paid[segment][month]` in
/// households with any payment in the month, `events[segment][event][month]` in events.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MonthlyTally {
    /// Segments.
    pub n_segments: usize,
    /// State columns.
    pub n_states: usize,
    /// Event columns.
    pub n_events: usize,
    /// Months.
    pub n_months: usize,
    /// Time in states.
    pub ticks: Vec<i64>,
    /// Benefit-weighted time.
    pub benefit: Vec<i64>,
    /// Households with payment.
    pub paid: Vec<i64>,
    /// Events.
    pub events: Vec<i64>,
}

impl MonthlyTally {
    /// Adds the tally of a layout whose columns are the first ones of this layout's.
    pub fn add_first_columns(&mut self, other: &Self) {
        let n_months = self.n_months;
        let add = |to: &mut [i64], from: &[i64], n_to: usize, n_from: usize| {
            for segment in 0..self.n_segments {
                let to = &mut to[segment * n_to * n_months..][..n_from * n_months];
                let from = &from[segment * n_from * n_months..][..n_from * n_months];
                to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
            }
        };
        add(&mut self.ticks, &other.ticks, self.n_states, other.n_states);
        add(
            &mut self.events,
            &other.events,
            self.n_events,
            other.n_events,
        );
        add(&mut self.benefit, &other.benefit, 1, 1);
        add(&mut self.paid, &other.paid, 1, 1);
    }

    /// Returns the days that households of a segment spent in a state in a month.
    #[inline]
    pub fn days(&self, segment: usize, state: usize, month: usize) -> f64 {
        self.ticks[(segment * self.n_states + state) * self.n_months + month] as f64 / TICKS_PER_DAY
    }

    /// Returns benefit-weighted days of a segment in a month.
    #[inline]
    pub fn benefit_days(&self, segment: usize, month: usize) -> f64 {
        self.benefit[segment * self.n_months + month] as f64 / (TICKS_PER_DAY * WEIGHT_ONE as f64)
    }

    /// Returns how many events of a kind a segment had in a month.
    #[inline]
    pub fn count(&self, segment: usize, event: usize, month: usize) -> i64 {
        self.events[(segment * self.n_events + event) * self.n_months + month]
    }

    /// Returns households of a segment with any payment in a month.
    #[inline]
    pub fn households_paid(&self, segment: usize, month: usize) -> i64 {
        self.paid[segment * self.n_months + month]
    }
}
