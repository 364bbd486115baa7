//! Choice, interventions, what they lead to and what stays, against answers by hand.

use sim_core::math::{exp, ln, logistic, logit, pow};

use crate::simulate::{Run, integral, mean_over_normal, months, text};

/// Returns a scenario whose thousand households choose from a menu at the start.
fn choosing(horizon: u32, segment: &str, menu: &str, rest: &str) -> String {
    text(
        horizon,
        &format!(
            "[segment.a]\nshare_of_new = 1\n{segment}\nhazard.permanent.per_month = 0\n\
             [list.all]\nhouseholds = 1000\nsegment_share = {{ a = 1 }}\nbegins_in = \"intake\"\n\
             [design.today.menu]\nevery = {{ {menu} }}\n{rest}\n"
        ),
    )
}

#[track_caller]
fn happens(run: &Run, event: &str, share: f64) {
    run.mean(|s| s.count("today", event) / 1000.0).is(share);
}

#[test]
fn without_match_quality_interventions_are_chosen_by_weight() {
    let rest =
        "[intervention.course]\nduration_days = 10\n[intervention.placement]\nduration_days = 10\n";
    let run = Run::of(
        &choosing(2, "", "none = 5, course = 3, placement = 2", rest),
        60,
    );
    happens(&run, "start course", 0.3);
    happens(&run, "start placement", 0.2);
}

#[test]
fn with_match_quality_the_choice_is_a_mixed_logit() {
    let body = choosing(
        2,
        "",
        "none = 2, course = 1",
        "[design.today]\nmatch_quality = 1.5\n[intervention.course]\nduration_days = 10\n",
    );
    // Chosen when ln 1 + 1.5 Z + noise beats ln 2 + noise: E logistic(1.5 Z - ln 2).
    let run = Run::of(&body, 60);
    happens(
        &run,
        "start course",
        mean_over_normal(|z| logistic(1.5 * z - ln(2.0))),
    );
}

#[test]
fn fit_shifts_the_log_odds_of_completing_well_and_is_better_among_those_who_chose() {
    let body = |q: f64, slope: f64| {
        choosing(
            12,
            "",
            "none = 2, course = 1",
            &format!(
                "[design.today]\nmatch_quality = {q}\nfit_slope = {slope}\n\
                 [intervention.course]\nduration_days = 30\noutcome_share = {{ job = 0.2 }}\n"
            ),
        )
    };
    // Slope 0: exactly the written share of those who complete.
    let run = Run::of(&body(1.5, 0.0), 60);
    let share = run.ratio(
        |s| s.count("today", "job"),
        |s| s.count("today", "completion course"),
    );
    share.is(0.2);
    // With q = 0 fit is standard normal among participants.
    let good = |z: f64| logistic(logit(0.2) + 0.9 * z);
    let run = Run::of(&body(0.0, 0.9), 60);
    let share = run.ratio(
        |s| s.count("today", "job"),
        |s| s.count("today", "completion course"),
    );
    share.is(mean_over_normal(good));
    // With q = 1.5 it is normal weighted by the probability of choosing.
    let chosen = |z: f64| logistic(1.5 * z - ln(2.0));
    let run = Run::of(&body(1.5, 0.9), 60);
    let share = run.ratio(
        |s| s.count("today", "job"),
        |s| s.count("today", "completion course"),
    );
    share.is(mean_over_normal(|z| good(z) * chosen(z)) / mean_over_normal(chosen));
}

#[test]
fn readiness_shifts_the_log_odds_of_a_written_outcome() {
    let body = choosing(
        12,
        "readiness_sd = 0.9",
        "course = 1",
        "[intervention.course]\nduration_days = 30\noutcome_share = { job = 0.3, moved = 0.1 }\n",
    );
    // ln R is normal with sd 0.9 and mean -0.405. Readiness is about job and studies: of those
    // who do not complete well, moved keeps its part, 0.1 of 0.7.
    let job = mean_over_normal(|z| logistic(logit(0.3) + 0.9 * z - 0.405));
    let run = Run::of(&body, 60);
    happens(&run, "job", job);
    happens(&run, "moved", (1.0 - job) * 0.1 / 0.7);
}

