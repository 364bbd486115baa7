//! Waits, hazards and frailty have the answers that can be had by hand, through scenario text.

use sim_core::math::{exp, gamma, ln, normal_cdf, pow, sqrt};

use crate::simulate::{Run, integral, matrix_exponential, mean_over_normal, months, text};

/// 90th percentile of the standard normal.
const Z90: f64 = 1.281_551_565_544_600_4;

/// Returns a scenario of one segment `a` whose thousand households are all in an open case at the start.
fn open_cohort(horizon: u32, segment: &str, rest: &str) -> String {
    text(
        horizon,
        &format!(
            "[design.today]\n[segment.a]\nshare_of_new = 1\n{segment}\n\
             [list.all]\nhouseholds = 1000\nsegment_share = {{ a = 1 }}\n{rest}\n"
        ),
    )
}

/// Returns a scenario of a thousand households that wait from the start and then leave for good.
fn waiting_cohort(wait: &str) -> String {
    text(
        120,
        &format!(
            "[segment.a]\nshare_of_new = 1\nhazard.permanent.per_month = 0\n\
             [list.all]\nhouseholds = 1000\nsegment_share = {{ a = 1 }}\nbegins_in = \"intake\"\n\
             [[design.today.intake]]\nid = \"wait\"\nwithdrawal_share = 1\nwait_days = {wait}\n"
        ),
    )
}

/// Holds that the share of the cohort that has left by exit `job` is 1 - `survival` at each month.
#[track_caller]
fn survives(run: &Run, exits: &[&str], at: &[usize], survival: impl Fn(f64) -> f64) {
    for month in at {
        let left = run.mean(|seen| {
            let gone: f64 = exits
                .iter()
                .map(|e| seen.count_in("today", e, 0..*month))
                .sum();
            gone / 1000.0
        });
        left.is(1.0 - survival(*month as f64));
    }
}

#[test]
fn competing_exponentials_share_by_rate_and_last_one_over_their_sum() {
    let hazards = "hazard.job.per_month = 0.2\nhazard.studies.per_month = 0.1\n\
                   hazard.other_benefit.per_month = 0.05";
    let run = Run::of(&open_cohort(150, hazards, ""), 60);
    // Exits compete at rates 0.20, 0.10 and 0.05: shares rate / 0.35, mean stay 1 / 0.35 months.
    for (exit, rate) in [("job", 0.2), ("studies", 0.1), ("other_benefit", 0.05)] {
        run.mean(|seen| seen.count("today", exit) / 1000.0)
            .is(rate / 0.35);
    }
    run.mean(|seen| seen.days("today", "open") / 1000.0)
        .is(months(1.0 / 0.35));
    // The minimum is exponential whatever exit wins.
    let exits = ["job", "studies", "other_benefit"];
    survives(&run, &exits, &[1, 3, 8], |t| exp(-0.35 * t));
}

#[test]
fn a_lever_on_one_exit_changes_the_shares_of_all_by_rate() {
    let hazards = "hazard.job.per_month = 0.2\nhazard.studies.per_month = 0.1\n\
                   hazard.other_benefit.per_month = 0.05\nhazard.moved.per_month = 0.03";
    let lever = "[design.more]\nbased_on = \"today\"\n\
                 effect.jobs = { hazard_ratio = 2, exits = [\"job\"] }\n\
                 effect.moves = { hazard_ratio = 0.5, exits = [\"moved\"] }";
    let run = Run::of(&open_cohort(150, hazards, lever), 150);
    let rates = [
        ("job", 0.4),
        ("studies", 0.1),
        ("other_benefit", 0.05),
        ("moved", 0.015),
    ];
    for (exit, rate) in rates {
        run.mean(|seen| seen.count("more", exit) / 1000.0)
            .is(rate / 0.565);
    }
    run.mean(|seen| seen.days("more", "open") / 1000.0)
        .is(months(1.0 / 0.565));
}

