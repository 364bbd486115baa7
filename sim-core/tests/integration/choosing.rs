//! Which way of working to choose, and the search for better levers.

use sim_core::analysis::{ChoiceSettings, LeverAsked, NotSearched, SearchSettings, search};
use sim_core::compile::compile;
use sim_core::engine::observer::{GoOn, Observer, Silent};
use sim_core::math::normal_cdf;
use sim_core::results::Results;
use sim_core::results::choice::{Choice, DominanceOrder, Search};
use sim_core::results::comparison::Perspective;
use sim_core::results::information::Trust;
use sim_core::results::run::Stopped;

use crate::ready::{Ready, checked, reading_of};
use crate::simulate::text;

/// Three designs beside `today`: one that helps, the same with a rent, and one that does nothing but cost.
fn designs() -> String {
    let body = "[money]\ndiscount_per_year = 0\n[segment.all]\nshare_of_new = 1\n\
         hazard.job.per_month = { p05 = 0.03, p50 = 0.05, p95 = 0.08 }\n\
         hazard.permanent.per_month = 0.01\n[inflow]\nper_month = 3\n[stock]\nwarm_up_years = 1\n\
         [[design.today.intake]]\nid = \"decision\"\nwait_days = 10\n\
         [design.helps]\nbased_on = \"today\"\n\
         [design.helps.effect.help]\nhazard_ratio = { p05 = 0.9, p50 = 1.3, p95 = 1.8 }\n\
         [design.rented]\nbased_on = \"helps\"\n\
         [design.rented.running.rent]\npayer = \"municipality\"\nsek_per_month = 3000\n\
         [design.costs]\nbased_on = \"today\"\n\
         [design.costs.running.rent]\npayer = \"municipality\"\nsek_per_month = 1000\n";
    text(24, body)
}

fn chosen(text: &str, draws: u64) -> (Choice, Results) {
    let ready = Ready::with(checked(text));
    let comparing = ready.drawn(draws);
    let settings = ChoiceSettings {
        perspective: Perspective::Municipality,
        most_sek_per_household: 1e6,
    };
    let choice = comparing.choice(settings).expect("draws");
    (choice, comparing.answer().expect("draws").results)
}

#[test]
fn ways_of_working_are_ranked_with_today_among_them() {
    let (choice, results) = chosen(&designs(), 512);
    let order: Vec<&str> = choice
        .ranked
        .iter()
        .map(|one| one.design.as_str())
        .collect();
    assert_eq!(order, ["helps", "rented", "today", "costs"]);
    let rented = &choice.ranked[1];
    // A rent is known: what it takes is the same in every draw.
    assert!((rented.behind_best.value - 24.0 * 3000.0).abs() < 1e-6);
    assert!(rented.behind_best.mc_se < 1e-6);
    assert!((rented.regret.value - choice.ranked[0].regret.value - 72_000.0).abs() < 1e-3);
    let shares: f64 = choice
        .ranked
        .iter()
        .map(|one| one.best_probability.value)
        .sum();
    assert!((shares - 1.0).abs() < 1e-12);
    assert_eq!(choice.ranked[3].best_probability.value, 0.0);
    for one in &choice.ranked {
        let same = results
            .comparisons
            .iter()
            .find(|other| other.design == one.design);
        let net = same.map_or(0.0, |same| same.savings[0].net.mean);
        assert_eq!(one.net.value, net);
    }
    assert!((0.5..=1.0).contains(&choice.same_best_again.value));
}

#[test]
fn given_the_numbers_a_design_is_best_as_often_as_its_effect_helps_at_all() {
    let (choice, _) = chosen(&designs(), 1024);
    assert_eq!(choice.given_numbers, Some(Trust::Yes));
    let given = |id: &str| {
        let mut ranked = choice.ranked.iter();
        let found = ranked.find(|one| one.design == id).expect("there");
        found.best_given_numbers.expect("enough draws").value
    };
    // Whatever the other numbers are, it helps where its hazard ratio is above 1, and costs nothing.
    let (_, plan) = checked(&designs());
    let mut slots = plan.numbers.uncertain.iter();
    let address = "design.helps.effect.help.hazard_ratio";
    let at = slots.position(|slot| &*plan.numbers.slots[*slot as usize].address == address);
    let at = at.expect("uncertain");
    let helps = (0..1024).filter(|draw| {
        let mut values = Vec::new();
        plan.sampler.draw(1, *draw, &mut values);
        values[at] > 1.0
    });
    let known = helps.count() as f64 / 1024.0;
    assert!(
        (given("helps") - known).abs() < 0.03,
        "{} {known}",
        given("helps")
    );
    assert!((given("helps") + given("today") - 1.0).abs() < 1e-12);
    let (few, _) = chosen(&designs(), 511);
    let draws_needed = 512;
    assert_eq!(few.given_numbers, Some(Trust::TooFewDraws { draws_needed }));
    assert!(
        few.ranked
            .iter()
            .all(|one| one.best_given_numbers.is_none())
    );
}

