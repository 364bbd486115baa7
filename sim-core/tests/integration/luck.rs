//! Neighbouring addresses are unrelated, and every sampler has the distribution it is named for.
//!
//! Seeds are fixed, so a test passes always or never. Bounds are 4 standard errors.

use sim_core::luck::{HouseholdKey, Layer, Purpose, Stream, cohort_key};
use sim_core::math::{exp, normal_cdf, sqrt};

const PURPOSE: Purpose = Purpose::named("neighbours");
const N_STREAMS: usize = 1 << 20;

fn household(number: u64) -> HouseholdKey {
    cohort_key(9, 0, Layer::Household, 0).household(number)
}

/// Returns the first uniforms of a million streams whose addresses differ in one coordinate.
fn along(uniform_at: impl Fn(u64) -> f64) -> Vec<f64> {
    (0..N_STREAMS as u64).map(uniform_at).collect()
}

/// Returns the standardised chi-square of pairs over 256 x 256 cells.
fn chi_square(pairs: impl Iterator<Item = (f64, f64)>) -> f64 {
    let mut cells = vec![0_u32; 1 << 16];
    let mut n_pairs = 0.0;
    for (x, y) in pairs {
        cells[(x * 256.0) as usize * 256 + (y * 256.0) as usize] += 1;
        n_pairs += 1.0;
    }
    let expected = n_pairs / cells.len() as f64;
    let off = |count: &u32| (f64::from(*count) - expected) * (f64::from(*count) - expected);
    let chi: f64 = cells.iter().map(off).sum::<f64>() / expected;
    let freedom = cells.len() as f64 - 1.0;
    (chi - freedom) / sqrt(2.0 * freedom)
}

/// Returns how many standard errors each statistic of a sequence is off.
fn z_scores(uniforms: &[f64]) -> Vec<(&'static str, f64)> {
    let n = uniforms.len() as f64;
    let mean = uniforms.iter().sum::<f64>() / n;
    let square = |u: &f64| (u - 0.5) * (u - 0.5);
    let variance = uniforms.iter().map(square).sum::<f64>() / n;
    let mut scores = vec![
        ("mean", (mean - 0.5) * sqrt(12.0 * n)),
        // The variance of (u - 1/2)^2 is 1/180.
        ("variance", (variance - 1.0 / 12.0) * sqrt(180.0 * n)),
    ];
    for lag in [1, 2, 3, 7, 64, 256, 1000, 4096] {
        let product = |(x, y): (&f64, &f64)| (x - 0.5) * (y - 0.5) * 12.0;
        let pairs = uniforms.iter().zip(&uniforms[lag..]);
        let sum: f64 = pairs.map(product).sum();
        scores.push(("lagged correlation", sum / sqrt(n - lag as f64)));
    }
    let neighbours = |digits: f64| {
        let tail = move |u: f64| (u * digits) - (u * digits).floor();
        let pairs = uniforms.chunks_exact(2);
        chi_square(pairs.map(move |pair| (tail(pair[0]), tail(pair[1]))))
    };
    // The first 8 bits of neighbours, then bits 33 to 40.
    scores.push(("high bits", neighbours(1.0)));
    scores.push(("low bits", neighbours(4_294_967_296.0)));
    scores
}

#[track_caller]
fn assert_unrelated(uniforms: &[f64]) {
    for (what, z) in z_scores(uniforms) {
        assert_z(what, z);
    }
}

#[test]
fn a_sequence_that_is_related_is_noticed() {
    // Steps of the golden ratio: evenly spread, and each value tells the next.
    let related = along(|i| {
        let turn = i as f64 * 0.618_033_988_749_894_9;
        turn - turn.floor()
    });
    let worst = z_scores(&related).into_iter().map(|(_, z)| z.abs());
    assert!(worst.fold(0.0, f64::max) > 100.0);
}

#[track_caller]
fn assert_z(what: &str, z: f64) {
    assert!(z.abs() < 4.0, "{what}: {z:.2} standard errors off");
}

