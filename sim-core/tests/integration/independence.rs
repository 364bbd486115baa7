//! Luck that does not move: steps, other designs, horizons, order; and counts that add up.

use crate::laws::{RICH, changed};
use crate::named_tallies::{Named, histograms, named, only, same};
use crate::simulate::{Run, months, plan_of, text};

#[test]
fn a_step_without_wait_changes_nobodys_luck() {
    // One more step that takes no time: same choices, durations, drop-outs, outcomes, same lost time.
    let more = changed(
        RICH,
        "[design.today.menu]",
        "[[design.today.intake]]\nid = \"another\"\nwait_days = 0\n[design.today.menu]",
    );
    let (one, other) = (Run::of(RICH, 3), Run::of(&more, 3));
    for way in ["today", "house", "outreach"] {
        for draw in 0..one.draws.len() {
            let of = |run| only(&named(run, draw, way, 30), |name| !name.contains("another"));
            same(&of(&one), &of(&other), way);
        }
    }
}

#[test]
fn a_design_that_reaches_out_does_not_depend_on_another_that_does() {
    let two = format!(
        "{RICH}\n[design.more]\nbased_on = \"today\"\ngo_live = \"2027-05\"\nentry_ratio = {{ every = 1.7 }}\n"
    );
    let all = Run::of(&two, 3);
    let alone = Run::of_plan(plan_of(&two), &[0, 2], 3);
    for draw in 0..all.draws.len() {
        let of = |run| named(run, draw, "outreach", 30);
        same(&of(&all), &of(&alone), "outreach");
    }
}

#[test]
fn a_longer_horizon_leaves_earlier_months_of_a_given_stock_as_they_were() {
    let given = changed(
        RICH,
        "warm_up_years = 4",
        "warm_up_years = 4\nhouseholds = 90",
    );
    let longer = changed(&given, "horizon_months = 30", "horizon_months = 55");
    let (short, long) = (Run::of(&given, 4), Run::of(&longer, 4));
    for draw in 0..short.draws.len() {
        let of = |run| named(run, draw, "today", 30);
        same(&of(&short), &of(&long), "today");
    }
}

#[test]
fn the_order_of_segments_changes_nothing() {
    let quick = RICH.find("[segment.quick]").expect("it is there");
    let slow = RICH.find("[segment.slow]").expect("it is there");
    let exits = RICH.find("[exit.job]").expect("it is there");
    let turned = format!(
        "{}{}{}{}",
        &RICH[..quick],
        &RICH[slow..exits],
        &RICH[quick..slow],
        &RICH[exits..]
    );
    let (one, other) = (Run::of(RICH, 3), Run::of(&turned, 3));
    for draw in 0..one.draws.len() {
        let of = |run| named(run, draw, "house", 30);
        same(&of(&one), &of(&other), "house");
    }
}

#[test]
fn an_after_effect_also_follows_an_intervention_that_ends_inside_a_programme() {
    // The course is completed after a month; the menu then offers it again or nothing. Those who
    // choose nothing are in the open case after a completed intervention: the effect is theirs.
    let body = text(
        24,
        &format!(
            "[segment.a]\nshare_of_new = 1\nhazard.job.per_month = 0.1\n\
             hazard.permanent.per_month = 0\n\
             [list.all]\nhouseholds = 2000\nsegment_share = {{ a = 1 }}\nbegins_in = \"intake\"\n\
             [design.today.menu]\nevery = {{ none = 1, course = 1 }}\n\
             [design.today.programme]\nmonths = 1.5\n\
             [intervention.course]\nduration_days = {}\nlock_in_ratio = 0\n\
             after_effect = {{ hazard_ratio = 4, months = 30 }}\n",
            months(1.0)
        ),
    );
    let run = Run::of(&body, 20);
    // Half never start: 0.1 from month 0. A quarter are open from month 1 and a quarter from month 2,
    // both at 0.4. Share gone by month 6:
    let stays = |hazard: f64| sim_core::math::exp(-hazard);
    let gone = 1.0 - 0.5 * stays(0.6) - 0.25 * stays(2.0) - 0.25 * stays(1.6);
    run.mean(|s| s.count_in("today", "job", 0..6) / 2000.0)
        .is(gone);
}

