//! The phases of an open case, of the lost, and of those who carry what is left of an after-effect along.

use crate::compile::plan::StateColumn;
use crate::exact::flags::{CALLABLE, N_FLAGS, OWN, TODAY, all_flags, follows};
use crate::exact::kernel::Kernel;
use crate::exact::map::{Builder, CARRIED_EVERY, Carried, often};
use crate::exact::out::Out;
use crate::exact::outcome::{JOB, STUDIES};
use crate::exact::phase::{Place, What};
use crate::exact::rates::Kind;
use crate::exact::reviews::Reviews;
use crate::exact::speed::{PerDay, Speed};
use crate::model::ways::{Intake, ReviewModel};
use crate::tally::layout::{LOST, OPEN};

impl Builder<'_, '_> {
    pub(crate) fn open_and_lost(&mut self, flag: usize) {
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
            if self.is_followed() {
                // One phase for both: it knows how long ago the after-effect began.
                let kind = (Kind::Open, 1.0, 1.0);
                let after = self.add((What::After(at), flag), kind, (OPEN, 1.0, 0.0));
                self.review_outs(after, StateColumn::Open, (review, leave), None);
                self.map.index.after[flag][at] = Some(after);
                continue;
            }
            let kind = (Kind::Open, 1.0, ratio);
            let after = self.add((What::After(at), flag), kind, (OPEN, 1.0, 0.0));
            self.map.phases[after].history = vec![0.0; scene.grid.n_cells];
            self.review_outs(after, StateColumn::Open, (review, leave), Some((0.0, days)));
            let kind = (Kind::Open, 1.0, 1.0);
            let rest = self.add((What::Rest(at), flag), kind, (OPEN, 1.0, 0.0));
            self.review_outs(
                rest,
                StateColumn::Open,
                (review, leave),
                Some((days, f64::INFINITY)),
            );
            self.map.index.after[flag][at] = Some(after);
            self.map.index.rest[flag][at] = Some(rest);
        }
    }

    /// Returns the share of open cases that leave at a review.
    pub(crate) fn leaves_at_review(&self, flag: usize) -> f64 {
        let way = self.way(flag);
        let of = &self.scene.model.ways[way];
        let offers = of.review.map_or(0.0, |review| often(review.offers_menu));
        offers * (1.0 - self.scene.choices[way][self.household.segment].none)
    }

    /// Returns whether those of a flag come to live as under `today` within the horizon.
    pub(crate) fn ends(&self, flag: usize) -> bool {
        follows(flag) == OWN
            && self
                .scene
                .grid
                .cell_at(self.scene.model.ways[self.scene.way].gone)
                < self.scene.grid.n_cells
    }

    pub(crate) fn review_outs(
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
            self.reviews_until_gone(phase, (review, leave), (from, to));
            // Who leaves its first days is known by the calendar: see `Reviews`.
            return self.limit(phase, state, from, &|_| Kernel::default());
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

    pub(crate) fn reviews_until_gone(
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
        let reviews = Reviews {
            known: Vec::new(),
            from,
            to,
            every: review.map_or(f64::INFINITY, |review| review.every_days),
            leave: [leave, offers],
            gone: grid.cell_at(self.scene.model.ways[self.scene.way].gone),
            rate,
        };
        of.reviews = Some(reviews.on(&grid));
    }

    /// Adds where those are who carry what is left of an after-effect along: into the intake that a
    /// call-in begins, and into `today` once the design has ended.
    ///
    /// What is left is known by the intervention and the cell at which it ends, on a grid of its own
    /// that is a fixed number of times coarser: the error falls as the square of the step.
    pub(crate) fn carried(&mut self, present: [bool; N_FLAGS]) {
        let calls_in = present[CALLABLE];
        let all = all_flags(&self.scene.model.ways, self.scene.way, present);
        let flags: Vec<usize> = [(OWN, calls_in), (TODAY, self.ends(OWN))]
            .into_iter()
            .filter(|(_, needed)| *needed)
            .flat_map(|(way, _)| all.iter().filter(move |flag| follows(**flag) == way))
            .copied()
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

    pub(crate) fn carried_by(&mut self, flag: usize, extra: (f64, usize)) {
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
        if follows(flag) == OWN {
            let kind = (Kind::Lost, 1.0, 1.0);
            let lost = self.add((what(Place::Lost), flag), kind, (LOST, 1.0, 0.0));
            let finds = review.map_or(0.0, |review| often(review.finds_lost));
            self.review_outs(lost, StateColumn::Lost, (review, finds), None);
            carried.lost = Some(lost);
            for step in 0..scene.model.ways[scene.way].steps.len() {
                let like = self.map.index.steps[flag][Intake::CalledIn as usize][step];
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
    pub(crate) fn with_extra(&mut self, phase: usize, (ratio, until): (f64, usize)) {
        let grid = self.scene.grid;
        let of = &self.map.phases[phase];
        let more = of.drop_out + of.permanent;
        let rates: Vec<f64> = (0..grid.n_cells)
            .map(|cell| {
                let block = grid.block(cell);
                let own = of.hazards.to(JOB, block) + of.hazards.to(STUDIES, block);
                let extra = if cell < until {
                    (ratio - 1.0) * own
                } else {
                    0.0
                };
                let leaving = self.map.leaving.get(cell).copied().unwrap_or(0.0);
                of.hazards.total[block] + extra + more + leaving
            })
            .collect();
        let of = &mut self.map.phases[phase];
        of.speed = Speed::new(grid, PerDay::ByCell(&rates), None);
        of.extra = Some((ratio, until));
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
