//! Laws that hold bit for bit, whatever the numbers: what must not change anything, does not.

use crate::named_tallies::{Named, histograms, named, only, same, without_ownership};
use crate::simulate::{Run, plan_of, text};

pub const RICH: &str = include_str!("rich.toml");

/// Returns a text with a table replaced by another, or taken away; it must be there once.
#[track_caller]
pub fn changed(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "{from}");
    text.replace(from, to)
}

/// Holds that a way of working counted the same in all draws of two runs.
#[track_caller]
fn same_in_all(one: &Run, other: &Run, way: &str) {
    let n_months = one.plan.calendar.n_months;
    for draw in 0..one.draws.len() {
        let counted = |run| named(run, draw, way, n_months);
        same(&counted(one), &counted(other), way);
        same(
            &histograms(one, draw, way),
            &histograms(other, draw, way),
            way,
        );
    }
}

#[test]
fn a_design_without_effect_differs_from_today_by_nothing_at_all() {
    // What a design can write, at the value that does nothing. (Those called in would go through
    // intake and choose again, which does something.)
    let none = format!(
        "{RICH}\n[design.nothing]\nbased_on = \"today\"\ngo_live = \"2027-06\"\nramp_up_months = 3\n\
         treated.share = 0.7\n\
         effect.one = {{ hazard_ratio = 1.0, states = [\"open\", \"course\", \"intake\"] }}\n\
         effect.two.hazard_ratio = 1\n\
         transition = {{ hazard_ratio = 1, hold_months = 2, until_month = 5 }}\n\
         entry_ratio = {{ every = 1 }}\n"
    );
    let run = Run::of(&none, 6);
    for draw in 0..run.draws.len() {
        let design = without_ownership(&named(&run, draw, "nothing", 30), "nothing");
        same(&named(&run, draw, "today", 30), &design, "without effect");
        let ways = &run.draws[draw].ways;
        assert_eq!(ways[0].probes, ways[3].probes);
        assert_eq!(ways[0].tally.paid, ways[3].tally.paid);
        assert_eq!(ways[0].tally.benefit, ways[3].tally.benefit);
        // A negative control: another design of the file does differ.
        assert_ne!(ways[0].tally.benefit, ways[1].tally.benefit);
    }
}

/// Hazards of all forms, returns and gaps; waits and reviews, but nothing to choose from.
fn only_waiting(wait_today: &str, wait_soon: &str, review: &str) -> String {
    let body = format!(
        "[segment.quick]\nshare_of_new = 0.6\nreadiness_sd = 0.5\nbenefit_cv_ratio = 0.4\n\
         two_adults_share = 0.3\n\
         hazard.job.per_month = 0.15\nhazard.payment_gap.per_month = 0.1\nhazard.permanent.per_month = 0.01\n\
         [segment.slow]\nshare_of_new = 0.4\nreadiness_sd = 0.8\n\
         hazard.job.weibull = {{ shape = 0.8, scale_months = 40 }}\n\
         hazard.other_benefit.pieces = [{{ from_month = 0, per_month = 0.01 }}, {{ from_month = 6, per_month = 0.03 }}]\n\
         hazard.permanent.per_month = 0.01\n\
         [exit.job]\ncomes_back.hazard.per_month = 0.05\nsecond_adult_left_share = 0.5\n\
         [exit.payment_gap]\nreturns_without_intake = true\ncomes_back.after_days = 40\n\
         [exit.other_benefit]\ncomes_back.hazard.per_month = 0.1\n\
         [labour_market]\nsd = 0.2\npersistence_per_year = 0.7\n\
         [inflow]\nper_month = 20\n[stock]\nwarm_up_years = 3\n\
         [[design.today.intake]]\nid = \"decision\"\nwait_days = {wait_today}\n\
         [design.today.review]\nevery_days = 40\nfinds_lost_share = 0.5\n\
         [design.soon]\nbased_on = \"today\"\ntreated = {{ applies_to = \"all\", call_in_months = 3 }}\n\
         intake = [{{ id = \"decision\", wait_days = {wait_soon} }}]\n{review}"
    );
    text(36, &body)
}

