//! Whom a design treats, when, and what its levers do, against answers by hand.

use sim_core::math::{exp, ln, pow};

use crate::simulate::{Run, months, text};

/// Returns a scenario of a design `house` and a thousand households that apply at the start.
fn treating(horizon: u32, segment: &str, house: &str) -> String {
    text(
        horizon,
        &format!(
            "[segment.a]\nshare_of_new = 1\n{segment}\nhazard.permanent.per_month = 0\n\
             [list.all]\nhouseholds = 1000\nsegment_share = {{ a = 1 }}\nbegins_in = \"intake\"\n\
             [[design.today.intake]]\nid = \"decision\"\nwait_days = 3\n\
             [design.house]\nbased_on = \"today\"\n\
             intake = [{{ id = \"called\", wait_days = 1 }}]\n{house}\n"
        ),
    )
}

/// The same with new applications instead.
fn arriving(horizon: u32, house: &str) -> String {
    let list = "[list.all]\nhouseholds = 1000\nsegment_share = { a = 1 }\nbegins_in = \"intake\"\n";
    let inflow = "[inflow]\nper_month = 50\n[stock]\npresent = false\n";
    treating(horizon, "", house).replace(list, inflow)
}

#[track_caller]
fn gone(run: &Run, way: &str, month: usize, expected: f64) {
    run.mean(|s| s.count_in(way, "job", 0..month) / 1000.0)
        .is(expected);
}

#[test]
fn levers_combine_by_the_overlap_rule_where_they_act() {
    let body = treating(
        24,
        "hazard.job.per_month = 0.06\nhazard.studies.per_month = 0.03\nhazard.moved.per_month = 0.02",
        "effect.one = { hazard_ratio = 1.5 }\neffect.two = { hazard_ratio = 1.3 }\n\
         effect.three = { hazard_ratio = 1.2, exits = [\"job\"] }\n\
         effect.four = { hazard_ratio = 0.8, exits = [\"studies\", \"moved\"] }\n\
         [levers]\noverlap = 0.25\n",
    );
    let run = Run::of(&body, 60);
    // The largest in full, a quarter of the other positive ones on the log scale, negatives in full.
    let job = 0.06 * exp(ln(1.5) + 0.25 * (ln(1.3) + ln(1.2)));
    let studies = 0.03 * exp(ln(1.5) + 0.25 * ln(1.3) + ln(0.8));
    let moved = 0.02 * 0.8;
    let sum = job + studies + moved;
    // The day in the step called is at today's hazards: levers act in the open case.
    let day = exp(-0.11 / months(1.0));
    for month in [3_usize, 12] {
        let left = 1.0 - exp(-sum * (month as f64 - 1.0 / months(1.0)));
        for (exit, hazard, today) in [
            ("job", job, 0.06),
            ("studies", studies, 0.03),
            ("moved", moved, 0.02),
        ] {
            let in_step = today / 0.11 * (1.0 - day);
            let share = run.mean(|s| s.count_in("house", exit, 0..month) / 1000.0);
            share.is_to(in_step + day * hazard / sum * left, 0.03);
            let share = run.mean(|s| s.count_in("today", exit, 0..month) / 1000.0);
            share.is_to(today / 0.11 * (1.0 - exp(-0.11 * month as f64)), 0.03);
        }
    }
}

#[test]
fn a_lever_acts_in_the_segments_and_states_it_names() {
    let body = |states: &str| {
        text(
            12,
            &format!(
                "[segment.quick]\nshare_of_new = 0.5\nhazard.job.per_month = 0.1\n\
                 [segment.slow]\nshare_of_new = 0.5\nhazard.job.per_month = 0.1\n\
                 [list.all]\nhouseholds = 1000\nsegment_share = {{ quick = 0.5, slow = 0.5 }}\n\
                 begins_in = \"intake\"\n\
                 [[design.today.intake]]\nid = \"wait\"\nwait_days = {}\n\
                 [design.today.menu]\nevery = {{ course = 1 }}\n\
                 [intervention.course]\nduration_days = {}\n\
                 [design.house]\nbased_on = \"today\"\n\
                 effect.one = {{ hazard_ratio = 2{states} }}\n",
                months(2.0),
                months(4.0)
            ),
        )
    };
    // Months 0-2 in the step, 2-6 in the course, then open. Extra hazard where the lever acts.
    let cases = [
        ("", [0.0, 0.0, 1.0]),
        (", states = [\"intake\"]", [1.0, 0.0, 0.0]),
        (", states = [\"course\", \"open\"]", [0.0, 1.0, 1.0]),
        (", states = [\"lost\"]", [0.0, 0.0, 0.0]),
    ];
    for (states, acts) in cases {
        let run = Run::of(&body(states), 60);
        let hazard = 0.1 * (2.0 * (1.0 + acts[0]) + 4.0 * (1.0 + acts[1]) + 3.0 * (1.0 + acts[2]));
        // A segment called slow is the default; quick is left alone.
        let slow = run.mean(|s| s.count_of("house", "job", 0..9, 1..2) / 500.0);
        slow.is_to(1.0 - exp(-hazard), 0.006);
        let quick = run.mean(|s| s.count_of("house", "job", 0..9, 0..1) / 500.0);
        quick.is_to(1.0 - exp(-0.9), 0.006);
    }
}

