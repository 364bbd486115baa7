//! The monthly series of people: which rows of the tally each is read from.

use crate::analysis::columns::POOL_FIGURES;
use crate::compile::plan::{EventColumn, Plan, StateColumn};
use crate::ledger::rows::Rows;
use crate::results::people::StateKind;
use crate::scenario::exits::ExitKind;
use crate::tally::layout::Layout;
use crate::tally::outcome::WayOutcome;

/// What a series counts.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Counted {
    /// Households with any payment in the month.
    Paid,
    /// Time in a state.
    State(StateKind, Rows),
    /// Events.
    Events(Rows),
    /// A figure of a pool, by the pool's position.
    Pool(PoolFigure, usize),
}

/// What is counted at a pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PoolFigure {
    Asked,
    Served,
    Left,
    Waited,
    Taken,
    There,
    Used,
    Limited,
    Queued,
    Longest,
}

impl PoolFigure {
    pub(super) const ALL: [Self; POOL_FIGURES] = [
        Self::Asked,
        Self::Served,
        Self::Left,
        Self::Waited,
        Self::Taken,
        Self::There,
        Self::Used,
        Self::Limited,
        Self::Queued,
        Self::Longest,
    ];

    /// Returns the figure by month; nothing where the draw had no pools.
    pub(super) fn months(self, outcome: &WayOutcome, pool: usize) -> &[i64] {
        let Some(pool) = outcome.pools.get(pool) else {
            return &[];
        };
        match self {
            Self::Asked => &pool.asked,
            Self::Served => &pool.served,
            Self::Left => &pool.left,
            Self::Waited => &pool.waited,
            Self::Taken => &pool.taken,
            Self::There => &pool.there,
            Self::Used => &pool.used,
            Self::Limited => &pool.limited,
            Self::Queued => &pool.queued,
            Self::Longest => &pool.longest,
        }
    }
}

/// One monthly series of one way of working.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Series {
    /// Id of the state or event.
    pub id: String,
    /// What it counts.
    pub counted: Counted,
}

impl Series {
    /// Returns the whole number of one month: households, ticks or events.
    pub(super) fn count(&self, outcome: &WayOutcome, month: usize) -> i64 {
        let tally = &outcome.tally;
        match &self.counted {
            Counted::Paid => (0..tally.n_segments)
                .map(|segment| tally.households_paid(segment, month))
                .sum(),
            Counted::State(_, rows) | Counted::Events(rows) => rows.sum(tally, month),
            Counted::Pool(figure, pool) => {
                let months = figure.months(outcome, *pool);
                months.get(month).copied().unwrap_or(0)
            }
        }
    }
}

/// Returns the series of one way of working; the first is households with payment.
///
/// Steps of `today` and of the design that have the same id are one series, and so are the
/// reviews of both: a household is in either.
pub(super) fn series_of(plan: &Plan, layout: &Layout) -> Vec<Series> {
    let mut found = vec![Series {
        id: "on_assistance".to_owned(),
        counted: Counted::Paid,
    }];
    for column in &layout.states {
        if let Some((id, kind)) = state_id(plan, *column) {
            add_state(&mut found, id, kind, Rows::time(layout, &[*column], &[]));
        }
    }
    for column in &layout.events {
        if let Some(id) = event_id(plan, *column) {
            add_events(&mut found, id, Rows::events(layout, &[*column], &[]));
        }
    }
    for (position, pool) in plan.pools.iter().enumerate() {
        found.extend(PoolFigure::ALL.map(|figure| Series {
            id: pool.id.to_string(),
            counted: Counted::Pool(figure, position),
        }));
    }
    found
}

fn add_state(found: &mut Vec<Series>, id: String, kind: StateKind, rows: Rows) {
    for series in found.iter_mut() {
        if let Counted::State(known, mine) = &mut series.counted
            && *known == kind
            && series.id == id
        {
            mine.extend(rows);
            return;
        }
    }
    let counted = Counted::State(kind, rows);
    found.push(Series { id, counted });
}

fn add_events(found: &mut Vec<Series>, id: String, rows: Rows) {
    for series in found.iter_mut() {
        if let Counted::Events(mine) = &mut series.counted
            && series.id == id
        {
            mine.extend(rows);
            return;
        }
    }
    let counted = Counted::Events(rows);
    found.push(Series { id, counted });
}

/// Part benefit and limited columns count time that stands in another column, too.
fn state_id(plan: &Plan, column: StateColumn) -> Option<(String, StateKind)> {
    Some(match column {
        StateColumn::Open => ("open".to_owned(), StateKind::Open),
        StateColumn::Lost => ("lost".to_owned(), StateKind::Lost),
        StateColumn::Intervention(position) => (
            plan.interventions[position].id.to_string(),
            StateKind::Intervention,
        ),
        StateColumn::Exit(position) => (ExitKind::ALL[position].word().to_owned(), StateKind::Exit),
        StateColumn::Step(way, step) => {
            (plan.ways[way].steps[step].id.to_string(), StateKind::Intake)
        }
        StateColumn::PartBenefit | StateColumn::Limited(_) => return None,
    })
}

fn event_id(plan: &Plan, column: EventColumn) -> Option<String> {
    let intervention = |what: &str, position: usize| {
        let id = &plan.interventions[position].id;
        format!("{what}:{id}")
    };
    Some(match column {
        EventColumn::NewApplication => "new_application".to_owned(),
        EventColumn::Return => "return".to_owned(),
        EventColumn::Reopened => "reopened".to_owned(),
        EventColumn::Review(_) => "review".to_owned(),
        EventColumn::Lost => "lost".to_owned(),
        EventColumn::Found => "found".to_owned(),
        EventColumn::CalledIn => "called_in".to_owned(),
        EventColumn::Start(position) => intervention("start", position),
        EventColumn::Completion(position) => intervention("completion", position),
        EventColumn::DropOut(position) => intervention("drop_out", position),
        EventColumn::Exit(position) => format!("exit:{}", ExitKind::ALL[position].word()),
        EventColumn::Step(..) => return None,
    })
}