#[test]
fn waits_have_the_mean_and_quantiles_they_are_written_with() {
    let at = months(2.0);
    let later = months(5.0);
    let s = ln(2.5) / Z90;
    // cv = 0.8: the variance of ln is ln(1 + cv^2), the mean of ln is ln(mean) less half of it.
    let v = ln(1.64);
    let cases: [(String, f64, [f64; 2]); 5] = [
        // Lognormal by median m and 90th percentile: sd of ln is ln(p90 / m) / z90, mean m exp(s^2 / 2).
        (
            format!("{{ varies = {{ lognormal = {{ median = {at}, p90 = {later} }} }} }}"),
            at * exp(s * s / 2.0),
            [0.5, 0.9],
        ),
        (
            "{ varies = { lognormal = { mean = 60, sd = 48 } } }".to_owned(),
            60.0,
            [at, later].map(|x| normal_cdf((ln(x / 60.0) + v / 2.0) / sqrt(v))),
        ),
        // Weibull: S(t) = exp(-(t / b)^k), mean b Gamma(1 + 1 / k).
        (
            "{ varies = { weibull = { shape = 1.5, scale = 80 } } }".to_owned(),
            80.0 * gamma(1.0 + 1.0 / 1.5),
            [at, later].map(|x| 1.0 - exp(-pow(x / 80.0, 1.5))),
        ),
        (
            "{ varies = { exponential = { mean = 50 } } }".to_owned(),
            50.0,
            [at, later].map(|x| 1.0 - exp(-x / 50.0)),
        ),
        (
            "{ varies = { uniform = { min = 10, max = 200 } } }".to_owned(),
            105.0,
            [at, later].map(|x| (x - 10.0) / 190.0),
        ),
    ];
    for (wait, mean, [by_two, by_five]) in cases {
        let run = Run::of(&waiting_cohort(&wait), 60);
        run.mean(|s| s.days("today", "today.wait") / 1000.0)
            .is(mean);
        run.mean(|s| s.count_in("today", "withdrawn", 0..2) / 1000.0)
            .is(by_two);
        run.mean(|s| s.count_in("today", "withdrawn", 0..5) / 1000.0)
            .is(by_five);
    }
}

#[test]
fn the_median_of_a_weibull_wait_is_scale_times_ln_2_to_one_over_shape() {
    // Scale such that the median b (ln 2)^(1/k) is three months.
    let scale = months(3.0) / pow(ln(2.0), 1.0 / 0.8);
    let wait = format!("{{ varies = {{ weibull = {{ shape = 0.8, scale = {scale} }} }} }}");
    let run = Run::of(&waiting_cohort(&wait), 60);
    run.mean(|s| s.count_in("today", "withdrawn", 0..3) / 1000.0)
        .is(0.5);
}

#[test]
fn a_wait_that_is_the_same_for_all_is_exactly_that_long() {
    let run = Run::of(&waiting_cohort("45.5"), 1);
    let seen = run.seen().next().expect("one draw");
    assert_eq!(seen.days("today", "today.wait"), 45_500.0);
    assert_eq!(seen.count_in("today", "withdrawn", 1..2), 1000.0);
}

#[test]
fn weibull_hazards_give_weibull_survival() {
    let hazard = "hazard.job.weibull = { shape = 0.7, scale_months = 10 }";
    let run = Run::of(&open_cohort(30, hazard, ""), 60);
    survives(&run, &["job"], &[1, 3, 6, 12, 24], |t| {
        exp(-pow(t / 10.0, 0.7))
    });
    let hazard = "hazard.job.weibull = { shape = 2, scale_months = 8 }";
    let run = Run::of(&open_cohort(30, hazard, ""), 60);
    survives(&run, &["job"], &[2, 6, 12], |t| exp(-pow(t / 8.0, 2.0)));
    // Two Weibull clocks side by side: their cumulative hazards add up.
    let hazard = "hazard.job.weibull = { shape = 0.7, scale_months = 10 }\n\
                  hazard.studies.weibull = { shape = 2, scale_months = 8 }";
    let run = Run::of(&open_cohort(30, hazard, ""), 60);
    survives(&run, &["job", "studies"], &[1, 4, 9], |t| {
        exp(-pow(t / 10.0, 0.7) - pow(t / 8.0, 2.0))
    });
}

#[test]
fn hazards_in_pieces_and_tables_accumulate_piece_by_piece() {
    let hazard = "hazard.job.pieces = [{ from_month = 0, per_month = 0.3 }, \
                  { from_month = 2, per_month = 0 }, { from_month = 5, per_month = 0.1 }]";
    let run = Run::of(&open_cohort(30, hazard, ""), 60);
    // Cumulative hazard: 0.3 a month for two months, nothing for three, then 0.1 a month.
    survives(&run, &["job"], &[1, 2, 4, 5, 8, 20], |t| {
        exp(-0.3 * t.min(2.0) - 0.1 * (t - 5.0).max(0.0))
    });
    let hazard = "hazard.job.table_per_month = [0.05, 0.4, 0.1]";
    let run = Run::of(&open_cohort(30, hazard, ""), 60);
    survives(&run, &["job"], &[1, 2, 3, 10], |t| {
        exp(-(0.05 * t.min(1.0) + 0.4 * (t - 1.0).clamp(0.0, 1.0) + 0.1 * (t - 2.0).max(0.0)))
    });
}

