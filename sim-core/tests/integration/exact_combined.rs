//! The exact engine where features of a scenario meet that each need something of their own.

use sim_core::compile::plan::{EventColumn, StateColumn};
use sim_core::math::{exp, pow};

use crate::exact::{agree, chosen_text, inflow, near, solve_twice};
use crate::simulate::{integral, plan_of};

/// A price on the first two months in an open case.
const FIRST_DAYS: &str = "[flow.start_money]\npayer = \"municipality\"\nreceiver = \"outside\"\n\
     kind = \"programme\"\nsek_per_month = 1000\nwhile_in = [\"open\"]\nfirst_months = 2\n\
     [design.today]\n";

#[test]
fn both_engines_agree_on_a_design_that_ends_with_other_reviews_and_a_price_on_the_first_days() {
    let called = "treated = { applies_to = \"all\", call_in_months = 5 }\n";
    for (call_in, cohorts) in [("", 150), (called, 100)] {
        let house = format!(
            "{call_in}menu.every = {{ none = 40, work = 60 }}\n\
             discontinuation = {{ share = 0.95, within_months = 12 }}\n\
             effect.one = {{ hazard_ratio = 1.4, segments = [\"a\", \"b\"] }}\n\
             [design.house.review]\nevery_days = 70\nfinds_lost_share = 0.5\noffers_menu_share = 0.7\n"
        );
        let whole = chosen_text(&house, "discontinuation = true").replacen(
            "[design.today]\n",
            FIRST_DAYS,
            1,
        );
        agree(&plan_of(&whole), cohorts);
    }
}

#[test]
fn a_programme_goes_on_until_the_intervention_in_which_its_time_is_up() {
    // Two months at a time, as often as a programme of three months on average allows, then the last.
    let plan = inflow(
        12,
        "hazard.permanent.per_month = 1e-9",
        "[intervention.course]\nduration_days = 60.875\n\
         [intervention.closing]\nduration_days = 30.4375\n\
         [design.today]\nmenu.every = { course = 1 }\n\
         [design.today.programme]\nlast = \"closing\"\n\
         months = { varies = { exponential = { mean = 3 } } }",
    );
    let solved = solve_twice(&plan, 8);
    for month in 2..12_u8 {
        // Whoever came k courses ago or longer has begun the last unless the programme is longer than that.
        let courses = f64::from(month / 2);
        let closing = 10.0 * (1.0 - exp(-2.0 * courses / 3.0));
        let month = usize::from(month);
        near(solved.events(EventColumn::Start(1), month), closing, 1e-3);
        let going_on: f64 = (0..=month / 2).map(|k| exp(-2.0 * k as f64 / 3.0)).sum();
        near(
            solved.events(EventColumn::Start(0), month),
            10.0 * going_on,
            1e-3,
        );
    }
}

const PROGRAMME: &str = "programme = { last = \"closing\", months = { varies = { uniform = { min = 3, max = 9 } } } }\n";
const CLOSING: &str = "[intervention.closing]\nduration_days = 40\neffect_ratio = 1.4\n\
     [intervention.course]\n";

#[test]
fn both_engines_agree_on_a_programme_of_a_design_that_calls_in_and_ends() {
    let house = format!(
        "{PROGRAMME}treated = {{ applies_to = \"all\", call_in_months = 5 }}\n\
         menu.every = {{ none = 30, course = 40, work = 30 }}\n\
         discontinuation = {{ share = 0.95, within_months = 14 }}\n"
    );
    let whole = chosen_text(&house, "discontinuation = true").replacen(
        "[intervention.course]\n",
        CLOSING,
        1,
    );
    agree(&plan_of(&whole), 150);
}

#[test]
fn both_engines_agree_on_a_programme_of_today_that_a_design_calls_in_from() {
    let house = "treated = { applies_to = \"all\", call_in_months = 5 }\n\
                 menu.every = { none = 60, course = 40 }\n";
    let whole = chosen_text(house, "discontinuation = false")
        .replacen("[intervention.course]\n", CLOSING, 1)
        .replacen("match_quality", &format!("{PROGRAMME}match_quality"), 1)
        .replacen("warm_up_years = 3", "warm_up_years = 1", 1);
    agree(&plan_of(&whole), 150);
}

#[test]
fn a_weibull_hazard_of_leaving_for_good_leaves_its_survival_function_whatever_happens_meanwhile() {
    // Out to a job and back again and again: only the first application counts.
    let plan = inflow(
        10,
        "hazard.job.per_month = 0.5\nhazard.permanent.weibull = { shape = 1.8, scale_months = 6 }",
        "[exit.job]\nreturns_without_intake = true\ncomes_back.hazard.per_month = 0.7",
    );
    let solved = solve_twice(&plan, 8);
    let left = |t: f64| exp(-pow(t / 6.0, 1.8));
    // On assistance: a chain of two states with equal luck of leaving both.
    let open = |t: f64| left(t) * (0.7 + 0.5 * exp(-1.2 * t)) / 1.2;
    for month in [0_u8, 2, 5, 9] {
        let (from, to) = (f64::from(month), f64::from(month) + 1.0);
        let mean = |of: &dyn Fn(f64) -> f64| {
            10.0 * integral((0.0, to), |age| of(age) * (to - age.max(from)))
        };
        let month = usize::from(month);
        near(
            solved.households(StateColumn::Open, month),
            mean(&open),
            2e-3,
        );
        let away = |t: f64| left(t) - open(t);
        near(
            solved.households(StateColumn::Exit(0), month),
            mean(&away),
            2e-3,
        );
    }
}

