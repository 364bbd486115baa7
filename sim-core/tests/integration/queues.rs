//! Limited places and staff pools: the textbook's queues from ordinary scenario text, and the
//! path without queues where there is room for all.

use sim_core::tally::occupancy::MonthlyTally;
use sim_core::tally::queues::{PoolTally, wait_quantile};
use sim_core::units::{DAYS_PER_MONTH, TICKS_PER_DAY, TICKS_PER_MONTH};

use crate::laws::{RICH, changed};
use crate::simulate::{Run, text};

/// Places for everybody, in every intervention.
const ROOM: &str = "places = 1000000\n";

/// Returns a text with a line added to every intervention.
fn with_places(text: &str, places: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        out.push_str(line);
        out.push('\n');
        if line.starts_with("[intervention.") {
            out.push_str(places);
        }
    }
    out
}

/// Holds that two tallies are the same, and says where they are not.
#[track_caller]
pub fn same_tally(one: &MonthlyTally, other: &MonthlyTally, way: usize) {
    for segment in 0..one.n_segments {
        for month in 0..one.n_months {
            for state in 0..one.n_states {
                let days = |tally: &MonthlyTally| tally.days(segment, state, month);
                let at = (way, segment, state, month);
                assert_eq!(days(one), days(other), "way, segment, state, month {at:?}");
            }
        }
    }
    assert!(one == other, "events or benefit of way {way}");
}

#[test]
fn with_room_for_all_every_bit_is_that_of_the_path_without_queues() {
    let (free, roomy) = (Run::of(RICH, 4), Run::of(&with_places(RICH, ROOM), 4));
    for (one, other) in free.draws.iter().zip(&roomy.draws) {
        assert_eq!(one.stock_households, other.stock_households);
        for (way, (one, other)) in one.ways.iter().zip(&other.ways).enumerate() {
            same_tally(&one.tally, &other.tally, way);
            assert_eq!(one.probes, other.probes, "way {way}");
            let pools = &other.pools;
            assert!(pools.iter().any(|pool| pool.served.iter().sum::<i64>() > 0));
            assert!(pools.iter().all(|pool| pool.queued.iter().all(|t| *t == 0)));
        }
    }
    // A negative control: few places do change something.
    let tight = Run::of(&with_places(RICH, "places = 3\n"), 4);
    assert!(free.draws[0].ways[0].tally != tight.draws[0].ways[0].tally);
}

#[test]
fn a_given_stock_too_is_the_same_where_there_is_room_for_all() {
    let given = changed(RICH, "[stock]\n", "[stock]\nhouseholds = 60\n");
    let (free, roomy) = (Run::of(&given, 3), Run::of(&with_places(&given, ROOM), 3));
    for (one, other) in free.draws.iter().zip(&roomy.draws) {
        for (way, (one, other)) in one.ways.iter().zip(&other.ways).enumerate() {
            same_tally(&one.tally, &other.tally, way);
        }
    }
}

/// One intervention that everyone wants as soon as they apply, and nothing else ever happens.
pub fn station(per_month: f64, mean_days: f64, places: &str) -> String {
    let body = format!(
        "[segment.all]\nshare_of_new = 1\nhazard.permanent.per_month = 1e-9\n\
         [inflow]\nper_month = {per_month}\n[stock]\npresent = false\n\
         [intervention.service]\nduration_days = {{ varies = {{ exponential = {{ mean = {mean_days} }} }} }}\n\
         lock_in_ratio = 0\noutcome_share = {{ moved = 1 }}\n{places}\n\
         [design.today]\nmenu.every = {{ service = 1 }}\n"
    );
    text(240, &body)
}

/// Returns what the pools of `today` did in months far from the empty start, added up.
pub struct Settled {
    pub asked: f64,
    pub served: f64,
    pub left: f64,
    pub wait_days: f64,
    pub taken: f64,
    pub queued: f64,
}

pub const FROM: usize = 60;