#[test]
fn neighbouring_households_are_unrelated() {
    assert_unrelated(&along(|i| household(i).stream(PURPOSE, 0).uniform()));
}

#[test]
fn neighbouring_draws_seeds_and_replicates_are_unrelated() {
    let at = |seed, draw, replicate| {
        let cohort = cohort_key(seed, draw, Layer::Household, replicate);
        cohort.household(5).stream(PURPOSE, 0).uniform()
    };
    assert_unrelated(&along(|i| at(9, i, 0)));
    assert_unrelated(&along(|i| at(i, 9, 0)));
    assert_unrelated(&along(|i| at(9, 9, i as u32)));
    // Seed and draw moving together, and against each other.
    assert_unrelated(&along(|i| at(i, i, 0)));
    assert_unrelated(&along(|i| at(i, u64::MAX - i, 0)));
}

#[test]
fn neighbouring_occasions_are_unrelated() {
    let one = household(3);
    assert_unrelated(&along(|i| one.stream(PURPOSE, i as u32).uniform()));
}

#[test]
fn purposes_with_neighbouring_names_are_unrelated() {
    let one = household(3);
    let named = |i: u64| Purpose::named(&format!("exit:{i}"));
    assert_unrelated(&along(|i| one.stream(named(i), 0).uniform()));
    let within = |i: u64| PURPOSE.within(&i.to_string());
    assert_unrelated(&along(|i| one.stream(within(i), 0).uniform()));
}

#[test]
fn what_happens_on_one_occasion_is_unrelated_across_purposes_occasions_and_households() {
    let purposes: Vec<Purpose> = (0..16)
        .map(|i| Purpose::named("exit").within(&i.to_string()))
        .collect();
    assert_unrelated(&along(|i| {
        let spell = household(i / 16).on(0);
        spell.stream(purposes[(i % 16) as usize]).uniform()
    }));
    assert_unrelated(&along(|i| {
        let spell = household(3).on((i / 16) as u32);
        spell.stream(purposes[(i % 16) as usize]).uniform()
    }));
    assert_unrelated(&along(|i| {
        household(3).on(i as u32).stream(PURPOSE).uniform()
    }));
    assert_unrelated(&along(|i| household(i).on(1).stream(PURPOSE).uniform()));
    let many: Vec<Purpose> = (0..N_STREAMS)
        .map(|i| Purpose::named(&format!("exit:{i}")))
        .collect();
    let one = household(3).on(0);
    assert_unrelated(&along(|i| one.stream(many[i as usize]).uniform()));
}

#[test]
fn a_household_by_occasion_table_is_unrelated_along_rows_and_columns() {
    assert_unrelated(&along(|i| {
        household(i / 64).stream(PURPOSE, (i % 64) as u32).uniform()
    }));
    assert_unrelated(&along(|i| {
        household(i % 1024)
            .stream(PURPOSE, (i / 1024) as u32)
            .uniform()
    }));
}

#[test]
fn the_layers_and_replicates_of_a_draw_are_unrelated() {
    let at = |layer, replicate| {
        move |i: u64| {
            let cohort = cohort_key(9, i / 1024, layer, replicate);
            cohort.household(i % 1024).stream(PURPOSE, 0).uniform()
        }
    };
    let first = along(at(Layer::Household, 0));
    for other in [
        along(at(Layer::Household, 1)),
        along(at(Layer::World, 0)),
        along(at(Layer::Parameter, 0)),
    ] {
        let pairs = first.iter().copied().zip(other.iter().copied());
        let product = |(x, y): (f64, f64)| (x - 0.5) * (y - 0.5) * 12.0;
        let sum: f64 = pairs.clone().map(product).sum();
        assert_z("correlation", sum / sqrt(N_STREAMS as f64));
        assert_z("cells", chi_square(pairs));
    }
}

