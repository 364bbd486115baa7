//! Time in states and events by month, in integers, so that no order of adding can show.

use crate::tally::layout::Layout;
use crate::units::{TICKS_PER_DAY, TICKS_PER_MONTH};

/// Fixed-point one of a benefit weight.
pub const WEIGHT_ONE: i64 = 4096;

/// Returns the nearest whole number to one from 0 to 2^52.
///
/// Floats from 2^52 on are whole numbers and their low bits count them, so that adding it rounds.
/// A cast would be three times as long, since it must do for every float.
#[inline]
pub fn whole(number: f64) -> u64 {
    const WHOLE: u64 = 1 << 52;
    (number + WHOLE as f64).to_bits() & (WHOLE - 1)
}

/// Returns a weight, which is 0 or more, in parts of [`WEIGHT_ONE`].
#[inline]
pub fn weight_of(weight: f64) -> i64 {
    whole(weight * WEIGHT_ONE as f64) as i64
}

/// Returns the month that a tick from the start on lies in, up to a hundred years on.
#[inline(always)]
pub fn month_of(tick: u64) -> u32 {
    // A month is 974 times 2^15 ticks: the rest is a short division.
    (tick >> 15) as u32 / (TICKS_PER_MONTH >> 15) as u32
}

/// A time rounded to a tick: the month it lies in, and the ticks since that began.
///
/// The month stands in the upper half and the ticks in the lower one, so that moments are
/// compared and kept as one number. The horizon lies in the month after the last one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(u64);

impl Moment {
    #[inline]
    fn at(tick: u64) -> Self {
        let month = tick / TICKS_PER_MONTH as u64;
        Self(month << 32 | (tick - month * TICKS_PER_MONTH as u64))
    }

    /// Returns the month from the start.
    #[inline]
    pub fn month(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// Returns the ticks since the month began.
    #[inline]
    fn within(self) -> u32 {
        self.0 as u32
    }
}

/// A stretch of time, cut at the borders of months once for all columns it is added to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    from: Moment,
    to: Moment,
}

impl Span {
    /// Returns the stretch between two moments, of which the second is the later one.
    #[inline]
    pub fn between(from: Moment, to: Moment) -> Self {
        Self { from, to }
    }

    /// Returns the first and last month it touches; a month it only ends at is not touched.
    #[inline]
    pub fn months(self) -> (u32, u32) {
        let (first, last) = (self.from.month(), self.to.month());
        let ends_at_border = self.to.within() == 0 && last > first;
        (first, last - u32::from(ends_at_border))
    }
}

/// Time that households spent, as an engine adds it.
///
/// A stay is what lies before its end less what lies before its beginning, and each of
/// these is a part of one month and all months before it. So a stay is four additions
/// without a branch, however long it is.
#[derive(Clone, Debug, PartialEq)]
struct Stays {
    width: usize,
    /// By column, a row of one month more than the horizon.
    cells: Vec<Cell>,
}

/// Ends of stays in a month.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ends {
    /// How many.
    pub how_many: i64,
    /// The sum of the ticks since the month began.
    pub within: i64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Cell {
    /// Ticks in this month.
    part: i64,
    /// Times that all months before this one are added.
    before: i64,
}

impl Stays {
    fn new(n_columns: usize, n_months: usize) -> Self {
        let width = n_months + 1;
        Self {
            width,
            cells: vec![Cell::default(); n_columns * width],
        }
    }

    #[inline(always)]
    fn add(&mut self, column: u32, span: Span, weight: i64) {
        let row = column as usize * self.width;
        let from = &mut self.cells[row + span.from.month() as usize];
        from.part -= i64::from(span.from.within()) * weight;
        from.before -= weight;
        let to = &mut self.cells[row + span.to.month() as usize];
        to.part += i64::from(span.to.within()) * weight;
        to.before += weight;
    }

    /// Adds the ends of many stays by month, so many times over.
    fn add_ends(&mut self, column: u32, ends: &[Ends], times: i64) {
        let row = &mut self.cells[column as usize * self.width..][..self.width];
        for (cell, ends) in row.iter_mut().zip(ends) {
            cell.part += ends.within * times;
            cell.before += ends.how_many * times;
        }
    }

    fn months(&self, column: usize) -> impl Iterator<Item = i64> + '_ {
        let row = &self.cells[column * self.width..][..self.width - 1];
        // All beginnings and ends of a row are equally many: what comes after a month is
        // what came up to it, with the other sign.
        let mut up_to = 0;
        row.iter().map(move |cell| {
            up_to += cell.before;
            cell.part - up_to * TICKS_PER_MONTH
        })
    }
}

