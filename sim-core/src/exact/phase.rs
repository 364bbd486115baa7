//! One phase of a life on the grid: who is in it, when they leave, and where to.

use crate::exact::aged::Aged;
use crate::exact::begun::Begun;
use crate::exact::flow::Flow;
use crate::exact::grid::Grid;
use crate::exact::out::Out;
use crate::exact::outcome::{Comers, Ends, Outcome};
use crate::exact::rates::Hazards;
use crate::exact::reviews::Reviews;
use crate::exact::shape::{Ages, changes_with_spell};
use crate::exact::speed::Speed;
use crate::exact::through::Further;
use crate::model::levers::is_self_support;
use crate::model::parts::SegmentModel;
use crate::model::ways::Intake;

/// What a phase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// Intake step.
    Step { step: usize, intake: Intake },
    /// Lost between authorities.
    Lost,
    /// Open case.
    Open,
    /// Open case while the after-effect of an intervention lasts.
    After(usize),
    /// Open case once it has passed.
    Rest(usize),
    /// Open case, intake or lost, with what is left of an after-effect from before: position of the rest.
    Carried { rest: usize, place: Place },
    /// Intervention; a point of fit where that matters later on.
    Stay {
        intervention: usize,
        node: Option<usize>,
    },
    /// Intervention of someone called in meanwhile, who finishes it first.
    Finishing {
        intervention: usize,
        node: Option<usize>,
    },
    /// After an exit.
    Exit { exit: usize, keeps: Keeps },
}

/// Where someone is who carries what is left of an after-effect along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Step(usize),
    Lost,
    Open,
}

/// What of the benefit is kept after an exit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keeps {
    /// Nothing.
    Nothing,
    /// A part.
    Part,
    /// Nothing any more.
    NothingMore,
}

/// The first days of each stay, which have a column of their own.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Limit {
    pub(crate) column: usize,
    /// How many, counted from when the phase begins.
    pub(crate) days: f64,
    pub(crate) out: Out,
    pub(crate) inside: f64,
}

/// One phase.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Phase {
    pub(crate) what: What,
    pub(crate) flag: usize,
    /// State columns its time is counted in.
    pub(crate) columns: Vec<usize>,
    /// Share of the benefit that is paid.
    pub(crate) pays: f64,
    pub(crate) speed: Speed,
    /// The same without the call-in, where that only changes the flag.
    pub(crate) uncalled: Option<Speed>,
    pub(crate) hazards: Hazards,
    pub(crate) drop_out: f64,
    pub(crate) permanent: f64,
    pub(crate) outs: Vec<Out>,
    pub(crate) limits: Vec<Limit>,
    /// Of an intervention.
    pub(crate) outcome: Option<Outcome>,
    /// Of an intervention that a call-in may interrupt: where those called in are, and their outcome.
    pub(crate) finishing: Option<(usize, Outcome)>,
    /// Households at the beginning of the present cell.
    pub(crate) inside: f64,
    /// Of them, those already paid in the month; kept for phases without payment only.
    pub(crate) inside_paid: f64,
    /// Who came in the present cell.
    pub(crate) came: f64,
    pub(crate) came_paid: f64,
    /// Who came by point of fit, where the phase tells these apart.
    pub(crate) came_by_fit: Vec<f64>,
    /// After-effect of an intervention: ratio, and the cell it ends at.
    pub(crate) extra: Option<(f64, usize)>,
    /// The same where comers are followed: ratio, and days after coming for which it holds.
    pub(crate) extra_at_first: Option<(f64, f64)>,
    /// Reviews, where those who follow a design that ends move on to `today` at one.
    pub(crate) reviews: Option<Reviews>,
    /// Who came by cell, with the cells of the time before the start in front; empty where not needed.
    pub(crate) history: Vec<f64>,
    /// Rate per day at which those before the start left it by hazards.
    pub(crate) rate_before: f64,
    /// Away since before the start: nobody's time is counted until they return.
    pub(crate) before: Option<Before>,
    /// Where hazards change with the time in it.
    pub(crate) aged: Option<Box<Aged>>,
    /// By when a programme that has begun may end.
    pub(crate) begun: Option<Box<Begun>>,
    /// Of an intervention before the start: who completes, and how under each way that calls in.
    pub(crate) elsewhere: Vec<(Outcome, [Vec<f64>; 3])>,
}

/// Those in a phase since before the start.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Before {
    pub(crate) inside: f64,
    pub(crate) outs: Vec<Vec<f64>>,
}

