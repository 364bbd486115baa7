//! Who is where at the start, and what those on their way will do.

use crate::exact::aged::Fates;
use crate::exact::begun::{Begun, Ends};
use crate::exact::cell::{Cells, Reopening};
use crate::exact::phase::{Before, CALLABLE, Keeps, Phase, TODAY, What, follows};
use crate::exact::shape::Born;
use crate::exact::speed::{PerDay, Speed};
use crate::exact::takes_on::TakesOn;

/// Who is where at the start, and what those on their way will do.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Stock {
    phases: Vec<Known>,
    /// Those whose spells began at about the same time, where that matters.
    pub(crate) groups: Vec<Group>,
    reopening: Reopening,
}

/// Spells that began at about the same time.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Group {
    /// In cells from the start.
    pub(crate) born: Born,
    phases: Vec<Known>,
}

/// Those in one phase at the start.
#[derive(Clone, Debug, Default, PartialEq)]
struct Known {
    is_away: bool,
    inside: f64,
    outs: Vec<Vec<f64>>,
    /// By limited column: inside, and who leaves.
    limits: Vec<(f64, Vec<f64>)>,
    /// Who came before the start, where that is needed, and at which rate they left.
    history: Vec<f64>,
    rate: f64,
    /// Where hazards change with the time in the phase: what is ahead, and by limited column.
    aged: Option<(Fates, Vec<Vec<f64>>)>,
    /// When their programme ends, where one has begun.
    begun: Option<Begun>,
    /// By way that calls in: who completes an intervention, to job, to studies.
    elsewhere: Vec<[Vec<f64>; 3]>,
}

fn add(sum: &mut Vec<f64>, more: &[f64]) {
    if sum.len() < more.len() {
        sum.resize(more.len(), 0.0);
    }
    sum.iter_mut().zip(more).for_each(|(sum, x)| *sum += x);
}

impl Known {
    /// Returns those in a phase at the start.
    fn of(phase: &Phase, ends: &Ends, before: usize) -> Self {
        let ahead = |flow: &[f64]| flow[before..].to_vec();
        Self {
            is_away: is_away(phase),
            inside: match &phase.aged {
                Some(aged) => aged.all.inside[before],
                None => phase.inside,
            },
            outs: phase.outs.iter().map(|out| ahead(&out.flow)).collect(),
            limits: phase
                .limits
                .iter()
                .map(|limit| (limit.inside, ahead(&limit.out.flow)))
                .collect(),
            history: phase.history.iter().take(before).copied().collect(),
            aged: phase.aged.as_ref().map(|aged| {
                let limits = aged.limits.iter().map(|limit| ahead(limit)).collect();
                (aged.all.ahead(before), limits)
            }),
            begun: phase.begun.as_ref().map(|begun| begun.ahead(ends, before)),
            rate: phase.hazards.total.first().copied().unwrap_or(0.0) + phase.permanent,
            elsewhere: phase
                .elsewhere
                .iter()
                .map(|(_, flows)| std::array::from_fn(|at| ahead(&flows[at])))
                .collect(),
        }
    }

    /// Adds others in the same phase.
    fn add(&mut self, more: &Self) {
        self.inside += more.inside;
        let outs = self.outs.iter_mut().zip(&more.outs);
        outs.for_each(|(flow, more)| add(flow, more));
        for ((inside, flow), (more_inside, more)) in self.limits.iter_mut().zip(&more.limits) {
            *inside += more_inside;
            add(flow, more);
        }
        add(&mut self.history, &more.history);
        if let (Some((fates, limits)), Some((more, more_limits))) = (&mut self.aged, &more.aged) {
            fates.add(more);
            let both = limits.iter_mut().zip(more_limits);
            both.for_each(|(limit, more)| add(limit, more));
        }
        if let (Some(begun), Some(more)) = (&mut self.begun, &more.begun) {
            begun.add(more);
        }
        for (flows, more) in self.elsewhere.iter_mut().zip(&more.elsewhere) {
            let both = flows.iter_mut().zip(more);
            both.for_each(|(flow, more)| add(flow, more));
        }
    }
}

fn is_away(phase: &Phase) -> bool {
    matches!(phase.what, What::Exit { keeps, .. } if keeps != Keeps::Part)
}

/// How much older the oldest of a group may be than the youngest, against their age.
const SPREAD: usize = 24;

/// Returns the group of spells that are so many cells old at the start: the oldest of it.
fn oldest_of_group(age: usize) -> usize {
    let mut oldest = 1;
    while oldest < age {
        oldest += (oldest / SPREAD).max(1);
    }
    oldest
}