#[test]
fn a_transition_holds_then_goes_back_in_a_straight_line_by_months() {
    let body = treating(
        24,
        "hazard.job.per_month = 0.1",
        "[design.house.transition]\nhazard_ratio = 0.4\nhold_months = 3\nuntil_month = 6\n",
    )
    .replace(
        "{ id = \"called\", wait_days = 1 }",
        "{ id = \"called\", wait_days = 0 }",
    );
    let run = Run::of(&body, 60);
    // By the middle of each month: 0.4 three times, then 0.5, 0.7 and 0.9, then 1.
    let ratios = [0.4, 0.4, 0.4, 0.5, 0.7, 0.9, 1.0, 1.0, 1.0];
    for month in [3_usize, 4, 5, 6, 9] {
        let hazard: f64 = ratios[..month].iter().map(|r| 0.1 * r).sum();
        gone(&run, "house", month, 1.0 - exp(-hazard));
    }
    // It stands outside the overlap rule: on top of the levers' ratio.
    let both = body.replace(
        "[design.house.transition]",
        "effect.one.hazard_ratio = 1.5\n[design.house.transition]",
    );
    let run = Run::of(&both, 60);
    gone(&run, "house", 3, 1.0 - exp(-0.3 * 0.4 * 1.5));
}

#[test]
fn a_share_is_treated_by_lot_or_every_second_exactly() {
    let treated = "[design.house.treated]\nshare = 0.5\nallocation = ";
    let run = Run::of(&arriving(24, &format!("{treated}\"random\"\n")), 60);
    let share = run.ratio(
        |s| s.count("house", "house.called"),
        |s| s.count("house", "new"),
    );
    share.is(0.5);
    let run = Run::of(&arriving(24, &format!("{treated}\"alternate\"\n")), 60);
    for seen in run.seen() {
        // By application number: odd ones. The step is entered at once, so the last counts too.
        let (new, called) = (
            seen.count("house", "new"),
            seen.count("house", "house.called"),
        );
        assert_eq!(called, (new / 2.0).floor());
        assert_eq!(seen.count("house", "today.decision"), new - called);
    }
    // One of three: floor(n / 3) of n.
    let third = arriving(24, &format!("{treated}\"alternate\"\n"))
        .replace("share = 0.5", "share = 0.3333333333333333");
    for seen in Run::of(&third, 10).seen() {
        let (new, called) = (
            seen.count("house", "new"),
            seen.count("house", "house.called"),
        );
        assert!((called - new / 3.0).abs() <= 1.0, "{called} of {new}");
    }
}

#[test]
fn consent_and_segments_limit_who_is_treated() {
    let house = "[design.house.treated]\nshare = 0.5\nconsent_share = 0.6\n";
    let run = Run::of(&arriving(24, house), 60);
    let share = run.ratio(
        |s| s.count("house", "house.called"),
        |s| s.count("house", "new"),
    );
    share.is(0.3);
    let two = arriving(24, "[design.house.treated]\nsegments = [\"b\"]\n")
        .replace("share_of_new = 1", "share_of_new = 0.7")
        + "[segment.b]\nshare_of_new = 0.3\nhazard.permanent.per_month = 0\n";
    let run = Run::of(&two, 10);
    for seen in run.seen() {
        assert_eq!(seen.count_of("house", "house.called", 0..24, 0..1), 0.0);
        let new = seen.count_of("house", "new", 0..24, 1..2);
        assert_eq!(seen.count_of("house", "house.called", 0..24, 1..2), new);
    }
}

