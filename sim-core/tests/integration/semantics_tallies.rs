//! What is counted adds up: time, people, flows between states, benefit.

use sim_core::compile::plan::StateColumn;
use sim_core::tally::occupancy::WEIGHT_ONE;
use sim_core::units::TICKS_PER_MONTH;

use crate::laws::RICH;
use crate::named_tallies::named;
use crate::simulate::{Run, months, text};

/// Returns ticks of a month in all states in which a household can be.
fn time_in_system(run: &Run, draw: usize, way: usize, month: usize) -> i64 {
    let (layout, tally) = (&run.prepared.layouts[way], &run.draws[draw].ways[way].tally);
    let is_whereabouts = |column: &StateColumn| {
        !matches!(column, StateColumn::PartBenefit | StateColumn::Limited(_))
    };
    let states = layout
        .states
        .iter()
        .enumerate()
        .filter(|(_, c)| is_whereabouts(c));
    states
        .flat_map(|(state, _)| (0..tally.n_segments).map(move |s| (s, state)))
        .map(|(s, state)| tally.ticks[(s * tally.n_states + state) * tally.n_months + month])
        .sum()
}

#[test]
fn time_over_all_states_is_the_time_of_the_households_that_are_there() {
    // A list alone: as many household-months as households, less those gone for good.
    let body = text(
        40,
        "[segment.a]\nshare_of_new = 1\nreadiness_sd = 0.5\nhazard.job.per_month = 0.2\n\
         hazard.payment_gap.per_month = 0.1\nhazard.permanent.per_month = 0.002\n\
         [exit.job]\ncomes_back.hazard.per_month = 0.1\nends_in = { studies = 0.2 }\n\
         [exit.studies]\ncomes_back.after_days = 100\n\
         [exit.payment_gap]\nreturns_without_intake = true\ncomes_back.after_days = 40\n\
         [list.all]\nhouseholds = 60\nsegment_share = { a = 1 }\nbegins_in = \"intake\"\n\
         [[design.today.intake]]\nid = \"decision\"\nwait_days = 9\nlost_share = 0.3\n\
         [design.today.review]\nevery_days = 50\noffers_menu_share = 0.5\n\
         [design.today.menu]\nevery = { none = 1, course = 1 }\n\
         [intervention.course]\nduration_days = 45\ndrop_out_per_month = 0.1\neffect_ratio = 1\n\
         [design.house]\nbased_on = \"today\"\ngo_live = \"2027-06\"\neffect.one.hazard_ratio = 1.4\n",
    );
    let run = Run::of(&body, 20);
    for (draw, seen) in run.seen().enumerate() {
        for (way, id) in ["today", "house"].iter().enumerate() {
            let mut there = 60;
            for month in 0..40 {
                let gone = seen.count_in(id, "permanent", month..month + 1) as i64;
                let time = time_in_system(&run, draw, way, month);
                assert!(time <= there * TICKS_PER_MONTH, "{id} {month}");
                there -= gone;
                assert!(time >= there * TICKS_PER_MONTH, "{id} {month}");
            }
        }
    }
    // With new applications as well, a month in which nobody comes or goes is exact.
    let inflow = "[inflow]\nper_month = 0.4\n[stock]\npresent = false\n";
    let run = Run::of(&format!("{body}{inflow}"), 20);
    let mut n_quiet = 0;
    for (draw, seen) in run.seen().enumerate() {
        let mut there = 60;
        for month in 0..40 {
            let of = |event| seen.count_in("house", event, month..month + 1) as i64;
            // The list itself makes no new application of a month other than the first.
            let new = of("new") - if month == 0 { 60 } else { 0 };
            let gone = of("permanent");
            if new == 0 && gone == 0 {
                assert_eq!(
                    time_in_system(&run, draw, 1, month),
                    there * TICKS_PER_MONTH
                );
                n_quiet += 1;
            }
            there += new - gone;
        }
    }
    assert!(n_quiet > 100);
}

