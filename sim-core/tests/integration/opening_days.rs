//! Pools that are open on some days of the week: waits for the next open day, service in opening
//! time only, and the calendar of the real world.

use sim_core::tally::outcome::DrawOutcome;
use sim_core::units::{DAYS_PER_MONTH, TICKS_PER_DAY};

use crate::queues::{FROM, holds, same_tally, settled};
use crate::simulate::{Run, estimate, text};

const ALL: &str =
    "[\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\", \"saturday\", \"sunday\"]";

/// One meeting that everyone has three days after they apply, and nothing else ever happens.
fn desk(per_month: f64, (slots, minutes): (u32, f64), more: &str) -> String {
    let body = format!(
        "[segment.all]\nshare_of_new = 1\nhazard.permanent.per_month = 1e-9\nhazard.moved.per_month = 30\n\
         [inflow]\nper_month = {per_month}\n[stock]\npresent = false\n\
         [pool.desk]\nslots = {slots}\nservice_minutes = {minutes}\n{more}\n\
         [design.today]\nintake = [{{ id = \"meeting\", wait_days = 3, search_ratio = 0, pool = \"desk\" }}]\n"
    );
    text(120, &body)
}

/// Returns the mean days in the step of those who apply, from what is there at a time (Little).
fn days_in_step(run: &Run, per_month: f64) -> Vec<f64> {
    let step = run.prepared.layouts[0].step_state(0, 0);
    let of = |draw: &DrawOutcome| {
        let tally = &draw.ways[0].tally;
        let all: f64 = (FROM..120).map(|month| tally.days(0, step, month)).sum();
        all / ((120 - FROM) as f64 * per_month)
    };
    run.draws.iter().map(of).collect()
}

#[test]
fn open_all_seven_days_every_bit_is_that_of_a_pool_without_open_days() {
    for share in ["", "open_share = 0.4"] {
        let plain = Run::of(&desk(40.0, (1, 60.0), share), 3);
        let week = format!("open_weekdays = {ALL}\n{share}");
        let weekly = Run::of(&desk(40.0, (1, 60.0), &week), 3);
        for (one, other) in plain.draws.iter().zip(&weekly.draws) {
            same_tally(&one.ways[0].tally, &other.ways[0].tally, 0);
            assert_eq!(one.ways[0].pools, other.ways[0].pools);
        }
        let some = desk(40.0, (1, 60.0), "open_weekdays = [\"tuesday\"]");
        let some = Run::of(&some, 3);
        assert!(plain.draws[0].ways[0].tally != some.draws[0].ways[0].tally);
    }
}

#[test]
fn with_slots_for_all_the_wait_is_what_is_left_until_the_next_open_day() {
    // Applications come at any time alike. Whoever meets a gap of g closed days waits what is left
    // of it, g / 2 on average, and a share g / 7 meets it: the sum over gaps of g^2 / 14.
    // One open day: 36 / 14 = 2.57 days, and 3 days for those who wait at all.
    for (days, closed, expected) in [
        ("[\"tuesday\"]", 6.0, 36.0 / 14.0),
        ("[\"monday\", \"thursday\"]", 5.0, (4.0 + 9.0) / 14.0),
        ("[\"wednesday\", \"tuesday\"]", 5.0, 25.0 / 14.0),
        (
            "[\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\"]",
            2.0,
            4.0 / 14.0,
        ),
    ] {
        let open = format!("open_weekdays = {days}");
        let run = Run::of(&desk(60.0, (10_000, 1e-3), &open), 20);
        holds(&run, |it| it.wait_days, expected, 0.02);
        // Nobody is turned away, and those who do not wait came on an open day.
        holds(&run, |it| it.left, 0.0, 0.0);
        let at_once = |draw: &DrawOutcome| {
            let waits = &draw.ways[0].pools[0].waits;
            let bins = waits.len() / 120;
            let none: i64 = waits.chunks(bins).map(|month| month[0]).sum();
            none as f64 / waits.iter().sum::<i64>() as f64
        };
        let shares: Vec<f64> = run.draws.iter().map(at_once).collect();
        estimate(&shares).is_to(1.0 - closed / 7.0, 0.01);
    }
}

#[test]
fn a_service_takes_opening_time_only() {
    // One day of eight hours a week, and a service of 720 minutes: one and a half open days. Whoever
    // waited begins with the day and ends a week and a half day later, 7.5 days. Whoever comes
    // x into the open day works off 1 - x, then has 0.5 + x left: 7.5 days where that is
    // at most a day, x <= 0.5, else another week and so 13.5.
    let per_month = 60.0;
    let open = "open_weekdays = [\"tuesday\"]";
    let run = Run::of(&desk(per_month, (10_000, 720.0), open), 20);
    let service = 6.0 / 7.0 * 7.5 + 1.0 / 7.0 * (7.5 + 13.5) / 2.0;
    let there = 3.0 + 36.0 / 14.0 + service;
    estimate(&days_in_step(&run, per_month)).is_to(there, 0.01 * there);
    // Half a day: twice as many days for the same minutes, three whole ones.
    let half = format!("{open}\nopen_share = 0.1");
    let run = Run::of(&desk(per_month, (10_000, 720.0), &half), 20);
    // From the beginning of a day two weeks and a day; from x into it 1 - x, 1, 1, and x.
    let service = 6.0 / 7.0 * 15.0 + 1.0 / 7.0 * 21.0;
    let there = 3.0 + 36.0 / 14.0 + service;
    estimate(&days_in_step(&run, per_month)).is_to(there, 0.01 * there);
}