/// What happens in a cell to those present at its beginning, or to those who come.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Passing {
    /// Days spent.
    pub(crate) days: f64,
    /// Present at the end.
    pub(crate) stay: f64,
    /// Gone by hazards or called in.
    pub(crate) gone: f64,
}

impl Speed {
    /// Returns what a cell does to those present at its beginning, less those who leave by themselves.
    #[inline]
    pub(crate) fn pass(&self, cell: usize, step: f64, inside: f64, net: f64) -> Passing {
        let (mean, first, kept) = (self.mean[cell], self.first[cell], self.kept[cell]);
        let tilted = if mean > 0.0 { net / mean } else { 0.0 };
        let stay = kept * (inside + tilted);
        Passing {
            days: step * (inside * mean + tilted * first),
            stay,
            gone: inside + net - stay,
        }
    }
}

impl Phase {
    /// Returns a phase that nobody is in.
    pub(crate) fn new(
        what: What,
        flag: usize,
        columns: Vec<usize>,
        pays: f64,
        speed: Speed,
    ) -> Self {
        Self {
            what,
            flag,
            columns,
            pays,
            speed,
            uncalled: None,
            hazards: Hazards::default(),
            drop_out: 0.0,
            permanent: 0.0,
            outs: Vec::new(),
            limits: Vec::new(),
            outcome: None,
            finishing: None,
            inside: 0.0,
            inside_paid: 0.0,
            came: 0.0,
            came_paid: 0.0,
            came_by_fit: Vec::new(),
            extra: None,
            extra_at_first: None,
            reviews: None,
            history: Vec::new(),
            rate_before: 0.0,
            before: None,
            aged: None,
            begun: None,
            elsewhere: Vec::new(),
        }
    }

    /// Returns an exit, by position among its hazards, and the hazard to it in a cell.
    #[inline]
    pub(crate) fn hazard(&self, position: usize, block: usize, cell: usize) -> (usize, f64) {
        let (exit, rates) = &self.hazards.exits[position];
        match self.extra {
            Some((ratio, until)) if cell < until && is_self_support(*exit) => {
                (*exit, rates[block] * ratio)
            }
            _ => (*exit, rates[block]),
        }
    }

    /// Returns what acts on those in it on top of what changes with the time in it.
    pub(crate) fn further(
        &self,
        segment: &SegmentModel,
        (grid, ages): (&Grid, &Ages),
        called: Option<&[f64]>,
    ) -> Further {
        let exits = self.hazards.exits.iter().enumerate();
        let exits = exits.filter(|(_, (exit, _))| changes_with_spell(segment, *exit));
        let by_cell = |position: usize, exit: usize| {
            let rate = |cell: usize| {
                let (_, rate) = self.hazard(position, grid.block(cell), cell);
                rate * ages.of(exit, cell)
            };
            (0..grid.n_cells).map(rate).collect()
        };
        Further {
            rates: Vec::new(),
            exits: exits
                .map(|(at, (exit, _))| (at, by_cell(at, *exit), is_self_support(*exit)))
                .collect(),
            extra: self
                .extra_at_first
                .map(|(ratio, days)| (ratio, days / grid.step())),
            called: called.map(<[f64]>::to_vec),
        }
    }

    /// Returns the mean rate per day at which it is left by hazards, from the start on.
    pub(crate) fn mean_rate(&self, grid: &Grid) -> f64 {
        let ahead = &self.hazards.total[grid.before / grid.per_month..];
        let mean = ahead.iter().sum::<f64>() / ahead.len().max(1) as f64;
        mean + self.drop_out + self.permanent
    }

    /// Returns whether benefit is paid in it.
    #[inline]
    pub(crate) fn is_paid(&self) -> bool {
        self.pays > 0.0
    }

    /// Returns who leaves in a cell, by where to.
    pub(crate) fn outflow(&self, cell: usize) -> Vec<Flow> {
        let from_paid = self.is_paid();
        let flow = |out: &Out| Flow {
            all: out.flow[cell],
            paid: out.paid[cell],
            from_paid,
        };
        self.outs.iter().map(flow).collect()
    }

    /// Returns who leaves by themselves in a cell: all, and those already paid.
    #[inline]
    pub(crate) fn leaving(&self, cell: usize) -> (f64, f64) {
        let leaving = self.outs.iter().filter(|out| out.leaves);
        leaving.fold((0.0, 0.0), |sum, out| {
            (sum.0 + out.flow[cell], sum.1 + out.paid[cell])
        })
    }

