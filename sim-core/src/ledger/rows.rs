//! Which rows of a tally an amount is counted on, found once for all draws.

use crate::compile::plan::{EventColumn, Plan, StateColumn};
use crate::tally::counted::Counted;
use crate::tally::layout::Layout;
use crate::tally::occupancy::MonthlyTally;

/// Rows of a tally that are added up: states and segments, or events and segments.
///
/// They are added as integers before any price is put on them, so two ways of working
/// that share out the same time between different columns cost the same to the last bit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rows {
    /// Time: where each row of `ticks` starts.
    Time(Vec<usize>),
    /// Events: where each row of `events` starts.
    Events(Vec<usize>),
}

impl Rows {
    /// Returns the rows of state columns and segments; columns the layout lacks have no time.
    pub fn time(layout: &Layout, columns: &[StateColumn], segments: &[bool]) -> Self {
        let positions = columns.iter().filter_map(|column| layout.state(*column));
        Self::Time(starts(layout, positions, layout.states.len(), segments))
    }

    /// Returns the rows of event columns and segments; columns the layout lacks never happen.
    pub fn events(layout: &Layout, columns: &[EventColumn], segments: &[bool]) -> Self {
        let positions = columns.iter().filter_map(|column| layout.event(*column));
        Self::Events(starts(layout, positions, layout.events.len(), segments))
    }

    /// Returns whether nothing can stand in these rows.
    pub fn is_empty(&self) -> bool {
        let (Self::Time(starts) | Self::Events(starts)) = self;
        starts.is_empty()
    }

    /// Adds other rows of the same kind.
    pub fn extend(&mut self, other: Self) {
        match (self, other) {
            (Self::Time(mine), Self::Time(theirs)) | (Self::Events(mine), Self::Events(theirs)) => {
                mine.extend(theirs);
            }
            _ => debug_assert!(false, "time and events cannot be added"),
        }
    }

    /// Returns ticks or events in a month, over all rows.
    #[inline]
    pub fn sum(&self, tally: &MonthlyTally, month: usize) -> i64 {
        match self {
            Self::Time(starts) => starts.iter().map(|start| tally.ticks[start + month]).sum(),
            Self::Events(starts) => starts.iter().map(|start| tally.events[start + month]).sum(),
        }
    }

    /// Returns days or events in a month, over all rows.
    #[inline]
    pub fn quantity<T: Counted>(&self, tally: &T, month: usize) -> f64 {
        match self {
            Self::Time(starts) => tally.days_in(starts, month),
            Self::Events(starts) => tally.events_in(starts, month),
        }
    }
}

fn starts(
    layout: &Layout,
    positions: impl Iterator<Item = usize>,
    n_columns: usize,
    segments: &[bool],
) -> Vec<usize> {
    let mut starts = Vec::new();
    for position in positions {
        for segment in 0..layout.n_segments {
            if segments.get(segment).copied().unwrap_or(true) {
                starts.push((segment * n_columns + position) * layout.n_months);
            }
        }
    }
    starts
}

/// Returns the columns that count time in an exit: its own, and limited parts of it.
pub fn columns_of_exit(plan: &Plan, columns: &[StateColumn], exit: usize) -> Vec<StateColumn> {
    let is_exit = |column: &StateColumn| match *column {
        StateColumn::Exit(position) => position == exit,
        StateColumn::Limited(position) => plan
            .limited
            .get(position)
            .is_some_and(|limited| limited.state == StateColumn::Exit(exit)),
        _ => false,
    };
    columns.iter().copied().filter(is_exit).collect()
}
