//! Evenly spread draws: every number in its strata, numbers independent of each other, scrambles of each other.

use sim_core::compile::draw_parameters::{CorrelationGroup, ParameterSampler, UncertainNumber};
use sim_core::compile::strata::{SCRAMBLES, Sampling};
use sim_core::ledger::ranks::{mid_ranks, rank_correlation};
use sim_core::math::sqrt;
use sim_core::units::UnitKind;

use crate::fit::{assert_plausible, kolmogorov_smirnov, of_counts, of_z};
use crate::uncertain_numbers::named;

/// Returns a sampler of uniform numbers with these names.
fn sampler(names: &[&str], groups: &[CorrelationGroup]) -> ParameterSampler {
    let number = |name: &&str| UncertainNumber {
        address: (*name).into(),
        unit: UnitKind::Share,
        distribution: named("uniform", &[0.0, 1.0]),
    };
    let numbers: Vec<UncertainNumber> = names.iter().map(number).collect();
    let sampler = ParameterSampler::new(&numbers, groups).expect("numbers are possible");
    sampler.sampled(Sampling::Stratified)
}

fn values(sampler: &ParameterSampler, seed: u64, draw: u64) -> Vec<f64> {
    let mut values = Vec::new();
    sampler.draw(seed, draw, &mut values);
    values
}

#[test]
fn any_power_of_two_of_a_scrambles_draws_fills_every_part_once() {
    let sampler = sampler(&["a", "b", "c"], &[]);
    for scramble in 0..SCRAMBLES {
        for n in [2_u64, 8, 64, 1024] {
            for block in [0, 1, 5] {
                for number in 0..3 {
                    let mut parts: Vec<u64> = (block * n..(block + 1) * n)
                        .map(|i| {
                            (values(&sampler, 3, i * SCRAMBLES + scramble)[number] * n as f64)
                                as u64
                        })
                        .collect();
                    parts.sort_unstable();
                    assert!(
                        parts.iter().copied().eq(0..n),
                        "scramble {scramble}, {n} draws from block {block}"
                    );
                }
            }
        }
    }
}

#[test]
fn adding_and_reordering_numbers_moves_no_sequence() {
    let (few, many) = (sampler(&["a", "c"], &[]), sampler(&["c", "b", "a"], &[]));
    for draw in 0..200 {
        let (few, many) = (values(&few, 5, draw), values(&many, 5, draw));
        assert_eq!(few, [many[2], many[0]]);
    }
    // Nor does it matter how many draws are asked for: a draw is reached directly.
    assert_eq!(values(&few, 5, 1 << 30), values(&few, 5, 1 << 30));
    let unseen = values(&few, 6, 7);
    assert_ne!(values(&few, 5, 7), unseen);
}

#[test]
fn a_single_draw_is_uniform_and_independent_over_seeds() {
    // Owen (1995): each point of a scrambled sequence is uniform, whatever its place.
    let sampler = sampler(&["a", "b"], &[]);
    for draw in [0, 1, 37, 4095] {
        let n = 40_000;
        let (mut cells, mut first) = (vec![0.0; 256], Vec::with_capacity(n));
        for seed in 0..n as u64 {
            let drawn = values(&sampler, seed, draw);
            cells[(drawn[0] * 16.0) as usize * 16 + (drawn[1] * 16.0) as usize] += 1.0;
            first.push(drawn[0]);
        }
        assert_plausible("cells", of_counts(&cells, &vec![n as f64 / 256.0; 256]));
        first.sort_by(f64::total_cmp);
        assert_plausible("uniform", kolmogorov_smirnov(&first));
    }
}

#[test]
fn two_numbers_go_with_each_other_in_a_run_little_more_than_chance_has_them() {
    let sampler = sampler(&["a", "b"], &[]);
    // The correlation of 256 pairs, over many seeds: mean 0, and a variance of about 1.7 times chance.
    let (n_seeds, n_draws) = (400, 256_u64);
    let mut squares = 0.0;
    let mut sum = 0.0;
    for seed in 0..n_seeds {
        let product = |draw| {
            let drawn = values(&sampler, seed, draw);
            12.0 * (drawn[0] - 0.5) * (drawn[1] - 0.5)
        };
        let correlation = (0..n_draws).map(product).sum::<f64>() / n_draws as f64;
        sum += correlation;
        squares += correlation * correlation;
    }
    let (n, by_chance) = (n_seeds as f64, 1.0 / n_draws as f64);
    assert_plausible("mean", of_z(sum / n / sqrt(by_chance / n)));
    assert!(
        (1.2..2.2).contains(&(squares / n / by_chance)),
        "{}",
        squares / n / by_chance
    );
}

#[test]
fn means_are_far_more_certain_and_scrambles_say_how_certain() {
    // The mean of u^2 is 1/3 with variance 4/45; 64 draws of a scramble leave a ten-thousandth of what chance does.
    let sampler = sampler(&["a"], &[]);
    let (mut inside, mut squares, n_seeds) = (0.0, 0.0, 400_u64);
    for seed in 0..n_seeds {
        let mean = |scramble: u64| {
            let square = |i: u64| {
                let u = values(&sampler, seed, i * SCRAMBLES + scramble)[0];
                u * u
            };
            (0..64).map(square).sum::<f64>() / 64.0
        };
        let means: Vec<f64> = (0..SCRAMBLES).map(mean).collect();
        let n = SCRAMBLES as f64;
        let all = means.iter().sum::<f64>() / n;
        let spread: f64 = means.iter().map(|mean| (mean - all) * (mean - all)).sum();
        let error = sqrt(spread / (n * (n - 1.0)));
        squares += (all - 1.0 / 3.0) * (all - 1.0 / 3.0);
        // The 95 % interval of Student's t with 15 degrees of freedom.
        inside += f64::from(u8::from((all - 1.0 / 3.0).abs() < 2.131_45 * error));
    }
    let n = n_seeds as f64;
    assert_plausible(
        "coverage",
        of_z((inside - 0.95 * n) / sqrt(0.95 * 0.05 * n)),
    );
    let by_chance = 4.0 / 45.0 / (64.0 * SCRAMBLES as f64);
    assert!(
        squares / n < by_chance / 1000.0,
        "{}",
        by_chance * n / squares
    );
}

#[test]
fn ranks_correlate_as_written_and_each_number_keeps_its_distribution() {
    let group = CorrelationGroup {
        between: ["a", "b"].map(std::sync::Arc::from).to_vec(),
        rank: 0.6,
    };
    let sampler = sampler(&["a", "b", "c"], &[group]);
    let n = 1 << 15;
    let drawn: Vec<Vec<f64>> = (0..n).map(|draw| values(&sampler, 9, draw)).collect();
    let column = |at: usize| -> Vec<f64> { drawn.iter().map(|row| row[at]).collect() };
    let rank = |first: usize, second: usize| {
        rank_correlation(&mid_ranks(&column(first)), &mid_ranks(&column(second)))
    };
    let error = 1.0 / sqrt(n as f64);
    assert!((rank(0, 1) - 0.6).abs() < 4.0 * error);
    assert!(rank(0, 2).abs() < 5.0 * error && rank(1, 2).abs() < 5.0 * error);
    let mut second = column(1);
    second.sort_by(f64::total_cmp);
    assert!(kolmogorov_smirnov(&second) > 1e-5);
}
