//! Documented figures held against what the model expects: distributions known by hand.

use sim_core::analysis::backtest::backtest;
use sim_core::analysis::backtest::of_n::hits_of;
use sim_core::engine::observer::Silent;
use sim_core::engine::run::Settings;
use sim_core::luck::{Layer, Purpose, cohort_key};
use sim_core::math::{beta_cdf, exp, ln, ln_gamma, sqrt};
use sim_core::results::backtest::{Backtest, DocumentedResult, Verdict};

use crate::ready::checked;
use crate::simulate::{SEED, text};

/// Returns the figures of a text held against so many draws.
#[track_caller]
pub fn held(text: &str, (seed, draws): (u64, u64)) -> Backtest {
    let (scenario, plan) = checked(text);
    let settings = Settings {
        draws,
        seed,
        threads: Some(2),
    };
    backtest(&plan, &scenario, settings, &Silent).expect("a backtest")
}

/// Returns a documented figure of a source that is not there for anything else.
pub fn documented(id: &str, kind: &str, measured: &str, rest: &str) -> String {
    format!(
        "[[documented]]\nid = \"{id}\"\ntitle = \"{id}\"\nkind = \"{kind}\"\ndesign = \"today\"\n\
         measured = [{measured}]\nunit = \"households\"\nsource = \"paper\"\n{rest}\n"
    )
}

pub const PAPER: &str = "[source.paper]\ntitle = \"Paper\"\ndocument = \"paper.txt\"\n";

/// Returns a closed list that is left by one constant hazard.
pub fn listed(households: u32, per_month: &str, documented: &str) -> String {
    text(
        24,
        &format!(
            "{PAPER}[segment.a]\nshare_of_new = 1\nhazard.job.per_month = {per_month}\n\
             [list.all]\nhouseholds = {households}\nsegment_share = {{ a = 1 }}\n\
             [design.today]\n{documented}"
        ),
    )
}

pub fn only(backtest: &Backtest) -> &DocumentedResult {
    assert_eq!(backtest.figures.len(), 1);
    &backtest.figures[0]
}

/// Returns the probability of fewer than `k` of `n`.
fn binomial_below(n: u32, p: f64, k: u32) -> f64 {
    match k {
        0 => 0.0,
        k if k > n => 1.0,
        k => 1.0 - beta_cdf(f64::from(k), f64::from(n - k) + 1.0, p),
    }
}

fn ln_choose(n: u32, k: u32) -> f64 {
    let ln_factorial = |n: u32| ln_gamma(f64::from(n) + 1.0);
    ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k)
}

/// Returns the probability of fewer than `k` of `n` where the share is beta-distributed.
fn beta_binomial_below(n: u32, (a, b): (f64, f64), k: u32) -> f64 {
    let ln_beta = |a: f64, b: f64| ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b);
    let p = |k: u32| {
        let (yes, no) = (f64::from(k), f64::from(n - k));
        exp(ln_choose(n, k) + ln_beta(yes + a, no + b) - ln_beta(a, b))
    };
    (0..k.min(n + 1)).map(p).sum()
}

/// Returns the smallest number that so much probability is at or below.
fn quantile(n: u32, below: impl Fn(u32) -> f64, share: f64) -> f64 {
    f64::from((0..=n).find(|k| below(k + 1) >= share).unwrap_or(n))
}

