//! Queues that only so many can wait in: M/M/c/K, turned away, and what people do while they wait.

use sim_core::tally::outcome::DrawOutcome;
use sim_core::units::DAYS_PER_MONTH;

use crate::laws::changed;
use crate::queues::{FROM, erlang_b, erlang_c, holds, settled, station};
use crate::simulate::{Run, estimate, text};

/// What is known of a queue with `c` servers at `a` erlangs in which `longest` can wait.
struct Textbook {
    /// Share that is turned away.
    blocked: f64,
    /// Mean number that wait.
    queued: f64,
    /// Mean number that are served.
    taken: f64,
}

/// Returns the stationary M/M/c/K of any textbook, with K = c + longest, by its balance equations:
/// p(n+1) = p(n) a / min(n + 1, c).
fn m_m_c_k(a: f64, c: u32, longest: u32) -> Textbook {
    let mut weights = vec![1.0];
    for n in 1..=c + longest {
        let last = weights[weights.len() - 1];
        weights.push(last * a / f64::from(n.min(c)));
    }
    let all: f64 = weights.iter().sum();
    let mean = |of: &dyn Fn(u32) -> u32| {
        let each = weights.iter().zip(0..).map(|(w, n)| w * f64::from(of(n)));
        each.sum::<f64>() / all
    };
    Textbook {
        blocked: weights[weights.len() - 1] / all,
        queued: mean(&|n| n.saturating_sub(c)),
        taken: mean(&|n| n.min(c)),
    }
}

#[test]
fn the_textbook_gives_erlangs_b_without_a_queue_and_erlangs_c_without_an_end() {
    for (c, load) in [(1, 0.5), (4, 0.8), (12, 0.9)] {
        let a = load * f64::from(c);
        assert!((m_m_c_k(a, c, 0).blocked - erlang_b(a, c)).abs() < 1e-12);
        let queued = erlang_c(a, c) * load / (1.0 - load);
        assert!((m_m_c_k(a, c, 600).queued - queued).abs() < 1e-9);
    }
}

#[test]
fn those_who_meet_a_full_queue_are_as_many_as_in_m_m_c_k() {
    for (c, longest, load) in [
        (1, 1, 0.9),
        (1, 5, 1.2),
        (3, 2, 0.7),
        (5, 10, 1.0),
        (10, 0, 0.9),
        (20, 8, 1.1),
    ] {
        let mean_days = 20.0;
        let a = load * f64::from(c);
        let per_day = a / mean_days;
        let keys = format!("places = {c}\nlongest_queue = {longest}");
        let run = Run::of(&station(per_day * DAYS_PER_MONTH, mean_days, &keys), 60);
        let book = m_m_c_k(a, c, longest);
        holds(&run, |it| it.left / it.asked, book.blocked, 0.04);
        holds(&run, |it| it.taken, book.taken, 0.02);
        holds(&run, |it| it.queued, book.queued, 0.04);
        let wait = book.queued / (per_day * (1.0 - book.blocked));
        holds(&run, |it| it.wait_days, wait, 0.04);
        for draw in &run.draws {
            let most = draw.ways[0].pools[0].longest.iter().max();
            assert!(most <= Some(&i64::from(longest)), "{most:?}");
        }
    }
}

/// A step that needs a slot of an exponential length, and nothing else; `search_ratio` 0.5.
fn desk(per_month: f64, mean_days: f64, keys: &str) -> String {
    let minutes = mean_days * 2400.0 / 7.0;
    let body = format!(
        "[segment.all]\nshare_of_new = 1\nhazard.permanent.per_month = 1e-9\n\
         hazard.moved.per_month = 0.3\n\
         [inflow]\nper_month = {per_month}\n[stock]\npresent = false\n\
         [pool.desk]\nslots = 1\nservice_minutes = {{ varies = {{ exponential = {{ mean = {minutes} }} }} }}\n{keys}\n\
         [design.today]\nintake = [{{ id = \"meeting\", wait_days = 0, search_ratio = 0.5, pool = \"desk\" }}]\n"
    );
    text(240, &body)
}

/// Returns the mean number that waits in M/M/1+M, where each in the queue leaves at a rate `theta`
/// and each at the server at a rate that is part of `mu`; and the share that leaves the queue.
fn with_leaving(lambda: f64, mu: f64, theta: f64, longest: usize) -> (f64, f64) {
    let mut weights = vec![1.0, lambda / mu];
    for waiting in 1..=longest {
        let next = weights[waiting] * lambda / (mu + waiting as f64 * theta);
        weights.push(next);
    }
    let all: f64 = weights.iter().sum();
    let waiting = |(n, w): (usize, &f64)| n.saturating_sub(1) as f64 * w;
    let waiting = weights.iter().enumerate().map(waiting).sum::<f64>() / all;
    let blocked = weights[weights.len() - 1] / all;
    (waiting, theta * waiting / lambda + blocked)
}

