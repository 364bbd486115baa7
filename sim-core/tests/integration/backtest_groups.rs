//! Whom documented figures follow, and which months they read.

use sim_core::math::{exp, sqrt};
use sim_core::results::backtest::Backtest;

use crate::backtest::{PAPER, documented, held, listed, only};
use crate::simulate::{SEED, text};

/// A place with inflow and a stock, left by two constant hazards; nobody comes back.
fn open_place(interventions: &str, documented: &str) -> String {
    text(
        36,
        &format!(
            "{PAPER}[inflow]\nper_month = 30\n\
             [segment.a]\nshare_of_new = 0.5\nhazard.job.per_month = 0.08\n\
             hazard.moved.per_month = 0.02\nhazard.permanent.per_month = 0.000001\n\
             [segment.b]\nshare_of_new = 0.5\nhazard.job.per_month = 0.02\n\
             hazard.moved.per_month = 0.02\nhazard.permanent.per_month = 0.000001\n\
             [stock]\nwarm_up_years = 2\n{interventions}\n{documented}"
        ),
    )
}

const COURSE: &str = "[intervention.course]\nduration_days = 60.875\n\
     [design.today]\nmenu.every = { none = 0, course = 1 }\n\
     [design.house]\nbased_on = \"today\"\neffect.it.hazard_ratio = 2.0\neffect.it.segments = [\"a\"]\n";

/// Holds that a figure's expected share is what is known by hand.
#[track_caller]
fn expects(held: &Backtest, id: &str, expected: f64) {
    let found = held.figures.iter().find(|figure| figure.id == id);
    let predicted = found.and_then(|figure| figure.predicted);
    let predicted = predicted.unwrap_or_else(|| panic!("{id} has no prediction"));
    let spread = (predicted.p95 - predicted.p05) / 3.29;
    let error = 4.0 * spread / sqrt(held.draws as f64);
    assert!(
        error < 0.08 * expected.abs(),
        "{id}: {predicted:?} is too rough"
    );
    let off = (predicted.mean - expected).abs();
    assert!(
        off <= error + 1e-9,
        "{id}: {} is not {expected}",
        predicted.mean
    );
}

#[test]
fn every_group_is_followed_from_its_own_beginning() {
    let share = |id: &str, measured: &str, design: &str| {
        let rest = "value = 0.5\ndenominator = 200";
        documented(id, "gross_share", measured, rest)
            .replace("design = \"today\"", &format!("design = \"{design}\""))
    };
    let reached = |of: &str, more: &str| {
        format!("{{ quantity = \"reached_share\", of = \"{of}\", states = [\"job\"], {more} }}")
    };
    let in_state = |of: &str, state: &str, more: &str| {
        format!(
            "{{ quantity = \"in_state_share\", of = \"{of}\", states = [\"{state}\"], {more} }}"
        )
    };
    let figures = [
        share(
            "applicants",
            &reached("applicants", "segments = [\"a\"], after_months = 6"),
            "today",
        ),
        share(
            "faster",
            &reached("applicants", "segments = [\"a\"], after_months = 6"),
            "house",
        ),
        share(
            "as_today",
            &reached("applicants", "segments = [\"b\"], after_months = 6"),
            "house",
        ),
        share(
            "starters",
            &in_state(
                "starters",
                "course",
                "interventions = [\"course\"], segments = [\"a\"], after_months = 1",
            ),
            "today",
        ),
        share(
            "completers",
            &reached(
                "completers",
                "interventions = [\"course\"], segments = [\"a\"], after_months = 3",
            ),
            "today",
        ),
        share(
            "early",
            &reached(
                "completers",
                "interventions = [\"course\"], segments = [\"b\"], after_months = 3, from_month = 4, to_month = 20",
            ),
            "today",
        ),
        share(
            "stock",
            &in_state(
                "stock",
                "assistance",
                "segments = [\"b\"], after_months = 30",
            ),
            "today",
        ),
        share(
            "to_date",
            &reached(
                "starters",
                "interventions = [\"course\"], segments = [\"b\"], from_month = 3, to_month = 15",
            ),
            "today",
        ),
    ];
    let held = held(&open_place(COURSE, &figures.concat()), (SEED, 300));
    // To a job before n months, of all who leave at one rate.
    let job = |job: f64, months: f64| job / (job + 0.02) * (1.0 - exp(-(job + 0.02) * months));
    expects(&held, "applicants", job(0.08, 6.0));
    // The course begins at once and lasts two months; the lever works in the open case alone.
    let after_course = exp(-0.1 * 2.0) * job(0.16, 4.0);
    expects(&held, "faster", job(0.08, 2.0) + after_course);
    expects(&held, "as_today", job(0.02, 6.0));
    expects(&held, "starters", exp(-0.1));
    expects(&held, "completers", job(0.08, 3.0));
    expects(&held, "early", job(0.02, 3.0));
    expects(&held, "stock", exp(-0.04 * 30.0));
    // Begun evenly over twelve months, looked up at their end.
    let over = |months: f64| (1.0 - exp(-0.04 * months)) / 0.04 / months;
    expects(&held, "to_date", 0.5 * (1.0 - over(12.0)));
}

