//! One cell of the grid for one kind of household: who moves where.
//!
//! Flows go round until nobody moves any more within the cell: those who come in a cell may leave in it,
//! though few do, so a few rounds are enough.

use crate::exact::carry::Here;
use crate::exact::flags::N_FLAGS;
use crate::exact::flow::Flow;
use crate::exact::later::Spells;
use crate::exact::map::{Map, Scene};
use crate::exact::takes_on::Listed;
use crate::tally::expected::ExpectedTally;

/// Returns by time since assistance ended: who returns soon enough to reopen the case.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Reopening {
    /// By what the exit keeps (nothing, a part) and cell.
    pub(crate) flow: [Vec<f64>; 2],
    /// Of them, those who may still be called in; kept for those who may be.
    pub(crate) callable: [Vec<f64>; 2],
    /// Already paid in the month, by cell.
    pub(crate) paid: Vec<f64>,
}

/// Moves of the present cell that are not made yet.
#[derive(Clone, Debug, Default)]
pub(crate) struct Waiting {
    /// By phase.
    pub(crate) into: Vec<Flow>,
    /// By phase and point of fit, where the phase tells these apart.
    pub(crate) by_fit: Vec<Vec<f64>>,
    /// By phase and end of the programme, where one has begun.
    pub(crate) begun: Vec<Vec<f64>>,
    /// Returns by flag, from exits that reopen a case only if soon: unpaid, paid.
    pub(crate) returns: [[Flow; 2]; N_FLAGS],
    /// How many of them are soon, and of these already paid.
    pub(crate) soon: [(f64, f64); N_FLAGS],
}

/// One kind of household under one way of working.
pub(crate) struct Cells<'a> {
    pub(crate) scene: &'a Scene<'a>,
    pub(crate) map: Map,
    pub(crate) segment: usize,
    pub(crate) two_adults: bool,
    pub(crate) reopening: Vec<Reopening>,
    /// Taken exits of the present cell by flag and exit: keeps nothing, keeps a part; already paid.
    pub(crate) left: Vec<[[f64; 3]; crate::compile::plan::N_EXITS]>,
    /// Share of applications the way takes on, by cell; none where it takes on nobody.
    pub(crate) treated: Option<Vec<f64>>,
    /// First cell after the design has ended.
    pub(crate) gone: usize,
    pub(crate) waiting: Waiting,
    /// When the programme ends for those who move at the moment: shares.
    pub(crate) until: Vec<f64>,
    /// The same for those of them for whom an after-effect passes.
    pub(crate) until_passes: Option<Vec<f64>>,
    pub(crate) cell: usize,
    /// Whether what moves does so just as the cell begins.
    pub(crate) at_point: bool,
    /// Where spells are followed one group after the other.
    pub(crate) spells: Option<Spells>,
    /// A closed list that begins with the first cell its spells are followed through.
    pub(crate) at_first: Option<Listed>,
    pub(crate) month: Option<usize>,
    pub(crate) tally: &'a mut ExpectedTally,
}

/// Flows smaller than this are left out.
pub(crate) const NOBODY: f64 = 1e-16;
/// Rounds in a cell before giving up: a loop without time is refused by the checks.
const MOST_ROUNDS: usize = 500;

impl<'a> Cells<'a> {
    /// Returns the cells of a map, at the first one.
    pub(crate) fn new(
        scene: &'a Scene<'a>,
        map: Map,
        (segment, two_adults): (usize, bool),
        tally: &'a mut ExpectedTally,
    ) -> Self {
        let n = scene.grid.n_cells;
        let reopening = Reopening {
            flow: [vec![0.0; n], vec![0.0; n]],
            callable: [vec![0.0; n], vec![0.0; n]],
            paid: vec![0.0; n],
        };
        let way = &scene.model.ways[scene.way];
        let mut cells = Self {
            scene,
            segment,
            two_adults,
            reopening: vec![reopening; N_FLAGS],
            left: vec![[[0.0; 3]; crate::compile::plan::N_EXITS]; N_FLAGS],
            treated: None,
            gone: scene.grid.cell_at(way.gone),
            waiting: Waiting {
                into: vec![Flow::default(); map.phases.len()],
                begun: vec![Vec::new(); map.phases.len()],
                by_fit: map
                    .phases
                    .iter()
                    .map(|phase| phase.came_by_fit.clone())
                    .collect(),
                ..Waiting::default()
            },
            until: vec![0.0; map.ends.len()],
            until_passes: None,
            map,
            cell: 0,
            at_point: false,
            spells: None,
            at_first: None,
            month: None,
            tally,
        };
        let of = &scene.model.segments[segment];
        cells.spells = Spells::of(of, &cells.map, n);
        cells
    }

