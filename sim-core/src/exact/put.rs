//! Those who are there at the start, where they were.

use crate::exact::aged::{Came, Coming};
use crate::exact::cell::Cells;
use crate::exact::flags::{CALLABLE, TODAY, follows};
use crate::exact::phase::{Before, Phase, What};
use crate::exact::speed::{PerDay, Speed};
use crate::exact::stock::{Group, Known, Stock};
use crate::exact::takes_on::TakesOn;

/// Puts the stock where it was at the start.
pub(crate) fn put_in(cells: &mut Cells<'_>, stock: &Stock, takes_on: &TakesOn) {
    let called = takes_on.called_share;
    put_all(cells, &stock.phases, takes_on);
    let scaled = |flow: &[f64], by: f64| -> Vec<f64> { flow.iter().map(|x| x * by).collect() };
    for part in 0..2 {
        let flow = &stock.reopening.flow[part];
        cells.reopening[TODAY].flow[part] = scaled(flow, 1.0 - called);
        if called > 0.0 {
            let to = &mut cells.reopening[CALLABLE];
            to.flow[part] = scaled(flow, called);
            let speeds = (&cells.map.away[CALLABLE], &cells.map.away[TODAY]);
            if let (Some(with), Some(without)) = speeds {
                let still = still_callable(with, without, flow.len());
                to.callable[part] = to.flow[part]
                    .iter()
                    .zip(&still)
                    .map(|(x, s)| x * s)
                    .collect();
            }
        }
    }
}

/// Puts a group of spells where they were at the start.
pub(crate) fn put_group(cells: &mut Cells<'_>, group: &Group, takes_on: &TakesOn) {
    put_all(cells, &group.phases, takes_on);
}

fn put_all(cells: &mut Cells<'_>, phases: &[Known], takes_on: &TakesOn) {
    let called = takes_on.called_share;
    let mut callable = Vec::new();
    for (at, phase) in cells.map.phases.iter().enumerate() {
        if follows(phase.flag) == CALLABLE {
            callable.push(at);
        }
    }
    for (at, known) in phases.iter().enumerate() {
        if known.outs.is_empty() && known.inside == 0.0 {
            continue;
        }
        put(cells, at, known, 1.0 - called, None);
        if called > 0.0 {
            let to = callable[at];
            if known.aged.is_some() {
                put_followed(cells, to, known, called);
            } else {
                put(cells, to, known, called, takes_on.calling);
            }
        }
    }
}

/// Returns by cell the share of those known at the start who could still be called in.
fn still_callable(with: &Speed, without: &Speed, n_cells: usize) -> Vec<f64> {
    let share = |cell: usize| {
        let left = crate::math::exp(without.behind[cell] - with.behind[cell]);
        if left > 0.0 {
            left * with.mean[cell] / without.mean[cell]
        } else {
            0.0
        }
    };
    (0..n_cells).map(share).collect()
}

/// Returns by cell the share of those in a phase at the start who can still be called in.
fn still(cells: &Cells<'_>, at: usize) -> Vec<f64> {
    let (grid, phase) = (cells.scene.grid, &cells.map.phases[at]);
    if follows(phase.flag) != CALLABLE {
        return vec![1.0; grid.n_cells];
    }
    let rates = cells.map.rates(phase, grid, 0);
    let without = Speed::new(grid, PerDay::ByCell(&rates), None);
    still_callable(&phase.speed, &without, grid.n_cells)
}

/// Puts those who may be called in where they were, and follows them from there.
fn put_followed(cells: &mut Cells<'_>, at: usize, known: &Known, share: f64) {
    for (came, who) in known
        .at_start
        .iter()
        .enumerate()
        .filter(|(_, who)| **who != 0.0)
    {
        let by_fit = known.at_start_by_fit[came].iter();
        let by_fit: Vec<f64> = by_fit.map(|who| who * share).collect();
        let came = Came {
            cell: 0,
            how: Coming::There(known.at_start.len() - came),
            all: who * share,
            paid: 0.0,
        };
        cells.follow(at, came, &by_fit);
    }
    let still = still(cells, at);
    let finishing = cells.map.phases[at].finishing.as_ref().map(|(to, _)| *to);
    if let Some(to) = finishing {
        let called = |cell: usize| share * (1.0 - still[cell]);
        put_begun(&mut cells.map.phases[to], known, (0.0, called));
    }
    let thinned = |cell: usize| share * still[cell];
    put_begun(&mut cells.map.phases[at], known, (share, thinned));
}

