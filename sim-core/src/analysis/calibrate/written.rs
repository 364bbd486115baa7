//! Correlations in the form in which a scenario takes them.

use std::collections::BTreeMap;

use crate::analysis::calibrate::free::address;
use crate::compile::plan::Plan;
use crate::linear::Factor;
use crate::math::sin;
use crate::results::calibration::{RankPair, WrittenPair};
use crate::scenario::Scenario;
use crate::scenario::number::Amount;

/// Smaller rank correlations are not worth a table.
const SMALLEST: f64 = 0.05;
/// What correlations are multiplied by until they fit each other.
const SHRINK: f64 = 0.95;

/// Rank correlations by pair of addresses, in the order of the alphabet.
type Ranks = BTreeMap<[String; 2], f64>;

/// Returns the correlations to write, and what the calibrated ones were multiplied by so that they fit each other and
/// those of the scenario.
///
/// A group of the scenario with two calibrated numbers in it is written again pair by pair: the first pair takes
/// its id.
pub(super) fn written(
    plan: &Plan,
    scenario: &Scenario,
    pairs: &[RankPair],
) -> (Vec<WrittenPair>, f64) {
    let mut factor = 1.0;
    let mut ranks = calibrated(pairs, factor);
    while !fit(plan, &ranks) && factor > 0.01 {
        factor *= SHRINK;
        ranks = calibrated(pairs, factor);
    }
    let mut all = Vec::new();
    let mut known: Vec<String> = scenario.correlation.ids().map(str::to_owned).collect();
    for (id, group) in scenario.correlation.iter() {
        let members = group.between.iter().map(|of| full(scenario, &of.id));
        let members: Vec<String> = members.collect();
        let inside = pairs_of(&members);
        let Amount::Fixed(rank) = group.rank.amount else {
            continue;
        };
        if !inside.iter().any(|pair| ranks.contains_key(pair)) {
            continue;
        }
        let mut is_first = true;
        for pair in inside {
            let new_id = match is_first {
                true => id.to_owned(),
                false => unused(id, &mut known),
            };
            let rank = ranks.remove(&pair).unwrap_or(rank);
            all.push(pair_written(new_id, is_first, pair, rank));
            is_first = false;
        }
    }
    for (pair, rank) in ranks {
        if rank.abs() >= SMALLEST {
            let id = unused("calibrated", &mut known);
            all.push(pair_written(id, false, pair, rank));
        }
    }
    (all, factor)
}

fn pair_written(id: String, is_override: bool, pair: [String; 2], rank: f64) -> WrittenPair {
    WrittenPair {
        id,
        is_override,
        between: pair.map(|address| short(&address).to_owned()),
        rank,
    }
}

/// Returns the calibrated rank correlations, rounded as they are written.
fn calibrated(pairs: &[RankPair], factor: f64) -> Ranks {
    let all = pairs.iter().map(|pair| {
        let mut between = pair.between.clone();
        between.sort();
        let rank = (pair.after * factor * 1000.0).round() / 1000.0;
        // Numbers that determine each other leave no room for a third.
        (between, rank.clamp(-0.99, 0.99))
    });
    all.collect()
}

/// Returns whether the calibrated correlations together with the scenario's can be.
fn fit(plan: &Plan, ranks: &Ranks) -> bool {
    let n = plan.numbers.uncertain.len();
    let mut matrix = vec![0.0; n * n];
    for a in 0..n {
        for b in 0..n {
            let mut between = [a, b].map(|at| address(plan, at).to_owned());
            between.sort();
            let new = ranks.get(&between).filter(|_| a != b);
            matrix[a * n + b] = match new {
                Some(rank) => 2.0 * sin(std::f64::consts::PI * rank / 6.0),
                None => plan.sampler.correlation(a, b),
            };
        }
    }
    Factor::of_semidefinite(&matrix, n).is_some()
}

fn pairs_of(members: &[String]) -> Vec<[String; 2]> {
    let mut all = Vec::new();
    for (at, first) in members.iter().enumerate() {
        for second in &members[at + 1..] {
            let mut pair = [first.clone(), second.clone()];
            pair.sort();
            all.push(pair);
        }
    }
    all
}

/// Returns the address behind what a group names.
fn full(scenario: &Scenario, named: &str) -> String {
    match scenario.parameter.get(named) {
        Some(_) => format!("parameter.{named}"),
        None => named.to_owned(),
    }
}

/// Returns an address as a group names it.
fn short(address: &str) -> &str {
    address.strip_prefix("parameter.").unwrap_or(address)
}

/// Returns an id that nothing has yet, and keeps it.
fn unused(stem: &str, known: &mut Vec<String>) -> String {
    let mut number = 1;
    loop {
        let id = format!("{stem}_{number}");
        if !known.contains(&id) {
            known.push(id.clone());
            return id;
        }
        number += 1;
    }
}
