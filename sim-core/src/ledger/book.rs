//! The price list of one plan: which rows of which tally each flow, post and minute is counted on.

use crate::compile::plan::{FlowBasis, FlowPlan, MinutesBasis, Num, Plan, SetUpPlan, StateColumn};
use crate::ledger::accounts::{JOB, Lines, Transfer, UNEMPLOYMENT_INSURANCE};
use crate::ledger::posts::{PostGroup, RunningGroup, post_groups, running_groups};
use crate::ledger::rows::{Rows, columns_of_exit};
use crate::tally::layout::Layout;

/// A flow with its rows.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowBook {
    /// Between whom.
    pub transfer: Transfer,
    /// SEK for each day or event.
    pub rate: Num,
    /// Shares of it, where the flow is a share of another one.
    pub shares: Vec<Num>,
    /// What it is counted on.
    pub rows: Rows,
    /// Whether equalisation takes its part.
    pub equalised: bool,
    /// Time in job it is paid for, if any.
    pub job_rows: Rows,
    /// Columns of unemployment insurance among those it is paid for.
    pub unemployment_columns: u32,
    /// By segment: whether it is paid for them.
    pub segments: Vec<bool>,
}

/// Work of one profession at one number of minutes.
#[derive(Clone, Debug, PartialEq)]
pub struct MinutesBook {
    /// Position of the profession.
    pub profession: usize,
    /// Minutes for each event or day.
    pub minutes: Num,
    /// What they are counted on.
    pub rows: Rows,
}

/// One way of working.
#[derive(Clone, Debug, PartialEq)]
pub struct WayBook {
    /// Flows, in the plan's order.
    pub flows: Vec<FlowBook>,
    /// Minutes.
    pub minutes: Vec<MinutesBook>,
    /// Posts.
    pub posts: Vec<PostGroup>,
    /// Running costs.
    pub running: Vec<RunningGroup>,
    /// Set-up costs.
    pub set_up: Vec<SetUpPlan>,
    /// Time in job, by segment.
    pub jobs: Vec<Rows>,
    /// Month of go-live.
    pub go_live_month: usize,
    /// Months of notice once it is no longer run.
    pub notice_months: Num,
}

/// The price list of one plan and the ways of working that are run.
#[derive(Clone, Debug, PartialEq)]
pub struct Book {
    /// The lines of every ledger.
    pub lines: Lines,
    /// By way of working, in the order they are run.
    pub ways: Vec<WayBook>,
}

impl Book {
    /// Returns the price list of a plan for the ways of working of some layouts, `today` first.
    pub fn new(plan: &Plan, layouts: &[Layout]) -> Self {
        Self {
            lines: Lines::of(&plan.money),
            ways: layouts
                .iter()
                .map(|layout| WayBook::new(plan, layout))
                .collect(),
        }
    }
}

impl WayBook {
    fn new(plan: &Plan, layout: &Layout) -> Self {
        let (way_idx, money) = (layout.way_idx, &plan.money);
        let (today, own) = (&money.designs[0], &money.designs[way_idx]);
        let way = &plan.ways[way_idx];
        let only = |segment: usize| -> Vec<bool> {
            (0..layout.n_segments).map(|s| s == segment).collect()
        };
        let job = [StateColumn::Exit(JOB)];
        Self {
            flows: (0..money.flows.len())
                .map(|flow_idx| flow_book(plan, layout, flow_idx))
                .collect(),
            minutes: minutes_books(plan, layout),
            posts: post_groups(today, own),
            running: running_groups(today, own),
            set_up: own.set_up.clone(),
            jobs: (0..layout.n_segments)
                .map(|segment| Rows::time(layout, &job, &only(segment)))
                .collect(),
            go_live_month: way.go_live_month,
            notice_months: way
                .discontinuation
                .map_or(Num::known(0.0), |ending| ending.notice_months),
        }
    }
}

/// Follows a share of a share to the flow it is a share of.
fn flow_book(plan: &Plan, layout: &Layout, flow_idx: usize) -> FlowBook {
    let flows = &plan.money.flows;
    let flow: &FlowPlan = &flows[flow_idx];
    let mut segments: Vec<bool> = (0..layout.n_segments)
        .map(|segment| flow.segments.get(segment).copied().unwrap_or(true))
        .collect();
    let (mut shares, mut position) = (Vec::new(), flow_idx);
    let (rows, rate, columns) = loop {
        match &flows[position].basis {
            FlowBasis::PerDay(columns, rate) => {
                let rows = Rows::time(layout, columns, &segments);
                break (rows, *rate, columns.as_slice());
            }
            FlowBasis::Each(events, rate) => {
                break (Rows::events(layout, events, &segments), *rate, &[][..]);
            }
            FlowBasis::ShareOf(earlier, share) => {
                debug_assert!(*earlier < position, "a share refers to an earlier flow");
                if *earlier >= position {
                    break (Rows::Time(Vec::new()), Num::known(0.0), &[][..]);
                }
                shares.push(*share);
                position = *earlier;
                for (mine, theirs) in segments.iter_mut().zip(&flows[position].segments) {
                    *mine = *mine && *theirs;
                }
            }
        }
    };
    let jobs = columns_of_exit(plan, columns, JOB);
    FlowBook {
        transfer: Transfer {
            payer: flow.payer,
            receiver: flow.receiver,
            kind: flow.kind,
        },
        rate,
        shares,
        rows,
        equalised: flow.equalised,
        job_rows: Rows::time(layout, &jobs, &segments),
        unemployment_columns: columns_of_exit(plan, columns, UNEMPLOYMENT_INSURANCE).len() as u32,
        segments,
    }
}

/// Joins what is counted at the same number of minutes, so that it is added as integers.
fn minutes_books(plan: &Plan, layout: &Layout) -> Vec<MinutesBook> {
    let everyone = vec![true; layout.n_segments];
    let mut books: Vec<MinutesBook> = Vec::new();
    for work in &plan.money.minutes {
        let rows = match work.basis {
            MinutesBasis::Each(event) => Rows::events(layout, &[event], &everyone),
            MinutesBasis::PerDay(state) => Rows::time(layout, &[state], &everyone),
        };
        if rows.is_empty() {
            continue;
        }
        let same = books.iter_mut().find(|book| {
            (book.profession, book.minutes) == (work.profession, work.minutes)
                && std::mem::discriminant(&book.rows) == std::mem::discriminant(&rows)
        });
        match same {
            Some(book) => book.rows.extend(rows),
            None => books.push(MinutesBook {
                profession: work.profession,
                minutes: work.minutes,
                rows,
            }),
        }
    }
    books
}
