//! Uncertain numbers that go together: what each keeps, what they share, what cannot be.

use std::sync::Arc;

use sim_core::compile::draw_parameters::{
    CorrelationGroup, ParameterError, ParameterSampler, UncertainNumber,
};
use sim_core::math::{sin, sqrt};
use sim_core::units::UnitKind;

use crate::ready::checked;
use crate::simulate::text;
use crate::uncertain_numbers::quantiles;

fn numbers(addresses: &[&str]) -> Vec<UncertainNumber> {
    let uncertain = |address: &&str| UncertainNumber {
        address: (*address).into(),
        unit: UnitKind::Ratio,
        distribution: quantiles(0.8, 1.0, 1.4),
    };
    addresses.iter().map(uncertain).collect()
}

fn group(addresses: &[&str], rank: f64) -> CorrelationGroup {
    CorrelationGroup {
        between: addresses
            .iter()
            .map(|address| Arc::from(*address))
            .collect(),
        rank,
    }
}

fn drawn(sampler: &ParameterSampler, draw: u64) -> Vec<f64> {
    let mut values = vec![f64::NAN; 3];
    sampler.draw(7, draw, &mut values);
    values
}

#[test]
fn adding_and_reordering_numbers_leaves_the_others_as_they_were() {
    let groups = [group(&["b", "d"], 0.6)];
    let few = ParameterSampler::new(&numbers(&["a", "b", "d"]), &groups).unwrap();
    let many = ParameterSampler::new(&numbers(&["d", "c", "b", "a", "aa"]), &groups).unwrap();
    for draw in 0..100 {
        let (few, many) = (drawn(&few, draw), drawn(&many, draw));
        assert_eq!(few, [many[3], many[2], many[0]]);
    }
}

#[test]
fn a_group_leaves_outsiders_and_its_first_number_as_they_were() {
    let alone = ParameterSampler::new(&numbers(&["a", "b", "c"]), &[]).unwrap();
    let groups = [group(&["c", "b"], 0.6)];
    let together = ParameterSampler::new(&numbers(&["a", "b", "c"]), &groups).unwrap();
    for draw in 0..100 {
        let (alone, together) = (drawn(&alone, draw), drawn(&together, draw));
        assert_eq!(alone[..2], together[..2]);
        assert_ne!(alone[2], together[2]);
    }
}

/// Returns Spearman's rank correlation.
fn rank_correlation(first: &[f64], second: &[f64]) -> f64 {
    let ranks = |values: &[f64]| {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
        let mut ranks = vec![0.0; values.len()];
        for (rank, at) in order.into_iter().enumerate() {
            ranks[at] = rank as f64;
        }
        ranks
    };
    let n = first.len() as f64;
    let pairs = ranks(first).into_iter().zip(ranks(second));
    let squares: f64 = pairs.map(|(x, y)| (x - y) * (x - y)).sum();
    1.0 - 6.0 * squares / (n * (n * n - 1.0))
}

#[test]
fn ranks_correlate_as_written_and_each_number_keeps_its_distribution() {
    let numbers = numbers(&["a", "b", "c", "d"]);
    let groups = [group(&["a", "b", "c"], 0.5), group(&["c", "d"], -0.3)];
    let sampler = ParameterSampler::new(&numbers, &groups).unwrap();
    let n_draws = 100_000;
    let mut columns = vec![Vec::new(); 4];
    let mut values = Vec::new();
    for draw in 0..n_draws {
        sampler.draw(3, draw, &mut values);
        for (column, value) in columns.iter_mut().zip(&values) {
            column.push(*value);
        }
    }
    for (first, second, rank) in [
        (0, 1, 0.5),
        (0, 2, 0.5),
        (1, 2, 0.5),
        (2, 3, -0.3),
        (0, 3, 0.0),
    ] {
        let found = rank_correlation(&columns[first], &columns[second]);
        assert!((found - rank).abs() < 4.0 / sqrt(n_draws as f64), "{found}");
    }
    for column in &columns {
        for (level, value) in [(0.05, 0.8), (0.5, 1.0), (0.95, 1.4)] {
            let share = column.iter().filter(|drawn| **drawn < value).count() as f64;
            let error = sqrt(level * (1.0 - level) * n_draws as f64);
            assert!((share - level * n_draws as f64).abs() < 4.0 * error);
        }
    }
}

