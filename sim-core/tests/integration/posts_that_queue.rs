//! Professions whose work queues: the textbook's waits from an ordinary scenario, and nothing
//! changed where there are enough of them.

use sim_core::math::exp;
use sim_core::tally::queues::PoolTally;
use sim_core::units::{DAYS_PER_MONTH, DAYS_PER_YEAR, TICKS_PER_MONTH};

use crate::laws::{RICH, changed};
use crate::queues::{erlang_b, holds, same_tally, settled};
use crate::simulate::{Estimate, Run, text};

const HOURS_PER_YEAR: f64 = 1_700.0;

fn handlers(fte: f64, over: &str) -> String {
    format!(
        "[staff.handler]\nemployer = \"municipality\"\nsek_per_year_reallocated = 720000\n\
         hours_per_year = {HOURS_PER_YEAR}\navailable_fte = {fte}\nover_capacity = \"{over}\"\n"
    )
}

/// Returns the rich scenario with work for handlers everywhere where there can be some.
fn with_work(fte: f64, over: &str) -> String {
    let mut out = String::new();
    // One interval throughout: a case that falls back to another one when a design ends has
    // reviews counted from its beginning on the one path and from then on on the other.
    let rich = changed(RICH, "review.every_days = 30\n", "");
    for line in rich.lines() {
        out += line;
        out.push('\n');
        out += match line {
            line if line.starts_with("[intervention.") => "start_minutes = { handler = 90 }\n",
            "[[design.today.intake]]" => "minutes = { handler = 60 }\n",
            "[design.today.review]" => "minutes = { handler = 15 }\n",
            _ => "",
        };
    }
    format!("{out}\n{}", handlers(fte, over))
}

#[test]
fn with_enough_posts_every_bit_is_that_of_a_scenario_that_only_reports() {
    let reported = Run::of(&with_work(1e5, "report"), 4);
    let queued = Run::of(&with_work(1e5, "queue"), 4);
    for (one, other) in reported.draws.iter().zip(&queued.draws) {
        assert_eq!(one.stock_households, other.stock_households);
        for (way, (one, other)) in one.ways.iter().zip(&other.ways).enumerate() {
            same_tally(&one.tally, &other.tally, way);
            assert_eq!(one.probes, other.probes, "way {way}");
            let pool = &other.pools[0];
            assert!(pool.served.iter().sum::<i64>() > 100);
            assert!(pool.queued.iter().all(|ticks| *ticks == 0));
        }
    }
    // A negative control: few posts do change something.
    let tight = Run::of(&with_work(0.1, "queue"), 4);
    assert!(reported.draws[0].ways[0].tally != tight.draws[0].ways[0].tally);
}

/// Returns Crommelin's mean wait in M/D/c, in lengths of a service.
///
/// # Source
///
/// Crommelin (1932): the sum over i of P(N >= ic) - P(N > ic) / load, with N Poisson of mean i c load.
/// One server gives load / (2 (1 - load)), which the test holds too.
fn wait_in_m_d_c(c: u32, load: f64) -> f64 {
    let mut wait = 0.0;
    for i in 1..2_000_u32 {
        let (mean, first) = (f64::from(i * c) * load, f64::from(i * c));
        let ln_first = first * sim_core::math::ln(mean) - mean - ln_factorial(i * c);
        let (mut term, mut above, mut k) = (exp(ln_first), 0.0, first);
        let at_first = term;
        for _ in 0..10_000 {
            k += 1.0;
            term *= mean / k;
            above += term;
        }
        wait += at_first + above - above / load;
    }
    wait
}

fn ln_factorial(n: u32) -> f64 {
    (2..=n).map(|k| sim_core::math::ln(f64::from(k))).sum()
}