#[test]
fn starts_are_completions_drop_outs_exits_during_and_those_still_inside() {
    // What follows the course is a place nobody leaves, so every exit is one from inside it.
    let body = text(
        12,
        &format!(
            "[segment.a]\nshare_of_new = 1\nhazard.job.per_month = 0.1\nhazard.moved.per_month = 0.05\n\
             hazard.permanent.per_month = 0\n\
             [list.all]\nhouseholds = 500\nsegment_share = {{ a = 1 }}\nbegins_in = \"intake\"\n\
             [[design.today.intake]]\nid = \"wait\"\nsearch_ratio = 0\n\
             wait_days = {{ varies = {{ uniform = {{ min = 0, max = {} }} }} }}\n\
             [design.today.menu]\nevery = {{ course = 1 }}\n\
             [intervention.course]\nduration_days = {}\nthen = {{ after = 1 }}\n\
             [intervention.after]\nduration_days = 9999\nlock_in_ratio = 0\n",
            months(18.0),
            months(3.0)
        ),
    );
    let run = Run::of(&body, 20);
    for seen in run.seen() {
        let of = |event| seen.count("today", event);
        let exits = of("job") + of("moved");
        let inside = of("start course") - of("completion course") - exits;
        // Nobody stays longer than three months: those inside started in the last three.
        assert!((0.0..=seen.count_in("today", "start course", 9..12)).contains(&inside));
        let (all, after) = (months(1.0), seen.days_in("today", "after", 11..12));
        assert!(after <= of("start after") * all);
    }
    // With drop-outs into an open case nobody leaves, and a horizon that outlasts all.
    let drops = body
        .replace("duration_days = 9999", "duration_days = 1")
        .replace("hazard.job.per_month = 0.1", "hazard.job.per_month = 0")
        .replace("hazard.moved.per_month = 0.05", "")
        .replace("then = {", "drop_out_per_month = 0.2\nthen = {")
        .replace("horizon_months = 12", "horizon_months = 30");
    let run = Run::of(&drops, 20);
    for seen in run.seen() {
        let of = |event| seen.count("today", event);
        assert_eq!(of("start course"), 500.0);
        assert_eq!(
            of("start course"),
            of("completion course") + of("drop out course")
        );
        assert_eq!(of("completion course"), of("start after"));
        assert!(of("drop out course") > 0.0);
    }
}

#[test]
fn exits_less_returns_are_the_households_away() {
    // No permanent exit, one list: at the end all are on assistance or away.
    let body = text(
        24,
        "[segment.a]\nshare_of_new = 1\nhazard.job.per_month = 0.2\nhazard.permanent.per_month = 0\n\
         [exit.job]\ncomes_back.hazard.per_month = 0.15\n\
         [list.all]\nhouseholds = 300\nsegment_share = { a = 1 }\n[design.today]\n\
         [[design.today.intake]]\nid = \"decision\"\nwait_days = 30\n",
    );
    let run = Run::of(&body, 20);
    for seen in run.seen() {
        let mut away = 0.0;
        for month in 0..24 {
            let of = |event| seen.count_in("today", event, month..month + 1);
            let (out, back) = (of("job"), of("return") + of("reopened"));
            // Days away lie between those of nobody coming back and of all leaving at once.
            let days = seen.days_in("today", "job", month..month + 1);
            assert!(days <= months(away + out) && days >= months((away - back).max(0.0)));
            away += out - back;
            assert!((0.0..=300.0).contains(&away));
        }
        // Everyone who returned and was not reopened went through the step.
        assert_eq!(
            seen.count("today", "return"),
            seen.count("today", "today.decision")
        );
    }
}

