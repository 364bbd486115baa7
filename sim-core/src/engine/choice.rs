//! The choice of an intervention, and how one ends.

use crate::compile::plan::N_EXITS;
use crate::engine::life::{Life, OWN, Phase, Recorder, TODAY};
use crate::math::{exp, exp_m1, exp_quick, ln, logistic, logit};
use crate::model::course::{Pace, accumulated};
use crate::model::lanes::LaneSet;
use crate::model::levers::{FIRST_INTERVENTION, is_self_support};
use crate::model::purposes as p;
use crate::model::whole::Model;
use crate::tally::layout::Happening;

/// The largest share of completers that can take an exit at completion.
const MOST_EXITS: f64 = 0.98;

impl Life {
    /// Chooses from the menu, or is left in an open case.
    pub(crate) fn choose(&mut self, model: &Model<'_>, run: usize, recorder: &mut impl Recorder) {
        if self.way == OWN && self.now >= model.ways[run].gone {
            self.way = TODAY;
        }
        self.choices += 1;
        match self.preferred(model, run) {
            Some((at, fit)) => {
                self.begin_programme(model, run);
                self.starts(model, (at, fit), recorder);
            }
            None if self.phase == Phase::Open => {
                // The case stays open: no clock changes, only the next offer is set.
                self.visit += 1;
                self.await_offer(model, run);
                self.await_review(model, run);
            }
            None => self.open(model, run),
        }
    }

    /// Returns the intervention preferred in the menu and how it fits: mixed multinomial logit.
    ///
    /// Utility is ln(weight) + q * fit + Gumbel noise; fit is standard normal for each
    /// household, intervention and choice, and zero for no intervention. The most useful
    /// one is found as the first in a race: with E = exp(-noise), which is standard exponential,
    /// it has the smallest E / (weight * exp(q * fit)), and nobody takes a logarithm.
    ///
    /// # Source
    ///
    /// McFadden and Train (2000), mixed logit.
    #[inline]
    fn preferred(&self, model: &Model<'_>, run: usize) -> Option<(usize, f64)> {
        let way = &model.ways[self.way_idx(run)];
        let luck = self.key.on(self.occasion(self.choices));
        let fit_of = |at: usize| luck.stream(model.purposes.interventions[at].fit).normal();
        let fit_chooses = way.match_quality != 0.0;
        let (mut best, mut first) = (None, f64::INFINITY);
        for alternative in &way.menu[self.segment] {
            let noise = alternative.to.map_or(model.purposes.no_intervention, |at| {
                model.purposes.interventions[at].noise
            });
            let without_fit = luck.stream(noise).exponential() * alternative.one_over_weight;
            let (time, fit) = match alternative.to {
                Some(at) if fit_chooses => {
                    let fit = fit_of(at);
                    let gain = way.match_quality * fit;
                    // exp(-x) is at least 1 - x: most are out of the race without it.
                    if without_fit * (1.0 - gain) >= first {
                        continue;
                    }
                    (without_fit * exp_quick(-gain), fit)
                }
                _ => (without_fit, 0.0),
            };
            if time < first {
                (best, first) = (alternative.to.map(|at| (at, fit)), time);
            }
        }
        let (at, fit) = best?;
        let fit_only_helps = !fit_chooses && way.fit_slope != 0.0;
        Some((at, if fit_only_helps { fit_of(at) } else { fit }))
    }

    fn begin_programme(&mut self, model: &Model<'_>, run: usize) {
        let way = &model.ways[self.way_idx(run)];
        if let Some((length, _)) = &way.programme
            && self.programme_until == f64::NEG_INFINITY
        {
            self.programme_until = self.now + length.sample(self.key, p::PROGRAMME, self.spell);
        }
    }

    /// Starts an intervention.
    pub(crate) fn start(
        &mut self,
        model: &Model<'_>,
        (at, fit): (usize, f64),
        recorder: &mut impl Recorder,
    ) {
        recorder.happened(self, Happening::Start(at));
        let of = &model.interventions[at];
        let purposes = &model.purposes.interventions[at];
        self.fit = fit;
        self.after_effect_until = f64::NEG_INFINITY;
        let occasion = self.occasion(self.visit + 1);
        let duration = of.duration.sample(self.key, purposes.duration, occasion);
        self.enter(model, Phase::Intervention(at as u16), self.now + duration);
        if of.drop_out_per_day > 0.0 {
            let left = self.key.stream(purposes.drop_out, occasion).exponential();
            self.drop_out_at = self.now + left / of.drop_out_per_day;
        }
    }

    /// Ends an intervention by completion or drop-out.
    pub(crate) fn intervention_ended(
        &mut self,
        model: &Model<'_>,
        run: usize,
        completed: bool,
        recorder: &mut impl Recorder,
    ) {
        let Phase::Intervention(at) = self.phase else {
            return;
        };
        let at = at as usize;
        if !completed {
            recorder.happened(self, Happening::DropOut(at));
            return self.open(model, run);
        }
        recorder.happened(self, Happening::Completion(at));
        let occasion = self.occasion(self.visit);
        let purposes = &model.purposes.interventions[at];
        let mut lot = self.key.stream(purposes.outcome, occasion).uniform();
        let outcome = self.outcome(model, run, at);
        for (exit, share) in outcome.iter().enumerate() {
            if lot < *share {
                return self.exit(model, exit, recorder);
            }
            lot -= share;
        }
        let of = &model.interventions[at];
        let mut lot = if of.then.is_empty() {
            1.0
        } else {
            self.key.stream(purposes.then, occasion).uniform()
        };
        for (to, share) in &of.then {
            if lot < *share {
                return self.starts(model, (*to, self.fit), recorder);
            }
            lot -= share;
        }
        self.completed_without_exit(model, run, at, recorder);
    }