#[test]
fn those_gone_for_good_are_found_among_the_permanent_exits() {
    let body = text(
        12,
        "[segment.a]\nshare_of_new = 1\nhazard.job.per_month = 0.1\n\
         hazard.permanent.per_month = 0.05\n\
         [list.all]\nhouseholds = 1000\nsegment_share = { a = 1 }\n[design.today]\n\
         [probe.nine]\nlist = \"all\"\nafter_months = 9\n",
    );
    let run = Run::of(&body, 3);
    for seen in run.seen() {
        let probes = &seen.way("today").probes;
        // Everyone followed is looked up; class 9 is the permanent exit.
        assert_eq!(probes.followed, [1000]);
        assert_eq!(
            probes.found[0][9] as f64,
            seen.count_in("today", "permanent", 0..9)
        );
    }
}

#[test]
fn a_given_stock_has_its_number_however_many_segments_share_it() {
    let segment = |id: &str, share: f64| {
        format!("[segment.{id}]\nshare_of_new = {share}\nhazard.permanent.per_month = 0.1\n")
    };
    let body = format!(
        "[design.today]\n{}{}{}{}[inflow]\nper_month = 30\n[stock]\nwarm_up_years = 8\nhouseholds = 101\n",
        segment("a", 0.25),
        segment("b", 0.25),
        segment("c", 0.25),
        segment("d", 0.25)
    );
    let run = Run::of(&text(2, &body), 40);
    let all: Vec<u64> = run.draws.iter().map(|d| d.stock_households).collect();
    assert!(all.iter().all(|n| *n == 101), "{all:?}");
}

/// Returns what one household of the list counts by itself: what is counted with it, less what is without it.
fn one_life(with: &Run, without: &Run, draw: usize, way: &str) -> Named {
    let all = |run| {
        let mut all = named(run, draw, way, 30);
        all.extend(histograms(run, draw, way));
        all
    };
    let mut life = all(with);
    for (name, months) in all(without) {
        let of_life = life.get_mut(&name).expect("the same names");
        of_life
            .iter_mut()
            .zip(months)
            .for_each(|(of_life, month)| *of_life -= month);
    }
    life
}

#[test]
fn taking_one_household_away_leaves_every_other_life_as_it_was() {
    // A life is what a count loses with its household. It is the same whether the others are
    // there (an inflow, a stock, another list, more of the same list) or not.
    let of = |text: &str, households: usize| {
        let text = changed(
            text,
            "households = 15",
            &format!("households = {households}"),
        );
        Run::of(&text, 2)
    };
    let late = "[list.late]\nhouseholds = 10\nsegment_share = { slow = 1 }\nstarts = \"2027-08\"\nbegins_in = \"intake\"\n";
    let inflow = RICH.find("[inflow]").expect("it is there");
    let lists = RICH.find("[list.named]").expect("it is there");
    let alone = format!("{}{}", &RICH[..inflow], &RICH[lists..]);
    let alone = changed(&alone, late, "");
    let mut seen = std::collections::BTreeSet::new();
    for households in [1, 2, 7, 15] {
        let [many, fewer] = [households, households - 1].map(|n| of(RICH, n));
        let [few, none] = [households, households - 1].map(|n| of(&alone, n));
        for way in ["today", "house", "outreach"] {
            for draw in 0..2 {
                let life = one_life(&many, &fewer, draw, way);
                same(&life, &one_life(&few, &none, draw, way), way);
                // One household is counted once or not at all; had another one's life changed as
                // well, something of it would be missing.
                let mut counts = life.values().flatten();
                assert!(
                    counts.clone().all(|count| *count >= 0),
                    "{way} {households}"
                );
                assert!(counts.any(|count| *count > 0), "nobody was taken away");
                seen.insert(life);
            }
        }
    }
    assert!(seen.len() > 8, "lives differ from household to household");
}
