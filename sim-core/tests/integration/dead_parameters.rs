//! Every number of a shipped scenario matters: moved a little, it moves something that is reported.

use std::path::{Path, PathBuf};

use sim_core::compile::plan::Plan;
use sim_core::compile::{check_reading, compile, is_sound};
use sim_core::diagnostic::Unreadable;
use sim_core::engine::draw::{Prepared, Replicate, prepare, simulate_at, simulate_draw};
use sim_core::engine::published::days_in_year;
use sim_core::ledger::accounts::Ledger;
use sim_core::ledger::book::Book;
use sim_core::ledger::difference::difference;
use sim_core::ledger::prices::Prices;
use sim_core::ledger::pricing::{WayPriced, benefit_per_day, price};
use sim_core::read::reference::ValueDoc;
use sim_core::read::{read_scenario, reference};
use sim_core::tally::outcome::DrawOutcome;
use sim_core::units::UnitKind;

use crate::simulate::{SEED, plan_of};

/// Draws in which a number may show that it matters; a place of a hundred households needs some.
const N_DRAWS: u64 = 24;

/// Numbers that move what is reported of draws together, not what a draw is; each with the reason.
const REPORTED_OF_ALL_DRAWS: &[(&str, &str)] = &[(
    "money.large_loss_sek",
    "the border of a reported probability; comparing.rs holds that it moves that",
)];

fn scenarios() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios")
}

fn shipped() -> Vec<String> {
    let folder = std::fs::read_dir(scenarios()).expect("the scenarios are there");
    let names = folder.map(|entry| {
        entry
            .expect("a file")
            .file_name()
            .to_string_lossy()
            .into_owned()
    });
    let mut names: Vec<String> = names.filter(|name| name.ends_with(".toml")).collect();
    names.sort();
    names
}

fn plan_of_file(name: &str) -> Plan {
    let mut open = |name: &str| {
        std::fs::read_to_string(scenarios().join(name)).map_err(|_| Unreadable::Missing)
    };
    let reading = read_scenario(name, &mut open);
    let problems = check_reading(&reading);
    assert!(is_sound(&problems), "{name}: {problems:#?}");
    let scenario = reading.scenario.expect("a shipped scenario is sound");
    compile(&scenario, &reading.resolved).expect("a shipped scenario has a plan")
}

/// What one draw is reported as: money and staff of every way of working.
#[derive(Debug, PartialEq)]
struct Priced {
    ways: Vec<WayPriced>,
    differences: Vec<Ledger>,
    prices: Prices,
}

fn priced(
    plan: &Plan,
    (book, days): (&Book, &[f64]),
    outcome: &DrawOutcome,
    values: &[f64],
) -> Priced {
    let benefit = benefit_per_day(plan, values, days);
    let rates = (values, benefit.as_slice());
    let all = outcome.ways.iter().enumerate();
    let ways: Vec<WayPriced> = all
        .map(|(way, of)| price(plan, book, way, rates, of))
        .collect();
    let differences = (1..ways.len())
        .map(|way| {
            let tallies = [&outcome.ways[0].tally, &outcome.ways[way].tally];
            difference(plan, book, way, rates, ([&ways[0], &ways[way]], tallies))
        })
        .collect();
    let prices = Prices::of(&plan.money, &plan.calendar, values);
    Priced {
        ways,
        differences,
        prices,
    }
}

/// How far a number is moved, against itself. What matters to a few households only may not show
/// in a few draws when moved by a tenth; what matters to nobody shows at no size.
const NUDGES: [f64; 2] = [0.1, 9.0];

/// Returns the value so much up, or down where the unit has no room above.
fn nudged(value: f64, by: f64, unit: UnitKind) -> f64 {
    let (low, high) = unit.bounds();
    let off = by * if value == 0.0 { 1.0 } else { value.abs() };
    if value + off <= high {
        value + off
    } else {
        (value - off).max(low)
    }
}

/// One scenario, run in some draws.
struct Base {
    plan: Plan,
    prepared: Prepared,
    book: Book,
    /// Days a year behind a published benefit, where the scenario has one.
    days: Vec<f64>,
    draws: Vec<(DrawOutcome, Priced)>,
}

impl Base {
    fn of(name: &str) -> Self {
        Self::of_plan(plan_of_file(name))
    }

    fn of_plan(plan: Plan) -> Self {
        let ways: Vec<usize> = (0..plan.ways.len()).collect();
        let prepared = prepare(&plan, &ways);
        let book = Book::new(&plan, &prepared.layouts);
        let mut base = Self {
            days: days_in_year(&plan),
            plan,
            prepared,
            book,
            draws: Vec::new(),
        };
        for draw in 0..N_DRAWS {
            let of = simulate_draw(&base.plan, &base.prepared, SEED, draw, Replicate::default());
            let money = priced(&base.plan, (&base.book, &base.days), &of, &of.values);
            base.draws.push((of, money));
        }
        base
    }

    /// Whether a nudge of a slot moves money at the same lives, or the lives themselves.
    fn moves(&self, slot: usize) -> bool {
        NUDGES.iter().any(|by| self.moves_by(slot, *by))
    }