#[test]
fn volume_ramps_up_from_go_live_to_the_achieved_share() {
    let body = arriving(
        36,
        "go_live = \"2027-07\"\nramp_up_months = 10\nvolume_share = 0.8\n",
    )
    .replace("volume = false", "volume = true");
    let run = Run::of(&body, 100);
    let share = |months: std::ops::Range<usize>| {
        let below = months.clone();
        run.ratio(
            move |s| s.count_in("house", "house.called", months.clone()),
            move |s| s.count_in("house", "new", below.clone()),
        )
    };
    share(0..6).is_to(0.0, 0.0);
    // Of the months 6 to 16 month k has (k + 1/2) / 10 of the full volume on average.
    share(6..7).is_to(0.8 * 0.05, 0.004);
    share(10..11).is_to(0.8 * 0.45, 0.01);
    share(6..16).is(0.8 * 0.5);
    share(16..36).is(0.8);
    // With the adjustment off the plan is reached.
    let run = Run::of(&body.replace("volume = true", "volume = false"), 20);
    let share = run.ratio(
        |s| s.count_in("house", "house.called", 16..36),
        |s| s.count_in("house", "new", 16..36),
    );
    share.is_to(1.0, 0.0);
}

#[test]
fn the_stock_is_called_in_evenly_over_the_stated_months() {
    let house = "go_live = \"2027-04\"\ntreated = { applies_to = \"all\", call_in_months = 4 }\n";
    let body = treating(24, "hazard.job.per_month = 0.05", house)
        .replace("begins_in = \"intake\"", "begins_in = \"open\"");
    let run = Run::of(&body, 60);
    // Called at u uniform in months 3 to 7 if still there: mean of exp(-0.05 u).
    let stays = |from: f64, to: f64| (exp(-0.05 * from) - exp(-0.05 * to)) / 0.05 / 4.0;
    for (months, expected) in [
        (0..3, 0.0),
        (3..4, stays(3.0, 4.0)),
        (4..7, stays(4.0, 7.0)),
        (7..24, 0.0),
    ] {
        let called = run.mean(|s| s.count_in("house", "called in", months.clone()) / 1000.0);
        called.is_to(expected, 0.006);
        let steps = run.mean(|s| s.count_in("house", "house.called", months.clone()) / 1000.0);
        assert_eq!(called.mean, steps.mean);
    }
    run.mean(|s| s.count("today", "called in")).is_to(0.0, 0.0);
    // A share and its consent are those of new cases; a step may be passed by those called in.
    let part = body
        .replace("applies_to", "share = 0.5, consent_share = 0.8, applies_to")
        .replace("wait_days = 1 }", "wait_days = 1, on_call_in = false }");
    let run = Run::of(&part, 60);
    run.mean(|s| s.count("house", "called in") / 1000.0)
        .is(0.4 * stays(3.0, 7.0));
    run.mean(|s| s.count("house", "house.called"))
        .is_to(0.0, 0.0);
    // A design for new cases calls nobody in.
    let new = Run::of(
        &body.replace("applies_to = \"all\", call_in_months = 4", "share = 1"),
        5,
    );
    new.mean(|s| s.count("house", "called in")).is_to(0.0, 0.0);
}

#[test]
fn levers_act_on_those_called_in_from_then_on() {
    let house = "go_live = \"2027-04\"\neffect.one.hazard_ratio = 3\n\
                 treated = { applies_to = \"all\", call_in_months = 0 }\n";
    let body = treating(24, "hazard.job.per_month = 0.05", house)
        .replace("begins_in = \"intake\"", "begins_in = \"open\"")
        .replace("wait_days = 1 }", "wait_days = 0 }");
    let run = Run::of(&body, 60);
    gone(&run, "house", 3, 1.0 - exp(-0.15));
    gone(&run, "house", 9, 1.0 - exp(-0.15 - 0.9));
    gone(&run, "today", 9, 1.0 - exp(-0.45));
}

#[test]
fn discontinuation_comes_by_the_stated_time_as_often_as_stated_and_ends_the_treatment() {
    let house = "go_live = \"2027-03\"\ndiscontinuation = { share = 0.35, within_months = 24 }\n";
    let body = arriving(36, house)
        .replace("per_month = 50", "per_month = 5")
        .replace("discontinuation = false", "discontinuation = true");
    let run = Run::of(&body, 6_000);
    let by = |t: f64| 1.0 - pow(0.65, t / 24.0);
    for month in [6.0, 12.0, 24.0, 30.0] {
        // It takes hold at a month's start: by then the exponential time has passed.
        let gone = run.mean(|s| {
            f64::from(u8::from(
                s.way("house").discontinued_at_month <= 2.0 + month,
            ))
        });
        gone.is_to(by(month), 0.008);
        // New cases of that month follow today.
        let at = 2 + month as usize;
        let share = run.ratio(
            |s| s.count_in("house", "house.called", at..at + 1),
            |s| s.count_in("house", "new", at..at + 1),
        );
        share.is_to(1.0 - by(month), 0.008);
    }
    // With the adjustment off it never happens.
    let off = Run::of(
        &body.replace("discontinuation = true", "discontinuation = false"),
        50,
    );
    assert!(
        off.draws
            .iter()
            .all(|d| d.ways[1].discontinued_at_month.is_infinite())
    );
}

