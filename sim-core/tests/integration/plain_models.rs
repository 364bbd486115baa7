//! A plain model does not ask for what it does not use; its answers are those of the engine that asks for all.

use sim_core::analysis::ways_to_run;
use sim_core::compile::plan::Plan;
use sim_core::engine::draw::{Prepared, Replicate, prepare, simulate_draw};

use crate::laws::RICH;
use crate::simulate::{SEED, plan_of, text};

/// Two ways of working, a stock, an inflow, a list, interventions one after another, and nothing else.
const PLAIN: &str = r#"
reopen_within_days = 30

[inflow]
per_month = 20

[stock]
warm_up_years = 3

[list.all]
households = 50
begins_in = "intake"
segment_share = { one = 1 }

[segment.one]
share_of_new = 0.6
hazard.job.per_month = 0.08
hazard.studies.per_month = 0.02
hazard.payment_gap.per_month = 0.1
#segment

[segment.two]
share_of_new = 0.4
benefit_cv_ratio = 0.3
hazard.job.per_month = 0.03
hazard.other_benefit.per_month = 0.01

[exit.job]
comes_back.hazard.per_month = 0.03
#exit

[exit.studies]
comes_back.after_days = { varies = { weibull = { shape = 1.5, scale = 300 } } }
ends_in = { job = 0.6 }

[exit.payment_gap]
returns_without_intake = true
comes_back.after_days = { varies = { exponential = { mean = 40 } } }

[intervention.course]
duration_days = 30
lock_in_ratio = 0.5
outcome_share = { job = 0.1, studies = 0.05, moved = 0.02 }
then = { placement = 0.4 }
#course

[intervention.placement]
duration_days = { varies = { lognormal = { median = 90, p90 = 180 } } }
lock_in_ratio = 0
benefit_share = 0.5
outcome_share = { job = 0.3 }

[[design.today.intake]]
id = "decision"
wait_days = { varies = { lognormal = { median = 14, p90 = 30 } } }
search_ratio = 0
#step

[[design.today.intake]]
id = "planning"
wait_days = 10
on_return = false

[design.today]
menu.every = { none = 2, course = 2, placement = 1 }
#today

[design.sooner]
based_on = "today"
go_live = "2027-06"
intake = [{ id = "called", wait_days = 3 }]
entry_ratio = { one = 0.7, two = 1.3 }
effect.handler = { hazard_ratio = 1.2, segments = ["one", "two"] }
#sooner
#end
"#;

/// What makes a model one that is not plain: where it is written, and what.
const MORE: [(&str, &str); 19] = [
    ("segment", "readiness_sd = 0.6"),
    ("segment", "hazard.permanent.per_month = 0.02"),
    (
        "segment",
        "benefit_by_month = [{ from_month = 0, ratio = 0.8 }, { from_month = 3, ratio = 1.1 }]",
    ),
    (
        "segment",
        "hazard.moved.weibull = { shape = 0.8, scale_months = 60 }",
    ),
    (
        "segment",
        "hazard.moved = { per_month = 0.02, since = \"state\" }",
    ),
    (
        "exit",
        "part_benefit_share = 0.4\npart_benefit_left_share = 0.5",
    ),
    ("course", "drop_out_per_month = 0.2"),
    (
        "course",
        "after_effect = { hazard_ratio = 1.5, months = 3 }",
    ),
    ("step", "withdrawal_share = 0.1"),
    ("step", "lost_share = 0.2"),
    ("today", "match_quality = 0.5"),
    ("today", "fit_slope = 0.5"),
    ("today", "programme = { months = 5 }"),
    (
        "today",
        "review = { every_days = 60, offers_menu_share = 0.3, finds_lost_share = 0.5 }",
    ),
    (
        "sooner",
        "treated = { applies_to = \"all\", call_in_months = 4 }",
    ),
    (
        "end",
        "[probe.course]\nintervention = \"course\"\nfrom = \"completion\"\nafter_months = 6",
    ),
    (
        "end",
        "[flow.wage]\npayer = \"employers\"\nreceiver = \"households\"\nkind = \"wages\"\nsek_per_month = 24000\nwhile_in = [\"job\"]\nfirst_months = 6",
    ),
    (
        "end",
        "[intervention.last]\nduration_days = 20\noutcome_share = { permanent = 0.5 }\n[design.other]\nbased_on = \"today\"\nmenu.every = { last = 1 }",
    ),
    (
        "end",
        "[intervention.late]\nduration_days = 20\neffect_ratio = 1.1\n[design.other]\nbased_on = \"today\"\nmenu.every = { late = 1 }",
    ),
];

fn with(place: &str, more: &str) -> String {
    text(
        24,
        &PLAIN.replace(&format!("#{place}\n"), &format!("{more}\n")),
    )
}

/// Holds that the first draws of `today` and some designs, or all, are the same, whatever is taken for granted;
/// returns what made them.
#[track_caller]
pub fn same_whatever_is_expected(
    text: &str,
    designs: Option<&[usize]>,
    draws: u64,
) -> (Plan, Prepared) {
    let plan = plan_of(text);
    let prepared_ways = || prepare(&plan, &ways_to_run(&plan, designs));
    let (prepared, expecting_anything) = (prepared_ways(), prepared_ways().expecting_anything());
    for draw in 0..draws {
        let of = |prepared| simulate_draw(&plan, prepared, SEED, draw, Replicate::default());
        assert!(of(&prepared) == of(&expecting_anything), "{text}");
    }
    (plan, prepared)
}

/// Holds that a scenario gives the same, whatever is taken for granted; returns whether it is plain.
#[track_caller]
fn is_plain_and_same(text: &str) -> bool {
    let (plan, prepared) = same_whatever_is_expected(text, None, 4);
    prepared.is_plain(&plan)
}

#[test]
fn a_plain_model_gives_the_same_as_if_anything_were_expected() {
    assert!(is_plain_and_same(&with("end", "")));
}

#[test]
fn a_plain_model_with_places_gives_the_same_as_if_anything_were_expected() {
    assert!(is_plain_and_same(&with("course", "places = 6")));
}

#[test]
fn a_model_that_uses_anything_more_is_not_plain_and_gives_the_same() {
    for (place, more) in MORE {
        assert!(!is_plain_and_same(&with(place, more)), "{more}");
    }
    assert!(!is_plain_and_same(RICH));
}