pub fn settled(pool: &PoolTally) -> Settled {
    let sum = |months: &[i64]| months[FROM..].iter().sum::<i64>() as f64;
    let n_months = (pool.asked.len() - FROM) as f64;
    Settled {
        asked: sum(&pool.asked),
        served: sum(&pool.served),
        left: sum(&pool.left),
        wait_days: sum(&pool.waited) / TICKS_PER_DAY / sum(&pool.served),
        taken: sum(&pool.taken) / (TICKS_PER_MONTH as f64 * n_months),
        queued: sum(&pool.queued) / (TICKS_PER_MONTH as f64 * n_months),
    }
}

/// Holds that a figure of a pool has a mean over draws within four standard errors of a value.
#[track_caller]
pub fn holds(run: &Run, figure: impl Fn(&Settled) -> f64, expected: f64, largest_error: f64) {
    let of =
        |draw: &sim_core::tally::outcome::DrawOutcome| figure(&settled(&draw.ways[0].pools[0]));
    let values: Vec<f64> = run.draws.iter().map(of).collect();
    crate::simulate::estimate(&values).is_to(expected, largest_error * expected.abs());
}

/// Returns Erlang's B: the share that is blocked at `a` erlangs and `c` servers.
///
/// # Source
///
/// Erlang (1917), by the recursion B(k) = a B(k-1) / (k + a B(k-1)).
pub fn erlang_b(a: f64, c: u32) -> f64 {
    (1..=c).fold(1.0, |b, k| a * b / (f64::from(k) + a * b))
}

/// Returns Erlang's C: the share that waits.
pub fn erlang_c(a: f64, c: u32) -> f64 {
    let b = erlang_b(a, c);
    b / (1.0 - a / f64::from(c) * (1.0 - b))
}

#[test]
fn waits_for_places_are_those_of_m_m_c() {
    for (c, load) in [(1, 0.6), (3, 0.8), (20, 0.8)] {
        let mean_days = 20.0;
        let a = load * f64::from(c);
        let per_month = a / mean_days * DAYS_PER_MONTH;
        let run = Run::of(
            &station(per_month, mean_days, &format!("places = {c}")),
            400,
        );
        let wait = erlang_c(a, c) * mean_days / (f64::from(c) - a);
        holds(&run, |it| it.wait_days, wait, 0.05);
        // Little's law: those in the queue are arrivals times their wait.
        holds(
            &run,
            |it| it.queued,
            per_month / DAYS_PER_MONTH * wait,
            0.05,
        );
        holds(&run, |it| it.taken, a, 0.02);
        holds(&run, |it| it.served / it.asked, 1.0, 0.01);
    }
}

#[test]
fn nobody_waits_and_erlangs_b_are_turned_away_where_the_longest_wait_is_nothing() {
    for (c, load) in [(1, 0.5), (5, 0.9), (10, 1.3)] {
        let mean_days = 20.0;
        let a = load * f64::from(c);
        let per_month = a / mean_days * DAYS_PER_MONTH;
        let places = format!("places = {c}\nlongest_wait_days = 0");
        let run = Run::of(&station(per_month, mean_days, &places), 40);
        holds(&run, |it| it.left / it.asked, erlang_b(a, c), 0.03);
        holds(&run, |it| it.taken, a * (1.0 - erlang_b(a, c)), 0.02);
        assert!(
            run.draws
                .iter()
                .all(|it| settled(&it.ways[0].pools[0]).wait_days == 0.0)
        );
    }
}

