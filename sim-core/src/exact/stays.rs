//! The phases of interventions, and what becomes of those who complete them.

use crate::compile::plan::{N_EXITS, StateColumn};
use crate::exact::fit::{MOST_EXITS, Shift, slopes};
use crate::exact::flags::{BEGUN, CALLABLE, OWN, TODAY, following, follows, row};
use crate::exact::kernel::Kernel;
use crate::exact::lengths::Stay;
use crate::exact::map::{Builder, Map, Scene};
use crate::exact::outcome::{JOB, Outcome, Relative, STUDIES};
use crate::exact::over_stay::OverStay;
use crate::exact::phase::{Phase, What};
use crate::exact::rates::{Household, Kind, hazards};
use crate::exact::shape::changes_with_age;
use crate::math::{ln, logistic, logit};

impl Builder<'_, '_> {
    pub(crate) fn intervention(&mut self, flag: usize, at: usize) {
        let chains = self.chains(flag);
        let way = self.way(flag);
        let choice = &self.scene.choices[way][self.household.segment];
        let has_fit = self.scene.model.ways[way].fit_slope != 0.0;
        let nodes = if has_fit {
            slopes(&self.scene.model.ways[way], self.scene.points)
        } else {
            vec![0.0]
        };
        let last = self.last(flag);
        let leads_on = !self.scene.model.interventions[at].then.is_empty()
            || last.is_some() && row(flag) == BEGUN;
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
            let each = nodes
                .iter()
                .map(|slope| vec![(*slope, 1.0)])
                .collect::<Vec<_>>();
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

    /// Returns what comes last in the programme of the way that a flag follows.
    fn last(&self, flag: usize) -> Option<usize> {
        let programme = self.scene.model.ways[self.way(flag)].programme;
        programme.and_then(|(_, last)| last)
    }

    /// Returns which interventions are reached from others.
    pub(crate) fn chains(&self, flag: usize) -> Vec<bool> {
        let interventions = &self.scene.model.interventions;
        let mut reached = vec![false; interventions.len()];
        if let (Some(last), true) = (self.last(flag), row(flag) > BEGUN) {
            reached[last] = true;
        }
        for of in interventions {
            for (to, share) in &of.then {
                reached[*to] |= *share > 0.0;
            }
        }
        reached
    }

    pub(crate) fn stay(
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
    pub(crate) fn outcome(&self, way: usize, at: usize, shifts: &[Vec<(f64, f64)>]) -> Outcome {
        let scene = self.scene;
        let of = &scene.model.interventions[at];
        let Some(ratio) = of.effect_ratio else {
            let each = shifts
                .iter()
                .map(|one| fixed_outcome(&of.outcome, one, self.household.readiness));
            return Outcome::Fixed(each.collect());
        };
        let context = (scene.model, scene.calendar, scene.grid);
        let outside = hazards(context, self.household, (way, Kind::Open), (1.0, 1.0));
        let place = (way, Kind::Intervention(at));
        let inside = hazards(context, self.household, place, (of.lock_in, 1.0));
        let stay = Stay::lasting(&scene.model.plan.interventions[at].duration, scene.values);
        let segment = &scene.model.segments[self.household.segment];
        let changes = changes_with_age(segment);
        let lasting = (!changes).then(|| scene.lengths.fine(&stay).n_lags());
        let shifts = shifts.iter().map(|one| Shift::of(one)).collect();
        let hazards = (&outside, &inside);
        let mut relative = Relative::new(scene.grid, (ratio, shifts), hazards, lasting);
        if self.is_followed() {
            let on = (scene.grid, scene.lengths.n_lags());
            let over_stay = |of| OverStay::new(segment, on, of);
            relative.over_stay = Some([over_stay(hazards.0), over_stay(hazards.1)]);
        }
        Outcome::Relative(Box::new(relative))
    }

    /// Adds where those are who were called in inside an intervention.
    pub(crate) fn finishing(&mut self) {
        let scene = self.scene;
        for from in 0..self.map.phases.len() {
            let phase = &self.map.phases[from];
            let What::Stay { intervention, node } = phase.what else {
                continue;
            };
            let flag = phase.flag;
            if follows(flag) != CALLABLE {
                continue;
            }
            let of = &scene.model.interventions[intervention];
            let what = What::Finishing { intervention, node };
            let column = scene.layout.intervention_state(intervention);
            let to = self.add(
                (what, following(flag, OWN)),
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
            let rates: Vec<f64> = uncalled
                .hazards
                .total
                .iter()
                .map(|rate| rate + uncalled.drop_out + uncalled.permanent)
                .collect();
            let speed = self.map.speed(scene.grid, &rates, None);
            self.map.phases[from].uncalled = Some(speed);
            self.map.phases[from].finishing = Some((to, outcome));
        }
    }

    /// They chose under `today`; what fit does for them is decided by the design.
    pub(crate) fn shifts_of_those_called(
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
    (
        shares[JOB] * shifted / well,
        shares[STUDIES] * shifted / well,
    )
}