#[test]
fn a_pool_that_never_rests_serves_as_many_as_its_opening_time_holds() {
    // Twice as many come as 480 minutes on each of two days a week hold, 16 a week for each
    // of three slots. Whoever would end after closing goes on at the next opening.
    let a_week = 3.0 * 2.0 * 480.0 / 70.0;
    let per_month = 2.0 * a_week / 7.0 * DAYS_PER_MONTH;
    let open = "open_weekdays = [\"monday\", \"thursday\"]";
    let run = Run::of(&desk(per_month, (3, 70.0), open), 6);
    for draw in &run.draws {
        let pool = &draw.ways[0].pools[0];
        let weeks = (120 - FROM) as f64 * DAYS_PER_MONTH / 7.0;
        let served = settled(pool).served / weeks;
        // To within one service of each slot.
        assert!((served / a_week - 1.0).abs() < 0.005, "{served} {a_week}");
        for month in FROM..120 {
            assert_eq!(pool.used[month], pool.there[month], "{month}");
            assert_eq!(pool.there[month], 3 * pool.limited[month]);
        }
    }
}

#[test]
fn open_days_are_those_of_the_calendar() {
    // 1 January 2027 is a Friday. The first model month has 30.4375 days: Fridays are days 0, 7,
    // 14, 21 and 28, and of the fifth Sunday, day 30, there is a piece.
    let expected = [
        ("friday", 5.0),
        ("saturday", 5.0),
        ("sunday", 4.4375),
        ("monday", 4.0),
        ("tuesday", 4.0),
        ("wednesday", 4.0),
        ("thursday", 4.0),
    ];
    for (day, days) in expected {
        let open = format!("open_weekdays = [\"{day}\"]");
        let run = Run::of(&desk(5.0, (2, 60.0), &open), 1);
        let pool = &run.draws[0].ways[0].pools[0];
        assert_eq!(pool.limited[0] as f64 / TICKS_PER_DAY, days, "{day}");
        assert_eq!(pool.there[0], 2 * pool.limited[0]);
    }
    // In February 2027, days 30.4375 to 60.875, the Monday of the 1st is day 31.
    let run = Run::of(&desk(5.0, (2, 60.0), "open_weekdays = [\"monday\"]"), 1);
    let pool = &run.draws[0].ways[0].pools[0];
    assert_eq!(pool.limited[1] as f64 / TICKS_PER_DAY, 5.0);
}

#[test]
fn the_stock_waits_for_the_first_open_day_too() {
    let body = desk(200.0, (10_000, 1e-3), "open_weekdays = [\"thursday\"]")
        .replace("[stock]\npresent = false", "[stock]\nwarm_up_years = 2");
    let run = Run::of(&body, 12);
    // Day 6 is the first Thursday: those who wait at the start came in the last day but the open one,
    // and with those of the month all are served on days 6, 13, 20 and 27; the mean wait does not care.
    let waits = run.draws.iter().map(|draw| {
        let pool = &draw.ways[0].pools[0];
        pool.waited[0] as f64 / TICKS_PER_DAY / pool.served[0] as f64
    });
    estimate(&waits.collect::<Vec<f64>>()).is_to(36.0 / 14.0, 0.05);
}

#[test]
fn when_services_fill_the_day_one_household_a_week_is_served() {
    // Four come to the desk on day 3, a Monday; a meeting takes the eight hours of a Tuesday. They are
    // served on days 4, 11, 18 and 25, and nobody else comes who would make the desk look up.
    let body = "[segment.all]\nshare_of_new = 1\nhazard.permanent.per_month = 1e-9\n\
                [list.four]\nhouseholds = 4\nsegment_share = { all = 1 }\nbegins_in = \"intake\"\n\
                [pool.desk]\nslots = 1\nservice_minutes = 480\nopen_weekdays = [\"tuesday\"]\n\
                [design.today]\nintake = [{ id = \"meeting\", wait_days = 3, search_ratio = 0, pool = \"desk\" }]\n";
    let run = Run::of(&text(2, body), 1);
    let pool = &run.draws[0].ways[0].pools[0];
    assert_eq!(pool.served, [4, 0]);
    assert_eq!(
        pool.waited[0] as f64 / TICKS_PER_DAY,
        1.0 + 8.0 + 15.0 + 22.0
    );
    assert_eq!(pool.used[0], pool.there[0]);
}