#[test]
fn segments_with_priority_wait_as_in_a_queue_with_two_classes() {
    // Cobham (1954), non-preemptive: W1 = C / (c mu (1 - s1)), W2 = W1 / (1 - s1 - s2), where s1 and s2
    // are the loads of the classes for each server.
    let (c, mean_days, load, first_share) = (2_u32, 20.0, 0.85, 0.4);
    let a = load * f64::from(c);
    let per_month = a / mean_days * DAYS_PER_MONTH;
    let body = station(
        per_month,
        mean_days,
        &format!("places = {c}\npriority = [\"urgent\"]"),
    );
    let body = changed(
        &body,
        "[segment.all]\nshare_of_new = 1\nhazard.permanent.per_month = 1e-9\n",
        "[segment.all]\nshare_of_new = 0.6\nhazard.permanent.per_month = 1e-9\n\
         [segment.urgent]\nshare_of_new = 0.4\nhazard.permanent.per_month = 1e-9\n",
    );
    let run = Run::of(&body, 400);
    let base = erlang_c(a, c) * mean_days / f64::from(c);
    let first = base / (1.0 - load * first_share);
    let second = first / (1.0 - load);
    let mean = first_share * first + (1.0 - first_share) * second;
    holds(&run, |it| it.wait_days, mean, 0.05);
    // Who waits is told by the open case, in which the households of each segment stand.
    let open = |segment: usize, wait: f64, share: f64| {
        let days = |draw: &sim_core::tally::outcome::DrawOutcome| {
            let tally = &draw.ways[0].tally;
            (FROM..240)
                .map(|month| tally.days(segment, 0, month))
                .sum::<f64>()
        };
        let months = (240 - FROM) as f64 * DAYS_PER_MONTH;
        let values: Vec<f64> = run.draws.iter().map(|draw| days(draw) / months).collect();
        let expected = per_month / DAYS_PER_MONTH * share * wait;
        crate::simulate::estimate(&values).is_to(expected, 0.05 * expected);
    };
    open(0, second, 1.0 - first_share);
    open(1, first, first_share);
}

#[test]
fn a_step_that_needs_a_slot_waits_as_in_m_d_1() {
    // Pollaczek and Khinchine: with service of one length the mean wait is half that of M/M/1.
    // Sixty minutes at a fifth of a week of 2,400 minutes take 0.875 days.
    let service_days = 60.0 / (0.2 * 2400.0) * 7.0;
    let load = 0.8;
    let per_month = load / service_days * DAYS_PER_MONTH;
    let body = format!(
        "[segment.all]\nshare_of_new = 1\nhazard.permanent.per_month = 1e-9\n\
         hazard.moved.per_month = 30\n\
         [inflow]\nper_month = {per_month}\n[stock]\npresent = false\n\
         [pool.desk]\nslots = 1\nservice_minutes = 60\nopen_share = 0.2\n\
         [design.today]\nintake = [{{ id = \"meeting\", wait_days = 3, search_ratio = 0, pool = \"desk\" }}]\n"
    );
    let run = Run::of(&text(240, &body), 40);
    let wait = load * service_days / (2.0 * (1.0 - load));
    holds(&run, |it| it.wait_days, wait, 0.04);
    holds(&run, |it| it.taken, load, 0.02);
    // The step lasts its own three days, the wait for the slot and the service.
    let step = run.prepared.layouts[0].step_state(0, 0);
    let days = |draw: &sim_core::tally::outcome::DrawOutcome| {
        let tally = &draw.ways[0].tally;
        let all: f64 = (FROM..240).map(|month| tally.days(0, step, month)).sum();
        all / ((240 - FROM) as f64 * DAYS_PER_MONTH)
    };
    let values: Vec<f64> = run.draws.iter().map(days).collect();
    let there = per_month / DAYS_PER_MONTH * (3.0 + wait + service_days);
    crate::simulate::estimate(&values).is_to(there, 0.02 * there);
}

#[test]
fn those_who_may_leave_the_queue_do_so_as_in_erlangs_a() {
    // Palm (1957), M/M/1+M: while waiting, open-case hazards run at theta. Balance equations
    // of a birth and death process: p(k+1) = p(k) lambda / (mu + k theta) for k waiting.
    let (mean_days, load) = (20.0, 1.2);
    let (lambda, mu, theta) = (load / mean_days, 1.0 / mean_days, 0.3 / DAYS_PER_MONTH);
    let per_month = lambda * DAYS_PER_MONTH;
    let body = station(per_month, mean_days, "places = 1");
    let body = changed(
        &body,
        "hazard.permanent.per_month = 1e-9\n",
        "hazard.permanent.per_month = 1e-9\nhazard.job.per_month = 0.3\n",
    );
    let run = Run::of(&body, 60);
    let mut weights = vec![1.0, lambda / mu];
    for waiting in 1..200 {
        let next = weights[waiting] * lambda / (mu + waiting as f64 * theta);
        weights.push(next);
    }
    let all: f64 = weights.iter().sum();
    let waiting: f64 = weights
        .iter()
        .enumerate()
        .skip(2)
        .map(|(n, w)| (n - 1) as f64 * w)
        .sum();
    holds(&run, |it| it.queued, waiting / all, 0.03);
    holds(
        &run,
        |it| it.left / it.asked,
        theta * waiting / all / lambda,
        0.03,
    );
}

