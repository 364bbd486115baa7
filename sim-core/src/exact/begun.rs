//! Those in whom a programme has begun, told apart by when it may end.
//!
//! A programme lasts so long from its first intervention, whatever happens meanwhile, and all that matters of it
//! is whether it is over when an intervention ends. So beside how many come to a phase stands how they
//! share out over the times at which their programme ends, on a grid of its own a fixed number of times coarser
//! than the time grid: a length is shared out between the two times around it, which keeps its mean, and
//! the error falls as the square of the step. Those who come to a phase together leave it with the same shares.

use std::ops::Range;

use crate::exact::grid::Grid;
use crate::exact::lengths::Stay;
use crate::exact::out::Out;
use crate::model::length::Length;

/// Cells from one end to the next.
const EVERY: usize = 4;

/// The cells at which programmes may end; the first stands for those that have ended.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Ends(Vec<usize>);

impl Ends {
    /// Returns the ends on a grid: the start of the horizon is one, and the last is beyond it.
    pub(crate) fn new(grid: &Grid) -> Self {
        let first = match grid.before % EVERY {
            0 => EVERY,
            rest => rest,
        };
        let mut cells = vec![0];
        let mut next = first;
        while cells.last().is_none_or(|last| *last < grid.n_cells) {
            cells.push(next);
            next += EVERY;
        }
        Self(cells)
    }

    /// Returns how many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns how programmes of a length that begin in a cell, or just as it does, share out.
    pub(crate) fn of_new(
        &self,
        length: Length,
        (cell, at_point): (usize, bool),
        step: f64,
    ) -> Vec<f64> {
        let stay = Stay::Lasts(length);
        // Mean of the length cut off at a position of the grid; negative before it has begun.
        let cut = |cells: f64| {
            if cells > 0.0 {
                stay.mean_up_to(cells * step)
            } else {
                cells * step
            }
        };
        let mean = |end: f64| {
            let from = end - cell as f64;
            if at_point {
                return cut(from);
            }
            // Two points of Gauss and Legendre.
            const OFF: f64 = 0.211_324_865_405_187_1;
            (cut(from - OFF) + cut(from - 1.0 + OFF)) / 2.0
        };
        let width = EVERY as f64;
        let mut shares = vec![0.0; self.len()];
        let mut left = 1.0;
        for at in 1..self.len() - 1 {
            let end = self.0[at] as f64;
            let bend = 2.0 * mean(end) - mean(end - width) - mean(end + width);
            let share = (bend / (width * step)).clamp(0.0, left);
            shares[if self.0[at] <= cell { 0 } else { at }] += share;
            left -= share;
            if left < 1e-13 {
                return shares;
            }
        }
        shares[self.len() - 1] += left;
        shares
    }

    /// Returns the share of those whose programme is over in a cell, and how the others share out.
    pub(crate) fn split(&self, shares: &[f64], cell: usize) -> (f64, Vec<f64>) {
        let mut others = shares.to_vec();
        let mut over = 0.0;
        for (end, share) in self.0.iter().zip(&mut others) {
            if *end <= cell {
                over += std::mem::take(share);
            }
        }
        (over, shares_of(&others))
    }

    /// Returns the shares of those whose programme is over.
    pub(crate) fn over(&self) -> Vec<f64> {
        let mut shares = vec![0.0; self.len()];
        shares[0] = 1.0;
        shares
    }

    /// Returns amounts on the grid that begins at a cell.
    pub(crate) fn beginning_at(&self, amounts: &[f64], before: usize) -> Vec<f64> {
        if amounts.is_empty() {
            return Vec::new();
        }
        let behind = self.0.partition_point(|end| *end <= before);
        let mut kept = vec![amounts[..behind].iter().sum()];
        kept.extend_from_slice(&amounts[behind..]);
        kept
    }
}

/// Returns amounts as shares of their sum.
pub(crate) fn shares_of(amounts: &[f64]) -> Vec<f64> {
    let sum: f64 = amounts.iter().sum();
    if sum == 0.0 {
        return amounts.to_vec();
    }
    amounts.iter().map(|x| x / sum).collect()
}

/// Amounts by cell and end; cells in which there is nobody have none.
pub(crate) type ByEnd = Vec<Vec<f64>>;

/// What is known of those in a phase in whom a programme has begun.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Begun {
    /// Who came in the present cell, by end.
    pub(crate) came: Vec<f64>,
    /// Who is there as the present cell begins.
    pub(crate) inside: Vec<f64>,
    /// Who goes on in the programme from here.
    pub(crate) goes: ByEnd,
    /// Who goes on to where an after-effect has passed.
    pub(crate) passes: ByEnd,
    /// Everyone who leaves an intervention by completing it.
    pub(crate) completes: ByEnd,
    /// Days spent, where hazards change with the time in the phase.
    pub(crate) days: ByEnd,
}

impl Begun {
    pub(crate) fn new(n_ends: usize, n_cells: usize) -> Self {
        Self {
            came: vec![0.0; n_ends],
            inside: vec![0.0; n_ends],
            goes: vec![Vec::new(); n_cells],
            passes: vec![Vec::new(); n_cells],
            completes: vec![Vec::new(); n_cells],
            days: vec![Vec::new(); n_cells],
        }
    }

    fn by_cell(&mut self) -> [&mut ByEnd; 4] {
        [
            &mut self.goes,
            &mut self.passes,
            &mut self.completes,
            &mut self.days,
        ]
    }