#[test]
fn exits_money_and_households_are_read_from_their_windows() {
    let none = "[design.today]\n";
    let figures = [
        documented(
            "exit_share",
            "gross_share",
            "{ quantity = \"exit_share\", states = [\"job\"], segments = [\"a\"], from_month = 2, to_month = 30 }",
            "value = 0.5\ndenominator = 100",
        ),
        documented(
            "of_some",
            "gross_share",
            "{ quantity = \"exit_share\", states = [\"job\"], of_states = [\"job\"], to_month = 30 }",
            "value = 0.5\ndenominator = 100",
        ),
        documented(
            "exits",
            "count",
            "{ quantity = \"exit_count\", states = [\"job\", \"moved\"], segments = [\"a\"], from_month = 24, to_month = 36 }",
            "value = 150",
        ),
        documented(
            "households",
            "change",
            "{ quantity = \"households_change\", from_month = 30, to_month = 36, base_from_month = 0, base_to_month = 3 }",
            "value = 0",
        ),
        documented(
            "paid",
            "change",
            "{ quantity = \"paid_change\", from_month = 30, to_month = 36, base_from_month = 0, base_to_month = 3 }",
            "value = 0",
        ),
        documented(
            "paid_sek",
            "amount",
            "{ quantity = \"paid_change_sek\", from_month = 30, to_month = 36, base_from_month = 0, base_to_month = 3 }",
            "value = 0",
        ),
    ];
    let held_open = held(&open_place(none, &figures.concat()), (SEED, 300));
    expects(&held_open, "exit_share", 0.8);
    expects(&held_open, "of_some", 1.0);
    // Fifteen a month of segment a come, and nearly as many leave once the stock is full:
    // stock(t) = 150 (1 - exp(-0.1 (24 + t))), exits are what came less what it grew by.
    let full = |per_month: f64, rate: f64, months: f64| {
        per_month / rate * (1.0 - exp(-rate * (24.0 + months)))
    };
    let grew = full(15.0, 0.1, 36.0) - full(15.0, 0.1, 24.0);
    expects(&held_open, "exits", 15.0 * 12.0 - grew);
    let mean = |from: u32, to: u32| {
        let steps = (0..100)
            .map(|at| f64::from(from) + (f64::from(at) + 0.5) / 100.0 * f64::from(to - from));
        steps
            .map(|t| full(15.0, 0.1, t) + full(15.0, 0.04, t))
            .sum::<f64>()
            / 100.0
    };
    expects(&held_open, "paid", mean(30, 36) / mean(0, 3) - 1.0);
    expects(
        &held_open,
        "paid_sek",
        120_000.0 * (mean(30, 36) - mean(0, 3)),
    );
    // Whoever comes or leaves in a month is paid in it too: 30 come, so at most 30 more.
    let households = held_open.figures[3].predicted.expect("a prediction").mean;
    let with_comers = (mean(30, 36) + 30.0) / (mean(0, 3) + 30.0) - 1.0;
    assert!(
        (households - with_comers).abs() < 0.02,
        "{households} {with_comers}"
    );
    // Nobody leaves and nobody comes: twelve full months.
    let figure = documented(
        "whole_year",
        "amount",
        "{ quantity = \"sek_per_year_on_assistance\", to_month = 12 }",
        "value = 96996",
    );
    let whole = held(&listed(50, "0.000000001", &figure), (SEED, 20));
    let predicted = only(&whole).predicted.expect("a prediction");
    assert!((predicted.p50 - 120_000.0).abs() < 1.0, "{predicted:?}");
    // Leaving does not change what a whole month costs, but months with payment are not whole.
    let by_month = figure
        .replace("on_assistance", "of_paid_months")
        .replace("whole_year", "months");
    let leaving = held(
        &listed(2000, "0.2", &format!("{figure}{by_month}")),
        (SEED, 20),
    );
    expects(&leaving, "whole_year", 120_000.0);
    // A month in which a share leaves evenly is paid for 1 - share / 2 by those it began with.
    let share = 1.0 - exp(-0.2);
    let part = share / 0.2;
    expects(&leaving, "months", 120_000.0 * part);
}

#[test]
fn a_window_or_a_price_year_means_what_it_says() {
    let amount = documented(
        "cost",
        "amount",
        "{ quantity = \"sek_per_year_any_payment\" }",
        "value = 80000\nprice_year = 2021",
    );
    let with_index = format!(
        "{}[money]\nprice_index = {{ 2021 = 0.8, 2026 = 1.0 }}\n",
        listed(50, "0.05", &amount)
    );
    let found = held(&with_index, (SEED, 20));
    assert_eq!(only(&found).value, Some(100_000.0));
}

#[test]
fn room_for_all_follows_the_same_households_as_no_limit() {
    let figures = [
        documented(
            "starters",
            "gross_share",
            "{ quantity = \"reached_share\", of = \"starters\", interventions = [\"course\"], states = [\"job\"], after_months = 6 }",
            "value = 0.2\ndenominator = 100",
        ),
        documented(
            "stock",
            "gross_share",
            "{ quantity = \"in_state_share\", of = \"stock\", states = [\"assistance\", \"intervention\"], after_months = 12 }",
            "value = 0.2\ndenominator = 100",
        ),
    ];
    let house: String = figures
        .concat()
        .replace("design = \"today\"", "design = \"house\"");
    let free = open_place(
        COURSE,
        &(figures.concat() + &house.replace("id = \"", "id = \"h_")),
    );
    let limited = free.replace(
        "duration_days = 60.875",
        "duration_days = 60.875\nplaces = 100000",
    );
    let (free, limited) = (held(&free, (SEED, 40)), held(&limited, (SEED, 40)));
    assert_eq!(free.figures, limited.figures);
}