/// Holds that a figure's position and interval are those of a distribution of counts of `n`.
#[track_caller]
fn is_distributed(found: &DocumentedResult, (n, scale): (u32, f64), below: impl Fn(u32) -> f64) {
    let value = (found.value.expect("a figure") / scale).round() as u32;
    let position = found.position.expect("a position");
    let error = 4.0 * position.mid.mc_se + 1e-9;
    assert!(position.mid.mc_se < 0.02, "{position:?}: too rough to tell");
    let expected = [below(value), below(value + 1)];
    for (found, expected) in [position.below, position.up_to].into_iter().zip(expected) {
        assert!(
            (found - expected).abs() < error,
            "{found} is not {expected}"
        );
    }
    let middle = (expected[0] + expected[1]) / 2.0;
    assert!((position.mid.value - middle).abs() < error);
    let predicted = found.predicted.expect("a prediction");
    let quantiles = [
        (predicted.p05, 0.05),
        (predicted.p10, 0.10),
        (predicted.p50, 0.50),
        (predicted.p90, 0.90),
        (predicted.p95, 0.95),
    ];
    for (found, share) in quantiles {
        let expected = quantile(n, &below, share);
        let found = found / scale;
        assert!(
            (found - expected).abs() <= 1.0 + 1e-9,
            "{share}: {found} is not {expected}"
        );
    }
}

#[test]
fn what_remains_of_a_list_with_one_hazard_is_binomial() {
    for value in [36, 47, 60] {
        let figure = documented(
            "left",
            "list",
            "{ quantity = \"list_remaining\", list = \"all\", after_months = 9 }",
            &format!("value = {value}"),
        );
        let held = held(&listed(150, "0.13", &figure), (SEED, 3000));
        let p = exp(-0.13 * 9.0);
        is_distributed(only(&held), (150, 1.0), |k| binomial_below(150, p, k));
    }
}

#[test]
fn a_share_is_told_of_as_many_as_the_document_has() {
    // Fewer than are simulated, and more: then further cohorts are.
    for n in [40, 400] {
        let figure = documented(
            "jobs",
            "gross_share",
            "{ quantity = \"reached_share\", of = \"list\", list = \"all\", states = [\"job\"], after_months = 6 }",
            &format!("value = 0.55\ndenominator = {n}"),
        );
        let held = held(&listed(150, "0.13", &figure), (SEED, 1500));
        let p = 1.0 - exp(-0.13 * 6.0);
        let found = only(&held);
        assert_eq!(found.predicted.map(|it| it.few_share), Some(0.0));
        is_distributed(found, (n, 1.0 / f64::from(n)), |k| binomial_below(n, p, k));
    }
}

#[test]
fn a_share_that_nobody_knows_spreads_its_count_as_a_beta_binomial() {
    let figure = documented(
        "withdrew",
        "gross_share",
        "{ quantity = \"reached_share\", of = \"list\", list = \"all\", states = [\"withdrawn\"], after_months = 2 }",
        "value = 0.53\ndenominator = 60",
    );
    let body = format!(
        "{PAPER}[segment.a]\nshare_of_new = 1\nhazard.permanent.per_month = 0.0001\n\
         [list.all]\nhouseholds = 120\nsegment_share = {{ a = 1 }}\nbegins_in = \"intake\"\n\
         [[design.today.intake]]\nid = \"decision\"\nwait_days = 9\n\
         withdrawal_share = {{ uncertain = {{ beta = {{ mean = 0.3, weight = 10 }} }} }}\n{figure}"
    );
    let held = held(&text(12, &body), (SEED, 4000));
    let found = only(&held);
    is_distributed(found, (60, 1.0 / 60.0), |k| {
        beta_binomial_below(60, (3.0, 7.0), k)
    });
    // It says which number carries the figure, and where it would have to go.
    assert_eq!(found.verdict, Verdict::AtTheEdge);
    let carrier = &found.carriers[0];
    assert_eq!(
        carrier.address,
        "design.today.intake.decision.withdrawal_share"
    );
    assert!(carrier.squared > 0.7 && carrier.should_be_higher == Some(true));
    assert!(found.reach_of_one.is_some());
}

