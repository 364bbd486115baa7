//! What a lever must be for a design to pay for itself.

use sim_core::analysis::{
    BreakEvenSettings, LeverAsked, NoLever, NotBrokenEven, NotChanged, break_even,
};
use sim_core::compile::compile;
use sim_core::engine::observer::{GoOn, Observer, Silent};
use sim_core::math::normal_quantile;
use sim_core::results::break_even::{
    BreakEven, BreakEvenAnswer, BreakEvenAt, BreakEvenSeen, LeverValue, RangeFrom,
};
use sim_core::results::comparison::Perspective;
use sim_core::results::run::Stopped;

use crate::ready::{Ready, checked, reading_of};
use crate::simulate::text;

const DRAWS: u64 = 2000;

pub fn asked(name: &str, range: Option<(f64, f64)>) -> LeverAsked {
    LeverAsked {
        name: name.to_owned(),
        from: range.map(|(from, _)| from),
        to: range.map(|(_, to)| to),
    }
}

fn settings(levers: &[LeverAsked]) -> BreakEvenSettings {
    BreakEvenSettings {
        levers: levers.to_vec(),
        perspective: Perspective::Municipality,
        designs: Vec::new(),
        draws: DRAWS,
        seed: 1,
        threads: Some(2),
    }
}

fn found_with(
    text: &str,
    settings: &BreakEvenSettings,
    observer: &dyn Observer,
) -> Result<BreakEven, NotBrokenEven> {
    let reading = reading_of(text);
    let scenario = reading.scenario.as_ref().expect("sound");
    let plan = compile(scenario, &reading.resolved).expect("a plan");
    break_even(scenario, (&reading.resolved, &plan), settings, observer)
}

pub fn found(text: &str, levers: &[LeverAsked]) -> Result<BreakEven, NotBrokenEven> {
    found_with(text, &settings(levers), &Silent)
}

pub fn seen(found: &BreakEven) -> &BreakEvenSeen {
    &found.designs[0].seen[0]
}

pub fn at(found: &BreakEven, probability: f64) -> &BreakEvenAt {
    let at = seen(found).at.iter();
    at.into_iter()
        .find(|one| one.probability == probability)
        .expect("asked for")
}

/// Nobody is helped: a design that saves a normal amount a month, and costs one.
fn only_money() -> String {
    let body = "[money]\ndiscount_per_year = 0\n[segment.all]\nshare_of_new = 1\nhazard.job.per_month = 0.05\n\
         hazard.permanent.per_month = 0.01\n[inflow]\nper_month = 1\n[stock]\nwarm_up_years = 1\n\
         [design.today]\n\
         [design.first]\nbased_on = \"today\"\n\
         [design.first.running.saved]\npayer = \"municipality\"\n\
         sek_per_month = { uncertain = { normal = { mean = -1000, sd = 300 } } }\n\
         [design.first.running.cost]\npayer = \"municipality\"\nsek_per_month = 500\n";
    text(12, body)
}

#[test]
fn a_cost_beside_a_normal_saving_breaks_even_at_its_quantiles() {
    let found = found(&only_money(), &[asked("running.cost", None)]).expect("an answer");
    let lever = &found.levers[0];
    assert_eq!(lever.path, "design.first.running.cost.sek_per_month");
    assert_eq!((lever.from, lever.to), (0.0, 2000.0));
    assert_eq!(lever.range_from, RangeFrom::Around);
    for probability in [0.5, 0.8, 0.95] {
        let exact = 1000.0 + 300.0 * normal_quantile(1.0 - probability);
        let [crossing] = at(&found, probability).crossings[..] else {
            panic!("{:?}", at(&found, probability));
        };
        let (low, high) = (
            crossing.low.expect("inside"),
            crossing.high.expect("inside"),
        );
        assert!(low < exact && exact < high, "{crossing:?} misses {exact}");
        // Four standard errors of a quantile of 2,000 normals.
        let room = 4.0
            * 300.0
            * [0.028, 0.032, 0.047][(probability > 0.6) as usize + (probability > 0.9) as usize];
        assert!(
            (crossing.value - exact).abs() < room,
            "{crossing:?} for {exact}"
        );
        assert!(!crossing.saves_above);
    }
}