    /// Returns the share of those who come in a cell that leaves by itself in it.
    #[inline]
    pub(crate) fn leaves_at_once(&self) -> f64 {
        let leaving = self.outs.iter().filter(|out| out.leaves);
        leaving.map(|out| out.kernel.at_once()).sum()
    }

    /// Adds what those who came in a cell do in later cells.
    pub(crate) fn push(&mut self, grid: &Grid, cell: usize, finishing: Option<&mut [Out]>) {
        let before = self.before_comers(cell + 1);
        self.push_comers(grid, cell, finishing);
        self.note_comers(cell + 1, before);
    }

    fn push_comers(&mut self, grid: &Grid, cell: usize, finishing: Option<&mut [Out]>) {
        let (came, came_paid) = (self.came, self.came_paid);
        (self.came, self.came_paid) = (0.0, 0.0);
        if came == 0.0 && came_paid == 0.0 {
            return;
        }
        if !self.history.is_empty() {
            let offset = self.history.len() - grid.n_cells;
            self.history[offset + cell] += came;
        }
        if let Some(reviews) = &self.reviews {
            reviews.push(&self.speed, grid, (cell, came), &mut self.outs);
            for limit in &mut self.limits {
                let flow = &mut limit.out.flow;
                reviews.push_limit(&self.speed, grid, (cell, came), (limit.days, flow));
            }
        }
        let month_ends = ((cell / grid.per_month) + 1) * grid.per_month;
        if self.outcome.is_some() {
            self.push_outcome(grid, cell, (came, came_paid, month_ends), finishing);
        } else {
            for out in &mut self.outs {
                let speed = match &self.uncalled {
                    // Who leaves an exit does so whether still to be called in or not.
                    Some(uncalled) if out.leaves => uncalled,
                    _ => &self.speed,
                };
                out.push(speed, grid, cell, (came, came_paid, month_ends));
            }
        }
        let speed = self.uncalled.as_ref().unwrap_or(&self.speed);
        for limit in &mut self.limits {
            limit.out.push(speed, grid, cell, (came, 0.0, 0));
        }
    }

    fn push_outcome(
        &mut self,
        grid: &Grid,
        cell: usize,
        (came, came_paid, month_ends): (f64, f64, usize),
        finishing: Option<&mut [Out]>,
    ) {
        let Some(outcome) = &self.outcome else {
            return;
        };
        let by_fit = self.came_by_fit.clone();
        self.came_by_fit.iter_mut().for_each(|came| *came = 0.0);
        let comers = Comers {
            cell,
            all: came,
            by_fit: &by_fit,
        };
        let [done, job, studies] = &mut self.outs[..] else {
            return;
        };
        let (speed, kernel) = (&self.speed, &done.kernel);
        let ends: Ends<'_> = [&mut done.flow, &mut job.flow, &mut studies.flow];
        outcome.push(comers, kernel, (grid, speed), ends);
        if came_paid != 0.0 {
            let share = came_paid / came;
            let by_fit: Vec<f64> = by_fit.iter().map(|n| n * share).collect();
            let comers = Comers {
                cell,
                all: came_paid,
                by_fit: &by_fit,
            };
            let kernel = kernel.up_to(month_ends - cell);
            let ends: Ends<'_> = [&mut done.paid, &mut job.paid, &mut studies.paid];
            outcome.push(comers, &kernel, (grid, speed), ends);
        }
        for (outcome, [all, job, studies]) in &mut self.elsewhere {
            outcome.push(comers, kernel, (grid, speed), [all, job, studies]);
        }
        self.push_finishing(grid, comers, finishing);
    }

    /// Of those who complete, the part that was called in on the way: all less those who were not.
    fn push_finishing(&self, grid: &Grid, comers: Comers<'_>, finishing: Option<&mut [Out]>) {
        let (Some(outs), Some((_, outcome)), Some(uncalled)) =
            (finishing, &self.finishing, &self.uncalled)
        else {
            return;
        };
        if let [done, job, studies] = outs {
            let ends: Ends<'_> = [&mut done.flow, &mut job.flow, &mut studies.flow];
            outcome.push(comers, &self.outs[0].kernel, (grid, uncalled), ends);
            let kernel = &self.outs[0].kernel;
            let by_fit: Vec<f64> = comers.by_fit.iter().map(|n| -n).collect();
            let less = Comers {
                cell: comers.cell,
                all: -comers.all,
                by_fit: &by_fit,
            };
            let ends: Ends<'_> = [&mut done.flow, &mut job.flow, &mut studies.flow];
            outcome.push(less, kernel, (grid, &self.speed), ends);
        }
    }
}