#[test]
fn a_denominator_that_is_not_stated_is_drawn_between_its_bounds() {
    let figure = |of: &str| {
        documented(
            "jobs",
            "gross_share",
            "{ quantity = \"reached_share\", of = \"list\", list = \"all\", states = [\"job\"], after_months = 6 }",
            &format!("value = 0.7\n{of}"),
        )
    };
    let unknown = figure("denominator_low = 10\ndenominator_high = 100");
    let held_unknown = held(&listed(150, "0.13", &unknown), (SEED, 2000));
    let p = 1.0 - exp(-0.13 * 6.0);
    // Even on the scale of logarithms, and the document's share is the nearest of its n.
    let n_steps = 4000;
    let mut expected = 0.0;
    for step in 0..n_steps {
        let lot = (f64::from(step) + 0.5) / f64::from(n_steps);
        let n = (10.0 * exp(lot * ln(10.0))).round() as u32;
        let k = (0.7 * f64::from(n)).round() as u32;
        expected += (binomial_below(n, p, k) + binomial_below(n, p, k + 1)) / 2.0;
    }
    expected /= f64::from(n_steps);
    let position = only(&held_unknown).position.expect("a position");
    let off = (position.mid.value - expected).abs();
    assert!(off < 4.0 * position.mid.mc_se, "{position:?} {expected}");
}

#[test]
fn targets_expectations_and_inputs_are_shown_and_not_scored() {
    let measured = "{ quantity = \"list_remaining\", list = \"all\", after_months = 9 }";
    let figures = [
        documented("goal", "target", measured, "value = 100"),
        documented("hope", "expectation", measured, "value = 20"),
        documented(
            "known",
            "list",
            measured,
            "value = 20\nused_as_input = true",
        ),
        documented("words", "expectation", "", ""),
    ];
    let held = held(&listed(150, "0.13", &figures.concat()), (SEED, 200));
    for figure in &held.figures {
        assert_eq!(figure.position, None);
        assert_eq!(figure.verdict, Verdict::NotScored);
        assert_eq!(figure.predicted.is_some(), figure.id != "words");
        assert!(figure.readings.iter().all(|it| it.position.is_none()));
    }
    assert_eq!(held.calibration.scored, 0);
}

#[test]
fn an_amount_that_stands_in_the_scenario_is_an_input_though_nobody_says_so() {
    let figure = documented(
        "cost",
        "amount",
        "{ quantity = \"sek_per_year_on_assistance\" }",
        "value = 9000",
    );
    let elsewhere = listed(20, "0.1", &figure);
    let cited = "sek_per_month_on_assistance = { value = 9000, source = \"paper\" }";
    let same = elsewhere.replace("sek_per_month_on_assistance = 10000", cited);
    assert_ne!(same, elsewhere);
    assert_ne!(only(&held(&elsewhere, (SEED, 8))).position, None);
    let found = held(&same, (SEED, 8));
    assert_eq!(
        (only(&found).position, only(&found).used_as_input),
        (None, true)
    );
}

#[test]
fn figures_made_by_the_model_itself_lie_evenly_in_what_it_expects() {
    let per_month = "{ p05 = 0.05, p50 = 0.1, p95 = 0.2 }";
    let text = |value: u32| {
        let figure = documented(
            "left",
            "list",
            "{ quantity = \"list_remaining\", list = \"all\", after_months = 9 }",
            &format!("value = {value}"),
        );
        listed(60, per_month, &figure)
    };
    let mut positions: Vec<f64> = (0..150)
        .map(|round| {
            // One draw of another seed is what came out; its median is the draw itself.
            let made = held(&text(30), (9_000 + round, 1));
            let came_out = only(&made).predicted.expect("a prediction").p50;
            let position = only(&held(&text(came_out as u32), (round, 256))).position;
            let position = position.expect("a position");
            let luck = cohort_key(round, 0, Layer::World, 0).household(0);
            let lot = luck
                .stream(Purpose::named("between the bounds"), 0)
                .uniform();
            position.below + lot * (position.up_to - position.below)
        })
        .collect();
    positions.sort_by(f64::total_cmp);
    let n = positions.len() as f64;
    let far = positions.iter().enumerate().map(|(at, position)| {
        let (low, high) = (at as f64 / n, (at + 1) as f64 / n);
        (position - low).abs().max((position - high).abs())
    });
    // Kolmogorov: above 1.95 / sqrt(n) once in a thousand times.
    let farthest = far.fold(0.0, f64::max);
    assert!(farthest < 1.95 / sqrt(n), "{farthest}");
}

