//! Every sampler against its distribution function at a million draws, in the middle, in the tails and by its moments.

use sim_core::compile::draw_parameters::{ParameterSampler, UncertainNumber};
use sim_core::compile::strata::Sampling;
use sim_core::luck::{Layer, Purpose, Stream, cohort_key};
use sim_core::math::{
    beta_cdf, exp, exp_m1, gamma_cdf, ln, ln_gamma, logit, normal_cdf, normal_quantile, pow, sqrt,
};
use sim_core::scenario::distribution::Distribution;
use sim_core::units::UnitKind;

use crate::fit::{assert_follows, assert_plausible, of_counts, of_z};
use crate::simulate::{Run, months, text};
use crate::uncertain_numbers::{named, quantiles};

const N: usize = 1_000_000;
/// 90th percentile of the standard normal.
const Z90: f64 = 1.281_551_565_544_600_4;

/// Returns a million variates, each of another household.
fn sample<T>(of: impl Fn(Stream) -> T) -> Vec<T> {
    const PURPOSE: Purpose = Purpose::named("sampler");
    let cohort = cohort_key(17, 0, Layer::Household, 0);
    let at = |i: usize| of(cohort.household(i as u64).stream(PURPOSE, 0));
    (0..N).map(at).collect()
}

/// Holds that the mean of powers is that of the distribution, given by its first, second, third ... raw moments.
#[track_caller]
fn assert_moments(what: &str, values: &[f64], raw: &[f64]) {
    let n = values.len() as f64;
    for power in 1..=raw.len() / 2 {
        let mean = values
            .iter()
            .map(|value| (0..power).fold(1.0, |product, _| product * value))
            .sum::<f64>()
            / n;
        let (expected, variance) = (
            raw[power - 1],
            raw[2 * power - 1] - raw[power - 1] * raw[power - 1],
        );
        assert_plausible(
            &format!("{what}, moment {power}"),
            of_z((mean - expected) / sqrt(variance / n)),
        );
    }
}

#[test]
fn exponentials_normals_uniforms_and_gumbels_follow_their_distribution_functions() {
    let exponential = sample(Stream::exponential);
    assert_follows("exponential", &exponential, |x| -exp_m1(-x));
    assert_moments(
        "exponential",
        &exponential,
        &[1.0, 2.0, 6.0, 24.0, 120.0, 720.0],
    );
    let normal = sample(Stream::normal);
    assert_follows("normal", &normal, normal_cdf);
    assert_moments(
        "normal",
        &normal,
        &[0.0, 1.0, 0.0, 3.0, 0.0, 15.0, 0.0, 105.0],
    );
    let uniform = sample(Stream::uniform);
    assert_follows("uniform", &uniform, |x| x);
    let raw: Vec<f64> = (1..=8).map(|power| 1.0 / f64::from(power + 1)).collect();
    assert_moments("uniform", &uniform, &raw);
    let gumbel = sample(Stream::gumbel);
    assert_follows("Gumbel", &gumbel, |x| exp(-exp(-x)));
    // exp(-x) of a Gumbel variate is a standard exponential.
    let raced: Vec<f64> = gumbel.iter().map(|x| exp(-x)).collect();
    assert_moments("Gumbel", &raced, &[1.0, 2.0, 6.0, 24.0]);
}

#[test]
fn whole_numbers_below_a_bound_are_equally_likely() {
    for n in [2_u64, 3, 7, 10, 1000, 4096] {
        let mut counts = vec![0.0; n as usize];
        for number in sample(|stream| stream.below(n)) {
            counts[number as usize] += 1.0;
        }
        let expected = vec![N as f64 / n as f64; n as usize];
        assert_plausible(&format!("below {n}"), of_counts(&counts, &expected));
    }
}

