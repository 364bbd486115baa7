//! Waiting, being lost and found, reviews that offer the menu, and returns, against answers by hand.

use sim_core::math::{exp, pow};

use crate::simulate::{Run, months, text};

/// Returns a scenario of one segment whose thousand households apply at the start.
fn applying(horizon: u32, segment: &str, rest: &str) -> String {
    let zero = "hazard.permanent.per_month = 0";
    text(
        horizon,
        &format!(
            "{top}\n[segment.a]\nshare_of_new = 1\n{segment}\n{zero}\n\
             [list.all]\nhouseholds = 1000\nsegment_share = {{ a = 1 }}\nbegins_in = \"intake\"\n{rest}\n",
            top = if rest.contains("reopen_within") {
                ""
            } else {
                "reopen_within_days = 90"
            },
        ),
    )
}

#[test]
fn people_find_jobs_while_they_wait_as_fast_as_the_search_ratio_says() {
    // Two months at hazard 0.2 * 0.5, one at 0.2, then the open case at 0.2.
    let body = applying(
        12,
        "hazard.job.per_month = 0.2",
        &format!(
            "[[design.today.intake]]\nid = \"one\"\nwait_days = {two}\nsearch_ratio = 0.5\n\
             [[design.today.intake]]\nid = \"two\"\nwait_days = {one}\n",
            two = months(2.0),
            one = months(1.0),
        ),
    );
    let run = Run::of(&body, 60);
    for month in [1_usize, 2, 3, 9] {
        let t = month as f64;
        let hazard = 0.1 * t.min(2.0) + 0.2 * (t - 2.0).max(0.0);
        let gone = run.mean(|s| s.count_in("today", "job", 0..month) / 1000.0);
        gone.is(1.0 - exp(-hazard));
    }
    // With ratio 0 nobody leaves during the step.
    let run = Run::of(&body.replace("search_ratio = 0.5", "search_ratio = 0"), 3);
    run.mean(|s| s.count_in("today", "job", 0..2))
        .is_to(0.0, 0.0);
    // Nothing else happens to benefit: it is paid throughout, but not in a step that does not pay.
    let unpaid = body.replace(
        "search_ratio = 0.5",
        "search_ratio = 0\nbenefit_paid = false",
    );
    let run = Run::of(&unpaid, 20);
    run.mean(|s| s.benefit_days("today", 0..2)).is_to(0.0, 0.0);
    let month = months((1.0 - exp(-0.2)) / 0.2);
    run.mean(|s| s.benefit_days("today", 2..3) / 1000.0)
        .is(month);
    run.mean(|s| s.paid("today", 1) as f64).is_to(0.0, 0.0);
}

#[test]
fn shares_that_withdraw_and_are_lost_come_one_after_the_other_at_the_end_of_a_step() {
    let body = applying(
        12,
        "",
        "[[design.today.intake]]\nid = \"one\"\nwait_days = 20\nwithdrawal_share = 0.2\n\
         lost_share = 0.3\n[[design.today.intake]]\nid = \"two\"\nwait_days = 20\n",
    );
    let run = Run::of(&body, 60);
    run.mean(|s| s.count("today", "withdrawn") / 1000.0).is(0.2);
    // The lots are independent: of those who do not withdraw, 0.3 are lost.
    run.mean(|s| s.count("today", "lost") / 1000.0)
        .is(0.8 * 0.3);
    run.mean(|s| s.count("today", "today.two") / 1000.0)
        .is(0.8 * 0.7);
    // Without reviews nobody finds them.
    run.mean(|s| s.count("today", "found")).is_to(0.0, 0.0);
}

const LOST: &str = "[[design.today.intake]]\nid = \"one\"\nwait_days = 0\nlost_share = 1\n\
                    [design.today.review]\nevery_days = 30\nfinds_lost_share = 0.4\n\
                    [design.today.menu]\nevery = { course = 1 }\n\
                    [intervention.course]\nduration_days = 10000\nlock_in_ratio = 0\n";

#[test]
fn reviews_find_the_lost_after_a_geometric_number_of_reviews() {
    let run = Run::of(&applying(60, "", LOST), 60);
    // Mean number of reviews 1 / 0.4, thirty days each; found ones choose at once.
    run.mean(|s| s.days("today", "lost") / 1000.0).is(75.0);
    run.mean(|s| s.count("today", "found")).is(1000.0);
    run.mean(|s| s.count("today", "start course")).is(1000.0);
    // After two months (60.9 days) two reviews have come.
    let found = run.mean(|s| s.count_in("today", "found", 0..2) / 1000.0);
    found.is(1.0 - 0.6 * 0.6);
    // Reviews are counted while lost: 2.5 each.
    run.mean(|s| s.count("today", "review today") / 1000.0)
        .is(2.5);
    // Hazards run on while lost: found at review k unless gone before.
    let run = Run::of(&applying(60, "hazard.job.per_month = 0.3", LOST), 60);
    let stays = exp(-0.3 * 30.0 / months(1.0));
    let found = 0.4 * stays / (1.0 - 0.6 * stays);
    run.mean(|s| s.count("today", "found") / 1000.0).is(found);
    run.mean(|s| s.count("today", "job") / 1000.0)
        .is(1.0 - found);
}

