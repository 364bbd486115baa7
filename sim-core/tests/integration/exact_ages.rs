//! The exact engine where something changes with the age of a spell.

use sim_core::compile::plan::{EventColumn, StateColumn};
use sim_core::math::{exp, pow};

use crate::exact::{agree, near, solve_twice};
use crate::simulate::{integral, plan_of, text};

/// Ten applications a month into one segment whose spells end in a job for good.
fn into_jobs(horizon: u32, hazard: &str, rest: &str) -> String {
    text(
        horizon,
        &format!(
            "[inflow]\nper_month = 10\n[stock]\npresent = false\n[segment.a]\nshare_of_new = 1\n\
             {hazard}\nhazard.permanent.per_month = 1e-9\n[exit.job]\n{rest}\n[design.today]\n"
        ),
    )
}

/// Holds that those still on assistance and those who found jobs are what a survival function says.
#[track_caller]
fn survives(scenario: &str, left: impl Fn(f64) -> f64) {
    let solved = solve_twice(&plan_of(scenario), 8);
    let there = |t: f64| 10.0 * integral((0.0, t), &left);
    for month in 0..10_u8 {
        let (from, to) = (f64::from(month), f64::from(month) + 1.0);
        let month = usize::from(month);
        // Who has reached an age is there from then to the end of the month.
        let mean = 10.0 * integral((0.0, to), |age| left(age) * (to - age.max(from)));
        near(solved.households(StateColumn::Open, month), mean, 5e-4);
        let gone = 10.0 + there(from) - there(to);
        near(solved.events(EventColumn::Exit(0), month), gone, 2e-3);
    }
}

#[test]
fn a_weibull_hazard_since_the_spell_began_leaves_its_survival_function() {
    for shape in [0.7, 1.6] {
        let hazard = format!("hazard.job.weibull = {{ shape = {shape}, scale_months = 4 }}");
        survives(&into_jobs(10, &hazard, ""), |t| exp(-pow(t / 4.0, shape)));
    }
}

#[test]
fn a_hazard_in_pieces_since_the_spell_began_leaves_its_survival_function() {
    let hazard = "hazard.job.pieces = [{ from_month = 0, per_month = 0.05 }, { from_month = 2, per_month = 0.4 }, \
                  { from_month = 5, per_month = 0.1 }]";
    survives(&into_jobs(10, hazard, ""), |t| {
        exp(-(0.05 * t.min(2.0) + 0.4 * (t.clamp(2.0, 5.0) - 2.0) + 0.1 * (t - 5.0).max(0.0)))
    });
}

#[test]
fn a_level_of_benefit_by_month_of_the_spell_is_paid_at_each_age() {
    let steps = "hazard.job.per_month = 0.2\n\
                 benefit_by_month = [{ from_month = 0, ratio = 1 }, { from_month = 3, ratio = 0.5 }]";
    let solved = solve_twice(&plan_of(&into_jobs(10, steps, "")), 8);
    let level = |age: f64| if age < 3.0 { 1.0 } else { 0.5 };
    for month in [1_u8, 3, 6, 9] {
        let (from, to) = (f64::from(month), f64::from(month) + 1.0);
        let paid = |t: f64| {
            let young = integral((0.0, t.min(3.0)), |age| exp(-0.2 * age) * level(0.0));
            let old = if t > 3.0 {
                integral((3.0, t), |age| exp(-0.2 * age) * level(3.5))
            } else {
                0.0
            };
            10.0 * (young + old)
        };
        let days = solved.draw.ways[0].tally.benefit_days[usize::from(month)];
        near(
            days / sim_core::units::DAYS_PER_MONTH,
            integral((from, to), paid),
            3e-4,
        );
    }
}

/// Segments whose hazards change with the spell, with everything a spell can run through.
const CHANGING: &str = "[segment.a]\nshare_of_new = 0.6\nreadiness_sd = 0.1\n\
     hazard.job.pieces = [{ from_month = 0, per_month = 0.25 }, { from_month = 3, per_month = 0.1 }, { from_month = 8, per_month = 0.04 }]\n\
     hazard.studies.weibull = { shape = 1.4, scale_months = 30 }\n\
     hazard.payment_gap.per_month = 0.1\nhazard.permanent.per_month = 0.02\n\
     benefit_by_month = [{ from_month = 0, ratio = 1 }, { from_month = 6, ratio = 0.8 }]\n\
     [segment.b]\nshare_of_new = 0.4\nhazard.job.table_per_month = [0.02, 0.05, 0.08, 0.03]\n\
     hazard.other_benefit.weibull = { shape = 0.7, scale_months = 25 }\nhazard.permanent.per_month = 0.02\n\
     [exit.job]\ncomes_back.hazard.per_month = 0.06\n\
     [exit.studies]\nends_in = { job = 0.5 }\ncomes_back.after_days = { varies = { uniform = { min = 20, max = 150 } } }\n\
     [exit.payment_gap]\nreturns_without_intake = true\ncomes_back.after_days = 40\n\
     [exit.other_benefit]\ncomes_back.hazard.per_month = 0.05\npart_benefit_share = 0.5\npart_benefit_left_share = 0.4\n\
     [intervention.course]\nduration_days = { varies = { weibull = { shape = 1.5, scale = 60 } } }\n\
     lock_in_ratio = 0.5\neffect_ratio = 1.3\n\
     [intervention.work]\nduration_days = 120\nlock_in_ratio = 0.2\ndrop_out_per_month = 0.05\n\
     outcome_share = { job = 0.3, unemployment_insurance = 0.2 }\n\
     [[design.today.intake]]\nid = \"decision\"\nwait_days = { varies = { lognormal = { median = 14, p90 = 30 } } }\n\
     [design.today]\nmenu.every = { none = 60, course = 25, work = 15 }\nfit_slope = 0.5\n\
     [design.today.review]\nevery_days = 45\nfinds_lost_share = 0.5\noffers_menu_share = 0.3\n";

