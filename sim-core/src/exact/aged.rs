//! Phases in which hazards change with the time since they were entered.
//!
//! Those present at the same time differ by when they came, so nothing can be said of them together.
//! Instead each cell's comers are followed to the end of the grid at once, and what they
//! do in every later cell is added up: time, exits, and the ways out that take time.

use crate::exact::grid::Grid;
use crate::exact::kernel::Kernel;
use crate::exact::lags::Rows;
use crate::exact::through::{Further, Step, Through};
use crate::math::sqrt;
use crate::model::course::Course;
use crate::model::parts::SegmentModel;
use crate::scenario::hazard::Since;

/// Returns whether a hazard of a segment changes with the time in a state.
pub(crate) fn changes_in_state(segment: &SegmentModel) -> bool {
    let mut clocks = segment.clocks.iter();
    clocks.any(|clock| clock.since == Since::State && !matches!(clock.course, Course::Constant(_)))
}

/// What is added up, by cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Fates {
    /// Present at the beginning.
    pub(crate) inside: Vec<f64>,
    pub(crate) days: Vec<f64>,
    /// Called in.
    pub(crate) called: Vec<f64>,
    /// By position among the hazards.
    pub(crate) exits: Vec<Vec<f64>>,
}

impl Fates {
    fn new(n_exits: usize, n_cells: usize) -> Self {
        Self {
            inside: vec![0.0; n_cells],
            days: vec![0.0; n_cells],
            called: vec![0.0; n_cells],
            exits: vec![vec![0.0; n_cells]; n_exits],
        }
    }

    fn lists(&mut self) -> impl Iterator<Item = &mut Vec<f64>> {
        let own = [&mut self.inside, &mut self.days, &mut self.called];
        own.into_iter().chain(&mut self.exits)
    }

    /// Returns what lies ahead of a cell.
    pub(crate) fn ahead(&self, of: usize) -> Self {
        let mut ahead = self.clone();
        ahead.lists().for_each(|list| *list = list[of..].to_vec());
        ahead
    }

    /// Changes every number.
    pub(crate) fn each(&mut self, with: impl FnMut(&mut f64)) {
        self.lists().flatten().for_each(with);
    }

    /// Adds another one.
    pub(crate) fn add(&mut self, more: &Self) {
        let mut more = more.clone();
        for (list, more) in self.lists().zip(more.lists()) {
            list.iter_mut().zip(more).for_each(|(x, more)| *x += *more);
        }
    }
}

/// A phase whose comers are followed at once.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Aged {
    rows: Rows,
    /// What acts on top by cell: see `Further`.
    pub(crate) further: Further,
    pub(crate) all: Fates,
    /// Of them, those already paid in the month.
    pub(crate) paid: Fates,
    /// Time in each limited column.
    pub(crate) limits: Vec<Vec<f64>>,
    /// Those there at the start but for who leaves by themselves, by the cell they came in.
    pub(crate) at_start: Vec<f64>,
    /// Of them, by point of fit.
    pub(crate) at_start_by_fit: Vec<Vec<f64>>,
    /// Those called in by cell: when their after-effect ends, and how many.
    pub(crate) called_by_end: Vec<Vec<(f64, f64)>>,
}

/// How comers come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coming {
    /// Evenly in a cell.
    Evenly,
    /// All just as it begins.
    AtPoint,
    /// They are there as it begins, and came so many cells before.
    There(usize),
    /// They move here in a cell from a like phase to which they came so many cells before.
    Within(usize),
}

/// Comers whose later cells are worked out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Came {
    pub(crate) cell: usize,
    pub(crate) how: Coming,
    pub(crate) all: f64,
    pub(crate) paid: f64,
}

impl Came {
    /// Returns whether they all came at one moment.
    pub(crate) fn at_point(self) -> bool {
        self.how == Coming::AtPoint
    }

    /// Returns how many cells before they came.
    pub(crate) fn lag(self) -> usize {
        match self.how {
            Coming::There(lag) | Coming::Within(lag) => lag,
            _ => 0,
        }
    }

    /// Returns the weights of a way out for those who come this way.
    pub(crate) fn weights(self, kernel: &Kernel) -> &[f64] {
        if self.at_point() {
            &kernel.later
        } else {
            &kernel.weights
        }
    }

    /// Returns the share that has left already.
    pub(crate) fn behind(self, kernel: &Kernel) -> f64 {
        match self.how {
            Coming::AtPoint => kernel.then,
            Coming::Evenly => kernel.at_once(),
            Coming::There(lag) | Coming::Within(lag) => kernel.weights.iter().take(lag).sum(),
        }
    }
}

impl Aged {
    /// Returns nobody in a phase with these rows of lags.
    pub(crate) fn new(grid: &Grid, rows: Rows, n_limits: usize) -> Self {
        let n_exits = rows.n_exits();
        Self {
            rows,
            further: Further::default(),
            all: Fates::new(n_exits, grid.n_cells),
            paid: Fates::new(n_exits, grid.n_cells),
            limits: vec![vec![0.0; grid.n_cells]; n_limits],
            at_start: Vec::new(),
            at_start_by_fit: Vec::new(),
            called_by_end: vec![Vec::new(); grid.n_cells],
        }
    }

    /// Forgets everyone.
    pub(crate) fn forget(&mut self) {
        self.all.each(|x| *x = 0.0);
        self.paid.each(|x| *x = 0.0);
        self.limits.iter_mut().for_each(|limit| limit.fill(0.0));
        self.at_start.clear();
        self.at_start_by_fit.clear();
        self.called_by_end.iter_mut().for_each(Vec::clear);
    }