#[test]
fn an_absorbing_chain_of_open_case_course_and_exits_has_its_absorption_shares() {
    // Course: exponential 60 days, drop-out 0.1, lock-in 0.4 on hazards 0.2 and 0.1 a month;
    // completion leads to job for 0.3, else to the open case; so does drop-out.
    let body = choosing(
        200,
        "hazard.job.per_month = 0.2\nhazard.other_benefit.per_month = 0.1",
        "none = 1, course = 1",
        "[intervention.course]\nduration_days = { varies = { exponential = { mean = 60 } } }\n\
         lock_in_ratio = 0.4\ndrop_out_per_month = 0.1\noutcome_share = { job = 0.3 }\n",
    );
    let run = Run::of(&body, 60);
    let ends = months(1.0) / 60.0;
    let all = 0.08 + 0.04 + 0.1 + ends;
    let open_to_job = 0.2 / 0.3;
    let (completes, drops) = (ends / all, 0.1 / all);
    let job_from_course = 0.08 / all + completes * 0.3 + (completes * 0.7 + drops) * open_to_job;
    happens(&run, "start course", 0.5);
    happens(&run, "drop out course", 0.5 * drops);
    happens(&run, "completion course", 0.5 * completes);
    happens(&run, "job", 0.5 * open_to_job + 0.5 * job_from_course);
    run.mean(|s| s.days("today", "course") / 1000.0)
        .is(0.5 * months(1.0 / all));
    let to_open = 0.5 + 0.5 * (completes * 0.7 + drops);
    run.mean(|s| s.days("today", "open") / 1000.0)
        .is(to_open * months(1.0 / 0.3));
}

#[test]
fn lock_in_slows_every_exit_inside_and_drop_out_ends_the_stay() {
    let body = choosing(
        12,
        "hazard.job.per_month = 0.2\nhazard.moved.per_month = 0.1",
        "course = 1",
        "[intervention.course]\nduration_days = 5000\nlock_in_ratio = 0.5\ndrop_out_per_month = 0.15\n",
    );
    let run = Run::of(&body, 60);
    for month in [1_usize, 6] {
        let t = month as f64;
        let drops = run.mean(|s| s.count_in("today", "drop out course", 0..month) / 1000.0);
        drops.is(0.15 / 0.3 * (1.0 - exp(-0.3 * t)));
    }
    // Inside 0.15 in all plus drop-out 0.15; the open case after it has 0.3.
    let jobs = |t: f64| {
        let inside = 0.1 / 0.3 * (1.0 - exp(-0.3 * t));
        // Hypoexponential with equal rates: density 0.15 * 0.2 t exp(-0.3 t).
        let later = integral((0.0, t), |u| 0.15 * 0.2 * u * exp(-0.3 * u));
        inside + later
    };
    for month in [2_usize, 10] {
        let gone = run.mean(|s| s.count_in("today", "job", 0..month) / 1000.0);
        gone.is(jobs(month as f64));
    }
}

#[test]
fn an_effect_ratio_of_one_gives_the_exits_of_an_open_case_over_the_same_time() {
    let body = |ratio: f64, duration: &str| {
        choosing(
            60,
            "hazard.job.per_month = 0.12\nhazard.studies.per_month = 0.05\n\
             hazard.other_benefit.per_month = 0.08",
            "course = 1",
            &format!(
                "[intervention.course]\nduration_days = {duration}\nlock_in_ratio = 0.3\n\
                 effect_ratio = {ratio}\nthen = {{ after = 1 }}\n\
                 [intervention.after]\nduration_days = 5000\nlock_in_ratio = 0\n"
            ),
        )
    };
    let three = months(3.0);
    let run = Run::of(&body(1.0, &format!("{three}")), 60);
    // F_x = h_x / H (1 - exp(-H T)), H = 0.25, from start to completion.
    let of_all = 1.0 - exp(-0.25 * 3.0);
    happens(&run, "job", 0.12 / 0.25 * of_all);
    happens(&run, "studies", 0.05 / 0.25 * of_all);
    // Exits that are not self-support are what lock-in leaves of them.
    happens(
        &run,
        "other_benefit",
        0.08 / 0.25 * (1.0 - exp(-0.3 * 0.25 * 3.0)),
    );
    // Another ratio is that many times as many.
    let run = Run::of(&body(1.25, &format!("{three}")), 60);
    happens(&run, "job", 1.25 * 0.12 / 0.25 * of_all);
    happens(&run, "studies", 1.25 * 0.05 / 0.25 * of_all);
    // Durations that vary: the mean of F over them; exponential with mean two months gives
    // h_x / (H + 1/2).
    let varies = format!(
        "{{ varies = {{ exponential = {{ mean = {} }} }} }}",
        months(2.0)
    );
    let run = Run::of(&body(1.0, &varies), 60);
    happens(&run, "job", 0.12 / 0.75);
    // Nobody can be put back: with a ratio of 0 the exits inside are left.
    let run = Run::of(&body(0.0, &format!("{three}")), 60);
    happens(&run, "job", 0.12 / 0.25 * (1.0 - exp(-0.3 * 0.25 * 3.0)));
}