#[test]
fn poisson_counts_follow_their_probabilities() {
    for mean in [0.01, 0.7, 4.0, 11.9, 12.1, 60.0, 1500.0_f64] {
        let most = (mean + 12.0 * sqrt(mean) + 20.0) as usize;
        let mut counts = vec![0.0; most + 1];
        let values = sample(|stream| stream.poisson(mean));
        for value in &values {
            counts[(*value as usize).min(most)] += 1.0;
        }
        let p = |k: usize| exp(k as f64 * ln(mean) - mean - ln_gamma(k as f64 + 1.0));
        let expected: Vec<f64> = (0..=most).map(|k| N as f64 * p(k)).collect();
        assert_plausible(&format!("Poisson {mean}"), of_counts(&counts, &expected));
        let mean_found = values.iter().sum::<u64>() as f64 / N as f64;
        assert_plausible(
            &format!("Poisson {mean}, mean"),
            of_z((mean_found - mean) / sqrt(mean / N as f64)),
        );
    }
}

/// Holds that a million waits end in each month as often as their distribution function says.
#[track_caller]
fn assert_waits(wait: &str, cdf: impl Fn(f64) -> f64) {
    const HORIZON: usize = 48;
    let body = format!(
        "[segment.a]\nshare_of_new = 1\nhazard.permanent.per_month = 0\n\
         [list.all]\nhouseholds = {N}\nsegment_share = {{ a = 1 }}\nbegins_in = \"intake\"\n\
         [[design.today.intake]]\nid = \"wait\"\nwithdrawal_share = 1\n\
         wait_days = {{ varies = {wait} }}\n"
    );
    let run = Run::of(&text(HORIZON as u32, &body), 1);
    let seen = run.seen().next().expect("one draw");
    let mut counts: Vec<f64> = (0..HORIZON)
        .map(|month| seen.count_in("today", "withdrawn", month..month + 1))
        .collect();
    counts.push(N as f64 - counts.iter().sum::<f64>());
    let up_to = |month: usize| cdf(months(month as f64));
    let mut expected: Vec<f64> = (0..HORIZON)
        .map(|month| N as f64 * (up_to(month + 1) - up_to(month)))
        .collect();
    expected.push(N as f64 * (1.0 - up_to(HORIZON)));
    assert_plausible(wait, of_counts(&counts, &expected));
}

#[test]
fn every_length_that_varies_ends_in_each_month_as_often_as_it_should() {
    let lognormal = |median: f64, sd: f64| {
        move |x: f64| {
            if x <= 0.0 {
                0.0
            } else {
                normal_cdf(ln(x / median) / sd)
            }
        }
    };
    let sd = ln(500.0 / 200.0) / Z90;
    assert_waits(
        "{ lognormal = { median = 200, p90 = 500 } }",
        lognormal(200.0, sd),
    );
    let of_ln = ln(1.0 + 0.9 * 0.9);
    let median = 300.0 * exp(-of_ln / 2.0);
    assert_waits(
        "{ lognormal = { mean = 300, sd = 270 } }",
        lognormal(median, sqrt(of_ln)),
    );
    assert_waits("{ exponential = { mean = 350 } }", |x| -exp_m1(-x / 350.0));
    assert_waits("{ uniform = { min = 100, max = 1300 } }", |x| {
        ((x - 100.0) / 1200.0).clamp(0.0, 1.0)
    });
    assert_waits("{ weibull = { shape = 1.6, scale = 400 } }", |x| {
        -exp_m1(-pow(x / 400.0, 1.6))
    });
    assert_waits("{ weibull = { shape = 0.7, scale = 400 } }", |x| {
        -exp_m1(-pow(x / 400.0, 0.7))
    });
}

/// Holds that a million draws of an uncertain number follow its distribution function, drawn either way.
#[track_caller]
fn assert_drawn(what: &str, distribution: Distribution, unit: UnitKind, cdf: impl Fn(f64) -> f64) {
    let number = UncertainNumber {
        address: what.into(),
        unit,
        distribution,
    };
    let sampler = ParameterSampler::new(&[number], &[]).expect("the distribution is possible");
    let drawn = |sampler: &ParameterSampler, n: usize| -> Vec<f64> {
        let mut values = Vec::new();
        let of = |draw: usize| {
            sampler.draw(17, draw as u64, &mut values);
            values[0]
        };
        (0..n).map(of).collect()
    };
    assert_follows(what, &drawn(&sampler, N), &cdf);
    // Evenly spread draws lie nearer to the distribution function than chance would have them: 4,096 draws
    // of each of 16 scrambles within a few 4,096ths.
    let mut heights: Vec<f64> = drawn(&sampler.sampled(Sampling::Stratified), 1 << 16)
        .into_iter()
        .map(&cdf)
        .collect();
    heights.sort_by(f64::total_cmp);
    let off = |(i, height): (usize, &f64)| (height - (i as f64 + 0.5) / heights.len() as f64).abs();
    let farthest = heights.iter().enumerate().map(off).fold(0.0, f64::max);
    assert!(farthest < 1.0 / 4096.0, "{what}: {farthest} off");
}