#[test]
fn a_cost_breaks_even_at_the_draws_own_quantile_of_what_is_saved_without_it() {
    // Households whose luck and numbers make the saving uncertain; a cost that is paid evenly.
    let text = saving_scenario();
    let found = found(
        &text,
        &[asked("running.rent.sek_per_month", Some((-4e4, 4e4)))],
    );
    let found = found.expect("an answer");
    let without = text.replace("sek_per_month = 500\n", "sek_per_month = 0\n");
    let saved = nets(&without);
    let (months, n) = (24.0, saved.len());
    for probability in [0.5, 0.8, 0.95] {
        let crossing = at(&found, probability).crossings[0];
        // Of the draws just so many save more than the cost.
        let index = (n as f64 * (1.0 - probability)).round() as usize;
        let (below, above) = (saved[index - 1] / months, saved[index] / months);
        let middle = (below + above) / 2.0;
        assert!((crossing.value - middle).abs() < 1e-6 * middle.abs().max(1.0));
    }
    // Straight: the grid, and one value to see that it is.
    assert!(found.values_tried <= 9 + 3, "{}", found.values_tried);
}

fn saving_scenario() -> String {
    let body = "[money]\ndiscount_per_year = 0\n[segment.all]\nshare_of_new = 1\n\
         hazard.job.per_month = { p05 = 0.03, p50 = 0.05, p95 = 0.08 }\n\
         hazard.permanent.per_month = 0.01\n[inflow]\nper_month = 3\n[stock]\nwarm_up_years = 1\n\
         [[design.today.intake]]\nid = \"decision\"\nwait_days = 10\n\
         [design.first]\nbased_on = \"today\"\n\
         [design.first.effect.help]\nhazard_ratio = { p05 = 0.9, p50 = 1.2, p95 = 1.6 }\n\
         [design.first.running.rent]\npayer = \"municipality\"\nsek_per_month = 500\n";
    text(24, body)
}

/// Net saving of the municipality by draw, sorted.
fn nets(text: &str) -> Vec<f64> {
    nets_of(text, DRAWS)
}

fn nets_of(text: &str, draws: u64) -> Vec<f64> {
    let table = Ready::with(checked(text)).drawn(draws).draw_table();
    let name = "net_saving_present:first:municipality:24";
    let column = table.columns.iter().position(|column| column.name == name);
    let mut nets = table.values[column.expect("there")].clone();
    nets.sort_by(f64::total_cmp);
    nets
}

#[test]
fn at_its_value_as_written_a_lever_changes_nothing() {
    let text = saving_scenario();
    let found = found(&text, &[asked("rent", Some((500.0, 1000.0)))]).expect("an answer");
    let as_written = &seen(&found).points[0];
    let nets = nets(&text);
    let mean = nets.iter().sum::<f64>() / nets.len() as f64;
    assert_eq!(as_written.value, 500.0);
    assert!((as_written.net.mean - mean).abs() < 1e-9 * mean.abs());
}

#[test]
fn an_effect_that_must_be_large_enough_saves_above_its_break_even() {
    let found = found(&saving_scenario(), &[asked("help", None)]).expect("an answer");
    let lever = &found.levers[0];
    assert_eq!(lever.path, "design.first.effect.help.hazard_ratio");
    assert_eq!(lever.range_from, RangeFrom::Prior);
    assert!(lever.from < 0.9 && lever.to > 1.6);
    let half = at(&found, 0.5).crossings[0];
    let most = at(&found, 0.95).crossings[0];
    assert!(half.saves_above && most.saves_above);
    assert!(
        1.0 < half.value && half.value < most.value,
        "{half:?} {most:?}"
    );
    let points = &seen(&found).points;
    assert!(points.windows(2).all(|pair| pair[0].value < pair[1].value));
    // With the same luck the curve of medians rises all the way.
    assert!(
        points
            .windows(2)
            .all(|pair| pair[0].net.p50 < pair[1].net.p50)
    );
}

#[test]
fn never_within_the_range_is_an_answer() {
    let found = found(&saving_scenario(), &[asked("help", Some((0.5, 0.8)))]).expect("an answer");
    for one in &seen(&found).at {
        assert_eq!(one.answer, BreakEvenAnswer::Never);
        assert!(one.is_clear);
    }
}

