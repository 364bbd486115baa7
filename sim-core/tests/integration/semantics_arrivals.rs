//! Who is there: new applications, the stock and lists, against answers by hand.

use sim_core::math::{exp, gamma, pow, sqrt};

use crate::simulate::{Estimate, Run, integral, months, text};

/// Returns a scenario in which applications wait as stated, then leave for good.
fn served(horizon: u32, inflow: &str, stock: &str, wait: &str) -> String {
    text(
        horizon,
        &format!(
            "[segment.a]\nshare_of_new = 1\nhazard.permanent.per_month = 0\n\
             [inflow]\n{inflow}\n[stock]\n{stock}\n\
             [[design.today.intake]]\nid = \"wait\"\nwithdrawal_share = 1\nwait_days = {wait}\n"
        ),
    )
}

#[test]
fn new_applications_are_a_poisson_process() {
    let body = served(48, "per_month = 30", "present = false", "10");
    let run = Run::of(&body, 150);
    run.mean(|s| s.count("today", "new") / 48.0).is(30.0);
    let each_month = |of: fn(f64, f64) -> f64| {
        run.mean(|s| {
            let off = |month: usize| s.count_in("today", "new", month..month + 1) - 30.0;
            (0..47).map(|m| of(off(m), off(m + 1))).sum::<f64>() / 47.0
        })
    };
    // The variance of a month's count is its mean, and neighbouring months are independent.
    each_month(|off, _| off * off).is(30.0);
    each_month(|off, next| off * next).is_to(0.0, 0.6);
}

#[test]
fn season_and_trend_move_the_mean_month_by_month() {
    let season = "season_ratio = [2, 1, 1, 1, 1, 0.5, 0, 1, 1, 1, 1, 1.5]\ntrend_per_year = 0.2";
    let inflow = format!("per_month = 40\n{season}");
    let body = served(36, &inflow, "present = false", "10");
    let run = Run::of(&body, 300);
    // The factors sum to 12, so their mean is one already; the trend is taken at mid-month.
    let factors = [2.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.0, 1.0, 1.0, 1.0, 1.0, 1.5];
    for month in [0_usize, 5, 6, 11, 12, 29, 35] {
        let expected = 40.0 * factors[month % 12] * pow(1.2, (month as f64 + 0.5) / 12.0);
        let count = run.mean(|s| s.count_in("today", "new", month..month + 1));
        count.is_to(expected, 0.04 * expected + 1e-9);
    }
    // Factors of another sum are scaled to mean one: doubled, they change nothing at all.
    let doubled = inflow.replace(
        "[2, 1, 1, 1, 1, 0.5, 0, 1, 1, 1, 1, 1.5]",
        "[4, 2, 2, 2, 2, 1, 0, 2, 2, 2, 2, 3]",
    );
    let again = Run::of(&served(36, &doubled, "present = false", "10"), 3);
    for (one, other) in run.draws.iter().zip(&again.draws) {
        assert_eq!(one.ways, other.ways);
    }
}

#[test]
fn a_stock_grown_by_stated_warm_up_is_the_one_of_m_g_infinity() {
    // Stationary number in service: Poisson with mean lambda E T, whatever the distribution of T.
    let wait = "{ varies = { lognormal = { mean = 150, sd = 120 } } }";
    let body = served(12, "per_month = 25", "warm_up_years = 30", wait);
    let run = Run::of(&body, 250);
    let mean = 25.0 * 150.0 / months(1.0);
    let stock = run.mean(|s| s.outcome.stock_households as f64);
    stock.is(mean);
    run.mean(|s| {
        let off = s.outcome.stock_households as f64 - mean;
        off * off
    })
    .is_to(mean, 0.12 * mean);
    // It stays there.
    for month in [0_usize, 11] {
        let days = run.mean(|s| s.days_in("today", "today.wait", month..month + 1));
        days.is(mean * months(1.0));
    }
}

