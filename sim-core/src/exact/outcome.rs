//! What becomes of those who complete an intervention.
//!
//! With a stated `effect_ratio` the share that goes to job and studies depends on when the stay began and
//! ended, through the hazards that an open case, and the stay itself, accumulated in between. So
//! it is worked out for every pair of cells.

use crate::exact::fit::Shift;
use crate::exact::grid::Grid;
use crate::exact::rates::Hazards;
use crate::exact::speed::Speed;
use crate::math::{exp, exp_m1};

/// Exits that count as completing well, in the order of `ExitKind`.
pub(crate) const JOB: usize = 0;
/// See [`JOB`].
pub(crate) const STUDIES: usize = 1;

/// Hazards accumulated from the middle of the cell before to the middle of a cell.
#[derive(Clone, Debug, Default, PartialEq)]
struct Accumulating {
    job: Vec<f64>,
    studies: Vec<f64>,
    all: Vec<f64>,
    /// exp(-all).
    left: Vec<f64>,
    /// Over a whole cell: job, studies, all.
    cell: Vec<[f64; 3]>,
}

impl Accumulating {
    fn new(grid: &Grid, hazards: &Hazards) -> Self {
        let mut own = Self::default();
        let mut before = [0.0; 3];
        for cell in 0..grid.n_cells {
            let block = grid.block(cell);
            let rate = |exit| hazards.to(exit, block) * grid.step();
            let here = [
                rate(JOB),
                rate(STUDIES),
                hazards.total[block] * grid.step(),
            ];
            let [job, studies, all] = std::array::from_fn(|at| (before[at] + here[at]) / 2.0);
            own.job.push(job);
            own.studies.push(studies);
            own.all.push(all);
            own.left.push(exp(-all));
            own.cell.push(here);
            before = here;
        }
        own
    }
}

/// How those who complete share out over job and studies.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    /// Fixed shares: job, studies.
    Fixed(f64, f64),
    /// Against an open case over the same time.
    Relative(Box<Relative>),
}

/// See [`Outcome::Relative`].
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Relative {
    ratio: f64,
    shift: Shift,
    outside: Accumulating,
    inside: Accumulating,
}

/// Cumulative incidence against all: own share of one minus what is left.
#[inline]
fn incidence(own: f64, all: f64, gone: f64) -> f64 {
    if all > 0.0 { own / all * gone } else { 0.0 }
}

impl Relative {
    /// Returns the shares for these hazards outside and inside.
    pub(crate) fn new(
        grid: &Grid,
        (ratio, shift): (f64, Shift),
        outside: &Hazards,
        inside: &Hazards,
    ) -> Self {
        Self {
            ratio,
            shift,
            outside: Accumulating::new(grid, outside),
            inside: Accumulating::new(grid, inside),
        }
    }

    /// Returns the shares to job and studies, from hazards outside and inside with what they leave.
    #[inline]
    fn shares(&self, outside: [f64; 3], inside: [f64; 3], left: [f64; 2]) -> (f64, f64) {
        let of = |at: usize| {
            let wanted = self.ratio * incidence(outside[at], outside[2], 1.0 - left[0]);
            let had = incidence(inside[at], inside[2], 1.0 - left[1]);
            ((wanted - had) / left[1].max(1e-280)).max(0.0)
        };
        let (job, studies) = (of(0), of(1));
        let well = job + studies;
        if well <= 0.0 {
            return (0.0, 0.0);
        }
        let scale = self.shift.apply(well) / well;
        (job * scale, studies * scale)
    }

    /// Returns the shares for those who come and complete in the same cell: a third of it on average.
    pub(crate) fn at_once(&self, cell: usize) -> (f64, f64) {
        let third = |of: &Accumulating| of.cell[cell].map(|hazard| hazard / 3.0);
        let (outside, inside) = (third(&self.outside), third(&self.inside));
        let left = [1.0 + exp_m1(-outside[2]), 1.0 + exp_m1(-inside[2])];
        self.shares(outside, inside, left)
    }
}

impl Outcome {
    /// Returns the shares for those who come and complete in the same cell.
    pub(crate) fn at_once(&self, cell: usize) -> (f64, f64) {
        match self {
            Self::Fixed(job, studies) => (*job, *studies),
            Self::Relative(relative) => relative.at_once(cell),
        }
    }

    /// Adds what of those who come in a cell completes in later ones: how many, to job, to studies.
    ///
    /// `each` gets the cell, how many complete there, and how many of them go to job and to studies.
    #[inline]
    pub(crate) fn push(
        &self,
        (entered, cell): (f64, usize),
        weights: &[f64],
        (grid, speed): (&Grid, &Speed),
        mut each: impl FnMut(usize, f64, f64, f64),
    ) {
        let (mut alive, mut at) = (entered / speed.mean[cell], cell + 1);
        alive *= speed.kept[cell];
        let mut run = Running::default();
        let last = grid.n_cells.min(cell + weights.len());
        let floor = entered * 1e-14;
        while at < last {
            let weight = weights[at - cell];
            match self {
                Self::Fixed(job, studies) => {
                    let done = alive * speed.mean[at] * weight;
                    if weight != 0.0 {
                        each(at, done, done * job, done * studies);
                    }
                }
                Self::Relative(of) => {
                    run.on(of, at);
                    if weight != 0.0 {
                        let done = alive * speed.mean[at] * weight;
                        let (job, studies) = of.shares(run.outside, run.inside, run.left);
                        each(at, done, done * job, done * studies);
                    }
                }
            }
            alive *= speed.kept[at];
            if alive < floor {
                return;
            }
            at += 1;
        }
    }
}

/// What has accumulated since the middle of the cell of coming.
#[derive(Clone, Copy)]
struct Running {
    outside: [f64; 3],
    inside: [f64; 3],
    left: [f64; 2],
}

impl Default for Running {
    fn default() -> Self {
        Self {
            outside: [0.0; 3],
            inside: [0.0; 3],
            left: [1.0; 2],
        }
    }
}

impl Running {
    #[inline]
    fn on(&mut self, of: &Relative, at: usize) {
        let (out, own) = (&of.outside, &of.inside);
        self.outside[0] += out.job[at];
        self.outside[1] += out.studies[at];
        self.outside[2] += out.all[at];
        self.inside[0] += own.job[at];
        self.inside[1] += own.studies[at];
        self.inside[2] += own.all[at];
        self.left[0] *= out.left[at];
        self.left[1] *= own.left[at];
    }
}
