//! Phases in which hazards change with the time since they were entered.
//!
//! Those present at the same time differ by when they came, so nothing can be said of them together.
//! Instead each cell's comers are followed to the end of the grid at once, and what they
//! do in every later cell is added up: time, exits, and the ways out that take time.

use std::rc::Rc;

use crate::exact::grid::Grid;
use crate::exact::kernel::Kernel;
use crate::exact::lags::{Clock, Lags, Row, course_of, lags};
use crate::exact::lengths::cumulative;
use crate::exact::rates::Hazards;
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
    /// By position among the hazards.
    pub(crate) exits: Vec<Vec<f64>>,
}

impl Fates {
    fn new(n_exits: usize, n_cells: usize) -> Self {
        Self {
            inside: vec![0.0; n_cells],
            days: vec![0.0; n_cells],
            exits: vec![vec![0.0; n_cells]; n_exits],
        }
    }

    /// Adds those inside as a cell begins, and their time in it.
    #[inline]
    fn at(&mut self, cell: usize, (inside, days): (f64, f64), (lags, lag): (&Lags, usize)) {
        self.inside[cell] += inside;
        self.days[cell] += days;
        for (exit, rates) in self.exits.iter_mut().zip(&lags.exits) {
            exit[cell] += days * rates[lag];
        }
    }

    /// Returns what lies ahead of a cell.
    pub(crate) fn ahead(&self, of: usize) -> Self {
        Self {
            inside: self.inside[of..].to_vec(),
            days: self.days[of..].to_vec(),
            exits: self.exits.iter().map(|exit| exit[of..].to_vec()).collect(),
        }
    }

    /// Changes every number.
    pub(crate) fn each(&mut self, with: impl FnMut(&mut f64)) {
        let exits = self.exits.iter_mut().flatten();
        let all = self.inside.iter_mut().chain(&mut self.days).chain(exits);
        all.for_each(with);
    }

    /// Adds another one.
    pub(crate) fn add(&mut self, more: &Self) {
        let exits = more.exits.iter().flatten();
        let mut more = more.inside.iter().chain(&more.days).chain(exits);
        self.each(|x| *x += more.next().copied().unwrap_or(0.0));
    }
}

/// A phase whose comers are followed at once.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Aged {
    rows: Vec<Rc<Row>>,
    pub(crate) all: Fates,
    /// Of them, those already paid in the month.
    pub(crate) paid: Fates,
    /// Time in each limited column.
    pub(crate) limits: Vec<Vec<f64>>,
}

/// Comers whose later cells are worked out.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Came {
    pub(crate) cell: usize,
    /// Whether they came just as it began.
    pub(crate) at_point: bool,
    pub(crate) all: f64,
    pub(crate) paid: f64,
}

/// One later cell of some comers.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub(crate) cell: usize,
    pub(crate) lag: usize,
    /// Share of the comers left by hazards as it begins, and its mean over the cell.
    alive: f64,
    pub(crate) left: f64,
}

impl Came {
    /// Returns the weights of a way out for those who come this way.
    pub(crate) fn weights(self, kernel: &Kernel) -> &[f64] {
        if self.at_point {
            &kernel.later
        } else {
            &kernel.weights
        }
    }
}

impl Aged {
    /// Returns nobody in a phase with these hazards by state; `extra` acts on job and studies at first.
    pub(crate) fn new(
        segment: &SegmentModel,
        grid: &Grid,
        (hazards, more): (&Hazards, f64),
        extra: (f64, f64),
        n_limits: usize,
    ) -> Self {
        let clocks: Vec<Clock> = hazards
            .exits
            .iter()
            .map(|(exit, _)| Clock {
                course: course_of(segment, *exit),
                extra: if crate::model::levers::is_self_support(*exit) {
                    extra
                } else {
                    (1.0, 0.0)
                },
            })
            .collect();
        let mut known: Vec<(Vec<f64>, Rc<Row>)> = Vec::new();
        let row = |block: usize| {
            let factors: Vec<f64> = hazards.exits.iter().map(|(_, by)| by[block]).collect();
            if let Some((_, row)) = known.iter().find(|(one, _)| *one == factors) {
                return Rc::clone(row);
            }
            let lags = |at_point| lags((&clocks, &factors), more, grid, at_point);
            let row = Rc::new(Row {
                even: lags(false),
                point: lags(true),
            });
            known.push((factors, Rc::clone(&row)));
            row
        };
        Self {
            rows: (0..grid.n_blocks()).map(row).collect(),
            all: Fates::new(clocks.len(), grid.n_cells),
            paid: Fates::new(clocks.len(), grid.n_cells),
            limits: vec![vec![0.0; grid.n_cells]; n_limits],
        }
    }

