//! A warm-up with queues: at the start they are as long as they will stay.

use std::ops::Range;

use sim_core::tally::queues::PoolTally;
use sim_core::units::{DAYS_PER_MONTH, DAYS_PER_YEAR, TICKS_PER_MONTH};

use crate::laws::changed;
use crate::queues::{erlang_c, station};
use crate::simulate::{Run, estimate, text};

/// Holds that a pool's figure, a mean number over some months, is what it is in the long run.
#[track_caller]
fn is_from_the_start(
    run: &Run,
    of: impl Fn(&PoolTally) -> &[i64],
    months: Range<usize>,
    (expected, largest_error): (f64, f64),
) {
    let n_months = months.len() as f64;
    let mean = |pool: &PoolTally| {
        let ticks = of(pool)[months.clone()].iter().sum::<i64>();
        ticks as f64 / TICKS_PER_MONTH as f64 / n_months
    };
    let pools = run.draws.iter().map(|draw| &draw.ways[0].pools[0]);
    let values: Vec<f64> = pools.map(mean).collect();
    estimate(&values).is_to(expected, largest_error * expected);
}

#[test]
fn after_a_warm_up_the_queue_for_places_is_that_of_m_m_c_from_the_first_day() {
    for (c, load) in [(1, 0.6), (3, 0.7)] {
        let mean_days = 20.0;
        let a = load * f64::from(c);
        let per_month = a / mean_days * DAYS_PER_MONTH;
        let body = station(per_month, mean_days, &format!("places = {c}"));
        let body = changed(&body, "horizon_months = 240", "horizon_months = 3");
        let cold = Run::of(&body, 40);
        let body = changed(&body, "present = false", "warm_up_years = 8");
        let run = Run::of(&body, 1600);
        let queued = erlang_c(a, c) * load / (1.0 - load);
        for months in [0..1, 2..3] {
            is_from_the_start(&run, |it| &it.queued, months.clone(), (queued, 0.06));
            is_from_the_start(&run, |it| &it.taken, months, (a, 0.02));
        }
        // A negative control: without it they are empty at first.
        let there = |run: &Run| -> f64 {
            let first = run.draws.iter().map(|it| it.ways[0].pools[0].queued[0]);
            first.sum::<i64>() as f64 / run.draws.len() as f64
        };
        assert!(there(&cold) < 0.5 * there(&run));
    }
}

#[test]
fn after_a_warm_up_posts_go_on_with_the_work_they_are_at() {
    let (minutes, load) = (6_000.0, 0.6);
    let service_days = minutes / (1_700.0 * 60.0) * DAYS_PER_YEAR;
    let per_month = load / service_days * DAYS_PER_MONTH;
    let body = format!(
        "[segment.all]\nshare_of_new = 1\nhazard.permanent.per_month = 1e-9\nhazard.moved.per_month = 30\n\
         [inflow]\nper_month = {per_month}\n[stock]\nwarm_up_years = 8\n\
         [staff.handler]\nemployer = \"municipality\"\nsek_per_year_reallocated = 720000\n\
         hours_per_year = 1700\navailable_fte = 1\nover_capacity = \"queue\"\n\
         [design.today]\nintake = [{{ id = \"plan\", wait_days = 3, search_ratio = 0, minutes.handler = {minutes} }}]\n"
    );
    let run = Run::of(&text(3, &body), 1600);
    // Pollaczek and Khinchine, with services of one length.
    let queued = load * load / (2.0 * (1.0 - load));
    for months in [0..1, 2..3] {
        is_from_the_start(&run, |it| &it.queued, months.clone(), (queued, 0.06));
        is_from_the_start(&run, |it| &it.taken, months, (load, 0.02));
    }
}
