//! How much benefit is paid, and by which rule months, spells and returns are counted.

use sim_core::ledger::pricing::benefit_per_day;
use sim_core::math::{exp, sqrt};

use crate::simulate::{Run, months, plan_of, text};

/// Returns a scenario whose thousand households wait for so many months and then leave to `withdrawn`.
fn leaving(horizon: u32, segment: &str, wait: f64, rest: &str) -> String {
    text(
        horizon,
        &format!(
            "reopen_within_days = 0\n[segment.a]\nshare_of_new = 1\n{segment}\n\
             hazard.permanent.per_month = 0\n\
             [list.all]\nhouseholds = 1000\nsegment_share = {{ a = 1 }}\nbegins_in = \"intake\"\n\
             [[design.today.intake]]\nid = \"wait\"\nwait_days = {wait}\nwithdrawal_share = 1\n{rest}\n"
        ),
    )
}

#[test]
fn part_time_work_leaves_part_of_the_benefit_to_a_share_of_single_adults() {
    let exit = "[exit.withdrawn]\npart_benefit_share = 0.4\npart_benefit_left_share = 0.5\n";
    let run = Run::of(&leaving(6, "", months(2.0), exit), 60);
    run.mean(|s| s.benefit_days("today", 0..2) / 1000.0)
        .is(months(2.0));
    run.mean(|s| s.benefit_days("today", 2..6) / 1000.0)
        .is(months(4.0) * 0.4 * 0.5);
    run.mean(|s| s.days("today", "part benefit") / 1000.0)
        .is(months(4.0) * 0.4);
    run.mean(|s| s.paid("today", 4) as f64 / 1000.0).is(0.4);
    // Their time after the exit is in the exit, all of it.
    run.mean(|s| s.days("today", "withdrawn") / 1000.0)
        .is(months(4.0));
}

#[test]
fn a_household_with_two_adults_keeps_the_second_adults_part() {
    let exit = "[exit.withdrawn]\npart_benefit_share = 0.4\npart_benefit_left_share = 0.5\n\
                second_adult_left_share = 0.7\n";
    let run = Run::of(&leaving(6, "two_adults_share = 0.3", months(2.0), exit), 60);
    let kept = 0.3 * 0.7 + 0.7 * 0.4 * 0.5;
    run.mean(|s| s.benefit_days("today", 2..6) / 1000.0)
        .is(months(4.0) * kept);
    run.mean(|s| s.paid("today", 3) as f64 / 1000.0)
        .is(0.3 + 0.7 * 0.4);
}

#[test]
fn benefit_depends_on_the_month_of_the_spell() {
    let steps = "benefit_by_month = [{ from_month = 0, ratio = 0.8 }, { from_month = 1.5, ratio = 1 }, \
                 { from_month = 4, ratio = 1.25 }]";
    // A return after two months starts the steps anew.
    let exit = format!(
        "[exit.withdrawn]\ncomes_back.after_days = {}\n",
        months(2.0)
    );
    let run = Run::of(&leaving(11, steps, months(5.0), &exit), 1);
    let seen = run.seen().next().expect("one draw");
    let of = |month: usize| seen.benefit_days("today", month..month + 1) / months(1000.0);
    let expected = [0.8, 0.9, 1.0, 1.0, 1.25, 0.0, 0.0, 0.8, 0.9, 1.0, 1.0];
    for (month, expected) in expected.iter().enumerate() {
        // Weights are kept to 1 / 4096.
        assert!(
            (of(month) - expected).abs() < 2e-4,
            "{month}: {} {expected}",
            of(month)
        );
    }
}

#[test]
fn benefit_that_varies_between_households_keeps_its_mean_and_has_its_spread() {
    let body = leaving(2, "benefit_cv_ratio = 0.6", months(1.0), "");
    let run = Run::of(&body, 100);
    run.mean(|s| s.benefit_days("today", 0..1) / 1000.0)
        .is(months(1.0));
    // One household a draw shows the spread.
    let one = Run::of(&body.replace("households = 1000", "households = 1"), 40_000);
    let level = |s: &crate::simulate::Seen<'_>| s.benefit_days("today", 0..1) / months(1.0);
    one.mean(level).is(1.0);
    let variance = one.mean(|s| (level(s) - 1.0) * (level(s) - 1.0));
    variance.is_to(0.36, 0.02);
    // It is lognormal: the mean of ln is minus half the variance of ln.
    let s2 = sim_core::math::ln(1.36);
    one.mean(|s| sim_core::math::ln(level(s)))
        .is_to(-s2 / 2.0, 0.01);
}