/// Returns the z-score of the mean of a million variates and that of their variance.
#[track_caller]
fn assert_moments(sample: impl Fn(Stream) -> f64, mean: f64, variance: f64, fourth: f64) {
    let n = 1_000_000.0;
    let values: Vec<f64> = (0..1_000_000)
        .map(|i| sample(household(i).stream(PURPOSE, 1)))
        .collect();
    assert!(values.iter().all(|value| value.is_finite()));
    let found = values.iter().sum::<f64>() / n;
    assert_z("mean", (found - mean) / sqrt(variance / n));
    let square = |value: &f64| (value - mean) * (value - mean);
    let found = values.iter().map(square).sum::<f64>() / n;
    let error = sqrt((fourth - variance * variance) / n);
    assert_z("variance", (found - variance) / error);
}

#[test]
fn every_sampler_has_its_mean_and_variance() {
    const PI: f64 = std::f64::consts::PI;
    const EULER: f64 = 0.577_215_664_901_532_9;
    assert_moments(Stream::uniform, 0.5, 1.0 / 12.0, 1.0 / 80.0);
    assert_moments(Stream::exponential, 1.0, 1.0, 9.0);
    assert_moments(Stream::normal, 0.0, 1.0, 3.0);
    // A Gumbel variate has excess kurtosis 12/5.
    let variance = PI * PI / 6.0;
    assert_moments(Stream::gumbel, EULER, variance, 5.4 * variance * variance);
    for mean in [0.2, 3.0, 11.9, 12.1, 40.0, 2500.0] {
        let fourth = mean + 3.0 * mean * mean;
        assert_moments(|stream| stream.poisson(mean) as f64, mean, mean, fourth);
    }
    let (variance, fourth) = (48.0 / 12.0, 48.0 * 140.0 / 240.0);
    assert_moments(|stream| stream.below(7) as f64, 3.0, variance, fourth);
}

#[test]
fn exponential_and_normal_variates_follow_their_distribution_functions() {
    let farthest = |sample: fn(Stream) -> f64, cdf: fn(f64) -> f64| {
        let n = 200_000;
        let mut heights: Vec<f64> = (0..n)
            .map(|i| cdf(sample(household(i).stream(PURPOSE, 2))))
            .collect();
        heights.sort_by(f64::total_cmp);
        let steps = heights.iter().enumerate();
        let gap = |(i, height): (usize, &f64)| {
            let (below, above) = (i as f64 / n as f64, (i + 1) as f64 / n as f64);
            (height - below).abs().max((above - height).abs())
        };
        steps.map(gap).fold(0.0, f64::max) * sqrt(n as f64)
    };
    // Kolmogorov (1933): beyond 1.95 once in a thousand.
    assert!(farthest(Stream::exponential, |x| 1.0 - exp(-x)) < 1.95);
    assert!(farthest(Stream::normal, normal_cdf) < 1.95);
    assert!(farthest(Stream::uniform, |x| x) < 1.95);
    assert!(farthest(Stream::gumbel, |x| exp(-exp(-x))) < 1.95);
}

#[test]
fn poisson_counts_have_their_probabilities() {
    for mean in [4.0, 20.0_f64] {
        let n = 400_000;
        let mut counts = [0.0; 60];
        for i in 0..n {
            let count = household(i).stream(PURPOSE, 3).poisson(mean);
            counts[(count as usize).min(59)] += 1.0;
        }
        let mut expected = exp(-mean) * n as f64;
        for (count, found) in counts.iter().enumerate().take(59) {
            if expected > 25.0 {
                assert_z("count", (found - expected) / sqrt(expected));
            }
            expected *= mean / (count + 1) as f64;
        }
    }
}

#[test]
fn poisson_survives_every_mean() {
    let stream = || household(0).stream(PURPOSE, 0);
    for mean in [0.0, -1.0, f64::NAN, f64::NEG_INFINITY, 1e-300] {
        assert_eq!(stream().poisson(mean), 0);
    }
    assert!(
        stream()
            .poisson(f64::INFINITY)
            .abs_diff(1_000_000_000_000_000)
            < 1_000_000_000
    );
    assert_eq!(stream().below(0), 0);
}