/// Of a hundred households a course helps each to a job, for eleven months, with probability q, and costs as much as fifty of
/// them save. Given q it is best where q is above one half; in the draws, luck has as much to say as q.
#[test]
fn luck_of_households_does_not_decide_what_is_best_given_the_numbers() {
    let body = "[money]\ndiscount_per_year = 0\n[segment.all]\nshare_of_new = 1\n\
         hazard.permanent.per_month = 0.0000001\n\
         [list.all]\nhouseholds = 100\nsegment_share = { all = 1 }\nbegins_in = \"intake\"\n\
         [intervention.course]\nduration_days = 30.4375\nlock_in_ratio = 0\n\
         outcome_share = { job = { p05 = 0.48, p50 = 0.53, p95 = 0.58 } }\n\
         [design.today]\nmenu.every = { none = 1 }\n\
         [design.helps]\nbased_on = \"today\"\nmenu.every = { none = 0, course = 1 }\n\
         [design.helps.set_up.start]\npayer = \"municipality\"\nsek = 5500000\n";
    let (choice, _) = chosen(&text(12, body), 1024);
    let helps = choice.ranked.iter().find(|one| one.design == "helps");
    let helps = helps.expect("there");
    // A normal with standard deviation 0.03 about 0.53; luck adds a standard deviation of 0.05.
    let z = 0.03 / 0.0304;
    let given = helps.best_given_numbers.expect("enough draws").value;
    assert!((given - normal_cdf(z)).abs() < 0.04, "{given}");
    let in_all = helps.best_probability.value;
    assert!(
        in_all < normal_cdf(z) - 0.1,
        "or nothing is shown: {in_all}"
    );
}

#[test]
fn what_costs_more_and_does_the_same_is_dominated() {
    let (choice, _) = chosen(&designs(), 512);
    let dominates = |better: &str, worse: &str| {
        let mut found = choice.dominance.iter();
        found.any(|one| {
            one.better == better && one.worse == worse && one.order == DominanceOrder::First
        })
    };
    assert!(dominates("helps", "rented") && dominates("today", "costs"));
    assert!(!dominates("helps", "today") && !dominates("rented", "helps"));
    let row = |id: &str| {
        choice
            .pareto
            .iter()
            .find(|row| row.design == id)
            .expect("there")
    };
    assert_eq!(row("rented").dominated_by, ["helps"]);
    assert!(row("helps").dominated_by.is_empty());
    assert!(row("costs").dominated_by.contains(&"today".to_owned()));
    assert!(row("today").worst_tenth.value == 0.0 && row("costs").worst_tenth.value < 0.0);
}

#[test]
fn few_draws_say_how_many_tell_dominance() {
    let (choice, _) = chosen(&designs(), 64);
    assert!(choice.dominance.is_empty());
    assert_eq!(choice.dominance_draws_needed, Some(200));
}

/// Thirty households, each of which would hold a place for good. A place that is held brings the
/// municipality 1,000 a month; a place costs 400 a month whether or not it is held. `more` is written after it.
pub fn thirty(more: &str) -> String {
    let body = "[money]\ndiscount_per_year = 0\ninflation_per_year = 0\n\
         [parameter.n]\nvalue = 10\n\
         [segment.all]\nshare_of_new = 1\nhazard.permanent.per_month = 0.0000001\n\
         [list.all]\nhouseholds = 30\nsegment_share = { all = 1 }\n\
         [intervention.course]\nduration_days = 4000\n\
         [flow.grant]\npayer = \"state\"\nreceiver = \"municipality\"\nkind = \"transfer\"\nsek_per_month = 1000\n\
         while_in = [\"course\"]\n\
         [staff.teacher]\nemployer = \"municipality\"\nsek_per_year_new = 24000\nsek_per_year_reallocated = 0\n\
         [design.today]\nmenu.every = { none = 1 }\nreview.every_days = 1\n\
         [design.first]\nbased_on = \"today\"\nmenu.every = { none = 0, course = 1 }\n\
         places.course = { parameter = \"n\" }\n\
         [design.first.review]\nevery_days = 1\noffers_menu_share = 1\n\
         [design.first.treated]\napplies_to = \"all\"\n\
         [design.first.posts.teacher]\nprofession = \"teacher\"\nbooking = \"new\"\n\
         days_per_week = { parameter = \"n\" }\n";
    text(12, &format!("{body}{more}"))
}

