//! The posterior sampler against a published posterior with two modes, against quadrature, and against its own claims.

use sim_core::luck::{Layer, Purpose, cohort_key};
use sim_core::math::{ln, normal_cdf, sqrt};
use sim_core::posterior::{Explorer, Weights};

/// Explores in rounds.
fn explored(
    (n_dims, seed): (usize, u64),
    (rounds, each): (usize, usize),
    ln_likelihood: impl Fn(&[f64]) -> f64,
) -> Explorer {
    let mut explorer = Explorer::new(n_dims, seed);
    for _ in 0..rounds {
        explorer.stage(each, |points| {
            points.iter().map(|point| ln_likelihood(point)).collect()
        });
    }
    explorer
}

/// A standard normal prior times this is the kernel of Gelman and Meng (1991, *The American Statistician* 45(2)) with
/// A = 1, B = 0, C1 = C2 = 3: a ridge bent along both axes, with modes near (0.38, 2.62) and (2.62, 0.38).
fn gelman_meng(x: &[f64]) -> f64 {
    -0.5 * (x[0] * x[0] * x[1] * x[1] - 6.0 * x[0] - 6.0 * x[1])
}

/// Ardia, Hoogerheide and van Dijk (2009), *Journal of Statistical Software* 29(3), section 3, estimate both means of
/// this posterior at 1.459. Given one number the other is normal, so that one sum is enough for the
/// rest: mean 1.4585709, standard deviation 1.2335536, correlation -0.7595976, log evidence 4.7716781.
#[test]
fn a_published_posterior_with_two_modes_is_found_with_its_moments_and_its_evidence() {
    for seed in 1..=3 {
        let explorer = explored((2, seed), (8, 600), gelman_meng);
        let weights = explorer.weights();
        let columns = [explorer.column(0), explorer.column(1)];
        let error = 1.2335536 / sqrt(weights.effective());
        for column in &columns {
            let mean = weights.mean(column);
            assert!((mean - 1.459).abs() < 4.0 * error, "mean {mean}");
            let sd = weights.sd(column);
            assert!((sd - 1.2335536).abs() < 4.0 * error, "sd {sd}");
        }
        let [a, b] = &columns;
        let correlation = weights.covariance(a, b) / weights.sd(a) / weights.sd(b);
        assert!((correlation + 0.7595976).abs() < 0.05, "{correlation}");
        let upper: f64 = weights.mean(
            &a.iter()
                .zip(b)
                .map(|(a, b)| if a > b { 1.0 } else { 0.0 })
                .collect::<Vec<f64>>(),
        );
        // Half of it is on either side, by symmetry.
        let half = 4.0 * 0.5 / sqrt(weights.effective());
        assert!((upper - 0.5).abs() < half, "{upper} on one side");
        let evidence = explorer.ln_evidence();
        assert!((evidence - 4.7716781).abs() < 0.1, "evidence {evidence}");
        assert!(weights.effective() > 1000.0, "{}", weights.effective());
        assert!(weights.pareto_shape() < 0.7, "{}", weights.pareto_shape());
    }
}

/// Two narrow, far separated modes of unequal size, known by construction: given the prior, normals with
/// standard deviation 0.1 at -2 and 2, of which the second has three quarters.
#[test]
fn separated_modes_keep_their_shares() {
    let ln_prior = |x: &[f64]| -0.5 * x.iter().map(|x| x * x).sum::<f64>();
    let normal = |x: &[f64], at: f64| {
        let square: f64 = x.iter().map(|x| (x - at) * (x - at)).sum();
        sim_core::math::exp(-0.5 * square / 0.01)
    };
    for seed in 1..=3 {
        let explorer = explored((2, seed), (10, 400), |x| {
            sim_core::math::ln(0.25 * normal(x, -2.0) + 0.75 * normal(x, 2.0)) - ln_prior(x)
        });
        let weights = explorer.weights();
        let right: f64 = weights.mean(
            &explorer
                .column(0)
                .iter()
                .map(|x| if *x > 0.0 { 1.0 } else { 0.0 })
                .collect::<Vec<f64>>(),
        );
        assert!(weights.effective() > 300.0, "{}", weights.effective());
        assert!((right - 0.75).abs() < 0.09, "{right} right");
    }
}

