//! Intervals cover known values about as often as they claim.
//!
//! Hundreds of record sets are drawn from known values, each with cases that were open when watching
//! began and cases still open when it ended. An interval that claims 90 % must cover the known value in
//! 86 to 94 % of them. Seeded: the same sets every time.

use sim_core::linear::Matrix;
use sim_core::luck::{HouseholdKey, Layer, Purpose, cohort_key};
use sim_core::math::{exp, ln, pow};
use sim_core::survival::intervals::{rate, share};
use sim_core::survival::parametric::{Formula, by_pieces, lognormal, weibull};
use sim_core::survival::path::{MOST_CAUSES, Path};
use sim_core::survival::readiness::readiness;
use sim_core::survival::stay::Stay;
use sim_core::survival::two_types::{HELD_BY_EVENTS, two_types};

const REPETITIONS: u64 = 400;
const Z: f64 = 1.644_853_626_951_472_6;
const A: Purpose = Purpose::named("coverage:first");
const B: Purpose = Purpose::named("coverage:second");
const C: Purpose = Purpose::named("coverage:third");

/// Calls `each` with the households of every repetition, and checks how often it says that a value
/// was covered, value by value.
fn covers(
    what: &str,
    repetitions: u64,
    mut each: impl FnMut(&dyn Fn(u64) -> HouseholdKey) -> Option<Vec<bool>>,
) {
    let mut hits: Vec<u64> = Vec::new();
    let mut made = 0;
    for repetition in 0..repetitions {
        let cohort = cohort_key(2027, repetition, Layer::Household, 0);
        let Some(covered) = each(&|number| cohort.household(number)) else {
            continue;
        };
        made += 1;
        hits.resize(covered.len(), 0);
        for (hits, covered) in hits.iter_mut().zip(covered) {
            *hits += u64::from(covered);
        }
    }
    assert!(
        made * 100 >= repetitions * 97,
        "{what}: {made} of {repetitions} could be fitted"
    );
    for (value, hits) in hits.iter().enumerate() {
        let share = *hits as f64 / made as f64;
        assert!(
            (0.86..=0.94).contains(&share),
            "{what}, value {value}: {share}"
        );
    }
}

fn within(known: f64, estimate: f64, covariance: &Matrix, position: usize) -> bool {
    (known - estimate).abs() <= Z * covariance.at(position, position).sqrt()
}

/// Returns what is seen of a stay of that length in a window: stays begin up to `before` ahead of it.
fn seen(key: HouseholdKey, length: f64, (before, window): (f64, f64), cause: u8) -> Option<Stay> {
    let begins = key.stream(B, 0).uniform() * (before + window) - before;
    let entry = (-begins).max(0.0);
    let last = window - begins;
    if length <= entry {
        return None;
    }
    Some(if length <= last {
        Stay::late(entry, length, Some(cause))
    } else {
        Stay::late(entry, last, None)
    })
}

#[test]
fn rates_and_shares_from_counts_are_covered() {
    let known = [0.02, 0.005];
    covers("constant hazards", REPETITIONS, |household| {
        let stays: Vec<Stay> = (0..300)
            .filter_map(|number| {
                let key = household(number);
                let length = key.stream(A, 0).exponential() / (known[0] + known[1]);
                let cause = u8::from(key.stream(C, 0).uniform() > known[0] / (known[0] + known[1]));
                seen(key, length, (200.0, 100.0), cause)
            })
            .collect();
        let covered = (0..2).map(|cause| {
            let found = by_pieces(&stays, cause, &[0.0])[0];
            let interval = rate(found.0, found.1);
            interval.p05 <= known[usize::from(cause)] && known[usize::from(cause)] <= interval.p95
        });
        let mut covered: Vec<bool> = covered.collect();
        let of = (0..40).filter(|number| household(*number).stream(C, 1).uniform() < 0.3);
        let interval = share(of.count() as f64, 40.0);
        covered.push(interval.p05 <= 0.3 && 0.3 <= interval.p95);
        Some(covered)
    });
}

#[test]
fn weibull_hazards_are_covered_with_late_entry() {
    let (scale, shape) = (120.0, 0.8);
    covers("Weibull", REPETITIONS, |household| {
        let stays: Vec<Stay> = (0..500)
            .filter_map(|number| {
                let key = household(number);
                let length = scale * pow(key.stream(A, 0).exponential(), 1.0 / shape);
                seen(key, length, (300.0, 200.0), 0)
            })
            .collect();
        let fitted = weibull(&stays, 0)?;
        let Formula::Weibull { ln_scale, ln_shape } = fitted.formula else {
            return None;
        };
        Some(vec![
            within(ln(scale), ln_scale, &fitted.covariance, 0),
            within(ln(shape), ln_shape, &fitted.covariance, 1),
        ])
    });
}

