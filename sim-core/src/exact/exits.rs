//! The phases after an exit.

use crate::compile::plan::StateColumn;
use crate::exact::away::stay_of;
use crate::exact::flags::{CALLABLE, TODAY};
use crate::exact::grid::Grid;
use crate::exact::kernel::Kernel;
use crate::exact::lengths::Stay;
use crate::exact::map::{Builder, keeps_part};
use crate::exact::out::Out;
use crate::exact::phase::{Keeps, Phase, What};
use crate::exact::rates::Hazards;

impl Builder<'_, '_> {
    pub(crate) fn exit(&mut self, flag: usize, exit: usize) {
        let scene = self.scene;
        let of = &scene.model.exits[exit];
        let stay = stay_of(of);
        let column = scene.layout.exit_state(exit);
        let grid = *scene.grid;
        let left = match (
            self.household.two_adults,
            of.second_adult_left,
            of.part_benefit,
        ) {
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
            let cuts = keeps == Keeps::Part && days.is_finite();
            let outs = self.exit_outs((phase, flag), &stay, (keeps, days));
            if keeps == Keeps::Part {
                let column = scene.layout.part_benefit_state();
                self.map.phases[phase].columns.push(column);
            }
            self.map.phases[phase].outs = outs;
            let end = if cuts { days } else { f64::INFINITY };
            let age = if keeps == Keeps::NothingMore {
                days
            } else {
                0.0
            };
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

    /// Returns the ways out of an exit: back, and over to keeping nothing any more; for those who may be
    /// called in, each followed by those of them who still can be.
    fn exit_outs(
        &self,
        (phase, flag): (usize, usize),
        stay: &Stay,
        (keeps, days): (Keeps, f64),
    ) -> Vec<Out> {
        let grid = *self.scene.grid;
        let kernel = match keeps {
            Keeps::NothingMore => Kernel::left_after(stay, days, grid.step(), grid.n_cells),
            _ => self.kernel(stay),
        };
        let mut kernels = vec![kernel];
        if keeps == Keeps::Part && days.is_finite() {
            let alive = 1.0 - stay.over_by(days);
            let both = Kernel::cut_off(stay, days, grid.step(), grid.n_cells);
            kernels[0] = less_point(&both, (days, alive), &grid);
            kernels.push(self.points(phase, &[(days, alive)]));
        }
        let mut outs = Vec::new();
        for kernel in kernels {
            outs.push(self.out(kernel.clone(), true));
            if flag == CALLABLE {
                outs.push(self.out(kernel, false));
            }
        }
        outs
    }

    pub(crate) fn keeps_part(&self, exit: usize) -> f64 {
        keeps_part(&self.scene.model.exits[exit], self.household.two_adults)
    }

    pub(crate) fn exit_phase(
        &mut self,
        (what, flag): (What, usize),
        column: usize,
        pays: f64,
    ) -> usize {
        let scene = self.scene;
        let mut phase = Phase::new(
            what,
            flag,
            vec![column],
            self.weight(pays),
            self.map.away_speed(scene, flag),
        );
        if flag == CALLABLE {
            // Nobody is called in while away; only whether they may still be is lost.
            phase.uncalled = Some(self.map.away_speed(scene, TODAY));
        }
        phase.hazards = Hazards::none(scene.grid);
        phase.permanent = self.permanent;
        self.map.phases.push(phase);
        self.map.phases.len() - 1
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
    let mut later = kernel.later.clone();
    for (sum, weight) in later.iter_mut().zip(&at.later) {
        *sum = (*sum - weight).max(0.0);
    }
    let then = (kernel.then - at.then).max(0.0);
    Kernel::of_weights(weights).with_point(then, later)
}
