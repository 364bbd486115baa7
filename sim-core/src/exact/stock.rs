//! Who is where at the start, and what those on their way will do.

use crate::exact::aged::Fates;
use crate::exact::begun::Begun;
use crate::exact::cell::{Cells, Reopening};
use crate::exact::flags::TODAY;
use crate::exact::map::Map;
use crate::exact::phase::{Keeps, Phase, What};
use crate::exact::shape::Born;

/// Who is where at the start, and what those on their way will do.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Stock {
    pub(crate) phases: Vec<Known>,
    /// Those whose spells began at about the same time, where that matters.
    pub(crate) groups: Vec<Group>,
    pub(crate) reopening: Reopening,
}

/// Spells that began at about the same time.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Group {
    /// In cells from the start.
    pub(crate) born: Born,
    pub(crate) phases: Vec<Known>,
}

/// Those in one phase at the start.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Known {
    pub(crate) is_away: bool,
    pub(crate) inside: f64,
    pub(crate) outs: Vec<Vec<f64>>,
    /// By limited column: inside, and who leaves.
    pub(crate) limits: Vec<(f64, Vec<f64>)>,
    /// Who came before the start, where that is needed, and at which rate they left.
    pub(crate) history: Vec<f64>,
    pub(crate) rate: f64,
    /// Where hazards change with the time in the phase: what is ahead, and by limited column.
    pub(crate) aged: Option<(Fates, Vec<Vec<f64>>)>,
    /// Those there but for who leaves by themselves, by the cell they came in: all, and by point of fit.
    pub(crate) at_start: Vec<f64>,
    pub(crate) at_start_by_fit: Vec<Vec<f64>>,
    /// When their programme ends, where one has begun.
    pub(crate) begun: Option<Begun>,
    /// By way that calls in: who completes an intervention, to job, to studies.
    pub(crate) elsewhere: Vec<[Vec<f64>; 3]>,
}

fn add(sum: &mut Vec<f64>, more: &[f64]) {
    if sum.len() < more.len() {
        sum.resize(more.len(), 0.0);
    }
    sum.iter_mut().zip(more).for_each(|(sum, x)| *sum += x);
}

impl Known {
    /// Returns those in a phase at the start.
    fn of(phase: &Phase, map: &Map, before: usize) -> Self {
        let last = map.leaving.get(before.saturating_sub(1));
        let leaving = last.copied().unwrap_or(0.0);
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
            at_start: match &phase.aged {
                Some(aged) => aged.at_start.clone(),
                None => Vec::new(),
            },
            at_start_by_fit: match &phase.aged {
                Some(aged) => aged.at_start_by_fit.clone(),
                None => Vec::new(),
            },
            begun: phase
                .begun
                .as_ref()
                .map(|begun| begun.ahead(&map.ends, before)),
            rate: phase.hazards.total.first().copied().unwrap_or(0.0) + phase.permanent + leaving,
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
        add(&mut self.at_start, &more.at_start);
        let n_came = self.at_start_by_fit.len().max(more.at_start_by_fit.len());
        self.at_start_by_fit.resize(n_came, Vec::new());
        let both = self.at_start_by_fit.iter_mut().zip(&more.at_start_by_fit);
        both.for_each(|(by_fit, more)| add(by_fit, more));
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
    oldest_within(age, SPREAD)
}

/// The same for another spread.
pub(crate) fn oldest_within(age: usize, spread: usize) -> usize {
    let mut oldest = 1;
    while oldest < age {
        oldest += (oldest / spread).max(1);
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
                    Known::of(phase, &cells.map, before)
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
            by(&mut known.at_start, factor);
            let by_fit = known.at_start_by_fit.iter_mut();
            by_fit.for_each(|by_fit| by(by_fit, factor));
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
            .map(|phase| Known::of(phase, &cells.map, before))
            .collect(),
        groups,
        reopening: Reopening {
            flow: std::array::from_fn(|at| ahead(&reopening.flow[at])),
            ..Reopening::default()
        },
    }
}