#[test]
fn benefit_is_time_weighted_by_what_each_state_pays() {
    let body = text(
        30,
        "[segment.a]\nshare_of_new = 0.6\nhazard.job.per_month = 0.2\nhazard.permanent.per_month = 0.01\n\
         [segment.b]\nshare_of_new = 0.4\nhazard.job.per_month = 0.05\nhazard.permanent.per_month = 0.01\n\
         [exit.job]\ncomes_back.hazard.per_month = 0.1\npart_benefit_share = 0.5\n\
         part_benefit_left_share = 0.25\n\
         [inflow]\nper_month = 10\n[stock]\nwarm_up_years = 2\n\
         [[design.today.intake]]\nid = \"unpaid\"\nwait_days = 9\nbenefit_paid = false\n\
         [[design.today.intake]]\nid = \"paid\"\nwait_days = 9\nlost_share = 0.3\n\
         [design.today.menu]\nevery = { none = 1, course = 1, subsidised = 1 }\n\
         [intervention.course]\nduration_days = 60\n\
         [intervention.subsidised]\nduration_days = 200\nbenefit_share = 0.125\n\
         [design.house]\nbased_on = \"today\"\ngo_live = \"2027-06\"\n\
         treated = { share = 0.5, applies_to = \"all\", call_in_months = 6 }\n\
         intake = [{ id = \"called\", wait_days = 5 }]\n",
    );
    let run = Run::of(&body, 10);
    // Weights that are whole 4096ths, so the sum is exact.
    let pays = [
        ("open", 4096),
        ("lost", 4096),
        ("step today unpaid", 0),
        ("step today paid", 4096),
        ("step house called", 4096),
        ("in course", 4096),
        ("in subsidised", 512),
        ("part benefit", 1024),
    ];
    assert_eq!(WEIGHT_ONE, 4096);
    for draw in 0..run.draws.len() {
        for way in ["today", "house"] {
            let all = named(&run, draw, way, 30);
            for segment in ["a", "b"] {
                let mut sum = vec![0; 30];
                for (state, weight) in pays {
                    let ticks = all.get(&format!("{segment} state {state}"));
                    let ticks = ticks.into_iter().flatten();
                    sum.iter_mut()
                        .zip(ticks)
                        .for_each(|(sum, ticks)| *sum += weight * ticks);
                }
                assert_eq!(sum, all[&format!("{segment} benefit")], "{way} {segment}");
            }
        }
    }
}

#[test]
fn months_with_payment_in_a_whole_year_are_those_of_its_households() {
    let run = Run::of(RICH, 8);
    for draw in &run.draws {
        for way in &draw.ways {
            for (year, histogram) in way.probes.months_in_year.iter().enumerate() {
                let calendar = &run.plan.calendar;
                if !calendar.whole_year[year] {
                    assert_eq!(histogram, &[0; 13]);
                    continue;
                }
                let counted: i64 = histogram
                    .iter()
                    .zip(0..)
                    .map(|(n, months)| n * months)
                    .sum();
                let is_in = |month: &usize| calendar.year_of_month[*month] == year;
                let in_year = (0..calendar.n_months).filter(is_in);
                let tally = &way.tally;
                let paid: i64 = in_year
                    .flat_map(|month| (0..tally.n_segments).map(move |s| (s, month)))
                    .map(|(s, month)| tally.households_paid(s, month))
                    .sum();
                assert_eq!(counted, paid);
            }
        }
    }
}

#[test]
fn followed_households_are_found_where_they_are() {
    // Everyone of a list is looked up after nine months, wherever they are by then.
    let body = text(
        12,
        "[segment.a]\nshare_of_new = 1\nhazard.job.per_month = 0.1\nhazard.moved.per_month = 0.05\n\
         hazard.permanent.per_month = 0\n\
         [list.all]\nhouseholds = 1000\nsegment_share = { a = 1 }\n[design.today]\n\
         [probe.nine]\nlist = \"all\"\nafter_months = 9\n",
    );
    let run = Run::of(&body, 30);
    for seen in run.seen() {
        let probes = &seen.way("today").probes;
        assert_eq!(probes.followed, [1000]);
        // Classes: assistance, intervention, then the exits in their order: job first, moved sixth.
        let found = probes.found[0];
        assert_eq!(found[2] as f64, seen.count_in("today", "job", 0..9));
        assert_eq!(found[7] as f64, seen.count_in("today", "moved", 0..9));
        assert_eq!(found.iter().sum::<i64>(), 1000);
    }
}