#[test]
fn shorter_waits_alone_save_exactly_nothing() {
    let long = "{ varies = { lognormal = { median = 60, p90 = 120 } } }";
    let body = only_waiting(long, "1", "review.every_days = 10\n");
    let run = Run::of(&body, 12);
    for draw in &run.draws {
        let (today, soon) = (&draw.ways[0], &draw.ways[1]);
        assert_eq!(today.tally.benefit, soon.tally.benefit);
        assert_eq!(today.tally.paid, soon.tally.paid);
        assert_eq!(today.probes, soon.probes);
    }
    // All that people do is the same too; only where they are while they do it is not.
    let elsewhere =
        |name: &str| name.contains("exit") || name.contains("after") || name.contains("new");
    for draw in 0..run.draws.len() {
        let of = |way| only(&named(&run, draw, way, 36), elsewhere);
        same(&of("today"), &of("soon"), "what people do");
    }
    let open = |way: &'static str| run.mean(move |s| s.days(way, "open")).mean;
    assert!(open("soon") > 1.02 * open("today"));
    // A negative control: where less is searched for while waiting, shorter waits do save.
    let searching = changed(
        &body,
        "wait_days = 1 }",
        "wait_days = 1, search_ratio = 0.9 }",
    );
    let run = Run::of(&searching, 1);
    assert_ne!(
        run.draws[0].ways[0].tally.benefit,
        run.draws[0].ways[1].tally.benefit
    );
}

#[test]
fn a_higher_hazard_to_a_permanent_exit_never_raises_any_households_benefit_days() {
    // One household a draw; the job is for good.
    let with = |hazard: &str, lever: &str| {
        text(
            60,
            &format!(
                "[segment.a]\nshare_of_new = 1\nreadiness_sd = 0.8\nhazard.job{hazard}\n\
                 [list.one]\nhouseholds = 1\nsegment_share = {{ a = 1 }}\nbegins_in = \"intake\"\n\
                 [labour_market]\nsd = 0.3\npersistence_per_year = 0.6\n\
                 [[design.today.intake]]\nid = \"decision\"\nsearch_ratio = 0.5\nlost_share = 0.3\n\
                 wait_days = {{ varies = {{ exponential = {{ mean = 50 }} }} }}\n\
                 [design.today.menu]\nevery = {{ none = 1, course = 1 }}\n\
                 [design.today.review]\nevery_days = 45\nfinds_lost_share = 0.5\noffers_menu_share = 0.3\n\
                 [intervention.course]\nlock_in_ratio = 0.5\ndrop_out_per_month = 0.1\n\
                 duration_days = {{ varies = {{ lognormal = {{ median = 60, p90 = 120 }} }} }}\n{lever}"
            ),
        )
    };
    let mut levers = String::new();
    for (id, ratio) in [("b", 1.02), ("c", 1.3), ("d", 2.0), ("e", 6.0)] {
        levers += &format!(
            "[design.{id}]\nbased_on = \"today\"\neffect.one = {{ hazard_ratio = {ratio}, \
             states = [\"open\", \"lost\", \"intake\", \"course\"] }}\n"
        );
    }
    for hazard in [
        ".per_month = 0.05",
        ".weibull = { shape = 0.7, scale_months = 20 }",
        " = { pieces = [{ from_month = 0, per_month = 0.1 }, { from_month = 6, per_month = 0.02 }], since = \"spell\" }",
        " = { table_per_month = [0.2, 0.0, 0.05], since = \"state\" }",
    ] {
        let run = Run::of(&with(hazard, &levers), 400);
        let (mut some_lower, mut last) = (false, 0);
        for draw in &run.draws {
            let days: Vec<i64> = draw
                .ways
                .iter()
                .map(|w| w.tally.benefit.iter().sum())
                .collect();
            assert!(
                days.is_sorted_by(|a, b| a >= b),
                "{hazard}: draw {}: {days:?}",
                draw.draw
            );
            some_lower |= days[4] < days[0];
            last += days[4];
        }
        assert!(some_lower && last > 0);
    }
}

#[test]
fn order_and_comments_in_the_file_change_nothing() {
    // Tables from the last to the first, with remarks between them.
    let mut tables: Vec<String> = Vec::new();
    for line in RICH.lines() {
        if line.starts_with('[') {
            tables.push(String::new());
        }
        if let Some(table) = tables.last_mut() {
            *table += &format!("{line}   # a remark\n\n");
        }
    }
    // Steps of intake are in order, `today` stands first, and segments are the next test's.
    let keep = |table: &&String| table.starts_with("[[") || table.starts_with("[segment");
    let (kept, mut moved): (Vec<&String>, Vec<&String>) = tables.iter().partition(keep);
    moved.reverse();
    let top = "utfall = 1\nreopen_within_days = 60\n\n";
    let body: String = moved.into_iter().chain(kept).map(String::as_str).collect();
    let (one, other) = (Run::of(RICH, 4), Run::of(&format!("{top}{body}"), 4));
    assert_ne!(one.plan.interventions[0].id, other.plan.interventions[0].id);
    for way in ["today", "house", "outreach"] {
        same_in_all(&one, &other, way);
    }
    assert_eq!(values_by_address(&one), values_by_address(&other));
}