#[test]
fn time_since_the_spell_runs_on_through_states_and_time_since_the_state_starts_anew() {
    // Three months of waiting, then the open case. Hazard 0.1 for three months, then 0.4.
    let with = |since: &str| {
        let pieces = "[{ from_month = 0, per_month = 0.1 }, { from_month = 3, per_month = 0.4 }]";
        let wait = months(3.0);
        text(
            30,
            &format!(
                "[segment.a]\nshare_of_new = 1\n\
                 hazard.job = {{ pieces = {pieces}, since = \"{since}\" }}\n\
                 [list.all]\nhouseholds = 1000\nsegment_share = {{ a = 1 }}\n\
                 begins_in = \"intake\"\n\
                 [[design.today.intake]]\nid = \"wait\"\nwait_days = {wait}\n"
            ),
        )
    };
    let spell = Run::of(&with("spell"), 60);
    survives(&spell, &["job"], &[2, 3, 5, 8], |t| {
        exp(-0.1 * t.min(3.0) - 0.4 * (t - 3.0).max(0.0))
    });
    let state = Run::of(&with("state"), 60);
    // In the open case the low hazard comes once more.
    survives(&state, &["job"], &[2, 3, 5, 8], |t| {
        exp(-0.1 * t.min(6.0) - 0.4 * (t - 6.0).max(0.0))
    });
}

#[test]
fn months_on_assistance_behind_a_list_count_as_age_of_the_spell() {
    let hazard = "hazard.job.pieces = [{ from_month = 0, per_month = 0.5 }, \
                  { from_month = 12, per_month = 0.1 }]";
    let run = Run::of(&open_cohort(30, hazard, "months_on_assistance = 10"), 60);
    survives(&run, &["job"], &[1, 2, 6], |t| {
        exp(-0.5 * t.min(2.0) - 0.1 * (t - 2.0).max(0.0))
    });
}

/// Mean over a lognormal readiness with mean one of a function of it.
fn over_readiness(sd: f64, of: impl Fn(f64) -> f64) -> f64 {
    mean_over_normal(|z| of(exp(sd * z - sd * sd / 2.0)))
}

#[test]
fn readiness_has_mean_one_and_selects_by_the_lognormal_frailty_formula() {
    let hazards = "readiness_sd = 0.8\nhazard.job.per_month = 0.1";
    let run = Run::of(&open_cohort(60, hazards, ""), 60);
    // S(t) = E exp(-h R t). At first the mean hazard is h, later the ready are gone.
    survives(&run, &["job"], &[1, 6, 12, 24, 48], |t| {
        over_readiness(0.8, |r| exp(-0.1 * r * t))
    });
}

#[test]
fn readiness_acts_on_job_and_studies_only() {
    let hazards = "readiness_sd = 1.0\nhazard.job.per_month = 0.1\nhazard.studies.per_month = 0.05\n\
                   hazard.other_benefit.per_month = 0.1\nhazard.moved.per_month = 0.02";
    let run = Run::of(&open_cohort(400, hazards, ""), 60);
    // With readiness r the exits compete at 0.15 r and 0.12.
    let share = |rate: f64, by_r: bool| {
        over_readiness(1.0, |r| {
            rate * if by_r { r } else { 1.0 } / (0.15 * r + 0.12)
        })
    };
    run.mean(|s| s.count("today", "job") / 1000.0)
        .is(share(0.1, true));
    run.mean(|s| s.count("today", "studies") / 1000.0)
        .is(share(0.05, true));
    run.mean(|s| s.count("today", "other_benefit") / 1000.0)
        .is(share(0.1, false));
    run.mean(|s| s.count("today", "moved") / 1000.0)
        .is(share(0.02, false));
}

#[test]
fn the_labour_market_has_mean_one_and_acts_on_its_exits_only() {
    // With persistence 1 a draw keeps its factor F for good: survival is E exp(-h F t), as for a
    // frailty that all households of a draw share; F is lognormal with mean one.
    let hazards = "hazard.job.per_month = 0.2";
    let market = "[labour_market]\nsd = 0.6\npersistence_per_year = 1";
    let body = open_cohort(14, hazards, market).replace("households = 1000", "households = 20");
    let run = Run::of(&body, 6_000);
    for month in [1, 4, 12] {
        let gone = run.mean(|s| s.count_in("today", "job", 0..month) / 20.0);
        gone.is(1.0 - over_readiness(0.6, |f| exp(-0.2 * f * month as f64)));
    }
    // Without persistence every month has a factor of its own: S(12) = (E exp(-h F))^12.
    let run = Run::of(
        &body.replace("persistence_per_year = 1", "persistence_per_year = 0"),
        6_000,
    );
    let stays = over_readiness(0.6, |f| exp(-0.2 * f));
    let gone = run.mean(|s| s.count_in("today", "job", 0..12) / 20.0);
    gone.is(1.0 - pow(stays, 12.0));
    // Exits that the market does not name are as ever.
    let other = body.replace("hazard.job", "hazard.moved");
    let run = Run::of(&other, 2_000);
    let gone = run.mean(|s| s.count_in("today", "moved", 0..4) / 20.0);
    gone.is(1.0 - exp(-0.8));
}