#[test]
fn a_warm_up_that_is_not_stated_comes_close_to_the_stationary_stock() {
    let with = |stock: &str| {
        text(
            3,
            &format!(
                "[design.today]\n[segment.a]\nshare_of_new = 1\nhazard.permanent.per_month = 0.02\n\
                 [inflow]\nper_month = 20\n{stock}\n"
            ),
        )
    };
    let run = Run::of(&with(""), 100);
    // lambda / mu = 1000; it may still grow by one per cent a year.
    let stock = run.mean(|s| s.outcome.stock_households as f64);
    assert!(stock.error < 5.0, "{stock:?}");
    assert!((940.0..1010.0).contains(&stock.mean), "{stock:?}");
    // A stated warm-up of k years grows lambda (1 - exp(-mu k)) / mu.
    let run = Run::of(&with("[stock]\nwarm_up_years = 2"), 100);
    let grown = 1000.0 * (1.0 - exp(-0.02 * 24.0));
    run.mean(|s| s.outcome.stock_households as f64).is(grown);
}

#[test]
fn a_stock_holds_segments_by_share_times_mean_length() {
    let body = text(
        2,
        "[design.today]\n[segment.quick]\nshare_of_new = 0.8\nhazard.permanent.per_month = 0.5\n\
         [segment.slow]\nshare_of_new = 0.2\nhazard.permanent.per_month = 0.05\n\
         [inflow]\nper_month = 50\n[stock]\nwarm_up_years = 20\n",
    );
    // Little's law: 0.8 / 0.5 quick against 0.2 / 0.05 slow.
    let run = Run::of(&body, 60);
    let days = |of: std::ops::Range<usize>| {
        run.mean(move |s| s.days_of("today", "open", 0..2, of.clone()) / months(2.0))
    };
    days(0..1).is(50.0 * 1.6);
    days(1..2).is(50.0 * 4.0);
    // A given stock keeps the proportion and has the given number to the household.
    let given = body.replace(
        "warm_up_years = 20",
        "warm_up_years = 20\nhouseholds = 1400",
    );
    let run = Run::of(&given, 60);
    let seen: Vec<u64> = run.draws.iter().map(|d| d.stock_households).collect();
    assert!(seen.iter().all(|n| *n == 1400), "{seen:?}");
    // Exits in the first month: each segment at its own rate, from the stock and from new ones.
    let left = run.mean(|s| s.count_of("today", "permanent", 0..1, 1..2));
    let of_stock = 1000.0 * (1.0 - exp(-0.05));
    let of_new = 10.0 * (1.0 - (1.0 - exp(-0.05)) / 0.05);
    // Those cloned from one household share what is left of its clocks, so they leave together.
    left.is_to(of_stock + of_new, 2.5);
    // Or the proportion that is given.
    let shares = given
        .replace(
            "share_of_new = 0.8",
            "share_of_new = 0.8\nshare_of_stock = 0.5",
        )
        .replace(
            "share_of_new = 0.2",
            "share_of_new = 0.2\nshare_of_stock = 0.5",
        );
    let run = Run::of(&shares, 60);
    assert!(run.draws.iter().all(|d| d.stock_households == 1400));
    let left = run.mean(|s| s.count_of("today", "permanent", 0..1, 1..2));
    left.is_to(700.0 * (1.0 - exp(-0.05)) + of_new, 2.5);
}

#[test]
fn a_sampled_stock_keeps_its_elapsed_times() {
    // The rest of a stay met at random lasts t with survival (1 / E T) * integral of S from t on.
    let body = text(
        24,
        "[design.today]\n[segment.a]\nshare_of_new = 1\n\
         hazard.moved.weibull = { shape = 0.6, scale_months = 6 }\n\
         [inflow]\nper_month = 200\n[stock]\nwarm_up_years = 20\nhouseholds = 1000\n",
    );
    let without_new = body.replace(
        "per_month = 200",
        "per_month = 200\nseason_ratio = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1e-9]",
    );
    let run = Run::of(&without_new, 60);
    let survival = |t: f64| exp(-pow(t / 6.0, 0.6));
    let mean = 6.0 * gamma(1.0 + 1.0 / 0.6);
    for month in [1_usize, 5, 11] {
        let gone = run.mean(|s| s.count_in("today", "moved", 0..month) / 1000.0);
        gone.is_to(integral((0.0, month as f64), survival) / mean, 0.003);
    }
}