/// The tally of one way of working in one draw.
///
/// Columns are those of [`Layout::column`], events and paid months have rows as wide as those
/// of stays: what happens at the horizon falls into a month that nobody reads.
#[derive(Clone, Debug, PartialEq)]
pub struct Occupancy {
    width: usize,
    /// In ticks.
    horizon: f64,
    states: Stays,
    benefit: Stays,
    paid: Vec<i64>,
    events: Vec<i64>,
}

impl Occupancy {
    /// Returns an empty tally.
    pub fn new(layout: &Layout) -> Self {
        let (n_segments, n_months) = (layout.n_segments, layout.n_months);
        let width = n_months + 1;
        Self {
            width,
            horizon: n_months as f64 * TICKS_PER_MONTH as f64,
            states: Stays::new(n_segments * layout.states.len(), n_months),
            benefit: Stays::new(n_segments, n_months),
            paid: vec![0; n_segments * width],
            events: vec![0; n_segments * layout.events.len() * width],
        }
    }

    /// Returns the moment of a time in days, kept inside the horizon.
    #[inline]
    pub fn moment(&self, days: f64) -> Moment {
        let ticks = days * TICKS_PER_DAY;
        let ticks = if ticks > 0.0 { ticks } else { 0.0 };
        Moment::at(whole(if ticks < self.horizon {
            ticks
        } else {
            self.horizon
        }))
    }

    /// Adds a stay in a state's column.
    #[inline]
    pub fn add_stay(&mut self, column: u32, span: Span) {
        self.states.add(column, span, 1);
    }

    /// Adds the ends of many stays by month, the horizon's included, to a state's column, so many times
    /// over. Beginnings are ends with the other sign.
    pub fn add_ends(&mut self, column: u32, ends: &[Ends], times: i64) {
        self.states.add_ends(column, ends, times);
    }

    /// Adds the ends of many stays with benefit in the same way, times their weight.
    pub fn add_benefit_ends(&mut self, segment: u32, ends: &[Ends], weight: i64) {
        self.benefit.add_ends(segment, ends, weight);
    }

    /// Adds time weighted by benefit.
    #[inline]
    pub fn add_benefit(&mut self, segment: u32, span: Span, weight: i64) {
        self.benefit.add(segment, span, weight);
    }

    /// Adds months with payment, first to last inclusive.
    #[inline]
    pub fn add_paid_months(&mut self, segment: u32, (first, last): (u32, u32)) {
        let row = segment as usize * self.width;
        self.paid[row + first as usize] += 1;
        self.paid[row + last as usize + 1] -= 1;
    }

    /// Adds by how many households with payment each month has more than the one before.
    pub fn add_paid_changes(&mut self, segment: u32, changes: &[i32]) {
        let row = &mut self.paid[segment as usize * self.width..][..self.width];
        let all = row.iter_mut().zip(changes);
        all.for_each(|(to, change)| *to += i64::from(*change));
    }

    /// Adds an event in a month to an event's column.
    #[inline]
    pub fn add_event(&mut self, column: u32, month: u32) {
        self.events[column as usize * self.width + month as usize] += 1;
    }

    /// Adds events by month to an event's column: as many as ends of stays.
    pub fn add_events(&mut self, column: u32, ends: &[Ends]) {
        let row = &mut self.events[column as usize * self.width..][..self.width];
        let all = row.iter_mut().zip(ends);
        all.for_each(|(to, ends)| *to += ends.how_many);
    }

    /// Returns the tally by month, closed for reading.
    pub fn close(&self, layout: &Layout) -> MonthlyTally {
        let (n_segments, n_months) = (layout.n_segments, layout.n_months);
        let (n_states, n_events) = (layout.states.len(), layout.events.len());
        let columns = |n: usize| {
            (0..n_segments).flat_map(move |s| (0..n).map(move |at| layout.column(s, at) as usize))
        };
        let mut ticks = Vec::with_capacity(n_segments * n_states * n_months);
        columns(n_states).for_each(|column| ticks.extend(self.states.months(column)));
        let mut events = Vec::with_capacity(n_segments * n_events * n_months);
        columns(n_events).for_each(|column| {
            events.extend_from_slice(&self.events[column * self.width..][..n_months]);
        });
        let mut benefit = Vec::with_capacity(n_segments * n_months);
        let mut paid = Vec::with_capacity(n_segments * n_months);
        for segment in 0..n_segments {
            benefit.extend(self.benefit.months(segment));
            let mut inside = 0;
            paid.extend(
                self.paid[segment * self.width..][..n_months]
                    .iter()
                    .map(|change| {
                        inside += change;
                        inside
                    }),
            );
        }
        MonthlyTally {
            n_segments,
            n_states,
            n_events,
            n_months,
            ticks,
            benefit,
            paid,
            events,
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