#[test]
fn a_step_that_carries_minutes_waits_as_in_m_d_c() {
    assert!((wait_in_m_d_c(1, 0.8) - 0.8 / (2.0 * 0.2)).abs() < 1e-9);
    // Two and a half posts are three slots, each at five sixths of a full-time pace.
    for (fte, slots, load) in [(1.0, 1, 0.8), (2.0, 2, 0.7), (2.5, 3, 0.85)] {
        let minutes = 600.0;
        let pace = fte / f64::from(slots);
        let service_days = minutes / (HOURS_PER_YEAR * 60.0) * DAYS_PER_YEAR / pace;
        let per_month = load * f64::from(slots) / service_days * DAYS_PER_MONTH;
        let body = format!(
            "[segment.all]\nshare_of_new = 1\nhazard.permanent.per_month = 1e-9\n\
             hazard.moved.per_month = 30\n\
             [inflow]\nper_month = {per_month}\n[stock]\npresent = false\n{}\
             [design.today]\nintake = [{{ id = \"plan\", wait_days = 3, search_ratio = 0, minutes.handler = {minutes} }}]\n",
            handlers(fte, "queue")
        );
        let run = Run::of(&text(240, &body), 60);
        let wait = wait_in_m_d_c(slots, load) * service_days;
        holds(&run, |it| it.wait_days, wait, 0.04);
        holds(&run, |it| it.taken, load * f64::from(slots), 0.02);
        holds(&run, |it| it.served / it.asked, 1.0, 0.01);
        // The step lasts its own three days and the wait: the work itself is the handler's time.
        let step = run.prepared.layouts[0].step_state(0, 0);
        let days = |draw: &sim_core::tally::outcome::DrawOutcome| {
            let tally = &draw.ways[0].tally;
            let all: f64 = (60..240).map(|month| tally.days(0, step, month)).sum();
            all / (180.0 * DAYS_PER_MONTH)
        };
        let values: Vec<f64> = run.draws.iter().map(days).collect();
        let there = per_month / DAYS_PER_MONTH * (3.0 + wait);
        crate::simulate::estimate(&values).is_to(there, 0.02 * there);
    }
}

#[test]
fn a_design_has_its_own_posts_from_go_live_to_the_end_of_the_notice() {
    let body = format!(
        "[segment.all]\nshare_of_new = 1\nhazard.job.per_month = 0.05\nhazard.permanent.per_month = 0.01\n\
         [inflow]\nper_month = 5\n[stock]\nwarm_up_years = 2\n{}sek_per_year_new = 900000\n\
         [design.today]\nintake = [{{ id = \"plan\", wait_days = 3, minutes.handler = 60 }}]\n\
         [design.today.posts.own]\nprofession = \"handler\"\nfte = 1\nbooking = \"reallocated\"\n\
         [design.more]\nbased_on = \"today\"\ngo_live = \"2027-07\"\n\
         discontinuation = {{ share = 0.9, within_months = 24, notice_months = 3 }}\n\
         [design.more.posts.extra]\nprofession = \"handler\"\nfte = 1.5\nbooking = \"new\"\n\
         [design.more.posts.own]\nfte = 0.25\n",
        handlers(2.0, "queue")
    );
    let body = text(60, &body).replace("discontinuation = false", "discontinuation = true");
    let run = Run::of(&body, 12);
    let (mut ended, mut lasted) = (0, 0);
    for draw in &run.draws {
        let there = |way: usize, month: usize| {
            draw.ways[way].pools[0].there[month] as f64 / TICKS_PER_MONTH as f64
        };
        let gone = draw.ways[1].discontinued_at_month.min(60.0) as usize;
        for month in 0..60 {
            // 2 + 1.5 - 0.75 while it runs are three slots; 2 + 1.5 in the notice, when nothing is taken away, are four.
            let expected = match month {
                month if (6..gone).contains(&month) => 3.0,
                month if month >= gone && month < gone + 3 => 4.0,
                _ => 2.0,
            };
            assert_eq!(there(0, month), 2.0);
            assert_eq!(there(1, month), expected, "{month} {gone}");
        }
        ended += usize::from(gone < 57);
        lasted += usize::from(gone > 9);
    }
    assert!(lasted > 2, "{lasted} designs lasted a while");
    assert!(ended > 2, "{ended} designs ended in time");
}