#[test]
fn reforms_change_benefit_hazards_and_entry_from_their_month_on() {
    let body = text(
        12,
        "[design.today]\n[segment.a]\nshare_of_new = 0.5\nhazard.job.per_month = 0.1\n\
         hazard.moved.per_month = 0.05\n\
         [segment.b]\nshare_of_new = 0.5\nbenefit_ratio = 1.2\nhazard.job.per_month = 0.1\n\
         hazard.moved.per_month = 0.05\n\
         [list.all]\nhouseholds = 1000\nsegment_share = { a = 0.5, b = 0.5 }\n\
         [inflow]\nper_month = 50\n[stock]\npresent = false\n\
         [reform.norm]\nfrom = \"2027-04\"\nbenefit_ratio = 1.1\n\
         [reform.demand]\nfrom = \"2027-07\"\nhazard_ratio = 2\nentry_ratio = 0.6\nsegments = [\"a\"]\n\
         [reform.late]\nfrom = \"2027-10\"\nbenefit_ratio = 0.5\nentry_ratio = 1.5\nsegments = [\"b\"]\n",
    );
    let plan = plan_of(&body);
    let rates = benefit_per_day(&plan, &plan.numbers.central(), &[]);
    let base = 10_000.0 / months(1.0);
    for (month, rate) in [(2, 1.0), (3, 1.1), (11, 1.1)] {
        assert!((rates[month] / base - rate).abs() < 1e-12);
    }
    for (month, rate) in [(2, 1.2), (3, 1.32), (8, 1.32), (9, 0.66)] {
        assert!((rates[12 + month] / base - rate).abs() < 1e-12);
    }
    let run = Run::of(&body, 80);
    let new = |months: std::ops::Range<usize>, segment: usize| {
        run.mean(move |s| {
            s.count_of("today", "new", months.clone(), segment..segment + 1) / months.len() as f64
        })
    };
    new(0..6, 0).is(25.0);
    new(6..12, 0).is(15.0);
    new(0..9, 1).is(25.0);
    new(9..12, 1).is(37.5);
    // Hazards of a: job doubles from month 6, moved does not; of the list alone, without inflow.
    let alone = body.replace("[inflow]\nper_month = 50\n[stock]\npresent = false\n", "");
    let run = Run::of(&alone, 80);
    let stays = |t: f64| exp(-0.15 * t.min(6.0) - 0.25 * (t - 6.0).max(0.0));
    for month in [6_usize, 9, 12] {
        let gone = run.mean(|s| {
            let of = |exit| s.count_of("today", exit, 0..month, 0..1);
            (of("job") + of("moved")) / 500.0
        });
        gone.is_to(1.0 - stays(month as f64), 0.012);
    }
    let moved = run.mean(|s| s.count_of("today", "moved", 6..12, 0..1) / 500.0);
    moved.is_to(0.05 / 0.25 * (stays(6.0) - stays(12.0)), 0.01);
}

#[test]
fn months_with_payment_spells_and_returns_are_counted_by_the_calendar_rule() {
    // A wait of `on` months, withdrawal, `off` months away, and so on in turn. By hand, with
    // months numbered from 0 (January 2027) and a horizon of 36:
    let counted = |on: f64, off: f64| {
        let back = format!(
            "[exit.withdrawn]\ncomes_back.after_days = {}\n",
            months(off)
        );
        let body =
            leaving(36, "", months(on), &back).replace("households = 1000", "households = 1");
        let run = Run::of(&body, 1);
        let probes = run.draws[0].ways[0].probes.clone();
        let years: Vec<usize> = probes
            .months_in_year
            .iter()
            .map(|year| (1..13).filter(|m| year[*m] > 0).sum())
            .collect();
        let spells = [
            probes.spells_followed,
            probes.spells_over_twelve,
            probes.spells_ended,
            probes.returned_within_three,
        ];
        (years, spells)
    };
    // On 0-2.5, off to 4.25, on to 6.75, off to 8.5, on to 11, off to 12.75, on to 15.25, off to 17,
    // on to 19.5, off to 21.25, on to 23.75, off to 25.5, on to 28, off to 29.75, on to 32.25,
    // off to 34, on to the horizon. Months with payment: 0-2, 4-6, 8-10, 12-15, 17-19, 21-23, 25-27,
    // 29-32, 34-35; each time exactly one month without. 2027: 9; 2028: 4 + 3 + 3; 2029: 3 + 4 + 2.
    // Spells that begin by month 23 can be followed for twelve months: 0, 4, 8, 12, 17, 21. Those that end by month 31 count as ended: 2, 6, 10, 15,
    // 19, 23, 27; all return within three months.
    assert_eq!(counted(2.5, 1.75), (vec![9, 10, 9], [6, 0, 7, 7]));
    // On 0-13.25, off to 14.25, on to 27.5, off to 28.5, on. Every month has payment: a gap of a
    // month in time is no calendar month without. One long spell.
    assert_eq!(counted(13.25, 1.0), (vec![12, 12, 12], [1, 1, 0, 0]));
    // On 0-13.5, off to 14.5, on to 28, off to 29, on. Now month 28 has none, and the spell ends.
    assert_eq!(counted(13.5, 1.0), (vec![12, 12, 11], [1, 1, 1, 1]));
    // On 0-12, off to 14, on to 26, off to 28, on. Months 0-11, 14-25, 28-35: twelve months are
    // not over twelve. 2027: 12; 2028: months 14-23: 10; 2029: 24, 25 and 28-35: 10.
    assert_eq!(counted(12.0, 2.0), (vec![12, 10, 10], [2, 0, 2, 2]));
    // A quarter of a month more: 0-12, 14-26, 29-35. Both are over twelve; months 13, 27 and 28 lack.
    assert_eq!(counted(12.25, 2.25), (vec![12, 11, 10], [2, 2, 2, 2]));
    // Away for four and a half months: months 5-8 lack (4), so the return is not within three.
    // On 0-4.5, off to 9, on to 13.5, off to 18, on to 22.5, off to 27, on to 31.5, off to 36.
    // Months 0-4, 9-13, 18-22, 27-31. 2027: 5 + 3; 2028: 2 + 5; 2029: 5.
    assert_eq!(counted(4.5, 4.5), (vec![8, 7, 5], [3, 0, 4, 0]));
    // Three calendar months without payment are within three: on 0-5, off to 8.5, and so on.
    // On 0-5, 8.5-13.5, 17-22, 25.5-30.5, 34-: months 0-4, 8-13, 17-21, 25-30, 34-35; between
    // them 5-7, 14-16, 22-24, 31-33.
    assert_eq!(counted(5.0, 3.5), (vec![9, 7, 8], [3, 0, 4, 4]));
}

