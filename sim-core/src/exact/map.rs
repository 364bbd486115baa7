//! Every phase of one kind of household under one way of working, and where each stands.

use crate::compile::plan::{N_EXITS, StateColumn};
use crate::exact::away::stay_of;
use crate::exact::fit::{Choice, MOST_EXITS, Shift, slopes};
use crate::exact::grid::Grid;
use crate::exact::kernel::{Kernel, Lengths};
use crate::exact::lengths::Stay;
use crate::exact::outcome::{JOB, Outcome, Relative, STUDIES};
use crate::exact::phase::{
    CALLABLE, Intake, Keeps, Limit, N_FLAGS, OWN, Out, Phase, Place, Reviews, TODAY, What,
};
use crate::exact::rates::{Calendar, Hazards, Household, Kind, hazards};
use crate::exact::speed::{PerDay, Speed};
use crate::math::{exp, ln, logistic, logit};
use crate::model::course::Course;
use crate::model::parts::PERMANENT;
use crate::model::whole::{Model, Often, ReviewModel};
use crate::tally::layout::{LOST, Layout, OPEN};

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
    pub(crate) carried: [Vec<Carried>; 2],
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
    /// What survives the permanent hazard alone, without and with the call-in.
    pub(crate) away: [Option<Speed>; N_FLAGS],
    /// What may be left of after-effects: the intervention, and the cell at which it ends.
    pub(crate) carried: Vec<(usize, usize)>,
}

/// Cells from one end of an after-effect that is carried along to the next.
pub(crate) const CARRIED_EVERY: usize = 4;

/// Returns which way a flag follows.
pub(crate) fn way_of(flag: usize, run: usize) -> usize {
    if flag == OWN { run } else { 0 }
}

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
            ..Self::default()
        };
        let mut builder = Builder {
            scene,
            household,
            permanent,
            map: &mut map,
        };
        for (flag, present) in flags.into_iter().enumerate() {
            builder.index_row();
            if present {
                builder.flag(flag);
            }
        }
        if flags[CALLABLE] {
            builder.finishing();
        }
        if flags[OWN] {
            builder.carried(flags[CALLABLE]);
        }
        for (flag, present) in flags.into_iter().enumerate() {
            if present {
                map.away[flag] = Some(away_speed(scene, permanent, flag));
            }
        }
        map
    }
}

fn away_speed(scene: &Scene<'_>, permanent: f64, flag: usize) -> Speed {
    let called = if flag == CALLABLE { scene.called } else { None };
    let rates = vec![permanent; scene.grid.n_blocks()];
    Speed::new(scene.grid, PerDay::ByBlock(&rates), called)
}

struct Builder<'a, 'm> {
    scene: &'a Scene<'a>,
    household: Household,
    permanent: f64,
    map: &'m mut Map,
}

