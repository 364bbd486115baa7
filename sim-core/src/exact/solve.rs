//! One kind of household from its first application to the horizon, under one way of working.

use crate::exact::cell::Cells;
use crate::exact::flags::{CALLABLE, N_FLAGS, TODAY};
use crate::exact::flow::Flow;
use crate::exact::map::{Map, Scene};
use crate::exact::outcome::Outcome;
use crate::exact::put::{put_group, put_in};
use crate::exact::rates::Household;
use crate::exact::shape::Born;
use crate::exact::stock::{Group, Stock, cut};
use crate::exact::takes_on::{Listed, TakesOn};
use crate::model::parts::WITHDRAWN;
use crate::model::ways::Intake;
use crate::tally::expected::ExpectedTally;
use crate::tally::layout::Happening;

/// Whom a way is allocated, of one kind of household.
pub(crate) struct Allocated {
    pub(crate) is_concerned: bool,
    /// Share of applications by cell of the whole grid.
    pub(crate) by_cell: Vec<f64>,
    /// Share of each closed list.
    pub(crate) lists: Vec<f64>,
    pub(crate) stock: Option<Stock>,
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
    let mut groups = Vec::new();
    for cell in 0..grid.before {
        cells.begin(cell);
        cells.spells_begin(Born::in_cell(cell));
        cells.go();
        let flow = Flow {
            all: entry.by_cell[cell] * entry.share,
            ..Flow::default()
        };
        cells.apply(TODAY, Intake::First, flow);
        cells.settle();
        cells.end();
        if cells.spells.is_some() {
            cells.run_spells((cell + 1, grid.before), &TakesOn::default());
            Group::bank(&mut groups, &cells, (grid.before, grid.before - cell));
            cells.forget_spells();
        }
    }
    cut(&cells, grid.before, groups)
}

fn add_elsewhere(map: &mut Map, outcomes: Vec<Option<Outcome>>, n_cells: usize) {
    for (phase, outcome) in map.phases.iter_mut().zip(outcomes) {
        if let Some(outcome) = outcome {
            let flows = std::array::from_fn(|_| vec![0.0; n_cells]);
            phase.elsewhere.push((outcome, flows));
        }
    }
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
        for group in &stock.groups {
            cells.begin(0);
            cells.spells_begin(group.born);
            put_group(&mut cells, group, takes_on);
            cells.run_spells((0, scene.grid.n_cells), takes_on);
            cells.forget_spells();
        }
    }
    let before = entry.by_cell.len() - scene.grid.n_cells;
    for cell in 0..scene.grid.n_cells {
        lists_begin(&mut cells, cell, listed, takes_on);
        cells.spells_begin(Born::in_cell(cell));
        if takes_on.at_once && cell == takes_on.known_until {
            cells.call_all_in();
        }
        cells.go();
        let ratio = entry.ratios[cell / scene.grid.per_month];
        new_households(
            &mut cells,
            (entry.by_cell[before + cell] * entry.share, ratio),
            takes_on,
        );
        cells.settle();
        cells.end();
        if cells.spells.is_some() {
            cells.run_spells((cell + 1, scene.grid.n_cells), takes_on);
            cells.forget_spells();
        }
    }
}

/// Takes in those of the closed lists that begin with a cell, and goes to its beginning.
fn lists_begin(cells: &mut Cells<'_>, cell: usize, listed: &[Listed], takes_on: &TakesOn) {
    let n_cells = cells.scene.grid.n_cells;
    cells.begin(cell);
    for of_list in listed.iter().filter(|listed| listed.cell == cell) {
        if cells.spells.is_none() {
            cells.list_begins(of_list);
            continue;
        }
        cells.spells_begin(of_list.born);
        cells.at_first = Some(*of_list);
        cells.run_spells((cell, n_cells), takes_on);
        cells.forget_spells();
        cells.begin(cell);
    }
}

/// Takes in those who apply, or would, in the present cell.
fn new_households(cells: &mut Cells<'_>, (all, ratio): (f64, f64), takes_on: &TakesOn) {
    let is_known = cells.cell < takes_on.known_until;
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
}