#[test]
fn a_place_is_kept_while_its_start_waits_for_somebody_with_time() {
    // Places for all, so what waits is the start: M/D/1 again.
    let (minutes, duration, load) = (600.0, 30.0, 0.8);
    let service_days = minutes / (HOURS_PER_YEAR * 60.0) * DAYS_PER_YEAR;
    let per_month = load / service_days * DAYS_PER_MONTH;
    let body = format!(
        "[segment.all]\nshare_of_new = 1\nhazard.permanent.per_month = 1e-9\n\
         [inflow]\nper_month = {per_month}\n[stock]\npresent = false\n{}\
         [intervention.course]\nduration_days = {duration}\nlock_in_ratio = 0\n\
         outcome_share = {{ moved = 1 }}\nplaces = 100000\nstart_minutes.handler = {minutes}\n\
         [design.today]\nmenu.every = {{ course = 1 }}\n",
        handlers(1.0, "queue")
    );
    let run = Run::of(&text(240, &body), 60);
    let wait = wait_in_m_d_c(1, load) * service_days;
    // The places come first among the pools; a queue for the start is a taken place.
    let taken = per_month / DAYS_PER_MONTH * (duration + wait);
    holds(&run, |places| places.taken, taken, 0.02);
    holds(&run, |places| places.queued, 0.0, 0.0);
    let waits = run
        .draws
        .iter()
        .map(|it| settled(&it.ways[0].pools[1]).wait_days);
    crate::simulate::estimate(&waits.collect::<Vec<f64>>()).is_to(wait, 0.04 * wait);
}

#[test]
fn whoever_needs_several_waits_for_one_after_the_other() {
    // Two servers in a row, each with a service of one length: the second has no queue where
    // it is the quicker one, since the first lets nobody through faster than that.
    let body = format!(
        "[segment.all]\nshare_of_new = 1\nhazard.permanent.per_month = 1e-9\nhazard.moved.per_month = 30\n\
         [inflow]\nper_month = 10\n[stock]\npresent = false\n\
         [pool.desk]\nslots = 1\nservice_minutes = 600\nopen_share = 0.8\n{}\
         [design.today]\nintake = [{{ id = \"plan\", wait_days = 3, search_ratio = 0, pool = \"desk\", minutes.handler = 480 }}]\n",
        handlers(1.0, "queue")
    );
    let run = Run::of(&text(120, &body), 10);
    for draw in &run.draws {
        let [desk, handler] = &draw.ways[0].pools[..] else {
            panic!("two pools")
        };
        assert!(settled(desk).wait_days > 1.0);
        assert_eq!(settled(handler).wait_days, 0.0);
        assert!((settled(handler).asked - settled(desk).served).abs() <= 2.0);
    }
}

#[test]
fn where_nobody_may_wait_for_a_post_erlangs_b_go_on_without() {
    // M/D/c/0: the share that is blocked does not depend on the form of the service (Sevastyanov 1957).
    for (fte, load) in [(1.0, 0.6), (3.0, 0.9)] {
        let minutes = 600.0;
        let service_days = minutes / (HOURS_PER_YEAR * 60.0) * DAYS_PER_YEAR;
        let per_month = load * fte / service_days * DAYS_PER_MONTH;
        let body = format!(
            "[segment.all]\nshare_of_new = 1\nhazard.permanent.per_month = 1e-9\n\
             hazard.moved.per_month = 30\n\
             [inflow]\nper_month = {per_month}\n[stock]\npresent = false\n{}longest_queue = 0\n\
             [design.today]\nintake = [{{ id = \"plan\", wait_days = 3, search_ratio = 0, minutes.handler = {minutes} }}]\n",
            handlers(fte, "queue")
        );
        let run = Run::of(&text(240, &body), 40);
        let blocked = erlang_b(load * fte, fte as u32);
        holds(&run, |it| it.left / it.asked, blocked, 0.03);
        holds(&run, |it| it.queued, 0.0, 0.0);
    }
}

/// Returns the mean months that somebody stands before a post that never has time, where people move away
/// once a month on average.
fn months_before(per_month: f64, (staff, more): (&str, &str), state: &str) -> Estimate {
    let body = format!(
        "[segment.all]\nshare_of_new = 1\nhazard.permanent.per_month = 1e-9\n\
         hazard.moved.per_month = 1\n[inflow]\nper_month = {per_month}\n\
         [stock]\npresent = false\n{}{staff}\n{more}\n",
        handlers(0.0, "queue")
    );
    let run = Run::of(&text(120, &body), (800.0 / per_month) as u64);
    run.mean(|seen| seen.days_in("today", state, 60..120) / (60.0 * DAYS_PER_MONTH) / per_month)
}

