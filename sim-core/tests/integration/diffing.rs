//! Two designs side by side: what differs, and how the answer moves lever by lever.

use sim_core::analysis::{CompareSettings, DiffSettings, NotDiffed, compare, diff};
use sim_core::compile::compile;
use sim_core::engine::observer::Silent;
use sim_core::results::comparison::Perspective;
use sim_core::results::diff::{Diff, LeverKind, Moves, Theme};
use sim_core::results::spread::Spread;

use crate::comparing::MONEY;
use crate::ready::reading_of;
use crate::simulate::text;

/// What every text here has: households with jobs to find, and a course.
const HOUSEHOLDS: &str = "[money]\ndiscount_per_year = 0\n[segment.all]\nshare_of_new = 1\nhazard.job.per_month = 0.05\n\
     hazard.permanent.per_month = 0.01\n\
     [inflow]\nper_month = { p05 = 3, p50 = 4, p95 = 5 }\n\
     [stock]\nwarm_up_years = 1\n\
     [intervention.course]\nduration_days = 60\n\
     [[design.today.intake]]\nid = \"decision\"\nwait_days = 10\nlost_share = 0.1\n\
     [design.today]\nmenu.every = { none = 1, course = 1 }\n\
     [design.today.review]\nevery_days = 90\n";

/// Returns the scenario of the tests of money without what does nothing there.
fn money() -> String {
    let used = MONEY.replace(
        "[parameter.default_discontinuation_share]\nvalue = 0.3\n",
        "",
    );
    used.replace("[design.same]\n", "[design.same]\nfit_slope = 0\n")
}

fn settings(from: &str, to: &str, draws: u64) -> DiffSettings {
    DiffSettings {
        from: from.to_owned(),
        to: to.to_owned(),
        draws,
        seed: 1,
        threads: Some(2),
        in_every_order: true,
    }
}

fn diff_of(text: &str, from: &str, to: &str) -> Diff {
    let reading = reading_of(text);
    let scenario = reading.scenario.as_ref().expect("sound");
    diff(
        scenario,
        &reading.resolved,
        &settings(from, to, 64),
        &Silent,
    )
    .expect("a diff")
}

/// Returns the diff of two designs that are written as what they add to `today`.
fn between(first: &str, second: &str) -> Diff {
    let designs = format!(
        "[design.first]\nbased_on = \"today\"\nfit_slope = 0\n{first}\n\
         [design.second]\nbased_on = \"today\"\nfit_slope = 0\n{second}\n"
    );
    diff_of(
        &text(24, &format!("{HOUSEHOLDS}{designs}")),
        "first",
        "second",
    )
}

fn kinds(found: &Diff) -> Vec<LeverKind> {
    let steps = found.steps.iter();
    steps.map(|step| step.levers[0].kind).collect()
}

fn municipality(moves: &Moves) -> Spread {
    moves.net[0].1
}

/// Returns every figure of some moves as means.
fn means(moves: &Moves) -> Vec<f64> {
    let net = moves.net.iter().map(|(_, net)| net.mean);
    net.chain([
        moves.extra_self_support.mean,
        moves.months_with_payment_saved.mean,
    ])
    .collect()
}

#[track_caller]
fn assert_near(found: f64, expected: f64, scale: f64) {
    let slack = 1e-11 * scale.abs().max(1.0);
    assert!((found - expected).abs() <= slack, "{found} for {expected}");
}

#[track_caller]
fn assert_sums_to_whole(found: &Diff) {
    let whole = means(&found.whole);
    let scale = found.steps.iter().flat_map(|step| means(&step.step));
    let scale = scale.fold(1.0_f64, |most, mean| most.max(mean.abs()));
    for (at, whole) in whole.iter().enumerate() {
        let steps = found.steps.iter().map(|step| means(&step.step)[at]);
        assert_near(steps.sum(), *whole, scale);
        let parts = found.order_free.iter().map(|part| means(&part.share)[at]);
        assert_near(parts.sum(), *whole, scale);
    }
    let last = found.steps.last().expect("levers");
    assert_eq!(last.reached, found.to.answer);
}

const RUNNING: &str =
    "[design.first.running.rent]\nsek_per_month = 1000\npayer = \"municipality\"\n";

#[test]
fn designs_that_read_the_same_differ_in_nothing() {
    let found = between(
        "title = \"One\"",
        "title = \"Two\"\ndescription = \"Other words\"",
    );
    assert_eq!((found.steps.len(), found.order_free.len()), (0, 0));
    assert_eq!((found.run.draws, found.run.designs_simulated), (0, 0));
    assert_eq!(means(&found.whole), [0.0; 5]);
    // A number with a source is the number.
    let sourced = between(
        "ramp_up_months = 6",
        "ramp_up_months = { value = 6.0, note = \"as before\", grade = \"D\" }",
    );
    assert_eq!(sourced.steps, []);
}