#[test]
fn the_permanent_exit_is_counted_from_the_first_application_and_runs_everywhere() {
    // A Weibull age at death, in one spell, another, and in jobs between them alike.
    let hazards = "hazard.job.per_month = 0.5\n\
                   hazard.permanent.weibull = { shape = 1.6, scale_months = 30 }";
    let rest = "[exit.job]\ncomes_back.hazard.per_month = 0.4";
    let run = Run::of(&open_cohort(60, hazards, rest), 60);
    survives(&run, &["permanent"], &[6, 18, 48], |t| {
        exp(-pow(t / 30.0, 1.6))
    });
}

#[test]
fn a_markov_chain_of_assistance_and_exits_follows_its_matrix_exponential() {
    let hazards = "hazard.job.per_month = 0.15\nhazard.other_benefit.per_month = 0.10\n\
                   hazard.permanent.per_month = 0.01";
    let rest = "[exit.job]\ncomes_back.hazard.per_month = 0.06\nends_in = { studies = 0.2 }\n\
                [exit.other_benefit]\ncomes_back.hazard.per_month = 0.2\n";
    let run = Run::of(&open_cohort(40, hazards, rest), 60);
    // States: open, job, other benefit, studies (never left but for good), permanent.
    let generator = |t: f64| {
        vec![
            vec![-0.26 * t, 0.15 * t, 0.10 * t, 0.0, 0.01 * t],
            vec![0.048 * t, -0.07 * t, 0.0, 0.012 * t, 0.01 * t],
            vec![0.2 * t, 0.0, -0.21 * t, 0.0, 0.01 * t],
            vec![0.0, 0.0, 0.0, -0.01 * t, 0.01 * t],
            vec![0.0; 5],
        ]
    };
    let states = ["open", "job", "other_benefit", "studies"];
    for month in [0_usize, 5, 17, 39] {
        for (at, state) in states.iter().enumerate() {
            // Days in month k are the integral of the state's probability over it.
            let expected = integral_of_month(month, |t| matrix_exponential(&generator(t))[0][at]);
            let days = run.mean(|s| s.days_in("today", state, month..month + 1) / 1000.0);
            days.is_to(expected, 0.06 * expected.max(0.5));
        }
    }
}

/// Integral over one month by Simpson's rule with eight steps, in days.
fn integral_of_month(month: usize, of: impl Fn(f64) -> f64) -> f64 {
    let at = |k: u32| of(month as f64 + f64::from(k) / 8.0);
    let inner: f64 = (1..8)
        .map(|k| at(k) * if k % 2 == 1 { 4.0 } else { 2.0 })
        .sum();
    months((at(0) + inner + at(8)) / 24.0)
}

#[test]
fn assistance_and_job_in_turn_share_the_long_run_by_their_mean_lengths() {
    // Alternating renewal: in the long run the share on assistance is mu1 / (mu1 + mu2).
    let hazards = "hazard.job.weibull = { shape = 1.8, scale_months = 9 }";
    let rest =
        "[exit.job]\ncomes_back.after_days = { varies = { lognormal = { mean = 200, sd = 150 } } }";
    let body = open_cohort(420, hazards, rest).replace("households = 1000", "households = 300");
    let run = Run::of(&body, 30);
    let on = months(9.0 * gamma(1.0 + 1.0 / 1.8));
    let share = run.ratio(
        |s| s.days_in("today", "open", 180..420),
        |s| s.days_in("today", "open", 180..420) + s.days_in("today", "job", 180..420),
    );
    share.is_to(on / (on + 200.0), 0.002);
    // Returns a month: one for each cycle.
    let returns = run.mean(|s| {
        let returned =
            s.count_in("today", "return", 180..420) + s.count_in("today", "reopened", 180..420);
        returned / 300.0 / 240.0
    });
    returns.is_to(months(1.0) / (on + 200.0), 0.0005);
}

#[test]
fn survival_by_quadrature_agrees_with_a_closed_form() {
    // A control of the tests' own tools: E exp(s Z) = exp(s^2 / 2), and a 2 x 2 chain.
    assert!((mean_over_normal(|z| exp(0.8 * z)) - exp(0.32)).abs() < 1e-9);
    assert!((integral((0.0, 2.0), |x| x * x) - 8.0 / 3.0).abs() < 1e-12);
    let chain = matrix_exponential(&vec![vec![-0.3, 0.3], vec![0.2, -0.2]]);
    assert!((chain[0][1] - 0.6 * (1.0 - exp(-0.5))).abs() < 1e-12);
}