#[test]
fn levers_stop_when_the_design_is_discontinued() {
    let house =
        "effect.one.hazard_ratio = 3\ndiscontinuation = { share = 0.5, within_months = 6 }\n";
    let body = treating(24, "hazard.job.per_month = 0.05", house)
        .replace("discontinuation = false", "discontinuation = true")
        .replace("wait_days = 1 }", "wait_days = 0 }")
        .replace("households = 1000", "households = 100");
    let run = Run::of(&body, 3_000);
    // Gone after month k with probability p^(k-1) - p^k, p = 2^(-1/6); then k months at 0.15 and
    // the rest at 0.05.
    let p = pow(0.5, 1.0 / 6.0);
    let survival = |t: u32| {
        let after = |k: u32| exp(-0.15 * f64::from(k) - 0.05 * f64::from(t - k));
        let by: f64 = (1..=t)
            .map(|k| (pow(p, f64::from(k - 1)) - pow(p, f64::from(k))) * after(k))
            .sum();
        by + pow(p, f64::from(t)) * after(t)
    };
    for month in [3_u32, 9] {
        let gone = run.mean(|s| s.count_in("house", "job", 0..month as usize) / 100.0);
        gone.is(1.0 - survival(month));
    }
}

#[test]
fn entry_is_thinned_or_added_to_while_the_design_runs() {
    let with = |ratio: &str| {
        arriving(
            24,
            &format!("go_live = \"2027-07\"\n[design.house.entry_ratio]\nevery = {ratio}\n"),
        )
    };
    for ratio in [0.8, 1.25, 2.6] {
        let run = Run::of(&with(&ratio.to_string()), 60);
        run.mean(|s| s.count_in("house", "new", 6..24) / 18.0)
            .is(50.0 * ratio);
        run.mean(|s| s.count_in("today", "new", 0..24) / 24.0)
            .is(50.0);
        // Before go-live not one differs, and after it the change is one way, month by month.
        for seen in run.seen() {
            for month in 0..24 {
                let more = seen.count_in("house", "new", month..month + 1)
                    - seen.count_in("today", "new", month..month + 1);
                assert!(if month < 6 {
                    more == 0.0
                } else {
                    more * (ratio - 1.0) >= 0.0
                });
            }
        }
    }
    // By segment.
    let two = with("1")
        .replace("every = 1", "b = 0.5")
        .replace("share_of_new = 1", "share_of_new = 0.6")
        + "[segment.b]\nshare_of_new = 0.4\nhazard.permanent.per_month = 0\n";
    let run = Run::of(&two, 60);
    run.mean(|s| s.count_of("house", "new", 6..24, 0..1) / 18.0)
        .is(30.0);
    run.mean(|s| s.count_of("house", "new", 6..24, 1..2) / 18.0)
        .is(10.0);
}

#[test]
fn cases_in_an_intervention_finish_it_before_they_follow_the_design_that_calls_them_in() {
    let body = text(
        12,
        &format!(
            "[segment.a]\nshare_of_new = 1\nhazard.permanent.per_month = 0\n\
             [list.all]\nhouseholds = 100\nsegment_share = {{ a = 1 }}\nbegins_in = \"intake\"\n\
             [design.today.menu]\nevery = {{ course = 1 }}\n\
             [intervention.course]\nduration_days = {}\nthen = {{ next = 1 }}\n\
             [intervention.next]\nduration_days = {}\n\
             [design.house]\nbased_on = \"today\"\ngo_live = \"2027-03\"\nreview.every_days = {}\n\
             treated = {{ applies_to = \"all\", call_in_months = 0 }}\n\
             intake = [{{ id = \"called\", wait_days = 1 }}]\n",
            months(4.0),
            months(3.0),
            months(1.0)
        ),
    );
    let run = Run::of(&body, 1);
    let seen = run.seen().next().expect("one draw");
    assert_eq!(seen.count_in("house", "called in", 2..3), 100.0);
    // The course and what follows it go on to month 7; no step of the house comes between.
    assert_eq!(seen.days("house", "course"), months(400.0));
    assert_eq!(seen.days("house", "next"), months(300.0));
    assert_eq!(seen.count("house", "house.called"), 0.0);
    // From then on the house's reviews come, which today has not.
    assert_eq!(seen.count("house", "review house"), 400.0);
}