fn searched(
    text: &str,
    levers: &[(&str, f64, f64)],
    budget_sek: Option<f64>,
    observer: &dyn Observer,
) -> Result<Search, NotSearched> {
    let reading = reading_of(text);
    let scenario = reading.scenario.as_ref().expect("sound");
    let plan = compile(scenario, &reading.resolved).expect("a plan");
    let asked = levers.iter().map(|(name, from, to)| LeverAsked {
        name: (*name).to_owned(),
        from: Some(*from),
        to: Some(*to),
    });
    let settings = SearchSettings {
        levers: asked.collect(),
        budget_sek,
        perspective: Perspective::Municipality,
        designs: Vec::new(),
        draws: 64,
        seed: 1,
        threads: Some(2),
    };
    search(scenario, (&reading.resolved, &plan), &settings, observer)
}

#[test]
fn the_search_finds_as_many_places_as_there_are_households() {
    let found = searched(&thirty(""), &[("parameter.n", 0.0, 80.0)], None, &Silent).expect("found");
    let best = &found.best[0];
    // From 29.5 the places are thirty.
    assert!((29.4..31.0).contains(&best.values[0]), "{best:?}");
    assert!((best.cost_sek.value - 12.0 * 400.0 * best.values[0]).abs() < 1e-6);
    let most = 12.0 * (30.0 * 1000.0 - 29.5 * 400.0);
    assert!(best.net[0].1.value <= most + 1.0);
    // A first day without a place, and less than a step of the search.
    assert!(best.net[0].1.value > 0.97 * most, "{best:?} for {most}");
    let written = found.as_written.expect("finished");
    assert_eq!(written.values, [10.0]);
    assert!(written.behind_best.value > 0.0);
    assert_eq!(found.tried, found.heats[0].candidates + found.refined);
    assert!(found.draws_made >= 64 * found.tried);
}

#[test]
fn a_budget_ends_the_search_where_it_is_spent() {
    let budget = 12.0 * 400.0 * 20.0;
    let found = searched(
        &thirty(""),
        &[("parameter.n", 0.0, 80.0)],
        Some(budget),
        &Silent,
    );
    let found = found.expect("found");
    let best = &found.best[0];
    assert!((19.0..=20.0).contains(&best.values[0]), "{best:?}");
    assert!(best.is_within_budget && found.too_expensive > 0);
    let none = searched(
        &thirty(""),
        &[("parameter.n", 5.0, 80.0)],
        Some(1.0),
        &Silent,
    );
    let none = none.expect("an answer");
    assert!(none.best.is_empty());
    assert!(!none.as_written.expect("it was tried").is_within_budget);
}

#[test]
fn two_levers_are_found_in_the_corner_that_no_start_is_in() {
    let levers = [
        ("rented.running.rent", 0.0, 9000.0),
        ("parameter.ratio", 0.8, 1.6),
    ];
    let text = designs().replace(
        "hazard_ratio = { p05 = 0.9, p50 = 1.3, p95 = 1.8 }",
        "hazard_ratio = { parameter = \"ratio\" }",
    );
    let text = text.replace(
        "[segment.all]",
        "[parameter.ratio]\nvalue = 1.2\n[segment.all]",
    );
    let found = searched(&text, &levers, None, &Silent).expect("found");
    assert_eq!(found.design, "rented");
    let best = &found.best[0];
    assert!(
        best.values[0] < 9000.0 / 16.0 && best.values[1] > 1.55,
        "{best:?}"
    );
    // Candidates are ranked by draws that did not choose them.
    let nets = found.best.iter().map(|one| one.net[0].1.value);
    assert!(nets.clone().zip(nets.skip(1)).all(|(a, b)| a >= b));
}

#[test]
fn what_cannot_be_searched_is_refused() {
    let text = designs();
    let two = [
        ("helps.effect.help.hazard_ratio", 1.0, 2.0),
        ("rented.running.rent", 0.0, 1.0),
    ];
    let found = searched(&text, &two, None, &Silent);
    assert!(
        matches!(found, Err(NotSearched::TwoDesigns(_))),
        "{found:?}"
    );
    let found = searched(
        &text,
        &[("design.today.intake.decision.wait_days", 1.0, 9.0)],
        None,
        &Silent,
    );
    assert!(
        matches!(found, Err(NotSearched::NotOfADesign(_))),
        "{found:?}"
    );
    let found = searched(&text, &[("inflow.per_month", 1.0, 9.0)], None, &Silent);
    assert!(
        matches!(found, Err(NotSearched::NotOfADesign(_))),
        "{found:?}"
    );
}

struct StopsAt(u64);

impl Observer for StopsAt {
    fn batch_finished(&self, draws: u64, _: u64) -> GoOn {
        match draws >= self.0 {
            true => GoOn::No,
            false => GoOn::Yes,
        }
    }
}

#[test]
fn a_search_that_is_stopped_says_what_it_did() {
    let found = searched(
        &thirty(""),
        &[("parameter.n", 0.0, 80.0)],
        None,
        &StopsAt(1000),
    );
    let found = found.expect("what was done");
    assert_eq!(found.stopped, Stopped::Interrupted, "{found:?}");
    assert!(found.best.is_empty() && found.tried > 0);
}
