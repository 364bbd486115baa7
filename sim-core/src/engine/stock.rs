//! Who is there at the start: the stock that an inflow leaves, or a given number drawn from it.

use crate::engine::application::Application;
use crate::engine::arrivals::{Arrivals, BEFORE_START, SAMPLED};
use crate::engine::life::Life;
use crate::engine::unrecorded::{Unrecorded, YearsOnAssistance};
use crate::luck::CohortKey;
use crate::model::facts::{Facts, Given};
use crate::model::purposes as p;
use crate::model::ways::Intake;
use crate::units::{DAYS_PER_MONTH, DAYS_PER_YEAR};

/// Longest warm-up in years.
const LONGEST_WARM_UP: usize = 60;
/// Households in the cohort that decides how long the warm-up is.
const WARM_UP_COHORT: u64 = 4_000;

/// Returns the households known at the start: on assistance, or away and able to return;
/// `grow` follows the inflow before the start.
pub(crate) fn stock<F: Facts>(
    model: Given<'_, F>,
    arrivals: Option<&Arrivals>,
    (cohort, values): (CohortKey, &[f64]),
    grow: impl FnOnce(&Arrivals) -> Vec<Life>,
) -> Vec<Life> {
    let Some(arrivals) = arrivals.filter(|_| model.plan.stock.present) else {
        return Vec::new();
    };
    let grown = grow(arrivals);
    match model.plan.stock.households {
        None => grown,
        Some(households) => sampled_stock(model, &grown, cohort, households.of(values)),
    }
}

/// Returns the households that the inflow of a warm-up leaves at the start, where nobody waits
/// for another.
pub(crate) fn grown_stock<F: Facts>(
    model: Given<'_, F>,
    arrivals: &Arrivals,
    cohort: CohortKey,
    warm_up_years: f64,
) -> Vec<Life> {
    let mut grown = Vec::new();
    let mut life = Life::new(model, Application::of_nobody(cohort));
    applications_before(arrivals, cohort, warm_up_years, |number, at| {
        let application = Application::new(model, cohort, number, at);
        // Someone gone for good before the start need not be followed there.
        if application.permanent_at < 0.0 {
            return;
        }
        life.becomes(model, application);
        life.apply(model, 0, Intake::First, &mut Unrecorded);
        life.live(model, 0, 0.0, &mut Unrecorded);
        if is_known(model, &life) {
            grown.push(life);
        }
    });
    grown
}

/// Returns whether the scenario follows a household that lived until the start: someone away
/// who does not come back in time is nobody.
pub(crate) fn is_known<F: Facts>(model: Given<'_, F>, life: &Life) -> bool {
    let horizon = model.plan.calendar.n_months as f64 * DAYS_PER_MONTH;
    !life.is_away() || life.scheduled.min(life.permanent_at) < horizon
}

/// Calls `each` with number and time of the applications of a warm-up, the last one first.
pub(crate) fn applications_before(
    arrivals: &Arrivals,
    cohort: CohortKey,
    warm_up_years: f64,
    mut each: impl FnMut(u64, f64),
) {
    let days = warm_up_years * DAYS_PER_YEAR;
    let (mut at, mut number) = (0.0, BEFORE_START);
    if arrivals.per_day <= 0.0 {
        return;
    }
    loop {
        at -= cohort.household(number).stream(p::ARRIVAL, 0).exponential() / arrivals.per_day;
        if at < -days {
            return;
        }
        each(number, at);
        number += 1;
    }
}

/// Returns a stock of a given size drawn from a grown one, with those away in proportion.
///
/// Clones share what lies behind them (state, elapsed times, residual clocks, readiness)
/// and have luck of their own ahead.
fn sampled_stock<F: Facts>(
    model: Given<'_, F>,
    grown: &[Life],
    cohort: CohortKey,
    households: f64,
) -> Vec<Life> {
    let is_on = |life: &&Life| !life.is_away();
    let n_segments = model.segments.len();
    let given: Option<Vec<f64>> = model.segments.iter().map(|s| s.share_of_stock).collect();
    let total: f64 = given.iter().flatten().sum();
    let n_on = grown.iter().filter(is_on).count() as f64;
    let mut sampled = Vec::new();
    let (mut share_up_to, mut wanted_up_to) = (0.0, 0.0);
    for segment in 0..n_segments {
        let of_segment = grown.iter().filter(|life| life.segment == segment);
        let (pool, away): (Vec<&Life>, Vec<&Life>) = of_segment.partition(is_on);
        if pool.is_empty() {
            continue;
        }
        share_up_to += given
            .as_ref()
            .map_or(pool.len() as f64 / n_on, |given| given[segment] / total);
        // Rounded together, so that the segments add up to the given number.
        let wanted = (households * share_up_to).round() - wanted_up_to;
        wanted_up_to += wanted;
        let luck = cohort.household(SAMPLED);
        let purpose = p::STOCK.within(&model.plan.segments[segment].id);
        let mut add = |life: &Life, number: u64| {
            // Alternation counts applications: the clones' are counted as they are drawn.
            let application = sampled.len() as u64;
            sampled.push(life.with_luck(cohort.household(number), application));
        };
        for draw in 0..wanted as u32 {
            let number = luck.stream(purpose, draw).below(u64::MAX);
            let at = cohort
                .household(number)
                .stream(p::STOCK, 0)
                .below(pool.len() as u64);
            add(pool[at as usize], number);
        }
        let scale = wanted / pool.len() as f64;
        for life in away {
            let lot = life.key.stream(p::STOCK, 0).uniform();
            for copy in 0..(scale + lot).floor() as u32 {
                add(life, life.key.stream(purpose, copy).below(u64::MAX));
            }
        }
    }
    sampled
}

/// Returns how many years of inflow grow a stock that changes by less than one per cent a year.
///
/// One cohort at central values is followed for sixty years: with a constant inflow the
/// stock after k years is the time the cohort spends on assistance in its first k years,
/// so its next year's growth is what year k + 1 adds.
pub(crate) fn warm_up_years<F: Facts>(model: Given<'_, F>, cohort: CohortKey) -> f64 {
    let entered = -(LONGEST_WARM_UP as f64) * DAYS_PER_YEAR;
    let mut years = YearsOnAssistance {
        entered,
        days: vec![0.0; LONGEST_WARM_UP],
    };
    for number in 0..WARM_UP_COHORT {
        let mut life = Life::new(model, Application::new(model, cohort, number, entered));
        life.apply(model, 0, Intake::First, &mut years);
        life.live(model, 0, 0.0, &mut years);
    }
    let mut behind = 0.0;
    for (year, days) in years.days.iter().enumerate() {
        if year > 0 && *days < 0.01 * behind {
            return year as f64;
        }
        behind += days;
    }
    LONGEST_WARM_UP as f64
}