#[test]
fn reviews_offer_the_menu_after_a_geometric_number_of_reviews() {
    let body = text(
        24,
        &format!(
            "[segment.a]\nshare_of_new = 1\nhazard.permanent.per_month = 0\n\
             [list.all]\nhouseholds = 1000\nsegment_share = {{ a = 1 }}\n\
             [design.today.review]\nevery_days = {}\noffers_menu_share = 0.25\n\
             [design.today.menu]\nevery = {{ none = 1, course = 3 }}\n\
             [intervention.course]\nduration_days = 10000\n",
            months(1.0)
        ),
    );
    let run = Run::of(&body, 60);
    // Each review offers with 0.25, and three of four then take the course.
    let each = 0.25 * 0.75;
    for month in [1_usize, 4, 12] {
        let starts = run.mean(|s| s.count_in("today", "start course", 0..month + 1) / 1000.0);
        let reviews = month as f64;
        starts.is(1.0 - pow(1.0 - each, reviews));
    }
    // Reviews go on in the open case only: month k has those still in it.
    let reviews = run.mean(|s| s.count_in("today", "review today", 6..7) / 1000.0);
    reviews.is(pow(1.0 - each, 5.0));
}

#[test]
fn a_review_that_offers_nothing_changes_no_clock() {
    // Every review offers, but the menu holds nothing; or no review offers. The lives are the same.
    let with = |review: &str| {
        text(
            24,
            &format!(
                "[segment.a]\nshare_of_new = 1\nhazard.job.per_month = 0.05\n\
                 hazard.moved = {{ weibull = {{ shape = 0.8, scale_months = 20 }}, since = \"state\" }}\n\
                 hazard.permanent.per_month = 0.01\n\
                 [list.all]\nhouseholds = 500\nsegment_share = {{ a = 1 }}\nbegins_in = \"intake\"\n\
                 [[design.today.intake]]\nid = \"one\"\n\
                 wait_days = {{ varies = {{ exponential = {{ mean = 20 }} }} }}\n\
                 [design.today.review]\nevery_days = 19.7\n{review}\n\
                 [design.today.menu]\nevery = {{ none = 1 }}\n"
            ),
        )
    };
    let offers = Run::of(&with("offers_menu_share = 1"), 4);
    let silent = Run::of(&with("offers_menu_share = 0"), 4);
    for (offers, silent) in offers.draws.iter().zip(&silent.draws) {
        let (offers, silent) = (&offers.ways[0].tally, &silent.ways[0].tally);
        assert_eq!(offers.ticks, silent.ticks);
        assert_eq!(offers.benefit, silent.benefit);
    }
    let of = |run: &Run, event: &str| run.mean(|s| s.count("today", event)).mean;
    for event in ["job", "moved", "permanent"] {
        assert_eq!(of(&offers, event), of(&silent, event), "{event}");
    }
}

const RETURNS: &str = "[exit.withdrawn]\n\
                       comes_back.after_days = { varies = { exponential = { mean = 100 } } }\n\
                       [[design.today.intake]]\nid = \"one\"\nwait_days = 10\n\
                       [[design.today.intake]]\nid = \"two\"\nwait_days = 5\nwithdrawal_share = 1\n\
                       on_return = false\n";

#[test]
fn a_return_within_the_window_reopens_the_case_and_a_later_one_goes_through_intake() {
    let run = Run::of(&applying(120, "", RETURNS), 40);
    // One exit each; the return comes within 90 days with 1 - exp(-0.9).
    let reopened = 1.0 - exp(-0.9);
    run.mean(|s| s.count("today", "reopened") / 1000.0)
        .is(reopened);
    run.mean(|s| s.count("today", "return") / 1000.0)
        .is(1.0 - reopened);
    // Those who return take the steps marked for it: the first, not the second.
    run.mean(|s| s.count("today", "today.one") / 1000.0)
        .is(2.0 - reopened);
    run.mean(|s| s.count("today", "today.two") / 1000.0)
        .is_to(1.0, 0.0);
    let days = run.mean(|s| s.days("today", "withdrawn") / 1000.0);
    days.is(100.0);
    // The window is the scenario's.
    let wider = applying(120, "", RETURNS).replace("within_days = 90", "within_days = 250");
    let run = Run::of(&wider, 40);
    run.mean(|s| s.count("today", "reopened") / 1000.0)
        .is(1.0 - exp(-2.5));
}