    /// Forgets everyone.
    pub(crate) fn forget(&mut self) {
        self.came.fill(0.0);
        self.inside.fill(0.0);
        for rows in self.by_cell() {
            rows.iter_mut().for_each(Vec::clear);
        }
    }

    /// Adds who goes on in each cell from one on, who share out like those who come now.
    pub(crate) fn note(&mut self, from: usize, moves: &Moves, shares: &[f64]) {
        let goes = moves.who_goes();
        let Some(first) = shares.iter().position(|share| *share != 0.0) else {
            return;
        };
        let last = shares
            .iter()
            .rposition(|share| *share != 0.0)
            .unwrap_or(first);
        let all: [(&mut ByEnd, &[f64]); 4] = [
            (&mut self.goes, &goes),
            (&mut self.passes, &moves.passes),
            (&mut self.completes, &moves.completes),
            (&mut self.days, &moves.days),
        ];
        for (rows, amounts) in all {
            let of = rows[from..].iter_mut().zip(amounts);
            for (row, amount) in of.filter(|(_, amount)| amount.abs() > 1e-18) {
                row.resize(shares.len(), 0.0);
                let each = row[first..=last].iter_mut().zip(&shares[first..=last]);
                each.for_each(|(sum, x)| *sum += amount * x);
            }
        }
    }

    /// Lets a cell pass for those inside at its beginning, of whom some leave by themselves.
    pub(crate) fn pass(&mut self, cell: usize, (kept, mean): (f64, f64)) {
        if mean <= 0.0 {
            return self.inside.fill(0.0);
        }
        let is_stay = !self.completes[cell].is_empty();
        let leaving: [&[f64]; 2] = if is_stay {
            [&self.completes[cell], &[]]
        } else {
            [&self.goes[cell], &self.passes[cell]]
        };
        for rows in leaving {
            let each = self.inside.iter_mut().zip(rows);
            each.for_each(|(inside, leaves)| *inside -= leaves / mean);
        }
        self.inside.iter_mut().for_each(|inside| *inside *= kept);
    }

    /// Changes every number of those there, and of those who go on by cell.
    pub(crate) fn each(&mut self, inside: f64, by_cell: impl Fn(usize) -> f64) {
        self.inside.iter_mut().for_each(|x| *x *= inside);
        for rows in self.by_cell() {
            for (cell, row) in rows.iter_mut().enumerate() {
                row.iter_mut().for_each(|x| *x *= by_cell(cell));
            }
        }
    }

    /// Adds others.
    pub(crate) fn add(&mut self, more: &Self) {
        add(&mut self.inside, &more.inside);
        let mut more = more.clone();
        for (rows, more) in self.by_cell().into_iter().zip(more.by_cell()) {
            rows.resize(rows.len().max(more.len()), Vec::new());
            rows.iter_mut()
                .zip(more)
                .for_each(|(row, more)| add(row, more));
        }
    }

    /// Returns what lies ahead of a cell.
    pub(crate) fn ahead(&self, ends: &Ends, before: usize) -> Self {
        let rows = |rows: &ByEnd| {
            rows[before..]
                .iter()
                .map(|row| ends.beginning_at(row, before))
                .collect()
        };
        Self {
            came: Vec::new(),
            inside: ends.beginning_at(&self.inside, before),
            goes: rows(&self.goes),
            passes: rows(&self.passes),
            completes: rows(&self.completes),
            days: rows(&self.days),
        }
    }
}

fn add(sum: &mut Vec<f64>, more: &[f64]) {
    sum.resize(sum.len().max(more.len()), 0.0);
    sum.iter_mut().zip(more).for_each(|(sum, x)| *sum += x);
}

/// Who moves by cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Moves {
    /// First way out: completes an intervention, or leaves.
    first: Vec<f64>,
    /// Of those who complete, to job and studies.
    well: Vec<f64>,
    passes: Vec<f64>,
    completes: Vec<f64>,
    pub(crate) days: Vec<f64>,
}

impl Moves {
    /// Returns what ways out have from a cell on.
    pub(crate) fn of(outs: &[Out], is_stay: bool, cells: Range<usize>) -> Self {
        let flow = |at: usize| outs.get(at).map_or(&[][..], |out| &out.flow[cells.clone()]);
        let mut moves = Self {
            first: flow(0).to_vec(),
            ..Self::default()
        };
        if is_stay {
            moves.completes = moves.first.clone();
            let both = flow(1).iter().zip(flow(2));
            moves.well = both.map(|(job, studies)| job + studies).collect();
        } else {
            moves.passes = flow(2).to_vec();
        }
        moves
    }

    /// Returns how many cells.
    pub(crate) fn len(&self) -> usize {
        self.first.len()
    }

    /// Takes off what was there before.
    pub(crate) fn less(&mut self, before: &Self) {
        let all = [
            (&mut self.first, &before.first),
            (&mut self.well, &before.well),
            (&mut self.passes, &before.passes),
            (&mut self.completes, &before.completes),
            (&mut self.days, &before.days),
        ];
        for (now, before) in all {
            now.iter_mut()
                .zip(before)
                .for_each(|(now, before)| *now -= before);
        }
    }

    pub(crate) fn who_goes(&self) -> Vec<f64> {
        let mut goes = self.first.clone();
        goes.iter_mut()
            .zip(&self.well)
            .for_each(|(goes, well)| *goes -= well);
        goes
    }
}