#[test]
fn a_step_that_meets_a_full_queue_goes_on_without_its_meeting() {
    let (mean_days, load, longest) = (10.0, 1.1, 4);
    let per_day = load / mean_days;
    // Nobody leaves while waiting, so that it is M/M/1/K.
    let keys = format!("longest_queue = {longest}\nqueue_search_ratio = 0");
    let body = desk(per_day * DAYS_PER_MONTH, mean_days, &keys);
    let run = Run::of(&body, 60);
    // Whoever moves away during the service gives the slot back.
    let (mu, gives_back) = (1.0 / mean_days, 0.3 * 0.5 / DAYS_PER_MONTH);
    let book = m_m_c_k(per_day / (mu + gives_back), 1, longest);
    holds(&run, |it| it.left / it.asked, book.blocked, 0.03);
    holds(&run, |it| it.queued, book.queued, 0.03);
    // Those turned away are in the open case at once.
    let exits = |draw: &DrawOutcome| {
        let open: f64 = (FROM..240).map(|m| draw.ways[0].tally.days(0, 0, m)).sum();
        open / ((240 - FROM) as f64 * DAYS_PER_MONTH)
    };
    let served = (1.0 - book.blocked) * mu / (mu + gives_back);
    let open = per_day * (book.blocked + served) / (0.3 / DAYS_PER_MONTH);
    let values: Vec<f64> = run.draws.iter().map(exits).collect();
    estimate(&values).is_to(open, 0.02 * open);
}

#[test]
fn a_queue_can_have_a_search_ratio_of_its_own() {
    let (mean_days, load, moved) = (20.0, 1.2, 0.3 / DAYS_PER_MONTH);
    let lambda = load / mean_days;
    for ratio in [0.0, 0.4, 2.0] {
        // For places: the hazards of the open case, times the ratio. Inside, nothing happens.
        let keys = format!("places = 1\nlongest_queue = 8\nqueue_search_ratio = {ratio}");
        let body = station(lambda * DAYS_PER_MONTH, mean_days, &keys);
        let hazard = "hazard.permanent.per_month = 1e-9\n";
        let body = changed(
            &body,
            hazard,
            &format!("{hazard}hazard.job.per_month = 0.3\n"),
        );
        let run = Run::of(&body, 60);
        let (waiting, left) = with_leaving(lambda, 1.0 / mean_days, ratio * moved, 8);
        holds(&run, |it| it.queued, waiting, 0.05);
        holds(&run, |it| it.left / it.asked, left, 0.04);
        // For a slot: those of the step, which has half of them, times the ratio.
        let keys = format!("longest_queue = 8\nqueue_search_ratio = {ratio}");
        let run = Run::of(&desk(lambda * DAYS_PER_MONTH, mean_days, &keys), 60);
        let mu = 1.0 / mean_days + 0.5 * moved;
        let (waiting, left) = with_leaving(lambda, mu, 0.5 * ratio * moved, 8);
        holds(&run, |it| it.queued, waiting, 0.05);
        holds(&run, |it| it.left / it.asked, left, 0.04);
    }
}

#[test]
fn reviews_that_meet_a_full_queue_fall_away_until_the_next() {
    let body = |longest: &str| {
        text(
            120,
            &format!(
                "[segment.all]\nshare_of_new = 1\nhazard.job.per_month = 0.05\n\
                 hazard.permanent.per_month = 0.002\n[inflow]\nper_month = 20\n[stock]\nwarm_up_years = 3\n\
                 [pool.desk]\nslots = 3\nservice_minutes = 480\n{longest}\n\
                 [[design.today.intake]]\nid = \"referral\"\nwait_days = 5\nlost_share = 0.5\n\
                 [design.today.review]\nevery_days = 30\npool = \"desk\"\n"
            ),
        )
    };
    let (any, few) = (
        Run::of(&body(""), 8),
        Run::of(&body("longest_queue = 2"), 8),
    );
    let total = |run: &Run, of: &dyn Fn(&crate::queues::Settled) -> f64| -> f64 {
        let pools = run.draws.iter().map(|it| settled(&it.ways[0].pools[0]));
        pools.map(|it| of(&it)).sum()
    };
    // The slots are as busy, the queue is short, and more reviews are asked for in vain.
    assert!(total(&few, &|it| it.queued) < 0.1 * total(&any, &|it| it.queued));
    assert!(total(&few, &|it| it.served) > 0.95 * total(&any, &|it| it.served));
    assert!(total(&few, &|it| it.left) > total(&few, &|it| it.served));
    // What fell away was no review: done are those that had a slot, but for a household that
    // found a job during one.
    for draw in few.seen() {
        let pool = &draw.outcome.ways[0].pools[0];
        let served = pool.served.iter().sum::<i64>() as f64;
        let done = draw.count("today", "review today");
        assert!(
            (0.98 * served..=served).contains(&done),
            "{done} of {served}"
        );
    }
}
