//! Every id that is used exists, and what is named in the scenario itself is used.

use std::collections::BTreeSet;

use crate::compile::check::names::{CASES, EVERY, INTAKE, NONE, Names, exit_words};
use crate::diagnostic::{Diagnostic, Named, Problem};
use crate::read::texts::ROOT_IDX;
use crate::scenario::Scenario;
use crate::scenario::design::Design;
use crate::scenario::documented::{Documented, Quantity};
use crate::scenario::effect::Effect;
use crate::scenario::intake::IntakeStep;
use crate::scenario::intervention::Intervention;
use crate::scenario::money::Flow;
use crate::scenario::staff::MinutesBy;
use crate::scenario::text::Ref;
use crate::tree::fields::{FromNode, is_id};
use crate::tree::shape::Written;

/// Reports ids that do not exist.
pub fn check_references(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut names = Names::of(scenario);
    for segment in scenario.segment.values() {
        names.expect_keys(Named::Exit, &segment.hazard, &[]);
    }
    names.expect_keys(Named::Exit, &scenario.exit, &[]);
    for exit in scenario.exit.values() {
        names.expect_keys(Named::Exit, &exit.ends_in, &[]);
    }
    for list in scenario.list.values() {
        names.expect_keys(Named::Segment, &list.segment_share, &[]);
    }
    for flow in scenario.flow.values() {
        flow_references(flow, &mut names);
    }
    for intervention in scenario.intervention.values() {
        intervention_references(intervention, &mut names);
    }
    for design in scenario.design.values() {
        design_references(design, &mut names);
    }
    world_references(scenario, &mut names);
    let mut found = names.into_found();
    found.extend(steps_of_one_name(scenario));
    found
}

fn flow_references(flow: &Flow, names: &mut Names<'_>) {
    let exits = exit_words();
    let exits: Vec<&str> = exits.iter().map(String::as_str).collect();
    for named in &flow.while_in {
        names.expect(Named::State, &named.id, named.place, &exits);
    }
    for named in &flow.at {
        names.expect(Named::Intervention, &named.id, named.place, &exits);
    }
    names.expect_refs(Named::Flow, flow.share_of.iter().map(|share| &share.flow));
    names.expect_refs(Named::Segment, &flow.segments);
}

fn intervention_references(intervention: &Intervention, names: &mut Names<'_>) {
    names.expect_keys(Named::Exit, &intervention.outcome_share, &[]);
    names.expect_keys(Named::Intervention, &intervention.then, &[]);
    names.expect_keys(Named::Staff, &intervention.start_minutes, &[]);
    names.expect_keys(Named::Staff, &intervention.minutes_per_month, &[]);
    names.expect_refs(Named::Segment, &intervention.priority);
}

fn design_references(design: &Design, names: &mut Names<'_>) {
    for step in &design.intake {
        work_references(&step.minutes, step.pool.as_ref(), names);
    }
    if let Some(review) = &design.review {
        work_references(&review.minutes, review.pool.as_ref(), names);
    }
    names.expect_keys(Named::Segment, &design.menu, &[EVERY]);
    for menu in design.menu.values() {
        names.expect_keys(Named::Intervention, menu, &[NONE]);
    }
    let last = design.programme.iter().filter_map(|p| p.last.as_ref());
    names.expect_refs(Named::Intervention, last);
    for effect in design.effect.values() {
        effect_references(effect, names);
    }
    let treated = design.treated.iter();
    names.expect_refs(
        Named::Segment,
        treated.flat_map(|treated| &treated.segments),
    );
    names.expect_keys(Named::Segment, &design.entry_ratio, &[EVERY]);
    names.expect_keys(Named::Intervention, &design.places, &[]);
    names.expect_keys(Named::Pool, &design.slots, &[]);
    names.expect_refs(Named::Staff, design.posts.values().map(|p| &p.profession));
}

fn work_references(minutes: &MinutesBy, pool: Option<&Ref>, names: &mut Names<'_>) {
    names.expect_keys(Named::Staff, minutes, &[]);
    names.expect_refs(Named::Pool, pool);
}