#[test]
fn lognormal_waits_are_covered_with_late_entry() {
    let (mean, sd) = (ln(20.0), 0.9);
    covers("lognormal", REPETITIONS, |household| {
        let stays: Vec<Stay> = (0..400)
            .filter_map(|number| {
                let key = household(number);
                let length = exp(mean + sd * key.stream(A, 0).normal());
                seen(key, length, (60.0, 60.0), 0)
            })
            .collect();
        let fitted = lognormal(&stays, 0)?;
        let Formula::Lognormal { mean_of_ln, ln_sd } = fitted.formula else {
            return None;
        };
        Some(vec![
            within(mean, mean_of_ln, &fitted.covariance, 0),
            within(ln(sd), ln_sd, &fitted.covariance, 1),
        ])
    });
}

/// Returns what is seen of a household whose hazards to two exits are these, with a return after half a
/// year when there is time: up to six stays in a window of three years.
fn path(key: HouseholdKey, is_new: bool, behind: f64, hazards: [f64; 2]) -> Path {
    let window = 1_000.0;
    let mut now = if is_new {
        key.stream(B, 0).uniform() * window
    } else {
        0.0
    };
    let (mut time, mut ended) = (0.0, [0; MOST_CAUSES]);
    for stay in 0..6 {
        let total = hazards[0] + hazards[1];
        let length = key.stream(A, stay).exponential() / total;
        if now + length > window {
            time += window - now;
            break;
        }
        time += length;
        ended[usize::from(key.stream(C, stay).uniform() > hazards[0] / total)] += 1;
        now += length + 180.0;
        if now > window {
            break;
        }
    }
    Path {
        is_new,
        behind,
        time,
        ended,
        count: 1.0,
    }
}

#[test]
fn two_types_are_covered_with_a_stock_of_another_mix() {
    let (of_new, of_stock) = (0.25, 0.7);
    let known = [[0.012, 0.006], [0.0012, 0.0008]];
    covers("two types", 1000, |household| {
        let paths: Vec<Path> = (0..900)
            .map(|number| {
                let key = household(number);
                let is_new = number % 3 > 0;
                let share = if is_new { of_new } else { of_stock };
                let slow = usize::from(key.stream(C, 99).uniform() < share);
                path(key, is_new, 0.0, known[slow])
            })
            .collect();
        let fitted = two_types(&paths, &[0, 1], HELD_BY_EVENTS)?;
        let flat = [known[0][0], known[0][1], known[1][0], known[1][1]].map(ln);
        let all = [
            sim_core::math::logit(of_new),
            sim_core::math::logit(of_stock),
        ];
        let all = all.into_iter().chain(flat).enumerate();
        Some(
            all.map(|(k, known)| within(known, fitted.at[k], &fitted.covariance, k))
                .collect(),
        )
    });
}

#[test]
fn readiness_is_covered_with_late_entry() {
    // The mean of two exponentials is gamma with mean one and variance one half.
    let known = [0.006, 0.002];
    let mut concerned = [false; MOST_CAUSES];
    concerned[0] = true;
    covers("readiness", REPETITIONS, |household| {
        let paths: Vec<Path> = (0..1_500)
            .filter_map(|number| {
                let key = household(number);
                let two = key.stream(B, 7).exponential() + key.stream(B, 8).exponential();
                let hazards = [known[0] * two / 2.0, known[1]];
                let is_new = number % 3 > 0;
                if is_new {
                    return Some(path(key, true, 0.0, hazards));
                }
                // Under way for a time already: it is seen if it lasted that long.
                let behind = 400.0 * key.stream(B, 9).uniform();
                let lasted = key.stream(B, 10).exponential() / (hazards[0] + hazards[1]);
                (lasted > behind).then(|| path(key, false, behind, hazards))
            })
            .collect();
        let fitted = readiness(&paths, &[0, 1], &concerned)?;
        Some(vec![
            within(ln(known[0]), fitted.at[0], &fitted.covariance, 0),
            within(ln(known[1]), fitted.at[1], &fitted.covariance, 1),
            within(ln(0.5), fitted.at[2], &fitted.covariance, 2),
        ])
    });
}

#[test]
fn the_test_of_one_hazard_rejects_as_often_as_it_claims() {
    let mut concerned = [false; MOST_CAUSES];
    concerned[0] = true;
    let mut rejected = 0;
    for repetition in 0..REPETITIONS {
        let cohort = cohort_key(11, repetition, Layer::Household, 0);
        let paths: Vec<Path> = (0..400)
            .map(|number| path(cohort.household(number), true, 0.0, [0.006, 0.002]))
            .collect();
        let fitted = readiness(&paths, &[0, 1], &concerned);
        rejected += u64::from(fitted.is_some_and(|fitted| fitted.p_of_one_hazard() < 0.05));
    }
    // 5 % of 400 is 20; six standard errors to either side would be 26.
    assert!((8..=34).contains(&rejected), "{rejected} of {REPETITIONS}");
}