    fn lags(&self, grid: &Grid, cell: usize, at_point: bool) -> &Lags {
        let row = &self.rows[grid.block(cell)];
        if at_point { &row.point } else { &row.even }
    }

    /// Returns for those who come evenly in a cell the share still there at its end, the mean time in it
    /// in cells, and the rate of each exit.
    pub(crate) fn coming(&self, grid: &Grid, cell: usize) -> (f64, f64, Vec<f64>) {
        let lags = self.lags(grid, cell, false);
        let exits = lags.exits.iter().map(|exit| exit[0]).collect();
        (lags.kept[0], lags.mean[0], exits)
    }

    /// Follows comers, of whom these weights leave by themselves, and calls `each` with every cell.
    pub(crate) fn follow(
        &mut self,
        grid: &Grid,
        came: Came,
        (leaving, at_once): (&[f64], f64),
        mut each: impl FnMut(Step),
    ) {
        let step = grid.step();
        let (first, mut alive) = if came.at_point {
            (0, 1.0)
        } else {
            (1, self.lags(grid, came.cell, false).kept[0])
        };
        let mut rest = 1.0 - at_once;
        let month_ends = (grid.block(came.cell) + 1) * grid.per_month;
        for lag in first..grid.n_cells - came.cell {
            let cell = came.cell + lag;
            let row = Rc::clone(&self.rows[grid.block(cell)]);
            let lags = if came.at_point { &row.point } else { &row.even };
            let weight = leaving.get(lag).copied().unwrap_or(0.0);
            let days = step * alive * (rest * lags.mean[lag] - weight * lags.first[lag]);
            self.all.at(
                cell,
                (came.all * alive * rest, came.all * days),
                (lags, lag),
            );
            if came.paid != 0.0 && cell < month_ends {
                self.paid.at(
                    cell,
                    (came.paid * alive * rest, came.paid * days),
                    (lags, lag),
                );
            }
            each(Step {
                cell,
                lag,
                alive,
                left: alive * lags.mean[lag],
            });
            alive *= lags.kept[lag];
            rest -= weight;
            if alive * rest.abs() < 1e-14 {
                break;
            }
        }
    }

    /// Adds the time of comers in a limited column, from which these weights go.
    pub(crate) fn limited(
        &mut self,
        grid: &Grid,
        (at, came, at_once): (usize, Came, f64),
        weights: &[f64],
        steps: &[Step],
    ) {
        let mut rest = 1.0 - at_once;
        for step in steps {
            let row = Rc::clone(&self.rows[grid.block(step.cell)]);
            let lags = if came.at_point { &row.point } else { &row.even };
            let weight = weights.get(step.lag).copied().unwrap_or(0.0);
            let share = rest * lags.mean[step.lag] - weight * lags.first[step.lag];
            self.limits[at][step.cell] += came.all * grid.step() * step.alive * share;
            rest -= weight;
            if rest < 1e-14 {
                return;
            }
        }
    }
}

/// Hazards accumulated over a stay, where they change with its age: job, studies, all.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct OverStay {
    /// By exit: its factor by block.
    factors: Vec<(usize, Vec<f64>)>,
    /// By exit and half cell of age.
    behind: Vec<Vec<f64>>,
}

impl OverStay {
    /// Returns the hazards of a kind of state.
    pub(crate) fn new(segment: &SegmentModel, grid: &Grid, hazards: &Hazards) -> Self {
        let half = grid.step() / 2.0;
        let behind = |exit: usize| -> Vec<f64> {
            let course = course_of(segment, exit);
            let ages = 0..=2 * grid.n_cells + 1;
            ages.map(|at| cumulative(&course, at as f64 * half))
                .collect()
        };
        Self {
            behind: hazards
                .exits
                .iter()
                .map(|(exit, _)| behind(*exit))
                .collect(),
            factors: hazards.exits.clone(),
        }
    }

    /// Adds what a stay accumulates on the way to the middle of a cell from that of the one before.
    pub(crate) fn add(
        &self,
        sum: &mut [f64; 3],
        grid: &Grid,
        (cell, lag, at_point): (usize, usize, bool),
    ) {
        let (from, to) = if at_point {
            ((2 * lag).saturating_sub(1), 2 * lag + 1)
        } else {
            (2 * lag - 2, 2 * lag)
        };
        let before = grid.block(cell.saturating_sub(usize::from(lag > 0)));
        for ((exit, factors), behind) in self.factors.iter().zip(&self.behind) {
            let factor = (factors[before] + factors[grid.block(cell)]) / 2.0;
            let gained = factor * (behind[to] - behind[from]);
            sum[2] += gained;
            if *exit < 2 {
                sum[*exit] += gained;
            }
        }
    }
}
