//! Every phase of one kind of household under one way of working, and where each stands.

use crate::compile::plan::{N_EXITS, StateColumn};
use crate::exact::aged::{Aged, changes_in_state};
use crate::exact::begun::{Begun, Ends};
use crate::exact::fit::Choice;
use crate::exact::flags::{
    CALLABLE, N_FLAGS, N_ROWS, OWN, ROW, all_flags, follows, is_begun, way_of,
};
use crate::exact::grid::Grid;
use crate::exact::kernel::{Kernel, Lengths};
use crate::exact::lags::{Extra, Rows};
use crate::exact::lengths::Stay;
use crate::exact::out::Out;
use crate::exact::phase::{Limit, Phase, What};
use crate::exact::rates::{Calendar, Household, Kind, hazards};
use crate::exact::shape::Ages;
use crate::exact::speed::Speed;
use crate::exact::through::Further;
use crate::math::exp;
use crate::model::course::Course;
use crate::model::parts::PERMANENT;
use crate::model::ways::{Intake, Often};
use crate::model::whole::Model;
use crate::tally::layout::Layout;

/// What is the same for all kinds of households in one run of a way.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Scene<'a> {
    pub(crate) model: &'a Model<'a>,
    pub(crate) calendar: &'a Calendar,
    pub(crate) grid: &'a Grid,
    pub(crate) layout: &'a Layout,
    pub(crate) values: &'a [f64],
    pub(crate) lengths: &'a Lengths,
    /// Points of fit, with weights.
    pub(crate) points: &'a [(f64, f64)],
    /// By way and segment.
    pub(crate) choices: &'a [Vec<Choice>],
    /// By exit taken first; see [`reopening`](crate::exact::away::reopening).
    pub(crate) reopening: &'a [Kernel],
    /// Share of those who may be called in that is, by cell; none where nobody is.
    pub(crate) called: Option<&'a [f64]>,
    /// Other ways of working whose outcome those inside an intervention may come to have.
    pub(crate) way: usize,
    /// Whether comers are followed at once, whatever their hazards: a call-in changes hazards inside stays.
    pub(crate) is_followed: bool,
    /// Permanent hazard per day by cell, where it changes with time.
    pub(crate) leaving: Option<&'a [f64]>,
}

/// Positions of the phases.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Index {
    /// By flag, intake and step.
    pub(crate) steps: Vec<[Vec<Option<usize>>; 3]>,
    pub(crate) lost: Vec<usize>,
    pub(crate) open: Vec<usize>,
    /// By flag and intervention.
    pub(crate) after: Vec<Vec<Option<usize>>>,
    pub(crate) rest: Vec<Vec<Option<usize>>>,
    /// By flag and intervention, where it does not matter later on how it fits.
    pub(crate) direct: Vec<Vec<Option<usize>>>,
    /// By flag, intervention and point of fit.
    pub(crate) by_fit: Vec<Vec<Vec<usize>>>,
    /// What is left of after-effects, in the order of `Map::carried`: by flag, open case, lost, and steps on call-in.
    pub(crate) carried: Vec<Vec<Carried>>,
    /// By flag and exit: keeps nothing, keeps a part, keeps nothing any more.
    pub(crate) exits: Vec<Vec<[Option<usize>; 3]>>,
}

/// Where those are who carry what is left of one after-effect along.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Carried {
    pub(crate) open: usize,
    pub(crate) lost: Option<usize>,
    pub(crate) steps: Vec<Option<usize>>,
}

/// The phases of one kind of household.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Map {
    pub(crate) phases: Vec<Phase>,
    pub(crate) index: Index,
    /// Permanent hazard per day.
    pub(crate) permanent: f64,
    /// More of it by cell, where it changes with time.
    pub(crate) leaving: Vec<f64>,
    /// What survives the permanent hazard alone, without and with the call-in.
    pub(crate) away: [Option<Speed>; N_FLAGS],
    /// What changes with the age of the spells at hand.
    pub(crate) ages: Ages,
    /// What may be left of after-effects: the intervention, and the cell at which it ends.
    pub(crate) carried: Vec<(usize, usize)>,
    /// When programmes may end.
    pub(crate) ends: Ends,
}

/// Cells from one end of an after-effect that is carried along to the next.
pub(crate) const CARRIED_EVERY: usize = 4;

/// Returns the probability that a review does what it may do.
pub(crate) fn often(often: Often) -> f64 {
    match often {
        Often::Never => 0.0,
        Often::Always => 1.0,
        Often::Sometimes { mean } => 1.0 - exp(-1.0 / mean),
    }
}