    fn moves_by(&self, slot: usize, by: f64) -> bool {
        let unit = self.plan.numbers.slots[slot].unit;
        let with = |outcome: &DrawOutcome| {
            let mut values = outcome.values.clone();
            values[slot] = nudged(values[slot], by, unit);
            values
        };
        let moves_money = |(of, money): &(DrawOutcome, Priced)| {
            priced(&self.plan, (&self.book, &self.days), of, &with(of)) != *money
        };
        let moves_lives = |(of, _): &(DrawOutcome, Priced)| {
            let (address, replicate) = ((SEED, of.draw), Replicate::default());
            let moved = simulate_at(&self.plan, &self.prepared, address, replicate, with(of));
            moved.ways != of.ways
        };
        // Most show in the first draw: money is looked at first, being the quicker.
        moves_money(&self.draws[0])
            || self.draws.iter().any(moves_lives)
            || self.draws[1..].iter().any(moves_money)
    }

    fn dead(&self) -> Vec<String> {
        let slots = self.plan.numbers.slots.iter().enumerate().skip(1);
        let is_excused = |address: &str| {
            REPORTED_OF_ALL_DRAWS
                .iter()
                .any(|(known, _)| *known == address)
        };
        slots
            .filter(|(slot, meta)| !is_excused(&meta.address) && !self.moves(*slot))
            .map(|(_, meta)| meta.address.to_string())
            .collect()
    }
}

#[test]
fn every_number_of_every_shipped_scenario_moves_something() {
    let names = shipped();
    assert!(names.len() >= 3, "{names:?}");
    let mut dead = Vec::new();
    for name in &names {
        let base = Base::of(name);
        dead.extend(
            base.dead()
                .into_iter()
                .map(|address| format!("{name}: {address}")),
        );
    }
    assert!(
        dead.is_empty(),
        "{} numbers move nothing:\n{}",
        dead.len(),
        dead.join("\n")
    );
}

/// What can be said of queues, and at what.
const OF_QUEUES: [&str; 20] = [
    "staff.handler.available_fte",
    "staff.handler.longest_queue",
    "staff.handler.queue_search_ratio",
    "pool.desk.slots",
    "pool.desk.service_minutes",
    "pool.desk.open_share",
    "pool.desk.longest_queue",
    "pool.desk.queue_search_ratio",
    "pool.office.slots",
    "pool.office.service_minutes",
    "pool.office.open_share",
    "pool.office.longest_queue",
    "pool.office.queue_search_ratio",
    "intervention.course.places",
    "intervention.course.longest_wait_days",
    "intervention.course.longest_queue",
    "intervention.course.queue_search_ratio",
    "intervention.course.start_minutes",
    "design.house.places.course",
    "design.house.slots.desk",
];

#[test]
fn every_number_that_a_queue_can_have_moves_something() {
    let base = Base::of_plan(plan_of(include_str!("queues.toml")));
    assert_eq!(base.dead(), Vec::<String>::new());
    // All of them are there: a number of a pool that is added to the format has to be added here.
    let tables = reference();
    let pool = tables.iter().find(|table| table.name == "Pool");
    for key in &pool.expect("pools have a table").keys {
        let is_number = matches!(key.value, ValueDoc::Number(_) | ValueDoc::Varying(_));
        let known = format!("pool.desk.{}", key.key);
        assert!(!is_number || OF_QUEUES.contains(&known.as_str()), "{known}");
    }
    let slots = &base.plan.numbers.slots;
    for known in OF_QUEUES {
        let is_there = slots.iter().any(|slot| slot.address.starts_with(known));
        assert!(is_there, "{known} is no number of the plan");
    }
    // In order and by day of the week, priority and open days matter too; they are no numbers.
    for (from, to) in [
        ("priority = [\"young\"]\n", ""),
        ("\"tuesday\", \"thursday\"", "\"monday\", \"tuesday\""),
    ] {
        let text = crate::laws::changed(include_str!("queues.toml"), from, to);
        let other = Base::of_plan(plan_of(&text));
        assert!(base.draws[0].0.ways != other.draws[0].0.ways, "{from}");
    }
}

#[test]
fn a_number_that_moves_nothing_is_found() {
    // A negative control: an intervention nobody is offered, in a scenario otherwise as shipped.
    let mut base = Base::of("larexempel.toml");
    let before = base.dead();
    for way in &mut base.plan.ways {
        way.menu
            .iter_mut()
            .for_each(|menu| menu.retain(|(to, _)| to.is_none()));
    }
    for (of, money) in &mut base.draws {
        let address = (SEED, of.draw);
        *of = simulate_at(
            &base.plan,
            &base.prepared,
            address,
            Replicate::default(),
            of.values.clone(),
        );
        *money = priced(&base.plan, (&base.book, &base.days), of, &of.values);
    }
    let after = base.dead();
    assert!(after.len() > before.len());
    assert!(
        after.contains(&"intervention.work_placement.effect_ratio".to_owned()),
        "{after:?}"
    );
}
