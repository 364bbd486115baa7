//! What the cells after coming do, by how long ago that was, where hazards change with it.

use crate::exact::grid::Grid;
use crate::exact::lengths::{cumulative, twice_cumulative};
use crate::exact::speed::moments;
use crate::math::{exp, ln};
use crate::model::course::Course;
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
    grid: &Grid,
    at_point: bool,
) -> Lags {
    let step = grid.step();
    let left = |days: f64| {
        let each = clocks.iter().zip(factors);
        let sum: f64 = each
            .map(|(clock, factor)| factor * clock.behind(days))
            .sum();
        exp(-sum - more * days)
    };
    let mut all = Lags {
        exits: vec![Vec::with_capacity(grid.n_cells); clocks.len()],
        ..Lags::default()
    };
    let mut before = 1.0;
    for lag in 0..grid.n_cells {
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