    pub(crate) fn here(&self) -> Here<'_> {
        Here {
            scene: self.scene,
            map: &self.map,
            segment: self.segment,
            cell: self.cell,
        }
    }

    /// Goes to the beginning of a cell.
    pub(crate) fn begin(&mut self, cell: usize) {
        self.cell = cell;
        self.month = self.scene.grid.month(cell);
    }

    /// Lets time pass for all who are there, and moves whoever leaves.
    pub(crate) fn go(&mut self) {
        let (grid, cell) = (self.scene.grid, self.cell);
        if cell.is_multiple_of(grid.per_month) {
            self.month_begins();
        }
        for phase in 0..self.map.phases.len() {
            if !self.is_followed(phase) {
                continue;
            }
            if self.map.phases[phase].aged.is_some() {
                self.pass_aged(phase);
            } else {
                self.pass(phase);
            }
        }
        if self.noted().is_none() {
            (0..N_FLAGS).for_each(|flag| self.soon_returns(flag));
        }
        self.take_up();
        self.settle();
    }

    /// Makes moves until nobody is left to move in this cell.
    pub(crate) fn settle(&mut self) {
        for _ in 0..MOST_ROUNDS {
            let mut moved = false;
            for phase in 0..self.map.phases.len() {
                let flow = std::mem::take(&mut self.waiting.into[phase]);
                if flow.all.abs() <= NOBODY {
                    continue;
                }
                if self.map.phases[phase].aged.is_some() {
                    moved = true;
                    self.come_aged(phase, flow);
                } else if self.is_followed(phase) {
                    moved = true;
                    self.come(phase, flow);
                } else {
                    self.note_into(phase, flow);
                }
            }
            moved |= self.make_returns();
            if !moved {
                return;
            }
        }
    }

    /// Ends the cell: what those who came in it do in later ones.
    pub(crate) fn end(&mut self) {
        let (grid, cell) = (self.scene.grid, self.cell);
        for at in 0..self.map.phases.len() {
            if !self.is_followed(at) {
                continue;
            }
            if self.map.phases[at].aged.is_some() {
                self.end_aged(at);
                continue;
            }
            let finishing = self.map.phases[at].finishing.as_ref().map(|(to, _)| *to);
            match finishing {
                None => self.map.phases[at].push(grid, cell, None),
                Some(to) => {
                    let mut outs = std::mem::take(&mut self.map.phases[to].outs);
                    let before = self.before_called(at, &outs, cell + 1);
                    self.map.phases[at].push(grid, cell, Some(&mut outs));
                    self.note_called((to, cell + 1), &outs, before);
                    self.map.phases[to].outs = outs;
                }
            }
        }
        if !self.note_left() {
            (0..N_FLAGS).for_each(|flag| self.push_reopening(flag));
        }
    }

    fn month_begins(&mut self) {
        for at in 0..self.map.phases.len() {
            if !self.is_followed(at) {
                continue;
            }
            let phase = &mut self.map.phases[at];
            if let Some(aged) = &phase.aged {
                phase.inside += aged.all.inside[self.cell];
            }
            phase.inside_paid = 0.0;
            if let (true, Some(month)) = (phase.is_paid(), self.month) {
                self.tally.add_paid(self.segment, month, phase.inside);
            }
            if phase.aged.is_some() {
                phase.inside = 0.0;
            }
        }
    }
}
