//! What draws say of every option given the uncertain numbers: of E[net | numbers].

use crate::analysis::collected::Collected;
use crate::analysis::information::gains::Gained;
use crate::analysis::information::known::Known;
use crate::analysis::information::trust::{FEWEST_DRAWS, LARGEST_TREND};
use crate::analysis::information::worth::{Expected, best_in};
use crate::analysis::one_draw::Frame;
use crate::analysis::savings::variance;
use crate::analysis::spread::estimate;
use crate::ledger::moments::share;
use crate::ledger::variance::has_second_cohort;
use crate::results::information::Trust;
use crate::results::perspective::Perspective;
use crate::results::spread::Estimate;

/// A regression on every number should predict this share of what is knowable.
const LEAST_OF_KNOWABLE: f64 = 0.75;
/// A design counts where it is the best one in this share of the draws.
const LEAST_BEST_SHARE: f64 = 0.01;

/// Returns what the draws say about the net saving of one perspective.
pub(crate) fn known(frame: &Frame<'_>, collected: &Collected, perspective: Perspective) -> Known {
    let at = perspective as usize;
    let last = frame.plan.calendar.n_months.saturating_sub(1);
    let mut nets: Vec<Vec<f64>> = frame
        .columns
        .pairs
        .iter()
        .map(|pair| collected.column(pair.cumulative[at] + last))
        .collect();
    let mut cohorts = vec![1.0; collected.n_draws()];
    let again = (0..collected.n_draws()).filter(|draw| has_second_cohort(*draw as u64));
    for (draw, again) in again.zip(&collected.again) {
        cohorts[draw] = 2.0;
        for (net, second) in nets.iter_mut().zip(&again.second) {
            net[draw] = 0.5 * (net[draw] + second[at]);
        }
    }
    let numbers = 0..frame.plan.numbers.uncertain.len();
    Known {
        numbers: numbers
            .map(|number| collected.column(frame.columns.uncertain + number))
            .collect(),
        nets,
        cohorts,
    }
}

/// Returns how often each option is the best one, `today` first, where these nets are expected.
pub(super) fn best_shares(expected: &Expected, n_draws: usize) -> Vec<Estimate> {
    let mut times_best = vec![0; expected.len() + 1];
    for draw in 0..n_draws {
        times_best[best_in(expected, draw).map_or(0, |design| design + 1)] += 1;
    }
    let times_best = times_best.into_iter();
    times_best
        .map(|times| estimate(share(times, n_draws)))
        .collect()
}

/// Returns whether a regression on every number predicts too little of what numbers decide.
pub(super) fn misses(
    (frame, collected, perspective): (&Frame<'_>, &Collected, Perspective),
    known: &Known,
    all: &Gained,
) -> bool {
    let n_draws = known.n_draws();
    // With the mean of two cohorts in some draws there is less luck to predict.
    let luck_left = n_draws as f64 / known.cohorts.iter().sum::<f64>();
    let of_design = |design: usize| {
        let is_best = |draw: &usize| best_in(&all.expected, *draw) == Some(design);
        let times = (0..n_draws).filter(is_best).count();
        if (times as f64) < LEAST_BEST_SHARE * n_draws as f64 {
            return false;
        }
        let share = variance(frame, collected, design, perspective as usize);
        let least = share.ignorance_share.value - 2.0 * share.ignorance_share.mc_se;
        let least = least.max(0.0);
        let of_means = least / (least + (1.0 - least) * luck_left);
        all.predicted_share[design] < LEAST_OF_KNOWABLE * of_means
    };
    (0..known.nets.len()).any(of_design)
}

/// Returns how often each option would be the best one if every uncertain number were known, `today` first, and
/// whether that can be relied on; none where there are too few draws.
///
/// Of E[net | numbers]: luck of households and the labour market, which nobody can know beforehand, are averaged out.
pub(crate) fn best_given_numbers(
    frame: &Frame<'_>,
    collected: &Collected,
    perspective: Perspective,
) -> (Option<Vec<Estimate>>, Trust) {
    let n_draws = collected.n_draws();
    if (n_draws as u64) < FEWEST_DRAWS {
        let draws_needed = FEWEST_DRAWS;
        return (None, Trust::TooFewDraws { draws_needed });
    }
    let known = known(frame, collected, perspective);
    let numbers: Vec<usize> = (0..known.numbers.len()).collect();
    let all = known.gained_by(&numbers);
    let does_not_follow = all.trend > LARGEST_TREND;
    let trust = match does_not_follow || misses((frame, collected, perspective), &known, &all) {
        true => Trust::PoorFit,
        false => Trust::Yes,
    };
    (Some(best_shares(&all.expected, n_draws)), trust)
}