impl Map {
    /// Returns the phases of a kind of household; `flags` says which ways of following there are.
    pub(crate) fn new(scene: &Scene<'_>, household: Household, flags: [bool; N_FLAGS]) -> Self {
        let permanent = match &scene.model.segments[household.segment].permanent {
            Some(Course::Constant(rate)) => *rate,
            _ => 0.0,
        };
        let mut map = Self {
            permanent,
            leaving: scene.leaving.map_or_else(Vec::new, <[f64]>::to_vec),
            ..Self::default()
        };
        let mut builder = Builder {
            scene,
            household,
            permanent,
            map: &mut map,
        };
        (0..N_FLAGS * N_ROWS).for_each(|_| builder.index_row());
        for flag in all_flags(&scene.model.ways, scene.way, flags) {
            builder.flag(flag);
        }
        if flags[CALLABLE] {
            builder.finishing();
        }
        if flags[OWN] {
            builder.carried(flags);
        }
        builder.aged();
        builder.begun();
        for (flag, present) in flags.into_iter().enumerate() {
            if present {
                map.away[flag] = Some(map.away_speed(scene, flag));
            }
        }
        map
    }
}

pub(crate) struct Builder<'a, 'm> {
    pub(crate) scene: &'a Scene<'a>,
    pub(crate) household: Household,
    pub(crate) permanent: f64,
    pub(crate) map: &'m mut Map,
}

impl Builder<'_, '_> {
    /// Tells those apart in whom a programme has begun by when it may end.
    fn begun(&mut self) {
        let map = &mut *self.map;
        map.ends = Ends::new(self.scene.grid);
        for phase in map.phases.iter_mut().filter(|phase| is_begun(phase.flag)) {
            phase.begun = Some(Box::new(Begun::new(
                map.ends.len(),
                self.scene.grid.n_cells,
            )));
        }
    }

    fn index_row(&mut self) {
        let n = self.scene.model.interventions.len();
        let index = &mut self.map.index;
        index.steps.push(Default::default());
        index.lost.push(usize::MAX);
        index.open.push(usize::MAX);
        index.after.push(vec![None; n]);
        index.rest.push(vec![None; n]);
        index.direct.push(vec![None; n]);
        index.by_fit.push(vec![Vec::new(); n]);
        index.exits.push(vec![[None; 3]; N_EXITS]);
        index.carried.push(Vec::new());
    }

    fn flag(&mut self, flag: usize) {
        self.steps(flag);
        self.open_and_lost(flag);
        for intervention in 0..self.scene.model.interventions.len() {
            self.intervention(flag, intervention);
        }
        // Whoever leaves assistance leaves the programme.
        let exits = if flag < ROW { 0..N_EXITS } else { 0..0 };
        for exit in exits.filter(|exit| *exit != PERMANENT) {
            self.exit(flag, exit);
        }
    }

    /// Lets comers be followed at once where hazards change with the time in a phase.
    fn aged(&mut self) {
        let scene = self.scene;
        let segment = &scene.model.segments[self.household.segment];
        if !self.is_followed() {
            return;
        }
        let n_lags = scene.lengths.n_lags();
        for phase in &mut self.map.phases {
            let after = match phase.what {
                What::Exit { .. } => continue,
                What::After(of) => scene.model.interventions[of].after_effect,
                _ => None,
            };
            phase.extra_at_first = after;
            let hazards = (&phase.hazards, phase.drop_out + phase.permanent);
            let extra = Extra {
                at_first: after.unwrap_or((1.0, 0.0)),
                until: phase.extra,
            };
            let rows = Rows::new(segment, (scene.grid, n_lags), hazards, extra);
            let mut aged = Aged::new(scene.grid, rows, phase.limits.len());
            let is_callable = follows(phase.flag) == CALLABLE;
            let called = scene.called.filter(|_| is_callable);
            aged.further = Further {
                rates: self.map.leaving.clone(),
                ..phase.further(segment, (scene.grid, &self.map.ages), called)
            };
            phase.aged = Some(Box::new(aged));
        }
    }

    /// Returns whether comers are followed at once.
    pub(crate) fn is_followed(&self) -> bool {
        let scene = self.scene;
        scene.is_followed || changes_in_state(&scene.model.segments[self.household.segment])
    }

    pub(crate) fn way(&self, flag: usize) -> usize {
        way_of(flag, self.scene.way)
    }