#[test]
fn the_lever_of_the_only_cost_that_differs_carries_exactly_the_whole_difference() {
    let second = RUNNING.replace("first", "second").replace("1000", "3500");
    let found = between(RUNNING, &second);
    assert_eq!(kinds(&found), [LeverKind::Running]);
    assert_eq!(found.steps[0].levers[0].id.as_deref(), Some("rent"));
    assert_eq!(found.steps[0].changes.len(), 1);
    assert_eq!(found.steps[0].changes[0].path, "running.rent.sek_per_month");
    assert_eq!(found.steps[0].step, found.whole);
    assert_eq!(found.order_free[0].share, found.whole);
    // 2500 a month for two years, not discounted nor made dearer; nobody lives otherwise.
    let net = municipality(&found.whole);
    assert_near(net.mean, -60_000.0, 60_000.0);
    assert_near(net.sd, 0.0, 60_000.0);
    assert_eq!(found.whole.extra_self_support, Spread::default());
}

#[test]
fn levers_that_add_up_carry_the_same_in_every_order() {
    let second = "set_up.start = { sek = 70000, payer = \"municipality\" }\n\
         running.rent = { sek_per_month = 1500, payer = \"state\" }\n";
    let found = between("", second);
    assert_eq!(kinds(&found), [LeverKind::SetUp, LeverKind::Running]);
    assert_sums_to_whole(&found);
    for (step, part) in found.steps.iter().zip(&found.order_free) {
        for moves in [&part.share, &part.first, &part.last] {
            for (found, expected) in means(moves).into_iter().zip(means(&step.step)) {
                assert_near(found, expected, 1e5);
            }
        }
    }
    assert_near(municipality(&found.steps[0].step).mean, -70_000.0, 1e5);
    assert_eq!(municipality(&found.steps[1].step), Spread::default());
}

#[test]
fn levers_that_are_alike_carry_alike_whatever_their_place_in_the_file() {
    let second = "effect.one.hazard_ratio = 1.5\neffect.two.hazard_ratio = 1.5\n";
    let found = between("", second);
    assert_eq!(kinds(&found), [LeverKind::Effect, LeverKind::Effect]);
    assert_sums_to_whole(&found);
    let [one, two] = [&found.order_free[0], &found.order_free[1]];
    assert_eq!(one.share.net, two.share.net);
    assert_eq!(one.first.net, two.first.net);
    // They overlap, so the one switched last brings less and order matters.
    let [first, last] = [&found.steps[0].step, &found.steps[1].step].map(municipality);
    assert!(
        first.mean > last.mean + 5.0 * last.mc_se,
        "{first:?} {last:?}"
    );
    assert!(first.mean > municipality(&one.share).mean);
}

#[test]
fn the_ends_are_what_compare_says_about_the_two_designs() {
    let text = money();
    let found = diff_of(&text, "same", "house");
    let reading = reading_of(&text);
    let scenario = reading.scenario.as_ref().expect("sound");
    let plan = compile(scenario, &reading.resolved).expect("a plan");
    let asked = CompareSettings {
        draws: 64,
        seed: 1,
        threads: Some(1),
        designs: None,
    };
    let compared = compare(&plan, scenario, &asked, &Silent)
        .expect("an answer")
        .results;
    for side in [&found.from, &found.to] {
        let of = compared
            .comparisons
            .iter()
            .find(|one| one.design == side.id);
        let of = of.expect("the design");
        for (who, net) in &side.answer.net {
            assert_eq!(Some(net), of.saving(*who).map(|saving| &saving.net));
        }
        let extra = of.extra_self_support_at.last().expect("the horizon");
        assert_eq!(side.answer.extra_self_support, extra.1);
        assert_eq!(
            side.answer.months_with_payment_saved,
            of.months_with_payment_saved
        );
    }
    assert_eq!(found.run.scenario_hash, compared.run.scenario_hash);
    assert_sums_to_whole(&found);
    let from_today = diff_of(&text, "today", "same");
    assert_eq!(means(&from_today.from.answer), [0.0; 5]);
    assert_eq!(from_today.whole, from_today.to.answer);
}

#[test]
fn intake_is_taken_apart_where_the_steps_are_the_same() {
    let step = "[[design.second.intake]]\nid = \"decision\"\nwait_days = 3\nlost_share = 0.02\n";
    let found = between("", step);
    assert_eq!(
        kinds(&found),
        [LeverKind::IntakeWaits, LeverKind::IntakeLosses]
    );
    let paths = found.steps.iter().map(|step| step.changes[0].path.as_str());
    let expected = ["intake.decision.wait_days", "intake.decision.lost_share"];
    assert!(paths.eq(expected));
    assert_sums_to_whole(&found);
    let other = step.replace("decision", "called");
    assert_eq!(kinds(&between("", &other)), [LeverKind::IntakeSteps]);
}