#[test]
fn every_household_counts_once_in_a_year_by_its_months_with_payment() {
    // Uniform starts of deterministic spells of 2.5 months: a spell from x in [k, k + 1) has payment
    // in months k to k + 2, and in k + 3 when x - k > 0.5.
    let body = text(
        36,
        &format!(
            "[segment.a]\nshare_of_new = 1\nhazard.permanent.per_month = 0\n[inflow]\nper_month = 40\n\
             [stock]\npresent = false\n\
             [[design.today.intake]]\nid = \"wait\"\nwait_days = {}\nwithdrawal_share = 1\n",
            months(2.5)
        ),
    );
    let run = Run::of(&body, 60);
    // In 2028 (months 12-23), by first month k: k = 9: half have one month; 10: one or two; 11: two
    // or three; 12-20: three or four; 21: three; 22: two; 23: one.
    let of = |n: usize| run.mean(move |s| s.way("today").probes.months_in_year[1][n] as f64);
    of(1).is_to(40.0 * (0.5 + 0.5 + 1.0), 1.4);
    of(2).is_to(40.0 * (0.5 + 0.5 + 1.0), 1.4);
    of(3).is_to(40.0 * (0.5 + 9.0 * 0.5 + 1.0), 2.4);
    of(4).is_to(40.0 * 9.0 * 0.5, 2.2);
    of(5).is_to(0.0, 0.0);
    let binomial = sqrt(40.0 * 4.5 / 60.0);
    assert!((0.7..1.4).contains(&(of(4).error / binomial)));
}

#[test]
fn a_part_of_the_benefit_may_be_kept_for_some_months_only() {
    let exit = "[exit.withdrawn]\npart_benefit_share = 0.4\npart_benefit_left_share = 0.5\n\
                second_adult_left_share = 0.75\nbenefit_left_months = 3\n\
                comes_back.after_days = 100000\n";
    let run = Run::of(
        &leaving(9, "two_adults_share = 0.25", months(2.0), exit),
        60,
    );
    let kept = 0.25 * 0.75 + 0.75 * 0.4 * 0.5;
    let days = |from, to| run.mean(move |s| s.benefit_days("today", from..to) / 1000.0);
    days(2, 5).is(months(3.0) * kept);
    days(5, 9).is_to(0.0, 0.0);
    run.mean(|s| s.days("today", "part benefit") / 1000.0)
        .is(months(3.0) * (0.25 + 0.75 * 0.4));
    run.mean(|s| s.paid("today", 4) as f64 / 1000.0)
        .is(0.25 + 0.75 * 0.4);
    run.mean(|s| s.paid("today", 5) as f64).is_to(0.0, 0.0);
    // The stay in the exit goes on.
    run.mean(|s| s.days("today", "withdrawn") / 1000.0)
        .is(months(7.0));
}