/// Puts those in whom a programme has begun where they were.
fn put_begun(phase: &mut Phase, known: &Known, (inside, by_cell): (f64, impl Fn(usize) -> f64)) {
    if let (Some(begun), Some(known)) = (&mut phase.begun, &known.begun) {
        let mut known = known.clone();
        known.each(inside, by_cell);
        begun.add(&known);
    }
}

/// Puts those who will be called in inside an intervention where they will be.
fn put_called(
    cells: &mut Cells<'_>,
    at: usize,
    known: &Known,
    (share, still): (f64, &[f64]),
    calling: Option<usize>,
) {
    let finishing = cells.map.phases[at].finishing.as_ref().map(|(to, _)| *to);
    if let (Some(to), Some(calling)) = (finishing, calling) {
        let flows = &known.elsewhere[calling];
        for (out, flow) in cells.map.phases[to].outs.iter_mut().zip(flows) {
            for ((sum, x), still) in out.flow.iter_mut().zip(flow).zip(still) {
                *sum += x * share * (1.0 - still);
            }
        }
        let thinned = |cell: usize| share * (1.0 - still[cell]);
        put_begun(&mut cells.map.phases[to], known, (0.0, thinned));
    }
    let thinned = |cell: usize| share * still[cell];
    put_begun(&mut cells.map.phases[at], known, (share, thinned));
}

fn put(cells: &mut Cells<'_>, at: usize, known: &Known, share: f64, calling: Option<usize>) {
    let n_cells = cells.scene.grid.n_cells;
    let is_callable = follows(cells.map.phases[at].flag) == CALLABLE;
    let still = still(cells, at);
    let is_exit = matches!(cells.map.phases[at].what, What::Exit { .. });
    let times = |flow: &[f64], thinned: bool| -> Vec<f64> {
        let each = flow.iter().zip(&still);
        each.map(|(x, still)| x * share * if thinned { *still } else { 1.0 })
            .collect()
    };
    let each = known.outs.iter().flat_map(|flow| {
        // Beside who leaves an exit stand those of them who can still be called in.
        let all = times(flow, is_callable && !is_exit);
        let still = (is_exit && is_callable).then(|| times(flow, true));
        std::iter::once(all).chain(still)
    });
    let outs: Vec<Vec<f64>> = each.collect();
    put_called(cells, at, known, (share, &still), calling);
    let phase = &mut cells.map.phases[at];
    if !phase.history.is_empty() {
        phase.history = known.history.iter().map(|x| x * share).collect();
        phase.history.resize(known.history.len() + n_cells, 0.0);
        phase.rate_before = known.rate;
    }
    for (limit, (inside, flow)) in phase.limits.iter_mut().zip(&known.limits) {
        limit.inside = inside * share;
        // Whoever is called in leaves the first days too, but where they go on meanwhile.
        let thinned = phase.uncalled.is_none();
        limit.out.flow = times(flow, thinned);
    }
    if known.is_away {
        phase.limits.iter_mut().for_each(|limit| {
            limit.inside = 0.0;
            limit.out.flow.iter_mut().for_each(|x| *x = 0.0);
        });
        phase.before = Some(Before {
            inside: known.inside * share,
            outs,
        });
        return;
    }
    for (out, flow) in phase.outs.iter_mut().zip(outs) {
        out.flow = flow;
    }
    if let (Some(aged), Some((fates, limits))) = (&mut phase.aged, &known.aged) {
        aged.all = fates.clone();
        aged.all.each(|x| *x *= share);
        aged.limits.clone_from(limits);
        aged.limits.iter_mut().flatten().for_each(|x| *x *= share);
        return;
    }
    phase.inside = known.inside * share;
}