#[test]
fn a_wait_that_varies_is_stretched_as_a_whole() {
    let text = saving_scenario().replace(
        "[design.first.effect.help]",
        "[[design.first.intake]]\nid = \"called\"\n\
         wait_days = { varies = { lognormal = { median = 5, p90 = 20 } } }\n[design.first.effect.help]",
    );
    let found = found(&text, &[asked("called.wait_days", None)]).expect("an answer");
    let lever = &found.levers[0];
    assert_eq!(lever.value, LeverValue::Median);
    assert_eq!((lever.written, lever.from, lever.to), (5.0, 0.0, 10.0));
    let points = &seen(&found).points;
    let as_written = points
        .iter()
        .find(|point| point.value == 5.0)
        .expect("tried");
    let nets = nets(&text);
    let mean = nets.iter().sum::<f64>() / nets.len() as f64;
    assert!((as_written.net.mean - mean).abs() < 1e-9 * mean.abs());
    // The effect begins after intake: a longer wait brings less.
    assert!(points[0].net.mean > points[points.len() - 1].net.mean);
}

/// What is saved is normal with mean 1,000 and standard deviation 300 a month; a rent is paid in two houses.
#[test]
fn a_parameter_used_in_two_places_moves_both_and_either_place_alone() {
    let rent = "sek_per_month = { parameter = \"rent\" }\n";
    let two = format!(
        "{rent}[design.first.running.other]\npayer = \"municipality\"\n{rent}[parameter.rent]\nvalue = 100\n"
    );
    let text = only_money().replace("sek_per_month = 500\n", &two);
    let crossings = |name: &str| {
        let found = found(&text, &[asked(name, Some((0.0, 2000.0)))]).expect("an answer");
        [0.5, 0.8, 0.95].map(|probability| at(&found, probability).crossings[0].value)
    };
    let (both, one) = (crossings("parameter.rent"), crossings("running.cost"));
    for ((both, one), probability) in both.iter().zip(one).zip([0.5, 0.8, 0.95]) {
        // Twice the rent, or the rent and the 100 for the other house, is what is saved.
        let saved = 1000.0 + 300.0 * normal_quantile(1.0 - probability);
        assert!((2.0 * both - saved).abs() < 57.0, "{both} for {saved}");
        assert!((2.0 * both - one - 100.0).abs() < 1e-6, "{both} {one}");
    }
}

#[test]
fn a_number_by_its_parameter_or_its_place_is_one_lever_and_needs_not_stay_correlated() {
    let text = saving_scenario()
        .replace(
            "hazard_ratio = { p05 = 0.9, p50 = 1.2, p95 = 1.6 }",
            "hazard_ratio = { parameter = \"help\" }",
        )
        .replace("per_month = 3\n", "per_month = { parameter = \"come\" }\n")
        .replace(
            "[segment.all]",
            "[parameter.help]\np05 = 0.9\np50 = 1.2\np95 = 1.6\n\
             [parameter.come]\np05 = 2\np50 = 3\np95 = 4\n\
             [correlation.both]\nbetween = [\"help\", \"come\"]\nrank = 0.5\n[segment.all]",
        );
    let range = Some((0.8, 2.0));
    let by_parameter = found(&text, &[asked("parameter.help", range)]).expect("an answer");
    let by_place = found(&text, &[asked("help.hazard_ratio", range)]).expect("an answer");
    assert_eq!(by_parameter.levers[0].path, "parameter.help");
    assert_eq!(by_parameter.designs, by_place.designs);
}

#[test]
fn two_levers_give_a_map_whose_boundary_is_the_sum() {
    let levers = [
        asked("running.cost", Some((0.0, 2000.0))),
        asked("running.saved", Some((-2000.0, 0.0))),
    ];
    let found = found(&only_money(), &levers).expect("an answer");
    let map = found.map.expect("a map");
    assert_eq!((map.first_values.len(), map.second_values.len()), (9, 9));
    let seen = &map.designs[0].seen[0];
    let boundary = &seen.boundaries[0];
    for (row, second) in map.second_values.iter().enumerate() {
        for first in &boundary.first[row] {
            // The cost is what is saved; nothing else is uncertain, so the probability jumps there.
            assert!((first + second).abs() <= 250.0, "{first} {second}");
        }
        for (column, first) in map.first_values.iter().enumerate() {
            let median = seen.median_sek[row][column];
            assert!((median + 12.0 * (first + second)).abs() < 1e-6);
        }
    }
}