/// A design that calls in and ends, with other reviews than today's.
const CALLS_AND_ENDS: &str = "treated = { applies_to = \"all\", call_in_months = 5 }\n\
     menu.every = { none = 40, course = 30, work = 30 }\n\
     discontinuation = { share = 0.95, within_months = 12 }\n\
     effect.one = { hazard_ratio = 1.4, segments = [\"a\", \"b\"] }\n\
     [design.house.review]\nevery_days = 70\nfinds_lost_share = 0.5\noffers_menu_share = 0.7\n";

/// The same people with hazards that change with the time in a state, and since the spell began.
fn changing(scenario: &str, and_with_the_spell: bool) -> String {
    let state =
        "hazard.job.weibull = { shape = 1.3, scale_months = 7 }\nhazard.job.since = \"state\"";
    let spell = "hazard.studies.pieces = [{ from_month = 0, per_month = 0.02 }, { from_month = 5, per_month = 0.1 }]";
    let changed = scenario
        .replacen("hazard.job.per_month = 0.15", state, 1)
        .replacen("warm_up_years = 3", "warm_up_years = 1", 1);
    if and_with_the_spell {
        changed.replacen("hazard.studies.per_month = 0.05", spell, 1)
    } else {
        changed
    }
}

#[test]
fn both_engines_agree_on_hazards_since_a_state_began_that_a_call_in_and_an_end_cut_short() {
    let whole = chosen_text(CALLS_AND_ENDS, "discontinuation = true").replacen(
        "[design.today]\n",
        FIRST_DAYS,
        1,
    );
    agree(&plan_of(&changing(&whole, false)), 150);
}

/// A design that calls in with nothing to pass before the choice, and other reviews than today's.
const CALLS_STRAIGHT_IN: &str = "treated = { applies_to = \"all\", call_in_months = 3 }\n\
     intake = [{ id = \"quick\", wait_days = 3, on_call_in = false }]\n\
     menu.every = { none = 80, course = 10, work = 10 }\n\
     [design.house.review]\nevery_days = 20\nfinds_lost_share = 0.5\noffers_menu_share = 0.2\n";

#[test]
fn both_engines_agree_on_a_call_in_without_an_intake_to_other_reviews() {
    let whole = chosen_text(CALLS_STRAIGHT_IN, "discontinuation = false").replacen(
        "[design.today]\n",
        FIRST_DAYS,
        1,
    );
    agree(&plan_of(&whole), 150);
    agree(&plan_of(&changing(&whole, false)), 100);
}

#[test]
fn both_engines_agree_on_hazards_since_a_state_and_since_the_spell_began() {
    let house = "menu.every = { none = 40, course = 30, work = 30 }\n\
                 effect.one = { hazard_ratio = 1.4, segments = [\"a\", \"b\"] }\n";
    let whole = chosen_text(house, "discontinuation = false")
        .replacen("horizon_months = 24", "horizon_months = 9", 1)
        .replacen("warm_up_years = 3", "present = false", 1);
    agree(&plan_of(&changing(&whole, true)), 200);
}

#[test]
fn both_engines_agree_on_a_call_in_that_changes_hazards_inside_interventions() {
    let house = "treated = { applies_to = \"all\", call_in_months = 5 }\n\
                 menu.every = { none = 40, course = 30, work = 30 }\n\
                 effect.one = { hazard_ratio = 3, segments = [\"a\", \"b\"], \
                 states = [\"open\", \"work\", \"course\"] }\n";
    let whole = chosen_text(house, "discontinuation = false");
    agree(&plan_of(&whole), 150);
}

#[test]
fn both_engines_agree_on_a_hazard_of_leaving_for_good_that_changes_with_time() {
    let permanent = "hazard.permanent.pieces = [{ from_month = 0, per_month = 0.002 }, \
                     { from_month = 8, per_month = 0.03 }, { from_month = 20, per_month = 0.005 }]";
    let whole = chosen_text(CALLS_AND_ENDS, "discontinuation = true")
        .replacen("hazard.permanent.per_month = 0.01", permanent, 1)
        .replacen("warm_up_years = 3", "warm_up_years = 1", 1)
        .replacen("readiness_sd = 0.5\n", "", 1);
    agree(&plan_of(&whole), 150);
}
