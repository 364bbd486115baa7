//! Plain models are walked by a table; their answers are those of the engine that asks for every rule.

use sim_core::luck::{Layer, Purpose, cohort_key};

use crate::plain_models::same_whatever_is_expected;
use crate::simulate::{SEED, text};

/// Everything that a table holds: two segments, steps, a menu, a chain, exits of all kinds, a list, an inflow.
const WALKED: &str = r#"
reopen_within_days = 30

[inflow]
per_month = 30

[stock]
warm_up_years = 3

[list.intake]
households = 300
begins_in = "intake"
segment_share = { one = 0.4, two = 0.6 }

[list.open]
households = 100
begins_in = "open"
segment_share = { one = 1 }

[segment.one]
share_of_new = 0.6
hazard.job.per_month = 0.08
hazard.studies.per_month = 0.02
hazard.payment_gap.per_month = 0.1
hazard.other_benefit.per_month = 0.01

[segment.two]
share_of_new = 0.4
hazard.job.per_month = 0.03

[exit.job]
comes_back.hazard.per_month = 0.03

[exit.studies]
comes_back.after_days = { varies = { weibull = { shape = 1.5, scale = 300 } } }
ends_in = { job = 0.6, other_benefit = 0.1 }

[exit.payment_gap]
comes_back.after_days = { varies = { exponential = { mean = 40 } } }
#exit

[intervention.course]
duration_days = 30
lock_in_ratio = 0.5
outcome_share = { job = 0.1, studies = 0.05, moved = 0.02 }
then = { placement = 0.4, course = 0.1 }
#course

[intervention.placement]
duration_days = { varies = { lognormal = { median = 90, p90 = 180 } } }
lock_in_ratio = 0
benefit_share = 0.5
outcome_share = { job = 0.3 }

[[design.today.intake]]
id = "decision"
wait_days = { varies = { lognormal = { median = 14, p90 = 30 } } }
#decision

[[design.today.intake]]
id = "planning"
wait_days = { varies = { uniform = { min = 0, max = 20 } } }
on_return = false
#planning

[design.today]
menu.every = { none = 2, course = 2, placement = 1 }
#end
"#;

/// Replacements that leave a model one that a table holds.
const ALIKE: [&[(&str, &str)]; 12] = [
    &[
        ("#decision", "search_ratio = 0"),
        ("#planning", "search_ratio = 0.3"),
    ],
    // Nothing runs but in the open case, so that clocks are wound there.
    &[
        ("#decision", "search_ratio = 0"),
        ("#planning", "search_ratio = 0"),
        ("lock_in_ratio = 0.5", "lock_in_ratio = 0"),
    ],
    &[("#decision", "benefit_paid = false")],
    &[("#decision", "on_return = false")],
    &[("#exit", "returns_without_intake = true")],
    &[("reopen_within_days = 30", "reopen_within_days = 0")],
    &[("duration_days = 30", "duration_days = 30.4375")],
    &[
        ("duration_days = 30", "duration_days = 0.5"),
        (
            "then = { placement = 0.4, course = 0.1 }",
            "then = { placement = 0.4 }",
        ),
    ],
    &[("then = { placement = 0.4, course = 0.1 }", "")],
    &[("none = 2, course = 2, placement = 1", "course = 1")],
    &[("warm_up_years = 3", "present = false")],
    &[(
        "#end",
        "[reform.less]\nfrom = \"2027-09\"\nentry_ratio = 0.5\nsegments = [\"one\"]\n\
         [reform.more]\nfrom = \"2027-11\"\nentry_ratio = 3\nhazard_ratio = 0.7\nexits = [\"job\"]",
    )],
];

fn with(months: u32, replaced: &[(&str, &str)]) -> String {
    let mut body = WALKED.to_owned();
    for (old, new) in replaced {
        assert!(body.contains(old), "{old}");
        body = body.replacen(old, new, 1);
    }
    text(months, &body)
}