#[test]
fn the_order_of_shares_in_a_chain_or_an_exit_changes_nothing() {
    let turned = changed(
        RICH,
        "placement = 0.4, created = 0.3",
        "created = 0.3, placement = 0.4",
    );
    let turned = changed(
        &turned,
        "job = 0.7, unemployment_insurance = 0.1",
        "unemployment_insurance = 0.1, job = 0.7",
    );
    let (one, other) = (Run::of(RICH, 3), Run::of(&turned, 3));
    for draw in 0..one.draws.len() {
        let of = |run| named(run, draw, "house", 30);
        same(&of(&one), &of(&other), "house");
    }
}

fn values_by_address(run: &Run) -> Vec<std::collections::BTreeMap<String, u64>> {
    let slots = &run.plan.numbers.slots;
    let of = |values: &Vec<f64>| {
        let pairs = slots.iter().zip(values);
        pairs
            .map(|(slot, value)| (slot.address.to_string(), value.to_bits()))
            .collect()
    };
    run.draws.iter().map(|draw| of(&draw.values)).collect()
}

#[test]
fn one_more_uncertain_number_leaves_all_others_as_they_were() {
    let more = changed(
        RICH,
        "[flow.wage]\n",
        "[parameter.another]\np05 = 1\np50 = 2\np95 = 3\n\
         [flow.bonus]\npayer = \"state\"\nreceiver = \"households\"\nkind = \"transfer\"\n\
         sek_each = { parameter = \"another\" }\nat = [\"job\"]\n[flow.wage]\n",
    );
    let (one, other) = (Run::of(RICH, 4), Run::of(&more, 4));
    for (one, other) in values_by_address(&one)
        .iter()
        .zip(&values_by_address(&other))
    {
        assert_eq!(other.len(), one.len() + 1);
        assert!(
            one.iter()
                .all(|(address, value)| other.get(address) == Some(value))
        );
    }
    for (one, other) in one.draws.iter().zip(&other.draws) {
        assert_eq!(one.ways, other.ways);
    }
}

#[test]
fn a_referenced_or_inherited_number_has_one_value_in_every_design() {
    let plan = plan_of(RICH);
    let house = &plan.ways[1];
    let outreach = &plan.ways[2];
    // `outreach` inherits volume and levers from `house`: the same slots, not numbers of its own.
    assert_eq!(house.volume_share, outreach.volume_share);
    assert_ne!(house.volume_share.slot, 0);
    let slots = |way: &sim_core::compile::plan::WayPlan| -> Vec<u32> {
        way.effects
            .iter()
            .map(|effect| effect.hazard_ratio.slot)
            .collect()
    };
    assert_eq!(slots(house), slots(outreach));
    let address = |slot: u32| &*plan.numbers.slots[slot as usize].address;
    assert_eq!(address(slots(house)[0]), "parameter.shared_ratio");
    let lost = plan.ways[0].steps[1].lost_share.expect("it is written");
    assert_eq!(
        address(lost.slot),
        "design.today.intake.planning.lost_share"
    );
    // No address stands twice.
    let mut addresses: Vec<&str> = plan.numbers.slots.iter().map(|s| &*s.address).collect();
    addresses.sort_unstable();
    let n_all = addresses.len();
    addresses.dedup();
    assert_eq!(addresses.len(), n_all);
}

#[test]
fn a_design_does_not_depend_on_which_others_are_written_or_run() {
    let all = Run::of(RICH, 4);
    for (at, way) in [(1, "house"), (2, "outreach")] {
        let alone = Run::of_plan(plan_of(RICH), &[0, at], 4);
        same_in_all(&all, &alone, way);
        same_in_all(&all, &alone, "today");
    }
    let start = RICH.find("[design.outreach]").expect("it is there");
    let without = Run::of(&RICH[..start], 4);
    same_in_all(&all, &without, "house");
    let only_today = Run::of_plan(plan_of(RICH), &[0], 4);
    same_in_all(&all, &only_today, "today");
}

#[test]
fn a_design_like_another_counts_the_same_beside_it_as_alone() {
    // The twin differs in nothing; the second one in what only slow households meet, and the
    // third in whom it calls in: what they share with `house` is lived once.
    let alike = format!(
        "{RICH}\n[design.twin]\nbased_on = \"house\"\n\
         running.rent = {{ sek_per_month = 1, payer = \"municipality\" }}\n\
         [design.slower]\nbased_on = \"house\"\n\
         effect.lift = {{ hazard_ratio = 1.4, segments = [\"slow\"] }}\n\
         [design.called]\nbased_on = \"house\"\ntreated = {{ applies_to = \"all\", call_in_months = 2 }}\n"
    );
    let all = Run::of(&alike, 4);
    let own = |name: &str| only(&named(&all, 0, name, 30), |_| true);
    same(
        &without_ownership(&own("house"), "house"),
        &without_ownership(&own("twin"), "twin"),
        "twin",
    );
    let ways: Vec<String> = all.plan.ways.iter().map(|way| way.id.to_string()).collect();
    for (at, way) in ways.iter().enumerate().skip(1) {
        let alone = Run::of_plan(plan_of(&alike), &[0, at], 4);
        same_in_all(&all, &alone, way);
    }
    // A negative control: they are not all the same.
    let paid = |at: usize| all.draws[0].ways[at].tally.paid.iter().sum::<i64>();
    let at = |name: &str| ways.iter().position(|way| way == name).expect("a way");
    assert_ne!(paid(at("house")), paid(at("slower")));
    assert_ne!(paid(at("house")), paid(at("called")));
}

