//! Expected people by month: the columns of the tally, as means.

use crate::tally::layout::Layout;

/// What is expected of the households of one way of working, by month.
///
/// # Shapes and units
///
/// Flat, month fastest, in the columns of [`MonthlyTally`](crate::tally::occupancy::MonthlyTally):
/// `days[segment][state][month]`, `benefit_days[segment][month]`, `paid[segment][month]` in
/// households, `events[segment][event][month]`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ExpectedTally {
    /// Segments.
    pub n_segments: usize,
    /// State columns.
    pub n_states: usize,
    /// Event columns.
    pub n_events: usize,
    /// Months.
    pub n_months: usize,
    /// Days in states.
    pub days: Vec<f64>,
    /// Benefit-weighted days.
    pub benefit_days: Vec<f64>,
    /// Households with payment.
    pub paid: Vec<f64>,
    /// Events.
    pub events: Vec<f64>,
}

impl ExpectedTally {
    /// Returns an empty tally.
    pub fn new(layout: &Layout) -> Self {
        let (n_segments, n_months) = (layout.n_segments, layout.n_months);
        let (n_states, n_events) = (layout.states.len(), layout.events.len());
        Self {
            n_segments,
            n_states,
            n_events,
            n_months,
            days: vec![0.0; n_segments * n_states * n_months],
            benefit_days: vec![0.0; n_segments * n_months],
            paid: vec![0.0; n_segments * n_months],
            events: vec![0.0; n_segments * n_events * n_months],
        }
    }

    /// Adds days in a state.
    pub fn add_days(&mut self, segment: usize, state: usize, month: usize, days: f64) {
        self.days[(segment * self.n_states + state) * self.n_months + month] += days;
    }

    /// Adds benefit-weighted days.
    pub fn add_benefit(&mut self, segment: usize, month: usize, days: f64) {
        self.benefit_days[segment * self.n_months + month] += days;
    }

    /// Adds households with payment.
    pub fn add_paid(&mut self, segment: usize, month: usize, households: f64) {
        self.paid[segment * self.n_months + month] += households;
    }

    /// Adds events.
    pub fn add_event(&mut self, segment: usize, event: usize, month: usize, times: f64) {
        self.events[(segment * self.n_events + event) * self.n_months + month] += times;
    }

    /// Adds another tally whose columns are the first ones of this one.
    pub fn add_first_columns(&mut self, other: &Self) {
        let n_months = self.n_months;
        let add = |to: &mut [f64], from: &[f64], n_to: usize, n_from: usize| {
            for segment in 0..self.n_segments {
                let to = &mut to[segment * n_to * n_months..][..n_from * n_months];
                let from = &from[segment * n_from * n_months..][..n_from * n_months];
                to.iter_mut().zip(from).for_each(|(to, from)| *to += from);
            }
        };
        add(&mut self.days, &other.days, self.n_states, other.n_states);
        add(
            &mut self.events,
            &other.events,
            self.n_events,
            other.n_events,
        );
        add(&mut self.benefit_days, &other.benefit_days, 1, 1);
        add(&mut self.paid, &other.paid, 1, 1);
    }

    /// Returns this tally with every number combined with that of one on another grid.
    pub fn combined(&self, other: &Self, with: impl Fn(f64, f64) -> f64) -> Self {
        let all = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| with(*a, *b)).collect();
        Self {
            days: all(&self.days, &other.days),
            benefit_days: all(&self.benefit_days, &other.benefit_days),
            paid: all(&self.paid, &other.paid),
            events: all(&self.events, &other.events),
            ..*self
        }
    }
}