#[test]
fn those_deterred_are_where_those_who_withdraw_are_and_may_apply_later() {
    let house = "go_live = \"2027-07\"\n[design.house.entry_ratio]\nevery = 0.6\n\
                 [exit.withdrawn]\ncomes_back.hazard.per_month = 0.2\nends_in = { job = 0.25 }\n";
    let run = Run::of(&arriving(24, house), 60);
    // Twenty a month are deterred from month 6 on, and leave that state at 0.2 a month; a quarter of
    // them to a job, the others by an application that goes through intake.
    let there = |t: f64| 20.0 / 0.2 * (1.0 - exp(-0.2 * t));
    let extra = |of: &dyn Fn(&crate::simulate::Seen<'_>, &str) -> f64| {
        run.mean(|s| of(s, "house") - of(s, "today"))
    };
    let month = |t: f64| 20.0 / 0.2 * (1.0 - (exp(-0.2 * t) - exp(-0.2 * (t + 1.0))) / 0.2);
    extra(&|s, way| s.days_in(way, "withdrawn", 15..16) / months(1.0)).is(month(9.0));
    let left = 20.0 * 10.0 - there(10.0);
    extra(&|s, way| s.count_in(way, "return", 6..16)).is(0.75 * left);
    extra(&|s, way| s.count_in(way, "job", 6..16)).is_to(0.25 * left, 1.5);
    run.mean(|s| s.count("house", "reopened")).is_to(0.0, 0.0);
    // They withdrew nothing: no exit is counted for them.
    run.mean(|s| s.count("house", "withdrawn")).is_to(0.0, 0.0);
}

#[test]
fn only_cases_known_before_go_live_are_called_in() {
    // Nobody leaves, so all who applied in the three months before are called in, once; those who
    // apply during the ramp-up and are not taken on are not.
    let house = "go_live = \"2027-04\"\nramp_up_months = 12\n\
                 treated = { applies_to = \"all\", call_in_months = 10 }\n";
    let run = Run::of(&arriving(24, house), 20);
    for seen in run.seen() {
        assert_eq!(
            seen.count("house", "called in"),
            seen.count_in("house", "new", 0..3)
        );
    }
}

#[test]
fn every_second_household_of_a_given_stock_is_called_in_by_alternation() {
    // Nobody leaves before being called in: half of those given, give or take the one at the end.
    let body = text(
        12,
        "[segment.a]\nshare_of_new = 1\nhazard.permanent.per_month = 1e-9\n\
         [inflow]\nper_month = 20\n[stock]\nhouseholds = 300\nwarm_up_years = 3\n\
         [[design.today.intake]]\nid = \"decision\"\nwait_days = 2\n\
         [design.house]\nbased_on = \"today\"\n\
         intake = [{ id = \"called\", wait_days = 1 }]\n\
         treated = { share = 0.5, allocation = \"alternate\", applies_to = \"all\", call_in_months = 1 }\n",
    );
    for seen in Run::of(&body, 5).seen() {
        assert_eq!(seen.count("house", "called in"), 150.0);
    }
}

#[test]
fn a_later_intervention_takes_the_place_of_an_after_effect() {
    // Month 0 to 1 in the course, then five times the hazard; called in at month 3 to another
    // intervention of a month, after which nothing of the course is left.
    let body = text(
        12,
        &format!(
            "[segment.a]\nshare_of_new = 1\nhazard.job.per_month = 0.1\n\
             hazard.permanent.per_month = 0\n\
             [list.all]\nhouseholds = 1000\nsegment_share = {{ a = 1 }}\nbegins_in = \"intake\"\n\
             [design.today.menu]\nevery = {{ course = 1 }}\n\
             [intervention.course]\nduration_days = {month}\nlock_in_ratio = 0\n\
             after_effect = {{ hazard_ratio = 5, months = 100 }}\n\
             [intervention.plain]\nduration_days = {month}\nlock_in_ratio = 0\n\
             [design.house]\nbased_on = \"today\"\nremove = [\"menu\"]\ngo_live = \"2027-04\"\n\
             treated = {{ applies_to = \"all\", call_in_months = 0 }}\nmenu.every = {{ plain = 1 }}\n",
            month = months(1.0)
        ),
    );
    let run = Run::of(&body, 60);
    gone(&run, "today", 8, 1.0 - exp(-0.5 * 7.0));
    gone(&run, "house", 8, 1.0 - exp(-0.5 * 2.0 - 0.1 * 4.0));
}