/// A conjugate model: z standard normal, y = A z + e with e of standard deviation 0.5. The posterior is normal, and its
/// mean is what solves (A'A / 0.25 + I) mean = A'y / 0.25.
const SLOPES: [[f64; 2]; 3] = [[1.0, 0.0], [1.0, 1.0], [0.5, -1.0]];
const SD: f64 = 0.5;

fn of_model(y: [f64; 3]) -> impl Fn(&[f64]) -> f64 {
    move |z| {
        let rows = SLOPES.iter().zip(y);
        let square: f64 = rows
            .map(|(row, y)| {
                let off = y - row[0] * z[0] - row[1] * z[1];
                off * off
            })
            .sum();
        -0.5 * square / (SD * SD)
    }
}

/// Talts, Betancourt, Simpson, Vehtari and Gelman (2018), arXiv:1804.06788, algorithm 1: numbers drawn from the prior, figures from
/// the numbers, posterior draws from the figures. The rank of the truth among the draws is then uniform.
#[test]
fn ranks_of_the_truth_among_posterior_draws_are_uniform() {
    const REPETITIONS: u64 = 400;
    const DRAWS: usize = 63;
    const BINS: usize = 16;
    let purpose = Purpose::named("test:sbc");
    let mut ranks = [[0.0; BINS]; 2];
    for repetition in 0..REPETITIONS {
        let luck = cohort_key(4, repetition, Layer::Parameter, 0).household(0);
        let normal = |at: u32| luck.stream(purpose, at).normal();
        let truth = [normal(0), normal(1)];
        let y: [f64; 3] = std::array::from_fn(|row| {
            SLOPES[row][0] * truth[0] + SLOPES[row][1] * truth[1] + SD * normal(2 + row as u32)
        });
        let explorer = explored((2, 1000 + repetition), (5, 200), of_model(y));
        let weights = explorer.weights();
        // Systematic resampling would be evener than independent draws: every one has a lot of its own.
        let drawn: Vec<usize> = (0..DRAWS as u32)
            .map(|at| weights.resample(1, luck.stream(purpose, 100 + at).uniform())[0])
            .collect();
        for (dim, ranks) in ranks.iter_mut().enumerate() {
            let below = drawn
                .iter()
                .filter(|at| explorer.points()[**at][dim] < truth[dim])
                .count();
            ranks[below * BINS / (DRAWS + 1)] += 1.0;
        }
    }
    let expected = REPETITIONS as f64 / BINS as f64;
    for (dim, ranks) in ranks.iter().enumerate() {
        let chi_square: f64 = ranks
            .iter()
            .map(|n| (n - expected) * (n - expected) / expected)
            .sum();
        // The 99.9th percentile of chi-square with 15 degrees of freedom.
        assert!(chi_square < 37.7, "number {dim}: {chi_square}, {ranks:?}");
    }
}

#[test]
fn the_posterior_of_a_conjugate_model_is_the_one_worked_out_by_hand() {
    // A'A = [2.25 0.5; 0.5 2], so the precision is [10 2; 2 9], of determinant 86. With y = (1, 0, 1) A'y / 0.25 is (6, -4).
    let explorer = explored((2, 3), (8, 1000), of_model([1.0, 0.0, 1.0]));
    let weights = explorer.weights();
    let close = |found: f64, right: f64| assert!((found - right).abs() < 0.02, "{found} {right}");
    close(
        weights.mean(&explorer.column(0)),
        (9.0 * 6.0 + 2.0 * 4.0) / 86.0,
    );
    close(
        weights.mean(&explorer.column(1)),
        (-2.0 * 6.0 - 10.0 * 4.0) / 86.0,
    );
    close(weights.sd(&explorer.column(0)), sqrt(9.0 / 86.0));
    close(weights.sd(&explorer.column(1)), sqrt(10.0 / 86.0));
    let quantile = weights.quantiles(&explorer.column(1), &[0.05, 0.95]);
    let (mean, sd) = (-52.0 / 86.0, sqrt(10.0 / 86.0));
    close(quantile[0], mean - 1.645 * sd);
    close(quantile[1], mean + 1.645 * sd);
    // Ranks of normals with correlation r have 6 / pi asin(r / 2); r = -2 / sqrt(90).
    let (a, b) = (explorer.column(0), explorer.column(1));
    close(weights.rank_correlation(&a, &b), -0.20178);
}