/// Holds that `today` gives the same, whatever is taken for granted; returns whether it is walked.
#[track_caller]
fn is_walked_and_same(text: &str) -> bool {
    let (plan, prepared) = same_whatever_is_expected(text, Some(&[]), 3);
    prepared.is_walked(&plan)
}

#[test]
fn a_walked_model_gives_the_same_as_if_every_rule_were_asked_for() {
    assert!(is_walked_and_same(&with(40, &[])));
    for replaced in ALIKE {
        assert!(is_walked_and_same(&with(40, replaced)), "{replaced:?}");
    }
}

#[test]
fn any_mixture_of_them_gives_the_same() {
    let luck = cohort_key(SEED, 0, Layer::Household, 0);
    for mixture in 0..12 {
        let key = luck.household(mixture);
        let is_in = |at: &usize| key.stream(Purpose::named("part"), *at as u32).uniform() < 0.4;
        let mut replaced: Vec<(&str, &str)> = Vec::new();
        for (old, new) in (0..ALIKE.len()).filter(is_in).flat_map(|at| ALIKE[at]) {
            if !replaced.iter().any(|(known, _)| known == old) {
                replaced.push((old, new));
            }
        }
        let months = [12, 13, 31, 60, 64][mixture as usize % 5];
        assert!(is_walked_and_same(&with(months, &replaced)), "{replaced:?}");
    }
}

#[test]
fn a_walked_model_with_places_gives_the_same() {
    let places: [&[(&str, &str)]; 6] = [
        &[("#course", "places = 6\nqueue_search_ratio = 0")],
        &[("benefit_share = 0.5", "places = 20\nqueue_search_ratio = 0")],
        &[(
            "benefit_share = 0.5",
            "places = 0\nqueue_search_ratio = 0\nbenefit_share = 0",
        )],
        &[(
            "benefit_share = 0.5",
            "places = 1000\nqueue_search_ratio = 0",
        )],
        // Two of them, and one leads to the other or to itself.
        &[
            ("#course", "places = 3\nqueue_search_ratio = 0"),
            ("benefit_share = 0.5", "places = 4\nqueue_search_ratio = 0"),
        ],
        // Everyone asks at once.
        &[
            ("#course", "places = 30\nqueue_search_ratio = 0"),
            (
                "wait_days = { varies = { lognormal = { median = 14, p90 = 30 } } }",
                "wait_days = 0",
            ),
            (
                "wait_days = { varies = { uniform = { min = 0, max = 20 } } }",
                "wait_days = 0",
            ),
        ],
    ];
    let common = [
        ("lock_in_ratio = 0.5", "lock_in_ratio = 0"),
        ("warm_up_years = 3", "present = false"),
    ];
    for places in places {
        for months in [25, 60] {
            let mut replaced = common.to_vec();
            replaced.extend(places);
            assert!(is_walked_and_same(&with(months, &replaced)), "{places:?}");
        }
    }
}

#[test]
fn what_a_table_does_not_hold_is_not_walked_and_gives_the_same() {
    let too_much: [&[(&str, &str)]; 6] = [
        &[("#course", "places = 6")],
        &[(
            "#course",
            "places = 6\nlongest_wait_days = 30\nqueue_search_ratio = 0",
        )],
        &[("#course", "places = 6\nqueue_search_ratio = 0")],
        &[(
            "share_of_new = 0.6",
            "share_of_new = 0.6\nbenefit_cv_ratio = 0.3",
        )],
        &[(
            "share_of_new = 0.6",
            "share_of_new = 0.6\nreadiness_sd = 0.3",
        )],
        &[("moved = 0.02", "permanent = 0.02")],
    ];
    for replaced in too_much {
        assert!(!is_walked_and_same(&with(24, replaced)), "{replaced:?}");
    }
    assert!(!is_walked_and_same(&with(65, &[])));
}

#[test]
fn a_draw_of_many_households_gives_the_same() {
    // So many that what is held of moves has to be put away several times.
    let many = with(60, &[("households = 300", "households = 9000")]);
    assert!(is_walked_and_same(&many));
}
