//! Time in states and events by month, in integers, so that no order of adding can show.

use crate::tally::layout::Layout;
use crate::units::{TICKS_PER_DAY, TICKS_PER_MONTH};

/// Fixed-point one of a benefit weight.
pub const WEIGHT_ONE: i64 = 4096;

/// A time rounded to a tick, and the month it lies in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// Ticks from the start.
    pub tick: i64,
    /// Month from the start; the month after the last one at the horizon.
    pub month: u32,
}

impl Moment {
    /// Returns the moment of a tick from the start on.
    #[inline]
    pub fn at(tick: i64) -> Self {
        Self {
            tick,
            month: (tick as u64 / TICKS_PER_MONTH as u64) as u32,
        }
    }
}

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
    /// Returns the stretch between two moments, of which the second is the later one.
    #[inline]
    pub fn between(from: Moment, to: Moment) -> Self {
        let (first, last) = (from.month, to.month);
        let (head, tail) = if first == last {
            (to.tick - from.tick, 0)
        } else {
            let head_end = (i64::from(first) + 1) * TICKS_PER_MONTH;
            (
                head_end - from.tick,
                to.tick - i64::from(last) * TICKS_PER_MONTH,
            )
        };
        Self {
            first,
            last,
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
/// A stay costs one to four additions however long it is: the parts of its first and
/// last month, and the whole months between as a difference.
#[derive(Clone, Debug, PartialEq)]
struct Stays {
    n_months: usize,
    /// By column, a row of one month more than the horizon.
    cells: Vec<Cell>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Cell {
    part: i64,
    whole: i64,
}

impl Stays {
    fn new(n_columns: usize, n_months: usize) -> Self {
        Self {
            n_months,
            cells: vec![Cell::default(); n_columns * (n_months + 1)],
        }
    }

    #[inline]
    fn row(&self, column: usize) -> std::ops::Range<usize> {
        let width = self.n_months + 1;
        column * width..(column + 1) * width
    }

    #[inline]
    fn add(&mut self, column: usize, span: Span, weight: i64) {
        let range = self.row(column);
        let row = &mut self.cells[range];
        let (first, last) = (span.first as usize, span.last as usize);
        row[first].part += span.head * weight;
        if first < last {
            row[first + 1].whole += weight;
            row[last].part += span.tail * weight;
            row[last].whole -= weight;
        }
    }

    fn months(&self, column: usize) -> impl Iterator<Item = i64> + '_ {
        let mut inside = 0;
        let cells = self.cells[self.row(column)].iter().take(self.n_months);
        cells.map(move |cell| {
            inside += cell.whole;
            cell.part + inside * TICKS_PER_MONTH
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

    /// Returns the moment of a time in days, kept inside the horizon.
    #[inline]
    pub fn moment(&self, days: f64) -> Moment {
        let ticks = (days * TICKS_PER_DAY + 0.5) as i64;
        Moment::at(ticks.clamp(0, self.horizon))
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

    /// Adds an event in a month; one at the horizon belongs outside.
    #[inline]
    pub fn add_event(&mut self, segment: usize, event: usize, month: u32) {
        let month = month as usize;
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