#[test]
fn names_that_mean_nothing_or_too_much_are_refused_with_a_hint() {
    let text = saving_scenario();
    let refused = |name: &str| match found(&text, &[asked(name, None)]) {
        Err(NotBrokenEven::NotChanged(NotChanged::NoLever(why))) => why,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        refused("effect.hepl.hazard_ratio"),
        NoLever::Unknown {
            name: "effect.hepl.hazard_ratio".to_owned(),
            did_you_mean: Some("design.first.effect.help.hazard_ratio".to_owned()),
        }
    );
    assert!(matches!(refused("per_month"), NoLever::Several { paths, .. } if paths.len() == 3));
}

#[test]
fn values_that_are_not_allowed_are_refused() {
    let text = saving_scenario();
    let out = found(&text, &[asked("help", Some((-1.0, 2.0)))]);
    assert!(
        matches!(&out, Err(NotBrokenEven::NotChanged(NotChanged::OutOfRange { value, .. })) if *value == -1.0),
        "{out:?}"
    );
    let out = found(
        &text,
        &[asked("segment.all.share_of_new", Some((0.5, 1.0)))],
    );
    assert!(
        matches!(&out, Err(NotBrokenEven::NotChanged(NotChanged::Refused { problems, .. })) if problems.len() == 1),
        "{out:?}"
    );
    let out = found(&text, &[asked("help", Some((2.0, 1.0)))]);
    assert!(matches!(out, Err(NotBrokenEven::EmptyRange { .. })));
    let mut beyond = asked("help", None);
    beyond.from = Some(5.0);
    let out = found(&text, &[beyond]);
    assert!(
        matches!(&out, Err(NotBrokenEven::EmptyRange { from, to, .. }) if *from == 5.0 && *to < 2.0),
        "{out:?}"
    );
    let out = found(&text, &[asked("help", None), asked("help", None)]);
    assert!(matches!(
        out,
        Err(NotBrokenEven::NotChanged(NotChanged::Twice(_)))
    ));
}

struct StopsAfter(u64);

impl Observer for StopsAfter {
    fn batch_finished(&self, draws: u64, _: u64) -> GoOn {
        match draws >= self.0 {
            true => GoOn::No,
            false => GoOn::Yes,
        }
    }
}

#[test]
fn a_run_that_is_stopped_keeps_the_values_that_were_finished() {
    let settings = settings(&[asked("help", None)]);
    let found = found_with(&saving_scenario(), &settings, &StopsAfter(2 * DRAWS + 1));
    let found = found.expect("two values");
    assert_eq!(found.stopped, Stopped::Interrupted);
    assert_eq!(found.values_tried, 2);
    // Both ends were tried first.
    let points = &seen(&found).points;
    assert_eq!(
        (points[0].value, points[1].value),
        (found.levers[0].from, found.levers[0].to)
    );
    assert_eq!(at(&found, 0.5).answer, BreakEvenAnswer::Crosses);
}

#[test]
fn places_that_a_design_does_not_write_can_be_moved_in_whole_numbers() {
    let text = saving_scenario()
        .replace(
            "[design.first.effect.help]",
            "[intervention.course]\nduration_days = 90\nplaces = 4\neffect_ratio = 1.5\n\
             [flow.course]\npayer = \"municipality\"\nreceiver = \"outside\"\nkind = \"programme\"\n\
             sek_per_month = 2000\nwhile_in = [\"course\"]\n[design.first.effect.help]",
        )
        .replace(
            "[[design.today.intake]]",
            "[design.today]\nmenu.every = { none = 1, course = 1 }\n[[design.today.intake]]",
        );
    let mut asked = settings(&[asked("first.places.course", Some((0.0, 5.0)))]);
    asked.draws = 256;
    let found = found_with(&text, &asked, &Silent).expect("an answer");
    let lever = &found.levers[0];
    assert_eq!(lever.path, "design.first.places.course");
    assert!(lever.is_whole && lever.written == 4.0);
    let values: Vec<f64> = seen(&found)
        .points
        .iter()
        .map(|point| point.value)
        .collect();
    assert!(
        values.iter().all(|value| value.fract() == 0.0),
        "{values:?}"
    );
    assert!(values.len() <= 6);
    // As many places as today's: what is left is what the design does besides.
    let at_four = seen(&found).points.iter().find(|point| point.value == 4.0);
    if let Some(at_four) = at_four {
        let nets = nets_of(&text, 256);
        let mean = nets.iter().sum::<f64>() / nets.len() as f64;
        assert!((at_four.net.mean - mean).abs() < 1e-9 * mean.abs());
    }
}
