//! Which column of a tally is which: the same for one way of working in every draw.

use crate::compile::plan::{EventColumn, N_EXITS, Plan, StateColumn};

/// Columns of the tallies of one way of working run against `today`.
///
/// The columns of `today` come first and in the same order in every layout, so that the
/// tally of a design can be had from that of `today` and the households that differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Layout {
    /// Position of the way in the plan.
    pub way_idx: usize,
    /// State columns by position.
    pub states: Vec<StateColumn>,
    /// Event columns by position.
    pub events: Vec<EventColumn>,
    /// Segments.
    pub n_segments: usize,
    /// Months.
    pub n_months: usize,
    n_interventions: usize,
    n_limited: usize,
    n_today_steps: usize,
}

/// Position of the open case among the state columns.
pub const OPEN: usize = 0;
/// Position of the lost among the state columns.
pub const LOST: usize = 1;

impl Layout {
    /// Returns the columns for a way of working (0 is `today`).
    pub fn new(plan: &Plan, way_idx: usize) -> Self {
        let n_interventions = plan.interventions.len();
        let n_limited = plan.limited.len();
        let mut states = vec![StateColumn::Open, StateColumn::Lost];
        states.extend((0..n_interventions).map(StateColumn::Intervention));
        states.extend((0..N_EXITS).map(StateColumn::Exit));
        states.push(StateColumn::PartBenefit);
        states.extend((0..n_limited).map(StateColumn::Limited));
        let mut events = vec![
            EventColumn::NewApplication,
            EventColumn::Return,
            EventColumn::Reopened,
            EventColumn::Lost,
            EventColumn::Found,
            EventColumn::CalledIn,
        ];
        events.extend((0..n_interventions).map(EventColumn::Start));
        events.extend((0..n_interventions).map(EventColumn::Completion));
        events.extend((0..n_interventions).map(EventColumn::DropOut));
        events.extend((0..N_EXITS).map(EventColumn::Exit));
        let ways = if way_idx == 0 {
            vec![0]
        } else {
            vec![0, way_idx]
        };
        for way in ways {
            let steps = 0..plan.ways[way].steps.len();
            states.extend(steps.clone().map(|step| StateColumn::Step(way, step)));
            events.push(EventColumn::Review(way));
            events.extend(steps.map(|step| EventColumn::Step(way, step)));
        }
        Self {
            way_idx,
            states,
            events,
            n_segments: plan.segments.len(),
            n_months: plan.calendar.n_months,
            n_interventions,
            n_limited,
            n_today_steps: plan.ways[0].steps.len(),
        }
    }

    /// Returns the position of a state column, if this layout has it.
    pub fn state(&self, column: StateColumn) -> Option<usize> {
        self.states.iter().position(|known| *known == column)
    }

    /// Returns the position of an event column, if this layout has it.
    pub fn event(&self, column: EventColumn) -> Option<usize> {
        self.events.iter().position(|known| *known == column)
    }

    /// Returns the column in the tallies of a segment and the position of a state or an event.
    ///
    /// It is the same in every layout that has the position, so what a household does under
    /// `today` can be added to the tallies of any design.
    #[inline]
    pub fn column(&self, segment: usize, position: usize) -> u32 {
        (position * self.n_segments + segment) as u32
    }

    /// Returns the state position of an intervention.
    #[inline]
    pub fn intervention_state(&self, intervention: usize) -> usize {
        2 + intervention
    }

    /// Returns the state position of an exit.
    #[inline]
    pub fn exit_state(&self, exit: usize) -> usize {
        2 + self.n_interventions + exit
    }

    /// Returns the state position of part benefit.
    #[inline]
    pub fn part_benefit_state(&self) -> usize {
        2 + self.n_interventions + N_EXITS
    }

    /// Returns the state position of a limited column.
    #[inline]
    pub fn limited_state(&self, limited: usize) -> usize {
        self.part_benefit_state() + 1 + limited
    }

    /// Returns the state position of a step; `own` is 0 for `today`'s steps and 1 for the way's.
    #[inline]
    pub fn step_state(&self, own: usize, step: usize) -> usize {
        self.limited_state(self.n_limited) + own * self.n_today_steps + step
    }

    /// Returns the event position of something that happened.
    #[inline]
    pub fn happening(&self, happening: Happening) -> usize {
        let n = self.n_interventions;
        let after_exits = 6 + 3 * n + N_EXITS;
        let of_way = |own: usize| after_exits + own * (1 + self.n_today_steps);
        match happening {
            Happening::NewApplication => 0,
            Happening::Return => 1,
            Happening::Reopened => 2,
            Happening::Lost => 3,
            Happening::Found => 4,
            Happening::CalledIn => 5,
            Happening::Start(at) => 6 + at,
            Happening::Completion(at) => 6 + n + at,
            Happening::DropOut(at) => 6 + 2 * n + at,
            Happening::Exit(at) => 6 + 3 * n + at,
            Happening::Review(own) => of_way(own),
            Happening::Step(own, step) => of_way(own) + 1 + step,
        }
    }
}

/// Something that happens to a household; `own` is 0 for `today` and 1 for the way that is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happening {
    /// First application.
    NewApplication,
    /// Return through intake.
    Return,
    /// Return without intake.
    Reopened,
    /// Lost between authorities.
    Lost,
    /// Found by a review.
    Found,
    /// Called in.
    CalledIn,
    /// Start of an intervention.
    Start(usize),
    /// Its completion.
    Completion(usize),
    /// Drop-out from it.
    DropOut(usize),
    /// An exit.
    Exit(usize),
    /// A review.
    Review(usize),
    /// Start of an intake step.
    Step(usize, usize),
}
