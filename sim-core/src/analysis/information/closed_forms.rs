//! Values of information that can be worked out by hand.

use crate::analysis::information::known::{Known, Terms};
use crate::analysis::information::worth::{Worth, best_in};
use crate::luck::{Layer, Purpose, cohort_key};
use crate::math::{exp, ln, normal_cdf, normal_pdf, sqrt};

const N: usize = 4000;

/// Returns a standard normal of every draw.
fn normals(name: &str) -> Vec<f64> {
    let purpose = Purpose::named(name);
    let of = |draw: u64| cohort_key(5, draw, Layer::Household, 0).household(0);
    (0..N as u64)
        .map(|draw| of(draw).stream(purpose, 0).normal())
        .collect()
}

/// Returns E[max(0, B)] - max(0, E[B]) for a normal B: the unit normal loss (Raiffa and Schlaifer 1961).
fn normal_loss(mean: f64, sd: f64) -> f64 {
    let off = mean.abs() / sd;
    sd * (normal_pdf(off) - off * normal_cdf(-off))
}

fn known(numbers: Vec<Vec<f64>>, net: impl Fn(usize, &[Vec<f64>]) -> f64) -> Known {
    let nets = vec![(0..N).map(|draw| net(draw, &numbers)).collect()];
    Known {
        numbers,
        nets,
        cohorts: vec![1.0; N],
    }
}

fn holds(found: &Worth, expected: f64, largest_error: f64) {
    let off = (found.sek - expected).abs();
    assert!(off < 3.0 * found.mc_se, "{found:?} against {expected}");
    assert!(found.mc_se < largest_error, "{found:?} against {expected}");
    assert!(
        found.at_least < expected + 3.0 * found.at_least_mc_se,
        "{found:?} against {expected}"
    );
}

#[test]
fn knowing_everything_is_worth_the_normal_loss_whatever_luck_is_added() {
    let numbers = vec![normals("effect")];
    let luck = normals("luck");
    for mean in [-0.6, 0.0, 0.4] {
        let of = known(numbers.clone(), |draw, numbers| {
            mean + 1.0 * numbers[0][draw] + 1.5 * luck[draw]
        });
        holds(&of.gained_by(&[0]).worth, normal_loss(mean, 1.0), 0.05);
        // The maximum of single noisy draws would be worth far more.
        let noisy = of.nets[0].iter().map(|net| net.max(0.0)).sum::<f64>() / N as f64;
        assert!(noisy - mean.max(0.0) > normal_loss(mean, 1.0) + 0.2);
    }
}

#[test]
fn parts_of_a_linear_gaussian_model_are_worth_the_normal_loss_of_their_own_spread() {
    let numbers = ["effect", "cost", "nothing", "wage"].map(normals).to_vec();
    let luck = normals("luck");
    let of = known(numbers, |draw, numbers| {
        0.3 + 1.0 * numbers[0][draw] - 0.5 * numbers[1][draw] + 0.2 * numbers[3][draw] + luck[draw]
    });
    let loss = |sd: f64| normal_loss(0.3, sd);
    holds(&of.gained_by(&[0]).worth, loss(1.0), 0.05);
    holds(&of.gained_by(&[1]).worth, loss(0.5), 0.05);
    holds(&of.gained_by(&[0, 1]).worth, loss(sqrt(1.25)), 0.05);
    holds(&of.gained_by(&[0, 1, 2, 3]).worth, loss(sqrt(1.29)), 0.05);
    let nothing = of.gained_by(&[2]).worth;
    assert!(nothing.sek.abs() < 3.0 * nothing.mc_se.max(1e-12) && nothing.sek < 0.005);
}

#[test]
fn a_study_of_a_linear_gaussian_model_is_worth_the_normal_loss_of_what_it_will_move() {
    let numbers = vec![normals("effect"), normals("cost")];
    let (luck, of_study) = (normals("luck"), normals("study"));
    let of = known(numbers, |draw, numbers| {
        -0.2 + 1.0 * numbers[0][draw] + 0.5 * numbers[1][draw] + luck[draw]
    });
    for n in [1.0_f64, 4.0, 40.0] {
        let mean_of_study = |draw: usize| of.numbers[0][draw] + of_study[draw] * 2.0 / sqrt(n);
        let figures: Vec<f64> = (0..N).map(mean_of_study).collect();
        // The prior has variance 1 and the study's mean 4 / n about it.
        let moved = sqrt(1.0 / (1.0 + 4.0 / n));
        let found = of.gained_by_study(&of.terms_of_one(0), &[&figures]).worth;
        holds(&found, normal_loss(-0.2, moved), 0.05);
    }
}

#[test]
fn a_curve_that_only_turns_at_an_end_is_followed_and_a_line_through_it_is_told_apart() {
    let numbers = vec![normals("effect")];
    let luck = normals("luck");
    // Lognormal with mean 1: E[max(0, B - 1.5)] is Black's formula.
    let of = known(numbers, |draw, numbers| {
        exp(0.8 * numbers[0][draw] - 0.32) - 1.5 + 0.5 * luck[draw]
    });
    let d = (ln(1.0 / 1.5) + 0.32) / 0.8;
    let black = normal_cdf(d) - 1.5 * normal_cdf(d - 0.8);
    let found = of.gained_by(&[0]);
    holds(&found.worth, black, 0.05);
    assert!(found.trend < 0.08, "{}", found.trend);
    let line = Terms {
        columns: of.terms_of_one(0).columns[..1].to_vec(),
        penalty: vec![0.0],
    };
    assert!(of.gained(&line).trend > 0.2);
}

#[test]
fn a_product_of_two_numbers_is_found_by_knowing_both() {
    let numbers = vec![normals("effect"), normals("cost")];
    let luck = normals("luck");
    let of = known(numbers, |draw, numbers| {
        numbers[0][draw] * (1.0 + 0.5 * numbers[1][draw]) + 0.5 * luck[draw]
    });
    // E|a (1 + b/2)| / 2 = E|a| E|1 + b/2| / 2.
    let folded = 2.0 * (normal_loss(1.0, 0.5) + 0.5);
    let expected = 2.0 * normal_pdf(0.0) * (folded - 1.0 + 1.0) / 2.0;
    let found = of.gained_by(&[0, 1]);
    holds(&found.worth, expected, 0.05);
    // Of the variance 1 + 1/4 + 1/4 all but the luck; without the product two thirds.
    let share = found.predicted_share[0];
    assert!((share - 5.0 / 6.0).abs() < 0.04, "{share}");
}

#[test]
fn where_no_number_is_uncertain_the_means_say_which_is_best_and_nothing_is_worth_knowing() {
    let luck = normals("luck");
    let of = known(Vec::new(), |draw, _| 0.5 + luck[draw]);
    let found = of.gained_by(&[]);
    assert_eq!(found.worth.sek, 0.0);
    assert_eq!(best_in(&found.expected, 0), Some(0));
    assert_eq!(found.expected[0][0], found.expected[0][N - 1]);
}