#[test]
fn places_can_change_over_calendar_time_and_under_a_design() {
    let body = station(
        3.0,
        90.0,
        "places = 2\nplaces_from = [{ from = \"2029-01\", places = 5 }]",
    );
    let body = format!(
        "{body}\n[design.more]\nbased_on = \"today\"\ngo_live = \"2028-01\"\nplaces = {{ service = 7 }}\n"
    );
    let run = Run::of(&body, 8);
    let most = |way: usize, month: usize| {
        let taken = run
            .draws
            .iter()
            .map(|draw| draw.ways[way].pools[0].taken[month]);
        taken.max().unwrap_or(0) as f64 / TICKS_PER_MONTH as f64
    };
    let there = |way: usize, month: usize| {
        run.draws[0].ways[way].pools[0].there[month] as f64 / TICKS_PER_MONTH as f64
    };
    for (way, month, places) in [(0, 20, 2.0), (0, 40, 5.0), (1, 8, 2.0), (1, 20, 7.0)] {
        assert_eq!(there(way, month), places, "way {way} month {month}");
        assert!(most(way, month) <= places + 1e-9);
        // About nine would be there without a limit: it is all but full.
        assert!(most(way, month) > 0.95 * places);
    }
}

#[test]
fn reviews_that_need_a_slot_find_the_lost_later_the_fewer_slots_there_are() {
    let body = |slots: u32| {
        text(
            120,
            &format!(
                "[segment.all]\nshare_of_new = 1\nhazard.job.per_month = 0.05\n\
                 hazard.permanent.per_month = 0.002\n[inflow]\nper_month = 20\n[stock]\nwarm_up_years = 3\n\
                 [pool.desk]\nslots = {slots}\nservice_minutes = 480\n\
                 [[design.today.intake]]\nid = \"referral\"\nwait_days = 5\nlost_share = 0.5\n\
                 [design.today.review]\nevery_days = 30\npool = \"desk\"\n"
            ),
        )
    };
    let (few, many) = (Run::of(&body(7), 12), Run::of(&body(50), 12));
    let wait = |run: &Run| {
        let waits = run
            .draws
            .iter()
            .map(|it| settled(&it.ways[0].pools[0]).wait_days);
        waits.sum::<f64>() / run.draws.len() as f64
    };
    let lost = |run: &Run| -> f64 {
        let days = |draw: &sim_core::tally::outcome::DrawOutcome| {
            (24..120)
                .map(|month| draw.ways[0].tally.days(0, 1, month))
                .sum::<f64>()
        };
        run.draws.iter().map(days).sum()
    };
    assert!(wait(&many) < 0.01, "{}", wait(&many));
    assert!(wait(&few) > 1.0, "{}", wait(&few));
    assert!(lost(&few) > 1.1 * lost(&many));
    // What is known of the waits agrees with itself: a tenth waits longer than nine tenths do.
    let mut waits = vec![0; sim_core::tally::queues::N_WAIT_BINS];
    for draw in &few.draws {
        let months = draw.ways[0].pools[0].waits.chunks(waits.len());
        months.for_each(|month| waits.iter_mut().zip(month).for_each(|(sum, n)| *sum += n));
    }
    let quantile = |share| wait_quantile(&waits, share).expect("somebody waits");
    assert!(quantile(0.9) > quantile(0.5));
}
