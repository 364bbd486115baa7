//! One kind of household from its first application to the horizon, under one way of working.

use crate::exact::cell::{Cells, Flow, Reopening};
use crate::exact::map::{Map, Scene};
use crate::exact::outcome::Outcome;
use crate::exact::phase::{Before, CALLABLE, Keeps, N_FLAGS, OWN, TODAY, What};
use crate::exact::rates::Household;
use crate::exact::speed::{PerDay, Speed};
use crate::exact::takes_on::TakesOn;
use crate::model::parts::WITHDRAWN;
use crate::model::ways::Intake;
use crate::scenario::households::BeginsIn;
use crate::tally::expected::ExpectedTally;
use crate::tally::layout::Happening;

/// Who is where at the start, and what those on their way will do.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Stock {
    phases: Vec<Known>,
    reopening: Reopening,
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
    /// By way that calls in: who completes an intervention, to job, to studies.
    elsewhere: Vec<[Vec<f64>; 3]>,
}

impl Stock {
    /// Returns how many are on assistance, or away.
    pub(crate) fn households(&self, away: bool) -> f64 {
        let known = self.phases.iter().filter(|known| known.is_away == away);
        known.map(|known| known.inside).sum()
    }

    /// Returns the others where some of them are taken out.
    pub(crate) fn less(&self, some: &Self) -> Self {
        let less = |all: &[f64], some: &[f64]| -> Vec<f64> {
            all.iter().zip(some).map(|(all, some)| all - some).collect()
        };
        let each = |all: &[Vec<f64>], some: &[Vec<f64>]| -> Vec<Vec<f64>> {
            all.iter()
                .zip(some)
                .map(|(all, some)| less(all, some))
                .collect()
        };
        let known = |(all, some): (&Known, &Known)| Known {
            is_away: all.is_away,
            inside: all.inside - some.inside,
            outs: each(&all.outs, &some.outs),
            limits: all
                .limits
                .iter()
                .zip(&some.limits)
                .map(|(all, some)| (all.0 - some.0, less(&all.1, &some.1)))
                .collect(),
            history: less(&all.history, &some.history),
            rate: all.rate,
            // Nobody of them is called in.
            elsewhere: Vec::new(),
        };
        let flow = |part: usize| less(&self.reopening.flow[part], &some.reopening.flow[part]);
        Self {
            phases: self.phases.iter().zip(&some.phases).map(known).collect(),
            reopening: Reopening {
                flow: std::array::from_fn(flow),
                ..Reopening::default()
            },
        }
    }

