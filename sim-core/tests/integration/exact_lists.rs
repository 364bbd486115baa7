//! The exact engine where households come all at once: closed lists, a call-in of everyone on one day, turns.

use sim_core::compile::plan::{EventColumn, StateColumn};
use sim_core::math::exp;
use sim_core::units::DAYS_PER_MONTH;

use crate::exact::{agree, chosen, chosen_text, near, solve_twice};
use crate::simulate::{integral, plan_of, text};

#[test]
fn both_engines_agree_on_closed_lists_and_turns() {
    let lists = "treated = { share = 0.4, allocation = \"alternate\", applies_to = \"all\", call_in_months = 2, segments = [\"a\"] }\n\
                 go_live = \"2027-04\"\n\
                 intake = [{ id = \"called\", wait_days = 3, withdrawal_share = 0.1, lost_share = 0.2 }]\n\
                 menu.every = { none = 60, course = 30, work = 10 }\n\
                 effect.one = { hazard_ratio = 1.4, segments = [\"a\", \"b\"] }\n\
                 [list.known]\nhouseholds = 61\nsegment_share = { a = 0.6, b = 0.4 }\nmonths_on_assistance = 7\n\
                 [list.new]\nhouseholds = 80\nsegment_share = { a = 0.5, b = 0.5 }\nbegins_in = \"intake\"\nstarts = \"2027-03\"\n\
                 [list.late]\nhouseholds = 40\nsegment_share = { a = 1 }\nstarts = \"2027-04\"\n";
    agree(&chosen(lists, "discontinuation = false"), 400);
}

#[test]
fn both_engines_agree_on_a_call_in_of_everyone_on_one_day() {
    let house = "treated = { applies_to = \"all\", call_in_months = 0, share = 0.7 }\n\
                 go_live = \"2027-06\"\n\
                 intake = [{ id = \"told\", wait_days = 0, withdrawal_share = 0.1, lost_share = 0.1 },\n\
                 { id = \"called\", wait_days = { varies = { uniform = { min = 2, max = 30 } } }, lost_share = 0.2 }]\n\
                 menu.every = { none = 60, course = 30, work = 10 }\n\
                 effect.one = { hazard_ratio = 1.4, segments = [\"a\", \"b\"] }\n\
                 [list.all]\nhouseholds = 50\nsegment_share = { a = 0.5, b = 0.5 }\nstarts = \"2027-06\"\n";
    agree(&chosen(house, "discontinuation = false"), 400);
}

#[test]
fn both_engines_agree_on_a_part_of_the_benefit_kept_for_some_days() {
    let house = "treated = { applies_to = \"all\", call_in_months = 5 }\n\
                 menu.every = { none = 60, course = 30, work = 10 }\n\
                 effect.one = { hazard_ratio = 1.4, segments = [\"a\", \"b\"] }";
    let kept = "part_benefit_left_share = 0.4\nbenefit_left_months = 2.5\n";
    let text = chosen_text(house, "discontinuation = false")
        .replace("part_benefit_left_share = 0.4\n", kept)
        .replace(
            "second_adult_left_share = 0.4\n",
            "second_adult_left_share = 0.4\nbenefit_left_months = 4\n",
        )
        .replace(
            "warm_up_years = 3\n",
            "warm_up_years = 3\nhouseholds = 90\n",
        );
    agree(&plan_of(&text), 400);
}

#[test]
fn a_closed_list_empties_as_its_waits_and_hazards_say() {
    let plan = plan_of(&text(
        8,
        "[list.all]\nhouseholds = 100\nsegment_share = { a = 1 }\nstarts = \"2027-02\"\nbegins_in = \"intake\"\n\
         [segment.a]\nshare_of_new = 1\nhazard.job.per_month = 0.3\nhazard.permanent.per_month = 1e-9\n\
         [exit.job]\n\
         [[design.today.intake]]\nid = \"wait\"\nwait_days = 45\nsearch_ratio = 0.5\n",
    ));
    let solved = solve_twice(&plan, 8);
    let wait = 45.0 / DAYS_PER_MONTH;
    let waiting = |t: f64| {
        if (0.0..wait).contains(&t) {
            100.0 * exp(-0.15 * t)
        } else {
            0.0
        }
    };
    let open = |t: f64| {
        if t < wait {
            0.0
        } else {
            100.0 * exp(-0.15 * wait - 0.3 * (t - wait))
        }
    };
    let between = |from: f64, to: f64, of: &dyn Fn(f64) -> f64| {
        if to > from {
            integral((from, to), of)
        } else {
            0.0
        }
    };
    // To a ten-thousandth of the list.
    let is = |found: f64, wanted: f64| near(100.0 + found, 100.0 + wanted, 1e-4);
    for month in 0..8 {
        let (from, to) = (f64::from(month) - 1.0, f64::from(month));
        let step = solved.households(StateColumn::Step(0, 0), month as usize);
        let in_open = solved.households(StateColumn::Open, month as usize);
        is(step, between(from.max(0.0), to.min(wait), &waiting));
        is(in_open, between(from.max(wait), to, &open));
    }
    is(solved.events(EventColumn::Exit(0), 1), 100.0 - waiting(1.0));
}
