//! Everything that was counted under one way of working, by name, so that runs whose columns
//! stand in another order can be compared bit for bit.

use std::collections::BTreeMap;

use sim_core::compile::plan::{EventColumn, Plan, StateColumn};
use sim_core::scenario::exits::ExitKind;

use crate::simulate::Run;

/// What was counted, by name and month.
pub type Named = BTreeMap<String, Vec<i64>>;

fn state_name(plan: &Plan, column: StateColumn) -> String {
    match column {
        StateColumn::Open => "open".to_owned(),
        StateColumn::Lost => "lost".to_owned(),
        StateColumn::PartBenefit => "part benefit".to_owned(),
        StateColumn::Intervention(at) => format!("in {}", plan.interventions[at].id),
        StateColumn::Exit(at) => format!("after {}", ExitKind::ALL[at].word()),
        StateColumn::Limited(at) => format!("limited {at}"),
        StateColumn::Step(way, step) => {
            let way = &plan.ways[way];
            format!("step {} {}", way.id, way.steps[step].id)
        }
    }
}

fn event_name(plan: &Plan, column: EventColumn) -> String {
    let intervention = |at: usize| &plan.interventions[at].id;
    match column {
        EventColumn::Start(at) => format!("start {}", intervention(at)),
        EventColumn::Completion(at) => format!("completion {}", intervention(at)),
        EventColumn::DropOut(at) => format!("drop out {}", intervention(at)),
        EventColumn::Exit(at) => format!("exit {}", ExitKind::ALL[at].word()),
        EventColumn::Review(way) => format!("review {}", plan.ways[way].id),
        EventColumn::Step(way, step) => {
            let way = &plan.ways[way];
            format!("step {} {}", way.id, way.steps[step].id)
        }
        plain => format!("{plain:?}").to_lowercase(),
    }
}

fn position(run: &Run, way: &str) -> usize {
    let is_way = |at: &usize| &*run.plan.ways[*at].id == way;
    let found = run.prepared.ways.iter().position(is_way);
    found.expect("the way was run")
}

/// Returns what one draw counted under a way of working, the first `n_months` months of it.
pub fn named(run: &Run, draw: usize, way: &str, n_months: usize) -> Named {
    let (plan, outcome) = (&run.plan, &run.draws[draw]);
    let at = position(run, way);
    let (layout, tally) = (&run.prepared.layouts[at], &outcome.ways[at].tally);
    let mut all = Named::new();
    let row = |cells: &[i64], row: usize| cells[row * tally.n_months..][..n_months].to_vec();
    for (segment_idx, segment) in plan.segments.iter().enumerate() {
        for (state, column) in layout.states.iter().enumerate() {
            let name = format!("{} state {}", segment.id, state_name(plan, *column));
            all.insert(
                name,
                row(&tally.ticks, segment_idx * tally.n_states + state),
            );
        }
        for (event, column) in layout.events.iter().enumerate() {
            let name = format!("{} event {}", segment.id, event_name(plan, *column));
            all.insert(
                name,
                row(&tally.events, segment_idx * tally.n_events + event),
            );
        }
        all.insert(
            format!("{} benefit", segment.id),
            row(&tally.benefit, segment_idx),
        );
        all.insert(
            format!("{} paid", segment.id),
            row(&tally.paid, segment_idx),
        );
    }
    all
}

/// Adds what belongs to a design's own steps and reviews to those of the same name under `today`,
/// so that who was counted where does not show.
pub fn without_ownership(all: &Named, design: &str) -> Named {
    let mut joined = Named::new();
    for (name, months) in all {
        let name = name
            .replace(&format!("step {design} "), "step today ")
            .replace(&format!("review {design}"), "review today");
        let sum = joined.entry(name).or_insert_with(|| vec![0; months.len()]);
        sum.iter_mut()
            .zip(months)
            .for_each(|(sum, month)| *sum += month);
    }
    joined
}

/// Returns the rows that a test does not leave out.
pub fn only(all: &Named, keep: impl Fn(&str) -> bool) -> Named {
    all.iter()
        .filter(|(name, _)| keep(name))
        .map(|(name, months)| (name.clone(), months.clone()))
        .collect()
}

/// Holds that two runs counted the same in every draw; names the first row that differs.
#[track_caller]
pub fn same(one: &Named, other: &Named, what: &str) {
    for (name, months) in one {
        let found = other.get(name);
        assert_eq!(Some(months), found, "{what}: {name}");
    }
    let missing: Vec<&String> = other
        .keys()
        .filter(|name| !one.contains_key(*name))
        .collect();
    assert!(missing.is_empty(), "{what}: {missing:?}");
}

/// Returns the histograms of one draw under a way of working, by name.
pub fn histograms(run: &Run, draw: usize, way: &str) -> Named {
    let probes = &run.draws[draw].ways[position(run, way)].probes;
    let mut all = Named::new();
    for (year, months) in run.plan.calendar.years.iter().zip(&probes.months_in_year) {
        all.insert(format!("months with payment in {year}"), months.to_vec());
    }
    let spells = vec![
        probes.spells_followed,
        probes.spells_over_twelve,
        probes.spells_ended,
        probes.returned_within_three,
    ];
    all.insert("spells".to_owned(), spells);
    for (at, probe) in run.plan.probes.iter().enumerate() {
        let mut found = vec![probes.followed[at]];
        found.extend(&probes.found[at]);
        all.insert(format!("probe {}", probe.id), found);
    }
    all
}