#[test]
fn an_effect_ratio_of_one_holds_for_hazards_that_change_with_the_spell() {
    // Proportional hazards of one shape: F_x = p_x (1 - exp(-H(T))) with H(t) = (t / 8)^0.7 + 0.05 t,
    // job alone being Weibull, so a single exit keeps it exact.
    let body = choosing(
        60,
        "hazard.job.weibull = { shape = 0.7, scale_months = 8 }",
        "course = 1",
        &format!(
            "[intervention.course]\nduration_days = {}\nlock_in_ratio = 0.2\neffect_ratio = 1\n\
             then = {{ after = 1 }}\n\
             [intervention.after]\nduration_days = 5000\nlock_in_ratio = 0\n\
             [[design.today.intake]]\nid = \"wait\"\nwait_days = {}\nsearch_ratio = 0\n",
            months(4.0),
            months(2.0)
        ),
    );
    let run = Run::of(&body, 60);
    // Months 2 to 6 of the spell.
    let hazard = pow(6.0 / 8.0, 0.7) - pow(2.0 / 8.0, 0.7);
    happens(&run, "job", 1.0 - exp(-hazard));
}

#[test]
fn an_effect_ratio_works_for_each_household_at_its_own_readiness() {
    let body = choosing(
        60,
        "readiness_sd = 0.8\nhazard.job.per_month = 0.12\nhazard.moved.per_month = 0.08",
        "course = 1",
        &format!(
            "[intervention.course]\nduration_days = {}\nlock_in_ratio = 0.3\neffect_ratio = 1\n\
             then = {{ after = 1 }}\n[intervention.after]\nduration_days = 5000\nlock_in_ratio = 0\n",
            months(4.0)
        ),
    );
    let run = Run::of(&body, 60);
    let open = |z: f64| {
        let r = exp(0.8 * z - 0.32);
        0.12 * r / (0.12 * r + 0.08) * (1.0 - exp(-(0.12 * r + 0.08) * 4.0))
    };
    happens(&run, "job", mean_over_normal(open));
}

#[test]
fn an_after_effect_holds_for_its_months_for_those_who_complete() {
    let body = choosing(
        24,
        "hazard.job.per_month = 0.1\nhazard.moved.per_month = 0.05",
        "course = 1",
        &format!(
            "[intervention.course]\nduration_days = {}\nlock_in_ratio = 0\n\
             after_effect = {{ hazard_ratio = 2.5, months = 3 }}\n",
            months(1.0)
        ),
    );
    let run = Run::of(&body, 60);
    // From month 1: job at 0.25, then from month 4 at 0.1; moved at 0.05 throughout.
    let stays = |t: f64| exp(-0.3 * (t - 1.0).min(3.0) - 0.15 * (t - 4.0).max(0.0));
    for month in [2_usize, 4, 8] {
        let t = month as f64;
        let gone = run.mean(|s| {
            let gone =
                s.count_in("today", "job", 0..month) + s.count_in("today", "moved", 0..month);
            gone / 1000.0
        });
        gone.is(1.0 - stays(t));
    }
    let moved = run.mean(|s| s.count_in("today", "moved", 0..4) / 1000.0);
    moved.is(0.05 / 0.3 * (1.0 - stays(4.0)));
    // Also where the hazard is no constant: it multiplies whatever form.
    let weibull = body.replace(
        "hazard.job.per_month = 0.1",
        "hazard.job.weibull = { shape = 1.5, scale_months = 10 }",
    );
    let run = Run::of(&weibull.replace("hazard.moved.per_month = 0.05", ""), 60);
    let level = |t: f64| pow(t / 10.0, 1.5);
    let gone = run.mean(|s| s.count_in("today", "job", 0..7) / 1000.0);
    gone.is(1.0 - exp(-2.5 * (level(4.0) - level(1.0)) - (level(7.0) - level(4.0))));
}

#[test]
fn those_who_drop_out_get_no_after_effect_and_a_later_intervention_replaces_it() {
    let after = "after_effect = { hazard_ratio = 5, months = 100 }";
    let body = choosing(
        24,
        "hazard.job.per_month = 0.1",
        "course = 1",
        &format!(
            "[intervention.course]\nduration_days = 9000\nlock_in_ratio = 0\ndrop_out_per_month = 2\n{after}\n"
        ),
    );
    let run = Run::of(&body, 60);
    // Drop-out at 2 a month, then 0.1: S(t) = (2 exp(-0.1 t) - 0.1 exp(-2 t)) / 1.9.
    for month in [3_usize, 12] {
        let t = month as f64;
        let gone = run.mean(|s| s.count_in("today", "job", 0..month) / 1000.0);
        gone.is(1.0 - (2.0 * exp(-0.1 * t) - 0.1 * exp(-2.0 * t)) / 1.9);
    }
    let body = choosing(
        24,
        "hazard.job.per_month = 0.1",
        "course = 1",
        &format!(
            "[intervention.course]\nduration_days = 10\nlock_in_ratio = 0\n{after}\nthen = {{ plain = 1 }}\n\
             [intervention.plain]\nduration_days = {}\nlock_in_ratio = 0\n",
            months(1.0) - 10.0
        ),
    );
    let run = Run::of(&body, 60);
    let gone = run.mean(|s| s.count_in("today", "job", 0..6) / 1000.0);
    gone.is(1.0 - exp(-0.5));
}