#[test]
fn those_away_come_back_as_the_stationary_flow_does() {
    // Two states in equilibrium: exits and returns of the stock go on at lambda-free rates.
    let body = text(
        24,
        "reopen_within_days = 100000\n[design.today]\n[segment.a]\nshare_of_new = 1\n\
         hazard.other_benefit.per_month = 0.2\nhazard.permanent.per_month = 0.02\n\
         [exit.other_benefit]\ncomes_back.hazard.per_month = 0.1\n\
         [inflow]\nper_month = 10\n[stock]\nwarm_up_years = 60\n",
    );
    // Balance: on assistance N, away A: 0.2 N = 0.12 A, 10 + 0.1 A = 0.22 N.
    let on = 10.0 / (0.22 - 0.1 * 0.2 / 0.12);
    let run = Run::of(&body, 80);
    run.mean(|s| s.outcome.stock_households as f64).is(on);
    let back = run.mean(|s| s.count_in("today", "reopened", 0..12) / 12.0);
    back.is(0.1 * on * 0.2 / 0.12);
    run.mean(|s| s.days_in("today", "open", 12..24) / months(12.0))
        .is(on);
    // Scaling a given stock scales those away with it.
    let scaled = body.replace(
        "warm_up_years = 60",
        "warm_up_years = 60\nhouseholds = 1000",
    );
    let run = Run::of(&scaled, 80);
    let back = run.mean(|s| s.count_in("today", "reopened", 0..2) / 2.0);
    // In the first two months the returns are almost all of those away at the start.
    let away = 1000.0 * 0.2 / 0.12;
    let generator = [[-0.22, 0.2], [0.1, -0.12]];
    back.is_to(mean_returns(away, generator), 3.0);
}

/// Mean returns a month over two months from `away` households and a thousand on assistance, by
/// Euler steps so small that their error is below a tenth of a household.
fn mean_returns(away: f64, [[on_out, to_away], [to_on, away_out]]: [[f64; 2]; 2]) -> f64 {
    let (mut on, mut away, mut returned) = (1000.0, away, 0.0);
    let step = 1e-4;
    for _ in 0..20_000 {
        let back = to_on * away * step;
        returned += back;
        let gain = (10.0 + on_out * on) * step + back;
        away += to_away * on * step + away_out * away * step;
        on += gain;
    }
    returned / 2.0
}

#[test]
fn lists_have_their_number_their_shares_and_their_month() {
    let body = text(
        12,
        "[design.today]\n[segment.a]\nshare_of_new = 0.5\nhazard.job.per_month = 0.1\n\
         [segment.b]\nshare_of_new = 0.5\nhazard.job.per_month = 0.1\n\
         [list.first]\nhouseholds = 200\nsegment_share = { a = 0.3, b = 0.7 }\n\
         [list.second]\nhouseholds = 100\nsegment_share = { a = 1 }\nstarts = \"2027-04\"\n",
    );
    let run = Run::of(&body, 60);
    let seen: Vec<f64> = run.seen().map(|s| s.paid("today", 0) as f64).collect();
    assert!(seen.iter().all(|n| *n == 200.0), "{seen:?}");
    let stays = |t: f64| (1.0 - exp(-0.1 * t)) / 0.1;
    let of_b = run.mean(|s| s.days_of("today", "open", 0..12, 1..2) / 200.0);
    of_b.is(months(0.7 * stays(12.0)));
    let of_a = run.mean(|s| s.days_of("today", "open", 3..12, 0..1) / 100.0);
    of_a.is(months(0.6 * (stays(12.0) - stays(3.0)) + stays(9.0)));
    // Nobody of the second list is there before it starts.
    let before = run.mean(|s| s.days_of("today", "open", 0..3, 0..1) / 200.0);
    before.is(months(0.3 * stays(3.0)));
}

#[test]
fn segments_take_their_shares_of_new_applications() {
    let body = text(
        24,
        "[design.today]\n[segment.a]\nshare_of_new = 0.86\nhazard.job.per_month = 0.1\n\
         [segment.b]\nshare_of_new = 0.14\nhazard.job.per_month = 0.1\n\
         [inflow]\nper_month = 100\n[stock]\npresent = false\n",
    );
    let run = Run::of(&body, 50);
    let share = run.ratio(
        |s| s.count_of("today", "new", 0..24, 1..2),
        |s| s.count("today", "new"),
    );
    share.is(0.14);
    // Its error is the binomial one: the households are independent.
    let Estimate { error, .. } = share;
    let binomial = sqrt(0.14 * 0.86 / (2400.0 * 50.0));
    assert!(
        (0.7..1.4).contains(&(error / binomial)),
        "{error} {binomial}"
    );
}
