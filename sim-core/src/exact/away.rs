//! The time between an exit and a return, which no way of working touches.
//!
//! A return soon after assistance ended reopens the case. That time runs through chains of exits
//! (studies, then job), so whether a return is soon is not known from the last exit alone. The kernels
//! here give, by time since assistance ended, the returns that are.

use crate::exact::kernel::{Kernel, chained};
use crate::exact::lengths::Stay;
use crate::model::parts::{ExitModel, Leave, PERMANENT};

/// How much finer than the grid chains of exits are worked out.
const FINER: usize = 8;

/// Returns how an exit is left.
pub(crate) fn stay_of(exit: &ExitModel) -> Stay {
    match &exit.leave {
        Leave::Never => Stay::Endless,
        Leave::Hazard(course) => Stay::Hazard(course.clone()),
        Leave::After(length) => Stay::Lasts(*length),
    }
}

/// Share of those who leave an exit that comes back on assistance.
pub(crate) fn returning(exit: &ExitModel) -> f64 {
    let ends: f64 = exit.ends_in.iter().map(|(_, share)| share).sum();
    (1.0 - ends).max(0.0)
}

/// Returns by exit taken first the kernel of returns, within the days that reopen a case, from exits
/// that do not reopen it anyhow.
///
/// Those who return from exits that always reopen are not in it: nothing need be known of them.
pub(crate) fn reopening(exits: &[ExitModel], days: f64, step: f64) -> Vec<Kernel> {
    let fine_step = step / FINER as f64;
    let n_fine = (days / fine_step).ceil() as usize + 2;
    let left: Vec<Vec<f64>> = exits
        .iter()
        .map(|exit| Kernel::of_stay(&stay_of(exit), fine_step, n_fine).weights)
        .collect();
    (0..exits.len())
        .map(|first| {
            if first == PERMANENT {
                return Kernel::default();
            }
            let chains = through_chains(exits, &left, first, n_fine);
            let mut returns = direct(&exits[first], (days, 0.0), step);
            add_points(&mut returns, &chains, (days, fine_step, step), 0.0);
            // Those who leave as a cell begins are half a cell ahead.
            let mut ahead = direct(&exits[first], (days, 0.5), step);
            add_points(&mut ahead, &chains, (days, fine_step, step), 0.5);
            Kernel::of_weights(returns).with_point(0.0, ahead)
        })
        .collect()
}

/// Returns straight from the exit taken first, within so many days.
///
/// Lags are counted from `ahead` cells after the exit; whoever is sooner than that belongs to the first.
fn direct(exit: &ExitModel, (days, ahead): (f64, f64), step: f64) -> Vec<f64> {
    let n_cells = (days / step).ceil() as usize + 2;
    let share = returning(exit);
    if exit.without_intake || share <= 0.0 {
        return vec![0.0; n_cells];
    }
    let stay = stay_of(exit);
    let soon = stay.over_by(days);
    let integral = |to: f64| {
        let inside = to.min(days);
        inside - stay.mean_up_to(inside) + (to - inside) * soon
    };
    (0..n_cells)
        .map(|lag| {
            let at = (lag as f64 + ahead) * step;
            let before = if lag == 0 {
                0.0
            } else {
                integral(at) - integral(at - step)
            };
            share * ((integral(at + step) - integral(at)) - before) / step
        })
        .collect()
}

/// Returns by fine step the returns from exits that the first one ended in.
fn through_chains(exits: &[ExitModel], left: &[Vec<f64>], first: usize, n_fine: usize) -> Vec<f64> {
    let mut returns = vec![0.0; n_fine];
    let mut flows: Vec<(usize, Vec<f64>)> = exits[first]
        .ends_in
        .iter()
        .map(|(to, share)| (*to, left[first].iter().map(|w| w * share).collect()))
        .collect();
    // A chain longer than this has next to no mass left within the days that reopen a case.
    for _ in 0..8 {
        let mut next = Vec::new();
        for (exit, comes) in &flows {
            let of = &exits[*exit];
            if *exit == PERMANENT {
                continue;
            }
            let leaves = chained(comes, &left[*exit], n_fine);
            if !of.without_intake {
                let share = returning(of);
                for (sum, weight) in returns.iter_mut().zip(&leaves) {
                    *sum += share * weight;
                }
            }
            for (to, share) in &of.ends_in {
                next.push((*to, leaves.iter().map(|w| w * share).collect()));
            }
        }
        flows = next;
    }
    returns
}

/// Adds fine weights within so many days to the weights of a coarser step.
fn add_points(
    returns: &mut [f64],
    fine: &[f64],
    (days, fine_step, step): (f64, f64, f64),
    ahead: f64,
) {
    for (lag, weight) in fine.iter().enumerate() {
        // A fine weight stands for the triangle around it: part of the one at the limit counts.
        let at = lag as f64 * fine_step;
        let inside = ((days - at) / fine_step + 0.5).clamp(0.0, 1.0);
        let lag = (at / step - ahead).max(0.0);
        let place = lag.floor();
        let share = lag - place;
        let place = place as usize;
        if inside <= 0.0 || place + 1 >= returns.len() {
            continue;
        }
        returns[place] += weight * inside * (1.0 - share);
        returns[place + 1] += weight * inside * share;
    }
}