impl Builder<'_, '_> {
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
    }

    fn flag(&mut self, flag: usize) {
        self.steps(flag);
        self.open_and_lost(flag);
        for intervention in 0..self.scene.model.interventions.len() {
            self.intervention(flag, intervention);
        }
        for exit in (0..N_EXITS).filter(|exit| *exit != PERMANENT) {
            self.exit(flag, exit);
        }
    }

    fn way(&self, flag: usize) -> usize {
        way_of(flag, self.scene.way)
    }

    /// Adds a phase with the hazards of its kind of state.
    fn add(
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
        let called = if flag == CALLABLE { scene.called } else { None };
        let speed = Speed::new(scene.grid, PerDay::ByBlock(&rates), called);
        let mut phase = Phase::new(what, flag, vec![column], self.weight(pays), speed);
        phase.hazards = hazards;
        phase.drop_out = drop_out;
        phase.permanent = self.permanent;
        self.map.phases.push(phase);
        self.map.phases.len() - 1
    }

    /// Returns the mean weight of benefit-weighted time at a share of the benefit.
    fn weight(&self, share: f64) -> f64 {
        let varies = self.scene.model.segments[self.household.segment].benefit_sd_of_ln > 0.0;
        let one = crate::tally::occupancy::WEIGHT_ONE as f64;
        if varies {
            // Rounding is as often up as down.
            share
        } else {
            (share * one + 0.5).floor() / one
        }
    }

    fn out(&self, kernel: Kernel, leaves: bool) -> Out {
        Out::new(kernel, self.scene.grid.n_cells, leaves)
    }

    fn kernel(&self, stay: &Stay) -> Kernel {
        Kernel::of_stay(stay, self.scene.grid.step(), self.scene.grid.n_cells)
    }

    /// Returns the kernel of a length for a phase, which is left by hazards too.
    fn kernel_in(&self, phase: usize, stay: &Stay) -> Kernel {
        let fine = self.scene.lengths.fine(stay);
        fine.kernel(self.scene.grid.n_cells, self.rate_of(phase))
    }

    /// Mean rate per day at which a phase is left by hazards, from the start on.
    fn rate_of(&self, phase: usize) -> f64 {
        let of = &self.map.phases[phase];
        let ahead = &of.hazards.total[self.scene.grid.before / self.scene.grid.per_month..];
        let mean = ahead.iter().sum::<f64>() / ahead.len().max(1) as f64;
        mean + of.drop_out + of.permanent
    }

    fn points(&self, phase: usize, points: &[(f64, f64)]) -> Kernel {
        let grid = self.scene.grid;
        Kernel::of_points(points, (grid.step(), grid.n_cells), self.rate_of(phase))
    }

    /// Adds the columns for the first days in a state, for a stay that began `age` days before.
    fn limit(&mut self, phase: usize, state: StateColumn, age: f64, kernel: &dyn Fn(f64) -> Kernel) {
        let scene = self.scene;
        for (at, limited) in scene.model.plan.limited.iter().enumerate() {
            let days = limited.days.of(scene.values) - age;
            if counted_in(limited.state) != state || days <= 0.0 {
                continue;
            }
            let out = self.out(kernel(days), true);
            self.map.phases[phase].limits.push(Limit {
                column: scene.layout.limited_state(at),
                out,
                inside: 0.0,
            });
        }
    }

    fn steps(&mut self, flag: usize) {
        let way = self.way(flag);
        let scene = self.scene;
        let own = usize::from(flag == OWN);
        let values = scene.values;
        let steps = scene.model.ways[way].steps.iter().enumerate();
        for intake in [Intake::First, Intake::Return, Intake::CalledIn] {
            for (step, of) in steps.clone() {
                let stay = Stay::lasting(&scene.model.plan.ways[way].steps[step].wait, values);
                let passes = match intake {
                    Intake::First => true,
                    Intake::Return => of.on_return,
                    Intake::CalledIn => of.on_call_in && flag == OWN,
                };
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

    fn open_and_lost(&mut self, flag: usize) {
        let scene = self.scene;
        let review = scene.model.ways[self.way(flag)].review;
        let finds = review.map_or(0.0, |review| often(review.finds_lost));
        let lost = self.add((What::Lost, flag), (Kind::Lost, 1.0, 1.0), (LOST, 1.0, 0.0));
        self.review_outs(lost, StateColumn::Lost, (review, finds), None);
        self.map.index.lost[flag] = lost;
        let leave = self.leaves_at_review(flag);
        let open = self.add((What::Open, flag), (Kind::Open, 1.0, 1.0), (OPEN, 1.0, 0.0));
        self.review_outs(open, StateColumn::Open, (review, leave), None);
        self.map.index.open[flag] = open;
        for at in 0..scene.model.interventions.len() {
            let Some((ratio, days)) = scene.model.interventions[at].after_effect else {
                continue;
            };
            if days <= 0.0 || ratio == 1.0 {
                continue;
            }
            let kind = (Kind::Open, 1.0, ratio);
            let after = self.add((What::After(at), flag), kind, (OPEN, 1.0, 0.0));
            self.map.phases[after].history = vec![0.0; scene.grid.n_cells];
            self.review_outs(after, StateColumn::Open, (review, leave), Some((0.0, days)));
            let kind = (Kind::Open, 1.0, 1.0);
            let rest = self.add((What::Rest(at), flag), kind, (OPEN, 1.0, 0.0));
            self.review_outs(rest, StateColumn::Open, (review, leave), Some((days, f64::INFINITY)));
            self.map.index.after[flag][at] = Some(after);
            self.map.index.rest[flag][at] = Some(rest);
        }
    }

    /// Returns the share of open cases that leave at a review.
    fn leaves_at_review(&self, flag: usize) -> f64 {
        let way = self.way(flag);
        let of = &self.scene.model.ways[way];
        let offers = of.review.map_or(0.0, |review| often(review.offers_menu));
        offers * (1.0 - self.scene.choices[way][self.household.segment].none)
    }

    /// Returns whether those of a flag come to live as under `today` within the horizon.
    fn ends(&self, flag: usize) -> bool {
        flag == OWN && self.scene.grid.cell_at(self.scene.model.ways[self.scene.way].gone)
            < self.scene.grid.n_cells
    }

    fn review_outs(
        &mut self,
        phase: usize,
        state: StateColumn,
        (review, leave): (Option<ReviewModel>, f64),
        stretch: Option<(f64, f64)>,
    ) {
        let grid = self.scene.grid;
        let horizon = grid.n_cells as f64 * grid.step();
        let (from, to) = stretch.unwrap_or((0.0, f64::INFINITY));
        let flag = self.map.phases[phase].flag;
        if state == StateColumn::Open && self.ends(flag) {
            return self.reviews_until_gone(phase, (review, leave), (from, to));
        }
        let (points, alive) = reviews(review, leave, (from, to.min(from + horizon)));
        let leaving: Vec<(f64, f64)> = points.iter().map(|(t, a)| (*t, a * leave)).collect();
        let mut outs = vec![
            self.out(self.points(phase, &leaving), true),
            self.out(self.points(phase, &points), false),
        ];
        if to.is_finite() {
            outs.push(self.out(self.points(phase, &[(to - from, alive)]), true));
        }
        let rate = self.rate_of(phase);
        self.map.phases[phase].outs = outs;
        let cut = |days: f64| {
            let end = (to - from).min(days);
            let (before, alive) = reviews(review, leave, (from, from + end));
            let mut all: Vec<(f64, f64)> = before.iter().map(|(t, a)| (*t, a * leave)).collect();
            all.push((end, alive));
            Kernel::of_points(&all, (grid.step(), grid.n_cells), rate)
        };
        self.limit(phase, state, from, &cut);
    }

    fn reviews_until_gone(
        &mut self,
        phase: usize,
        (review, leave): (Option<ReviewModel>, f64),
        (from, to): (f64, f64),
    ) {
        let grid = *self.scene.grid;
        let offers = review.map_or(0.0, |review| often(review.offers_menu));
        let nothing = |leaves| Out::new(Kernel::default(), grid.n_cells, leaves);
        let mut outs = vec![nothing(true), nothing(false)];
        if to.is_finite() {
            outs.push(nothing(true));
        }
        let rate = self.rate_of(phase);
        let of = &mut self.map.phases[phase];
        of.outs = outs;
        of.history = vec![0.0; grid.n_cells];
        of.reviews = Some(Reviews {
            from,
            to,
            every: review.map_or(f64::INFINITY, |review| review.every_days),
            leave: [leave, offers],
            gone: grid.cell_at(self.scene.model.ways[self.scene.way].gone),
            rate,
        });
    }

    /// Adds where those are who carry what is left of an after-effect along: into the intake that a
    /// call-in begins, and into `today` once the design has ended.
    ///
    /// What is left is known by the intervention and the cell at which it ends, on a grid of its own
    /// that is a fixed number of times coarser: the error falls as the square of the step.
    fn carried(&mut self, calls_in: bool) {
        let flags: Vec<usize> = [(OWN, calls_in), (TODAY, self.ends(OWN))]
            .into_iter()
            .filter(|(_, needed)| *needed)
            .map(|(flag, _)| flag)
            .collect();
        if flags.is_empty() {
            return;
        }
        let scene = self.scene;
        let own = &scene.model.ways[scene.way];
        for at in 0..scene.model.interventions.len() {
            let Some((ratio, days)) = scene.model.interventions[at].after_effect else {
                continue;
            };
            if days <= 0.0 || ratio == 1.0 {
                continue;
            }
            let first = if calls_in { own.go_live } else { own.gone };
            let last = if self.ends(OWN) {
                scene.grid.n_cells
            } else {
                let last = own.go_live + own.call_in_days + days;
                (scene.grid.cell_at(last) + CARRIED_EVERY).min(scene.grid.n_cells)
            };
            let mut until = scene.grid.cell_at(first) + CARRIED_EVERY;
            while until < last + CARRIED_EVERY {
                self.map.carried.push((at, until.min(scene.grid.n_cells)));
                for flag in &flags {
                    self.carried_by(*flag, (ratio, until));
                }
                until += CARRIED_EVERY;
            }
        }
    }

    fn carried_by(&mut self, flag: usize, extra: (f64, usize)) {
        let scene = self.scene;
        let rest = self.map.carried.len() - 1;
        let what = |place| What::Carried { rest, place };
        let review = scene.model.ways[self.way(flag)].review;
        let leave = self.leaves_at_review(flag);
        let kind = (Kind::Open, 1.0, 1.0);
        let open = self.add((what(Place::Open), flag), kind, (OPEN, 1.0, 0.0));
        self.with_extra(open, extra);
        self.review_outs(open, StateColumn::Open, (review, leave), None);
        let mut carried = Carried {
            open,
            ..Carried::default()
        };
        if flag == OWN {
            let kind = (Kind::Lost, 1.0, 1.0);
            let lost = self.add((what(Place::Lost), flag), kind, (LOST, 1.0, 0.0));
            let finds = review.map_or(0.0, |review| often(review.finds_lost));
            self.review_outs(lost, StateColumn::Lost, (review, finds), None);
            carried.lost = Some(lost);
            for step in 0..scene.model.ways[scene.way].steps.len() {
                let like = self.map.index.steps[OWN][Intake::CalledIn as usize][step];
                carried.steps.push(like.map(|like| {
                    let mut phase = self.map.phases[like].clone();
                    phase.what = what(Place::Step(step));
                    self.map.phases.push(phase);
                    self.map.phases.len() - 1
                }));
            }
        }
        self.map.index.carried[flag].push(carried);
    }

    /// Lets an after-effect act in a phase until a cell.
    fn with_extra(&mut self, phase: usize, (ratio, until): (f64, usize)) {
        let grid = self.scene.grid;
        let of = &mut self.map.phases[phase];
        let more = of.drop_out + of.permanent;
        let rates: Vec<f64> = (0..grid.n_cells)
            .map(|cell| {
                let block = grid.block(cell);
                let own = of.hazards.to(JOB, block) + of.hazards.to(STUDIES, block);
                let extra = if cell < until { (ratio - 1.0) * own } else { 0.0 };
                of.hazards.total[block] + extra + more
            })
            .collect();
        of.speed = Speed::new(grid, PerDay::ByCell(&rates), None);
        of.extra = Some((ratio, until));
    }

    fn intervention(&mut self, flag: usize, at: usize) {
        let chains = self.chains(flag);
        let way = self.way(flag);
        let choice = &self.scene.choices[way][self.household.segment];
        let has_fit = self.scene.model.ways[way].fit_slope != 0.0;
        let nodes = if has_fit { slopes(&self.scene.model.ways[way], self.scene.points) } else { vec![0.0] };
        let leads_on = !self.scene.model.interventions[at].then.is_empty();
        let chosen = choice.starts.iter().find(|(to, _)| *to == at);
        if let Some((_, by_fit)) = chosen
            && !(leads_on && has_fit)
        {
            let shifts: Vec<(f64, f64)> = if has_fit {
                nodes.iter().copied().zip(by_fit.iter().copied()).collect()
            } else {
                vec![(0.0, 1.0)]
            };
            let phase = self.stay((flag, at, None), &[shifts]);
            self.map.index.direct[flag][at] = Some(phase);
        }
        let by_node = leads_on && has_fit;
        if chains[at] && !by_node {
            let each = nodes.iter().map(|slope| vec![(*slope, 1.0)]).collect::<Vec<_>>();
            let phase = self.stay((flag, at, None), &each);
            self.map.phases[phase].came_by_fit = vec![0.0; each.len()];
            self.map.index.by_fit[flag][at] = vec![phase; each.len()];
        } else if by_node && (chains[at] || chosen.is_some()) {
            for (node, slope) in nodes.iter().enumerate() {
                let phase = self.stay((flag, at, Some(node)), &[vec![(*slope, 1.0)]]);
                self.map.index.by_fit[flag][at].push(phase);
            }
        }
    }

    /// Returns which interventions are reached from others.
    fn chains(&self, flag: usize) -> Vec<bool> {
        let interventions = &self.scene.model.interventions;
        let mut reached = vec![false; interventions.len()];
        let _ = flag;
        for of in interventions {
            for (to, share) in &of.then {
                reached[*to] |= *share > 0.0;
            }
        }
        reached
    }

    fn stay(
        &mut self,
        (flag, at, node): (usize, usize, Option<usize>),
        shifts: &[Vec<(f64, f64)>],
    ) -> usize {
        let scene = self.scene;
        let of = &scene.model.interventions[at];
        let what = What::Stay {
            intervention: at,
            node,
        };
        let column = scene.layout.intervention_state(at);
        let phase = self.add(
            (what, flag),
            (Kind::Intervention(at), of.lock_in, 1.0),
            (column, of.benefit_share, of.drop_out_per_day),
        );
        let stay = Stay::lasting(&scene.model.plan.interventions[at].duration, scene.values);
        let kernel = self.kernel_in(phase, &stay);
        let outs = vec![
            self.out(kernel, true),
            self.out(Kernel::default(), false),
            self.out(Kernel::default(), false),
        ];
        let outcome = self.outcome(self.way(flag), at, shifts);
        self.map.phases[phase].outs = outs;
        self.map.phases[phase].outcome = Some(outcome);
        let grid = *scene.grid;
        let (rate, fine) = (self.rate_of(phase), scene.lengths.fine(&stay));
        let cut = |days: f64| fine.cut_off(days).kernel(grid.n_cells, rate);
        self.limit(phase, StateColumn::Intervention(at), 0.0, &cut);
        phase
    }

    /// Returns how those who complete share out, under a way and with these shifts by fit.
    ///
    /// `shifts` is by point of fit where the phase tells these apart, each a mixture otherwise.
    fn outcome(&self, way: usize, at: usize, shifts: &[Vec<(f64, f64)>]) -> Outcome {
        let scene = self.scene;
        let of = &scene.model.interventions[at];
        let Some(ratio) = of.effect_ratio else {
            let each = shifts.iter().map(|one| {
                fixed_outcome(&of.outcome, one, self.household.readiness)
            });
            return Outcome::Fixed(each.collect());
        };
        let context = (scene.model, scene.calendar, scene.grid);
        let outside = hazards(context, self.household, (way, Kind::Open), (1.0, 1.0));
        let place = (way, Kind::Intervention(at));
        let inside = hazards(context, self.household, place, (of.lock_in, 1.0));
        let stay = Stay::lasting(&scene.model.plan.interventions[at].duration, scene.values);
        let lasting = scene.lengths.fine(&stay).n_lags();
        let shifts = shifts.iter().map(|one| Shift::of(one)).collect();
        let hazards = (&outside, &inside);
        let relative = Relative::new(scene.grid, (ratio, shifts), hazards, lasting);
        Outcome::Relative(Box::new(relative))
    }

    /// Adds where those are who were called in inside an intervention.
    fn finishing(&mut self) {
        let scene = self.scene;
        for from in 0..self.map.phases.len() {
            let phase = &self.map.phases[from];
            let What::Stay { intervention, node } = phase.what else {
                continue;
            };
            if phase.flag != CALLABLE {
                continue;
            }
            let of = &scene.model.interventions[intervention];
            let what = What::Finishing { intervention, node };
            let column = scene.layout.intervention_state(intervention);
            let to = self.add(
                (what, OWN),
                (Kind::Intervention(intervention), of.lock_in, 1.0),
                (column, of.benefit_share, of.drop_out_per_day),
            );
            let outs = (0..3).map(|at| self.out(Kernel::default(), at == 0));
            let outs = outs.collect();
            self.map.phases[to].outs = outs;
            let n_fit = self.map.phases[from].came_by_fit.len();
            self.map.phases[to].came_by_fit = vec![0.0; n_fit];
            let shifts = self.shifts_of_those_called(intervention, (node, n_fit));
            let outcome = self.outcome(scene.way, intervention, &shifts);
            let uncalled = &self.map.phases[from];
            let rates: Vec<f64> = uncalled.hazards.total.iter().map(|rate| {
                rate + uncalled.drop_out + uncalled.permanent
            }).collect();
            let speed = Speed::new(scene.grid, PerDay::ByBlock(&rates), None);
            self.map.phases[from].uncalled = Some(speed);
            self.map.phases[from].finishing = Some((to, outcome));
        }
    }

    /// They chose under `today`; what fit does for them is decided by the design.
    fn shifts_of_those_called(
        &self,
        at: usize,
        (node, n_fit): (Option<usize>, usize),
    ) -> Vec<Vec<(f64, f64)>> {
        let scene = self.scene;
        let slopes = slopes(&scene.model.ways[scene.way], scene.points);
        if n_fit > 1 {
            return slopes.into_iter().map(|slope| vec![(slope, 1.0)]).collect();
        }
        vec![match node {
            Some(node) => vec![(slopes.get(node).copied().unwrap_or(0.0), 1.0)],
            None => {
                let choice = &scene.choices[TODAY][self.household.segment];
                let chosen = choice.starts.iter().find(|(to, _)| *to == at);
                let weights = chosen.map_or(&[][..], |(_, by_fit)| by_fit);
                slopes.into_iter().zip(weights.iter().copied()).collect()
            }
        }]
    }

    fn exit(&mut self, flag: usize, exit: usize) {
        let scene = self.scene;
        let of = &scene.model.exits[exit];
        let stay = stay_of(of);
        let column = scene.layout.exit_state(exit);
        let grid = *scene.grid;
        let left = match (self.household.two_adults, of.second_adult_left, of.part_benefit) {
            (true, Some(left), _) | (_, _, Some((_, left))) => left,
            _ => 0.0,
        };
        let (days, part) = (of.benefit_left_days, self.keeps_part(exit) > 0.0);
        for keeps in [Keeps::Nothing, Keeps::Part, Keeps::NothingMore] {
            let is_there = match keeps {
                Keeps::Nothing => self.keeps_part(exit) < 1.0,
                Keeps::Part => part && days > 0.0,
                Keeps::NothingMore => part && days.is_finite(),
            };
            if !is_there {
                continue;
            }
            let pays = if keeps == Keeps::Part { left } else { 0.0 };
            let phase = self.exit_phase((What::Exit { exit, keeps }, flag), column, pays);
            let kernel = match keeps {
                Keeps::NothingMore => Kernel::left_after(&stay, days, grid.step(), grid.n_cells),
                _ => self.kernel(&stay),
            };
            let mut outs = vec![self.out(kernel.clone(), true)];
            let cuts = keeps == Keeps::Part && days.is_finite();
            if cuts {
                let alive = 1.0 - stay.over_by(days);
                let both = Kernel::cut_off(&stay, days, grid.step(), grid.n_cells);
                outs[0] = self.out(less_point(&both, (days, alive), &grid), true);
            }
            if flag == CALLABLE {
                let kernel = outs[0].kernel.clone();
                outs.push(self.out(kernel, false));
            }
            if cuts {
                let alive = 1.0 - stay.over_by(days);
                outs.push(self.out(self.points(phase, &[(days, alive)]), true));
            }
            if keeps == Keeps::Part {
                let column = scene.layout.part_benefit_state();
                self.map.phases[phase].columns.push(column);
            }
            self.map.phases[phase].outs = outs;
            let end = if cuts { days } else { f64::INFINITY };
            let age = if keeps == Keeps::NothingMore { days } else { 0.0 };
            let cut = |limit: f64| {
                if age > 0.0 {
                    return Kernel::cut_left(&stay, (age, limit), grid.step(), grid.n_cells);
                }
                Kernel::cut_off(&stay, limit.min(end), grid.step(), grid.n_cells)
            };
            self.limit(phase, StateColumn::Exit(exit), age, &cut);
            self.map.index.exits[flag][exit][keeps as usize] = Some(phase);
        }
    }

    fn keeps_part(&self, exit: usize) -> f64 {
        keeps_part(&self.scene.model.exits[exit], self.household.two_adults)
    }

    fn exit_phase(&mut self, (what, flag): (What, usize), column: usize, pays: f64) -> usize {
        let scene = self.scene;
        let mut phase = Phase::new(
            what,
            flag,
            vec![column],
            self.weight(pays),
            away_speed(scene, self.permanent, flag),
        );
        if flag == CALLABLE {
            // Nobody is called in while away; only whether they may still be is lost.
            phase.uncalled = Some(away_speed(scene, self.permanent, TODAY));
        }
        phase.hazards = Hazards::none(scene.grid);
        phase.permanent = self.permanent;
        self.map.phases.push(phase);
        self.map.phases.len() - 1
    }
}

/// Returns the outcome under another way, by phase of a map of those under `today`, for those whom that
/// way calls in inside an intervention.
pub(crate) fn outcomes_of_called(
    scene: &Scene<'_>,
    household: Household,
    map: &Map,
) -> Vec<Option<Outcome>> {
    let mut unused = Map::default();
    let builder = Builder {
        scene,
        household,
        permanent: map.permanent,
        map: &mut unused,
    };
    let outcome = |phase: &Phase| match phase.what {
        What::Stay { intervention, node } => {
            let n_fit = phase.came_by_fit.len();
            let shifts = builder.shifts_of_those_called(intervention, (node, n_fit));
            Some(builder.outcome(scene.way, intervention, &shifts))
        }
        _ => None,
    };
    map.phases.iter().map(outcome).collect()
}

/// Returns the share of households that keep a part of the benefit after an exit.
pub(crate) fn keeps_part(exit: &crate::model::parts::ExitModel, two_adults: bool) -> f64 {
    match (two_adults, exit.second_adult_left, exit.part_benefit) {
        (true, Some(left), _) => f64::from(u8::from(left > 0.0)),
        (_, _, Some((share, left))) if left > 0.0 => share,
        _ => 0.0,
    }
}

fn less_point(kernel: &Kernel, point: (f64, f64), grid: &Grid) -> Kernel {
    let at = Kernel::of_points(&[point], (grid.step(), grid.n_cells), 0.0);
    let mut weights = kernel.weights.clone();
    for (lag, weight) in at.weights.iter().enumerate() {
        if let Some(sum) = weights.get_mut(lag) {
            *sum = (*sum - weight).max(0.0);
        }
    }
    Kernel::of_weights(weights)
}

/// Returns the state that a limited column cuts short.
fn counted_in(state: StateColumn) -> StateColumn {
    match state {
        StateColumn::Intervention(_) | StateColumn::Exit(_) | StateColumn::Lost => state,
        _ => StateColumn::Open,
    }
}

/// Returns the reviews of a stay from an age on, as times from then with the share still there, and the
/// last share; `leave` is the share that leaves at each.
fn reviews(
    review: Option<ReviewModel>,
    leave: f64,
    (from, to): (f64, f64),
) -> (Vec<(f64, f64)>, f64) {
    let mut points = Vec::new();
    let mut alive = 1.0;
    let Some(review) = review else {
        return (points, alive);
    };
    let mut number = (from / review.every_days + 1e-9).floor() + 1.0;
    while number * review.every_days <= to && alive > 1e-14 {
        points.push((number * review.every_days - from, alive));
        alive *= 1.0 - leave;
        number += 1.0;
    }
    (points, alive)
}

/// Written shares: those of job and studies together are shifted by fit and readiness on the scale of log-odds.
fn fixed_outcome(shares: &[f64; N_EXITS], shifts: &[(f64, f64)], readiness: f64) -> (f64, f64) {
    let well = shares[JOB] + shares[STUDIES];
    if well <= 0.0 {
        return (0.0, 0.0);
    }
    let capped = well.min(MOST_EXITS);
    let total: f64 = shifts.iter().map(|(_, weight)| weight).sum();
    let each = shifts.iter().map(|(shift, weight)| {
        let shift = shift + ln(readiness);
        let shifted = if shift == 0.0 {
            capped
        } else {
            logistic(logit(capped) + shift)
        };
        weight * shifted
    });
    let shifted = each.sum::<f64>() / total;
    (shares[JOB] * shifted / well, shares[STUDIES] * shifted / well)
}