#[test]
fn a_payment_gap_returns_without_intake_whatever_time_has_passed() {
    let gap = RETURNS.replace(
        "[exit.withdrawn]",
        "[exit.withdrawn]\nreturns_without_intake = true",
    );
    let run = Run::of(&applying(120, "", &gap), 3);
    run.mean(|s| s.count("today", "return")).is_to(0.0, 0.0);
    run.mean(|s| s.count("today", "today.one"))
        .is_to(1000.0, 0.0);
    // A gap taken by its own hazard, again and again: assistance and gap in turn.
    let body = applying(
        200,
        "hazard.payment_gap.per_month = 0.3",
        "[design.today]\n[exit.payment_gap]\nreturns_without_intake = true\n\
         comes_back.hazard.per_month = 0.5\n",
    );
    let run = Run::of(&body.replace("households = 1000", "households = 100"), 40);
    let gaps = run.mean(|s| s.days_in("today", "payment_gap", 40..200) / 100.0 / 160.0);
    gaps.is(months(0.3 / 0.8));
    run.mean(|s| s.count("today", "return")).is_to(0.0, 0.0);
}

#[test]
fn the_return_hazard_runs_from_the_exit_and_may_end_in_another_exit() {
    // 0.2 a month for three months, then 0.05; three of ten go on to studies instead of back.
    let body = applying(
        60,
        "",
        "[exit.withdrawn]\nends_in = { studies = 0.3 }\n\
         comes_back.hazard.pieces = [{ from_month = 0, per_month = 0.2 }, \
         { from_month = 3, per_month = 0.05 }]\n\
         [[design.today.intake]]\nid = \"one\"\nwait_days = 0\nwithdrawal_share = 1\non_return = false\n",
    );
    let run = Run::of(&body, 60);
    for month in [1_usize, 3, 12, 40] {
        let t = month as f64;
        let left = 1.0 - exp(-0.2 * t.min(3.0) - 0.05 * (t - 3.0).max(0.0));
        let back = |s: &crate::simulate::Seen<'_>| {
            s.count_in("today", "return", 0..month) + s.count_in("today", "reopened", 0..month)
        };
        run.mean(|s| back(s) / 1000.0).is(0.7 * left);
        run.mean(|s| s.count_in("today", "studies", 0..month) / 1000.0)
            .is(0.3 * left);
    }
}

#[test]
fn shorter_waits_bring_forward_what_comes_after_them_and_nothing_else() {
    // The mean start of the course is the sum of the waits of those who are still there.
    let h = 0.1;
    let body = applying(
        40,
        &format!("hazard.job.per_month = {h}"),
        "[[design.today.intake]]\nid = \"one\"\n\
         wait_days = { varies = { exponential = { mean = 60 } } }\n\
         [[design.today.intake]]\nid = \"two\"\n\
         wait_days = { varies = { exponential = { mean = 30 } } }\n\
         [design.today.menu]\nevery = { course = 1 }\n\
         [intervention.course]\nduration_days = 5000\nlock_in_ratio = 0\n",
    );
    let run = Run::of(&body, 60);
    // Reaching the end of exponential waits before an exponential exit: product of 1 / (1 + h m).
    let per_day = h / months(1.0);
    let reach = 1.0 / (1.0 + 60.0 * per_day) / (1.0 + 30.0 * per_day);
    run.mean(|s| s.count("today", "start course") / 1000.0)
        .is(reach);
    let in_one = 1.0 / (1.0 / 60.0 + per_day);
    run.mean(|s| s.days("today", "today.one") / 1000.0)
        .is(in_one);
    let in_two = in_one / 60.0 / (1.0 / 30.0 + per_day);
    run.mean(|s| s.days("today", "today.two") / 1000.0)
        .is(in_two);
}

#[test]
fn a_review_is_counted_once_also_where_it_offers_the_menu() {
    // Every review offers a menu that holds nothing; or no review offers. The lives are the same,
    // and so must be the number of reviews.
    let with = |share: u32| {
        let body = format!(
            "[segment.a]\nshare_of_new = 1\nhazard.job.per_month = 0.05\n\
             hazard.permanent.per_month = 0.01\n\
             [list.all]\nhouseholds = 500\nsegment_share = {{ a = 1 }}\nbegins_in = \"intake\"\n\
             [[design.today.intake]]\nid = \"one\"\n\
             wait_days = {{ varies = {{ exponential = {{ mean = 20 }} }} }}\n\
             [design.today.review]\nevery_days = 19.7\noffers_menu_share = {share}\n\
             [design.today.menu]\nevery = {{ none = 1 }}\n"
        );
        Run::of(&text(24, &body), 4)
    };
    let reviews = |run: &Run| run.mean(|s| s.count("today", "review today")).mean;
    assert_eq!(reviews(&with(1)), reviews(&with(0)));
}

#[test]
fn the_review_that_finds_a_lost_household_is_counted_whenever_it_was_lost() {
    let body = applying(
        24,
        "",
        "[[design.today.intake]]\nid = \"one\"\nlost_share = 1\n\
         wait_days = { varies = { exponential = { mean = 33 } } }\n\
         [design.today.review]\nevery_days = 19.7\nfinds_lost_share = 1\n\
         [design.today.menu]\nevery = { course = 1 }\n\
         [intervention.course]\nduration_days = 10000\n",
    );
    for seen in Run::of(&body, 5).seen() {
        let found = seen.count("today", "found");
        assert!(found > 900.0);
        assert_eq!(seen.count("today", "review today"), found);
    }
}