    /// Scales those on assistance and those away.
    pub(crate) fn scale(&mut self, on: f64, away: f64) {
        let by = |flow: &mut Vec<f64>, factor: f64| flow.iter_mut().for_each(|x| *x *= factor);
        for known in &mut self.phases {
            let factor = if known.is_away { away } else { on };
            known.inside *= factor;
            known.outs.iter_mut().for_each(|flow| by(flow, factor));
            by(&mut known.history, factor);
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

/// Applications of one kind of household.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry<'a> {
    /// Share of all applications that are of this kind.
    pub(crate) share: f64,
    /// All applications under `today` by cell of the whole grid.
    pub(crate) by_cell: &'a [f64],
    /// By how much those of the segment differ under the way, by month.
    pub(crate) ratios: &'a [f64],
}

/// Returns who is where at the start after so many cells of applications under `today`.
///
/// `scene` has the whole grid, `elsewhere` the outcomes under ways that call in, by phase.
pub(crate) fn grow(
    scene: &Scene<'_>,
    household: Household,
    entry: &Entry<'_>,
    calling: &[Scene<'_>],
) -> Stock {
    let grid = scene.grid;
    let mut map = Map::new(scene, household, [true, false, false]);
    for way in calling {
        let outcomes = crate::exact::stays::outcomes_of_called(way, household, &map);
        add_elsewhere(&mut map, outcomes, grid.n_cells);
    }
    let mut unread = ExpectedTally::default();
    let who = (household.segment, household.two_adults);
    let mut cells = Cells::new(scene, map, who, &mut unread);
    for cell in 0..grid.before {
        cells.begin(cell);
        cells.go();
        let flow = Flow {
            all: entry.by_cell[cell] * entry.share,
            ..Flow::default()
        };
        cells.apply(TODAY, Intake::First, flow);
        cells.settle();
        cells.end();
    }
    cut(cells, grid.before)
}

fn add_elsewhere(map: &mut Map, outcomes: Vec<Option<Outcome>>, n_cells: usize) {
    for (phase, outcome) in map.phases.iter_mut().zip(outcomes) {
        if let Some(outcome) = outcome {
            let flows = std::array::from_fn(|_| vec![0.0; n_cells]);
            phase.elsewhere.push((outcome, flows));
        }
    }
}

/// Keeps what lies ahead of the start.
fn cut(cells: Cells<'_>, before: usize) -> Stock {
    let ahead = |flow: &[f64]| flow[before..].to_vec();
    let phases = cells.map.phases.iter().map(|phase| Known {
        is_away: matches!(phase.what, What::Exit { keeps, .. } if keeps != Keeps::Part),
        inside: phase.inside,
        outs: phase.outs.iter().map(|out| ahead(&out.flow)).collect(),
        limits: phase
            .limits
            .iter()
            .map(|limit| (limit.inside, ahead(&limit.out.flow)))
            .collect(),
        history: phase.history.iter().take(before).copied().collect(),
        rate: phase.hazards.total.first().copied().unwrap_or(0.0) + phase.permanent,
        elsewhere: phase
            .elsewhere
            .iter()
            .map(|(_, flows)| std::array::from_fn(|at| ahead(&flows[at])))
            .collect(),
    });
    let reopening = &cells.reopening[TODAY];
    Stock {
        phases: phases.collect(),
        reopening: Reopening {
            flow: std::array::from_fn(|at| ahead(&reopening.flow[at])),
            ..Reopening::default()
        },
    }
}

/// Those of a closed list that are of one kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Listed {
    /// The cell they begin with.
    pub(crate) cell: usize,
    pub(crate) households: f64,
    pub(crate) begins_in: BeginsIn,
    /// Share that the way takes on at once.
    pub(crate) treated: f64,
    /// Share that it may call in.
    pub(crate) callable: f64,
}

/// Lives from the start to the horizon, into a tally; `scene` has the grid from the start on.
pub(crate) fn live(
    scene: &Scene<'_>,
    household: Household,
    (stock, entry, listed): (Option<&Stock>, &Entry<'_>, &[Listed]),
    takes_on: &TakesOn,
    tally: &mut ExpectedTally,
) {
    let flags: [bool; N_FLAGS] = [true, takes_on.treated.is_some(), takes_on.calling.is_some()];
    let map = Map::new(scene, household, flags);
    let who = (household.segment, household.two_adults);
    let mut cells = Cells::new(scene, map, who, tally);
    cells.treated.clone_from(&takes_on.treated);
    if let Some(stock) = stock {
        put_in(&mut cells, stock, takes_on);
    }
    let before = entry.by_cell.len() - scene.grid.n_cells;
    for cell in 0..scene.grid.n_cells {
        cells.begin(cell);
        for of_list in listed.iter().filter(|listed| listed.cell == cell) {
            cells.list_begins(of_list);
        }
        if takes_on.at_once && cell == takes_on.known_until {
            cells.call_all_in();
        }
        cells.go();
        let ratio = entry.ratios[cell / scene.grid.per_month];
        let all = entry.by_cell[before + cell] * entry.share;
        let is_known = cell < takes_on.known_until;
        let called = if is_known { takes_on.called_share } else { 0.0 };
        for (flag, share) in [(CALLABLE, called), (TODAY, 1.0 - called)] {
            let flow = |all: f64| Flow {
                all,
                ..Flow::default()
            };
            if share <= 0.0 {
                continue;
            }
            cells.count(Happening::NewApplication, all * share * ratio);
            cells.apply(flag, Intake::First, flow(all * share * ratio));
            let deterred = flow(all * share * (1.0 - ratio).max(0.0));
            cells.take_exit(flag, WITHDRAWN, deterred, false);
        }
        cells.settle();
        cells.end();
    }
}

impl Cells<'_> {
    /// Takes in those of a closed list that begins with the present cell.
    fn list_begins(&mut self, listed: &Listed) {
        let today = (1.0 - listed.treated - listed.callable).max(0.0);
        let shares = [
            (OWN, listed.treated),
            (CALLABLE, listed.callable),
            (TODAY, today),
        ];
        self.at_point = true;
        for (flag, share) in shares.into_iter().filter(|(_, share)| *share > 0.0) {
            let flow = Flow {
                all: listed.households * share,
                ..Flow::default()
            };
            match listed.begins_in {
                BeginsIn::Open => self.enter_open(flag, flow),
                BeginsIn::Intake => {
                    self.count(Happening::NewApplication, flow.all);
                    self.intake_from(flag, (0, Intake::First), flow);
                }
            }
        }
        self.settle_at_point();
    }
}

/// Puts the stock where it was at the start.
fn put_in(cells: &mut Cells<'_>, stock: &Stock, takes_on: &TakesOn) {
    let called = match takes_on.calling {
        Some(_) => takes_on.called_share,
        None => 0.0,
    };
    let mut callable = Vec::new();
    for (at, phase) in cells.map.phases.iter().enumerate() {
        if phase.flag == CALLABLE {
            callable.push(at);
        }
    }
    for (at, known) in stock.phases.iter().enumerate() {
        put(cells, at, known, 1.0 - called, None);
        if called > 0.0 {
            let to = callable[at];
            put(cells, to, known, called, takes_on.calling);
        }
    }
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

fn put(cells: &mut Cells<'_>, at: usize, known: &Known, share: f64, calling: Option<usize>) {
    let n_cells = cells.scene.grid.n_cells;
    let is_callable = cells.map.phases[at].flag == CALLABLE;
    let mut still = vec![1.0; n_cells];
    if is_callable {
        let phase = &cells.map.phases[at];
        let without = match &phase.uncalled {
            Some(uncalled) => uncalled.clone(),
            None => {
                let more = phase.drop_out + phase.permanent;
                let rates: Vec<f64> = phase.hazards.total.iter().map(|rate| rate + more).collect();
                Speed::new(cells.scene.grid, PerDay::ByBlock(&rates), None)
            }
        };
        still = still_callable(&phase.speed, &without, n_cells);
    }
    let is_exit = matches!(cells.map.phases[at].what, What::Exit { .. });
    let times = |flow: &[f64], thinned: bool| -> Vec<f64> {
        let each = flow.iter().zip(&still);
        each.map(|(x, still)| x * share * if thinned { *still } else { 1.0 })
            .collect()
    };
    let mut outs: Vec<Vec<f64>> = known
        .outs
        .iter()
        .map(|flow| times(flow, is_callable && !is_exit))
        .collect();
    if is_exit && is_callable {
        outs.insert(1, times(&known.outs[0], true));
    }
    let finishing = cells.map.phases[at].finishing.as_ref().map(|(to, _)| *to);
    if let (Some(to), Some(calling)) = (finishing, calling) {
        let flows = &known.elsewhere[calling];
        for (out, flow) in cells.map.phases[to].outs.iter_mut().zip(flows) {
            for ((sum, x), still) in out.flow.iter_mut().zip(flow).zip(&still) {
                *sum += x * share * (1.0 - still);
            }
        }
    }
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
    phase.inside = known.inside * share;
    for (out, flow) in phase.outs.iter_mut().zip(outs) {
        out.flow = flow;
    }
}