#[test]
fn two_uncertain_numbers_that_read_the_same_are_told_apart() {
    let written = "match_quality = { p05 = 0.1, p50 = 0.4, p95 = 0.9 }";
    let found = between(written, written);
    assert_eq!(kinds(&found), [LeverKind::Fit]);
    assert!(found.steps[0].changes[0].is_another_uncertain_number);
    let inherited = format!(
        "{HOUSEHOLDS}[design.first]\nbased_on = \"today\"\n{written}\n\
         [design.second]\nbased_on = \"first\"\nreview.every_days = 30\n"
    );
    let inherited = diff_of(&text(24, &inherited), "first", "second");
    assert_eq!(kinds(&inherited), [LeverKind::Reviews]);
}

#[test]
fn levers_between_which_nothing_can_be_run_are_switched_together() {
    // A programme offers its menu again at once, so nothing in it may last no time.
    let households = HOUSEHOLDS.replace(
        "[intervention.course]\n",
        "[intervention.talk]\nduration_days = 0\n[intervention.course]\n",
    );
    let designs = "[design.first]\nbased_on = \"today\"\nmenu.every.talk = 1\n\
         [design.second]\nbased_on = \"today\"\nmenu.every.course = 2\n\
         programme.months = 12\nreview.every_days = 30\n";
    let found = diff_of(
        &text(24, &format!("{households}{designs}")),
        "first",
        "second",
    );
    let levers: Vec<usize> = found.steps.iter().map(|step| step.levers.len()).collect();
    assert_eq!(levers, [2, 1], "{:#?}", found.steps);
    assert_eq!(found.steps[0].levers[1].kind, LeverKind::Programme);
    assert_eq!(found.order_free.len(), 2);
    assert_sums_to_whole(&found);
}

#[test]
fn many_levers_are_switched_in_every_order_by_theme() {
    let households = HOUSEHOLDS.replace(
        "[intervention.course]\n",
        "[intervention.talk]\nduration_days = 0\n[intervention.course]\n",
    );
    let costs: String = (0..5)
        .map(|at| format!("running.c{at} = {{ sek_per_month = 100, payer = \"state\" }}\n"))
        .collect();
    let designs = format!(
        "[design.first]\nbased_on = \"today\"\nprogramme.months = 12\n\
         [design.second]\nbased_on = \"today\"\nmenu.every.talk = 1\nreview.every_days = 30\n{costs}"
    );
    let found = diff_of(
        &text(24, &format!("{households}{designs}")),
        "first",
        "second",
    );
    // The menu cannot be switched before the programme; each cost is a step of its own.
    assert_eq!(found.steps.len(), 7);
    assert_eq!(found.steps[0].levers.len(), 2);
    let themes: Vec<&[Theme]> = found
        .order_free
        .iter()
        .map(|part| &part.themes[..])
        .collect();
    assert_eq!(
        themes,
        [&[Theme::Choice][..], &[Theme::Reviews], &[Theme::Cost]]
    );
    assert_sums_to_whole(&found);
}

#[test]
fn a_lever_means_the_same_whatever_else_is_simulated() {
    let second = "fit_slope = 0\nreview.every_days = 30\neffect.one.hazard_ratio = 1.3\n";
    let designs = format!(
        "{HOUSEHOLDS}[design.first]\nbased_on = \"today\"\nfit_slope = 0\n\
         [design.second]\nbased_on = \"today\"\n{second}"
    );
    let reading = reading_of(&text(24, &designs));
    let scenario = reading.scenario.as_ref().expect("sound");
    let alone = DiffSettings {
        in_every_order: false,
        threads: Some(1),
        ..settings("first", "second", 64)
    };
    let alone = diff(scenario, &reading.resolved, &alone, &Silent).expect("a diff");
    let both = diff(
        scenario,
        &reading.resolved,
        &settings("first", "second", 64),
        &Silent,
    );
    assert_eq!(alone.order_free, []);
    assert_eq!(alone.steps, both.expect("a diff").steps);
}

#[test]
fn a_design_that_is_not_there_is_told() {
    let reading = reading_of(&money());
    let scenario = reading.scenario.as_ref().expect("sound");
    let found = diff(
        scenario,
        &reading.resolved,
        &settings("today", "hause", 4),
        &Silent,
    );
    assert_eq!(found, Err(NotDiffed::NoDesign("hause".to_owned())));
    assert_eq!(Perspective::ALL.len(), 3);
}
