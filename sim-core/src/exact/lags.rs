//! What the cells after coming do, by how long ago that was, where hazards change with it.

use std::rc::Rc;

use crate::exact::grid::Grid;
use crate::exact::lengths::{cumulative, twice_cumulative};
use crate::exact::rates::Hazards;
use crate::exact::shape::changes_with_spell;
use crate::exact::speed::moments;
use crate::math::{exp, ln};
use crate::model::course::Course;
use crate::model::levers::is_self_support;
use crate::model::parts::SegmentModel;

/// A hazard by time since the phase was entered, and what multiplies it for a time.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Clock {
    pub(crate) course: Course,
    /// Ratio, and days for which it holds.
    pub(crate) extra: (f64, f64),
}

impl Clock {
    fn with_extra(&self, days: f64, of: impl Fn(f64) -> f64) -> f64 {
        let (ratio, until) = self.extra;
        of(days) + (ratio - 1.0) * of(days.min(until))
    }

    /// Hazard accumulated by so many days.
    fn behind(&self, days: f64) -> f64 {
        self.with_extra(days, |days| cumulative(&self.course, days))
    }

    /// Its integral.
    fn twice_behind(&self, days: f64) -> f64 {
        let (ratio, until) = self.extra;
        let all = twice_cumulative(&self.course, days);
        let inside = days.min(until);
        let held = cumulative(&self.course, inside) * (days - inside);
        all + (ratio - 1.0) * (twice_cumulative(&self.course, inside) + held)
    }
}

/// What a cell does to those who came so many cells before, by lag.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Lags {
    pub(crate) kept: Vec<f64>,
    pub(crate) mean: Vec<f64>,
    pub(crate) first: Vec<f64>,
    /// By exit: rate per day.
    pub(crate) exits: Vec<Vec<f64>>,
}

/// The same for all comers of blocks with equal factors: those who come evenly, and as a cell begins.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Row {
    pub(crate) even: Lags,
    pub(crate) point: Lags,
}

/// What every lag does, by the cell it lies in.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rows {
    by_block: Vec<Rc<Row>>,
    /// The same before a cell, where an after-effect acts until then.
    until: Option<(usize, Vec<Rc<Row>>)>,
    n_exits: usize,
}

/// What acts on job and studies: a ratio for so many days after coming, and one until a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Extra {
    pub(crate) at_first: (f64, f64),
    pub(crate) until: Option<(f64, usize)>,
}

impl Rows {
    /// Returns the rows of hazards in a kind of state; those that change with the spell are not in them.
    pub(crate) fn new(
        segment: &SegmentModel,
        (grid, n_lags): (&Grid, usize),
        (hazards, more): (&Hazards, f64),
        extra: Extra,
    ) -> Self {
        let clocks: Vec<Clock> = hazards
            .exits
            .iter()
            .map(|(exit, _)| Clock {
                course: course_of(segment, *exit),
                extra: if is_self_support(*exit) {
                    extra.at_first
                } else {
                    (1.0, 0.0)
                },
            })
            .collect();
        let mut known: Vec<(Vec<f64>, Rc<Row>)> = Vec::new();
        let mut row = |block: usize, ratio: f64| {
            let factor = |exit: usize, rate: f64| match exit {
                _ if changes_with_spell(segment, exit) => 0.0,
                _ if is_self_support(exit) => rate * ratio,
                _ => rate,
            };
            let factors = hazards.exits.iter();
            let factors: Vec<f64> = factors.map(|(exit, by)| factor(*exit, by[block])).collect();
            if let Some((_, row)) = known.iter().find(|(one, _)| *one == factors) {
                return Rc::clone(row);
            }
            let lags = |at_point| lags((&clocks, &factors), more, (grid.step(), n_lags), at_point);
            let row = Rc::new(Row {
                even: lags(false),
                point: lags(true),
            });
            known.push((factors, Rc::clone(&row)));
            row
        };
        let mut all = |ratio: f64| {
            (0..grid.n_blocks())
                .map(|block| row(block, ratio))
                .collect()
        };
        Self {
            by_block: all(1.0),
            until: extra.until.map(|(ratio, cell)| (cell, all(ratio))),
            n_exits: hazards.exits.len(),
        }
    }