#[test]
fn a_chain_goes_on_as_then_says_with_those_who_complete_without_an_exit() {
    let body = choosing(
        24,
        "",
        "course = 1",
        "[intervention.course]\nduration_days = 28\noutcome_share = { moved = 0.25 }\n\
         then = { placement = 0.5, created = 0.2 }\n\
         [intervention.placement]\nduration_days = 60\n[intervention.created]\nduration_days = 90\n",
    );
    let run = Run::of(&body, 60);
    happens(&run, "moved", 0.25);
    happens(&run, "start placement", 0.75 * 0.5);
    happens(&run, "start created", 0.75 * 0.2);
    // The rest is in the open case from day 28, the others from day 88 and day 118.
    let until = months(24.0);
    let open = 0.3 * (until - 28.0) + 0.5 * (until - 88.0) + 0.2 * (until - 118.0);
    run.mean(|s| s.days("today", "open") / 1000.0)
        .is(0.75 * open);
}

#[test]
fn a_programme_offers_the_menu_until_its_time_is_up_and_ends_with_its_last() {
    let body = choosing(
        24,
        "",
        "course = 1",
        &format!(
            "[design.today.programme]\nmonths = 6.5\nlast = \"job_search\"\n\
             [intervention.course]\nduration_days = {}\n[intervention.job_search]\nduration_days = 15\n",
            months(2.0)
        ),
    );
    let run = Run::of(&body, 2);
    // Courses begin at months 0, 2, 4 and 6; at month 8 the time is up.
    let exactly = |event: &str, share: f64| {
        run.mean(|s| s.count("today", event))
            .is_to(share * 1000.0, 0.0)
    };
    exactly("start course", 4.0);
    exactly("start job_search", 1.0);
    run.mean(|s| s.days("today", "course") / 1000.0)
        .is_to(months(8.0), 1e-9);
    run.mean(|s| s.days("today", "job_search") / 1000.0)
        .is_to(15.0, 1e-9);
    run.mean(|s| s.days("today", "open") / 1000.0)
        .is_to(months(16.0) - 15.0, 1e-9);
    // Its length may vary: courses begin while 2 k months are within it.
    let varies = "{ varies = { exponential = { mean = 4 } } }";
    let run = Run::of(
        &body.replace("months = 6.5", &format!("months = {varies}")),
        60,
    );
    let mean: f64 = (0..12).map(|k| exp(-0.5 * f64::from(k))).sum();
    happens(&run, "start course", mean);
}

#[test]
fn benefit_inside_is_the_share_of_the_intervention() {
    let body = choosing(
        4,
        "",
        "course = 1",
        &format!(
            "[intervention.course]\nduration_days = {}\nbenefit_share = 0.25\n",
            months(2.0)
        ),
    );
    let run = Run::of(&body, 1);
    let days = |from, to| {
        run.mean(move |s| s.benefit_days("today", from..to) / 1000.0)
            .mean
    };
    assert_eq!(days(0, 2), months(0.5));
    assert_eq!(days(2, 4), months(2.0));
    // A job with wages pays none, and its months are no months with payment.
    let run = Run::of(
        &body.replace("benefit_share = 0.25", "benefit_share = 0"),
        1,
    );
    let paid: Vec<i64> = run
        .seen()
        .flat_map(|s| (0..4).map(move |m| s.paid("today", m)))
        .collect();
    assert_eq!(paid, [0, 0, 1000, 1000]);
}

#[test]
fn other_exits_beside_an_effect_ratio_take_their_share_of_the_rest() {
    let body = choosing(
        60,
        "hazard.job.per_month = 0.12",
        "course = 1",
        &format!(
            "[intervention.course]\nduration_days = {}\nlock_in_ratio = 0\neffect_ratio = 1.2\n\
             outcome_share = {{ unemployment_insurance = 0.3 }}\nthen = {{ after = 1 }}\n\
             [intervention.after]\nduration_days = 5000\nlock_in_ratio = 0\n",
            months(4.0)
        ),
    );
    let run = Run::of(&body, 60);
    let job = 1.2 * (1.0 - exp(-0.48));
    happens(&run, "job", job);
    happens(&run, "unemployment_insurance", 0.3 * (1.0 - job));
    happens(&run, "start after", 0.7 * (1.0 - job));
}