/// Returns the distribution function of two half-normals that meet in the median, on a scale.
fn two_pieces([p05, p50, p95]: [f64; 3], scale: fn(f64) -> f64) -> impl Fn(f64) -> f64 {
    let z95 = normal_quantile(0.95);
    let (middle, below, above) = (
        scale(p50),
        (scale(p50) - scale(p05)) / z95,
        (scale(p95) - scale(p50)) / z95,
    );
    move |x| {
        let off = scale(x) - middle;
        normal_cdf(if off < 0.0 { off / below } else { off / above })
    }
}

#[test]
fn fitted_quantiles_follow_two_half_normals_on_the_scale_of_their_unit() {
    let of = |three: [f64; 3]| quantiles(three[0], three[1], three[2]);
    let three = [0.02, 0.08, 0.20];
    assert_drawn(
        "a share",
        of(three),
        UnitKind::Share,
        two_pieces(three, logit),
    );
    let three = [0.97, 1.04, 1.13];
    assert_drawn("a ratio", of(three), UnitKind::Ratio, two_pieces(three, ln));
    let three = [-50_000.0, 0.0, 2_000_000.0];
    assert_drawn(
        "an amount",
        of(three),
        UnitKind::Sek,
        two_pieces(three, |x| x),
    );
}

#[test]
fn named_distributions_are_drawn_as_they_are_named() {
    let of = |name, figures: &[f64]| named(name, figures);
    assert_drawn("normal", of("normal", &[100.0, 15.0]), UnitKind::Sek, |x| {
        normal_cdf((x - 100.0) / 15.0)
    });
    // A normal above 0 alone: truncated.
    let above = normal_cdf(0.5);
    assert_drawn(
        "truncated normal",
        of("normal", &[5.0, 10.0]),
        UnitKind::Days,
        |x| (normal_cdf((x - 5.0) / 10.0) - (1.0 - above)) / above,
    );
    let sd = ln(30.0 / 14.0) / normal_quantile(0.95);
    assert_drawn(
        "lognormal",
        of("lognormal", &[14.0, 30.0]),
        UnitKind::Days,
        |x| normal_cdf(ln(x / 14.0) / sd),
    );
    assert_drawn(
        "uniform",
        of("uniform", &[2.0, 6.0]),
        UnitKind::Months,
        |x| (x - 2.0) / 4.0,
    );
    assert_drawn(
        "triangular",
        of("triangular", &[1.0, 2.0, 6.0]),
        UnitKind::Ratio,
        |x| {
            if x < 2.0 {
                (x - 1.0) * (x - 1.0) / 5.0
            } else {
                1.0 - (6.0 - x) * (6.0 - x) / 20.0
            }
        },
    );
}

// By iteration, and so slower: each by itself.

#[test]
fn pert_draws_follow_a_beta_between_two_bounds() {
    // PERT: a beta with alpha 1 + 4 (mode - min) / width and beta 1 + 4 (max - mode) / width.
    assert_drawn(
        "pert",
        named("pert", &[1.0, 2.0, 6.0]),
        UnitKind::Ratio,
        |x| beta_cdf(1.8, 4.2, (x - 1.0) / 5.0),
    );
}

#[test]
fn beta_draws_follow_their_distribution_function() {
    assert_drawn(
        "beta",
        named("beta", &[0.08, 100.0]),
        UnitKind::Share,
        |x| beta_cdf(8.0, 92.0, x),
    );
}

#[test]
fn gamma_draws_follow_their_distribution_function() {
    assert_drawn("gamma", named("gamma", &[10.0, 5.0]), UnitKind::Sek, |x| {
        gamma_cdf(4.0, x / 2.5)
    });
}