#[test]
fn a_lever_on_one_exit_moves_nobodys_luck_under_other_designs() {
    // It splits clocks that were drawn as one: those who never meet it must not notice.
    let split = format!(
        "{RICH}\n[design.split]\nbased_on = \"today\"\n\
         effect.jobs = {{ hazard_ratio = 1.3, exits = [\"job\"], segments = [\"quick\", \"slow\"] }}\n\
         effect.gaps = {{ hazard_ratio = 0.7, exits = [\"payment_gap\"], segments = [\"quick\"] }}\n"
    );
    let (one, other) = (Run::of(RICH, 4), Run::of(&split, 4));
    for way in ["today", "house", "outreach"] {
        same_in_all(&one, &other, way);
    }
}

#[test]
fn before_go_live_nothing_differs_from_today() {
    let run = Run::of(RICH, 6);
    for (way, go_live) in [("house", 6), ("outreach", 2)] {
        for draw in 0..run.draws.len() {
            let until = |months: usize| {
                let design = without_ownership(&named(&run, draw, way, months), way);
                (named(&run, draw, "today", months), design)
            };
            let known = |all: &Named| {
                only(all, |name| {
                    !name.contains("house") && !name.contains("called")
                })
            };
            let (today, design) = until(go_live);
            same(&known(&today), &known(&design), way);
            let (today, design) = until(30);
            assert_ne!(known(&today), known(&design), "{way} does something");
        }
    }
}

#[test]
fn a_longer_horizon_leaves_earlier_months_as_they_were() {
    let longer = changed(RICH, "horizon_months = 30", "horizon_months = 55");
    let (short, long) = (Run::of(RICH, 5), Run::of(&longer, 5));
    assert_eq!(values_by_address(&short), values_by_address(&long));
    for way in ["today", "house", "outreach"] {
        for draw in 0..short.draws.len() {
            same(
                &named(&short, draw, way, 30),
                &named(&long, draw, way, 30),
                way,
            );
        }
    }
}

#[test]
fn a_longer_warm_up_adds_households_and_changes_none() {
    let longer = changed(RICH, "warm_up_years = 4", "warm_up_years = 7");
    let (short, long) = (Run::of(RICH, 5), Run::of(&longer, 5));
    for way in ["today", "house", "outreach"] {
        let mut n_more = 0;
        for draw in 0..short.draws.len() {
            let (short, long) = (named(&short, draw, way, 30), named(&long, draw, way, 30));
            for (name, months) in &short {
                let more = months
                    .iter()
                    .zip(&long[name])
                    .map(|(short, long)| long - short);
                let more: Vec<i64> = more.collect();
                assert!(more.iter().all(|more| *more >= 0), "{way} {name}: {more:?}");
                n_more += more.iter().sum::<i64>();
                if name.contains("newapplication") {
                    assert!(more.iter().all(|more| *more == 0), "{name}");
                }
            }
        }
        assert!(n_more > 0);
    }
    // With a given stock of nobody, new applications are all there is, bit for bit.
    let nobody = |years: u32| {
        let stock = format!("warm_up_years = {years}\nhouseholds = 0");
        Run::of(&changed(RICH, "warm_up_years = 4", &stock), 3)
    };
    let (short, long) = (nobody(3), nobody(6));
    assert!(
        short
            .draws
            .iter()
            .zip(&long.draws)
            .all(|(a, b)| a.ways == b.ways)
    );
}

#[test]
fn more_draws_begin_with_the_fewer() {
    let (few, many) = (Run::of(RICH, 2), Run::of(RICH, 5));
    assert_eq!(few.draws[..], many.draws[..2]);
    assert_ne!(many.draws[0].ways, many.draws[1].ways);
}

#[test]
fn a_step_without_wait_changes_nobodys_life_where_nothing_is_chosen() {
    let body = only_waiting("20", "5", "");
    let more = changed(
        &body,
        "[design.today.review]",
        "[[design.today.intake]]\nid = \"another\"\nwait_days = 0\n[design.today.review]",
    );
    let (one, other) = (Run::of(&body, 5), Run::of(&more, 5));
    for way in ["today", "soon"] {
        for draw in 0..one.draws.len() {
            let of = |run| only(&named(run, draw, way, 36), |name| !name.contains("another"));
            same(&of(&one), &of(&other), way);
        }
    }
}