#[test]
fn hits_of_a_group_are_hypergeometric_or_beta_binomial() {
    for (n, followed, hits) in [
        (5, 20, 8),
        (20, 20, 8),
        (7, 9, 9),
        (7, 9, 0),
        (90, 300, 299),
    ] {
        let found = hits_of(n, (followed, hits));
        let total: f64 = found.probabilities.iter().sum();
        assert!((total - 1.0).abs() < 1e-12);
        for (at, p) in found.probabilities.iter().enumerate() {
            let k = found.first + at as u32;
            let others = followed - hits;
            let ln_p = ln_choose(hits, k) + ln_choose(others, n - k) - ln_choose(followed, n);
            assert!((p - exp(ln_p)).abs() < 1e-10, "{n} {followed} {hits} {k}");
        }
    }
    for (n, followed, hits) in [(30, 9, 4), (30, 9, 0), (30, 1, 1), (500, 40, 39)] {
        let found = hits_of(n, (followed, hits));
        let prior = (f64::from(hits) + 0.5, f64::from(followed - hits) + 0.5);
        for k in 0..=n {
            let off = found.below(k) - beta_binomial_below(n, prior, k);
            assert!(off.abs() < 1e-9, "{n} {followed} {hits} {k}: {off}");
        }
    }
}

#[test]
fn a_figure_that_can_be_read_in_several_ways_is_a_mixture_of_them() {
    let left = |months: u32| {
        format!("{{ quantity = \"list_remaining\", list = \"all\", after_months = {months} }}")
    };
    let both = documented(
        "left",
        "list",
        &format!("{}, {}", left(3), left(12)),
        "value = 60",
    );
    let held = held(&listed(100, "0.1", &both), (SEED, 1000));
    let found = only(&held);
    let position = |at: usize| found.readings[at].position.expect("a position");
    let mixed = found.position.expect("a position");
    assert!(
        (mixed.mid.value - (position(0).mid.value + position(1).mid.value) / 2.0).abs() < 1e-12
    );
    let (three, twelve) = (exp(-0.3), exp(-1.2));
    let expected = (binomial_below(100, three, 60) + binomial_below(100, twelve, 60)) / 2.0;
    assert!(
        (mixed.below - expected).abs() < 4.0 * mixed.mid.mc_se + 1e-3,
        "{mixed:?} {expected}"
    );
    // Its interval reaches from one to the other.
    let predicted = found.predicted.expect("a prediction");
    assert!(
        predicted.p10 < 35.0 && predicted.p90 > 70.0,
        "{predicted:?}"
    );
}

#[test]
fn a_backtest_has_the_same_bits_for_any_number_of_threads() {
    let figure = documented(
        "left",
        "list",
        "{ quantity = \"list_remaining\", list = \"all\", after_months = 9 }",
        "value = 10",
    );
    let text = listed(80, "{ p05 = 0.05, p50 = 0.1, p95 = 0.2 }", &figure);
    let (scenario, plan) = checked(&text);
    let on = |threads| {
        let settings = Settings {
            draws: 150,
            seed: 7,
            threads: Some(threads),
        };
        backtest(&plan, &scenario, settings, &Silent).expect("a backtest")
    };
    assert_eq!(on(1), on(3));
}

#[test]
fn documented_figures_change_neither_a_scenario_nor_its_fingerprint() {
    let figure = documented(
        "left",
        "list",
        "{ quantity = \"list_remaining\", list = \"all\", after_months = 9 }",
        "value = 10",
    );
    let plan = |documented: &str| crate::simulate::plan_of(&listed(80, "0.1", documented));
    let (with, without) = (plan(&figure), plan(""));
    assert_eq!(with.fingerprint, without.fingerprint);
    assert!(with.watches.is_empty());
}