    fn completed_without_exit(
        &mut self,
        model: &Model<'_>,
        run: usize,
        at: usize,
        recorder: &mut impl Recorder,
    ) {
        // Whatever starts next replaces it; an open case keeps it.
        if let Some((ratio, days)) = model.interventions[at].after_effect {
            self.after_effect = ratio;
            self.after_effect_until = self.now + days;
        }
        if self.now < self.programme_until {
            return self.choose(model, run, recorder);
        }
        let way = &model.ways[self.way_idx(run)];
        if let Some((_, Some(last))) = way.programme
            && self.programme_until > f64::NEG_INFINITY
            && !self.last_done
        {
            self.last_done = true;
            return self.starts(model, (last, self.fit), recorder);
        }
        self.programme_until = f64::NEG_INFINITY;
        self.open(model, run);
    }

    /// Returns the share of completers that takes each exit at completion.
    ///
    /// Completing well is going to job or studies: that is what fit shifts, and readiness in
    /// the written form (in the relative form it is in the hazards already). Other exits
    /// take their written share of those who do not complete well, scaled where a written
    /// share of job and studies was moved.
    fn outcome(&self, model: &Model<'_>, run: usize, at: usize) -> [f64; N_EXITS] {
        let of = &model.interventions[at];
        let slope = model.ways[self.way_idx(run)].fit_slope * self.fit;
        let sum = |shares: &[f64; N_EXITS]| -> f64 {
            let well = shares
                .iter()
                .enumerate()
                .filter(|(exit, _)| is_self_support(*exit));
            well.map(|(_, share)| share).sum()
        };
        let (mut shares, shift, others) = match of.effect_ratio {
            Some(ratio) => (self.relative_outcome(model, run, (at, ratio)), slope, 1.0),
            None => {
                let others = 1.0 / (1.0 - sum(&of.outcome)).max(1.0 - MOST_EXITS);
                (of.outcome, slope + ln(self.readiness), others)
            }
        };
        let well = sum(&shares);
        let capped = well.min(MOST_EXITS);
        let shifted = if shift == 0.0 || well <= 0.0 {
            capped
        } else {
            logistic(logit(capped) + shift)
        };
        for (exit, share) in shares.iter_mut().enumerate() {
            *share = if is_self_support(exit) {
                if well > 0.0 {
                    *share * shifted / well
                } else {
                    0.0
                }
            } else {
                of.outcome[exit] * others * (1.0 - shifted)
            };
        }
        shares
    }

    /// Returns the shares of completers that go to job and studies so that, from start to
    /// completion, exits there are `ratio` times what an open case would have had.
    ///
    /// With H the hazard an open case would have accumulated over the stay and G the one
    /// accumulated inside (lock-in), the cumulative incidence of exit x is
    /// F_x = H_x / H * (1 - exp(-H)) outside and likewise inside; the share of completers is
    /// (ratio * F_x - inside_x) / exp(-G), at least 0. This is the definition of
    /// `effect_ratio`: exact where hazards are proportional over the stay.
    fn relative_outcome(
        &self,
        model: &Model<'_>,
        run: usize,
        (at, ratio): (usize, f64),
    ) -> [f64; N_EXITS] {
        let mut outside = [0.0; N_EXITS];
        let mut inside = [0.0; N_EXITS];
        let way = self.way_idx(run);
        let open = model.lanes.of(way, self.segment, 0);
        let locked = model.lanes.of(way, self.segment, FIRST_INTERVENTION + at);
        let group_of = &model.lanes.groups(self.segment).group_of;
        for (clock, group) in model.segments[self.segment].clocks.iter().zip(group_of) {
            // A clock that starts with the state would have started anew in the open case too.
            let origin = self.origin(clock.since);
            let over_the_stay = |set: &LaneSet| {
                let lane = &set.lanes()[*group];
                let readiness = if lane.self_support {
                    self.readiness
                } else {
                    1.0
                };
                let pace = Pace {
                    factor: set.speed * readiness,
                    extra: 1.0,
                    extra_until: f64::NEG_INFINITY,
                    path: &model.paths[lane.path as usize],
                };
                accumulated(&clock.course, origin, pace, self.entered, self.now)
            };
            outside[clock.exit] = over_the_stay(open);
            inside[clock.exit] = over_the_stay(locked);
        }
        let all_outside: f64 = outside.iter().sum();
        let all_inside: f64 = inside.iter().sum();
        let incidence = |own: f64, all: f64| {
            if all > 0.0 {
                own / all * -exp_m1(-all)
            } else {
                0.0
            }
        };
        let still_inside = exp(-all_inside);
        std::array::from_fn(|exit| {
            if !is_self_support(exit) {
                return 0.0;
            }
            let wanted = ratio * incidence(outside[exit], all_outside);
            let had = incidence(inside[exit], all_inside);
            ((wanted - had) / still_inside).max(0.0)
        })
    }
}
