//! Reviews of an open case where the design may end.

use crate::exact::at_point::AtPoint;
use crate::exact::grid::Grid;
use crate::exact::out::Out;
use crate::exact::speed::Speed;

/// The reviews of an open case under a design that ends.
///
/// Until then an offer is a way out for those who take it up; the first offer after that ends the design
/// for everyone, whether they take it up or not.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Reviews {
    /// Days since the open case began at which this phase of it does.
    pub(crate) from: f64,
    /// And at which it ends: after-effects pass.
    pub(crate) to: f64,
    pub(crate) every: f64,
    /// Share that leaves at a review before, and from the end of the design on.
    pub(crate) leave: [f64; 2],
    /// First cell after the end.
    pub(crate) gone: usize,
    /// Rate per day at which the phase is left by hazards; see `Fine::kernel`.
    pub(crate) rate: f64,
}

impl Reviews {
    /// Returns the number of the first review.
    pub(crate) fn first(&self) -> f64 {
        (self.from / self.every + 1e-9).floor() + 1.0
    }

    /// Returns the two lags of a time since the phase began, and their weights.
    pub(crate) fn lags(&self, days: f64, step: f64) -> [(usize, f64); 2] {
        let at = days / step;
        let lag = at.floor();
        let share = at - lag;
        let weights = [
            (1.0 - share) * crate::math::exp(-self.rate * share * step),
            share * crate::math::exp(self.rate * (1.0 - share) * step),
        ];
        // A review in the cell of coming is put off to the next.
        let lag = lag as usize;
        [(lag.max(1), weights[0]), (lag + 1, weights[1])]
    }

    /// The same for those who all come as a cell begins.
    pub(crate) fn push_at_point(
        &self,
        (speed, grid): (&Speed, &Grid),
        (cell, came): (usize, f64),
        outs: &mut [Out],
    ) {
        let (mut alive, mut number) = (1.0, self.first());
        let add = |out: &mut Out, days: f64, who: f64| {
            let mut point = AtPoint::new(grid.n_cells - cell, (grid.step(), self.rate));
            point.add(days, 1.0);
            // What would come at once comes in the first cell.
            point.later[0] += point.then;
            for (lag, weight) in point.later.iter().enumerate().filter(|(_, w)| **w != 0.0) {
                out.flow[cell + lag] += who * weight * speed.left_since(cell, cell + lag);
            }
        };
        let ends = (grid.n_cells - cell) as f64 * grid.step();
        while number * self.every <= self.to && number * self.every - self.from < ends {
            let days = number * self.every - self.from;
            let first = cell + (days / grid.step()) as usize;
            let leave = self.leave[usize::from(first >= self.gone)];
            add(&mut outs[0], days, came * alive * leave);
            add(&mut outs[1], days, came * alive);
            alive *= 1.0 - leave;
            number += 1.0;
        }
        if self.to.is_finite() && outs.len() > 2 {
            add(&mut outs[2], self.to - self.from, came * alive);
        }
    }

    pub(crate) fn push(
        &self,
        speed: &Speed,
        grid: &Grid,
        (cell, came): (usize, f64),
        outs: &mut [Out],
    ) {
        let (mut alive, mut number) = (1.0, self.first());
        let step = grid.step();
        loop {
            let days = number * self.every - self.from;
            if number * self.every > self.to || cell as f64 + days / step >= grid.n_cells as f64 {
                break;
            }
            let lags = self.lags(days, step);
            let leave = self.leave[usize::from(cell + lags[0].0 >= self.gone)];
            for (lag, weight) in lags {
                if cell + lag < grid.n_cells {
                    let here = came * alive * weight * speed.left(cell, cell + lag);
                    outs[0].flow[cell + lag] += here * leave;
                    outs[1].flow[cell + lag] += here;
                }
            }
            alive *= 1.0 - leave;
            number += 1.0;
        }
        if self.to.is_finite() && outs.len() > 2 {
            for (lag, weight) in self.lags(self.to - self.from, step) {
                if cell + lag < grid.n_cells {
                    let here = came * alive * weight * speed.left(cell, cell + lag);
                    outs[2].flow[cell + lag] += here;
                }
            }
        }
    }
}