    /// Adds a phase with the hazards of its kind of state.
    pub(crate) fn add(
        &mut self,
        (what, flag): (What, usize),
        (kind, factor, extra): (Kind, f64, f64),
        (column, pays, drop_out): (usize, f64, f64),
    ) -> usize {
        let scene = self.scene;
        let context = (scene.model, scene.calendar, scene.grid);
        let way = self.way(flag);
        let hazards = hazards(context, self.household, (way, kind), (factor, extra));
        let more = drop_out + self.permanent;
        let rates: Vec<f64> = hazards.total.iter().map(|rate| rate + more).collect();
        let called = if follows(flag) == CALLABLE {
            scene.called
        } else {
            None
        };
        let speed = self.map.speed(scene.grid, &rates, called);
        let mut phase = Phase::new(what, flag, vec![column], self.weight(pays), speed);
        phase.hazards = hazards;
        phase.drop_out = drop_out;
        phase.permanent = self.permanent;
        self.map.phases.push(phase);
        self.map.phases.len() - 1
    }

    /// Returns the mean weight of benefit-weighted time at a share of the benefit.
    pub(crate) fn weight(&self, share: f64) -> f64 {
        let varies = self.scene.model.segments[self.household.segment].benefit_sd_of_ln > 0.0;
        let one = crate::tally::occupancy::WEIGHT_ONE as f64;
        if varies {
            // Rounding is as often up as down.
            share
        } else {
            (share * one + 0.5).floor() / one
        }
    }

    pub(crate) fn out(&self, kernel: Kernel, leaves: bool) -> Out {
        Out::new(kernel, self.scene.grid.n_cells, leaves)
    }

    pub(crate) fn kernel(&self, stay: &Stay) -> Kernel {
        Kernel::of_stay(stay, self.scene.grid.step(), self.scene.grid.n_cells)
    }

    /// Returns the kernel of a length for a phase, which is left by hazards too.
    pub(crate) fn kernel_in(&self, phase: usize, stay: &Stay) -> Kernel {
        let fine = self.scene.lengths.fine(stay);
        fine.kernel(self.scene.grid.n_cells, self.rate_of(phase))
    }

    /// Mean rate per day at which a phase is left by hazards, from the start on.
    pub(crate) fn rate_of(&self, phase: usize) -> f64 {
        self.map.phases[phase].mean_rate(self.scene.grid)
    }

    pub(crate) fn points(&self, phase: usize, points: &[(f64, f64)]) -> Kernel {
        let grid = self.scene.grid;
        Kernel::of_points(points, (grid.step(), grid.n_cells), self.rate_of(phase))
    }

    /// Adds the columns for the first days in a state, for a stay that began `age` days before.
    pub(crate) fn limit(
        &mut self,
        phase: usize,
        state: StateColumn,
        age: f64,
        kernel: &dyn Fn(f64) -> Kernel,
    ) {
        let scene = self.scene;
        for (at, limited) in scene.model.plan.limited.iter().enumerate() {
            let days = limited.days.of(scene.values) - age;
            if counted_in(limited.state) != state || days <= 0.0 {
                continue;
            }
            let out = self.out(kernel(days), true);
            self.map.phases[phase].limits.push(Limit {
                column: scene.layout.limited_state(at),
                days,
                out,
                inside: 0.0,
            });
        }
    }

    fn steps(&mut self, flag: usize) {
        let way = self.way(flag);
        let scene = self.scene;
        let own = usize::from(follows(flag) == OWN);
        let values = scene.values;
        let steps = scene.model.ways[way].steps.iter().enumerate();
        for intake in [Intake::First, Intake::Return, Intake::CalledIn] {
            for (step, of) in steps.clone() {
                let stay = Stay::lasting(&scene.model.plan.ways[way].steps[step].wait, values);
                // Only those who follow the design have been called in.
                let passes =
                    of.is_passed_by(intake) && (intake != Intake::CalledIn || follows(flag) == OWN);
                let mut at = None;
                if passes && !stay.is_nothing() {
                    let column = scene.layout.step_state(own, step);
                    let pays = f64::from(u8::from(of.benefit_paid));
                    let phase = self.add(
                        (What::Step { step, intake }, flag),
                        (Kind::Intake, of.search_ratio, 1.0),
                        (column, pays, 0.0),
                    );
                    let out = self.out(self.kernel_in(phase, &stay), true);
                    self.map.phases[phase].outs.push(out);
                    at = Some(phase);
                }
                self.map.index.steps[flag][intake as usize].push(at);
            }
        }
    }
}

/// Returns the share of households that keep a part of the benefit after an exit.
pub(crate) fn keeps_part(exit: &crate::model::parts::ExitModel, two_adults: bool) -> f64 {
    match (two_adults, exit.second_adult_left, exit.part_benefit) {
        (true, Some(left), _) => f64::from(u8::from(left > 0.0)),
        (_, _, Some((share, left))) if left > 0.0 => share,
        _ => 0.0,
    }
}

/// Returns the state that a limited column cuts short.
fn counted_in(state: StateColumn) -> StateColumn {
    match state {
        StateColumn::Intervention(_) | StateColumn::Exit(_) | StateColumn::Lost => state,
        _ => StateColumn::Open,
    }
}