    /// Returns the rates of the exits for those who come in a cell.
    pub(crate) fn rates_of_comers(&self, grid: &Grid, cell: usize) -> Vec<f64> {
        let lags = self.rows.lags(grid, cell, false);
        let exits = lags.exits.iter().enumerate();
        exits
            .map(|(at, exit)| exit[0] + self.further.exit(at, (cell, 0)))
            .collect()
    }

    /// Returns what comers do in the cell they come in.
    pub(crate) fn coming(&self, grid: &Grid, cell: usize) -> Through {
        let lags = self.rows.lags(grid, cell, false);
        let x = self.further.rate((cell, 0)) * grid.step();
        let called = self.further.called(cell);
        Through::of_comers((lags.kept[0], lags.mean[0]), x, called)
    }

    fn through(&self, grid: &Grid, (cell, lag): (usize, usize), at_point: bool) -> Through {
        let lags = self.rows.lags(grid, cell, at_point);
        let x = self.further.rate((cell, lag)) * grid.step();
        let called = self.further.called(cell);
        if x == 0.0 && called == 0.0 {
            return Through {
                kept: lags.kept[lag],
                mean: lags.mean[lag],
                first: lags.first[lag],
                ..Through::default()
            };
        }
        Through::of(lags.kept[lag], x, called)
    }

    /// Returns what comers do in later cells, as far as any of them are left; `lasts` is how many cells after
    /// they came the last of them leaves by themselves.
    pub(crate) fn steps(&self, grid: &Grid, came: Came, lasts: usize) -> Vec<Step> {
        let mut steps = Vec::new();
        let (mut alive, mut lag) = (1.0, came.lag());
        let mut cell = came.cell;
        match came.how {
            Coming::Evenly => {
                alive = self.coming(grid, cell).kept;
                (cell, lag) = (cell + 1, 1);
            }
            Coming::Within(_) => {
                let through = self.through(grid, (cell, lag), false);
                let (step, end) = through.half((cell, lag));
                alive = end;
                steps.push(step);
                (cell, lag) = (cell + 1, lag + 1);
            }
            _ => {}
        }
        // Those called in are there when nobody else is.
        let goes_on = self.further.called.is_some();
        while cell < grid.n_cells && lag <= lasts && (alive > 1e-14 || goes_on) {
            let through = self.through(grid, (cell, lag), came.at_point());
            steps.push(through.step((cell, lag), alive));
            alive *= through.kept;
            (cell, lag) = (cell + 1, lag + 1);
        }
        steps
    }

    /// Returns the steps of those called in on the way, who are here from then on.
    pub(crate) fn steps_of_called(
        &self,
        grid: &Grid,
        came: Came,
        steps: &[Step],
        first: f64,
    ) -> Vec<Step> {
        let mut alive = first;
        let each = steps.iter().map(|step| {
            let place = (step.cell, step.lag);
            let through = self.through(grid, place, came.at_point());
            let all_at_once = step.left == 0.0 && step.calls[0] > 0.0;
            if all_at_once {
                alive += step.calls[0];
            }
            let mut own = through.step(place, alive);
            alive *= through.kept;
            if !all_at_once {
                own.left += step.called[0];
                own.first += step.called[1];
                // On average they are called in the middle of the cell.
                alive += step.calls[0] * sqrt(through.kept);
            }
            own
        });
        each.collect()
    }

    /// Adds up what comers do, of whom these weights by lag leave by themselves.
    pub(crate) fn add(
        &mut self,
        grid: &Grid,
        came: Came,
        (leaving, behind): (&[f64], f64),
        steps: &[Step],
    ) {
        let mut rest = 1.0 - behind;
        let month_ends = (grid.block(came.cell) + 1) * grid.per_month;
        for step in steps {
            let weight = leaving.get(step.lag).copied().unwrap_or(0.0);
            let is_within = step.cell == came.cell && matches!(came.how, Coming::Within(_));
            let inside = if is_within { 0.0 } else { step.alive * rest };
            let days = grid.step() * (rest * step.left - weight * step.first);
            let called = rest * step.calls[0] - weight * step.calls[1];
            let place = (step.cell, step.lag);
            let lags = self.rows.lags(grid, step.cell, came.at_point());
            let is_paid = came.paid != 0.0 && step.cell < month_ends;
            let paid = is_paid.then_some((came.paid, &mut self.paid));
            for (who, fates) in std::iter::once((came.all, &mut self.all)).chain(paid) {
                fates.inside[step.cell] += who * inside;
                fates.days[step.cell] += who * days;
                fates.called[step.cell] += who * called;
                for (at, exit) in fates.exits.iter_mut().enumerate() {
                    let rate = lags.exits[at][step.lag] + self.further.exit(at, place);
                    exit[step.cell] += who * days * rate;
                }
            }
            rest -= weight;
        }
    }

    /// Adds the time of comers in a limited column, from which these weights go.
    pub(crate) fn limited(
        &mut self,
        grid: &Grid,
        (at, came, behind): (usize, Came, f64),
        weights: &[f64],
        steps: &[Step],
    ) {
        let mut rest = 1.0 - behind;
        for step in steps {
            let weight = weights.get(step.lag).copied().unwrap_or(0.0);
            let share = rest * step.left - weight * step.first;
            self.limits[at][step.cell] += came.all * grid.step() * share;
            rest -= weight;
            if rest < 1e-14 {
                return;
            }
        }
    }
}