/// Weights of a half and two quarters. Each point stands in the middle of its own weight (Hazen 1914): at 1/4, 5/8 and 7/8.
#[test]
fn quantiles_and_rank_correlations_of_unlike_weights_are_those_by_hand() {
    let weights = Weights::of_logarithms(&[ln(2.0), 0.0, 0.0]);
    let near = |found: f64, right: f64| assert!((found - right).abs() < 1e-12, "{found} {right}");
    let shares = [0.1, 0.25, 0.4375, 0.625, 0.75, 0.875, 0.95];
    let found = weights.quantiles(&[1.0, 2.0, 4.0], &shares);
    for (found, right) in found.iter().zip([1.0, 1.0, 1.5, 2.0, 3.0, 4.0, 4.0]) {
        near(*found, right);
    }
    // Of ranks 1/4, 5/8, 7/8 and 1/4, 7/8, 5/8 the variances are 9/128 and the covariance is 7/128.
    near(
        weights.rank_correlation(&[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0]),
        7.0 / 9.0,
    );
    // Only the order counts: what rises with it is correlated wholly, however unevenly it does.
    let steep = [1.0, 10.0, 1000.0];
    near(weights.rank_correlation(&[1.0, 2.0, 3.0], &steep), 1.0);
    near(weights.rank_correlation(&[3.0, 2.0, 1.0], &steep), -1.0);
}

#[test]
fn a_round_that_is_stopped_keeps_what_was_evaluated() {
    let mut explorer = Explorer::new(2, 1);
    explorer.stage(200, |points| {
        points.iter().map(|x| gelman_meng(x)).collect()
    });
    explorer.stage(200, |points| {
        points[..30].iter().map(|x| gelman_meng(x)).collect()
    });
    explorer.stage(200, |_| Vec::new());
    assert_eq!(explorer.points().len(), 230);
    assert_eq!(explorer.stages().len(), 2);
    let whole: f64 = explorer.weights().all().iter().sum();
    assert!((whole - 1.0).abs() < 1e-12);
}

#[test]
fn impossible_points_and_likelihoods_that_are_no_numbers_get_no_weight() {
    let explorer = explored((1, 5), (4, 200), |x| match x[0] {
        x if x > 1.0 => f64::NAN,
        x if x < -1.0 => f64::NEG_INFINITY,
        _ => 0.0,
    });
    let weights = explorer.weights();
    for (point, weight) in explorer.points().iter().zip(weights.all()) {
        assert!(
            (point[0].abs() <= 1.0) == (*weight > 0.0),
            "{point:?} {weight}"
        );
    }
    // What is left of the prior's mass.
    let evidence = sim_core::math::exp(explorer.ln_evidence());
    assert!(
        (evidence - (2.0 * normal_cdf(1.0) - 1.0)).abs() < 0.05,
        "{evidence}"
    );
}

#[test]
fn heavy_tailed_weights_are_told_from_light_ones() {
    // Quantiles of Pareto distributions with shapes 0.3 and 1.5.
    let weights = |shape: f64| {
        let u = (0..4000).map(|at| (f64::from(at) + 0.5) / 4000.0);
        Weights::of_logarithms(
            &u.map(|u| -shape * sim_core::math::ln(1.0 - u))
                .collect::<Vec<f64>>(),
        )
    };
    let (light, heavy) = (weights(0.3).pareto_shape(), weights(1.5).pareto_shape());
    assert!((light - 0.3).abs() < 0.1, "{light}");
    assert!((heavy - 1.5).abs() < 0.2, "{heavy}");
    assert_eq!(
        Weights::of_logarithms(&[0.0; 100]).pareto_shape(),
        f64::NEG_INFINITY
    );
}