impl Group {
    /// Adds the spells at hand, which began so many cells before the start, to those like them.
    pub(crate) fn bank(groups: &mut Vec<Self>, cells: &Cells<'_>, (before, age): (usize, usize)) {
        let oldest = oldest_of_group(age);
        let born = Born {
            from: -(oldest as f64),
            to: 1.0 - age as f64,
        };
        let phases = cells.map.phases.iter();
        let phases: Vec<Known> = phases
            .map(|phase| {
                if is_away(phase) {
                    Known::default()
                } else {
                    Known::of(phase, &cells.map.ends, before)
                }
            })
            .collect();
        match groups.iter_mut().find(|group| group.born.from == born.from) {
            None => groups.push(Self { born, phases }),
            Some(group) => {
                group.born.to = group.born.to.max(born.to);
                let all = group.phases.iter_mut().zip(&phases);
                all.for_each(|(known, more)| known.add(more));
            }
        }
    }
}

impl Stock {
    fn all(&self) -> impl Iterator<Item = &Known> {
        let groups = self.groups.iter().flat_map(|group| &group.phases);
        self.phases.iter().chain(groups)
    }

    /// Returns how many are on assistance, or away.
    pub(crate) fn households(&self, away: bool) -> f64 {
        let known = self.all().filter(|known| known.is_away == away);
        known.map(|known| known.inside).sum()
    }

    /// Returns the others where some of them are taken out.
    pub(crate) fn less(&self, some: &Self) -> Self {
        let mut others = self.clone();
        let mut some = some.clone();
        some.scale(-1.0, -1.0);
        let groups = others.groups.iter_mut().zip(&some.groups);
        for (group, some) in groups {
            let all = group.phases.iter_mut().zip(&some.phases);
            all.for_each(|(known, some)| known.add(some));
        }
        let all = others.phases.iter_mut().zip(&some.phases);
        all.for_each(|(known, some)| known.add(some));
        for (flow, some) in others.reopening.flow.iter_mut().zip(&some.reopening.flow) {
            add(flow, some);
        }
        others
    }

    /// Scales those on assistance and those away.
    pub(crate) fn scale(&mut self, on: f64, away: f64) {
        let by = |flow: &mut Vec<f64>, factor: f64| flow.iter_mut().for_each(|x| *x *= factor);
        let groups = self.groups.iter_mut().flat_map(|group| &mut group.phases);
        for known in self.phases.iter_mut().chain(groups) {
            let factor = if known.is_away { away } else { on };
            known.inside *= factor;
            known.outs.iter_mut().for_each(|flow| by(flow, factor));
            by(&mut known.history, factor);
            if let Some((fates, limits)) = &mut known.aged {
                fates.each(|x| *x *= factor);
                limits.iter_mut().for_each(|limit| by(limit, factor));
            }
            if let Some(begun) = &mut known.begun {
                begun.each(factor, |_| factor);
            }
            for (inside, flow) in &mut known.limits {
                *inside *= factor;
                by(flow, factor);
            }
            for flows in &mut known.elsewhere {
                flows.iter_mut().for_each(|flow| by(flow, factor));
            }
        }
        let [nothing, part] = &mut self.reopening.flow;
        by(nothing, away);
        by(part, on);
    }
}

/// Keeps what lies ahead of the start.
pub(crate) fn cut(cells: &Cells<'_>, before: usize, groups: Vec<Group>) -> Stock {
    let ahead = |flow: &[f64]| flow[before..].to_vec();
    let reopening = &cells.reopening[TODAY];
    let phases = cells.map.phases.iter();
    Stock {
        phases: phases
            .map(|phase| Known::of(phase, &cells.map.ends, before))
            .collect(),
        groups,
        reopening: Reopening {
            flow: std::array::from_fn(|at| ahead(&reopening.flow[at])),
            ..Reopening::default()
        },
    }
}

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
            put(cells, to, known, called, takes_on.calling);
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

/// Puts those in whom a programme has begun where they were.
fn put_begun(phase: &mut Phase, known: &Known, (inside, by_cell): (f64, impl Fn(usize) -> f64)) {
    if let (Some(begun), Some(known)) = (&mut phase.begun, &known.begun) {
        let mut known = known.clone();
        known.each(inside, by_cell);
        begun.add(&known);
    }
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
    let finishing = cells.map.phases[at].finishing.as_ref().map(|(to, _)| *to);
    if let (Some(to), Some(calling)) = (finishing, calling) {
        let flows = &known.elsewhere[calling];
        for (out, flow) in cells.map.phases[to].outs.iter_mut().zip(flows) {
            for ((sum, x), still) in out.flow.iter_mut().zip(flow).zip(&still) {
                *sum += x * share * (1.0 - still);
            }
        }
        let thinned = |cell: usize| share * (1.0 - still[cell]);
        put_begun(&mut cells.map.phases[to], known, (0.0, thinned));
    }
    let thinned = |cell: usize| share * still[cell];
    put_begun(&mut cells.map.phases[at], known, (share, thinned));
    let phase = &mut cells.map.phases[at];
    if !phase.history.is_empty() {
        phase.history = known.history.iter().map(|x| x * share).collect();
        phase.history.resize(known.history.len() + n_cells, 0.0);
        phase.rate_before = known.rate;
    }
    for (limit, (inside, flow)) in phase.limits.iter_mut().zip(&known.limits) {
        limit.inside = inside * share;
        limit.out.flow = flow.iter().map(|x| x * share).collect();
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