fn effect_references(effect: &Effect, names: &mut Names<'_>) {
    names.expect_refs(Named::Segment, &effect.segments);
    names.expect_refs(Named::Exit, &effect.exits);
    for named in &effect.states {
        names.expect(Named::State, &named.id, named.place, &[INTAKE]);
    }
}

fn world_references(scenario: &Scenario, names: &mut Names<'_>) {
    if let Some(money) = &scenario.money {
        names.expect_keys(Named::FlowKind, &money.growth_per_year, &[]);
    }
    let market = scenario.labour_market.iter();
    names.expect_refs(Named::Exit, market.flat_map(|market| &market.exits));
    for reform in scenario.reform.values() {
        names.expect_refs(Named::Segment, &reform.segments);
        names.expect_refs(Named::Exit, &reform.exits);
    }
    for probe in scenario.probe.values() {
        names.expect_refs(Named::List, &probe.list);
        names.expect_refs(Named::Intervention, &probe.intervention);
    }
    scenario.visit_numbers(&mut |number| {
        if let Some((id, place)) = number.source {
            names.expect(Named::Source, id, place, &[]);
        }
        if let Written::Parameter(id, place) = number.written {
            names.expect(Named::Parameter, id, place, &[]);
        }
    });
    let cited = scenario
        .parameter
        .values()
        .filter_map(|p| p.source.as_ref());
    names.expect_refs(Named::Source, cited);
    for documented in &scenario.documented {
        documented_references(documented, names);
    }
}

fn documented_references(documented: &Documented, names: &mut Names<'_>) {
    names.expect_refs(Named::Design, [&documented.design]);
    names.expect_refs(Named::Source, [&documented.source]);
    for measured in &documented.measured {
        names.expect_refs(Named::List, &measured.list);
        names.expect_refs(Named::Intervention, &measured.interventions);
        names.expect_refs(Named::Segment, &measured.segments);
        match measured.quantity {
            Quantity::ExitShare | Quantity::ExitCount => {
                names.expect_refs(Named::Exit, &measured.states);
            }
            _ => names.expect_places(&measured.states),
        }
        names.expect_refs(Named::Exit, &measured.of_states);
    }
}

fn steps_of_one_name(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (design, written) in scenario.design.iter() {
        let mut known: BTreeSet<&str> = BTreeSet::new();
        for IntakeStep { id, .. } in &written.intake {
            let problem = if !is_id(&id.id) || CASES.contains(&id.id.as_str()) {
                Problem::BadId { id: id.id.clone() }
            } else if !known.insert(&id.id) {
                let table = format!("design.{design}.intake");
                Problem::SameIdTwice {
                    id: id.id.clone(),
                    table,
                }
            } else {
                continue;
            };
            found.push(Diagnostic::at(id.place, problem));
        }
    }
    found
}

/// Reports parameters and sources of the scenario itself that nothing uses.
///
/// Those of a library need not be used.
pub fn check_unused(scenario: &Scenario) -> Vec<Diagnostic> {
    let mut parameters: BTreeSet<String> = BTreeSet::new();
    let mut sources: BTreeSet<String> = BTreeSet::new();
    scenario.visit_numbers(&mut |number| {
        if let Written::Parameter(id, _) = number.written {
            parameters.insert(id.to_owned());
        }
        if let Some((id, _)) = number.source {
            sources.insert(id.to_owned());
        }
    });
    let cited = scenario
        .parameter
        .values()
        .filter_map(|p| p.source.as_ref());
    sources.extend(cited.map(|source| source.id.clone()));
    let cited = scenario.documented.iter().map(|it| &it.source);
    sources.extend(cited.map(|source| source.id.clone()));
    let mut found = Vec::new();
    for (id, place, _) in &scenario.parameter.items {
        if place.text_idx == ROOT_IDX && !parameters.contains(id) {
            let problem = Problem::ParameterUnused { id: id.clone() };
            found.push(Diagnostic::at(*place, problem));
        }
    }
    for (id, place, _) in &scenario.source.items {
        if place.text_idx == ROOT_IDX && !sources.contains(id) {
            found.push(Diagnostic::at(
                *place,
                Problem::SourceUnused { id: id.clone() },
            ));
        }
    }
    found
}