    pub(crate) fn n_exits(&self) -> usize {
        self.n_exits
    }

    /// Returns what the lags do to those who are there in a cell.
    pub(crate) fn lags(&self, grid: &Grid, cell: usize, at_point: bool) -> &Lags {
        let rows = match &self.until {
            Some((until, rows)) if cell < *until => rows,
            _ => &self.by_block,
        };
        let row = &rows[grid.block(cell)];
        if at_point { &row.point } else { &row.even }
    }
}

/// Returns the hazard to an exit by age; that of one which is constant is among the factors.
pub(crate) fn course_of(segment: &SegmentModel, exit: usize) -> Course {
    let of = segment.clocks.iter().find(|clock| clock.exit == exit);
    match of.map(|clock| &clock.course) {
        Some(Course::Constant(_)) | None => Course::Constant(1.0),
        Some(course) => course.clone(),
    }
}

/// Works out what every lag does.
///
/// The share left is averaged over when in their cell they came, not the hazard: a Weibull hazard may
/// have no bound at first.
pub(crate) fn lags(
    (clocks, factors): (&[Clock], &[f64]),
    more: f64,
    (step, n_lags): (f64, usize),
    at_point: bool,
) -> Lags {
    let left = |days: f64| {
        let each = clocks.iter().zip(factors);
        let sum: f64 = each
            .map(|(clock, factor)| factor * clock.behind(days))
            .sum();
        exp(-sum - more * days)
    };
    let mut all = Lags {
        exits: vec![Vec::with_capacity(n_lags); clocks.len()],
        ..Lags::default()
    };
    let mut before = 1.0;
    for lag in 0..n_lags {
        let from = lag as f64 * step;
        let after = if at_point {
            left(from + step)
        } else {
            let each = GAUSS
                .iter()
                .map(|(u, weight)| weight * left(from + u * step));
            each.sum()
        };
        let kept = if before > 1e-200 {
            (after / before).min(1.0)
        } else {
            1.0
        };
        let [mut mean, first, _] = moments(-ln(kept.max(1e-300)));
        if lag == 0 && !at_point {
            // Whoever comes evenly is there for the rest of the cell.
            let each = GAUSS
                .iter()
                .map(|(u, weight)| weight * (1.0 - u) * left(u * step));
            mean = each.sum();
        }
        push_exits(&mut all.exits, (clocks, factors), (lag, at_point, step), {
            (1.0 - kept) / (mean * step) - more
        });
        all.kept.push(kept);
        all.mean.push(mean);
        all.first.push(first);
        before = after;
    }
    all
}

/// Shares a rate out over the exits as their hazards stand to each other in a cell.
fn push_exits(
    exits: &mut [Vec<f64>],
    (clocks, factors): (&[Clock], &[f64]),
    (lag, at_point, step): (usize, bool, f64),
    rate: f64,
) {
    let at = |cells: f64| (cells * step).max(0.0);
    let lag = lag as f64;
    let gained = |clock: &Clock| {
        if at_point {
            return clock.behind(at(lag + 1.0)) - clock.behind(at(lag));
        }
        let of = |cells: f64| clock.twice_behind(at(cells));
        (of(lag + 1.0) - 2.0 * of(lag) + of(lag - 1.0)) / step
    };
    let each = clocks.iter().zip(factors);
    let gained: Vec<f64> = each.map(|(clock, factor)| factor * gained(clock)).collect();
    let total: f64 = gained.iter().sum();
    for (exit, gained) in exits.iter_mut().zip(gained) {
        let share = if total > 0.0 { gained / total } else { 0.0 };
        exit.push((rate * share).max(0.0));
    }
}

/// Points and weights on (0, 1): Gauss and Legendre, exact to degree seven.
const GAUSS: [(f64, f64); 4] = [
    (0.069_431_844_202_973_71, 0.173_927_422_568_726_93),
    (0.330_009_478_207_571_87, 0.326_072_577_431_273_07),
    (0.669_990_521_792_428_1, 0.326_072_577_431_273_07),
    (0.930_568_155_797_026_3, 0.173_927_422_568_726_93),
];