#[test]
fn a_rank_correlation_of_one_moves_numbers_together() {
    let groups = [group(&["a", "b", "c"], 1.0)];
    let sampler = ParameterSampler::new(&numbers(&["a", "b", "c"]), &groups).unwrap();
    for draw in 0..100 {
        let values = drawn(&sampler, draw);
        assert!((values[0] - values[1]).abs() < 1e-9 && (values[0] - values[2]).abs() < 1e-9);
    }
}

#[test]
fn correlations_that_cannot_be_are_refused() {
    let refused = |groups: &[CorrelationGroup]| {
        ParameterSampler::new(&numbers(&["a", "b", "c"]), groups).unwrap_err()
    };
    let impossible = |group_idx| vec![ParameterError::CorrelationImpossible { group_idx }];
    assert_eq!(refused(&[group(&["a", "b", "c"], -0.7)]), impossible(0));
    assert_eq!(refused(&[group(&["a", "a"], 0.5)]), impossible(0));
    let disagree = [group(&["a", "b"], 0.5), group(&["b", "a"], 0.4)];
    assert_eq!(refused(&disagree), impossible(1));
    let one_and_not = [group(&["a", "b"], 1.0), group(&["b", "c"], 0.9)];
    assert_eq!(refused(&one_and_not), impossible(0));
    let unknown = ParameterError::UnknownAddress {
        group_idx: 0,
        address: "x".into(),
    };
    assert_eq!(refused(&[group(&["a", "x"], 0.5)]), vec![unknown]);
}

/// Displacement is off, so that its numbers are not drawn.
#[test]
fn a_correlation_with_a_number_that_nothing_uses_holds_between_the_others() {
    let body = "[segment.all]\nshare_of_new = 1\nhazard.permanent.per_month = 0.01\n\
         hazard.job.per_month = { p05 = 0.03, p50 = 0.05, p95 = 0.08 }\n\
         [inflow]\nper_month = { parameter = \"come\" }\n[stock]\nwarm_up_years = 1\n\
         [displacement]\nshare = { parameter = \"crowd\" }\n\
         on_assistance_share = { p05 = 0.1, p50 = 0.2, p95 = 0.3 }\non_unemployment_insurance_share = 0\n\
         [parameter.come]\np05 = 2\np50 = 3\np95 = 4\n[parameter.crowd]\np05 = 0.1\np50 = 0.2\np95 = 0.3\n\
         [correlation.three]\nbetween = [\"come\", \"crowd\", \"segment.all.hazard.job.per_month\"]\nrank = 0.5\n\
         [correlation.two]\nbetween = [\"displacement.on_assistance_share\", \"come\"]\nrank = 0.2\n\
         [design.today]\n";
    let off = text(12, body);
    let on = off.replace("displacement = false", "displacement = true");
    let behind = 2.0 * sin(std::f64::consts::PI / 6.0 * 0.5);
    for (text, n_correlated) in [(off, 2), (on, 3)] {
        let (_, plan) = checked(&text);
        let addresses: Vec<&str> = plan
            .numbers
            .uncertain
            .iter()
            .map(|slot| &*plan.numbers.slots[*slot as usize].address)
            .collect();
        let three = [
            "parameter.come",
            "segment.all.hazard.job.per_month",
            "parameter.crowd",
        ];
        let found = three.map(|name| addresses.iter().position(|of| *of == name));
        let found: Vec<usize> = found.into_iter().flatten().collect();
        assert_eq!(found.len(), n_correlated, "{addresses:?}");
        for pair in found.windows(2) {
            let found = plan.sampler.correlation(pair[0], pair[1]);
            assert!((found - behind).abs() < 1e-12, "{found}");
        }
        // Of the second group only one is left, or it joins the first.
        let groups = plan.sampler.correlated();
        assert_eq!(groups.iter().filter(|group| group.len() > 1).count(), 1);
    }
}
