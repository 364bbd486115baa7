//! Scenario to plan.

use std::collections::BTreeSet;

use crate::compile::check::numbers::KnownNumbers;
use crate::compile::draw_parameters::{CorrelationGroup, ParameterError, ParameterSampler};
use crate::compile::fingerprint::fingerprint;
use crate::compile::plan::{AdjustmentsPlan, Calendar, Plan};
use crate::compile::slots::Slots;
use crate::compile::work::too_much;
use crate::compile::{lower, lower_designs, lower_money, lower_pools};
use crate::diagnostic::{Diagnostic, Named, Problem};
use crate::scenario::Scenario;
use crate::scenario::number::Amount;
use crate::tree::node::Node;

/// Returns the plan of a scenario that the checks found no error in.
///
/// # Errors
///
/// What only shows when numbers are fitted: impossible distributions and correlations,
/// price years without an index, and more than can be simulated.
pub fn compile(scenario: &Scenario, resolved: &Node) -> Result<Plan, Vec<Diagnostic>> {
    // The order of tables in the file must not show: whoever is drawn by cumulated shares
    // is drawn in the order of ids.
    let mut in_order = scenario.clone();
    in_order.segment.items.sort_by(|a, b| a.0.cmp(&b.0));
    let scenario = &in_order;
    let mut slots = Slots::new(scenario);
    let segments = lower::segments(&mut slots, scenario);
    let exits = lower::exits(&mut slots, scenario);
    let reopen_within_days = slots.num_or(scenario.reopen_within_days.as_ref(), 90.0);
    let mut interventions = lower::interventions(&mut slots, scenario);
    let pools = lower_pools::pools(&mut slots, scenario);
    let needs = lower_pools::start_needs(&mut slots, scenario);
    for (of, needs) in interventions.iter_mut().zip(needs) {
        of.needs = needs;
    }
    let ways = lower_designs::ways(&mut slots, scenario);
    let inflow = lower::inflow(&mut slots, scenario);
    let stock = lower::stock(&mut slots, scenario);
    let lists = lower::lists(&mut slots, scenario);
    let labour = lower::labour(&mut slots, scenario);
    let overlap = lower_designs::overlap(&mut slots, scenario);
    let reforms = lower::reforms(&mut slots, scenario);
    let (money, limited) = lower_money::money(&mut slots, scenario);
    let sampler = sampler(&mut slots, scenario);
    let Slots {
        numbers, problems, ..
    } = slots;
    let (Some(sampler), true) = (sampler, problems.is_empty()) else {
        return Err(problems);
    };
    let plan = Plan {
        numbers,
        sampler,
        calendar: calendar(scenario),
        segments,
        exits,
        reopen_within_days,
        interventions,
        pools,
        ways,
        inflow,
        stock,
        lists,
        labour,
        overlap,
        reforms,
        probes: lower::probes(scenario),
        watches: Vec::new(),
        limited,
        adjustments: adjustments(scenario),
        money,
        fingerprint: fingerprint(resolved),
    };
    let too_much = too_much(&plan, scenario);
    if too_much.is_empty() {
        Ok(plan)
    } else {
        Err(too_much)
    }
}

fn adjustments(scenario: &Scenario) -> AdjustmentsPlan {
    let of = scenario.adjustments.as_ref();
    AdjustmentsPlan {
        displacement: of.and_then(|of| of.displacement).unwrap_or(true)
            && scenario.displacement.is_some(),
        volume: of.and_then(|of| of.volume).unwrap_or(true),
        discontinuation: of.and_then(|of| of.discontinuation).unwrap_or(true),
        optimism: of.and_then(|of| of.optimism).unwrap_or(false) && scenario.optimism.is_some(),
    }
}

fn calendar(scenario: &Scenario) -> Calendar {
    let start = scenario.about.start;
    let n_months = scenario.about.horizon_months as usize;
    let month_of = |month: usize| start.month as usize - 1 + month;
    let year = |month: usize| start.year + (month_of(month) / 12) as i32;
    let last = n_months.max(1) - 1;
    let years: Vec<i32> = (start.year..=year(last)).collect();
    let year_of_month: Vec<usize> = (0..n_months).map(|month| month_of(month) / 12).collect();
    let whole_year = (0..years.len())
        .map(|year| year_of_month.iter().filter(|of| **of == year).count() == 12)
        .collect();
    Calendar {
        start_year: start.year,
        start_month: start.month,
        n_months,
        years,
        year_of_month,
        whole_year,
    }
}

fn sampler(slots: &mut Slots<'_>, scenario: &Scenario) -> Option<ParameterSampler> {
    let known = KnownNumbers::of(scenario);
    let drawn: BTreeSet<&str> = slots.uncertain.iter().map(|of| &*of.address).collect();
    // Nothing uses it: it belongs to an adjustment that is off, or is a parameter of a library.
    let is_unused = |address: &str| known.is_uncertain(address) && !drawn.contains(address);
    let mut groups = Vec::new();
    for group in scenario.correlation.values() {
        // The checks see to it that the correlation itself is a plain number.
        let Amount::Fixed(rank) = group.rank.amount else {
            continue;
        };
        let address = |id: &str| {
            let as_parameter = format!("parameter.{id}");
            let known = scenario.parameter.get(id).is_some();
            std::sync::Arc::from(if known { as_parameter } else { id.to_owned() })
        };
        let between = group.between.iter().map(|of| address(&of.id));
        let between = between.filter(|address| !is_unused(address)).collect();
        groups.push(CorrelationGroup { between, rank });
    }
    match ParameterSampler::new(&slots.uncertain, &groups) {
        Ok(sampler) => Some(sampler),
        Err(errors) => {
            for error in errors {
                slots.problems.push(sampler_problem(scenario, error));
            }
            None
        }
    }
}

fn sampler_problem(scenario: &Scenario, error: ParameterError) -> Diagnostic {
    let group = |group_idx: usize| {
        let id = scenario
            .correlation
            .ids()
            .nth(group_idx)
            .unwrap_or_default()
            .to_owned();
        let place = scenario
            .correlation
            .values()
            .nth(group_idx)
            .map(|group| group.place);
        (id, place.unwrap_or_default())
    };
    match error {
        ParameterError::UnknownAddress { group_idx, address } => {
            let what = Named::UncertainNumber;
            let id = address.to_string();
            let problem = Problem::UnknownId {
                what,
                id,
                did_you_mean: None,
                allowed: Vec::new(),
            };
            Diagnostic::at(group(group_idx).1, problem)
        }
        ParameterError::CorrelationImpossible { group_idx } => {
            let (id, place) = group(group_idx);
            Diagnostic::at(place, Problem::CorrelationImpossible { id })
        }
        ParameterError::Impossible { rule, .. } => {
            let problem = Problem::DistributionImpossible {
                key: String::new(),
                rule,
            };
            Diagnostic::nowhere(problem)
        }
    }
}