#[test]
fn what_people_do_while_they_wait_for_a_post_is_the_professions_own() {
    let own = "queue_search_ratio = 0.5";
    let step = "[pool.desk]\nslots = 100000\nservice_minutes = 1e-6\nqueue_search_ratio = 0.125\n\
                [design.today]\nintake = [{ id = \"plan\", wait_days = 0, search_ratio = 0.5, \
                pool = \"desk\", minutes.handler = 60 }]";
    // Nobody is ever served, so the stay is exponential: one month over all that slows it down.
    months_before(20.0, ("", step), "today.plan").is(1.0 / 0.5);
    months_before(20.0, (own, step), "today.plan").is(1.0 / (0.5 * 0.5));
    let start = "[intervention.course]\nduration_days = 30\noutcome_share = { moved = 1 }\n\
                 places = 100000\nqueue_search_ratio = 0.25\nstart_minutes.handler = 60\n\
                 [design.today]\nmenu.every = { course = 1 }";
    // A start says it for all it waits for, unless the profession does.
    months_before(20.0, ("", start), "open").is(1.0 / 0.25);
    months_before(20.0, (own, start), "open").is(1.0 / 0.5);
}

#[test]
fn whoever_has_waited_for_a_place_waits_for_the_post_as_others_do() {
    // One place, held by whoever waits for a post that never has time: one leaves at 0.5 a month, those
    // who wait for the place at 0.25 each. A birth and death process: p(n + 1) (0.5 + 0.25 n) = p(n).
    let start = "[intervention.course]\nduration_days = 30\noutcome_share = { moved = 1 }\n\
                 places = 1\nqueue_search_ratio = 0.25\nstart_minutes.handler = 60\n\
                 [design.today]\nmenu.every = { course = 1 }";
    let mut weights = vec![1.0];
    for n in 0..100 {
        weights.push(weights[n] / (0.5 + 0.25 * n as f64));
    }
    let all: f64 = weights.iter().sum();
    let each = weights.iter().zip(0..).map(|(w, n)| w * f64::from(n));
    let there = each.sum::<f64>() / all;
    months_before(1.0, ("queue_search_ratio = 0.5", start), "open").is(there);
}

#[test]
fn where_places_go_with_a_design_nobody_is_counted_beyond_those_there_are() {
    for common in ["", "places = 2"] {
        let body = format!(
            "[segment.all]\nshare_of_new = 1\nhazard.permanent.per_month = 1e-9\n\
             [inflow]\nper_month = 4\n[stock]\npresent = false\n\
             [intervention.course]\nduration_days = 200\noutcome_share = {{ moved = 1 }}\n{common}\n\
             [design.today]\nmenu.every = {{ course = 1 }}\n\
             [design.more]\nbased_on = \"today\"\nplaces = {{ course = 12 }}\n\
             discontinuation = {{ share = 0.9, within_months = 36 }}\n"
        );
        let body = text(36, &body).replace("discontinuation = false", "discontinuation = true");
        let run = Run::of(&body, 40);
        let sum = |of: fn(&PoolTally) -> &Vec<i64>, month: usize| {
            let draws = run.draws.iter();
            draws.map(|it| of(&it.ways[1].pools[0])[month]).sum::<i64>() as f64
        };
        let mut is_above = false;
        for month in 12..36 {
            let there = sum(|it| &it.there, month);
            let used = sum(|it| &it.used, month) / there;
            // Twice as many come as there are places for: as good as full while there are any.
            assert!((0.95..=1.0).contains(&used), "{month}: {used}");
            is_above |= sum(|it| &it.taken, month) / there > 1.2;
            let each = there / sum(|it| &it.limited, month);
            let most = if common.is_empty() {
                12.0..=12.0
            } else {
                2.0..=12.0
            };
            assert!(most.contains(&each), "{month}: {each}");
        }
        // A negative control: those who keep a place beyond what there is would read as more than all.
        assert!(is_above, "{common}");
    }
}