#[test]
fn both_engines_agree_where_hazards_and_benefit_change_with_the_spell() {
    agree(
        &plan_of(&text(
            15,
            &format!(
                "{CHANGING}[inflow]\nper_month = 30\n[stock]\nwarm_up_years = 1.5\n\
                 [labour_market]\nsd = 0.2\npersistence_per_year = 0.6\n\
                 [list.old]\nhouseholds = 60\nsegment_share = {{ a = 0.5, b = 0.5 }}\n\
                 months_on_assistance = 4\n\
                 [design.house]\nbased_on = \"today\"\ngo_live = \"2027-05\"\nramp_up_months = 3\n\
                 treated = {{ applies_to = \"all\", call_in_months = 4, share = 0.8 }}\n\
                 intake = [{{ id = \"called\", wait_days = 5, lost_share = 0.1 }}]\n\
                 menu.every = {{ none = 40, course = 60 }}\n\
                 effect.one = {{ hazard_ratio = 1.5, segments = [\"a\"], states = [\"open\", \"intake\"] }}\n"
            ),
        )),
        200,
    );
}

#[test]
fn a_hazard_since_the_state_began_starts_anew_in_the_open_case() {
    for shape in [0.7, 1.6] {
        let state = format!(
            "hazard.job = {{ weibull = {{ shape = {shape}, scale_months = 4 }}, since = \"state\" }}"
        );
        let step = "[[design.today.intake]]\nid = \"wait\"\nwait_days = 30.4375";
        let left = |t: f64| exp(-pow(t / 4.0, shape));
        let solved = solve_twice(&plan_of(&into_jobs(10, &state, step)), 8);
        for month in [0_u8, 1, 4, 9] {
            let (from, to) = (f64::from(month), f64::from(month) + 1.0);
            let month = usize::from(month);
            let there = |stay: f64| {
                let reached = (to - stay).max(0.0);
                let mean = |age: f64| left(age) * (to - stay - age.max(from - stay));
                10.0 * integral((0.0, reached), mean)
            };
            // In the step for a month, then as in a new spell.
            let step = 10.0
                * integral((0.0, to.min(1.0)), |age| {
                    left(age) * (to - age.max(from)).min(1.0)
                });
            let found = solved.households(StateColumn::Step(0, 0), month);
            near(found, step, 5e-4);
            let open = left(1.0) * there(1.0);
            near(solved.households(StateColumn::Open, month), open, 1e-3);
        }
    }
}

#[test]
fn both_engines_agree_where_hazards_change_with_the_time_in_a_state() {
    let changing = CHANGING
        .replace("{ shape = 1.4, scale_months = 30 }", "{ shape = 1.4, scale_months = 30 }\nhazard.studies.since = \"state\"")
        .replace("[0.02, 0.05, 0.08, 0.03]", "[0.02, 0.05, 0.08, 0.03]\nhazard.job.since = \"state\"")
        .replace("{ shape = 0.7, scale_months = 25 }", "{ shape = 0.7, scale_months = 25 }\nhazard.other_benefit.since = \"state\"")
        .replace("per_month = 0.04 }]", "per_month = 0.04 }]\nhazard.job.since = \"state\"")
        .replace("benefit_by_month = [{ from_month = 0, ratio = 1 }, { from_month = 6, ratio = 0.8 }]\n", "")
        .replace("drop_out_per_month = 0.05", "drop_out_per_month = 0.05\nbenefit_share = 0\nafter_effect = { hazard_ratio = 1.8, months = 2 }");
    agree(
        &plan_of(&text(
            15,
            &format!(
                "{changing}[inflow]\nper_month = 30\n[stock]\nwarm_up_years = 1.5\n\
                 [labour_market]\nsd = 0.2\npersistence_per_year = 0.6\n\
                 [list.old]\nhouseholds = 60\nsegment_share = {{ a = 0.5, b = 0.5 }}\nbegins_in = \"intake\"\n\
                 [flow.support]\npayer = \"state\"\nreceiver = \"employers\"\nkind = \"subsidy\"\n\
                 sek_per_month = 3000\nwhile_in = [\"work\"]\nfirst_months = 2\n\
                 [design.house]\nbased_on = \"today\"\ngo_live = \"2027-05\"\nramp_up_months = 3\n\
                 treated = {{ share = 0.8 }}\n\
                 intake = [{{ id = \"called\", wait_days = 5, lost_share = 0.1, benefit_paid = false }}]\n\
                 menu.every = {{ none = 40, course = 40, work = 20 }}\n\
                 effect.one = {{ hazard_ratio = 1.5, segments = [\"a\"], states = [\"open\", \"intake\"] }}\n"
            ),
        )),
        200,
    );
}
